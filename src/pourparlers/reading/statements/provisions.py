"""What a plan would do, told in a relative clause: «propose un plan qui réserverait un tiers de l'eau aux villages»."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.language.tree import Token
from pourparlers.model import Act, Form
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.clauses import has_verb
from pourparlers.reading.cues.drafts import Chars, Draft, covered, words_span
from pourparlers.reading.statements.agents import possessor


def provisions(resolver: Resolver, drafts: Sequence[Draft]) -> list[Draft]:
    """What each plan of a text provides, as proposals of whoever proposes it or has it («son plan, qui garantirait…»).

    Only in the conditional: «le plan qui a échoué» tells what happened to it.
    """
    parse, out = resolver.parse, list[Draft]()
    proposed = {head: draft for draft in drafts if draft.act is Act.PROPOSE for head in draft.content_heads}
    for verb in parse.tokens:
        noun = parse.tokens[verb.head]
        if verb.dep != "acl:relcl" or noun.lemma not in resolver.lexicon.grammar.plans or noun.i > verb.i:
            continue
        opens = _opening(resolver, verb)
        if opens is None or resolver.cast.quoted[verb.i] or not _conditional(resolver, verb):
            continue
        told = proposed.get(noun.i)
        author = told.speaker if told is not None else _owner(resolver, drafts, noun)
        if author is not None:
            spans = _points(resolver, verb, opens.i + 1)
            out += [_draft(resolver, noun, author, told, span, head) for span, head in spans if _new(drafts, span)]
    return out


def _owner(resolver: Resolver, drafts: Sequence[Draft], noun: Token) -> Reference | None:
    """«Le comité invite les deux parties à accepter | son plan»: with a possessive, of whoever speaks of it there."""
    possessive = resolver.lexicon.grammar.possessive
    if any(kid.lower in possessive for kid in resolver.parse.kids(noun, "det", "nmod")):
        said = (draft for draft in drafts if any(a <= noun.start < b for a, b in draft.content))
        return next((draft.speaker for draft in said), None)
    return possessor(resolver, noun, None)


def _opening(resolver: Resolver, verb: Token) -> Token | None:
    """The relative pronoun of the clause: its subject, or after a preposition ("a plan under which…")."""
    words = resolver.parse.tokens[verb.left : verb.i]
    first = next((t for t in words if t.plain in resolver.lexicon.grammar.relative), None)
    if first is None or first.rel == "obj":
        return None
    return first if all(t.pos in {"PUNCT", "ADP"} for t in words[: first.i - verb.left]) else None


def _conditional(resolver: Resolver, verb: Token) -> bool:
    forms = (verb, *resolver.parse.kids(verb, "aux", "cop"))
    ahead = resolver.lexicon.grammar.future_words
    return any(t.feats.get("Mood") == "Cnd" or t.pos == "AUX" and t.lower in ahead for t in forms)


def _points(resolver: Resolver, verb: Token, first: int) -> list[tuple[Chars, int]]:
    """The clause, and each verb that is joined to it without a subject of its own, apart."""
    parse, out = resolver.parse, list[tuple[Chars, int]]()
    joined = [t for t in parse.kids(verb, "conj") if has_verb(parse, t) and parse.kid(t, "nsubj") is None]
    for head, after in zip((verb, *joined), (*joined, None), strict=True):
        last = min(head.right, after.left - 1) if after is not None else head.right
        cc = parse.kid(head, "cc") if head is not verb else None
        begin = first if head is verb else (cc.i + 1 if cc is not None else head.left)
        out.append((words_span(parse, begin, last), head.i))
    return out


def _new(drafts: Sequence[Draft], span: Chars) -> bool:
    return all(covered(span, draft.content) < 0.5 for draft in drafts)


def _draft(
    resolver: Resolver, noun: Token, author: Reference, told: Draft | None, span: Chars, head: int
) -> Draft:
    return Draft(
        act=Act.PROPOSE,
        form=Form.NARRATED,
        content=[span],
        rule=f"{resolver.lexicon.language}.plan/provision",
        speaker=author,
        cue=told.cue if told is not None else (noun.start, noun.end),
        cue_word=noun.i,
        content_heads=[head],
    )
