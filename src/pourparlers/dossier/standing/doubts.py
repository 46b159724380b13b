"""What a person had best look at, the most doubtful first: links, then statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, false, func, or_, select

from pourparlers.dossier.merging import actors, copies, encounters, issues, statements
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import (
    By,
    Kind,
    Verdict,
    article,
    encounter_report,
    link,
    member,
    span,
    statement_report,
)

# The least score with which a rule joins, by kind; what is over it by no more than the margin is just over it.
_LEAST = {
    Kind.TEXT: copies.SAME, Kind.ACTOR: actors.BY_SURNAME, Kind.ISSUE: issues.SAME,
    Kind.ENCOUNTER: encounters.SAME / encounters.FULL, Kind.STATEMENT: statements.SAME,
}  # fmt: skip
_MARGIN = 0.1
# So many characters around the words are shown.
_AROUND = 120


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A report, a name, a label or a text that is to be judged.

    Attributes:
        node: its uid, or what names it in `member`.
        group: all that is one with it.
        article, outlet, published: of its article; None for names and labels.
        what: the act or the kind, as it was read.
        who: the speakers or parties.
        target, day, place: as they were read.
        text: its words.
        before, after: what stands around them.
    """

    node: str
    group: tuple[str, ...]
    text: str
    article: str | None = None
    outlet: str | None = None
    published: str | None = None
    what: str | None = None
    who: tuple[str, ...] = ()
    target: str | None = None
    day: str | None = None
    place: str | None = None
    before: str = ""
    after: str = ""


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be judged.

    Attributes:
        kind: of what kind it is.
        about: "unsure" for a link that no rule decides, "near" for one just over the threshold, "speaker" and "hedged"
            for a statement without a speaker, or in the conditional of the press.
        one, other: what is to be judged; `other` is None for a statement.
        score, reason: of a link.
    """

    kind: Kind
    about: str
    one: Side
    other: Side | None = None
    score: float | None = None
    reason: str | None = None

    @property
    def name(self) -> tuple[str, str, str]:
        """By what it is told from others."""
        return self.about, self.one.node, self.other.node if self.other else ""


def doubts(connection: Connection, limit: int | None = None) -> list[Doubt]:
    """What is doubtful and what no person judged yet.

    Args:
        connection: of the dossier.
        limit: how many at most; all where None.
    """
    told = [*_unsure(connection), *_near(connection)]
    if limit is not None and len(told) >= limit:
        return _links(connection, told[:limit])
    return (_links(connection, told) + _statements(connection))[:limit]


Told = tuple[str, Any]


def _rule_links(*where: Any) -> Any:
    """Links by rule that no person judged, with the groups of their ends."""
    by, a, b = link.alias("person"), member.alias("a"), member.alias("b")
    same = [by.c[name] == link.c[name] for name in ("kind", "a", "b")]
    query = select(link, a.c.group.label("group_a"), b.c.group.label("group_b")).select_from(
        link.join(a, and_(a.c.kind == link.c.kind, a.c.node == link.c.a))
        .join(b, and_(b.c.kind == link.c.kind, b.c.node == link.c.b))
        .outerjoin(by, and_(by.c.by == By.PERSON.value, *same))
    )  # fmt: skip
    return query.where(link.c.by == By.RULE.value, by.c.kind.is_(None), *where)


def _unsure(connection: Connection) -> Iterator[Told]:
    """Of two groups the surest of the links that no rule decides."""
    query = _rule_links(link.c.verdict == Verdict.UNSURE.value)
    seen: set[tuple[str, ...]] = set()
    for row in connection.execute(query.order_by(link.c.score.desc(), link.c.kind, link.c.a, link.c.b)):
        ends = (row.kind, *sorted((row.group_a, row.group_b)))
        if row.group_a != row.group_b and ends not in seen:
            seen.add(ends)
            yield "unsure", row


def _near(connection: Connection) -> Iterator[Told]:
    """What a rule just so joined, the least sure first."""
    over = [and_(link.c.kind == kind.value, link.c.score <= least + _MARGIN) for kind, least in _LEAST.items()]
    query = _rule_links(link.c.verdict == Verdict.SAME.value, or_(false(), *over))
    for row in connection.execute(query.order_by(link.c.score, link.c.kind, link.c.a, link.c.b)):
        if row.group_a == row.group_b:
            yield "near", row


def _links(connection: Connection, told: Sequence[Told]) -> list[Doubt]:
    sides: dict[tuple[str, str], Side] = {}
    for kind in Kind:
        nodes = sorted({node for _, row in told if row.kind == kind.value for node in (row.a, row.b)})
        sides |= {(kind.value, side.node): side for side in _sides(connection, kind, nodes)}
    return [
        Doubt(
            kind=Kind(row.kind), about=about, one=sides[row.kind, row.a], other=sides[row.kind, row.b],
            score=row.score, reason=row.reason,
        )
        for about, row in told
    ]  # fmt: skip


def _statements(connection: Connection) -> list[Doubt]:
    """Statements without a speaker, then those in the conditional of the press, by day; each once."""
    open_ = or_(statement_report.c.speakers == "", statement_report.c.hedged)
    query = select(statement_report.c.uid, statement_report.c.speakers, member.c.group).join(
        member, and_(member.c.kind == Kind.STATEMENT.value, member.c.node == statement_report.c.uid)
    ).where(statement_report.c.review.is_(None), open_)  # fmt: skip
    order = statement_report.c.speakers, func.coalesce(statement_report.c.day, "9999"), statement_report.c.uid
    first = {row.group: row for row in reversed(connection.execute(query.order_by(*order)).all())}
    rows = sorted(first.values(), key=lambda row: bool(row.speakers))
    sides = {side.node: side for side in _sides(connection, Kind.STATEMENT, [row.uid for row in rows])}
    return [
        Doubt(kind=Kind.STATEMENT, about="hedged" if row.speakers else "speaker", one=sides[row.uid]) for row in rows
    ]


def _sides(connection: Connection, kind: Kind, nodes: Sequence[str]) -> list[Side]:
    groups = _groups(connection, kind, nodes)
    if kind in {Kind.ENCOUNTER, Kind.STATEMENT}:
        return [_report(row, words, groups[row.uid]) for row, words in _reports(connection, kind, nodes)]
    if kind is Kind.TEXT:
        return [_text(row, groups[row.id]) for row in _articles(connection, nodes)]
    name = actors.form_of if kind is Kind.ACTOR else issues.form_of
    return [_name(node, groups[node], name) for node in nodes]


def _name(node: str, group: tuple[str, ...], form_of: Callable[[str], Any]) -> Side:
    """A name or a label, with the others of its group."""
    told = [form.written if hasattr(form, "written") else form.label for form in map(form_of, (node, *group))]
    others = ", ".join(dict.fromkeys(one for one in told[1:] if one != told[0]))
    return Side(node=node, group=group, text=told[0], after=others)


def _groups(connection: Connection, kind: Kind, nodes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    own, all_ = member.alias("own"), member.alias("all")
    out: dict[str, tuple[str, ...]] = {}
    for some in parts(nodes):
        query = select(own.c.node, all_.c.node.label("other")).join(
            all_, and_(all_.c.kind == own.c.kind, all_.c.group == own.c.group)
        ).where(own.c.kind == kind.value, own.c.node.in_(some)).order_by(all_.c.node)  # fmt: skip
        for row in connection.execute(query):
            out[row.node] = (*out.get(row.node, ()), row.other)
    return out


def _articles(connection: Connection, nodes: Sequence[str]) -> Iterable[Any]:
    for some in parts(nodes):
        yield from connection.execute(select(article).where(article.c.id.in_(some)))


def _text(row: Any, group: tuple[str, ...]) -> Side:
    return Side(
        node=row.id, group=group, article=row.id, outlet=row.outlet, published=row.published, text=row.title or "",
        after=row.text[: 4 * _AROUND],
    )  # fmt: skip


def _reports(connection: Connection, kind: Kind, nodes: Sequence[str]) -> Iterator[tuple[Any, tuple[int, int]]]:
    """Rows of reports, with the first and last character of their words."""
    table, role = (encounter_report, "evidence") if kind is Kind.ENCOUNTER else (statement_report, "content")
    for some in parts(nodes):
        where = select(span.c.uid, func.min(span.c.start), func.max(span.c.end)).where(
            span.c.uid.in_(some), span.c.role == role
        ).group_by(span.c.uid)  # fmt: skip
        words = {uid: (start, end) for uid, start, end in connection.execute(where)}
        columns = table, article.c.outlet, article.c.published, article.c.text.label("whole")
        query = select(*columns).join(article, article.c.id == table.c.article).where(table.c.uid.in_(some))
        for row in connection.execute(query.order_by(table.c.uid)):
            yield row, words.get(row.uid, (0, 0))


def _report(row: Any, words: tuple[int, int], group: tuple[str, ...]) -> Side:
    start, end = words
    told: dict[str, Any] = {
        "node": row.uid, "group": group, "article": row.article, "outlet": row.outlet, "published": row.published,
        "before": row.whole[max(0, start - _AROUND) : start], "after": row.whole[end : end + _AROUND] if end else "",
    }  # fmt: skip
    if hasattr(row, "act"):
        who = listed(row.speakers) or listed(row.parties)
        return Side(**told, what=row.act, who=tuple(who), target=row.target, day=row.day, text=row.content)
    who = [*listed(row.parties), *listed(row.persons)]
    return Side(**told, what=row.kind, who=tuple(who), day=row.date, place=row.place, text=row.evidence)
