"""Web Annotations, expanded by PyLD with the terms of the standard, and their selectors looked up in the texts."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pyld import jsonld

from exporting import HOSTILE, exported, hostile_records, made
from pourparlers import Record
from pourparlers.exports.annotations import article_urn
from rounds import record, round_records

TERMS = Path(__file__).parents[1] / "files" / "web_annotation_terms.jsonld"
OA, PP = "http://www.w3.org/ns/oa#", "urn:pourparlers:terms#"
AS = "http://www.w3.org/ns/activitystreams#"


def _terms(url: str, _: Any) -> dict[str, Any]:
    """The terms of the standard that we use, in place of what would be fetched."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": json.loads(TERMS.read_text("utf-8")),
    }


def told(where: Path, records: list[Record], **given: Any) -> dict[str, Any]:
    with made(where, records) as dossier:
        found: dict[str, Any] = json.loads(exported(dossier, "annotations", **given))
    return found


def of_kind(whole: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in whole["first"]["items"] if one["body"][0]["type"] == kind]


def passages(annotation: dict[str, Any]) -> list[tuple[int, int, str]]:
    out = []
    for target in annotation["target"]:
        quote, place = target["selector"]
        out.append((place["start"], place["end"], quote["exact"]))
    return out


def names(nodes: list[dict[str, Any]]) -> list[str]:
    return [one["pp:id"] for one in nodes]


def test_each_fact_is_an_annotation_on_its_passages(tmp_path: Path) -> None:
    records = round_records()
    whole = told(tmp_path, records)
    found = {one["pp:report"]: one for one in whole["first"]["items"]}
    named = [actor for one in records for actor in one.actors if actor.mentions]
    facts = [len(one.statements) + len(one.encounters) + len(one.times) for one in records]
    assert whole["total"] == len(whole["first"]["items"]) == len(found) == sum(facts) + len(named)
    for one in records:
        for said in one.statements:
            annotation = found[f"{one.article.id}:{said.id}"]
            body, reader = annotation["body"]
            assert passages(annotation) == [(s.start, s.end, s.text) for s in said.content]
            assert (body["pp:act"], body["pp:form"]) == (said.act, said.form)
            assert body.get("pp:stance") == said.stance
            assert [body.get(f"pp:{name}", False) for name in ("negated", "hedged", "conditional")] == [
                said.negated,
                said.hedged,
                said.conditional,
            ]
            assert len(body.get("pp:speaker", [])) == len(said.speaker)
            assert reader["type"] == "TextualBody"
            if said.cue:
                assert body["pp:cue"]["selector"][0]["exact"] == said.cue.text
        for met in one.encounters:
            annotation = found[f"{one.article.id}:{met.id}"]
            assert passages(annotation) == [(s.start, s.end, s.text) for s in met.evidence]
            assert annotation["body"][0]["pp:kind"] == met.kind
            assert annotation["body"][0].get("pp:place") == met.place
            assert annotation["body"][0]["pp:status"] == met.status


def test_selectors_find_their_passage(tmp_path: Path) -> None:
    records = [*round_records(), *hostile_records()]
    texts = {one.article.id: one.article.text for one in records}
    for one in told(tmp_path, records)["first"]["items"]:
        text = texts[one["pp:article"]["pp:id"]]
        assert one["pp:article"]["id"] == article_urn(one["pp:article"]["pp:id"], text)
        for target in one["target"]:
            quote, place = target["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert place["start"] - len(quote["prefix"]) in _all(text, around)


def _all(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(words, at)]


@pytest.mark.parametrize("records", [round_records(), hostile_records()], ids=["round", "hostile"])
def test_it_is_what_the_standard_asks(tmp_path: Path, records: list[Record]) -> None:
    (whole,) = jsonld.expand(told(tmp_path, records), {"documentLoader": _terms})
    assert whole["@type"] == [f"{AS}OrderedCollection"]
    (page,) = whole[f"{AS}first"]
    assert page["@type"] == [f"{AS}OrderedCollectionPage"]
    assert page[f"{AS}partOf"] == [{"@id": whole["@id"]}]
    items = page[f"{AS}items"][0]["@list"]
    assert len({one["@id"] for one in items}) == len(items) == whole[f"{AS}totalItems"][0]["@value"]
    for one in items:
        assert one["@type"] == [f"{OA}Annotation"]
        assert one[f"{OA}motivatedBy"][0]["@id"].startswith(OA)
        for body in one[f"{OA}hasBody"]:
            assert body["@type"][0].startswith((OA, PP))
            assert body[f"{OA}hasPurpose"][0]["@id"].startswith(OA)
        for target in one[f"{OA}hasTarget"]:
            assert target["@type"] == [f"{OA}SpecificResource"]
            assert len(target[f"{OA}hasSource"]) == 1
            types = [selector["@type"] for selector in target[f"{OA}hasSelector"]]
            assert types == [[f"{OA}TextQuoteSelector"], [f"{OA}TextPositionSelector"]]


def test_no_key_is_lost_in_expansion(tmp_path: Path) -> None:
    whole = told(tmp_path, round_records())
    (expanded,) = jsonld.expand(whole, {"documentLoader": _terms})
    assert _values(expanded) >= {
        one for one in _strings(whole["first"]["items"]) if one.startswith("pp:") is False and " " in one
    }


def _values(node: Any) -> set[str]:
    if isinstance(node, dict):
        return set(chain.from_iterable(map(_values, node.values())))
    return (
        set(chain.from_iterable(map(_values, node)))
        if isinstance(node, list)
        else {node}
        if isinstance(node, str)
        else set()
    )


def _strings(node: Any) -> set[str]:
    return _values(node)


def test_a_page_of_the_web_is_the_source(tmp_path: Path) -> None:
    made_ = record("Lima demande un relevé.", {"act": "demand", "party": ["PE"], "words": "un relevé"})
    article = msgspec.structs.replace(made_.article, url="https://example.org/releve?a=1")
    (one,) = told(tmp_path, [msgspec.structs.replace(made_, article=article)])["first"]["items"]
    assert one["target"][0]["source"] == "https://example.org/releve?a=1"


def test_what_is_hostile_is_text(tmp_path: Path) -> None:
    whole = told(tmp_path, hostile_records())
    (said,), (met,) = of_kind(whole, "pp:Statement"), of_kind(whole, "pp:Encounter")
    assert said["target"][0]["source"].startswith("urn:pourparlers:article:")
    assert said["pp:article"]["pp:outlet"] == hostile_records()[0].article.outlet
    assert met["body"][0]["pp:place"] == HOSTILE
    assert "\u202e" not in said["body"][1]["value"] + met["body"][1]["value"]
    assert passages(said)[0][2] == "retenir les bananes"
    assert names(said["body"][0]["pp:speaker"]) == ["PE"]


def test_readers_are_told_in_their_language(tmp_path: Path) -> None:
    (said,) = of_kind(told(tmp_path, hostile_records(), ui="fr"), "pp:Statement")
    assert said["body"][1] == {
        "type": "TextualBody",
        "purpose": "commenting",
        "format": "text/plain",
        "language": "fr",
        "value": "Pérou accuse : retenir les bananes",
    }


@pytest.mark.parametrize("records", [[], [record("Les fous de Bassan nichent à Percé.")]], ids=["empty", "no facts"])
def test_nothing_is_an_empty_collection(tmp_path: Path, records: list[Record]) -> None:
    whole = told(tmp_path, records)
    assert (whole["total"], whole["first"]["items"]) == (0, [])
