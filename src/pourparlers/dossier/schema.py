"""The tables of a dossier: plain rows that `sqlite3`, Datasette and PostgreSQL's tools open as they are.

A fact is named by its `uid`, the id of its article and its own id in the article's record: `a-3f9c0b12d4e5:s1`. The
records stand whole in `article.record`; the other tables repeat their facts for queries, and are written from them
alone.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = 1
metadata = MetaData()


def _article() -> Column[str]:
    return Column("article", String, ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True)


# What the file is: schema, software, created.
about = Table("about", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

article = Table(
    "article",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("language", String, nullable=False),
    Column("published", String),
    Column("outlet", String),
    Column("title", Text),
    Column("url", Text),
    Column("file", Text),
    Column("text", Text, nullable=False),
    Column("added", String, nullable=False),
    Column("reader", String, nullable=False),
    Column("record", Text, nullable=False),
    Index("article_published", "published"),
)

# What is judged of two things of one kind (texts, actors, encounters, statements, issues), `a` before `b`.
link = Table(
    "link",
    metadata,
    Column("kind", String, primary_key=True),
    Column("a", String, primary_key=True),
    Column("b", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Index("link_b", "kind", "b"),
)

# By what things that may be one are found: two that share a key are compared.
key = Table(
    "key",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("node", String, primary_key=True),
    Index("key_node", "kind", "node"),
)

# Which things are one: each with the first of its group.
member = Table(
    "member",
    metadata,
    Column("kind", String, primary_key=True),
    Column("node", String, primary_key=True),
    Column("group", String, nullable=False),
    Index("member_group", "kind", "group"),
)

# What could not be read, and why.
problem = Table(
    "problem",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("code", String, nullable=False),
    Column("what", Text, nullable=False),
    Column("seen", String, nullable=False),
    UniqueConstraint("file", "code", "what"),
)

actor = Table(
    "actor",
    metadata,
    _article(),
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text),
    Column("party", String),
    Column("wikidata", String),
    Column("mentions", Integer, nullable=False),
    UniqueConstraint("article", "id"),
    Index("actor_id", "id"),
)

encounter = Table(
    "encounter",
    metadata,
    Column("uid", String, primary_key=True),
    _article(),
    Column("kind", String, nullable=False),
    Column("parties", Text, nullable=False),
    Column("place", Text),
    Column("date", String),
    Column("mod", String),
    Column("duration", String),
    Column("status", String, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("rule", String, nullable=False),
    Index("encounter_date", "date"),
)

statement = Table(
    "statement",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("uid", String, nullable=False, unique=True),
    _article(),
    Column("speakers", Text, nullable=False),
    Column("parties", Text, nullable=False),
    Column("act", String, nullable=False),
    Column("form", String, nullable=False),
    Column("target", Text),
    Column("content", Text, nullable=False),
    Column("cue", Text),
    Column("stance", String),
    Column("issue", Text),
    Column("day", String),
    Column("negated", Boolean, nullable=False),
    Column("hedged", Boolean, nullable=False),
    Column("conditional", Boolean, nullable=False),
    Column("via", Text),
    Column("answers", String),
    Column("rule", String, nullable=False),
    Index("statement_day", "day"),
    Index("statement_act", "act"),
)

# Who takes part in which fact, and as what: party, person, speaker, target.
part = Table(
    "part",
    metadata,
    Column("uid", String, primary_key=True),
    _article(),
    Column("role", String, primary_key=True),
    Column("actor", String, primary_key=True),
    Index("part_actor", "actor", "role"),
)

# The characters of a fact in its article's text: content, cue, evidence, speaker.
span = Table(
    "span",
    metadata,
    Column("uid", String, primary_key=True),
    _article(),
    Column("role", String, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

FACTS = (actor, encounter, statement, part, span)


class Kind(StrEnum):
    """Of what kind two things are that may be one."""

    TEXT = "text"
    ACTOR = "actor"
    ENCOUNTER = "encounter"
    STATEMENT = "statement"


class Verdict(StrEnum):
    """What is judged of two things."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
