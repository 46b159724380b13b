"""Pipelines: from blocks of text to words with their trees.

A pipeline is the packaged one of a language or any installed spaCy pipeline with Universal Dependencies labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from pourparlers.language.boundaries import no_starts, sure_starts
from pourparlers.language.fixed_adverbs import mend_adverbs
from pourparlers.language.gerunds import mend_gerunds
from pourparlers.language.known_words import keep_words
from pourparlers.language.matrices import by_one_thread, quick
from pourparlers.language.repair import mend
from pourparlers.language.tokenizer import PressTokenizer, make_tokenizer
from pourparlers.language.tree import Name, Parse, Sentence, Token, features, link
from pourparlers.model import PipelineError

PACKAGED = Path(__file__).parent / "packaged"
# A parser's memory grows with the length of what it reads at once; longer blocks are cut at a sentence's end.
LONGEST = 4000
# Sentences that are parsed side by side.
BATCH = 128

Block = tuple[int, int]


@cache
def load(language: str, name: str | None = None) -> Pipeline:
    """The pipeline of a language.

    Args:
        language: ISO 639-1 code.
        name: an installed spaCy pipeline or a folder that holds one; the packaged pipeline where None.

    Raises:
        PipelineError: it is not there, or it lacks what reading needs.
    """
    where = name or str(PACKAGED / language)
    if name is None and not (PACKAGED / language).is_dir():
        raise PipelineError("no pipeline is packaged for this language.", where=language)
    # A packaged pipeline has its own words; spaCy's own rules for French words alone would take seconds to compile.
    plain = {"nlp": {"lang": "xx"}} if name is None else {}
    try:
        with quick():
            nlp = spacy.load(where, config=plain)
    except (OSError, ImportError, ValueError) as error:
        hint = "Name an installed spaCy pipeline, or leave the option out."
        raise PipelineError(f"cannot be loaded ({error}).", where=where, hint=hint) from error
    if not nlp.has_pipe("parser"):
        raise PipelineError("has no parser.", where=where, hint="Reading needs tags, lemmas and dependencies.")
    if name is None:
        keep_words(nlp)
    return Pipeline(nlp, language, name or f"pourparlers_{language}")


class Pipeline:
    """Turns blocks of articles into `Parse`s."""

    def __init__(self, nlp: Language, language: str, name: str) -> None:
        self.nlp = nlp
        self.name = name
        self._words: PressTokenizer = make_tokenizer(language)(nlp)
        self._own = isinstance(nlp.tokenizer, PressTokenizer)
        self._roots = {"ROOT", "root"}

    def parse(self, text: str, blocks: Sequence[Block]) -> Parse:
        """Parse one article; see `parse_many`."""
        return next(self.parse_many([(text, blocks)]))

    def parse_many(self, articles: Iterable[tuple[str, Sequence[Block]]]) -> Iterator[Parse]:
        """Parse articles, each a text with its blocks (half-open, code points), in their order.

        The blocks of all articles go through the parser side by side, which is what makes many articles fast.
        """
        held: dict[int, tuple[str, int, list[tuple[int, int, Doc]]]] = {}

        def docs() -> Iterator[tuple[Doc, tuple[int, int, int]]]:
            for number, (text, blocks) in enumerate(articles):
                pieces = [
                    (b, start, doc)
                    for b, block in enumerate(blocks)
                    for piece in cut(text, *block)
                    for start, doc in self._sentences(text, *piece)
                ]
                held[number] = (text, len(pieces), [])
                for b, start, doc in pieces:
                    yield doc, (number, b, start)

        done = 0
        parsed = by_one_thread(self.nlp.pipe(docs(), as_tuples=True, batch_size=BATCH))
        for doc, (number, block, start) in parsed:
            held[number][2].append((block, start, doc))
            while done in held and len(held[done][2]) == held[done][1] and done <= number:
                text, _, parts = held.pop(done)
                yield assemble(text, parts, self._roots, self._words)
                done += 1
        while done in held:
            text, _, parts = held.pop(done)
            yield assemble(text, parts, self._roots, self._words)
            done += 1

    def _sentences(self, text: str, start: int, end: int) -> Iterator[tuple[int, Doc]]:
        """The sure sentences of a stretch of text as Docs, each with its offset."""
        offsets = [(start + a, start + b) for a, b in self._words.spans(text[start:end])]
        words = [text[a:b] for a, b in offsets]
        bounds = [0, *sure_starts(words), len(words)]
        for first, last in zip(bounds, bounds[1:], strict=False):
            if first == last:
                continue
            begin, stop = offsets[first][0], offsets[last - 1][1]
            if self._own:
                inside = [(a - begin, b - begin) for a, b in offsets[first:last]]
                told = no_starts(words[first:last], self._words.openers, self._words.naming)
                yield begin, self._words.make(text[begin:stop], inside, told)
            else:
                yield begin, self.nlp.make_doc(text[begin:stop])


def cut(text: str, start: int, end: int) -> Iterator[Block]:
    """The block whole, or where it is longer than a parser should read at once, in pieces that end with a sentence."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        at = max(window.rfind(mark) for mark in (". ", "! ", "? ", "… "))
        at = at + 1 if at > LONGEST // 4 else window.rfind(" ")
        at = at if at > LONGEST // 4 else LONGEST
        yield start, start + at
        start += at
    if text[start:end].strip():
        yield start, end


def assemble(text: str, parts: list[tuple[int, int, Doc]], roots: set[str], words: PressTokenizer) -> Parse:
    """One Parse of the pieces (block number, offset, Doc) of an article."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for block, start, doc in parts:
        _append(text, start, block, doc, roots, tokens, sentences, names)
    parse = Parse(text, tokens, sentences, names)
    mend_adverbs(parse, words.fixed_adverbs, words.verbs.auxiliaries)
    mend_gerunds(parse, words.gerunds)
    told = words.past_like_participle, words.endings, words.verbs, words.lists, words.claims, words.going_on
    return mend(parse, *told)


ATTRS = [HEAD, DEP, POS, LEMMA, MORPH, SENT_START, ENT_IOB, ENT_TYPE]


def _append(
    text: str,
    start: int,
    block: int,
    doc: Doc,
    roots: set[str],
    tokens: list[Token],
    sentences: list[Sentence],
    names: list[Name],
) -> None:
    strings, base = doc.vocab.strings, len(tokens)
    offsets = doc.user_data.get("offsets") or [(t.idx, t.idx + len(t)) for t in doc]
    first, name = base, None
    rows: Any = doc.to_array(ATTRS)
    for i, (row, (a, b)) in enumerate(zip(rows.tolist(), offsets, strict=True), start=base):
        head, dep, pos, lemma, morph, sent, iob, label = row
        if sent == 1 and i > first:
            sentences.append(Sentence(first, i - 1, -1, block))
            first = i
        head = head if head < 1 << 63 else head - (1 << 64)
        relation = strings[dep] or "dep"
        relation = "root" if relation in roots or head == 0 else relation
        word = text[start + a : start + b]
        feats = features(strings[morph])
        tokens.append(
            Token(
                i, start + a, start + b, word, strings[lemma] or word, strings[pos] or "X", feats, relation, i + head, 0
            )
        )
        if iob == 3 and label:
            name = Name(i, i, strings[label])
            names.append(name)
        elif iob == 1 and name and name.last == i - 1:
            name.last = i
    if len(tokens) > base:
        sentences.append(Sentence(first, len(tokens) - 1, -1, block))
    for number in range(len(sentences) - 1, -1, -1):
        sentence = sentences[number]
        if sentence.root >= 0:
            break
        _close(sentence, number, tokens)


def _close(sentence: Sentence, number: int, tokens: list[Token]) -> None:
    """Give a new sentence its root and its words their places in the tree."""
    for token in tokens[sentence.first : sentence.last + 1]:
        token.sent = number
        if token.head == token.i and sentence.root < 0:
            sentence.root = token.i
    if sentence.root < 0:
        sentence.root = sentence.first
        tokens[sentence.first].head = sentence.first
    link(tokens, sentence.first, sentence.last)
