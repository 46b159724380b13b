"""Full-text indexes of articles, statements and encounters, without regard to accents and capitals.

In SQLite they are FTS5 tables `article_words`, `statement_report_words` and `evidence_words`, in PostgreSQL GIN indexes
of that name over the function `folded_words`. Both take letters that no accent is taken from, such as œ and ø, for
those of `LETTERS`.
"""

from __future__ import annotations

from functools import reduce

from sqlalchemy import Connection

# Table and the columns whose words are sought.
INDEXED = {"article": ("title", "text"), "statement_report": ("content",), "evidence": ("text",)}
LETTERS = {
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d",
    "Ð": "d", "ß": "ss", "ẞ": "ss", "þ": "th", "Þ": "th", "ı": "i",
}  # fmt: skip
# A tsvector takes a megabyte; what stands behind so many characters of one text PostgreSQL does not find.
MOST = 250_000
# What parts words, as ranges of a regular expression of PostgreSQL, whose own parser takes «a-b» for three words and in
# some locales guillemets for letters.
_APART = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u2000-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2bff\u3000-\u3004\u3008-\u3020\ufe00-\ufe0f"
    r"\U0001f000-\U0001faff"
)
# Capitals that `lower` knows in some locales only.
_CAPITALS = "".join(chr(code) for code in (*range(0x391, 0x3A2), *range(0x3A3, 0x3AA), *range(0x400, 0x430)))
# Accents that stand behind their letters when a text is decomposed.
_ACCENTS = r"\u0300-\u036f"


def make(connection: Connection) -> None:
    """Make the indexes of a new dossier, and what keeps them true."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(_function())
    for table in INDEXED:
        make_index(connection, table)


def make_index(connection: Connection, table: str) -> None:
    """Make the index of a table, and what keeps it true."""
    made = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    for command in made(table, INDEXED[table]):
        connection.exec_driver_sql(command)


def joined(table: str) -> str:
    """The words of a row of a table, as PostgreSQL's index has them."""
    cells = " || ' ' || ".join(f"coalesce({table}.{column}, '')" for column in INDEXED[table])
    return f"folded_words({cells})"


def _plain(value: str) -> str:
    """A value without the letters of `LETTERS`."""
    return reduce(lambda told, pair: f"replace({told}, '{pair[0]}', '{pair[1]}')", LETTERS.items(), value)


def _sqlite(table: str, columns: tuple[str, ...]) -> list[str]:
    """An external-content index: the words alone are stored, the text stays in its table."""
    names = ", ".join(columns)
    new, old = (", ".join(_plain(f"{row}.{column}") for column in columns) for row in ("new", "old"))
    gone = f"INSERT INTO {table}_words({table}_words, rowid, {names}) VALUES ('delete', old.n, {old})"
    come = f"INSERT INTO {table}_words(rowid, {names}) VALUES (new.n, {new})"
    options = f"content='{table}', content_rowid='n', tokenize='unicode61 remove_diacritics 2'"
    return [
        f"CREATE VIRTUAL TABLE {table}_words USING fts5({names}, {options})",
        f"CREATE TRIGGER {table}_come AFTER INSERT ON {table} BEGIN {come}; END",
        f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN {gone}; END",
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {names} ON {table} BEGIN {gone}; {come}; END",
    ]


def _function() -> str:
    """What makes the words of a text in PostgreSQL, the same in every locale."""
    bare = f"regexp_replace(normalize(left(told, {MOST}), NFD), '[{_ACCENTS}]+', '', 'g')"
    small = f"translate(lower({bare}), '{_CAPITALS}', '{_CAPITALS.lower()}')"
    words = f"regexp_replace({_plain(small)}, '[{_APART}]+', ' ', 'g')"
    return (
        "CREATE FUNCTION folded_words(told text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE "
        f"AS $$ SELECT to_tsvector('pg_catalog.simple'::regconfig, {words}) $$"
    )


def _postgresql(table: str, columns: tuple[str, ...]) -> list[str]:
    return [f"CREATE INDEX {table}_words ON {table} USING gin ({joined(table)})"]
