"""What persons had best judge of things of a kind, kept beside the groups: a queue over a hundred thousand statements
is paged and counted from a table of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, exists, insert, or_, select

from pourparlers.dossier.merging.groups import Link
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import By, Kind, Verdict, doubt, link, member, statement_report

# A rule that joins with a score of no more than so much over its least is just over it.
MARGIN = 0.1
ABOUTS = UNSURE, NEAR, SPEAKER, HEDGED = "unsure", "near", "speaker", "hedged"
# A link that no rule decides comes first, the surest of them first; then what was just so joined, the least sure first.
_PLACES = {SPEAKER: 3.0, HEDGED: 4.0}
UNDATED = "9999"


class Doubtful(NamedTuple):
    """A row of `doubt` but for its kind."""

    about: str
    a: str
    b: str
    place: float
    day: str = ""


def place_of(about: str, score: float | None) -> float:
    """Where something stands among all that is doubtful: 0 to 1 for what no rule decides, from 1 on for the rest."""
    told = score or 0.0
    return 1.0 - told if about == UNSURE else 1.0 + told if about == NEAR else _PLACES[about]


def put_doubts(
    connection: Connection, kind: Kind, groups: Sequence[Sequence[str]], links: Iterable[Link], least: float
) -> None:
    """Write what is doubtful of some groups anew.

    Args:
        connection: within a transaction; the groups are written.
        kind: what their members are.
        groups: whole groups.
        links: all links that an end of which is in them; of a rule's and a person's of the same two the person's.
        least: the score from which the rule joins.
    """
    home = {node: min(group) for group in groups for node in group}
    told = [one for one in links if _may_be_doubtful(one, least)]
    home |= _groups(connection, kind, {end for one in told for end in one[:2]} - home.keys())
    now = {*doubts_of(told, home), *(_statements(connection, groups) if kind is Kind.STATEMENT else ())}
    was = _there(connection, kind, [node for group in groups for node in group])
    _take(connection, kind, was - now)
    _put(connection, kind, now - was)


def _may_be_doubtful(one: Link, least: float) -> bool:
    if one.by is By.PERSON:
        return False
    return one.verdict is Verdict.UNSURE or (one.verdict is Verdict.SAME and one.score <= least + MARGIN)


def doubts_of(links: Iterable[Link], home: Mapping[str, str]) -> Iterator[Doubtful]:
    """What is doubtful of links that no person judged, by the groups of their ends.

    Of two groups the surest of the links that no rule decides, of one group what a rule just so joined.
    """
    best: dict[tuple[str, ...], tuple[float, str, str]] = {}
    for one in links:
        ends = home.get(one.a), home.get(one.b)
        if None in ends or (ends[0] == ends[1]) is (one.verdict is Verdict.UNSURE):
            continue
        if one.verdict is Verdict.SAME:
            yield Doubtful(NEAR, one.a, one.b, place_of(NEAR, one.score))
            continue
        pair, own = tuple(sorted(map(str, ends))), (-one.score, one.a, one.b)
        best[pair] = min(best.get(pair, own), own)
    for score, a, b in best.values():
        yield Doubtful(UNSURE, a, b, place_of(UNSURE, -score))


def _groups(connection: Connection, kind: Kind, nodes: Collection[str]) -> dict[str, str]:
    if not nodes:
        return {}
    query = select(member.c.node, member.c.group).where(
        member.c.kind == kind.value, among(connection, member.c.node, nodes)
    )
    return {row.node: row.group for row in connection.execute(query)}


def _statements(connection: Connection, groups: Iterable[Sequence[str]]) -> Iterator[Doubtful]:
    """Of each group the first report without a speaker or, where there is none, in the conditional of the press."""
    home = {node: n for n, group in enumerate(groups) for node in group}
    columns = statement_report.c.uid, statement_report.c.speakers, statement_report.c.day
    open_ = and_(statement_report.c.review.is_(None), or_(statement_report.c.speakers == "", statement_report.c.hedged))
    query = select(*columns).where(open_, among(connection, statement_report.c.uid, home))
    best: dict[int, tuple[bool, str, str]] = {}
    for uid, speakers, day in connection.execute(query):
        own = (bool(speakers), day or UNDATED, uid)
        best[home[uid]] = min(best.get(home[uid], own), own)
    for spoken, day, uid in best.values():
        about = HEDGED if spoken else SPEAKER
        yield Doubtful(about, uid, "", place_of(about, None), day)


def _there(connection: Connection, kind: Kind, nodes: Collection[str]) -> set[Doubtful]:
    """The rows that name one of some things."""
    columns = [doubt.c[name] for name in Doubtful._fields]
    abouts = doubt.c.kind == kind.value, doubt.c.about.in_(ABOUTS)
    out: set[Doubtful] = set()
    for end in (doubt.c.a, doubt.c.b):
        query = select(*columns).where(*abouts, among(connection, end, nodes))
        out |= {Doubtful(*row) for row in connection.execute(query)}
    return out


def _take(connection: Connection, kind: Kind, rows: Iterable[Doubtful]) -> None:
    told = [{"old_kind": kind.value, "old_about": row.about, "old_a": row.a, "old_b": row.b} for row in rows]
    if told:
        connection.execute(_GONE, told)


_GONE = delete(doubt).where(*(doubt.c[name] == bindparam(f"old_{name}") for name in ("kind", "about", "a", "b")))


def _put(connection: Connection, kind: Kind, rows: Iterable[Doubtful]) -> None:
    told = [{"kind": kind.value, **row._asdict()} for row in sorted(rows)]
    if told:
        connection.execute(insert(doubt), told)


def fill(connection: Connection, kind: Kind, least: float) -> None:
    """Write what is doubtful of all things of a kind, where nothing is written of it yet."""
    groups: dict[str, list[str]] = {}
    for row in connection.execute(select(member.c.node, member.c.group).where(member.c.kind == kind.value)):
        groups.setdefault(row.group, []).append(row.node)
    home = {node: group for group, nodes in groups.items() for node in nodes}
    told = {*doubts_of(_unjudged(connection, kind, least), home)}
    _put(connection, kind, told | ({*_statements(connection, [*groups.values()])} if kind is Kind.STATEMENT else set()))


def _unjudged(connection: Connection, kind: Kind, least: float) -> Iterator[Link]:
    """The links of a kind that may be doubtful and that no person judged."""
    person = link.alias("person")
    same = [person.c[name] == link.c[name] for name in ("kind", "a", "b")]
    open_ = or_(
        link.c.verdict == Verdict.UNSURE.value,
        and_(link.c.verdict == Verdict.SAME.value, link.c.score <= least + MARGIN),
    )
    query = select(link).where(link.c.kind == kind.value, link.c.by == By.RULE.value, open_)
    judged = exists().where(person.c.by == By.PERSON.value, *same)
    for row in connection.execute(query.where(~judged)):
        yield Link(row.a, row.b, Verdict(row.verdict), row.score, row.reason)
