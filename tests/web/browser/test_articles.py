"""The list of articles in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from axe import violations


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 360, "height": 740}}])
def test_the_list_of_articles_is_accessible(shared_room: str, visit: Callable[..., Any], options: Any) -> None:
    page = visit(f"{shared_room}/articles", **options)
    assert violations(page) == []


def test_the_headline_is_searched_without_scripts(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/articles", java_script_enabled=False)
    before = page.locator("tbody tr").count()
    page.get_by_label("Mots du titre").fill("ferry")
    page.get_by_role("button", name="Filtrer").click()
    assert "words=ferry" in page.url
    assert 0 < page.locator("tbody tr").count() < before


def test_the_list_fits_a_phone(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/articles", viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_keys_walk_along_the_list_and_open_an_article(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/articles", locale="en-GB")
    page.keyboard.press("j")
    page.keyboard.press("j")
    wanted = page.locator("tbody tr").nth(1).locator("a").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")


def test_a_hostile_headline_is_text(hostile_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{hostile_room}/articles")
    assert "<script>alert('x')</script>" in page.locator("tbody").inner_text()
