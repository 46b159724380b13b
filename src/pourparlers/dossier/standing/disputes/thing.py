"""The contradictions that one statement or one encounter is in."""

from __future__ import annotations

from msgspec.json import decode
from sqlalchemy import Connection, select

from pourparlers.dossier.standing.disputes.disagreement import Contradiction
from pourparlers.dossier.store.schema import Kind, contradiction, contradiction_about

# So many contradictions of one thing are told.
MOST = 12


def disputed(connection: Connection, kind: Kind, id_: str) -> tuple[Contradiction, ...]:
    """What sources disagree about of a thing, before what they count differently beside it.

    Args:
        connection: of the dossier.
        kind: statement or encounter.
        id_: of the thing.
    """
    about = contradiction_about
    query = select(contradiction.c.told).join(about, about.c.contradiction == contradiction.c.id)
    own = about.c.kind == kind.value, about.c.thing == id_
    rows = connection.scalars(query.where(*own).order_by(about.c.marks.desc(), contradiction.c.id).limit(MOST))
    return tuple(decode(told, type=Contradiction) for told in rows)
