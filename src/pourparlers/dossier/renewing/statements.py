"""The contradictions about statements, of those that what has changed may concern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from pourparlers.dossier.renewing.changed import Changed, Stored, statements_of, stored
from pourparlers.dossier.renewing.claims import EARLY, Claims, brief_of, briefly, choices
from pourparlers.dossier.renewing.places import Role, around, ordinal_of
from pourparlers.dossier.standing.disputes.disagreement import Contradiction, What
from pourparlers.dossier.standing.disputes.quotations import disputed_quotations
from pourparlers.dossier.standing.disputes.statements import DENIED, REFUSED, YES, can_be_denied, denied, says_no
from pourparlers.dossier.store.schema import statement
from pourparlers.model import Act

_DENIED = {What.ACCEPTANCE.value, What.DENIAL.value}


def about_statements(connection: Connection, changed: Changed) -> tuple[set[str], list[Contradiction]]:
    """The ids of the contradictions that are no more as they are kept, and those that are."""
    gone, against = _against(connection, changed)
    there = statements_of(connection, {*against, *(no for nos in against.values() for no in nos)})
    found = list(disputed_quotations(connection, changed.said))
    place = {one.id: n for n, one in enumerate(there)}
    for yes in there:
        told = sorted(place[no] for no in against.get(yes.id, ()) if no in place)
        if told:
            found.append(denied(yes, [there[n] for n in told]))
    quoted = (id_ for id_, one in changed.stored.items() if one.what == What.QUOTATION.value)
    return gone.union(quoted), found


def _against(connection: Connection, changed: Changed) -> tuple[set[str], dict[str, set[str]]]:
    """The contradictions with denials that are no more, and of the claims that were or are in one their denials."""
    days = [(no, ordinal_of(no)) for no in statements_of(connection, _denials(connection, changed)) if says_no(no)]
    nos = {no.id for no, _ in days}
    now = dict(choices(connection, [(no, day) for no, day in days if day is not None]))
    before = _of_denials({**changed.stored, **stored(connection, nos)})
    claims = {one.subject for one in before.values()} | set(now.values())
    kept = {id_: one for id_, one in _of_denials(stored(connection, claims)).items() if one.subject in claims}
    against: dict[str, set[str]] = {claim: set() for claim in claims}
    for one in kept.values():
        against[one.subject] |= one.things - {one.subject} - nos - changed.names
    for no, claim in now.items():
        against[claim].add(no)
    return set(kept), against


def _of_denials(told: Mapping[str, Stored]) -> dict[str, Stored]:
    return {id_: one for id_, one in told.items() if one.what in _DENIED}


def _denials(connection: Connection, changed: Changed) -> set[str]:
    """The denials that may exclude another claim than they did."""
    own = {one.id for one in changed.said if says_no(one)}
    did = {thing for one in _of_denials(changed.stored).values() for thing in one.things - {one.subject}}
    return own | did | set(_near(connection, changed))


def _near(connection: Connection, changed: Changed) -> Iterator[str]:
    """The denials that may exclude a claim that has changed."""
    days = [(one, ordinal_of(one)) for one in changed.said if can_be_denied(one)]
    claims = [brief_of(one, day) for one, day in days if day is not None]
    known, denies = Claims(claims), statement.c.act == Act.DENY.value
    yeses = [one.day for one in claims if one.act in YES]
    near = [
        *briefly(connection, Role.NO, around((one.day for one in claims), EARLY, DENIED), denies),
        *briefly(connection, Role.NO, around(yeses, EARLY, REFUSED), ~denies),
    ]
    yield from (no.id for no in near if no.id not in changed.names and known.of(no))
