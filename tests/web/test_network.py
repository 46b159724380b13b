"""The network of actors, as the server gives it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from pourparlers import Dossier
from pourparlers.dossier.standing.ties.kinds import Tied, TieKind
from pourparlers.dossier.standing.ties.tied import tied
from pourparlers.web.pages.network import USUAL
from rooms import HOSTILE_NAMES, client, hostile_ties

EVERY = [("kind", kind.value) for kind in TieKind]


def data(room: Any, *asked: tuple[str, str]) -> Any:
    answer = room.get("/network.json", params=list(asked))
    assert answer.status_code == 200, answer.text
    return answer.json()


def html(room: Any, *asked: tuple[str, str]) -> str:
    answer = room.get("/network", params=list(asked))
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def test_every_dossier_has_a_network(any_dossier: Dossier) -> None:
    room = client(any_dossier)
    for asked in ((), EVERY, [*EVERY, ("between", "person")]):
        told = data(room, *asked)
        page = html(room, *asked)
        assert page.count('data-bend="') == len(told["network"]["ties"])
        assert page.count('class="chip" data-part data-node=') == len(told["network"]["actors"])
        assert " style=" not in page and " onclick" not in page


def test_it_gives_the_strongest_ties(talks: Any, room: Any) -> None:
    with Dossier(talks) as dossier, dossier.engine.connect() as connection:
        own = tied(connection, Tied(kinds=USUAL, strongest=3))
    told = data(room, ("strongest", "3"))["network"]
    assert [(one["kind"], one["source"], one["target"], one["number"]) for one in told["ties"]] == [
        (one.kind, one.source, one.target, one.number) for one in own.ties
    ]
    assert [one["left"] for one in told["kinds"]] == [one.left for one in own.kinds] and any(
        one.left for one in own.kinds
    )
    assert "Only the strongest" in room.get("/network?strongest=3", headers={"accept-language": "en"}).text


def test_a_tie_shows_what_it_is_made_of(room: Any) -> None:
    for asked in (USUAL, (TieKind.CONGRUENCE, TieKind.CONFLICT)):
        kinds = [("kind", kind.value) for kind in asked]
        for one in data(room, *kinds)["network"]["ties"][::4]:
            ends = [("tie", one["kind"]), ("source", one["source"]), ("target", one["target"])]
            told = data(room, *kinds, *ends)["chosen"]
            made = told["made"]
            facts = [*made["encounters"], *made["statements"]]
            assert 0 < len(facts) <= min(made["number"], 8)
            page = html(room, *kinds, *ends)
            where = "encounter" if made["encounters"] else "statement"
            assert all(f"/{where}/{fact['id']}" in page for fact in facts)
            assert bool(made["issues"]) == (asked is not USUAL)


def test_what_a_tie_is_made_of_comes_in_pages(room: Any) -> None:
    kinds = [("kind", "congruence")]
    one = data(room, *kinds)["network"]["ties"][0]
    ends = [*kinds, ("tie", "congruence"), ("source", one["source"]), ("target", one["target"])]
    first = data(room, *ends)["chosen"]
    assert first["pages"]["pages"] > 1
    seen = [
        fact["id"]
        for n in range(first["pages"]["pages"])
        for fact in data(room, *ends, ("facts", str(n + 1)))["chosen"]["made"]["statements"]
    ]
    assert len(seen) == len(set(seen)) == first["made"]["number"]
    assert data(room, *ends, ("facts", "999"))["chosen"]["pages"]["page"] == first["pages"]["pages"]


def test_an_actor_shows_its_ties(room: Any) -> None:
    told = data(room)["network"]
    one = told["actors"][0]
    page = html(room, ("actor", one["id"]))
    evidence = page[page.index('id="evidence"') : page.index("</section>", page.index('id="evidence"'))]
    assert evidence.count("<li>") == one["ties"]
    assert html(room, ("actor", "nobody|nobody")).count('id="evidence"') == 1


@pytest.mark.parametrize("order", ["source", "target", "number", "first", "last", "kind"])
def test_the_table_is_ordered_and_paged(room: Any, order: str) -> None:
    many = [*EVERY, ("order", order), ("strongest", "100")]
    told = data(room, *many)
    rows = []
    for n in range(told["pages"]["pages"]):
        page = html(room, *many, ("page", str(n + 1)))
        assert page.count("aria-sort=") == 1
        rows += re.findall(r'<tr id="tie-(\d+)"', page)
    assert sorted(map(int, rows)) == list(range(len(told["network"]["ties"])))
    ties = [told["network"]["ties"][int(n)] for n in rows]
    if order in ("number", "first", "last"):
        key = {
            "number": lambda one: -one["number"],
            "first": lambda one: one["first"] or "9999",
            "last": lambda one: one["last"] or "",
        }[order]
        assert [key(one) for one in ties] == sorted(map(key, ties), reverse=order == "last")


@pytest.mark.parametrize(
    "asked",
    [
        ("kind", "love"),
        ("by", "activity"),
        ("strongest", "0"),
        ("strongest", "101"),
        ("order", "x"),
        ("page", "0"),
        ("between", "x"),
    ],
)
def test_what_there_is_not_is_refused(room: Any, asked: tuple[str, str]) -> None:
    assert room.get("/network", params=[asked]).status_code == 400


def test_an_issue_that_is_not_there_is_told_with_the_form(room: Any) -> None:
    answer = room.get("/network", params={"issue": "<b>nulle part</b>"})
    assert answer.status_code == 400 and "&lt;b&gt;nulle part" in answer.text and 'name="issue"' in answer.text


def test_filters_reach_the_dossier_and_the_exports(room: Any) -> None:
    every = data(room, *EVERY)["network"]["ties"]
    some = data(room, *EVERY, ("since", "2020"))["network"]["ties"]
    assert 0 < len(some) < len(every) and all(one["last"] >= "2020" for one in some if one["last"])
    page = html(room, ("since", "2020"), ("outlet", "x y"))
    assert "None" not in page
    exports = [unescape(link) for link in re.findall(r'href="(/export/[^"]+)"', html(room, ("since", "2020")))]
    assert [link.partition("?")[0] for link in exports] == ["/export/gexf", "/export/graphml", "/export/dna-csv"]
    assert all("since=2020" in link for link in exports)
    agreeing = re.findall(r'href="(/export/gexf[^"]+)"', html(room, ("kind", "conflict"), ("by", "jaccard")))
    assert "ties=subtract" in agreeing[0] and "normalisation=jaccard" in agreeing[0]


def test_no_address_holds_what_is_not_asked(room: Any) -> None:
    one = data(room)["network"]["ties"][0]
    for asked in (
        [],
        [("tie", one["kind"]), ("source", one["source"]), ("target", one["target"])],
        [("actor", one["source"])],
    ):
        links = re.findall(r'href="([^"]+)"', html(room, *asked))
        assert [link for link in links if re.search(r"=(&|#|None|$)", unescape(link))] == []


def test_hostile_names_are_text(tmp_path: Path) -> None:
    with hostile_ties(tmp_path / "talks.dossier") as dossier:
        room = client(dossier)
        told = data(room, *EVERY)["network"]
        assert len(told["actors"]) == len(HOSTILE_NAMES) and len(told["ties"]) > 10
        for one in (*told["ties"][::5], {"kind": "meet", "source": "\x00", "target": HOSTILE_NAMES[0]}):
            page = html(room, *EVERY, ("tie", one["kind"]), ("source", one["source"]), ("target", one["target"]))
            assert not re.search(r"<(script(?! src)|img|b)\b|\u202e|\x07", page)
            assert html(room, *EVERY, ("actor", one["source"])).count("&lt;img") > 0


def test_the_keys_of_the_drawing_are_told(room: Any) -> None:
    page = room.get("/keys", headers={"accept-language": "en"}).text
    assert (
        "<kbd>+</kbd></dt><dd>zoom in" in page
        and "<kbd>←</kbd>" in page
        and "<kbd>↓</kbd></dt><dd>move the drawing" in page
    )
