"""What is new in a dossier since a day: by when it was published, or by when it came in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, literal, or_, select

from pourparlers.dossier.standing.disputes.reports import disputed_reports
from pourparlers.dossier.standing.listing import Encounter, Evidence, Statement, encounters, statements
from pourparlers.dossier.standing.stands.positions import Position, Step, positions_of
from pourparlers.dossier.store.merged import encounter_of, parts
from pourparlers.dossier.store.schema import (
    Kind,
    article,
    encounter,
    encounter_report,
    member,
    statement,
    statement_report,
)
from pourparlers.model import DossierError

_MOMENT = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d\d(:\d\d){0,2})?)?)?")
# What later reports change of an encounter.
_FIELDS = ("status", "date")
# So many characters of a text may be its first line.
_FIRST = 200


class What(StrEnum):
    """What is new: `changed`: an encounter told otherwise by later reports; `shift`: another stance of a party."""

    ARTICLE = "article"
    ENCOUNTER = "encounter"
    CHANGED = "changed"
    SHIFT = "shift"
    STATEMENT = "statement"


class NewArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article; `title`: or its first line; `added`: when it came in (ISO 8601, UTC)."""

    id: str
    outlet: str | None
    published: str | None
    title: str | None
    added: str


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an encounter before and after."""

    field: str
    before: str | None
    after: str | None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Something new.

    Attributes:
        what: of what kind.
        article: what came in.
        encounter, statement: what was first reported, or is told otherwise now.
        differences: how an encounter is told otherwise.
        position, before: where a party stands now, and the step at which it stood.
        reports: the new ones that tell it.
    """

    what: What
    article: NewArticle | None = None
    encounter: Encounter | None = None
    statement: Statement | None = None
    differences: tuple[Difference, ...] = ()
    position: Position | None = None
    before: Step | None = None
    reports: tuple[Evidence, ...] = ()


def changes(connection: Connection, since: str, *, added: bool = False) -> list[Change]:
    """What is new: articles, encounters first reported or told otherwise, positions that shifted, statements.

    Args:
        connection: to the dossier.
        since: the first day that counts: YYYY, YYYY-MM or YYYY-MM-DD, with `added` also an hour (UTC).
        added: whether what came in since then is new, in place of what was published.

    Raises:
        DossierError: `since` is no day.
    """
    if not _MOMENT.fullmatch(since):
        raise DossierError(f"{since!r} is no day.", hint="Write 2022, 2022-01 or 2022-01-12.")
    fresh = _articles(connection, since, added)
    ids = {one.id for one in fresh}
    if not ids:
        return []
    new = select(article.c.id).where(_since(since, added))
    met = encounters(connection, None, encounter.c.id.in_(_touched(Kind.ENCOUNTER, encounter_report, new)))
    said = statements(connection, None, statement.c.id.in_(_touched(Kind.STATEMENT, statement_report, new)))
    known = [one for one in met if _old(one.reports, ids)]
    first_met = [one for one in met if not _old(one.reports, ids)]
    first_said = [one for one in said if not _old(one.reports, ids)]
    return [
        *(Change(what=What.ARTICLE, article=one) for one in fresh),
        *(Change(what=What.ENCOUNTER, encounter=one, reports=one.reports) for one in first_met),
        *_changed(connection, known, ids),
        *_shifts(connection, said, ids),
        *(Change(what=What.STATEMENT, statement=one, reports=one.reports) for one in first_said),
    ]


def _since(since: str, added: bool) -> ColumnElement[bool]:
    """A day of publication that is told vaguely is in where its month or year touches the days asked for."""
    if added:
        return article.c.added >= since
    return or_(article.c.published >= since, literal(since).like(article.c.published + "-%"))


def _articles(connection: Connection, since: str, added: bool) -> list[NewArticle]:
    first = func.substr(article.c.text, 1, _FIRST).label("first")
    columns = article.c.id, article.c.outlet, article.c.published, article.c.title, article.c.added, first
    order = article.c.added if added else article.c.published
    query = select(*columns).where(_since(since, added)).order_by(order, article.c.published, article.c.id)
    return [
        NewArticle(
            id=row.id, outlet=row.outlet, published=row.published, added=row.added,
            title=row.title or row.first.strip().partition("\n")[0] or None,
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def _touched(kind: Kind, reports: Any, new: Any) -> Any:
    """The ids of what some articles report."""
    uids = select(reports.c.uid).where(reports.c.article.in_(new))
    return select(member.c.group).where(member.c.kind == kind.value, member.c.node.in_(uids))


def _old(reports: Iterable[Evidence], ids: set[str]) -> list[Evidence]:
    return [one for one in reports if one.article not in ids]


def _new(reports: Iterable[Evidence], ids: set[str]) -> tuple[Evidence, ...]:
    return tuple(one for one in reports if one.article in ids)


def _changed(connection: Connection, met: Sequence[Encounter], ids: set[str]) -> Iterable[Change]:
    """The encounters that were known, and are told otherwise with the new reports than without them."""
    rows = _rows(connection, [report.report for one in met for report in _old(one.reports, ids)])
    for one in met:
        then = encounter_of([rows[report.report] for report in _old(one.reports, ids)])
        told = tuple(
            Difference(field=name, before=then[name], after=now)
            for name in _FIELDS
            if _differs(then[name], now := getattr(one, name))
        )
        if told:
            yield Change(what=What.CHANGED, encounter=one, differences=told, reports=_new(one.reports, ids))


def _differs(before: str | None, after: str | None) -> bool:
    """Whether it is told otherwise; what is only told less precisely is not."""
    return before != after and not (before or "").startswith(after or "")


def _rows(connection: Connection, uids: Sequence[str]) -> dict[str, Any]:
    columns = encounter_report, article.c.published, article.c.outlet
    query = select(*columns).join(article, article.c.id == encounter_report.c.article)
    own = encounter_report.c.uid
    return {row.uid: row for some in parts(uids) for row in connection.execute(query.where(own.in_(some)))}


def _shifts(connection: Connection, said: Sequence[Statement], ids: set[str]) -> Iterable[Change]:
    """The positions that the new statements changed."""
    if not any(one.stance for one in said):
        return
    all_ = statements(connection, None, statement.c.stance.is_not(None))
    disputed = disputed_reports(connection)
    old = positions_of((one for one in all_ if _old(one.reports, ids)), None, disputed)
    before = {(one.party, one.issue): one.latest for one in old}
    for one in positions_of(all_, None, disputed):
        then = before.get((one.party, one.issue))
        if then is not None and _stand(then) != _stand(one.latest):
            yield Change(what=What.SHIFT, position=one, before=then, reports=_new(one.latest.reports, ids))


def _stand(step: Step) -> tuple[str, bool]:
    return step.stance, step.conditional
