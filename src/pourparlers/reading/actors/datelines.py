"""Where a text was written and one speaks, which tells whose minister a bare "Rural Affairs Minister" is."""

from __future__ import annotations

from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.context import located
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.actors.persons import Person

# Paragraphs at the head of a text one of which may open with the place, and words of a dateline.
BLOCKS = 3
LONGEST = 16
# Words before the state: "PORT OF SPAIN, Trinidad".
TOWN = 5
MARKS = {",", "(", ")", "-", "–", "—"}
DASHES = {"-", "–", "—"}
# Names that tell that a text is about the state of a town, and how often.
STATES = {NameKind.STATE, NameKind.ADJECTIVE, NameKind.CAPITAL}
OFTEN = 2
# The parts of a phrase whose head is a subject.
PARTS = {"appos", "flat", "nmod", "compound"}


def dateline_state(cast: Cast) -> str | None:
    """ "KIRUNA, Sweden, April 12 - Norway…", "SAN JOSE, Sept 6 - …", «Kiruna (Suède), 12 avr (AFP) - …»: the state."""
    parse, seen = cast.context.parse, -1
    for sentence in parse.sentences:
        if sentence.block == seen:
            continue
        seen = sentence.block
        if seen >= BLOCKS:
            break
        state = _opening(cast, sentence.first) if _dashed(cast, sentence.first) else None
        if state is not None:
            return state
    return None


def _dashed(cast: Cast, first: int) -> bool:
    """Whether a dash that stands alone comes within the words of a dateline."""
    tokens = cast.context.parse.tokens[first : first + LONGEST]
    pairs = zip(tokens, tokens[1:], strict=False)
    return any(b.text in DASHES and b.start > a.end and b.sent == tokens[0].sent for a, b in pairs)


def _opening(cast: Cast, first: int) -> str | None:
    """The state after the town, or that of the capital."""
    tokens = cast.context.parse.tokens
    for i in range(first, min(first + TOWN, len(tokens) - 1)):
        mention = cast.names.get(i)
        if mention is None or tokens[mention.last + 1].text not in MARKS:
            continue
        if mention.kind is NameKind.STATE and mention.first > first and tokens[mention.first - 1].text in {",", "("}:
            return mention.id
        after = cast.names.get(mention.last + 2)
        # "AMMAN – Jordan denied": after a dash the text begins
        dashed = tokens[mention.last + 1].text in DASHES
        told = after is not None and after.kind is NameKind.STATE and not dashed
        if mention.first == first and not told and _at_home(cast, mention):
            return mention.id
    return None


def _at_home(cast: Cast, mention: Mention) -> bool:
    """A capital, or a town of a state that the text is also about: "BATUMI – Georgia's chief negotiator"."""
    if mention.kind is NameKind.CAPITAL:
        return True
    about = (other for other in cast.mentions if other.id == mention.id and other.kind in STATES)
    return mention.kind is NameKind.PLACE and sum(1 for _ in about) >= OFTEN


def spoken_from(cast: Cast, person: Person) -> str | None:
    """«a rétorqué à Kiev le vice-ministre Jan Maa», "Minister Ann Lee said in Lima": a capital of its two states."""
    parse = cast.context.parse
    sides = {party for _, party in cast.standing[:2]}
    for name in person.names:
        token = parse.tokens[name.first]
        while token.rel in PARTS and token.head != token.i:
            token = parse.tokens[token.head]
        verb = parse.tokens[token.head] if token.dep.startswith("nsubj") else token
        mentions = (cast.names[kid.i] for kid in parse.kids(verb, "obl", "nmod") if kid.i in cast.names)
        place = next((m.id for m in mentions if m.kind is NameKind.CAPITAL and located(cast, m)), None)
        place = place or _opened(cast, token.i)
        if place in sides:
            return place
    return None


def _opened(cast: Cast, word: int) -> str | None:
    """«À Kiev, le ministre de l'Eau, Jan Maa, exige…»: the capital that opens the sentence, before a comma."""
    parse = cast.context.parse
    first = parse.sentence_of(parse.tokens[word]).first
    place = cast.names.get(first + 1)
    opens = place is not None and place.kind is NameKind.CAPITAL and located(cast, place) and place.last + 1 < word
    return place.id if place is not None and opens and parse.tokens[place.last + 1].text == "," else None
