"""States, organisations and places with their names, as a gazetteer over words."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "world"
# Letters that have no decomposition of their own.
STROKES = str.maketrans(
    {"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ð": "d", "ı": "i"}
    | {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)


class NameKind(StrEnum):
    """What a name names, and so what it may stand for."""

    STATE = "state"
    CAPITAL = "capital"
    METONYM = "metonym"
    ORGANISATION = "organisation"
    BODY = "body"
    MEDIA = "media"
    TREATY = "treaty"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    COMBINING = "combining"
    PLACE = "place"
    PERSON = "person"


class WorldName(NamedTuple):
    """A name: its words in lower case, whose it is, what it is, its gender and number where known."""

    words: tuple[str, ...]
    id: str
    kind: NameKind
    gender: str | None = None
    number: str = "s"
    written: str = ""


class Thing(NamedTuple):
    """A state or organisation: id, display names by language, Wikidata id, kind, party."""

    id: str
    names: dict[str, str]
    wikidata: str | None
    kind: str
    party: str | None
    gender: str | None


class Office(NamedTuple):
    """An office that a known person held: party, class of role, gender, first and last month ("" where open)."""

    name: str
    party: str
    role: str
    gender: str
    first: str
    last: str


class World:
    """The gazetteer of one language.

    Attributes:
        names: names by their first word in lower case, longest first.
        things: states and organisations by id.
        regions: the name of each region with a government of its own, by its name in English.
        states_of_regions: the state of each region that is part of one, by the region's id.
        first_names: "m" or "f" by folded first name.
        persons: offices of publicly known persons by the words (`name_words`) of each of their names.
        surnames: the same by the one word by which a text may call them.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.names: dict[str, list[WorldName]] = {}
        self.things: dict[str, Thing] = {}
        self.combining: dict[str, str] = {}
        self.regions: dict[str, str] = {}
        self.states_of_regions: dict[str, str] = {}
        for name in self._all():
            self.names.setdefault(name.words[0], []).append(name)
        self.persons = _persons(self.regions)
        for rows in self.names.values():
            rows.sort(key=lambda name: (-len(name.words), ORDER.index(name.kind)))
        self.first_names = {row["name"]: row["gender"] for row in rows_of("first_names.csv")}
        self.surnames: dict[str, list[Office]] = {}
        for words, offices in self.persons.items():
            # «Kim», «Xi»: where the first word is no first name it is the surname.
            for word in {words[-1], *(words[:1] if words[0] not in self.first_names else ())}:
                self.surnames.setdefault(word, []).extend(offices)

    def _all(self) -> Iterator[WorldName]:
        yield from self._states()
        for row in rows_of("metonyms.csv"):
            if row["language"] in {self.language, "*"}:
                yield from _names(row["words"], row["id"], NameKind.METONYM)
        yield from self._organisations()
        for row in rows_of("places.csv"):
            yield from _names(row[f"name_{self.language}"], row["country"], NameKind.PLACE)

    def _states(self) -> Iterator[WorldName]:
        lang = self.language
        for row in rows_of("states.csv"):
            id_, gender = row["id"], row.get(f"gender_{lang}") or ""
            number = "p" if gender.endswith("p") else "s"
            names = {"fr": row["name_fr"], "en": row["name_en"]}
            self.things[id_] = Thing(id_, names, row["wikidata"] or None, "state", id_, gender[:1] or None)
            written = f"{row[f'name_{lang}']}|{row[f'aliases_{lang}']}"
            yield from _names(written, id_, NameKind.STATE, gender[:1], number)
            yield from _names(row[f"capital_{lang}"], id_, NameKind.CAPITAL)
            yield from _forms(row[f"adjectives_{lang}"], id_, NameKind.ADJECTIVE, lang)
            yield from _forms(row[f"demonyms_{lang}"], id_, NameKind.DEMONYM, lang)
            for part in row[f"combining_{lang}"].split("|"):
                if part:
                    self.combining[part.strip(" -").lower()] = id_

    def _organisations(self) -> Iterator[WorldName]:
        lang = self.language
        for row in rows_of("organisations.csv"):
            id_, gender = row["id"], row.get(f"gender_{lang}") or None
            names = {key: row[f"names_{key}"].split("|")[0] for key in ("fr", "en")}
            if row["kind"] in REGIONS:
                # A region keeps the name that the text gives it: «la Transnistrie», "Transnistria".
                self.regions[id_] = id_ = names[lang]
                if row["party"]:
                    self.states_of_regions[id_] = row["party"]
            party = id_ if row["kind"] in REGIONS else row["party"] or id_
            kind = KINDS.get(row["kind"], NameKind.ORGANISATION)
            self.things[id_] = Thing(id_, names, row["wikidata"] or None, row["kind"], party, gender)
            yield from _names(row[f"names_{lang}"], id_, kind, gender)
            yield from _names(row[f"bodies_{lang}"], id_, NameKind.BODY)
            if row["kind"] in REGIONS:  # «Tiraspol refuse»
                yield from _names(row["seat"], id_, NameKind.CAPITAL)
            yield from _forms(row[f"adjectives_{lang}"], id_, NameKind.ADJECTIVE, lang)
            if row[f"adjectives_{lang}"].islower() and row["kind"] != "region":  # «européen», «les Européens»
                yield from _forms(row[f"adjectives_{lang}"].title(), id_, NameKind.DEMONYM, lang)


ORDER = list(NameKind)
# Kinds of organisations that names of their own kind name; a region («la Wallonie») is a place that may act.
KINDS = {"media": NameKind.MEDIA, "treaty": NameKind.TREATY, "region": NameKind.PLACE}
# Those with a government of their own.
REGIONS = {"breakaway", "region"}


def split_words(written: str) -> tuple[str, ...]:
    """A name as the words of the tokenizers, in lower case: elisions and hyphens apart, apostrophes straight."""
    spaced = written.lower().replace("’", "'").replace("'", "' ").replace("-", " - ")
    return tuple(spaced.split())


def _names(written: str, id_: str, kind: NameKind, gender: str | None = None, number: str = "s") -> Iterator[WorldName]:
    for name in written.split("|"):
        if name.strip():
            yield WorldName(split_words(name), id_, kind, gender or None, number, name.strip())


# Four forms as m|f|mp|fp (French) or singular|plural (English); variants of the whole set after ";".
SLOTS: dict[int, list[tuple[str | None, str]]] = {
    4: [("m", "s"), ("f", "s"), ("m", "p"), ("f", "p")],
    2: [(None, "s"), (None, "p")],
    1: [(None, "s")],
}


def _forms(written: str, id_: str, kind: NameKind, language: str) -> Iterator[WorldName]:
    for variant in written.split(";"):
        forms = [form.strip() for form in variant.split("|")]
        slots = SLOTS.get(len(forms)) if language == "fr" or kind is NameKind.DEMONYM else None
        for form, (gender, number) in zip(forms, slots or [(None, "s")] * len(forms), strict=True):
            if form:
                yield WorldName(split_words(form), id_, kind, gender, number, form)


def _persons(regions: dict[str, str]) -> dict[tuple[str, ...], list[Office]]:
    out: dict[tuple[str, ...], list[Office]] = {}
    for row in rows_of("persons.csv"):
        party = regions.get(row["party"], row["party"])
        office = Office(row["name"], party, row["class"], row["gender"], row["from"], row["to"])
        for name in (row["name"], *row["aliases"].split("|")):
            if name.strip():
                out.setdefault(name_words(name), []).append(office)
    return out


@cache
def fold(text: str) -> str:
    """Lower case without accents, apostrophes straight: the key by which names are compared."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").translate(STROKES))
    return "".join(ch for ch in plain if not unicodedata.combining(ch)).lower()


def name_words(name: str) -> tuple[str, ...]:
    """The words by which personal names are compared: «Ban Ki-moon» and «Ban Ki Moon» have the same."""
    return tuple(fold(name).replace("'", " ").replace("-", " ").split())


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the world."""
    path = FOLDER / name
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield {key: (value or "").strip() for key, value in row.items() if key}


@cache
def load_world(language: str) -> World:
    """The gazetteer of a language, read once."""
    return World(language)
