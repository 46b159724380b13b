"""From what a person writes as the value of a field to what a decision keeps."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.review.anchors import nodes_of
from pourparlers.dossier.review.corrections import FACT, FIELDS, SPAN, SPANS, Fact, corrected
from pourparlers.dossier.review.decisions import Node
from pourparlers.lexicon.ids import id_of
from pourparlers.lexicon.world import fold
from pourparlers.model import (
    Act,
    Actor,
    ActorKind,
    DossierError,
    Encounter,
    EncounterKind,
    Form,
    Record,
    Stance,
    Status,
)

_PAIR = re.compile(r"(\d{1,9}):(\d{1,9})")
_DURATION = re.compile(r"P(\d+[YMWD])*(T(\d+[HMS])+)?")
_ACTORS = {"parties", "persons", "speaker", "party", "target", "addressees"}
_EXAMPLE = "A list is parted by commas, true and false are told so, spans are content=120:180,200:230."
_TRUTH = {"true": True, "false": False, "1": True, "0": False}


def fields_of(record: Record, fact: Fact, told: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a correction, checked on the fact.

    Args:
        record: the article's, as it was read.
        fact: what is corrected.
        told: values by field, as they are or as words: lists parted by commas, spans as "120:180,200:230", "" for none.

    Raises:
        DossierError: there is no such field, or a value is none of its.
    """
    known = FIELDS[type(fact)]
    if unknown := sorted(set(told) - set(known)):
        raise DossierError(f"there is no field {unknown[0]!r} to correct.", hint=f"Correct {', '.join(known)}.")
    if not told:
        raise DossierError("nothing is corrected.", hint=f"Write FIELD=VALUE; fields are {', '.join(known)}.")
    there = nodes_of(record)
    fields = {name: _value(record, fact, name, value, there) for name, value in told.items()}
    try:
        corrected(record, fact.id, fields, there)
    except msgspec.ValidationError as error:
        raise DossierError(f"this cannot be corrected so: {error}.", where=fact.id, hint=_EXAMPLE) from error
    return fields


def _value(record: Record, fact: Fact, name: str, value: Any, there: Mapping[str, Node]) -> Any:
    listed = isinstance(getattr(fact, name), tuple)
    if isinstance(value, str) and not value.strip() or value is None:
        return [] if listed else None
    if name in SPANS | SPAN:
        return _pairs(name, value)
    if name in FACT:
        return _fact(name, str(value), there)
    if listed:
        value = [one.strip() for one in value.split(",") if one.strip()] if isinstance(value, str) else list(value)
    if name in _ACTORS:
        return [_actor(record, one) for one in value] if listed else _actor(record, value)
    return _plain(fact, name, value)


def _plain(fact: Fact, name: str, value: Any) -> Any:
    value = value.strip() if isinstance(value, str) else value
    words = _KINDS[type(fact)] if name == "kind" else _WORDS.get(name)
    if words is not None and value not in set(words):
        raise DossierError(f"{value!r} is no {name}.", where=fact.id, hint=f"Write one of {', '.join(words)}.")
    check = _CHECKS.get(name)
    if check is not None and not check(str(value)):
        hint = "Write it as TIMEX3 does: 2023-03-14, 2023-03, P2D, PT7H."
        raise DossierError(f"{value!r} is no value of {name}.", where=fact.id, hint=hint)
    if isinstance(getattr(fact, name), bool) and isinstance(value, str):
        return _TRUTH.get(value.lower(), value)
    return value


_WORDS: dict[str, type[StrEnum]] = {"act": Act, "form": Form, "stance": Stance, "status": Status}
_KINDS: dict[type, type[StrEnum]] = {Actor: ActorKind, Encounter: EncounterKind}
_CHECKS: dict[str, Callable[[str], bool]] = {
    "date": lambda value: window(value) is not None,
    "duration": lambda value: len(value) > 2 and _DURATION.fullmatch(value) is not None,
}


def _pairs(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = [_PAIR.fullmatch(one.strip()) for one in value.split(",")]
    if not all(found) or (name in SPAN and len(found) > 1):
        hint = f"Write {name}=120:180{'' if name in SPAN else ',200:230'}: first and last character, in code points."
        raise DossierError(f"{value!r} tells no characters of the text.", hint=hint)
    pairs = [[int(one[1]), int(one[2])] for one in found if one]
    return pairs[0] if name in SPAN else pairs


def _fact(name: str, value: str, there: Mapping[str, Node]) -> dict[str, Any]:
    """Another fact of the article, by its id there or its uid."""
    kind = "t" if name == "time" else "s"
    known = [id_ for id_, node in there.items() if id_[:1] == kind and node.anchor]
    own = value.strip().rpartition(":")[2]
    if own not in known:
        shown = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
        raise DossierError(f"the article has no {value!r} for {name}.", hint=f"It has {shown or '–'}.")
    told: dict[str, Any] = msgspec.to_builtins(there[own])
    return told


def _actor(record: Record, told: str) -> str:
    """An actor by its id, by its name in the article, or by the name of a state or an organisation."""
    told = str(told).strip()
    named = [one.id for one in record.actors if told == one.id or fold(told) == fold(one.name)]
    return told if told in named else named[0] if named else id_of(told)
