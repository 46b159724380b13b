"""Attribution by a preposition: «selon Kiev», «pour la cheffe de la délégation», "according to the envoy"."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.model import Form
from pourparlers.reading.coreference import Reference
from pourparlers.reading.cues import CueMatch
from pourparlers.reading.drafts import Chars, Draft, snap, trim
from pourparlers.reading.phrases import is_finite
from pourparlers.reading.quotes import Quote, near
from pourparlers.reading.speakers import Resolver

EDGES = {",", ".", "«", "»", "”", "“", "(", ")", ":", ";", "—", "–", '"'}


def read_marker(
    resolver: Resolver, quotes: Sequence[Quote], marker: CueMatch, thread: Reference | None
) -> Draft | None:
    """The statement that an attribution marker makes of its sentence, or None."""
    parse = resolver.parse
    source = _within(resolver, marker) or _source(parse, marker)
    if source is None:
        return None
    speaker = resolver.resolve(source, thread, placed=False)
    if speaker is None or not _may_speak(resolver, marker, speaker, source):
        return None
    first, last = marker.first, max(marker.last, speaker.last, source.right if _short(source) else speaker.last)
    if not _at_edge(parse, first, last) or (marker.entry.strict and not _set_off(parse, first, last)):
        return None
    spans, head = _around(parse, marker, first, last)
    spans = [snap(parse.text, trim(parse.text, *span), quotes) for span in spans]
    spans = [span for span in spans if span[1] - span[0] > 2]
    if not spans:
        return None
    quoted = any(q.inner_start < s[1] and q.inner_end > s[0] for s in spans for q in near(quotes, *s))
    return Draft(
        act=marker.entry.act,
        form=Form.MIXED if quoted else Form.INDIRECT,
        content=spans,
        rule=marker.entry.id,
        speaker=speaker,
        cue=(parse.tokens[marker.first].start, parse.tokens[marker.last].end),
        cue_word=marker.i,
        neutral=True,
        content_heads=[head],
    )


def _short(source: Token) -> bool:
    return source.right - source.i < 12


def _within(resolver: Resolver, marker: CueMatch) -> Token | None:
    """The source amid the marker's own words: «de source diplomatique», "in Lima's view"."""
    parse, last = resolver.parse, resolver.parse.tokens[marker.last]
    if last.i > marker.i and last.lemma in resolver.lexicon.scope.source_nouns:
        return last
    if "nmod:poss" not in marker.entry.speaker:
        return None
    return parse.kid(last, "nmod:poss") or parse.kid(parse.tokens[last.head], "nmod:poss")


def _source(parse: Parse, marker: CueMatch) -> Token | None:
    """The head of the phrase that follows the marker."""
    at = marker.last + 1
    limit = parse.sentence_of(parse.tokens[marker.i]).last
    while at <= limit and parse.tokens[at].pos in {"DET", "ADJ", "NUM", "ADP"}:
        at += 1
    if at > limit or parse.tokens[at].pos not in {"NOUN", "PROPN", "PRON", "X"}:
        return None
    token = parse.tokens[at]
    parts = {"flat", "compound", "amod", "det", "nmod"}
    while token.rel in parts and token.head > max(marker.last, token.i) and token.head - at < 5:
        token = parse.tokens[token.head]
    return token


def _may_speak(resolver: Resolver, marker: CueMatch, speaker: Reference, source: Token) -> bool:
    """Known actors, and unnamed people: «selon un participant»; not «selon le calendrier», «selon nos informations»."""
    if any(not id_.startswith("group:") for id_ in speaker.ids):
        return True
    scope = resolver.lexicon.scope
    people = {*scope.source_nouns, *scope.collective_nouns, *scope.media_nouns}
    if source.i in resolver.cast.role_at:
        return True
    return not marker.entry.strict and (source.lemma in people or source.lower in people)


def _at_edge(parse: Parse, first: int, last: int) -> bool:
    """Whether the phrase stands at a clause edge; «une remise selon le volume» attributes nothing."""
    before = parse.tokens[first - 1] if first else None
    starts = before is None or before.sent != parse.tokens[first].sent
    starts = starts or before is None or before.text in EDGES or before.pos in {"SCONJ", "CCONJ"}
    after = parse.tokens[last + 1] if last + 1 < len(parse.tokens) else None
    ends = after is None or after.sent != parse.tokens[last].sent or after.pos == "PUNCT"
    return starts or (ends and after is not None and after.text in {",", "."} and before is not None)


def _set_off(parse: Parse, first: int, last: int) -> bool:
    """«Pour Berne, l'offre est un recul», «…, pour Berne.»: commas or the sentence's ends on both sides."""
    before = parse.tokens[first - 1] if first else None
    opens = before is None or before.sent != parse.tokens[first].sent or before.text in {",", "«", "“", '"', "—", "–"}
    after = parse.tokens[last + 1] if last + 1 < len(parse.tokens) else None
    closes = after is None or after.sent != parse.tokens[last].sent or after.text in {",", "."}
    return opens and closes


def _around(parse: Parse, marker: CueMatch, first: int, last: int) -> tuple[list[Chars], int]:
    """The clause that the phrase comments on: what follows it, or what stands around it."""
    sentence = parse.sentence_of(parse.tokens[marker.i])
    root = _clause_head(parse, marker)
    begin, end = _clause_edges(parse, root, sentence.first, sentence.last)
    out: list[Chars] = []
    if begin < first:
        stop = first - 1 if parse.tokens[first - 1].text in EDGES else first
        if stop > begin:
            out.append((parse.tokens[begin].start, parse.tokens[max(begin, stop - 1)].end))
    start = last + 2 if last + 1 <= end and parse.tokens[last + 1].text == "," else last + 1
    if start <= end:
        out.append((parse.tokens[start].start, parse.tokens[end].end))
    return out, root.i


def _clause_head(parse: Parse, marker: CueMatch) -> Token:
    """The nearest finite clause above the marker."""
    token = parse.tokens[marker.i]
    for above in parse.ancestors(token):
        if above.pos in {"VERB", "AUX"} and is_finite(parse, above) and above.dep != "acl:relcl":
            return above
    return parse.tokens[parse.sentence_of(token).root]


def _clause_edges(parse: Parse, root: Token, first: int, last: int) -> tuple[int, int]:
    begin, end = max(root.left, first), min(root.right, last)
    if root.dep == "root":
        return begin, end
    for kid in parse.kids(root, "mark", "cc"):
        if kid.i == begin:
            begin += 1
    return begin, end


