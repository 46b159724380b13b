"""The contradictions that a dossier keeps are those that all of it gives, whatever was added and decided in any order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from pourparlers import Dossier, Record
from pourparlers.dossier.renewing.renewal import fill
from pourparlers.dossier.standing.disputes.computed import computed
from pourparlers.dossier.store import schema
from pourparlers.model import DossierError
from rounds import Gold, dossier_of, record, round_records

KEPT = (schema.contradiction, schema.contradiction_about, schema.disputed_number, schema.disputable)
ACTS = ["accept", "reject", "deny", "say", "propose"]


def kept(dossier: Dossier) -> dict[str, set[tuple[Any, ...]]]:
    with dossier.engine.connect() as connection:
        return {table.name: {tuple(row) for row in connection.execute(select(table))} for table in KEPT}


def filled(dossier: Dossier) -> dict[str, set[tuple[Any, ...]]]:
    """What the tables hold when they are written from nothing."""
    with dossier.engine.connect().execution_options(write=True) as connection, connection.begin() as transaction:
        for table in reversed(KEPT):
            connection.execute(delete(table))
        fill(connection)
        told = {table.name: {tuple(row) for row in connection.execute(select(table))} for table in KEPT}
        transaction.rollback()
    return told


def holds(dossier: Dossier) -> None:
    with dossier.engine.connect() as connection:
        assert not connection.execute(select(schema.touched)).all()
        assert dossier.contradictions() == computed(connection)
    assert kept(dossier) == filled(dossier)


def invented() -> list[Record]:
    """Short articles on one small quarrel: told and denied, counted and called off, over some weeks."""

    def one(day: int, outlet: str, text: str, *facts: dict[str, Any]) -> Record:
        return record(text, *facts, outlet=outlet, published=f"2021-03-{day:02}")

    yes, no = {"act": "accept", "party": ["SN"]}, {"act": "deny", "party": ["SN"]}
    off = {"kind": "press_conference", "parties": ["SN", "MR"], "status": "cancelled", "date": "2021-03-06"}
    return [
        one(3, "Le Rivage", "Dakar accepte la taxe sur les palmiers du delta.", {**yes, "issue": "taxe"}),
        one(4, "La Dune", "Dakar dément avoir accepté la taxe sur les palmiers du delta.", {**no, "issue": "la taxe"}),
        one(5, "Le Sel", "Dakar accepte une taxe de 41 cents sur les palmiers du delta.", {**yes, "issue": "taxe"}),
        one(5, "Le Mil", "Nouakchott affirme que Dakar taxe les palmiers du delta.", {"party": ["MR"], "target": "SN"}),
        one(24, "La Dune", "Dakar refuse la taxe sur les palmiers.", {"act": "reject", "party": ["SN"], "issue": "taxe"}),
        one(7, "Le Rivage", "Le Sénégal a fait annuler la conférence de presse.", {**off}),
        one(8, "La Dune", "La Mauritanie a fait annuler la conférence de presse.", {**off}, {"act": "say", "party": ["SN"]}),
        one(9, "Le Sel", "Rencontre à Rosso mardi sur 41 palmiers.", {"kind": "meeting", "parties": ["SN", "MR"], "status": "held", "date": "2021-03-02", "place": "Rosso"}),
        one(9, "Le Mil", "Rencontre à Rosso mercredi sur 38 palmiers.", {"kind": "meeting", "parties": ["SN", "MR"], "status": "held", "date": "2021-03-03", "place": "Rosso"}),
        one(10, "La Dune", "Aucune rencontre n'a eu lieu, dit Dakar.", {**no}),
    ]  # fmt: skip


POOL = [*invented(), *round_records("bourgas-ferry-2018"), *round_records("libreville-cacao-2018")][:24]


def ids(dossier: Dossier) -> list[str]:
    facts = [report.report for one in (*dossier.statements(), *dossier.encounters()) for report in one.reports]
    return sorted(facts)


def decide(dossier: Dossier, verb: str, one: str, other: str, act: str) -> None:
    """A decision that a person might make; one that cannot be made changes nothing."""
    try:
        if verb == "merge":
            dossier.merge(one, other)
        elif verb == "split":
            dossier.split(one)
        elif verb == "accept":
            dossier.accept(one)
        elif verb == "reject":
            dossier.reject(one, report=True)
        elif verb == "undo":
            dossier.undo()
        elif ":s" in one:
            dossier.correct(one, act=act)
        else:
            dossier.correct(one, date="2021-03-05")
    except DossierError:
        pass


def of_issues(dossier: Dossier, one: int, other: int) -> None:
    told = [issue.id for issue in dossier.issues()]
    try:
        if told and one % 3 == 0:
            dossier.rename(told[one % len(told)], f"étiquette {other}")
        elif len(told) > 1:
            dossier.merge(told[one % len(told)], told[other % len(told)])
    except DossierError:
        pass


VERBS = ["merge", "split", "accept", "reject", "undo", "correct"]
STEP = st.one_of(
    st.tuples(st.just("add"), st.integers(0, len(POOL) - 1), st.integers(1, 4)),
    st.tuples(st.sampled_from(VERBS), st.integers(0, 400), st.integers(0, 400)),
    st.tuples(st.just("issue"), st.integers(0, 60), st.integers(0, 60)),
)


@settings(max_examples=7, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(STEP, min_size=4, max_size=10))
def test_what_is_kept_is_what_all_of_it_gives(steps: list[tuple[str, int, int]]) -> None:
    gold = Gold(POOL)
    with TemporaryDirectory() as folder, Dossier(Path(folder) / "talks.dossier", create=True) as dossier:
        dossier.add([one.article for one in POOL[:8]], reader=gold)
        for verb, one, other in steps:
            there = ids(dossier)
            if verb == "add":
                dossier.add([one.article for one in POOL[one : one + other]], reader=gold)
            elif verb == "issue":
                of_issues(dossier, one, other)
            elif there:
                decide(dossier, verb, there[one % len(there)], there[other % len(there)], ACTS[other % len(ACTS)])
            holds(dossier)


@pytest.mark.parametrize("backwards", [False, True])
def test_an_import_gives_what_adding_one_by_one_gives(tmp_path: Path, backwards: bool) -> None:
    told = POOL[::-1] if backwards else POOL
    with dossier_of(tmp_path / "one.dossier", told) as one, Dossier(tmp_path / "two.dossier", create=True) as two:
        from pourparlers.dossier.importing import Whole

        two.import_(Whole(schema="pourparlers.dossier/1", records=tuple(POOL)))
        assert kept(one) == kept(two)
        holds(one)
        assert {row.what for row in one.contradictions()} >= {"acceptance", "author", "number"}


@pytest.fixture(scope="module")
def quarrel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    with dossier_of(tmp_path_factory.mktemp("quarrel") / "talks.dossier", POOL) as dossier:
        yield dossier


def test_pages_of_contradictions_are_all_of_them_in_their_order(quarrel: Dossier) -> None:
    whole = quarrel.contradictions()
    pages = [quarrel.contradictions(limit=3, skip=n) for n in range(0, len(whole), 3)]
    assert [one for page in pages for one in page] == whole
    assert sum(quarrel.contradiction_counts().values()) == len(whole)
    for what, n in quarrel.contradiction_counts().items():
        assert [one.what for one in quarrel.contradictions(what=what)] == [what] * n


def test_a_contradiction_is_asked_for_by_what_it_concerns(quarrel: Dossier) -> None:
    """A denial and what it denies lie days apart: either day finds it."""
    told = {"what": "acceptance", "party": "Sénégal"}
    assert len(quarrel.contradictions(**told, since="2021-03-04", until="2021-03-04")) == 1
    assert len(quarrel.contradictions(**told, outlet="Le Rivage")) == 1
    assert quarrel.contradictions(**told, since="2021-04-01") == []
    # An encounter has no act: what disagrees about it alone is not asked for.
    assert "date" not in quarrel.contradiction_counts(act="deny")


def test_what_is_disputed_is_marked_on_all_that_tells_it(quarrel: Dossier) -> None:
    entries = {(one.encounter or one.statement).id: one for one in quarrel.timeline()}
    for told in quarrel.contradictions():
        if told.what != "number":
            assert told.what in entries[told.subject].contradictions


def test_sources_disagree_in_no_other_respect(quarrel: Dossier) -> None:
    with pytest.raises(DossierError, match="no such respect"):
        quarrel.contradictions(what="weather")


def test_what_becomes_one_issue_may_contradict_and_no_more_when_it_is_parted(tmp_path: Path) -> None:
    """«Accepte l'offre» and «refuse cette offre» are about one thing where a person says that their issues are."""
    yes = {"act": "accept", "party": ["SN"], "issue": "quota de palmes", "words": "l'offre"}
    no = {"act": "reject", "party": ["SN"], "issue": "barème des dattes", "words": "cette offre"}
    made = [
        record("Dakar accepte l'offre.", yes, outlet="Le Sel", published="2021-03-03"),
        record("Dakar refuse cette offre.", no, outlet="Le Mil", published="2021-03-03"),
    ]
    with dossier_of(tmp_path / "talks.dossier", made) as dossier:
        assert dossier.contradictions() == []
        dossier.merge("quota de palmes", "barème des dattes")
        assert [one.what for one in dossier.contradictions()] == ["acceptance"]
        holds(dossier)
        dossier.undo()
        assert dossier.contradictions() == []
        holds(dossier)
