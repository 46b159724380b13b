"""One browser walks all the links of a room whose every field is hostile: nothing runs, nothing leaves, nothing is wide."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from endless import endless
from pourparlers.web.pages import ROUTES
from pourparlers.web.routes import Get
from rooms import served

# Pixels of CSS: of a desk, of a tablet, of a phone, and of a desk at 400 % (WCAG 1.4.10).
WIDTHS = (1280, 768, 360, 320)
# What opens on demand is open; whether anything ran, and by how much the page is wider than its window.
OPENED = "() => { for (const one of document.querySelectorAll('main details, .menu')) one.open = true; }"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LINKS = "() => [...document.querySelectorAll('a[href^=\"/\"]')].map((one) => new URL(one.getAttribute('href'), location).href)"
# No page, or one that is as another: a list is narrowed by one thing at a time.
PASSED = re.compile(r"\.json|/export/|/export\?|[?&](ui|theme)=|/(?!positions)[^/]*\?.*&")
# What a room has besides: nothing leads there, or only from a doubt of some kind.
BEGUN = (
    "/timeline",
    "/search?words=lima",
    "/openapi",
    "/decisions",
    "/add",
    "/network?between=person",
    "/export",
    "/actor/outlets?id=PE",
)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    where = tmp_path_factory.mktemp("endless") / "endless.dossier"
    with endless(where) as dossier:
        report = next(iter(dossier.statements(limit=1))).reports[0].report
    with served(where) as address:
        yield address, report


def kind_of(address: str) -> str:
    """Addresses of one kind show the same page of other things."""
    told = urlsplit(address)
    return re.sub(r"/(a-|c-)[^/]*", "/{id}", told.path) + "?" + ",".join(name for name, _ in parse_qsl(told.query))


def test_all_links_of_a_hostile_room(room: tuple[str, str], visit: Callable[..., Any]) -> None:
    address, report = room
    page = visit(f"{address}/timeline", viewport={"width": WIDTHS[0], "height": 800})
    left = deque(address + path for path in (*BEGUN, f"/review/correct?id={report}"))
    seen: set[str] = set()
    faults: list[tuple[str, object]] = []
    while left:
        link = left.popleft()
        kind = kind_of(link)
        if kind not in seen and not PASSED.search(link):
            seen.add(kind)
            faults += [(kind, one) for one in faults_of(page, link)]
            left.extend(one.partition("#")[0] for one in page.evaluate(LINKS))
    assert faults == []
    screens = {kind.partition("?")[0].removesuffix("/{id}") for kind in seen}
    wanted = {route.path.removesuffix("/{id}") for route in ROUTES if isinstance(route, Get)}
    assert screens >= wanted - {"/", "/find", "/names", "/export/{format}", "/positions/cell"}


def faults_of(page: Any, link: str) -> list[object]:
    """What is amiss on a page."""
    answer = page.goto(link)
    out: list[object] = [answer.status] if answer.status != 200 else []
    page.evaluate(OPENED)
    if page.evaluate("window.owned"):
        out.append("a script of an article ran")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if wider := page.evaluate(WIDER):
            out.append(f"{wider} pixels wider than {width}")
    return out
