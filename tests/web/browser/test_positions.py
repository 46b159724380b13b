"""Positions, proposals and accusations in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from axe import violations

PHONE = {"viewport": {"width": 360, "height": 740}}
PAGES = ["positions", "positions?view=evolution", "positions?view=counts", "proposals", "accusations"]


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
@pytest.mark.parametrize("path", PAGES)
def test_it_is_accessible(shared_room: str, visit: Callable[..., Any], path: str, options: Any) -> None:
    page = visit(f"{shared_room}/{path}", **options)
    assert violations(page) == []
    assert (
        page.evaluate("document.documentElement.scrollWidth") <= (options.get("viewport") or {"width": 1280})["width"]
    )


def test_the_table_moves_with_the_slider_and_the_address_keeps_the_date(
    shared_room: str, visit: Callable[..., Any]
) -> None:
    page = visit(f"{shared_room}/positions")
    before = page.locator("[data-cell]").count()
    slider = page.get_by_label("Date sur l'échelle du temps")
    slider.focus()
    page.keyboard.press("Home")
    page.locator("#caption", has_text="Positions au 17 mai 2018").wait_for()
    assert page.locator("[data-cell]").count() < before
    assert "17 mai 2018" in slider.get_attribute("aria-valuetext")
    assert "at=2018-05-17" in page.url and "day=" not in page.url
    expect(page.locator("#day")).to_be_focused()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#caption")).to_contain_text("Positions au 23 mai 2018")
    expect(page).to_have_url(re.compile("at=2018-05-23"))
    page.reload()
    assert page.locator("#caption").inner_text().startswith("Positions au 23 mai 2018")
    assert page.get_by_label("Au", exact=True).input_value() == "2018-05-23"
    page.locator(".narrow summary").click()
    page.get_by_label("Partie", exact=True).fill("Géorgie")
    page.get_by_label("Partie", exact=True).press("Enter")
    page.wait_for_url("**party=*")
    assert page.locator("#caption").inner_text().startswith("Positions au 23 mai 2018")
    assert page.locator("tbody th").all_inner_texts() == ["Géorgie 9"]


def test_the_date_is_asked_for_without_scripts(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/positions", java_script_enabled=False)
    page.get_by_label("Au", exact=True).fill("2018-05-20")
    page.get_by_role("button", name="Filtrer").last.click()
    assert page.locator("#caption").inner_text().startswith("Positions au 20 mai 2018")
    page.get_by_label("Date sur l'échelle du temps").press("End")
    page.get_by_role("button", name="Filtrer").last.click()
    assert "2024" in page.locator("#caption").inner_text()


def test_a_vague_date_is_written_and_the_slider_goes_there(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/positions")
    page.get_by_label("Au", exact=True).fill("2018-05")
    page.keyboard.press("Enter")
    expect(page.locator("#caption")).to_contain_text("Positions au mai 2018")
    expect(page).to_have_url(re.compile(r"at=2018-05"))
    expect(page.locator("#day")).to_have_attribute("aria-valuetext", "31 mai 2018")
    page.get_by_label("Au", exact=True).fill("20 mai 2018")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Au", exact=True)).to_have_value("2018-05-20")


def test_what_is_no_date_is_told_with_a_way_out(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/positions", faulty=True)
    page.get_by_label("Au", exact=True).fill("un beau jour")
    page.keyboard.press("Enter")
    expect(page.locator(".fault")).to_contain_text("un beau jour")
    page.go_back()
    expect(page.locator("#caption")).to_contain_text("Positions au")


def test_the_address_keeps_the_cell_that_is_open_and_back_gives_the_one_before(
    shared_room: str, visit: Callable[..., Any]
) -> None:
    page = visit(f"{shared_room}/positions")
    title = page.locator("#cell-title")
    page.locator("[data-cell]").nth(1).click()
    expect(title).to_be_in_viewport()
    expect(page).to_have_url(re.compile("cell_party=.+&cell_issue="))
    first = title.inner_text()
    page.locator("[data-cell]").nth(2).click()
    expect(title).not_to_have_text(first)
    page.go_back()
    expect(title).to_have_text(first)
    expect(page.locator("td.open [aria-current]")).to_have_count(1)
    slider = page.locator("#day")
    slider.press("ArrowLeft")
    expect(page).to_have_url(re.compile("at=.*cell_party=.+&cell_issue="))
    expect(page.locator("#cell")).to_contain_text("jusqu'au")
    expect(slider).to_be_focused()
    page.reload()
    expect(title).to_have_text(first)
    page.get_by_role("link", name="Fermer").click()
    expect(title).to_have_count(0)
    expect(page).not_to_have_url(re.compile("cell_"))
    expect(page.locator("[data-cell]").nth(1)).to_be_focused()


def test_an_open_cell_comes_into_sight_on_a_phone(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/positions", **PHONE)
    page.locator("[data-cell]").first.click()
    expect(page.locator("#cell li[data-item]").first).to_be_in_viewport()
    assert violations(page) == []


def test_arrows_walk_from_cell_to_cell_and_enter_opens_one_beside(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/positions", locale="en-GB")
    page.locator("[data-cell]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    place = "[document.activeElement.closest('tr').rowIndex, document.activeElement.closest('td').cellIndex]"
    row, column = page.evaluate(place)
    page.keyboard.press("Enter")
    page.locator("#cell-title:focus").wait_for()
    section = page.locator("#cell")
    assert section.locator("li[data-item]").count() >= 1 and "voice" in section.inner_text()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(section).to_be_hidden()
    expect(page.locator("tr").nth(row).locator("th, td").nth(column).locator("a")).to_be_focused()


def test_a_cell_opens_without_scripts(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/positions", java_script_enabled=False)
    page.locator("[data-cell]").first.click()
    assert "cell_party=" in page.url and page.url.endswith("#cell")
    page.locator("#cell .words a").first.click()
    assert "/statement/" in page.url


def test_issues_are_turned_like_pages(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/positions")
    first = page.locator("thead th").nth(1).inner_text()
    page.get_by_role("link", name="Enjeux suivants").click()
    assert page.locator("thead th").nth(1).inner_text() != first


def test_proposals_are_narrowed_by_their_fate_and_lead_to_the_words(
    shared_room: str, visit: Callable[..., Any]
) -> None:
    page = visit(f"{shared_room}/proposals", java_script_enabled=False)
    page.locator(".chip.accepted").click()
    assert {one.inner_text() for one in page.locator(".told > .line .fate").all()} == {"acceptée"}
    page.keyboard.press("Tab")
    assert page.locator(".answers").count() >= 1


def test_accusations_without_a_denial_are_told_apart(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/accusations", locale="en-GB")
    page.get_by_role("link", name="not denied").click()
    assert page.locator(".told").count() == page.locator(".undenied").count() > 0
    page.keyboard.press("j")
    wanted = page.locator(".told .words a").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")


@pytest.mark.parametrize("path", PAGES)
def test_hostile_words_are_text_and_empty_dossiers_say_so(
    hostile_room: str, empty_room: str, visit: Callable[..., Any], path: str
) -> None:
    page = visit(f"{hostile_room}/{path}")
    assert page.locator("main").count() == 1
    assert visit(f"{empty_room}/{path}").locator(".empty").count() == 1


def test_a_field_offers_the_names_of_the_dossier(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/proposals")
    page.locator(".narrow summary").click()
    field = page.get_by_label("Partie", exact=True)
    field.focus()
    offered = page.locator("#by-party-names option")
    expect(offered).not_to_have_count(0)
    field.press_sequentially("bul")
    expect(offered).to_have_count(1)
    expect(offered).to_have_attribute("value", "Bulgarie")
    page.get_by_label("Enjeu", exact=True).focus()
    expect(page.locator("#by-issue-names option")).not_to_have_count(0)
