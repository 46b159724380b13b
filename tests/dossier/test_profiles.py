"""Lists and profiles of actors and issues tell, page by page, what the whole lists tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection

from pourparlers import Article, Dossier
from pourparlers.dossier.standing.filters import ALL, Page
from pourparlers.dossier.standing.profiles import (
    directory,
    issue_profile,
    named,
    profile,
    profile_dealings,
    profile_words,
)
from pourparlers.dossier.standing.profiles.directory import Order
from pourparlers.dossier.standing.profiles.profile import Who
from pourparlers.model import Act, ActorKind, Form


@pytest.fixture(params=["ferry", "bridge"], scope="module")
def dossier(request: pytest.FixtureRequest) -> Dossier:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory, articles: list[Article], shelf: Any) -> Dossier:
    made = Dossier(tmp_path_factory.mktemp("bridge") / "talks.dossier", create=True)
    made.add(articles, reader=shelf)
    made.relate(made.issues()[1].id, made.issues()[0].id)
    return made


@pytest.fixture
def connection(dossier: Dossier) -> Iterator[Connection]:
    with dossier.engine.connect() as one:
        yield one


def each(connection: Connection) -> list[Who]:
    found = [profile.who(connection, one.id) for one in directory.actors_page(connection, page=ALL).actors]
    assert None not in found
    return [one for one in found if one]


def parties(connection: Connection) -> list[Who]:
    return [one for one in each(connection) if one.kind in {ActorKind.STATE, ActorKind.ORGANISATION}]


def test_all_pages_together_are_the_list_of_actors(dossier: Dossier, connection: Connection) -> None:
    whole = dossier.actors()
    paged = [
        one
        for skip in range(0, len(whole) + 3, 3)
        for one in directory.actors_page(connection, page=Page(limit=3, skip=skip)).actors
    ]
    fields = ("id", "kind", "name", "party", "role", "names", "articles")
    assert [[getattr(one, name) for name in fields] for one in paged] == [
        [getattr(one, name) for name in fields] for one in whole
    ]
    assert directory.actors_page(connection, page=Page(limit=1)).found == len(whole)


def test_actors_in_other_orders_are_the_same_actors(connection: Connection) -> None:
    told = {order: directory.actors_page(connection, order=order, page=ALL).actors for order in Order}
    assert {frozenset(one.id for one in found) for found in told.values()} == {
        frozenset(one.id for one in told[Order.NAME])
    }
    counts = [one.statements for one in told[Order.STATEMENTS]]
    assert counts == sorted(counts, reverse=True) and counts[0] > counts[-1]


def test_actors_are_counted_by_kind_and_narrowed_by_it(dossier: Dossier, connection: Connection) -> None:
    kinds = Counter(one.kind for one in dossier.actors())
    found = directory.actors_page(connection, kind=ActorKind.PERSON, page=ALL)
    assert found.kinds == kinds and found.found == len(found.actors) == kinds[ActorKind.PERSON]


def test_the_statements_of_an_actor_are_those_that_are_filtered_by_it(dossier: Dossier, connection: Connection) -> None:
    for one in parties(connection):
        whole = dossier.statements(party=one.ids[0])
        paged = profile_words.statements(connection, one, page=ALL)
        assert {told.id for told in paged} == {told.id for told in whole} and len(paged) == one.statements
        assert paged == sorted(sorted(paged, key=lambda told: told.id), key=lambda told: told.day or "", reverse=True)
        assert profile_words.spoken(connection, one).acts == Counter(told.act for told in whole)
        met = profile_words.encounters(connection, one, ALL)
        assert {told.id for told in met} == {told.id for told in dossier.encounters(party=one.ids[0])}
        assert len(met) == one.encounters


def test_the_statements_of_a_person_are_those_that_are_filtered_by_her(ferry: Dossier) -> None:
    with ferry.engine.connect() as connection:
        persons = [one for one in each(connection) if one.kind is ActorKind.PERSON]
        for one in persons:
            paged = profile_words.statements(connection, one, page=ALL)
            whole = {told.id for id_ in one.ids for told in ferry.statements(person=id_.removeprefix("person:"))}
            assert {told.id for told in paged} == whole
        assert any(one.statements for one in persons)


def test_statements_are_narrowed_by_act_and_issue(dossier: Dossier, connection: Connection) -> None:
    for one in parties(connection):
        whole = dossier.statements(party=one.ids[0])
        for act in {told.act for told in whole}:
            found = profile_words.statements(connection, one, act=act, page=ALL)
            assert {told.id for told in found} == {told.id for told in whole if told.act is act}
            assert profile_words.count_statements(connection, one, act=act) == len(found)
        for about in profile_words.spoken(connection, one).issues:
            found = profile_words.statements(connection, one, issue_id=about.issue, page=ALL)
            assert {told.issue for told in found} == {about.issue} and len(found) == about.statements


def test_an_actor_stands_where_its_positions_tell(dossier: Dossier, connection: Connection) -> None:
    whole, told = {}, {}
    for one in parties(connection):
        for place in dossier.positions(party=one.ids[0]):
            steps = [(step.stance, step.conditional, step.date, step.statement) for step in place.history]
            whole[place.party, place.issue] = steps
        for about in profile_words.spoken(connection, one).issues:
            if about.latest:
                assert about.latest == about.steps[-1]
                steps = [(step.stance, step.conditional, step.day, step.statement) for step in about.steps]
                told[one.ids[0], about.issue] = steps
    assert told == whole and whole


def test_whom_an_actor_accuses_is_what_the_accusations_tell(dossier: Dossier, connection: Connection) -> None:
    for one in parties(connection):
        whole = [told for told in dossier.accusations(party=one.ids[0]) if told.accused and one.ids[0] in told.parties]
        counts = Counter(told.accused for told in whole)
        denied = Counter(told.accused for told in whole if told.denials)
        found = profile_dealings.accuses(connection, one)
        assert {told.other.id: told.accusations for told in found} == counts
        assert {told.other.id: told.denied for told in found if told.denied} == denied
        back = profile_dealings.accused_by(connection, one)
        against = [told for told in dossier.accusations() if told.accused == one.ids[0]]
        assert sum(told.accusations for told in back) == sum(len(told.parties) for told in against)


def test_outlets_quote_an_actor_as_often_as_the_sources_tell(dossier: Dossier, connection: Connection) -> None:
    for one in parties(connection):
        whole = {told.outlet: told for told in dossier.sources(party=one.ids[0]).outlets if told.statements}
        found = profile_words.outlets(connection, one)
        assert {told.outlet: told.statements for told in found} == {
            name: told.statements for name, told in whole.items()
        }
        assert all(told.forms.get(Form.DIRECT, 0) == whole[told.outlet].quotes for told in found)


def test_whom_an_actor_meets_is_who_is_told_beside_it(ferry: Dossier) -> None:
    with ferry.engine.connect() as connection:
        for one in parties(connection):
            for met in profile_dealings.meets(connection, one):
                both = {told.id for told in ferry.encounters(party=one.ids[0])}
                field = "person" if met.other.kind is ActorKind.PERSON else "party"
                others = ferry.encounters(**{field: met.other.id.removeprefix("person:")})
                assert met.encounters == len(both & {told.id for told in others})
                assert met.other.actor not in {one.id, None}


def test_names_roles_and_times_add_up(dossier: Dossier, connection: Connection) -> None:
    whole = {one.id: one for one in dossier.actors()}
    for one in each(connection):
        called = profile.names(connection, one)
        assert {name.name for name in called} == set(whole[one.id].names)
        assert sum(name.articles for name in called) >= one.articles
        times = profile.times(connection, one)
        assert sum(time.articles for time in times) == one.articles
        assert [time.when for time in times] == sorted({time.when for time in times})
        assert (whole[one.id].role is None) == (not profile.roles(connection, one))


def test_near_are_those_that_it_has_most_to_do_with(connection: Connection) -> None:
    for one in parties(connection):
        met = profile_dealings.meets(connection, one)
        found = profile_dealings.near(connection, one, met, limit=3)
        assert [other.weight for other in found] == sorted((other.weight for other in found), reverse=True)
        assert all(other.weight for other in found) and len(found) <= 3
        assert one.id not in {other.other.actor for other in found}


def test_all_pages_together_are_the_list_of_issues(dossier: Dossier, connection: Connection) -> None:
    whole = dossier.issues()
    found = [
        one
        for skip in range(0, len(whole) + 2, 2)
        for one in directory.issues_page(connection, page=Page(limit=2, skip=skip)).issues
    ]
    assert [(one.id, one.label, one.names, one.parent, one.statements) for one in found] == [
        (one.id, one.label, one.names, one.parent, one.statements) for one in whole
    ]


def test_an_issue_tells_what_the_statements_on_it_tell(dossier: Dossier, connection: Connection) -> None:
    for issue in dossier.issues():
        one = issue_profile.topic(connection, issue.id)
        assert one is not None
        whole = dossier.statements(issue=issue.id)
        assert {told.id for told in issue_profile.statements(connection, one, ALL)} == {told.id for told in whole}
        assert one.statements == len(whole)
        assert sum(label.statements for label in issue_profile.labels(connection, one)) == len(whole)
        assert {label.label for label in issue_profile.labels(connection, one)} == set(issue.names)
        assert sum(time.statements for time in issue_profile.times(connection, one)) == len(
            [told for told in whole if told.day]
        )
        steps = {
            side.party: [(step.stance, step.conditional, step.day, step.statement) for step in side.steps]
            for side in issue_profile.sides(connection, one)
        }
        assert steps == {
            place.party: [(step.stance, step.conditional, step.date, step.statement) for step in place.history]
            for place in dossier.positions(issue=issue.id)
        }


def test_an_issue_knows_what_is_above_and_below_it(bridge: Dossier) -> None:
    with bridge.engine.connect() as connection:
        (child,) = [one for one in bridge.issues() if one.parent]
        below = issue_profile.topic(connection, child.id)
        assert below is not None
        above = issue_profile.above(connection, below)
        assert above is not None
        wide = issue_profile.topic(connection, above.id)
        assert wide is not None
        assert [one.id for one in issue_profile.below(connection, wide)] == [child.id]


@pytest.mark.parametrize("words", ["quispe", "QUISPE lazo", "lazo rosa", "uisp"])
def test_a_person_is_found_by_any_part_of_a_name(bridge: Dossier, words: str) -> None:
    with bridge.engine.connect() as connection:
        found = directory.actors_page(connection, words=words, page=ALL)
    assert [one.name for one in found.actors] == ["Rosa Quispe Lazo"]


@pytest.mark.parametrize("words", ["equateur", "Ecuad", "quito"])
def test_a_state_is_found_by_its_names_in_any_language_and_its_capital(bridge: Dossier, words: str) -> None:
    with bridge.engine.connect() as connection:
        found = directory.actors_page(connection, words=words, page=ALL)
    assert "EC" in {one.id.partition("|")[0] for one in found.actors}


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", '"; DROP TABLE actor; --', "\x00", "(", "*"])
def test_signs_in_what_is_sought_are_letters_as_any(bridge: Dossier, words: str) -> None:
    with bridge.engine.connect() as connection:
        assert directory.actors_page(connection, words=words, page=ALL).actors == ()
        assert directory.issues_page(connection, words=words, page=ALL).issues == ()


def test_what_is_not_there_is_none(connection: Connection) -> None:
    assert profile.who(connection, "person:Nobody|XX") is None
    assert issue_profile.topic(connection, "fr|rien") is None


def test_an_actor_that_was_merged_is_found_under_the_id_it_had(bridge: Dossier) -> None:
    ids = [one.id for one in bridge.actors() if one.kind is ActorKind.PERSON][:2]
    made = bridge.merge(*ids)
    with bridge.engine.connect() as connection:
        assert {profile.who(connection, id_).id for id_ in ids} == {min(ids)}  # type: ignore[union-attr]
    bridge.undo(made.id)


def test_acts_are_in_order_of_how_many_there_are(connection: Connection) -> None:
    for one in parties(connection):
        counts: dict[Act, int] = profile_words.spoken(connection, one).acts
        assert list(counts.values()) == sorted(counts.values(), reverse=True)


def test_what_facts_call_actors_leads_to_their_profiles(dossier: Dossier, connection: Connection) -> None:
    statements, encounters = dossier.statements(), dossier.encounters()
    known = named.named_in(connection, [*statements, *encounters])
    for id_, group in known.items():
        one = profile.who(connection, group)
        assert one is not None and id_ in one.ids
    assert {party for one in encounters for party in one.parties} <= known.keys()
    parties = {party for one in statements for party in one.parties}
    found = named.parties_named(connection, parties)
    assert found == {id_: group for id_, group in known.items() if id_ in found} and found


def test_who_is_only_named_in_statements_has_a_bare_profile(ferry: Dossier) -> None:
    known = {id_ for one in ferry.actors() for id_ in one.id.rpartition("|")[:1]}
    only = {one.target for one in ferry.statements() if one.target} - known
    with ferry.engine.connect() as connection:
        told = [profile.who(connection, id_) for id_ in only]
        bare = [one for one in told if one is not None and not one.articles]
        assert all(told) and bare
        for one in bare:
            assert one.nodes == (one.id,) and profile.names(connection, one) == []
            assert profile_words.statements(connection, one, page=ALL) == []
