"""The state that a newsroom calls its own: «le chef de notre délégation», «notre pays»."""

from __future__ import annotations

from functools import cache

from pourparlers.language.tree import Token
from pourparlers.lexicon import Lexicon, NameKind
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.context import is_state, located
from pourparlers.reading.actors.gazetteer import ACTORS

# A state named once may be anybody's.
OFTEN = 2


def settle_home(cast: Cast) -> None:
    """Find the state of «nos négociateurs»: named most of those whose ministers the newsroom gives no nationality.

    «Notre délégation… le vice-ministre laotien… Phnom Penh»: a Cambodian newsroom does not write «cambodien». Where
    none stands out, at least none of the others is at home.
    """
    if not any(_ours(cast, token) for token in cast.context.parse.tokens):
        return
    abroad = {role.party for role in cast.roles if not cast.quoted[role.first]}
    cast.ours = _most_named(cast, abroad)
    cast.home = cast.ours or (None if cast.home in abroad else cast.home)


def _most_named(cast: Cast, abroad: set[str | None]) -> str | None:
    """The state that is named most of all but those abroad, capitals where somebody met left out."""
    counts: dict[str, int] = {}
    for mention in cast.mentions:
        party = cast.party_of(mention.id)
        if party and party not in abroad and mention.kind in ACTORS | {NameKind.ADJECTIVE}:
            counts[party] = counts.get(party, 0) + (not located(cast, mention))
    most = sorted(((n, party) for party, n in counts.items() if is_state(cast, party, True)), reverse=True)
    alone = len(most) == 1 or bool(most) and most[0][0] > most[1][0]
    return most[0][1] if alone and most[0][0] >= OFTEN else None


def of_ours(cast: Cast, token: Token) -> str | None:
    """«un membre de | notre délégation»: the newsroom's own state, where a noun is said to be of it."""
    return cast.ours if _owned(cast, token) and not cast.quoted[token.i] else None


def _ours(cast: Cast, token: Token) -> bool:
    """«notre délégation», «notre pays», outside of what somebody says; «notre rédaction» is of no state."""
    return token.lemma in _ownable(cast.context.lexicon) and _owned(cast, token) and not cast.quoted[token.i]


@cache
def _ownable(lexicon: Lexicon) -> frozenset[str]:
    """Nouns of what a newsroom calls its own where it means its state's."""
    return frozenset((*lexicon.scope.collective_nouns, *lexicon.grammar.sides)) - {*lexicon.grammar.neighbours}


def _owned(cast: Cast, token: Token) -> bool:
    ours = cast.context.lexicon.grammar.ours
    return bool(ours) and any(kid.plain in ours for kid in cast.context.parse.kids(token, "det", "nmod"))
