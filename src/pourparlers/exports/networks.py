"""The network of a dossier with what is known of its nodes, as formats of networks write it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from pourparlers.dossier.contents import Contents, Entity
from pourparlers.dossier.standing.agreement import agreement_of
from pourparlers.dossier.standing.listing import Statement
from pourparlers.dossier.standing.ties.networks import Network, Node, Side, network_of
from pourparlers.exports.formats import Request
from pourparlers.exports.xml import name_of
from pourparlers.lexicon.ids import kind_of
from pourparlers.model import ActorKind
from pourparlers.views.safe import one_line

ACTOR, ISSUE = "actor", "issue"


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A node as it is written.

    Attributes:
        id: made of the id across articles so that XML takes it.
        mode: "actor" or "issue".
        key: the id across articles.
        kind: of an actor; "issue" of an issue.
        country: the id of the state that an actor is or belongs to; "" where there is none.
    """

    id: str
    mode: str
    key: str
    name: str
    kind: str
    country: str
    frequency: int
    days: tuple[str, ...]


class Drawn(msgspec.Struct, frozen=True):
    """A network with its nodes as they are written; ties name nodes by `Node.id`, `ids` tells what is written."""

    network: Network
    nodes: tuple[Shown, ...]
    ids: dict[str, str]


def drawn(request: Request) -> Drawn:
    """The network that a request asks for.

    Raises:
        PourparlersError: its normalisation does not fit its ties.
    """
    contents = request.contents
    entities: dict[str, Entity] = {}
    network = network_of(list(_sides(contents, entities)), request.ties, request.normalisation)
    nodes = tuple(_shown(node, entities, contents.labels) for node in network.nodes)
    return Drawn(network, nodes, {node.id: shown.id for node, shown in zip(network.nodes, nodes, strict=True)})


def _sides(contents: Contents, entities: dict[str, Entity]) -> Iterator[Side]:
    """The sides that parties take; those of a statement of several parties are one each."""
    for one in contents.statements:
        side = agreement_of(one.act, one.stance, one.negated)
        if side is not None and one.issue is not None:
            for actor in _actors(one, contents, entities):
                yield Side(f"{ACTOR}|{actor}", f"{ISSUE}|{one.issue}", side, one.day)


def _actors(one: Statement, contents: Contents, entities: dict[str, Entity]) -> Iterable[str]:
    told = [contents.entity(id_, one.report) for id_ in one.parties]
    for entity in told:
        entities.setdefault(entity.id, entity)
    return dict.fromkeys(entity.id for entity in told)


def _shown(node: Node, entities: dict[str, Entity], labels: dict[str, str]) -> Shown:
    mode, _, key = node.id.partition("|")
    name, kind, country = one_line(labels.get(key, key)), ISSUE, ""
    if not node.issue:
        one = entities[key]
        name, kind, country = one_line(one.name), str(one.kind), country_of(one)
    return Shown(
        id=name_of(mode, key), mode=mode, key=key, name=name, kind=kind, country=country, frequency=node.frequency,
        days=node.days,
    )  # fmt: skip


def country_of(one: Entity) -> str:
    """The id of the state that an actor is or belongs to; "" where it is of none."""
    if one.kind is ActorKind.STATE:
        return one.id
    return one.party if one.party and kind_of(one.party) is ActorKind.STATE else ""


def spells(days: Iterable[str]) -> list[tuple[str, str]]:
    """First and last days, both included, of days told as precisely as they are known: those of "2021-03" are two.

    Those that meet or overlap are one.
    """
    out: list[tuple[str, str]] = []
    for first, last in sorted(found for day in days if (found := days_of(day))):
        if out and first <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], last)
        else:
            out.append((first, last))
    return out


def days_of(day: str) -> tuple[str, str] | None:
    """The first and the last day of a year, a month or a day; None of what is neither."""
    whole = len("2021-03-02")
    try:
        first = date.fromisoformat((day + "-01-01")[:whole] if len(day) in {4, 7, whole} else "")
    except ValueError:
        return None
    last = {4: (12, 31), 7: (first.month, monthrange(first.year, first.month)[1])}.get(len(day))
    return first.isoformat(), first.replace(month=last[0], day=last[1]).isoformat() if last else first.isoformat()
