"""Several sessions told together, moved, chaired, called off. All persons and talks are invented."""

from __future__ import annotations

import pytest

from reading.test_encounters import encounters, needs_pipeline

TALKS = {
    "fr": "La Bulgarie et la Géorgie ont négocié lundi à Varna. ",
    "en": "Bulgaria and Georgia held talks in Varna on Monday. ",
}
# Texts with date, duration and status of what they tell.
TOLD = [
    ("en", "Delegations from Togo and Benin met in Lome on May 2 and again on May 3.",
     [("2024-05-02", None, "held"), ("2024-05-03", None, "held")]),
    ("fr", "Le Togo et le Bénin se sont réunis le 2 mai à Lomé, et de nouveau le 3 mai.",
     [("2024-05-02", None, "held"), ("2024-05-03", None, "held")]),
    ("en", "Togo and Benin held talks in Lome on 2 and 3 May.", [("2024-05-02", "P2D", "held")]),
    ("en", "Togo and Benin held meetings in Lome on May 2 and May 3.",
     [("2024-05-02", None, "held"), ("2024-05-03", None, "held")]),
    ("fr", ("La Bulgarie et la Géorgie ont achevé mardi à Bourgas deux journées de discussions. La séance de lundi a duré six "
     "heures. Mardi, les négociateurs se sont retrouvés dans la même salle."),
     [("2024-05-06", "PT6H", "held"), ("2024-05-07", None, "held")]),
    ("fr", ("La Bulgarie et la Géorgie ont achevé mardi à Bourgas deux journées de discussions sur la ligne, suspendue depuis "
     "le 3 avril."), [("2024-05-06", "P2D", "held")]),
    ("fr", TALKS["fr"] + "Le lendemain, les négociateurs ont abordé les droits de port.",
     [("2024-05-06", None, "held"), ("2024-05-07", None, "held")]),
    ("en", TALKS["en"] + "On Tuesday the two sides moved on to permits.",
     [("2024-05-06", None, "held"), ("2024-05-07", None, "held")]),
    ("en", "The third session between Togo and Benin, due on May 9 in Lome, has been moved to May 16.",
     [("2024-05-16", None, "planned")]),
    ("fr", "La réunion entre le Togo et le Bénin, attendue le 9 mai à Lomé, a été repoussée au 16 mai.",
     [("2024-05-16", None, "planned")]),
    ("fr", "La réunion entre le Togo et le Bénin, attendue le 9 mai à Lomé, a été annulée.",
     [("2024-05-09", None, "cancelled")]),
    ("fr", "La visite du ministre géorgien à Varna, prévue mardi, n'a pas eu lieu.", [("2024-05-07", None, "cancelled")]),
    ("en", "The Georgian minister did not travel to Varna on May 3.", [("2024-05-03", None, "cancelled")]),
    ("en", "The Georgian minister has not travelled to Moscow since 2015.", []),
    ("en", "A two-hour session between Togo and Benin on May 6 in Lome followed a telephone call between the two on May 2.",
     [("2024-05-06", "PT2H", "held"), ("2024-05-02", None, "held")]),
]  # fmt: skip


@needs_pipeline
@pytest.mark.parametrize(("language", "text", "told"), TOLD)
def test_days_and_what_became_of_them(language: str, text: str, told: list[tuple[str, str | None, str]]) -> None:
    assert [(e.date, e.duration, e.status.value) for e in encounters(text, language)] == told


@needs_pipeline
def test_who_chairs_a_session_is_told_with_those_who_talk() -> None:
    text = "Senegal and Mauritania held talks in Praia on Tuesday. Cape Verde's sea minister, Zeferino Evora, chaired the session."
    (found,) = encounters(text, "en")
    assert (set(found.parties), found.date) == ({"SN", "MR", "CV"}, "2024-05-07")


@needs_pipeline
def test_a_mediator_is_no_side() -> None:
    text = (
        "Le médiateur brunéien a proposé une trêve. Le Brunei, hôte des délégations, paie la salle. Le Laos refuse la trêve. "
        "Le Cambodge accepte la trêve. Le Laos demande trente permis, le Cambodge en offre dix. "
        "Les délégations se retrouveront au Brunei le 18 mai."
    )
    (found,) = encounters(text)
    assert set(found.parties) == {"LA", "KH"}
