"""Whom officials speak for who are told by where they sit: "officials in Islamabad", "officials from Kenya"."""

from __future__ import annotations

from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.roles import RolePhrase

SEATS = {NameKind.STATE, NameKind.CAPITAL}


def seated(cast: Cast, role: RolePhrase) -> tuple[str, ...]:
    """"Officials in Islamabad", "officials from Kenya and Tanzania"; a diplomat in a capital may be anybody's."""
    tokens, grammar = cast.context.parse.tokens, cast.context.lexicon.grammar
    at = role.last + 1
    if role.former or at + 1 >= len(tokens):
        return ()
    # "mediators from Fiji", "an envoy from Oslo"
    sent = role.entry.speaks_for and not role.own and tokens[at].lower in grammar.origin
    locative = grammar.origin if sent else grammar.locative
    if not sent and (role.entry.role != "official" or role.number != "p"):
        return ()
    found: list[str] = []
    while tokens[at].lower in locative or (found and tokens[at].pos == "CCONJ"):
        mention = cast.names.get(at + 1)
        if mention is None or mention.kind not in SEATS:
            break
        found.append(cast.party_of(mention.id) or mention.id)
        at = min(mention.last + 1, len(tokens) - 1)
    return tuple(dict.fromkeys(found))
