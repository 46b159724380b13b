"""Full-text indexes of articles and statements: FTS5 in SQLite, GIN in PostgreSQL."""

from __future__ import annotations

from sqlalchemy import Connection

# Table and the columns whose words are sought.
INDEXED = {"article": ("title", "text"), "statement_report": ("content",)}


def make(connection: Connection) -> None:
    """Make the indexes of a new dossier, and what keeps them true."""
    for table, columns in INDEXED.items():
        for command in _sqlite(table, columns) if connection.dialect.name == "sqlite" else _postgresql(table, columns):
            connection.exec_driver_sql(command)


def _sqlite(table: str, columns: tuple[str, ...]) -> list[str]:
    """An external-content index: the words alone are stored, the text stays in its table."""
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    gone = f"INSERT INTO {table}_words({table}_words, rowid, {names}) VALUES ('delete', old.n, {old})"
    come = f"INSERT INTO {table}_words(rowid, {names}) VALUES (new.n, {new})"
    options = f"content='{table}', content_rowid='n', tokenize='unicode61 remove_diacritics 2'"
    return [
        f"CREATE VIRTUAL TABLE {table}_words USING fts5({names}, {options})",
        f"CREATE TRIGGER {table}_come AFTER INSERT ON {table} BEGIN {come}; END",
        f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN {gone}; END",
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {names} ON {table} BEGIN {gone}; {come}; END",
    ]


def _postgresql(table: str, columns: tuple[str, ...]) -> list[str]:
    joined = " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)
    return [f"CREATE INDEX {table}_words ON {table} USING gin (to_tsvector('simple', {joined}))"]
