"""Ties of actors as the database counts them, against a count over whole lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers import Dossier
from pourparlers.dossier.contents import Contents
from pourparlers.dossier.standing.agreement import agreement_of
from pourparlers.dossier.standing.filters import Filters, Page
from pourparlers.dossier.standing.ties import sides as tied_sides
from pourparlers.dossier.standing.ties.evidence import evidence_of
from pourparlers.dossier.standing.ties.kinds import ActorTie, Between, Tied, TieKind
from pourparlers.dossier.standing.ties.networks import Normalisation, Side, Ties, network_of
from pourparlers.dossier.standing.ties.tied import tied
from pourparlers.model import Act, DossierError, PourparlersError, Status
from rounds import ROUNDS, dossier_of, record, round_records

ALL = tuple(TieKind)
AGREEING = (TieKind.CONGRUENCE, TieKind.CONFLICT, TieKind.SUBTRACT)
MOST = 10_000
Told = dict[tuple[TieKind, str, str], tuple[float, str | None, str | None]]


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """All rounds in one dossier; two parties of one of them are one by a person's judgement."""
    names = sorted(path.name for path in ROUNDS.iterdir() if path.is_dir())[:5]
    records = [one for name in names for one in round_records(name)]
    with dossier_of(tmp_path_factory.mktemp("tied") / "talks.dossier", records) as dossier:
        pairs = [one.parties for one in dossier.statements() if len(one.parties) == 2]
        dossier.merge(*pairs[0], who="ana")
        yield dossier


def counted(dossier: Dossier, asked: Tied) -> Told:
    """The ties that whole lists make, with their weight and days."""
    told = {key: value for key, value in asked_for(asked.filters).items() if key != "party"}
    with dossier.contents(**told) as contents:
        return {**met(contents, asked), **aimed(contents, asked), **agreed(contents, asked)}


def asked_for(filters: Filters) -> dict[str, Any]:
    return {name: value for name in filters.__struct_fields__ if (value := getattr(filters, name)) is not None}


def pile(found: dict[tuple[TieKind, str, str], list[str | None]]) -> Told:
    out: Told = {}
    for key, days in found.items():
        known = [day for day in days if day]
        out[key] = float(len(days)), min(known, default=None), max(known, default=None)
    return out


def met(contents: Contents, asked: Tied) -> Told:
    found: dict[tuple[TieKind, str, str], list[str | None]] = {}
    for one in contents.encounters:
        ids = one.parties if asked.between is Between.PARTIES else one.persons
        there = {contents.across(id_, one).key for id_ in ids} if one.status is Status.HELD else set()
        for a, b in combinations(sorted(there), 2):
            found.setdefault((TieKind.MEET, a, b), []).append(one.date)
    return pile(found)


def makers(contents: Contents, one: Any, between: Between) -> set[str]:
    ids = one.parties if between is Between.PARTIES else [id_ for id_ in one.speakers if id_.startswith("person:")]
    return {contents.across(id_, one).key for id_ in ids}


def aimed(contents: Contents, asked: Tied) -> Told:
    found: dict[tuple[TieKind, str, str], list[str | None]] = {}
    for one in contents.statements:
        if one.target and not one.negated:
            target = contents.across(one.target, one).key
            for maker in makers(contents, one, asked.between) - {target}:
                found.setdefault((TieKind(one.act.value), maker, target), []).append(one.day)
    return pile(found)


def agreed(contents: Contents, asked: Tied) -> Told:
    sides = [
        Side(maker, one.issue, side, one.day)
        for one in contents.statements
        if one.issue and (side := agreement_of(one.act, one.stance, one.negated))
        for maker in makers(contents, one, asked.between)
    ]
    return {
        (kind, tie.source, tie.target): (tie.weight, min(tie.days, default=None), max(tie.days, default=None))
        for kind in AGREEING
        for tie in network_of(sides, Ties(kind.value), asked.normalisation).ties
    }


def found(dossier: Dossier, asked: Tied) -> Told:
    with dossier.engine.connect() as connection:
        told = tied(connection, asked)
    assert [one.left for one in told.kinds] == [0] * len(told.kinds) and told.actors_left == 0
    assert {one.id for one in told.actors} == {end for tie in told.ties for end in (tie.source, tie.target)}
    for tie in told.ties:
        assert tie.number == (tie.positive + tie.negative if tie.kind.agreeing else tie.weight)
    return {(tie.kind, tie.source, tie.target): (tie.weight, tie.first, tie.last) for tie in told.ties}


FILTERS = [
    Filters(),
    Filters(since="2018-05", until="2019"),
    Filters(until="2019-03-12"),
    Filters(act=Act.DEMAND),
    Filters(act=Act.REJECT, since="2017"),
]


@pytest.mark.parametrize("between", Between)
@pytest.mark.parametrize("filters", FILTERS)
def test_ties_are_those_of_whole_lists(talks: Dossier, between: Between, filters: Filters) -> None:
    asked = Tied(kinds=ALL, between=between, strongest=MOST, filters=filters)
    told = counted(talks, asked)
    assert len(told) > 5
    assert found(talks, asked) == told


@pytest.mark.parametrize("by", ["no", "average", "jaccard", "cosine"])
def test_normalised_as_networks_are(talks: Dossier, by: str) -> None:
    asked = Tied(kinds=AGREEING, normalisation=Normalisation(by), strongest=MOST)
    told = {key: value for key, value in counted(talks, asked).items() if key[0] in AGREEING}
    assert {key: value[0] for key, value in found(talks, asked).items()} == pytest.approx(
        {k: v[0] for k, v in told.items()}
    )


def test_normalisations_of_two_modes_are_refused() -> None:
    with pytest.raises(PourparlersError, match="activity"):
        Tied(kinds=AGREEING, normalisation=Normalisation.ACTIVITY)


def test_by_outlet_and_issue(talks: Dossier) -> None:
    outlets = {one.outlet for fact in talks.statements() for one in fact.reports if one.outlet}
    for outlet in sorted(outlets)[:6]:
        asked = Tied(kinds=ALL, strongest=MOST, filters=Filters(outlet=outlet.upper()))
        assert found(talks, asked) == counted(talks, asked)
    for issue in talks.issues()[:6]:
        asked = Tied(kinds=ALL, strongest=MOST, filters=Filters(issue=issue.id))
        told = found(talks, asked)
        assert told == counted(talks, asked) and not any(kind is TieKind.MEET for kind, *_ in told)


def test_an_issue_that_is_not_there(talks: Dossier) -> None:
    with talks.engine.connect() as connection, pytest.raises(DossierError, match="no issue"):
        tied(connection, Tied(kinds=ALL, filters=Filters(issue="nulle part")))


def test_a_party_asks_for_its_own_ties(talks: Dossier) -> None:
    asked = Tied(kinds=ALL, strongest=MOST)
    told = counted(talks, asked)
    party = max(told, key=lambda key: told[key][0])[1].partition("|")[0]
    own = {key: value for key, value in told.items() if party in {end.partition("|")[0] for end in key[1:]}}
    only = Tied(kinds=ALL, strongest=MOST, filters=Filters(party=party))
    assert 0 < len(own) < len(told) and found(talks, only) == own


def test_the_strongest_are_kept_and_the_others_told(talks: Dossier) -> None:
    every = Tied(kinds=ALL, strongest=MOST)
    with talks.engine.connect() as connection:
        whole, some = tied(connection, every), tied(connection, Tied(kinds=ALL, strongest=2))
    for kind in ALL:
        of = [tie for tie in whole.ties if tie.kind is kind]
        ranked = sorted(of, key=lambda tie: (-abs(tie.weight), tie.source, tie.target))
        assert [tie for tie in some.ties if tie.kind is kind] == ranked[:2]
        (count,) = (one for one in some.kinds if one.kind is kind)
        assert (count.found, count.left) == (len(of), max(0, len(of) - 2))
    assert some.actors_left == len(whole.actors) - len(some.actors) > 0


def test_actors_are_those_of_the_dossier(talks: Dossier) -> None:
    known = {one.id: one for one in talks.actors()}
    with talks.engine.connect() as connection:
        for one in tied(connection, Tied(kinds=ALL)).actors:
            if one.id in known:
                own = known[one.id]
                assert (one.name, one.kind, one.party, one.articles) == (own.name, own.kind, own.party, own.articles)


def test_what_a_tie_is_made_of(talks: Dossier) -> None:
    asked = Tied(kinds=ALL, strongest=4)
    with talks.engine.connect() as connection:
        for tie in tied(connection, asked).ties:
            told = evidence_of(connection, asked, tie.kind, tie.source, tie.target, Page(limit=MOST))
            facts = [*told.encounters, *told.statements]
            assert told.number == len(facts) > 0
            if not tie.kind.agreeing:
                assert len(facts) == tie.number and bool(told.encounters) == (tie.kind is TieKind.MEET)
                continue
            assert sum(one.positive for one in told.issues) >= tie.positive
            shared = {one.id for one in told.issues}
            assert {one.issue for one in told.statements} == shared
            few = evidence_of(connection, asked, tie.kind, tie.target, tie.source, Page(limit=1))
            assert few.number == told.number and few.statements == told.statements[:1]
            assert [one.positive for one in few.issues] == [one.positive for one in told.issues]


def test_of_congruence_only_the_sides_that_both_take(tmp_path: Path) -> None:
    def said(party: str, act: str) -> dict[str, Any]:
        return {"party": [party], "act": act, "issue": "le pont"}

    text = "Pérou et Équateur parlent du pont."
    facts = [said("PE", "support"), said("PE", "reject"), said("EC", "support")]
    with (
        dossier_of(tmp_path / "talks.dossier", [record(text, *facts)]) as dossier,
        dossier.engine.connect() as connection,
    ):
        for kind, acts in ((TieKind.CONGRUENCE, ["support", "support"]), (TieKind.CONFLICT, ["reject", "support"])):
            told = evidence_of(connection, Tied(kinds=ALL), kind, "PE", "EC", Page())
            assert sorted(one.act for one in told.statements) == acts
            assert [(one.label, one.positive, one.negative) for one in told.issues] == [("le pont", 1, 1)]


def test_nothing_is_tied_in_an_empty_dossier(tmp_path: Path) -> None:
    with Dossier(tmp_path / "talks.dossier", create=True) as dossier, dossier.engine.connect() as connection:
        told = tied(connection, Tied(kinds=ALL))
        assert not told.actors and not told.ties and {one.found for one in told.kinds} == {0}
        assert evidence_of(connection, Tied(kinds=ALL), TieKind.CONFLICT, "PE", "EC", Page()).number == 0
        assert evidence_of(connection, Tied(kinds=ALL), TieKind.MEET, "PE", "EC", Page()).number == 0


STATES = ["PE", "EC", "CO", "CL", "BO"]
facts = st.fixed_dictionaries(
    {
        "party": st.lists(st.sampled_from(STATES), min_size=1, max_size=2, unique=True),
        "act": st.sampled_from(["support", "reject", "accuse", "demand", "say"]),
        "issue": st.sampled_from(["le pont", "la taxe", "le quai", None]),
        "target": st.sampled_from([*STATES, None]),
        "stance": st.sampled_from(["for", "against", None]),
        "negated": st.booleans(),
    }
)
meetings = st.fixed_dictionaries(
    {
        "kind": st.just("meeting"),
        "parties": st.lists(st.sampled_from(STATES), max_size=3, unique=True),
        "persons": st.just([]),
        "status": st.sampled_from(list(Status)).map(str),
        "date": st.sampled_from(["2021-03-01", "2021-03", "2020", None]),
    }
)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.lists(facts | meetings, max_size=6), min_size=1, max_size=3),
    st.sampled_from(STATES),
    st.sampled_from(STATES),
)
def test_any_facts_with_two_actors_joined(
    tmp_path_factory: pytest.TempPathFactory, articles: list[list[dict[str, Any]]], one: str, other: str
) -> None:
    """States that a person joins are one actor, also where both stand in one statement or at one encounter."""
    sentences = " ".join(f"Le point numéro {n} du pont est discuté à Quito." for n in range(6))
    records = [
        record(
            f"{sentences} Article {n}.",
            *({**fact, "words": f"Le point numéro {m} du pont"} for m, fact in enumerate(told)),
            published=f"2021-03-{n + 1:02}",
        )
        for n, told in enumerate(articles)
    ]
    with dossier_of(tmp_path_factory.mktemp("any") / "talks.dossier", records) as dossier:
        asked = Tied(kinds=ALL, strongest=MOST)
        assert found(dossier, asked) == counted(dossier, asked)
        known = {id_ for fact in dossier.statements() for id_ in fact.parties}
        if one != other and {one, other} <= known and len(dossier.actors()) > 1:
            dossier.merge(one, other, who="ana")
            assert found(dossier, asked) == counted(dossier, asked)


def test_at_an_assembly_nobody_meets_all_the_others(tmp_path: Path) -> None:
    parties = [f"Délégation {n}" for n in range(101)]
    met = {"kind": "meeting", "persons": [], "status": "held", "date": "2021-03-01"}
    facts = [{**met, "parties": parties}, {**met, "parties": parties[:3], "date": "2021-04-01"}]
    told = [
        record("Une assemblée se tient à Lima.", facts[0]),
        record("Trois délégations se voient à Quito.", facts[1]),
    ]
    with dossier_of(tmp_path / "talks.dossier", told) as dossier:
        assert len(dossier.encounters()) == 2
        assert len(found(dossier, Tied(kinds=(TieKind.MEET,), strongest=MOST))) == 3


def test_of_too_many_actors_the_most_vocal_are_compared(talks: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Tied(kinds=(TieKind.CONGRUENCE,), strongest=MOST)
    with talks.engine.connect() as connection:
        every = tied(connection, asked)
        monkeypatch.setattr(tied_sides, "MOST_ACTORS", 5)
        few = tied(connection, asked)
    kept = {one.id for one in few.actors}
    assert len(kept) <= 5 and few.actors_left >= len(every.actors) - 5
    assert few.ties == tuple(tie for tie in every.ties if {tie.source, tie.target} <= kept) != ()


def test_a_tie_is_a_plain_struct() -> None:
    tie = ActorTie(kind=TieKind.MEET, source="a", target="b", number=1, weight=1.0)
    assert tie.first is None and tie.kind.act is None and TieKind.ACCUSE.act is Act.ACCUSE
