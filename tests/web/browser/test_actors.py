"""Actors in a browser: to look at, to merge, to split."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from axe import violations
from badly_named import badly_named
from rooms import served
from rounds import dossier_of

LOOKS: list[dict[str, Any]] = [{}, {"color_scheme": "dark"}, {"viewport": {"width": 360, "height": 740}}]
RAIKOVA, RAYKOVA = quote("person:Tsvetelina Raikova|BG"), quote("person:Cvetelina Raykova|BG")
PAGES = ["/actors", "/actor?id=BG", f"/actor?id={RAIKOVA}", f"/actor/merge?id={RAIKOVA}&other={RAYKOVA}"]


@pytest.mark.parametrize("options", LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_pages_of_actors_are_accessible_and_fit(
    shared_room: str, visit: Callable[..., Any], path: str, options: dict[str, Any]
) -> None:
    page = visit(f"{shared_room}{path}", **options)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_two_actors_are_merged_by_keyboard_alone_and_are_two_again(own_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{own_room}/actor?id={RAIKOVA}")

    keys = page.keyboard
    page.get_by_role("link", name="Réunir avec…").focus()
    keys.press("Enter")
    page.wait_for_url("**/actor/merge**")
    expect(page.locator("#words")).to_be_focused()
    keys.type("raykova")
    keys.press("Enter")
    page.wait_for_url("**words=raykova**")
    keys.press("j")
    keys.press("Enter")
    page.wait_for_url("**other=**")
    assert "Deputy Transport Minister" in page.locator(".cards").inner_text()
    page.get_by_label("Raison (facultative)").focus()
    keys.type("une seule ministre")
    keys.press("Enter")
    page.wait_for_url("**done=**")
    assert "réuni" in page.get_by_role("status").first.inner_text()
    assert "une seule ministre" in page.locator(".decisions").inner_text()
    assert "Cvetelina Raykova" in page.locator(".names").inner_text()
    page.locator(".note.done").get_by_role("button", name="Annuler").focus()
    keys.press("Enter")
    expect(page.locator(".names")).not_to_contain_text("Cvetelina Raykova")


def test_actors_are_sought_merged_and_split_without_scripts(own_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{own_room}/actors", java_script_enabled=False, locale="en-GB")
    page.get_by_label("Name", exact=True).fill("raïkova")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Tzvetelina Raïkova").click()
    page.get_by_role("link", name="Merge with…").click()
    page.get_by_role("link", name="Cvetelina Raykova").first.click()
    page.get_by_role("button", name="Merge these 2 actors").click()
    expect(page.locator(".decisions li")).to_have_count(1)
    before = page.locator(".names li").count()
    page.get_by_label("Cvetelina Raykova").check()
    page.get_by_role("button", name="Split the chosen names off").click()
    expect(page.locator(".decisions li")).to_have_count(2)
    expect(page.locator(".names li")).to_have_count(before - 1)


def test_statements_are_narrowed_by_what_they_do(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/actor?id=BG")
    page.get_by_role("list", name="Ce que font ces déclarations").get_by_role("link", name="refuse").click()
    page.wait_for_url("**act=reject**")
    told = page.locator("section[aria-labelledby=statements] .said .badge").all_inner_texts()
    assert told and all("refuse" in one for one in told)


def test_who_quotes_an_actor_comes_after_it_or_on_a_page_of_its_own(
    shared_room: str, visit: Callable[..., Any]
) -> None:
    page = visit(f"{shared_room}/actor?id=BG")
    page.locator("#outlets tbody tr").first.wait_for()
    told = page.locator("#outlets").inner_text()
    plain = visit(f"{shared_room}/actor?id=BG", java_script_enabled=False)
    plain.get_by_role("link", name="Qui rapporte ses paroles").click()
    assert plain.locator("#outlets tbody").inner_text() in told


def test_what_stands_in_drawings_stands_in_tables(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/actor?id=BG")
    drawn = page.locator("svg.star text").all_text_contents()
    told = page.locator("section[aria-labelledby=near] tbody th").all_inner_texts()
    assert drawn and all(any(name.startswith(one.rstrip("…")) for name in told) for one in drawn)
    assert page.locator(".over-time rect").count() >= page.locator(".over-time tbody tr").count() > 0


def test_an_actor_whose_name_is_a_script_shows_as_text(tmp_path: Path, visit: Callable[..., Any]) -> None:
    dossier_of(tmp_path / "bad.dossier", badly_named()).close()
    with served(tmp_path / "bad.dossier") as room:
        page = visit(f"{room}/actors?words=alert")
        page.get_by_role("link", name="<script>alert('x')</script>").click()
        assert page.locator("h1").inner_text().startswith("<script>alert('x')</script>")
        assert "{{ 7*7 }}" in page.locator("h1").inner_text()
        page.get_by_role("link", name="Réunir avec…").click()
        page.locator(".candidates a").first.click()
        assert "<script>" in page.locator(".cards").inner_text()


def test_a_dossier_without_actors_says_so(empty_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{empty_room}/actors", locale="en-GB")
    assert "has no articles yet" in page.locator("main").inner_text()
    assert page.locator("main").get_by_role("link", name="Add articles").get_attribute("href") == "/add"
    assert violations(page) == []
