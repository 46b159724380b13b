"""Coreference: whom a pronoun stands for, by agreement, recency, role in the sentence, and who spoke last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pourparlers.language.tree import Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import How

WINDOW = 4
# Two candidates closer than this are not told apart: the speaker stays open.
CLOSE = 0.2


class Reference(NamedTuple):
    """Whom words stand for: actor ids, the parties they speak for, how that is told, and the words (both included)."""

    ids: tuple[str, ...]
    parties: tuple[str, ...]
    how: How
    first: int
    last: int


class Point(NamedTuple):
    """A place where an actor is spoken of, as a candidate for what a pronoun stands for."""

    i: int
    id: str
    party: str | None
    gender: str | None
    number: str
    human: bool
    subject: bool
    sent: int


class Candidates:
    """The places of a text where actors are spoken of, in order, for pronouns to take up.

    Args:
        lexicon: what the pronouns of the language tell.
        points: the places, sorted.
    """

    def __init__(self, lexicon: Lexicon, points: list[Point]) -> None:
        self.grammar = lexicon.grammar
        self.points = points
        self._forms = _forms(lexicon.scope.pronouns)

    def before(self, token: Token) -> Iterator[Point]:
        """The points before a word, the last first."""
        for number in range(bisect_left(self.points, token.i, key=lambda point: point.i) - 1, -1, -1):
            yield self.points[number]

    def is_personal(self, word: str) -> bool:
        """Whether a word (lower case) is a pronoun of the third person."""
        return word in self._forms

    def antecedent(self, token: Token, thread: Reference | None) -> Point | None:
        """The actor that a personal pronoun stands for, or None where two fit equally well.

        Args:
            token: the pronoun or possessive.
            thread: who spoke last.
        """
        gender, number = self._agreement(token)
        best: dict[str, tuple[float, Point]] = {}
        for point in self.before(token):
            distance = token.sent - point.sent
            if distance > WINDOW:
                break
            score = self._score(point, distance, gender, number, thread)
            if score is not None and score > best.get(point.id, (-99.0, point))[0]:
                best[point.id] = (score, point)
        ranked = sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].i))
        if not ranked:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLOSE:
            spoke = [point for _, point in ranked[:2] if thread is not None and point.id in thread.ids]
            return spoke[0] if len(spoke) == 1 else None
        return ranked[0][1]

    def _agreement(self, token: Token) -> tuple[str | None, str]:
        """Gender ("m", "f", "n" for things and states, None where untold) and number that a pronoun tells."""
        owner = self.grammar.possessive.get(token.lower)
        if owner is not None and not self.grammar.animate_gender:
            # «sa proposition»: the gender is that of what is owned.
            return None, owner
        told = self._forms.get(token.lower.replace("’", "'"))
        if told is not None:
            return told
        return token.feats.get("Gender", "")[:1].lower() or None, "p" if token.feats.get("Number") == "Plur" else "s"

    def _score(
        self, point: Point, distance: int, gender: str | None, number: str, thread: Reference | None
    ) -> float | None:
        """How well a point fits; None where it does not agree."""
        if number != point.number:
            return None
        # "n" is the neuter of "it": a state or organisation, never a person.
        if gender == "n" and point.human:
            return None
        if gender in {"m", "f"} and self.grammar.animate_gender and not point.human:
            return None
        if gender in {"m", "f"} and point.gender and point.gender != gender:
            return None
        score = -0.7 * distance + 0.8 * point.subject + 0.5 * point.human
        score += 0.3 if point.gender and point.gender == gender else 0.0
        if thread is not None and point.id in thread.ids:
            score += 1.2
        return score


def _forms(pronouns: dict[str, object]) -> dict[str, tuple[str | None, str]]:
    """Gender and number by the form of each personal pronoun; a subject of no gender ("it", "they") has "n"."""
    out: dict[str, tuple[str | None, str]] = {}
    for table in ("enclitic", "subject"):
        for key in ("m", "f", "mp", "fp", "s", "p", "n", "np"):
            for word in listed(pronouns, table, key):
                out[word] = (key[0] if key[0] in "mf" else "n", "p" if key.endswith("p") else "s")
    return out


def listed(pronouns: dict[str, object], table: str, key: str) -> Sequence[str]:
    """The words of one row of the lexicon's pronouns; empty where there is none."""
    rows = pronouns.get(table, {})
    return tuple(rows.get(key, ())) if isinstance(rows, dict) else ()
