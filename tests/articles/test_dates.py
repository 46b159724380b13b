"""Dates as databases, mails, feeds and file names write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.articles.dates import checked_date, month_of, told_date
from pourparlers.model import DateError

TOLD = [
    ("mercredi 11 septembre 2024 134 mots, p. 11", "2024-09-11"),
    ("Le Monde, 1er janv. 2022", "2022-01-01"),
    ("Publié le 3 août 2023 à 18h30", "2023-08-03"),
    ("12 févr. 2021", "2021-02-12"),
    ("Wednesday, September 11, 2024", "2024-09-11"),
    ("Sept. 3rd, 2024", "2024-09-03"),
    ("11 September 2024", "2024-09-11"),
    ("11-Sep-2024 08:00", "2024-09-11"),
    ("2022-01-12T23:30:00-05:00", "2022-01-12"),
    ("2022-01-12", "2022-01-12"),
    ("2022/1/2", "2022-01-02"),
    ("20220112", "2022-01-12"),
    ("20220112T2330Z", "2022-01-12"),
    ("news·20240911·LM·134x20x23412345", "2024-09-11"),
    ("13/09/2024", "2024-09-13"),
    ("09/13/2024", "2024-09-13"),
    ("11.09.2024", "2024-09-11"),
    ("09/09/2024", "2024-09-09"),
    ("septembre 2024", "2024-09"),
    ("2024-09", "2024-09"),
    ("Tue, 11 Jan 2022 23:30:00 +0100", "2022-01-11"),
]


@pytest.mark.parametrize(("written", "day"), TOLD)
def test_a_date_is_found_as_precise_as_it_is(written: str, day: str) -> None:
    assert told_date(written) == day


@pytest.mark.parametrize(
    "written",
    [
        "",
        None,
        "11/09/2024",
        "hier",
        "le 32 mars 2021",
        "31 février 2020",
        "2022-13-01",
        "134 mots",
        "n° 20241399",
        "99999999",
        "1234567890123",
    ],
)
def test_what_is_no_date_or_of_two_readings_has_none(written: str | None) -> None:
    assert told_date(written) is None


def test_the_day_comes_first_in_french() -> None:
    assert told_date("11/09/2024", "fr") == "2024-09-11"
    assert told_date("11/09/2024", "en") is None


def test_the_first_of_two_dates_is_taken_and_a_day_before_a_month() -> None:
    assert told_date("3 mars 2021, mis à jour le 5 mars 2021") == "2021-03-03"
    assert told_date("Mars 2021 : numéro du 12 mars 2021") == "2021-03-12"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("août", 8),
        ("AOUT", 8),
        ("janv.", 1),
        ("févr", 2),
        ("sept", 9),
        ("juil", 7),
        ("December", 12),
        ("jui", None),
        ("ma", None),
        ("lundi", None),
    ],
)
def test_months_by_name_or_what_it_is_cut_to(name: str, number: int | None) -> None:
    assert month_of(name) == number


@given(st.dates())
def test_any_day_is_told_in_iso(day: object) -> None:
    assert told_date(str(day)) == checked_date(str(day)) == str(day)


@given(st.text(max_size=400))
def test_any_line_gives_a_date_or_none(line: str) -> None:
    found = told_date(line)
    assert found is None or checked_date(found) == found


@pytest.mark.parametrize("written", ["٢٠٢٠", "2020-०१", "２０２０-01-02"])
def test_a_date_is_kept_in_the_digits_that_records_have(written: str) -> None:
    with pytest.raises(DateError):
        checked_date(written)
