"""Articles of talks that never were, as many as asked, in French and English, each with its record.

    python benchmarks/generate.py FOLDER --articles 10000   # a text file for each, with its header
    python benchmarks/generate.py - --articles 100 --records  # records, one JSON object a line

They are made from articles written for this project (tests/gold/dev and two rounds) and are as long as those. They come
in rounds of ten that tell of one encounter: half of the rounds are told by five articles of their own and five that
shorten them, half are relays of one wire, each shortened in its own way. States, persons, days, numbers and issues of
a round are its own; few states are in very many rounds, many in few. The same seed gives the same articles, and asking
for more adds to them.

Records are not read: those of the sources, which are, are told of the other states and persons (see variation.py).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from itertools import islice
from os import getpid
from pathlib import Path
from tempfile import gettempdir

import msgspec
from variation import Shape, Source, Telling, World, source, vocabulary

import pourparlers
from pourparlers.articles.load import article_id
from pourparlers.model import Article, Record
from pourparlers.scoring.gold import gold_files, read_gold

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
WIRES = [GOLD / "dev"]
ROUNDS = [GOLD / "rounds" / "bourgas-ferry-2018", GOLD / "rounds" / "brunei-nasses-2019"]
# Articles of a round.
ROUND = 10
FIRST_DAY = date(2010, 1, 4)
YEARS = 10
OUTLETS = [f"{name} {n}" for n in range(1, 21) for name in ("Gazette", "Courier", "Agence", "Observer", "Dépêche")]


class Made(msgspec.Struct, frozen=True):
    """An article and its record."""

    article: Article
    record: Record


class Plan(msgspec.Struct, frozen=True):
    """When rounds take place.

    Attributes:
        seed: all follows from it.
        pace: so many articles a week, one week after the other; where None all rounds lie anywhere in ten years.
    """

    seed: int = 1
    pace: int | None = None

    def day(self, n: int) -> date:
        """The day of the nth round."""
        if self.pace is not None:
            return FIRST_DAY + timedelta(days=7 * ROUND * n // self.pace)
        return FIRST_DAY + timedelta(days=random.Random(f"{self.seed} day {n}").randrange(YEARS * 365))


def generate(plan: Plan = Plan(), first: int = 0) -> Iterator[Made]:  # noqa: B008 (frozen)
    """Articles with their records without end, from the nth on."""
    n, skip = divmod(first, ROUND)
    while True:
        yield from islice(_round(plan, n), skip, None)
        n, skip = n + 1, 0


def _round(plan: Plan, n: int) -> Iterator[Made]:
    chance = random.Random(f"{plan.seed} round {n}")
    rounds, wires, words = sources()
    told: Sequence[Source] = chance.choice(rounds) if chance.random() < 0.5 else [chance.choice(wires)]
    days = (plan.day(n) - _day(told[0].article)).days // 7 * 7
    homes = {word: home for one in told for word, home in one.homes.items()}
    world = World(f"{plan.seed} world {n}", days, homes, words)
    for one in range(ROUND):
        yield _telling(told[one % len(told)], world, chance, whole=one < len(told), outlet=(n + one * 7) % len(OUTLETS))


def _telling(told: Source, world: World, chance: random.Random, whole: bool, outlet: int) -> Made:
    blocks = range(1, len(told.blocks))
    dropped = [] if whole else sorted(chance.sample(blocks, round(len(blocks) * chance.uniform(0.1, 0.5))))
    telling = Telling(told, world, dropped)
    published = world.day(_day(told.article)).isoformat()
    article = Article(
        id=article_id(telling.text, published, OUTLETS[outlet]), language=told.article.language, published=published,
        title=telling.string(told.article.title), outlet=OUTLETS[outlet], text=telling.text,
    )  # fmt: skip
    return Made(article, telling.record(article))


def _day(article: Article) -> date:
    year, month, day = (*(article.published or "2015").split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day))


@cache
def sources() -> tuple[list[list[Source]], list[Source], Mapping[Shape, Sequence[str]]]:
    """The rounds and the single articles from which others are made, and the words of all."""
    rounds, wires = [_read(folder) for folder in ROUNDS], [one for folder in WIRES for one in _read(folder)]
    return rounds, wires, vocabulary([*wires, *(one for told in rounds for one in told)])


def _read(folder: Path) -> list[Source]:
    """The articles of a folder of gold with their records, which are kept among temporary files."""
    golds = [read_gold(path) for path in gold_files(folder)]
    articles = [
        Article(
            id=g.id, language=g.language or "fr", published=g.published, title=g.title, outlet=g.outlet, text=g.text
        )
        for g in golds
    ]
    key = sha256(msgspec.json.encode([pourparlers.__version__, articles])).hexdigest()[:16]
    kept = Path(gettempdir()) / f"pourparlers-generate-{key}.json"
    if not kept.exists():
        from pourparlers.reading.reader import Reader

        part = kept.with_suffix(f".{getpid()}")
        part.write_bytes(msgspec.json.encode(list(Reader().pipe(articles))))
        part.rename(kept)
    return [source(one.article, one) for one in msgspec.json.decode(kept.read_bytes(), type=list[Record])]


def write(made: Iterable[Made], folder: Path) -> None:
    """Write each article as a text file with its header, a thousand to a folder."""
    for n, one in enumerate(made):
        where = folder / f"{n // 1000:03}"
        where.mkdir(parents=True, exist_ok=True)
        told = {name: getattr(one.article, name) for name in ("published", "language", "outlet", "title")}
        head = "".join(f"{name}: {msgspec.json.encode(value).decode()}\n" for name, value in told.items() if value)
        (where / f"{n:06}.txt").write_text(f"---\n{head}---\n{one.article.text}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", help="where articles go; - with --records")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first that is written")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pace", type=int, help="so many articles a week, in place of all in ten years")
    parser.add_argument("--records", action="store_true", help="print records in place of articles")
    options = parser.parse_args()
    made = islice(generate(Plan(options.seed, options.pace), options.first), options.articles)
    if not options.records:
        write(made, Path(options.folder))
        return 0
    for one in made:
        sys.stdout.buffer.write(msgspec.json.encode(one.record) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
