"""What leads from screen to screen, and what is called and made alike on all of them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from pourparlers import Dossier
from pourparlers.web.wording import unbroken, words
from rooms import client

NARROWED = ("timeline", "positions", "proposals", "accusations", "network", "contradictions", "articles", "search")
_FIELD = re.compile(r'<label for="([\w-]*)">([^<]*)</label>\s*<(input|select) id="\1" name="(\w+)"([^>]*)>')


def page(room: object, path: str, ui: str = "fr") -> str:
    """The page, in a language."""
    return str(room.get(path, headers={"accept-language": ui}).text)


@pytest.mark.parametrize("ui", ["fr", "en"])
@pytest.mark.parametrize("path", NARROWED)
def test_what_narrows_a_list_is_called_alike_everywhere(room: object, path: str, ui: str) -> None:
    told = {
        name: (unescape(label), kind, more) for _, label, kind, name, more in _FIELD.findall(page(room, f"/{path}", ui))
    }
    assert {"since", "until"} <= told.keys()
    for name in ("party", "act", "issue", "outlet", "since", "until"):
        # In a network an act narrows only the positions that are compared, and its field says so.
        if name in told and (path, name) != ("network", "act"):
            label, kind, more = told[name]
            assert (label, kind) == (words(ui)(f"search.fields.{name}"), "select" if name == "act" else "input")
            assert 'type="date"' not in more


@pytest.mark.parametrize("path", ["articles", "review", "contradictions", "proposals", "accusations", "positions"])
def test_days_may_be_vague_wherever_they_are_asked_for(room: object, path: str) -> None:
    assert room.get(f"/{path}?since=2019-05&until=2031").status_code == 200


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/articles?words=zzzzqq", "/articles"),
        ("/proposals?until=1901", "/proposals"),
        ("/accusations?until=1901", "/accusations"),
        ("/actors?words=zzzzqq", "/actors"),
        ("/issues?words=zzzzqq", "/issues"),
        ("/positions?issue=zzzzqq", "/positions"),
    ],
)
def test_where_nothing_is_found_the_whole_list_is_a_link_away(room: object, path: str, back: str) -> None:
    found = page(room, path).partition("<main")[2]
    assert f'href="{back}"' in found
    assert words("fr")("frame.nothing") not in unescape(found)


@pytest.mark.parametrize(
    "path",
    ["timeline", "positions", "proposals", "accusations", "actors", "issues", "network", "contradictions", "articles"],
)
def test_a_dossier_without_articles_says_how_to_begin(empty: Path, path: str) -> None:
    with Dossier(empty) as dossier:
        found = page(client(dossier), f"/{path}").partition("<main")[2]
    assert words("fr")("frame.nothing") in unescape(found)
    assert 'class="button main" href="/add"' in found


def test_an_actor_leads_to_where_else_it_stands(room: object) -> None:
    for one in room.get("/actors.json").json()["actors"]:
        shown = page(room, f"/actor?id={quote(one['id'])}")
        led = re.findall(r'href="(/(?:timeline|positions|network|contradictions)\?[^"#]*)"', shown)
        for path in led if one["kind"] != "group" else []:
            assert room.get(path.replace("&amp;", "&")).status_code == 200, path
        assert one["kind"] == "group" or {path.partition("?")[0] for path in led} >= {"/timeline", "/positions"}


def test_an_issue_leads_to_where_it_is_spoken_of(room: object) -> None:
    one = room.get("/issues.json").json()["issues"][0]
    shown = page(room, f"/issue?id={quote(one['id'])}")
    for screen in ("timeline", "positions", "network", "contradictions"):
        led = re.search(rf'href="(/{screen}\?issue=[^"]*)"', shown)
        assert led, screen
        assert room.get(led[1]).status_code == 200
    assert room.get(f"/timeline.json?issue={quote(one['id'])}").json()["pages"]["found"] == one["statements"]


def test_a_fact_leads_to_its_day(room: object) -> None:
    dated = next(one["statement"] for one in room.get("/timeline.json").json()["lines"] if one["statement"])
    day = dated["day"][:10]
    shown = page(room, f"/statement/{dated['id']}")
    assert f'href="/timeline?since={day}&amp;until={day}"' in shown


def test_french_does_not_break_a_line_before_its_signs() -> None:
    assert unbroken("« {label} » : quoi ; où ? {n} %", "fr") == (
        "«\u00a0{label}\u00a0»\u00a0: quoi\u00a0; où\u00a0? {n}\u00a0%"
    )
    assert unbroken("Side : one", "en") == "Side : one"
    assert words("fr")("labels.colon") == "\u00a0: "
    assert words("fr")("review.score", n=28) == "certitude\u00a0: 28\u00a0%"


def test_what_cannot_be_asked_leads_back_to_the_page(room: object) -> None:
    answer = room.get("/network?strongest=many")
    assert answer.status_code == 400
    assert 'href="/network"' in answer.text.partition("<main")[2]
