"""What the variables of Discourse Network Analyzer tell of a statement, in the words of gold files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from pourparlers.coding.coded import Range
from pourparlers.lexicon.ids import id_of
from pourparlers.model import Act, EncounterKind, Stance

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


class Valued(msgspec.Struct, frozen=True):
    """A value of a variable.

    Attributes:
        value: a number, or the name of an entity.
        key: what our own export called the entity; "" elsewhere.
        aliases: of the entity: its other names, with a middle dot between them.
    """

    value: Any
    key: str = ""
    aliases: tuple[str, ...] = ()


class Known(msgspec.Struct, frozen=True):
    """What is known of a document.

    Attributes:
        text: a person is called as it does, whom the database has under one name in all documents.
        names: how its article calls those whom our own export calls otherwise, by their keys.
    """

    text: str
    names: Mapping[str, str] = {}


def fields_of(values: Mapping[str, Valued], known: Known) -> dict[str, Any]:
    """Fields of a fact by the values of variables.

    Variables that tell none of them are left out; without a party, a speaker or an issue there is nothing to measure.

    Args:
        values: by the names of the variables.
        known: what is known of the document.
    """
    out: dict[str, Any] = {}
    for name, told in values.items():
        field = _FIELDS.get(name.lower())
        if field is not None:
            out[field] = _value(field, name.lower(), told, known)
    if out.get("act", "") is None:
        del out["act"]
    if any(name.lower() == "act" and told.value in set(EncounterKind) for name, told in values.items()):
        # Our own export has encounters among its events.
        return {}
    return out if any(out.get(field) for field in ("speaker", "party", "issue")) else {}


def _value(field: str, name: str, one: Valued, known: Known) -> Any:
    if field == "agreement":
        return _agreement(name, one.value)
    told = str(one.value or "").strip()
    if field == "act":
        return told if told in set(Act) else None
    if field == "issue" or not told:
        return told or (() if field in _ACTORS else None)
    actor = _actor(one, told, field, known)
    return (actor,) if field in _ACTORS else actor


def _actor(one: Valued, name: str, field: str, known: Known) -> str:
    """The key of an actor; our own export tells it, with the party behind it where two persons bear one name."""
    if one.key in known.names:
        return known.names[one.key]
    if one.key:
        return one.key.partition("|")[0]
    return _person(name, one.aliases, known.text) if field == "speaker" else id_of(name)


def _agreement(name: str, value: Any) -> str | None:
    """For, against or neither: an agreement is yes or no, a position below, above or at zero."""
    if not isinstance(value, int) or (name == "position" and value == 0):
        return None
    return str(Stance.FOR if value > 0 else Stance.AGAINST)


def _person(name: str, aliases: Sequence[str], text: str) -> str:
    """The key of a person, whose surname may stand first: "Quispe, Rosa"; a speaker may also be a state."""
    known = id_of(name)
    if known != name:
        return known
    names = [_in_order(one) for one in (name, *aliases)]
    whole = [one for one in names if one in text]
    surname = [one for one in names if one.split() and one.split()[-1] in text]
    return f"person:{(whole or surname or names)[0]}"


def _in_order(name: str) -> str:
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and last.strip() else name


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
