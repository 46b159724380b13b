"""A discourse network as GraphML, with typed attributes and signed weights; docs/exports/networks.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pourparlers.exports.formats import Request, Target
from pourparlers.exports.networks import Drawn, drawn
from pourparlers.exports.xml import Maker, written_within

TARGET = Target.STREAM
OPTIONS = frozenset({"ties", "normalisation"})

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_make = Maker(_SPACE)
# Names of attributes with their types, by what they are of; "type" is the mode, as two-mode tools ask for it.
_OF_NODE = {
    "label": "string", "key": "string", "type": "string", "kind": "string", "country": "string", "frequency": "int",
    "first": "string", "last": "string",
}  # fmt: skip
_OF_EDGE = {
    "weight": "double", "sign": "string", "positive": "int", "negative": "int", "first": "string", "last": "string",
}  # fmt: skip


def told(request: Request) -> Iterator[bytes]:
    """The network; the same dossier gives the same bytes."""
    found = drawn(request)
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for of, names in (("node", _OF_NODE), ("edge", _OF_EDGE)):
        for name, type_ in names.items():
            key = _make("key", id=_id(of, name), for_=of)
            key.set("attr.name", name)
            key.set("attr.type", type_)
            yield written_within(_SPACE, key) + b"\n"
    title = f"{request.ties}-{request.normalisation}"
    yield f'<graph id="{title}" edgedefault="undirected">\n'.encode()
    yield from _nodes(found)
    yield from _edges(found)
    yield b"</graph>\n</graphml>\n"


def _id(of: str, name: str) -> str:
    return f"{of}.{name}"


def _nodes(found: Drawn) -> Iterator[bytes]:
    for node in found.nodes:
        values = {
            "label": node.name, "key": node.key, "type": node.mode, "kind": node.kind, "country": node.country,
            "frequency": node.frequency, "first": node.days[0] if node.days else "",
            "last": node.days[-1] if node.days else "",
        }  # fmt: skip
        yield written_within(_SPACE, _make("node", *_data("node", values), id=node.id)) + b"\n"


def _edges(found: Drawn) -> Iterator[bytes]:
    for n, tie in enumerate(found.network.ties, 1):
        values = {
            "weight": repr(float(tie.weight)), "sign": tie.sign, "positive": tie.positive, "negative": tie.negative,
            "first": tie.days[0] if tie.days else "", "last": tie.days[-1] if tie.days else "",
        }  # fmt: skip
        ends = {"source": found.ids[tie.source], "target": found.ids[tie.target]}
        yield written_within(_SPACE, _make("edge", *_data("edge", values), id=f"e{n}", **ends)) + b"\n"


def _data(of: str, values: dict[str, Any]) -> list[Any]:
    return [_make("data", str(value), key=_id(of, name)) for name, value in values.items() if value != ""]
