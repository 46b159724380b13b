"""A timeline holds each encounter and statement once, in order of day, as vaguely as the day is told."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from pourparlers import Dossier
from pourparlers.dossier.standing.chronology.timeline import Entry
from pourparlers.views.timeline import timeline_table
from rounds import dossier_of, record


def ids(entries: list[Entry]) -> list[str]:
    return [(one.encounter or one.statement).id for one in entries]  # type: ignore[union-attr]


def shown(entries: list[Entry], language: str = "en") -> str:
    console = Console(width=100)
    with console.capture() as capture:
        console.print(timeline_table(entries, language))
    return capture.get()


def test_each_encounter_and_statement_stands_once(ferry: Dossier) -> None:
    told = ids(ferry.timeline())
    held = [one.id for one in ferry.encounters()] + [one.id for one in ferry.statements()]
    assert sorted(told) == sorted(held) and len(set(told)) == len(told)


def test_days_follow_one_another(ferry: Dossier) -> None:
    days = [one.day[:10] for one in ferry.timeline() if one.day]
    assert days == sorted(days) and len(set(days)) > 5


def test_what_is_asked_for(ferry: Dossier) -> None:
    assert ids(ferry.timeline(statements=False)) == [one.id for one in ferry.encounters()]
    assert not any(one.encounter for one in ferry.timeline(encounters=False))
    acts = ferry.timeline(plain=False, encounters=False)
    assert acts and all(one.statement and one.statement.act != "say" for one in acts)
    denials = ferry.timeline(act="deny")
    assert denials and all(one.statement and one.statement.act == "deny" for one in denials)
    one_day = ferry.timeline(since="2018-05-15", until="2018-05-15")
    assert one_day and all(one.day and one.day[:10] == "2018-05-15" for one in one_day)


def test_voices_and_outlets_are_counted(ferry: Dossier) -> None:
    (session,) = [one for one in ferry.timeline(statements=False) if one.day == "2018-05-15"]
    assert session.encounter is not None
    assert (session.voices, session.outlets) == (4, 5), "the relay is an outlet, but no voice"


def test_vague_days_stand_where_they_begin(tmp_path: Path) -> None:
    told = [
        ("2021", None), ("2021-03", None), ("2021-03-01", None), ("2021-03", "MID"), ("2021-03-14TMO", None),
        ("2021-03-14TEV", None), ("2021-03-15", None), ("2021-W12", None), ("2021-03-22", None), ("2021-03", "END"), (None, None),
    ]  # fmt: skip
    facts = [
        {"kind": kind, "parties": ["PE", "EC"], "date": date, "mod": mod}
        for (date, mod), kind in zip(told, ["visit", "talks", "vote", "call", "talks", "talks", "talks", "vote", "call", "visit", "summit"], strict=True)
    ]  # fmt: skip
    with dossier_of(tmp_path / "d", [record("Lima et Quito négocient.", *facts[::-1])]) as dossier:
        entries = dossier.timeline()
    assert [(one.day, one.mod) for one in entries] == [
        ("2021", None), ("2021-03", None), ("2021-03-01", None), ("2021-03", "MID"), ("2021-03-14TMO", None),
        ("2021-03-14TEV", None), ("2021-03-15", None), ("2021-03", "END"), ("2021-W12", None), ("2021-03-22", None), (None, None),
    ]  # fmt: skip
    text = shown(entries, "fr")
    assert text.count("14 mars 2021") == 1 and "· soir ·" in text
    assert "mi-mars 2021" in text and "sans date" in text


def test_a_statement_of_some_day_in_a_month_is_of_that_month(tmp_path: Path) -> None:
    march = {"id": "t1", "begin": "2021-03-01", "end_date": "2021-03-31"}
    told = record("Lima regrette le retard.", {"party": ["PE"], "time": "t1"}, times=[march], published="2021-04-02")
    with dossier_of(tmp_path / "d", [told]) as dossier:
        (entry,) = dossier.timeline()
    assert entry.day == "2021-03" and "March 2021" in shown([entry])


def test_what_did_not_happen_is_marked(tmp_path: Path) -> None:
    facts = [
        {"kind": kind, "parties": ["PE", "EC"], "date": "2021-03-12", "status": status}
        for kind, status in (("talks", "planned"), ("call", "denied"), ("visit", "cancelled"))
    ]
    with dossier_of(tmp_path / "d", [record("Lima et Quito négocient.", *facts)]) as dossier:
        text = shown(dossier.timeline())
    for mark in ("talks (planned)", "call (denied)", "visit (cancelled)"):
        assert mark in text


def test_where_sources_differ_is_marked(ferry: Dossier) -> None:
    told = [one for one in ferry.contradictions() if one.encounter]
    entries = [one for one in ferry.timeline(statements=False) if one.contradictions]
    assert told and {one.subject for one in told} <= set(ids(entries))
    assert all(one.what in entry.contradictions for one in told for entry in entries if one.subject in ids([entry]))
    assert shown(entries).count("≠") == len(entries)


def test_hostile_words_do_not_drive_the_terminal(tmp_path: Path) -> None:
    told = record("Lima\x1b[2J \u202eregrette.", {"speaker": ["person:R\x1b[31m Q\u202e"], "party": ["PE"]})
    with dossier_of(tmp_path / "d", [told]) as dossier:
        text = shown(dossier.timeline())
    assert "\u202e" not in text and "\x1b[2J" not in text
