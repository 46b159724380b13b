"""Which statement answers which proposal or accusation: as an article tells it, or by who speaks of what, and when.

It stands in `reply`, and what became of each in `fate`, so that a page of a hundred thousand statements is read as it
is. Both follow from the statements and the groups of issues alone. A statement finds what it answers, and what answers
it, by `topic`: the concepts of its content and the label of its issue, within the days in which an answer comes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, or_, select

from pourparlers.dossier.merging.days import ordinal, window
from pourparlers.dossier.merging.fates import ANSWERS, ASKED, Denied, fate_by, fate_of
from pourparlers.dossier.merging.groups import hashed
from pourparlers.dossier.merging.meaning import Meaning, alike, meaning_of
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import Kind, fate, member, reply, statement, statement_report, topic
from pourparlers.model import Act

# An answer comes within so many days; it may be told of one day earlier, where a paper has no day for it.
LATEST, EARLIEST = 60, -1
Pair = tuple[str, str]


class Said(NamedTuple):
    """A statement that can be answered, or answers.

    Attributes:
        day: its own or that of the first paper (`days.ordinal`), 0 for none.
        node, issue: the label of its issue, and the issue that it names across articles.
    """

    id: str
    act: Act
    speakers: frozenset[str]
    parties: frozenset[str]
    target: str | None
    day: int
    node: str | None
    issue: str | None
    meaning: Meaning

    @property
    def role(self) -> str:
        """What it is to others: "propose", or "to propose" of what answers such."""
        return self.act.value if self.act in ANSWERS else f"to {ASKED[self.act].value}"

    @property
    def sought(self) -> tuple[str, int, int]:
        """The role of what it is held against, and the first and last day of such."""
        if self.act in ANSWERS:
            return f"to {self.act.value}", self.day + EARLIEST, self.day + LATEST
        return ASKED[self.act].value, self.day - LATEST, self.day - EARLIEST

    @property
    def nameless(self) -> bool:
        """Whether it answers in nobody's name."""
        return self.act not in ANSWERS and not self.parties


def answers(one: Said, other: Said) -> bool:
    """Whether another party speaks about the same thing afterwards; to another than the one asked it is no answer."""
    if not other.parties or one.parties & other.parties:
        return False
    if other.target is not None and one.parties and other.target not in one.parties | one.speakers:
        return False
    in_time = one.day and other.day and EARLIEST <= other.day - one.day <= LATEST
    one_issue = one.issue is not None and one.issue == other.issue
    return bool(in_time and (one_issue or alike(one.meaning, other.meaning)))


_ACTS = tuple(act.value for act in (*ANSWERS, *ASKED))


def loaded(connection: Connection, ids: Collection[str]) -> dict[str, Said]:
    """Those of some statements that can be answered or answer."""
    columns = [statement.c[name] for name in _COLUMNS]
    query = select(*columns, member.c.group.label("issue")).outerjoin(
        member, (member.c.kind == Kind.ISSUE.value) & (member.c.node == statement.c.issue_node)
    )
    told = among(connection, statement.c.id, ids), statement.c.act.in_(_ACTS), ~statement.c.negated
    return {row.id: _said(row) for row in connection.execute(query.where(*told)).all()}


_COLUMNS = ("id", "act", "speakers", "parties", "target", "day", "first", "issue_node", "content", "language")


def _said(row: Any) -> Said:
    return Said(
        id=row.id, act=Act(row.act), speakers=frozenset(listed(row.speakers)), parties=frozenset(listed(row.parties)),
        target=row.target, day=ordinal(window(row.day) or window(row.first)), node=row.issue_node, issue=row.issue,
        meaning=meaning_of(row.content, row.language),
    )  # fmt: skip


def asked_by(connection: Connection, ids: Collection[str]) -> set[str]:
    """What some statements answer."""
    return set(connection.scalars(select(reply.c.asked).where(among(connection, reply.c.answer, ids))))


def renew(connection: Connection, ids: Collection[str], bereft: Collection[str] = ()) -> None:
    """Write what some statements answer and what answers them, in place of what stood there.

    Args:
        connection: within a transaction.
        ids: statements whose rows, or whose issues, are other than they were.
        bereft: what was answered by statements that are gone (`asked_by`).
    """
    told = loaded(connection, ids)
    touched = asked_by(connection, ids) | set(bereft) | {one.id for one in told.values() if one.act in ANSWERS}
    _forget(connection, ids)
    _put_topics(connection, told.values())
    pairs = _told_pairs(connection, ids) | _found_pairs(connection, told)
    if pairs:
        connection.execute(insert(reply), [{"asked": one, "answer": other} for one, other in sorted(pairs)])
    decide(connection, touched | {one for one, _ in pairs})


def _forget(connection: Connection, ids: Collection[str]) -> None:
    either = or_(among(connection, reply.c.asked, ids), among(connection, reply.c.answer, ids))
    connection.execute(delete(reply).where(either))
    connection.execute(delete(topic).where(among(connection, topic.c.statement, ids)))


def _put_topics(connection: Connection, told: Iterable[Said]) -> None:
    rows = [
        {"key": key, "day": one.day, "statement": one.id}
        for one in told
        if one.day and not one.nameless
        for key in sorted({*_concepts(one.role, one.meaning), *_labels(one.role, [one.node] if one.node else [])})
    ]
    if rows:
        connection.execute(insert(topic), rows)


def _concepts(role: str, meaning: Iterable[str]) -> list[int]:
    return [hashed(f"{role}|{concept}") for concept in meaning]


def _labels(role: str, nodes: Iterable[str]) -> list[int]:
    return [hashed(f"{role}|issue|{node}") for node in nodes]


def _found_pairs(connection: Connection, told: Mapping[str, Said]) -> set[Pair]:
    """The answers by who speaks of what, and when."""
    near = {one.id: _near(connection, one) for one in told.values() if one.day and not one.nameless}
    there = {**loaded(connection, set().union(*near.values()) - told.keys()), **told} if near else {}
    both = ((there[id_], there[other]) for id_, others in near.items() for other in others if other in there)
    ordered = ((one, other) if one.act in ANSWERS else (other, one) for one, other in both)
    return {(one.id, other.id) for one, other in ordered if answers(one, other)}


def _near(connection: Connection, one: Said) -> set[str]:
    """What has two concepts or the issue in common with a statement, within the days of an answer."""
    role, first, last = one.sought
    query = select(topic.c.statement).where(topic.c.day.between(first, last))
    query = query.group_by(topic.c.statement)
    by_words = query.where(among(connection, topic.c.key, _concepts(role, one.meaning))).having(func.count() >= 2)
    found = set(connection.scalars(by_words))
    if one.issue is not None:
        labels = select(member.c.node).where(member.c.kind == Kind.ISSUE.value, member.c.group == one.issue)
        keys = _labels(role, connection.scalars(labels))
        found |= set(connection.scalars(query.where(among(connection, topic.c.key, keys))))
    return found


def _told_pairs(connection: Connection, ids: Collection[str]) -> set[Pair]:
    """The answers as articles tell them: "rejected the offer" right after it."""
    own = select(member.c.node).where(member.c.kind == Kind.STATEMENT.value, among(connection, member.c.group, ids))
    articles = {node.partition(":")[0] for node in connection.scalars(own)}
    query = select(statement_report.c.uid, statement_report.c.answers).where(
        among(connection, statement_report.c.article, articles), statement_report.c.answers.is_not(None)
    )
    told = [tuple(row) for row in connection.execute(query).all()]
    if not told:
        return set()
    home = select(member.c.node, member.c.group).where(
        member.c.kind == Kind.STATEMENT.value, among(connection, member.c.node, {end for pair in told for end in pair})
    )
    group = {row.node: row.group for row in connection.execute(home).all()}
    pairs = {(group[asked], group[answer]) for answer, asked in told if asked in group and answer in group}
    pairs = {pair for pair in pairs if not set(ids).isdisjoint(pair)}
    said = loaded(connection, {end for pair in pairs for end in pair})
    return {
        (one, other) for one, other in pairs
        if one in said and other in said and said[other].act in ANSWERS.get(said[one].act, ())
    }  # fmt: skip


def decide(connection: Connection, ids: Collection[str]) -> None:
    """Write what became of some statements, of those that are proposals and accusations."""
    if not ids:
        return
    connection.execute(delete(fate).where(among(connection, fate.c.statement, ids)))
    kept = statement.c.act.in_([act.value for act in ANSWERS]), ~statement.c.negated
    columns = statement.c.id, statement.c.act, statement.c.day, statement.c.first
    asked = connection.execute(select(*columns).where(among(connection, statement.c.id, ids), *kept)).all()
    given = _given(connection, ids)
    rows = [
        {
            "statement": row.id, "act": row.act, "fate": _fate(Act(row.act), given.get(row.id, ())),
            "day": row.day or "9999", "first": row.first or "",
        }
        for row in asked
    ]  # fmt: skip
    if rows:
        connection.execute(insert(fate), rows)


def _given(connection: Connection, ids: Collection[str]) -> dict[str, list[Any]]:
    """The answers to some statements in their order."""
    columns = [statement.c[name] for name in ("id", "act", "parties", "speakers", "conditional", "day")]
    query = select(reply.c.asked, *columns).join(statement, statement.c.id == reply.c.answer)
    rows = connection.execute(query.where(among(connection, reply.c.asked, ids))).all()
    found: dict[str, list[Any]] = {}
    for row in sorted(rows, key=lambda row: (row.day or "9999", row.id)):
        found.setdefault(row.asked, []).append(row)
    return found


def _fate(act: Act, given: Sequence[Any]) -> str:
    if act is Act.ACCUSE:
        return (Denied.DENIED if given else Denied.UNDENIED).value
    return fate_by((row.parties or row.speakers, fate_of(Act(row.act), row.conditional)) for row in given).value


def move_issues(connection: Connection, moved: Mapping[str, str | None]) -> None:
    """Write anew what answers what where labels that were of one issue are so no more, or have become so.

    Of two issues that have become one, or were one, the answers across change alone: those of the smaller are sought.

    Args:
        connection: within a transaction.
        moved: the labels that are of another issue now, each with the one that it was of.
    """
    there = select(member.c.node, member.c.group).where(member.c.kind == Kind.ISSUE.value)
    here = select(member.c.group).where(member.c.kind == Kind.ISSUE.value, among(connection, member.c.node, moved))
    touched = {*connection.scalars(here), *filter(None, moved.values())}
    rows = connection.execute(there.where(among(connection, member.c.group, touched)))
    now = {row.node: row.group for row in rows}
    before = {node: old for node, group in now.items() if (old := moved.get(node, group)) is not None}
    nodes = [node for part in _parted(before, now) for node in part]
    if nodes:
        query = select(statement.c.id).where(among(connection, statement.c.issue_node, nodes))
        renew(connection, set(connection.scalars(query.where(statement.c.act.in_(_ACTS), ~statement.c.negated))))


def _parted(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """Of the nodes of each old group, by where they are now, and of each new one, by where they were, all but most."""
    for one, other in ((before, now), (now, before)):
        found: dict[str, dict[str, list[str]]] = {}
        for node in before:
            found.setdefault(one[node], {}).setdefault(other[node], []).append(node)
        for told in found.values():
            yield from sorted(told.values(), key=lambda part: (len(part), part))[:-1]


def fill(connection: Connection) -> None:
    """Write what answers what of all statements, in a dossier where nothing is written of it."""
    told: dict[str, Said] = {}
    kept = statement.c.act.in_(_ACTS), ~statement.c.negated
    for some in parts(list(connection.scalars(select(statement.c.id).where(*kept)))):
        new = loaded(connection, some)
        _put_topics(connection, new.values())
        told |= new
    near = _by_topic(told.values())
    asked = [one for one in told.values() if one.act in ANSWERS]
    for some in parts([one.id for one in asked]):
        pairs = _told_pairs(connection, some)
        pairs |= {(id_, other) for id_ in some for other in _among(told[id_], near) if answers(told[id_], told[other])}
        if pairs:
            connection.execute(insert(reply), [{"asked": one, "answer": other} for one, other in sorted(pairs)])
        decide(connection, some)


ByTopic = dict[tuple[str, str], list[tuple[int, str]]]


def _by_topic(told: Iterable[Said]) -> ByTopic:
    """What answers, by its role with each of its concepts and its issue, in order of day."""
    found: ByTopic = {}
    for one in told:
        if one.day and not one.nameless and one.act not in ANSWERS:
            for topic_ in (*one.meaning, *([f"issue {one.issue}"] if one.issue else [])):
                found.setdefault((one.role, topic_), []).append((one.day, one.id))
    for rows in found.values():
        rows.sort()
    return found


def _among(one: Said, near: ByTopic) -> Iterator[str]:
    """What `_near` finds: two concepts or the issue in common, within the days of an answer."""
    if not one.day:
        return
    role, first, last = one.sought
    counts: Counter[str] = Counter()
    for topic_ in one.meaning:
        counts.update(_within(near.get((role, topic_), ()), first, last))
    same = set(_within(near.get((role, f"issue {one.issue}"), ()), first, last)) if one.issue else set()
    yield from same | {id_ for id_, n in counts.items() if n >= 2}


def _within(rows: Sequence[tuple[int, str]], first: int, last: int) -> list[str]:
    return [id_ for _, id_ in rows[bisect_left(rows, (first, "")) : bisect_left(rows, (last + 1, ""))]]
