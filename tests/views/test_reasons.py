"""Why two things are one is told in the language of the interface."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from pourparlers.dossier.store.schema import link
from pourparlers.views.listing import Look
from pourparlers.views.wording import languages
from rounds import dossier_of, round_records


@pytest.mark.parametrize("name", ["bourgas-ferry-2018", "tartu-saumon-2021"])
def test_each_reason_of_a_rule_has_words_in_each_language(name: str, tmp_path: Path) -> None:
    with dossier_of(tmp_path / "round.dossier", round_records(name)) as dossier, dossier.engine.connect() as connection:
        told = set(connection.execute(select(link.c.reason)).scalars())
    names = {part.partition(": ")[0] for reason in told for part in reason.split("; ")}
    assert len(names) > 8
    for language in languages():
        look = Look(language)
        assert all(look.words("reasons", one) for one in names)


def test_a_reason_keeps_its_values_and_a_persons_words_stay() -> None:
    french = Look("fr")
    colon = french.words("labels", "colon")
    assert french.reason("day: +0.5; place: -1.0; parties: +2.0") == "pour\u00a0: parties, jour; contre\u00a0: lieu"
    assert french.reason("concepts in common: 76%") == f"notions en commun{colon}76\u00a0%"
    assert french.reason("vu avec Ana; même pont") == "vu avec Ana; même pont"
