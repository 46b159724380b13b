"""The network of actors in a browser: drawn, moved, chosen from, read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from axe import violations
from exporting import exported
from pourparlers import Dossier
from rooms import HOSTILE_NAMES, hostile_ties, served
from rounds import dossier_of, record

Visit = Callable[..., Any]
PHONE = {"viewport": {"width": 360, "height": 740}}
NODES = "(window.room?.network?.nodes().length ?? 0)"
# Where an actor is drawn, in pixels of the page.
PLACE = """(id) => {
  const box = document.getElementById("graph").getBoundingClientRect();
  const at = window.room.network.getElementById("n " + id).renderedPosition();
  return [box.x + at.x, box.y + at.y];
}"""


NEAR = """() => window.room.network.nodes('.near').map((one) => one.id().slice(2))"""


def until(page: Any, told: str) -> None:
    """Wait until something holds. The policy of the page lets nothing evaluate words in it, to wait as Playwright does."""
    for _ in range(200):
        if page.evaluate(told):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"it never came to be: {told}")


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE])
@pytest.mark.parametrize("asked", ["", "?kind=congruence&kind=conflict&by=average"])
def test_the_network_is_accessible(shared_room: str, visit: Visit, options: Any, asked: str) -> None:
    page = visit(f"{shared_room}/network{asked}", **options)
    until(page, f"{NODES} > 5")
    assert violations(page) == []
    page.locator(".names a").first.click()
    page.wait_for_url("**actor=**")
    assert violations(page) == []


def test_it_fits_a_phone(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/network?kind=congruence", **PHONE)
    until(page, f"{NODES} > 2")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("#choose").get_attribute("open") is None


def test_without_scripts_it_is_drawn_and_read(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/network", java_script_enabled=False)
    assert page.locator("#net").is_visible() and page.locator("#net .dot").count() > 5
    assert page.locator("#graph").is_hidden()
    page.locator("#net .dot circle").first.click()
    assert "actor=" in page.url
    page.locator("table.ties tbody tr").nth(2).get_by_role("link", name="lire").click()
    assert "tie=" in page.url and page.locator("#evidence .facts li").count() > 0
    page.get_by_label("est d'accord avec", exact=True).check()
    page.get_by_label("Depuis").fill("2020")
    page.get_by_role("button", name="Dessiner").click()
    assert "kind=congruence" in page.url and "since=2020" in page.url


def test_an_actor_in_the_drawing_shows_its_ties(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/network")
    until(page, f"{NODES} > 5")
    id_ = page.locator("#net .dot").nth(1).get_attribute("data-node")
    page.mouse.click(*page.evaluate(PLACE, id_))
    page.wait_for_url("**actor=**")
    name = page.locator(".names [aria-current]").inner_text()
    assert page.locator("#rests").inner_text() in name
    assert id_ in page.evaluate(NEAR)
    page.locator("#evidence .of a").first.click()
    page.wait_for_url("**tie=**")
    assert page.locator("#evidence .facts li").count() > 0
    assert page.locator("tr.active").count() <= 1
    before = page.url
    page.reload()
    assert page.url == before and page.locator("#evidence .facts li").count() > 0
    until(page, "window.room.network.edges('.near').length === 1")


def test_it_is_read_by_keys_alone(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/network", locale="en-GB")
    until(page, f"{NODES} > 5")
    page.locator(".names a").nth(1).focus()
    page.keyboard.press("Tab")
    third = page.locator(".names a").nth(2)
    assert third.evaluate("(one) => one === document.activeElement")
    assert third.get_attribute("data-node") in page.evaluate(NEAR), "what has the focus shows in the drawing"
    page.keyboard.press("Enter")
    page.wait_for_url("**actor=**")
    assert third.evaluate("(one) => one === document.activeElement"), "the focus stays"
    assert page.locator("#said").inner_text() in third.inner_text()
    page.locator("#graph").focus()
    before = page.evaluate("window.room.network.zoom()")
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("window.room.network.zoom()") > before
    page.keyboard.press("0")
    assert page.evaluate("window.room.network.zoom()") == pytest.approx(before, rel=0.05)


def test_pages_of_evidence_keep_the_focus_there(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/network?kind=congruence", locale="en-GB")
    until(page, f"{NODES} > 2")
    page.locator("table.ties tbody a[data-part]").first.click()
    page.wait_for_url("**tie=**")
    page.locator("#evidence [rel=next]").click()
    page.wait_for_url("**facts=2**")
    until(page, "document.activeElement.id === 'evidence'")
    page.get_by_role("link", name="Clear selection").click()
    until(page, "!location.search.includes('tie=')")
    assert page.evaluate("window.room.network.elements('.faint').length") == 0


def test_back_in_the_browser_gives_what_was_chosen_before(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/network")
    until(page, f"{NODES} > 5")
    told = page.locator("#rests")
    page.locator("#evidence .of a").first.click()
    expect(page).to_have_url(re.compile("tie="))
    expect(page.locator("#evidence .facts li").first).to_be_visible()
    tie = told.inner_text()
    page.locator(".names a").nth(1).click()
    expect(page).to_have_url(re.compile("actor="))
    expect(told).to_have_text(
        re.compile(page.locator(".names a").nth(1).inner_text().split("\n")[0].rstrip("0123456789 "))
    )
    page.go_back()
    expect(told).to_have_text(tie, use_inner_text=True)
    until(page, "window.room.network.edges('.near').length === 1")
    expect(page.locator(".names [aria-current]")).to_have_count(0)
    page.go_back()
    expect(told).to_have_text("Ce sur quoi cela repose")
    until(page, "window.room.network.elements('.faint').length === 0")
    page.go_forward()
    expect(told).to_have_text(tie, use_inner_text=True)


def test_what_a_line_of_the_table_rests_on_comes_into_sight(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/network", reduced_motion="reduce")
    until(page, f"{NODES} > 5")
    page.locator("table.ties tbody tr").last.get_by_role("link", name="lire").click()
    expect(page.locator("#evidence")).to_be_focused()
    expect(page.locator("#rests")).to_be_in_viewport()


def test_the_same_dossier_is_drawn_alike_in_both_themes(shared_room: str, visit: Visit) -> None:
    told = []
    for scheme in ("light", "dark"):
        page = visit(f"{shared_room}/network", color_scheme=scheme, reduced_motion="reduce")
        until(page, f"{NODES} > 5")
        told.append(page.evaluate("window.room.network.nodes().map((one) => [one.id(), one.position()])"))
        told.append(page.evaluate("window.room.network.edges('.meet')[0].style('line-color')"))
    assert told[0] == told[2] and told[1] != told[3]


def test_zoom_by_buttons_and_by_the_wheel_once_it_was_touched(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/network")
    until(page, f"{NODES} > 5")
    before = page.evaluate("window.room.network.zoom()")
    page.get_by_role("button", name="Agrandir").click()
    assert page.evaluate("window.room.network.zoom()") > before
    page.get_by_role("button", name="Tout montrer").click()
    assert page.evaluate("window.room.network.userZoomingEnabled()") is False
    box = page.locator("#graph").bounding_box()
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    assert page.evaluate("window.room.network.userZoomingEnabled()") is True


def test_hostile_names_are_text_in_the_drawing(visit: Visit, tmp_path: Path) -> None:
    hostile_ties(tmp_path / "talks.dossier").close()
    with served(tmp_path / "talks.dossier") as room:
        page = visit(f"{room}/network?kind=meet&kind=accuse&kind=congruence", **PHONE)
        until(page, f"{NODES} === {len(HOSTILE_NAMES)}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        for n in range(len(HOSTILE_NAMES)):
            page.locator(".names a").nth(n).click()
            page.wait_for_url("**actor=**")
            until(page, f"document.querySelectorAll('.names a')[{n}].getAttribute('aria-current') === 'true'")
            assert page.locator("#evidence .of a").count() > 0
        page.locator("#evidence .of a").first.click()
        page.wait_for_url("**tie=**")
        assert page.locator("main script, main img, main b:not(.who)").count() == 0
        assert violations(page) == []


# The boxes of the names that are drawn, in pixels.
NAMES = """() => window.room.network.nodes(":not(.unnamed)").map((one) => one.renderedBoundingBox(
  { includeNodes: false, includeEdges: false, includeLabels: true, includeOverlays: false }))
  .map(({ x1, x2, y1, y2 }) => [x1 + 5, x2 - 5, y1 + 5, y2 - 5])"""


def test_of_hundreds_of_actors_the_strongest_ties_are_drawn_and_no_name_lies_on_another(
    visit: Visit, tmp_path: Path
) -> None:
    names = [f"Ligue des {what} de {where}" for what in ("bacs", "phares", "sels") for where in map(str, range(100))]
    told = [f"Phrase {n} du bac {n * 7919}" for n in range(450)]
    facts: list[dict[str, Any]] = [
        {
            "act": "accuse",
            "party": [names[n % 300]],
            "target": names[(n * n + 7) % 300],
            "words": words,
            "issue": "bacs",
        }
        for n, words in enumerate(told)
        if names[n % 300] != names[(n * n + 7) % 300]
    ]
    dossier_of(tmp_path / "talks.dossier", [record(". ".join(told) + ".", *facts)]).close()
    with served(tmp_path / "talks.dossier") as room:
        page = visit(f"{room}/network?strongest=60", reduced_motion="reduce")
        until(page, f"{NODES} > 60")
        expect(page.locator("main")).to_contain_text("Seuls les plus forts sont dessinés. Laissés de côté")
        boxes = page.evaluate(NAMES)
        assert len(boxes) > 25
        for n, (left, right, top, bottom) in enumerate(boxes):
            assert not any(a < right and b > left and c < bottom and d > top for a, b, c, d in boxes[n + 1 :])
        hidden = page.evaluate("window.room.network.nodes('.unnamed').map((one) => one.id().slice(2))")
        for _ in range(6):
            page.get_by_role("button", name="Agrandir").click()
        until(page, f"window.room.network.nodes('.unnamed').length < {max(1, len(hidden))}")


def test_nothing_is_tied(empty_room: str, visit: Visit) -> None:
    page = visit(f"{empty_room}/network")
    assert page.get_by_text("Ce dossier ne contient pas encore d'articles.").is_visible()
    assert violations(page) == []
    page = visit(f"{empty_room}/network?issue=nowhere", locale="en-GB", faulty=True)
    assert page.get_by_role("alert").is_visible()


@pytest.fixture(scope="module")
def site(talks: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    where = tmp_path_factory.mktemp("network") / "site"
    with Dossier(talks) as dossier:
        exported(dossier, "site", where, ui="fr")
    return where.as_uri()


def test_it_is_drawn_and_chosen_from_where_pages_are_files(site: str, visit: Visit) -> None:
    page = visit(f"{site}/network.html")
    until(page, f"{NODES} > 5")
    assert violations(page) == []
    id_ = page.locator("#net .dot").nth(0).get_attribute("data-node")
    page.mouse.click(*page.evaluate(PLACE, id_))
    page.locator("#evidence .of a").first.click()
    assert page.locator("#evidence .facts li").count() > 0
    page.locator("#evidence .facts a").first.click()
    assert "/statement/" in page.url or "/encounter/" in page.url
    page.go_back()
    page.get_by_role("link", name="Accords et désaccords").click()
    until(page, f"{NODES} > 2")
    page.locator(".names a").first.click()
    assert page.locator("#evidence .of a").count() > 0


def test_a_file_is_read_without_scripts(site: str, visit: Visit) -> None:
    page = visit(f"{site}/network.html", java_script_enabled=False)
    page.locator("details.made summary").first.click()
    assert page.locator("details.made[open] .facts a").first.is_visible()
