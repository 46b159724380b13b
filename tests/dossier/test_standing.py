"""Positions, proposals, accusations and contradictions over several articles on one round of talks."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from pourparlers import Article, Dossier
from pourparlers.articles import from_text
from pourparlers.dossier.standing.disagreement import What
from pourparlers.dossier.standing.proposals import Fate
from pourparlers.model import DossierError

OPENING = """Lima et Quito négocient à Macará

MACARÁ, 3 mars 2021 (Agence du Sud) - Le Pérou et l'Équateur ont négocié mardi 2 mars à Macará pendant six heures sur le pont international.

Le Pérou a proposé d'ouvrir une voie pour les camions de bananes. «Le pont n'est pas une frontière de plus, c'est une rue», a déclaré la ministre péruvienne des Transports, Rosa Quispe Lazo.

L'Équateur a accusé la douane péruvienne de retenir les camions de bananes.

Selon la police, 41 camions attendent devant le pont de Macará."""

OTHER = """El Comercio de Loja: nine hours at the bridge

LOJA, March 4, 2021 (Loja Courier) - Peru and Ecuador held nine hours of talks in Macara on Tuesday, March 2, over the bridge.

"The bridge is not one more border, it is a street," Peru's transport minister, Rosa Quispe Lazo, said.

Ecuador rejected the lane for banana trucks.

According to drivers, 38 trucks are waiting at the Macara bridge."""

LATER = """Quito change d'avis

QUITO, 20 mars 2021 (Le Quotidien) - L'Équateur a accepté la voie pour les camions de bananes, à condition que le Pérou paie l'éclairage.

Le Pérou a démenti mardi avoir retenu les camions de bananes."""

CLAIM = """Un accord sur le péage

LIMA, 8 avril 2021 (La Gazette) - L'Équateur a accepté jeudi un péage commun sur le pont, a annoncé le Pérou."""

DENIAL = """Quito dément

QUITO, 9 avril 2021 (Loja Courier) - L'Équateur a démenti vendredi avoir accepté un péage commun sur le pont."""


@pytest.fixture(scope="module")
def told() -> list[Article]:
    return [
        from_text(OPENING, outlet="Agence du Sud", published="2021-03-03", language="fr"),
        from_text(OTHER, outlet="Loja Courier", published="2021-03-04", language="en"),
        from_text(LATER, outlet="Le Quotidien", published="2021-03-20", language="fr"),
        from_text(CLAIM, outlet="La Gazette", published="2021-04-08", language="fr"),
        from_text(DENIAL, outlet="Loja Courier", published="2021-04-09", language="fr"),
    ]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory, told: list[Article], shelf: Any) -> Dossier:
    made = Dossier(tmp_path_factory.mktemp("standing") / "talks.dossier", create=True)
    made.add(told, reader=shelf)
    return made


def test_a_proposal_is_followed_to_its_refusal_and_its_acceptance_on_a_condition(dossier: Dossier) -> None:
    (one,) = dossier.proposals(party="Pérou")
    assert one.parties == ("PE",)
    assert [(answer.party, answer.fate) for answer in one.answers] == [
        (("EC",), Fate.REFUSED),
        (("EC",), Fate.CONDITION),
    ]
    assert one.fate is Fate.CONDITION
    assert one.answers[1].condition == "le Pérou paie l'éclairage"


def test_a_position_is_the_latest_stance_and_its_history_tells_the_shift(dossier: Dossier) -> None:
    shifts = [one for one in dossier.positions(party="EC") if len(one.history) > 1]
    assert [(step.stance, step.conditional) for step in shifts[0].history] == [("against", False), ("for", True)]
    assert shifts[0].latest == shifts[0].history[-1]


def test_an_accusation_has_its_denial_with_the_delay(dossier: Dossier) -> None:
    (one,) = dossier.accusations(party="EC")
    assert [(denial.parties, denial.delay) for denial in one.denials] == [(("PE",), 13)]


def test_outlets_that_disagree_on_length_and_number_are_both_quoted(dossier: Dossier) -> None:
    found = {one.what: {(side.outlet, side.value) for side in one.between} for one in dossier.contradictions()}
    assert found[What.LENGTH] == {("Agence du Sud", "PT6H"), ("Loja Courier", "PT9H")}
    assert found[What.NUMBER] == {("Agence du Sud", "41"), ("Loja Courier", "38")}


def test_what_one_says_was_accepted_and_the_party_denies_is_a_contradiction(dossier: Dossier) -> None:
    (one,) = [c for c in dossier.contradictions() if c.what is What.ACCEPTANCE]
    assert [(side.outlet, side.value) for side in one.between] == [("La Gazette", "accept"), ("Loja Courier", "deny")]


def test_a_refusal_and_a_later_acceptance_are_a_shift_and_no_contradiction(dossier: Dossier) -> None:
    about = [c.about for c in dossier.contradictions(until="2021-03-31") if c.what in {What.ACCEPTANCE, What.DENIAL}]
    assert about == []


def test_the_words_of_every_side_stand_in_its_article(dossier: Dossier, told: list[Article]) -> None:
    texts = {article.id: article.text for article in told}
    for one in dossier.contradictions():
        for side in one.between:
            assert all(part in texts[side.article] for part in side.evidence.split(" […] "))


def test_what_stands_is_the_same_in_whatever_order_articles_came(
    tmp_path: Path, told: list[Article], shelf: Any
) -> None:
    seen = set()
    for n, order in enumerate(list(permutations(told[:4]))[::5]):
        with Dossier(tmp_path / f"{n}.dossier", create=True) as made:
            made.add(order, reader=shelf)
            seen.add(repr([made.positions(), made.proposals(), made.accusations(), made.contradictions()]))
    assert len(seen) == 1


def test_an_unknown_issue_or_filter_is_told(dossier: Dossier) -> None:
    with pytest.raises(DossierError, match="there is no issue"):
        dossier.positions(issue="saumon")
    with pytest.raises(DossierError, match="cannot be asked for"):
        dossier.positions(colour="red")
