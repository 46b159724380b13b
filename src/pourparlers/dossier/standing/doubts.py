"""What a person had best look at, the most doubtful first: links, then statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, exists, func, literal, or_, select, tuple_

from pourparlers.dossier.merging import actors, issues
from pourparlers.dossier.merging.doubtful import ABOUTS, UNDATED, place_of
from pourparlers.dossier.standing.filters import ALL, Filters, Page, between, issue_nodes, of_outlet
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import (
    By,
    Kind,
    article,
    doubt,
    encounter_report,
    link,
    member,
    part,
    span,
    statement_report,
)

# So many characters around the words are shown.
_AROUND = 120
Name = tuple[str, str, str]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A report, a name, a label or a text that is to be judged.

    Attributes:
        node: its uid, or what names it in `member`.
        group: all that is one with it.
        article, outlet, published, language: of its article; None for names, of labels the language alone.
        what: the act or the kind, as it was read.
        who: the speakers or parties.
        title: of a text.
        target, day, place: as they were read.
        text: its words; of a text how it begins.
        before, after: what stands around them.
    """

    node: str
    group: tuple[str, ...]
    text: str
    article: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    title: str | None = None
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


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of all that is doubtful; what is None is not asked.

    Attributes:
        kind, about: as in `Doubt`.
        where: of a party, an issue, an outlet, and of articles published between two days.
    """

    kind: Kind | None = None
    about: str | None = None
    where: Filters = Filters()


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a kind are doubtful for a reason."""

    kind: Kind
    about: str
    doubts: int


def doubts(
    connection: Connection, asked: Asked | None = None, page: Page = ALL, after: Name | None = None
) -> list[Doubt]:
    """What is doubtful and what no person judged yet.

    Args:
        connection: of the dossier.
        asked: what of it.
        page: how many at most, and how many of the first are left out.
        after: the name of one after which those that are told come, whether it is still doubtful or not.

    Raises:
        DossierError: there is no such issue; a negative number of rows.
    """
    order = [doubt.c[key] for key in _ORDER]
    query = select(doubt, link.c.score, link.c.reason).outerjoin(link, _OF_LINK)
    query = query.where(*_asked(connection, asked or Asked()))
    if after is not None and (at := _place(connection, after)) is not None:
        query = query.where(tuple_(*order) > at)
    return _told(connection, connection.execute(page.of(query.order_by(*order))).all())


_OF_LINK = and_(*(link.c[name] == doubt.c[name] for name in ("kind", "a", "b")), link.c.by == By.RULE.value)


def counts(connection: Connection, asked: Asked | None = None) -> list[Count]:
    """How much is doubtful, by kind and reason, in order of both."""
    columns = doubt.c.kind, doubt.c.about
    query = select(*columns, func.count().label("n")).where(*_asked(connection, asked or Asked()))
    rows = connection.execute(query.group_by(*columns).order_by(*columns))
    return [Count(kind=Kind(row.kind), about=row.about, doubts=row.n) for row in rows]


def doubt_of(connection: Connection, name: Name) -> Doubt | None:
    """A doubt by its name; None where it is none any more."""
    query = select(doubt, link.c.score, link.c.reason).outerjoin(link, _OF_LINK)
    own = (doubt.c[key] == value for key, value in zip(("about", "a", "b"), name, strict=True))
    told = _told(connection, connection.execute(query.where(*own)).all())
    return told[0] if told else None


def beside(connection: Connection, asked: Asked, name: Name, *, before: bool = False) -> Name | None:
    """The name of the doubt after another one, or before it; None where it is the last, or the first."""
    order = [doubt.c[key] for key in _ORDER]
    at = _place(connection, name)
    if at is None:
        return None
    query = select(doubt.c.about, doubt.c.a, doubt.c.b).where(*_asked(connection, asked))
    here = tuple_(*order)
    there = query.where(here < at if before else here > at)
    row = connection.execute(there.order_by(*(key.desc() for key in order) if before else order).limit(1)).first()
    return tuple(row) if row is not None else None


def doubt_about(connection: Connection, nodes: Sequence[str]) -> Name | None:
    """The name of the first doubt about some things; None where there is none."""
    either = or_(*(among(connection, end, nodes) for end in (doubt.c.a, doubt.c.b)))
    query = select(doubt.c.about, doubt.c.a, doubt.c.b).where(either)
    row = connection.execute(query.order_by(*(doubt.c[key] for key in _ORDER)).limit(1)).first()
    return tuple(row) if row is not None else None


_ORDER = ("place", "day", "kind", "a", "b")


def _place(connection: Connection, name: Name) -> Any:
    """Where a doubt stands, whether it still is one or not; None for what never was one."""
    about, a, b = name
    query = select(link.c.kind, link.c.score).where(link.c.a == a, link.c.b == b, link.c.by == By.RULE.value)
    row = connection.execute(query).first()
    day = connection.execute(select(statement_report.c.day).where(statement_report.c.uid == a)).scalar()
    if (b and row is None) or about not in ABOUTS:
        return None
    at = (
        place_of(about, row.score if row else None), "" if b else day or UNDATED,
        row.kind if row else Kind.STATEMENT.value, a, b,
    )  # fmt: skip
    return tuple_(*(literal(one) for one in at))


def _asked(connection: Connection, asked: Asked) -> list[ColumnElement[bool]]:
    """Conditions on rows of `doubt`: one end at least is of what is asked for."""
    told: list[ColumnElement[bool]] = []
    if asked.kind:
        told.append(doubt.c.kind == asked.kind.value)
    if asked.about:
        told.append(doubt.c.about == asked.about)
    if asked.where.party_id:
        told.append(_either(lambda end: _takes_part(end, str(asked.where.party_id))))
    if asked.where.issue:
        nodes = issue_nodes(connection, asked.where.issue)
        told.append(_either(lambda end: _is_about(connection, end, nodes)))
    of_articles = [*of_outlet(connection, asked.where), *between(article.c.published, asked.where)]
    if of_articles:
        wanted = select(article.c.id).where(*of_articles)
        told.append(_either(lambda end: func.substr(end, 1, _LONG).in_(wanted)))
    return told


def _either(of: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    return or_(of(doubt.c.a), of(doubt.c.b))


# Letters of an article's id, with which the names of its reports begin: "a-" and twelve.
_LONG = 14


def _takes_part(end: Any, party: str) -> ColumnElement[bool]:
    """Whether a party takes part in a report or an article, or a name is its own or one of its persons'."""
    own = and_(part.c.role == "party", part.c.actor == party)
    named = or_(end.startswith(f"{party}|", autoescape=True), end.endswith(f"|{party}", autoescape=True))
    return or_(
        end.in_(select(part.c.uid).where(own)),
        and_(doubt.c.kind == Kind.TEXT.value, exists().where(part.c.article == end, own)),
        and_(doubt.c.kind == Kind.ACTOR.value, named),
    )


def _is_about(connection: Connection, end: Any, nodes: Sequence[str]) -> ColumnElement[bool]:
    """Whether a report is about an issue, or a label is its own."""
    on_it = exists().where(statement_report.c.uid == end, among(connection, statement_report.c.issue_node, nodes))
    return or_(on_it, and_(doubt.c.kind == Kind.ISSUE.value, among(connection, end, nodes)))


def _told(connection: Connection, rows: Sequence[Any]) -> list[Doubt]:
    sides: dict[tuple[str, str], Side] = {}
    for kind in Kind:
        nodes = sorted({node for row in rows if row.kind == kind.value for node in (row.a, row.b) if node})
        sides |= {(kind.value, side.node): side for side in _sides(connection, kind, nodes)} if nodes else {}
    return [
        Doubt(
            kind=Kind(row.kind), about=row.about, one=sides[row.kind, row.a], other=sides.get((row.kind, row.b)),
            score=row.score, reason=row.reason,
        )
        for row in rows
    ]  # fmt: skip


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
    language = getattr(form_of(node), "language", "") or None
    return Side(node=node, group=group, language=language, text=told[0], after=others)


def _groups(connection: Connection, kind: Kind, nodes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    own, all_ = member.alias("own"), member.alias("all")
    query = select(own.c.node, all_.c.node.label("other")).join(
        all_, and_(all_.c.kind == own.c.kind, all_.c.group == own.c.group)
    ).where(own.c.kind == kind.value, among(connection, own.c.node, nodes)).order_by(all_.c.node)  # fmt: skip
    told: dict[str, list[str]] = {}
    for row in connection.execute(query):
        told.setdefault(row.node, []).append(row.other)
    return {node: tuple(others) for node, others in told.items()}


def _articles(connection: Connection, nodes: Sequence[str]) -> Iterable[Any]:
    yield from connection.execute(select(article).where(among(connection, article.c.id, nodes)))


def _text(row: Any, group: tuple[str, ...]) -> Side:
    return Side(
        node=row.id, group=group, article=row.id, outlet=row.outlet, published=row.published,
        language=row.language, title=row.title, text=_opening(row.text, row.title or ""),
    )  # fmt: skip


def _opening(text: str, title: str) -> str:
    """How a text begins, without the headline that many carry in themselves."""
    return text.removeprefix(title).lstrip()[: 4 * _AROUND]


def _reports(connection: Connection, kind: Kind, nodes: Sequence[str]) -> Iterator[tuple[Any, tuple[int, int]]]:
    """Rows of reports, with the first and last character of their words."""
    table, role = (encounter_report, "evidence") if kind is Kind.ENCOUNTER else (statement_report, "content")
    where = select(span.c.uid, func.min(span.c.start), func.max(span.c.end)).where(
        among(connection, span.c.uid, nodes), span.c.role == role
    ).group_by(span.c.uid)  # fmt: skip
    words = {uid: (start, end) for uid, start, end in connection.execute(where)}
    columns = table, article.c.outlet, article.c.published, article.c.language, article.c.text.label("whole")
    query = select(*columns).join(article, article.c.id == table.c.article)
    for row in connection.execute(query.where(among(connection, table.c.uid, nodes)).order_by(table.c.uid)):
        yield row, words.get(row.uid, (0, 0))


def _report(row: Any, words: tuple[int, int], group: tuple[str, ...]) -> Side:
    start, end = words
    told: dict[str, Any] = {
        "node": row.uid, "group": group, "article": row.article, "outlet": row.outlet, "published": row.published,
        "language": row.language,
        "before": row.whole[max(0, start - _AROUND) : start], "after": row.whole[end : end + _AROUND] if end else "",
    }  # fmt: skip
    if hasattr(row, "act"):
        who = listed(row.speakers) or listed(row.parties)
        return Side(**told, what=row.act, who=tuple(who), target=row.target, day=row.day, text=row.content)
    who = [*listed(row.parties), *listed(row.persons)]
    return Side(**told, what=row.kind, who=tuple(who), day=row.date, place=row.place, text=row.evidence)
