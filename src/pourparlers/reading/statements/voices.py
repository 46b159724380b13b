"""Who speaks for a subject: «le Togo, par la voix de son ministre, Ayi Mensah, réplique»."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.model import How
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver

# Words between the phrase and the name or role of who speaks.
REACH = 12


def voiced(resolver: Resolver, verb: Token, speaker: Reference) -> Reference | None:
    """The person by whose voice a state or body speaks; None where none is told beside the verb."""
    parse = resolver.parse
    sentence = parse.sentence_of(verb)
    for written in resolver.lexicon.grammar.voice:
        words = written.split()
        # «Par la voix de sa déléguée, Ann Lee, la Zambie a plaidé»
        opening = range(sentence.first, min(sentence.first + (verb.rel == "root"), speaker.first))
        for at in (*opening, *range(max(sentence.first, speaker.last + 1), min(sentence.last, verb.i + REACH))):
            if parse.tokens[at].plain == words[0] and [t.plain for t in parse.tokens[at : at + len(words)]] == words:
                found = _named(resolver, at + len(words), sentence.last)
                return found._replace(parties=found.parties or speaker.parties) if found is not None else None
    return None


def _named(resolver: Resolver, first: int, last: int) -> Reference | None:
    cast, tokens = resolver.cast, resolver.parse.tokens
    for token in tokens[first : min(last, first + REACH) + 1]:
        if token.i in cast.person_at or token.i in cast.role_at:
            found = resolver.resolve(token, None, False)
            # «a indiqué par la voix d'une porte-parole»: who has no name is but the voice of whoever speaks.
            return found if found is not None and len(found.ids) == 1 and found.how is not How.UNNAMED else None
        if token.pos in {"VERB", "AUX"}:
            return None
    return None
