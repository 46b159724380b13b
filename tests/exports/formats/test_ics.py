"""The calendar, read back with the icalendar library."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporting import HOSTILE, exported, hostile_records, made
from pourparlers.exports.formats.ics import _folded, _text
from pourparlers.views.safe import one_line
from rounds import record, round_records

MET = "Le Pérou et l'Équateur ont négocié à Macará."


def events(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_each_encounter_with_a_day_is_an_event(tmp_path: Path) -> None:
    with made(tmp_path, round_records()) as dossier:
        found = events(exported(dossier, "ics", ui="fr"))
        told = [one for one in dossier.encounters() if one.date and len(one.date) >= 7]
        assert [str(one["X-POURPARLERS-ID"]) for one in found] == [one.id for one in told]
        assert len(found) > 3
        for event, one in zip(found, told, strict=True):
            assert str(event.get("location", "")) == one_line(one.place or "")
            for report in one.reports:
                assert one_line(report.text) in str(event["description"])


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        ("2021-03-02", date(2021, 3, 2), date(2021, 3, 3)),
        ("2021-12-31TEV", date(2021, 12, 31), date(2022, 1, 1)),
        ("2021-03-02T14:30", datetime(2021, 3, 2, 14, 30), None),
        ("2021-12", date(2021, 12, 1), date(2022, 1, 1)),
    ],
)
def test_a_day_a_month_and_an_hour(tmp_path: Path, day: str, begins: date, ends: date | None) -> None:
    with made(tmp_path, [record(MET, {"kind": "talks", "parties": ["PE", "EC"], "date": day})]) as dossier:
        (event,) = events(exported(dossier, "ics"))
    assert event["dtstart"].dt == begins
    assert (event["dtend"].dt if "dtend" in event else None) == ends


@pytest.mark.parametrize("day", [None, "2021", "2021-W12", "PAST_REF"])
def test_what_is_vaguer_than_a_month_is_no_event(tmp_path: Path, day: str | None) -> None:
    with made(tmp_path, [record(MET, {"kind": "talks", "parties": ["PE", "EC"], "date": day})]) as dossier:
        assert events(exported(dossier, "ics")) == []


@pytest.mark.parametrize(
    ("status", "told"),
    [("held", "CONFIRMED"), ("planned", "TENTATIVE"), ("cancelled", "CANCELLED"), ("denied", "CANCELLED")],
)
def test_status(tmp_path: Path, status: str, told: str) -> None:
    fact = {"kind": "talks", "parties": ["PE", "EC"], "date": "2021-03-02", "status": status}
    with made(tmp_path, [record(MET, fact)]) as dossier:
        (event,) = events(exported(dossier, "ics", ui="en"))
    assert event["status"] == told
    assert str(event["summary"]).startswith("talks: ")


def test_hostile_fields_come_back_as_text(tmp_path: Path) -> None:
    with made(tmp_path, hostile_records()) as dossier:
        (event,) = events(exported(dossier, "ics"))
    assert "<script>" in str(event["location"])
    assert "url" not in event
    assert str(event["location"]) == "".join(ch if ch.isprintable() else " " for ch in one_line(HOSTILE))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_any_value_survives_folding_and_escaping(value: str) -> None:
    lines = _folded(f"SUMMARY:{_text(value)}")
    assert all(len(line) <= 75 for line in lines.split(b"\r\n"))
    wrapped = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n" + lines + b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    (event,) = events(wrapped)
    assert str(event["summary"]) == "".join(ch if ch.isprintable() else " " for ch in value)
