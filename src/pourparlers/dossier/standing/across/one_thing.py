"""A statement or an encounter as it stands across sources: what is read, each report, what answers what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection, select

from pourparlers.dossier.standing import listing
from pourparlers.dossier.standing.across.copies import voices_of
from pourparlers.dossier.standing.across.taking_part import taking_part
from pourparlers.dossier.standing.across.telling import FIELDS, TABLES, Telling, tellings
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, encounter, fate, member, part, reply, statement

# So many answers of a statement are listed, and so many reports on a page.
ANSWERS, REPORTS = 40, 30


class Answering(msgspec.Struct, frozen=True, kw_only=True):
    """What a statement answers, and what answers it, each by day."""

    asked: Annotated[tuple[listing.Statement, ...], Meta(description="The proposals and accusations that it answers.")]
    answers: Annotated[tuple[listing.Statement, ...], Meta(description="The answers to it.")]
    fate: Annotated[str | None, Meta(description="What became of it, where it proposes or accuses.")]


class OneThing(msgspec.Struct, frozen=True, kw_only=True):
    """A statement or an encounter; `statement` or `encounter` is null, both where persons rejected all of it."""

    id: Annotated[str, Meta(description="Its id.")]
    kind: Annotated[Kind, Meta(description="statement or encounter.")]
    statement: Annotated[listing.Statement | None, Meta(description="The statement.")]
    encounter: Annotated[listing.Encounter | None, Meta(description="The encounter.")]
    voices: Annotated[int, Meta(description="How many independent texts report it.")]
    count: Annotated[int, Meta(description="How many reports there are.")]
    relays: Annotated[int, Meta(description="How many articles report it that are copies of others that do.")]
    reports: Annotated[tuple[Telling, ...], Meta(description="Those of the page, by day of publication.")]
    actors: Annotated[Mapping[str, str], Meta(description="The actors across articles, by what its reports call them.")]
    answering: Annotated[Answering | None, Meta(description="What it answers and what answers it.")]
    group: Annotated[tuple[str, ...], Meta(description="The uids of all its reports.")]


def one_thing(connection: Connection, kind: Kind, id_: str, page: int = 1) -> OneThing | None:
    """A statement or an encounter by its id or that of any of its reports.

    Args:
        connection: of the dossier.
        kind: statement or encounter.
        id_: whole.
        page: which of its reports, from 1.

    Returns:
        None where there is none; what persons rejected with its reports alone.
    """
    table = TABLES[kind]
    name = connection.scalar(select(member.c.group).where(member.c.kind == kind.value, member.c.node == id_))
    if name is None:
        rejected = connection.scalar(select(table.c.uid).where(table.c.uid == id_))
        return _rejected(connection, kind, id_) if rejected else None
    said = listing.statements(connection, None, statement.c.id == name) if kind is Kind.STATEMENT else []
    met = listing.encounters(connection, None, encounter.c.id == name) if kind is Kind.ENCOUNTER else []
    whole: listing.Statement | listing.Encounter = said[0] if said else met[0]
    answering = _answering(connection, whole.id) if said else None
    beside = (*answering.asked, *answering.answers) if answering else ()
    named = [report.report for one in (whole, *beside) for report in one.reports]
    return OneThing(
        id=whole.id, kind=kind, statement=said[0] if said else None, encounter=met[0] if met else None,
        voices=whole.voices, count=len(whole.reports), reports=_reports(connection, kind, whole, page),
        answering=answering, actors=taking_part(connection, among(connection, part.c.uid, named)),
        relays=len({one.article for one in whole.reports}) - whole.voices,
        group=tuple(one.report for one in whole.reports),
    )  # fmt: skip


def _reports(
    connection: Connection, kind: Kind, whole: listing.Statement | listing.Encounter, page: int
) -> tuple[Telling, ...]:
    """The reports of a page; the one that tells most is read with them, for others are held against its words."""
    shown = [one.report for one in whole.reports[(page - 1) * REPORTS : page * REPORTS]]
    main = whole.report if isinstance(whole, listing.Statement) else None
    read = shown if main is None or main in shown else [*shown, main]
    fields = {name: getattr(whole, name) for name in FIELDS[kind] if hasattr(whole, name)}
    told = tellings(connection, kind, read, fields, main, _relays(connection, whole.reports))
    return tuple(one for one in told if one.report in shown)


def _relays(connection: Connection, reports: Sequence[listing.Evidence]) -> set[str]:
    """Those reports whose text an earlier one has."""
    voices = voices_of(connection, [one.article for one in reports])
    first: dict[str, str] = {}
    for one in reports:
        first.setdefault(voices.get(one.article, one.article), one.article)
    return {one.report for one in reports if first[voices.get(one.article, one.article)] != one.article}


def _rejected(connection: Connection, kind: Kind, id_: str) -> OneThing:
    return OneThing(
        id=id_, kind=kind, statement=None, encounter=None, voices=0, count=1, relays=0,
        reports=tuple(tellings(connection, kind, [id_], {})), actors={}, answering=None, group=(id_,),
    )  # fmt: skip


def _answering(connection: Connection, id_: str) -> Answering:
    asked = connection.scalars(select(reply.c.asked).where(reply.c.answer == id_).limit(ANSWERS)).all()
    answers = connection.scalars(select(reply.c.answer).where(reply.c.asked == id_).limit(ANSWERS)).all()
    told = {one.id: one for one in _statements(connection, [*asked, *answers])}
    became = connection.scalar(select(fate.c.fate).where(fate.c.statement == id_).limit(1))
    return Answering(asked=_ordered(told, asked), answers=_ordered(told, answers), fate=became)


def _ordered(told: Mapping[str, listing.Statement], ids: Sequence[str]) -> tuple[listing.Statement, ...]:
    return tuple(sorted((told[id_] for id_ in ids if id_ in told), key=lambda one: (one.day or "9999", one.id)))


def _statements(connection: Connection, ids: Sequence[str]) -> list[listing.Statement]:
    return listing.statements(connection, None, statement.c.id.in_(ids)) if ids else []
