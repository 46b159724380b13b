from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import pourparlers
from pourparlers.model import Act, EncounterKind, Form, Record, Status

EXAMPLES = Path(pourparlers.__file__).parent / "examples"


class Said(NamedTuple):
    """A statement as a reader by eye would take it from the article."""

    speaker: str
    party: str
    act: Act
    form: Form
    content: str
    cue: str | None
    target: str | None = None


BEN, OUAREZKI = "person:Mourad Ben Khelil-Djebali", "person:Nassima Ouarezki-Hadj"
HEAD, CHIEF = "person:Hallgerdur Steinbjarnardottir", "person:Torgrim Haavardsholm"
STATEMENTS = {
    "tunis-palmiers": [
        Said(BEN, "TN", Act.SUPPORT, Form.DIRECT, "C'est un bon accord, parce que chacun repart avec moins de papiers", "s'est félicité"),
        Said(OUAREZKI, "DZ", Act.SUPPORT, Form.MIXED, "un travail de patience", "a salué"),
        Said(OUAREZKI, "DZ", Act.PROMISE, Form.MIXED, "les premières caisses partiraient de Biskra « avant la taille de printemps »", "promis"),
        Said("DZ", "DZ", Act.DEMAND, Form.INDIRECT, "les contrôles se fassent à la frontière", "exige"),
        Said(BEN, "TN", Act.PROPOSE, Form.NARRATED, "des contrôles dans les oasis mêmes", "proposer"),
        Said("LY", "LY", Act.DEMAND, Form.NARRATED, "rejoindre l'accord l'an prochain", "a demandé"),
    ],
    "reykjavik-seabirds": [
        Said("IS", "IS", Act.REJECT, Form.NARRATED, "a Norwegian proposal to count seabirds from the air", "rejected", "NO"),
        Said(HEAD, "IS", Act.SAY, Form.DIRECT, "You cannot tell a razorbill from a guillemot at two hundred metres", "said"),
        Said(HEAD, "IS", Act.DEMAND, Form.NARRATED, "pay for observers on the cliffs", "called on", "NO"),
        Said(CHIEF, "NO", Act.SAY, Form.MIXED, 'aerial counts were cheaper and "kinder to the birds"', "told"),
        Said(CHIEF, "NO", Act.PROPOSE, Form.NARRATED, "publish every photograph within a month", "offered"),
        Said("IS", "IS", Act.ACCUSE, Form.NARRATED, "leaving two colonies out of its last report", "accused", "NO"),
        Said(CHIEF, "NO", Act.DENY, Form.NARRATED, "the charge", "denied", "IS"),
        Said(CHIEF, "NO", Act.DENY, Form.DIRECT, "Nothing was left out; two islets were counted as one", "said", "IS"),
        Said("FO", "FO", Act.SUPPORT, Form.NARRATED, "the Icelandic position", "backed"),
    ],
}  # fmt: skip
ENCOUNTERS = {
    "tunis-palmiers": (EncounterKind.SIGNING, ("DZ", "TN"), "Tozeur", "2018-11-08", Status.HELD),
    "reykjavik-seabirds": (EncounterKind.MEETING, ("DK", "IS", "NO"), "Bergen", "2021-11", Status.PLANNED),
}
TIMES = {
    "tunis-palmiers": [("le 8 novembre", "2018-11-08"), ("deux ans", "P2Y"), ("juin", "2018-06"), ("trente jours", "P30D"), ("l'an prochain", "2019")],
    "reykjavik-seabirds": [("Sept 23", "2021-09-23"), ("Thursday", "2021-09-23"), ("two days", "P2D"), ("a month", "P1M"), ("May", "2021-05"), ("mid-November", "2021-11")],
}  # fmt: skip


@cache
def record(name: str) -> Record:
    return pourparlers.read((EXAMPLES / f"{name}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "said"), [(name, said) for name, rows in STATEMENTS.items() for said in rows])
def test_a_statement_is_read_to_the_character(name: str, said: Said) -> None:
    start = record(name).article.text.index(said.content)
    found = [s for s in record(name).statements if (s.content[0].start, s.content[-1].end) == (start, start + len(said.content))]
    assert said in [
        Said(s.speaker[0], s.party[0], s.act, s.form, said.content, s.cue.text if s.cue else None, s.target) for s in found if s.speaker and s.party
    ]


def test_a_denial_answers_its_accusation() -> None:
    by_act = {s.act: s for s in record("reykjavik-seabirds").statements}
    assert by_act[Act.DENY].answers == by_act[Act.ACCUSE].id


@pytest.mark.parametrize("name", list(ENCOUNTERS))
def test_an_encounter_has_its_parties_place_and_date(name: str) -> None:
    found = [(e.kind, tuple(sorted(e.parties)), e.place, e.date, e.status) for e in record(name).encounters]
    assert ENCOUNTERS[name] in found


@pytest.mark.parametrize("name", list(TIMES))
def test_times_have_their_values(name: str) -> None:
    assert [(t.text, t.value) for t in record(name).times] == TIMES[name]


@pytest.mark.parametrize(
    ("name", "id_", "party"),
    [("tunis-palmiers", BEN, "TN"), ("tunis-palmiers", OUAREZKI, "DZ"), ("reykjavik-seabirds", HEAD, "IS"), ("reykjavik-seabirds", CHIEF, "NO")],
)  # fmt: skip
def test_a_person_speaks_for_a_state(name: str, id_: str, party: str) -> None:
    assert {a.id: a.party for a in record(name).actors}[id_] == party
