"""«Comme l'a souligné la climatologue, le glacier a perdu onze mètres»: a clause that says whose words the rest is."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.reading.actors.coreference import listed
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Chars
from pourparlers.reading.cues.find import CueMatch, cue_at
from pourparlers.reading.statements.incise_subjects import noun_beside
from pourparlers.reading.statements.incises import Incise
from pourparlers.reading.statements.tails import PAUSES, Tail
from pourparlers.reading.text.phrases import is_finite


def comment_clause(resolver: Resolver, cue: CueMatch) -> Incise | None:
    """What such a clause comments on: the rest of its sentence; None where the verb is in none.

    It is told by its order: a conjunction after a comma or at the sentence's beginning, an object clitic, the verb, and
    its subject after it. «quand l'accord l'a rappelé» has its subject before.
    """
    parse = resolver.parse
    opens = conjunction(resolver, cue)
    if opens is None or noun_beside(resolver, cue) is None or not any(e.neutral for e in cue.entries):
        return None
    sentence = parse.sentence_of(opens)
    mark = next((i for i in range(cue.last + 1, sentence.last) if parse.tokens[i].text in PAUSES), sentence.last)
    at_start = opens.i <= sentence.first + 1
    end = Tail(resolver, sentence.last, not at_start, at_start).end(mark, cue.first)
    spans: list[Chars] = []
    if not at_start:
        spans.append((parse.tokens[sentence.first].start, parse.tokens[opens.i - 1].start))
    if end < sentence.last - 1:
        spans.append((parse.tokens[end].end, parse.tokens[sentence.last].end))
    head = parse.tokens[cue.i].head
    if not spans or opens.i <= head <= end:
        return None
    # «La police a démenti avoir abattu onze rennes, comme l'avait laissé entendre le journal»: said of a part of it
    act = cue_at(parse, resolver.lexicon, parse.tokens[head])
    return Incise(tuple(spans), head) if act is None or act.kind != "verb" else None


def conjunction(resolver: Resolver, cue: CueMatch) -> Token | None:
    """The conjunction right before the clitic and the verb («comme l'a souligné»), set off by a comma or opening."""
    tokens, grammar = resolver.parse.tokens, resolver.lexicon.grammar
    at = cue.first
    if at < 1 or not grammar.subject_after or not is_finite(resolver.parse, tokens[cue.i]):
        return None
    at -= not _clitic(resolver, tokens[at])
    if not _clitic(resolver, tokens[at]):
        return None
    at -= at > 0 and _form(resolver, tokens[at - 1])  # «comme le lui demandait Tallinn»: no article before «lui»
    word = tokens[at - 1] if at else None
    if word is None or word.pos not in {"SCONJ", "ADP", "ADV"} or word.lower in {*grammar.that, *grammar.whether}:
        return None
    before = tokens[word.i - 1] if word.i else None
    return word if before is None or before.sent != word.sent or before.text in {",", "«", "“"} else None


def _clitic(resolver: Resolver, token: Token) -> bool:
    """An object clitic: «l'», «le»; neither the reflexive one nor a subject."""
    # «comme l'exigeait Riga»: a tagger may take it for an article, a tree knows it for an object
    return (token.pos == "PRON" or token.rel == "obj") and _form(resolver, token)


def _form(resolver: Resolver, token: Token) -> bool:
    return token.plain in listed(resolver.lexicon.scope.pronouns, "object")
