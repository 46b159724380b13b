"""Records made of gold, for tests of what comes after reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from pourparlers.articles import from_text
from pourparlers.model import Record
from pourparlers.scoring.gold import GoldArticle, read_gold


def record_of(gold: GoldArticle) -> Record:
    """The record that a reader without fault would make of an article of gold."""
    article = from_text(
        gold.text, language=gold.language, published=gold.published, title=gold.title, outlet=gold.outlet
    )

    def span(start: int, end: int) -> dict[str, Any]:
        return {"start": start, "end": end, "text": gold.text[start:end]}

    def first(words: Any) -> dict[str, Any] | None:
        string = words["text"] if isinstance(words, dict) else words
        at = gold.text.find(string) if string else -1
        return None if at < 0 else span(at, at + len(string))

    def flag(fact: dict[str, Any], name: str) -> bool:
        return fact.get(name) == "true"

    times = [
        {"id": f"t{n}", **span(*t["spans"][0]), "type": t["type"], "value": t["value"], "mod": t.get("mod"), "rule": "gold"}
        for n, t in enumerate(gold.times, 1)
    ]
    actors = [
        {
            "id": a["key"],
            "kind": _kind(a["key"]),
            "name": a["key"].partition(":")[2] or a["key"],
            "role": a.get("role"),
            "party": a.get("party"),
            "mentions": [m] if (m := first(a["key"].partition(":")[2])) else [],
        }
        for a in gold.actors
    ]
    encounters = [
        {
            **{k: e.get(k) for k in ("kind", "place", "date", "mod", "duration")},
            "id": f"e{n}",
            "parties": e.get("parties") or [],
            "persons": e.get("persons") or [],
            "status": e.get("status") or "held",
            "evidence": [span(*one) for one in e["spans"]],
            "rule": "gold",
        }
        for n, e in enumerate(gold.encounters, 1)
    ]
    statements = [
        {
            **{k: s.get(k) for k in ("act", "form", "target", "stance", "issue", "via")},
            "id": f"s{n}",
            "speaker": s["speaker"] or [],
            "party": s.get("party") or [],
            "content": [span(*one) for one in s["spans"]],
            "cue": first(s.get("cue")),
            **{k: flag(s, k) for k in ("negated", "hedged", "conditional")},
            "rule": "gold",
        }
        for n, s in enumerate(gold.statements, 1)
    ]
    facts = {"times": times, "actors": actors, "encounters": encounters, "statements": statements}
    return msgspec.convert({"article": msgspec.to_builtins(article), **facts}, Record)


def _kind(actor: str) -> str:
    kind, colon, _ = actor.partition(":")
    return kind if colon else "state" if len(actor) == 2 else "organisation"


def record_of_file(path: Path) -> Record:
    """The record of a gold file."""
    return record_of(read_gold(path))
