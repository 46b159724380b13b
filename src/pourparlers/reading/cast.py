"""Who is in a text: persons, states, organisations, and the role phrases that tie them together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pourparlers.language.tree import Parse
from pourparlers.lexicon import Lexicon, NameKind, World
from pourparlers.reading.gazetteer import Gazetteer, Mention
from pourparlers.reading.persons import Person, PersonName, find_persons, group_persons
from pourparlers.reading.roles import RolePhrase, find_roles

ACTORS = {NameKind.STATE, NameKind.CAPITAL, NameKind.METONYM, NameKind.ORGANISATION, NameKind.BODY, NameKind.DEMONYM}


class Context(NamedTuple):
    """What every step of actors and statements looks at."""

    parse: Parse
    lexicon: Lexicon
    world: World


class Cast:
    """The actors of a text.

    Attributes:
        names: gazetteer mentions by each of their words.
        persons: the persons, in order of first mention.
        person_at: the person by each word of a personal name.
        roles: the role phrases in order; `role_at` by each word of their noun.
        bearer: the person who bears a role phrase, by the place of the phrase's first word.
    """

    def __init__(self, context: Context, gazetteer: Gazetteer) -> None:
        self.context = context
        parse, lexicon, world = context
        self.mentions = gazetteer.find(parse)
        self.names = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}
        found = find_persons(parse, lexicon, world, self.names)
        self._drop_covered(found)
        self.persons = group_persons(parse, world, found)
        self.person_at: dict[int, Person] = {}
        self.name_at: dict[int, PersonName] = {}
        for person in self.persons:
            for name in person.names:
                for i in range(name.first, name.last + 1):
                    self.person_at[i] = person
                    self.name_at[i] = name
        self.roles = find_roles(parse, lexicon, world, self.names, set(self.person_at))
        self.role_at = {i: r for r in self.roles for i in range(r.noun_first, r.noun_last + 1)}
        self.bearer: dict[int, Person] = {}
        attach_roles(self)
        settle_parties(self)

    def _drop_covered(self, persons: list[PersonName]) -> None:
        """A state's name inside a person's («Paul Paris») names no state."""
        inside = {i for p in persons for i in range(p.first, p.last + 1)}
        self.mentions = [m for m in self.mentions if m.first not in inside]
        self.names = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}

    def party_of(self, id_: str) -> str | None:
        """The party of a state or organisation."""
        thing = self.context.world.things.get(id_)
        return (thing.party or thing.id) if thing else id_


def attach_roles(cast: Cast) -> None:
    """Give each person the role phrases that stand beside one of their names."""
    for person in cast.persons:
        for name in person.names:
            for role in _roles_beside(cast, name):
                if role.first not in cast.bearer and role.number == "s":
                    cast.bearer[role.first] = person
                    _give(cast, person, role)


def _give(cast: Cast, person: Person, role: RolePhrase) -> None:
    person.role_class.add(role.entry.role)
    person.gender = person.gender or role.gender
    if role.former or not role.entry.speaks_for:
        person.speaks = person.speaks and person.party is not None
    if person.role is None:
        person.role = cast.context.parse.slice(role.first, role.last)
    if person.party is None and role.party and not role.former and role.entry.speaks_for:
        person.party, person.speaks = role.party, True


def _roles_beside(cast: Cast, name: PersonName) -> Iterable[RolePhrase]:
    tokens = cast.context.parse.tokens
    sentence = cast.context.parse.sentence_of(tokens[name.first])
    before = name.first - 1
    title = cast.context.lexicon.scope.titles
    while before >= sentence.first and any(tokens[before].lower.rstrip(".") in {w.rstrip(".") for w in ws} for ws in title.values()):
        before -= 1
    left = _role_left(cast, name, before, sentence.first)
    if left:
        yield left
    right = _role_right(cast, name, sentence.last)
    if right:
        yield right


def _role_left(cast: Cast, name: PersonName, before: int, limit: int) -> RolePhrase | None:
    """«la ministre serbe de l'Énergie, Jelena Đurić», «le vice-ministre russe Alexandre Grouchko»."""
    tokens = cast.context.parse.tokens
    comma = before >= limit and tokens[before].text in {",", "–", "—"}
    near = before - 1 if comma else before
    for role in cast.roles:
        if role.first < limit or role.last > near or role.last < near - 1:
            continue
        gap = [tokens[i] for i in range(role.last + 1, near + 1)]
        if any(t.pos not in {"PUNCT", "ADJ"} for t in gap) or role.first in cast.bearer:
            continue
        if comma and not _apposed(cast, role, name):
            continue
        return role
    return None


def _apposed(cast: Cast, role: RolePhrase, name: PersonName) -> bool:
    """Whether name and role across a comma are one: by the tree, or by the comma or stop that closes the apposition."""
    tokens = cast.context.parse.tokens
    for i in range(name.first, name.last + 1):
        token = tokens[i]
        if role.first <= token.head <= role.last and token.rel in {"appos", "nmod", "flat", "conj"}:
            return True
        if name.first <= tokens[role.head].head <= name.last:
            return True
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    return after is None or after.pos == "PUNCT" or after.sent != tokens[name.last].sent


def _role_right(cast: Cast, name: PersonName, limit: int) -> RolePhrase | None:
    """«Wendy Sherman, secrétaire d'État adjointe», "Marine (the deputy minister)"."""
    tokens = cast.context.parse.tokens
    after = name.last + 1
    if after > limit or tokens[after].text not in {",", "(", "–", "—"}:
        return None
    for role in cast.roles:
        if after < role.first <= after + 3 and role.first <= limit and role.first not in cast.bearer:
            gap = tokens[after + 1 : role.first]
            if all(t.pos in {"DET", "ADJ", "ADV"} for t in gap) and not _subject_after(cast, role):
                return role
            return None
    return None


def _subject_after(cast: Cast, role: RolePhrase) -> bool:
    """«Pour Jean Valmont, le ministre a menti»: the role is the subject of what follows, not an apposition."""
    tokens = cast.context.parse.tokens
    head = tokens[role.head]
    if not head.dep.startswith("nsubj") or head.head < role.last:
        return False
    after = tokens[role.last + 1] if role.last + 1 < len(tokens) else None
    return after is not None and after.pos in {"VERB", "AUX", "PRON", "ADV"}


def settle_parties(cast: Cast) -> None:
    """Give persons with a role of office, but no party beside it, the party that the text last dealt with."""
    for person in cast.persons:
        if person.party or not person.role_class or not person.speaks:
            continue
        for role in cast.roles:
            if cast.bearer.get(role.first) is person:
                person.party = context_party(cast, role)
                if person.party:
                    break


def context_party(cast: Cast, role: RolePhrase) -> str | None:
    """The party that a role without one belongs to: the possessor's («son délégué»), else the last party told before.

    Looks back over the sentence and the one before it, no further: a guess from afar would be a guess.
    """
    if role.former or not role.entry.speaks_for or role.entry.relational:
        return None
    tokens = cast.context.parse.tokens
    sentence = tokens[role.first].sent
    for i in range(role.first - 1, -1, -1):
        if tokens[i].sent < sentence - 1:
            return None
        mention = cast.names.get(i)
        if mention and mention.kind in ACTORS | {NameKind.ADJECTIVE} and not _located(cast, mention):
            return cast.party_of(mention.id)
        person = cast.person_at.get(i)
        if person and person.party and role.determiner in cast.context.lexicon.grammar.possessive:
            return person.party
    return None


def _located(cast: Cast, mention: Mention) -> bool:
    """«réunis à Moscou»: a place, not a party."""
    if mention.kind is not NameKind.CAPITAL or mention.first == 0:
        return False
    before = cast.context.parse.tokens[mention.first - 1].lower
    return before in cast.context.lexicon.grammar.locative
