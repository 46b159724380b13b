"""A dossier in a PostgreSQL server is the dossier that a file is. The server is Debian's own, started for the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from sqlalchemy import Connection

import searches
from deciders import as_if_in_turn, decide_all_at_once
from dossiers import add_twice_at_once, clippings, rows
from pourparlers import Article, Dossier
from pourparlers.dossier.standing.across.camps import disputes
from pourparlers.dossier.standing.across.joined import joins, others
from pourparlers.dossier.standing.across.one_article import one_article
from pourparlers.dossier.standing.across.one_thing import one_thing
from pourparlers.dossier.standing.chronology.chronicle import chronicle
from pourparlers.dossier.standing.chronology.narrowing import Narrowed, Review
from pourparlers.dossier.standing.disputes.computed import computed
from pourparlers.dossier.standing.disputes.thing import disputed
from pourparlers.dossier.standing.filters import Filters, Page
from pourparlers.dossier.standing.finding.search import Where, found_in, sought
from pourparlers.dossier.standing.finding.suggestions import alone, names
from pourparlers.dossier.standing.finding.terms import typed
from pourparlers.dossier.standing.profiles import issue_profile, profile, profile_dealings, profile_words
from pourparlers.dossier.standing.profiles.directory import Order, actors_page, issues_page
from pourparlers.dossier.standing.stands.accusations import denials
from pourparlers.dossier.standing.stands.cells import cell
from pourparlers.dossier.standing.stands.matrix import matrix
from pourparlers.dossier.standing.stands.proposals import fates
from pourparlers.dossier.standing.ties.evidence import evidence_of
from pourparlers.dossier.standing.ties.kinds import Tied, TieKind
from pourparlers.dossier.standing.ties.tied import tied
from pourparlers.dossier.store.schema import Kind
from pourparlers.dossier.store.views import VIEWS
from pourparlers.exports.dossier import written
from pourparlers.model import Act, DossierError
from rounds import dossier_of, queries, round_records

pytest.importorskip("psycopg")
BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
pytestmark = pytest.mark.skipif(BIN is None, reason="no PostgreSQL server is installed")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of its own, on a socket in a folder of its own."""
    assert BIN is not None
    # A server does not run as root, and a socket's path is short.
    as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(
        subprocess.run(
            [*as_other, "mktemp", "-d", "/tmp/pg.XXXXXX"], capture_output=True, text=True, check=True
        ).stdout.strip()
    )
    data = folder / "data"
    try:
        subprocess.run(
            [*as_other, BIN / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8"],
            check=True,
            capture_output=True,
        )
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        subprocess.run(
            [*as_other, BIN / "pg_ctl", "-D", data, "-o", options, "-w", "-l", folder / "log", "start"],
            check=True,
            capture_output=True,
        )
        yield f"postgresql://postgres@/{{}}?host={folder}"
    finally:
        subprocess.run([*as_other, BIN / "pg_ctl", "-D", data, "-m", "immediate", "stop"], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def where(server: str, request: pytest.FixtureRequest) -> str:
    """The address of a new database."""
    import psycopg

    name = "".join(ch for ch in request.node.name if ch.isalnum()).lower()[:40]
    with psycopg.connect(
        server.format("postgres").replace("postgresql://", "postgresql://"), autocommit=True
    ) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.format(name)


def test_it_holds_what_a_file_holds(where: str, tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    with Dossier(where, create=True) as there, Dossier(tmp_path / "talks.dossier", create=True) as here:
        assert there.add(articles, reader=shelf) == here.add(articles[::-1], reader=shelf)
        assert there.add(articles, reader=shelf) == (0, 5, 0)
        assert rows(there) == rows(here)
        assert list(there.records()) == list(here.records())


def test_views_and_commands_tell_what_they_tell_of_a_file(where: str, tmp_path: Path) -> None:
    with dossier_of(where, round_records()) as there, dossier_of(tmp_path / "talks.dossier", round_records()) as here:
        with there.engine.connect() as one, here.engine.connect() as other:
            for query in (*(f"SELECT * FROM {name}" for name in VIEWS), *queries()):
                told = [
                    sorted(map(repr, map(tuple, connection.exec_driver_sql(query).all())))
                    for connection in (one, other)
                ]
                assert told[0] == told[1], query
        assert there.timeline() == here.timeline()
        assert there.sources() == here.sources()


def test_ties_are_those_of_a_file(where: str, tmp_path: Path) -> None:
    asked = [
        Tied(kinds=tuple(TieKind)),
        Tied(kinds=tuple(TieKind), filters=Filters(since="2018", outlet="Thracian Wire")),
    ]
    with (
        dossier_of(where, round_records()) as there,
        dossier_of(tmp_path / "talks.dossier", round_records()) as here,
        there.engine.connect() as one,
        here.engine.connect() as other,
    ):
        for wanted in asked:
            told = tied(other, wanted)
            assert told.ties and tied(one, wanted) == told
            for tie in told.ties[::5]:
                ends = tie.kind, tie.source, tie.target, Page(limit=3)
                assert evidence_of(one, wanted, *ends) == evidence_of(other, wanted, *ends)


def test_lists_and_profiles_are_those_of_a_file(where: str, tmp_path: Path) -> None:
    with dossier_of(where, round_records()) as there, dossier_of(tmp_path / "talks.dossier", round_records()) as here:
        people = [one.id for one in here.actors() if one.kind == "person"]
        for dossier in (there, here):
            dossier.merge(*people[:2])
        with there.engine.connect() as one, here.engine.connect() as other:
            for words in ("", "ov", "bulgarie", "%"):
                for order in Order:
                    told = (actors_page(each, words=words, order=order, page=Page()) for each in (one, other))
                    assert next(told) == next(told)
                assert issues_page(one, words=words, page=Page()) == issues_page(other, words=words, page=Page())
            for actor in here.actors():
                left, right = (_profile(each, actor.id) for each in (one, other))
                assert left == right
            for issue in here.issues():
                assert _issue(one, issue.id) == _issue(other, issue.id)


def _profile(connection: Connection, id_: str) -> list[Any]:
    """All that is told of an actor, in an order that no database decides."""
    who = profile.who(connection, id_)
    assert who is not None
    meets = profile_dealings.meets(connection, who)
    spoken, near = profile_words.spoken(connection, who), profile_dealings.near(connection, who, meets, limit=99)
    lists = [
        profile.names(connection, who), profile.roles(connection, who), profile.times(connection, who), meets, near,
        profile_words.outlets(connection, who), profile_dealings.accuses(connection, who),
        profile_dealings.accused_by(connection, who), profile_words.statements(connection, who, page=Page()),
        profile_words.encounters(connection, who, Page()), spoken.issues,
    ]  # fmt: skip
    return [who, spoken.acts, *(sorted(map(repr, one)) for one in lists)]


def _issue(connection: Connection, id_: str) -> list[Any]:
    topic = issue_profile.topic(connection, id_)
    assert topic is not None
    told = (issue_profile.labels, issue_profile.sides, issue_profile.times, issue_profile.below)
    said = issue_profile.statements(connection, topic, Page())
    return [topic, *(sorted(map(repr, one(connection, topic))) for one in told), sorted(map(repr, said))]


def test_the_chronology_is_that_of_a_file(where: str, tmp_path: Path) -> None:
    asked = [
        Narrowed(), Narrowed(party="GE", since="2018-05", until="2018-05"), Narrowed(act=Act.SAY, person="o"),
        Narrowed(review=Review.DOUBTFUL), Narrowed(contradicted=True), Narrowed(undated=True), Narrowed(plain=False),
    ]  # fmt: skip
    with dossier_of(where, round_records()) as there, dossier_of(tmp_path / "talks.dossier", round_records()) as here:
        for dossier in (there, here):
            dossier.accept(dossier.statements()[0].id)
        with there.engine.connect() as one, here.engine.connect() as other:
            for wanted in asked:
                told = chronicle(other, wanted, Page(limit=40, skip=3))
                assert chronicle(one, wanted, Page(limit=40, skip=3)) == told
            whole = chronicle(one, Narrowed(), Page())
        assert [entry.encounter or entry.statement for entry in there.timeline()] == [
            line.encounter or line.statement for line in whole.lines
        ]


def test_where_parties_stand_is_told_as_of_a_file(where: str, tmp_path: Path) -> None:
    with (
        dossier_of(where, round_records()) as there,
        dossier_of(tmp_path / "talks.dossier", round_records()) as here,
        there.engine.connect() as one,
        here.engine.connect() as other,
    ):
        for asked, at in ((Filters(), None), (Filters(party="BG"), "2018-05-20"), (Filters(person="rai"), "2018")):
            told = matrix(other, asked, at)
            assert told == matrix(one, asked, at) and told.cells
            cells = [(met.party, met.issue, asked, at) for met in told.cells]
            assert [cell(other, *told) for told in cells] == [cell(one, *told) for told in cells]
            assert fates(other, asked) == fates(one, asked) and denials(other, asked) == denials(one, asked)
        assert there.proposals() == here.proposals() and there.accusations() == here.accusations()
        assert there.positions() == here.positions()


def test_search_finds_what_it_finds_in_a_file(where: str) -> None:
    with dossier_of(where, searches.texts()) as dossier:
        searches.check(dossier)


def test_what_is_found_comes_in_pages_with_names_and_something_else_to_look_for(where: str) -> None:
    with dossier_of(where, round_records()) as dossier, dossier.engine.connect() as connection:
        for kind in Where:
            told = [found_in(connection, kind, sought(["de"]), Filters(), Page(limit=2, skip=skip)) for skip in (0, 2)]
            whole = found_in(connection, kind, sought(["de"]), Filters(), Page())
            assert [hit for one in told for hit in one.hits] == list(whole.hits)[:4] and whole.found == len(
                whole.hits
            ) > 0
        assert [one.id for one in names(connection, typed("bulgarie"), 3)] == ["BG|BG"]
        (ferry,) = alone(connection, typed("ferri"))
        assert (ferry.articles, ferry.near) == (0, ())


def test_whatever_is_sought_is_no_fault(where: str) -> None:
    with dossier_of(where, searches.texts()) as dossier:

        @settings(max_examples=60, deadline=None)
        @given(searches.ASKED)
        def nothing_fails(asked: list[str]) -> None:
            searches.grounded(dossier, asked)

        nothing_fails()


def test_many_who_decide_at_once_lose_nothing(where: str, tmp_path: Path) -> None:
    dossier_of(where, round_records()).close()
    decide_all_at_once(lambda: Dossier(where))
    with Dossier(where) as dossier:
        as_if_in_turn(tmp_path / "other.dossier", dossier)
        assert dossier.doubts(5) == dossier.doubts()[:5] and dossier.doubts(after=dossier.doubts()[2].name)


def test_decisions_do_what_they_do_in_a_file(where: str, tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    with Dossier(where, create=True) as there, Dossier(tmp_path / "talks.dossier", create=True) as here:
        here.add(articles, reader=shelf)
        several = [one.id for one in here.statements() if len(one.reports) > 1]
        here.reject(several[0], who="Ana", why="misread")
        here.correct(several[1], target="BO", content="0:4")
        here.split(several[2])
        here.merge(*(one.id for one in here.encounters()[:2]))
        here.rename(next(one.id for one in here.issues() if one.statements), "Le pont")
        here.undo()
        (tmp_path / "talks.json").write_bytes(b"".join(written(here)))
        there.import_(tmp_path / "talks.json")
        assert rows(there) == rows(here) and b"".join(written(there)) == (tmp_path / "talks.json").read_bytes()
        assert there.doubts() == here.doubts() and there.why(several[1]) == here.why(several[1])
        for _ in range(4):
            there.undo()
            here.undo()
        # Each undid by a decision of its own, with an id of its own.
        own = {"decision", "decided"}
        assert {k: v for k, v in rows(there).items() if k not in own} == {
            k: v for k, v in rows(here).items() if k not in own
        }
        named = [sorted(thing for thing, _ in rows(one)["decided"]) for one in (there, here)]
        assert named[0] == named[1]
        assert (
            there.reread(all_articles=True, reader=shelf).read == 5
            and rows(there)["statement"] == rows(here)["statement"]
        )


def test_two_writers_add_each_article_once(where: str, tmp_path: Path) -> None:
    folder = clippings(tmp_path / "in", 6)
    add_twice_at_once("--database", where, str(folder))
    with Dossier(where) as dossier:
        assert len(dossier) == 6


def test_no_server_is_told(tmp_path: Path) -> None:
    with pytest.raises(DossierError) as caught:
        Dossier(f"postgresql://somebody:secret@/talks?host={tmp_path}", create=True)
    assert caught.value.code == "PP-D01" and "secret" not in str(caught.value)


def test_other_databases_are_refused() -> None:
    for where in ("mysql://host/talks", "sqlite:///talks", "postgresql://[", "nothing://"):
        with pytest.raises(DossierError):
            Dossier(where, create=True)


def test_articles_and_what_they_tell_of_are_those_of_a_file(where: str, tmp_path: Path) -> None:
    with (
        dossier_of(where, round_records()) as there,
        dossier_of(tmp_path / "talks.dossier", round_records()) as here,
    ):
        for dossier in (there, here):
            dossier.reject(dossier.statements()[0].id)
            dossier.split(next(one for one in dossier.statements() if len(one.reports) > 2).reports[1].report)
        with there.engine.connect() as one, here.engine.connect() as other:
            for article in here.records():
                told = one_article(other, article.article.id)
                assert told == msgspec.structs.replace(one_article(one, article.article.id), file=told.file)
            for kind, things in ((Kind.STATEMENT, here.statements()), (Kind.ENCOUNTER, here.encounters())):
                for thing in things:
                    assert _across(one, kind, thing.id) == _across(other, kind, thing.id)


def _across(connection: Connection, kind: Kind, id_: str) -> list[Any]:
    found = one_thing(connection, kind, id_)
    return [found, *(ask(connection, kind, found.group) for ask in (joins, others)), disputed(connection, kind, id_)]


def test_contradictions_are_those_of_a_file(where: str, tmp_path: Path) -> None:
    both = [*round_records(), *round_records("libreville-cacao-2018")]
    with dossier_of(where, both) as there, dossier_of(tmp_path / "talks.dossier", both[::-1]) as here:
        said, label = [one.id for one in here.statements()], here.issues()[0].id
        for dossier in (there, here):
            dossier.reject(said[0])
            dossier.merge(said[3], said[5])
            dossier.rename(label, "autre chose")
        asked: list[dict[str, Any]] = [
            {},
            {"party": "Géorgie"},
            {"since": "2018-05-20"},
            {"act": "deny"},
            {"what": "number"},
        ]
        for fields in asked:
            told = here.contradictions(**fields)
            assert {one.id: one for one in there.contradictions(**fields)} == {one.id: one for one in told}
            assert there.contradictions(limit=2, skip=1, **fields) == there.contradictions(**fields)[1:3]
        with there.engine.connect() as one, here.engine.connect() as other:
            found = here.contradictions()
            assert len(found) > 8
            assert sorted(computed(one), key=lambda it: it.id) == sorted(found, key=lambda it: it.id)
            assert disputes(one, found, 2, 3) == disputes(other, found, 2, 3)
        assert there.contradiction_counts() == here.contradiction_counts()
        assert rows(there)["contradiction_about"] == rows(here)["contradiction_about"]
