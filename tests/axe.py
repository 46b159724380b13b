"""What a page does to those who cannot see it, told by axe-core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

AXE = Path(__file__).parent / "web" / "browser" / "vendor" / "axe-4.14.1.min.js"


def violations(page: Any) -> list[str]:
    """The rules of WCAG 2.2 A and AA, and good practice, that a page violates, with the first elements that do."""
    # The page's own policy lets no inline script in; what Playwright evaluates is not the page's.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations'], preload: false})).violations"
    )
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}" for one in found]
