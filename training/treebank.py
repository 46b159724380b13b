"""Universal Dependencies treebanks as training examples for spaCy.

French contracted articles («du», «aux») are one word here, as they are one word in a text; the sub-words of a
treebank are merged. English contractions ("do" "n't") stay apart, since the tokenizer parts them too.
"""

from __future__ import annotations

import lzma
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example


@dataclass
class Word:
    """One syntactic word; `head` counts words of its sentence from 0, the root is its own head."""

    form: str
    lemma: str
    pos: str
    feats: str
    head: int
    dep: str
    space: bool
    subs: list[int] = field(default_factory=list)


def read_conllu(path: Path, merge: bool) -> Iterator[list[Word]]:
    """Yield the sentences of a `.conllu` or `.conllu.xz` file.

    Args:
        path: the file.
        merge: whether the sub-words of a multi-word token become one word (French).
    """
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        rows: list[list[str]] = []
        for line in file:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                yield _sentence(rows, merge)
                rows = []


def _sentence(rows: list[list[str]], merge: bool) -> list[Word]:
    groups: list[tuple[list[list[str]], str | None, bool]] = []
    pending: tuple[int, str, bool] | None = None
    for row in rows:
        space = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            pending = (int(row[0].split("-")[1]), row[1], space)
        elif "." not in row[0]:
            if pending and int(row[0]) <= pending[0]:
                last = int(row[0]) == pending[0]
                if merge and groups and groups[-1][1] is pending[1] and groups[-1][0][-1][0] == str(int(row[0]) - 1):
                    groups[-1][0].append(row)
                elif merge:
                    groups.append(([row], pending[1], pending[2]))
                else:
                    groups.append(([row], None, pending[2] and last))
            else:
                groups.append(([row], None, space))
    place = {int(row[0]): i for i, (subs, _, _) in enumerate(groups) for row in subs}
    return [_word(i, subs, form, space, place) for i, (subs, form, space) in enumerate(groups)]


def _word(i: int, subs: list[list[str]], form: str | None, space: bool, place: dict[int, int]) -> Word:
    def head(row: list[str]) -> int:
        return i if row[6] == "0" else place[int(row[6])]

    lead = next((row for row in subs if head(row) != i or row[6] == "0"), subs[0])
    feats = lead[5]
    if len(subs) > 1:
        feats = "|".join(sorted({f for row in subs for f in row[5].split("|") if f != "_"})) or "_"
    lemma = " ".join(row[2] for row in subs)
    return Word(form or lead[1], lemma, lead[3], "" if feats == "_" else feats, head(lead), lead[7], space)


QUOTES = [("«", "»"), ("« ", " »"), ("“", "”"), ('"', '"'), ("«\u00a0", "\u00a0»"), ("«\u202f", "\u202f»")]


def vary(sentence: list[Word], rng: random.Random) -> list[Word]:
    """The same sentence as another newsroom would set it: its apostrophes, quotation marks, dashes, capitals."""
    curly, style = rng.random() < 0.4, rng.choice(QUOTES)
    out, inside = [], False
    for word in sentence:
        form, space = word.form, word.space
        if curly and "'" in form:
            form = form.replace("'", "’")
        if form in {'"', "«", "»", "“", "”", "''", "``"}:
            opening = form in {"«", "“", "``"} or (form in {'"', "''"} and not inside)
            inside, tight = opening, style[0].strip() == style[0] and style[0][-1] not in "\u00a0\u202f"
            form = style[0].strip() if opening else style[1].strip()
            space = (not tight) if opening else space
            if not opening and out:
                out[-1].space = not tight
        elif form in {"--", "–", "—"} and rng.random() < 0.5:
            form = rng.choice(["—", "–", "-"])
        out.append(Word(form, word.lemma, word.pos, word.feats, word.head, word.dep, space))
    if rng.random() < 0.03:
        for word in out:
            word.form = word.form.upper()
    elif rng.random() < 0.05 and len(out) > 3 and out[-1].form == "." and all(w.head != len(out) - 1 for w in out[:-1]):
        out.pop()
    out[-1].space = True
    return out


def example(nlp: Language, sentences: list[list[Word]]) -> Example:
    """One training example of consecutive sentences."""
    words = [w for s in sentences for w in s]
    starts, base = [], 0
    heads: list[int] = []
    for s in sentences:
        heads += [base + w.head for w in s]
        starts += [i == 0 for i in range(len(s))]
        base += len(s)
    reference = Doc(
        nlp.vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        lemmas=[w.lemma if w.lemma != "_" else w.form for w in words],
        pos=[w.pos for w in words],
        morphs=[w.feats for w in words],
        heads=heads,
        deps=["ROOT" if w.dep == "root" else w.dep for w in words],
    )
    return Example(nlp.make_doc(reference.text), reference)


def examples(
    nlp: Language,
    sentences: list[list[Word]],
    rng: random.Random | None,
    most: int = 8,
    other: Callable[[list[Word], random.Random], list[Word]] | None = None,
) -> list[Example]:
    """Group consecutive sentences into examples.

    Args:
        nlp: the pipeline whose tokenizer cuts them.
        sentences: the trees.
        rng: with it, in varied setting and groups of varied length.
        most: sentences of an example.
        other: puts other words in a tree; half of the sentences go through it.
    """
    out, at = [], 0
    if rng and other:
        sentences = [other(s, rng) if rng.random() < 0.5 else s for s in sentences]
    while at < len(sentences):
        size = rng.randint(1, most) if rng else most
        group = sentences[at : at + size]
        at += size
        out.append(example(nlp, [vary(s, rng) for s in group] if rng else group))
    return out
