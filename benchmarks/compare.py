"""Pourparlers beside tools that read a part of what it reads: what each costs and what each finds on the same texts.

    pip install textacy dateparser
    python benchmarks/compare.py [--articles 30] [--runs 5] [--corpora FOLDER] [--gold FOLDER] [--json]

spaCy alone is the bare parse. textacy extracts direct quotations from it, dateparser searches texts for dates; each
stands beside the same part of Pourparlers on a given parse, and beside the whole reading. Times are the process's own
(CPU), the median of several runs in turns in one process; peak memory is that of a process in which the tool runs alone
with what it is given. What is found is counted, and compared with gold.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from foreign import day_of, versions
from judging import Figures, judge
from measuring import in_turns, peak, ratio
from texts import CORPORA, ROOT, sample
from tools import TOOLS, Texts

from pourparlers.scoring.gold import gold_files, read_gold

GOLD = ROOT / "tests" / "gold" / "dev"


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What a tool costs in a language and how much it finds; `seconds` are a median, without what it is given.

    Attributes:
        given: `text`, or the parse: `docs` of spaCy, `parses` of Pourparlers.
        ratio_to_spacy: its seconds beside those of the bare parse.
        peak_mib: the most memory of a process of its own, the making of what it is given included.
        found: counts of what it finds.
    """

    given: str
    seconds: float
    words_per_second: int
    ratio_to_spacy: float
    peak_mib: float
    found: dict[str, int]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """One language: costs by tool, and beside gold the figures of tools that read quotations and times."""

    language: str
    articles: int
    words: int
    versions: dict[str, str]
    costs: dict[str, Cost]
    gold_articles: int
    quotations: dict[str, Figures]
    times: dict[str, Figures]


def main() -> int:
    """Measure each language and print what was found."""
    options = _options()
    known = versions()
    if options.alone:
        print(json.dumps(_alone(options)))
        return 0
    # Before anything is loaded here: a process begins its count of memory with that of its parent.
    alone = {language: {name: _apart(name, language, options) for name in TOOLS} for language in options.language}
    found = [compare(language, options, known, alone[language]) for language in options.language]
    if options.json:
        print(json.dumps(msgspec.to_builtins(found), indent=1))
    else:
        for one in found:
            print("\n".join(_table(one)))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=30, help="how many articles of each language")
    parser.add_argument("--runs", type=int, default=5, help="how many runs, of which the median counts")
    parser.add_argument("--corpora", type=Path, default=CORPORA, help="folder with winer_fr and ntrex_en_fr")
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of gold")
    parser.add_argument("--language", action="append", choices=["fr", "en"], help="may be given twice; both without")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--alone", choices=list(TOOLS), help="run one tool once in this process: its memory and finds")
    options = parser.parse_args()
    options.language = options.language or ["fr", "en"]
    return options


def _sample(language: str, options: argparse.Namespace) -> Texts:
    """The texts, with a day of publication: the first of the month where it is known to the month alone."""
    articles = sample(language, options.articles, options.corpora)
    return Texts(language, [msgspec.structs.replace(a, published=_day(a.published)) for a in articles])


def _day(published: str | None) -> str | None:
    return day_of(published).date().isoformat() if published else None


def compare(
    language: str, options: argparse.Namespace, known: dict[str, str], alone: dict[str, dict[str, Any]]
) -> Comparison:
    """Run the tools in turns and on gold; `alone` is what each told of itself in a process of its own."""
    texts = _sample(language, options)
    golds = [gold for path in gold_files(options.gold) if (gold := read_gold(path)).language == language]
    quotations, times = judge(language, golds)
    return Comparison(
        language=language,
        articles=len(texts.articles),
        words=sum(len(parse.tokens) for parse in texts.parses),
        versions=known,
        costs=_costs(texts, options.runs, alone),
        gold_articles=len(golds),
        quotations=quotations,
        times=times,
    )


def _costs(texts: Texts, runs: int, alone: dict[str, dict[str, Any]]) -> dict[str, Cost]:
    jobs = {name: partial(tool.run, texts) for name, tool in TOOLS.items()}
    # The first run loads what each needs.
    in_turns(jobs, 1)
    seconds = in_turns(jobs, runs)
    words = sum(len(parse.tokens) for parse in texts.parses)
    return {name: _cost(name, seconds, words, alone[name]) for name in TOOLS}


def _cost(name: str, seconds: dict[str, list[float]], words: int, alone: dict[str, Any]) -> Cost:
    middle = statistics.median(seconds[name])
    return Cost(
        given=TOOLS[name].given,
        seconds=round(middle, 4),
        words_per_second=round(words / middle),
        ratio_to_spacy=round(ratio(seconds, name, "spaCy"), 4),
        **alone,
    )


def _apart(name: str, language: str, options: argparse.Namespace) -> dict[str, Any]:
    """What `_alone` tells, from a process of its own."""
    told = ["--alone", name, "--language", language, "--articles", str(options.articles)]
    command = [sys.executable, __file__, *told, "--corpora", str(options.corpora)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def _alone(options: argparse.Namespace) -> dict[str, Any]:
    tool = TOOLS[options.alone]
    found = tool.count(tool.run(_sample(options.language[0], options)))
    return {"peak_mib": peak(), "found": found}


# What is printed.


def _table(one: Comparison) -> Iterator[str]:
    told = ", ".join(f"{name} {number}" for name, number in one.versions.items())
    yield f"{one.language}: {one.articles} articles, {one.words} words; {told}"
    yield f"{'':25}{'given':>8}{'words/s':>10}{'x spaCy':>9}{'peak MiB':>10}  found"
    for name, cost in one.costs.items():
        found = ", ".join(f"{count} {what}" for what, count in cost.found.items())
        numbers = f"{cost.words_per_second:10d}{cost.ratio_to_spacy:9.3f}{cost.peak_mib:10.0f}"
        yield f"{name:25}{cost.given:>8}{numbers}  {found}"
    for what, rows in (("direct quotations", one.quotations), ("times", one.times)):
        yield from _figures(f"{what} of {one.gold_articles} articles of gold", rows)


def _figures(title: str, rows: dict[str, Figures]) -> Iterator[str]:
    yield f"\n{title}"
    names = list(next(iter(rows.values())))
    yield " " * 25 + "".join(f"{name:>17}" for name in names)
    for tool, figures in rows.items():
        yield f"{tool:25}" + "".join(f"{_told(figures.get(name)):>17}" for name in names)
    yield ""


def _told(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"


if __name__ == "__main__":
    sys.exit(main())
