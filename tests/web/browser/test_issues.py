"""Issues in a browser: to look at, to merge, to rename, to make part of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from axe import violations

LOOKS: list[dict[str, Any]] = [{}, {"color_scheme": "dark"}, {"viewport": {"width": 360, "height": 740}}]
CHECKS, CALL = quote("en|night checks"), quote("en|telephone call")
PAGES = [
    "/issues",
    f"/issue?id={CHECKS}",
    f"/issue/choose?id={CHECKS}&other={CALL}",
    f"/issue/choose?id={CHECKS}&what=relate",
]


@pytest.mark.parametrize("options", LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_pages_of_issues_are_accessible_and_fit(
    shared_room: str, visit: Callable[..., Any], path: str, options: dict[str, Any]
) -> None:
    page = visit(f"{shared_room}{path}", **options)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_issues_are_merged_by_keyboard_alone(own_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{own_room}/issue/choose?id={CHECKS}", locale="en-GB")
    keys = page.keyboard
    expect(page.locator("#words")).to_be_focused()
    keys.type("telephone")
    keys.press("Enter")
    page.wait_for_url("**words=telephone**")
    keys.press("j")
    keys.press("Enter")
    page.wait_for_url("**other=**")
    page.get_by_role("button", name="Merge these 2 issues").focus()
    keys.press("Enter")
    page.wait_for_url("**done=**")
    assert "telephone call" in page.locator(".labels").inner_text()


def test_an_issue_is_renamed_and_related_without_scripts_and_undone(own_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{own_room}/issue?id={CHECKS}", java_script_enabled=False)
    page.get_by_label("Nouvel intitulé").fill("Contrôles nocturnes")
    page.get_by_role("button", name="Renommer").click()
    assert page.locator("h1").inner_text() == "Contrôles nocturnes"
    page.get_by_role("link", name="Rattacher à…").click()
    page.get_by_role("link", name="appel téléphonique").click()
    page.get_by_role("button", name="Rattacher à « appel téléphonique »").click()
    assert "Fait partie de appel téléphonique" in page.locator(".top").inner_text()
    page.locator(".note.done").get_by_role("button", name="Annuler").click()
    assert "Fait partie de" not in page.locator(".top").inner_text()
    assert page.locator(".decisions li").count() == 3


def test_a_hostile_issue_is_text(hostile_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{hostile_room}/issues")
    links = page.locator("table.actors a").evaluate_all("all => all.map(one => one.href)")
    assert links
    for link in links[:4]:
        page.goto(link)
        assert page.locator("h1").inner_text()


def test_a_dossier_without_issues_says_so(empty_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{empty_room}/issues")
    assert "pas encore d'articles" in page.locator("main").inner_text()
