"""What tools find beside gold: quotations with their speakers, times with their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from foreign import Dated, Quoted, Range
from tools import TOOLS, Texts, day_told

from pourparlers.model import Article, Record
from pourparlers.scoring.agreement import any_same, characters, overlap, pair
from pourparlers.scoring.gold import Fact, GoldArticle
from pourparlers.scoring.measures import QUOTED
from pourparlers.scoring.tally import Tally

Figures = dict[str, float | None]
HALF, ANY = 0.5, 1e-9


class Said(NamedTuple):
    """A quotation that a tool finds: its characters and the ids of its speakers."""

    at: set[int]
    speakers: tuple[str, ...]


def judge(language: str, gold: list[GoldArticle]) -> tuple[dict[str, Figures], dict[str, Figures]]:
    """The figures of each tool that reads quotations, and of each that reads times."""
    texts = Texts(language, [_article(one) for one in gold])
    records = TOOLS["Pourparlers"].run(texts)
    said = {"Pourparlers": [_ours(record) for record in records]}
    dated = {"Pourparlers": [[Dated(t.start, t.end, day_told(t.value)) for t in r.times] for r in records]}
    for name, tool in TOOLS.items():
        if name.startswith("textacy"):
            rows = zip(tool.run(texts), records, strict=True)
            said[name] = [[_followed(one, record) for one in read.found] for read, record in rows]
        elif name.startswith("dateparser"):
            dated[name] = [read.found for read in tool.run(texts)]
    return (
        {name: _figures(_judge_quotations, gold, rows) for name, rows in said.items()},
        {name: _figures(_judge_times, gold, rows) for name, rows in dated.items()},
    )


def _article(gold: GoldArticle) -> Article:
    told: Any = {"language": gold.language, "published": gold.published, "title": gold.title, "outlet": gold.outlet}
    return Article(id=gold.id, text=gold.text, **told)


def _figures(judge_one: Any, gold: list[GoldArticle], rows: list[list[Any]]) -> Figures:
    tally = Tally()
    for one, found in zip(gold, rows, strict=True):
        judge_one(one, found, tally)
    return tally.figures()


# Quotations.


def _ours(record: Record) -> list[Said]:
    quoted = [s for s in record.statements if s.form in QUOTED]
    return [Said(characters((c.start, c.end) for c in s.content), s.speaker) for s in quoted]


def _followed(quoted: Quoted, record: Record) -> Said:
    """A quotation of a tool that tells words for a speaker: whom they name is as Pourparlers reads them."""
    speakers = [_actors(word, phrase, record) for word, phrase in quoted.speaker]
    return Said(characters([(quoted.start, quoted.end)]), tuple(id_ for ids in speakers for id_ in ids))


def _actors(word: Range, phrase: Range, record: Record) -> tuple[str, ...]:
    """Whom a word names: of the mentions that share a character with it, or else with its phrase, the shortest."""
    mentions = list(_mentions(record))
    for at in (word, phrase):
        near = [(end - start, ids) for start, end, ids in mentions if start < at[1] and at[0] < end]
        if near:
            return min(near)[1]
    return ("group:" + record.article.text[slice(*phrase)],)


def _mentions(record: Record) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for actor in record.actors:
        yield from ((span.start, span.end, (actor.id,)) for span in actor.mentions)
    for statement in record.statements:
        if words := statement.why.speaker:
            yield words.start, words.end, statement.speaker


def _judge_quotations(gold: GoldArticle, found: Sequence[Said], tally: Tally) -> None:
    """A quotation of gold is found where half of its characters are; one found is right where half of its own are of
    quotations in gold, of whole clauses or of words."""
    direct = [fact for fact in gold.statements if fact["form"] == "direct"]
    quoted = characters(span for fact in gold.statements if fact["form"] in QUOTED for span in fact["spans"])
    everything = {at for one in found for at in one.at}
    tally.add("precision", sum(_mostly(one.at, quoted) for one in found), len(found))
    for name, facts in (("recall", direct), ("recall with cue", [fact for fact in direct if fact.get("cue")])):
        hits = [fact for fact in facts if _mostly(characters(fact["spans"]), everything)]
        tally.add(name, len(hits), len(facts))
        if name == "recall":
            tally.add("speaker", sum(_right_speaker(fact, found) for fact in hits), len(hits))


def _mostly(one: set[int], other: set[int]) -> bool:
    return len(one & other) >= HALF * len(one)


def _right_speaker(fact: Fact, found: Iterable[Said]) -> bool:
    """Whether the quotation that shares most with one of gold has its speaker."""
    wanted = characters(fact["spans"])
    nearest = max(found, key=lambda one: len(one.at & wanted))
    return any_same(fact["speaker"], nearest.speakers)


# Times.


def _judge_times(gold: GoldArticle, found: Sequence[Dated], tally: Tally) -> None:
    """Times are paired as `score` pairs them; `day` counts those that are one day, or within one."""
    weight = lambda a, b: overlap(characters(a["spans"]), characters([(b.start, b.end)]))  # noqa: E731
    hits = pair(gold.times, found, weight, ANY)
    tally.found("time", len(hits), len(gold.times), len(found))
    days = [day for fact in gold.times if (day := day_told(fact["value"]))]
    right = sum(day_told(fact["value"]) == one.day is not None for fact, one in hits)
    tally.found("day", right, len(days), sum(one.day is not None for one in found))
