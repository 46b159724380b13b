"""From quotations to the verbs that introduce them: before, after, amid, or not at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.cues.amid import incise_amid
from pourparlers.reading.cues.drafts import Chars, trim
from pourparlers.reading.cues.find import CueMatch, cue_at
from pourparlers.reading.cues.narrative_infinitives import narrates
from pourparlers.reading.cues.speech_verbs import incise_verb
from pourparlers.reading.text.phrases import is_finite, is_nonfinite, subject
from pourparlers.reading.text.quotes import Quote

INCISE_REACH = 7
SUBJECT_REACH = 16
# A subject before its verb: '"…," Jane Doe, a senior adviser and national spokeswoman for the group, said'.
LONG_SUBJECT = 28
LONG_QUOTE = 5
# Words between a verb of relaying and "as saying": whom it cites, or by whom it does.
CITED = 12
OPENING_MARKS = {"«", "“", '"'}


class Link(StrEnum):
    """How a quotation hangs on what tells its speaker."""

    AFTER = "after"  # «…», a prévenu la négociatrice
    AMID = "amid"  # «Ce projet, a tranché Amadou Keïta, ne passera jamais.»
    BEFORE = "before"  # La ministre a prévenu : «…»
    NAME = "name"  # Ilan Perets : «…»
    FLOATING = "floating"  # a whole sentence with nothing beside it
    INSIDE = "inside"  # within a clause of the reporter's


class Quotation(NamedTuple):
    """A quotation with its spans of content (characters), how it hangs, and on which word."""

    quote: Quote
    spans: tuple[Chars, ...]
    link: Link
    word: int | None
    first: int
    last: int


class Words:
    """Finds words by characters."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.starts = parse.starts
        self.ends = parse.ends

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """First and last word that lie within characters; first > last where there is none."""
        return bisect_left(self.starts, start), bisect_right(self.ends, end) - 1


def link_quotes(parse: Parse, lexicon: Lexicon, quotes: Sequence[Quote]) -> list[Quotation]:
    """The outer quotations of a text with what introduces them; names and scare quotes are INSIDE."""
    words = Words(parse)
    outer = [q for q in quotes if q.depth == 0 and q.inner_end > q.inner_start]
    out: list[Quotation] = []
    for number, quote in enumerate(outer):
        first, last = words.inside(quote.inner_start, quote.inner_end)
        if first > last:
            continue
        following = outer[number + 1].start if number + 1 < len(outer) else len(parse.text)
        preceding = outer[number - 1].end if number else 0
        linked = _link(parse, lexicon, words, quote, first, last, preceding, following)
        verb = _split_by(parse, out[-1], quote) if out else None
        out.append(linked if verb is None else linked._replace(link=Link.AFTER, word=verb))
    return out


def _split_by(parse: Parse, before: Quotation, quote: Quote) -> int | None:
    """The verb of the incise between the two halves of a quotation: «« A », a dit Jane Doe, « et B »»."""
    if before.link is not Link.AFTER or before.word is None or quote.start < parse.tokens[before.word].end:
        return None
    between = parse.text[before.quote.end : quote.start]
    stops = any(mark in between for mark in ".:;!?\n«“")
    return before.word if between.rstrip(" \u00a0\u202f")[-1:] == "," and not stops and len(between) < 160 else None


def is_clause(parse: Parse, first: int, last: int) -> bool:
    """Whether quoted words could stand alone: a finite verb that is no relative clause's, its subject not outside.

    «Le thé « n'a jamais été dans la balance »», 'Brussels "does not negotiate fences"' could not, nor could 'to decide
    "before the swallows return"'.
    """
    top = next((t for t in parse.tokens[first : last + 1] if t.pos != "PUNCT" and not first <= t.head <= last), None)
    if top is not None and top.rel == "advcl" and parse.kid(top, "mark") is not None:
        return False
    for i in range(first, last + 1):
        token = parse.tokens[i]
        if token.pos in {"VERB", "AUX"} and token.feats.get("VerbForm", "Fin") == "Fin":
            verb = parse.tokens[token.head] if token.rel in {"aux", "cop"} else token
            own = subject(parse, verb)
            outside = own is not None and own.right < first and own.sent == verb.sent
            outside = outside or (own is None and i - first <= 2 and _after_noun(parse, first, i))
            if outside and i - first <= 2 and not any(t.text == "," for t in parse.tokens[first:i]):
                return False  # «Le chemin « sera long et il y aura des pierres »»: a predicate opens it
            if verb.dep != "acl:relcl" and first <= verb.i <= last and not outside:
                return True
    return False


def _after_noun(parse: Parse, first: int, verb: int) -> bool:
    """«Les autres points « sont les plus difficiles »»: a noun before the mark, and no subject within."""
    opening = parse.tokens[first - 1] if first > 1 else None
    if opening is None or opening.text not in OPENING_MARKS or parse.tokens[verb].feats.get("Mood") == "Imp":
        return False
    before = parse.tokens[first - 2]
    small = all(t.pos in {"ADV", "PRON", "AUX"} for t in parse.tokens[first:verb])
    return small and before.pos in {"NOUN", "PROPN", "ADJ", "NUM"} and before.sent == parse.tokens[verb].sent


def _link(
    parse: Parse,
    lexicon: Lexicon,
    words: Words,
    quote: Quote,
    first: int,
    last: int,
    preceding: int,
    following: int,
) -> Quotation:
    span = trim(parse.text, quote.inner_start, quote.inner_end)
    clause = is_clause(parse, first, last)
    amid = incise_amid(parse, lexicon, first, last)
    if amid is not None:
        verb, a, b = amid
        spans = _split(parse, quote, a, b)
        if spans:
            return Quotation(quote, spans, Link.AMID, verb.i, first, last)
    apart = parse.text[quote.end : quote.end + 4].lstrip()[:1].isupper()
    # «« La justice n'attend pas. » Il invite les rebelles à revenir»: what follows is a sentence of its own
    apart = apart and (lexicon.grammar.subject_after or _stopped(parse.text, quote))
    after = None if apart else _after(parse, lexicon, words, quote, following)
    before = _before(parse, lexicon, words, quote, preceding, first, last, clause)
    # 'The minister said, "We wait," | adding, "Nobody came"': the participle opens what is said next.
    goes_on = before is not None and after is not None and is_nonfinite(parse, after) and subject(parse, after) is None
    if after is not None and not goes_on and _commented(parse, lexicon, quote, clause, after):
        return Quotation(quote, (span,), Link.AFTER, after.i, first, last)
    if before is not None:
        return Quotation(quote, (span,), before[0], before[1], first, last)
    if quote.goes_on or _whole(parse, words, quote, first, last, clause):
        return Quotation(quote, (span,), Link.FLOATING, None, first, last)
    return Quotation(quote, (span,), Link.INSIDE, None, first, last)


def _stopped(text: str, quote: Quote) -> bool:
    """'"We did not ask for it." His members have pledged to wait': before its own verb it would end with a comma."""
    inner = text[quote.inner_start : quote.inner_end].rstrip()
    return inner.endswith(".") and not inner.endswith("..")


def _commented(parse: Parse, lexicon: Lexicon, quote: Quote, clause: bool, verb: Token) -> bool:
    """Whether the verb after a quotation comments on it, and not on a sentence of the reporter's that holds it.

    «Greta Lindqvist, en charge du programme « Une mer pour tous », a rejeté toute coupe», «Devant la banderole « Vive
    la neige », ont souri les skieurs»: a title within a sentence. «Le texte est « inacceptable », a dit Jane Doe»: the
    incise comments on the whole.
    """
    if starts_sentence(parse, quote):
        return True
    own = subject(parse, verb)
    if lexicon.grammar.subject_after and own is not None and parse.tokens[own.i].end <= quote.start:
        return False
    return clause or _bare_before(parse, quote)


def _bare_before(parse: Parse, quote: Quote) -> bool:
    """«Une « erreur », a dit Jane Doe»: no noun, pronoun or verb of the reporter's before the quotation."""
    at = bisect_left(parse.starts, quote.start)
    sentence = parse.sentence_of(parse.tokens[min(at, len(parse.tokens) - 1)])
    return not any(t.pos in {"NOUN", "PROPN", "PRON", "VERB", "AUX"} for t in parse.tokens[sentence.first : at])


def starts_sentence(parse: Parse, quote: Quote) -> bool:
    """Whether a quotation begins a sentence, a turn of speech or a title."""
    before = parse.text[max(0, quote.start - 3) : quote.start].rstrip(" \u00a0\u202f—–-")
    return not before or before[-1] in ".!?\n…»”:\""


def _after(parse: Parse, lexicon: Lexicon, words: Words, quote: Quote, following: int) -> Token | None:
    """The incise right after a quotation: «…», a prévenu X; "…," X said."""
    first = bisect_left(words.starts, quote.end)
    gap = commas = beyond = 0
    reach = SUBJECT_REACH if lexicon.grammar.subject_after else LONG_SUBJECT
    for i in range(first, min(first + reach, len(parse.tokens))):
        token = parse.tokens[i]
        if token.start >= following or "\n" in parse.text[quote.end : token.start]:
            return None
        if token.text in {".", "!", "?", ":", ";", "…"}:
            return None
        if i < beyond:
            continue
        if gap and before_aside(parse, lexicon, i):
            beyond = _over_aside(parse, lexicon, i + 1)
            continue
        if token.text == "," and gap:
            commas += 1
            if not _apposition(parse, lexicon, i, commas):
                return None
        said = _relayed(parse, lexicon, token)
        if said is None and (incise_verb(parse, lexicon, token) or _comments(parse, quote, token)):
            return token if _plain_before(parse, lexicon, first, i) else None
        if gap and token.rel in {"amod", "flat", "compound"}:
            continue  # '"…," the Ohio-based group's vice-president told AFP'
        if token.pos == "VERB" or (token.pos == "AUX" and token.rel not in {"aux", "cop"}):
            return said
        # '"…," Bern and Vienna declared': in English a conjunction may join two subjects
        joins = token.pos == "CCONJ" and not (gap and not lexicon.grammar.subject_after)
        if joins or token.pos == "SCONJ" or (token.pos == "ADP" and not gap) or token.feats.get("PronType") == "Rel":
            return None
        gap += token.pos not in {"PUNCT", "AUX", "ADV", "PRON"}
    return None


def _comments(parse: Parse, quote: Quote, verb: Token) -> bool:
    """«« Absurde », coupe la ministre», '"…," joked a resident': any verb whose clause the tree makes the quotation.

    It has nobody before it in the quotation's own clause and no object, but what the tree may have made of its subject.
    """
    if verb.pos != "VERB" or not is_finite(parse, verb) or not starts_sentence(parse, quote):
        return False  # «Sous le titre « Nous serons nombreux », a ouvert samedi une exposition»
    if "," not in parse.text[quote.inner_end - 1 : verb.start]:
        return False  # «Nous irons » a quitté le port
    held = (verb, parse.tokens[verb.head])[verb.dep.startswith("parataxis")]
    inside = held.i != verb.i and quote.start <= held.start < quote.end
    clause = any(quote.start <= kid.start < quote.end for kid in parse.kids(verb, "ccomp", "parataxis"))
    return (inside or clause) and len(list(parse.kids(verb, "nsubj", "obj", "xcomp"))) == 1


def _relayed(parse: Parse, lexicon: Lexicon, verb: Token) -> Token | None:
    """'"…," the consul was quoted as saying by the radio', '"…," the radio quoted her as saying': the verb "saying"."""
    if verb.pos != "VERB" or verb.lemma not in lexicon.scope.relay_verbs:
        return None
    for said in parse.tokens[verb.i + 2 : verb.i + CITED]:
        if said.sent != verb.sent or said.pos == "PUNCT":
            return None
        if parse.tokens[said.i - 1].lower in lexicon.grammar.predicative and is_nonfinite(parse, said):
            return said if incise_verb(parse, lexicon, said) else None
    return None


def before_aside(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """A comma before a clause amid an English subject: '"…," an official, who asked not to be named, said.'

    Or before a participle: '"…," Poe, speaking in Alicante, told state radio'.
    """
    after = parse.tokens[min(i + 1, len(parse.tokens) - 1)]
    comma = parse.tokens[i].text == "," and not lexicon.grammar.subject_after
    return comma and (after.lower in lexicon.grammar.relative or (after.pos == "VERB" and is_nonfinite(parse, after)))


def _over_aside(parse: Parse, lexicon: Lexicon, i: int) -> int:
    """The verb of saying right after the comma that closes a relative clause; the text's end without one."""
    closing = (k for k in range(i + 1, min(i + SUBJECT_REACH, len(parse.tokens) - 1)) if parse.tokens[k].text == ",")
    after = next(closing, None)
    said = after is not None and incise_verb(parse, lexicon, parse.tokens[after + 1])
    return after + 1 if said and after is not None else len(parse.tokens)


def _apposition(parse: Parse, lexicon: Lexicon, i: int, commas: int) -> bool:
    """A comma within the subject of an English incise: '…," the minister, Jane Poe, said.'"""
    nxt = parse.tokens[i + 1] if i + 1 < len(parse.tokens) else None
    if nxt is None:
        return False
    closes = commas > 1 and not lexicon.grammar.subject_after and incise_verb(parse, lexicon, nxt)
    return closes or nxt.pos in {"PROPN", "DET", "NOUN", "ADJ", "NUM"}


def _plain_before(parse: Parse, lexicon: Lexicon, first: int, i: int) -> bool:
    """Whether only the verb's own words, or in English its subject, stand between a quotation and the verb."""
    between = [parse.tokens[k] for k in range(first, i)]
    plain = all(t.pos in {"PUNCT", "AUX", "PRON", "ADV"} for t in between)
    if lexicon.grammar.subject_after:
        return plain and i - first <= INCISE_REACH
    return plain or any(t.pos in {"PROPN", "NOUN", "PRON"} for t in between)


def _split(parse: Parse, quote: Quote, a: int, b: int) -> tuple[Chars, ...]:
    left = trim(parse.text, quote.inner_start, parse.tokens[a].start)
    right = trim(parse.text, parse.tokens[b].end, quote.inner_end)
    return tuple(span for span in (left, right) if span[1] > span[0])


def _before(
    parse: Parse,
    lexicon: Lexicon,
    words: Words,
    quote: Quote,
    preceding: int,
    first: int,
    last: int,
    clause: bool,
) -> tuple[Link, int | None] | None:
    """What stands before a quotation: a colon with a verb or name before it, or 'X said, "…"'."""
    at = bisect_left(words.starts, quote.start) - 1
    if at < 0 or "\n" in parse.text[parse.tokens[at].end : quote.start]:
        return None
    mark = parse.tokens[at].text
    said = mark == "," and not lexicon.grammar.subject_after
    direct = cue_at(parse, lexicon, parse.tokens[at]) if parse.tokens[at].pos == "VERB" and clause else None
    if direct is not None and any(e.incise or e.neutral for e in direct.entries):
        return Link.BEFORE, at
    if mark != ":" and not (said and clause):
        return None
    sentence = parse.sentence_of(parse.tokens[at])
    limit = max(sentence.first, bisect_left(words.starts, preceding))
    verb = _verb_before(parse, lexicon, at, limit, said)
    if verb is not None:
        return Link.BEFORE, verb.i
    if mark == ":" and (clause or last - first + 1 >= LONG_QUOTE):
        return Link.NAME, at - 1
    return None


def _verb_before(parse: Parse, lexicon: Lexicon, at: int, limit: int, near: bool) -> Token | None:
    candidates = []
    for i in range(at - 1, limit - 1, -1):
        token = parse.tokens[i]
        if token.pos == "VERB" and (token.feats.get("VerbForm") != "Inf" or narrates(parse, lexicon, token)):
            candidates.append(token)
    for token in candidates[:3]:
        cue = cue_at(parse, lexicon, token)
        if cue is not None and any(e.incise or e.neutral or e.quote for e in cue.entries):
            return _outer(parse, lexicon, cue, candidates) or token
    if near:
        return None
    plain = next((t for t in candidates if subject(parse, t) is not None and t.dep != "acl:relcl"), None)
    return plain or _predicate_before(parse, at, limit)


def _outer(parse: Parse, lexicon: Lexicon, cue: CueMatch, candidates: list[Token]) -> Token | None:
    """«Elle dément que Riga ait menacé de fermer le pont : «…»»: who denies speaks, as the threat has its own words."""
    verb = parse.tokens[cue.i]
    head = parse.tokens[verb.head]
    complete = parse.kid(verb, "xcomp", "ccomp", "obj") is not None and not any(e.neutral for e in cue.entries)
    outer = cue_at(parse, lexicon, head) if complete and verb.rel == "ccomp" and head in candidates else None
    return head if outer is not None and any(e.incise or e.neutral or e.quote for e in outer.entries) else None


def _predicate_before(parse: Parse, at: int, limit: int) -> Token | None:
    """«Ce dernier a été plus prudent : «…»», «Kiev est formel : «…»»: an adjective said of whoever speaks."""
    token = parse.tokens[at - 1] if at > limit else None
    if token is None or token.pos != "ADJ" or parse.kid(token, "cop") is None or not is_finite(parse, token):
        return None
    return token if subject(parse, token) is not None else None


def _whole(parse: Parse, words: Words, quote: Quote, first: int, last: int, clause: bool) -> bool:
    """Whether a quotation stands alone: it begins a sentence and ends one, and is no mere name or word."""
    text = parse.text
    before = text[max(0, quote.start - 3) : quote.start].rstrip(" \u00a0\u202f—–-")
    begins = not before or before[-1] in ".!?\n…»”\"("
    inner = text[quote.inner_end - 1 : quote.inner_end]
    after = text[quote.end : quote.end + 2].lstrip(" \u00a0\u202f")
    titled = clause and after[:1] == ":" and (not before or before[-1] == "\n")  # «« Assez bâti » : Oslo refuse»
    stop = not after or after[0] in ".!?\n…)"
    ends = titled or stop or (inner in ".!?…" and (after[0].isupper() or after[0] in "«“\""))
    return begins and ends and (clause or last - first + 1 >= LONG_QUOTE)


