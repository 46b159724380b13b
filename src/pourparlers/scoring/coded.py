"""The measures of partial gold: what people coded elsewhere is measured, and nothing of what they never looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from pourparlers.dossier.standing.agreement import agreement_of
from pourparlers.model import Act, Stance
from pourparlers.scoring.agreement import any_same, characters, fold, overlap, pair, same_actor, value_of
from pourparlers.scoring.gold import Fact, GoldArticle
from pourparlers.scoring.moved import Moved
from pourparlers.scoring.tally import Tally

Judge = Callable[[Fact, Fact], bool]
Pair = tuple[Fact, Fact]
_HALF, _ANY, _ALIKE = 0.5, 1e-9, 0.4
# Of lists of actors, none is no answer: programs leave them empty where nothing was coded.
_ACTORS = ("speaker", "party", "parties", "persons")
_NAMES = {"times": "time", "actors": "person", "encounters": "encounter", "statements": "statement"}
_WORDS = {"times": None, "encounters": "evidence", "statements": "content"}


def _same(name: str) -> Judge:
    return lambda a, b: bool(a.get(name) == b.get(name))


def _shared(name: str) -> Judge:
    return lambda a, b: any_same(a.get(name), b.get(name))


def _flag(name: str) -> Judge:
    return lambda a, b: (a.get(name) == "true") == bool(b.get(name))


def agreement_read(fact: Fact) -> str | None:
    """The side that a statement of a record takes, as discourse networks count it."""
    stance = Stance(fact["stance"]) if fact.get("stance") else None
    return agreement_of(Act(fact["act"]), stance, bool(fact.get("negated")))


JUDGES: dict[str, dict[str, Judge]] = {
    "times": {"value": lambda a, b: value_of(a) == value_of(b), "type": _same("type"), "mod": _same("mod")},
    "actors": {"party": lambda a, b: same_actor(a.get("party"), b.get("party"))},
    "encounters": {
        "kind": _same("kind"), "date": _same("date"), "status": _same("status"),
        "place": lambda a, b: fold(a.get("place") or "") in fold(b.get("place") or ""),
        "parties": _shared("parties"), "persons": _shared("persons"),
    },
    "statements": {
        "speaker": _shared("speaker"), "party": _shared("party"), "act": _same("act"), "form": _same("form"),
        "stance": _same("stance"), "agreement": lambda a, b: a.get("agreement") == agreement_read(b),
        "target": lambda a, b: same_actor(a.get("target"), b.get("target")),
        "negated": _flag("negated"), "hedged": _flag("hedged"), "conditional": _flag("conditional"),
    },
}  # fmt: skip


def compare_coded(gold: GoldArticle, record: Moved, tally: Tally) -> None:
    """Add to `tally` how a record agrees with what was coded, under names that begin with "coded".

    How many of the facts read were coded is told of kinds alone of which all was coded.
    """
    for kind in gold.coded or {}:
        if kind in JUDGES:
            _compare(kind, gold, record, tally)


def _compare(kind: str, gold: GoldArticle, record: Moved, tally: Tally) -> None:
    wanted, found = facts_of(kind, gold, record)
    hits = pairs(kind, gold, record)
    name = f"coded {_NAMES[kind]}"
    tally.add(f"{name} R", len(hits), len(wanted))
    if kind in gold.exhaustive:
        tally.add(f"{name} P", len(hits), len(found))
    for field in judged(kind, gold):
        told = [(a, b) for a, b in hits if is_told(a, field)]
        tally.add(f"{name} {field} accuracy", sum(JUDGES[kind][field](a, b) for a, b in told), len(told))
    if "issue" in (gold.coded or {}).get(kind, ()):
        _issues(hits, tally)


def facts_of(kind: str, gold: GoldArticle, record: Moved) -> tuple[list[Fact], list[Fact]]:
    """The facts of a kind that were coded, and those that were read."""
    wanted, found = list(getattr(gold, kind)), record.facts(kind)
    if kind == "actors":
        person = "person:"
        wanted = [one for one in wanted if str(one.get("key")).startswith(person)]
        found = [one for one in found if one["id"].startswith(person)]
    return wanted, found


def judged(kind: str, gold: GoldArticle) -> Iterator[str]:
    """The fields of a kind that were coded and can be judged."""
    return (field for field in (gold.coded or {}).get(kind, ()) if field in JUDGES[kind])


def is_told(fact: Fact, field: str) -> bool:
    """Whether somebody coded this field of this fact."""
    return field in fact and (field not in _ACTORS or bool(fact[field]))


def pairs(kind: str, gold: GoldArticle, record: Moved) -> list[Pair]:
    """What was coded with what was read there, one to one: of several in a passage the one that is most alike."""
    wanted, found = facts_of(kind, gold, record)
    least = _HALF if kind in {"statements", "actors"} else _ANY
    fields = tuple(judged(kind, gold))

    def weight(a: Fact, b: Fact) -> float:
        place = float(same_actor(a["key"], b["id"])) if kind == "actors" else _place(kind, a, b, gold, record)
        return place + _ALIKE * _alike(kind, fields, a, b) if place >= least else 0.0

    return pair(wanted, found, weight, least)


def _alike(kind: str, fields: Sequence[str], a: Fact, b: Fact) -> float:
    told = [field for field in fields if is_told(a, field)]
    return sum(JUDGES[kind][field](a, b) for field in told) / len(told) if told else 0.0


def _place(kind: str, a: Fact, b: Fact, gold: GoldArticle, record: Moved) -> float:
    """How far two facts stand on the same characters; of passages, how far the shorter lies in the longer."""
    words = _WORDS[kind]
    wanted = characters(a["spans"])
    read = record.characters([b] if words is None else b.get(words) or [])
    if gold.exact:
        return overlap(wanted, read)
    return len(wanted & read) / min(len(wanted), len(read)) if wanted and read else 0.0


def _issues(hits: Sequence[Pair], tally: Tally) -> None:
    """Pairs of statements that were coded as one issue, and whether they were read as one, whatever each calls it."""
    both = wanted = 0
    for (a, b), (c, d) in combinations(hits, 2):
        if a.get("issue") is not None and a.get("issue") == c.get("issue"):
            wanted += 1
            both += b.get("issue") is not None and b.get("issue") == d.get("issue")
    tally.add("coded issue pair R", both, wanted)
