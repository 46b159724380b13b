"""Corpora of named entities as training examples for spaCy."""

from __future__ import annotations

import json
import lzma
import random
import re
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import filter_spans

# The names of WiNER's and UNER's classes here.
LABELS = {
    "Person": "PER",
    "Location": "LOC",
    "Organization": "ORG",
    "Event": "EVENT",
    "Product": "PRODUCT",
    "Date": "DATE",
    "Hour": "HOUR",
    "PER": "PER",
    "LOC": "LOC",
    "ORG": "ORG",
}


def read_winer(path: Path, first: str, last: str) -> list[dict]:
    """The WiNER documents whose month ("2016/01") lies from `first` to `last`, both included."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [d for d in map(json.loads, file) if first <= d["id"][:7] <= last]


def winer_examples(nlp: Language, documents: list[dict], rng: random.Random | None) -> list[Example]:
    """One example for each paragraph; where entities nest, the outermost stands."""
    out = []
    for document in documents:
        start = 0
        for paragraph in document["text"].split("\n"):
            end = start + len(paragraph)
            inside = [(a - start, b - start, t) for a, b, t in document["entities"] if start <= a and b <= end]
            if paragraph.strip():
                out.append(_winer_example(nlp, paragraph, inside, rng))
            start = end + 1
    return out


def read_news(path: Path, names: Path, held_back: bool) -> list[dict]:
    """News items in English with the names that a file lists, as documents for `winer_examples`.

    Args:
        path: the items, sentence by sentence (`ntrex_en_fr.jsonl.xz`).
        names: for each item its names: surface, class and, where not each occurrence is one, which are.
        held_back: the sixth part that is kept for choosing the epoch, or else the rest.
    """
    listed = json.loads(names.read_text(encoding="utf-8"))
    with lzma.open(path, "rt", encoding="utf-8") as file:
        texts = {d["id"]: "\n".join(d["en"]) for d in map(json.loads, file)}
    kept = [id_ for n, id_ in enumerate(sorted(listed)) if (n % 6 == 5) == held_back]
    return [{"text": texts[id_], "entities": _places(texts[id_], listed[id_])} for id_ in kept]


def _places(text: str, names: list[list]) -> list[tuple[int, int, str]]:
    """Where names stand in a text, the longest first, none inside another."""
    out: list[tuple[int, int, str]] = []
    for surface, label, *which in sorted(names, key=lambda name: -len(name[0])):
        found = re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text)
        for number, match in enumerate(found, 1):
            free = all(match.end() <= a or match.start() >= b for a, b, _ in out)
            if free and (not which or number in which[0]):
                out.append((match.start(), match.end(), label))
    return sorted(out)


def _winer_example(nlp: Language, text: str, entities: list, rng: random.Random | None) -> Example:
    if rng and rng.random() < 0.4:
        text = text.replace("'", "’")
    reference = nlp.make_doc(text)
    offsets = reference.user_data["offsets"]
    spans = []
    for a, b, label in entities:
        inside = [i for i, (s, e) in enumerate(offsets) if s < b and e > a]
        if inside:
            spans.append(reference[inside[0] : inside[-1] + 1])
            spans[-1].label_ = LABELS[label]
    reference.set_ents(filter_spans(spans))
    return Example(Doc(nlp.vocab, [t.text for t in reference], [bool(t.whitespace_) for t in reference]), reference)


def uner_examples(nlp: Language, path: Path, rng: random.Random | None) -> list[Example]:
    """Examples of UNER's sentences, three to an example."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    out = []
    for at in range(0, len(rows), 3):
        words = [w for r in rows[at : at + 3] for w in r["tokens"]]
        tags = [t for r in rows[at : at + 3] for t in r["iob"]]
        if rng and rng.random() < 0.4:
            words = [w.replace("'", "’") for w in words]
        out.append(Example(Doc(nlp.vocab, words), Doc(nlp.vocab, words, ents=tags)))
    return out
