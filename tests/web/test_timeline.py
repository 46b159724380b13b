"""The chronology as a page: strip, list, filters, chips, and the same as data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from pourparlers import Dossier
from pourparlers.dossier.standing.chronology.strip import Bar, Strip, Unit
from pourparlers.web.drawings.strip import drawing_of
from pourparlers.web.drawings.zoom import Stretch, zoom
from rooms import client
from rounds import dossier_of, record


def drawn_page(room: TestClient, address: str) -> html.HtmlElement:
    got = room.get(address, headers={"accept-language": "en"})
    assert got.status_code == 200
    return html.document_fromstring(got.text)


def found(within: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """The elements that a path of tags and classes leads to: "li.entry", ".chips a"."""
    steps = ""
    for one in path.split():
        tag, _, name = one.partition(".")
        of_class = f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]" if name else ""
        steps += f"//{tag or '*'}{of_class}"
    return list(within.xpath(f".{steps}"))


def links(page: html.HtmlElement, where: str) -> list[str]:
    return [str(link.get("href")) for link in found(page, f"{where} a")]


def test_every_dossier_has_a_chronology(any_dossier: Dossier) -> None:
    room = client(any_dossier)
    assert room.get("/timeline").status_code == 200
    told = room.get("/timeline.json").json()
    assert told["pages"]["found"] == len(any_dossier.timeline())
    strip = told["strip"]
    counted = sum(bar["total"] for bar in strip["bars"])
    assert counted + strip["before"] + strip["after"] + strip["vague"] + strip["undated"] == told["pages"]["found"]


def test_pages_follow_one_another(room: TestClient) -> None:
    pages = [room.get("/timeline.json", params={"page": n}).json() for n in (1, 2, 3)]
    ids = [(one["encounter"] or one["statement"])["id"] for page in pages for one in page["lines"]]
    assert len(ids) == len(set(ids)) == pages[0]["pages"]["found"] > 100
    assert room.get("/timeline.json", params={"page": 999}).json()["lines"] == pages[2]["lines"]


def test_each_entry_leads_to_its_page_and_to_the_words_of_the_article(room: TestClient) -> None:
    page = drawn_page(room, "/timeline")
    entries = found(page, "li.entry")
    assert len(entries) == 50
    for one in entries:
        open_ = one.xpath(".//a[@data-open]")
        assert len(open_) == 1 and re.fullmatch(r"/(statement|encounter)/a-\w+:[es]\d+", open_[0].get("href"))
        assert len(one.xpath(".//a[starts-with(@href, '/article/a-') and contains(@href, '#')]")) == 1
    said = found(page, "li.entry q")
    assert said and {one.get("lang") for one in said} <= {"fr", "en"}


def test_names_lead_to_their_actors(room: TestClient) -> None:
    page = drawn_page(room, "/timeline")
    names = {str(one.get("href")): one.text for one in found(page, "li.entry .who a")}
    assert len(names) > 4
    for address, name in names.items():
        assert address.startswith("/actor?id=") and str(name) in room.get(address).text
    for one in found(page, "li.entry .disputed"):
        address, _, at = str(one.get("href")).partition("#")
        assert f'id="{at}"' in room.get(address).text


def test_facets_count_what_their_links_find(room: TestClient) -> None:
    page = drawn_page(room, "/timeline")
    for link in found(page, ".facet li a"):
        counts = found(link, ".count")
        if counts:
            told = room.get(str(link.get("href")).replace("/timeline", "/timeline.json")).json()
            assert told["pages"]["found"] == int(counts[0].text), link.get("href")


def test_chips_take_filters_back(room: TestClient) -> None:
    asked = "/timeline?party=GE&act=reject&since=2018-05&until=2018-05"
    page = drawn_page(room, asked)
    told = links(page, ".chips")
    assert told == [
        "/timeline?party=GE&act=reject", "/timeline?party=GE&since=2018-05&until=2018-05",
        "/timeline?act=reject&since=2018-05&until=2018-05", "/timeline",
    ]  # fmt: skip
    assert (
        "May 2018" in found(page, ".chips")[0].text_content() and "Georgia" in found(page, ".chips")[0].text_content()
    )


def test_a_chosen_value_is_marked_and_taken_back(room: TestClient) -> None:
    page = drawn_page(room, "/timeline?act=reject&more=issue&page=1")
    (chosen,) = page.xpath("//*[@class='facet']//a[@aria-current]")
    assert "rejects" in chosen.text_content() or "refuses" in chosen.text_content()
    assert chosen.get("href") == "/timeline?more=issue"


def test_nothing_found_tells_which_filter_to_drop(room: TestClient) -> None:
    page = drawn_page(room, "/timeline?party=GE&outlet=Copper+Valley+Herald")
    assert not found(page, "li.entry")
    ways = found(page, ".empty li a")
    assert [one.get("href") for one in ways] == [
        "/timeline?outlet=Copper+Valley+Herald",
        "/timeline?party=GE",
        "/timeline",
    ]
    assert re.search(r"29|\d+ entries", ways[1].text_content())


def test_an_empty_dossier_says_how_to_fill_it(empty: Path) -> None:
    with Dossier(empty) as dossier:
        page = drawn_page(client(dossier), "/timeline")
        assert "/add" in links(page, ".empty") and not found(page, ".strip")


def test_vague_days_are_shown_as_such(tmp_path: Path) -> None:
    told = [("2021-03-14", None), ("2021-03", "MID"), ("2021", None), (None, None)]
    sides = ["PE", "EC"], ["BR", "CL"], ["UY", "PY"], ["BO", "CO"]
    met = [
        {"kind": "talks", "parties": own, "date": date, "mod": mod}
        for own, (date, mod) in zip(sides, told, strict=True)
    ]
    records = [record(f"Ils ont négocié {n}.", one, outlet=f"o{n}", published=None) for n, one in enumerate(met)]
    with dossier_of(tmp_path / "talks.dossier", records) as dossier:
        page = drawn_page(client(dossier), "/timeline")
        assert [one.text_content() for one in found(page, ".month h2")] == [
            "2021",
            "March 2021",
            "undated".capitalize(),
        ]
        whens = [re.sub(r"\s+", " ", one.text_content()).strip() for one in found(page, ".when")]
        assert whens == ["2021 ?(uncertain date)", "mid-March 2021 ?(uncertain date)", "Sunday 14"]
        strip = client(dossier).get("/timeline.json").json()["strip"]
        assert (strip["vague"], strip["undated"]) == (2, 1)


@pytest.mark.parametrize(
    "query",
    [
        "since=%27&until=%00",
        "since=9999-99-99",
        "page=0",
        "page=1000001",
        "act=nothing",
        "party=%3Cscript%3E",
        "person=%25",
        "more=x",
        "until=0000",
    ],
)
def test_what_cannot_be_asked_is_told(any_dossier: Dossier, query: str) -> None:
    for path in ("/timeline", "/timeline.json"):
        got = client(any_dossier).get(f"{path}?{query}")
        assert got.status_code in {200, 400}
        assert path.endswith("json") or "<script>" not in got.text


def test_bars_lead_to_their_days_and_zoom_out_again(room: TestClient) -> None:
    page = drawn_page(room, "/timeline")
    first = links(page, ".bars")[0]
    assert first == "/timeline?since=2018-05&until=2018-05"
    month = drawn_page(room, first)
    assert "/timeline?since=2018-05-15&until=2018-05-15" in links(month, ".bars")
    assert "/timeline?since=2018&until=2018" in links(month, ".zoom") and "/timeline" in links(month, ".zoom")
    day = drawn_page(room, "/timeline?since=2018-05-15&until=2018-05-15")
    assert len(links(day, ".bars")) > 5, "the days around are shown with it"
    assert found(day, ".bars .outside")


def bars(*told: tuple[str, dict[str, int]], unit: Unit = Unit.MONTH) -> Strip:
    made = tuple(Bar(at=at, total=sum(acts.values()), row=n, acts=acts) for n, (at, acts) in enumerate(told))
    return Strip(unit=unit, first=told[0][0], last=told[-1][0], bars=made, before=0, after=0, vague=0, undated=0)


def test_bars_stand_in_their_slots() -> None:
    told = drawing_of(bars(("2021-11", {"say": 3, "talks": 1}), ("2022-02", {"deny": 2})), "2022", None)
    assert told is not None
    assert told.width == 40 and [slot.x for slot in told.slots] == [0, 30] and told.most == 4
    assert [slot.outside for slot in told.slots] == [True, False] and told.outside.count("M") == 2
    assert list(told.paths) == ["encounter", "deny", "say"]
    assert [(tick.at, tick.percent) for tick in told.ticks] == [("2021-11", 0.0), ("2022-01", 50.0)]


@pytest.mark.parametrize(
    ("since", "until", "before", "after", "farther"),
    [
        ("2020-02", "2020-02", ("2020-01", "2020-01"), ("2020-03", "2020-03"), ("2020", "2020")),
        ("2020", "2020", ("2019", "2019"), ("2021", "2021"), ("2019-07", "2021-06")),
        ("2020-03-05", "2020-03-07", ("2020-03-02", "2020-03-04"), ("2020-03-08", "2020-03-10"), ("2020-03", "2020-03")),
        ("2019-12", "2020-01", ("2019-10", "2019-11"), ("2020-02", "2020-03"), ("2019-11", "2020-02")),
    ],
)  # fmt: skip
def test_stretches_beside_one_another(
    since: str, until: str, before: tuple[str, str], after: tuple[str, str], farther: tuple[str, str]
) -> None:
    told = zoom(since, until)
    expected = [Stretch(since=one[0], until=one[1]) for one in (before, after, farther)]
    assert [told.before, told.after, told.farther] == expected


@pytest.mark.parametrize(
    ("since", "until"), [("x", "2020"), ("9998", "9998"), ("1000", "1000"), ("2021", "2020"), ("", "")]
)
def test_there_may_be_nowhere_to_go(since: str, until: str) -> None:
    zoom(since, until)
