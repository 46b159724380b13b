"""How words are sought in the full-text indexes of SQLite and PostgreSQL, whatever the words are."""

from __future__ import annotations

import unicodedata
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


class Query(NamedTuple):
    """What is sought.

    Attributes:
        every: of each of these one term at least must stand there.
        none: terms that must not.
    """

    every: tuple[tuple[Term, ...], ...] = ()
    none: tuple[Term, ...] = ()

    @classmethod
    def of(cls, *terms: Term) -> Query:
        """Terms that must all stand there."""
        return cls(tuple((term,) for term in terms))

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that may be found, each once."""
        return tuple(dict.fromkeys(term for some in self.every for term in some))

    def first(self, most: int) -> Query:
        """So many terms of it at most."""
        every: list[tuple[Term, ...]] = []
        for some in self.every:
            left = most - sum(map(len, every))
            every += [some[:left]] if left > 0 else []
        return Query(tuple(every), self.none[:most])


def folded(word: str) -> str:
    """A word without accents and capitals."""
    plain = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(ch for ch in plain if not unicodedata.combining(ch)).lower()


def matches(connection: Connection, name: str, asked: Query) -> Select[Any]:
    """The rows of a table with an index that hold what is sought: their `n`, and their `score`, the best the lowest.

    PostgreSQL finds the words of a phrase wherever they stand, those first where they follow one another: whether they
    do is for the reader of the text to see, for a tsvector numbers no word after the 16,383rd.

    Args:
        connection: tells which database it is.
        name: of the table.
        asked: one term at least that must stand there.
    """
    if connection.dialect.name == "sqlite":
        index = table_named(f"{name}_words", column("rowid"))
        found = literal_column(f"{name}_words").op("MATCH")(_fts5(asked))
        rank: ColumnElement[float] = literal_column(f"{name}_words.rank")
        return select(index.c.rowid.label("n"), rank.label("score")).select_from(index).where(found)
    own = metadata.tables[name]
    words: ColumnElement[Any] = literal_column(joined(name))
    sought = _query(asked, " & ")
    score = -func.ts_rank(words, sought) - _in_order(words, asked)
    return select(own.c.n.label("n"), score.label("score")).where(words.op("@@")(sought))


def number_of(connection: Connection, name: str, asked: Query, most: int) -> int:
    """How many rows of a table hold what is sought; `most` where there are so many or more."""
    some = (
        matches(connection, name, asked)
        .with_only_columns(literal_column("1"), maintain_column_froms=True)
        .limit(most)
        .subquery()
    )
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def _fts5(asked: Query) -> str:
    every = " AND ".join(f"({' OR '.join(map(_phrase, some))})" for some in asked.every)
    return f"({every}) NOT ({' OR '.join(map(_phrase, asked.none))})" if asked.none else every


def _phrase(one: Term) -> str:
    told = " ".join(word.translate(_LETTERS) for word in one.words)
    return f'"{told}"{" *" if one.prefix else ""}'


def _in_order(words: ColumnElement[Any], asked: Query) -> Case[int]:
    """1 where the words of all phrases follow one another, else 0."""
    return case((words.op("@@")(_query(asked, " <-> ")), 1), else_=0)


def _query(asked: Query, between: str) -> ColumnElement[Any]:
    """A query of PostgreSQL; `between` the words of a phrase, which are one operand."""
    every = [f"({' | '.join(_operand(one, between) for one in some)})" for some in asked.every]
    # A phrase that must not stand there is told from its words apart.
    none = [f"!{_operand(one, ' <-> ')}" for one in asked.none]
    return func.to_tsquery(literal_column("'simple'"), " & ".join([*every, *none]))


def _operand(one: Term, between: str) -> str:
    *before, last = (folded(word) for word in one.words)
    own = [f"'{word}'" for word in before] + [f"'{last}'{':*' if one.prefix else ''}"]
    return f"({between.join(own)})"
