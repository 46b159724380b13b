"""The `yes` and `no` sentences of the lexicon: their marks, and what a reading of them must hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pourparlers.lexicon import ActEntry
from pourparlers.lexicon.entries import EncounterEntry
from pourparlers.lexicon.loader import FOLDER, entries, read_yaml
from pourparlers.model import Article, Record, Statement
from pourparlers.reading.reader import Reader

LANGUAGES = ("en", "fr")
MARKS = re.compile(r"[\[\]<>{}]")
AGREES = 0.5
MISSES = Path(__file__).parent / "known_misses.yaml"
HEAD = """# Sentences of the lexicon that the packaged pipelines parse so that their entry does not find what it should (yes), or
# finds what it should not (no). Each must go on failing: whoever mends one takes it out. To write the list anew:
# python tests/lexicon/sentences.py
"""


class Case(NamedTuple):
    """A sentence of an entry: its words without marks, and the characters marked as content, speaker, target."""

    file: str
    entry: ActEntry | EncounterEntry
    yes: bool
    marked: str
    text: str
    content: tuple[tuple[int, int], ...]
    speaker: tuple[tuple[int, int], ...]
    target: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        """How the case is listed: id, kind and sentence."""
        return f"{self.entry.id} {'yes' if self.yes else 'no'}: {self.marked}"


def unmark(sentence: str) -> tuple[str, dict[str, tuple[tuple[int, int], ...]]]:
    """A sentence without its marks, and the characters that stood between each kind of them."""
    out: list[str] = []
    opened: dict[str, list[int]] = {"<": [], "[": [], "{": []}
    spans: dict[str, list[tuple[int, int]]] = {"<": [], "[": [], "{": []}
    pairs = {">": "<", "]": "[", "}": "{"}
    for ch in sentence:
        if ch in opened:
            opened[ch].append(len(out))
        elif ch in pairs:
            spans[pairs[ch]].append((opened[pairs[ch]].pop(), len(out)))
        else:
            out.append(ch)
    return "".join(out), {mark: tuple(sorted(rows)) for mark, rows in spans.items()}


def cases(path: Path, kind: type[ActEntry] | type[EncounterEntry]) -> Iterator[Case]:
    """The cases of a file, in its order."""
    file = f"{path.parent.name}/{path.name}"
    for entry in entries(path, kind):
        for yes, sentences in ((True, entry.yes), (False, entry.no)):
            for sentence in sentences:
                text, spans = unmark(sentence)
                yield Case(file, entry, yes, sentence, text, spans["<"], spans["["], spans["{"])


def act_files() -> list[Path]:
    """The files of acts of all languages."""
    return [path for language in LANGUAGES for path in sorted((FOLDER / language).glob("acts_*.yaml"))]


def read_cases(rows: Sequence[Case]) -> list[tuple[Case, Record]]:
    """Each case with the record of its sentence; read in batches."""
    articles = [
        Article(id=f"c{n}", language=case.file[:2], published="2022-01-14", text=case.text)
        for n, case in enumerate(rows)
    ]
    return list(zip(rows, Reader().pipe(articles), strict=True))


def fault(case: Case, record: Record) -> str | None:
    """What is wrong with the reading of a sentence, or None."""
    if isinstance(case.entry, EncounterEntry):
        return _encounter_fault(case, record)
    if not case.yes:
        return "found" if any(_rule(s) == case.entry.id for s in record.statements) else None
    own = [s for s in record.statements if _fits(case.entry, s)]
    if not own:
        return "none" if not record.statements else "act"
    if case.content and agreement(case.content, own) < AGREES:
        return "content"
    return None


def _encounter_fault(case: Case, record: Record) -> str | None:
    own = any(e.kind == case.entry.kind for e in record.encounters)  # type: ignore[union-attr]
    if case.yes:
        return None if own else "none"
    return "found" if any(e.rule.split("/")[0] == case.entry.id for e in record.encounters) else None


def _rule(statement: Statement) -> str:
    return statement.rule.split("/")[0]


def _fits(entry: ActEntry, statement: Statement) -> bool:
    return _rule(statement) == entry.id or (not entry.neutral and statement.act == entry.act)


def agreement(marked: Iterable[tuple[int, int]], statements: Sequence[Statement]) -> float:
    """The best overlap of what is marked with one statement's content, or with the contents of all that touch it."""
    wanted = _characters(marked)
    contents = [_characters((span.start, span.end) for span in s.content) for s in statements]
    touching = set().union(*(c for c in contents if c & wanted))
    return max(len(wanted & c) / len(wanted | c) for c in (*contents, touching))


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


@cache
def read_file(path: Path, kind: type[ActEntry] | type[EncounterEntry] = ActEntry) -> list[tuple[Case, Record]]:
    """The cases of a file, read once."""
    return read_cases(list(cases(path, kind)))


def all_cases() -> list[tuple[Case, Record]]:
    """Every case of the lexicon with the record of its sentence."""
    found = [row for path in act_files() for row in read_file(path)]
    for language in LANGUAGES:
        found += read_file(FOLDER / language / "encounters.yaml", EncounterEntry)
    return found


def known_misses() -> list[str]:
    """The names of the cases that are known to fail."""
    return list(read_yaml(MISSES) or [])


def write_misses() -> None:
    """Write anew which cases fail: python tests/lexicon/sentences.py, after the pipelines have changed."""
    names = sorted({case.name for case, record in all_cases() if fault(case, record)})
    lines = [json.dumps(name, ensure_ascii=False) for name in names]
    MISSES.write_text(HEAD + "".join(f"- {line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    write_misses()
