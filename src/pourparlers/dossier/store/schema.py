"""The tables of a dossier: plain rows that `sqlite3`, Datasette and PostgreSQL's tools open as they are.

A report of a fact is named by its `uid`, the id of its article and its own id in the article's record:
`a-3f9c0b12d4e5:s1`. The records stand whole in `article.record`; the tables of reports repeat them for queries, with
what persons corrected. What several reports tell of stands once, in `encounter`, `statement`, `actor` and `issue`,
under the first of its reports, and is written from the reports alone.

A table or an index that a later version added bears the version: `info=SINCE_2`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

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

VERSION = 2
metadata = MetaData()
# Rows that are small and found by their key: in SQLite they stand in the index of the key alone.
PLAIN: dict[str, Any] = {"sqlite_with_rowid": False}
SINCE_2 = {"since": 2}


def _article(*, primary_key: bool = False) -> Column[str]:
    own = ForeignKey("article.id", ondelete="CASCADE")
    return Column("article", String, own, nullable=False, primary_key=primary_key, index=not primary_key)


def _of(thing: str, name: str | None = None) -> Column[str]:
    """The id of what is one across articles: its rows go when it goes."""
    return Column(name or thing, String, ForeignKey(f"{thing}.id", ondelete="CASCADE"), primary_key=True)


# What the file is: schema, software, created, state (another for each state that it was in).
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
    Column("author", Text),
    Column("section", Text),
    Column("page", Text),
    Column("identifier", Text),
    Column("file", Text),
    Column("text", Text, nullable=False),
    Column("added", String, nullable=False),
    Column("reader", String, nullable=False),
    Column("record", Text, nullable=False),
    Index("article_published", "published"),
    Index("article_added", "added"),
    Index("article_outlet", "outlet", "id", info=SINCE_2),
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

# --- what each article reports -------------------------------------------------------------------------------------

# `node`: the name with its party that actors of many articles are compared by.
actor_report = Table(
    "actor_report",
    metadata,
    Column("uid", String, primary_key=True),
    _article(),
    Column("id", String, nullable=False),
    Column("node", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text),
    Column("party", String),
    Column("wikidata", String),
    Column("mentions", Integer, nullable=False),
    Index("actor_report_node", "node"),
    Index("actor_report_role", "node", "role", info=SINCE_2),
)

# `review`: accepted, rejected or corrected by a person, or null.
encounter_report = Table(
    "encounter_report",
    metadata,
    Column("uid", String, primary_key=True),
    _article(),
    Column("kind", String, nullable=False),
    Column("parties", Text, nullable=False),
    Column("persons", Text, nullable=False),
    Column("place", Text),
    Column("date", String),
    Column("mod", String),
    Column("duration", String),
    Column("status", String, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("rule", String, nullable=False),
    Column("review", String),
    Index("encounter_report_date", "date"),
)

# `issue`: its words in the article; `issue_node`: what issues of many articles are compared by.
statement_report = Table(
    "statement_report",
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
    Column("issue_node", Text),
    Column("day", String),
    Column("negated", Boolean, nullable=False),
    Column("hedged", Boolean, nullable=False),
    Column("conditional", Boolean, nullable=False),
    Column("condition", Text),
    Column("via", Text),
    Column("answers", String),
    Column("rule", String, nullable=False),
    Column("review", String),
    Index("statement_report_day", "day"),
    Index("statement_report_act", "act"),
    Index("statement_report_issue", "issue_node"),
)

# Who takes part in which report, and as what: party, person, speaker, target, addressee. `node`: as in `actor_report`.
part = Table(
    "part",
    metadata,
    Column("uid", String, primary_key=True),
    _article(),
    Column("role", String, primary_key=True),
    Column("actor", String, primary_key=True),
    Column("node", String, nullable=False),
    Index("part_actor", "actor", "role"),
    Index("part_node", "node", "role"),
    **PLAIN,
)

# The characters of a report in its article's text: content, cue, evidence, speaker.
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
    **PLAIN,
)

# The numbers of things that an article tells, «41 marins»: `number` as it is meant, `things` the concepts of what may
# be counted and `words` as they are written, the nearest first; `act` and `parties` of whoever offers or asks for it.
number = Table(
    "number",
    metadata,
    _article(primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("number", String, nullable=False),
    Column("things", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("act", String),
    Column("parties", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    **PLAIN,
)

# The words that tell of encounters, to be searched: those of `encounter_report.evidence`.
evidence = Table(
    "evidence",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("uid", String, nullable=False, unique=True),
    _article(),
    Column("text", Text, nullable=False),
    info=SINCE_2,
)

REPORTS = (actor_report, encounter_report, statement_report, part, span, number, evidence)

# --- what is one ---------------------------------------------------------------------------------------------------

# What is judged of two things of one kind (texts, actors, issues, encounters, statements), `a` before `b`; `by`: a rule
# or a person. A person's judgement outranks a rule's.
link = Table(
    "link",
    metadata,
    Column("kind", String, primary_key=True),
    Column("a", String, primary_key=True),
    Column("b", String, primary_key=True),
    Column("by", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Index("link_b", "kind", "b"),
    Index("link_verdict", "verdict", "kind"),
    **PLAIN,
)

# By what things that may be one are found: two that share a key are compared, of those that are dated only such as are
# near in time; `day`: the day of publication (days since 1 January of the year 1), 0 for what has none.
key = Table(
    "key",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("node", String, primary_key=True),
    Index("key_node", "kind", "node"),
    **PLAIN,
)

# What a person had best judge, and has not: pairs that may be one (`unsure`), pairs that were just so joined (`near`),
# and statements without a speaker (`speaker`) or in the conditional of the press (`hedged`), of which `b` is empty. In
# order of `place` and, of statements, `day` the most doubtful come first.
doubt = Table(
    "doubt",
    metadata,
    Column("kind", String, primary_key=True),
    Column("about", String, primary_key=True),
    Column("a", String, primary_key=True),
    Column("b", String, primary_key=True),
    Column("place", Float, nullable=False),
    Column("day", String, nullable=False),
    Index("doubt_b", "kind", "about", "b"),
    Index("doubt_place", "place", "day", "kind", "a", "b"),
    info=SINCE_2,
    **PLAIN,
)

# Which things are one: each with the first of its group.
member = Table(
    "member",
    metadata,
    Column("kind", String, primary_key=True),
    Column("node", String, primary_key=True),
    Column("group", String, nullable=False),
    Index("member_group", "kind", "group"),
    **PLAIN,
)

actor = Table(
    "actor",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("party", String),
    Column("names", Text, nullable=False),
)

issue = Table(
    "issue",
    metadata,
    Column("id", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("parent", Text),
)

# What actors and issues are called; `plain`: without accents and capitals, and in Latin letters where it is in others.
actor_name, issue_name = (
    Table(
        f"{thing}_name",
        metadata,
        Column(thing, type_, ForeignKey(f"{thing}.id", ondelete="CASCADE"), primary_key=True),
        Column("name", Text, primary_key=True),
        Column("plain", Text, nullable=False),
        info=SINCE_2,
        **PLAIN,
    )
    for thing, type_ in (("actor", String), ("issue", Text))
)

# Where actors appear: `thing` is the id of an article that names them, a statement that they make, an encounter that
# they are at (`role`: named, says, meets), as any of its reports tells; `day` is that of the thing.
appearance = Table(
    "appearance",
    metadata,
    Column("role", String, primary_key=True),
    Column("actor", String, primary_key=True),
    Column("thing", String, primary_key=True),
    Column("day", String),
    Index("appearance_thing", "thing"),
    info=SINCE_2,
    **PLAIN,
)

# Of the reports of one encounter what most tell; `status` is that of the latest.
encounter = Table(
    "encounter",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("parties", Text, nullable=False),
    Column("persons", Text, nullable=False),
    Column("place", Text),
    Column("date", String),
    Column("mod", String),
    Column("duration", String),
    Column("status", String, nullable=False),
    Column("first", String),
    Column("last", String),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Index("encounter_date", "date"),
)

statement = Table(
    "statement",
    metadata,
    Column("id", String, primary_key=True),
    Column("speakers", Text, nullable=False),
    Column("parties", Text, nullable=False),
    Column("act", String, nullable=False),
    Column("form", String, nullable=False),
    Column("target", Text),
    Column("content", Text, nullable=False),
    Column("stance", String),
    Column("issue", Text),
    Column("issue_node", Text),
    Column("day", String),
    Column("negated", Boolean, nullable=False),
    Column("conditional", Boolean, nullable=False),
    Column("condition", Text),
    Column("report", String, nullable=False),
    Column("language", String, nullable=False),
    Column("first", String),
    Column("last", String),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Index("statement_day", "day"),
    Index("statement_act", "act"),
    Index("statement_issue", "issue_node"),
)

# Who takes which side on what in which statement: for and against, in the name of a party or as a person (`role`).
# `node`: as in `actor_report`. What is negated takes no side.
side = Table(
    "side",
    metadata,
    Column("role", String, primary_key=True),
    Column("issue_node", Text, primary_key=True),
    Column("node", String, primary_key=True),
    Column("side", String, primary_key=True),
    _of("statement"),
    Column("act", String, nullable=False),
    Column("day", String),
    Index("side_statement", "statement"),
    Index("side_node", "node", "role"),
    info=SINCE_2,
    **PLAIN,
)

# At whom a statement is aimed, by whom, and what it does: both nodes as in `actor_report`. None that is negated.
aim = Table(
    "aim",
    metadata,
    Column("role", String, primary_key=True),
    Column("act", String, primary_key=True),
    Column("node", String, primary_key=True),
    Column("target", String, primary_key=True),
    _of("statement"),
    Column("issue_node", Text),
    Column("day", String),
    Index("aim_statement", "statement"),
    Index("aim_target", "target", "role", "act"),
    info=SINCE_2,
    **PLAIN,
)

# Who is told to be at an encounter: `role` party or person, `node` as in `actor_report`.
presence = Table(
    "presence",
    metadata,
    _of("encounter"),
    Column("role", String, primary_key=True),
    Column("node", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("date", String),
    Index("presence_node", "node", "role"),
    info=SINCE_2,
    **PLAIN,
)

# Where parties stand: each statement with a stance on an issue, none that is negated, as a step of each of its parties.
# `issue`: across articles; `day`, `first`: as in `statement`, empty for none.
step = Table(
    "step",
    metadata,
    Column("issue", Text, primary_key=True),
    Column("party", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("first", String, primary_key=True),
    _of("statement"),
    Column("stance", String, nullable=False),
    Column("conditional", Boolean, nullable=False),
    Column("issue_node", Text, nullable=False),
    Index("step_statement", "statement"),
    Index("step_node", "issue_node"),
    Index("step_party", "party", "issue", "day"),
    info=SINCE_2,
    **PLAIN,
)

# By what proposals and accusations find what may answer them, and the other way round; `day` as in `key`.
topic = Table(
    "topic",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    _of("statement"),
    Index("topic_statement", "statement"),
    info=SINCE_2,
    **PLAIN,
)

# Which statement answers which proposal or accusation.
reply = Table(
    "reply",
    metadata,
    _of("statement", "asked"),
    _of("statement", "answer"),
    Index("reply_answer", "answer"),
    info=SINCE_2,
    **PLAIN,
)

# What became of each proposal (accepted, refused, condition, disputed, ignored) and accusation (denied, undenied), none
# that is negated; `day` and `first` as in `statement`, "9999" for no day.
fate = Table(
    "fate",
    metadata,
    _of("statement"),
    Column("act", String, nullable=False),
    Column("fate", String, nullable=False),
    Column("day", String, nullable=False),
    Column("first", String, nullable=False),
    Index("fate_day", "act", "day", "first", "statement", "fate"),
    Index("fate_fate", "act", "fate", "day", "first", "statement"),
    info=SINCE_2,
    **PLAIN,
)

# The values by which the entries of the chronology are found: days, acts, parties, outlets … A value keeps its number
# when nothing bears it any more.
facet = Table(
    "facet",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("facet", String, nullable=False),
    Column("value", Text, nullable=False),
    UniqueConstraint("value", "facet", name="facet_value"),
    info=SINCE_2,
)

# The chronology: encounters and statements in order of `place`. `facets`: the numbers of its day, of itself (`n`) and
# of its other values, four letters each (`store.facets`): all entries are read at once and counted by any of them.
entry = Table(
    "entry",
    metadata,
    Column("place", String().with_variant(String(collation="C"), "postgresql"), primary_key=True),
    Column("n", Integer, nullable=False),
    Column("id", String, nullable=False),
    Column("facets", Text, nullable=False),
    Index("entry_n", "n", unique=True),
    Index("entry_id", "id", "n", unique=True),
    info=SINCE_2,
    **PLAIN,
)

# --- where sources disagree ----------------------------------------------------------------------------------------

# What may disagree with what is near in time: statements that say no (`no`), that can be denied (`claim`) and that tell
# of something called off (`off`), encounters held (`met`) and called off (`cancelled`); `day`: the first that it may be
# of, since 1 January of the year 1. `issue`, `label`: of a statement, as they were when it was held against others.
disputable = Table(
    "disputable",
    metadata,
    Column("role", String, primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("id", String, primary_key=True),
    Column("issue", Text),
    Column("label", Text),
    Index("disputable_id", "id"),
    info=SINCE_2,
    **PLAIN,
)

# What the articles of one statement or encounter (`thing`) count differently: the `concept` that they count, the `act`
# of whoever offers or asks for so many, empty for none. Articles of one `part` differ, over any number of steps; `n` as
# in `number`.
disputed_number = Table(
    "disputed_number",
    metadata,
    Column("thing", String, primary_key=True),
    Column("concept", Text, primary_key=True),
    Column("act", String, primary_key=True),
    Column("article", String, primary_key=True),
    Column("part", String, nullable=False),
    Column("n", Integer, nullable=False),
    Index("disputed_number_article", "article"),
    info=SINCE_2,
    **PLAIN,
)

# `first`: the day on which the first side was published; `told`: all of it as JSON.
contradiction = Table(
    "contradiction",
    metadata,
    Column("id", String, primary_key=True),
    Column("what", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("about", Text),
    Column("first", String),
    Column("sides", Integer, nullable=False),
    Column("told", Text, nullable=False),
    Index("contradiction_subject", "subject"),
    info=SINCE_2,
)

# Of what a contradiction is: `kind` statement, encounter or article, `thing` its id. `marks`: whether what sources
# disagree about is the thing itself; it is not where they count differently what is told beside it.
contradiction_about = Table(
    "contradiction_about",
    metadata,
    Column("contradiction", String, ForeignKey("contradiction.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("thing", String, primary_key=True),
    Column("marks", Boolean, nullable=False),
    Index("contradiction_about_thing", "thing"),
    info=SINCE_2,
    **PLAIN,
)

# What has changed within a transaction, of what contradictions are about: `node` as in `member`. Empty at its end.
touched = Table(
    "touched",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("node", String, nullable=False),
    info=SINCE_2,
)

# The entries of the codebook: what a person names an issue, and the wider issue that it is part of.
code = Table(
    "code",
    metadata,
    Column("id", String, primary_key=True),
    Column("label", Text, nullable=False),
    Column("parent", String),
)

# --- what persons decided ------------------------------------------------------------------------------------------

# In the order of `n`; none is ever changed or taken out: what is undone is so by a later one.
decision = Table(
    "decision",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("verb", String, nullable=False),
    Column("kind", String),
    Column("subject", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("when", String, nullable=False),
    Column("why", Text),
    Index("decision_when", "when", info=SINCE_2),
)


# Which decisions name a thing: a report, a name, a label, a text, an entry of the codebook or another decision.
decided = Table(
    "decided",
    metadata,
    Column("node", String, primary_key=True),
    Column("decision", String, ForeignKey("decision.id", ondelete="CASCADE"), primary_key=True),
    info=SINCE_2,
    **PLAIN,
)


class Kind(StrEnum):
    """Of what kind two things are that may be one."""

    TEXT = "text"
    ACTOR = "actor"
    ISSUE = "issue"
    ENCOUNTER = "encounter"
    STATEMENT = "statement"


class Verdict(StrEnum):
    """What is judged of two things."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class By(StrEnum):
    """Who judged."""

    RULE = "rule"
    PERSON = "person"


class Appears(StrEnum):
    """As what an actor appears in an article, a statement or an encounter."""

    NAMED = "named"
    SAYS = "says"
    MEETS = "meets"
