"""Who says yes and no when, as narrow rows beside the statements: `claim`, to find what denies or refuses a statement.

Whether the one excludes the other is for whoever reads both to tell (`standing.disputed_statements`): it hangs on the
label of the issue, which others' labels may change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select

from pourparlers.dossier.merging.days import ordinal, window
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import claim, statement
from pourparlers.model import Act

YES = frozenset({Act.ACCEPT, Act.PROMISE, Act.SUPPORT})
# What a party denies to have done; it may deny what others say of it besides.
DONE = YES | {Act.PROPOSE, Act.DEMAND, Act.THREATEN, Act.ASK}


class Way(StrEnum):
    """What a statement says: yes, that something was done, anything else; that something was not so, or no."""

    YES = "yes"
    DONE = "done"
    SAY = "say"
    DENY = "deny"
    REFUSE = "refuse"


def way_of(act: Act, negated: bool) -> Way | None:
    """What an act says; None where nothing denies it and it denies nothing."""
    if negated:
        return Way.REFUSE if act in YES else None
    ways = {Act.DENY: Way.DENY, Act.REJECT: Way.REFUSE, Act.SAY: Way.SAY}
    return Way.YES if act in YES else Way.DONE if act in DONE else ways.get(act)


def put_claims(connection: Connection, ids: Collection[str]) -> None:
    """Write the claims of some statements that have none yet.

    Of each of its parties; of `SAY` and `DENY` also under no party, as one denies what others say.
    """
    columns = [statement.c[name] for name in ("id", "act", "negated", "parties", "day", "first")]
    found = connection.execute(select(*columns).where(among(connection, statement.c.id, ids)))
    rows = [row for one in found for row in _rows(one)]
    if rows:
        connection.execute(insert(claim), rows)


def _rows(one: Any) -> Iterator[dict[str, Any]]:
    way, day = way_of(Act(one.act), one.negated), ordinal(window(one.day) or window(one.first))
    if way is None or not day:
        return
    parties = [] if way is Way.SAY else listed(one.parties)
    parties += [""] if way in {Way.SAY, Way.DENY} else []
    yield from ({"way": way.value, "party": party, "day": day, "statement": one.id} for party in parties)


def fill(connection: Connection) -> None:
    """Write the claims of all statements, in a dossier that has none."""
    for some in parts(list(connection.scalars(select(statement.c.id)))):
        put_claims(connection, some)
