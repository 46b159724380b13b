"""How words are sought in the full-text indexes of SQLite and PostgreSQL, whatever the words are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, column, func, literal_column
from sqlalchemy import table as table_named

from pourparlers.dossier.store.schema import metadata
from pourparlers.dossier.store.words import LETTERS, joined

_LETTERS = str.maketrans(LETTERS)


class Term(NamedTuple):
    """Words, of letters and digits alone, that follow one another; with `prefix` the last is only a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


def folded(word: str) -> str:
    """A word without accents and capitals."""
    plain = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(ch for ch in plain if not unicodedata.combining(ch)).lower()


def matching(connection: Connection, query: Select[Any], name: str, terms: Sequence[Term]) -> Select[Any]:
    """A query on a table with an index, of the rows that hold all terms, the best first.

    PostgreSQL finds the words of a phrase wherever they stand: whether they follow one another is for the reader of the
    text to see.

    Args:
        connection: tells which database it is.
        query: selects from the table and others.
        name: of the table.
        terms: one at least.
    """
    if connection.dialect.name == "sqlite":
        index = table_named(f"{name}_words", column("rowid"))
        own = metadata.tables[name].c.n == index.c.rowid
        found = literal_column(f"{name}_words").op("MATCH")(_fts5(terms))
        return query.join(index, own).where(found).order_by(literal_column(f"{name}_words.rank"))
    words: ColumnElement[Any] = literal_column(joined(name))
    sought = func.to_tsquery(literal_column("'simple'"), _tsquery(terms))
    return query.where(words.op("@@")(sought)).order_by(func.ts_rank(words, sought).desc())


def _fts5(terms: Sequence[Term]) -> str:
    return " AND ".join(_phrase(one) for one in terms)


def _phrase(one: Term) -> str:
    told = " ".join(word.translate(_LETTERS) for word in one.words)
    return f'"{told}"{" *" if one.prefix else ""}'


def _tsquery(terms: Sequence[Term]) -> str:
    told = []
    for one in terms:
        *before, last = (folded(word) for word in one.words)
        told += [f"'{word}'" for word in before] + [f"'{last}'{':*' if one.prefix else ''}"]
    return " & ".join(told)
