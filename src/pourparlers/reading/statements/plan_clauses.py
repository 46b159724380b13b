"""What a plan would do, told in the main clause: "Under a plan tabled by Oslo, Riga would pay half"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparlers.language.tree import Token
from pourparlers.model import Act, Form
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.clauses import has_verb
from pourparlers.reading.cues.drafts import Chars, Draft, covered, words_span
from pourparlers.reading.cues.find import lemma_of
from pourparlers.reading.statements.agents import possessor
from pourparlers.reading.text.phrases import marker

# Clauses that tell by themselves.
MAIN = {"root", "parataxis", "conj"}
NOUNS = {"NOUN", "PROPN"}


def plan_clauses(resolver: Resolver, drafts: Sequence[Draft]) -> list[Draft]:
    """What each plan whose author is told would do, as proposals of the author's.

    Only after an auxiliary of the future: in French the conditional may be hearsay.
    """
    out = list[Draft]()
    for noun in resolver.parse.tokens if resolver.lexicon.grammar.future_words else ():
        if noun.lemma not in resolver.lexicon.grammar.plans or noun.pos not in NOUNS or resolver.cast.quoted[noun.i]:
            continue
        verb = _provides(resolver, noun)
        author = possessor(resolver, noun, None) if verb is not None else None
        if verb is None or author is None:
            continue
        points = [(span, head) for span, head in _points(resolver, noun, verb) if _new(drafts, span)]
        out += [_draft(resolver, noun, author, span, head) for span, head in points]
    return out


def _provides(resolver: Resolver, noun: Token) -> Token | None:
    """The verb that tells what a plan provides: of the clause that "under" opens, or the plan's own ("would cap")."""
    parse, grammar = resolver.parse, resolver.lexicon.grammar
    verb = parse.tokens[noun.head]
    own = noun.rel == "nsubj" and noun.dep != "nsubj:pass"
    framed = noun.rel in {"obl", "obj"} and marker(parse, noun) in grammar.plan_frames
    if not (own or framed) or not noun.i < verb.i or verb.rel not in MAIN or not has_verb(parse, verb):
        return None
    would = next((kid for kid in parse.kids(verb, "aux") if kid.lower in grammar.future_words), None)
    negated = any(kid.feats.get("Polarity") == "Neg" for kid in parse.kids(verb, "advmod"))
    if would is None or (own and (negated or lemma_of(verb, resolver.lexicon) in grammar.plan_effects)):
        return None
    return verb if not resolver.cast.quoted[verb.i] and _after_comma(resolver, noun, verb, framed) else None


def _after_comma(resolver: Resolver, noun: Token, verb: Token, framed: bool) -> bool:
    tokens = resolver.parse.tokens
    return not framed or any(t.text == "," for t in tokens[noun.i : verb.i])


def _points(resolver: Resolver, noun: Token, verb: Token) -> Iterator[tuple[Chars, int]]:
    """The clause, and each verb that is joined to it without a subject of its own, apart."""
    parse = resolver.parse
    joined = [t for t in parse.kids(verb, "conj") if has_verb(parse, t) and parse.kid(t, "nsubj", "aux") is None]
    stop = parse.sentence_of(verb).last - 1
    for head, after in zip((verb, *joined), (*joined, None), strict=True):
        last = min(head.right, stop, after.left - 1 if after is not None else stop)
        apart = (kid.left - 1 for kid in parse.kids(head, "parataxis", "conj", "advcl") if kid.i > head.i)
        last = min((last, *apart)) if head is verb else last
        begin = _begins(resolver, noun, verb) if head is verb else head.i
        while last > begin and parse.tokens[last].pos in {"PUNCT", "CCONJ"}:
            last -= 1
        yield words_span(parse, begin, last), head.i


def _begins(resolver: Resolver, noun: Token, verb: Token) -> int:
    """The first word of what is provided: after the comma that closes the frame, or after "would"."""
    parse = resolver.parse
    if noun.rel == "nsubj":
        return max(kid.i for kid in parse.kids(verb, "aux") if kid.i < verb.i) + 1
    doer = parse.kid(verb, "nsubj")
    limit = doer.left if doer is not None and noun.i < doer.left else verb.i
    commas = [i for i in range(noun.i, limit) if parse.tokens[i].text == ","]
    return commas[-1] + 1 if commas else limit


def _new(drafts: Sequence[Draft], span: Chars) -> bool:
    return all(covered(span, draft.content) < 0.5 for draft in drafts)


def _draft(resolver: Resolver, noun: Token, author: Reference, span: Chars, head: int) -> Draft:
    return Draft(
        act=Act.PROPOSE,
        form=Form.NARRATED,
        content=[span],
        rule=f"{resolver.lexicon.language}.plan/clause",
        speaker=author,
        cue=(noun.start, noun.end),
        cue_word=noun.i,
        content_heads=[head],
    )
