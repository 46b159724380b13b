"""How words are sought in the full-text indexes of SQLite and PostgreSQL, whatever the words are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Case, ColumnElement, Connection, Select, case, column, func, literal_column, select
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


def matches(connection: Connection, name: str, terms: Sequence[Term]) -> Select[Any]:
    """The rows of a table with an index that hold all terms: their `n`, and their `score`, the best the lowest.

    PostgreSQL finds the words of a phrase wherever they stand, those first where they follow one another: whether they
    do is for the reader of the text to see, for a tsvector numbers no word after the 16,383rd.

    Args:
        connection: tells which database it is.
        name: of the table.
        terms: one at least.
    """
    if connection.dialect.name == "sqlite":
        index = table_named(f"{name}_words", column("rowid"))
        found = literal_column(f"{name}_words").op("MATCH")(_fts5(terms))
        rank: ColumnElement[float] = literal_column(f"{name}_words.rank")
        return select(index.c.rowid.label("n"), rank.label("score")).select_from(index).where(found)
    own = metadata.tables[name]
    words: ColumnElement[Any] = literal_column(joined(name))
    sought = _query(terms, " & ")
    score = -func.ts_rank(words, sought) - _in_order(words, terms)
    return select(own.c.n.label("n"), score.label("score")).where(words.op("@@")(sought))


def number_of(connection: Connection, name: str, terms: Sequence[Term], most: int) -> int:
    """How many rows of a table hold all terms; `most` where there are so many or more."""
    some = (
        matches(connection, name, terms)
        .with_only_columns(literal_column("1"), maintain_column_froms=True)
        .limit(most)
        .subquery()
    )
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def _fts5(terms: Sequence[Term]) -> str:
    return " AND ".join(_phrase(one) for one in terms)


def _phrase(one: Term) -> str:
    told = " ".join(word.translate(_LETTERS) for word in one.words)
    return f'"{told}"{" *" if one.prefix else ""}'


def _in_order(words: ColumnElement[Any], terms: Sequence[Term]) -> Case[int]:
    """1 where the words of all phrases follow one another, else 0."""
    return case((words.op("@@")(_query(terms, " <-> ")), 1), else_=0)


def _query(terms: Sequence[Term], between: str) -> ColumnElement[Any]:
    """A query of PostgreSQL; `between` the words of a phrase, which are one operand."""
    told = []
    for one in terms:
        *before, last = (folded(word) for word in one.words)
        own = [f"'{word}'" for word in before] + [f"'{last}'{':*' if one.prefix else ''}"]
        told.append(f"({between.join(own)})")
    return func.to_tsquery(literal_column("'simple'"), " & ".join(told))
