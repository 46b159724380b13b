"""The list of articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from pourparlers import Dossier
from rooms import client
from rounds import dossier_of, record


def test_every_dossier_has_a_list(any_dossier: Dossier) -> None:
    asked = client(any_dossier)
    assert asked.get("/articles").status_code == 200
    assert asked.get("/articles.json").json()["pages"]["found"] == len(any_dossier)


def test_words_of_a_headline_are_taken_as_they_are(room: object) -> None:
    assert room.get("/articles.json", params={"words": "%"}).json()["articles"] == []


def test_an_outlet_is_found_by_a_part_of_its_name(room: TestClient) -> None:
    def found(asked: str, path: str = "/articles.json") -> int:
        return int(room.get(path, params={"outlet": asked}).json()["pages"]["found"])

    whole = found("Agence pontique")
    assert whole and found("AGENCE PONTIQUE") == whole
    assert found("pontiq") == whole
    assert found("pontiq", "/timeline.json") == found("Agence pontique", "/timeline.json") > 0
    assert found("no such outlet") == 0


def test_an_outlet_that_is_called_so_is_meant_before_those_that_have_it_in_their_names(tmp_path: Path) -> None:
    told = [record(f"Texte {n} de {one}.", outlet=one) for n, one in enumerate(("Le Temps", "Le Temps de Sousse"))]
    with dossier_of(tmp_path / "outlets.dossier", told) as dossier:
        asked = client(dossier)
        assert [one["outlet"] for one in asked.get("/articles.json?outlet=le temps").json()["articles"]] == ["Le Temps"]
        assert asked.get("/articles.json?outlet=temps").json()["pages"]["found"] == 2


def test_each_article_tells_how_many_facts_it_has(room: TestClient) -> None:
    for one in room.get("/articles.json").json()["articles"]:
        read = room.get(f"/article/{one['id']}.json").json()["article"]["record"]
        assert one["facts"] == len(read["encounters"]) + len(read["statements"])


@pytest.mark.parametrize(
    "asked", [{}, {"words": "e"}, {"outlet": "agence"}, {"since": "2018-05-17", "until": "2024-09"}, {"added": "2020"}]
)
def test_an_article_stands_in_the_list_that_one_comes_from(any_dossier: Dossier, asked: dict[str, str]) -> None:
    room = client(any_dossier)
    ids = [one["id"] for one in room.get("/articles.json", params=asked).json()["articles"]]
    for n, id_ in enumerate(ids):
        place = room.get(f"/article/{id_}.json", params={**asked, "listed": "true"}).json()["place"]
        beside = [one and one["id"] for one in (place["before"], place["after"])]
        assert (place["n"], place["all"]) == (n + 1, len(ids))
        assert beside == [ids[n - 1] if n else None, ids[n + 1] if n + 1 < len(ids) else None]
    assert all(room.get(f"/article/{id_}.json").json()["place"] is None for id_ in ids[:1])


def test_the_list_that_one_comes_from_stays_in_the_address(own: Path) -> None:
    with Dossier(own) as dossier:
        room = client(dossier)
        listed = html.fromstring(room.get("/articles?words=a").text)
        address = listed.xpath("//tbody//a/@href")[1]
        page = html.fromstring(room.get(address).text)
        steps = page.xpath("//nav[@class='steps']//a/@href")
        assert steps[1] == "/articles?words=a"
        assert all("words=a&listed=true" in steps[n] for n in (0, 2))
        sent = {"secret": "s", "accept": page.xpath("//button[@name='accept']/@value")[0]}
        judged = room.post(page.xpath("//form[@id='judge']/@action")[0], data=sent, follow_redirects=False)
        assert judged.status_code == 303 and "words=a&listed=true" in judged.headers["location"]


def test_an_article_that_the_list_has_not_is_in_no_place(room: TestClient) -> None:
    id_ = room.get("/articles.json").json()["articles"][0]["id"]
    got = room.get(f"/article/{id_}?listed=true&words=no such words")
    assert got.status_code == 200
    assert room.get(f"/article/{id_}.json?listed=true&words=no such words").json()["place"] is None
