"""Gold files: one article with its correct reading, in YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import yaml

from pourparlers.model import PourparlersError

Fact = dict[str, Any]
Range = tuple[int, int]


class GoldError(PourparlersError):
    """A gold file is not well formed."""

    code = "PP-G01"


class GoldArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article of gold. Facts are as the file has them, all scalars strings, with their ranges of characters
    under `spans`; a null is None.

    Attributes:
        coded: where not all was coded, the fields that were, by kind of facts; else None.
        exhaustive: of partial gold, the kinds of which all that there are was coded.
        exact: of partial gold, whether spans are the words of facts and not the passages that they stand in.
    """

    id: str
    language: str | None
    published: str | None
    title: str | None
    outlet: str | None
    text: str
    times: tuple[Fact, ...]
    actors: tuple[Fact, ...]
    encounters: tuple[Fact, ...]
    statements: tuple[Fact, ...]
    coded: dict[str, tuple[str, ...]] | None = None
    exhaustive: tuple[str, ...] = ()
    exact: bool = True


def gold_files(folder: Path) -> list[Path]:
    """The gold files under a folder, in order; what describes a round is none.

    Raises:
        GoldError: there are none.
    """
    files = sorted(path for path in folder.rglob("*.yaml") if path.name != "dossier.yaml")
    if not files:
        raise GoldError("no gold files are found.", where=str(folder), hint="Gold files are named *.yaml.")
    return files


def read_gold(path: Path) -> GoldArticle:
    """Read a gold file.

    Raises:
        GoldError: it is not well formed, or a substring that it names is not in its text.
    """
    try:
        # The base loader keeps 2022-01 and NO as they are written.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        text = content["text"]
        return GoldArticle(
            id=content["id"],
            language=_told(content.get("language")),
            published=_told(content.get("published")),
            title=_told(content.get("title")),
            outlet=_told(content.get("outlet")),
            text=text,
            times=_facts(content, "times", "at", text),
            actors=_facts(content, "actors", None, text),
            encounters=_facts(content, "encounters", "at", text),
            statements=_facts(content, "statements", "content", text),
            **_partial(content),
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError, OSError) as error:
        raise GoldError(f"not a gold file: {error}.", where=str(path)) from error


def _partial(content: Fact) -> dict[str, Any]:
    """What a partial gold file tells of itself; nothing where it is a whole one."""
    if "coded" not in content:
        return {}
    coded = {str(kind): tuple(fields or ()) for kind, fields in (_told(content["coded"]) or {}).items()}
    exhaustive = tuple(_told(content.get("exhaustive")) or ())
    return {"coded": coded, "exhaustive": exhaustive, "exact": content.get("exact", "true") == "true"}


def _told(value: Any) -> Any:
    return None if value in (None, "null", "") else value


def _facts(content: Fact, kind: str, where: str | None, text: str) -> tuple[Fact, ...]:
    return tuple(_fact(raw, where, text) for raw in content.get(kind) or [])


def _fact(raw: Fact, where: str | None, text: str) -> Fact:
    fact = {key: _told(value) for key, value in raw.items()}
    if where is not None:
        wanted = raw[where] if isinstance(raw[where], list) else [raw[where]]
        fact["spans"] = [_place(text, one) for one in wanted]
    return fact


def _place(text: str, wanted: str | dict[str, str]) -> Range:
    """Where a substring stands: the first, or the nth of {text, nth}."""
    if isinstance(wanted, dict) and "start" in wanted:
        return int(wanted["start"]), int(wanted["end"])
    string, nth = (wanted, 1) if isinstance(wanted, str) else (wanted["text"], int(wanted.get("nth", 1)))
    at = -1
    for _ in range(nth):
        at = text.find(string, at + 1)
        if at < 0:
            raise ValueError(f"substring not found: {string!r}")
    return at, at + len(string)
