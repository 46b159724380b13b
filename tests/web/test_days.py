"""Days as readers write them in fields and addresses."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from pourparlers import Dossier
from pourparlers.web.days import read_day
from pourparlers.web.pages.thing import Shown
from rooms import client

LISTS = ("/timeline", "/articles", "/contradictions", "/positions", "/proposals", "/accusations", "/network", "/review")


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        ("2024", "2024", "2024"),
        (" 2024-05 ", "2024-05", "2024-05"),
        ("2024-05-17", "2024-05-17", "2024-05-17"),
        ("2024-5-7", "2024-05-07", "2024-05-07"),
        ("17/05/2024", "2024-05-17", "2024-05-17"),
        ("05/06/2024", "2024-06-05", None),
        ("05/2024", "2024-05", "2024-05"),
        ("1er mars 2024", "2024-03-01", "2024-03-01"),
        ("March 1, 2024", "2024-03-01", "2024-03-01"),
        ("décembre 2024", "2024-12", "2024-12"),
        ("2024-13", None, None),
        ("2024-02-30", None, None),
        ("0000", None, None),
        ("hier", None, None),
    ],
)
def test_a_day_may_be_written_as_readers_write_it(written: str, french: str | None, english: str | None) -> None:
    assert (read_day(written, "fr"), read_day(written, "en")) == (french, english)


@given(st.text(max_size=50))
def test_what_is_taken_for_a_day_is_one(written: str) -> None:
    told = read_day(written, "fr")
    assert told is None or read_day(told, "fr") == told


@pytest.mark.parametrize("path", LISTS)
def test_a_day_that_is_none_is_told_and_can_be_mended_there(room: TestClient, path: str) -> None:
    got = room.get(f"{path}?party=GE&since=abc&until=2018-05", headers={"accept-language": "fr"})
    assert got.status_code == 400
    assert "« abc » n'est pas un jour." in unescape(got.text).replace("\u00a0", " ")
    assert '<input id="since" name="since" value="abc" maxlength="40" aria-invalid="true" autofocus>' in got.text
    assert '<input type="hidden" name="party" value="GE">' in got.text
    assert room.get(f"{path}.json?since=abc").json()["error"]["where"] == "since"


def test_a_time_that_ends_before_it_begins_is_told(room: TestClient) -> None:
    assert room.get("/timeline?since=2019&until=2018-12").status_code == 400
    assert room.get("/timeline?since=2018-05&until=2018").status_code == 200


def test_a_day_written_otherwise_is_the_same_day(room: TestClient) -> None:
    told = room.get("/timeline.json?since=1er mai 2018&until=17/05/2018", headers={"accept-language": "fr"}).json()
    assert (told["asked"]["since"], told["asked"]["until"]) == ("2018-05-01", "2018-05-17")
    assert (
        told["pages"]["found"] == room.get("/timeline.json?since=2018-05-01&until=2018-05-17").json()["pages"]["found"]
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-05-16TMO", ("2018-05-16", "2018-05-16")),
        ("2018-05", ("2018-05", "2018-05")),
        ("2018", ("2018", "2018")),
        ("2018-W20", ("2018-05-14", "2018-05-20")),
        ("2018-SP", ("2018-03-01", "2018-05-31")),
        ("PAST_REF", None),
    ],
)
def test_a_vague_day_leads_to_the_days_that_it_may_be(day: str, expected: tuple[str, str] | None) -> None:
    assert Shown.days(None, day) == expected  # type: ignore[arg-type]


def test_hostile_days_are_told_harmlessly(any_dossier: Dossier) -> None:
    for written in ("<script>alert(1)</script>", "\u202e", "9" * 500, "%00", "'"):
        got = client(any_dossier).get("/timeline", params={"since": written})
        assert got.status_code == 400 and "<script>alert" not in got.text
