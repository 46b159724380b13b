"""What the gate sets aside, and what is lost by it: the reader's own finds with the gate off are what is to be kept.

    python benchmarks/gate.py FILE... [--every 5] [--language fr] [--json]

FILE holds JSON lines with `text` (and, where they are known, `language`, `published`, `title`, and `set`, a name under
which the article is counted), or with a list of paragraphs for each language; or a treebank (`.conllu`), of which each
document is an article; each also packed (`.xz`); or it is a folder of gold. Of each strictness the table tells the
share of articles and of words that are set aside, and how much is kept of statements with a party, of those whose party
the lexicon names, and of encounters. `empty` are articles in which the reader finds none of these.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import process_time
from typing import Any, TextIO

import msgspec

from pourparlers.language.pipeline import load
from pourparlers.lexicon import load_world
from pourparlers.model import Article, PourparlersError, Record
from pourparlers.reading.gate import Gate, Strictness
from pourparlers.reading.reader import Reader, knowledge
from pourparlers.scoring.gold import gold_files, read_gold

# Sentences that make a document of a treebank that tells none.
TOGETHER = 10


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What a strictness does to a set of articles. `statements` are those with a party, `named` those whose party the
    lexicon names; `lost_…` are those in articles set aside; `seconds` are what the gate took."""

    set: str
    language: str
    strictness: str
    articles: int
    words: int
    empty: int
    aside: int
    aside_words: int
    statements: int
    lost_statements: int
    named: int
    lost_named: int
    encounters: int
    lost_encounters: int
    seconds: float
    reading_seconds: float


def main() -> int:
    """Read the files, ask the gate, print the table."""
    options = _options()
    sets: dict[tuple[str, str], list[Article]] = {}
    for file in options.files:
        for name, article in list(_articles(file, options.language))[:: options.every]:
            sets.setdefault((name, article.language), []).append(article)
    rows = [row for (name, language), articles in sets.items() for row in measure(name, language, articles)]
    if options.json:
        print(json.dumps(msgspec.to_builtins(rows), indent=1))
    else:
        _print(rows)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every n-th article of a file")
    parser.add_argument("--language", choices=["fr", "en"], help="of articles whose file does not tell")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


# Articles.


def _articles(path: Path, language: str | None) -> Iterator[tuple[str, Article]]:
    if path.is_dir():
        yield from _gold(path)
        return
    name = path.name.removesuffix(".xz")
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        if name.endswith(".conllu"):
            for number, text in enumerate(_documents(file)):
                yield name, _article(f"{name}-{number}", text, {}, language or name[:2])
        else:
            for number, line in enumerate(file):
                row = json.loads(line)
                yield from _of_row(name, f"{name}-{number}", row, language)


def _of_row(name: str, number: str, row: dict[str, Any], language: str | None) -> Iterator[tuple[str, Article]]:
    if "text" in row:
        yield row.get("set", name), _article(number, row["text"], row, row.get("language") or language)
        return
    for code in ("fr", "en"):
        if code in row:
            yield name, _article(f"{number}-{code}", "\n\n".join(row[code]), row, code)


def _article(number: str, text: str, row: dict[str, Any], language: str | None) -> Article:
    from pourparlers.articles.detect import detect

    told = {"published": row.get("published"), "title": row.get("title")}
    return Article(id=number, language=language or detect(text), text=text, **told)


def _documents(file: TextIO) -> Iterator[str]:
    """The documents of a treebank, paragraphs apart by a blank line."""
    text, sentences, told, paragraph = "", 0, False, False
    for line in file:
        if line.startswith("# newdoc") or (not told and sentences == TOGETHER and line.startswith("# sent_id")):
            if text:
                yield text
            text, sentences, told = "", 0, told or line.startswith("# newdoc")
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# text ="):
            text += ("\n\n" if paragraph and text else " " if text else "") + line.partition("=")[2].strip()
            sentences, paragraph = sentences + 1, False
    if text:
        yield text


def _gold(folder: Path) -> Iterator[tuple[str, Article]]:
    for path in gold_files(folder):
        gold = read_gold(path)
        language = gold.language or ("en" if path.name.startswith("en-") else "fr")
        row = {"published": gold.published, "title": gold.title}
        yield "gold", _article(path.stem, gold.text, row, language)


# Measuring.


def measure(name: str, language: str, articles: list[Article]) -> Iterator[Row]:
    """What each strictness does to articles of a language."""
    load(language)
    knowledge(language)
    started = process_time()
    records = list(_read(articles))
    reading = process_time() - started
    named = load_world(language).things.keys()
    for strictness in Strictness:
        gate = Gate(language, strictness)
        started = process_time()
        held = [gate.may_hold(article.text, article.title) for article in articles]
        seconds = process_time() - started
        aside = [record for record, holds in zip(records, held, strict=True) if not holds]
        every, lost = _count(records, named), _count(aside, named)
        yield Row(
            set=name, language=language, strictness=strictness, articles=len(articles), words=every["words"],
            empty=sum(not any(_count([record], named)[k] for k in ("statements", "encounters")) for record in records),
            aside=len(aside), aside_words=lost["words"], statements=every["statements"], named=every["named"],
            lost_statements=lost["statements"], lost_named=lost["named"], encounters=every["encounters"],
            lost_encounters=lost["encounters"], seconds=round(seconds, 6), reading_seconds=round(reading, 1),
        )  # fmt: skip


def _read(articles: list[Article]) -> Iterator[Record]:
    """Records; of an article that cannot be read an empty one."""
    reader = Reader()
    for at in range(0, len(articles), 32):
        batch = articles[at : at + 32]
        try:
            yield from list(reader.pipe(batch))
        except (PourparlersError, RecursionError, LookupError):
            for article in batch:
                yield _read_one(reader, article)


def _read_one(reader: Reader, article: Article) -> Record:
    try:
        return reader.read(article)
    except (PourparlersError, RecursionError, LookupError) as error:
        print(f"{article.id} cannot be read: {error}", file=sys.stderr)
        return Record(article=article)


def _count(records: Iterable[Record], named: Iterable[str]) -> dict[str, int]:
    known = set(named)
    out = {"words": 0, "statements": 0, "named": 0, "encounters": 0}
    for record in records:
        parties = [statement.party for statement in record.statements if statement.party]
        out["words"] += len(record.article.text.split())
        out["statements"] += len(parties)
        out["named"] += sum(not known.isdisjoint(party) for party in parties)
        out["encounters"] += len(record.encounters)
    return out


def _print(rows: list[Row]) -> None:
    told = ["strictness", "articles", "empty", "aside", "words", "statements", "named", "encounters", "words/s", "cost"]
    print(f"{'set':<18}  lang  " + "  ".join(f"{title:>10}" for title in told))
    for r in rows:
        cells = [
            r.strictness,
            f"{r.articles:,}",
            f"{r.empty / r.articles:.1%}",
            f"{r.aside / r.articles:.1%}",
            f"{r.aside_words / max(1, r.words):.1%}",
            _kept(r.statements, r.lost_statements),
            _kept(r.named, r.lost_named),
            _kept(r.encounters, r.lost_encounters),
            f"{r.words / r.seconds:,.0f}" if r.seconds else "–",
            f"{r.seconds / r.reading_seconds:.2%}" if r.reading_seconds else "–",
        ]
        print(f"{r.set[:18]:<18}  {r.language:<4}  " + "  ".join(f"{cell:>10}" for cell in cells))


def _kept(every: int, lost: int) -> str:
    return f"{1 - lost / every:.2%}" if every else "–"


if __name__ == "__main__":
    sys.exit(main())
