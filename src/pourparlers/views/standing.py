"""What stands on a dossier, in a terminal: positions, proposals, accusations, contradictions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.text import Text

from pourparlers.dossier.merging.fates import Fate
from pourparlers.dossier.standing.disputes.disagreement import Contradiction, Side, What
from pourparlers.dossier.standing.stands.accusations import Accusation
from pourparlers.dossier.standing.stands.positions import Position, Step
from pourparlers.dossier.standing.stands.proposals import Answer, Proposal
from pourparlers.model import Stance
from pourparlers.views.entries import Entries, dated, sources_line
from pourparlers.views.listing import Look, speaker_told
from pourparlers.views.safe import one_line

_LONGEST = 200
_SIGNS = {Stance.FOR: "+", Stance.AGAINST: "−"}
_COLOURS = {Stance.FOR: "green", Stance.AGAINST: "red"}
_FATES = {Fate.ACCEPTED: "green", Fate.REFUSED: "red", Fate.CONDITION: "cyan", Fate.DISPUTED: "yellow"}


def _colon(look: Look) -> str:
    return look.words("labels", "colon")


def _content(one: Any) -> str:
    return one_line(one.content, _LONGEST)


def _position(one: Position, look: Look) -> Iterable[Text]:
    """The issue, the party and where it stands; in whose words."""
    line = Text(one_line(one.label), "bold").append(f" · {look.names([one.party])} ", "not bold")
    yield _stance(line, one.latest, look).append(f" · {look.day(one.latest.date)}", "not bold")
    yield Text(_content(one.latest))
    yield sources_line(one.latest, look)


def _history(one: Position, look: Look) -> Iterable[Text]:
    """Every step that changed the position, the latest last, each with its words."""
    yield Text(one_line(one.label), "bold").append(f" · {look.names([one.party])}", "not bold")
    for step in one.history:
        line = _stance(dated(step.date, look), step, look)
        yield line.append(f"{_colon(look)}{_content(step)}", "not bold")
        yield sources_line(step, look)


def _stance(line: Text, step: Step, look: Look) -> Text:
    line.append(f"{_SIGNS[step.stance]} {look.words('stances', step.stance)}", f"not bold {_COLOURS[step.stance]}")
    if step.conditional:
        line.append(f", {_condition(step.condition, look)}", "not bold italic")
    return line.append(f" {look.words('labels', 'disputed')}", "bold red") if step.disputed else line


def _condition(words: str | None, look: Look) -> str:
    """The words of a condition, or that there is one."""
    told = look.words("flags", "conditional")
    return f"{told}{_colon(look)}{one_line(words, _LONGEST)}" if words else told


def _proposal(one: Proposal, look: Look) -> Iterable[Text]:
    line = dated(one.date, look).append(speaker_told(one, look), "bold")
    line.append(f"{_colon(look)}{_content(one)} ", "not bold")
    yield line.append(f"[{look.words('fates', one.fate)}]", f"not bold {_FATES.get(one.fate, 'yellow')}")
    for answer in one.answers:
        yield _answer(answer, look)
    yield sources_line(one, look)


def _answer(one: Answer, look: Look) -> Text:
    line = dated(one.date, look).append(look.names(one.party), "not bold")
    line.append(f" · {look.words('answers', one.fate)}", f"not bold {_FATES[one.fate]}")
    if one.condition:
        return line.append(f"{_colon(look)}{one_line(one.condition, _LONGEST)}", "not bold italic")
    return line.append(f"{_colon(look)}{_content(one)}", "not bold")


def _accusation(one: Accusation, look: Look) -> Iterable[Text]:
    line = dated(one.date, look).append(speaker_told(one, look), "bold")
    if one.accused:
        line.append(f" {look.words('labels', 'target').format(look.names([one.accused]))}", "not bold magenta")
    yield line.append(f"{_colon(look)}{_content(one)}", "not bold")
    for denial in one.denials:
        later = look.words("labels", "later").format(denial.delay) if denial.delay is not None else ""
        told = " · ".join(part for part in (speaker_told(denial, look), look.words("acts", "deny"), later) if part)
        yield Text(f"{told}{_colon(look)}{_content(denial)}")
    if not one.denials:
        yield Text(look.words("labels", "undenied"), "italic")
    yield sources_line(one, look)


def _contradiction(one: Contradiction, look: Look) -> Iterable[Text]:
    """In what sources differ, and on what; then each with its words."""
    line = Text(look.words("differences", one.what), "bold red")
    yield line.append(f"{_colon(look)}{_about(one, look)}", "default not bold")
    for side in one.between:
        yield _side(one.what, side, look)


def _about(one: Contradiction, look: Look) -> str:
    if one.encounter is None:
        return one_line(one.about or "–", _LONGEST)
    met = one.encounter
    where = one_line(met.place or "")
    told = [look.words("kinds", met.kind), look.names(met.parties, " – "), where, look.day(met.date)]
    return ", ".join(part for part in told if part)


def _side(what: What, side: Side, look: Look) -> Text:
    line = Text(one_line(side.outlet or side.article), "bold").append(_colon(look), "not bold")
    if what is not What.QUOTATION:
        line.append(f"{_value(what, side.value, look)}, ", "not bold yellow")
    return line.append(look.words("labels", "quote").format(one_line(side.evidence, _LONGEST)), "not bold")


def _value(what: What, value: str, look: Look) -> str:
    if what in {What.DATE, What.LENGTH}:
        return look.day(value)
    if what in {What.ACCEPTANCE, What.DENIAL}:
        plain = value.removeprefix("not ")
        told = look.words("acts", plain, default=plain)
        return told if plain == value else f"{told} ({look.words('flags', 'negated')})"
    if what is What.OUTCOME:
        return look.words("outcomes", value, default=value)
    return look.names([value]) if what in {What.AUTHOR, What.PARTICIPANTS} else one_line(value)


POSITIONS = Entries("positions", _position, lambda one: one.latest.statement)
HISTORY = Entries("positions", _history, lambda one: one.latest.statement)
PROPOSALS = Entries("proposals", _proposal, lambda one: one.id)
ACCUSATIONS = Entries("accusations", _accusation, lambda one: one.id)
CONTRADICTIONS = Entries("contradictions", _contradiction, lambda one: one.subject)
