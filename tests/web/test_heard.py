"""What is heard of the pages by those who do not see them: tables, buttons and links have names of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hearing import heard, walk
from pourparlers import Dossier
from rooms import client


@pytest.fixture(scope="module", params=["fr", "en"])
def pages(request: pytest.FixtureRequest, talks: Path) -> list[object]:
    """All screens, in a language."""
    with Dossier(talks) as dossier:
        room: TestClient = client(dossier)
        return list(walk(room, request.param))


def test_each_table_is_called_something(pages: list) -> None:
    tables = [(path, table) for path, page in pages for table in page.iter("table")]
    assert len({path for path, _ in tables}) > 10
    for path, table in tables:
        caption = table.find("caption")
        assert (caption is not None and heard(caption)) or table.get("aria-label"), path


# Signs and keys are drawn for those who see them; a sign is none of the words of a button.
_SIGNS = re.compile(r"[←→↑↓↗↶‹›×≠≥✓✗⚠▲▼]")


def test_no_sign_is_heard_in_a_link_or_a_button(pages: list) -> None:
    for path, page in pages:
        for one in page.iter("a", "button", "summary"):
            assert not _SIGNS.search(heard(one)), (path, heard(one))
            assert all(key.get("aria-hidden") == "true" for key in one.iter("kbd")), (path, heard(one))


def test_links_that_are_called_alike_lead_to_the_same_page(pages: list) -> None:
    for path, page in pages:
        led: dict[str, set[str]] = {}
        for one in page.iter("a"):
            # A switch is no link that one goes along; two groups may be called alike in articles.
            if one.get("role") != "switch" and not re.match(r"/(actor\?id|network\?actor)=", one.get("href") or ""):
                led.setdefault(heard(one), set()).add(one.get("href") or "")
        assert {name: some for name, some in led.items() if len(some) > 1} == {}, path
