"""What answers what: a denial its accusation, an acceptance or refusal the proposal or demand before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pourparlers.model import Act, Form, How
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.cues.find import cue_at
from pourparlers.reading.cues.quotations import Words
from pourparlers.reading.cues.scope import is_negated
from pourparlers.reading.statements.agents import possessor, speaker_of
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.text.spans import SpanIndex

CLAIMS = {Act.ACCUSE, Act.SAY, Act.THREATEN, Act.WARN}
OFFERS = {Act.PROPOSE, Act.DEMAND, Act.PROMISE}
# Characters: an answer further from what it answers would be a guess.
FAR = 900


def link_replies(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Add denials that name no content of their own, then tell of each denial and answer what it answers."""
    drafts = sorted([*drafts, *_bare_denials(page, drafts)], key=lambda d: (d.content[0], d.cue or (0, 0), d.rule))
    places: SpanIndex[int] = SpanIndex()
    for number, draft in enumerate(drafts):
        places.add(_position(draft), _position(draft) + 1, number)
    for draft in drafts:
        if draft.act is Act.DENY and not draft.negated:
            _answer(page, drafts, places, draft, CLAIMS)
        elif draft.act in {Act.ACCEPT, Act.REJECT}:
            _answer(page, drafts, places, draft, OFFERS)
    return drafts


def _position(draft: Draft) -> int:
    return draft.cue[0] if draft.cue else draft.start


def _answer(page: Page, drafts: Sequence[Draft], places: SpanIndex[int], draft: Draft, wanted: set[Act]) -> None:
    """Link a draft to the nearest claim or offer before it that it may answer, one aimed at its speaker first."""
    at = _position(draft)
    best: tuple[int, int] | None = None
    for other_number in places.touching(at - FAR, at + 1):
        other = drafts[other_number]
        if other is draft or other.speaker is None or draft.speaker is None or _same(other, draft):
            continue
        aimed = _aims_at(other, draft)
        if other.act not in wanted or not (aimed or _alike(page.resolver, other, draft)):
            continue
        rank = (0 if aimed else 1, at - _position(other))
        if best is None or rank < best:
            best, draft.answers = rank, other_number
    if draft.answers is not None and draft.target is None:
        told = drafts[draft.answers].speaker
        # A person's offer is that of the party.
        draft.target = (*told.parties, *told.ids)[0] if told else None


def _alike(resolver: Resolver, claim: Draft, answer: Draft) -> bool:
    """Whether an answer says what it answers: «cette offre», or a noun of it («un audit» … «aucun audit»)."""
    heads = [resolver.parse.tokens[i] for i in answer.content_heads]
    if any(head.pos == "NOUN" and head.lemma in resolver.lexicon.nouns for head in heads):
        return True
    return bool(_nouns(resolver, claim) & _nouns(resolver, answer))


def _nouns(resolver: Resolver, draft: Draft) -> set[str]:
    """The nouns of a content, by lemma."""
    words, out = Words(resolver.parse), set()
    for span in draft.content:
        first, last = words.inside(*span)
        out |= {token.lemma for token in resolver.parse.tokens[first : last + 1] if token.pos == "NOUN"}
    return out


def _same(a: Draft, b: Draft) -> bool:
    if a.speaker is None or b.speaker is None:
        return False
    return bool(set(a.speaker.ids) & set(b.speaker.ids) or set(a.speaker.parties) & set(b.speaker.parties))


def _aims_at(claim: Draft, answer: Draft) -> bool:
    if claim.target is None or answer.speaker is None:
        return False
    return claim.target in answer.speaker.ids or claim.target in answer.speaker.parties


def _bare_denials(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """«malgré de multiples démentis», «ce que Moscou dément»: the content is what was claimed just before."""
    resolver, out = page.resolver, []
    taken = {d.cue_word for d in drafts}
    claims = sorted((d for d in drafts if d.act is Act.ACCUSE and d.cue_word is not None), key=_cue_word)
    for token in resolver.parse.tokens:
        if token.i in taken or token.pos not in {"NOUN", "VERB"}:
            continue
        cue = cue_at(resolver.parse, resolver.lexicon, token)
        if cue is None or cue.entry.act is not Act.DENY:
            continue
        claim = _claim_before(resolver, claims, token.i)
        if claim is None or claim.target is None:
            continue
        if token.pos == "NOUN":
            own = possessor(resolver, token, None)
            if resolver.parse.tokens[claim.cue_word or 0].sent != token.sent:
                continue
        else:
            own = speaker_of(resolver, cue, None, False)[0]
            if own is None or claim.target not in (*own.ids, *own.parties):
                continue
        out.append(_denial(resolver, cue.entry.id, token.i, cue.first, cue.last, claim, own))
    return out


def _cue_word(draft: Draft) -> int:
    return draft.cue_word or 0


def _claim_before(resolver: Resolver, claims: Sequence[Draft], word: int) -> Draft | None:
    """The accusation before a word, in its sentence or the one before; `claims` stand in order of their cues."""
    at = bisect_left(claims, word, key=_cue_word)
    if not at:
        return None
    # Of several that one cue makes, the first.
    claim = claims[bisect_left(claims, _cue_word(claims[at - 1]), key=_cue_word)]
    tokens = resolver.parse.tokens
    return claim if tokens[word].sent - tokens[_cue_word(claim)].sent <= 1 else None


def _denial(
    resolver: Resolver, rule: str, word: int, first: int, last: int, claim: Draft, own: Reference | None
) -> Draft:
    tokens = resolver.parse.tokens
    party = resolver.cast.party_of(claim.target or "")
    speaker = own or Reference((claim.target or "",), (party,) if party else (), How.PARTY, word, word)
    told = claim.speaker
    return Draft(
        act=Act.DENY,
        form=Form.NARRATED,
        content=list(claim.content),
        rule=rule,
        speaker=speaker,
        cue=(tokens[first].start, tokens[last].end),
        cue_word=word,
        target=told.ids[0] if told else None,
        negated=is_negated(resolver.parse, resolver.lexicon, tokens[word]) and tokens[word].pos == "VERB",
        content_heads=list(claim.content_heads),
    )
