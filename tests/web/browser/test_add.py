"""Articles are added in a browser: dropped, chosen, pasted, with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from axe import violations

PHONE = {"viewport": {"width": 360, "height": 740}}
FERRY = """Le ferry de Koprivnik

La ministre des Ports, Ilka Dobreva, a proposé mardi d'ouvrir une deuxième ligne. «Nous avons besoin d'un bateau de plus», a-t-elle déclaré à Koprivnik devant les armateurs."""
EXPORTS = Path(__file__).parents[2] / "articles" / "files"
_DROP = """([where, files]) => {
  const told = new DataTransfer();
  for (const [name, text] of files) told.items.add(new File([text], name));
  for (const type of ["dragenter", "dragover", "drop"]) document.querySelector(where).dispatchEvent(new DragEvent(type, { dataTransfer: told, bubbles: true, cancelable: true }));
}"""


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE])
def test_the_forms_are_accessible(shared_room: str, visit: Callable[..., Any], options: Any) -> None:
    page = visit(f"{shared_room}/add", **options)
    page.get_by_text("Média, jour, langue").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_files_that_are_dropped_are_looked_at_then_added(own_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{own_room}/add")
    page.evaluate(
        _DROP,
        [
            ".foot",
            [
                ["koprivnik.txt", FERRY],
                ["rien.txt", ""],
                ["../<img src=x onerror=alert(1)>.txt", FERRY.replace("mardi", "jeudi")],
            ],
        ],
    )
    page.locator("#chosen strong", has_text=re.compile("^3 choisis")).wait_for()
    page.get_by_role("button", name="Examiner sans ajouter").first.click()
    page.get_by_text("Examiné ; rien n'est encore ajouté").wait_for()
    assert violations(page) == []
    table = page.locator("section[aria-labelledby=listing]").inner_text()
    assert "koprivnik.txt" in table and "img src" in table
    page.get_by_role("button", name="Ajouter 2 articles").click()
    page.get_by_text("Terminé", exact=True).wait_for(timeout=60_000)
    assert page.locator(".sums").inner_text().split()[:2] == ["Nouveaux", "2"]
    assert "rien.txt" in page.locator("section[aria-labelledby=faults]").inner_text()
    assert violations(page) == []
    page.get_by_role("link", name="Voir les 2 nouveaux articles").click()
    assert page.locator("tbody tr").count() == 2


def test_an_export_is_chosen_by_keyboard(own_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{own_room}/add", locale="en-GB", **PHONE)
    page.get_by_label("Choose files").set_input_files(EXPORTS / "europresse" / "recent.html")
    page.get_by_role("button", name="Look without adding").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Looked at; nothing added yet").wait_for()
    assert "europresse" in page.locator(".facts").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Discard").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/add")
    assert "Cancelled" in page.locator("tbody").inner_text()


def test_text_is_pasted_without_scripts(own_room: str, visit: Callable[..., Any]) -> None:
    # Browsers write into their consoles that a form came back with 400.
    page = visit(f"{own_room}/add", java_script_enabled=False, faulty=True)
    form = page.locator("form").filter(has_text="Texte collé")
    form.get_by_label("Texte, ou source d'une page").fill(FERRY)
    form.get_by_label("Jour de publication").fill("mardi")
    form.get_by_role("button", name="Ajouter", exact=True).click()
    assert "Rien n'a été reçu" in page.get_by_role("alert").inner_text()
    assert form.get_by_label("Texte, ou source d'une page").input_value() == FERRY
    form.get_by_label("Jour de publication").fill("2024-05-14")
    form.get_by_label("Média").fill("Le Quai")
    form.get_by_role("button", name="Ajouter", exact=True).click()
    # The page comes again by itself.
    page.get_by_text("Terminé", exact=True).wait_for(timeout=60_000)
    page.get_by_role("link", name="Voir le nouvel article").click()
    assert "Le Quai" in page.locator("tbody").inner_text() and "14 mai 2024" in page.locator("tbody").inner_text()


def test_files_are_sent_without_scripts(own_room: str, visit: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "CON.txt").write_text(FERRY, encoding="utf-8")
    page = visit(f"{own_room}/add", java_script_enabled=False)
    page.get_by_label("Choisir des fichiers").set_input_files(tmp_path / "CON.txt")
    page.get_by_role("button", name="Examiner sans ajouter").first.click()
    page.get_by_text("Examiné ; rien n'est encore ajouté").wait_for(timeout=30_000)
    assert "CON.txt" in page.locator("h1").inner_text()


def test_too_much_is_told_before_it_is_sent(own_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{own_room}/add")
    large = """() => {
      const told = new DataTransfer(), part = new Uint8Array(26e6);
      for (let n = 0; n < 8; n += 1) told.items.add(new File([part], `${n}.bin`));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: told, bubbles: true, cancelable: true }));
    }"""
    page.evaluate(large)
    page.get_by_text("C'est trop à la fois").wait_for()
    page.get_by_role("button", name="Ajouter", exact=True).first.click()
    assert page.url.endswith("/add")
    page.get_by_role("button", name="Tout retirer").click()
    assert page.get_by_text("C'est trop à la fois").count() == 0


def test_too_much_is_told_by_the_room_too(own_room: str, visit: Callable[..., Any], tmp_path: Path) -> None:
    with (tmp_path / "large.bin").open("wb") as file:
        file.truncate(210_000_000)
    page = visit(f"{own_room}/add", java_script_enabled=False, faulty=True)
    page.set_default_timeout(60_000)
    page.get_by_label("Choisir des fichiers").set_input_files(tmp_path / "large.bin")
    page.get_by_role("button", name="Ajouter", exact=True).first.click()
    assert "C'est trop à la fois" in page.get_by_role("alert").inner_text()


def test_reading_is_watched_and_cancelled_by_keyboard(own_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{own_room}/add")
    files = [[f"{n}.txt", f"{FERRY} Numéro {n}."] for n in range(80)]
    page.evaluate(_DROP, ["body", files])
    page.get_by_role("button", name="Ajouter", exact=True).first.click()
    page.get_by_role("button", name="Annuler").focus(timeout=30_000)
    # The page is brought up to date around the button that has the focus.
    page.get_by_text(re.compile(r"^Articles lus")).wait_for(timeout=60_000)
    page.locator(".sums").wait_for(timeout=60_000)
    assert page.evaluate("document.activeElement.textContent") == "Annuler"
    page.keyboard.press("Enter")
    page.get_by_text("Annulé ; ce qui a été ajouté reste").wait_for(timeout=30_000)
    assert page.locator("#again").count() == 0


def test_a_folder_that_is_dropped_is_gone_through(own_room: str, visit: Callable[..., Any], tmp_path: Path) -> None:
    """Not a script's event: the browser is handed a folder, as the system hands it one."""
    folder = tmp_path / "presse"
    (folder / "mars").mkdir(parents=True)
    (folder / "mars" / "ferry 2024-05-17.txt").write_text(FERRY, encoding="utf-8")
    (folder / "vide.txt").write_text("", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"\0\0")
    page = visit(f"{own_room}/add")
    browser = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        browser.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 300, "data": data})
    expect(page.locator("#chosen strong")).to_contain_text("3 choisis")
    page.get_by_role("button", name="Examiner sans ajouter").first.click()
    expect(page.get_by_text("Examiné ; rien n'est encore ajouté")).to_be_visible(timeout=30_000)
    expect(page.locator("section[aria-labelledby=faults] li")).to_have_count(1)
    expect(page.locator("section[aria-labelledby=faults] li")).to_contain_text("L'article ne contient pas de texte.")
    page.get_by_role("button", name="Reprendre les jours des noms de fichiers").click()
    expect(page.locator("input[name='published:presse/mars/ferry 2024-05-17.txt']")).to_have_value("2024-05-17")
    assert violations(page) == []
    page.get_by_role("button", name="Ajouter 1 article").click()
    expect(page.get_by_text("Terminé", exact=True)).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Voir le nouvel article").click()
    expect(page.locator("tbody tr")).to_contain_text("17 mai 2024")


def test_to_add_nothing_is_told_at_once(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/add")
    page.get_by_role("button", name="Ajouter", exact=True).first.click()
    expect(page.get_by_role("alert")).to_contain_text("Choisissez d'abord des fichiers ou un dossier")
