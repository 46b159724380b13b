"""The REFI-QDA project, held against the schema of the standard and read back with pyrefiqda."""

from __future__ import annotations

import io
import uuid
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import xmlschema
from pyrefiqda import RefiProject

from exporting import HOSTILE, exported, hostile_records, made
from pourparlers import Record
from pourparlers.model import Actor, ActorKind, Span
from pourparlers.views.safe import one_line
from pourparlers.views.wording import wording
from rounds import record, round_records

SCHEMA = Path(__file__).parents[1] / "files" / "refi-qda-project.xsd"


@cache
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMA))


class Read:
    """A project as pyrefiqda has it, valid, with texts and names of codes."""

    def __init__(self, where: Path, records: list[Record], ui: str = "en", **asked: Any) -> None:
        with made(where, records) as dossier:
            data = exported(dossier, "qdpx", where / "talks.qdpx", ui=ui, asked=asked)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            schema().validate(io.BytesIO(archive.read("project.qde")))
            self.members = archive.namelist()
        self.project = RefiProject.load(where / "talks.qdpx", extract_dir=str(where / "out"))
        self.sources = list(self.project.sources.text_source) if self.project.sources else []
        self.texts = {
            one.guid: RefiProject.resolve_source_path(one.plain_text_path, where / "out").read_bytes().decode("utf-8")
            for one in self.sources
        }
        self.codes: dict[str, tuple[str, ...]] = {}
        book = self.project.code_book
        for code in book.codes.code if book else []:
            self._code(code, ())
        variables = self.project.variables.variable
        self.variables = {one.guid: one.name for one in variables}

    def _code(self, code: Any, path: tuple[str, ...]) -> None:
        assert code.guid not in self.codes
        self.codes[code.guid] = (*path, code.name)
        for one in code.code:
            self._code(one, (*path, code.name))

    def coded(self, source: Any) -> list[tuple[str, str, set[tuple[str, ...]]]]:
        """The passages of a source: the fact, the words at their place in its text, what they are coded with."""
        text = self.texts[source.guid]
        return [
            (
                one.description.partition(" · ")[0],
                text[one.start_position : one.end_position],
                {self.codes[coding.code_ref.target_guid] for coding in one.coding},
            )
            for one in source.plain_text_selection
        ]

    def values(self, source: Any) -> dict[str, str]:
        return {
            self.variables[one.variable_ref.target_guid]: str(
                one.text_value if one.text_value is not None else one.date_value
            )
            for one in source.variable_value
        }


def test_all_facts_of_a_round_come_back(tmp_path: Path) -> None:
    records = round_records()
    read = Read(tmp_path, records, ui="fr")
    words = wording("fr")
    assert len(read.sources) == len(records)
    for one in records:
        (source,) = [each for each in read.sources if f"({one.article.id})" in each.name]
        assert read.texts[source.guid] == one.article.text
        found = read.coded(source)
        for fact in one.statements:
            contents = [each for each in found if each[0] == fact.id and len(each[2]) > 1]
            assert [text for _, text, _ in contents] == [span.text for span in fact.content]
            codes = contents[0][2]
            assert ("Actes", words("acts", fact.act)) in {(path[0], path[-1].partition(" (")[0]) for path in codes}
            assert ("Formes", words("forms", fact.form)) in codes
            assert len([path for path in codes if path[0] == "Parties"]) >= len(fact.party)
            assert len([path for path in codes if path[0] == "Cibles"]) == (fact.target is not None)
            assert len([path for path in codes if path[0] == "Enjeux"]) == (fact.issue is not None)
            stances = [path[1] for path in codes if path[0] == "Prises de position"]
            assert stances == ([words("stances", fact.stance)] if fact.stance else [])
            persons = {path[-1] for path in codes if path[0] == "Personnes"}
            assert len(persons) == len([id_ for id_ in fact.speaker if id_.startswith("person:")])
            cues = [
                text for id_, text, paths in found if id_ == fact.id and {path[0] for path in paths} == {"Passages"}
            ]
            assert cues == ([fact.cue.text] if fact.cue else [])
        for met in one.encounters:
            told = [each for each in found if each[0] == met.id]
            assert [text for _, text, _ in told] == [span.text for span in met.evidence]
            assert ("Rencontres", words("kinds", met.kind)) in told[0][2]


def test_code_points_before_and_within_a_passage(tmp_path: Path) -> None:
    text = "🇫🇷🐦 «Le pont 🌉 est sûr», a dit Lima."
    one = record(text, {"words": "Le pont 🌉 est sûr", "party": ["PE"]})
    read = Read(tmp_path, [one])
    (selection,) = read.sources[0].plain_text_selection
    assert (selection.start_position, selection.end_position) == (5, 5 + len("Le pont 🌉 est sûr"))
    assert read.coded(read.sources[0])[0][1] == "Le pont 🌉 est sûr"


def test_what_is_known_of_an_article(tmp_path: Path) -> None:
    one = record("Lima refuse.", {"party": ["PE"]}, outlet="Le Quai")
    article = msgspec.structs.replace(
        one.article, title="Le pont: un/deux", url="https://quai.example/1", author="A. Roux"
    )
    read = Read(tmp_path, [msgspec.structs.replace(one, article=article)])
    (source,) = read.sources
    assert source.name == f"2021-03-10 Le Quai Le pont- un-deux ({article.id})"
    told = {
        "Published": "2021-03-10",
        "Day of publication": "2021-03-10",
        "Outlet": "Le Quai",
        "Title": "Le pont: un/deux",
        "Author": "A. Roux",
        "Address": "https://quai.example/1",
        "Language": "fr",
    }
    assert read.values(source) == told
    assert [one.name for one in read.project.users.user] == ["Pourparlers"]


@pytest.mark.parametrize("published", ["2021", "2021-03", None])
def test_a_vague_day_is_no_date(tmp_path: Path, published: str | None) -> None:
    read = Read(tmp_path, [record("Lima refuse.", {"party": ["PE"]}, published=published)])
    told = read.values(read.sources[0])
    assert (told.get("Published"), told.get("Day of publication")) == (published, None)


def test_hostile_content(tmp_path: Path) -> None:
    (one,) = hostile_records()
    read = Read(tmp_path, [one])
    (source,) = read.sources
    assert read.texts[source.guid] == one.article.text
    assert "retenir les bananes" in [text for _, text, _ in read.coded(source)]
    assert one_line(HOSTILE) in {path[-1] for path in read.codes.values() if path[0] == "Issues"}
    assert not set('\\/:*?"<>|') & set(source.name)
    for member in read.members:
        head, _, name = member.rpartition("/")
        assert (head, name) == ("", "project.qde") or (head == "sources" and uuid.UUID(name.removesuffix(".txt")))


def test_no_two_codes_bear_one_name(tmp_path: Path) -> None:
    text = "Lima accuse Quito. Léa Roux refuse."
    actors = tuple(
        Actor(id=f"person:{name}", kind=ActorKind.PERSON, name=name, mentions=(Span.of(text, 19, 27),))
        for name in ("accuse", "Acts")
    )
    one = record(
        text,
        {
            "act": "accuse",
            "party": ["PE"],
            "target": "PE",
            "speaker": ["person:accuse", "person:Acts"],
            "issue": "Peru",
        },
    )
    read = Read(tmp_path, [msgspec.structs.replace(one, actors=actors)])
    names = [path[-1].casefold() for path in read.codes.values()]
    assert len(names) == len(set(names))
    assert ("Parties", "Peru") in read.codes.values()
    assert ("Targets", "Peru (Targets)") in read.codes.values()


def test_an_empty_dossier_and_an_article_without_facts(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert Read(tmp_path / "a", []).sources == []
    read = Read(tmp_path / "b", [record("Il pleut sur le pont.")])
    assert len(read.sources) == 1
    assert read.codes == {}


def test_filters(tmp_path: Path) -> None:
    one = record("Lima accuse Quito.", {"party": ["PE"], "act": "accuse"}, {"party": ["EC"], "act": "deny"})
    read = Read(tmp_path, [one], act="deny")
    assert [path[1] for path in read.codes.values() if path[0] == "Acts" and len(path) > 1] == ["denies"]


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    with made(tmp_path, round_records()) as dossier:
        assert exported(dossier, "qdpx", tmp_path / "a.qdpx") == exported(dossier, "qdpx", tmp_path / "b.qdpx")
