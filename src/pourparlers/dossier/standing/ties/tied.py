"""Who is tied with whom in a dossier: who meets, supports, accuses or agrees with whom; the strongest ties of each.

What is counted is counted in the database over narrow rows (`side`, `aim`, `presence`), so that a hundred thousand
statements take some tens of milliseconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection, func, select

from pourparlers.dossier.standing.ties.actors import plain_id
from pourparlers.dossier.standing.ties.chosen import Chosen
from pourparlers.dossier.standing.ties.counts import aims, meetings
from pourparlers.dossier.standing.ties.kinds import ActorTie, Found, Tied, TieKind
from pourparlers.dossier.standing.ties.sides import agreements
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Appears, actor, appearance
from pourparlers.lexicon.ids import kind_of
from pourparlers.model import ActorKind


class TiedActor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor that is tied with others."""

    id: Annotated[str, Meta(description="What names the actor in the dossier.")]
    actor: Annotated[str, Meta(description="The id of a state or an organisation, `person:Name` or `group:words`.")]
    kind: Annotated[ActorKind, Meta(description="What the actor is.")]
    name: Annotated[str, Meta(description="Its name in the articles.")]
    party: Annotated[str | None, Meta(description="The state or organisation that it belongs to.")]
    articles: Annotated[int, Meta(description="How many articles of the dossier name it.")]
    ties: Annotated[int, Meta(description="How many of the ties here it has.")]


class KindCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many ties of a kind there are."""

    kind: Annotated[TieKind, Meta(description="What ties actors.")]
    found: Annotated[int, Meta(description="How many such ties there are in all.")]
    left: Annotated[int, Meta(description="How many of them are left out here: the weakest.")]


class TiedActors(msgspec.Struct, frozen=True, kw_only=True):
    """The strongest ties of each kind that is asked for, and the actors that have them."""

    actors: Annotated[tuple[TiedActor, ...], Meta(description="Those first that have most ties.")]
    ties: Annotated[tuple[ActorTie, ...], Meta(description="By kind, the strongest first.")]
    kinds: Annotated[tuple[KindCount, ...], Meta(description="How many ties of each kind there are.")]
    actors_left: Annotated[int, Meta(description="How many actors have no other ties than such as are left out.")]


def tied(connection: Connection, asked: Tied) -> TiedActors:
    """The strongest ties that are asked for.

    Raises:
        DossierError: there is no issue that is asked for.
    """
    found = dict(_found(Chosen(connection, asked)))
    ties = tuple(tie for kind in asked.kinds for tie in found[kind].ties)
    everybody = set[str]().union(*(one.actors for one in found.values()))
    actors = actors_of(connection, Counter(end for tie in ties for end in (tie.source, tie.target)))
    counts = tuple(
        KindCount(kind=kind, found=found[kind].number, left=found[kind].number - len(found[kind].ties))
        for kind in asked.kinds
    )
    return TiedActors(actors=actors, ties=ties, kinds=counts, actors_left=len(everybody) - len(actors))


def _found(chosen: Chosen) -> Iterator[tuple[TieKind, Found]]:
    kinds = chosen.asked.kinds
    if TieKind.MEET in kinds:
        yield TieKind.MEET, meetings(chosen)
    if any(kind.act for kind in kinds):
        yield from aims(chosen).items()
    if any(kind.agreeing for kind in kinds):
        yield from agreements(chosen).items()


def actors_of(connection: Connection, ties: Mapping[str, int]) -> tuple[TiedActor, ...]:
    """Some actors with what is known of each.

    Args:
        connection: of the dossier.
        ties: by the ids of the actors how many ties each has.
    """
    known = {row.id: row for row in connection.execute(select(actor).where(among(connection, actor.c.id, ties)))}
    named = select(appearance.c.actor, func.count()).where(
        appearance.c.role == Appears.NAMED.value, among(connection, appearance.c.actor, ties)
    )
    articles = {row[0]: row[1] for row in connection.execute(named.group_by(appearance.c.actor))}
    found = []
    for id_, n in ties.items():
        own, row = plain_id(id_), known.get(id_)
        found.append(
            TiedActor(
                id=id_, actor=own, kind=ActorKind(row.kind) if row else kind_of(own),
                name=row.name if row else own.partition(":")[2] or own, party=row.party if row else None,
                articles=articles.get(id_, 0), ties=n,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-one.ties, -one.articles, one.id)))
