"""Positions, proposals, accusations and contradictions over several articles on one round of talks."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from pourparlers import Article, Dossier
from pourparlers.articles import load
from pourparlers.dossier.merging.counts import counts_of
from pourparlers.dossier.merging.fates import Fate
from pourparlers.dossier.standing.disputes.disagreement import What
from pourparlers.model import DossierError
from rounds import record

EXAMPLES = Path(__file__).parents[2] / "examples" / "bridge"


@pytest.fixture(scope="module")
def told() -> list[Article]:
    """Five articles on the bridge of Macará: an agency, papers of both sides, a claim and its denial."""
    return [
        article
        for path in sorted(EXAMPLES.glob("*.txt"))
        for article in load(str(path))
        if isinstance(article, Article)
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


def test_a_position_that_the_party_itself_denies_is_marked(dossier: Dossier) -> None:
    marked = {step.content for one in dossier.positions(party="EC") for step in one.history if step.disputed}
    assert marked == {"un péage commun sur le pont"}


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


@pytest.mark.parametrize("rows", ["statements", "encounters"])
def test_a_long_list_is_read_page_by_page(dossier: Dossier, rows: str) -> None:
    listed = getattr(dossier, rows)
    whole = listed()
    pages = [listed(limit=3, skip=n) for n in range(0, len(whole) + 3, 3)]
    assert [one for page in pages for one in page] == whole and pages[-1] == []
    assert listed(skip=2) == whole[2:] and listed(limit=0) == []
    with pytest.raises(DossierError, match="no negative number"):
        listed(skip=-1)


def test_an_unknown_issue_or_filter_is_told(dossier: Dossier) -> None:
    with pytest.raises(DossierError, match="there is no issue"):
        dossier.positions(issue="saumon")
    with pytest.raises(DossierError, match="cannot be asked for"):
        dossier.positions(colour="red")


@pytest.mark.parametrize(
    "text", ["Appelez le 0800 555 111 camions.", f"Il y a {'9' * 5000} camions.", "١٢٣ camions", "1/0 camions"]
)
def test_odd_numbers_are_counted_or_left_out(text: str) -> None:
    assert len(list(counts_of(record(text)))) <= 1
