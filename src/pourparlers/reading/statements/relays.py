"""Who relays a statement: «cité par l'agence Tass», «selon la radio, qui cite un conseiller», "citing the minister"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.model import How
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Chars, Draft, trim
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.text.phrases import is_nonfinite, noun_phrase, subject
from pourparlers.reading.text.quotes import near

# Words between a medium and the verb that says whom it cites (a comma and «qui»).
GAP = 3
NOMINAL = {"DET", "ADJ", "NOUN", "PROPN", "X"}


class Cited(NamedTuple):
    """Whom a medium cites, and the words of the clause that says so (both included)."""

    speaker: Reference
    first: int
    last: int


def name_relay(page: Page, draft: Draft) -> None:
    """Tell who relays a statement, and give the words of one whom a medium cites to that one."""
    resolver = page.resolver
    if draft.cue_word is None or draft.speaker is None or draft.via is not None:
        return
    sentence = resolver.parse.sentence_of(resolver.parse.tokens[draft.cue_word])
    _as_saying(resolver, draft)
    for token in resolver.parse.tokens[sentence.first : sentence.last + 1]:
        if draft.via is None and _is_relay(resolver, token) and not _within(draft, token, page):
            _by_agent(resolver, draft, token)
    cited = _cited(resolver, draft) if draft.via is None and _is_medium(resolver, draft.speaker) else None
    if cited is not None:
        draft.via = _words(resolver, draft.speaker.first, min(draft.speaker.last, cited.first - 1))
        draft.speaker = cited.speaker
        draft.content = _without(resolver, draft.content, cited)


def without_relayed(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out the incise of a medium about what another has said, and name the medium as its relay.

    «« Le pont ouvrira », a dit Jane Doe, rapporte l'agence Azertac»: the agency only passes it on.
    """
    out = []
    for draft in drafts:
        inner = [d for d in drafts if d is not draft and _holds(draft, d)] if _relays(page.resolver, draft) else []
        inner = inner or [d for d in drafts if _passes_on(page.resolver, draft, d) or _tells_incise(draft, d)]
        if not inner or draft.speaker is None:
            out.append(draft)
            continue
        for told in inner:
            if told.via is None and not any(_holds(d, told) for d in inner if d is not told):
                told.via = _words(page.resolver, draft.speaker.first, draft.speaker.last)
    return out


def _relays(resolver: Resolver, draft: Draft) -> bool:
    if draft.cue_word is None or draft.speaker is None or not draft.rule.endswith("/incise"):
        return False
    person = any(id_.startswith("person:") for id_ in draft.speaker.ids)  # '"…," she said, The Courier reported'
    medium = _is_medium(resolver, draft.speaker) or not (resolver.lexicon.grammar.subject_after or person)
    return medium and _is_relay(resolver, resolver.parse.tokens[draft.cue_word])


def _passes_on(resolver: Resolver, outer: Draft, inner: Draft) -> bool:
    """"According to Azertac, the minister said the bridge was safe": what follows is no more than her words."""
    if outer.cue_word is None or outer.speaker is None or inner.speaker is None or not inner.neutral:
        return False
    whole = inner.cue_word in outer.content_heads and outer.rule_role == ""  # a marker has no frame
    return whole and _holds(outer, inner) and _is_medium(resolver, outer.speaker)


def _tells_incise(outer: Draft, inner: Draft) -> bool:
    """«"Une route se paie", a-t-il lancé, selon plusieurs participants»: they pass on what the incise tells."""
    beside = outer.rule_role == "" and outer.cue_word is not None and inner.rule.endswith(("/after", "/incise"))
    within = any(a < d and c < b for a, b in outer.content for c, d in inner.content)
    return beside and not within and len(outer.content) == 1 and _holds(outer, inner)


def _holds(outer: Draft, inner: Draft) -> bool:
    cue = inner.cue
    return cue is not None and any(a <= cue[0] and cue[1] <= b for a, b in outer.content)


def _as_saying(resolver: Resolver, draft: Draft) -> None:
    """"The newspaper cited the envoy as saying that…": the subject of an active verb of relaying above the cue."""
    parse, speaker = resolver.parse, draft.speaker
    cue = parse.tokens[draft.cue_word or 0]
    above = parse.tokens[cue.head]
    if speaker is None or not _is_relay(resolver, above) or not above.i < speaker.first <= cue.i:
        return
    own = subject(parse, above)
    if own is not None and own.i < above.i and own.pos != "PRON":
        draft.via = parse.slice(*noun_phrase(parse, own))


def _within(draft: Draft, token: Token, page: Page) -> bool:
    quoted = any(q.start <= token.start < q.end for q in near(page.quotes, token.start, token.end))
    return quoted or any(a <= token.start < b for a, b in draft.content)


def _is_relay(resolver: Resolver, token: Token) -> bool:
    verb = token.pos in {"VERB", "ADJ"} and token.lemma in resolver.lexicon.scope.relay_verbs
    return verb and token.feats.get("VerbForm") != "Inf"


def _by_agent(resolver: Resolver, draft: Draft, verb: Token) -> None:
    """«…, cité par l'agence Azertac»: the agent of a participle beside the speaker."""
    tokens, last = resolver.parse.tokens, resolver.parse.sentence_of(verb).last
    at = verb.i + 1 if draft.cue_word != verb.i + 2 else verb.i + 3  # "was quoted as saying | by state radio"
    if at >= last or tokens[at].lower not in resolver.lexicon.grammar.agent:
        return
    after = takewhile(lambda t: t.pos in NOMINAL, tokens[at + 1 : min(last, at + 5) + 1])
    # "by the Tanjug | news agency": the last of its words that tells a medium
    medium = next((t for t in reversed(list(after)) if _of_medium(resolver, t)), None)
    if medium is None or not _beside(resolver, draft, verb):
        return
    end = _phrase(resolver, medium)[1]
    draft.via = resolver.parse.text[tokens[at + 1].start : tokens[end].end]


def _beside(resolver: Resolver, draft: Draft, verb: Token) -> bool:
    """The participle is the speaker's: no other actor and no clause between."""
    speaker = draft.speaker
    if speaker is None or verb.i < speaker.first:
        return False
    bearer = resolver.cast.person_at
    own = {i for i in range(speaker.last + 1, verb.i) if i in bearer and bearer[i].id in speaker.ids}
    between = [t for t in resolver.parse.tokens[speaker.last + 1 : verb.i] if t.i not in own]
    return len(between) <= 2 * GAP and not any(t.pos in {"VERB", "PROPN"} for t in between)


def _of_medium(resolver: Resolver, token: Token) -> bool:
    mention = resolver.cast.names.get(token.i)
    if mention is not None and mention.kind in {NameKind.MEDIA, NameKind.ORGANISATION}:
        return True
    return bool({token.lemma, token.lower} & set(resolver.lexicon.scope.media_nouns))


def _is_medium(resolver: Resolver, speaker: Reference) -> bool:
    """Whether the words that name a speaker hold a medium and no person; "Radio Drina" may be taken for one."""
    places = range(speaker.first, speaker.last + 1)
    tokens = resolver.parse.tokens
    named = tokens[speaker.first].pos == "PROPN" and _of_medium(resolver, tokens[speaker.first])
    person = any(i in resolver.cast.person_at for i in places) and not named
    return not person and any(_of_medium(resolver, tokens[i]) for i in places)


def _cited(resolver: Resolver, draft: Draft) -> Cited | None:
    """«Selon le quotidien, qui cite deux ingénieurs, …»; «…, citant un conseiller»: who is the object of the citing."""
    parse, speaker = resolver.parse, draft.speaker
    if speaker is None:
        return None
    end = parse.sentence_of(parse.tokens[speaker.last]).last
    limit = min(speaker.last + 2 + GAP, end)
    # "Danube News reported, quoting the minister": a participle after a comma, at the end too
    tails = [t for t in parse.tokens[limit:end] if is_nonfinite(parse, t) and parse.tokens[t.i - 1].text == ","]
    for verb in (*parse.tokens[speaker.first + 1 : limit], *tails):
        if not _is_relay(resolver, verb) or parse.tokens[verb.i - 1].lower in resolver.lexicon.grammar.agent:
            continue
        opening = next((i for i in range(verb.i - 1, verb.i - GAP, -1) if parse.tokens[i].text == ","), None)
        told = next(iter(parse.kids(verb, "obj")), None)
        if opening is None or opening <= speaker.first or told is None or told.i < verb.i:
            return None
        found = resolver.resolve(told, None, False)
        if found is None or found.how is How.PRONOUN:
            return None
        return Cited(found, opening, max(found.last, _phrase(resolver, told)[1]))
    return None


def _phrase(resolver: Resolver, token: Token) -> tuple[int, int]:
    """The words of a noun phrase, with a name that follows its noun."""
    first, last = noun_phrase(resolver.parse, token)
    mention = resolver.cast.names.get(last + 1)
    if mention is not None and mention.first == last + 1 and mention.kind in {NameKind.MEDIA, NameKind.ORGANISATION}:
        last = mention.last
    return first, last


def _words(resolver: Resolver, first: int, last: int) -> str:
    """The relay as written, with the noun and article before its name («le quotidien Le Phare du Golfe»)."""
    parse = resolver.parse
    if first > 1 and parse.tokens[first - 1].lemma in resolver.lexicon.scope.media_nouns:
        first -= 1
        first -= parse.tokens[first - 1].pos == "DET"
    return parse.text[parse.tokens[first].start : parse.tokens[last].end]


def _without(resolver: Resolver, content: list[Chars], cited: Cited) -> list[Chars]:
    """The content without the clause that says whom the medium cites."""
    parse = resolver.parse
    start, end = parse.tokens[cited.first].start, parse.tokens[cited.last].end
    out: list[Chars] = []
    for a, b in content:
        parts = [(a, b)] if b <= start or end <= a else [(a, min(b, start)), (max(a, end), b)]
        out += [trim(parse.text, x, y) for x, y in parts if x < y]
    kept = [(x, y) for x, y in out if any(ch.isalnum() for ch in parse.text[x:y])]
    return kept or content
