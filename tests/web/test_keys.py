"""The documentation tells the keys as the reading room has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pourparlers.web.pages.keys import Keys, keys
from pourparlers.web.wording import words

ROOM = Path(__file__).parents[2] / "docs" / "room.md"


def table() -> Iterator[str]:
    """The table of the documentation, a line for each page of keys."""
    told = words("en")
    yield "| where | keys |"
    yield "|---|---|"
    for page, some in Keys(keys=keys()).groups().items():
        cells = [f"{' '.join(_shown(one.keys))} {told(f'keys.actions.{one.action}')}" for one in some]
        name = told(f"keys.pages.{'all' if page == '*' else page}")
        yield f"| {name} | {', '.join(cells)} |"


def _shown(own: tuple[str, ...]) -> Iterator[str]:
    names = {"ArrowRight": "→", "ArrowLeft": "←", "ArrowUp": "↑", "ArrowDown": "↓", "Escape": "Esc"}
    some = [" ".join(names.get(part, part) for part in (one.split("+") if "+" in one[1:] else [one])) for one in own]
    yield from (f"`{one}`" for one in ([f"{some[0]} … {some[-1]}"] if len(some) > 4 else some))


def test_the_documentation_has_all_keys() -> None:
    text = ROOM.read_text(encoding="utf-8")
    for line in table():
        assert line in text, f"docs/room.md lacks: {line}"
