"""One person in many spellings, and two of one surname."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pourparlers.dossier.merging.actors import Form, groups, judge
from pourparlers.dossier.merging.names import agree, keys, name_of

ONE = [
    ("Moctar Ould Sneïguel", "Mukhtar Sneighel"),
    ("Ndèye Coumba Diadhiou", "Diadhiou Ndeye Coumba"),
    ("Zeferino Évora", "Zeferino Evora"),
    ("Grushko", "Grouchko"),
    ("Алексей Грушко", "Alexei Grushko"),
    ("Kim Sang Ok", "Kim Sang-ok"),
    ("Ana Rojas", "A. Rojas"),
    ("Chtcherbakov", "Shcherbakov"),
]
TWO = [
    ("Ana Rojas", "Luis Rojas"),
    ("Ana Rojas", "Ana Vargas"),
    ("Jean Dupont-Lévy", "Jeanne Dupont-Lévy"),
    ("Mario Silva", "Maria Silva"),
    ("Wang Yi-fang", "Wang Wenbin"),
    ("L. Rojas", "Ana Rojas"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_spellings_of_one_name_agree_and_are_found_by_one_sound(a: str, b: str) -> None:
    assert agree(name_of(a), name_of(b)) >= 0.8
    assert keys(name_of(a)) & keys(name_of(b))


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_names_do_not_agree(a: str, b: str) -> None:
    assert agree(name_of(a), name_of(b)) == 0.0


@given(st.text(max_size=30), st.text(max_size=30))
@example("A0°", "D0D")
def test_agreement_does_not_depend_on_the_order(a: str, b: str) -> None:
    assert agree(name_of(a), name_of(b)) == agree(name_of(b), name_of(a))


def persons(forms: list[Form]) -> set[frozenset[str]]:
    nodes = sorted(form.node for form in forms)
    links: list[Any] = [judge(a, b) for n, a in enumerate(forms) for b in forms[n + 1 :]]
    return {frozenset(group) for group in groups(nodes, sorted(one for one in links if one))}


def test_two_of_one_surname_stay_two_and_the_surname_alone_is_nobodys() -> None:
    forms = [
        Form("person:Ana Rojas", "PE"),
        Form("person:Luis Rojas", "PE"),
        Form("person:Rojas", "PE"),
        Form("person:A. Rojas", "PE"),
    ]
    expected = {
        frozenset({"person:Ana Rojas|PE", "person:A. Rojas|PE"}),
        frozenset({"person:Luis Rojas|PE"}),
        frozenset({"person:Rojas|PE"}),
    }
    for order in permutations(forms):
        assert persons(list(order)) == expected


def test_a_surname_alone_is_the_one_that_it_can_mean() -> None:
    assert persons([Form("person:Ana Rojas", "PE"), Form("person:Rojas", "PE")]) == {
        frozenset({"person:Ana Rojas|PE", "person:Rojas|PE"})
    }


def test_one_name_with_two_parties_is_two_persons() -> None:
    found = persons(
        [Form("person:Ana Rojas", "PE"), Form("person:Ana Rojas", "EC"), Form("person:Ana María Rojas", "PE")]
    )
    assert found == {
        frozenset({"person:Ana Rojas|PE", "person:Ana María Rojas|PE"}),
        frozenset({"person:Ana Rojas|EC"}),
    }
