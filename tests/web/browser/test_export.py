"""The dossier is exported in a browser."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from axe import violations

PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE])
def test_the_formats_are_accessible(shared_room: str, visit: Callable[..., Any], options: Any) -> None:
    page = visit(f"{shared_room}/export?party=BG&act=propose", **options)
    page.get_by_text("Options", exact=True).first.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_narrowed_timeline_is_exported_as_it_is_narrowed(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/timeline?party=BG&since=2018-05-16")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Exporter").click()
    assert page.get_by_role("link", name="Partie : Bulgarie").count() == 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger CSV").click()
    assert download.value.suggested_filename == "talks.csv.zip"
    with zipfile.ZipFile(download.value.path()) as told:
        lines = told.read("talks-csv/statements.csv").decode().splitlines()
    assert len(lines) > 1 and all("BG" in line for line in lines[1:])


def test_options_without_scripts_by_keyboard(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/export", locale="en-GB", java_script_enabled=False)
    card = page.locator("li").filter(has=page.get_by_role("heading", name="Chronology"))
    card.get_by_text("Options", exact=True).focus()
    page.keyboard.press("Enter")
    card.get_by_label("As a web page").check()
    card.get_by_label("Language").select_option("fr")
    with page.expect_download() as download:
        card.get_by_role("button").press("Enter")
    assert download.value.suggested_filename == "talks.html"
    assert '<html lang="fr"' in download.value.path().read_text(encoding="utf-8")[:300]


def test_a_format_that_is_not_there_is_told(hostile_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{hostile_room}/export/floppy", faulty=True)
    assert "floppy" in page.locator("main").inner_text()
