"""What each stage of `pourparlers corpus` costs: seconds of one core, bytes in and out, memory.

    python benchmarks/corpus.py [FILE] [--articles 120] [--runs 3] [--page-kb 100] [--finish 20000] [--json]

FILE holds JSON lines with `text`; without it articles are those of read.py. Each is put on a page of its own with
menus, links and scripts around it, as many as make it as large as asked, and the pages into a crawl, a gzip member for
each. Stages are measured one by one in one process, in its own time (CPU), the median of several runs; then the whole
command with one worker and two. What the stages give is what `scale.py cost` reckons with.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from read import CORPORA, sample

from pourparlers import Dossier
from pourparlers.articles.crawl import Record, records
from pourparlers.articles.file import File
from pourparlers.articles.load import Loaded, steps
from pourparlers.articles.source import How, Problem, Source
from pourparlers.corpus import protocol
from pourparlers.corpus.adding import add
from pourparlers.corpus.copies import SIZE, sketch
from pourparlers.corpus.finishing import finish
from pourparlers.corpus.manifest import save
from pourparlers.corpus.parts import Part, write
from pourparlers.corpus.protocol import Kept
from pourparlers.corpus.records import Wanted
from pourparlers.corpus.units import Unit
from pourparlers.dossier.merging.copies import runs as five_word_runs
from pourparlers.language.pipeline import load
from pourparlers.model import Article
from pourparlers.reading.gate import may_hold
from pourparlers.reading.reader import Reader, knowledge
from pourparlers.reading.text.layout import find_blocks

ROOT = Path(__file__).resolve().parent.parent
RUN = [sys.executable, "-m", "pourparlers", "corpus", "run"]


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """A stage, measured.

    Attributes:
        where: "workers" side by side, "head" one process for all, "after" on demand.
        grows: with "words" of an article, with bytes of "pages", or not at all.
        after_gate: articles that are set aside are spared it.
        threads: whether it is done by several threads.
        seconds: of one core for so many articles; `bytes` are those that go in.
    """

    name: str
    where: str
    grows: str
    articles: int
    seconds: float
    bytes: int
    after_gate: bool = True
    threads: bool = False


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes of an article, and what they grow with (`Stage`)."""

    name: str
    bytes: float
    grows: str


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """The command, from pages to tables.

    Attributes:
        seconds: of the clock; `cpu_seconds` of all its processes.
        start_seconds, start_cpu_seconds: of a run over one article in each language for each worker.
        not_reading: share of the CPU, start left out, that is neither parse nor reading.
    """

    workers: int
    articles: int
    seconds: float
    cpu_seconds: float
    start_seconds: float
    start_cpu_seconds: float
    not_reading: float


class Rates(msgspec.Struct, frozen=True, kw_only=True):
    """All that is measured.

    Attributes:
        page_bytes: of a page, not packed, on the average.
        gain_of_threads: what a second thread adds in writing tables, as a share of the first.
        peak_mib: of the largest process of a run.
    """

    articles: int
    words_per_article: float
    page_bytes: float
    stages: tuple[Stage, ...]
    sizes: tuple[Size, ...]
    runs: tuple[Whole, ...]
    finishing: tuple[dict[str, Any], ...]
    gain_of_threads: float
    peak_mib: float


# Pages.


def page(article: Article, size: int, chance: random.Random) -> str:
    """A page of some so many bytes that holds an article."""
    words = article.text.split()
    text = "".join(f"<p>{escape(one)}</p>\n" for one in article.text.split("\n") if one.strip())
    day = f'<meta property="article:published_time" content="{article.published}">' if article.published else ""
    more = max(0, size - len(text.encode()))
    links = "".join(_links(more * 2 // 10, words, chance))
    script = "".join(_script(more * 8 // 10, chance))
    menu, footer = links[: len(links) // 3], links[len(links) // 3 :]
    return (
        f'<!DOCTYPE html><html lang="{article.language}"><head><title>{escape(" ".join(words[:9]))}</title>{day}'
        f"<script>{script}</script></head><body><header><nav class='menu'><ul>{menu}</ul></nav></header><main><article>"
        f"<h1>{escape(' '.join(words[:9]))}</h1>\n{text}</article></main>"
        f"<footer class='footer'><ul>{footer}</ul></footer></body></html>"
    )


def _links(size: int, words: Sequence[str], chance: random.Random) -> Iterator[str]:
    while size > 0:
        told = escape(" ".join(chance.choice(words) for _ in range(3)))
        one = (
            f'<li class="teaser teaser--{chance.randrange(9)}"><a href="/{chance.getrandbits(40):x}">{told}</a></li>\n'
        )
        size -= len(one.encode())
        yield one


def _script(size: int, chance: random.Random) -> Iterator[str]:
    while size > 0:
        slot = f'{{"slot":"{chance.randrange(99)}","lazy":true,"sizes":[300,250]}}'
        one = f'window.data["{chance.getrandbits(32):x}"]={slot};'
        size -= len(one)
        yield one


def crawl(file: Path, articles: Sequence[Article], size: int) -> tuple[int, int]:
    """Write a crawl; the bytes of its pages, and its own."""
    chance, whole = random.Random(7), 0
    with file.open("wb") as out:
        for number, article in enumerate(articles):
            body = page(article, size, chance).encode()
            whole += len(body)
            body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\n"
            head += f"WARC-Record-ID: <urn:x:{number}>\r\nWARC-Date: 2023-03-16T08:00:00Z\r\n"
            head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
            out.write(gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0))
    return whole, file.stat().st_size


# Stages.


class Bench:
    """Measures stages one after the other, each on what the one before has given.

    Args:
        articles: to be put on pages.
        options: of the command.
        room: a folder for what is written.
    """

    def __init__(self, articles: Sequence[Article], options: argparse.Namespace, room: Path) -> None:
        self.options, self.room, self.file = options, room, room / "a.warc.gz"
        self.page_bytes, self.packed = crawl(self.file, articles, options.page_kb * 1000)
        self.count = len(articles)
        self.stages: list[Stage] = []

    def timed(self, job: Callable[[], Any]) -> tuple[float, Any]:
        """The median of the seconds that several runs take, and what the last gives."""
        times = []
        for _ in range(self.options.runs):
            begun = time.process_time()
            given = job()
            times.append(time.process_time() - begun)
        return statistics.median(times), given

    def stage(
        self, name: str, seconds: float, bytes_: int, grows: str = "words", where: str = "workers", **more: Any
    ) -> None:
        self.stages.append(
            Stage(name=name, where=where, grows=grows, articles=self.count, seconds=seconds, bytes=bytes_, **more)
        )

    def pages(self) -> list[Article]:
        """From the crawl to articles."""
        unpacking, _ = self.timed(lambda: _unpacked(self.file))
        taking, sources = self.timed(lambda: [(step, step.taken()) for step in steps(File(str(self.file)), How())])
        making, made = self.timed(lambda: [step.made(source) for step, source in sources if isinstance(source, Source)])
        found = [one.article for one in made if isinstance(one, Loaded)]
        if len(found) != self.count:
            wrong = [one for one in (*made, *(source for _, source in sources)) if isinstance(one, Problem)]
            print(f"{self.count - len(found)} pages are no articles: {wrong[:1]}", file=sys.stderr)
        self.count = len(found)
        self.stage("unpacking", unpacking, self.packed, "pages", after_gate=False)
        self.stage("pages to texts", max(0.0, taking - unpacking), self.page_bytes, "pages", after_gate=False)
        self.stage("telling the language", making, _size(found), after_gate=False)
        may_hold(found[0]), may_hold(found[-1])
        seconds, _ = self.timed(lambda: [may_hold(article) for article in found])
        self.stage("gate", seconds, _size(found), after_gate=False)
        return found

    def reading(self, articles: Sequence[Article]) -> list[Kept]:
        """From articles to what a process that reads tells of them."""
        reader = Reader()
        for language in sorted({article.language for article in articles}):
            load(language)
            knowledge(language)
        list(reader.pipe(articles[:8]))
        parsing, _ = self.timed(lambda: _parsed(articles))
        reading, found = self.timed(lambda: list(reader.pipe(articles)))
        self.stage("parse", parsing, _size(articles))
        self.stage("reading", max(0.0, reading - parsing), _size(articles))
        known, copies = self.timed(lambda: _known(articles))
        self.stage("signatures of copies", known, _size(articles))
        kept = [
            Kept(key=(0, n), file="a.warc.gz", place=f"record {n}", record=record, copies=one)
            for n, (record, one) in enumerate(zip(found, copies, strict=True))
        ]
        passing, _ = self.timed(lambda: _passed(kept))
        self.stage("from process to process", passing, _size(articles))
        return kept

    def tables(self, kept: Sequence[Kept]) -> tuple[Part, float]:
        """From records to a part, tables and a dossier; the part, and the seconds for the dossier."""
        out = self.room / "stages"
        numbers = iter(range(10**6))
        seconds, _ = self.timed(lambda: write(self.room / f"part-{next(numbers)}", Unit(id="u", files=("a",)), kept))
        part = write(out, Unit(id="u", files=("a",)), kept)
        self.stage("writing parts", seconds, sum(len(one.record.article.text.encode()) for one in kept))
        manifest = finish(out, [part], {})
        save(out, manifest)
        dossiers = iter(range(10**6))
        adding, _ = self.timed(lambda: _added(out, self.room / f"{next(dossiers)}.dossier"))
        return part, adding

    def finished(self) -> list[dict[str, Any]]:
        """What tables of very many articles take, with one thread and with two, in processes of their own."""
        grown, model = str(ROOT / "benchmarks" / "grown.py"), str(self.room / "stages")
        where, count = str(self.room / "grown"), str(self.options.finish)
        subprocess.run([sys.executable, grown, "grow", model, where, "--articles", count], check=True)
        command = [sys.executable, grown, "finish", where, "--workers"]
        return [json.loads(subprocess.run([*command, n], check=True, capture_output=True).stdout) for n in ("1", "2")]


def _unpacked(file: Path) -> int:
    found = records(File(str(file)), 0, None, exact=True)
    return sum(len(one.read(10**8)) for one in found if isinstance(one, Record))


def _size(articles: Sequence[Article]) -> int:
    return sum(len(article.text.encode()) for article in articles)


def _parsed(articles: Sequence[Article]) -> None:
    for language in sorted({article.language for article in articles}):
        own = [one for one in articles if one.language == language]
        texts = ((one.text, [(b.start, b.end) for b in find_blocks(one.text)]) for one in own)
        list(load(language).parse_many(texts))


def _known(articles: Sequence[Article]) -> list[bytes]:
    five_word_runs.cache_clear()
    return [sketch(article.text) for article in articles]


def _passed(kept: Sequence[Kept]) -> None:
    stream = io.BytesIO()
    for one in kept:
        protocol.send(stream, one)
    stream.seek(0)
    while protocol.told(stream) is not None:
        pass


def _added(out: Path, file: Path) -> None:
    with Dossier(file, create=True) as dossier:
        add(out, dossier, Wanted())


# The command.


def whole(file: Path, out: Path, workers: int, bytes_: int) -> tuple[float, float]:
    """Seconds of the clock and of all processes that `corpus run` takes."""
    before = _children()
    begun = time.perf_counter()
    command = [*RUN, str(file), "-o", str(out), "--workers", str(workers), "--unit", str(bytes_ / 1e6)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in {0, 3}:
        raise SystemExit(done.stderr)
    return time.perf_counter() - begun, _children() - before


def _children() -> float:
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def measure(articles: Sequence[Article], options: argparse.Namespace, room: Path) -> Rates:
    """All stages, and the command as a whole."""
    bench = Bench(articles, options, room)
    page_bytes, packed = bench.page_bytes / len(articles), bench.packed / len(articles)
    found = bench.pages()
    words = sum(len(article.text.split()) for article in found) / len(found)
    part, adding = bench.tables(bench.reading(found))
    finishing = bench.finished()
    one, two = finishing
    writing = max(0.0, one["cpu_seconds"] - one["known_seconds"])
    told = {"where": "head", "articles": one["articles"], "bytes": one["bytes_of_parts"]}
    bench.stages += [
        Stage(name="telling articles and copies", grows="", seconds=one["known_seconds"], **told),
        Stage(name="tables by month", grows="words", seconds=writing, threads=True, **told),
        Stage(name="queries, ten", grows="words", seconds=one["queries_seconds"], **{**told, "where": "after"}),
    ]
    bench.stage("adding to a dossier", adding, sum(part.bytes.values()), where="after")
    return Rates(
        articles=bench.count, words_per_article=round(words, 1), page_bytes=round(page_bytes),
        stages=tuple(bench.stages), sizes=_sizes(bench, packed, page_bytes, found, part),
        runs=tuple(_runs(bench, articles)), finishing=tuple(finishing),
        gain_of_threads=round(max(0.0, min(1.0, one["seconds"] / two["seconds"] - 1)), 2),
        peak_mib=round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
    )  # fmt: skip


def _sizes(bench: Bench, packed: float, page_bytes: float, found: Sequence[Article], part: Part) -> tuple[Size, ...]:
    told = [
        ("pages, packed", packed, "pages"),
        ("pages", page_bytes, "pages"),
        ("texts", _size(found) / bench.count, "words"),
        ("parts", sum(part.bytes.values()) / bench.count, "words"),
        # Of so few articles the tables are many small files; of many they have the rows of the parts.
        ("tables", sum(part.bytes.values()) / bench.count - SIZE, "words"),
        ("signatures, while tables are made", SIZE, ""),
    ]
    return tuple(Size(name=name, bytes=round(size, 1), grows=grows) for name, size, grows in told)


def _runs(bench: Bench, articles: Sequence[Article]) -> Iterator[Whole]:
    reading = sum(stage.seconds for stage in bench.stages if stage.name in {"parse", "reading"})
    small = bench.room / "small"
    small.mkdir()
    for workers in (1, 2):
        crawl(small / f"{workers}.warc.gz", list({one.language: one for one in articles}.values()), 10_000)
        start, start_cpu = whole(small, bench.room / f"small-{workers}", workers, 1_000)
        seconds, cpu = whole(bench.file, bench.room / f"run-{workers}", workers, bench.packed // 8)
        yield Whole(
            workers=workers, articles=bench.count, seconds=round(seconds, 2), cpu_seconds=round(cpu, 2),
            start_seconds=round(start, 2), start_cpu_seconds=round(start_cpu, 2),
            not_reading=round(1 - reading / (cpu - start_cpu), 3),
        )  # fmt: skip


def _given(file: Path, count: int) -> list[Article]:
    """Articles of JSON lines: every nth, so that there are so many."""
    from pourparlers.articles import load as articles_of

    found = [one for one in articles_of(file) if isinstance(one, Article)]
    return found[:: max(1, len(found) // count)][:count]


def _print(rates: Rates) -> None:
    print(
        f"{rates.articles} articles of {rates.words_per_article:,.0f} words on pages of {rates.page_bytes:,.0f} bytes\n"
    )
    print(
        "| stage | where | ms an article | articles/s | MB/s | share of reading articles |\n|---|---|---|---|---|---|"
    )
    sums = sum(stage.seconds / stage.articles for stage in rates.stages if stage.where == "workers")
    for stage in rates.stages:
        each = stage.seconds / stage.articles
        share = f"{each / sums:.1%}" if stage.where == "workers" else ""
        print(
            f"| {stage.name} | {stage.where} | {each * 1000:,.3f} | {1 / each:,.0f}"
            f" | {stage.bytes / stage.seconds / 1e6:,.2f} | {share} |"
        )
    print("\n| bytes of an article | |\n|---|---|")
    for size in rates.sizes:
        print(f"| {size.name} | {size.bytes:,.0f} |")
    print("\n| workers | s | CPU s | start, s | start, CPU s | not reading |\n|---|---|---|---|---|---|")
    for run in rates.runs:
        times = f"{run.seconds} | {run.cpu_seconds} | {run.start_seconds} | {run.start_cpu_seconds}"
        print(f"| {run.workers} | {times} | {run.not_reading:.1%} |")
    print(f"\nlargest process: {rates.peak_mib:,.0f} MiB; a second thread adds {rates.gain_of_threads:.0%} to tables")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, help="JSON lines with `text`")
    parser.add_argument("--articles", type=int, default=120, help="how many; half of each language without a file")
    parser.add_argument("--runs", type=int, default=3, help="how many runs, of which the median counts")
    parser.add_argument("--page-kb", type=int, default=100, help="kilobytes of a page, not packed")
    parser.add_argument("--finish", type=int, default=20_000, help="of how many articles tables are made")
    parser.add_argument("--corpora", type=Path, default=CORPORA, help="folder with winer_fr and ntrex_en_fr")
    parser.add_argument("--room", type=Path, help="a folder with room for what is written")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    half = options.articles // 2
    articles = (
        _given(options.file, options.articles)
        if options.file
        else [*sample("fr", half, options.corpora), *sample("en", half, options.corpora)]
    )
    with TemporaryDirectory(dir=options.room) as room:
        rates = measure(articles, options, Path(room))
    print(msgspec.json.format(msgspec.json.encode(rates), indent=1).decode()) if options.json else _print(rates)
    return 0


if __name__ == "__main__":
    sys.exit(main())
