"""Dyads of CAMEO, read back with the csv module."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import msgspec
import pytest

from event_vocabularies import GOLDSTEIN
from exporting import exported, hostile_records, made
from pourparlers import Record
from rounds import record, round_records

MET = "Le Pérou et l'Équateur ont négocié à Macará."
COLUMNS = [
    "date",
    "source",
    "target",
    "code",
    "root",
    "quad_class",
    "goldstein",
    "id",
    "event",
    "aux",
    "source_name",
    "target_name",
    "url",
    "quote",
    "start",
    "end",
    "article",
    "outlet",
    "published",
    "language",
    "sources",
    "independent_sources",
]


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8"), newline=""), delimiter="\t", strict=True))


def dyads(
    tmp_path: Path, *facts: dict[str, Any], actors: list[dict[str, Any]] | None = None
) -> list[tuple[str, str, str]]:
    told = record(MET, *facts)
    if actors:
        told = msgspec.convert({**msgspec.to_builtins(told), "actors": actors}, Record)
    with made(tmp_path, [told]) as dossier:
        return [(event["source"], event["target"], event["code"]) for event in rows(exported(dossier, "cameo"))]


def test_a_round_of_talks(tmp_path: Path) -> None:
    records = round_records()
    texts = {told.article.id: told.article.text for told in records}
    with made(tmp_path, records) as dossier:
        data = exported(dossier, "cameo")
        known = {one.id: one for one in (*dossier.statements(), *dossier.encounters())}
    assert data.decode().split("\n")[0].split("\t") == COLUMNS
    found = rows(data)
    assert len(found) > 5
    assert len({event["id"] for event in found}) == len(found)
    for event in found:
        fact = known[event["event"]]
        assert event["id"].startswith(event["event"])
        assert event["source"] != event["target"]
        assert (int(event["sources"]), int(event["independent_sources"])) == (len(fact.reports), fact.voices)
        assert float(event["goldstein"]) == GOLDSTEIN[event["code"]]
        root = int(event["root"])
        assert event["code"].startswith(event["root"])
        assert event["quad_class"] == ("1" if root <= 5 else "2" if root <= 8 else "3")
        if event["quote"]:
            passage = " ".join(texts[event["article"]][int(event["start"]) : int(event["end"])].split())
            assert event["quote"].removeprefix("'") == passage


def test_a_meeting_goes_both_ways(tmp_path: Path) -> None:
    met = {"kind": "talks", "parties": ["PE", "EC", "UN"], "date": "2021-03-02"}
    found = dyads(tmp_path, met)
    pairs = {
        ("PERGOV", "ECUGOV"),
        ("ECUGOV", "PERGOV"),
        ("PERGOV", "IGOUNO"),
        ("IGOUNO", "PERGOV"),
        ("ECUGOV", "IGOUNO"),
        ("IGOUNO", "ECUGOV"),
    }
    assert {(source, target) for source, target, _ in found} == pairs
    assert {code for _, _, code in found} == {"040"}


def test_a_visit_has_a_visitor_and_a_host(tmp_path: Path) -> None:
    met = {"kind": "visit", "parties": ["PE", "EC"], "place": "Quito", "date": "2021-03-02"}
    assert dyads(tmp_path, met) == [("PERGOV", "ECUGOV", "042"), ("ECUGOV", "PERGOV", "043")]


def test_visitors_of_somebody_else_are_no_pair(tmp_path: Path) -> None:
    assert dyads(tmp_path, {"kind": "visit", "parties": ["PE", "CO"], "place": "Quito", "date": "2021-03-02"}) == []


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ({"kind": "call"}, "041"),
        ({"kind": "talks", "place": "Genève"}, "044"),
        ({"kind": "mediation"}, "045"),
        ({"kind": "signing"}, "057"),
        ({"kind": "ceasefire"}, "0871"),
        ({"kind": "talks", "status": "planned"}, "036"),
        ({"kind": "talks", "status": "cancelled"}, "125"),
        ({"kind": "talks", "status": "denied"}, None),
        ({"kind": "vote"}, None),
    ],
)
def test_kinds(tmp_path: Path, fact: dict[str, Any], code: str | None) -> None:
    found = dyads(tmp_path, {**fact, "parties": ["PE", "EC"], "date": "2021-03-02"})
    assert found == ([("PERGOV", "ECUGOV", code), ("ECUGOV", "PERGOV", code)] if code else [])


@pytest.mark.parametrize(
    ("act", "code"),
    [
        ("accuse", "110"),
        ("demand", "100"),
        ("deny", "016"),
        ("promise", "030"),
        ("propose", "020"),
        ("reject", "120"),
        ("support", "051"),
        ("threaten", "130"),
        ("say", None),
    ],
)
def test_acts_towards_somebody(tmp_path: Path, act: str, code: str | None) -> None:
    said = {"act": act, "speaker": ["PE", "CO"], "party": ["PE", "CO"], "target": "EC"}
    assert dyads(tmp_path, said) == ([("PERGOV", "ECUGOV", code), ("COLGOV", "ECUGOV", code)] if code else [])


def test_without_a_target_or_a_code_there_is_no_dyad(tmp_path: Path) -> None:
    said = {"act": "reject", "speaker": ["PE"], "party": ["PE"]}
    assert (
        dyads(tmp_path, said, {**said, "target": "group:des pêcheurs"}, {**said, "target": "EC", "negated": True}) == []
    )


def test_codes_of_actors(tmp_path: Path) -> None:
    people = [
        {"id": "person:A B", "kind": "person", "name": "A B", "role": "députée", "party": "PE"},
        {"id": "NATO", "kind": "organisation", "name": "Otan", "party": "NATO"},
        {"id": "EU", "kind": "organisation", "name": "UE", "party": "EU"},
        {"id": "OPEC", "kind": "organisation", "name": "Opep", "party": "OPEC"},
    ]
    said = {"act": "reject", "speaker": ["person:A B", "NATO", "EU", "OPEC", "XK"], "party": ["PE"], "target": "EC"}
    assert [source for source, _, _ in dyads(tmp_path, said, actors=people)] == [
        "PERLEG",
        "IGOWSTNAT",
        "IGOEUREEC",
        "IGO",
        "KOSGOV",
    ]


def test_hostile_cells(tmp_path: Path) -> None:
    with made(tmp_path, hostile_records()) as dossier:
        data = exported(dossier, "cameo")
    found = rows(data)
    assert len(found) == data.count(b"\n") - 1 == 3
    assert all(event["url"] == "" and event["outlet"].startswith("'=") for event in found)


def test_an_empty_dossier_has_its_header(tmp_path: Path) -> None:
    with made(tmp_path, []) as dossier:
        assert rows(exported(dossier, "cameo")) == []
