"""A parsed article: words with their Universal Dependencies tree, in plain Python.

The reading room works on these alone, so that it depends on no parser and can be run on any.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any


@cache
def features(written: str) -> dict[str, str]:
    """The features of "Gender=Fem|Number=Sing" as a dict."""
    return dict(pair.split("=", 1) for pair in written.split("|") if "=" in pair)


@cache
def bare(dep: str) -> str:
    """A relation without its subtype."""
    return dep.partition(":")[0]


class Token:
    """One word.

    Attributes:
        i: its place among the words of the article.
        start, end: its characters (code points of the article's text, half-open).
        text, lower, lemma: as written, in lower case, dictionary form.
        plain: in lower case with straight apostrophes, as the lexicon has its words.
        pos, feats: UPOS and features.
        dep, head: relation ("root" at the root, subtypes kept) and place of its head (its own at the root).
        rel: the relation without its subtype: "obl" for "obl:arg".
        children: places of its dependents, in order.
        left, right: places of the first and last word of its subtree (both included).
        sent: number of its sentence.
    """

    __slots__ = (
        "children",
        "dep",
        "end",
        "feats",
        "head",
        "i",
        "left",
        "lemma",
        "lower",
        "plain",
        "pos",
        "rel",
        "right",
        "sent",
        "start",
        "text",
    )

    def __init__(
        self,
        i: int,
        start: int,
        end: int,
        text: str,
        lemma: str,
        pos: str,
        feats: dict[str, str],
        dep: str,
        head: int,
        sent: int,
    ) -> None:
        self.i = i
        self.start = start
        self.end = end
        self.text = text
        self.lower = text.lower()
        self.plain = self.lower.replace("’", "'")
        self.lemma = lemma
        self.pos = pos
        self.feats = feats
        self.dep = dep
        self.rel = bare(dep)
        self.head = head
        self.sent = sent
        self.children: list[int] = []
        self.left = i
        self.right = i

    def __repr__(self) -> str:
        return f"<{self.i} {self.text} {self.pos} {self.dep}>{self.head}>"


class Sentence:
    """Words `first` to `last` (both included), whose root is word `root`; `block` is the number of its layout block."""

    __slots__ = ("block", "first", "last", "root")

    def __init__(self, first: int, last: int, root: int, block: int) -> None:
        self.first = first
        self.last = last
        self.root = root
        self.block = block

    def __repr__(self) -> str:
        return f"<sentence {self.first}-{self.last} root {self.root}>"


class Name:
    """A named entity: words `first` to `last` (both included) and its class (PER, LOC, ORG, EVENT, PRODUCT …)."""

    __slots__ = ("first", "label", "last")

    def __init__(self, first: int, last: int, label: str) -> None:
        self.first = first
        self.last = last
        self.label = label


class Parse:
    """The words, sentences and names of a text.

    `memo` is for who reads the trees, which change no more: what was found at a word is found once.
    """

    __slots__ = ("_ends", "_starts", "memo", "names", "sentences", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token], sentences: list[Sentence], names: list[Name]) -> None:
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        self.names = names
        self.memo: dict[int, Any] = {}
        self._starts: list[int] | None = None
        self._ends: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """Where each word starts (code points), for bisection."""
        if self._starts is None:
            self._starts = [token.start for token in self.tokens]
        return self._starts

    @property
    def ends(self) -> list[int]:
        """Where each word ends (code points)."""
        if self._ends is None:
            self._ends = [token.end for token in self.tokens]
        return self._ends

    def words(self, sentence: Sentence) -> list[Token]:
        """The words of a sentence."""
        return self.tokens[sentence.first : sentence.last + 1]

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence that holds a word."""
        return self.sentences[token.sent]

    def kids(self, token: Token, *deps: str) -> Iterator[Token]:
        """The dependents of a word whose relation, with or without subtype, is one of `deps` (all without `deps`)."""
        kids = map(self.tokens.__getitem__, token.children)
        return iter([kid for kid in kids if kid.rel in deps or kid.dep in deps]) if deps else kids

    def kid(self, token: Token, *deps: str) -> Token | None:
        """The first such dependent."""
        for i in token.children:
            kid = self.tokens[i]
            if not deps or kid.rel in deps or kid.dep in deps:
                return kid
        return None

    def subtree(self, token: Token) -> Iterator[Token]:
        """A word and all that hangs on it, in order of the text."""
        wanted = {token.i}
        for i in range(token.left, token.right + 1):
            other = self.tokens[i]
            seen = []
            while other.i not in wanted and other.head != other.i and token.left <= other.head <= token.right:
                seen.append(other.i)
                other = self.tokens[other.head]
            if other.i in wanted:
                wanted.update(seen)
        return (self.tokens[i] for i in range(token.left, token.right + 1) if i in wanted)

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The head of a word, its head, and so on to the root."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def slice(self, first: int, last: int) -> str:
        """What stands from word `first` to word `last`, both included."""
        return self.text[self.tokens[first].start : self.tokens[last].end]


def link(tokens: list[Token], first: int, last: int) -> None:
    """Set `children`, `left` and `right` of the words `first` to `last` (one sentence) from their heads.

    From the leaves up, each word once: in a list of thousands of words each may hang on the one before.
    """
    words = tokens[first : last + 1]
    for token in words:
        token.children = []
        token.left = token.right = token.i
    for token in words:
        if token.head != token.i:
            tokens[token.head].children.append(token.i)
    waiting = {token.i: len(token.children) for token in words}
    ready = [token for token in words if not token.children]
    while ready:
        token = ready.pop()
        if token.head == token.i or token.head not in waiting:
            continue
        head = tokens[token.head]
        head.left, head.right = min(head.left, token.left), max(head.right, token.right)
        waiting[head.i] -= 1
        if not waiting[head.i]:
            ready.append(head)
