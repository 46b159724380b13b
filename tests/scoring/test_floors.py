"""No figure falls: each corpus of gold has a floor for each figure and language in `floors.yaml`.

`python tests/scoring/test_floors.py` raises the floors to what is read now; a floor is lowered by hand only, with the
reason in CHANGELOG.md. A corpus that has changed has another hash, and wants its floors made anew.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from pourparlers.articles import from_text
from pourparlers.reading.reader import Reader
from pourparlers.scoring import Tally, compare, gold_files, read_gold

FLOORS = Path(__file__).parent / "floors.yaml"
OWN = Path(__file__).parents[1] / "gold"
CORPORA = {"dev": OWN / "dev", "test": OWN / "test", "shared": Path(__file__).parents[3] / "shared" / "gold"}
LANGUAGES = ("fr", "en")
FIGURES = (
    "quotation F1", "reported speech F1", "statement F1", "who did what F1", "statement speaker accuracy",
    "statement party accuracy", "statement act accuracy", "person party accuracy", "time value F1", "encounter F1",
    "encounter date accuracy", "encounter place accuracy", "issue pair F1",
)  # fmt: skip
# Another processor rounds otherwise, and a tree may flip.
ROUNDING = 0.01


def corpus_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in gold_files(folder):
        digest.update(path.name.encode() + b"\\0" + path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def figures(corpus: str, language: str) -> dict[str, float]:
    tally = Tally()
    golds = [gold for gold in map(read_gold, gold_files(CORPORA[corpus])) if gold.language == language]
    articles = [
        from_text(g.text, language=g.language, published=g.published, title=g.title, outlet=g.outlet) for g in golds
    ]
    for gold, record in zip(golds, Reader().pipe(articles), strict=True):
        compare(gold, record, tally)
    return {name: value for name, value in tally.figures().items() if name in FIGURES and value is not None}


def floors() -> dict[str, Any]:
    return yaml.safe_load(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def at_hand(corpus: str) -> bool:
    return CORPORA[corpus].is_dir() and any(CORPORA[corpus].rglob("*.yaml"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("corpus", CORPORA)
def test_no_figure_falls(corpus: str, language: str) -> None:
    if not at_hand(corpus):
        pytest.skip("needs the gold beside the project")
    told = floors()[corpus]
    assert told["hash"] == corpus_hash(CORPORA[corpus]), "the corpus has changed: make its floors anew"
    read = figures(corpus, language)
    fallen = {name: (read[name], floor) for name, floor in told[language].items() if read[name] < floor - ROUNDING}
    assert fallen == {}


def raised() -> dict[str, Any]:
    """The floors, each raised to what is read now; those of a corpus that has changed are made anew."""
    out = {}
    for corpus in filter(at_hand, CORPORA):
        hashed = corpus_hash(CORPORA[corpus])
        before = floors().get(corpus, {})
        kept = before if before.get("hash") == hashed else {}
        out[corpus] = {"hash": hashed} | {
            language: {n: max(round(v, 3), kept.get(language, {}).get(n, 0.0)) for n, v in read.items()}
            for language in LANGUAGES
            if (read := figures(corpus, language))
        }
    return {**floors(), **out}


if __name__ == "__main__":
    FLOORS.write_text(yaml.safe_dump(raised(), sort_keys=False, allow_unicode=True), encoding="utf-8")
