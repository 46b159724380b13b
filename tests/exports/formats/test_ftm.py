"""Entities of FollowTheMoney, held against the model of its own library where that is installed, else against the part of it below."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from exporting import exported, hostile_records, made
from pourparlers import Record
from rounds import record, round_records

MET = "Le Pérou et l'Équateur ont négocié à Quito."
THING = {
    "name",
    "alias",
    "country",
    "summary",
    "notes",
    "description",
    "sourceUrl",
    "publisher",
    "wikidataId",
    "keywords",
    "topics",
    "proof",
}
INTERVAL = {"startDate", "endDate", "date", "summary", "description", "recordId", "sourceUrl", "proof", "publisher"}
SCHEMATA = {
    "Article": THING | {"title", "author", "publishedAt", "language"},
    "Event": THING | INTERVAL | {"location", "organizer", "involved"},
    "LegalEntity": THING,
    "Membership": INTERVAL | {"member", "organization", "role"},
    "Mention": {"document", "resolved", "name"},
    "Organization": THING,
    "Person": THING | {"position"},
    "PublicBody": THING,
    "UnknownLink": INTERVAL | {"subject", "object", "role"},
}
ACTORS = {"LegalEntity", "Organization", "Person", "PublicBody"}
RANGES = {
    "document": {"Article"}, "resolved": ACTORS, "proof": {"Article"}, "involved": ACTORS, "member": ACTORS,
    "organization": {"Organization", "PublicBody"}, "subject": ACTORS | {"Event"}, "object": ACTORS | {"Event"},
}  # fmt: skip
REQUIRED = {
    "Event": "name",
    "Person": "name",
    "Membership": "organization",
    "Mention": "document",
    "UnknownLink": "object",
}


def things(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode("utf-8").splitlines()]


def check(found: list[dict[str, Any]]) -> None:
    """Each entity is one of the model, and points to such as are there."""
    schemata = {thing["id"]: thing["schema"] for thing in found}
    assert len(schemata) == len(found)
    for thing in found:
        assert set(thing) == {"id", "schema", "properties"}
        assert set(thing["properties"]) <= SCHEMATA[thing["schema"]]
        assert REQUIRED.get(thing["schema"], "title" if thing["schema"] == "Article" else "name") in thing["properties"]
        for name, values in thing["properties"].items():
            assert values and len(set(values)) == len(values) and all(values)
            for value in values if name in RANGES else ():
                assert schemata[value] in RANGES[name]


def check_with_library(found: list[dict[str, Any]]) -> None:
    """The same by the library: schemata, properties, types of values, ranges of what is pointed to."""
    followthemoney = pytest.importorskip("followthemoney")
    model = followthemoney.model
    schemata = {thing["id"]: model.schemata[thing["schema"]] for thing in found}
    for thing in found:
        proxy = model.get_proxy(thing, cleaned=False)
        schema = schemata[thing["id"]]
        assert all(name in thing["properties"] for name in schema.required)
        for name, values in thing["properties"].items():
            prop = schema.properties[name]
            assert not prop.stub
            # Cleaning takes marks out of places («a ;, b»), and no value away.
            assert len(proxy.get(name)) == len(values)
            assert name == "location" or sorted(proxy.get(name)) == sorted(values), name
            for value in values:
                assert prop.type.validate(value), (name, value)
                assert len(value) <= (prop.max_length or 10**6)
                if prop.range is not None:
                    assert schemata[value].is_a(prop.range)
        if schema.edge:
            assert thing["properties"][schema.source_prop.name] and thing["properties"][schema.target_prop.name]


def of(found: list[dict[str, Any]], schema: str) -> list[dict[str, Any]]:
    return [thing["properties"] for thing in found if thing["schema"] == schema]


def by_id(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {thing["id"]: thing["properties"] for thing in found}


def odd() -> Record:
    """Names of any length, ids with any marks, and an article without facts."""
    actors = [
        {"id": f"{kind}:{name}", "kind": kind, "name": name, "role": "x" * 3000, "party": "PE"}
        for kind in ("person", "group")
        for name in ("A" * 5000, 'O\'Neil; "=B"\t| {x}', "🇫🇷 \u202eC", "\u0007")
    ]
    told = record("Rien.", outlet="y" * 3000, url="https://example.org/" + "z" * 5000)
    return msgspec.convert({**msgspec.to_builtins(told), "actors": actors}, Record)


def dossiers(tmp_path: Path) -> list[bytes]:
    out = []
    for n, records in enumerate((round_records(), hostile_records(), [people()], [odd()], [])):
        (tmp_path / str(n)).mkdir()
        with made(tmp_path / str(n), records) as dossier:
            out += [exported(dossier, "ftm", ui=ui) for ui in ("fr", "en")]
    return out


def people() -> Record:
    told = record(
        MET,
        {"kind": "talks", "parties": ["PE", "EC"], "persons": ["person:Rosa Quispe"], "place": "Quito", "date": "2021-03-02"},
        {"act": "accuse", "speaker": ["person:Rosa Quispe"], "party": ["PE"], "target": "EC", "issue": "taxe"},
        title="Neuf heures à Quito", outlet="La Gazette", url="https://example.org/a",
    )  # fmt: skip
    actors = [
        {
            "id": "PE",
            "kind": "state",
            "name": "Pérou",
            "party": "PE",
            "wikidata": "Q419",
            "mentions": [{"start": 3, "end": 8, "text": "Pérou"}],
        },
        {"id": "EC", "kind": "state", "name": "Équateur", "party": "EC"},
        {
            "id": "person:Rosa Quispe",
            "kind": "person",
            "name": "Rosa Quispe",
            "role": "ministre des Transports",
            "party": "PE",
        },
        {"id": "person:Iván Loor", "kind": "person", "name": "Iván Loor", "party": "EC"},
        {"id": "UN", "kind": "organisation", "name": "ONU", "party": "UN"},
        {"id": "group:des pêcheurs", "kind": "group", "name": "des pêcheurs", "party": "PE"},
    ]
    article = {**msgspec.to_builtins(told.article), "author": "J. Vega", "section": "Monde"}
    return msgspec.convert({**msgspec.to_builtins(told), "article": article, "actors": actors}, Record)


def test_every_entity_is_one_of_the_model(tmp_path: Path) -> None:
    for data in dossiers(tmp_path):
        check(things(data))


def test_every_entity_is_one_of_the_library(tmp_path: Path) -> None:
    pytest.importorskip("followthemoney")
    for data in dossiers(tmp_path):
        check_with_library(things(data))


def test_what_stands_in_an_article(tmp_path: Path) -> None:
    with made(tmp_path, [people()]) as dossier:
        found = things(exported(dossier, "ftm", ui="fr"))
    ids = by_id(found)
    (article,) = of(found, "Article")
    assert article == {
        "title": ["Neuf heures à Quito"], "author": ["J. Vega"], "publisher": ["La Gazette"], "publishedAt": ["2021-03-10"],
        "sourceUrl": ["https://example.org/a"], "language": ["fra"], "keywords": ["Monde"], "notes": [people().article.id],
    }  # fmt: skip
    states = {state["country"][0]: state for state in of(found, "PublicBody")}
    assert set(states) == {"pe", "ec"}
    assert states["pe"]["wikidataId"] == ["Q419"] and states["pe"]["topics"] == ["gov.national"]
    (un,) = of(found, "Organization")
    assert un["topics"] == ["gov.igo"] and "country" not in un
    assert {one["name"][0]: one.get("position") for one in of(found, "Person")} == {
        "Rosa Quispe": ["ministre des Transports"],
        "Iván Loor": None,
    }
    (member,) = of(found, "Membership")
    assert ids[member["member"][0]]["name"] == ["Rosa Quispe"]
    assert ids[member["organization"][0]] == states["pe"]
    assert member["role"] == ["ministre des Transports"]
    links = {
        (ids[link["subject"][0]]["name"][0], ids[link["object"][0]]["country"][0]) for link in of(found, "UnknownLink")
    }
    assert links == {("Iván Loor", "ec"), ("des pêcheurs", "pe")}
    assert len(of(found, "Mention")) == 6


def test_an_encounter_and_a_statement_are_events(tmp_path: Path) -> None:
    with made(tmp_path, [people()]) as dossier:
        found = things(exported(dossier, "ftm", ui="fr"))
    ids = by_id(found)
    met, said = of(found, "Event")
    assert met["name"] == ["pourparlers : Pérou – Équateur"]
    assert met["date"] == ["2021-03-02"] and met["location"] == ["Quito"] and met["country"] == ["ec"]
    assert met["keywords"] == ["talks", "held"]
    assert (
        met["summary"] == [MET] and met["publisher"] == ["La Gazette"] and met["sourceUrl"] == ["https://example.org/a"]
    )
    assert met["recordId"] == [f"{people().article.id}:e1"]
    assert len(met["involved"]) == 3 and ids[met["proof"][0]]["title"] == ["Neuf heures à Quito"]
    assert said["name"] == [f"Rosa Quispe accuse : {MET}"]
    assert said["description"] == [MET]
    assert said["keywords"][:2] == ["accuse", "indirect"]
    assert len(said["involved"]) == 3


def test_a_denial_points_to_its_accusation(tmp_path: Path) -> None:
    words = "retenir les camions de bananes au pont"
    accused = record(
        f"L'Équateur accuse le Pérou de {words}.",
        {
            "act": "accuse",
            "speaker": ["EC"],
            "party": ["EC"],
            "target": "PE",
            "issue": "camions de bananes",
            "words": words,
        },
        outlet="A",
    )
    denied = record(
        f"Le Pérou dément {words}.",
        {"act": "deny", "speaker": ["PE"], "party": ["PE"], "issue": "camions de bananes", "words": words},
        outlet="B",
        published="2021-03-12",
    )
    with made(tmp_path, [accused, denied]) as dossier:
        found = things(exported(dossier, "ftm", ui="en"))
        alone = things(exported(dossier, "ftm", asked={"act": "deny"}))
    check(found)
    check(alone)
    ids = by_id(found)
    (link,) = of(found, "UnknownLink")
    assert link["role"] == ["denies"]
    assert ids[link["subject"][0]]["keywords"][0] == "deny" and ids[link["object"][0]]["keywords"][0] == "accuse"
    assert of(alone, "UnknownLink") == []


def test_reports_of_several_articles_are_one_event_and_one_outlet_is_asked_for_alone(tmp_path: Path) -> None:
    with made(tmp_path, round_records()) as dossier:
        outlet = next(told.article.outlet for told in round_records() if told.article.outlet)
        found = things(exported(dossier, "ftm"))
        check(things(exported(dossier, "ftm", asked={"outlet": outlet})))
        assert len(of(found, "Event")) == len(dossier.statements()) + len(dossier.encounters())
        assert exported(dossier, "ftm") == exported(dossier, "ftm")
    assert any(len(event["proof"]) > 1 for event in of(found, "Event"))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2021-03", ["2021-03"]),
        ("2021", ["2021"]),
        ("2021-03-02T14:30", ["2021-03-02"]),
        ("2021-W09", None),
        ("PAST_REF", None),
        ("2021-SP", None),
    ],
)
def test_dates(tmp_path: Path, day: str, told: list[str] | None) -> None:
    with made(tmp_path, [record(MET, {"kind": "talks", "parties": ["PE", "EC"], "date": day})]) as dossier:
        (event,) = of(things(exported(dossier, "ftm")), "Event")
    assert event.get("date") == told


def test_hostile_values(tmp_path: Path) -> None:
    with made(tmp_path, hostile_records()) as dossier:
        found = things(exported(dossier, "ftm"))
    (article,) = of(found, "Article")
    assert "sourceUrl" not in article
    assert "<script>" in article["title"][0] and "\u202e" not in article["title"][0]
