"""What words tell of encounters in passing: who called one off, who stayed away, what kind it was."""

from __future__ import annotations

import pytest

from pourparlers.lexicon.happenings import acts_named, author_of, calls_off, kinds_named, stays_away
from pourparlers.model import Act, EncounterKind


@pytest.mark.parametrize(
    ("language", "text", "author"),
    [
        ("fr", "le Chili a fait annuler la conférence de presse", "CL"),
        ("fr", "La délégation chilienne l'a annulée dans la nuit", "CL"),
        ("fr", "C'est Lima qui a fait capoter la visite", "PE"),
        ("fr", "Les Chiliens l'ont décommandée la veille", "CL"),
        ("fr", "La visite du ministre chilien a été annulée", None),
        ("fr", "La visite chilienne est tombée à l'eau", None),
        ("fr", "La séance a été reportée à la demande de Lima", "PE"),
        ("en", "it was the Peruvians who called off the visit", "PE"),
        ("en", "Lima called it off", "PE"),
        ("en", "The Peruvian visit was scrapped at the last minute", None),
        ("en", "The session had been put off at Peru's request", "PE"),
        ("en", "It was Peru that pulled out", "PE"),
        ("en", "Peru pulled out of the treaty", None),
        ("en", "Peru called for a session", None),
    ],
)
def test_who_called_an_encounter_off(language: str, text: str, author: str | None) -> None:
    assert author_of(text, language) == author


def test_the_place_of_a_session_did_not_call_it_off() -> None:
    assert author_of("La séance prévue à Lima le 4, la délégation l'a annulée", "fr", "Lima") is None


@pytest.mark.parametrize("text", ["a fall in prices", "the session called for Friday", "the price of a call"])
def test_what_is_not_called_off(text: str) -> None:
    assert not calls_off(text, "en")


def test_what_is_called_off_is_no_call() -> None:
    assert kinds_named("has called off a visit", "en") == {EncounterKind.VISIT}
    assert Act.DEMAND not in acts_named("no such call took place", "en")


def test_to_leave_a_treaty_is_not_to_stay_away() -> None:
    assert stays_away("The Peruvians withdrew", "en")
    assert not stays_away("The Peruvians withdrew from the treaty", "en")
