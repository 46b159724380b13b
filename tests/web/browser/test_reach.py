"""The room for those who enlarge it, choose its colours themselves, or go through it by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

# What stands where the element that has the focus is told to be: itself, or what covers it.
COVERED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 15));
  const seen = one === document.body || one.closest("svg") || (top && (one.contains(top) || top.contains(one)));
  return seen ? null : one.outerHTML.slice(0, 200);
}"""
UNSEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return drawn || document.activeElement === document.body || document.activeElement.closest("svg") ? null
    : document.activeElement.outerHTML.slice(0, 200);
}"""
SPACED = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}"
PATHS = ("/timeline", "/positions", "/proposals", "/actors", "/issues", "/network", "/contradictions", "/articles", "/review",
         "/search?words=ferry", "/add", "/export", "/keys")  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_wherever_it_goes(shared_room: str, visit: Callable[..., Any], scheme: str) -> None:
    page = visit(f"{shared_room}/review", color_scheme=scheme, reduced_motion="reduce")
    lines = page.request.get(f"{shared_room}/timeline.json?only=statements").json()["lines"]
    report = lines[0]["statement"]["reports"][0]["report"]
    faults = []
    for path in (f"/review/correct?id={report}", "/positions", "/review"):
        page.goto(f"{shared_room}{path}")
        for _ in range(60):
            page.keyboard.press("Tab")
            faults += [(path, one) for asked in (COVERED, UNSEEN) if (one := page.evaluate(asked))]
    assert faults == []


def test_text_may_be_enlarged_and_set_wide(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/timeline", viewport={"width": 320, "height": 256}, bypass_csp=True)
    faults = []
    for path in PATHS:
        page.goto(f"{shared_room}{path}")
        for style in ("/* as it is */", SPACED):
            page.add_style_tag(content=style)
            if wider := page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"):
                faults.append((path, style[:12], wider))
    assert faults == []


def test_what_is_chosen_is_told_without_shades(shared_room: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{shared_room}/timeline", forced_colors="active")
    assert (
        page.locator(".bar nav a[aria-current]").evaluate("(one) => getComputedStyle(one).borderBottomStyle") == "solid"
    )
    page.keyboard.press("j")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
