"""Where a text speaks of actors that a pronoun may take up: names, roles, bodies that act."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.coreference import Point, Reference
from pourparlers.reading.actors.gazetteer import ACTORS, Mention
from pourparlers.reading.actors.persons import Person
from pourparlers.reading.text.phrases import marker

# Verbs of a sentence's main clauses hang so; the subject of another clause is less likely to be gone on with.
MAIN = {"root", "conj", "parataxis", "ccomp"}
UP = {"appos", "flat", "nmod", "conj"}

Resolve = Callable[[Token], Reference | None]


def name_points(cast: Cast) -> Iterator[Point]:
    """The places where persons, states and organisations are named."""
    for one in cast.persons:
        for name in one.names:
            yield _point(cast, _head(cast, name.first, name.last), one.id, one.party, one.gender, "s", True)
    for mention in cast.mentions:
        if mention.kind not in ACTORS or is_place(cast, mention.first, mention.kind):
            continue
        if mention.kind is NameKind.DEMONYM and mention.last + 1 in cast.person_at:
            continue  # «la représentante de l'Onu, la Sénégalaise Ann Lee»
        head = _head(cast, mention.first, mention.last)
        person = cast.epithets.get(mention.first)
        if person is not None:
            yield _point(cast, head, person.id, person.party, person.gender, "s", True)
            continue
        plural = mention.kind is NameKind.DEMONYM and head.feats.get("Number") != "Sing"
        number, party = "p" if plural else mention.number, cast.party_of(mention.id)
        yield _point(cast, head, mention.id, party, _name_gender(cast, mention), number, False)


def role_points(cast: Cast, resolve: Resolve) -> Iterator[Point]:
    """The places of roles that stand alone («le négociateur»)."""
    for role in cast.roles:
        if role.first in cast.bearer or role.number != "s":
            continue
        head = cast.context.parse.tokens[role.head]
        if role.determiner is None and cast.context.parse.kid(head, "cop"):
            continue  # «lorsqu'il était sénateur»: nobody but whom «il» means
        found = resolve(head)
        if found is not None and len(found.ids) == 1:
            yield _point(cast, head, found.ids[0], _party(found), role.gender, "s", True)


def body_points(cast: Cast, resolve: Resolve, time_words: set[int]) -> Iterator[Point]:
    """The places of bodies without a name that act: «Le syndicat réclame… Il menace…», «la diplomatie turque»."""
    bodies = cast.context.lexicon.bodies
    taken = {*cast.names, *cast.person_at, *cast.role_at, *time_words}
    for token in cast.context.parse.tokens:
        if token.pos not in {"NOUN", "PROPN"} or token.i in taken or token.lemma not in bodies:
            continue
        if not (token.dep.startswith("nsubj") or _source(cast, token)):
            continue
        found = resolve(token)
        if found is not None and len(found.ids) == 1:
            number = "p" if _plural(cast, token) else "s"
            yield _point(cast, token, found.ids[0], _party(found), _gender(cast, token), number, False)


def hero(cast: Cast) -> Point | None:
    """Whom a portrait is about: named in its title or first sentence and most often of all."""
    persons = sorted(cast.persons, key=lambda one: -len(one.names))
    if not persons or persons[0].gender is None or (len(persons) > 1 and _close(persons[0], persons[1])):
        return None
    first = persons[0].names[0]
    if cast.context.parse.tokens[first.first].sent > 1:
        return None
    head = _head(cast, first.first, first.last)
    return _point(cast, head, persons[0].id, persons[0].party, persons[0].gender, "s", True)


def _close(one: Person, other: Person) -> bool:
    return len(one.names) < 2 * len(other.names)


def is_place(cast: Cast, first: int, kind: NameKind) -> bool:
    """«réunis à Moscou»: after a preposition of place a capital is a place."""
    if first == 0 or kind not in {NameKind.CAPITAL, NameKind.STATE}:
        return False
    tokens = cast.context.parse.tokens
    at = first - 1
    if tokens[at].pos == "DET" and at:
        at -= 1
    return kind is NameKind.CAPITAL and tokens[at].lower in cast.context.lexicon.grammar.locative


def _party(found: Reference) -> str | None:
    return found.parties[0] if found.parties else None


def _source(cast: Cast, token: Token) -> bool:
    """«Selon le syndicat, …; il exige…»"""
    return marker(cast.context.parse, token) in cast.context.lexicon.prepositions


def _plural(cast: Cast, token: Token) -> bool:
    kids = cast.context.parse.kids(token, "det")
    return any(t.feats.get("Number") == "Plur" for t in (token, *kids))


def _gender(cast: Cast, token: Token) -> str | None:
    determiners = cast.context.parse.kids(token, "det")
    told = (t.feats.get("Gender") for t in (token, *determiners))
    return next((gender[:1].lower() for gender in told if gender), None)


def _name_gender(cast: Cast, mention: Mention) -> str | None:
    if mention.gender:
        return mention.gender
    before = cast.context.parse.tokens[mention.first - 1] if mention.first else None
    if before is not None and before.pos == "DET" and before.feats.get("Gender"):
        return before.feats["Gender"][:1].lower()
    thing = cast.context.world.things.get(mention.id)
    return thing.gender if thing and thing.kind != "state" else None


def _head(cast: Cast, first: int, last: int) -> Token:
    tokens = cast.context.parse.tokens
    return next((tokens[i] for i in range(first, last + 1) if not first <= tokens[i].head <= last), tokens[first])


def _point(cast: Cast, head: Token, id_: str, party: str | None, gender: str | None, number: str, human: bool) -> Point:
    parse = cast.context.parse
    at, subject, main = head, False, False
    for _ in range(3):
        if at.dep.startswith("nsubj"):
            subject, main = True, parse.tokens[at.head].rel in MAIN
            break
        if at.rel not in UP or (at.rel == "nmod" and parse.kid(at, "case")):
            break
        at = parse.tokens[at.head]
    return Point(head.i, id_, party, gender, number, human, subject, main, head.sent)
