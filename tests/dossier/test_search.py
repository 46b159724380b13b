"""What a search finds stands in the text as it says, whatever is typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rich.console import Console

from pourparlers import Dossier
from pourparlers.dossier.standing.filters import Filters, Page
from pourparlers.dossier.standing.finding.search import Where, found_in, sought
from pourparlers.dossier.standing.finding.terms import Place, places, terms_of
from pourparlers.dossier.store.sought import Term, folded
from pourparlers.views.search import hits_table, marked
from rounds import dossier_of
from searches import ASKED, check, grounded, texts


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    with dossier_of(tmp_path_factory.mktemp("quay") / "talks.dossier", texts()) as dossier:
        yield dossier


def test_words_phrases_and_beginnings(quay: Dossier) -> None:
    check(quay)


def test_a_phrase_of_the_shell_is_one(quay: Dossier) -> None:
    assert terms_of(["répit d'hiver"]) == [Term(("répit", "d", "hiver"))]
    assert terms_of(["répit", "hiver"]) == [Term(("répit",)), Term(("hiver",))]
    assert terms_of(['"un hiver" pois*']) == [Term(("un", "hiver")), Term(("pois",), True)]


def test_a_statement_of_many_reports_is_found_once(ferry: Dossier) -> None:
    hits = [hit for hit in ferry.search("ligne") if hit.where is Where.STATEMENT]
    assert len({hit.statement for hit in hits}) == len(hits) > 0


def test_what_was_rejected_is_not_found(tmp_path: Path) -> None:
    from sqlalchemy import delete

    from pourparlers.dossier.store.schema import member

    with dossier_of(tmp_path / "d", texts()) as dossier:
        with dossier.engine.begin() as connection:
            connection.execute(delete(member).where(member.c.kind == "statement"))
        assert {hit.where for hit in dossier.search("repit")} == {Where.ARTICLE}


def test_the_limit_counts_each_kind(ferry: Dossier) -> None:
    hits = ferry.search("de", limit=2)
    assert [hit.where for hit in hits] == [Where.STATEMENT] * 2 + [Where.ENCOUNTER] * 2 + [Where.ARTICLE] * 2


def test_an_encounter_is_found_by_the_words_that_tell_of_it(ferry: Dossier) -> None:
    hits = [hit for hit in ferry.search("seance") if hit.where is Where.ENCOUNTER]
    assert hits and len({hit.encounter for hit in hits}) == len(hits)
    for hit in hits:
        assert all(
            "séance" in hit.passage.text[start - hit.passage.start : end - hit.passage.start].lower()
            for start, end in hit.found
        )
        assert hit.kind and hit.parties
    assert not [hit for hit in ferry.search("seance", act="say") if hit.where is Where.ENCOUNTER]


@pytest.mark.parametrize("where", list(Where))
def test_pages_together_are_the_whole(ferry: Dossier, where: Where) -> None:
    with ferry.engine.connect() as connection:
        told = [found_in(connection, where, sought(["de"]), Filters(), Page(limit=3, skip=skip)) for skip in (0, 3, 6)]
        whole = found_in(connection, where, sought(["de"]), Filters(), Page())
    assert [hit for page in told for hit in page.hits] == list(whole.hits)[:9]
    assert {page.found for page in told if page.hits} == {whole.found} == {len(whole.hits)}
    assert not whole.more


def test_words_that_are_everywhere_are_found_in_what_came_in_last(
    ferry: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pourparlers.dossier.standing.finding.search._RANKED", 3)
    monkeypatch.setattr("pourparlers.dossier.standing.finding.search._COMMON", 2)
    with ferry.engine.connect() as connection:
        told = found_in(connection, Where.ARTICLE, sought(["de"]), Filters(), Page(limit=1))
        added = list(
            connection.exec_driver_sql("SELECT id FROM article WHERE language = 'fr' ORDER BY n DESC").scalars()
        )
    assert (told.found, told.more, len(told.hits)) == (2, True, 1)
    assert told.hits[0].uid == added[0]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ASKED)
@example(['"'])
@example(["ligne AND"])
@example(["content:ligne"])
@example(["\x00ligne"])
@example(["é" * 3000])
def test_whatever_is_typed_is_no_fault(ferry: Dossier, asked: list[str]) -> None:
    grounded(ferry, asked)


@given(st.text(st.characters(exclude_characters='"«»“”'), max_size=60))
def test_what_is_found_is_what_was_sought(text: str) -> None:
    for term in terms_of([f'"{text}"']):
        (told,) = places(text, [term])
        assert told
        for start, end in told:
            (again,) = terms_of([f'"{text[start:end]}"'])
            assert [folded(word) for word in again.words] == [folded(word) for word in term.words]


def test_found_words_are_bold_and_the_text_is_harmless() -> None:
    line = marked("un \x1b[2Jrépit\n d'hiver", [Place(7, 12)], 0, 21)
    assert "\x1b" not in line.plain and "\n" not in line.plain
    assert [line.plain[span.start : span.end] for span in line.spans if "bold green" in str(span.style)] == ["répit"]


def test_the_view_names_who_and_where(quay: Dossier) -> None:
    console = Console(width=100)
    with console.capture() as capture:
        console.print(hits_table(quay.search("repit"), "fr"))
    told = capture.get()
    assert "Déclarations (2)" in told and "Articles (1)" in told and "Le Ponton, 1er février 2021" in told
