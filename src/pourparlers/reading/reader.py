"""Runs the steps of reading: an article in, its record out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from pourparlers.language.pipeline import Pipeline, load
from pourparlers.language.tree import Parse
from pourparlers.lexicon import Lexicon, load_lexicon, load_world
from pourparlers.model import Article, Record, Time
from pourparlers.reading.actors.cast import Context
from pourparlers.reading.actors.gazetteer import Gazetteer
from pourparlers.reading.actors.parties import read_cast
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.encounters.find import find_encounters
from pourparlers.reading.encounters.status import ahead_is_planned
from pourparlers.reading.record import make_record
from pourparlers.reading.statements.acts import settle_acts
from pourparlers.reading.statements.after_colon import after_colon
from pourparlers.reading.statements.attribution import Page, find_statements
from pourparlers.reading.statements.carried_acts import carry_acts
from pourparlers.reading.statements.closing_relays import closing_relays
from pourparlers.reading.statements.connectors import without_connectors
from pourparlers.reading.statements.issues import name_issues
from pourparlers.reading.statements.otherwise import alternatives
from pourparlers.reading.statements.plan_clauses import plan_clauses
from pourparlers.reading.statements.provisions import provisions
from pourparlers.reading.statements.replies import link_replies
from pourparlers.reading.statements.targets import name_targets
from pourparlers.reading.statements.title_sources import said_in_titles
from pourparlers.reading.statements.titles import tell_titles
from pourparlers.reading.statements.turns import find_turns
from pourparlers.reading.text.layout import Block, find_blocks
from pourparlers.reading.text.quotes import find_quotes
from pourparlers.reading.times.find import find_times
from pourparlers.reading.times.grammar import TimeGrammar, compile_grammar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

BATCH = 64


class Knowledge:
    """All that reading needs of a language, loaded once."""

    def __init__(self, language: str) -> None:
        self.lexicon: Lexicon = load_lexicon(language)
        self.world = load_world(language)
        self.gazetteer = Gazetteer(self.world)
        self.times: TimeGrammar = compile_grammar(self.lexicon.times)


@cache
def knowledge(language: str) -> Knowledge:
    """The knowledge of a language."""
    return Knowledge(language)


class Reader:
    """Reads articles.

    Args:
        language: the language of all articles; each article's own where None.
        pipeline: an installed spaCy pipeline with Universal Dependencies labels, instead of the packaged one.
    """

    def __init__(self, language: str | None = None, pipeline: str | None = None) -> None:
        self.language = language
        self.pipeline = pipeline
        self._pool: tuple[int, ProcessPoolExecutor] | None = None

    def read(self, article: Article) -> Record:
        """The record of one article.

        Raises:
            PipelineError: the language has no pipeline.
            LexiconError: the language has no lexicon.
        """
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article], processes: int = 1) -> Iterator[Record]:
        """Records of articles in their order, read in batches.

        Args:
            articles: in any languages that have a pipeline.
            processes: how many processes read side by side.
        """
        if processes > 1:
            yield from self._spread(articles, processes)
            return
        source = iter(articles)
        while batch := list(islice(source, BATCH)):
            yield from self._batch(batch)

    def _spread(self, articles: Iterable[Article], processes: int) -> Iterator[Record]:
        pool = self._workers(processes)
        source = iter(articles)
        chunks = iter(lambda: list(islice(source, BATCH // 4)), [])
        running = [pool.submit(_read_chunk, self, chunk) for chunk in islice(chunks, processes * 2)]
        while running:
            yield from running.pop(0).result()
            nxt = next(chunks, None)
            if nxt is not None:
                running.append(pool.submit(_read_chunk, self, nxt))

    def _workers(self, processes: int) -> ProcessPoolExecutor:
        """Processes that read. They stay for the next articles: each takes seconds to load what it needs."""
        from pourparlers.reading.workers import workers

        if self._pool is None or self._pool[0] != processes:
            self._pool = (processes, workers(processes))
        return self._pool[1]

    def __getstate__(self) -> dict[str, object]:
        """A reader in another process has no processes of its own."""
        return {**self.__dict__, "_pool": None}

    def _batch(self, articles: list[Article]) -> Iterator[Record]:
        out: dict[int, Record] = {}
        by_language: dict[str, list[int]] = {}
        for i, article in enumerate(articles):
            by_language.setdefault(self.language or article.language, []).append(i)
        for language, places in by_language.items():
            pipeline = load(language, self.pipeline)
            for i, record in zip(places, _read_all(pipeline, language, [articles[i] for i in places]), strict=True):
                out[i] = record
        return (out[i] for i in range(len(articles)))


def _read_chunk(reader: Reader, articles: list[Article]) -> list[Record]:
    return list(reader.pipe(articles))


def _read_all(pipeline: Pipeline, language: str, articles: list[Article]) -> Iterator[Record]:
    known = knowledge(language)
    blocks = [find_blocks(article.text) for article in articles]
    spans = [[(b.start, b.end) for b in rows] for rows in blocks]
    parses = pipeline.parse_many(zip((a.text for a in articles), spans, strict=True))
    for article, rows, parse in zip(articles, blocks, parses, strict=True):
        yield read_parse(article, rows, parse, known)


def read_parse(article: Article, blocks: list[Block], parse: Parse, known: Knowledge) -> Record:
    """The record of an article whose words are parsed."""
    times = find_times(parse, article.published, known.times)
    page, drafts = find_drafts(article, blocks, parse, known, times)
    name_issues(page, drafts)
    encounters = ahead_is_planned(find_encounters(page, times, drafts, article.published), article.published)
    return make_record(article, times, page.resolver, encounters, drafts)


def find_drafts(
    article: Article, blocks: list[Block], parse: Parse, known: Knowledge, times: Sequence[Time]
) -> tuple[Page, list[Draft]]:
    """The page of a parsed article and its statements, all but what they are about."""
    context = Context(parse, known.lexicon, known.world)
    cast = read_cast(context, known.gazetteer, article.published, article.outlet)
    page = Page(Resolver(cast, times), blocks, find_quotes(article.text, blocks))
    drafts = [*said_in_titles(page), *find_statements(page), *find_turns(page)]
    drafts += provisions(page.resolver, drafts)
    drafts += after_colon(page.resolver, drafts, page.quotes)
    drafts += alternatives(page.resolver, drafts)
    drafts += plan_clauses(page.resolver, drafts)
    drafts = closing_relays(page.resolver, drafts)
    tell_titles(page, drafts)
    without_connectors(page, drafts)
    drafts = link_replies(page, settle_acts(page, drafts, _not_after(times, article.published)))
    carry_acts(page.resolver, drafts)
    name_targets(page, drafts)
    return page, drafts


def _not_after(times: Sequence[Time], published: str | None) -> list[Time]:
    """The times at which something can have been said that an article tells: none begins after its publication.

    In "He turned down a cut to 48, and a share until 2054." the year is not that of the refusal.
    """
    return [one for one in times if not (published and one.begin and one.begin[: len(published)] > published)]


def read(
    text: str,
    *,
    published: str | None = None,
    language: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Record:
    """The record of a text.

    Args:
        text: the article; a header «date 2022-01» or YAML front matter before it is read and left out.
        published: date of publication, as precise as it is known: YYYY, YYYY-MM or YYYY-MM-DD.
        language: "fr" or "en"; told from the text where None.
        title, outlet, url: kept with the article.

    Raises:
        ArticleError: the text is empty, too long, or in a language that cannot be read.
    """
    from pourparlers.articles import from_text

    article = from_text(text, published=published, language=language, title=title, outlet=outlet, url=url)
    return Reader().read(article)
