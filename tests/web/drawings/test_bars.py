"""Counts over time as bars."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers.web.drawings.bars import HEIGHT, WIDTH, bars


def test_months_in_which_nothing_is_have_their_room() -> None:
    found = bars([("2023-11", 4), ("2024-02", 2)])
    assert [(one.when, one.n) for one in found] == [("2023-11", 4), ("2023-12", 0), ("2024-01", 0), ("2024-02", 2)]
    assert found[0].height == HEIGHT and found[3].height == HEIGHT / 2 and found[1].height == 0


def test_many_months_are_shown_as_years() -> None:
    found = bars([("2001-01", 1), ("2001-02", 1), ("2024-05", 3), ("2010", 5)])
    assert [(one.when, one.n) for one in found if one.n] == [("2001", 2), ("2010", 5), ("2024", 3)]
    assert len(found) == 24


def test_days_of_a_few_weeks_are_shown_as_days() -> None:
    found = bars([("2024-02-28", 1), ("2024-03-01", 2)])
    assert [one.when for one in found] == ["2024-02-28", "2024-02-29", "2024-03-01"]


DAYS = st.dates().map(lambda day: day.isoformat())
WHENS = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]), st.text(max_size=12))


@settings(deadline=None)
@given(st.dictionaries(WHENS, st.integers(0, 10**6), max_size=30))
def test_every_bar_lies_in_its_box(counts: dict[str, int]) -> None:
    found = bars(counts.items())
    assert all(one.x >= 0 and one.x + one.width <= WIDTH + 0.5 for one in found)
    assert all(one.y >= 0 and one.y + one.height <= HEIGHT + 0.5 for one in found)
    assert len(found) <= 1001
