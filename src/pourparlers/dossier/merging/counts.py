"""What an article counts: «41 marins», "38 detained fishermen"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from pourparlers.dossier.store.rows import SEPARATOR, Row
from pourparlers.lexicon.concepts import concepts, is_number, meanings, of_group
from pourparlers.model import Act, Record, Statement

# What is counted stands within so many words after its number.
AFTER = 3
# Smaller numbers count sides, days and turns rather than things.
LEAST = 3
_TOKEN = re.compile(
    r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*|[$€£]|[.,;:!?»«“”()\n]"
)
_SIGN = re.compile(r"[$€£]")
# So many tokens make a number at most: «deux cent quatre-vingt mille».
_LONGEST = 5
_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?")
_STOP = re.compile(r"[.,;:!?»«“”()\n]")
Token = re.Match[str]
# Who offers a number and who asks for one may each have their own.
_OFFERS = {Act.PROPOSE, Act.DEMAND, Act.ACCEPT, Act.PROMISE, Act.REJECT, Act.THREATEN}


class Count(NamedTuple):
    """A number of something.

    Attributes:
        number: as it is meant: "41", "80000".
        things: the concepts of what may be counted, the nearest first, all that a word may mean; `words`: of each as
            it is written.
        whose: the act and the parties where somebody offers, asks for or refuses so many; () otherwise.
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
    language, text = record.article.language, record.article.text
    dated = [(time.start, time.end) for time in record.times]
    tokens = list(_TOKEN.finditer(text))
    meant = [
        [] if any(start < token.end() and token.start() < end for start, end in dated) else
        [concept for senses in meanings(token.group(), language) for concept in senses]
        for token in tokens
    ]  # fmt: skip
    at = 0
    before: list[int] = []
    while at < len(tokens):
        last = _run(tokens, meant, at)
        number = _number(text[tokens[at].start() : tokens[last].end()], language) if last is not None else None
        found = _things(tokens, meant, at, last) if last is not None and number is not None else []
        if number is not None and found and Fraction(number) >= LEAST:
            things, words = tuple(thing for thing, _ in found), tuple(word.group() for _, word in found)
            end = max(tokens[last or at].end(), *(word.end() for _, word in found))
            whose = _whose(record.statements, tokens[at].start(), before)
            before.append(tokens[at].start())
            yield Count(number, things, words, whose, tokens[at].start(), end)
        at = (at if last is None else last) + 1


def number_rows(record: Record) -> list[Row]:
    """The rows of the numbers that an article tells, as the table `number` holds them."""
    article = record.article
    return [
        {
            "article": article.id, "n": n, "number": one.number, "things": SEPARATOR.join(one.things),
            "words": SEPARATOR.join(one.words), "act": one.whose[0] if one.whose else None,
            "parties": SEPARATOR.join(one.whose[1:]), "start": one.start, "end": one.end,
            "text": article.text[one.start : one.end],
        }
        for n, one in enumerate(counts_of(record), 1)
    ]  # fmt: skip


def _run(tokens: Sequence[Token], meant: Sequence[Sequence[str]], at: int) -> int | None:
    """The last of the tokens that make a number from here on: «1,3 million»; None where there is none."""
    last = None
    for n in range(at, min(at + _LONGEST, len(tokens))):
        numeric = tokens[n].group()[0].isdecimal() or (len(meant[n]) == 1 and is_number(meant[n][0]))
        if not meant[n] or not numeric:
            break
        last = n
    return last


def _number(written: str, language: str) -> str | None:
    """«80 000», "80,000" and «quatre-vingt mille» as they are meant; None for what is no number, as 0800 is none."""
    told = concepts(written, language)
    return told[0] if len(told) == 1 and _PLAIN.fullmatch(told[0]) else None


def _things(tokens: Sequence[Token], meant: Sequence[Sequence[str]], at: int, last: int) -> list[tuple[str, Token]]:
    """The concepts of the words after a number, to the end of the clause or the next number, with their words.

    A sign of money before it comes first: "$1.1 million". Nothing is counted by measures of time («68 ans»).
    """
    found = [
        (concept, tokens[at - 1]) for concept in (meant[at - 1] if at and _SIGN.fullmatch(tokens[at - 1][0]) else ())
    ]
    for after in range(last + 1, min(last + 1 + AFTER, len(tokens))):
        if _STOP.fullmatch(tokens[after].group()) or any(is_number(c) for c in meant[after]):
            break
        found += [(concept, tokens[after]) for concept in meant[after]]
    nearest = {concept for concept, token in found if token is found[0][1]}
    return [] if nearest & of_group("units") else found


def _whose(statements: Sequence[Statement], at: int, before: Sequence[int]) -> tuple[str, ...]:
    """The act and the parties of whoever offers so many: of several numbers of a content the first is offered.

    "They demanded that Oman license twelve schools for some 9,400 children": nobody demands children.
    """
    for one in statements:
        offered = (span for span in one.content if span.start <= at < span.end)
        if one.act in _OFFERS and any(all(earlier < span.start for earlier in before) for span in offered):
            return (one.act.value, *sorted(one.party))
    return ()
