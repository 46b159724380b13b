"""What statements are about: a short noun phrase, one name for one thing across an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import fold
from pourparlers.model import Act, Form
from pourparlers.reading.attribution import Page
from pourparlers.reading.cues import lemma_of
from pourparlers.reading.drafts import Draft
from pourparlers.reading.phrases import noun_phrase
from pourparlers.reading.speakers import Resolver

# Acts that take a side or stand in a dispute have an issue; a mere assessment has none.
WITH_ISSUE = set(Act) - {Act.SAY, Act.ASK}
LONGEST = 9
CONTENT = {"NOUN", "PROPN", "ADJ", "NUM", "VERB"}


def name_issues(page: Page, drafts: Sequence[Draft]) -> None:
    """Give each statement that does more than say its issue; those that answer another take its issue."""
    labels: dict[frozenset[str], str] = {}
    for draft in drafts:
        if draft.act in WITH_ISSUE and draft.issue is None:
            draft.issue = _label(page.resolver, draft, labels)
    for draft in drafts:
        if draft.answers is not None and draft.answers < len(drafts):
            answered = drafts[draft.answers]
            if answered.issue and (draft.issue is None or draft.act is Act.DENY):
                draft.issue = answered.issue


def _label(resolver: Resolver, draft: Draft, labels: dict[frozenset[str], str]) -> str | None:
    for phrase in _phrases(resolver, draft):
        key = _key(resolver, *phrase)
        if not key:
            continue
        known = next((label for other, label in labels.items() if key <= other or other <= key), None)
        if known is not None:
            return known
        first, last = _bare(resolver.parse, *phrase)
        label = resolver.parse.slice(first, min(last, first + LONGEST - 1))
        labels[key] = label
        return label
    return None


def _phrases(resolver: Resolver, draft: Draft) -> Iterator[tuple[int, int]]:
    """Candidate noun phrases: the content's head, its object, its subject; what a shifter governs instead of it."""
    parse = resolver.parse
    for i in draft.content_heads[:1]:
        head = parse.tokens[i]
        if head.pos in {"NOUN", "PROPN"}:
            yield noun_phrase(parse, _unshifted(resolver, head))
        if draft.form is Form.DIRECT and head.pos != "VERB":
            continue
        for kid in parse.kids(head, "obj", "nsubj:pass", "xcomp", "obl", "nsubj"):
            if kid.pos == "NOUN":
                yield noun_phrase(parse, _unshifted(resolver, kid))


def _unshifted(resolver: Resolver, head: Token) -> Token:
    """«l'arrêt de l'extension»: the issue is the extension."""
    parse, scope = resolver.parse, resolver.lexicon.scope
    for _ in range(2):
        inner = next((k for k in parse.kids(head, "nmod") if k.i > head.i and k.pos in {"NOUN", "PROPN"}), None)
        if inner is None or lemma_of(head, resolver.lexicon) not in scope.shifter_nouns:
            break
        head = inner
    return head


def _bare(parse: Parse, first: int, last: int) -> tuple[int, int]:
    while first < last and parse.tokens[first].pos in {"DET", "ADP", "PUNCT", "PRON"}:
        first += 1
    return first, last


def _key(resolver: Resolver, first: int, last: int) -> frozenset[str]:
    """Content words by lemma, actors by id: «extension de l'OTAN» is «extension de l'Alliance»."""
    words = set()
    for i in range(first, last + 1):
        mention = resolver.cast.names.get(i)
        token = resolver.parse.tokens[i]
        if mention is not None:
            words.add(f"={mention.id}")
        elif token.pos in CONTENT and len(token.text) > 2:
            words.add(fold(token.lemma))
    return frozenset(words)
