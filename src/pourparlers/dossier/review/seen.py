"""What was decided on the same things by others, since a page that shows them was drawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, time

import msgspec
from sqlalchemy import Connection, func, or_, select

from pourparlers.dossier.review.decisions import Decision, Verb, active, decisions, undone
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import (
    Kind,
    actor_report,
    article,
    decided,
    decision,
    encounter_report,
    statement_report,
)


def last(connection: Connection) -> int:
    """The number of the last decision; 0 where there is none. A page that is drawn now has seen all up to it."""
    return int(connection.execute(select(func.coalesce(func.max(decision.c.n), 0))).scalar_one())


def decisions_on(connection: Connection, names: Collection[str], since: int = 0) -> list[Decision]:
    """The decisions that name some things, and those that undo them, in their order.

    Args:
        connection: of the dossier.
        names: uids, names, labels, texts, entries of the codebook.
        since: the number of a decision; those behind it are told.
    """
    return _with_undoing(connection, _naming(connection, names), since)


def decisions_about(connection: Connection, article: str) -> list[Decision]:
    """The decisions that name an article or a fact of it, and those that undo them, in their order."""
    own = or_(decided.c.node == article, decided.c.node.between(f"{article}:", f"{article}:\U0010ffff"))
    return _with_undoing(connection, set(connection.scalars(select(decided.c.decision).where(own))))


def _naming(connection: Connection, names: Collection[str]) -> set[str]:
    return set(connection.scalars(select(decided.c.decision).where(among(connection, decided.c.node, names))))


def _with_undoing(connection: Connection, found: set[str], since: int = 0) -> list[Decision]:
    # No database numbers its rows beyond 64 bits: a form may tell any number.
    since = max(0, min(since, 2**63 - 1))
    ids, edge = set(found), set(found)
    while edge:
        edge = _naming(connection, edge) - ids
        ids |= edge
    return decisions(connection, among(connection, decision.c.id, ids), decision.c.n > since) if ids else []


def made_today(connection: Connection) -> int:
    """How many decisions of this day hold, by the clock of this machine."""
    begun = datetime.combine(datetime.now().astimezone().date(), time()).astimezone()
    # What undoes a decision of today was made today.
    made = decisions(connection, decision.c.when >= begun.astimezone(UTC).isoformat(timespec="seconds"))
    return sum(one.verb is not Verb.CODEBOOK for one in active(made))


def latest(connection: Connection, most: int, skip: int = 0, who: str | None = None) -> list[Kept]:
    """Decisions, the latest first, each with whether it holds.

    Args:
        connection: of the dossier.
        most: how many.
        skip: how many of the latest are left out.
        who: whose; None for anybody's.
    """
    own = [] if who is None else [decision.c.who == who]
    ids = select(decision.c.id).where(*own).order_by(decision.c.n.desc()).limit(most).offset(skip)
    wanted = set(connection.scalars(ids))
    undoing = decision.c.verb == Verb.UNDO.value
    found = decisions(connection, or_(among(connection, decision.c.id, wanted), undoing))
    gone, told = undone(found), [one for one in reversed(found) if one.id in wanted]
    undoes = _named(connection, [one.subject[0].id for one in told if one.verb is Verb.UNDO])
    texts = words_of(connection, [id_ for one in (*told, *undoes.values()) for id_ in _ends(one)])
    kept = [_kept(one, one.id in gone, undoes, texts) for one in told]
    return [msgspec.structs.replace(one, alike=_alike(connection, one)) if _is_alike(one) else one for one in kept]


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """One of several things that are called the same: by what names it, and how many reports do."""

    node: str
    mentions: int


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A decision, and what became of it.

    Attributes:
        decision: as it was made.
        undone: whether a later one undoes it.
        text: the words of the first thing that it is of; "" where they are not there.
        other: of a merge the words of the last thing, of a split those of the first that it is set apart from; "" where
            they are the same, or not there.
        alike: of a merge of actors or issues that are called the same: what tells them apart.
        undoes: of an undoing the decision that is undone.
    """

    decision: Decision
    undone: bool
    text: str = ""
    other: str = ""
    alike: tuple[Alike, ...] = ()
    undoes: Decision | None = None


# So many of those that are called the same are told apart.
_TOLD = 4


def _is_alike(one: Kept) -> bool:
    """Whether all that a merge is of is called the same."""
    made = one.undoes or one.decision
    return made.verb is Verb.MERGE and made.kind in {Kind.ACTOR, Kind.ISSUE} and not one.other


def _alike(connection: Connection, one: Kept) -> tuple[Alike, ...]:
    made = one.undoes or one.decision
    table, column = (actor_report, "node") if made.kind is Kind.ACTOR else (statement_report, "issue_node")
    nodes = [node.id for node in made.subject[:_TOLD]]
    own = table.c[column]
    query = select(own, func.count()).where(among(connection, own, nodes)).group_by(own)
    found: dict[str, int] = {row[0]: row[1] for row in connection.execute(query)}
    return tuple(Alike(node=node, mentions=found.get(node, 0)) for node in nodes)


# So many decisions are looked through at once for the last that holds.
_AT_ONCE = 50


def _kept(one: Decision, gone: bool, undoes: Mapping[str, Decision], texts: Mapping[str, str]) -> Kept:
    other = undoes.get(one.subject[0].id) if one.verb is Verb.UNDO else None
    text, *more = [texts.get(id_, "") for id_ in _ends(other or one)] or [""]
    return Kept(
        decision=one, undone=gone, text=text, other=next((words for words in more if words != text), ""), undoes=other
    )


def _ends(one: Decision) -> tuple[str, ...]:
    """By what a decision is told: the first thing, and one of the other side."""
    nodes = (*one.subject[:1], *(one.other[:1] if one.other else one.subject[1:][-1:]))
    return tuple(node.id for node in nodes)


def decision_of(connection: Connection, id_: str) -> Decision | None:
    """A decision by its id; None where there is none."""
    return _named(connection, [id_]).get(id_)


def _named(connection: Connection, ids: Collection[str]) -> dict[str, Decision]:
    found = decisions(connection, among(connection, decision.c.id, ids)) if ids else []
    return {one.id: one for one in found}


def words_of(connection: Connection, names: Collection[str]) -> dict[str, str]:
    """The words of reports, headlines of texts, names of actors and labels of issues, by what names them."""
    out = {name: _label(name) for name in names if "|" in name or name[:1] == "#"}
    for column, words in (
        (statement_report.c.uid, statement_report.c.content),
        (encounter_report.c.uid, encounter_report.c.evidence),
        (article.c.id, article.c.title),
    ):
        rows = connection.execute(select(column, words).where(among(connection, column, names)))
        out |= {name: text for name, text in rows if text}
    return out


def _label(node: str) -> str:
    """What an actor or an issue is called: `person:Ana Rey|ES`, `ES|Espagne`, `fr|quotas`, `#quotas`."""
    first, _, last_ = node.rpartition("|")
    return first.removeprefix("person:") if first.startswith("person:") else last_


def last_held(connection: Connection, who: str | None = None) -> Decision | None:
    """The last decision that holds and undoes none: a few of the latest tell it, however many there are.

    Args:
        connection: of the dossier.
        who: of whose decisions; None for anybody's.
    """
    skip = 0
    while some := latest(connection, _AT_ONCE, skip, who):
        for one in some:
            if not one.undone and one.decision.verb is not Verb.UNDO:
                return one.decision
        skip += _AT_ONCE
    return None


def how_many(connection: Connection) -> int:
    """How many decisions there are, those undone among them."""
    return int(connection.execute(select(func.count()).select_from(decision)).scalar_one())
