"""The measures: a record against the gold of its article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from pourparlers.model import Record
from pourparlers.scoring.agreement import any_same, characters, fold, overlap, pair, same_actor, value_of
from pourparlers.scoring.coded import compare_coded
from pourparlers.scoring.gold import Fact, GoldArticle
from pourparlers.scoring.moved import Moved
from pourparlers.scoring.tally import Tally

# Whether parties met, talked, visited or called each other is often told both ways.
_MEETINGS = {"meeting", "talks", "summit", "visit", "mediation", "call"}
QUOTED = {"direct", "mixed"}
_ANY = 1e-9
_HALF = 0.5


def compare(gold: GoldArticle, record: Record | None, tally: Tally) -> None:
    """Add to `tally` how a record agrees with gold; no record, or one of another text, counts as an empty one."""
    moved = Moved.onto(gold.text, record)
    if gold.coded is not None:
        compare_coded(gold, moved, tally)
        return
    _times(gold, moved, tally)
    _persons(gold, moved, tally)
    _encounters(gold, moved, tally)
    _statements(gold, moved, tally)


def pair_times(gold: GoldArticle, record: Moved) -> list[tuple[Fact, Fact]]:
    """The times of gold with those of a record that share a character with them."""
    weight = lambda a, b: overlap(characters(a["spans"]), record.characters([b]))  # noqa: E731
    return pair(gold.times, record.facts("times"), weight, _ANY)


def pair_persons(gold: GoldArticle, record: Moved) -> list[tuple[Fact, Fact]]:
    """The persons of gold with those of a record that bear their names."""
    weight = lambda a, b: float(same_actor(a["key"], b["id"]))  # noqa: E731
    return pair(persons(gold.actors, "key"), persons(record.facts("actors"), "id"), weight, _HALF)


def pair_encounters(gold: GoldArticle, record: Moved) -> list[tuple[Fact, Fact]]:
    """The encounters of gold with those of a record that tell the same happening."""
    return pair(gold.encounters, record.facts("encounters"), lambda a, b: _encounter_weight(a, b, record), _HALF)


def pair_statements(gold: GoldArticle, record: Moved) -> list[tuple[Fact, Fact]]:
    """The statements of gold with those of a record whose contents share half of their characters."""
    return pair(gold.statements, record.facts("statements"), lambda a, b: _statement_weight(a, b, record), _HALF)


def persons(actors: Iterable[Fact], key: str) -> list[Fact]:
    """The persons among actors, whose ids stand under `key`."""
    return [actor for actor in actors if actor[key].startswith("person:")]


def _times(gold: GoldArticle, record: Moved, tally: Tally) -> None:
    found = record.facts("times")
    hits = pair_times(gold, record)
    tally.found("time detection", len(hits), len(gold.times), len(found))
    right = sum(value_of(a) == value_of(b) for a, b in hits)
    tally.found("time value", right, len(gold.times), len(found))


def _persons(gold: GoldArticle, record: Moved, tally: Tally) -> None:
    wanted, found = persons(gold.actors, "key"), persons(record.facts("actors"), "id")
    hits = pair_persons(gold, record)
    tally.found("person", len(hits), len(wanted), len(found))
    known = [(a, b) for a, b in hits if a.get("party") is not None]
    tally.add("person party accuracy", sum(same_actor(a["party"], b.get("party")) for a, b in known), len(known))


def _encounters(gold: GoldArticle, record: Moved, tally: Tally) -> None:
    found = record.facts("encounters")
    hits = pair_encounters(gold, record)
    tally.found("encounter", len(hits), len(gold.encounters), len(found))
    for what in ("kind", "date", "place"):
        told = [(a, b) for a, b in hits if a.get(what) is not None]
        right = sum(holds(a, b, what) for a, b in told)
        tally.add(f"encounter {what} accuracy", right, len(told))
    tally.add("encounter parties accuracy", sum(same_parties(a, b) for a, b in hits), len(hits))


def _encounter_weight(a: Fact, b: Fact, record: Moved) -> float:
    """Kinds that agree, half of the parties at least, and the same passage or date."""
    if a["kind"] != b["kind"] and not {a["kind"], b["kind"]} <= _MEETINGS:
        return 0.0
    parties, others = a.get("parties") or [], b.get("parties") or []
    both = sum(any_same([party], others) for party in parties)
    share = both / max(len(parties), len(others), 1)
    wanted = characters(a["spans"])
    near = any(overlap(wanted, record.characters([span])) > 0 for span in b.get("evidence") or [])
    dated = value_of(a) is not None and value_of(a) == value_of(b)
    return share + 0.5 * near + 0.5 * dated if share >= _HALF and (near or dated) else 0.0


def holds(a: Fact, b: Fact, what: str) -> bool:
    """Whether an encounter has the kind, date or place that gold has."""
    if what == "place":
        return fold(a["place"]) in fold(b.get("place") or "")
    return bool(a[what] == b.get(what))


def same_parties(a: Fact, b: Fact) -> bool:
    """Whether an encounter has the parties of gold, and no others."""
    parties, others = a.get("parties") or [], b.get("parties") or []
    return len(parties) == len(others) and all(any_same([party], others) for party in parties)


JUDGED: dict[str, Callable[[Fact, Fact], bool]] = {
    "speaker": lambda a, b: any_same(a["speaker"], b.get("speaker")),
    "party": lambda a, b: not a.get("party") or any_same(a["party"], b.get("party")),
    "act": lambda a, b: bool(a["act"] == b.get("act")),
    "form": lambda a, b: bool(a["form"] == b.get("form")),
    "stance": lambda a, b: bool(a.get("stance") == b.get("stance")),
}


def _statements(gold: GoldArticle, record: Moved, tally: Tally) -> None:
    wanted, found = list(gold.statements), record.facts("statements")
    hits = pair_statements(gold, record)
    tally.found("statement", len(hits), len(wanted), len(found))
    reported = sum(a["form"] != "narrated" for a, _ in hits)
    tally.found("reported speech", reported, *_count(wanted, found, lambda fact: fact["form"] != "narrated"))
    quoted = sum(a["form"] in QUOTED and b["form"] in QUOTED for a, b in hits)
    tally.found("quotation", quoted, *_count(wanted, found, lambda fact: fact["form"] in QUOTED))
    _content(wanted, found, record, tally)
    for name, judge in JUDGED.items():
        tally.add(f"statement {name} accuracy", sum(judge(a, b) for a, b in hits), len(hits))
    aimed = [(a, b) for a, b in hits if a.get("target") is not None]
    tally.add("statement target accuracy", sum(same_actor(a["target"], b.get("target")) for a, b in aimed), len(aimed))
    whole = sum(all(JUDGED[name](a, b) for name in ("speaker", "party", "act")) for a, b in hits)
    tally.found("who did what", whole, len(wanted), len(found))
    _issue_pairs(hits, tally)


def _issue_pairs(hits: Sequence[tuple[Fact, Fact]], tally: Tally) -> None:
    """Pairs of statements that are about one thing in gold and in the record, whatever each calls it."""
    both = wanted = found = 0
    for (a, b), (c, d) in combinations(hits, 2):
        in_gold = a.get("issue") is not None and a.get("issue") == c.get("issue")
        in_record = b.get("issue") is not None and b.get("issue") == d.get("issue")
        both, wanted, found = both + (in_gold and in_record), wanted + in_gold, found + in_record
    tally.found("issue pair", both, wanted, found)


def _statement_weight(a: Fact, b: Fact, record: Moved) -> float:
    shared = overlap(characters(a["spans"]), record.characters(b.get("content") or []))
    if shared < _HALF:
        return 0.0
    same_act = bool(a["act"] == b.get("act"))
    return shared + 0.2 * any_same(a["speaker"], b.get("speaker")) + 0.1 * same_act


def _count(gold: list[Fact], found: list[Fact], test: Callable[[Fact], bool]) -> tuple[int, int]:
    return sum(map(test, gold)), sum(map(test, found))


def _content(gold: list[Fact], found: list[Fact], record: Moved, tally: Tally) -> None:
    wanted = {at for fact in gold for at in characters(fact["spans"])}
    read = {at for fact in found for at in record.characters(fact.get("content") or [])}
    tally.found("content characters", len(wanted & read), len(wanted), len(read))
