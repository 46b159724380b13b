"""Loads the lexicon of a language: checked, indexed by the words that a reader looks up."""

from __future__ import annotations

from copy import copy
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from pourparlers.lexicon.entries import (
    ActEntry,
    ContentEntry,
    EncounterEntry,
    EncounterWords,
    Grammar,
    RoleEntry,
    Scope,
    Verdicts,
)
from pourparlers.lexicon.words import looked_up
from pourparlers.model import LexiconError

FOLDER = Path(__file__).parent
T = TypeVar("T")
# LibYAML reads the lexicon ten times faster than the loader in Python; both are safe loaders.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file, tags of Python objects refused."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=LOADER)  # noqa: S506  a safe loader


def entries(path: Path, kind: type[T]) -> list[T]:
    """The entries of a file, each checked against its shape.

    Raises:
        LexiconError: an entry has an unknown key, a wrong value, or an id that stands twice.
    """
    out: list[T] = []
    seen: set[str] = set()
    for raw in read_yaml(path) or []:
        name = raw.get("id", "?") if isinstance(raw, dict) else "?"
        try:
            out.append(msgspec.convert(raw, kind))
        except msgspec.ValidationError as error:
            raise LexiconError(f"entry {name}: {error}.", where=str(path.name)) from error
        if name in seen:
            raise LexiconError(f"entry {name} stands twice.", where=str(path.name))
        seen.add(name)
    return out


class Lexicon:
    """What is known of a language.

    Attributes:
        verbs, nouns, adjectives: acts by the lemma of their first word, entries of more words first.
        prepositions: attribution markers by their first word.
        roles: role entries with gender and number by their first word, as (words, entry, gender, number).
        encounters: nouns and verbs of encounters by lemma.
        modal_phrases: modals of several words by their last («is due to»).
        bodies: nouns for those who act together: a delegation, a union, a ministry.
    """

    def __init__(self, language: str) -> None:
        folder = FOLDER / language
        self.language = language
        self.acts = [e for path in sorted(folder.glob("acts_*.yaml")) for e in entries(path, ActEntry)]
        self.contents = _optional(folder / "content.yaml", ContentEntry)
        self.encounters = _optional(folder / "encounters.yaml", EncounterEntry)
        self.encounter_words = looked_up(msgspec.convert(_mapping(folder / "encounter_words.yaml"), EncounterWords))
        self.scope = looked_up(msgspec.convert(read_yaml(folder / "scope.yaml"), Scope))
        self.grammar = looked_up(msgspec.convert(read_yaml(folder / "grammar.yaml"), Grammar))
        self.verdicts = looked_up(msgspec.convert(_mapping(folder / "verdicts.yaml"), Verdicts))
        self.forms = _forms(folder / "forms.yaml")
        self.times: Any = read_yaml(folder / "times.yaml")
        self.role_entries = _optional(folder / "roles.yaml", RoleEntry)
        self._index()

    def _index(self) -> None:
        self.verbs: dict[str, list[Cue]] = {}
        self.nouns: dict[str, list[Cue]] = {}
        self.adjectives: dict[str, list[Cue]] = {}
        self.prepositions: dict[str, list[Cue]] = {}
        tables = {
            "verb": self.verbs,
            "noun": self.nouns,
            "adjective": self.adjectives,
            "preposition": self.prepositions,
        }
        for entry in self.acts:
            for key, table in tables.items():
                if getattr(entry, key):
                    cue = Cue(entry, self.grammar.reflexive)
                    table.setdefault(cue.head, []).append(cue)
                    if key == "preposition" and cue.head.endswith("'") and cue.rest:
                        # «d'après» is one word of a text.
                        table.setdefault(cue.head + cue.rest[0], []).append(cue.joined())
        for table in tables.values():
            for cues in table.values():
                cues.sort(key=lambda cue: (-len(cue.rest), not cue.reflexive))
        self.roles = _role_index(self.role_entries)
        self.encounter_nouns: dict[str, list[tuple[tuple[str, ...], EncounterEntry]]] = {}
        self.encounter_verbs: dict[str, list[tuple[Cue, EncounterEntry]]] = {}
        for encounter in self.encounters:
            if encounter.noun:
                words = tuple(encounter.noun.replace("'", "' ").split())
                self.encounter_nouns.setdefault(words[0], []).append((words[1:], encounter))
            if encounter.verb:
                written = ActEntry(id=encounter.id, act="say", verb=encounter.verb)  # type: ignore[arg-type]
                cue = Cue(written, self.grammar.reflexive)
                self.encounter_verbs.setdefault(cue.head, []).append((cue, encounter))
        for nouns in self.encounter_nouns.values():
            nouns.sort(key=lambda row: -len(row[0]))
        for verbs in self.encounter_verbs.values():
            verbs.sort(key=lambda row: -len(row[0].rest))
        self.negation = frozenset(self.scope.negation)
        self.modal_phrases = _by_last_word(self.scope.modals)
        self.bodies = frozenset((*self.scope.acting_nouns, *self.scope.bloc_nouns, *self.scope.collective_nouns))
        self.titles = {w.lower().rstrip("."): g for g, ws in self.scope.titles.items() for w in ws}


def _by_last_word(phrases: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases of several words by their last."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for *opening, last in (words.split() for words in phrases):
        if opening:
            out.setdefault(last, []).append((*opening, last))
    return out


class Cue:
    """An act entry ready to be matched: head lemma, further words, whether reflexive."""

    __slots__ = ("entry", "head", "reflexive", "rest")

    def __init__(self, entry: ActEntry, reflexive: tuple[str, ...]) -> None:
        words = entry.written.replace("’", "'")
        self.entry = entry
        self.reflexive = False
        for clitic in reflexive:
            prefix = clitic if clitic.endswith("'") else f"{clitic} "
            if entry.verb and words.startswith(prefix):
                self.reflexive, words = True, words[len(prefix) :]
                break
        parts = words.replace("'", "' ").split()
        # «s'en prendre», «s'y opposer»: a further clitic stands before the verb.
        while self.reflexive and len(parts) > 1 and len(parts[0]) <= 2:
            parts = parts[1:]
        self.head, *rest = parts
        self.rest = tuple(rest)

    def joined(self) -> Cue:
        """The same with its first two words as one."""
        other = copy(self)
        other.head, other.rest = self.head + self.rest[0], self.rest[1:]
        return other


def _optional(path: Path, kind: type[T]) -> list[T]:
    return entries(path, kind) if path.exists() else []


def _mapping(path: Path) -> dict[str, Any]:
    return (read_yaml(path) or {}) if path.exists() else {}


def _forms(path: Path) -> dict[str, str]:
    """Lemmas by their forms."""
    return {form: lemma for lemma, forms in _mapping(path).items() for form in forms.split()}


RoleForm = tuple[tuple[str, ...], RoleEntry, str | None, str]


def _role_index(roles: list[RoleEntry]) -> dict[str, list[RoleForm]]:
    """Role forms by their first word in lower case, longest first; gender "m", "f" or None, number "s" or "p"."""
    index: dict[str, list[RoleForm]] = {}
    seen: dict[tuple[str, ...], str | None] = {}
    for entry in roles:
        for key, forms in entry.forms.items():
            gender = entry.gender or (key[0] if key[0] in "mf" else None)
            # "chargé d'affaires" is two words in English, three in French; hyphens part English words.
            written = [form.lower().replace("’", "'") for form in forms]
            written += [form.replace("'", "' ") for form in written if "'" in form]
            written += [form.replace("-", " - ") for form in written if "-" in form]
            for form in written:
                words = tuple(form.split())
                if words in seen and gender != seen[words]:
                    _neutralise(index[words[0]], words)
                    continue
                seen[words] = gender
                index.setdefault(words[0], []).append((words, entry, gender, "p" if key.endswith("p") else "s"))
    for rows in index.values():
        rows.sort(key=lambda row: -len(row[0]))
    return index


def _neutralise(rows: list[RoleForm], words: tuple[str, ...]) -> None:
    """A form that serves both genders («ministre») tells none."""
    for i, (form, entry, _, number) in enumerate(rows):
        if form == words:
            rows[i] = (form, entry, None, number)


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language, read once.

    Args:
        language: ISO 639-1 code with a folder beside this file.

    Raises:
        LexiconError: there is no such folder, or an entry is not well formed.
    """
    if not (FOLDER / language / "grammar.yaml").exists():
        raise LexiconError("no lexicon for this language.", where=language, hint="There are: " + ", ".join(languages()))
    return Lexicon(language)


def languages() -> list[str]:
    """The languages that have a lexicon."""
    return sorted(path.parent.name for path in FOLDER.glob("*/grammar.yaml"))
