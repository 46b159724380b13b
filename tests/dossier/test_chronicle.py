"""The chronology page by page is the timeline as a whole, and what it counts is what its lists hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparlers import Dossier
from pourparlers.dossier.standing.chronology.chronicle import Chronicle, Line, chronicle, lines
from pourparlers.dossier.standing.chronology.narrowing import Narrowed, Only, Review
from pourparlers.dossier.standing.chronology.strip import Unit
from pourparlers.dossier.standing.chronology.timeline import Entry
from pourparlers.dossier.standing.filters import Page
from pourparlers.dossier.store.database import state_of
from pourparlers.exports.dossier import written
from pourparlers.model import Act, DossierError, EncounterKind, Record, Status
from rounds import dossier_of, record, round_records

FILTERS = ("party", "person", "act", "issue", "outlet", "since", "until")
QUIET = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def page(dossier: Dossier, limit: int | None = None, skip: int = 0, **asked: Any) -> Chronicle:
    with dossier.engine.connect() as connection:
        return chronicle(connection, Narrowed(**asked), Page(limit=limit, skip=skip), {"issue": 999, "outlet": 999})


def id_of(one: Entry | Line) -> str:
    return (one.encounter or one.statement).id  # type: ignore[union-attr]


def expected(dossier: Dossier, asked: Narrowed) -> list[Entry]:
    """What is asked for, picked from the whole timeline."""
    plain = {name: value for name in FILTERS if (value := getattr(asked, name)) is not None}
    told = dossier.timeline(plain=asked.plain, **plain)
    if asked.review is Review.DOUBTFUL:
        return [one for one in told if _wanted(one, asked) and _reports(one) & _doubtful(dossier)]
    if asked.review:
        reviewed = asked.review is Review.REVIEWED
        return [one for one in told if _wanted(one, asked) and bool(_reports(one) & _accepted(dossier)) is reviewed]
    return [one for one in told if _wanted(one, asked)]


def _doubtful(dossier: Dossier) -> set[str]:
    ends = ((one.one, one.other) for one in dossier.doubts() if one.about != "near")
    return {side.node for both in ends for side in both if side is not None}


def _accepted(dossier: Dossier) -> set[str]:
    return {node.id for made in dossier.decisions() if made.decision.verb == "accept" for node in made.decision.subject}


def _reports(one: Entry) -> set[str]:
    fact = one.encounter or one.statement
    assert fact is not None
    return {report.report for report in fact.reports}


def _wanted(one: Entry, asked: Narrowed) -> bool:
    met, said = one.encounter, one.statement
    return not (
        (asked.only is Only.ENCOUNTERS and said)
        or (asked.only is Only.STATEMENTS and met)
        or (asked.kind and (not met or met.kind is not asked.kind))
        or (asked.status and (not met or met.status is not asked.status))
        or (asked.undated and one.day is not None)
        or (asked.contradicted and not one.contradictions)
    )


@st.composite
def narrowings(draw: st.DrawFn) -> Narrowed:
    """Filters of which most find something in the round of the ferry."""
    told: dict[str, Any] = {
        "party": ["GE", "Bulgarie", "BG", "EU", "XK"], "person": ["petrov", "a", "%", "Zz"], "act": list(Act),
        "issue": ["night checks", "batoumi"], "outlet": ["l'écho des détroits", "nobody"], "kind": list(EncounterKind),
        "since": ["2018", "2018-05", "2018-05-15", "2018-06-30"], "until": ["2018", "2018-05", "2018-05-18", "2017"],
        "only": list(Only), "status": list(Status), "review": list(Review), "plain": [False], "undated": [True],
        "contradicted": [True],
    }  # fmt: skip
    names = draw(st.sets(st.sampled_from(sorted(told)), max_size=3))
    return Narrowed(**{name: draw(st.sampled_from(told[name])) for name in sorted(names)})


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Dossier]:
    """The round of the ferry, some of it looked at by a person."""
    with dossier_of(tmp_path_factory.mktemp("looked") / "talks.dossier", round_records()) as dossier:
        for one in dossier.statements()[::5]:
            dossier.accept(one.id, who="ana")
        dossier.accept(dossier.encounters()[0].id, who="ana")
        yield dossier


@QUIET
@given(asked=narrowings(), limit=st.integers(1, 40))
def test_its_pages_are_the_timeline(looked_at: Dossier, asked: Narrowed, limit: int) -> None:
    try:
        whole = [id_of(one) for one in expected(looked_at, asked)]
    except DossierError:
        with pytest.raises(DossierError), looked_at.engine.connect() as connection:
            chronicle(connection, asked)
        return
    with looked_at.engine.connect() as connection:
        total = chronicle(connection, asked).total
        told = [
            id_of(one)
            for skip in range(0, total, limit)
            for one in lines(connection, asked, Page(limit=limit, skip=skip))
        ]
    assert told == whole and total == len(whole)


@QUIET
@given(asked=narrowings())
def test_what_it_counts_is_what_the_lists_hold(looked_at: Dossier, asked: Narrowed) -> None:
    with looked_at.engine.connect() as connection:
        try:
            told = chronicle(connection, asked, top={"issue": 999})
        except DossierError:
            return
        for name, counts in told.facets.items():
            for one in counts.counts[:3]:
                value = one.value.partition(":")[2] if name == "person" else one.value
                other = {"act": "kind", "kind": "act"}.get(name)
                lifted = msgspec.structs.replace(asked, **({other: None} if other else {}))
                narrowed = msgspec.convert({**msgspec.to_builtins(lifted), name: value}, Narrowed, strict=False)
                assert chronicle(connection, narrowed).total == one.n, (name, one)


@QUIET
@given(asked=narrowings())
def test_the_strip_counts_every_entry_once(looked_at: Dossier, asked: Narrowed) -> None:
    whole = msgspec.structs.replace(asked, since=None, until=None, undated=False)
    with looked_at.engine.connect() as connection:
        try:
            strip, total = chronicle(connection, asked).strip, chronicle(connection, whole).total
        except DossierError:
            return
    assert sum(one.total for one in strip.bars) + strip.before + strip.after + strip.vague + strip.undated == total
    assert all(one.total == sum(one.acts.values()) for one in strip.bars)
    rows = [one.row for one in strip.bars]
    assert rows == sorted(set(rows))
    assert [one.at for one in strip.bars] == sorted(one.at for one in strip.bars)


def test_the_bars_of_a_month_are_its_days(looked_at: Dossier) -> None:
    strip = page(looked_at, since="2018-05", until="2018-05").strip
    assert (strip.unit, strip.first, strip.last) == (Unit.DAY, "2018-05-01", "2018-05-31")
    told = looked_at.timeline(since="2018-05", until="2018-05")
    days = {day: len(list(found)) for day, found in groupby(one.day[:10] for one in told if one.day)}
    assert {one.at: one.total for one in strip.bars} == {day: n for day, n in days.items() if len(day) == 10}


def test_a_line_tells_what_is_known_of_it(looked_at: Dossier) -> None:
    told = page(looked_at).lines
    oracle = {id_of(one): one for one in looked_at.timeline()}
    for one in told:
        entry = oracle[id_of(one)]
        assert (one.day, one.mod, one.voices, one.outlets) == (entry.day, entry.mod, entry.voices, entry.outlets)
        assert (one.encounter, one.statement) == (entry.encounter, entry.statement)
        assert one.contradictions == entry.contradictions
    assert {one.reviewed > 0 for one in told} == {bool(one.contradictions) for one in told} == {True, False}


def same_as_timeline(dossier: Dossier) -> None:
    """All of it is there, in order, with its counts."""
    told = page(dossier)
    whole = dossier.timeline()
    assert [id_of(one) for one in told.lines] == [id_of(one) for one in whole] and told.total == len(whole)
    acts = {one.value: one.n for one in told.facets["act"].counts}
    assert acts == {act: len(dossier.timeline(act=act)) for act in acts}
    issues = {one.value: one.n for one in told.facets["issue"].counts}
    assert issues == {one.id: one.statements for one in dossier.issues() if one.statements}


def test_it_follows_what_persons_decide(tmp_path: Path) -> None:
    with dossier_of(tmp_path / "talks.dossier", round_records()[:3]) as dossier:
        said, met = dossier.statements(), dossier.encounters()
        several = next(one for one in said if len(one.reports) > 1)
        issues = dossier.issues()
        decide = [
            lambda: dossier.accept(said[0].id), lambda: dossier.reject(said[1].id), lambda: dossier.reject(met[0].id),
            lambda: dossier.correct(said[2].id, act="threaten"), lambda: dossier.split(several.reports[0].report),
            lambda: dossier.merge(said[3].id, said[4].id), lambda: dossier.merge(issues[0].id, issues[1].id),
            lambda: dossier.rename(issues[2].id, "La ligne"),
        ]  # fmt: skip
        before = page(dossier)
        for one in decide:
            one()
            same_as_timeline(dossier)
        assert page(dossier).facets["act"] != before.facets["act"]
        for _ in decide:
            dossier.undo()
            same_as_timeline(dossier)
        assert page(dossier) == before


def test_it_follows_what_comes_in(tmp_path: Path) -> None:
    records = round_records()
    with dossier_of(tmp_path / "talks.dossier", records[:2]) as dossier:
        same_as_timeline(dossier)
        with dossier_of(tmp_path / "more.dossier", records[1:]) as more:
            more.reject(more.statements()[0].id)
            (tmp_path / "more.json").write_bytes(b"".join(written(more)))
        dossier.import_(tmp_path / "more.json")
        same_as_timeline(dossier)


def test_an_empty_dossier_has_no_bars(tmp_path: Path) -> None:
    with Dossier(tmp_path / "empty.dossier", create=True) as dossier:
        told = page(dossier)
    assert told.total == 0 and not told.lines and not told.strip.bars and told.strip.first is None
    assert not any(one.n for counts in told.facets.values() for one in counts.counts)


def _talks(day: str, outlet: str) -> Record:
    met = {"kind": "talks", "parties": ["PE", "EC"], "date": day, "status": "held"}
    return record(f"Ils ont négocié le {day}.", met, outlet=outlet, published=None)


def test_far_days_and_vague_ones_do_not_stretch_the_strip(tmp_path: Path) -> None:
    days = [date(2021, 3, 1) + timedelta(days=n) for n in range(61)]
    met = [_talks(day.isoformat(), f"o{n}") for n, day in enumerate(days)]
    none = record("Le port a dit.", {}, published=None, outlet="b")
    with dossier_of(
        tmp_path / "talks.dossier", [*met, _talks("1887-05-01", "a"), _talks("2021", "b"), none]
    ) as dossier:
        strip = page(dossier).strip
    assert (strip.unit, strip.first, strip.last, strip.before) == (Unit.DAY, "2021-03-01", "2021-04-30", 1)
    assert (strip.vague, strip.undated) == (1, 1)


@pytest.mark.parametrize("words", ["'; DROP TABLE entry", "%", "\x00", "\ud800"[:0], "😀" * 50])
def test_hostile_words_find_nothing_or_all(looked_at: Dossier, words: str) -> None:
    assert page(looked_at, party=words).total in {0, len(looked_at.timeline())}
    assert page(looked_at, outlet=words).total in {0, len(looked_at.timeline())}
    page(looked_at, person=words)


def test_what_another_program_writes_is_seen(tmp_path: Path) -> None:
    with (
        dossier_of(tmp_path / "talks.dossier", round_records()[:2]) as one,
        Dossier(tmp_path / "talks.dossier") as other,
    ):
        before = page(other).total
        with other.engine.connect() as connection:
            state = state_of(connection)
        one.reject(one.statements()[0].id)
        assert page(other).total == before - 1
        with other.engine.connect() as connection:
            assert state_of(connection) != state
        one.undo()
        assert page(other).total == before


def test_what_fails_changes_no_state(tmp_path: Path) -> None:
    with dossier_of(tmp_path / "talks.dossier", round_records()[:1]) as dossier:
        with dossier.engine.connect() as connection:
            state = state_of(connection)
        with pytest.raises(DossierError):
            dossier.reject("a-nothing:s1")
        with dossier.engine.connect() as connection:
            assert state_of(connection) == state
