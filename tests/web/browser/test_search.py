"""Words are found in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from axe import violations

PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE])
@pytest.mark.parametrize("query", ["words=seance", "words=seence", ""])
def test_the_search_is_accessible(shared_room: str, visit: Callable[..., Any], options: Any, query: str) -> None:
    page = visit(f"{shared_room}/search?{query}", **options)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_by_keyboard_from_anywhere_to_the_evidence(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/articles")
    page.keyboard.press("/")
    page.keyboard.type("séance")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?words=*")
    assert page.locator("mark.found").first.inner_text().lower() == "séance"
    page.keyboard.press("j")
    wanted = page.locator("[data-item] a[data-open]").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")
    assert page.locator(f"[id='{wanted.partition('#')[2]}']").count() == 1


def test_without_scripts_it_is_narrowed_and_paged(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/search", java_script_enabled=False)
    page.get_by_label("Mots", exact=True).fill("de")
    page.get_by_label("Dans", exact=True).select_option("statement")
    page.locator(".side button").click()
    page.get_by_role("link", name="Suivante").click()
    assert "page=2" in page.url and page.locator("li.hit").count() > 0
    page.locator(".side form summary").click()
    page.get_by_label("Acte").select_option("deny")
    page.locator(".side button").click()
    page.locator(".chips").get_by_role("link", name="dément").wait_for()


def test_what_is_written_much_alike_is_offered(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/search?words=seence", locale="en-GB")
    page.get_by_role("link", name="seance", exact=True).click()
    assert page.locator("mark.found").count() > 0


def test_hostile_texts_are_text(hostile_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{hostile_room}/search?words=script")
    assert page.locator("mark.found").count() > 0
    page = visit(f"{hostile_room}/search?words=%3Cscript%3Ealert(1)%3C/script%3E")
    assert page.locator("h1").inner_text().endswith("<script>alert(1)</script>")


def test_an_empty_dossier_finds_nothing_and_says_so(empty_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{empty_room}/search?words=ferry", locale="en-GB")
    assert "Nothing contains all these words." in page.locator("#list").inner_text()
