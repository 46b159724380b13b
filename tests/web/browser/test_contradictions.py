"""Where sources differ, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from axe import violations

expect.set_options(timeout=20_000)
PHONE = {"width": 360, "height": 740}


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}])
def test_the_list_is_accessible(shared_room: str, visit: Callable[..., Any], options: Any) -> None:
    page = visit(f"{shared_room}/contradictions", **options)
    page.locator(".side summary").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}])
def test_one_is_accessible(shared_room: str, visit: Callable[..., Any], options: Any) -> None:
    page = visit(f"{shared_room}/contradictions", locale="en-GB", **options)
    page.locator(".dispute h2 a").first.click()
    expect(page.locator(".dispute.whole")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_sides_stand_beside_one_another_and_on_a_phone_one_above_the_other(
    shared_room: str, visit: Callable[..., Any]
) -> None:
    def sides(**options: Any) -> tuple[Any, Any]:
        page = visit(f"{shared_room}/contradictions", **options)
        camps = page.locator(".camps.two").first.locator(".camp")
        return camps.nth(0).bounding_box(), camps.nth(1).bounding_box()

    left, right = sides()
    assert left["x"] + left["width"] < right["x"]
    above, below = sides(viewport=PHONE)
    assert above["y"] + above["height"] <= below["y"]


def test_a_kind_is_chosen_without_losing_the_page(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/contradictions")
    page.evaluate("window.kept = true")
    page.locator(".kinds").get_by_role("link", name="date").click()
    page.wait_for_url("**/contradictions?what=date")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quand cela s'est passé")
    assert page.evaluate("window.kept") is True
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Désaccords entre sources")


def test_everything_is_reached_without_scripts(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/contradictions", locale="en-GB", java_script_enabled=False)
    page.locator(".kinds").get_by_role("link", name="number").click()
    assert page.get_by_role("heading", level=1).inner_text() == "How many"
    page.locator(".side summary").click()
    page.get_by_label("Outlet").fill("Agence pontique")
    page.get_by_role("button", name="Filter").click()
    assert page.locator(".chip").inner_text().startswith("Outlet")
    page.locator(".dispute h2 a").first.click()
    page.locator(".ways a").first.click()
    assert page.get_by_role("heading", level=1).is_visible()


def test_by_keyboard_alone(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/contradictions")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".dispute").nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contradiction?id=c-*")


def test_hostile_words_are_text(hostile_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{hostile_room}/contradictions")
    assert violations(page) == []


def test_an_empty_dossier_says_so(empty_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{empty_room}/contradictions")
    expect(page.locator(".empty")).to_contain_text("pas encore d'articles")
    expect(page.locator(".empty").get_by_role("link", name="Ajouter des articles")).to_have_attribute("href", "/add")
    assert violations(page) == []
