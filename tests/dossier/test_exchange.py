"""A dossier goes out as one object and comes in as the same; what is hostile or broken comes in not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dossiers import rows
from pourparlers import Article, Dossier
from pourparlers.dossier.importing import read
from pourparlers.exports.dossier import Export, written, written_schema
from pourparlers.model import ExchangeError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def dossier(tmp_path: Path, articles: list[Article], shelf: Any) -> Any:
    """A dossier with decisions of every kind, and something that could not be read."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_text(" ", encoding="utf-8")
    with Dossier(tmp_path / "talks.dossier", create=True) as dossier:
        dossier.add([*articles, tmp_path / "in"], reader=shelf)
        several = [one.id for one in dossier.statements() if len(one.reports) > 2]
        dossier.reject(several[0], who="Ana", why="misread")
        dossier.correct(several[1], target="BO")
        dossier.split(several[2])
        dossier.merge(*(one.id for one in dossier.encounters()[:2]))
        issue = next(one for one in dossier.issues() if one.statements)
        dossier.rename(issue.id, "Le pont")
        dossier.accept(several[-1])
        dossier.undo()
        yield dossier


def out(dossier: Dossier) -> bytes:
    return b"".join(written(dossier))


def test_it_comes_back_the_same(dossier: Dossier, tmp_path: Path) -> None:
    told = out(dossier)
    assert out(dossier) == told
    (tmp_path / "talks.json").write_bytes(told)
    with Dossier(tmp_path / "again.dossier", create=True) as again:
        done = again.import_(tmp_path / "talks.json")
        assert (done.new, done.known, done.decisions) == (5, 0, 7)
        assert out(again) == told and rows(again) == rows(dossier)
        done = again.import_(tmp_path / "talks.json")
        assert (done.new, done.known, done.decisions) == (0, 5, 0)
        assert out(again) == told


def test_it_joins_what_is_there(dossier: Dossier, tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    (tmp_path / "talks.json").write_bytes(out(dossier))
    with Dossier(tmp_path / "half.dossier", create=True) as half:
        half.add(articles[:3], reader=shelf)
        half.import_(tmp_path / "talks.json")
        assert {k: v for k, v in rows(half).items() if k != "problem"} == {
            k: v for k, v in rows(dossier).items() if k != "problem"
        }


def test_records_a_line_come_in(dossier: Dossier, tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    (tmp_path / "records.jsonl").write_bytes(b"".join(msgspec.json.encode(r) + b"\n" for r in dossier.records()))
    with (
        Dossier(tmp_path / "lines.dossier", create=True) as lines,
        Dossier(tmp_path / "plain.dossier", create=True) as plain,
    ):
        plain.add(articles, reader=shelf)
        assert lines.import_(tmp_path / "records.jsonl").new == 5
        assert rows(lines) == rows(plain)


def test_the_object_is_that_of_its_schema(dossier: Dossier) -> None:
    assert (ROOT / "docs" / "dossier.schema.json").read_text(encoding="utf-8") == written_schema()
    told = msgspec.json.decode(out(dossier), type=Export)
    assert list(told.records) == list(dossier.records())
    held = {(report.article, report.id) for one in told.statements for report in one.reports}
    known = {(record.article.id, fact.id) for record in told.records for fact in record.statements}
    assert held and held <= known
    assert {one.id for one in told.codebook} == {code.id for code in dossier.codebook()}
    assert list(json.loads(written_schema())["$defs"]["Export"]["properties"]) == list(json.loads(out(dossier)))


def _set(*path: Any) -> Callable[[dict[str, Any]], None]:
    *way, last, value = path

    def change(told: dict[str, Any]) -> None:
        at: Any = told
        for step in way:
            at = at[step]
        at[last] = value

    return change


def _spans_first(told: dict[str, Any]) -> dict[str, Any]:
    return next(s for r in told["records"] for s in r["statements"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_set("schema", "pourparlers.dossier/9"), "is not known"),
        (_set("schema", None), "JSON of a dossier"),
        (_set("records", 0, "schema", "x"), "is not known"),
        (_set("records", 0, "article", "id", "a-000000000000"), "is not the id"),
        (_set("records", 0, "article", "text", "Another text."), "is not the id"),
        (_set("records", 0, "article", "outlet", "Another"), "is not the id"),
        (_set("records", 0, "article", "published", "tuesday"), "no date"),
        (_set("records", 0, "article", "language", "xx"), "xx"),
        (
            _set("records", 0, "statements", 0, "content", [{"start": 0, "end": 4, "text": "nope"}]),
            "is not what stands",
        ),
        (_set("records", 0, "statements", 0, "content", [{"start": -4, "end": 10**30, "text": ""}]), "0, record 1"),
        (_set("records", 0, "statements", 0, "content", [{"start": 5, "end": 5, "text": ""}]), "is not what stands"),
        (_set("records", 0, "statements", 0, "act", "laugh"), "not well formed"),
        (_set("records", 0, "statements", 0, "answers", "s999"), "not there"),
        (_set("records", 0, "statements", 0, "id", "s1:x"), "no id of a fact"),
        (_set("records", 0, "statements", 1, "id", "s1"), "twice"),
        (_set("records", 7), "not well formed"),
        (_set("decisions", 0, "verb", "burn"), "not well formed"),
        (_set("decisions", 1, "id", "same"), ""),
        (lambda told: told["decisions"].append(told["decisions"][0]), "two decisions"),
        (
            lambda told: told["decisions"].append(
                {**told["decisions"][4], "id": "d-x", "codes": [{"id": "b", "label": "B", "parent": "c"}]}
            ),
            "not there",
        ),
    ],
)
def test_what_is_broken_is_told_and_nothing_is_written(
    dossier: Dossier, tmp_path: Path, change: Callable[[dict[str, Any]], None], words: str
) -> None:
    told = json.loads(out(dossier))
    change(told)
    (tmp_path / "0").write_text(json.dumps(told), encoding="utf-8")
    with Dossier(tmp_path / "new.dossier", create=True) as new:
        before = rows(new)
        if not words:
            new.import_(tmp_path / "0")
            return
        with pytest.raises(ExchangeError) as caught:
            new.import_(tmp_path / "0")
        assert words in str(caught.value) or "not well formed" in caught.value.what and words == "0, record 1"
        assert caught.value.hint and len(caught.value.what) < 400
        assert rows(new) == before


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"null", b"[]", b"7", b"\xff\xfe", b"[" * 100_000, b'{"schema":"pourparlers.dossier/1","records":' + b"[" * 100_000,
        b'{"schema":"pourparlers.dossier/1","x":' + b'{"a":' * 100_000, b'{"schema":"pourparlers.record/1"}\nnull',
        b'{"schema":"pourparlers.record/1","article":' + b"[" * 100_000, b'{"schema":"\\ud800"}', b'"a"\n"b"',
        b'{"schema":"pourparlers.dossier/1","x":"\\u0000"}', b'{"schema":"pourparlers.dossier/1","x":"\\\\\\u0000"}',
    ],
)  # fmt: skip
def test_garbage_is_told(data: bytes) -> None:
    with pytest.raises(ExchangeError):
        read(data, "x")
