"""What to look for instead: how often each word stands by itself, words that are written much alike, names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, and_, case, func, literal_column, or_, select

from pourparlers.dossier.store.called import plain
from pourparlers.dossier.store.schema import actor, actor_name, article, issue, issue_name
from pourparlers.dossier.store.sought import Query, Term, folded, number_of
from pourparlers.lexicon.ids import ids_named

# So many rows are counted of a word; words of so few letters are much like any other.
_MOST, _SHORTEST = 1000, 4
# How much alike two words are written, of 100, and how many of them are told.
_ALIKE, _NEAR = 72, 3
# Names hold almost any two letters.
_WHOLE = 3


class Alone(msgspec.Struct, frozen=True, kw_only=True):
    """How many articles hold a word, a phrase or a beginning by itself, and what is written much like it.

    Attributes:
        words: as they can be looked for.
        articles: how many, a thousand at most.
        near: words of the articles that are written much alike, the most alike first; only where there are no articles.
    """

    words: str
    articles: int
    near: tuple[str, ...] = ()


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, an issue or an outlet whose name holds all words.

    Attributes:
        id: of the actor or the issue; the name of the outlet.
        kind: of the actor (state, organisation, person, group); "issue"; "outlet".
        name: what it is called where most call it so.
        called: the name that holds the words.
    """

    id: str
    kind: str
    name: str
    called: str


def alone(connection: Connection, terms: Sequence[Term]) -> tuple[Alone, ...]:
    """Each of some words by itself.

    Args:
        connection: to the dossier.
        terms: what is looked for.
    """
    return tuple(_alone(connection, one) for one in terms)


def _alone(connection: Connection, one: Term) -> Alone:
    articles = number_of(connection, "article", Query.of(one), _MOST)
    near = tuple(near_words(connection, one.words[0])) if not articles and len(one.words) == 1 else ()
    return Alone(words=told(one), articles=articles, near=near)


def told(one: Term) -> str:
    """Words as somebody types them: phrases in quotation marks."""
    words = " ".join(one.words)
    return (f'"{words}"' if len(one.words) > 1 else words) + ("*" if one.prefix else "")


def near_words(connection: Connection, word: str) -> list[str]:
    """Words of the articles that begin with the same letter and are written much alike, the most alike first.

    PostgreSQL keeps no list of the words of an index: there are none.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    own = folded(word)
    if connection.dialect.name != "sqlite" or len(own) < _SHORTEST:
        return []
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.article_vocabulary USING fts5vocab(main, article_words, row)"
    )
    query = "SELECT term, doc FROM temp.article_vocabulary WHERE term >= ? AND term < ?"
    rows = connection.exec_driver_sql(query, (own[0], chr(ord(own[0]) + 1))).all()
    articles = {row.term: row.doc for row in rows if abs(len(row.term) - len(own)) < _SHORTEST}
    alike = process.extract(
        own, list(articles), scorer=Indel.normalized_similarity, limit=4 * _NEAR, score_cutoff=_ALIKE / 100
    )
    return [term for term, _, _ in sorted(alike, key=lambda one: (-one[1], -articles[one[0]]))[:_NEAR]]


def names(connection: Connection, terms: Sequence[Term], most: int) -> tuple[Name, ...]:
    """Actors and issues whose names hold all words, those first whose names say least besides.

    Args:
        connection: to the dossier.
        terms: what is looked for.
        most: how many of each at most.
    """
    words = [plain(" ".join(one.words)) for one in terms]
    if not words or max(map(len, words)) < _WHOLE:
        return ()
    # States bear their codes; the names of states are the lexicon's.
    states = [actor_name.c.actor.startswith(f"{id_}|", autoescape=True) for id_ in sorted(ids_named(" ".join(words)))]
    of_actors = _named(connection, _ACTORS, words, most, states)
    return (*of_actors, *_named(connection, _ISSUES, words, most))


class _Kind(NamedTuple):
    """Actors or issues: their table, that of all their names, and columns of their usual name and their kind."""

    table: Table
    called: Table
    name: Any
    kind: Any


_ACTORS = _Kind(actor, actor_name, actor.c.name, actor.c.kind)
_ISSUES = _Kind(issue, issue_name, issue.c.label, literal_column("'issue'"))


def outlets(connection: Connection, terms: Sequence[Term], most: int) -> tuple[Name, ...]:
    """Outlets whose names hold all words, the shortest names first.

    Args:
        connection: to the dossier.
        terms: what is looked for.
        most: how many at most.
    """
    words = [plain(" ".join(one.words)) for one in terms]
    if not words or max(map(len, words)) < _WHOLE:
        return ()
    known = connection.execute(select(article.c.outlet).where(article.c.outlet.is_not(None)).distinct()).scalars()
    found = sorted((one for one in known if all(word in plain(one) for word in words)), key=lambda one: (len(one), one))
    return tuple(Name(id=one, kind="outlet", name=one, called=one) for one in found[:most])


def _named(
    connection: Connection, of: _Kind, words: Sequence[str], most: int, besides: Sequence[Any] = ()
) -> list[Name]:
    table, called, name, kind = of
    own = called.c[table.name]
    holds = or_(and_(*(called.c.plain.contains(word, autoescape=True) for word in words)), *besides)
    # A name that begins with the words comes before one that holds them, a short one before a long one.
    place = case((called.c.plain.startswith(words[0], autoescape=True), 0), else_=1000) + func.length(called.c.plain)
    order = func.row_number().over(partition_by=own, order_by=(place, called.c.name))
    rows = select(own.label("id"), called.c.name.label("called"), place.label("place"), order.label("nth")).where(holds)
    ranked = rows.subquery("ranked")
    query = select(ranked.c.id, ranked.c.called, name.label("name"), kind.label("kind")).where(ranked.c.nth == 1)
    query = query.join(table, table.c.id == ranked.c.id).order_by(ranked.c.place, ranked.c.id).limit(most)
    return [Name(**row._asdict()) for row in connection.execute(query)]
