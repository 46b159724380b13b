"""Persons who speak together where the tree has parted them: "Minister Ana Prelog and EU envoy Davor Kolar said"."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver

ENDS = {"PUNCT", "SCONJ"}


def with_person_before(resolver: Resolver, reference: Reference) -> Reference:
    """The speaker with the person joined to it before, each with a role or a state of their own."""
    other = _joined(resolver, reference)
    found = resolver.resolve(other, None, False) if other is not None else None
    if found is None or found.ids == reference.ids:
        return reference
    return found.joined(reference)._replace(first=found.first, last=reference.last)


def _joined(resolver: Resolver, reference: Reference) -> Token | None:
    """"Ana Prelog of Slovenia and | Davor Kolar": the name before the conjunction, over its state."""
    tokens, cast = resolver.parse.tokens, resolver.cast
    if reference.first not in cast.person_at and reference.first not in cast.role_at:
        return None
    first = _phrase(resolver, reference.first)
    if first < 3 or tokens[first - 1].pos != "CCONJ" or tokens[first - 1].sent != tokens[first].sent:
        return None
    before = tokens[first - 2]
    state = cast.names.get(before.i)
    if state is not None and before.i not in cast.person_at and _of(resolver, state.first - 1):
        before = tokens[max(0, state.first - 2)]
    own = before.i in cast.person_at and before.sent == tokens[first].sent
    return before if own and not _object(resolver, before) else None


def _phrase(resolver: Resolver, at: int) -> int:
    """The first word of a name with the role before it («EU commissioner | Margit Lauring»)."""
    cast = resolver.cast
    first = cast.name_at[at].first if at in cast.name_at else at
    role = cast.role_at.get(first - 1) or cast.role_at.get(first)
    first = min(first, role.first) if role is not None else first
    return first - (first > 0 and resolver.parse.tokens[first - 1].pos == "DET")


def _of(resolver: Resolver, at: int) -> bool:
    return at > 0 and resolver.parse.tokens[at].plain in resolver.lexicon.grammar.genitive


def _object(resolver: Resolver, name: Token) -> bool:
    """"She met Ana Prelog and Davor Kolar said": after a verb in the same stretch the first is who that verb has."""
    tokens, i = resolver.parse.tokens, name.i - 1
    while i >= 0 and tokens[i].sent == name.sent and tokens[i].pos not in ENDS:
        if tokens[i].pos in {"VERB", "AUX"}:
            return True
        i -= 1
    return False
