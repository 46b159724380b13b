"""What a thing in a dossier rests on: its reports with their words and rules, the links that joined them, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, or_, select

from pourparlers.dossier.merging.issues import CODE, is_code
from pourparlers.dossier.naming import Thing, thing
from pourparlers.dossier.review.corrections import Fact, fact_of
from pourparlers.dossier.review.decisions import Decision, decisions
from pourparlers.dossier.review.effects import REPORTS, Present
from pourparlers.dossier.review.seen import decision_of
from pourparlers.dossier.review.validity import Made, made_of
from pourparlers.dossier.standing.finding.snippets import sentences
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.schema import (
    Kind,
    Verdict,
    actor_report,
    article,
    encounter_report,
    link,
    statement_report,
)
from pourparlers.model import Actor, Encounter, Record, Span

# So many mentions of an actor in an article are shown.
_MENTIONS = 3


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Characters of an article that a report stands on, and the sentence around them.

    Attributes:
        role: content, cue, speaker, evidence or mention.
        start, end: code points, half-open.
    """

    role: str
    start: int
    end: int
    text: str
    sentence: str


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """One report: whose it is, by which rule it was read, where it stands; `review`: what a person decided of it."""

    report: str
    article: str
    outlet: str | None
    published: str | None
    rule: str | None
    review: str | None
    passages: tuple[Passage, ...]


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """What was judged of two; `by`: a rule or a person; `inside`: both are of the thing that is asked about."""

    a: str
    b: str
    verdict: str
    score: float
    reason: str
    by: str
    inside: bool


class Reasons(msgspec.Struct, frozen=True, kw_only=True):
    """What a thing rests on."""

    kind: Kind
    id: str
    reports: tuple[Reported, ...]
    links: tuple[Link, ...]
    decisions: tuple[Made, ...]


def reasons(connection: Connection, asked: str) -> Reasons:
    """What a thing rests on; of a decision, what the first thing rests on that it is of.

    Raises:
        DossierError: nothing is called so, or several things are.
    """
    meant = thing(connection, _decided(connection, asked.strip()))
    uids = meant.group if meant.kind in REPORTS else _uids(connection, meant)
    return Reasons(
        kind=meant.kind, id=min(meant.group), reports=tuple(_reports(connection, uids)),
        links=tuple(_links(connection, meant)), decisions=tuple(_decisions(connection, meant, uids)),
    )  # fmt: skip


def _decided(connection: Connection, asked: str) -> str:
    """What a decision is of, through those that undo one another; what is no decision's id stays."""
    seen: set[str] = set()
    while asked not in seen and (one := decision_of(connection, asked)) and one.subject:
        seen.add(asked)
        asked = one.subject[0].id
    return asked


def _uids(connection: Connection, meant: Thing) -> list[str]:
    """The reports that bear the names of an actor, the statements on an issue, or a text itself."""
    columns = {
        Kind.ACTOR: (actor_report.c.uid, actor_report.c.node),
        Kind.ISSUE: (statement_report.c.uid, statement_report.c.issue_node),
    }
    column = columns.get(meant.kind)
    if column is None:
        return list(meant.group)
    found: list[str] = []
    for some in parts(meant.group):
        found += connection.execute(select(column[0]).where(column[1].in_(some))).scalars()
    return sorted(found)


def _reports(connection: Connection, uids: Sequence[str]) -> Iterator[Reported]:
    reviews = _reviews(connection, uids)
    by_article: dict[str, list[str]] = {}
    for uid in uids:
        by_article.setdefault(uid.partition(":")[0], []).append(uid)
    columns = article.c.id, article.c.outlet, article.c.published, article.c.record
    order = article.c.published, article.c.id
    for some in parts(sorted(by_article)):
        for row in connection.execute(select(*columns).where(article.c.id.in_(some)).order_by(*order)).all():
            record = msgspec.json.decode(row.record, type=Record)
            for uid in by_article[row.id]:
                yield _reported(row, record, uid, reviews.get(uid))


def _reviews(connection: Connection, uids: Sequence[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for table in (encounter_report, statement_report):
        for some in parts(uids):
            query = select(table.c.uid, table.c.review).where(table.c.uid.in_(some), table.c.review.is_not(None))
            out |= {row.uid: row.review for row in connection.execute(query)}
    return out


def _reported(row: Any, record: Record, uid: str, review: str | None) -> Reported:
    fact = fact_of(record, uid.partition(":")[2])
    return Reported(
        report=uid, article=row.id, outlet=row.outlet, published=row.published, rule=getattr(fact, "rule", None),
        review=review, passages=tuple(_passages(record.article.text, fact)),
    )  # fmt: skip


def _passages(text: str, fact: Fact | None) -> Iterator[Passage]:
    for role, span in _spans(fact):
        sentence = sentence_of(text, span.start, span.end)
        yield Passage(role=role, start=span.start, end=span.end, text=span.text, sentence=sentence)


def _spans(fact: Fact | None) -> Iterable[tuple[str, Span]]:
    if fact is None:
        return []
    if isinstance(fact, Actor):
        return [("mention", span) for span in fact.mentions[:_MENTIONS]]
    if isinstance(fact, Encounter):
        return [("evidence", span) for span in fact.evidence]
    told = [("content", span) for span in fact.content]
    told += [("cue", fact.cue)] if fact.cue else []
    speaker = fact.why.speaker
    return told + ([("speaker", Span(speaker.start, speaker.end, speaker.text))] if speaker else [])


def sentence_of(text: str, start: int, end: int) -> str:
    """The sentence, or the sentences, in which some characters stand."""
    return text[slice(*sentences(text, start, end))]


def _links(connection: Connection, meant: Thing) -> list[Link]:
    """The links inside the group, then those that lead out of it, the surest first."""
    group = set(meant.group)
    rows: dict[tuple[str, ...], Any] = {}
    for some in parts(meant.group):
        query = select(link).where(link.c.kind == meant.kind.value, or_(link.c.a.in_(some), link.c.b.in_(some)))
        rows |= {(row.a, row.b, row.by): row for row in connection.execute(query)}
    told = [
        Link(
            a=row.a, b=row.b, verdict=row.verdict, score=row.score, reason=row.reason, by=row.by,
            inside=row.a in group and row.b in group,
        )
        for row in rows.values()
    ]  # fmt: skip
    order = [verdict.value for verdict in Verdict]
    return sorted(told, key=lambda one: (not one.inside, order.index(one.verdict), -one.score, one.a, one.b, one.by))


def _decisions(connection: Connection, meant: Thing, uids: Sequence[str]) -> list[Made]:
    """The decisions on any of its reports or names."""
    made = made_of(connection, decisions(connection))
    names, now = {*meant.group, *uids}, Present(connection)
    codes = {node.removeprefix(CODE) for node in meant.group if meant.kind is Kind.ISSUE and is_code(node)}

    def of_it(one: Decision) -> bool:
        named = {name for node in (*one.subject, *one.other) for name in (node.id, now(one.kind, node))}
        return bool(names & named or codes & {code.id for code in one.codes})

    own = [one for one in made if of_it(one.decision)]
    ids = {one.decision.id for one in own}
    return [one for one in made if one.decision.id in ids or ids & {node.id for node in one.decision.subject}]
