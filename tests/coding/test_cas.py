"""UIMA CAS, written with dkpro-cassis as INCEpTION exports it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cassis import Cas, TypeSystem
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.coding import CodedText, Fact, read_coded
from pourparlers.coding.coded import FactKind
from pourparlers.coding.importers import importer_of
from pourparlers.model import ExchangeError

TEXT = "🐦 Léa Roux refuse le péage.\n\nLima et Quito négocient mardi."


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def cas() -> Cas:
    """A document with a statement that has slots, an encounter with plain features, and a named entity."""
    types = TypeSystem()
    link = types.create_type("webanno.custom.StatementArgumentsLink", "uima.cas.TOP")
    types.create_feature(link, "role", "uima.cas.String")
    types.create_feature(link, "target", "uima.tcas.Annotation")
    made = {
        "Statement": ("act", "form", "issue", "stance"),
        "Encounter": ("kind", "party", "date", "place"),
        "Content": (),
    }
    for name, features in made.items():
        type_ = types.create_type(f"webanno.custom.{name}", "uima.tcas.Annotation")
        for feature in features:
            types.create_feature(type_, feature, "uima.cas.String")
    types.create_feature("webanno.custom.Statement", "negated", "uima.cas.Boolean")
    types.create_feature(
        "webanno.custom.Statement", "arguments", "uima.cas.FSArray", elementType="webanno.custom.StatementArgumentsLink"
    )
    entity = types.create_type("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "uima.tcas.Annotation")
    types.create_feature(entity, "value", "uima.cas.String")
    types.create_feature(entity, "identifier", "uima.cas.String")

    whole = Cas(types)
    whole.sofa_string = TEXT
    whole.sofa_mime = "text/plain"

    def add(name: str, words: str, **features: Any) -> Any:
        begin, end = span(words)
        one = types.get_type(name)(begin=begin, end=end, **features)
        whole.add(one)
        return one

    person = add(entity.name, "Léa Roux", value="PER")
    content = add("webanno.custom.Content", "le péage")
    links = [link(role=role, target=target) for role, target in (("Speaker", person), ("Content", content))]
    array = types.get_type("uima.cas.FSArray")(elements=links)
    add(
        "webanno.custom.Statement",
        "refuse",
        act="reject",
        form="narrated",
        issue="2021",
        stance="against",
        negated=True,
        arguments=array,
    )
    add(
        "webanno.custom.Encounter",
        "Lima et Quito négocient",
        kind="talks",
        party="Pérou; EC",
        date="2021-03-02",
        place="Macará",
    )
    return whole


def written(where: Path, how: str) -> Path:
    path = where / f"a.{how}"
    if how == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.xmi", cas().to_xmi())
            archive.writestr("TypeSystem.xml", cas().typesystem.to_xml())
    else:
        path.write_text(cas().to_xmi() if how == "xmi" else cas().to_json(), encoding="utf-8")
    return path


def of(one: CodedText, kind: FactKind) -> list[Fact]:
    return [fact for fact in one.facts if fact.kind is kind]


@pytest.mark.parametrize("how", ["xmi", "json", "zip"])
def test_all_that_was_coded(tmp_path: Path, how: str) -> None:
    (one,) = read_coded(written(tmp_path, how))
    assert one.text == TEXT
    (said,) = of(one, FactKind.STATEMENT)
    assert said.spans == (span("le péage"),)
    assert dict(said.fields) == {
        "speaker": ("person:Léa Roux",),
        "party": (),
        "act": "reject",
        "form": "narrated",
        "target": None,
        "stance": "against",
        "cue": "refuse",
        "issue": "2021",
        "negated": True,
    }
    (met,) = of(one, FactKind.ENCOUNTER)
    assert met.spans == (span("Lima et Quito négocient"),)
    assert dict(met.fields) == {
        "kind": "talks",
        "parties": ("PE", "EC"),
        "persons": (),
        "status": "held",
        "date": "2021-03-02",
        "place": "Macará",
    }
    (actor,) = of(one, FactKind.ACTOR)
    assert (dict(actor.fields), actor.spans) == ({"key": "person:Léa Roux"}, (span("Léa Roux"),))
    assert set(one.exhaustive) == {FactKind.STATEMENT, FactKind.ENCOUNTER, FactKind.ACTOR}


def test_a_folder_with_other_files(tmp_path: Path) -> None:
    written(tmp_path, "xmi")
    (tmp_path / "b.json").write_text('{"title": "rien"}', encoding="utf-8")
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04broken")
    assert [one.place for one in read_coded(tmp_path)] == ["a.xmi"]


@pytest.mark.parametrize(
    "data",
    [
        '{"%TYPES": {}, "%FEATURE_STRUCTURES": [',
        '{"%TYPES": {}, "%FEATURE_STRUCTURES": [1]}',
        '{"%TYPES": {}, "%FEATURE_STRUCTURES": []}',
        '{"%TYPES": {}, "%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "Lima"}, {"%ID": 2, "%TYPE": "x.Statement", "begin": 0, "end": 99}]}',
        '<!DOCTYPE a [<!ENTITY b "c">]><a xmlns:xmi="http://www.omg.org/XMI">&b;</a>',
        '<a xmlns:xmi="http://www.omg.org/XMI">',
        '<a xmlns:xmi="http://www.omg.org/XMI"/>',
    ],
)
def test_what_is_broken_is_told(tmp_path: Path, data: str) -> None:
    path = tmp_path / ("a.json" if data.startswith("{") else "a.xmi")
    path.write_text(data, encoding="utf-8")
    assert importer_of(path) is not None
    with pytest.raises(ExchangeError) as error:
        list(read_coded(path))
    assert "a." in str(error.value.where)


def test_structures_that_hold_themselves(tmp_path: Path) -> None:
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "Lima refuse"}
    said = {"%ID": 2, "%TYPE": "x.Statement", "begin": 0, "end": 4, "@arguments": 3}
    array = {"%ID": 3, "%TYPE": "uima.cas.FSArray", "%ELEMENTS": [3, 4, 99]}
    link = {"%ID": 4, "%TYPE": "x.Link", "role": "content", "@target": 2}
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": [sofa, said, array, link]}), encoding="utf-8")
    (one,) = read_coded(path)
    assert of(one, FactKind.STATEMENT)[0].spans == ((0, 4),)


@given(st.integers(0, 6000), st.sampled_from(["xmi", "json"]), st.binary(max_size=3))
def test_any_damage_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, at: int, how: str, put: bytes) -> None:
    where = tmp_path_factory.getbasetemp() / f"damaged-{how}"
    where.mkdir(exist_ok=True)
    whole = where / f"whole.{how}"
    if not whole.exists():
        written(where, how).replace(whole)
    data = whole.read_bytes()
    broken = where / f"broken.{how}"
    broken.write_bytes(data[:at] + put + data[at + len(put) :])
    try:
        list(read_coded(broken))
    except ExchangeError as error:
        assert error.where
