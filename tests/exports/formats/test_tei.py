"""The TEI corpus, held against the schema of TEI and read back fact by fact."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exporting import exported, hostile_records, made
from pourparlers import Record
from pourparlers.exports.tei.flow import Around, Flow, paragraphs
from pourparlers.exports.tei.header import make
from pourparlers.exports.xml import clean, name_of
from pourparlers.model import Span
from rounds import record, round_records

SCHEMA = Path(__file__).parents[1] / "files" / "tei_all.rng.gz"
NS = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"


@cache
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(gzip.decompress(SCHEMA.read_bytes())))


def corpus(where: Path, records: list[Record], **asked: Any) -> Any:
    """What is exported, valid and with ids that are unique and all there."""
    with made(where, records) as dossier:
        root = etree.fromstring(exported(dossier, "tei", asked=asked))
    assert schema().validate(root), schema().error_log
    ids = root.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    pointers = [
        one
        for name in ("who", "ana", "ref", "corresp", "sameAs", "active", "passive", "from", "to")
        for value in root.xpath(f"//@{name}")
        for one in value.split()
    ]
    assert {one for one in pointers if one.startswith("#")} <= {f"#{one}" for one in ids}
    return root


def documents(root: Any) -> list[Any]:
    found: list[Any] = root.xpath("t:TEI", namespaces=NS)
    return found


def one_(element: Any, path: str) -> str | None:
    found = element.xpath(path, namespaces=NS)
    return str(found[0]) if found else None


def texts(body: Any) -> str:
    return "".join(body.itertext())


@cache
def places(document: Any) -> dict[str, int]:
    """Where anchors stand when the text is counted through."""
    at, out = 0, {}
    for event, node in etree.iterwalk(document.find(".//t:body", NS), events=("start", "end")):
        if event == "start":
            out[node.get(ID)] = at
        at += len((node.text if event == "start" else node.tail) or "")
    return out


def spans(document: Any, kind: str, of: str) -> list[tuple[int, int, str]]:
    """The passages of a fact, with where their anchors stand."""
    found = document.xpath(f"t:standOff/t:spanGrp[@type='{kind}']/t:span[@corresp='#{of}']", namespaces=NS)
    at = places(document)
    return [(at[one.get("from")[1:]], at[one.get("to")[1:]], one.text) for one in found]


def told(spans_: Any) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, clean(one.text)) for one in spans_ if one is not None]


def names(document: Any, name: str, fact: str) -> list[str]:
    """The ids of the actors who have a part in a fact."""
    active = document.xpath(f".//t:relation[@name='{name}' and @passive='#{fact}']/@active", namespaces=NS)
    return [one_(document, f".//*[@xml:id='{id_[1:]}']/t:idno[@type='pourparlers']/text()") or "" for id_ in active]


def check(document: Any, whole: Record) -> None:
    """All that a record tells stands in its document."""
    where = whole.article.id
    assert document.get(ID) == where
    assert texts(document.find(".//t:body", NS)) == clean(whole.article.text)
    for actor in whole.actors:
        id_ = f"{where}.{name_of('actor', actor.id)}"
        assert spans(document, "mention", id_) == told(actor.mentions)
        assert one_(document, f".//*[@xml:id='{id_}']/t:idno[@type='wikidata']/text()") == actor.wikidata
    for time in whole.times:
        assert spans(document, "time", f"{where}.{time.id}") == told([time])
        value = f".//t:fs[@xml:id='{where}.{time.id}']/t:f[@name='value']/t:string/text()"
        assert one_(document, value) == time.value
    for met in whole.encounters:
        event = document.xpath(f".//t:event[@xml:id='{where}.{met.id}']", namespaces=NS)[0]
        assert (event.get("type"), event.get("subtype")) == (met.kind, met.status)
        assert one_(event, "t:note[@type='date']/text()") == met.date
        assert spans(document, "evidence", f"{where}.{met.id}") == told(met.evidence)
        assert names(document, "party", f"{where}.{met.id}") == list(met.parties)
        assert names(document, "person", f"{where}.{met.id}") == list(met.persons)
    for said in whole.statements:
        fact = f"{where}.{said.id}"
        features = f".//t:fs[@xml:id='{fact}']/t:f[@name='%s']/*"
        assert one_(document, features % "act" + "/@value") == said.act
        assert one_(document, features % "form" + "/@value") == said.form
        assert one_(document, features % "stance" + "/@value") == said.stance
        assert one_(document, features % "issue" + "/text()") == (clean(said.issue) if said.issue else None)
        assert (one_(document, features % "negated" + "/@value") == "true") is said.negated
        assert spans(document, "content", fact) == told(said.content)
        assert spans(document, "cue", fact) == told([said.cue])
        assert names(document, "speaker", fact) == list(said.speaker)
        assert names(document, "party", fact) == list(said.party)
        assert names(document, "target", fact) == ([said.target] if said.target else [])


@pytest.mark.parametrize("name", ["bourgas-ferry-2018"])
def test_all_facts_of_a_round_come_back(tmp_path: Path, name: str) -> None:
    records = round_records(name)
    found = {one.get(ID): one for one in documents(corpus(tmp_path, records))}
    assert len(found) == len(records)
    for one in records:
        check(found[one.article.id], one)


def test_hostile_content(tmp_path: Path) -> None:
    records = hostile_records()
    (document,) = documents(corpus(tmp_path, records))
    check(document, records[0])
    assert document.xpath("//t:script", namespaces=NS) == []
    assert document.xpath("//@target", namespaces=NS) == []


def test_header(tmp_path: Path) -> None:
    one = record("Le Pérou accuse l'Équateur.\n\nIl pleut.", {"party": ["PE"]}, outlet="Le Quai")
    article = msgspec.structs.replace(
        one.article, title="Le pont", author="A. Roux", url="https://quai.example/1", page="3"
    )
    root = corpus(tmp_path, [msgspec.structs.replace(one, article=article)])
    (document,) = documents(root)
    header = document.find("t:teiHeader", NS)
    for path, value in (
        ("//t:titleStmt/t:title", "Le pont"), ("//t:titleStmt/t:author", "A. Roux"), ("//t:publicationStmt/t:publisher", "Le Quai"),
        ("//t:sourceDesc//t:biblScope[@unit='page']", "3"),
    ):  # fmt: skip
        assert one_(header, f".{path}/text()") == value
    assert one_(header, ".//t:publicationStmt/t:date/@when") == "2021-03-10"
    assert one_(header, ".//t:sourceDesc//t:ptr/@target") == "https://quai.example/1"
    assert one_(header, ".//t:language/@ident") == "fr"
    assert one_(root, "t:teiHeader//t:application/@ident") == "pourparlers"


def test_words_of_speakers_stand_in_the_text(tmp_path: Path) -> None:
    text = "«Le pont est sûr», a dit la ministre, «et le restera», selon Lima."
    one = record(text, {"speaker": ["PE"], "party": ["PE"], "form": "direct", "words": "Le pont est sûr"})
    second = Span.of(one.article.text, text.index("et le"), text.index("», selon"))
    said = msgspec.structs.replace(one.statements[0], content=(*one.statements[0].content, second))
    (document,) = documents(corpus(tmp_path, [msgspec.structs.replace(one, statements=(said,))]))
    found = document.xpath("//t:body//t:said", namespaces=NS)
    assert [texts(each) for each in found] == ["Le pont est sûr", "et le restera"]
    assert {each.get("who") for each in found} == {f"#{one.article.id}.actor.PE"}
    assert {each.get("ana") for each in found} == {"#act.say #form.direct"}


def test_passages_that_overlap_are_kept_beside_the_text(tmp_path: Path) -> None:
    text = "Le pont est sûr et le restera."
    facts = [{"form": "indirect", "words": "Le pont est sûr"}, {"form": "indirect", "words": "sûr et le restera"}]
    whole = record(text, *facts)
    (document,) = documents(corpus(tmp_path, [whole]))
    check(document, whole)
    assert len(document.xpath("//t:body//t:said", namespaces=NS)) == 1


def test_no_name_or_date_holds_words_of_speakers(tmp_path: Path) -> None:
    text = "«La veille», écrit-elle du ministre du «thé vert» Aru Seto."
    said = {"act": "say", "speaker": ["PE"], "words": "La veille", "form": "indirect"}
    within = {"act": "say", "speaker": ["PE"], "words": "thé vert", "form": "direct"}
    day = {"id": "t1", "start": 1, "end": 10, "text": "La veille", "value": "2021-03-09", "type": "DATE"}
    one = record(text, said, within, times=[day])
    at = text.index("ministre")
    named = {"id": "person:Aru Seto", "kind": "person", "name": "Aru Seto"}
    mentions = [msgspec.to_builtins(Span.of(text, at, len(text) - 1))]
    told = msgspec.convert({**msgspec.to_builtins(one), "actors": [{**named, "mentions": mentions}]}, Record)
    root = corpus(tmp_path, [told])
    (outer,) = root.xpath("//t:said[t:date]", namespaces=NS)
    assert "".join(outer.itertext()) == "La veille"
    assert ["".join(one.itertext()) for one in root.xpath("//t:said", namespaces=NS)] == ["La veille", "thé vert"]
    assert not root.xpath("//t:rs", namespaces=NS)


def test_an_empty_dossier_and_an_article_without_facts(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert len(documents(corpus(tmp_path / "a", []))) == 1
    whole = record("Il pleut sur le pont.")
    (document,) = documents(corpus(tmp_path / "b", [whole]))
    check(document, whole)
    assert document.find("t:standOff", NS) is None


def test_filters(tmp_path: Path) -> None:
    one = record("Lima accuse Quito.", {"party": ["PE"], "act": "accuse"}, {"party": ["EC"], "act": "deny"})
    (document,) = documents(corpus(tmp_path, [one], act="deny"))
    assert document.xpath("//t:fs[@type='statement']/t:f[@name='act']/t:symbol/@value", namespaces=NS) == ["deny"]


@given(
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8),
)
def test_any_text_with_any_passages_is_itself(text: str, places: list[tuple[int, int]]) -> None:
    wanted = [Around(min(a, b), max(a, b), "rs", {}) for a, b in places if a != b and max(a, b) <= len(text)]
    anchors = {at for one in wanted for at in (one.start, one.end)}
    body = etree.fromstring(etree.tostring(Flow(make, text, anchors, "a").body(wanted)))
    assert texts(body) == clean(text)
    assert sorted(int(one.get(ID)[2:]) for one in body.iter("{*}anchor")) == sorted(anchors)
    assert len(body.findall("t:p", NS)) == max(1, len(list(paragraphs(text))))


@given(st.text(max_size=20), st.text(max_size=20))
def test_names_are_ids_of_xml_and_never_alike(a: str, b: str) -> None:
    assert (name_of("actor", a) == name_of("actor", b)) == (a == b)
    etree.fromstring(f'<a xml:id="{name_of("actor", a)}"/>')
