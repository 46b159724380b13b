"""The folder for brat, read back by a strict reader of its standoff format."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import standoff
from exporting import HOSTILE, exported, hostile_records, made
from pourparlers import Record
from pourparlers.coding.standoff import fields_of, fragments, joined, key_of, note_of
from pourparlers.model import Actor, ActorKind, Span
from rounds import record, round_records


def folder(where: Path, records: list[Record]) -> Path:
    """The folder that is exported; all its annotations are such as annotation.conf allows."""
    with made(where, records) as dossier:
        exported(dossier, "brat", where / "brat")
    out = where / "brat"
    roles, values = standoff.roles_of(out / "annotation.conf"), standoff.values_of(out / "annotation.conf")
    for ann in out.glob("*.ann"):
        _, bounds, events = standoff.read(ann)
        for one in events:
            for role, id_ in one.arguments:
                assert bounds[id_].type in roles[one.type][role]
        for each in bounds.values():
            for name, value in each.attributes.items():
                assert values[name][0] == each.type
                assert (value in values[name][1]) if values[name][1] else value is None
    return out


def whole(text: str, pieces: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in joined(text, pieces)]


def check(out: Path, one: Record) -> None:
    """All that a record tells stands in its annotations."""
    text, bounds, events = standoff.read(out / f"{one.article.id}.ann")
    assert text == one.article.text

    def ids(event: standoff.Event, role: str) -> set[str]:
        return {bounds[id_].known["Actor"][0] for id_ in event.all(role)} | set(event.known.get(role, []))

    for actor in one.actors:
        found = [each.pieces[0] for each in bounds.values() if each.known.get("Actor") == [actor.id]]
        assert found == sorted((span.start, span.end) for span in actor.mentions)
    times = [each for each in bounds.values() if each.type == "Time"]
    assert [each.attributes["TimeType"] for each in times] == [time.type for time in one.times]
    assert [fields_of(each.note)[0]["value"] for each in times] == [time.value for time in one.times]
    said = {fields_of(each.note)[0]["id"]: each for each in events if each.type == "Statement"}
    assert set(said) == {each.id for each in one.statements}
    for fact in one.statements:
        event = said[fact.id]
        told = fields_of(event.note)[0]
        assert whole(text, bounds[event.all("Content")[0]].pieces) == [span.text for span in fact.content]
        assert whole(text, event.pieces) == ([fact.cue.text] if fact.cue else [span.text for span in fact.content])
        assert ("NoCue" in event.attributes) is (fact.cue is None)
        assert (event.attributes["Act"], event.attributes["Form"]) == (fact.act, fact.form)
        assert event.attributes.get("Stance") == fact.stance
        assert ("Negated" in event.attributes, "Hedged" in event.attributes) == (fact.negated, fact.hedged)
        assert ids(event, "Speaker") == set(fact.speaker)
        assert ids(event, "Target") == ({fact.target} if fact.target else set())
        assert (told.get("issue"), told.get("via")) == (fact.issue, fact.via)
    met = {fields_of(each.note)[0]["id"]: each for each in events if each.type == "Encounter"}
    for encounter in one.encounters:
        event = met[encounter.id]
        told = fields_of(event.note)[0]
        assert whole(text, event.pieces) == [encounter.evidence[0].text]
        assert [whole(text, bounds[id_].pieces) for id_ in event.all("Evidence")] == [
            [span.text] for span in encounter.evidence[1:]
        ]
        assert (event.attributes["Kind"], event.attributes["Status"]) == (encounter.kind, encounter.status)
        assert (ids(event, "Party"), ids(event, "Participant")) == (set(encounter.parties), set(encounter.persons))
        places = [bounds[id_].text for id_ in event.all("Place")] or [told.get("place")]
        assert places == [encounter.place]
        dates = [fields_of(bounds[id_].note)[0]["value"] for id_ in event.all("Date")] or [told.get("date")]
        assert dates == [encounter.date]


def test_all_facts_of_a_round_come_back(tmp_path: Path) -> None:
    records = round_records()
    out = folder(tmp_path, records)
    for one in records:
        check(out, one)
    about = [json.loads(line) for line in (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {one["id"]: one.get("outlet") for one in about} == {one.article.id: one.article.outlet for one in records}
    assert all((out / one["file"]).is_file() for one in about)


def test_hostile_content(tmp_path: Path) -> None:
    (one,) = hostile_records()
    out = folder(tmp_path, [one])
    text, bounds, events = standoff.read(out / f"{one.article.id}.ann")
    assert text == one.article.text
    assert [each.text for each in events if each.type == "Statement"] == ["retenir les bananes"]
    issue = " ".join(HOSTILE.replace("\u0007", " ").replace("\t", " ").split())
    told = next(fields_of(each.note)[0]["issue"] for each in events if each.type == "Statement")
    assert " ".join(told.split()) == issue


def test_a_quotation_over_lines_and_an_incise(tmp_path: Path) -> None:
    text = "«Le pont\n\nest sûr\tet 🇫🇷 haut», a dit la ministre, «et le restera»."
    one = record(text, {"speaker": ["person:Ève Roux"], "words": "Le pont\n\nest sûr\tet 🇫🇷 haut"})
    last = Span.of(one.article.text, text.index("et le"), text.index("»."))
    said = msgspec.structs.replace(one.statements[0], content=(*one.statements[0].content, last))
    whole_record = msgspec.structs.replace(one, statements=(said,))
    out = folder(tmp_path, [whole_record])
    check(out, whole_record)
    _, bounds, _ = standoff.read(out / f"{one.article.id}.ann")
    (content,) = [each for each in bounds.values() if each.type == "Content"]
    assert content.text == "Le pont est sûr et 🇫🇷 haut et le restera"
    assert len(content.pieces) == 4


def test_statements_at_one_cue_keep_their_own(tmp_path: Path) -> None:
    text = "Lima refuse le péage et la taxe."
    one = record(
        text,
        {"words": "le péage", "party": ["PE"], "issue": "péage"},
        {"words": "la taxe", "party": ["PE"], "negated": True},
    )
    cue = Span.of(text, 5, 11)
    facts = tuple(msgspec.structs.replace(each, cue=cue) for each in one.statements)
    whole_record = msgspec.structs.replace(one, statements=facts)
    check(folder(tmp_path, [whole_record]), whole_record)


def test_actors_with_odd_ids_and_none_named_anywhere(tmp_path: Path) -> None:
    odd = "person:Aïcha «la 100%\tverte» : O'Hara"
    text = "La 100% verte refuse."
    actor = Actor(id=odd, kind=ActorKind.PERSON, name="Aïcha", party="PE", mentions=(Span.of(text, 0, 13),))
    unnamed = Actor(id="person:Luc Roux", kind=ActorKind.PERSON, name="Luc Roux", party="EC", role="douanier")
    one = record(text, {"words": "refuse", "speaker": [odd, "person:Luc Roux"], "party": ["PE", "EC"]})
    one = msgspec.structs.replace(one, actors=(actor, unnamed))
    out = folder(tmp_path, [one])
    check(out, one)
    about = json.loads((out / "articles.jsonl").read_text(encoding="utf-8"))
    assert about["actors"] == [{"id": "person:Luc Roux", "name": "Luc Roux", "party": "EC", "role": "douanier"}]


def test_an_empty_dossier_and_an_article_without_facts(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert not list(folder(tmp_path / "a", []).glob("*.ann"))
    one = record("Il pleut sur le pont.")
    out = folder(tmp_path / "b", [one])
    assert (out / f"{one.article.id}.ann").read_bytes() == b""
    assert (out / f"{one.article.id}.txt").read_text(encoding="utf-8") == one.article.text


@given(
    st.dictionaries(
        st.sampled_from(["issue", "via", "place"]),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1),
    )
)
def test_notes_come_back(fields: dict[str, str]) -> None:
    told = {name: value.strip() for name, value in fields.items() if value.strip()}
    told = {name: value for name, value in told.items() if not set(value) & set("\u2028\u2029")}
    assert fields_of(note_of(told)) == (told, "")


@pytest.mark.parametrize(
    ("note", "fields", "rest"),
    [
        ("issue=pont; à revoir", {"issue": "pont"}, "à revoir"),
        ("Ne pas oublier = rien", {}, "Ne pas oublier = rien"),
        ("value = 2021-03-02 ;mod=MID;", {"value": "2021-03-02", "mod": "MID"}, ""),
        ("", {}, ""),
        ("\\", {}, "\\"),
    ],
)
def test_notes_as_persons_write_them(note: str, fields: dict[str, str], rest: str) -> None:
    assert fields_of(note) == (fields, rest)


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_passage_in_pieces_is_whole_again(text: str, a: int, b: int) -> None:
    start, end = min(a, b, len(text)), min(max(a, b), len(text))
    pieces = fragments(text, [(start, end)])
    assert all(len(text[one:two].splitlines()) == 1 and text[one:two].strip() for one, two in pieces)
    if pieces and text[start:end] == text[start:end].strip():
        assert joined(text, pieces) == ((start, end),)


@given(st.text())
def test_keys_hold_no_white_space(id_: str) -> None:
    assert not any(ch.isspace() for ch in key_of(id_.encode("utf-8", "replace").decode()))
