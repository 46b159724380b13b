"""Where the actors of a network are drawn: always alike, names that can be read, lines from one to the other."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers.dossier.standing.ties.kinds import ActorTie, TieKind
from pourparlers.dossier.standing.ties.tied import TiedActor
from pourparlers.model import ActorKind
from pourparlers.web.drawings.layout import LETTER
from pourparlers.web.drawings.network import Drawing, drawing_of


def actor(n: int, articles: int = 1) -> TiedActor:
    return TiedActor(
        id=f"A{n}", actor=f"A{n}", kind=ActorKind.STATE, name=f"A{n}", party=None, articles=articles, ties=1
    )


def tie(one: int, other: int, kind: TieKind = TieKind.ACCUSE, number: int = 1) -> ActorTie:
    return ActorTie(kind=kind, source=f"A{one}", target=f"A{other}", number=number, weight=float(number))


def drawn(labels: list[str], ties: list[ActorTie]) -> Drawing:
    return drawing_of([actor(n, n) for n in range(len(labels))], labels, ties)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(2, 26), min_size=1, max_size=60), st.randoms())
def test_names_stand_beside_each_other(lengths: list[int], random: object) -> None:
    n = len(lengths)
    pairs = [pair for pair in combinations(range(n), 2) if random.random() < 0.06]  # type: ignore[attr-defined]
    ties = [tie(one, other) for one, other in pairs]
    found = drawn(["x" * length for length in lengths], ties)
    assert found == drawn(["x" * length for length in lengths], ties), "the same network, the same drawing"
    left, top, width, height = found.box
    for dot in found.dots:
        half = len(dot.label) * LETTER / 2
        assert left < dot.x - half and dot.x + half < left + width
        assert top < dot.y - dot.radius and dot.label_y < top + height
    covered = [1 for one, other in combinations(found.dots, 2) if abs(one.x - other.x) < 2 and abs(one.y - other.y) < 2]
    assert not covered


def test_few_names_never_overlap() -> None:
    found = drawn(["République fédérale"] * 12, [tie(0, n) for n in range(1, 12)])
    for one, other in combinations(found.dots, 2):
        across = abs(one.x - other.x) < len(one.label) * LETTER
        assert not (across and abs(one.y - other.y) < 20), (one, other)


def test_who_is_tied_is_near() -> None:
    found = drawn(["A", "B", "C", "D"], [tie(0, 1, number=9), tie(2, 3, number=9)])
    far = {(a, b): abs(complex(x.x - y.x, x.y - y.y)) for (a, x), (b, y) in combinations(enumerate(found.dots), 2)}
    assert max(far[0, 1], far[2, 3]) < min(far[0, 2], far[0, 3], far[1, 2], far[1, 3])


def test_dots_and_lines_tell_how_much() -> None:
    kinds = [tie(0, 1, number=16), tie(1, 2, number=4), tie(0, 2, TieKind.MEET, 1)]
    found = drawn(["A", "B", "C"], kinds)
    assert [dot.radius for dot in found.dots] == sorted(dot.radius for dot in found.dots)
    strong, weak, meets = (line.width for line in found.lines)
    assert strong == meets > weak > 1, "of each kind the strongest is widest"
    assert [bool(line.arrow) for line in found.lines] == [True, True, False], "who meets, meets each other"


def test_lines_of_the_same_two_lie_beside_each_other() -> None:
    ties = [tie(0, 1), tie(1, 0), tie(0, 1, TieKind.DEMAND), tie(0, 1, TieKind.MEET)]
    paths = [line.path for line in drawn(["A", "B"], ties).lines]
    middles = {re.search(r"Q(\S+ \S+) ", path)[1] for path in paths}  # type: ignore[index]
    assert len(middles) == 4
    (one,) = drawn(["A", "B"], ties[:1]).lines
    assert one.bend == 0


@pytest.mark.parametrize("labels", [[], ["A"], [""], ["A", "A"]])
def test_hardly_anything(labels: list[str]) -> None:
    found = drawn(labels, [])
    assert len(found.dots) == len(labels) and found.box[2] > 0 and found.box[3] > 0
