"""The chronology in a browser: the strip by pointer and by keys, filters with and without scripts, on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from axe import violations

PHONE = {"viewport": {"width": 360, "height": 740}}
Visit = Callable[..., Any]


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE])
def test_the_chronology_is_accessible(shared_room: str, visit: Visit, options: Any) -> None:
    page = visit(f"{shared_room}/timeline?since=2018-05&until=2018-05&review=unreviewed", **options)
    page.locator(".numbers summary").click()
    if options is PHONE:
        page.locator(".filters > summary").click()
    assert violations(page) == []


def test_without_scripts_filters_are_links(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/timeline", java_script_enabled=False)
    all_ = page.get_by_role("status").first.inner_text()
    page.locator(".facet a", has_text="refuse").click()
    assert "act=reject" in page.url and page.get_by_role("status").first.inner_text() == "15 entrées"
    page.locator(".facet a", has_text="Géorgie").click()
    assert "party=GE" in page.url
    page.get_by_role("link", name="Retirer le filtre Acte refuse").click()
    page.get_by_role("link", name="Retirer le filtre Partie Géorgie").click()
    assert page.url.endswith("/timeline") and page.get_by_role("status").first.inner_text() == all_


def test_without_scripts_the_strip_is_a_table_of_links(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/timeline", java_script_enabled=False)
    page.get_by_text("Les mêmes nombres en tableau").click()
    page.get_by_role("rowheader", name="mai 2018").get_by_role("link").click()
    assert "since=2018-05&until=2018-05" in page.url
    page.get_by_role("link", name="Zoom arrière").click()
    assert "since=2018&until=2018" in page.url
    page.get_by_role("link", name="Toute la période").click()
    assert page.url.endswith("/timeline")


def test_keys_walk_along_the_entries_and_open_one(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/timeline")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    wanted = page.locator("li.entry").nth(1).locator("a[data-open]").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")


def test_arrows_go_from_bar_to_bar(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/timeline?since=2018-05&until=2018-05", locale="en-GB")
    assert page.locator(".bars a[tabindex='0'], .bars a:not([tabindex])").count() == 1, "one stop for all bars"
    page.locator(".bars a").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    at = page.evaluate("document.activeElement.dataset.at")
    assert re.fullmatch(r"\d+ May 2018: \d+ entr(y|ies)", label), label
    page.keyboard.press("Enter")
    page.wait_for_url(f"**since={at}&until={at}")


def test_keys_zoom(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/timeline?since=2018-05&until=2018-05")
    page.keyboard.press("-")
    page.wait_for_url("**since=2018&until=2018")
    page.keyboard.press("+")
    page.wait_for_url(re.compile("since=2018-0"))
    page.keyboard.press("0")
    page.wait_for_url("**/timeline")


def test_dragging_chooses_a_period_and_escape_leaves_it(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/timeline?since=2018-05&until=2018-05")
    boxes = [page.locator(".bars a rect").nth(n).bounding_box() for n in (1, 3)]
    (left, right) = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
    page.mouse.move(*left)
    page.mouse.down()
    page.mouse.move(*right, steps=4)
    assert page.locator(".bars a.chosen").count() == 3
    page.keyboard.press("Escape")
    assert page.locator(".bars a.chosen").count() == 0
    page.mouse.up()
    page.mouse.move(*left)
    page.mouse.down()
    page.mouse.move(*right, steps=4)
    page.mouse.up()
    page.wait_for_url("**since=2018-05-16&until=2018-05-18")
    assert page.locator(".bars .outside").count() == 1 and page.locator("li.entry").count() > 5


def test_a_bar_is_clicked(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/timeline")
    page.locator(".bars a").first.click()
    page.wait_for_url("**since=2018-05&until=2018-05")


def test_more_values_of_a_facet(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/timeline", locale="en-GB")
    section = page.locator(".facet", has=page.get_by_role("heading", name="Issue"))
    few = section.locator("li").count()
    section.get_by_role("link", name=re.compile("more")).click()
    assert section.locator("li").count() > few
    assert section.get_by_role("link", name="Fewer").is_visible()


def test_a_phone_shows_filters_on_demand(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/timeline", **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not page.locator(".facet").first.is_visible()
    page.locator(".filters > summary").click()
    assert page.locator(".facet").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_filters_stand_beside_the_list(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/timeline")
    assert page.locator(".facet").first.is_visible()


def test_words_of_an_article_are_in_its_language(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/timeline", locale="en-GB")
    assert page.get_by_role("heading", level=1).inner_text() == "Timeline"
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("li.entry q[lang='fr']").count() > 0 < page.locator("li.entry q[lang='en']").count()


@pytest.mark.parametrize("options", [{}, PHONE])
def test_hostile_words_are_words(hostile_room: str, visit: Visit, options: Any) -> None:
    page = visit(f"{hostile_room}/timeline", **options)
    assert page.locator("li.entry").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.locator("main script, main img").count() == 0


def test_an_empty_dossier_leads_to_adding(empty_room: str, visit: Visit) -> None:
    page = visit(f"{empty_room}/timeline")
    page.get_by_role("main").get_by_role("link", name="Ajouter des articles").click()
    assert page.url.endswith("/add")


def test_a_first_visit_is_light(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/articles")
    sizes: list[int] = []
    page.on("response", lambda one: sizes.append(len(one.body())))
    page.goto(f"{shared_room}/timeline", wait_until="networkidle")
    assert 20_000 < sum(sizes) < 300_000
