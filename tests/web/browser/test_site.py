"""The reading room as files, in a browser that opens them from a folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from axe import violations
from exporting import HOSTILE, exported
from pourparlers import Dossier


@pytest.fixture(scope="module")
def site(talks: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    where = tmp_path_factory.mktemp("site") / "site"
    with Dossier(talks) as dossier:
        exported(dossier, "site", where, ui="fr")
    return where.as_uri()


def test_it_opens_from_a_folder_and_leads_to_an_article(site: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{site}/index.html")
    page.get_by_role("link", name="Articles", exact=True).click()
    page.locator("tbody a").first.click()
    assert "/article/" in page.url
    assert page.locator("mark").count() > 0
    assert violations(page) == []


def test_words_are_found_in_it_without_accents(site: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{site}/find.html")
    page.get_by_label("Mots, sans souci").press_sequentially("FÉRRY")
    expect(page.locator("#hits mark").first).to_have_text(re.compile("^ferry$", re.IGNORECASE))
    page.locator("#hits a").first.click()
    page.wait_for_url("**/*-*.html")


def test_a_search_in_it_has_an_address(site: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{site}/find.html#ferry")
    assert page.locator("#hits li").count() > 0
    assert violations(page) == []


def test_hostile_words_are_text_in_it(hostile: Path, tmp_path: Path, visit: Callable[..., Any]) -> None:
    with Dossier(hostile) as dossier:
        exported(dossier, "site", tmp_path / "site", ui="en")
    page = visit(f"{(tmp_path / 'site').as_uri()}/find.html#script")
    assert "<script>alert('x')</script>" in page.locator("#hits").inner_text()
    assert HOSTILE.count("<script>") == 1
