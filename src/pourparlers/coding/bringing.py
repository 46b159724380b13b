"""Brings what people coded elsewhere to a dossier: texts as articles, what was coded in them as gold files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from pourparlers.coding.coded import CodedText, article_of
from pourparlers.coding.gold import write_gold
from pourparlers.coding.importers import read_coded
from pourparlers.coding.units import even
from pourparlers.dossier.dossier import Dossier
from pourparlers.dossier.intake import Found, Reads
from pourparlers.model import Article, PourparlersError


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a file or folder.

    Attributes:
        new, known, failed: how many of its texts came in, were there already, could not be read.
        facts: how many things were coded in those that could.
        gold: how many gold files were written.
    """

    new: int
    known: int
    failed: int
    facts: int
    gold: int


def bring(
    dossier: Dossier,
    path: Path,
    *,
    gold: Path | None = None,
    reader: Reads | None = None,
    failed: Callable[[PourparlersError], None] | None = None,
) -> Brought:
    """Add the texts of a file or folder of another program to a dossier, and write what was coded in them as gold.

    Args:
        dossier: a text that is there already stays as it is.
        path: of the file or folder.
        gold: the folder for gold files, a file a text in which something was coded; none are written where None.
        reader: as of `Dossier.add`.
        failed: called with what keeps a text out.

    Raises:
        ExchangeError: it is of no program that can be read, or not well formed; what came before its fault is there.
    """
    there = {article.id: article for article in _articles(dossier)}
    pairs: list[tuple[CodedText, Article]] = []
    bad = 0
    for one in read_coded(path):
        try:
            pairs.append((one, _known(one, there) or article_of(one, str(path))))
        except PourparlersError as error:
            bad += 1
            if failed is not None:
                failed(error)
    fresh = {article.id: article for _, article in pairs if article.id not in there}
    added = dossier.add(_found(fresh.values(), path), reader=reader)
    paths = write_gold(gold, pairs) if gold is not None else []
    facts = sum(len(one.facts) for one, _ in pairs)
    known = len({article.id for _, article in pairs}) - len(fresh)
    return Brought(new=added.new, known=known, failed=bad + added.failed, facts=facts, gold=len(paths))


def _articles(dossier: Dossier) -> Iterator[Article]:
    with dossier.contents() as contents:
        yield from contents.articles


def _known(one: CodedText, there: dict[str, Article]) -> Article | None:
    """The article that a text was exported from, where it is there and other characters alone have changed."""
    article = there.get(one.article or "")
    return article if article is not None and even(article.text) == even(one.text) else None


def _found(articles: Iterable[Article], path: Path) -> Iterator[Found]:
    return (Found(str(path), article) for article in articles)
