"""Decisions as a table in a terminal, and as one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pourparlers.dossier.review.decisions import Code, Decision, Node, Verb
from pourparlers.dossier.review.validity import Made
from pourparlers.views.listing import Column, Look
from pourparlers.views.safe import moment, one_line

_LONGEST = 200


def line(made: Decision, language: str) -> str:
    """A decision in one line: what was done, of what, under which id."""
    look = Look(language)
    told = f"{what(made, look)}{look.words('labels', 'colon')}{on(made, look)}"
    return f"{one_line(told, _LONGEST)} · {made.id}"


def what(made: Decision, look: Look) -> str:
    """The verb of a decision; of a correction with the new values."""
    values = ", ".join(f"{name}={_value(value)}" for name, value in made.fields.items())
    return one_line(" ".join(filter(None, (look.words("decided", made.verb), values))), _LONGEST)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("id", "")).rpartition(":")[2]
    if isinstance(value, list):
        return ",".join(":".join(map(str, one)) if isinstance(one, list) else str(one) for one in value)
    return "" if value is None else str(value)


def on(made: Decision, look: Look) -> str:
    """What a decision is of: the first of several, and how many more."""
    if made.codes:
        return one_line(_codes(made.verb, made.codes, look), _LONGEST)
    told = _some(made.subject)
    return one_line(f"{told} ≠ {_some(made.other)}" if made.other else told, _LONGEST)


def _some(nodes: Sequence[Node]) -> str:
    more = f" + {len(nodes) - 1}" if len(nodes) > 1 else ""
    return (nodes[0].id if nodes else "–") + more


def _codes(verb: Verb, codes: Sequence[Code], look: Look) -> str:
    first = codes[0]
    if verb is Verb.CODEBOOK:
        return look.words("labels", "entries").format(len(codes))
    return f"#{first.id} → {first.label if verb is Verb.RENAME else first.parent or '–'}"


def state(made: Made, look: Look) -> str:
    """Whether a decision was undone, or what it is of is not there."""
    if made.undone:
        return look.words("labels", "undone")
    if not made.applies:
        return look.words("labels", "not_there")
    return look.words("labels", "partly").format(len(made.missing)) if made.missing else "–"


def missing(made: Iterable[Made]) -> list[Made]:
    """The decisions that hold and of which something is not there."""
    return [one for one in made if one.missing and not one.undone]


def _by(made: Made, look: Look) -> str:
    return f"{moment(made.decision.when)}\n{one_line(made.decision.who, 30)}"


def _of(made: Made, look: Look) -> str:
    told = on(made.decision, look)
    return f"{told}\n{one_line(made.decision.why, _LONGEST)}" if made.decision.why else told


DECISIONS = [
    Column("when", _by),
    Column("decided", lambda one, look: what(one.decision, look)),
    Column("of", _of, True),
    Column("state", state),
    Column("id", lambda one, look: one_line(one.decision.id)),
]
