"""A real browser on a real server. Whatever asks for another host, or writes an error into the console, fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rooms import CHROMIUM, FLAGS, has_browser, served

if not has_browser():
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared_room(talks: Path) -> Iterator[str]:
    """The address of a room over the dossier of talks, for those who only look."""
    with served(talks) as address:
        yield address


@pytest.fixture
def own_room(own: Path) -> Iterator[str]:
    """The address of a room over a dossier of one's own."""
    with served(own) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_room(hostile: Path) -> Iterator[str]:
    """The address of a room over the hostile dossier."""
    with served(hostile) as address:
        yield address


@pytest.fixture(scope="session")
def empty_room(empty: Path) -> Iterator[str]:
    """The address of a room over the empty dossier."""
    with served(empty) as address:
        yield address


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page: `visit(address)`; options as of Playwright's contexts (`locale`, `java_script_enabled`, `viewport`,
    `color_scheme`). At the end no page may have asked another host or written an error into its console."""
    contexts: list[Any] = []
    faults: list[str] = []

    def opened(address: str, *, faulty: bool = False, **options: Any) -> Any:
        context = chromium.new_context(**{"locale": "fr-FR", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda one: None if _own(one.url) else faults.append(f"asked {one.url}"))
        if not faulty:
            page.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: faults.append(str(one)))
        page.on("dialog", lambda one: faults.append(f"a dialog: {one.message}"))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def _own(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "file://", "data:", "about:", "blob:"))
