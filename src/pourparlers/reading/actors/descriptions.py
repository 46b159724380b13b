"""Whom a description takes up: «a assuré ce vétéran de la diplomatie», «l'ancien ingénieur», "the former zoologist"."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.civil_war import insurgents
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.persons import Person
from pourparlers.reading.actors.things import is_thing

# Sentences back in which a description may have been used of somebody else («un routier… Ce routier…»).
AGAIN = 6
# Sentences back to the name of one who has spoken since: a quotation may have several.
NEAR = 3


def described(cast: Cast, token: Token, thread: Reference | None) -> Reference | None:
    """The person of the sentence before whom «ce vétéran» describes, the speaker before others; «les rebelles»."""
    rebels = insurgents(cast, token)
    first = _opening(cast, token) if rebels is None else None
    if first is None or _told_of_another(cast, token):
        return rebels
    parse = cast.context.parse
    gender = token.feats.get("Gender", "")[:1].lower()
    told = ((p.last_before(first), p) for p in cast.persons if not (gender and p.gender and p.gender != gender))
    since = [(token.sent - parse.tokens[at].sent, p) for at, p in told if at is not None]
    spoke = [p for distance, p in since if 0 < distance <= NEAR and thread is not None and p.id in thread.ids]
    found = spoke or [p for distance, p in since if distance == 1]
    return _reference(found[0], first, token.i) if len(found) == 1 else None


def _opening(cast: Cast, token: Token) -> int | None:
    """The first word of a description of one person; None where the phrase is none."""
    lexicon, parse = cast.context.lexicon, cast.context.parse
    if token.pos != "NOUN" or token.feats.get("Number") == "Plur":
        return None
    body = token.lemma in lexicon.bodies and token.lemma not in lexicon.scope.source_nouns  # «cette mère» is a person
    if body or token.lemma in lexicon.scope.media_nouns:
        return None
    if is_thing(lexicon, token) or token.text[0].isupper():
        return None
    det = next((kid for kid in parse.kids(token, "det") if kid.i < token.i), None)
    if det is None:
        return None
    word, between = det.plain, parse.tokens[det.i + 1 : token.i]
    names = [cast.names[t.i].kind for t in between if t.i in cast.names]
    # "the Wellingborough MP" is hardly another; "the Kazakh official" may be.
    placed = bool(names) and all(kind is NameKind.PLACE for kind in names)
    former = any(t.lower in lexicon.scope.former for t in between)
    told = word in lexicon.grammar.this or ((former or placed) and word in lexicon.grammar.definite)
    return det.i if told and (placed or not names) else None


def _told_of_another(cast: Cast, token: Token) -> bool:
    """«Un routier syrien attend… Ce routier jure…»: the noun takes up whoever was called so."""
    parse = cast.context.parse
    first = parse.sentences[max(0, token.sent - AGAIN)].first
    return any(t.lemma == token.lemma for t in parse.tokens[first : token.i])


def _reference(person: Person, first: int, last: int) -> Reference:
    parties = (person.party,) if person.party and person.speaks else ()
    return Reference((person.id,), parties, How.ROLE, first, last)
