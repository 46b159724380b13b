"""What pages name, they name by its words: no reader is shown what only programs read."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from hearing import heard
from rooms import client
from rounds import dossier_of, record

FRENCH = {"accept-language": "fr"}
NARROWED = ("timeline", "positions", "proposals", "accusations", "network", "contradictions", "search", "review")
ORDER = ("since", "until", "party", "person", "act", "issue", "outlet")


def shown(room: TestClient, path: str) -> html.HtmlElement:
    """What stands on a French page."""
    answer = room.get(path, headers=FRENCH)
    assert answer.status_code == 200
    return html.fromstring(answer.text).find(".//main")


@pytest.mark.parametrize("path", NARROWED[1:])
def test_an_issue_that_narrows_a_page_is_shown_by_its_label(room: TestClient, path: str) -> None:
    one = next(one for one in room.get("/issues.json").json()["issues"] if one["label"] != one["id"][3:])
    label = heard(shown(room, f"/issue?id={quote(one['id'])}").find(".//h1"))
    page = shown(room, f"/{path}?issue={quote(one['id'])}")
    field = page.find(".//input[@data-names='issue']")
    assert (field.get("value"), field.get("data-id")) == (label, one["id"])
    assert one["id"] not in " ".join(page.itertext())


@pytest.mark.parametrize("path", [*NARROWED, "articles"])
def test_what_narrows_is_asked_for_in_one_order_on_all_pages(room: TestClient, path: str) -> None:
    fields = [one.get("name") for one in shown(room, f"/{path}").xpath(".//form//*[@name and @id]")]
    told = [name for name in fields if name in ORDER]
    assert told[:2] == ["since", "until"]
    # In a network parties and outlets, which are seldom asked for, open on demand.
    assert path == "network" or told == sorted(told, key=ORDER.index)


def test_a_disagreement_tells_of_which_meeting_it_is(room: TestClient) -> None:
    told = room.get("/contradictions.json").json()["disputes"]
    one = next(one for one in told if one["contradiction"]["encounter"])["contradiction"]
    page = shown(room, f"/contradiction?id={one['id']}")
    names = [heard(link) for link in page.xpath(".//p[contains(@class, 'things')]/a")]
    assert names and "Rencontre" not in names
    assert all(re.search(r"\d", name) and "–" in name for name in names)


def test_what_may_be_one_with_a_thing_is_told_in_words(room: TestClient) -> None:
    doubts = room.get("/timeline.json").json()["lines"]
    seen = 0
    for line in doubts:
        kind = "encounter" if line["encounter"] else "statement"
        id_ = line[kind]["id"]
        others = room.get(f"/{kind}/{id_}.json").json()["others"]
        if others:
            links = shown(room, f"/{kind}/{id_}").xpath(".//section[contains(@class, 'because')]//ul//a")
            assert len(links) == len(others)
            assert not [one for one in links if re.search(r"\ba-[0-9a-f]{12}", heard(one))]
            seen += 1
        if seen > 2:
            break
    assert seen


def test_where_nothing_is_left_to_review_each_filter_can_be_taken_back(room: TestClient) -> None:
    page = shown(room, "/review?kind=statement&until=1901")
    empty = page.find(".//div[@class='empty']")
    led = [link.get("href") for link in empty.iter("a")]
    assert led == ["/review?until=1901", "/review?kind=statement", "/review"]
    assert "1901" in empty.text_content()


def test_an_article_without_a_title_is_found_by_its_outlet_its_day_and_its_first_words(tmp_path: Path) -> None:
    told = record("La palmeraie de Tozeur attend son bac.", outlet="Le Temps de Sousse", published="2021-03-04")
    with dossier_of(tmp_path / "untitled.dossier", [told]) as dossier:
        room = client(dossier)
        hit = shown(room, "/search?words=bac&where=article").find(".//li[@data-item]//a[@data-open]")
        assert unescape(heard(hit)).replace("\xa0", " ") == (
            "Le Temps de Sousse, 4 mars 2021 : La palmeraie de Tozeur attend son bac."
        )
        assert "La palmeraie de Tozeur" in heard(shown(room, "/articles").find(".//td[@lang]/a"))


def test_how_sure_a_rule_is_has_one_name(room: TestClient) -> None:
    assert "Score" not in shown(room, "/review").text_content()
    with_reports = max(
        (one["statement"] for one in room.get("/timeline.json").json()["lines"] if one["statement"]),
        key=lambda one: len(one["reports"]),
    )
    page = shown(room, f"/statement/{with_reports['id']}").text_content()
    assert "Certitude" in page and "Score" not in page


def test_an_issue_is_called_as_articles_in_the_language_of_the_page_call_it(tmp_path: Path) -> None:
    told = [
        record("Macará attend son bac.", {"issue": "lignes de bananes du pont de Macará"}),
        *(record(f"Macara waits, day {n}.", {"issue": "quotas"}, language="en", outlet=f"O{n}") for n in range(2)),
        record("Macara waits for long.", {"issue": "quota"}, language="en"),
    ]
    with dossier_of(tmp_path / "labels.dossier", told) as dossier:
        french = "fr|lignes de bananes du pont de Macará"
        dossier.merge(french, "en|quotas", "en|quota")
        room = client(dossier)
        for language, label in (("fr", french[3:]), ("en", "quotas")):
            page = html.fromstring(
                room.get("/issue", params={"id": french}, headers={"accept-language": language}).text
            )
            assert heard(page.find(".//h1")) == label
            listed = room.get("/issues", headers={"accept-language": language}).text
            assert heard(html.fromstring(listed).find(".//a[@data-open]")) == label
