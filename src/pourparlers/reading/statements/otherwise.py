"""What comes where a demand is not met: «Il exige un audit, faute de quoi | Riga saisira la Cour»."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.language.tree import Token
from pourparlers.model import Act, Form
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft, covered, words_span
from pourparlers.reading.text.phrases import is_finite, subject

ANSWERED = {Act.DEMAND, Act.PROPOSE}
# Characters from the end of a demand to its alternative.
GAP = 3


def alternatives(resolver: Resolver, drafts: Sequence[Draft]) -> list[Draft]:
    """The warning after each demand, of the same speaker."""
    parse, out = resolver.parse, list[Draft]()
    for word in parse.tokens[3:-1]:
        if word.lower not in resolver.lexicon.grammar.otherwise:
            continue
        first = _opening(resolver, word)
        demand = next((d for d in drafts if first is not None and _ends_at(d, first.start, word.end)), None)
        if first is None or demand is None or demand.speaker is None:
            continue
        draft = _draft(resolver, first, word, demand)
        if draft is not None and covered(draft.content[0], [s for d in drafts for s in d.content]) < 0.5:
            out.append(draft)
    return out


def _ends_at(draft: Draft, place: int, end: int) -> bool:
    """Whether a demand ends before such words; one that the tree has hang on its object is cut short of them."""
    begin, last = draft.content[-1]
    if draft.act in ANSWERED and begin < place - 1 < last <= end:
        draft.content[-1] = (begin, place - 2)
    return draft.act in ANSWERED and 0 <= place - draft.content[-1][1] <= GAP


def _opening(resolver: Resolver, word: Token) -> Token | None:
    """The first word of «faute de quoi», «sans quoi», «à défaut de quoi», after its comma."""
    tokens, lexicon = resolver.parse.tokens, resolver.lexicon
    at = word.i - 1
    if tokens[at].plain in lexicon.grammar.genitive:
        at -= 1 + (tokens[at - 2].pos == "ADP" and tokens[at - 1].pos == "NOUN")
    elif tokens[at].lower not in lexicon.scope.without:
        return None
    return tokens[at] if tokens[at - 1].text == "," and tokens[at].sent == tokens[at - 1].sent else None


def _draft(resolver: Resolver, first: Token, word: Token, demand: Draft) -> Draft | None:
    parse = resolver.parse
    opens = parse.tokens[word.i + 1]
    last = parse.sentence_of(opens).last
    verb = next((t for t in parse.tokens[opens.i : last + 1] if is_finite(parse, t) and t.pos in {"VERB", "ADJ"}), None)
    if verb is None or opens.text == ",":
        return None
    end = next((t.i - 1 for t in parse.tokens[verb.i : last + 1] if t.text in {";", ":", "»", '"'}), last)
    doer = subject(parse, verb)
    # «faute de quoi le pays fermera le pont»: the speaker's own
    own = doer is not None and doer.lemma in resolver.lexicon.scope.collective_nouns and doer.right == doer.i
    return Draft(
        act=Act.THREATEN if own else Act.WARN,
        form=Form.INDIRECT,
        content=[words_span(parse, opens.i, end)],
        rule=f"{resolver.lexicon.language}.otherwise",
        speaker=demand.speaker,
        target=demand.target,
        cue=(first.start, word.end),
        cue_word=word.i,
        content_heads=[verb.i],
    )
