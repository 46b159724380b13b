"""Texts that are one: versions of a wire, and relays of it by other outlets.

Two texts are one where most of the five-word runs of the shorter stand in the longer. Runs are sampled by their hash,
so that a text of a thousand words is found again by some hundred numbers; whether two are one is then told by all their
runs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, select

from pourparlers.dossier.merging.course import Course
from pourparlers.dossier.merging.days import far, ordinal, window
from pourparlers.dossier.merging.groups import Link, hashed
from pourparlers.dossier.merging.partition import surest_first
from pourparlers.dossier.store.schema import Kind, Verdict, article

RUN = 5
# One run of so many is kept as a fingerprint.
SAMPLE = 8
# Shares of common runs. Two articles on one round of talks share at most .08, a copy with every tenth word changed at
# least .45, with every fifth .34 in the middle (benchmarks/copies.py).
SAME = 0.35
UNSURE = 0.2
# A text with fewer runs is too short to be told from others by them.
FEWEST = 20
# A wire is relayed within so many days; what is printed again later is printed anew.
PERIOD = 31
# The runs of so many texts stay at hand.
KNOWN = 250
_WORD = re.compile(r"\w+")


@lru_cache(KNOWN)
def runs(text: str) -> frozenset[int]:
    """The hashes (63 bits) of the five-word runs of a text, without regard to capitals, accents and marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = _WORD.findall("".join(ch for ch in plain if not unicodedata.combining(ch)))
    return frozenset(hashed(" ".join(words[at : at + RUN])) for at in range(len(words) - RUN + 1))


def sampled(all_runs: Iterable[int]) -> list[int]:
    """The runs that are kept as fingerprints, sorted."""
    return sorted(one for one in all_runs if one % SAMPLE == 0)


def shared(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the runs of the shorter text that stand in the longer."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


class Copy(NamedTuple):
    """A text by its article, and the day on which that was published (`days.ordinal`)."""

    node: str
    text: str
    day: int


def copy_of(id_: str, text: str, published: str | None) -> Copy:
    """The text of an article."""
    return Copy(id_, text, ordinal(window(published)))


def _load(connection: Connection, nodes: Sequence[str]) -> list[Copy]:
    columns = article.c.id, article.c.text, article.c.published
    query = select(*columns).where(article.c.id.in_(nodes)).order_by(article.c.id)
    return [copy_of(*row) for row in connection.execute(query)]


def keys_of(copy: Copy) -> list[int]:
    """The fingerprints of a text."""
    return sampled(runs(copy.text))


def groups(nodes: Sequence[str], links: Sequence[Link]) -> Iterable[Sequence[str]]:
    """The texts of a component: a copy of a copy is one."""
    return surest_first(nodes, links)


def judge(one: Copy, other: Copy) -> Link | None:
    """The link of two texts; None where they have too little in common, or are of other times."""
    if far(one.day, other.day, PERIOD):
        return None
    left, right = runs(one.text), runs(other.text)
    share = shared(left, right)
    if share < UNSURE or min(len(left), len(right)) < FEWEST:
        return None
    a, b = sorted((one.node, other.node))
    verdict = Verdict.SAME if share >= SAME else Verdict.UNSURE
    return Link(a, b, verdict, round(share, 4), f"five-word runs in common: {share:.0%}")


TEXTS = Course(
    Kind.TEXT, _load, keys_of, keys_of, judge, groups, least=SAME,
    day=lambda copy: copy.day, period=PERIOD, grows=True,
)  # fmt: skip
