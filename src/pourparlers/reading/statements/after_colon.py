"""What a colon tells of a demand or an offer: «Oslo pose deux conditions : un audit et le départ des grues»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparlers.language.tree import Token
from pourparlers.lexicon import ActEntry
from pourparlers.model import Act
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.clauses import extent
from pourparlers.reading.cues.drafts import Chars, Draft, covered, form_of, words_span
from pourparlers.reading.cues.find import CueMatch, cue_at, lemma_of
from pourparlers.reading.cues.frames import Filler
from pourparlers.reading.cues.scope import is_negated
from pourparlers.reading.cues.speech_verbs import incise_cue
from pourparlers.reading.statements.agents import possessor, speaker_of
from pourparlers.reading.statements.coordination import coordinated
from pourparlers.reading.text.phrases import is_finite, noun_phrase
from pourparlers.reading.text.quotes import Quote

ACTS = {Act.DEMAND, Act.PROPOSE, Act.PROMISE}
# Words from the noun to the colon («met une condition à sa venue : …», «dernière exigence de Riga, mercredi : …»).
REACH = 8
ENDS = {";", ".", "!", "…", "–", "—"}
MARKS = {"«", "“", '"', "»", "”"}
OPENERS = {"«", "“", '"'}


def after_colon(resolver: Resolver, drafts: list[Draft], quotes: Sequence[Quote]) -> list[Draft]:
    """The points after each colon that a noun of demanding or offering stands before, where the text tells whose."""
    out = list[Draft]()
    for colon in resolver.parse.tokens[2:-2]:
        noun = _announced(resolver, colon) if colon.text == ":" else None
        speaker = _whose(resolver, drafts, *noun) if noun is not None else None
        if noun is None or speaker is None:
            continue
        found = list(_points(resolver, noun[0], noun[1], colon, quotes))
        if found:
            # «pose | deux conditions : …»: what the colon tells says more than the noun
            drafts[:] = [draft for draft in drafts if draft.content_heads != [noun[0].i]]
        fresh = [(span, head) for span, head in found if all(covered(span, draft.content) < 0.5 for draft in drafts)]
        out += (_draft(resolver, noun, speaker, span, head, quotes) for span, head in fresh)
    return out


def _announced(resolver: Resolver, colon: Token) -> tuple[Token, ActEntry] | None:
    """The last noun of such an act before a colon, nothing but what belongs to it between."""
    parse, lexicon = resolver.parse, resolver.lexicon
    first = parse.sentence_of(colon).first
    for token in reversed(parse.tokens[max(first, colon.i - REACH) : colon.i]):
        if is_finite(parse, token) or token.text in {":", ";"} or token.text in MARKS or resolver.cast.quoted[token.i]:
            return None
        cues = lexicon.nouns.get(token.lemma, ()) if token.pos == "NOUN" else ()
        entry = next((cue.entry for cue in cues if not cue.rest and cue.entry.act in ACTS), None)
        if entry is not None:
            return token, entry
    return None


def _whose(resolver: Resolver, drafts: Sequence[Draft], noun: Token, entry: ActEntry) -> Reference | None:
    """The subject of the verb that puts it forward; without a verb, whose the noun is («la demande de Rome : …»)."""
    parse = resolver.parse
    verb = parse.tokens[noun.head]
    before = [draft for draft in drafts if draft.speaker is not None and draft.start < noun.start]
    thread = max(before, key=lambda draft: draft.start).speaker if before else None
    if noun.rel in {"obj", "obl"} and verb.pos == "VERB" and verb.i < noun.i:
        if lemma_of(verb, resolver.lexicon) not in resolver.lexicon.grammar.putting or _known(resolver, noun):
            return None
        if is_negated(parse, resolver.lexicon, verb):
            return None
        return speaker_of(resolver, incise_cue(parse, resolver.lexicon, verb), thread, False)[0]
    sentence = parse.sentence_of(noun)
    verbs = [token for token in parse.tokens[sentence.first : noun.i] if is_finite(parse, token)]
    # «a débattu de l'offre de Riga : dix bacs»; «a raillé l'offre de Riga : une aumône» may judge it
    judged = any(cue_at(parse, resolver.lexicon, one) is not None for one in (*verbs, verb) if one.pos == "VERB")
    return None if judged else possessor(resolver, noun, thread)


def _known(resolver: Resolver, noun: Token) -> bool:
    """«a présenté l'offre : …»: with an article of what is known it may be another's."""
    return any(kid.lower in resolver.lexicon.grammar.definite for kid in resolver.parse.kids(noun, "det"))


def _points(
    resolver: Resolver, noun: Token, entry: ActEntry, colon: Token, quotes: Sequence[Quote]
) -> Iterator[tuple[Chars, int]]:
    """The nouns, clauses or infinitives after a colon, each apart."""
    parse = resolver.parse
    opens = parse.tokens[colon.i + 1]
    last = _last(resolver, opens)
    if last is None or opens.text in OPENERS or last < opens.i + 1:
        return
    if opens.lower in resolver.lexicon.grammar.that:
        yield from _clauses(resolver, opens, last)
        return
    head = next((t for t in parse.tokens[opens.i : last + 1] if t.pos == "NOUN"), None)
    if head is None or noun_phrase(parse, head)[0] != opens.i or _told(resolver, opens, last):
        return
    cue = CueMatch(noun.i, (entry,), "verb", noun.i, noun.i)
    filler = Filler(head.i, *extent(parse, resolver.lexicon, head, "obj"), "obj")
    parts = coordinated(parse, resolver.lexicon, cue, filler, quotes)
    for point, after in zip(parts, (*parts[1:], None), strict=True):
        first, end = extent(parse, resolver.lexicon, point, "obj")
        yield words_span(parse, first, min(end, last if after is None else after.left - 1)), point.i


def _last(resolver: Resolver, opens: Token) -> int | None:
    """The last word before the end of a sentence or a semicolon; None in a question."""
    sentence = resolver.parse.sentence_of(opens)
    words = resolver.parse.tokens[opens.i : sentence.last + 1]
    if words[-1].text == "?":
        return None
    return next((token.i - 1 for token in words if token.text in ENDS), sentence.last)


def _told(resolver: Resolver, opens: Token, last: int) -> bool:
    """Whether a verb of its own stands after a colon: «une offre : Riga paiera» may explain it, not tell it."""
    words = resolver.parse.tokens[opens.i : last + 1]
    inner = {"acl:relcl", "advcl", "acl", "ccomp"}
    return any(is_finite(resolver.parse, t) and t.pos in {"VERB", "ADJ"} and t.dep not in inner for t in words)


def _clauses(resolver: Resolver, opens: Token, last: int) -> Iterator[tuple[Chars, int]]:
    """«: | que les postes soient gardés et | que le directeur change»"""
    parse = resolver.parse
    marks = [opens.i]
    for token in parse.tokens[opens.i + 1 : last]:
        before = parse.tokens[token.i - 1]
        if token.lower in resolver.lexicon.grammar.that and (before.pos == "CCONJ" or before.text == ","):
            marks.append(token.i)
    for mark, after in zip(marks, (*marks[1:], last + 2), strict=True):
        end = after - 2 if after <= last else last
        head = next((t.i for t in parse.tokens[mark : end + 1] if is_finite(parse, t)), None)
        if head is not None:
            yield words_span(parse, mark + 1, end), head


def _draft(
    resolver: Resolver,
    noun: tuple[Token, ActEntry],
    speaker: Reference,
    span: Chars,
    head: int,
    quotes: Sequence[Quote],
) -> Draft:
    token, entry = noun
    clause = is_finite(resolver.parse, resolver.parse.tokens[head])
    return Draft(
        act=entry.act,
        form=form_of(resolver.parse.text, [span], quotes, clause, clause),
        content=[span],
        rule=f"{entry.id}/colon",
        speaker=speaker,
        cue=(token.start, token.end),
        cue_word=token.i,
        content_heads=[head],
    )
