"""A dossier that somebody means ill with: each of its fields is script, formula, bidi control or a word without end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from pourparlers import Dossier, Record
from pourparlers.model import Actor, ActorKind
from rooms import HOSTILE_NAMES
from rounds import dossier_of, record

# No browser breaks such a word of itself.
WORD = "anticonstitutionnellement" * 16
SCRIPT = "<script>window.owned=1</script><img src=x onerror=window.owned=1><svg/onload=window.owned=1>"
BREAKING = "\"'></title></textarea></script><b onmouseover=window.owned=1>{{7*7}}${7*7}`//"
BIDI = "\u202edlog\u2066\u2069\u200f \x00\x07\x1b[31m\ufeff"
FORMULA = '=HYPERLINK("http://evil.example";1) @SUM(1) +1 -1 |calc'
ADDRESSES = (
    "javascript:window.owned=1", "data:text/html,<script>window.owned=1</script>", "//evil.example/x",
    "http://evil.example/?" + WORD, "\tjava\nscript:window.owned=1", "vbscript:x", "http://[::1", "https://a@b:99999/",
)  # fmt: skip
FIELDS = (SCRIPT, BREAKING, BIDI, FORMULA, WORD, f"{SCRIPT}{WORD}", "\u202e" + WORD, "x")
_ACTS = ("propose", "demand", "accept", "reject", "accuse", "deny", "threaten", "say")


def records() -> list[Record]:
    """Articles on the same talks, each with other ill fields, that tell a day and a number otherwise."""
    return [_article(n) for n in range(len(FIELDS))]


def _article(n: int) -> Record:
    ill, address, name = FIELDS[n], ADDRESSES[n], HOSTILE_NAMES[n]
    told = f"Lima propose {n + 3} bacs à Macará {SCRIPT}{FORMULA}\u202e {WORD}"
    text = f"{ill}\n\n{told}.\n\nLe Pérou et l'Équateur se sont réunis à Macará. {WORD}"
    person, group = f"person:{ill}{n}", f"group:{ill}{n}"
    facts: list[dict[str, Any]] = [
        {"act": act, "party": ["PE", name], "speaker": [person], "target": HOSTILE_NAMES[n - 1], "words": told,
         "issue": f"{ill} le bac {at % 3}", "via": ill, "addressees": [group]}
        for at, act in enumerate(_ACTS)
    ]  # fmt: skip
    facts[5]["answers"] = "s5"
    facts += [
        {"kind": kind, "parties": ["PE", "EC", name], "persons": [person], "date": f"2021-03-0{n % 3 + 1}", "status": "held",
         "place": place, "words": "Le Pérou et l'Équateur se sont réunis à Macará"}
        for kind, place in (("talks", "Macará"), ("meeting", ill))
    ]  # fmt: skip
    made = record(text, *facts, outlet=f"{ill} {n}", published=f"2021-03-1{n % 5}")
    fields = dict.fromkeys(("title", "author", "section", "page", "identifier"), f"{ill}{n}")
    actors = (
        Actor(id=person, kind=ActorKind.PERSON, name=f"{ill} {n}", role=f"{ill} ministre", party=name),
        Actor(id=group, kind=ActorKind.GROUP, name=f"{ill} {n}"),
    )
    return msgspec.structs.replace(
        made, article=msgspec.structs.replace(made.article, url=address, **fields), actors=actors
    )


def endless(where: Path) -> Dossier:
    """A dossier of them, on which somebody of such a name has decided for such reasons."""
    dossier = dossier_of(where, records())
    facts = list(dossier.statements())
    for n, fact in enumerate(facts[: len(FIELDS)]):
        decide = dossier.reject if n % 2 else dossier.accept
        decide(fact.reports[0].report, report=True, who=FIELDS[n], why=FIELDS[-n])
    return dossier
