"""Names, labels and outlets of thousands of letters without a space: they are broken or cut, no page scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from rooms import served
from rounds import dossier_of, record

WORD = "anticonstitutionnellement" * 80
ACTS = ("propose", "accept", "reject", "accuse", "deny", "support", "demand", "threaten")
WORDS = (
    "bac", "pont", "marché", "école", "chèvre", "fleuve", "quai", "lampe", "tarif", "sel", "miel", "phare", "tente",
    "carte", "loup", "orge",
)  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a room over a dossier of such words."""
    told = [f"{word} {word * 200}" for word in WORDS]
    facts: list[dict[str, Any]] = [
        {"act": ACTS[n % len(ACTS)], "stance": ("for", "against")[n % 2], "party": [("PE", "EC")[n // len(ACTS)]],
         "speaker": [f"person:{WORD}{n % 3}"], "target": ("EC", "PE")[n // len(ACTS)], "words": words, "issue": f"{WORD}{n % 2}"}
        for n, words in enumerate(told)
    ]  # fmt: skip
    facts[4]["answers"] = "s4"
    met = {"kind": "talks", "parties": ["PE", "EC"], "persons": [f"person:{WORD}"], "date": "2021-03-01", "place": WORD}
    where = tmp_path_factory.mktemp("words") / "words.dossier"
    dossier_of(where, [record(". ".join(told), *facts, {**met, "status": "held"}, outlet=WORD)]).close()
    with served(where) as address:
        yield address


@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_scrolls_sideways(room: str, visit: Callable[..., Any], width: int) -> None:
    page = visit(f"{room}/issues", viewport={"width": width, "height": 900})
    page.locator("table a[data-open]").first.click()
    expect(page.locator("h1")).to_contain_text("anti")
    issue = page.url.removeprefix(f"{room}/")
    page.goto(f"{room}/positions")
    page.locator("[data-cell]").first.click()
    expect(page.locator("#cell-title")).to_contain_text("anti")
    cell = page.url.removeprefix(f"{room}/")
    asked = [
        issue,
        cell,
        f"positions?person={WORD[:300]}",
        "proposals",
        "accusations",
        "actors",
        "network?between=person",
    ]
    for path in asked:
        assert page.goto(f"{room}/{path}").status == 200, path[:80]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path[:80]
