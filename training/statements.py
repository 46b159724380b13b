"""Fit what the traits of two reports count for their being of one utterance (`dossier/merging/traits.py`).

    python training/statements.py ROUND… [PARALLEL.jsonl.xz]

prints the weights of a logistic regression on all pairs of statements of rounds, as gold tells them and as they are
read, and how pairs joined at several thresholds agree with gold when each round is judged with the others' weights.
A round is a folder of gold with a `dossier.yaml` that tells which statements are one. Of texts in two languages (lines
with the keys "fr" and "en", lists of sentences) some are taken as quotations of one person: sentences of one place
are one utterance, all others are two, though about one thing. Without these, whoever speaks often would be joined with
himself.
"""

from __future__ import annotations

import json
import lzma
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import yaml

from pourparlers import Reader
from pourparlers.articles import from_text
from pourparlers.dossier.merging.statements import OPPOSITE, Report, one_voice, report_of
from pourparlers.dossier.merging.traits import WEIGHTS, traits_of
from pourparlers.dossier.store.rows import fact_rows
from pourparlers.model import Record
from pourparlers.scoring import gold_files, read_gold
from pourparlers.scoring.gold import GoldArticle

# So many texts in two languages, and sentences of each.
TEXTS, SENTENCES = 10, 14
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
NAMES = tuple(WEIGHTS)


class Row(SimpleNamespace):
    """A row of statements with what is told of its article, by which a report is kept at hand."""

    __hash__ = object.__hash__


Place = tuple[str, int]
Pairs = list[tuple[list[float], bool]]


def reports_of_gold(gold: GoldArticle) -> Iterator[tuple[Place, Report]]:
    """The reports of an article as gold tells them."""
    for n, told in enumerate(gold.statements):
        row: dict[str, Any] = {
            "uid": f"{gold.id}:s{n}", "article": gold.id, "language": gold.language, "published": gold.published,
            "speakers": " · ".join(told["speaker"]), "parties": " · ".join(told.get("party") or ()),
            "content": " […] ".join(gold.text[a:b] for a, b in told["spans"]), "act": told["act"],
            "form": told["form"], "target": _told(told, "target"),
            "issue": _told(told, "issue"), "negated": _told(told, "negated") == "true",
        }  # fmt: skip
        yield (gold.id, n), report_of(Row(**row))


def _told(statement: dict[str, Any], key: str) -> str | None:
    value = statement.get(key)
    return None if value in (None, "null") else str(value)


def reports_as_read(gold: GoldArticle, record: Record) -> Iterator[tuple[Place, Report]]:
    """The reports of an article as it is read, those whose content is that of a statement of gold."""
    shift = record.article.text.find(gold.text.strip()) - gold.text.find(gold.text.strip())
    rows = fact_rows(record)["statement_report"]
    for statement, row in zip(record.statements, rows, strict=True):
        read = {i - shift for span in statement.content for i in range(span.start, span.end)}
        for n, told in enumerate(gold.statements):
            wanted = {i for a, b in told["spans"] for i in range(a, b)}
            if len(read & wanted) * 2 >= len(read | wanted) and told["act"] == row["act"]:
                article = record.article
                more = {"language": article.language, "published": article.published}
                yield (gold.id, n), report_of(Row(**row, **more))
                break


def pairs_of(folder: Path, readers: dict[str, Reader]) -> Pairs:
    """The traits of the pairs of a round, and whether gold joins them."""
    truth = yaml.load((folder / "dossier.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    clusters = [[(a, int(n)) for a, n in cluster["reports"]] for cluster in truth["statements"]]
    joined = {frozenset(pair) for cluster in clusters for pair in combinations(cluster, 2)}
    as_told, as_read = [], []
    for gold in [read_gold(path) for path in gold_files(folder) if path.name != "dossier.yaml"]:
        reader = readers.setdefault(gold.language, Reader(gold.language))
        article = from_text(gold.text, language=gold.language, published=gold.published)
        as_told += reports_of_gold(gold)
        as_read += reports_as_read(gold, next(iter(reader.pipe([article]))))
    return [*_pairs(as_told, joined), *_pairs(as_read, joined)]


def _pairs(
    reports: Sequence[tuple[Place, Report]], joined: set[frozenset[Place]]
) -> Iterator[tuple[list[float], bool]]:
    for (a, one), (b, other) in combinations(reports, 2):
        voice = one_voice(one, other)
        if a != b and voice is not None and {one.act, other.act} not in OPPOSITE and one.negated is other.negated:
            yield list(traits_of(one, other, voice).values()), frozenset((a, b)) in joined


def quotations(path: Path) -> Pairs:
    """Pairs of sentences of texts in two languages, as if one person had said them all."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        texts = random.Random(2).sample([json.loads(line) for line in lines], TEXTS)
    pairs = []
    for text in texts:
        left, right = ([_said(one, language, n) for n, one in enumerate(text[language])] for language in ("en", "fr"))
        for i, one in enumerate(left[:SENTENCES]):
            for j, other in enumerate(right[:SENTENCES]):
                if i != j or i % 4 == 0:  # fewer of those that are one: the rounds have many
                    pairs.append((list(traits_of(one, other, 1.0).values()), i == j))
    return pairs


def _said(sentence: str, language: str, n: int) -> Report:
    row: dict[str, Any] = {
        "uid": f"{language}{n}", "article": f"{language}{n}", "language": language, "published": "2018-09-29",
        "speakers": "person:Ann Bell", "parties": "GB", "act": "say", "form": "direct" if n % 3 else "indirect",
        "content": sentence, "target": None, "issue": None, "negated": False,
    }  # fmt: skip
    return report_of(Row(**row))


def fit(pairs: Pairs) -> np.ndarray:
    """Weights by Newton's method with a slight pull to nought."""
    x, y = np.array([row for row, _ in pairs]), np.array([same for _, same in pairs], float)
    weights, pull = np.zeros(len(NAMES)), 2 * np.eye(len(NAMES))
    pull[0, 0] = 0.01
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + pull @ weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + pull, slope)
    return weights


def agreement(pairs: Pairs, weights: np.ndarray, threshold: float) -> np.ndarray:
    """Pairs joined as in gold, joined, and joined in gold."""
    found = 1 / (1 + np.exp(-np.array([row for row, _ in pairs]) @ weights)) >= threshold
    wanted = np.array([same for _, same in pairs])
    return np.array([(found & wanted).sum(), found.sum(), wanted.sum()])


def main(folders: Sequence[str]) -> None:
    readers: dict[str, Reader] = {}
    rounds = [pairs_of(Path(folder), readers) for folder in folders if not folder.endswith(".xz")]
    more = [pair for path in folders if path.endswith(".xz") for pair in quotations(Path(path))]
    for name, weight in zip(NAMES, fit([*more, *(pair for pairs in rounds for pair in pairs)]), strict=True):
        print(f'    "{name}": {weight:.2f},')
    fitted = [fit([*more, *(pair for pairs in rounds if pairs is not left for pair in pairs)]) for left in rounds]
    for threshold in THRESHOLDS:
        told = zip(rounds, fitted, strict=True)
        hits, found, wanted = np.sum([agreement(pairs, weights, threshold) for pairs, weights in told], axis=0)
        print(threshold, f"P {hits / found:.3f} R {hits / wanted:.3f} F {2 * hits / (found + wanted):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
