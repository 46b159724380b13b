"""The grammar of time expressions of one language, compiled from its times.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from pourparlers.model import LexiconError, TimeType
from pourparlers.reading.times.lexer import NOTHING, Codes, lexemes, shape_of
from pourparlers.reading.times.patterns import Part, PatternReader, either, expand, join, literals

# What a plain number may be: the category, the lengths and the values it admits.
_DIGITS: dict[str, tuple[tuple[int, ...], int, int]] = {
    "number": ((1, 2, 3, 4), 0, 9999),
    "day": ((1, 2), 1, 31),
    "monthnumber": ((1, 2), 1, 12),
    "hour": ((1, 2), 0, 24),
    "minute": ((2,), 0, 59),
    "weeknumber": ((1, 2), 1, 59),
    "year": ((4,), 1000, 2199),
    "modern": ((4,), 1900, 2099),
    "yy": ((2,), 0, 99),
    "hhmm": ((4,), 0, 2359),
    "big": ((4,), 2200, 9999),
}
_SAMPLES = (
    "0",
    "5",
    "00",
    "05",
    "20",
    "28",
    "45",
    "70",
    "100",
    "0000",
    "1500",
    "2000",
    "2150",
    "2300",
    "5000",
    "00000",
)
_SUMMED = "number"
_RULE_KEYS = {"id", "is", "read", "type", "value", "by", "unit", "anchor", "mod", "tense", "part", "unless", "sign"}


class TenseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell whether what is dated lies ahead or behind.

    Attributes:
        ahead_before, behind_before: words before a time that tell it («avant lundi», «depuis lundi»).
        ahead_beside: the same, right before a bare weekday or month («reporté à lundi», "moved to Monday").
        not_owned: those that tell nothing before a possessive ("for Wednesday's meeting").
        passive_auxiliaries: those that make a passive, however the tree calls them («est attendu»).
        skipped: small words that may stand between these and the time.
        ahead_participles: verbs whose participle looks ahead («prévu», "scheduled").
        ahead_governors: verbs whose infinitive lies ahead («décidé de se revoir», "agreed to meet").
        ahead_auxiliaries: auxiliaries that look ahead («doivent se revoir», "will meet").
        ahead_copulas: verbs whose present looks ahead before an infinitive ("are to meet").
        behind_governors: verbs whose infinitive has just happened («vient de démissionner lundi»).
        ahead_presents: verbs whose present looks ahead («Le traité expire en mars»).
        events: verbs whose present tells of the very day («reçoit aujourd'hui»), not of the time we live in.
        ahead_words: words that look ahead in a clause without verb («prochain rendez-vous lundi»).
        ahead_adjectives: adjectives of a noun that is to come («un éventuel sommet au printemps»).
        ahead_always: verbs whose passive participle looks ahead under any verb («attendu lundi à Rome, il a plaidé»).
        summoning, summoned: verbs and objects that are of the day told after («a convoqué une réunion lundi»).
    """

    ahead_before: frozenset[str] = frozenset()
    behind_before: frozenset[str] = frozenset()
    ahead_beside: frozenset[str] = frozenset()
    not_owned: frozenset[str] = frozenset()
    passive_auxiliaries: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    ahead_participles: frozenset[str] = frozenset()
    ahead_governors: frozenset[str] = frozenset()
    ahead_auxiliaries: frozenset[str] = frozenset()
    ahead_copulas: frozenset[str] = frozenset()
    behind_governors: frozenset[str] = frozenset()
    ahead_presents: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    ahead_words: frozenset[str] = frozenset()
    ahead_adjectives: frozenset[str] = frozenset()
    ahead_always: frozenset[str] = frozenset()
    summoning: frozenset[str] = frozenset()
    summoned: frozenset[str] = frozenset()


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A construction and how it is read.

    Attributes:
        id: its stable name.
        pattern: a regular expression over codes; see `times_patterns` for how it is written (key `is`).
        slots: the category of each of its slots.
        read: the name of its reading, of those in `times`; `none` where it is no time at all.
        type: the type, where it is not that of the reading.
        value: a constant value, or the number of units where no word tells it.
        by, sign: how many units from the anchor; whether a number told goes back (-1) or on (1).
        unit, mod, part: the unit, modifier or part of the day, where no word tells it.
        anchor: `last` where it is told from the date named last, `beside` where only from one of its paragraph, else
            from the article's day; `own` where it is the article's own day.
        tense: the tense without which the rule does not hold.
        unless: `counted` where a number that counts things is none; `loose` where only a year after a noun is one;
            `noun` where an adverb is meant; `named` where an adjective is no newspaper's; `apart` where
            it only continues a list; `governed` where a number that dates no verb is none; `person` where it is no
            first name («Noël»).
    """

    id: str
    pattern: str
    slots: dict[str, str]
    read: str
    type: TimeType | None = None
    value: str | None = None
    by: int = 0
    sign: int = 1
    unit: str | None = None
    anchor: str = "published"
    mod: str | None = None
    part: str | None = None
    tense: str | None = None
    unless: str | None = None


class TimeGrammar(msgspec.Struct, frozen=True, kw_only=True):
    """What `find_times` knows of a language."""

    codes: Codes
    rules: tuple[Rule, ...]
    starting: dict[str, tuple[Rule, ...]]
    trigger: re.Pattern[str]
    values: dict[str, dict[str, str]]
    tense: TenseWords
    ready: dict[str, tuple[tuple[re.Pattern[str], Rule], ...]] = {}

    def beginning(self, code: str) -> tuple[tuple[re.Pattern[str], Rule], ...]:
        """The rules that may begin with a code, compiled when first needed: an article needs but some of them."""
        found = self.ready.get(code)
        if found is None:
            rules = self.starting.get(code, ())
            found = self.ready[code] = tuple((re.compile(rule.pattern), rule) for rule in rules)
        return found


def compile_grammar(data: dict[str, Any]) -> TimeGrammar:
    """Compile the content of a times.yaml.

    Args:
        data: the YAML file as read.

    Returns:
        The grammar.

    Raises:
        LexiconError: where a rule or a list is not well formed.
    """
    values = {name: _forms(name, listed) for name, listed in data["words"].items()}
    macros = {name: str(pattern) for name, pattern in data.get("macros", {}).items()}
    patterns = [expand(str(rule["is"]), macros) for rule in data["rules"]]
    alphabet = _Alphabet(values, data, patterns)
    rules, starting = [], dict[str, list[Rule]]()
    for entry, pattern in zip(data["rules"], patterns, strict=True):
        part = PatternReader(pattern, alphabet.literal, alphabet.category).read()
        rule = _rule(entry, pattern, part)
        rules.append(rule)
        for code in part.first:
            starting.setdefault(code, []).append(rule)
    return TimeGrammar(
        codes=alphabet.codes(),
        rules=tuple(rules),
        starting={code: tuple(listed) for code, listed in starting.items()},
        trigger=re.compile(alphabet.trigger(data["weak"])),
        values=values,
        tense=msgspec.convert(data.get("tense", {}), TenseWords),
    )


def _forms(name: str, listed: Mapping[Any, Any]) -> dict[str, str]:
    """Form to value, of a list of value to forms; forms are written as their lexemes, with blanks between."""
    forms = {}
    for value, written in listed.items():
        if not isinstance(written, list):
            raise LexiconError(f"{name}: the forms of {value} are no list", hint="Write [form, form].")
        for form in written:
            forms[" ".join(lexemes(str(form)))] = str(value)
    return forms


def _rule(entry: dict[str, Any], pattern: str, part: Part) -> Rule:
    unknown = set(entry) - _RULE_KEYS
    if unknown:
        raise LexiconError(f"unknown keys: {', '.join(sorted(unknown))}", where=str(entry.get("id")))
    slots: dict[str, str] = {}
    for written in re.findall(r"\{([^{}]*)\}", pattern):
        name, _, category = written.partition("=")
        count = len([slot for slot in slots if slot.partition("__")[0] == name]) + 1
        slots[f"{name}__{count}"] = category or name
    options = {key: value for key, value in entry.items() if key != "is"}
    if "type" in options:
        options["type"] = TimeType(options["type"])
    return Rule(pattern=part.regex, slots=slots, **options)


class _Alphabet:
    """Gives every set of meanings that a lexeme may have a code of one character."""

    def __init__(self, values: dict[str, dict[str, str]], data: dict[str, Any], patterns: Iterable[str]) -> None:
        self._values = values
        self._shapes: dict[str, str] = data.get("shapes", {})
        self._joiners = [str(word) for word in data.get("joiners", [])]
        self._case: dict[str, list[str]] = data.get("case", {})
        self._of: dict[frozenset[str], str] = {frozenset(): NOTHING}
        self._words: dict[str, set[str]] = {}
        self._parts: dict[str, Part] = {}
        self._gather(patterns)
        self._small = self._table("upper", only_small=True)
        self._opening = self._table("", only_small=False)
        self._capital = self._table("lower", only_small=False)
        self._digits = {shape_of(sample): self._code(_digit_meanings(sample)) for sample in _SAMPLES}
        self._shaped = [(re.compile(regex), self._code({name})) for name, regex in self._shapes.items()]

    def _gather(self, patterns: Iterable[str]) -> None:
        written = [word for pattern in patterns for word in literals(pattern)] + self._joiners
        for name, forms in self._values.items():
            for form in forms:
                words = form.split(" ")
                if len(words) == 1:
                    self._words.setdefault(form, set()).add(name)
                else:
                    written.extend(words)
        for word in written:
            self._words.setdefault(word, set()).add("=" + word)

    def _table(self, barred: str, *, only_small: bool) -> dict[str, str]:
        """The codes of words without the meanings that the case in which they stand bars."""
        without = set(self._case.get(barred, []))
        table = {word: self._code(meanings - without) for word, meanings in self._words.items()}
        return {word: code for word, code in table.items() if not only_small or word == word.lower()}

    def _code(self, meanings: Iterable[str]) -> str:
        key = frozenset(meanings)
        if key not in self._of:
            self._of[key] = chr(0xE000 + len(self._of))
        return self._of[key]

    def codes(self) -> Codes:
        return Codes(self._small, self._opening, self._capital, self._digits, tuple(self._shaped))

    def _meaning(self, meaning: str) -> Part:
        if meaning not in self._parts:
            self._parts[meaning] = self._part(meaning)
        return self._parts[meaning]

    def _part(self, meaning: str) -> Part:
        codes = "".join(sorted(code for meanings, code in self._of.items() if meaning in meanings))
        return Part(f"[{codes}]" if codes else "(?!)", frozenset(codes), False)

    def literal(self, word: str) -> Part:
        """The part of a lexeme as written."""
        return self._meaning("=" + word)

    def category(self, name: str) -> Part:
        """The part of any word of a category."""
        if name not in self._values and name not in self._shapes and name not in _DIGITS:
            raise KeyError(name)
        several = [form.split(" ") for form in self._values.get(name, {}) if " " in form]
        several.sort(key=len, reverse=True)
        part = either([*(join(map(self.literal, words)) for words in several), self._meaning(name)])
        return self._summed(part) if name == _SUMMED else part

    def _summed(self, part: Part) -> Part:
        """Numbers are made of up to three words: «cent vingt-deux», "twenty-five"."""
        joiners = "|".join(self.literal(word).regex for word in self._joiners)
        digits = "".join(sorted(code for meanings, code in self._of.items() if "day" in meanings or "year" in meanings))
        word = f"(?![{digits}]){part.regex}"
        return Part(f"(?:{word}(?:(?:{joiners})?{word}){{0,3}}|{part.regex})", part.first, False)

    def trigger(self, weak: dict[str, list[str]]) -> str:
        """What may make a time: weak words and plain numbers make none by themselves, but in the sequences told."""
        idle = {"=" + str(word) for word in weak["words"]} | set(weak["categories"]) | set(_DIGITS) - {"year", "modern"}
        alone = "[" + "".join(sorted(code for meanings, code in self._of.items() if not meanings <= idle)) + "]"
        told = [PatternReader(row, self.literal, self.category).read().regex for row in weak.get("sequences", [])]
        return "|".join([alone, *(re.sub(r"\?P<\w+>", "?:", regex) for regex in told)])


def _digit_meanings(sample: str) -> set[str]:
    return {
        name
        for name, (lengths, least, most) in _DIGITS.items()
        if len(sample) in lengths and least <= int(sample) <= most
    }
