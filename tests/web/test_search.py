"""The page of what is found by words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pourparlers import Dossier
from rooms import client

WORDS = [
    "de",
    "ferry",
    '"',
    "*",
    "<script>alert(1)</script>",
    "a" * 300,
    "\x00",
    "%",
    "seence",
    "ligne* Bourgas",
    "NEAR(",
]


@pytest.mark.parametrize("words", WORDS)
def test_whatever_is_typed_is_answered(any_dossier: Dossier, words: str) -> None:
    asked = client(any_dossier)
    page = asked.get("/search", params={"words": words})
    assert page.status_code == 200 and "<script>alert(1)" not in page.text
    for where in ("statement", "encounter", "article"):
        assert asked.get("/search", params={"words": words, "where": where, "page": 999}).status_code == 200


def test_found_words_are_marked_in_their_sentence(room: Any) -> None:
    page = room.get("/search", params={"words": "seance"}).text
    marked = re.findall(r'<mark class="found">([^<]+)</mark>', page)
    assert marked and {one.lower() for one in marked} == {"séance"}
    told = room.get("/search.json", params={"words": "seance"}).json()
    for section in told["sections"]:
        assert len(section["hits"]) <= section["found"]
        for hit in section["hits"]:
            passage = hit["passage"]
            assert any(passage["start"] <= start < passage["end"] for start, _ in hit["found"]) or hit["in_title"]


def test_hits_lead_to_the_evidence(room: Any) -> None:
    told = room.get("/search.json", params={"words": "seance"}).json()
    page = room.get("/search", params={"words": "seance"}).text
    for section in told["sections"]:
        for hit in section["hits"]:
            at = hit["uid"].partition(":")[2]
            assert f'href="/article/{hit["article"]}{"#" + at if at else ""}"' in page


def test_pages_together_are_all(room: Any) -> None:
    first = room.get("/search.json", params={"words": "de", "where": "statement"}).json()
    found, pages = first["pages"]["found"], first["pages"]["pages"]
    told = [
        hit["statement"]
        for page in range(1, pages + 1)
        for hit in room.get("/search.json", params={"words": "de", "where": "statement", "page": page}).json()[
            "sections"
        ][0]["hits"]
    ]
    assert len(told) == len(set(told)) == found > 20
    assert (
        room.get("/search.json", params={"words": "de", "where": "statement", "page": 900}).json()["pages"]["page"]
        == pages
    )


def test_names_come_first(room: Any) -> None:
    names = room.get("/search.json", params={"words": "Bulgarie"}).json()["names"]
    assert {"BG"} == {one["id"].partition("|")[0] for one in names if one["kind"] == "state"}
    names = room.get("/search.json", params={"words": "kostadinov"}).json()["names"]
    assert "Plamen Kostadinov" in {one["name"] for one in names if one["kind"] == "person"}


def test_where_nothing_is_found_something_else_is_told(room: Any) -> None:
    told = room.get("/search.json", params={"words": "seence Bourgas", "party": "BG"}).json()
    assert [one["found"] for one in told["sections"]] == [0, 0, 0]
    wrong, right = told["alone"]
    assert (wrong["words"], wrong["articles"]) == ("seence", 0) and "seance" in wrong["near"] and right["articles"] > 0
    page = room.get("/search", params={"words": "seence Bourgas", "party": "BG"}).text
    assert "/search?words=seance+bourgas" in page


def test_filters_narrow_and_say_so(room: Any) -> None:
    told = {act: room.get("/search.json", params={"words": "de", "act": act}).json() for act in ("say", "deny")}
    for act, one in told.items():
        statements, encounters, articles = one["sections"]
        assert encounters["found"] == articles["found"] == 0
        assert {hit["act"] for hit in statements["hits"]} <= {act}
    none = room.get("/search.json", params={"words": "kostadinov", "since": "2031"}).json()
    assert none["unnarrowed"] > 0
    assert room.get("/search", params={"words": "de", "act": "sing"}).status_code == 400


def test_common_words_are_told_to_be_so(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pourparlers.dossier.standing.finding.search._RANKED", 5)
    monkeypatch.setattr("pourparlers.dossier.standing.finding.search._COMMON", 4)
    with Dossier(talks) as dossier:
        page = client(dossier).get("/search", params={"words": "de"}, headers={"accept-language": "en"}).text
    assert "very many places" in page and "≥ " in page


def test_outlets_are_found_and_lead_to_their_articles(room: Any) -> None:
    told = room.get("/search.json", params={"words": "colchis observer"}).json()
    assert [one["name"] for one in told["names"] if one["kind"] == "outlet"] == ["The Colchis Observer"]
    page = room.get("/search", params={"words": "colchis observer"}).text
    assert (
        'href="/articles?outlet=The+Colchis+Observer"' in page
        or 'href="/articles?outlet=The%20Colchis%20Observer"' in page
    )
    assert len(room.get("/articles.json", params={"outlet": "The Colchis Observer"}).json()["articles"]) == 1


def test_the_outlet_of_what_is_found_is_a_link_and_never_an_id(room: Any, hostile: Path) -> None:
    page = room.get("/search", params={"words": "Bourgas"}).text
    assert re.search(r'<p class="source[^>]*>\s*<a href="/articles\?outlet=', page)
    assert not re.search(r">\s*a-[0-9a-f]{12}\s*<", page)


@pytest.mark.parametrize("either", ["seance OR ligne", "ligne OU seance"])
def test_one_of_two_words_is_enough(room: Any, either: str) -> None:
    def found(words: str) -> set[str]:
        told = room.get("/search.json", params={"words": words, "where": "article"}).json()
        return {hit["uid"] for section in told["sections"] for hit in section["hits"]}

    assert found(either) == found("seance") | found("ligne") > found("seance ligne")
    page = room.get("/search", params={"words": either}).text
    assert {one.lower() for one in re.findall(r'<mark class="found">([^<]+)</mark>', page)} == {"séance", "ligne"}


@pytest.mark.parametrize("without", ["ligne -Bourgas", "ligne NOT Bourgas", "ligne SAUF bourgas"])
def test_a_word_that_is_left_out_is_neither_found_nor_marked(room: Any, without: str) -> None:
    told = room.get("/search.json", params={"words": without}).json()
    hits = [hit for section in told["sections"] for hit in section["hits"]]
    assert hits and all("bourgas" not in hit["snippet"]["text"].lower() for hit in hits if hit["where"] == "statement")
    for mark in re.findall(r'<mark class="found">([^<]+)</mark>', room.get("/search", params={"words": without}).text):
        assert mark.lower() == "ligne"


@pytest.mark.parametrize(("ui", "told"), [("fr", "OU bateau"), ("en", "OR boat")])
def test_the_page_tells_of_operators(room: Any, ui: str, told: str) -> None:
    assert told in room.get("/search", params={"ui": ui}).text
    page = room.get("/search", params={"ui": ui, "words": "-ferry"}).text
    assert {"fr": "au moins un mot", "en": "one word at least"}[ui] in page


def test_what_is_suggested_keeps_the_operators(room: Any) -> None:
    page = room.get("/search", params={"words": "seence OR zzzzq -Bourgas"}).text
    assert re.search(r"words=seance\+OR\+zzzzq\+-bourgas|words=seance%20OR%20zzzzq%20-bourgas", page)
