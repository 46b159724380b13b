"""Names of the dossier that a field may take, as far as they are written."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.dossier.standing.profiles.directory import actors_page, issues_page, outlets
from pourparlers.model import ActorKind
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.routes import Get

MOST = 12


class Of(StrEnum):
    """What is named, as the fields that take the names are called."""

    PARTY = "party"
    PERSON = "person"
    ISSUE = "issue"
    OUTLET = "outlet"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for."""

    of: Annotated[Of, Meta(description="Names of what.")] = Of.PARTY
    words: Annotated[str, Meta(description="Parts of a name, without regard to accents and capitals.")] = ""


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """What may be meant, first what most is told of."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    names: Annotated[tuple[str, ...], Meta(description="Names; of parties their ids.")]


def show(call: Call) -> Page:
    """The names that may be meant."""
    asked = call.asked(Asked)
    with call.reading() as connection:
        names = tuple(dict.fromkeys(_named(connection, asked)))
    return Page(template="names.html", shown=Names(asked=asked, names=names))


def _named(connection: Connection, asked: Asked) -> list[str]:
    if asked.of is Of.OUTLET:
        return outlets(connection, asked.words, MOST)
    if asked.of is Of.ISSUE:
        return [one.label for one in issues_page(connection, words=asked.words, page=Rows(limit=MOST)).issues]
    kinds = (ActorKind.PERSON,) if asked.of is Of.PERSON else (ActorKind.STATE, ActorKind.ORGANISATION)
    # Some actors are named alone: they do and say nothing that a list would hold.
    page = Rows(limit=3 * MOST)
    found = actors_page(connection, words=asked.words, kinds=kinds, page=page).actors
    heard = [one for one in found if one.statements or one.encounters][:MOST]
    return [one.name if asked.of is Of.PERSON else one.id.partition("|")[0] for one in heard]


ROUTES = (Get("/names", show, Asked, gives=Names),)
