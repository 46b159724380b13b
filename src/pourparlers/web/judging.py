"""What the pages of facts need to let a reader decide: what was decided before, and what was just decided."""

from __future__ import annotations

from sqlalchemy import Connection, and_, func, or_, select

from pourparlers.dossier.review.decisions import Decision, Verb, decisions, undone
from pourparlers.dossier.store.schema import decision


def made_on(connection: Connection, *articles: str) -> int:
    """How many decisions name facts of some articles, or undo such: a page that tells another number is out of date."""
    if not articles:
        return 0
    named = or_(*(decision.c.subject.contains(f"{one}:", autoescape=True) for one in articles))
    undoing = and_(decision.c.verb == Verb.UNDO.value, decision.c.subject.in_(select(decision.c.id).where(named)))
    return connection.execute(select(func.count()).select_from(decision).where(or_(named, undoing))).scalar_one()


def last_made(connection: Connection, id_: str | None) -> Decision | None:
    """A decision that can be undone; None where there is none of this id, or it is undone."""
    if not id_:
        return None
    found = decisions(connection, (decision.c.id == id_) | (decision.c.verb == Verb.UNDO.value))
    return next((one for one in found if one.id == id_ and id_ not in undone(found)), None)
