"""Days of an encounter that are counted: «ont bouclé mardi une deuxième journée de pourparlers»."""

from __future__ import annotations

from pourparlers.language.tree import Parse
from pourparlers.lexicon import Lexicon
from pourparlers.reading.encounters.cues import Place, Setting
from pourparlers.reading.encounters.when import When

_DAY = len("2024-05-08")


def nth_day(parse: Parse, lexicon: Lexicon, setting: Setting) -> int:
    """Which of its days a clause tells of itself; 0 where it tells what was said on that day, or of all."""
    if setting.place not in {Place.SUBJECT, Place.OBJECT}:
        return 0
    days = lexicon.encounter_words.count
    names = (f"{kid.lower} {step.lemma}" for step in setting.steps for kid in parse.kids(step, "amod"))
    return max((days.get(name, 0) for name in names), default=0)


def until(when: When, nth: int) -> When:
    """What a clause tells of an nth day: it lasted so many days until then, unless its hours are told."""
    whole = when.duration is None or when.duration.endswith("D")
    told = len(when.date or "") >= _DAY
    return when._replace(duration=f"P{nth}D" if told else None) if whole else when
