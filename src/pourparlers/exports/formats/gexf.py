"""A discourse network as GEXF 1.3, its nodes and edges on the days of statements; docs/exports/networks.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pourparlers
from pourparlers.exports.formats import Request, Target
from pourparlers.exports.networks import Drawn, drawn, spells
from pourparlers.exports.xml import Maker, written_within

TARGET = Target.STREAM
OPTIONS = frozenset({"ties", "normalisation"})

_SPACE = "http://gexf.net/1.3"
_make = Maker(_SPACE)
_OF_NODE = {"key": "string", "type": "string", "kind": "string", "country": "string", "frequency": "integer"}
_OF_EDGE = {"signed": "double", "sign": "string", "positive": "integer", "negative": "integer"}


def told(request: Request) -> Iterator[bytes]:
    """The network; the same dossier gives the same bytes."""
    found = drawn(request)
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    creator = _make("creator", f"Pourparlers {pourparlers.__version__}")
    description = _make("description", f"ties: {request.ties}; normalisation: {request.normalisation}")
    yield written_within(_SPACE, _make("meta", creator, description)) + b"\n"
    yield b'<graph defaultedgetype="undirected" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
    for of, names in (("node", _OF_NODE), ("edge", _OF_EDGE)):
        kinds = [_make("attribute", id=f"{of}.{name}", title=name, type=type_) for name, type_ in names.items()]
        attributes = _make("attributes", *kinds, mode="static")
        attributes.set("class", of)
        yield written_within(_SPACE, attributes) + b"\n"
    yield from (b"<nodes>\n", *_nodes(found), b"</nodes>\n<edges>\n", *_edges(found), b"</edges>\n</graph>\n</gexf>\n")


def _nodes(found: Drawn) -> Iterator[bytes]:
    for node in found.nodes:
        values = {
            "key": node.key, "type": node.mode, "kind": node.kind, "country": node.country,
            "frequency": node.frequency,
        }  # fmt: skip
        yield (
            written_within(_SPACE, _make("node", *_inside("node", values, node.days), id=node.id, label=node.name))
            + b"\n"
        )


def _edges(found: Drawn) -> Iterator[bytes]:
    """The edges; programs that draw take a weight below zero for none, so that the sign stands beside it."""
    for n, tie in enumerate(found.network.ties, 1):
        values = {
            "signed": repr(float(tie.weight)), "sign": tie.sign, "positive": tie.positive, "negative": tie.negative,
        }  # fmt: skip
        ends = {"source": found.ids[tie.source], "target": found.ids[tie.target]}
        weight = repr(abs(float(tie.weight)))
        yield (
            written_within(_SPACE, _make("edge", *_inside("edge", values, tie.days), id=f"e{n}", **ends, weight=weight))
            + b"\n"
        )


def _inside(of: str, values: dict[str, Any], days: Iterable[str]) -> list[Any]:
    """The attributes and the days of a node or an edge; without days it stands at all times."""
    kept = {name: str(value) for name, value in values.items() if value != ""}
    told = _make("attvalues", *(_make("attvalue", for_=f"{of}.{name}", value=value) for name, value in kept.items()))
    found = [_make("spell", start=first, end=last) for first, last in spells(days)]
    return [told, _make("spells", *found)] if found else [told]
