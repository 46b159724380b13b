"""A statement and an encounter across sources, in a browser."""

from __future__ import annotations

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


@pytest.fixture(scope="module")
def told_often(talks: Path) -> dict[str, str]:
    """The statement and the encounter that most articles tell of."""
    with Dossier(talks) as dossier:
        return {
            kind: max(getattr(dossier, f"{kind}s")(), key=lambda one: len(one.reports)).id
            for kind in ("statement", "encounter")
        }


@pytest.mark.parametrize("kind", ["statement", "encounter"])
@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}])
def test_a_thing_is_accessible(
    shared_room: str, told_often: dict[str, str], visit: Callable[..., Any], options: Any, kind: str
) -> None:
    page = visit(f"{shared_room}/{kind}/{told_often[kind]}", **options)
    for one in page.locator(".because summary").all():
        one.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_report_leads_to_its_words_in_the_article(
    shared_room: str, told_often: dict[str, str], visit: Callable[..., Any]
) -> None:
    page = visit(f"{shared_room}/statement/{told_often['statement']}", locale="en-GB")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/article/**#s*")
    expect(page.locator(".fact.chosen")).to_be_visible()


def test_a_statement_is_accepted_and_undone_by_keyboard(
    own_room: str, told_often: dict[str, str], visit: Callable[..., Any]
) -> None:
    page = visit(f"{own_room}/statement/{told_often['statement']}")
    page.keyboard.press("a")
    expect(page.locator(".reviewed").first).to_have_text("✓ accepté")
    page.keyboard.press("u")
    expect(page.locator(".reviewed")).to_have_count(0)


def test_a_report_is_set_apart_without_scripts(
    own_room: str, told_often: dict[str, str], visit: Callable[..., Any]
) -> None:
    page = visit(f"{own_room}/encounter/{told_often['encounter']}", java_script_enabled=False)
    before = page.locator(".report").count()
    page.locator(".report").last.get_by_label("Autre chose").check()
    page.get_by_role("button", name="Séparer les récits cochés").click()
    expect(page.locator(".note.done")).to_be_visible()
    expect(page.locator(".report")).not_to_have_count(before)
    page.locator(".undo-it").click()
    expect(page.locator(".report")).to_have_count(before)


def test_a_rejected_thing_says_so_and_comes_back(
    own_room: str, told_often: dict[str, str], visit: Callable[..., Any]
) -> None:
    page = visit(f"{own_room}/statement/{told_often['statement']}", locale="en-GB", java_script_enabled=False)
    page.locator(".reject-it").click()
    expect(page.get_by_role("heading", name="Rejected statement")).to_be_visible()
    page.locator(".accept-it").click()
    expect(page.get_by_role("heading", name="Rejected statement")).to_have_count(0)


def test_a_hostile_thing_is_text(hostile_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{hostile_room}/articles")
    page.locator("tbody a").first.click()
    for kind in ("encounter", "statement"):
        page.locator(f".facts a[href^='/{kind}/']").first.evaluate("one => one.click()")
        page.wait_for_url(f"**/{kind}/**")
        assert "<script>" in page.locator("main").inner_text()
        assert violations(page) == []
        page.go_back()


def test_words_without_end_fit_a_phone(tmp_path: Path, visit: Callable[..., Any]) -> None:
    long = "Z" * 400
    said = {"act": "accuse", "speaker": [f"person:{long}"], "party": ["PE"], "target": f"group:{long}", "issue": long}
    met = {"kind": "talks", "parties": ["PE", f"group:{long}"], "place": long, "words": "Ils se sont vus"}
    made = record(f"{long}\n\nLe quai {long}. Ils se sont vus.", {**said, "words": f"quai {long}"}, met, outlet=long)
    dossier_of(tmp_path / "wide.dossier", [made]).close()
    id_ = made.article.id
    with served(tmp_path / "wide.dossier") as room:
        page = visit(f"{room}/article/{id_}?by=kind", viewport=PHONE)
        for path in (f"article/{id_}", f"statement/{id_}:s1", f"encounter/{id_}:e1"):
            page.goto(f"{room}/{path}")
            for one in page.locator("main summary").all():
                one.click()
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
