"""Texts that are one: versions of a wire, and relays of it by other outlets.

Two texts are one where most of the five-word runs of the shorter stand in the longer. Runs are sampled by their hash,
so that a text of a thousand words is found again by some hundred numbers; whether two are one is then told by all their
runs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import Connection, select

from pourparlers.dossier.groups import Link, hashed, put_keys, put_links, regroup, sharing, whole
from pourparlers.dossier.schema import Kind, Verdict, article

RUN = 5
# One run of so many is kept as a fingerprint.
SAMPLE = 8
# Shares of common runs. Two articles on one round of talks share at most .08, a copy with every tenth word changed at
# least .45, with every fifth .34 in the middle (benchmarks/copies.py).
SAME = 0.35
UNSURE = 0.2
# A text with fewer runs is too short to be told from others by them.
FEWEST = 20
_WORD = re.compile(r"\w+")


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


def link_copies(connection: Connection, id_: str, text: str) -> None:
    """Keep the fingerprints of a text that has come in, and link it with those that it is a copy of."""
    own = runs(text)
    kept = sampled(own)
    near = [other for other in sharing(connection, Kind.TEXT, kept) if other != id_]
    put_keys(connection, Kind.TEXT, {id_: kept})
    links = [one for other in near if (one := _judged(connection, id_, own, other)) is not None]
    put_links(connection, Kind.TEXT, links)
    regroup(connection, Kind.TEXT, [id_], whole)


def _judged(connection: Connection, id_: str, own: frozenset[int], other: str) -> Link | None:
    text = connection.execute(select(article.c.text).where(article.c.id == other)).scalar_one()
    others = runs(text)
    share = shared(own, others)
    if share < UNSURE or min(len(own), len(others)) < FEWEST:
        return None
    a, b = sorted((id_, other))
    verdict = Verdict.SAME if share >= SAME else Verdict.UNSURE
    return Link(a, b, verdict, round(share, 4), f"{share:.0%} of the five-word runs are common")
