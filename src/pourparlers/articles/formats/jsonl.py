"""JSON: an article a line, or a list of articles, their fields under keys that may be nested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any

import msgspec

from pourparlers.articles.file import HEAD, LARGEST_EXPORT, LARGEST_FILE, File
from pourparlers.articles.part import Part
from pourparlers.articles.source import FIELDS, How, Problem, Source, Step, taken, within
from pourparlers.articles.tabular import rows
from pourparlers.articles.tabular.columns import guessed
from pourparlers.articles.tabular.rows import Preview, Row
from pourparlers.model import ArticleError, LengthError

_BEGINS = re.compile(r'\s*(?:\[\s*)?\{\s*"(?:[^"\\\n]|\\.){1,200}"\s*:')
# A dossier that `export` has written as one object.
_OURS = re.compile(rb'"pourparlers\.dossier/')
_EMPTY = re.compile(r"\s*(?:\[\s*\]|\{\s*\})\s*")
_ENDINGS = {".json", ".jsonl", ".ndjson"}
_HINT = "Save or export it again; each record is an object with a key for its text."
# What a line is skipped by where it is longer than a line may be.
_PART = 1_000_000


def fits(file: File) -> bool:
    """Whether a file holds JSON objects, told by how it begins."""
    empty = file.suffix in _ENDINGS and _EMPTY.fullmatch(file.start) is not None
    return empty or _BEGINS.match(file.start) is not None


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of a file; a line that is no object is a problem.

    Raises:
        ArticleError: no key holds texts, or the file is no JSON.
        LengthError: it is one list or object, and larger than that may be.
    """
    yield from taken(steps(file, how))


def steps(file: File, how: How) -> Iterator[Step]:
    """What reading does, record by record.

    Raises:
        ArticleError, LengthError: as `read`.
    """
    found = _records(file)
    first = next(found, None)
    if first is None:
        raise ArticleError("the file holds no record.", where=file.name, hint=_HINT)
    learned = chain((first,), found)
    wanted = learned if how.part is None else _of_lines(file, how.part)
    if isinstance(first, Row) and _own(first.cells) is not None:
        yield from (Step(partial(_told, one, file.name), rows.place_of(one)) for one in wanted)
    else:
        yield from rows.steps(wanted, file.name, how, learned=None if how.part is None else learned)


def parts(file: File, how: How, size: int) -> Iterator[Part | None]:
    """Parts of so many bytes of a file with a record a line, each of whole lines; None for other files."""
    if file.is_packed or not _is_lines(file) or not file.has_bytes:
        yield None
        return
    with file.packed() as stream:
        start = before = lines = at = 0
        while line := stream.readline(_PART):
            at += len(line)
            lines += line.endswith(b"\n")
            if at - start >= size and line.endswith(b"\n"):
                yield Part(start=start, stop=at, before=before)
                start, before = at, lines
        if at > start:
            yield Part(start=start, stop=at, before=before)


def preview(file: File, how: How) -> Preview | None:
    """How the keys are understood; None for records of our own, in which nothing is to be told."""
    found = _records(file)
    first = next(found, None)
    if first is None or (isinstance(first, Row) and _own(first.cells) is not None):
        return None
    return rows.preview(chain((first,), found), file.name, how)


def _own(cells: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The article of a record that `read --json` has printed."""
    article = cells.get("article")
    ours = str(cells.get("schema", "")).startswith("pourparlers.record/")
    return article if ours and isinstance(article, Mapping) else None


def _told(row: Row | Problem, where: str) -> Source | Problem:
    if isinstance(row, Problem):
        return row
    article = _own(row.cells) or {}
    told = {name: value for name in ("text", *FIELDS) if isinstance(value := article.get(name), str)}
    if "text" not in told:
        return _problem(where, row.place, "the record has no article.")
    return Source(place=row.place, **told)


def _records(file: File) -> Iterator[Row | Problem]:
    lines = _is_lines(file)
    if lines and (listed := _of_answer(file)):
        return iter(listed)
    return _of_lines(file) if lines else _of_document(file)


def _is_lines(file: File) -> bool:
    """Whether a file is to be read line by line."""
    begun = file.start.lstrip().partition("\n")[0]
    # An object that is not whole in the first line goes on in the others: {, line feed, "text": …
    goes_on = len(file.start) > len(begun) and len(begun) < HEAD // 8 and not _whole(begun)
    return not file.start.lstrip().startswith("[") and not goes_on


def _of_answer(file: File) -> list[Row | Problem]:
    """The records of a file of one line that lists them, as interfaces answer: {"status":"ok","articles":[{…},{…}]}."""
    with file.characters("\n") as stream:
        line = stream.readline(LARGEST_FILE + 1).removeprefix("\ufeff").strip().encode("utf-8", "replace")
        if len(line) > LARGEST_FILE or stream.readline(_PART).strip():
            return []
    try:
        records = _within(line)
    except (msgspec.DecodeError, RecursionError):
        return []
    alone = len(records) == 1 and bytes(records[0]) == line
    return [] if alone else [_row(bytes(one), f"record {at}", file.name) for at, one in enumerate(records, 1)]


def _whole(line: str) -> bool:
    try:
        msgspec.json.decode(line.encode("utf-8", "replace"), type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        # What begins as an object and ends as one is a damaged line, not the first of several.
        return line.rstrip().endswith("}")
    return True


def _of_lines(file: File, part: Part | None = None) -> Iterator[Row | Problem]:
    with file.characters("\n", part) as stream:
        number = part.before if part else 0
        while line := stream.readline(LARGEST_FILE + 1):
            number += 1
            place = f"line {number}"
            if len(line) > LARGEST_FILE and not line.endswith("\n"):
                whole = _skip(stream)
                what = f"the line is longer than {LARGEST_FILE // 1_000_000} million characters."
                yield _problem(file.name, place, what, LengthError)
                if not whole:
                    raise LengthError(f"nothing after {place} is read: it does not end.", where=file.name, hint=_HINT)
            elif line.strip("\ufeff \t\r\n"):
                yield _row(line.removeprefix("\ufeff"), place, file.name)


def _skip(stream: Any) -> bool:
    """Go to the end of a line; whether that came before as much was passed over as a file may have."""
    passed = 0
    while passed < LARGEST_EXPORT:
        part = stream.readline(_PART)
        if not part or part.endswith("\n"):
            return True
        passed += len(part)
    return False


def _of_document(file: File) -> Iterator[Row | Problem]:
    text = file.text(LARGEST_EXPORT).strip().encode("utf-8", "replace")
    try:
        records = msgspec.json.decode(text, type=list[msgspec.Raw]) if text.startswith(b"[") else _within(text)
    except (msgspec.DecodeError, RecursionError) as error:
        what = f"the file is no JSON: {_reason(error)}."
        raise ArticleError(what, where=file.name, hint=_HINT) from error
    del text
    for number, record in enumerate(records, 1):
        yield _row(bytes(record), f"record {number}", file.name)


def _within(text: bytes) -> list[msgspec.Raw]:
    """The records of an object: of the one list of objects in it, else itself: {"status": "ok", "articles": […]}."""
    members = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    lists = [raw for raw in members.values() if re.match(rb"\[\s*\{", bytes(raw)[:200])]
    if _OURS.match(bytes(members.get("schema", b""))[:100]) and bytes(members.get("records", b"")).startswith(b"["):
        lists = [members["records"]]
    # An article has its text beside a list of its authors.
    told = guessed((name for name, raw in members.items() if bytes(raw).startswith(b'"')), {})
    if len(lists) == 1 and "text" not in told and not {"text", "article"} & members.keys():
        return msgspec.json.decode(lists[0], type=list[msgspec.Raw])
    return [msgspec.Raw(text)]


def _row(line: str | bytes, place: str, where: str) -> Row | Problem:
    try:
        cells = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        return _problem(where, place, f"it is no JSON: {_reason(error)}.")
    if not isinstance(cells, dict):
        return _problem(where, place, "it is no JSON object.")
    return Row(place, cells, len(line))


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it nests too deeply"
    if isinstance(error, UnicodeError):
        return "it holds bytes that are no characters"
    return str(error)[:150]


def _problem(where: str, place: str, what: str, kind: type[ArticleError] = ArticleError) -> Problem:
    told = within(where, place)
    return Problem(where=told, error=kind(what, where=told, hint=_HINT))
