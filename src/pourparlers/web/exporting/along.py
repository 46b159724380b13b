"""What of a page goes along to the exports: its filters, and whom or what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# What narrows pages, and no export does; of other fields of pages (their number, their order) none is told.
LEFT = (
    "words", "where", "kind", "status", "only", "acting", "undated", "contradicted", "review", "what", "fate", "denied",
    "added", "reason", "about",
)  # fmt: skip


def along(path: str, query: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The fields of the address of exports, from those of a page.

    Args:
        path: of the page: "/actor".
        query: the fields of its address.
    """
    out = {name: told for name, told in query.items() if name not in {"id", "at", "page"}}
    one, day = _last(query, "id"), _last(query, "at")
    if path == "/actor" and one:
        out |= _of_actor(one)
    elif path == "/issue" and one:
        out["issue"] = [one]
    elif path.startswith("/positions") and day and not _last(query, "until"):
        out["until"] = [day]
    return out


def left(query: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """What narrowed the page that one comes from, and does not narrow an export."""
    return tuple(name for name in LEFT if _last(query, name))


def _of_actor(id_: str) -> dict[str, Sequence[str]]:
    """An actor as filters name it: a person by name, others as a party."""
    own = id_.partition("|")[0]
    return {"person": [own.removeprefix("person:")]} if own.startswith("person:") else {"party": [own]}


def _last(query: Mapping[str, Sequence[str]], name: str) -> str:
    return next((value for value in reversed(query.get(name, ())) if value), "")
