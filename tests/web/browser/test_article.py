"""An article in a browser: from mark to fact and back, by pointer, by keyboard and by links alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from axe import violations
from pourparlers import Dossier
from rooms import served
from rounds import dossier_of, record

expect.set_options(timeout=20_000)
PHONE = {"width": 360, "height": 740}
CHOSEN = "[...CSS.highlights.get('chosen') ?? []].map(String).join('|')"


@pytest.fixture(scope="module")
def dense(talks: Path) -> str:
    """The id of the article that tells most."""
    with Dossier(talks) as dossier:
        return max(dossier.records(), key=lambda one: len(one.statements) + len(one.encounters)).article.id


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}])
def test_an_article_is_accessible(shared_room: str, dense: str, visit: Callable[..., Any], options: Any) -> None:
    page = visit(f"{shared_room}/article/{dense}?names=true&days=true", **options)
    page.locator(".why summary").first.click()
    assert violations(page) == []


def test_an_article_fits_a_phone(shared_room: str, dense: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/article/{dense}", viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_links_alone_lead_from_the_text_to_a_fact_and_back(
    shared_room: str, dense: str, visit: Callable[..., Any]
) -> None:
    page = visit(f"{shared_room}/article/{dense}", java_script_enabled=False)
    page.locator(".ref").nth(2).click()
    line = page.locator(".fact:target")
    assert line.is_visible()
    line.locator(".n").click()
    assert page.locator("mark:target").count() == 1


def test_acts_are_switched_off_and_on(shared_room: str, dense: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/article/{dense}")
    switch = page.get_by_role("switch").first
    style = switch.get_attribute("id").removeprefix("show-")
    assert page.locator(f"mark.{style}").count() > 0
    switch.click()
    expect(page.locator(f"mark.{style}")).to_have_count(0)
    assert f"hide={style}" in page.url
    assert page.locator(f"#show-{style}").get_attribute("aria-checked") == "false"
    expect(page.locator(f"#show-{style}")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(f"mark.{style}").first).to_be_attached()
    assert "hide" not in page.url


def test_n_and_p_walk_along_the_passages_of_the_text(shared_room: str, dense: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/article/{dense}", locale="en-GB")
    page.keyboard.press("n")
    first = page.locator(".fact.chosen").get_attribute("data-fact")
    assert page.evaluate(CHOSEN)
    assert page.url.endswith(f"#{first}")
    assert "1." in page.locator("#said").inner_text()
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert page.locator(".fact.chosen").get_attribute("data-fact") != first
    expect(page.locator("#under a").first).to_be_visible()
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert page.locator(".fact.chosen").get_attribute("data-fact") == first
    page.keyboard.press("Escape")
    assert page.locator(".fact.chosen").count() == 0
    assert page.evaluate(CHOSEN) == ""


def test_j_and_enter_lead_from_a_fact_to_its_words(shared_room: str, dense: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/article/{dense}")
    for _ in range(4):
        page.keyboard.press("j")
    fact = page.evaluate("document.activeElement.dataset.fact")
    assert fact == page.locator(".facts .fact").nth(3).get_attribute("data-fact")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('mark').dataset.fact") == fact
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.fact") == fact


def test_a_click_chooses_the_inner_fact_then_the_one_around_it(
    shared_room: str, talks: Path, visit: Callable[..., Any]
) -> None:
    with Dossier(talks) as dossier:
        ids = [one.article.id for one in dossier.records()]
    page = visit(f"{shared_room}/article/{ids[0]}")
    nested = ".text mark[data-fact]:not(.cue) mark[data-fact]:not(.cue)"
    for id_ in ids:
        page.goto(f"{shared_room}/article/{id_}")
        if page.locator(nested).count():
            break
    inner = page.locator(nested).first
    # What is told of facts goes when the text is scrolled: first there, then over it.
    inner.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    inner.hover()
    told = page.locator("#under a")
    expect(told.nth(1)).to_be_visible()
    assert told.first.locator(".n").inner_text() == inner.locator("> .ref").first.get_attribute("data-n")
    # Its last line: a number stands at the beginning of the first.
    box = inner.evaluate("one => [...one.getClientRects()].at(-1).toJSON()")
    at = box["right"] - 4, (box["top"] + box["bottom"]) / 2
    page.mouse.click(*at)
    assert page.locator(".fact.chosen").get_attribute("data-fact") == inner.get_attribute("data-fact")
    page.mouse.click(*at)
    around = inner.locator("xpath=ancestor::mark[1]").get_attribute("data-fact")
    assert page.locator(".fact.chosen").get_attribute("data-fact") == around


def test_on_a_phone_a_tap_tells_the_facts_and_leads_to_them(
    shared_room: str, dense: str, visit: Callable[..., Any]
) -> None:
    page = visit(f"{shared_room}/article/{dense}", viewport=PHONE, has_touch=True, is_mobile=True)
    # Well behind the number: a finger that is near to it takes the link.
    ref = page.locator(".text mark .ref").nth(1)
    ref.scroll_into_view_if_needed()
    box = ref.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] + 45, box["y"] + box["height"] / 2 + 2)
    told = page.locator("#under a").first
    expect(told).to_be_visible()
    told.tap()
    expect(page.locator(".fact.chosen")).to_be_in_viewport()


def test_a_fact_of_the_address_is_chosen(shared_room: str, dense: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/article/{dense}#s3")
    expect(page.locator(".fact.chosen")).to_have_attribute("data-fact", "s3")
    assert page.locator("#s3").is_visible()


def test_facts_by_kind_are_the_same_facts(shared_room: str, dense: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/article/{dense}")
    facts = sorted(one.get_attribute("data-fact") for one in page.locator(".facts .fact").all())
    page.get_by_role("link", name="Par nature").click()
    expect(page.locator(".facts h3").first).to_be_visible()
    assert sorted(one.get_attribute("data-fact") for one in page.locator(".facts .fact").all()) == facts


def test_a_fact_is_rejected_by_keyboard_and_taken_back(own_room: str, dense: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{own_room}/article/{dense}")
    before = page.locator(".facts .fact").count()
    page.keyboard.press("n")
    page.keyboard.press("x")
    expect(page.locator(".note.done")).to_be_visible()
    assert page.locator(".facts .fact").count() == before - 1
    page.keyboard.press("u")
    expect(page.locator(".note.done")).to_have_count(0)
    assert page.locator(".facts .fact").count() == before


def test_a_fact_is_accepted_without_scripts(own_room: str, dense: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{own_room}/article/{dense}", java_script_enabled=False, locale="en-GB")
    page.locator(".why summary").first.click()
    page.get_by_role("button", name="Accept").first.click()
    assert page.locator(".reviewed").first.inner_text() == "✓ accepted"
    page.get_by_role("button", name=re.compile("Undo")).click()
    assert page.locator(".reviewed").count() == 0


def test_a_hostile_article_is_text(hostile_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{hostile_room}/articles")
    page.locator("tbody a").first.click()
    assert "<script>alert('x')</script>" in page.locator(".text, h1").first.inner_text()
    page.wait_for_load_state()
    page.keyboard.press("n")
    assert page.evaluate(CHOSEN).strip()
    marked = page.locator("mark[data-fact='s1']:not(.cue)").all_inner_texts()
    assert "".join(marked) == "retenir les bananes"
    assert violations(page) == []


def test_an_article_that_tells_nothing_says_so(tmp_path: Path, visit: Callable[..., Any]) -> None:
    made = record("Le quai est calme.\n\nLa pluie tombe.")
    dossier_of(tmp_path / "calm.dossier", [made]).close()
    with served(tmp_path / "calm.dossier") as room:
        page = visit(f"{room}/article/{made.article.id}")
        assert page.locator(".facts .empty").is_visible()
        assert violations(page) == []


LIT = "rgb(255, 226, 122)"


def test_what_the_address_named_is_not_lit_any_more_once_another_fact_is_chosen(
    shared_room: str, dense: str, visit: Callable[..., Any]
) -> None:
    plain = visit(f"{shared_room}/article/{dense}#s1", java_script_enabled=False)
    expect(plain.locator("#s1")).to_have_css("background-color", LIT)
    page = visit(f"{shared_room}/article/{dense}#s1")
    expect(page.locator(".fact.chosen")).to_have_attribute("data-fact", "s1")
    page.locator("#f-s2 .line").click()
    expect(page.locator(".fact.chosen")).to_have_attribute("data-fact", "s2")
    expect(page.locator("#s1")).not_to_have_css("background-color", LIT)


def test_from_article_to_article_of_the_list_that_one_comes_from(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/articles?words=a", locale="en-GB")
    page.locator("tbody a").first.click()
    expect(page.locator(".steps")).to_contain_text("Article 1 of")
    title = page.locator("h1").inner_text()
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".steps")).to_contain_text("Article 2 of")
    page.get_by_role("link", name="Previous").click()
    expect(page.locator("h1")).to_have_text(title)
    page.get_by_role("link", name=re.compile("Article 1 of")).click()
    expect(page.get_by_label("Words in the headline")).to_have_value("a")
