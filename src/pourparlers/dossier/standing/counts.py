"""What an article counts: «41 marins», "38 detained fishermen"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from pourparlers.lexicon.concepts import concepts, is_number
from pourparlers.model import Act, Record, Statement

# What is counted stands within so many words after its number.
AFTER = 3
# Smaller numbers count sides, days and turns rather than things.
LEAST = 3
_TOKEN = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*|[.,;:!?»«“”()\n]")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+")
_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?")
_STOP = re.compile(r"[.,;:!?»«“”()\n]")
Token = re.Match[str]
# Who offers a number and who asks for one may each have their own.
_OFFERS = {Act.PROPOSE, Act.DEMAND, Act.ACCEPT, Act.PROMISE, Act.REJECT, Act.THREATEN}


class Count(NamedTuple):
    """A number of something.

    Attributes:
        number: as it is meant: "41", "80000".
        things: the concepts of what may be counted, the nearest first; `words`: as they are written.
        whose: the parties and the act where somebody offers, asks for or refuses so many; ("",) otherwise.
        start, end: the characters from the number to the last of the things (code points, half-open).
    """

    number: str
    things: tuple[str, ...]
    words: tuple[str, ...]
    whose: tuple[str, ...]
    start: int
    end: int


def counts_of(record: Record) -> Iterator[Count]:
    """The numbers of things that an article tells, dates and lengths aside."""
    language = record.article.language
    dated = [(time.start, time.end) for time in record.times]
    tokens = list(_TOKEN.finditer(record.article.text))
    meant = [
        [] if any(start < token.end() and token.start() < end for start, end in dated) else
        concepts(token.group(), language)
        for token in tokens
    ]  # fmt: skip
    for at, token in enumerate(tokens):
        number = _number(token.group(), meant[at])
        found = _things(tokens, meant, at) if number is not None else []
        if number is not None and found and Fraction(number) >= LEAST:
            things, words = tuple(thing for thing, _ in found), tuple(word.group() for _, word in found)
            whose = _whose(record.statements, token.start())
            yield Count(number, things, words, whose, token.start(), found[-1][1].end())


def _number(written: str, meant: Sequence[str]) -> str | None:
    """«80 000», "80,000" and «quatre-vingt mille» as they are meant; None for what is no number, as 0800 is none."""
    if not meant:
        return None
    if not written[0].isdecimal():
        return meant[0] if len(meant) == 1 and _PLAIN.fullmatch(meant[0]) else None
    told = re.sub(r"\D", "", written) if _THOUSANDS.fullmatch(written) else written.replace(",", ".")
    return told if _PLAIN.fullmatch(told) else None


def _things(tokens: Sequence[Token], meant: Sequence[Sequence[str]], at: int) -> list[tuple[str, Token]]:
    """The concepts of the words after a number, to the end of the clause or the next number, with their words."""
    found: list[tuple[str, Token]] = []
    for after in range(at + 1, min(at + 1 + AFTER, len(tokens))):
        if _STOP.fullmatch(tokens[after].group()) or any(is_number(c) for c in meant[after]):
            break
        found += [(concept, tokens[after]) for concept in meant[after]]
    return found


def _whose(statements: Sequence[Statement], at: int) -> tuple[str, ...]:
    for one in statements:
        if one.act in _OFFERS and any(span.start <= at < span.end for span in one.content):
            return (one.act.value, *sorted(one.party))
    return ("",)
