"""Which statements of an article are about the same thing: how alike two of them are, and what that groups."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from typing import NamedTuple

from pourparlers.language.tree import Token
from pourparlers.lexicon import fold
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.cues.quotations import Words
from pourparlers.reading.statements.attribution import Page

# «Libération», «libérer», «libre»: words of one family share their first letters.
STEM = 5
PARTS = {"NOUN": 1.0, "VERB": 0.5, "ADJ": 0.5, "PROPN": 0.5}
# An actor says little of the matter: it is in most statements of its article.
NAMED = 0.25
NEAR = 3
# Statements further apart are not compared, so that the time grows with the length of a text alone.
REACH = 60
# Logistic regression on pairs of statements of gold (training/issues.py): what each trait of a pair counts.
WEIGHTS = {
    "bias": -2.63,
    "alike": 1.63,  # cosine of their words, the rarer in the article the heavier
    "shared": 0.57,  # weight of the words that both have, of 6 at most
    "noun": 0.99,  # a noun that both have
    "next": 0.37,  # one comes right after the other
    "paragraph": 0.83,  # in one paragraph
    "answers": 1.24,  # one answers the other
    "answers next": 0.63,
    "near": 0.57,  # three statements apart at most
    "bare next": 0.41,  # the second names nothing («l'idée», «c'est non») and comes right after
}
# Groups are joined while two of their statements are about the same thing with this mean probability: at .25, 44 of
# 100 pairs that are joined are joined in gold too; at .15, 34 of 100.
JOINED = 0.25


class Traits(NamedTuple):
    """What tells the matter of a statement: its words with their weights, its nouns, its paragraph."""

    words: dict[str, float]
    size: float
    nouns: frozenset[str]
    bare: bool
    block: int


def groups(page: Page, drafts: Sequence[Draft]) -> list[list[int]]:
    """Statements by what they are about: places in `drafts`, each in one group, all in order of the text."""
    order = sorted(range(len(drafts)), key=lambda n: (drafts[n].start, n))
    traits = read_traits(page, [drafts[n] for n in order])
    place = {n: at for at, n in enumerate(order)}
    replies = {(place[d.answers], place[n]) for n, d in enumerate(drafts) if d.answers is not None}
    return [[order[at] for at in group] for group in join(len(order), dict(_chances(traits, replies)))]


def read_traits(page: Page, drafts: Sequence[Draft]) -> list[Traits]:
    """The traits of statements; a word's weight falls with the sentences of the article that have it."""
    parse = page.resolver.parse
    seen = Counter(stem for s in parse.sentences for stem in {_stem(t) for t in parse.words(s)})
    rare = {stem: math.log((len(parse.sentences) + 1) / (count + 0.5)) for stem, count in seen.items()}
    words = Words(parse)
    return [_traits(page, words, draft, rare) for draft in drafts]


def _stem(token: Token) -> str:
    return _beginning(token.lemma)


@lru_cache(maxsize=50_000)
def _beginning(lemma: str) -> str:
    return fold(lemma)[:STEM]


def _traits(page: Page, words: Words, draft: Draft, rare: dict[str, float]) -> Traits:
    parse, cast = page.resolver.parse, page.resolver.cast
    tokens = [t for span in draft.content for t in _inside(words, parse.tokens, span)]
    weights: dict[str, float] = {}
    for token in tokens:
        if token.pos not in PARTS or len(token.lemma) < 3 or token.i in cast.person_at:
            continue
        mention = cast.names.get(token.i)
        key = f"={mention.id}" if mention is not None else _stem(token)
        weights[key] = NAMED if mention is not None else max(weights.get(key, 0.0), PARTS[token.pos] * rare[key])
    nouns = frozenset(_stem(t) for t in tokens if t.pos == "NOUN")
    points_back = len(tokens) < 3 or any(t.feats.get("PronType") == "Dem" for t in tokens[:3])
    size = math.sqrt(sum(w * w for w in weights.values()))
    return Traits(weights, size, nouns, points_back or not nouns, parse.sentence_of(tokens[0]).block if tokens else -1)


def _inside(words: Words, tokens: Sequence[Token], span: tuple[int, int]) -> Sequence[Token]:
    first, last = words.inside(*span)
    return tokens[first : last + 1]


def _chances(traits: Sequence[Traits], replies: set[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], float]]:
    """How probable it is that two statements are about one thing, for pairs that something joins."""
    for j, second in enumerate(traits):
        for i in range(max(0, j - REACH), j):
            first, answers = traits[i], (i, j) in replies or (j, i) in replies
            close = j - i <= NEAR or first.block == second.block
            if answers or close or not first.words.keys().isdisjoint(second.words):
                yield (i, j), chance(first, second, j - i, answers)


def pair_traits(first: Traits, second: Traits, apart: int, answers: bool) -> dict[str, float]:
    """The traits of a pair by the names of `WEIGHTS`."""
    both = first.words.keys() & second.words.keys()
    product = sum(first.words[w] * second.words[w] for w in both)
    return {
        "bias": 1.0,
        "alike": product / (first.size * second.size) if product else 0.0,
        "shared": min(sum(min(first.words[w], second.words[w]) for w in both), 6.0) / 6,
        "noun": float(not first.nouns.isdisjoint(second.nouns)),
        "next": float(apart == 1),
        "paragraph": float(first.block == second.block),
        "answers": float(answers),
        "answers next": float(answers and apart == 1),
        "near": float(apart <= NEAR),
        "bare next": float(apart == 1 and second.bare),
    }


def chance(first: Traits, second: Traits, apart: int, answers: bool) -> float:
    """The probability that two statements, `apart` places from each other, are about the same thing."""
    told = pair_traits(first, second, apart, answers)
    return 1 / (1 + math.exp(-sum(WEIGHTS[name] * value for name, value in told.items())))


def join(count: int, chances: dict[tuple[int, int], float]) -> list[list[int]]:
    """Groups of `count` statements by the chances that two are about one thing; pairs left out have none."""
    return _Groups(count, chances).joined()


class _Groups:
    """Average linkage: the two groups of the highest mean are joined, until no mean reaches `JOINED`."""

    def __init__(self, count: int, chances: dict[tuple[int, int], float]) -> None:
        self.members = {n: [n] for n in range(count)}
        self.links: dict[int, dict[int, float]] = {n: {} for n in range(count)}
        self.queue: list[tuple[float, int, int, int]] = []
        for (i, j), value in chances.items():
            self._link(i, j, value)

    def _link(self, i: int, j: int, total: float) -> None:
        """Note the sum of the chances between two groups; what was noted before of smaller ones is out of date."""
        self.links[i][j] = self.links[j][i] = total
        pairs = len(self.members[i]) * len(self.members[j])
        if total / pairs >= JOINED:
            heappush(self.queue, (-total / pairs, min(i, j), max(i, j), pairs))

    def joined(self) -> list[list[int]]:
        while self.queue:
            _, i, j, pairs = heappop(self.queue)
            current = i in self.members and j in self.members
            if current and len(self.members[i]) * len(self.members[j]) == pairs:
                self._absorb(i, j)
        return sorted(sorted(group) for group in self.members.values())

    def _absorb(self, kept: int, gone: int) -> None:
        self.members[kept] += self.members.pop(gone)
        del self.links[kept][gone]
        for other, total in self.links.pop(gone).items():
            if other != kept:
                del self.links[other][gone]
                self.links[kept][other] = self.links[kept].get(other, 0.0) + total
        for other, total in list(self.links[kept].items()):
            self._link(kept, other, total)
