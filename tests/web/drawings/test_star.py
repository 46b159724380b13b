"""What is near something, as points around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pourparlers.web.drawings.star import star


@given(st.lists(st.integers(1, 10**6), max_size=12))
def test_every_point_of_a_star_lies_in_its_box(weights: list[int]) -> None:
    found = star(weights)
    assert len({(one.x, one.y) for one in found}) == len(weights)
    assert all(0 <= one.x <= 560 and 0 <= one.y <= 300 and 1 <= one.width <= 8 for one in found)
