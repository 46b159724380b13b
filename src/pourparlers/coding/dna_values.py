"""What the variables of Discourse Network Analyzer tell of a statement, in the words of gold files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from pourparlers.coding.coded import Range
from pourparlers.lexicon.ids import id_of
from pourparlers.model import Act, Stance

# Variables by what they tell; the program's own statement type has the English spelling.
_FIELDS = {
    "person": "speaker", "speaker": "speaker", "organization": "party", "organisation": "party", "party": "party",
    "addressee": "target", "concept": "issue", "issue": "issue", "agreement": "agreement", "position": "agreement",
    "act": "act",
}  # fmt: skip
_ACTORS = {"speaker", "party"}


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as the database has it: one person, one organisation.

    Attributes:
        type: the id of its statement type.
        span: as it is counted there.
        coder: the id of whoever coded it.
        fields: as in `Fact`.
    """

    type: int
    span: Range
    coder: int
    fields: Mapping[str, Any]


def fields_of(values: Mapping[str, tuple[Any, str | None]]) -> dict[str, Any]:
    """Fields of a fact by the values of variables, each with the key that our own export gave it.

    Variables that tell none of them are left out; without a party, a speaker or an issue there is nothing to measure.
    """
    out: dict[str, Any] = {}
    for name, (value, key) in values.items():
        field = _FIELDS.get(name.lower())
        if field is not None:
            out[field] = _value(field, name.lower(), value, key)
    if out.get("act", "") is None:
        del out["act"]
    return out if any(out.get(field) for field in ("speaker", "party", "issue")) else {}


def _value(field: str, name: str, value: Any, key: str | None) -> Any:
    if field == "agreement":
        return _agreement(name, value)
    told = str(value or "").strip()
    if field == "act":
        return told if told in set(Act) else None
    if field == "issue" or not told:
        return told or (() if field in _ACTORS else None)
    actor = key or (_person(told) if field == "speaker" else id_of(told))
    return (actor,) if field in _ACTORS else actor


def _agreement(name: str, value: Any) -> str | None:
    """For, against or neither: an agreement is yes or no, a position below, above or at zero."""
    if not isinstance(value, int):
        return None
    if name == "position" and value == 0:
        return None
    return str(Stance.FOR if value > 0 else Stance.AGAINST)


def _person(name: str) -> str:
    """The key of a person, whose surname may stand first: "Quispe, Rosa"; a speaker may also be a state."""
    last, comma, first = name.partition(",")
    told = f"{first.strip()} {last.strip()}" if comma and first.strip() and last.strip() else name
    known = id_of(name)
    return known if known != name else f"person:{told}"


def joined(codings: Iterable[Coding]) -> list[Coding]:
    """Statements that say one thing of one passage as one: the program has a row for each person and organisation.

    Where our own statement type tells the same as the program's, the program's row is left out: it tells less.
    """
    found: dict[Any, Coding] = {}
    for one in codings:
        key = one.type, one.span, one.coder, *(one.fields.get(name) for name in ("issue", "agreement", "act", "target"))
        found[key] = _both(found[key], one) if key in found else one
    fuller = {_said(one) for one in found.values() if "act" in one.fields}
    return [one for one in found.values() if "act" in one.fields or _said(one) not in fuller]


def _said(one: Coding) -> tuple[Any, ...]:
    return one.span, one.coder, one.fields.get("issue"), one.fields.get("agreement")


def _both(one: Coding, other: Coding) -> Coding:
    actors = {
        name: tuple(dict.fromkeys([*one.fields.get(name, ()), *other.fields.get(name, ())]))
        for name in ("speaker", "party")
        if name in one.fields or name in other.fields
    }
    return msgspec.structs.replace(one, fields={**one.fields, **actors})
