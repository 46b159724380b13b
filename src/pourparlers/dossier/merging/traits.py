"""What speaks for two reports being of one utterance, and how much: traits of a pair, and the weight of each.

The weights are those of a logistic regression on pairs of reports in rounds read by hand (`training/statements.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import partial_ratio

from pourparlers.dossier.merging.likeness import likeness
from pourparlers.model import Act

if TYPE_CHECKING:
    from pourparlers.dossier.merging.statements import Report

# Acts by which outlets tell one utterance in their own ways.
NEAR = {
    frozenset(pair)
    for pair in (
        (Act.PROPOSE, Act.DEMAND), (Act.PROPOSE, Act.PROMISE), (Act.PROPOSE, Act.ACCEPT), (Act.PROPOSE, Act.SUPPORT),
        (Act.DEMAND, Act.SUPPORT), (Act.DEMAND, Act.ASK), (Act.ACCEPT, Act.SUPPORT), (Act.ACCEPT, Act.PROMISE),
        (Act.REJECT, Act.DENY), (Act.THREATEN, Act.WARN), (Act.ACCUSE, Act.WARN),
    )
}  # fmt: skip
WEIGHTS: dict[str, float] = {
    "bias": -6.79,
    "part": 2.37,
    "whole": 4.40,
    "shared": 0.70,
    "other number": -1.13,
    "verbatim, quoted": 0.50,
    "act": 3.32,
    "say": 2.15,
    "near act": 1.18,
    "told or acted": -0.02,
    "other topic": -0.47,
    "act, topic": 1.77,
    "few, act": 0.08,
    "few, topic": 0.48,
    "few, act, topic": 0.96,
    "person": 0.60,
    "nobody": -1.19,
    "quoted once": -1.79,
    "other target": -0.72,
    "one article": -1.30,
}


def traits_of(one: Report, other: Report, voice: float) -> dict[str, float]:
    """The traits of a pair.

    Args:
        one: a report.
        other: another.
        voice: how sure it is that both speak for one: 1 for one person, .5 for one party, 0 where one tells nobody.
    """
    return {"bias": 1.0, **_contents(one, other), **_acts(one, other), **_settings(one, other, voice)}


def _contents(one: Report, other: Report) -> dict[str, float]:
    alike = likeness(one.meanings, other.meanings)
    return {
        "part": alike.part,
        "whole": alike.whole,
        "shared": math.log1p(alike.shared),
        "other number": float(alike.numbers == -1),
        "verbatim, quoted": float(_verbatim(one, other) and one.quoted and other.quoted),
    }


def _acts(one: Report, other: Report) -> dict[str, float]:
    """What both do about what; of few words («la demande», "two") the issue tells what they are about."""
    topics = likeness(one.topic, other.topic)
    topic = (topics.part + topics.whole) / 2
    few = float(min(len(one.meanings), len(other.meanings)) <= 2)
    same = float(one.act is other.act)
    acted = same * (one.act is not Act.SAY)
    return {
        "act": acted,
        "say": same - acted,
        "near act": float(frozenset((one.act, other.act)) in NEAR),
        "told or acted": float(not same and Act.SAY in (one.act, other.act)),
        "other topic": float(bool(one.topic and other.topic) and topic < 0.2),
        "act, topic": acted * topic,
        "few, act": few * acted,
        "few, topic": few * topic,
        "few, act, topic": few * acted * topic,
    }


def _settings(one: Report, other: Report, voice: float) -> dict[str, float]:
    return {
        "person": float(voice == 1.0),
        "nobody": float(voice == 0.0),
        "quoted once": float(one.quoted is not other.quoted),
        "other target": float(bool(one.target and other.target) and one.target != other.target),
        "one article": float(one.article == other.article),
    }


def _verbatim(one: Report, other: Report) -> bool:
    """Whether the shorter stands in the longer as it is."""
    long_enough = min(len(one.text), len(other.text)) >= 20
    return one.language == other.language and long_enough and partial_ratio(one.text, other.text) >= 92


def chance(traits: Mapping[str, float]) -> float:
    """How likely it is that a pair of these traits is of one utterance."""
    return 1 / (1 + math.exp(-sum(WEIGHTS[name] * value for name, value in traits.items())))
