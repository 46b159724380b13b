"""Where sources disagree: on when, where and whether people met, on what was accepted, on numbers and words.

The contradictions stand in a table that is written anew with whatever they rest on (`dossier.renewing`); here they are
read: page by page, counted, and as marks on statements and encounters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.json import decode
from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from pourparlers.dossier.standing.disputes.disagreement import Contradiction, What
from pourparlers.dossier.standing.filters import ALL, Filters, Page, of_encounters, of_statements
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, contradiction, contradiction_about, encounter, statement
from pourparlers.model import DossierError

_ORDER = func.coalesce(contradiction.c.first, "9999"), contradiction.c.what, contradiction.c.subject, contradiction.c.id


def contradictions(
    connection: Connection, asked: Filters | None = None, *, what: What | None = None, page: Page = ALL
) -> list[Contradiction]:
    """The contradictions that concern a statement or an encounter that is asked for, by the day of the first side.

    None is decided: both sides stand with the words of their articles.

    Args:
        connection: to the dossier.
        asked: which statements and encounters; no encounters where an act or an issue is asked for.
        what: in what respect sources disagree; in any where None.
        page: which of them.
    """
    # The rows are long: those of the page alone are read, the others sorted by what stands in front of them.
    chosen = _chosen(connection, select(contradiction.c.id), asked)
    chosen = chosen.where(contradiction.c.what == what.value) if what else chosen
    ids = page.of(chosen.order_by(*_ORDER)).subquery()
    query = select(contradiction.c.told).join(ids, ids.c.id == contradiction.c.id).order_by(*_ORDER)
    return [_read(told) for told in connection.scalars(query)]


def contradiction_named(connection: Connection, id_: str) -> Contradiction:
    """One contradiction.

    Raises:
        DossierError: there is none of this id.
    """
    told = connection.scalar(select(contradiction.c.told).where(contradiction.c.id == id_))
    if told is None:
        raise DossierError(f"there is no contradiction {id_[:60]!r}.", hint="`pourparlers contradictions` lists them.")
    return _read(told)


def what_of(told: str) -> What:
    """In what respect sources disagree, by its name.

    Raises:
        DossierError: in no such respect.
    """
    try:
        return What(told)
    except ValueError as error:
        hint = f"Ask for {', '.join(What)}."
        raise DossierError(f"sources disagree in no such respect: {told[:60]!r}.", hint=hint) from error


def _read(told: str) -> Contradiction:
    return decode(told, type=Contradiction)


def counts(connection: Connection, asked: Filters | None = None) -> dict[What, int]:
    """How many contradictions there are of each kind, of those that are asked for; kinds without any are left out."""
    query = _chosen(connection, select(contradiction.c.what, func.count()), asked).group_by(contradiction.c.what)
    found = {What(what): n for what, n in connection.execute(query)}
    return {what: found[what] for what in What if what in found}


class Listing(NamedTuple):
    """Some contradictions of a list, and how many of each kind it has."""

    counts: Mapping[What, int]
    found: Sequence[Contradiction]


def counted(connection: Connection, asked: Filters, what: What | None, page: Page) -> Listing:
    """A page of the contradictions, and how many of each kind there are; arguments as of `contradictions`.

    What is asked for is looked for once: of whatever concerns it ids and kinds are read, and the page's rows whole.
    """
    if asked == Filters():
        return Listing(counts(connection, asked), contradictions(connection, asked, what=what, page=page))
    query = _chosen(connection, select(contradiction.c.id, contradiction.c.what), asked).order_by(*_ORDER)
    rows = [(id_, What(kind)) for id_, kind in connection.execute(query)]
    ids = [id_ for id_, kind in rows if what in {None, kind}]
    told = select(contradiction.c.told).where(among(connection, contradiction.c.id, ids[page.skip :][: page.limit]))
    kinds = Counter(kind for _, kind in rows)
    found = [_read(one) for one in connection.scalars(told.order_by(*_ORDER))]
    return Listing({kind: kinds[kind] for kind in What if kinds[kind]}, found)


def marks(connection: Connection, ids: Collection[str]) -> dict[str, tuple[What, ...]]:
    """In what sources disagree about some statements and encounters, by their ids; others are left out."""
    about = contradiction_about
    query = select(about.c.thing, contradiction.c.what).distinct().join(
        contradiction, contradiction.c.id == about.c.contradiction
    ).where(among(connection, about.c.thing, ids), about.c.marks)  # fmt: skip
    found: dict[str, list[What]] = {}
    for thing, what in connection.execute(query):
        found.setdefault(thing, []).append(What(what))
    return {thing: tuple(sorted(whats)) for thing, whats in found.items()}


def _chosen(connection: Connection, query: Select[Any], asked: Filters | None) -> Select[Any]:
    """A query for the contradictions that are asked for alone."""
    if asked is None or asked == Filters():
        return query
    return query.where(or_(*(contradiction.c.id.in_(ids) for ids in _concerning(connection, asked))))


def _concerning(connection: Connection, asked: Filters) -> Iterator[Select[Any]]:
    """The ids of contradictions that concern what is asked for: of the few disputed things each is looked at."""
    yield _of(Kind.STATEMENT, statement, of_statements(connection, asked))
    if not asked.act and not asked.issue:
        yield _of(Kind.ENCOUNTER, encounter, of_encounters(connection, asked))


def _of(kind: Kind, table: Any, where: ColumnElement[bool]) -> Select[Any]:
    about = contradiction_about
    joined = about.join(table, table.c.id == about.c.thing)
    return select(about.c.contradiction).select_from(joined).where(about.c.kind == kind.value, where)
