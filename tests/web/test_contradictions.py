"""The list of contradictions, and the page of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparlers import Dossier
from rooms import client
from rounds import dossier_of, record


def article(outlet: str, day: int, text: str, **fact: object) -> object:
    return record(text, dict(fact), outlet=outlet, published=f"2021-03-{day:02}")


@pytest.fixture
def palms(tmp_path: Path) -> Dossier:
    """A quarrel about palm trees: accepted and denied, dated differently, quoted in other words."""
    yes, no = {"act": "accept", "party": ["SN"]}, {"act": "deny", "party": ["SN"]}
    met = {"kind": "meeting", "parties": ["SN", "MR"], "status": "held", "place": "Rosso"}
    said = {"act": "say", "form": "direct", "speaker": ["person:Awa Sarr"], "party": ["SN"]}
    made = [
        article("Le Rivage", 3, "Dakar accepte la taxe sur les palmiers du delta.", **yes),
        article("La Dune", 4, "Dakar dément avoir accepté la taxe sur les palmiers du delta.", **no),
        article("Le Sel", 9, "Rencontre à Rosso mardi 2 mars.", **met, date="2021-03-02"),
        article("Le Mil", 9, "Rencontre à Rosso mercredi 3 mars.", **met, date="2021-03-03"),
        article("Le Sel", 10, "«Nos palmiers ombragent la corniche depuis un siècle», dit Awa Sarr.", **said, words="Nos palmiers ombragent la corniche depuis un siècle"),
        article("Le Mil", 10, "«Nos baobabs ombragent la corniche depuis un siècle», dit Awa Sarr.", **said, words="Nos baobabs ombragent la corniche depuis un siècle"),
    ]  # fmt: skip
    return dossier_of(tmp_path / "palms.dossier", made)


def told(room: TestClient, **asked: str) -> dict[str, object]:
    return room.get("/contradictions.json", params=asked).json()


def test_all_are_listed_and_counted_by_kind(any_dossier: Dossier) -> None:
    room = client(any_dossier)
    shown = told(room)
    assert {one["what"]: one["found"] for one in shown["kinds"]} == any_dossier.contradiction_counts()
    assert shown["pages"]["found"] == len(any_dossier.contradictions())
    ids = [
        one["contradiction"]["id"]
        for n in range(shown["pages"]["pages"])
        for one in told(room, page=str(n + 1))["disputes"]
    ]
    assert ids == [one.id for one in any_dossier.contradictions()]
    for id_ in ids:
        assert room.get("/contradiction", params={"id": id_}).status_code == 200


def test_each_kind_is_listed_alone(palms: Dossier) -> None:
    room = client(palms)
    for what, n in palms.contradiction_counts().items():
        shown = told(room, what=what)
        assert [one["contradiction"]["what"] for one in shown["disputes"]] == [what] * n
        assert len(shown["kinds"]) == len(palms.contradiction_counts())


def test_who_accepted_stands_before_who_denies_it(palms: Dossier) -> None:
    (one,) = told(client(palms), what="acceptance")["disputes"]
    assert [camp["value"] for camp in one["camps"]] == ["accept", "deny"]
    assert [camp["told"][0]["side"]["outlet"] for camp in one["camps"]] == ["Le Rivage", "La Dune"]


def test_the_days_apart_are_told_and_their_words_marked(palms: Dossier) -> None:
    (one,) = told(client(palms), what="date")["disputes"]
    assert one["apart"] == 1
    page = client(palms).get("/contradictions?what=date&ui=fr").text
    assert "1 jour d&#39;écart" in page


def test_the_words_of_a_quotation_that_differ_are_marked(palms: Dossier) -> None:
    (one,) = told(client(palms), what="quotation")["disputes"]
    words = []
    for camp in one["camps"]:
        voice = camp["told"][0]
        own = [part for part in voice["parts"] if part["role"] == "differs"]
        words += [voice["context"][part["start"] - voice["start"] : part["end"] - voice["start"]] for part in own]
    assert sorted(words) == ["baobabs", "palmiers"]


def test_filters_narrow_the_list(palms: Dossier) -> None:
    room = client(palms)
    assert told(room, outlet="Le Rivage")["pages"]["found"] == 1
    assert told(room, party="Mauritanie")["pages"]["found"] == 1
    assert told(room, since="2021-03-09")["pages"]["found"] == 1
    assert told(room, person="Sarr")["disputes"][0]["contradiction"]["what"] == "quotation"
    assert room.get("/contradictions?issue=girafes").status_code == 400


def test_a_contradiction_leads_to_its_articles_and_to_what_it_is_about(palms: Dossier) -> None:
    (found,) = palms.contradictions(what="date")
    page = client(palms).get(f"/contradiction?id={found.id}").text
    for side in found.between:
        assert f'href="/article/{side.article}#e1"' in page
    assert f'href="/encounter/{found.subject}"' in page


def test_what_is_not_there_is_told(room: TestClient) -> None:
    assert room.get("/contradiction?id=c-000000000000").status_code == 404
    assert room.get("/contradictions?what=weather").status_code == 400


def test_pages_that_are_files_have_no_forms(palms: Dossier) -> None:
    room = client(palms, live=False)
    (found,) = palms.contradictions(what="date")
    for path in ("/contradictions", "/contradictions?what=date", f"/contradiction?id={found.id}"):
        page = room.get(path).text
        assert "<form" not in page
        assert "hx-" not in page


def test_hostile_words_are_text(hostile: Path) -> None:
    with Dossier(hostile) as dossier:
        room = client(dossier)
        page = room.get("/contradictions").text
        assert "<script>alert" not in page
        assert "\u202e" not in page
