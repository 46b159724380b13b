"""A dossier as one JSON object: its records whole as they were read, decisions beside them, and what stands on both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import func, select

from pourparlers.dossier.dossier import Dossier
from pourparlers.dossier.importing import SCHEMA, Origin, Unread
from pourparlers.dossier.review.decisions import Code, Decision
from pourparlers.dossier.standing import listing
from pourparlers.dossier.standing.disputes import disagreement
from pourparlers.dossier.standing.stands.positions import Position
from pourparlers.dossier.store.database import faults
from pourparlers.dossier.store.schema import article, problem
from pourparlers.model import Act, EncounterKind, Record


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A fact of an article, by the ids of both."""

    article: str
    id: str


class Encounter(msgspec.Struct, frozen=True, kw_only=True):
    """An encounter, as most of its reports tell it; `id` is that of its first report."""

    id: str
    kind: EncounterKind
    parties: tuple[str, ...]
    persons: tuple[str, ...]
    place: str | None
    date: str | None
    mod: str | None
    duration: str | None
    status: str
    voices: int
    reports: tuple[Report, ...]


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement, in the words of the report that tells most."""

    id: str
    speakers: tuple[str, ...]
    parties: tuple[str, ...]
    act: Act
    target: str | None
    content: str
    issue: str | None
    day: str | None
    voices: int
    reports: tuple[Report, ...]


class Between(msgspec.Struct, frozen=True, kw_only=True):
    """What one article tells: a value that can be compared, and its words."""

    article: str
    value: str
    evidence: str


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """Where sources disagree."""

    what: disagreement.What
    between: tuple[Between, ...]


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """A whole dossier: `records`, `articles`, `problems` and `decisions` make it anew; the rest stands on them."""

    schema: str
    records: tuple[Record, ...]
    articles: tuple[Origin, ...]
    problems: tuple[Unread, ...]
    decisions: tuple[Decision, ...]
    codebook: tuple[Code, ...]
    encounters: tuple[Encounter, ...]
    statements: tuple[Statement, ...]
    actors: tuple[listing.Actor, ...]
    issues: tuple[listing.Issue, ...]
    positions: tuple[Position, ...]
    contradictions: tuple[Contradiction, ...]


def written(dossier: Dossier) -> Iterator[bytes]:
    """The object as bytes, a line for each thing: the same dossier gives the same bytes."""
    yield b'{"schema":' + msgspec.json.encode(SCHEMA)
    for name, things in _parts(dossier).items():
        yield b",\n" + msgspec.json.encode(name) + b":["
        for n, thing in enumerate(things()):
            yield (b",\n" if n else b"\n") + msgspec.json.encode(thing)
        yield b"]"
    yield b"}\n"


def dossier_object(dossier: Dossier) -> dict[str, Any]:
    """The object, as Python has it."""
    told: dict[str, Any] = json.loads(b"".join(written(dossier)))
    return told


def _parts(dossier: Dossier) -> dict[str, Callable[[], Iterable[Any]]]:
    return {
        "records": dossier.records,
        "articles": lambda: _origins(dossier),
        "problems": lambda: _problems(dossier),
        "decisions": lambda: (made.decision for made in dossier.decisions()),
        "codebook": dossier.codebook,
        "encounters": lambda: map(_encounter, sorted(dossier.encounters(), key=_id)),
        "statements": lambda: map(_statement, sorted(dossier.statements(), key=_id)),
        "actors": lambda: sorted(dossier.actors(), key=_id),
        "issues": lambda: sorted(dossier.issues(), key=_id),
        "positions": dossier.positions,
        "contradictions": lambda: map(_contradiction, dossier.contradictions()),
    }


def _id(one: Any) -> str:
    return str(one.id)


def _origins(dossier: Dossier) -> list[Origin]:
    order = func.coalesce(article.c.published, ""), article.c.id
    query = select(article.c.id, article.c.file, article.c.added, article.c.reader).order_by(*order)
    with faults(dossier.where), dossier.engine.connect() as connection:
        return [Origin(**row._asdict()) for row in connection.execute(query)]


def _problems(dossier: Dossier) -> list[Unread]:
    columns = problem.c.file, problem.c.code, problem.c.what, problem.c.seen
    with faults(dossier.where), dossier.engine.connect() as connection:
        return [Unread(**row._asdict()) for row in connection.execute(select(*columns).order_by(*columns))]


def _reports(told: Iterable[listing.Evidence]) -> tuple[Report, ...]:
    return tuple(Report(article=one.article, id=one.report.partition(":")[2]) for one in told)


def _encounter(one: listing.Encounter) -> Encounter:
    return Encounter(
        id=one.id, kind=one.kind, parties=one.parties, persons=one.persons, place=one.place, date=one.date, mod=one.mod,
        duration=one.duration, status=one.status, voices=one.voices, reports=_reports(one.reports),
    )  # fmt: skip


def _statement(one: listing.Statement) -> Statement:
    return Statement(
        id=one.id, speakers=one.speakers, parties=one.parties, act=one.act, target=one.target, content=one.content,
        issue=one.issue, day=one.day, voices=one.voices, reports=_reports(one.reports),
    )  # fmt: skip


def _contradiction(one: disagreement.Contradiction) -> Contradiction:
    return Contradiction(
        what=one.what,
        between=tuple(Between(article=s.article, value=s.value, evidence=s.evidence) for s in one.between),
    )


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an exported dossier."""
    made = msgspec.json.schema(Export)
    made["$defs"]["Export"]["properties"]["schema"] = {"const": SCHEMA}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **made}


def written_schema() -> str:
    """The schema as its file has it: python -m pourparlers.exports.dossier > docs/dossier.schema.json"""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    from pourparlers.exports import dossier as own

    # Of this module under its own name, which stands in the schema.
    print(own.written_schema(), end="")
