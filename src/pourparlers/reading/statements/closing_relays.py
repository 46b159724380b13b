"""Who passes on what a sentence reports, told at its end: "The minister said it would sail, Radio Drina reported"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pourparlers.language.tree import Sentence, Token
from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft, trim
from pourparlers.reading.cues.find import cue_at

PHRASE = {"DET", "ADJ", "NOUN", "PROPN", "X", "PART", "NUM"}
MAIN = {"ccomp", "parataxis", "conj", "xcomp"}
# Words of a relay: "the state-run news agency of the island".
LONGEST = 9
# Words from a name to the noun that tells a medium: "IRIB, the state | broadcaster".
BESIDE = 3


class Closing(NamedTuple):
    """A relay at the end of a sentence: the comma before it, its words (both included), and its verb if it has one."""

    comma: int
    first: int
    last: int
    verb: int | None


def closing_relays(resolver: Resolver, drafts: Sequence[Draft]) -> list[Draft]:
    """Name the relay of what a sentence reports, and leave it out of what is said.

    "Norway will send a ferry, Radio Drina reported" reports nobody's words: there the medium itself speaks.
    """
    out = list(drafts)
    for sentence in resolver.parse.sentences:
        closing = _closing(resolver, sentence)
        if closing is not None:
            out = _passed_on(resolver, out, sentence, closing)
    return out


def _closing(resolver: Resolver, sentence: Sentence) -> Closing | None:
    tokens = resolver.parse.tokens
    last = sentence.last
    while last > sentence.first and (tokens[last].pos == "PUNCT" or _of_a_time(resolver, last)):
        last -= 1
    commas = (i for i in range(last, max(sentence.first, last - LONGEST - 2), -1) if tokens[i].text == ",")
    comma = next(commas, None)
    if comma is None or comma <= sentence.first:
        return None
    return _by_verb(resolver, comma, last) or _by_preposition(resolver, comma, last)


def _of_a_time(resolver: Resolver, word: int) -> bool:
    """ "…, Radio Drina reported | on Monday": a time, or the preposition before one."""
    return word in resolver.time_words or (resolver.parse.tokens[word].pos == "ADP" and word + 1 in resolver.time_words)


def _by_verb(resolver: Resolver, comma: int, last: int) -> Closing | None:
    """ "…, Norwegian state television reported", "…, the daily said"."""
    verb = resolver.parse.tokens[last]
    opens = resolver.parse.tokens[comma + 1]
    if opens.pos == "VERB" and opens.feats.get("VerbForm") == "Fin":
        verb, last = opens, last + 1  # "…, reports the agency"
    relays = verb.lemma in resolver.lexicon.scope.relay_verbs
    cue = cue_at(resolver.parse, resolver.lexicon, verb) if verb.pos == "VERB" else None
    if verb is opens and cue is not None and any("iobj" in e.addressee or "obj" in e.addressee for e in cue.entries):
        return None  # "Ann Lee, speaking in Bonn, | told state radio"
    if verb.pos != "VERB" or not (relays or (cue is not None and any(e.neutral for e in cue.entries))):
        return None
    first = comma + 1 + (verb is opens)
    return _relay(resolver, comma, first, last - 1, verb.i)


def _by_preposition(resolver: Resolver, comma: int, last: int) -> Closing | None:
    """ "…, as reported by the agency", "…, according to the radio's web site"."""
    text = resolver.parse.text
    for first in range(comma + 2, min(comma + 5, last + 1)):
        words = text[resolver.parse.tokens[comma + 1].start : resolver.parse.tokens[first - 1].end].lower()
        if words in resolver.lexicon.scope.relay_prepositions:
            cited = any(t.lemma in resolver.lexicon.scope.relay_verbs for t in resolver.parse.tokens[comma + 1 : first])
            return _relay(resolver, comma, first, last, None, cited)
    return None


def _relay(
    resolver: Resolver, comma: int, first: int, last: int, verb: int | None, cited: bool = False
) -> Closing | None:
    """The relay of such words; `cited`: they say that it has quoted somebody, so that any organisation will do."""
    words = resolver.parse.tokens[first : last + 1]
    plain = words and all(t.pos in PHRASE for t in words) and not any(t.i in resolver.cast.person_at for t in words)
    return Closing(comma, first, last, verb) if plain and any(_is_medium(resolver, t, cited) for t in words) else None


def _is_medium(resolver: Resolver, token: Token, cited: bool) -> bool:
    """Whether a word tells a medium; "the UN said" has a voice of its own.

    A name that nobody knows is one where the text tells it beside another mention: "IRIB said… IRIB, the broadcaster".
    """
    nouns, tokens = resolver.lexicon.scope.media_nouns, resolver.parse.tokens
    mention = resolver.cast.names.get(token.i)
    kinds = {NameKind.MEDIA, *((NameKind.ORGANISATION,) if cited else ())}
    if token.lemma in nouns or token.lower in nouns or (mention is not None and mention.kind in kinds):
        return True
    if token.pos != "PROPN" or not token.text.isupper():
        return False
    again = (t.i for t in tokens if t.text == token.text and t.i != token.i)
    beside = (t for i in again for t in tokens[max(0, i - BESIDE) : i + BESIDE + 1])
    return any(t.lemma in nouns or t.lower in nouns for t in beside)


def _passed_on(resolver: Resolver, drafts: list[Draft], sentence: Sentence, closing: Closing) -> list[Draft]:
    """The statements of a text with the relay named, those of the relay's own verb left out."""
    tokens, text = resolver.parse.tokens, resolver.parse.text
    told = [d for d in drafts if _tells(resolver, d, sentence, closing)]
    outer = [d for d in told if not any(o is not d and _within(o, d) for o in told) and _is_main(resolver, d)]
    if not outer:
        return drafts
    start = tokens[closing.comma].start
    for draft in told:
        before = [trim(text, a, min(b, start)) if b > start else (a, b) for a, b in draft.content if a < start]
        draft.content = before or draft.content
    for draft in outer:
        draft.via = draft.via or text[tokens[closing.first].start : tokens[closing.last].end]
    return [d for d in drafts if not _relays(resolver, d, closing)]


def _tells(resolver: Resolver, draft: Draft, sentence: Sentence, closing: Closing) -> bool:
    """Whether a statement is told by a word of the sentence before the relay."""
    return draft.cue_word is not None and draft.speaker is not None and sentence.first <= draft.cue_word < closing.comma


def _is_main(resolver: Resolver, draft: Draft) -> bool:
    """Whether the sentence tells it: "The bridge that Oslo wants shut will open, Radio Drina said" tells no wish."""
    word = resolver.parse.tokens[draft.cue_word or 0]
    while word.head != word.i:
        if word.rel not in MAIN:
            return False
        word = resolver.parse.tokens[word.head]
    return True


def _relays(resolver: Resolver, draft: Draft, closing: Closing) -> bool:
    """Whether a statement has the relay for its cue."""
    first, last = resolver.parse.tokens[closing.comma], resolver.parse.tokens[max(closing.verb or 0, closing.last)]
    return draft.cue is not None and first.start <= draft.cue[0] and draft.cue[1] <= last.end


def _within(outer: Draft, inner: Draft) -> bool:
    cue = inner.cue
    return cue is not None and any(a <= cue[0] and cue[1] <= b for a, b in outer.content)
