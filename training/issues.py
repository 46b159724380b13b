"""Fit what the traits of a pair of statements count for their being about one thing (`statements/issue_links.py`).

    python training/issues.py tests/gold/dev MORE_GOLD…

prints the weights of a logistic regression on all pairs of statements that gold and reading both have, and how pairs
joined at several thresholds agree with gold when each sixth of the articles is read with weights fitted on the others.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from pourparlers.articles import from_text
from pourparlers.language.pipeline import load
from pourparlers.reading.reader import find_drafts, knowledge
from pourparlers.reading.statements import issue_links
from pourparlers.reading.text.layout import find_blocks
from pourparlers.reading.times.find import find_times
from pourparlers.scoring import gold_files, read_gold
from pourparlers.scoring.gold import GoldArticle

FOLDS = 6
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35)
NAMES = tuple(issue_links.WEIGHTS)

Pairs = dict[tuple[int, int], list[float]]


class Case:
    """One article: the traits of its pairs of statements, and the issue that gold gives each statement."""

    def __init__(self, gold: GoldArticle) -> None:
        article = from_text(gold.text, language=gold.language, published=gold.published, title=gold.title)
        blocks, known = find_blocks(article.text), knowledge(gold.language)
        parse = load(gold.language).parse(article.text, [(b.start, b.end) for b in blocks])
        times = find_times(parse, article.published, known.times)
        page, drafts = find_drafts(article, blocks, parse, known, times)
        order = sorted(range(len(drafts)), key=lambda n: (drafts[n].start, n))
        place = {n: at for at, n in enumerate(order)}
        replies = {(place[d.answers], place[n]) for n, d in enumerate(drafts) if d.answers is not None}
        traits = issue_links.read_traits(page, [drafts[n] for n in order])
        self.issues = [_issue(gold, article.text.find(gold.text.strip()), drafts[n].content) for n in order]
        self.pairs: Pairs = {
            (i, j): list(
                issue_links.pair_traits(traits[i], traits[j], j - i, (i, j) in replies or (j, i) in replies).values()
            )
            for j in range(len(order))
            for i in range(max(0, j - issue_links.REACH), j)
        }

    def judged(self) -> Iterator[tuple[tuple[int, int], bool]]:
        """The pairs of which gold tells, and whether they are about one thing."""
        for i, j in self.pairs:
            one, other = self.issues[i], self.issues[j]
            if one is not None and other is not None:
                yield (i, j), bool(one) and one == other


def _issue(gold: GoldArticle, shift: int, content: Sequence[tuple[int, int]]) -> str | None:
    """The issue of the statement of gold whose content is this one; None where there is none, "" without an issue."""
    read = {i - shift for a, b in content for i in range(a, b)}
    for statement in gold.statements:
        told = {i for a, b in statement["spans"] for i in range(a, b)}
        if len(read & told) * 2 >= len(read | told):
            return statement.get("issue") or ""
    return None


def fit(cases: Sequence[Case]) -> np.ndarray:
    """Weights by Newton's method with a slight pull to nought."""
    rows = [(case.pairs[pair], same) for case in cases for pair, same in case.judged()]
    x, y = np.array([row for row, _ in rows]), np.array([same for _, same in rows], float)
    weights = np.zeros(len(NAMES))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.eye(len(weights)), slope)
    return weights


def agreement(case: Case, weights: np.ndarray, threshold: float) -> np.ndarray:
    """Pairs joined as in gold, joined, and joined in gold."""
    issue_links.JOINED = threshold
    chances = {pair: float(1 / (1 + np.exp(-np.dot(row, weights)))) for pair, row in case.pairs.items()}
    group = {n: g for g, members in enumerate(issue_links.join(len(case.issues), chances)) for n in members}
    rows = [(same and group[i] == group[j], group[i] == group[j], same) for (i, j), same in case.judged()]
    return np.array(rows, float).reshape(-1, 3).sum(0)


def main(folders: Sequence[str]) -> None:
    cases = [Case(read_gold(path)) for folder in folders for path in gold_files(Path(folder))]
    for name, weight in zip(NAMES, fit(cases), strict=True):
        print(f'    "{name}": {weight:.2f},')
    parts = [cases[k::FOLDS] for k in range(FOLDS)]
    fitted = [fit([case for part in parts if part is not left for case in part]) for left in parts]
    for threshold in THRESHOLDS:
        rows = [agreement(c, w, threshold) for part, w in zip(parts, fitted, strict=True) for c in part]
        hits, found, wanted = np.sum(rows, axis=0)
        print(threshold, f"P {hits / found:.3f} R {hits / wanted:.3f} F {2 * hits / (found + wanted):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
