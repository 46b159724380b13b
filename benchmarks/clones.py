"""A dossier many times over in one file: the same rows under other ids, at other days.

Keys of texts, encounters and statements are changed, as those of other days are, and meet nothing; keys of issues and
all of actors stay, as states, persons and words come again.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text

ID = "'a' || :salt || substr({0}, 2)"
OTHER = "CASE WHEN kind = 'issue' THEN {0} || ' ' || :salt ELSE " + ID + " END"
DAY = "CASE WHEN length({0}) = 10 THEN coalesce(date({0}, :days), {0}) ELSE {0} END"
ISSUE = "{0} || ' ' || :salt"
KEY = "CASE WHEN kind = 'issue' THEN key ELSE (key | :mask) - (key & :mask) END"
# Columns that differ, by table; rows of actors are there already.
CHANGED = {
    "article": {"n": None, "id": ID, "published": DAY},
    "actor_report": {"uid": ID, "article": ID},
    "encounter_report": {"uid": ID, "article": ID, "date": DAY},
    "statement_report": {"n": None, "uid": ID, "article": ID, "day": DAY, "issue_node": ISSUE, "answers": ID},
    "part": {"uid": ID, "article": ID},
    "span": {"uid": ID, "article": ID},
    "number": {"article": ID},
    "link": {"a": OTHER, "b": OTHER},
    "key": {"key": KEY, "day": "CASE WHEN day > 0 THEN day + :days_on ELSE 0 END", "node": OTHER},
    "member": {"node": OTHER, "group": OTHER},
    "issue": {"id": ISSUE},
    "encounter": {"id": ID, "date": DAY, "first": DAY, "last": DAY},
    "statement": {"id": ID, "day": DAY, "first": DAY, "last": DAY, "issue_node": ISSUE, "report": ID},
}


KINDS = {"link", "key", "member"}


def clone(engine: Engine, base: Path, copies: range) -> None:
    """Add copies of one SQLite dossier to another, which begins as the same: each number is a copy of its own."""
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
        connection.execute(text("ATTACH :base AS base"), {"base": str(base)})
        for n in copies:
            days, mask = 70 * n, n * 0x9E3779B97F4A7C15 % 2**62
            told = {"salt": f"{n:x}.", "days": f"+{days} days", "days_on": days, "mask": mask}
            connection.exec_driver_sql("BEGIN")
            for table in CHANGED:
                _copy(connection, table, told)
            connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("DETACH base")
        connection.exec_driver_sql("BEGIN")


def _copy(connection: Connection, table: str, told: dict[str, object]) -> None:
    columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    changed = {one: CHANGED[table].get(one, "{0}") for one in columns}
    names = {one: told.format(f'"{one}"') for one, told in changed.items() if told is not None}
    where = "WHERE kind <> 'actor'" if table in KINDS else ""
    into, values = ", ".join(f'"{one}"' for one in names), ", ".join(names.values())
    connection.execute(text(f'INSERT INTO main."{table}" ({into}) SELECT {values} FROM base."{table}" {where}'), told)
