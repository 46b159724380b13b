"""What statements are about: a short noun phrase, one name for one thing across an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import fold
from pourparlers.model import Act, Form
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.cues.find import lemma_of
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.statements.issue_links import groups
from pourparlers.reading.text.phrases import noun_phrase

# A mere assessment has an issue only with others that take a side in it.
WITHOUT = {Act.SAY, Act.ASK}
LONGEST = 9
# Words of meaning in a good label: «libération des marins».
WORDS = 2
CONTENT = {"NOUN", "PROPN", "ADJ", "NUM", "VERB"}


def name_issues(page: Page, drafts: Sequence[Draft]) -> None:
    """Give the statements about one thing one name; mere assessments that stand alone have none."""
    again = _told_twice(page.resolver.parse)
    for group in groups(page, drafts):
        members = [drafts[n] for n in group]
        sided = [draft for draft in members if draft.act not in WITHOUT]
        label = _label(page.resolver, sided or members, again) if sided or len(members) > 1 else None
        for draft in members:
            draft.issue = draft.issue or label


def _told_twice(parse: Parse) -> frozenset[str]:
    """The nouns that stand more than once in a text, by lemma."""
    told = Counter(token.lemma for token in parse.tokens if token.pos == "NOUN")
    return frozenset(lemma for lemma, count in told.items() if count > 1)


def _label(resolver: Resolver, drafts: Sequence[Draft], again: frozenset[str]) -> str | None:
    """A phrase with the word that most statements of a group have, about two words long («licences de pêche»)."""
    phrases = [phrase for draft in drafts for phrase in _phrases(resolver, draft, again)]
    keys = [_key(resolver, *phrase) for phrase in phrases]
    told = Counter(word for key in keys for word in key)
    ranked = [
        (-max(told[word] for word in key), abs(len(key) - WORDS), phrase)
        for key, phrase in zip(keys, phrases, strict=True)
        if key
    ]
    if not ranked:
        return None
    first, last = _bare(resolver.parse, *min(ranked)[2])
    return resolver.parse.slice(first, min(last, first + LONGEST - 1))


def _phrases(resolver: Resolver, draft: Draft, again: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Candidate noun phrases: the content's head, its object, its subject; what a shifter governs instead of it.

    Speech has figures of its own («on ne prend pas des oranges en otage»): there only a noun told elsewhere too counts.
    """
    parse = resolver.parse
    for i in draft.content_heads[:1]:
        head = parse.tokens[i]
        heads = [head] if head.pos in {"NOUN", "PROPN"} else []
        if draft.form is not Form.DIRECT or head.pos == "VERB":
            heads += [kid for kid in parse.kids(head, "obj", "nsubj:pass", "xcomp", "nsubj") if kid.pos == "NOUN"]
            heads += [kid for kid in parse.kids(head, "obl") if kid.pos == "NOUN" and kid.lemma in again]
        for noun in heads:
            if draft.form is not Form.DIRECT or noun.lemma in again:
                yield noun_phrase(parse, _unshifted(resolver, noun))


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
    """«300 licences artisanales, toutes gratuites»: without what opens it or comes after a mark."""
    while first < last and parse.tokens[first].pos in {"DET", "ADP", "PUNCT", "PRON", "NUM"}:
        first += 1
    marks = (i - 1 for i in range(first + 1, last + 1) if parse.tokens[i].pos == "PUNCT" and not _joins(parse, i))
    return first, next(marks, last)


def _joins(parse: Parse, at: int) -> bool:
    """A hyphen inside a word."""
    return parse.tokens[at].start == parse.tokens[at - 1].end and parse.tokens[at].text in "-‐‑'’/"


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
