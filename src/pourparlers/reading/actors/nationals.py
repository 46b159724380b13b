"""Names told with a nationality: «la Belge Ilse Maes», "Italy's Jan Maa", "Arne Bakke of Norway", «Ann Lee (Fidji)»."""

from __future__ import annotations

from collections.abc import Iterable

from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.gazetteer import ACTORS
from pourparlers.reading.actors.persons import Person, PersonName
from pourparlers.reading.actors.roles import RolePhrase

NATIONS = {NameKind.DEMONYM, NameKind.ADJECTIVE}
# Who is sent to others, by a union as by a state, whatever their nationality.
SENT = {"envoy", "mediator"}
HEADS = {"head_of_state", "head_of_government", "minister"}
# Kinds of bodies in whose service people of many states are.
UNIONS = {"organisation", "bloc", "agency", "court"}
# Words of a nationality with its article, before a name ("the Bosnian | Ann Lee", «la Nord-Coréenne | Ann Lee»).
NATION = 4
# Words after "one of" within which a role begins.
PART = 6
LONG = 14


def opening(cast: Cast, name: PersonName) -> int:
    """The first word of a name with the nationality before it: «| la Belge Ilse Maes», "| Italy's Jan Maa"."""
    tokens, nation = cast.context.parse.tokens, cast.names.get(name.first - 1)
    if nation is not None and nation.kind in NATIONS and nation.first:
        before = tokens[nation.first - 1]
        if before.pos == "DET":
            return nation.first - 1
        return nation.first if before.text == "," or before.pos == "CCONJ" else name.first
    owner = cast.names.get(name.first - 2)
    genitive = tokens[name.first - 1].lower in cast.context.lexicon.grammar.name_genitive
    return owner.first if genitive and owner is not None and owner.kind in ACTORS else name.first


def closing(cast: Cast, name: PersonName) -> int:
    """The last word of a name with the state after it: "Arne Bakke of Norway |", «Arne Bakke (Norvège) |»."""
    tokens, state = cast.context.parse.tokens, cast.names.get(name.last + 2)
    if state is None or state.kind is not NameKind.STATE:
        return name.last
    before, after = tokens[name.last + 1], tokens[state.last + 1 : state.last + 2]
    if before.text == "(":
        return state.last + 1 if after and after[0].text == ")" else name.last
    return state.last if before.lower in cast.context.lexicon.grammar.genitive else name.last


def listed_after(cast: Cast, at: int) -> list[Person]:
    """The persons of a list of names that begins at a word, or after its comma.

    A list of nationals ends on a mark: not «Selon les médiateurs, la Belge Ann Lee et l'Italien Jan Maa hésitent».
    """
    tokens, out, told = cast.context.parse.tokens, list[Person](), False
    while at < len(tokens):
        name = _opens_at(cast, at)
        if name is not None:
            out.append(cast.person_at[name.first])
            told = told or name.first > at
            at = closing(cast, name)
        elif tokens[at].text != "," and tokens[at].pos != "CCONJ":
            break
        at += 1
    closed = at >= len(tokens) or tokens[at].pos == "PUNCT" or tokens[at - 1].pos == "PUNCT"
    return out if closed or not told else []


def _opens_at(cast: Cast, at: int) -> PersonName | None:
    names = (cast.name_at.get(i) for i in range(at, at + NATION))
    return next((name for name in names if name is not None and at in {name.first, opening(cast, name)}), None)


def by_nation(person: Person) -> bool:
    """Whether no more than a nationality tells the party of a person."""
    return person.role is None and person.party in {None, person.nation}


def of_union(cast: Cast, party: str | None) -> bool:
    """Whether a party is a union of states or a body of one, whose officials are of many states."""
    thing = cast.context.world.things.get(party or "")
    return thing is not None and thing.kind in UNIONS


def served(cast: Cast, person: Person, roles: Iterable[RolePhrase]) -> str | None:
    """ "The UN envoy, Norwegian diplomat Ann Lee", "Ann Lee of Norway, the NATO spokeswoman": not Norway, but these."""
    if person.role_class & HEADS:
        return None
    beside = person.party is None or person.party == person.nation
    for role in roles:
        if role.number != "s" or role.former or not role.entry.speaks_for or not role.party:
            continue
        union, sent = of_union(cast, role.party), role.entry.role in SENT
        if sent and (union or beside) or union and beside and role.entry.role != "ambassador":
            return role.party
    return None


def state_beside(cast: Cast, name: PersonName) -> str | None:
    """The state that a nationality beside a name tells, where no office is between («le Norvégien Arne Bakke»)."""
    first, last = opening(cast, name), closing(cast, name)
    nation = cast.names.get(name.first - 1) or cast.names.get(name.first - 2) if first < name.first else None
    if nation is not None and nation.kind is NameKind.ADJECTIVE:
        return None
    nation = nation or (cast.names.get(name.last + 2) if last > name.last else None)
    return cast.party_of(nation.id) if nation is not None else None


def one_of(cast: Cast, name: PersonName) -> list[RolePhrase]:
    """The office beside a name of which several hold it, as if one held it: "Ann Lee, one of the UN mediators"."""
    role = _one_after(cast, name) or _one_before(cast, name)
    return [role._replace(number="s")] if role is not None else []


def _one_before(cast: Cast, name: PersonName) -> RolePhrase | None:
    """«L'un des médiateurs de l'ONU, | le Norvégien Arne Bakke»."""
    tokens, grammar, first = cast.context.parse.tokens, cast.context.lexicon.grammar, opening(cast, name)
    if first < 4 or tokens[first - 1].text != ",":
        return None
    several = (role for role in cast.roles_within(first - LONG, first - 2) if role.number == "p")
    role = next((role for role in several if role.last == first - 2), None)
    at = role.first - 1 if role is not None else 0
    while at > 0 and tokens[at].pos in {"DET", "NUM", "ADJ"} and tokens[at].plain not in grammar.genitive:
        at -= 1
    one = at > 0 and tokens[at].plain in grammar.genitive and tokens[at - 1].plain in grammar.indefinite
    return role if one else None


def _one_after(cast: Cast, name: PersonName) -> RolePhrase | None:
    """ "Corrado Bellandi, one of the two officials | sent by Brussels", «l'un des trois médiateurs de l'ONU»."""
    tokens, grammar = cast.context.parse.tokens, cast.context.lexicon.grammar
    at = closing(cast, name) + 1
    if at + 4 >= len(tokens) or tokens[at].text != ",":
        return None
    at += 1 + (tokens[at + 1].plain in grammar.definite)
    if tokens[at].plain not in grammar.indefinite or tokens[at + 1].plain not in grammar.genitive:
        return None
    roles = (r for r in cast.roles_within(at + 2, at + PART) if r.number == "p")
    role = next((r for r in roles if r.first <= at + PART and r.last - r.first <= LONG), None)
    between = tokens[at + 2 : role.first] if role is not None else []
    return role if role is not None and all(t.pos in {"DET", "NUM", "ADJ"} for t in between) else None


def of_mediators(cast: Cast) -> str | None:
    """ "the EU mediators… co-mediator Ann Lee": the union for which all mediate of whom a text tells it."""
    told = {role.party for role in cast.roles if role.entry.role == "mediator" and role.party}
    party = told.pop() if len(told) == 1 else None
    return party if of_union(cast, party) else None


def list_opening(cast: Cast, name: PersonName) -> int:
    """The first word of a list of names: «Dépêchés par l'ONU, | le Kényan Jo Osei et la Ghanéenne Ann Lee»."""
    tokens, first = cast.context.parse.tokens, opening(cast, name)
    while first > 1 and tokens[first - 1].pos == "CCONJ" and first - 2 in cast.name_at:
        first = opening(cast, cast.name_at[first - 2])
    return first
