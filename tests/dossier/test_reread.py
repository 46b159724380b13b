"""Articles read again: decisions stand where the facts are, under whatever id, and are told where they are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from dossiers import rows
from pourparlers import Article, Dossier
from pourparlers.dossier.review.anchors import found_again, likeness, nodes_of
from pourparlers.dossier.store import schema
from pourparlers.dossier.store.database import writing
from pourparlers.model import Act, ArticleError, Form, Record, Span, Statement

Change = Callable[[Record], Record]


class Newer:
    """A newer version of the reader, which reads some things otherwise; it can break off, or fail."""

    def __init__(self, shelf: Any, change: Change, most: int = 99, bad: str = "") -> None:
        self.shelf, self.change, self.most, self.bad, self.read = shelf, change, most, bad, 0

    def pipe(self, articles: Iterable[Article], processes: int = 1) -> Iterator[Record]:
        for one in articles:
            if one.id == self.bad:
                raise ArticleError("cannot be read.", where=one.id)
            if self.read == self.most:
                raise KeyboardInterrupt
            self.read += 1
            yield self.change(next(self.shelf.pipe([one])))


def renumbered(record: Record) -> Record:
    """Every statement and encounter under another id, and one more of each before them."""
    new = {s.id: f"s{n + 40}" for n, s in enumerate(record.statements)}
    facts = [msgspec.structs.replace(s, id=new[s.id], answers=new.get(s.answers or "")) for s in record.statements]
    more = msgspec.structs.replace(
        record.statements[0], id="s1", content=(Span.of(record.article.text, 0, 5),), cue=None, answers=None
    )
    met = tuple(msgspec.structs.replace(e, id=f"e{n + 40}") for n, e in enumerate(record.encounters))
    return msgspec.structs.replace(record, statements=(more, *facts), encounters=met)


def shifted(record: Record) -> Record:
    """Contents that begin a little later."""
    text = record.article.text

    def cut(span: Span) -> Span:
        return Span.of(text, span.start + min(3, (span.end - span.start) // 4), span.end)

    told = [msgspec.structs.replace(s, content=tuple(map(cut, s.content))) for s in record.statements]
    return msgspec.structs.replace(record, statements=tuple(told))


def dropped(record: Record) -> Record:
    return msgspec.structs.replace(record, statements=(), encounters=record.encounters[:1])


@pytest.fixture
def dossier(tmp_path: Path, articles: list[Article], shelf: Any) -> Iterator[Dossier]:
    with Dossier(tmp_path / "talks.dossier", create=True) as dossier:
        dossier.add(articles, reader=shelf)
        yield dossier


def aged(dossier: Dossier) -> None:
    """All articles were read by an older version."""
    with writing(dossier.engine, dossier.where) as connection:
        connection.execute(update(schema.article).values(reader="pourparlers 0.0.1"))


def decided(dossier: Dossier) -> tuple[str, str, str]:
    """A statement is rejected, one corrected, one set apart from its group; by their words."""
    gone, wrong, apart = [one for one in dossier.statements() if len(one.reports) > 2][:3]
    dossier.reject(gone.id)
    dossier.correct(wrong.id, target="BO")
    dossier.split(apart.id)
    return gone.id, wrong.id, apart.id


def content(dossier: Dossier, uid: str) -> str:
    where, _, id_ = uid.partition(":")
    return next(
        s.content[0].text for r in dossier.records() if r.article.id == where for s in r.statements if s.id == id_
    )


def test_the_same_reading_changes_nothing(dossier: Dossier, shelf: Any) -> None:
    decided(dossier)
    before = rows(dossier)
    done = dossier.reread(all_articles=True, reader=shelf)
    assert (done.read, done.failed, done.lost) == (5, 0, ()) and rows(dossier) == before
    assert dossier.reread(reader=shelf).read == 0


@pytest.mark.parametrize("change", [renumbered, shifted])
def test_decisions_follow_the_facts(dossier: Dossier, shelf: Any, change: Change) -> None:
    gone, wrong, apart = decided(dossier)
    words = [content(dossier, uid)[5:] for uid in (gone, wrong, apart)]
    aged(dossier)
    done = dossier.reread(reader=Newer(shelf, change))
    assert done.read == 5 and done.lost == () and all(made.applies for made in dossier.decisions())
    told = {s.report: s for s in dossier.statements()}
    with dossier.engine.connect() as connection:
        found = connection.execute(select(schema.statement_report)).all()
    where = [uid.partition(":")[0] for uid in (gone, wrong, apart)]
    marks = {row.review for row in found if row.article == where[0] and row.content.endswith(words[0])}
    assert "rejected" in marks
    assert {row.target for row in found if row.article == where[1] and row.content.endswith(words[1])} >= {"BO"}
    alone = [s for s in told.values() if len(s.reports) == 1 and s.reports[0].article == where[2]]
    assert any(s.content.endswith(words[2]) for s in alone)


def test_what_is_not_there_any_more_is_told_and_comes_back(dossier: Dossier, shelf: Any) -> None:
    decided(dossier)
    before = rows(dossier)
    aged(dossier)
    done = dossier.reread(reader=Newer(shelf, dropped))
    assert len(done.lost) == 3 and not any(made.applies for made in dossier.decisions())
    aged(dossier)
    assert dossier.reread(reader=shelf).lost == () and rows(dossier) == before


def test_a_run_that_was_broken_off_goes_on(dossier: Dossier, shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pourparlers.dossier.rereading.BATCH", 2)
    with pytest.raises(KeyboardInterrupt):
        dossier.reread(all_articles=True, reader=Newer(shelf, renumbered, most=4))
    assert len(dossier.stale()) == 1
    assert dossier.reread(reader=Newer(shelf, renumbered)).read == 1
    assert dossier.stale() == [] and all(r.statements[0].id == "s1" for r in dossier.records())


def test_what_cannot_be_read_again_stays(dossier: Dossier, shelf: Any, articles: list[Article]) -> None:
    told: list[str] = []
    before = {r.article.id: r for r in dossier.records()}
    done = dossier.reread(
        all_articles=True,
        reader=Newer(shelf, renumbered, bad=articles[0].id),
        told=lambda id_, error: told.append(error.code if error else id_),
    )
    assert (done.read, done.failed) == (4, 1) and told.count("PP-A01") == 1
    assert next(r for r in dossier.records() if r.article.id == articles[0].id) == before[articles[0].id]
    assert dossier.stale() == [articles[0].id]


TEXT = "Quito propose une voie et exige deux ponts, refuse un quai."


def statement(id_: str, act: Act, start: int, end: int, cue: tuple[int, int] | None) -> Statement:
    return Statement(
        id=id_, act=act, form=Form.NARRATED, content=(Span.of(TEXT, start, end),), rule="r",
        cue=Span.of(TEXT, *cue) if cue else None,
    )  # fmt: skip


def test_of_two_facts_on_the_same_words_the_one_with_its_verb_is_meant() -> None:
    article = Article(id="a-0", language="fr", text=TEXT)
    one, two = statement("s1", Act.DEMAND, 26, 42, (20, 25)), statement("s2", Act.REJECT, 26, 42, (44, 50))
    was = nodes_of(Record(article=article, statements=(one, two)))
    swapped = msgspec.structs.replace(two, id="s1"), msgspec.structs.replace(one, id="s2")
    now = nodes_of(Record(article=article, statements=swapped))
    assert (found_again(was["s1"], now), found_again(was["s2"], now)) == ("s2", "s1")
    # Where one of the two is gone, the other is not taken for it.
    left = nodes_of(Record(article=article, statements=(msgspec.structs.replace(two, id="s1"),)))
    assert (found_again(was["s1"], left), found_again(was["s2"], left)) == (None, "s1")


def test_likeness_is_the_share_of_common_characters() -> None:
    assert likeness(((0, 10),), ((0, 10),)) == 1
    assert likeness(((0, 10), (5, 20)), ((10, 20),)) == 0.5
    assert likeness(((0, 10**12),), ((0, 10),)) < 0.1
    assert likeness((), ((0, 1),)) == likeness(((5, 5),), ((5, 5),)) == 0
