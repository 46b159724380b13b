"""Roles that stand alone and take up a person: «Umaru Bello a quitté… L'émissaire nigérian…»."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.context import context_party
from pourparlers.reading.actors.persons import Person
from pourparlers.reading.actors.roles import RolePhrase
from pourparlers.reading.actors.same_office import bears_alike, can_bear
from pourparlers.reading.actors.same_sources import same_role
from pourparlers.reading.text.phrases import of_subject

# Sentences back to which a role may take up a name.
NEAR = 3
# Sentences of the lead, in which "a lawmaker said" may come before his name.
LEAD = 3
# Words for any holder of an office: with a nationality they take up a minister whose state is not yet told.
GENERIC = {"official", "diplomat", "negotiator"}
OF_GOVERNMENT = {"minister", "deputy_minister", "ambassador", "envoy", "spokesperson", "diplomat", "negotiator"}


def adopt_roles(cast: Cast) -> None:
    """Give role phrases that stand alone to the one person near that they can mean, with role and party."""
    for role in cast.roles:
        if role.first in cast.bearer or role.number != "s" or role.entry.relational and not role.party:
            continue
        bearer = _taken_up(cast, role) if _definite(cast, role) and not role.entry.relational else None
        announced = None if role.former or role.entry.relational else _announced(cast, role)
        bearer = bearer or (None if role.former else announced or _named_after(cast, role))
        if bearer is None:
            continue
        cast.bearer[role.first] = bearer
        cast.adopted.add(role.first)
        _tell(cast, bearer, role)


def _definite(cast: Cast, role: RolePhrase) -> bool:
    return (role.determiner or "").replace("’", "'") in cast.context.lexicon.grammar.definite


def _tell(cast: Cast, person: Person, role: RolePhrase) -> None:
    if not person.role_class:
        person.role = cast.context.parse.slice(role.first, role.last)
        person.gender = person.gender or role.gender
    person.role_class.add(role.entry.role)
    if role.former:
        return
    if role.party and person.party is None and role.entry.speaks_for:
        person.party = role.party
    if not role.entry.speaks_for and person.party is None:
        person.speaks = False


def _taken_up(cast: Cast, role: RolePhrase) -> Person | None:
    """The only person near whom the role can mean; none where another of the text may bear it."""
    if not role.former and any(_bears(cast, person, role) for person in cast.persons):
        return None
    if _unnamed_before(cast, role) or same_role(cast, cast.context.parse.tokens[role.head], role):
        return None
    near = [p for p in cast.persons if _agrees(p, role) and _subject_near(cast, p, role)]
    fitting = [p for p in near if not p.role_class or _generic(p, role)]
    if not near:
        return _protagonist(cast, role)
    return fitting[0] if len(fitting) == 1 and len(near) == 1 else None


def _unnamed_before(cast: Cast, role: RolePhrase) -> bool:
    """«Un responsable kazakh arrive… Le responsable kazakh jure…»: who was told of without a name just before."""
    parse, indefinite = cast.context.parse, cast.context.lexicon.grammar.indefinite
    words, at = parse.slice(role.first, role.last).lower(), parse.tokens[role.first].sent
    told = (other for other in cast.roles if other.first < role.first and other.determiner in indefinite)
    near = (other for other in told if 0 < at - parse.tokens[other.first].sent <= NEAR)
    return any(parse.slice(other.first, other.last).lower() == words for other in near)


def _protagonist(cast: Cast, role: RolePhrase) -> Person | None:
    """«Nvard Ghazarossian, la femme aux tunnels»: whom a portrait is about is «la négociatrice» throughout."""
    bare = [p for p in cast.persons if not p.role_class and p.party is None and len(p.names) > 1 and _agrees(p, role)]
    if len(bare) != 1 or bare[0] is not cast.persons[0] or role.entry.role not in OF_GOVERNMENT:
        return None
    return bare[0] if cast.context.parse.tokens[bare[0].names[0].first].sent == 0 else None


def _bears(cast: Cast, person: Person, role: RolePhrase) -> bool:
    """Whether a person is known to hold this very office, for the same party as far as that is told."""
    before = person.last_before(role.first) is not None
    told = bears_alike(cast, person, role) if before else role.entry.role in person.role_class
    return told and _agrees(person, role) and (role.party is None or person.party is not None)


def _agrees(person: Person, role: RolePhrase) -> bool:
    if role.gender and person.gender and role.gender != person.gender:
        return False
    return role.former or not (role.party and person.party and role.party != person.party)


def _generic(person: Person, role: RolePhrase) -> bool:
    """«La ministre Adéla Horáková… La responsable tchèque»: one word for any office tells her state."""
    if role.entry.role in OF_GOVERNMENT - GENERIC and person.role_class and person.role_class <= GENERIC:
        return person.party is not None and not role.party  # "Accra's chief negotiator, Jo Osei… The deputy minister"
    generic = role.entry.role in GENERIC and role.entry.role not in person.role_class
    return generic and role.party is not None and person.party is None and bool(person.role_class & OF_GOVERNMENT)


def _subject_near(cast: Cast, person: Person, role: RolePhrase) -> bool:
    """Whether the person is the subject or opens one of the sentences before, not the role's own."""
    tokens, at = cast.context.parse.tokens, cast.context.parse.tokens[role.first].sent
    for name in person.names:
        sentence = cast.context.parse.sentence_of(tokens[name.first])
        distance = at - tokens[name.first].sent
        opens = name.first == sentence.first
        if 0 < distance <= NEAR and (opens or _subject(tokens, name.first)):
            return True
    return False


def _subject(tokens: list[Token], i: int) -> bool:
    """«la ministre Adéla Horáková a inauguré…»: the name, or what it hangs on without a preposition, is a subject."""
    return of_subject(tokens, i, {"appos", "flat", "nmod"}, bare=True)


def _announced(cast: Cast, role: RolePhrase) -> Person | None:
    """«Le ministre togolais de l'Eau a accusé… Ayi Mensah a…»: the lead's office, whose one holder is named below."""
    indefinite = role.determiner in cast.context.lexicon.grammar.indefinite
    if cast.context.parse.tokens[role.head].sent >= LEAD or indefinite or not role.party:
        return None
    later = [p for p in cast.persons if p.party == role.party and can_bear(cast, p, role)]
    if not later:
        return _quoted_below(cast, role)
    return later[0] if len(later) == 1 and later[0].names[0].first > role.last else None


def _quoted_below(cast: Cast, role: RolePhrase) -> Person | None:
    """"Peru's water minister said on Monday. “…,” Ana Rojas told reporters": who is named, without an office, next."""
    tokens, sent = cast.context.parse.tokens, cast.context.parse.tokens[role.head].sent
    if role.entry.role not in OF_GOVERNMENT or not of_subject(tokens, role.head, {"appos", "flat"}):
        return None
    fresh = [p for p in cast.persons if sent < tokens[p.names[0].first].sent <= sent + 2]
    fresh = [p for p in fresh if p.names[0].last > p.names[0].first and _subject(tokens, p.names[0].first)]
    first = min(fresh, key=lambda p: p.names[0].first, default=None)
    alone = first is not None and not first.role_class and first.party is None and _agrees(first, role)
    return first if alone else None


def _named_after(cast: Cast, role: RolePhrase) -> Person | None:
    """"A South Korean lawmaker has said. Park Byeong-seug, citing…": the lead's unnamed speaker, named just below."""
    parse, tokens = cast.context.parse, cast.context.parse.tokens
    at = tokens[role.head].sent
    indefinite = role.determiner in cast.context.lexicon.grammar.indefinite
    owned = role.determiner in cast.context.lexicon.grammar.possessive
    party = role.party or (context_party(cast, role) if owned else None)
    # «Son collègue tchadien boudait. Idriss Mahamat a…»: wherever it stands
    far = at > LEAD and not role.entry.relational
    if far or not (indefinite or owned) or tokens[role.head].rel != "nsubj" or not party:
        return None
    for number in range(at + 1, min(at + 3, len(parse.sentences))):
        person = cast.person_at.get(parse.sentences[number].first)
        if person is None:
            continue
        first = person.names[0]
        fresh = first.first == parse.sentences[number].first and first.last > first.first
        if fresh and not person.role_class and _agrees(person, role):
            # «a déclaré jeudi son ministre de la Pêche. Ann Lee, qui s'exprimait à Oslo, …»
            person.party = person.party or party
            return person
        return None
    return None
