"""Events of PLOVER, read back as JSON and held against the vocabularies of its manual."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from event_vocabularies import (
    AUXILIARY,
    CITE,
    CONTEXTS,
    ENTITY,
    FIELDS,
    INTERNATIONAL,
    MODES,
    NEEDS_RECIPIENT,
    PLACE,
    QUADS,
    SECTORS,
)
from exporting import HOSTILE, exported, hostile_records, made
from pourparlers import Record
from pourparlers.cli.export import export
from pourparlers.exports.formats import Request, module
from pourparlers.lexicon.event_codes import countries, event_codes
from pourparlers.lexicon.world import rows_of
from pourparlers.views.left import left_line
from rounds import record, round_records

MET = "Le Pérou et l'Équateur ont négocié à Macará."
SAID = "Le Pérou refuse la taxe de l'Équateur."


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode("utf-8").splitlines()]


def one(
    tmp_path: Path, *facts: dict[str, Any], text: str = MET, actors: list[dict[str, Any]] | None = None, **article: Any
) -> dict[str, Any]:
    told = record(text, *facts, **article)
    if actors:
        told = msgspec.convert({**msgspec.to_builtins(told), "actors": actors}, Record)
    with made(tmp_path, [told]) as dossier:
        (event,) = lines(exported(dossier, "plover"))
    return event


def codes(entities: list[dict[str, Any]]) -> list[str]:
    return [entity["code"] for entity in entities]


def check(event: dict[str, Any]) -> None:
    """An event is one of the manual: its fields, words and numbers."""
    assert {name for name in event if not name.startswith("x_")} <= FIELDS
    assert event["id"] and event["actor"]
    date.fromisoformat(event["date"])
    (category,) = event["event"]
    assert set(event.get("mode", [])) <= MODES[category]
    assert set(event.get("context", [])) <= CONTEXTS | AUXILIARY
    assert category in QUADS[event["quad_code"]]
    assert (event["event_scale"] < 0) == (event["quad_code"] == 3 and category != "REQUEST")
    assert category not in NEEDS_RECIPIENT or event["recipient"]
    for entity in event["actor"] + event.get("recipient", []):
        assert {name for name in entity if not name.startswith("x_")} <= ENTITY
        sector = entity.get("sector", "")
        assert {sector[at : at + 3] for at in range(0, len(sector), 3)} <= SECTORS
        assert "code" not in entity or len(entity["code"]) == 3
    assert set(event.get("event_loc", {})) <= PLACE
    assert set(event["cite_info"]) <= CITE


@pytest.mark.parametrize("name", ["bourgas-ferry-2018"])
def test_each_statement_and_encounter_that_maps_is_one_event_of_the_manual(tmp_path: Path, name: str) -> None:
    records = round_records(name)
    texts = {told.article.id: told.article.text for told in records}
    with made(tmp_path, records) as dossier:
        with dossier.contents() as contents:
            request = Request(dossier=dossier, contents=contents)
            events = lines(b"".join(module("plover").told(request)))
        told, met = dossier.statements(), dossier.encounters()
        assert len(events) + sum(request.left.values()) == len(told) + len(met)
        assert request.left["say"] == sum(statement.act == "say" for statement in told)
        assert len({event["id"] for event in events}) == len(events) > 20
        by_id = {statement.id: statement for statement in told}
        for event in events:
            check(event)
            text = texts[event["x_article"]]
            if "text" in event:
                assert text[event["text_info"]["start"] : event["text_info"]["end"]] == event["text"]
            for span in event["x_spans"]:
                assert text[span["start"] : span["end"]] == span["text"]
            if event["id"] in by_id:
                statement = by_id[event["id"]]
                assert event["x_act"] == statement.act
                assert event["x_sources"] == len(statement.reports)
                assert event["x_independent_sources"] == statement.voices


@pytest.mark.parametrize(
    ("act", "category"),
    [
        ("accept", "AGREE"),
        ("accuse", "ACCUSE"),
        ("demand", "REQUEST"),
        ("deny", "REJECT"),
        ("promise", "AGREE"),
        ("propose", "REQUEST"),
        ("reject", "REJECT"),
        ("support", "SUPPORT"),
        ("threaten", "THREATEN"),
    ],
)
def test_acts(tmp_path: Path, act: str, category: str) -> None:
    said = {"act": act, "speaker": ["PE"], "party": ["PE"], "target": "EC"}
    event = one(tmp_path, said, text=SAID, url="https://example.org/a", title="La taxe", outlet="La Gazette")
    check(event)
    assert event["event"] == [category]
    assert codes(event["actor"]) == ["PER"] and codes(event["recipient"]) == ["ECU"]
    assert event["actor"][0]["sector"] == "GOV"
    assert event["date"] == "2021-03-10" and event["x_date"] == "publication"
    assert event["cite_info"]["url"] == "https://example.org/a"
    assert event["cite_info"]["title"] == "La taxe"
    assert event["cite_info"]["publication"] == "La Gazette"
    assert event["cite_info"]["language"] == "fr"


@pytest.mark.parametrize("act", ["say", "ask", "warn"])
def test_acts_without_a_category_are_left_out_and_counted(tmp_path: Path, act: str) -> None:
    with (
        made(tmp_path, [record(SAID, {"act": act, "speaker": ["PE"], "party": ["PE"]})]) as dossier,
        dossier.contents() as contents,
    ):
        request = Request(dossier=dossier, contents=contents)
        assert list(module("plover").told(request)) == []
        assert request.left == Counter({act: 1})


@pytest.mark.parametrize(
    ("kind", "status", "category", "modes", "contexts"),
    [
        ("talks", "held", "CONSULT", [], ["diplomatic"]),
        ("call", "held", "CONSULT", ["phone"], ["diplomatic"]),
        ("talks", "planned", "AGREE", [], ["diplomatic"]),
        ("visit", "planned", "AGREE", [], ["diplomatic"]),
        ("signing", "planned", "AGREE", [], ["diplomatic"]),
        ("meeting", "cancelled", "REJECT", ["meet"], ["diplomatic"]),
        ("meeting", "denied", "CONSULT", [], ["diplomatic", "negation"]),
        ("signing", "held", "SUPPORT", [], ["diplomatic"]),
        ("ceasefire", "held", "RETREAT", ["ceasefire"], ["military"]),
        ("ceasefire", "planned", "CONCEDE", [], ["military", "future"]),
    ],
)
def test_encounters_by_kind_and_status(
    tmp_path: Path, kind: str, status: str, category: str, modes: list[str], contexts: list[str]
) -> None:
    event = one(tmp_path, {"kind": kind, "parties": ["PE", "EC"], "date": "2021-03-02", "status": status})
    check(event)
    assert (event["event"], event.get("mode", []), event["context"]) == ([category], modes, contexts)
    assert codes(event["actor"]) == ["PER", "ECU"]
    assert "recipient" not in event
    assert event["date"] == "2021-03-02" and event["x_date"] == "text"


@pytest.mark.parametrize("kind", ["press_conference", "handover", "vote"])
def test_encounters_without_a_category_are_left_out(tmp_path: Path, kind: str) -> None:
    with made(tmp_path, [record(MET, {"kind": kind, "parties": ["PE", "EC"]})]) as dossier:
        assert exported(dossier, "plover") == b""


@pytest.mark.parametrize(
    ("kind", "parties", "place", "actors", "recipients", "modes"),
    [
        ("talks", ["PE", "EC"], "Genève", ["PER", "ECU"], [], ["third-party"]),
        ("talks", ["PE", "EC"], "Lima", ["PER", "ECU"], [], []),
        ("talks", ["PE", "EC"], "un lieu tenu secret", ["PER", "ECU"], [], []),
        ("talks", ["PE", "EU"], "Genève", ["PER", "EUR"], [], []),
        ("summit", ["PE", "EC", "CO"], "Lima", ["PER", "ECU", "COL"], [], ["multilateral"]),
        ("visit", ["PE", "EC"], "Quito", ["PER"], ["ECU"], ["visit"]),
        ("visit", ["PE"], "Quito", ["PER"], [], ["visit"]),
        ("visit", ["PE", "EC"], None, ["PER", "ECU"], [], []),
        ("visit", ["PE", "FR"], "Nouméa", ["PER"], ["FRA"], ["visit"]),
    ],
)
def test_a_host_and_third_ground_are_told_by_the_place_alone(
    tmp_path: Path,
    kind: str,
    parties: list[str],
    place: str | None,
    actors: list[str],
    recipients: list[str],
    modes: list[str],
) -> None:
    event = one(tmp_path, {"kind": kind, "parties": parties, "place": place, "date": "2021-03-02"})
    check(event)
    assert (codes(event["actor"]), codes(event.get("recipient", [])), event.get("mode", [])) == (
        actors,
        recipients,
        modes,
    )
    assert event.get("event_loc", {}).get("extracted_place") == place


def test_auxiliary_modes_of_statements(tmp_path: Path) -> None:
    said = {"act": "reject", "speaker": ["PE"], "party": ["PE"], "negated": True, "conditional": True}
    assert one(tmp_path, said, text=SAID)["context"] == ["negation", "hypothetical"]


def test_hedged_and_long_past(tmp_path: Path) -> None:
    said = {"act": "reject", "speaker": ["PE"], "party": ["PE"], "hedged": True, "time": "t1"}
    time = {"id": "t1", "value": "1998", "begin": "1998-01-01", "end_date": "1998-12-31"}
    event = one(tmp_path, said, text=SAID, times=[time])
    assert event["context"] == ["hypothetical", "historical"]
    assert (event["date"], event["enddate"]) == ("1998-01-01", "1998-12-31")


@pytest.mark.parametrize(
    ("day", "first", "last", "hour"),
    [
        ("2021-02", "2021-02-01", "2021-02-28", None),
        ("2021-03-02T14:30", "2021-03-02", None, "14:30"),
        ("2021-W09", "2021-03-10", None, None),
        ("PAST_REF", "2021-03-10", None, None),
    ],
)
def test_dates_as_exact_as_they_are(tmp_path: Path, day: str, first: str, last: str | None, hour: str | None) -> None:
    event = one(tmp_path, {"kind": "talks", "parties": ["PE", "EC"], "date": day})
    assert (event["date"], event.get("enddate"), event.get("time")) == (first, last, hour)


def test_what_has_no_date_at_all_is_counted(tmp_path: Path) -> None:
    with (
        made(tmp_path, [record(MET, {"kind": "talks", "parties": ["PE", "EC"]}, published=None)]) as dossier,
        dossier.contents() as contents,
    ):
        request = Request(dossier=dossier, contents=contents)
        assert list(module("plover").told(request)) == []
        assert request.left == Counter({"no date": 1})


@pytest.mark.parametrize(
    ("role", "party", "code", "sector"),
    [
        ("ministre des Transports", "PE", "PER", "GOV"),
        ("ministre péruvienne des Transports", "PE", "PER", "GOV"),
        ("ancienne ministre des Transports", "PE", "PER", None),
        ("députée", "PE", "PER", "LEG"),
        ("Deputy Transport Minister", "PE", "PER", "GOV"),
        ("négociatrice péruvienne", "PE", "PER", "GOV"),
        ("head of the Peruvian delegation", "PE", "PER", "GOV"),
        ("head of the Peruvian state railway", "PE", "PER", None),
        ("porte-parole", "PE", "PER", None),
        ("négociatrice", "Guilde des fromagers", None, None),
        ("former Transport Minister", "PE", "PER", None),
        ("conseillère du ministre", "PE", "PER", None),
        ("conseiller du Premier ministre", "PE", "PER", None),
        ("analyste", "PE", "PER", None),
        (None, "PE", "PER", None),
        ("présidente", "UN", "UNO", None),
        ("présidente", None, None, None),
    ],
)
def test_the_sector_of_a_person_is_what_the_role_tells(
    tmp_path: Path, role: str | None, party: str | None, code: str | None, sector: str | None
) -> None:
    person = {"id": "person:Rosa Quispe", "kind": "person", "name": "Rosa Quispe", "role": role, "party": party}
    said = {"act": "reject", "speaker": [person["id"]], "party": [party] if party else []}
    (actor,) = one(tmp_path, said, text=SAID, actors=[person])["actor"]
    assert (actor.get("code"), actor.get("sector"), actor.get("office")) == (code, sector, role)
    assert actor["entity_text"] == "Rosa Quispe"


@pytest.mark.parametrize(
    ("id_", "name", "code", "sector"),
    [
        ("XK", "Kosovo", "KOS", "GOV"),
        ("PS", "Palestine", "PSE", "GOV"),
        ("FO", "Îles Féroé", "DNK", "GOV"),
        ("EU", "UE", "EUR", None),
        ("NATO", "Otan", "IGO", None),
        ("UNHCR", "HCR", "UNO", None),
        ("Amnesty International", "Amnesty International", "NGO", None),
        ("Somaliland", "Somaliland", "SOM", "GOVPRE"),
        ("Transnistrie", "Transnistrie", "MDA", "GOVPRE"),
        ("group:des pêcheurs", "des pêcheurs", None, None),
        ("Guilde des fromagers", "Guilde des fromagers", None, None),
    ],
)
def test_states_and_organisations(tmp_path: Path, id_: str, name: str, code: str | None, sector: str | None) -> None:
    kind = "group" if ":" in id_ else "state" if len(id_) == 2 and id_ != "EU" else "organisation"
    actor = {"id": id_, "kind": kind, "name": name, "party": None if kind == "group" else id_}
    said = {"act": "reject", "speaker": [id_], "party": []}
    (entity,) = one(tmp_path, said, text=SAID, actors=[actor])["actor"]
    assert (entity.get("code"), entity.get("sector")) == (code, sector)


def test_a_denial_links_to_the_accusation_of_another_article(tmp_path: Path) -> None:
    accused = record(
        "L'Équateur accuse le Pérou de retenir les camions de bananes au pont.",
        {
            "act": "accuse",
            "speaker": ["EC"],
            "party": ["EC"],
            "target": "PE",
            "issue": "camions de bananes",
            "words": "retenir les camions de bananes au pont",
        },
        outlet="A",
    )
    denied = record(
        "Le Pérou dément retenir les camions de bananes au pont.",
        {"act": "deny", "speaker": ["PE"], "party": ["PE"], "issue": "camions de bananes", "words": "retenir les camions de bananes au pont"},
        outlet="B", published="2021-03-12",
    )  # fmt: skip
    with made(tmp_path, [accused, denied]) as dossier:
        events = {event["x_act"]: event for event in lines(exported(dossier, "plover"))}
    assert events["deny"]["link"] == events["accuse"]["id"]
    assert "link" not in events["accuse"]


def test_hostile_fields_are_text_and_no_address(tmp_path: Path) -> None:
    with made(tmp_path, hostile_records()) as dossier:
        events = lines(exported(dossier, "plover"))
    assert {event["event"][0] for event in events} == {"ACCUSE", "CONSULT"}
    for event in events:
        check(event)
        assert "url" not in event["cite_info"]
        assert event["text"].startswith("Le Pérou accuse")


def test_names_of_any_length_and_ids_with_any_marks(tmp_path: Path) -> None:
    people = [
        {"id": f"person:{name}", "kind": "person", "name": name, "role": HOSTILE, "party": "PE"}
        for name in ("A" * 5000, 'O\'Neil; "=B"\t| {x}', "🇫🇷 \u202eC")
    ]
    text = f"🇫🇷 Début.\n\n{SAID}"
    said = {
        "act": "reject",
        "speaker": [person["id"] for person in people],
        "party": ["PE"],
        "target": people[1]["id"],
        "words": SAID,
    }
    event = one(tmp_path, said, text=text, actors=people)
    check(event)
    assert [actor["entity_text"] for actor in event["actor"]] == [person["name"] for person in people]
    assert event["recipient"][0]["entity_text"] == people[1]["name"]
    assert event["text"] == SAID and text[event["text_info"]["start"] :] == SAID


def test_the_organisations_are_on_one_list_each_and_known() -> None:
    listed = [name for names in event_codes().organisations.values() for name in names]
    known = {row["id"] for row in rows_of("organisations.csv")}
    assert len(set(listed)) == len(listed)
    assert set(listed) | set(event_codes().partially_recognised) <= known
    assert set(event_codes().cameo_organisations) <= set(listed) | INTERNATIONAL


def test_what_is_left_out_is_told_in_words() -> None:
    left = Counter({"say": 12, "press_conference": 3, "visit planned": 2, "no date": 1})
    assert left_line(left, "en").endswith(": say: 12, press conference: 3, visit (planned): 2, without a date: 1.")
    assert "déclarent : 12, conférence de presse : 3" in left_line(left, "fr")


def test_the_command_tells_what_it_left_out_beside_what_it_writes(tmp_path: Path) -> None:
    said = {"act": "reject", "speaker": ["PE"], "party": ["PE"]}
    made(
        tmp_path,
        [
            record(
                f"{SAID} Rien ne presse.", {**said, "words": SAID}, {**said, "act": "say", "words": "Rien ne presse."}
            )
        ],
    ).close()
    result = CliRunner().invoke(export, [str(tmp_path / "talks.dossier"), "plover", "--ui", "fr"])
    assert result.exit_code == 0
    assert [event["x_act"] for event in lines(result.stdout_bytes)] == ["reject"]
    assert result.stderr.endswith("déclarent : 1.\n")


def test_an_empty_dossier_and_the_filters(tmp_path: Path) -> None:
    with made(tmp_path, []) as dossier:
        assert exported(dossier, "plover") == b""
    said = {"act": "reject", "speaker": ["PE"], "party": ["PE"]}
    (tmp_path / "b").mkdir()
    with made(
        tmp_path / "b",
        [record(SAID, said, outlet="A"), record(SAID + " Fin.", dict(said), outlet="B", published="2021-03-12")],
    ) as dossier:
        for outlet in ("A", "B"):
            events = lines(exported(dossier, "plover", asked={"outlet": outlet}))
            assert {event["cite_info"]["publication"] for event in events} == {outlet}
        assert exported(dossier, "plover") == exported(dossier, "plover")


def test_actors_of_other_articles_are_known_and_each_once(tmp_path: Path) -> None:
    def told(text: str, name: str, **article: Any) -> Record:
        person = {
            "id": f"person:{name}",
            "kind": "person",
            "name": name,
            "role": "ministre des Transports",
            "party": "PE",
        }
        met = {
            "kind": "talks",
            "parties": ["PE", "EC"],
            "persons": [person["id"]],
            "place": "Quito",
            "date": "2021-03-02",
        }
        return msgspec.convert({**msgspec.to_builtins(record(text, met, **article)), "actors": [person]}, Record)

    records = [
        told("Le Pérou et l'Équateur ont négocié le 2 mars à Quito.", "Zviad Tchokhonelidze", outlet="A"),
        told(
            "Pérou et Équateur se sont réunis le 2 mars à Quito.",
            "Zviad Tchokhonelidzé",
            outlet="B",
            published="2021-03-11",
        ),
    ]
    with made(tmp_path, records) as dossier:
        (event,) = lines(exported(dossier, "plover"))
    assert [(actor["code"], actor.get("sector")) for actor in event["actor"]] == [("PER", "GOV"), ("ECU", "GOV")]
    assert event["actor"][1]["entity_text"] == "Équateur"
    assert event["x_sources"] == 2


def test_the_codes_are_those_of_the_manual_and_of_iso() -> None:
    from babel.core import get_global

    iso = {
        new[0]: old
        for old, new in get_global("territory_aliases").items()
        if len(old) == 3 and old.isalpha() and len(new) == 1
    }
    # Codes that were given up, which the table of aliases has last.
    iso |= {"CD": "COD", "FR": "FRA", "TL": "TLS", "XK": "KOS"}
    assert all(one.alpha3 == iso[id_] for id_, one in countries().items())
    own = {one.alpha3 for one in countries().values()}
    assert all(one.event_data in own for one in countries().values())
    codings = [
        *event_codes().acts.values(),
        *(c for kinds in event_codes().encounters.values() for c in kinds.values()),
    ]
    assert all(coding.mode is None or coding.mode in MODES[coding.plover] for coding in codings)
    assert set(event_codes().organisations) <= INTERNATIONAL
