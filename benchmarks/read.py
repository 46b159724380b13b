"""How much reading costs beside spaCy's bare parse with the same pipeline on the same texts.

    python benchmarks/read.py [--articles 60] [--runs 5] [--corpora FOLDER] [--json]

Both are measured in one process, in turns, so that what else the machine does weighs on both alike. Times are the
process's own (CPU), the median of several runs; only the ratios mean anything on another machine.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import spacy
from measuring import in_turns, ratio
from texts import CORPORA, sample

from pourparlers.language.pipeline import PACKAGED, Pipeline, load
from pourparlers.model import Article
from pourparlers.reading.reader import Reader, knowledge
from pourparlers.reading.text.layout import find_blocks

BUDGET = 1.35


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured in one language: seconds are medians; a ratio is one of reading to what it is compared with.

    Attributes:
        spacy_seconds: the packaged pipeline as `spacy.load` gives it, `nlp.pipe` over the whole texts.
        parse_seconds: `Pipeline.parse_many`, which does that faster, cuts texts into sure sentences and mends trees.
        read_seconds: `Reader.pipe`, from articles to records, that parse included.
    """

    language: str
    articles: int
    words: int
    spacy_seconds: float
    parse_seconds: float
    read_seconds: float
    words_per_second: float
    ratio_to_parse: float
    ratio_to_spacy: float


def main() -> int:
    """Measure each language and print what was found; 1 where a budget is passed."""
    options = _options()
    found = []
    for language in options.language:
        articles = sample(language, options.articles, options.corpora)
        if articles:
            found.append(measure(language, articles, options.runs))
    if options.json:
        print(json.dumps([msgspec.to_builtins(f) for f in found], indent=1))
    else:
        _print(found)
    return int(any(f.ratio_to_spacy > BUDGET for f in found))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=60, help="how many articles of each language")
    parser.add_argument("--runs", type=int, default=5, help="how many runs, of which the median counts")
    parser.add_argument("--corpora", type=Path, default=CORPORA, help="folder with winer_fr and ntrex_en_fr")
    parser.add_argument("--language", action="append", choices=["fr", "en"], help="may be given twice; both without")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    options.language = options.language or ["fr", "en"]
    return options


def measure(language: str, articles: list[Article], runs: int) -> Figures:
    """Parse and read the articles in turns."""
    bare = spacy.load(PACKAGED / language, config={"nlp": {"lang": "xx"}})
    pipeline, reader = load(language), Reader()
    knowledge(language)
    words = sum(len(parse.tokens) for parse in _parse(pipeline, articles))
    jobs: dict[str, Callable[[], object]] = {
        "spacy": lambda: list(bare.pipe(article.text for article in articles)),
        "parse": lambda: _parse(pipeline, articles),
        "read": lambda: list(reader.pipe(articles)),
    }
    jobs["read"]()
    times = in_turns(jobs, runs)
    middle = {name: statistics.median(rows) for name, rows in times.items()}
    return Figures(
        language=language,
        articles=len(articles),
        words=words,
        spacy_seconds=round(middle["spacy"], 3),
        parse_seconds=round(middle["parse"], 3),
        read_seconds=round(middle["read"], 3),
        words_per_second=round(words / middle["read"]),
        ratio_to_parse=round(ratio(times, "read", "parse"), 3),
        ratio_to_spacy=round(ratio(times, "read", "spacy"), 3),
    )


def _parse(pipeline: Pipeline, articles: list[Article]) -> list[Any]:
    texts = ((a.text, [(b.start, b.end) for b in find_blocks(a.text)]) for a in articles)
    return list(pipeline.parse_many(texts))


def _print(found: list[Figures]) -> None:
    print("language  articles   words  words/s  spaCy s  parse s  read s  read/parse  read/spaCy")
    for f in found:
        print(
            f"{f.language:<8}  {f.articles:8d}  {f.words:6d}  {f.words_per_second:7.0f}  {f.spacy_seconds:7.2f}"
            f"  {f.parse_seconds:7.2f}  {f.read_seconds:6.2f}  {f.ratio_to_parse:10.2f}  {f.ratio_to_spacy:10.2f}"
        )


if __name__ == "__main__":
    sys.exit(main())
