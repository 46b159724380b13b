"""Clauses that a conjunction joins in what somebody says: each a statement of its own."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import Act
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Chars
from pourparlers.reading.cues.find import cue_at
from pourparlers.reading.statements.incises import Incise
from pourparlers.reading.text.phrases import is_finite, subject

# Words of a clause, without which it is no more than a second verb ("was signed and sealed").
LEAST = 3
QUOTES = {'"', "“", "‘", "'", "«"}


def predicates(parse: Parse, lexicon: Lexicon, head: Token) -> list[Token]:
    """"said Oslo had no quarrel with the plan | but would not pay for it": the verbs joined to that of a clause.

    None where one has no conjunction ("shut the road, burnt two lorries and fled"), nor an act that the subject of both
    does by itself ("said she regretted the delay and promised a reply").
    """
    doer = parse.kid(head, "nsubj", "nsubj:pass", "expl")
    beside = parse.kids(parse.tokens[head.head], "ccomp") if head.rel == "ccomp" else ()
    joined = [kid for kid in (*parse.kids(head, "conj"), *beside) if kid.i > head.i and is_finite(parse, kid)]
    if lexicon.grammar.subject_after or doer is None or not joined or not is_finite(parse, head):
        return []
    whole = all(_whole(parse, kid) for kid in joined) and joined[0].left - head.left >= LEAST
    own = doer.pos == "PRON" and any(_acts(parse, lexicon, kid) for kid in joined)
    return joined if whole and not own else []


def _whole(parse: Parse, verb: Token) -> bool:
    """Behind its conjunction, with more than itself, and no clause that its head needs ("whether… or whether…")."""
    joint = parse.kid(verb, "cc")
    opens = joint is not None and joint.left - verb.left <= 1 and parse.kid(verb, "mark") is None
    # 'were cheaper and "kinder to the birds"': quoted words behind the conjunction are a second predicate.
    bare = parse.kid(verb, "nsubj", "nsubj:pass", "expl") is None
    if joint is None or bare and parse.tokens[min(joint.i + 1, verb.right)].text in QUOTES:
        return False
    # "agreed to it if, and only if, warrants were included"
    opens = opens and joint is not None and all(t.pos != "SCONJ" for t in parse.tokens[joint.i + 1 : joint.i + 3])
    return opens and verb.right - verb.left > LEAST


def _acts(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    cue = cue_at(parse, lexicon, verb)
    return cue is not None and cue.kind == "verb" and cue.entry.act is not Act.SAY


def said_apart(resolver: Resolver, incise: Incise, spans: list[Chars]) -> list[tuple[list[Chars], int]]:
    """What an incise comments on, with its head: "The bridge will stay shut, he said; trucks can use the ferry".

    So "Peru will lend pumps, | and Chile has sent fuel, she said", "The lake shrinks, he said, | and will soon be dry".
    """
    text = resolver.parse.text
    if len(spans) == 2:
        whole = len(text[slice(*spans[0])].split()) > LEAST  # "There was, it said, no basis for it, and…"
        tail = _second(resolver, *spans) if whole else None
        if tail is not None:
            return [([spans[0]], incise.head), tail]
        apart = text[spans[0][1] : spans[1][0]].rstrip().endswith(";")
        return [([span], incise.head) for span in spans] if apart else [(spans, incise.head)]
    return _divided(resolver, incise, spans)


def _divided(resolver: Resolver, incise: Incise, spans: list[Chars]) -> list[tuple[list[Chars], int]]:
    """One stretch of words before or after an incise, divided before the conjunctions that join its clauses."""
    parse, quoted = resolver.parse, resolver.cast.quoted
    start, end = spans[0]
    joined = predicates(parse, resolver.lexicon, parse.tokens[incise.head]) if len(spans) == 1 else []
    joints = [joint for kid in joined if (joint := parse.kid(kid, "cc")) is not None]
    if not joints or any(quoted[joint.i] or not start < joint.start < end for joint in joints):
        return [(spans, incise.head)]
    out, head = list[tuple[list[Chars], int]](), incise.head
    for kid, joint in zip(joined, joints, strict=True):
        before = parse.tokens[joint.i - 1]
        stop = parse.tokens[joint.i - 2].end if before.text == "," else before.end
        out.append(([(start, stop)], head))
        start, head = parse.tokens[joint.i + 1].start, kid.i
    return [*out, ([(start, end)], head)]


def _second(resolver: Resolver, left: Chars, right: Chars) -> tuple[list[Chars], int] | None:
    """The clause behind an incise that a conjunction opens; "he said, and left" tells what he did."""
    parse = resolver.parse
    inside = [t for t in parse.tokens if right[0] <= t.start < right[1]]
    if resolver.lexicon.grammar.subject_after or len(inside) <= LEAST or inside[0].pos != "CCONJ":
        return None
    finite = next((t for t in inside if t.feats.get("VerbForm") == "Fin"), None)
    own = finite is not None and (finite.rel in {"aux", "cop"} or subject(parse, finite) in inside)
    if finite is None or not own or resolver.cast.quoted[inside[0].i]:
        return None
    head = finite.head if finite.rel in {"aux", "cop"} else finite.i
    return [(inside[1].start, right[1])], head
