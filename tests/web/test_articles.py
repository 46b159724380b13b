"""The list of articles."""

from __future__ import annotations

from pourparlers import Dossier
from rooms import client


def test_every_dossier_has_a_list(any_dossier: Dossier) -> None:
    asked = client(any_dossier)
    assert asked.get("/articles").status_code == 200
    assert asked.get("/articles.json").json()["pages"]["found"] == len(any_dossier)


def test_words_of_a_headline_are_taken_as_they_are(room: object) -> None:
    assert room.get("/articles.json", params={"words": "%"}).json()["articles"] == []
