"""Words of one meaning under one concept, whatever their language and family: «libération», «libérer», "release"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from os.path import commonprefix
from typing import Any, NamedTuple

import yaml
from Stemmer import Stemmer

from pourparlers.lexicon.numbers import read_number, value_of, written
from pourparlers.lexicon.world import FOLDER, fold, rows_of

_WORD = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[%$€£]|[^\W\d_]+")
# Words that the table has not meet by so many letters of their stems («observateurs», "observers").
LETTERS = 6
# Words of one stem have so many first letters in common.
BEGUN = 3
# The Snowball algorithm of a language.
_ALGORITHMS = {"fr": "french", "en": "english"}
_PERCENT = "percent"
# Of a million words: no more than this is rare; this or more is as frequent as can be.
RARE, FREQUENT = 20, 5000
# So many texts are kept with their meanings, some ten megabytes: what is added is held against the same neighbours.
KEPT = 16_384

# What a word may mean.
Senses = tuple[str, ...]


class _Table(NamedTuple):
    """The table of concepts in one language.

    Attributes:
        lemmas: concepts by single words.
        begun: words of the table by their first letters.
        forms: lemmas by irregular forms («promis», "held").
        phrases: words and concept of expressions, by the first letters of their first word.
        numbers: what words for numbers tell.
    """

    lemmas: dict[str, Senses]
    begun: dict[str, list[str]]
    forms: dict[str, Senses]
    phrases: dict[str, list[tuple[Senses, str]]]
    numbers: dict[str, float]


def concepts(text: str, language: str) -> list[str]:
    """The concepts of a text in order: ids of the table, stems of other words, numbers; no function words.

    Of a word that may mean several things the most frequent is taken.

    Args:
        text: any words.
        language: "fr" or "en"; for another language words are compared as they are.
    """
    return [commonest(senses) for senses in meanings(text, language)]


def commonest(senses: Senses) -> str:
    """Of what a word may mean the most frequent."""
    return min(senses, key=lambda one: (-_frequencies().get(one, 0), one))


def meanings(text: str, language: str) -> list[Senses]:
    """What each word of a text may mean, in order; function words are left out, numbers are one word.

    Args:
        text: any words.
        language: "fr" or "en"; for another language words are compared as they are.
    """
    return list(_meanings(text, language))


@lru_cache(KEPT)
def _meanings(text: str, language: str) -> tuple[Senses, ...]:
    words = [_form(word) for word in _WORD.findall(_percents(text.lower(), language))]
    wider = _expressions(words, language)
    found = []
    at = 0
    while at < len(words):
        number, end = _number(words, at, language)
        senses = (number,) if number else _senses(words[at], language)
        if senses is None and at in wider:  # «à terme»: an expression of function words
            senses = ()
        if senses is not None and (senses or wider.get(at)):
            found.append(tuple(dict.fromkeys((*senses, *wider.get(at, ())))))
        at = end
    return tuple(found)


def of_group(name: str, language: str = "concepts") -> frozenset[str]:
    """The concepts of a group (`off`: of what was called off; `units`: measures), or words of a language."""
    return _listed(name, language)


def is_number(concept: str) -> bool:
    """Whether a concept is a number as written."""
    return concept[:1].isdecimal()


@lru_cache(KEPT)
def rarity(concept: str) -> float:
    """How much a concept tells when two contents share it: from 0.2 for the most frequent to 1 for a rare one."""
    often = _frequencies().get(concept, 0)
    return 1.0 if often <= RARE else max(0.2, 1.0 - 0.8 * math.log(often / RARE) / math.log(FREQUENT / RARE))


@cache
def _frequencies() -> dict[str, int]:
    return {row["concept"]: int(row["per_million"]) for row in rows_of("concept_frequencies.csv")}


def _form(word: str) -> str:
    return word.replace("œ", "oe").replace("æ", "ae")


def _percents(text: str, language: str) -> str:
    """A text with «pour cent» and "per cent" as a sign."""
    pattern = _percent_words(language)
    return pattern.sub("%", text) if pattern else text


@cache
def _percent_words(language: str) -> re.Pattern[str] | None:
    told = [row.get(language, "") for row in rows_of("concepts.csv") if row["concept"] == _PERCENT]
    words = [word for cell in told for word in cell.split("|") if word]
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b") if words else None


def _number(words: Sequence[str], at: int, language: str) -> tuple[str | None, int]:
    """The number at a word, with the word after it; None where there is none, or an article («un», "one")."""
    names = _table(language).numbers
    if words[at] not in names and value_of(words[at]) is None:
        return None, at + 1
    value, end = read_number(words, at, names, _joiners(language))
    if end == at + 1 and words[at] in names and value <= 1:
        return None, end  # an article («un», "one"), an ordinal («la cinquième séance»)
    if end < len(words) and words[end] == "%":
        return written(value, percent=True), end + 1
    parts = value < 1  # "two fifths"
    return written(value * 100 if parts else value, percent=parts), end


@cache
def _senses(word: str, language: str) -> Senses | None:
    """The concepts of a word: those of the table for it and for its lemma, or else for its stem, or else the stem."""
    table = _table(language)
    if len(word) < 3 and word not in table.lemmas or word in _listed("empty", language):
        return None
    lemmas = (word, *table.forms.get(word, ()))
    found = [one for lemma in lemmas for one in table.lemmas.get(lemma, ())] or _inflected(word, language)
    if not found:
        found = _nearest(word, _of_one_stem(word, language)) or [_stem(word, language)[:LETTERS]]
    return tuple(dict.fromkeys(found))


def _inflected(word: str, language: str) -> list[str]:
    """The concepts of the lemma of a regular form: "followed" is of "follow", not of "follower" as by its stem."""
    table = _table(language)
    for ending, lemma_ending in inflections(language):
        lemma = word.removesuffix(ending) + lemma_ending
        if word.endswith(ending) and len(word) - len(ending) >= BEGUN and lemma in table.lemmas:
            return list(table.lemmas[lemma])
    return []


def _of_one_stem(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """Lemmas of the stem of a word; of some forms the stem keeps the ending («euros», «demandent»)."""
    stems = _stems(fold(word)[:BEGUN], language)
    ends = [end for end in ("", *sorted(_listed("endings", language))) if word.endswith(end)]
    return next((told for end in ends if (told := stems.get(_stem(word.removesuffix(end), language)))), ())


@cache
def _stems(begun: str, language: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Lemmas with their concepts by their stems, of those that begin so: the whole table would take seconds."""
    table = _table(language)
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for lemma in table.begun.get(begun, ()):
        stem = _stem(lemma, language)
        found[stem] = (*found.get(stem, ()), *((lemma, concept) for concept in table.lemmas[lemma]))
    return found


def _nearest(word: str, told: Sequence[tuple[str, str]]) -> list[str]:
    """Of lemmas of one stem the concepts of those most like a word: «parties» is of «partie», not «partir»."""
    alike = [(len(commonprefix((word, lemma))), concept) for lemma, concept in told]
    return [concept for length, concept in alike if length == max(alike)[0]]


def _expressions(words: Sequence[str], language: str) -> dict[int, Senses]:
    """What words mean as part of an expression («guichet unique», "one-stop desk"), by their place."""
    stems = [_base(word, language) for word in words]
    found: dict[int, Senses] = {}
    for at, first in enumerate(stems):
        for told, concept in _phrases(first[:2], language).get(first, ()):
            if tuple(stems[at : at + len(told)]) == told:
                for place in range(at, at + len(told)):
                    if _senses(words[place], language) is not None:
                        found[place] = (*found.get(place, ()), concept)
                if not any(place in found for place in range(at, at + len(told))):
                    found[at] = (concept,)
    return found


@cache
def _table(language: str) -> _Table:
    table = _Table({}, {}, {}, {}, {})
    rows = [(_form(lemma), row["concept"]) for row in rows_of("concepts.csv") for lemma in _cell(row, language)]
    for lemma, concept in rows:
        _enter(table, lemma, concept)
    for row in rows_of("irregular_forms.csv"):
        if row["language"] == language:
            for form in map(_form, row["forms"].split()):
                table.forms[form] = (*table.forms.get(form, ()), _form(row["lemma"]))
    names = [(_form(name.lower()), concept) for name, concept in _names(language)]
    for name, concept in names:
        if name not in table.lemmas and name not in table.forms:
            table.lemmas[name] = (concept,)
    # An expression is compared by the lemmas of its words, which are known only now.
    for lemma, concept in rows + names:
        if len(words := _WORD.findall(lemma)) > 1:
            lemmas = tuple(_lemma(word, table) for word in words)
            table.phrases.setdefault(fold(lemmas[0])[:2], []).append((lemmas, concept))
    return table


@cache
def _phrases(begun: str, language: str) -> dict[str, list[tuple[Senses, str]]]:
    """Stems of words and concept of expressions, by the stem of the first, of those that begin so."""
    found: dict[str, list[tuple[Senses, str]]] = {}
    for lemmas, concept in _table(language).phrases.get(begun, ()):
        stems = tuple(_stem(lemma, language) for lemma in lemmas)
        found.setdefault(stems[0], []).append((stems, concept))
    return found


def _cell(row: Mapping[str, str], key: str) -> list[str]:
    return [one.strip() for one in re.split("[|;]", row.get(key) or "") if one.strip()]


def _names(language: str) -> Iterator[tuple[str, str]]:
    """Names of states, with their capitals, and of places that languages spell in two ways: «Batoumi», "Batumi"."""
    for row in rows_of("states.csv"):
        for key in ("name", "aliases", "adjectives", "demonyms", "capital"):
            yield from ((name, row["id"]) for name in _cell(row, f"{key}_{language}"))
    for row in rows_of("places.csv"):
        if row["name_fr"] != row["name_en"]:
            yield from ((name, row["name_en"].lower()) for name in _cell(row, f"name_{language}"))


def _enter(table: _Table, lemma: str, concept: str) -> None:
    if len(_WORD.findall(lemma)) > 1:
        return
    if value := _value(concept):
        table.numbers[lemma] = value
        return
    if lemma not in table.lemmas:
        table.begun.setdefault(fold(lemma)[:BEGUN], []).append(lemma)
    table.lemmas[lemma] = (*table.lemmas.get(lemma, ()), concept)


def _value(concept: str) -> float | None:
    """What a concept tells that is a number or a fraction: "4", "1/5"."""
    found = re.fullmatch(r"(\d+)(?:/(\d+))?", concept)
    return int(found[1]) / int(found[2] or 1) if found else None


def _base(word: str, language: str) -> str:
    return _stem(_lemma(word, _table(language)), language)


def _lemma(word: str, table: _Table) -> str:
    return word if word in table.lemmas else table.forms.get(word, (word,))[0]


@cache
def _stem(word: str, language: str) -> str:
    known = _stemmer(language)
    return fold(known.stemWord(word) if known else word)


@cache
def _stemmer(language: str) -> Any:
    algorithm = _ALGORITHMS.get(language)
    return Stemmer(algorithm) if algorithm else None


def _joiners(language: str) -> frozenset[str]:
    """Words within numbers («vingt et un», "two hundred and six")."""
    return _listed("joiners", language)


@cache
def _listed(name: str, language: str) -> frozenset[str]:
    return frozenset(_lists()[name].get(language, ()))


@cache
def inflections(language: str, name: str = "inflections") -> tuple[tuple[str, str], ...]:
    """Endings of regular forms with those of their lemmas, in the order of the list: («ies», «ir»), ("ied", "y").

    Args:
        language: of the forms.
        name: of the list; "nominal" has those of nouns and adjectives alone.
    """
    told = [one.split() for one in _lists()[name].get(language, ())]
    return tuple((ending, after[0] if after else "") for ending, *after in told)


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    told: dict[str, dict[str, list[str]]] = yaml.load(
        (FOLDER / "comparing.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    return told
