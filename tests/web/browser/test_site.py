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


@pytest.mark.parametrize(
    ("words", "found"),
    [('"conférence de presse"', True), ("conferenc*", True), ('"presse de conférence"', False), ("onférence*", False)],
)
def test_phrases_and_beginnings_are_found_in_it(site: str, visit: Callable[..., Any], words: str, found: bool) -> None:
    page = visit(f"{site}/find.html")
    page.get_by_label("Mots, sans souci").fill(words)
    hits = page.locator("#hits li")
    if found:
        expect(hits.first).to_be_visible()
        expect(page.locator("#hits mark").first).to_be_visible()
    else:
        expect(page.get_by_text("Rien ne contient tous ces mots.")).to_be_visible()
        expect(hits).to_have_count(0)


def test_words_of_a_text_that_no_headline_has_are_found_in_it(
    site: str, talks: Path, visit: Callable[..., Any]
) -> None:
    with Dossier(talks) as dossier, dossier.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT title, text FROM article").all()
    heads = " ".join(title or "" for title, _ in rows).lower()
    word = next(one for one in re.findall(r"[a-zé]{9,}", rows[0].text[-600:]) if one not in heads)
    page = visit(f"{site}/find.html#{word}")
    expect(page.locator("#hits a[href^='article/']").first).to_be_visible()
    expect(page.locator("#hits mark").first).to_be_visible()


def test_slash_leads_to_its_search(site: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{site}/actors.html")
    page.keyboard.press("/")
    page.wait_for_url("**/find.html")
    expect(page.get_by_label("Mots, sans souci")).to_be_focused()


def test_its_search_without_scripts_shows_no_field_that_does_nothing(site: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{site}/find.html", java_script_enabled=False)
    # Locators do not look into <noscript>, which tells why: what counts is what is left.
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("link", name="Chronologie")).to_be_visible()
