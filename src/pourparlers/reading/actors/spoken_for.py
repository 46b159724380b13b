"""For whom a role without a name speaks: its nationality, its seat, its ministers, the sides it is of, its context."""

from __future__ import annotations

from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.civil_war import side_of
from pourparlers.reading.actors.collectives import Collectives
from pourparlers.reading.actors.context import context_party, of_anybody
from pourparlers.reading.actors.movements import of_fought
from pourparlers.reading.actors.parties import at_home
from pourparlers.reading.actors.roles import RolePhrase
from pourparlers.reading.actors.seats import seated
from pourparlers.reading.actors.sited import working_at

# Words after a role within which comes the noun of the sides that it is of ("officials from the three sides").
SIDES = 4


def spoken_for(cast: Cast, collectives: Collectives, role: RolePhrase) -> tuple[str, ...]:
    """«les ambassadeurs togolais et ghanéen» are of two states; a bare role is of the party of its context."""
    if role.former or not role.entry.speaks_for:
        return ()
    side = side_of(cast, role) or of_fought(cast, role)
    if role.parties or side:
        return (side,) if side else role.parties
    employer = working_at(cast, cast.context.parse.tokens[role.last])
    if employer is not None:
        return (employer,)  # "an official with the World Bank"
    several = seated(cast, role) or _of_sides(cast, collectives, role) or _holders(cast, role)
    if several or of_anybody(role, cast.context.lexicon):
        return several
    party = context_party(cast, role) or (cast.home if role.number == "s" and at_home(cast, role) else None)
    return () if party is None else (party,)


def _of_sides(cast: Cast, collectives: Collectives, role: RolePhrase) -> tuple[str, ...]:
    """ "The two countries' ministers", "officials from both sides": the parties that such a word takes up."""
    if role.number != "p":
        return ()
    parse, grammar = cast.context.parse, cast.context.lexicon.grammar
    limit = min(role.last + SIDES, parse.sentence_of(parse.tokens[role.first]).last)
    links = {*grammar.genitive, *grammar.origin}
    after = parse.tokens[role.last + 1 : limit + 1]
    words = [*parse.tokens[role.first : role.noun_first], *parse.tokens[role.noun_last + 1 : role.last + 1]]
    words += after if after and after[0].plain in links else []
    nouns = (t for t in words if t.lemma in grammar.sides and t.i not in cast.role_at)
    return next((found for t in nouns if (found := collectives.pair(t, max(t.i - 2, 0)))), ())


def _holders(cast: Cast, role: RolePhrase) -> tuple[str, ...]:
    """ "The ministers hope…": the parties of all those told before who hold that office; none where one party does."""
    alone = role.first == role.noun_first and role.last == role.noun_last and not role.parties
    if role.number != "p" or not alone or role.determiner not in cast.context.lexicon.grammar.definite:
        return ()
    offices = {role.entry.role, *({"deputy_minister"} if role.entry.role == "minister" else ())}
    told = [p for p in cast.persons if p.role_class & offices and p.last_before(role.first) is not None]
    parties = tuple(dict.fromkeys(p.party for p in told if p.party and p.speaks))
    return parties if len(parties) > 1 else ()
