"""Networks, read back with NetworkX; GEXF held against its schema, GraphML against what its specification says."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import xmlschema
from lxml import etree

from exporting import exported, hostile_records, made
from pourparlers.dossier.standing.ties.networks import Normalisation, Ties
from pourparlers.model import PourparlersError
from rounds import record, round_records

SCHEMA = xmlschema.XMLSchema(Path(__file__).parents[1] / "files" / "gexf" / "gexf.xsd")
NS = "{http://graphml.graphdrawing.org/xmlns}"
TEXT = "Le Pérou et l'Équateur ont parlé de la voie et du péage."
# The example of docs/exports/networks.md as statements.
SAID = [
    ("PE", "voie", "propose", None), ("PE", "voie", "support", None), ("PE", "péage", "reject", None),
    ("EC", "voie", "reject", None), ("EC", "voie", "accept", None), ("EC", "péage", "say", "against"),
    ("CO", "voie", "demand", None), ("CO", "péage", "accuse", None), ("CO", None, "accept", None),
]  # fmt: skip
WORDS = [
    "Les camions de bananes passeront à l'aube.", "Un quai neuf abritera les pêcheurs.", "Aucun sou pour la barrière.",
    "La forêt garde ses oiseaux.", "Des tracteurs bleus traversent lundi.", "Cette taxe fâche les bergers.",
    "Bogota veut davantage de ponts.", "Le retard inquiète la douane.", "Chacun plantera douze palmiers.",
]  # fmt: skip
WEIGHTS = {
    "affiliation": {"PE voie": 2, "PE péage": -1, "EC voie": 0, "EC péage": -1, "CO voie": 1},
    "congruence": {"EC PE": 3, "CO PE": 2, "CO EC": 1},
    "conflict": {"EC PE": 2, "CO EC": 1},
    "subtract": {"EC PE": 1, "CO PE": 2, "CO EC": 0},
}


def example() -> list[Any]:
    """Each statement in an article of its own and in other words, so that none is one with another."""
    return [
        record(WORDS[n], {"act": act, "party": [party], "issue": issue, "stance": stance}, published=f"2021-03-{n + 1:02}", outlet=f"Journal {n}")
        for n, (party, issue, act, stance) in enumerate(SAID)
    ]  # fmt: skip


def graphml(data: bytes) -> nx.Graph:
    return nx.read_graphml(BytesIO(data), force_multigraph=False)


def gexf(data: bytes) -> nx.Graph:
    SCHEMA.validate(BytesIO(data))
    return nx.read_gexf(BytesIO(data), version="1.3")


def weights(graph: nx.Graph, field: str) -> dict[str, float]:
    label = {id_: told["key"] if told["type"] == "actor" else told["label"] for id_, told in graph.nodes(data=True)}
    out = {}
    for one, other, told in graph.edges(data=True):
        first, last = sorted((label[one], label[other]), key=lambda name: (name.islower(), name))
        out[f"{first} {last}"] = told[field]
    return out


@pytest.mark.parametrize("ties", list(Ties))
def test_weights_come_back(tmp_path: Path, ties: Ties) -> None:
    with made(tmp_path, example()) as dossier:
        assert weights(graphml(exported(dossier, "graphml", ties=ties)), "weight") == WEIGHTS[ties]
        found = gexf(exported(dossier, "gexf", ties=ties))
    assert weights(found, "signed") == WEIGHTS[ties]
    assert weights(found, "weight") == {tie: abs(told) for tie, told in WEIGHTS[ties].items()}


def test_nodes_tell_what_they_are(tmp_path: Path) -> None:
    with made(tmp_path, example()) as dossier:
        written, drawn = graphml(exported(dossier, "graphml")), gexf(exported(dossier, "gexf"))
    for found in (written, drawn):
        peru = found.nodes["actor.PE"]
        assert {name: peru[name] for name in ("key", "type", "kind", "country", "frequency")} == {
            "key": "PE", "type": "actor", "kind": "state", "country": "PE", "frequency": 3,
        }  # fmt: skip
        issues = {told["label"]: told["frequency"] for _, told in found.nodes(data=True) if told["type"] == "issue"}
        assert issues == {"voie": 5, "péage": 2}
        assert sorted(told["sign"] for *_, told in found.edges(data=True)) == [
            "mixed",
            "negative",
            "negative",
            "positive",
            "positive",
        ]


def test_nodes_and_edges_stand_on_the_days_of_their_statements(tmp_path: Path) -> None:
    days = [{"id": "t1", "value": "2021-03", "begin": "2021-03-01", "end_date": "2021-03-31"}]
    said = [
        record(TEXT, {"act": "accept", "party": ["PE"], "issue": "voie", "time": "t1"}, times=days),
        record(TEXT + " 2", {"act": "accept", "party": ["PE"], "issue": "voie"}, published="2021-05-02", outlet="B"),
        record(TEXT + " 3", {"act": "accept", "party": ["EC"], "issue": "voie"}, published=None, outlet="C"),
    ]
    with made(tmp_path, said) as dossier:
        root = etree.fromstring(exported(dossier, "gexf"))
        first = {one.day for one in dossier.statements()}
    spells = {
        node.get("id"): [(one.get("start"), one.get("end")) for one in node.iter("{*}spell")]
        for node in root.iter("{*}node")
    }
    assert first == {"2021-03", "2021-05-02", None}
    assert spells["actor.PE"] == [("2021-03-01", "2021-03-31"), ("2021-05-02", "2021-05-02")]
    assert spells["actor.EC"] == []
    assert root.find("{*}graph").attrib == {"defaultedgetype": "undirected", "mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}  # fmt: skip


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_rounds_in_all_ties_and_normalisations(tmp_path: Path, name: str) -> None:
    with made(tmp_path, round_records()) as dossier:
        for ties in Ties:
            for by in Normalisation:
                try:
                    data = exported(dossier, name, ties=ties, normalisation=by)
                except PourparlersError as error:
                    assert "Those of" in error.hint
                else:
                    assert data == exported(dossier, name, ties=ties, normalisation=by)
                    assert sound(data) if name == "graphml" else gexf(data) is not None


def sound(data: bytes) -> bool:
    """GraphML as its schema has it: keys, then one graph; ids are NMTOKENs; data of declared keys and types."""
    root = etree.fromstring(data)
    assert [one.tag for one in root] == [f"{NS}key"] * (len(root) - 1) + [f"{NS}graph"]
    keys = {one.get("id"): (one.get("for"), one.get("attr.type")) for one in root.iter(f"{NS}key")}
    assert all(type_ in {"boolean", "int", "long", "float", "double", "string"} for _, type_ in keys.values())
    graph = root[-1]
    ids = [one.get("id") for one in graph]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[\w.-]+", id_, re.ASCII) for id_ in ids)
    nodes = {one.get("id") for one in graph.iter(f"{NS}node")}
    for one in graph:
        kind = etree.QName(one).localname
        assert all(keys[told.get("key")][0] == kind for told in one.iter(f"{NS}data"))
        assert kind == "node" or {one.get("source"), one.get("target")} <= nodes
    return True


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_hostile_names_come_back_as_text(tmp_path: Path, name: str) -> None:
    said = {"act": "accept", "party": ["PE", 'group:=1+1 <b>"&🇫🇷\x07'], "issue": "a]]>\u202e🇫🇷 <i>;" + "é" * 400}
    records = [*hostile_records(), record("Le Pérou accepte. 🇫🇷", said)]
    with made(tmp_path, records) as dossier:
        data = exported(dossier, name)
    found = graphml(data) if name == "graphml" else gexf(data)
    labels = {told["label"] for _, told in found.nodes(data=True)}
    assert any("<i>;" in label and "🇫🇷" in label and "\u202e" not in label for label in labels)
    assert any('<b>"&🇫🇷' in label for label in labels)
    assert name == "gexf" or sound(data)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_a_dossier_without_positions_is_an_empty_network(tmp_path: Path, name: str) -> None:
    with made(tmp_path, [record(TEXT)]) as dossier:
        data = exported(dossier, name)
    assert len(graphml(data) if name == "graphml" else gexf(data)) == 0
