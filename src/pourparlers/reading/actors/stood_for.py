"""For whom somebody does the talking: "Ann Lee, who chaired the talks for Nepal", "speaking for the Taliban"."""

from __future__ import annotations

from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.persons import Person
from pourparlers.reading.actors.unnamed_bodies import is_private, unnamed_body
from pourparlers.reading.text.phrases import noun_phrase

# Words within which such a clause tells it.
CLAUSE = 10
# Words after a name within which it is told on whose behalf somebody acts.
BEHALF = 14
STOOD_FOR = {NameKind.STATE, NameKind.ORGANISATION, NameKind.CAPITAL, NameKind.METONYM, NameKind.BODY}


def stood_for(cast: Cast, person: Person) -> str | None:
    """The state or organisation for which a clause after a name tells that its bearer talks or signs."""
    parse, grammar = cast.context.parse, cast.context.lexicon.grammar
    for name in person.names:
        if (party := _on_behalf(cast, name.last + 1)) is not None:
            return party
        limit = min(parse.sentence_of(parse.tokens[name.last]).last, name.last + CLAUSE)
        clause = parse.tokens[name.last + 2 : limit + 1] if parse.tokens[min(limit, name.last + 1)].text == "," else []
        verb = next((t for t in clause[:3] if t.pos == "VERB"), None)
        if verb is None or verb.lemma not in grammar.appearing:
            continue
        for token in clause[verb.i - name.last - 1 :]:
            if token.text == "," or token.i == limit:
                break
            found = _after(cast, token.i) if token.lower in grammar.standing_for else None
            if found is not None:
                return found
    return None


def _on_behalf(cast: Cast, at: int) -> str | None:
    """ "Ann Lee, who chairs the talks with Jan Maa on behalf of the EU", «Ann Lee, au nom de l'Union africaine»."""
    parse, grammar = cast.context.parse, cast.context.lexicon.grammar
    limit = min(parse.sentence_of(parse.tokens[at - 1]).last, at + BEHALF)
    for token in parse.tokens[at : limit - 1]:
        if token.text == "," and token.i > at:
            return None
        if token.lower in grammar.behalf and parse.tokens[token.i + 1].plain in grammar.genitive:
            return _after(cast, token.i + 1)
    return None


def body_led(cast: Cast, begun: int, last: int) -> str | None:
    """ "who leads | the dockers' union", "who heads | the Northern Farmers' Alliance": right after the verb."""
    parse, lexicon = cast.context.parse, cast.context.lexicon
    at = begun + 1 + (parse.tokens[begun + 1].lower in lexicon.grammar.definite)
    named = cast.names.get(at)
    if named is not None and named.kind is NameKind.ORGANISATION and named.first == at:
        return cast.party_of(named.id)
    noun = next((t for t in parse.tokens[at : min(last, begun + CLAUSE) + 1] if is_private(lexicon, t)), None)
    if noun is None:
        return None
    first, end = noun_phrase(parse, noun)
    return unnamed_body(parse, lexicon, cast.names, noun, first, end) if first == begun + 1 else None


def _after(cast: Cast, at: int) -> str | None:
    """The one named right after "for"; none in "for Nepal's sake", "for Nepal water"."""
    tokens = cast.context.parse.tokens
    at += 1 + (tokens[at + 1].lower in cast.context.lexicon.grammar.definite)
    mention = cast.names.get(at)
    if mention is None or mention.kind not in STOOD_FOR or mention.last + 1 >= len(tokens):
        return None
    after = tokens[mention.last + 1]
    whole = after.pos not in {"NOUN", "PROPN", "PART"} and after.text not in {"-", "'", "’"}
    return cast.party_of(mention.id) if whole else None
