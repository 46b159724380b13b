"""Unnamed sources told again: «Selon une source européenne, … La même source ajoute», «… précise ce responsable»."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.collectives import Collectives
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.roles import RolePhrase

# Sentences back to where the source was told.
BACK = 6


def same_source(collectives: Collectives, token: Token) -> Reference | None:
    """The unnamed source of the same noun told last, which «cette source» or «la même source» takes up."""
    parse, lexicon = collectives.parse, collectives.lexicon
    first = token.i - 1
    while first > 0 and parse.tokens[first].pos == "ADJ":
        first -= 1
    between = parse.tokens[max(first, 0) : token.i]
    again = any(t.plain in lexicon.grammar.this or t.lower in lexicon.grammar.same for t in between)
    # "A person briefed on the talks said… The person added"
    again = again or len(between) == 1 and _definite(lexicon, between[0].lower) and token.right == token.i
    if not again or token.lemma not in lexicon.scope.source_nouns:
        return None
    told = [
        (at, id_, party)
        for id_, (party, places) in collectives.groups.items()
        for at, last in places
        if last < first and any(t.lemma == token.lemma for t in parse.tokens[at : at + 3])
    ]
    if not told:
        return None
    at, id_, party = max(told)
    if token.sent - parse.tokens[at].sent > BACK:
        return None
    return Reference((id_,), (party,) if party else (), How.ROLE, first, token.i)


def same_role(cast: Cast, token: Token, role: RolePhrase) -> RolePhrase | None:
    """«Un diplomate européen l'a dit. Ce diplomate a ajouté…»: the unnamed bearer of the same office told last."""
    lexicon, tokens = cast.context.lexicon, cast.context.parse.tokens
    if not _definite(lexicon, role.determiner) or role.last > role.noun_last:
        return None
    for other in reversed(cast.roles_within(0, role.first - 1)):
        if token.sent - tokens[other.head].sent > BACK:
            return None
        same = tokens[other.noun_last].lemma == tokens[role.noun_last].lemma and other.number == role.number
        if same and other.first in cast.bearer and other.first not in cast.adopted:
            return None  # "Negotiator Ana Paz said… The negotiator added"
        # "Two officials said… The officials added"
        new = other.determiner in lexicon.grammar.indefinite or role.number == "p" and other.determiner is None
        if same and new and other.first not in cast.bearer and role.party in {None, other.party}:
            return other
    return None


def _definite(lexicon: Lexicon, word: str | None) -> bool:
    return word in {*lexicon.grammar.this, *lexicon.grammar.definite} - {*lexicon.grammar.indefinite}
