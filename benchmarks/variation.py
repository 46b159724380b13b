"""Another negotiation from one that was written: other states, persons, days, numbers and issues in its sentences.

A `Source` is an article with its record, cut once into pieces that can be told otherwise. A `World` says, for one round
of talks, what stands for what; it is the same in French and English, so that articles of one round still tell of one
encounter. Characters are counted anew, so that every span still says what its text says.
"""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

from pourparlers.dossier.merging.names import sound
from pourparlers.model import Article, Record

MONTHS = {
    "fr": [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ],
    "en": [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ],
}  # fmt: skip
SEASONS = {"WI": 1, "SP": 4, "SU": 7, "FA": 10}
CONSONANTS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "dr", "kr", "st", "tr", "nd", "lm"]
VOWELS = ["a", "e", "i", "o", "u", "ia", "eo", "ou"]
ENDINGS = ["n", "s", "k", "r", "m", "t", "l", "v", "sky", "dze", "ov", "ez", "ani", "o", "a", "i"]

# How many persons a state has, and how many surnames there are.
PERSONS, SURNAMES = 100, 20_000


# Language, ending, and whether it begins with a vowel.
Shape = tuple[str, str, bool]
_WORD = re.compile(r"(?<![\w-])[a-zß-ÿœ]{4,}(?![\w-])")


def shape(word: str, language: str) -> Shape:
    """What a word has in common with those that can stand in its place."""
    return language, word[-3:], word[0] in "aeiouyhéèêâîôœ"


def vocabulary(sources: Iterable[Source]) -> dict[Shape, list[str]]:
    """The words of texts by their shape."""
    told = {(source.article.language, word) for source in sources for word in _WORD.findall(source.article.text)}
    out: dict[Shape, list[str]] = {}
    for language, word in sorted(told):
        out.setdefault(shape(word, language), []).append(word)
    return out


class Piece(NamedTuple):
    """Characters of a string that can be told otherwise: of what kind, and what they stand for."""

    start: int
    end: int
    kind: str
    key: Any


class Source(NamedTuple):
    """An article with its record.

    Attributes:
        pieces: by each of its strings.
        blocks: the paragraphs of its text.
        homes: the party and surname of the person whose name a word is part of.
    """

    article: Article
    record: Record
    pieces: Mapping[str, Sequence[Piece]]
    blocks: Sequence[tuple[int, int]]
    homes: Mapping[str, tuple[str, str]]


def table(name: str) -> list[dict[str, str]]:
    """A table of the lexicon."""
    with files("pourparlers.lexicon").joinpath("world", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# States.


@cache
def states() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in table("states.csv") if row["member"] == "un"}


@cache
def alike(id_: str) -> list[str]:
    """The states that can stand for one without a change of articles; the first are frequent."""

    def kind(row: dict[str, str]) -> tuple[object, ...]:
        return row["article_fr"], row["gender_fr"], row["capital_fr"][:1] in "AEIOUÉ"

    found = [other for other, row in states().items() if kind(row) == kind(states()[id_])]
    return random.Random("states").sample(found, len(found))


def state_forms(id_: str, language: str) -> dict[str, str]:
    """What a state is called, each by the name of its form."""
    row = states()[id_]
    out: dict[str, str] = {}
    for group in reversed(row[f"adjectives_{language}"].split(";")):
        out |= {word: f"adjective {n}" for n, word in enumerate(group.split("|"))}
    for group in row[f"demonyms_{language}"].split(";"):
        out |= {word: f"demonym {n}" for n, word in enumerate(group.split("|")) if word not in out}
    out |= dict.fromkeys(row[f"capital_{language}"].split("|"), "capital")
    out |= dict.fromkeys((row[f"name_{language}"], *row[f"aliases_{language}"].split("|")), "name")
    out |= {word.upper(): f"upper {form}" for word, form in out.items() if form in {"capital", "name"}}
    return {word: form for word, form in out.items() if len(word) > 2}


@cache
def state_form(id_: str, language: str, form: str) -> str:
    """How a state is called in a form."""
    row = states()[id_]
    if form.startswith("upper "):
        return state_form(id_, language, form[6:]).upper()
    column, _, n = form.partition(" ")
    if column in {"name", "capital"}:
        return row[f"{column}_{language}"].split("|")[0]
    words = row[f"{column}s_{language}"].split(";")[0].split("|")
    return words[min(int(n), len(words) - 1)]


# Issues.


@cache
def nouns() -> dict[str, dict[str, str]]:
    """Concepts that have one plain word in each language, by the word, by language."""
    out: dict[str, dict[str, str]] = {"fr": {}, "en": {}}
    for row in table("concepts.csv"):
        fr, en = row["fr"].split("|")[0], row["en"].split("|")[0]
        if fr.isalpha() and en.isalpha() and min(len(fr), len(en)) > 4 and fr.islower() and en.islower():
            out["fr"][fr], out["en"][en] = f"{fr}/{en}", f"{fr}/{en}"
    return out


@cache
def nouns_like(concept: str) -> list[str]:
    """Concepts whose French words end alike, and so are of one gender and kind in most cases."""
    end = concept.partition("/")[0][-3:]
    return sorted({one for one in nouns()["fr"].values() if one.partition("/")[0].endswith(end)})


# A round's own world.


class World:
    """What stands for what in one round of talks.

    Args:
        seed: all of it follows from this alone.
        days: by how many days the round is moved; a multiple of seven keeps the days of the week.
        homes: the party and surname of the person whose name a word is part of.
        vocabulary: words by their shape.
    """

    def __init__(
        self, seed: str, days: int, homes: Mapping[str, tuple[str, str]], vocabulary: Mapping[Shape, Sequence[str]]
    ) -> None:
        self.chance, self.days, self.homes, self.vocabulary = random.Random(seed), days, homes, vocabulary
        self.states: dict[str, str] = {}
        self.words: dict[tuple[str, ...], str] = {}

    def state(self, id_: str) -> str:
        """A frequent state more often than a rare one, and never one that stands for another already."""
        if id_ not in states():
            return id_
        if id_ not in self.states:
            free = [one for one in alike(id_) if one not in self.states.values()] or [id_]
            weights = [1 / (n + 1) for n in range(len(free))]
            self.states[id_] = self.chance.choices(free, weights)[0]
        return self.states[id_]

    def actor(self, id_: str) -> str:
        return self.person(id_) if id_.startswith("person:") else self.state(id_)

    def person(self, id_: str) -> str:
        return "person:" + re.sub(r"\w+", lambda found: self._called(found[0]), id_.removeprefix("person:"))

    def _called(self, word: str) -> str:
        return self.name(word) if is_name(word) else word

    def name(self, word: str) -> str:
        """A name for a name; spellings of one sound stay one. A state has some hundred persons, who come again."""
        key = ("name", sound(plain(word)))
        if key not in self.words:
            home, person = self.homes.get(word, ("", word))
            place = self._kept("person", sound(plain(person)), lambda: str(int(PERSONS * self.chance.random() ** 2)))
            own = random.Random(f"{self.state(home)} {place} {word == person}")
            gender = genders().get(plain(word)) if word != person else None
            made = (given(gender, own) if gender else surname(own) for _ in range(100))
            self.words[key] = next(name for name in made if name not in self.words.values())
        return self.words[key]

    def number(self, digits: str) -> str:
        """Another number of as many digits."""
        return self._kept("number", digits, lambda: "".join(self._digit(ch, n) for n, ch in enumerate(digits)))

    def _digit(self, ch: str, n: int) -> str:
        return ch if not ch.isdigit() else str(self.chance.randint(0 if n else 1, 9))

    def noun(self, concept: str) -> str:
        return self._kept("noun", concept, lambda: self.chance.choice(nouns_like(concept)))

    def word(self, word: str, language: str) -> str:
        """Another word of the same shape for three of four words: texts of two rounds are no copies of each other."""
        if self._kept("told", word, lambda: self.chance.choice(("", "other", "other", "other"))):
            return self._kept("word", word, lambda: self.chance.choice(self.vocabulary[shape(word, language)]))
        return word

    def _kept(self, kind: str, key: str, make: Any) -> str:
        if (kind, key) not in self.words:
            self.words[kind, key] = make()
        return self.words[kind, key]

    def day(self, told: date) -> date:
        return told + timedelta(days=self.days)

    def value(self, value: str | None) -> str | None:
        """A TIMEX3 value, moved; what names no stretch of the calendar stays."""
        if value is None:
            return None
        if found := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
            return self.day(date(*map(int, found.groups()))).isoformat() + value[10:]
        if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
            return self.day(date(int(found[1]), int(found[2]), 15)).isoformat()[:7]
        if found := re.fullmatch(r"(\d{4})-W(\d\d)", value):
            year, week, _ = self.day(date.fromisocalendar(int(found[1]), int(found[2]), 4)).isocalendar()
            return f"{year}-W{week:02}"
        if found := re.fullmatch(r"(\d{4})-(WI|SP|SU|FA)", value):
            moved = self.day(date(int(found[1]), SEASONS[found[2]], 15))
            return f"{moved.year}-{list(SEASONS)[moved.month % 12 // 3]}"
        return str(self.year(int(value))) if re.fullmatch(r"\d{4}", value) else value

    def year(self, year: int) -> int:
        return self.day(date(year, 7, 1)).year

    def told(self, piece: Piece, old: str, language: str) -> str:
        """What stands in the place of a piece."""
        match piece.kind:
            case "state":
                id_, form = piece.key
                return state_form(self.state(id_), language, form)
            case "name":
                return self.name(piece.key).upper() if old.isupper() else self.name(piece.key)
            case "noun":
                concept, plural = piece.key
                word = self.noun(concept).partition("/")[0 if language == "fr" else 2]
                return (word[:1].upper() + word[1:] if old[0].isupper() else word) + plural
            case "day":
                return day_words(self.day(piece.key), old, language)
            case "year":
                return str(self.year(int(old)))
            case "number":
                return self.number(old)
            case "word":
                return self.word(old, language)
        return ""


def day_words(day: date, old: str, language: str) -> str:
    """A day written as another was: «12 janvier 2022», "January 12, 2022"; with or without its year."""
    year, month = str(day.year), MONTHS[language][day.month - 1]
    old = re.sub(r"\d{4}", year, old)
    old = re.sub(r"[^\W\d]{3,}\.?", month, old, count=1)
    first = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return re.sub(r"\b\d{1,2}(er)?\b(?!\d)", first, old, count=1)


def plain(word: str) -> str:
    split = unicodedata.normalize("NFKD", word.lower())
    return "".join(ch for ch in split if "a" <= ch <= "z")


@cache
def genders() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in table("first_names.csv")}


@cache
def givens(gender: str) -> list[str]:
    """The given names of a gender; the first are frequent."""
    found = [
        name.capitalize() for name, told in genders().items() if told == gender and name.isalpha() and len(name) > 3
    ]
    return random.Random("given").sample(found, len(found))


def given(gender: str, chance: random.Random) -> str:
    names = givens(gender)
    return names[int(len(names) * chance.random() ** 2)]


def surname(chance: random.Random) -> str:
    """A surname made of syllables, nobody's; the first are frequent."""
    chance = random.Random(f"surname {int(SURNAMES * chance.random() ** 2)}")
    parts = [chance.choice(CONSONANTS[:17]) + chance.choice(VOWELS[:5])]
    parts += [chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.choice((1, 1, 2)))]
    return ("".join(parts) + chance.choice(ENDINGS)).capitalize()


def is_name(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and word.isalpha() and bool(plain(word))


# Pieces.


def source(article: Article, record: Record) -> Source:
    """An article with its record, cut into pieces."""
    patterns = list(_patterns(article, record))
    strings = {article.text, article.title or "", *_strings(record)}
    pieces = {one: _pieces(one, patterns, article) for one in strings}
    blocks = [(found.start(), found.end()) for found in re.finditer(r"(?:.+\n?)+\n*", article.text)]
    return Source(article, record, pieces, blocks, dict(_homes(record)))


def _homes(record: Record) -> Iterator[tuple[str, tuple[str, str]]]:
    for actor in sorted(record.actors, key=lambda one: len(one.name)):
        words = [word for word in re.findall(r"\w+", actor.name) if is_name(word)]
        if actor.id.startswith("person:") and words:
            yield from ((word, (actor.party or "", words[-1])) for word in words)


def _strings(record: Record) -> Iterator[str]:
    for actor in record.actors:
        yield from (actor.name, actor.role or "")
    yield from (one.place or "" for one in record.encounters)
    yield from (one.issue or "" for one in record.statements)


def _patterns(article: Article, record: Record) -> Iterator[tuple[str, re.Pattern[str], Mapping[str, Any]]]:
    language = article.language
    months = "|".join(MONTHS[language]) + ("|janv|févr|juil|sept" if language == "fr" else "|Sept|Aug|Oct|Nov|Dec")
    day = rf"\d{{1,2}}(?:er)?[ \xa0](?:{months})\b(?:[ \xa0]\d{{4}})?"
    if language == "en":
        day += rf"|(?:{months})\.? \d{{1,2}}\b(?:, \d{{4}})?"
    yield "day", re.compile(rf"\b(?:{day})"), {}
    found = {
        word: (id_, form)
        for id_ in sorted({actor.id for actor in record.actors if actor.id in states()})
        for word, form in state_forms(id_, language).items()
    }  # fmt: skip
    yield "state", _any_of(found), found
    held = {word for names in found for word in names.split()}
    persons = [actor.name for actor in record.actors if actor.id.startswith("person:")]
    names = {word: word for name in persons for word in re.findall(r"\w+", name) if is_name(word) and word not in held}
    names |= {word.upper(): word for word in names if len(word) > 3}
    yield "name", _any_of(names), names
    told = {word for one in record.statements for word in re.findall(r"\w+", (one.issue or "").lower())}
    named = {word: concept for word, concept in nouns()[language].items() if told & {word, word + "s"}}
    words = {word + plural: (concept, plural) for word, concept in named.items() for plural in ("", "s")}
    words |= {word.capitalize(): key for word, key in words.items()}
    yield "noun", _any_of(words), words
    kept = [one.role or "" for one in record.actors] + [one.cue.text for one in record.statements if one.cue]
    kept += [span.text for one in record.encounters for span in one.evidence] + [one.text for one in record.times]
    bound = {word for one in kept for word in re.findall(r"\w+", one.lower())} | set(words)
    yield "word", _WORD, {word: word for word in _WORD.findall(article.text) if word not in bound}
    yield "year", re.compile(r"\b(?:19|20)\d\d\b"), {}
    yield "number", re.compile(r"\b\d{2,}(?:[.,  ]\d{3})*\b"), {}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)" if longest else r"(?!)")


def _pieces(text: str, patterns: Sequence[Any], article: Article) -> list[Piece]:
    taken: list[Piece] = []
    free = bytearray(len(text))
    for kind, pattern, keys in patterns:
        for found in pattern.finditer(text):
            start, end = found.span()
            key = _day(found[0], article) if kind == "day" else keys.get(found[0])
            if any(free[start:end]) or (kind in {"day", "word"} and key is None):
                continue
            free[start:end] = b"\1" * (end - start)
            taken.append(Piece(start, end, kind, key))
    return sorted(taken)


def _day(words: str, article: Article) -> date | None:
    month = next(m for m in re.findall(r"[^\W\d]{3,}", words))
    n = next(n for n, name in enumerate(MONTHS[article.language], 1) if name.startswith(month))
    year = re.search(r"\d{4}", words)
    day = int(re.search(r"\d+", words)[0])  # type: ignore[index]
    try:
        return date(int(year[0] if year else (article.published or "2015")[:4]), n, day)
    except ValueError:
        return None


# Telling.


class Telling:
    """A source told of another world, some of its paragraphs left out."""

    def __init__(self, source: Source, world: World, dropped: Sequence[int] = ()) -> None:
        self.source, self.world = source, world
        self.gone = [source.blocks[n] for n in dropped]
        self.text, self._marks = self._told_text()

    def string(self, text: str | None) -> str | None:
        """A string of the record in the words of the new world."""
        if not text:
            return text
        return self._replaced(text, self.source.pieces[text])[0]

    def _told_text(self) -> tuple[str, list[tuple[int, int, int, int]]]:
        whole = self.source.article.text
        pieces = [p for p in self.source.pieces[whole] if not any(a <= p.start < b for a, b in self.gone)]
        pieces += [Piece(start, end, "gone", None) for start, end in self.gone]
        return self._replaced(whole, sorted(pieces, key=lambda piece: piece.start))

    def _replaced(self, text: str, pieces: Sequence[Piece]) -> tuple[str, list[tuple[int, int, int, int]]]:
        out, marks, at, length = [], [(0, 0, 0, 0)], 0, 0
        for piece in pieces:
            out.append(text[at : piece.start])
            length += piece.start - at
            new = self.world.told(piece, text[piece.start : piece.end], self.source.article.language)
            marks.append((piece.start, piece.end, length, length + len(new)))
            out.append(new)
            at, length = piece.end, length + len(new)
        return "".join([*out, text[at:]]), marks

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where characters of the source stand now; None where their paragraph is left out."""
        if any(a < end and start < b for a, b in self.gone):
            return None
        return self._at(start, False), self._at(end, True)

    def _at(self, place: int, end: bool) -> int:
        n = bisect_right(self._marks, (place, -1, -1, -1)) - 1
        if n + 1 < len(self._marks) and self._marks[n + 1][0] == place and not end:
            n += 1
        old_start, old_end, new_start, new_end = self._marks[max(n, 0)]
        if place >= old_end:
            return new_end + place - old_end
        return new_end if end else new_start

    def record(self, article: Article) -> Record:
        """The record of the telling: what its source's record says of the paragraphs that are left."""
        return msgspec.convert(self._facts(article), Record)

    def _facts(self, article: Article) -> dict[str, Any]:
        told = msgspec.to_builtins(self.source.record)
        told["article"] = msgspec.to_builtins(article)
        told["times"] = [one for time in told["times"] if (one := self._time(time))]
        actors = [one for actor in told["actors"] if (one := self._actor(actor))]
        told["actors"] = list({one["id"]: one for one in actors}.values())
        told["encounters"] = [one for e in told["encounters"] if (one := self._encounter(e))]
        told["statements"] = [one for s in told["statements"] if (one := self._statement(s))]
        left, times = ({one["id"] for one in told[kind]} for kind in ("statements", "times"))
        for one in told["statements"]:
            one["answers"] = one["answers"] if one["answers"] in left else None
            one["time"] = one["time"] if one["time"] in times else None
        told["issues"] = [
            {"label": self.string(one["label"]), "statements": [s for s in one["statements"] if s in left]}
            for one in told["issues"]
            if left & set(one["statements"])
        ]
        return told

    def _span(self, span: dict[str, Any]) -> dict[str, Any] | None:
        place = self.place(span["start"], span["end"])
        return {**span, "start": place[0], "end": place[1], "text": self.text[slice(*place)]} if place else None

    def _time(self, time: dict[str, Any]) -> dict[str, Any] | None:
        moved = {name: self.world.value(time[name]) for name in ("value", "begin", "end_date")}
        span = self._span(time)
        return {**span, **moved} if span else None

    def _actor(self, actor: dict[str, Any]) -> dict[str, Any] | None:
        mentions = [one for span in actor["mentions"] if (one := self._span(span))]
        if not mentions:
            return None
        id_ = self.world.actor(actor["id"])
        wikidata = states()[id_]["wikidata"] if id_ in states() else actor["wikidata"]
        name = id_.removeprefix("person:") if id_.startswith("person:") else self.string(actor["name"])
        party = self.world.state(actor["party"]) if actor["party"] else None
        told = {"id": id_, "name": name, "role": self.string(actor["role"]), "party": party, "wikidata": wikidata}
        return {**actor, **told, "mentions": mentions}

    def _encounter(self, one: dict[str, Any]) -> dict[str, Any] | None:
        evidence = [told for span in one["evidence"] if (told := self._span(span))]
        parties, persons = ([self.world.actor(id_) for id_ in one[name]] for name in ("parties", "persons"))
        told = {"parties": parties, "persons": persons, "place": self.string(one["place"]), "evidence": evidence}
        return {**one, **told, "date": self.world.value(one["date"])} if evidence else None

    def _statement(self, one: dict[str, Any]) -> dict[str, Any] | None:
        content = [told for span in one["content"] if (told := self._span(span))]
        if len(content) < len(one["content"]):
            return None
        told = {name: [self.world.actor(id_) for id_ in one[name]] for name in ("speaker", "party", "addressees")}
        speaker = one["why"]["speaker"]
        return {
            **one, **told, "content": content, "cue": self._span(one["cue"]) if one["cue"] else None,
            "target": self.world.actor(one["target"]) if one["target"] else None, "issue": self.string(one["issue"]),
            "why": {"speaker": self._span(speaker) if speaker else None},
        }  # fmt: skip
