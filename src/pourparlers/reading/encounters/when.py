"""When and how long an encounter was."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import Time, TimeType
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.find import VERBAL, lemma_of
from pourparlers.reading.text.phrases import marker, markers

KEPT_MODS = {"START", "MID", "END"}
LASTING = re.compile(r"P(\d+D|\dW|T.+)$")
REFERENCES = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}


class When(NamedTuple):
    """Date, its modifier, duration, the day of it where it is one, and whether it recurs."""

    date: str | None = None
    mod: str | None = None
    duration: str | None = None
    begin: str | None = None
    recurs: bool = False
    ahead: bool = False


class Clock:
    """Times of a text by their words."""

    def __init__(self, resolver: Resolver, times: Sequence[Time]) -> None:
        self.resolver = resolver
        self.parse: Parse = resolver.parse
        self.lexicon = resolver.lexicon
        grammar = self.lexicon.grammar
        self._genitives = {form for word in grammar.genitive for form in markers(self.lexicon, word)}
        self.at: list[tuple[int, int, Time]] = []
        self.by_word: dict[int, list[int]] = {}
        for time in times:
            first, last = bisect_right(self.parse.ends, time.start), bisect_left(self.parse.starts, time.end) - 1
            if first <= last:
                for i in range(first, last + 1):
                    self.by_word.setdefault(i, []).append(len(self.at))
                self.at.append((first, last, time))

    def read(self, words: set[int], near: Token, top: Token, dates: bool = True, process: bool = False) -> When:
        """What the times among some words tell.

        Args:
            words: where to look.
            near: the word of the encounter; of several dates the nearest counts.
            top: the word above which nothing hangs here.
            dates: whether dates count, or only durations.
            process: whether the word names talks as a whole, which no «depuis 2011» makes a sitting.
        """
        found = [
            (a, b, t)
            for a, b, t in (self.at[n] for n in sorted({n for i in words for n in self.by_word.get(i, ())}))
            if self._tells(a, b, top, near)
        ]
        days = [
            row for row in found if row[2].type in {TimeType.DATE, TimeType.TIME} and row[2].value not in REFERENCES
        ]
        days = [row for row in days if row[2].begin and not (process and self._since(row)) and not self._begun(row)]
        # «ont achevé mercredi les discussions sur la ligne, fermée depuis le 3 avril»: what began then is another.
        days = [row for row in days if not self._long_since(row, near, top)]
        spans = [row for row in found if row[2].type is TimeType.DURATION and self._lasts(row, near)]
        recurs = any(row[2].type is TimeType.SET for row in found) and not days
        when = self._days(days, near) if dates else When()
        # «a effectué de mardi à jeudi une visite de trois jours»: the days tell more than their number.
        for _, _, time in sorted(spans, key=lambda row: ("/" not in row[2].value, abs(row[0] - near.i))):
            when = self._lasting(when, time, dates)
            break
        return when._replace(recurs=recurs)

    def _tells(self, first: int, last: int, top: Token, near: Token) -> bool:
        """Whether a time dates the clause, not a noun in it («l'accord de 2015»)."""
        token = next(
            (self.parse.tokens[i] for i in range(first, last + 1) if not first <= self.parse.tokens[i].head <= last),
            None,
        )
        if token is None:
            return True
        if self._deeper(token, top, near):
            return False
        mark = marker(self.parse, token) or marker(self.parse, self.parse.tokens[first])
        if mark is None and first and self.parse.tokens[first - 1].pos == "ADP":
            mark = self.parse.tokens[first - 1].plain
        if mark is None or mark not in self._genitives:
            return True
        head = self.parse.tokens[token.head]
        return (
            head.i == near.i
            or head.i == top.i
            or head.pos in VERBAL
            or head.lemma in self.lexicon.encounter_words.steps
        )

    def _deeper(self, token: Token, top: Token, near: Token) -> bool:
        """ "to meet conditions agreed on July 2": the day of a participle of another noun."""
        for above in (token, *self.parse.ancestors(token)):
            if above.i in {top.i, near.i}:
                return False
            if above.rel == "acl" and above.pos in VERBAL:
                outside = not above.left <= near.i <= above.right
                return outside and above.head != near.i and not self._agrees(above, near)
        return False

    def _agrees(self, participle: Token, near: Token) -> bool:
        """«la conférence des pays riverains ouverte à Lima»: by its gender it is the conference that was opened."""
        gender, own = participle.feats.get("Gender"), near.feats.get("Gender")
        opened = lemma_of(participle, self.lexicon) in self.lexicon.encounter_words.happening
        return opened and (gender is None or own is None or gender == own)

    def _since(self, row: tuple[int, int, Time]) -> bool:
        """A month or year that is no day: «depuis 2011», "before March"."""
        first, _, time = row
        before = self.parse.tokens[first - 1] if first else None
        if _coarse(time) == 0 or before is None or before.pos not in {"ADP", "SCONJ"}:
            return False
        return before.lower not in self._prepositions() and before.plain not in self._genitives

    def _prepositions(self) -> tuple[str, ...]:
        return self.lexicon.encounter_words.place_prepositions

    def _begun(self, row: tuple[int, int, Time]) -> bool:
        """«le troisième cycle depuis novembre»: from when on one counts."""
        return _coarse(row[2]) > 0 and self._after_since(row)

    def _long_since(self, row: tuple[int, int, Time], near: Token, top: Token) -> bool:
        """«suspendue depuis le 3 avril», not «en visite depuis lundi»: a day from which on something else was."""
        words = range(row[0], row[1] + 1)
        heads = {self.parse.tokens[i].head for i in words} - set(words)
        return self._after_since(row) and not heads & {near.i, top.i}

    def _after_since(self, row: tuple[int, int, Time]) -> bool:
        before = {self.parse.tokens[i].lower for i in (row[0], row[0] - 1) if i >= 0}
        return bool(before & set(self.lexicon.encounter_words.since))

    def _lasts(self, row: tuple[int, int, Time], near: Token) -> bool:
        """Whether a duration is the encounter's: «trois heures de discussions», not «une heure de retard»."""
        first, last, time = row
        if not LASTING.match(time.value) and "/" not in time.value:
            return False
        after = self.parse.tokens[last + 1 : last + 2]
        if after and after[0].plain in self.lexicon.encounter_words.offset:
            return False  # «deux jours après la visite», "hours before the talks"
        for i in range(first, last + 1):
            token = self.parse.tokens[i]
            if not first <= token.head <= last and token.rel in {"amod", "compound", "nummod"} and token.head != near.i:
                return False  # "a two-day strike"
            if token.head == last + 1 and self.parse.tokens[token.head].pos in {"ADJ", "ADV"}:
                return False  # "held on Monday, an hour late"
            for kid in self.parse.kids(token, "nmod"):
                inside = first <= kid.i <= last or kid.left <= near.i <= kid.right
                if marker(self.parse, kid) in self._genitives and not inside:
                    return False
        return True

    def _days(self, days: list[tuple[int, int, Time]], near: Token) -> When:
        if not days:
            return When()
        best = min(
            days,
            key=lambda row: (_coarse(row[2]), abs(row[0] - near.i) if row[0] > near.i else 1.5 * (near.i - row[1])),
        )
        time = best[2]
        value = (
            time.value
            if "T" not in time.value or not time.value.split("T")[1][:1].isdigit()
            else time.value.split("T")[0]
        )
        # «demain», not «le lendemain»
        words = " ".join(["", *re.findall(r"[^\W_]+", time.text.lower())])
        ahead = any(f" {word}" in words for word in self.lexicon.encounter_words.ahead)
        when = When(value, time.mod if time.mod in KEPT_MODS else None, None, time.begin, False, ahead)
        joined = [row for row in days if row is not best and self._joined(best, row)]
        if joined:
            when = _several(when, joined[-1][2], joined[0][2])
        return when

    def _joined(self, a: tuple[int, int, Time], b: tuple[int, int, Time]) -> bool:
        left, right = (a, b) if a[0] < b[0] else (b, a)
        between = self.parse.tokens[left[1] + 1 : right[0]]
        joining = self.lexicon.encounter_words.joining
        return 0 < len(between) <= 2 and any(t.lower in joining for t in between)

    def _lasting(self, when: When, time: Time, dates: bool) -> When:
        first, slash, last = time.value.partition("/")
        if not slash:
            return when if when.duration or time.value.startswith("PX") else when._replace(duration=time.value)
        if not dates or when.date:
            return when
        return _several(When(first, None, None, time.begin or first), None, None)._replace(
            duration=_days_of(first, last)
        )

    def days_of(self, sent: int) -> list[int]:
        """The words of the days, months or years that a sentence tells, in order."""
        sentence = self.parse.sentences[sent]
        words = range(sentence.first, sentence.last + 1)
        return [i for i in words if any(self._dates(self.at[n][2]) for n in self.by_word.get(i, ()))]

    def dated(self, sent: int) -> list[tuple[int, int, Time]]:
        """The dates of a sentence, in order, each with its first and last word."""
        return [self.at[n] for n in sorted({n for i in self.days_of(sent) for n in self.by_word[i]})]

    def _dates(self, time: Time) -> bool:
        return time.type in {TimeType.DATE, TimeType.TIME} and bool(time.begin)


def shift_of(parse: Parse, lexicon: Lexicon, token: Token, steps: Sequence[Token]) -> tuple[int, int, int] | None:
    """How many days the encounter began after the clause, and where the words that say so begin and end.

    «au lendemain d'une rencontre» -1, «à la veille du sommet» 1, «au troisième jour des pourparlers» -2.
    """
    days, below = lexicon.encounter_words.count, token
    beside = [kid for kid in parse.kids(token, "obl", "nmod") if kid.i < token.i and marker(parse, kid) is None]
    for kid in beside:
        # "a day after the opening round", two nouns of one preposition
        if (by := days.get(f"{kid.lemma} {marker(parse, token)}")) is not None:
            return by * _times(parse, lexicon, kid), parse.tokens[kid.left].start, parse.tokens[kid.i].end
    for step in steps:
        mark = marker(parse, below)
        names = [step.lemma, f"{step.lemma} {mark}", *(f"{k.lower} {step.lemma}" for k in parse.kids(step, "amod"))]
        found = [days[name] for name in names if name in days]
        if found:
            first = parse.tokens[step.left].start
            by = 1 - found[0] if found[0] > 1 else found[0] * _times(parse, lexicon, step)
            return by, first, parse.tokens[step.i].end
        below = step
    return None


def _times(parse: Parse, lexicon: Lexicon, token: Token) -> int:
    """Two for "two days"."""
    return next((n for kid in parse.kids(token, "nummod") if (n := lexicon.encounter_words.count.get(kid.lower))), 1)


def _coarse(time: Time) -> int:
    """Days before months before years."""
    size = len(time.value.split("T")[0])
    return 0 if size >= 10 else 1 if size >= 7 else 2


def _several(when: When, other: Time | None, last: Time | None) -> When:
    if other is None or last is None or not (when.begin and other.begin and last.end_date):
        return when
    first, final = min(when.begin, other.begin), max(when.begin, last.end_date)
    value = when.date if first == when.begin else other.value
    return when._replace(date=value, begin=first, duration=_days_of(first, final))


def _days_of(first: str, last: str) -> str | None:
    """How many days from one to the other, both counted."""
    try:
        return f"P{(date.fromisoformat(last) - date.fromisoformat(first)).days + 1}D"
    except ValueError:
        return None
