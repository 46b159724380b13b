"""A dossier out of what another wrote: records as they were read, decisions beside them. Nothing of it is trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, insert, select

from pourparlers.articles.dates import checked_date
from pourparlers.articles.detect import checked_language
from pourparlers.articles.load import LONGEST_TEXT, article_id
from pourparlers.articles.markup import normalised
from pourparlers.dossier.applying import apply
from pourparlers.dossier.facts import put_facts
from pourparlers.dossier.intake import software
from pourparlers.dossier.renewing.renewal import renew
from pourparlers.dossier.review.codebook import checked
from pourparlers.dossier.review.decisions import Decision, active, codebook, decisions
from pourparlers.dossier.store.database import writing
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.rows import article_row
from pourparlers.dossier.store.schema import article, problem
from pourparlers.model import SCHEMA as RECORD
from pourparlers.model import DossierError, ExchangeError, PourparlersError, Record, Span

SCHEMA = "pourparlers.dossier/1"
# A file of so many bytes is none that we wrote: a dossier of 100,000 articles takes some gigabytes.
LARGEST = 8_000_000_000
# NUL as JSON writes it, not a backslash before «u0000».
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article came from, when it came in, and what read it."""

    id: str
    file: str | None = None
    added: str = ""
    reader: str = ""


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be read, and why."""

    file: str
    code: str
    what: str
    seen: str


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """Of an exported dossier all that another is made of; what stands on it is made anew."""

    schema: str
    records: tuple[Record, ...] = ()
    articles: tuple[Origin, ...] = ()
    problems: tuple[Unread, ...] = ()
    decisions: tuple[Decision, ...] = ()


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """How many articles came in and were there already, and how many decisions came in."""

    new: int
    known: int
    decisions: int


def read(data: bytes, where: str) -> Whole:
    """What a file holds: an exported dossier, or records, one a line, as `read --json` prints them.

    Raises:
        ExchangeError: it is neither; a record does not fit its article; it tells which and why.
    """
    if len(data) > LARGEST:
        raise ExchangeError("the file is too large to be a dossier.", where=where, hint="Import parts of it.")
    if _NUL.search(data):
        raise ExchangeError("there is a NUL character in it, which no article has.", where=where, hint=_HINT)
    whole = _dossier(data, where) if _told_schema(data, where) == SCHEMA else _lines(data, where)
    for n, record in enumerate(whole.records, 1):
        _sound(record, f"{where}, record {n}")
    _decided(whole, where)
    return whole


class _Schema(msgspec.Struct):
    schema: str = ""


def _told_schema(data: bytes, where: str) -> str:
    """The schema of the whole, or of its first line."""
    head, _, rest = data.strip().partition(b"\n")
    for told in (head, data) if rest else (data,):
        try:
            return _known(msgspec.json.decode(told, type=_Schema).schema, where)
        except (msgspec.DecodeError, RecursionError) as error:
            fault = str(error) or "it is nested too deeply"
    raise ExchangeError(f"the file is no JSON of a dossier: {fault[:200]}.", where=where, hint=_HINT)


_HINT = f"Give what `export DOSSIER json` wrote ({SCHEMA}), or the lines of `read --json` ({RECORD})."


def _known(schema: str, where: str) -> str:
    if schema not in {SCHEMA, RECORD}:
        what = f"the schema {schema[:60]!r} is not known." if schema else "the file does not tell its schema."
        raise ExchangeError(what, where=where, hint=_HINT)
    return schema


def _dossier(data: bytes, where: str) -> Whole:
    try:
        return msgspec.json.decode(data, type=Whole)
    except (msgspec.DecodeError, RecursionError) as error:
        fault = str(error) or "it is nested too deeply"
        raise ExchangeError(f"the dossier is not well formed: {fault[:200]}.", where=where, hint=_HINT) from error


def _lines(data: bytes, where: str) -> Whole:
    records = []
    for n, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            records.append(msgspec.json.decode(line, type=Record))
        except (msgspec.DecodeError, RecursionError) as error:
            what = f"line {n} holds no record: {(str(error) or 'it is nested too deeply')[:200]}."
            raise ExchangeError(what, where=where, hint=_HINT) from error
    return Whole(schema=SCHEMA, records=tuple(records))


def _sound(record: Record, where: str) -> None:
    """Hold a record against its article: ids, dates, and every span against the text."""
    one = record.article
    _known(record.schema, where)
    if len(one.text) > LONGEST_TEXT or normalised(one.text) != one.text:
        raise ExchangeError("the text is too long, or not as it was read.", where=where, hint="Read the article anew.")
    try:
        checked_language(one.language)
        if one.published is not None and checked_date(one.published) != one.published:
            raise ExchangeError(f"{one.published!r} is no date.", where=where, hint="Write 2022-01-12.")
    except PourparlersError as error:
        raise ExchangeError(error.what, where=where, hint=error.hint) from error
    if one.id != article_id(one.text, one.published, one.outlet):
        what = f"{one.id[:60]!r} is not the id of this text, day and outlet."
        raise ExchangeError(what, where=where, hint="Read the article anew.")
    _ids(record, where)
    for span in _spans(record):
        if not 0 <= span.start < span.end <= len(one.text) or one.text[span.start : span.end] != span.text:
            what = f"{span.text[:60]!r} is not what stands at {span.start}:{span.end} of the text."
            raise ExchangeError(what, where=where, hint="Offsets count code points; read the article anew.")


def _ids(record: Record, where: str) -> None:
    """Each fact has an id of its own and of its kind, and what it names is there."""
    kinds = (("t", record.times), ("e", record.encounters), ("s", record.statements), ("", record.actors))
    seen: set[str] = set()
    for letter, facts in kinds:
        for fact in facts:
            numbered = fact.id[:1] == letter and fact.id[1:].isascii() and fact.id[1:].isdecimal()
            if fact.id in seen or not fact.id or (letter and not numbered):
                what = f"{fact.id[:60]!r} is no id of a fact, or stands twice."
                raise ExchangeError(what, where=where, hint="Read the article anew.")
            seen.add(fact.id)
    named = {name for one in record.statements for name in (one.time, one.answers) if name}
    if missing := sorted(named - seen):
        what = f"a statement names {missing[0][:60]!r}, which is not there."
        raise ExchangeError(what, where=where, hint="Read the article anew.")


def _spans(record: Record) -> Iterator[Span]:
    for time in record.times:
        yield Span(time.start, time.end, time.text)
    for actor in record.actors:
        yield from actor.mentions
    for encounter in record.encounters:
        yield from encounter.evidence
    for statement in record.statements:
        yield from statement.content
        yield from (statement.cue,) if statement.cue else ()
        if (told := statement.why.speaker) is not None:
            yield Span(told.start, told.end, told.text)


def _decided(whole: Whole, where: str) -> None:
    """The codebook that the decisions make is one."""
    if len({one.id for one in whole.decisions}) < len(whole.decisions):
        raise ExchangeError("two decisions have one id.", where=where, hint=_HINT)
    try:
        checked(codebook(active(whole.decisions)).values(), where)
    except DossierError as error:
        raise ExchangeError(error.what, where=where, hint=error.hint) from error


def take(engine: Engine, place: str | Path, whole: Whole) -> Imported:
    """Bring what was read into a dossier, all or nothing; an article or a decision that is there is passed over."""
    origins = {one.id: one for one in whole.articles}
    with writing(engine, place) as connection:
        known = _there(connection, [one.article.id for one in whole.records])
        before = len(decisions(connection))
        apply(connection, whole.decisions)
        held = active(decisions(connection))
        fresh = {one.article.id: one for one in whole.records if one.article.id not in known}
        for record in fresh.values():
            _put(connection, record, origins.get(record.article.id), held)
        _problems(connection, whole.problems)
        renew(connection)
        kept = len(decisions(connection)) - before
    return Imported(new=len(fresh), known=len(whole.records) - len(fresh), decisions=kept)


def _put(connection: Connection, record: Record, origin: Origin | None, held: Sequence[Decision]) -> None:
    told = origin or Origin(id=record.article.id)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    row = article_row(record, file=told.file, added=told.added or now, reader=told.reader or software())
    connection.execute(insert(article).values(row))
    put_facts(connection, record, held=held)


def _there(connection: Connection, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in parts(ids):
        found |= set(connection.execute(select(article.c.id).where(article.c.id.in_(some))).scalars())
    return found


def _problems(connection: Connection, told: Iterable[Unread]) -> None:
    query = select(problem.c.file, problem.c.code, problem.c.what)
    seen = {tuple(row) for row in connection.execute(query)}
    for one in told:
        if (one.file, one.code, one.what) not in seen:
            seen.add((one.file, one.code, one.what))
            connection.execute(insert(problem).values(msgspec.structs.asdict(one)))
