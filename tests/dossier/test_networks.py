"""Discourse networks against a computation in full, cell by cell, of the formulas in docs/exports/networks.md."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.dossier.standing.agreement import agreement_of, position_of
from pourparlers.dossier.standing.ties.networks import Normalisation, Side, Ties, network_of
from pourparlers.exports.networks import days_of, spells
from pourparlers.model import Act, PourparlersError, Stance

# The example of docs/exports/networks.md.
EXAMPLE = [
    *[Side("PE", "lane", Stance.FOR)] * 2,
    Side("PE", "toll", Stance.AGAINST),
    Side("EC", "lane", Stance.AGAINST),
    Side("EC", "lane", Stance.FOR),
    Side("EC", "toll", Stance.AGAINST),
    Side("CO", "lane", Stance.FOR),
]

sides = st.lists(st.builds(Side, st.sampled_from("ABCD"), st.sampled_from("xyz"), st.sampled_from(Stance)), max_size=40)


def counts(told: list[Side]) -> dict[tuple[str, str, Stance], int]:
    return {(a, c, q): sum(one == Side(a, c, q) for one in told) for a in "ABCD" for c in "xyz" for q in Stance}


def value(q: Stance) -> int:
    return int(q is Stance.FOR)


@given(sides, st.sampled_from([Normalisation.NO, Normalisation.ACTIVITY, Normalisation.PROMINENCE]))
def test_affiliation(told: list[Side], by: Normalisation) -> None:
    n = counts(told)
    found = {(one.source, one.target): one.weight for one in network_of(told, Ties.AFFILIATION, by).ties}
    for a in "ABCD":
        for c in "xyz":
            weight = float(n[a, c, Stance.FOR] - n[a, c, Stance.AGAINST])
            row = sum(n[a, x, q] for x in "xyz" for q in Stance)
            column = sum(n[x, c, q] for x in "ABCD" for q in Stance)
            norm = {"no": 1, "activity": row, "prominence": column}[by]
            assert found.get((a, c), 0) == pytest.approx(weight / norm if norm else 0)
            assert ((a, c) in found) == (n[a, c, Stance.FOR] + n[a, c, Stance.AGAINST] > 0)


@given(
    sides,
    st.sampled_from([Ties.CONGRUENCE, Ties.CONFLICT, Ties.SUBTRACT]),
    st.sampled_from([Normalisation.NO, Normalisation.AVERAGE, Normalisation.JACCARD, Normalisation.COSINE]),
)
def test_one_mode(told: list[Side], ties: Ties, by: Normalisation) -> None:
    n = counts(told)
    found = {(one.source, one.target): one.weight for one in network_of(told, ties, by).ties}
    for a in "ABCD":
        for b in "ABCD":
            if a < b:
                assert found.get((a, b), 0) == pytest.approx(weight(n, a, b, ties) / norm(n, a, b, by))


def weight(n: dict[tuple[str, str, Stance], int], a: str, b: str, ties: Ties) -> float:
    congruence = conflict = 0
    for c in "xyz":
        for p in Stance:
            for q in Stance:
                both, apart = n[a, c, p] * n[b, c, q], abs(value(p) - value(q))
                congruence += both * (1 - apart)
                conflict += both * apart
    return {"congruence": congruence, "conflict": conflict, "subtract": congruence - conflict}[ties]


def norm(n: dict[tuple[str, str, Stance], int], a: str, b: str, by: Normalisation) -> float:
    cells = [(n[a, c, q], n[b, c, q]) for c in "xyz" for q in Stance]
    one, other = sum(x for x, _ in cells), sum(y for _, y in cells)
    alone = sum(x for x, y in cells if not y) + sum(y for x, y in cells if not x)
    both = sum(x * y for x, y in cells)
    return {"no": 1, "average": (one + other) / 2, "jaccard": alone + both, "cosine": one * other}[by] or 1


@pytest.mark.parametrize(
    ("ties", "by", "weights"),
    [
        ("affiliation", "no", {"PE lane": 2, "PE toll": -1, "EC lane": 0, "EC toll": -1, "CO lane": 1}),
        ("affiliation", "activity", {"PE lane": 2 / 3, "PE toll": -1 / 3, "EC lane": 0, "EC toll": -1 / 3, "CO lane": 1}),
        ("affiliation", "prominence", {"PE lane": 2 / 5, "PE toll": -1 / 2, "EC lane": 0, "EC toll": -1 / 2, "CO lane": 1 / 5}),
        ("congruence", "no", {"EC PE": 3, "CO PE": 2, "CO EC": 1}),
        ("conflict", "no", {"EC PE": 2, "CO EC": 1}),
        ("subtract", "no", {"EC PE": 1, "CO PE": 2, "CO EC": 0}),
        ("congruence", "average", {"EC PE": 1, "CO PE": 1, "CO EC": 1 / 2}),
        ("congruence", "jaccard", {"EC PE": 3 / 4, "CO PE": 2 / 3, "CO EC": 1 / 3}),
        ("congruence", "cosine", {"EC PE": 1 / 3, "CO PE": 2 / 3, "CO EC": 1 / 3}),
    ],
)  # fmt: skip
def test_the_example_of_the_documentation(ties: str, by: str, weights: dict[str, float]) -> None:
    found = network_of(EXAMPLE, Ties(ties), Normalisation(by))
    assert {f"{one.source} {one.target}": one.weight for one in found.ties} == pytest.approx(weights)


def test_signs() -> None:
    found = {f"{one.source} {one.target}": one.sign for one in network_of(EXAMPLE).ties}
    assert found == {"PE lane": "positive", "PE toll": "negative", "EC lane": "mixed", "EC toll": "negative", "CO lane": "positive"}  # fmt: skip


@pytest.mark.parametrize("ties", ["congruence", "conflict", "subtract"])
@pytest.mark.parametrize("by", ["activity", "prominence"])
def test_normalisation_of_two_modes_is_none_of_one(ties: str, by: str) -> None:
    with pytest.raises(PourparlersError, match=f"{by} is none of networks of {ties}"):
        network_of(EXAMPLE, Ties(ties), Normalisation(by))


@pytest.mark.parametrize("by", ["average", "jaccard", "cosine"])
def test_normalisation_of_one_mode_is_none_of_two(by: str) -> None:
    with pytest.raises(PourparlersError, match="affiliation"):
        network_of([], Ties.AFFILIATION, Normalisation(by))


@pytest.mark.parametrize(
    ("act", "stance", "negated", "conditional", "side", "position"),
    [
        ("accept", None, False, False, "for", 2),
        ("support", None, False, True, "for", 1),
        ("reject", None, False, False, "against", -2),
        ("reject", None, True, False, None, 0),
        ("demand", None, False, False, "for", 1),
        ("demand", "against", False, False, "against", -1),
        ("propose", "for", False, False, "for", 1),
        ("accept", "against", False, False, "against", -1),
        ("deny", None, False, False, None, 0),
        ("say", "for", False, False, "for", 1),
        ("accuse", None, False, False, None, 0),
    ],
)
def test_which_act_agrees(
    act: str, stance: str | None, negated: bool, conditional: bool, side: str | None, position: int
) -> None:
    told = Act(act), Stance(stance) if stance else None, negated
    assert agreement_of(*told) == side
    assert position_of(*told, conditional) == position


def test_spells_join_days_that_overlap() -> None:
    assert spells(["2021-03-05", "2021-03", "2021-12-24"]) == [
        ("2021-03-01", "2021-03-31"),
        ("2021-12-24", "2021-12-24"),
    ]
    assert spells(["2020", "2020-02"]) == [("2020-01-01", "2020-12-31")]
    assert days_of("2020-02") == ("2020-02-01", "2020-02-29")
    assert spells([]) == []


@pytest.mark.parametrize("day", ["", "hier", "2021-13", "2021-02-30", "20210302", "2021-W09", "2021-99-99T", "٢٠٢١"])
def test_what_is_no_day_has_none(day: str) -> None:
    assert spells([day]) == []
