"""Files that once broke a reader, found by `tests/fuzz/formats.py`; and every fixture, cut off and damaged anywhere."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from pourparlers.articles import Problem, formats, load
from pourparlers.articles.file import File
from pourparlers.articles.source import How
from pourparlers.model import Article, PourparlersError

FILES = Path(__file__).parent / "files"
BROKEN = sorted((FILES / "broken").glob("*/*"))
# What each folder of fixtures holds is read by the format of its name; members of exports are fixtures of others.
FIXTURES = sorted(path for path in FILES.glob("*/*") if path.is_file() and path.parent.name in formats.MODULES)
LONGEST = 10.0


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_broke_a_reader_is_an_error_or_an_article(path: Path) -> None:
    begun = time.monotonic()
    try:
        list(formats.module(path.parent.name).read(File(path), How(format=path.parent.name)))
    except PourparlersError as error:
        assert error.hint
    assert time.monotonic() - begun < LONGEST


def damaged(data: bytes, by: random.Random) -> bytes:
    """Data cut off, with bytes changed, taken out or put in."""
    kind, at = by.randrange(5), by.randrange(len(data))
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + bytes([by.randrange(256)]) + data[at + 1 :]
    if kind == 2:
        return data[:at] + data[at + by.randrange(200) :]
    inserted = by.choice(
        [b"\0" * 50, b"<" * 50, b'"', b"{\\rtf1", b"\xff\xfe", b"\x1f\x8b", b"&x;", b"\r", "\u202e".encode()]
    )
    return data[:at] + inserted + data[at:]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_damaged_fixture_gives_articles_and_problems_that_tell_where(path: Path) -> None:
    by, data = random.Random(path.name), path.read_bytes()
    for _ in range(60):
        for one in load(damaged(data, by), name=path.name):
            assert isinstance(one, Article | Problem)
            if isinstance(one, Problem):
                assert one.error.what and path.name in one.where
                assert "cannot be read as" not in one.error.what, one.error.what


@pytest.mark.parametrize("name", formats.MODULES)
@pytest.mark.parametrize("path", FIXTURES[::3], ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_file_of_another_format_is_told_never_an_exception(path: Path, name: str) -> None:
    for one in load(path, how=How(format=name)):
        assert isinstance(one, Article | Problem)
