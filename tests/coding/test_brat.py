"""What persons changed in brat comes back, and becomes gold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporting import exported, made
from pourparlers import Record
from pourparlers.coding import CodedText, Fact, read_coded
from pourparlers.coding.coded import FactKind, article_of
from pourparlers.coding.gold import write_gold
from pourparlers.coding.importers import importer_of
from pourparlers.model import Actor, ActorKind, ExchangeError, Span
from pourparlers.scoring import Tally, compare, differences, read_gold
from rounds import record, round_records

TEXT = "Lima refuse le péage. «Le pont est sûr», a dit Léa Roux. Quito accuse Lima de mentir."


def folder(where: Path, records: list[Record]) -> Path:
    with made(where, records) as dossier:
        exported(dossier, "brat", where / "brat")
    return where / "brat"


def scored(where: Path, path: Path, records: list[Record]) -> tuple[dict[str, Any], list[Any]]:
    """The figures of records against the gold that a folder becomes, and what differs."""
    texts = [(one, article_of(one, "brat")) for one in read_coded(path)]
    tally, found = Tally(), []
    known = {one.article.id: one for one in records}
    for file in write_gold(where / "gold", texts):
        gold = read_gold(file)
        compare(gold, known[gold.id], tally)
        found += differences(gold, known[gold.id])
    return tally.figures(), found


def small() -> Record:
    """Two statements and no encounter, by hand."""
    first = {
        "speaker": ["PE"],
        "party": ["PE"],
        "act": "reject",
        "form": "narrated",
        "issue": "péage",
        "stance": "against",
        "words": "le péage",
    }
    second = {"speaker": ["person:Léa Roux"], "party": ["EC"], "form": "direct", "words": "Le pont est sûr"}
    one = record(TEXT, first, second)
    at = {word: TEXT.index(word) for word in ("refuse", "a dit", "Lima", "Quito", "Léa Roux")}
    cues = [Span.of(TEXT, at[word], at[word] + len(word)) for word in ("refuse", "a dit")]
    actors = tuple(
        Actor(id=id_, kind=kind, name=word, party=party, mentions=(Span.of(TEXT, at[word], at[word] + len(word)),))
        for id_, kind, word, party in (
            ("PE", ActorKind.STATE, "Lima", "PE"),
            ("EC", ActorKind.STATE, "Quito", "EC"),
            ("person:Léa Roux", ActorKind.PERSON, "Léa Roux", "EC"),
        )
    )
    said = tuple(msgspec.structs.replace(fact, cue=cue) for fact, cue in zip(one.statements, cues, strict=True))
    return msgspec.structs.replace(one, statements=said, actors=actors)


def statements(one: CodedText) -> list[Fact]:
    return [fact for fact in one.facts if fact.kind is FactKind.STATEMENT]


@pytest.mark.parametrize("name", ["bourgas-ferry-2018", "nicosie-sel-2020", "vilnius-train-2023"])
def test_our_own_export_gets_full_marks(tmp_path: Path, name: str) -> None:
    records = round_records(name)
    figures, found = scored(tmp_path, folder(tmp_path, records), records)
    assert {name: value for name, value in figures.items() if value not in (1, None)} == {}
    assert found == []
    assert (figures["coded statement R"], figures["coded statement P"]) == (1, 1)


def test_all_of_a_record_comes_back(tmp_path: Path) -> None:
    (one,) = read_coded(folder(tmp_path, [small()]))
    first, second = statements(one)
    assert dict(first.fields) == {
        "speaker": ("PE",),
        "party": ("PE",),
        "act": "reject",
        "form": "narrated",
        "target": None,
        "cue": "refuse",
        "stance": "against",
        "issue": "péage",
    }
    assert [one.text[start:end] for start, end in second.spans] == ["Le pont est sûr"]
    assert dict(second.fields) == {
        "speaker": ("person:Léa Roux",),
        "party": ("EC",),
        "act": "say",
        "form": "direct",
        "target": None,
        "cue": "a dit",
        "stance": None,
        "issue": None,
    }
    assert (one.published, one.language) == ("2021-03-10", "fr")
    assert set(one.exhaustive) == set(FactKind)


def edited(where: Path, change: Any) -> CodedText:
    path = folder(where, [small()])
    (ann,) = path.glob("*.ann")
    before = ann.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    ann.write_text(after, encoding="utf-8")
    (one,) = read_coded(path)
    return one


def line(ann: str, beginning: str, words: str) -> str:
    """The id of the annotation that has these words."""
    return next(each.split("\t")[0] for each in ann.splitlines() if each.startswith(beginning) and each.endswith(words))


def test_a_passage_that_was_moved(tmp_path: Path) -> None:
    start, end = TEXT.index("le péage"), TEXT.index("péage") + 5
    one = edited(
        tmp_path, lambda ann: ann.replace(f"Content {start} {end}\tle péage", f"Content {start + 3} {end}\tpéage")
    )
    assert [one.text[a:b] for a, b in statements(one)[0].spans] == ["péage"]
    article = article_of(one, "brat")
    (file,) = write_gold(tmp_path / "gold", [(one, article)])
    gold = read_gold(file)
    assert gold.statements[0]["spans"] == [(start + 3, end)]
    assert list(differences(gold, small())) == []


def test_an_event_that_was_added(tmp_path: Path) -> None:
    cue, content, who, target = (TEXT.index(words) for words in ("accuse", "mentir", "Quito", "Lima de"))

    def change(ann: str) -> str:
        return ann + (
            f"T90\tStatement {cue} {cue + 6}\taccuse\nT91\tContent {content} {content + 6}\tmentir\n"
            f"T92\tState {target} {target + 4}\tLima\n"
            f"E90\tStatement:T90 Content:T91 Speaker:{line(ann, 'T', 'Quito')} Target:T92\n"
            "A90\tAct E90 accuse\nA91\tForm E90 narrated\n"
        )

    last = statements(edited(tmp_path, change))[-1]
    assert dict(last.fields) == {
        "speaker": ("EC",),
        "party": ("EC",),
        "act": "accuse",
        "form": "narrated",
        "target": "PE",
        "cue": "accuse",
        "stance": None,
        "issue": None,
    }
    assert who < cue
    _, found = scored(tmp_path, tmp_path / "brat", [small()])
    assert [one.kind for one in found] == ["coded fact missed"]


def test_an_event_that_was_deleted(tmp_path: Path) -> None:
    def change(ann: str) -> str:
        (event,) = re.findall(r"(E\d+)\tStatement:T\d+ .*\n(?:.*\n)*?A\d+\tAct \1 reject", ann)
        return "".join(each for each in ann.splitlines(True) if not re.search(rf"\b{event}\b", each))

    assert len(statements(edited(tmp_path, change))) == 1
    _, found = scored(tmp_path, tmp_path / "brat", [small()])
    assert [one.kind for one in found] == ["fact not coded"]


def test_an_attribute_and_a_speaker_that_were_changed(tmp_path: Path) -> None:
    def change(ann: str) -> str:
        lima, quito = line(ann, "T", "Lima"), line(ann, "T", "Quito")
        return (
            ann.replace("reject", "deny")
            .replace(f"Speaker:{lima}", f"Speaker:{quito}")
            .replace("issue=péage", "issue=droit de péage")
        )

    first = statements(edited(tmp_path, change))[0]
    assert (first.fields["act"], first.fields["speaker"], first.fields["party"]) == ("deny", ("EC",), ("EC",))
    assert first.fields["issue"] == "droit de péage"


def test_a_person_whom_somebody_marked(tmp_path: Path) -> None:
    at = TEXT.index("Léa Roux")

    def change(ann: str) -> str:
        known = line(ann, "T", "Léa Roux")
        without = "".join(each for each in ann.splitlines(True) if not re.search(rf"Reference {known}\b", each))
        return without.replace(f"Person {at} {at + 8}\tLéa Roux", f"Group {at} {at + 8}\tLéa Roux")

    assert statements(edited(tmp_path, change))[1].fields["speaker"] == ("group:Léa Roux",)


def test_a_folder_of_others_with_fewer_types(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "un.txt").write_bytes("\ufeffParis propose\r\nune trêve.\r\n".encode())
    ann = "T1\tStatement 7 14\tpropose\nT2\tState 1 6\tParis\nT3\tContent 16 25\tune trêve\nE1\tStatement:T1 Speaker:T2 Content:T3\nA1\tAct E1 propose\nR1\tOther Arg1:T1 Arg2:T2\t\n"
    (tmp_path / "a" / "un.ann").write_text(ann, encoding="utf-8")
    (one,) = read_coded(tmp_path)
    assert one.text == "Paris propose\nune trêve.\n"
    (fact,) = statements(one)
    assert [one.text[start:end] for start, end in fact.spans] == ["une trêve"]
    assert (fact.fields["speaker"], fact.fields["party"], fact.fields["act"]) == (("FR",), ("FR",), "propose")
    assert one.coded == {FactKind.STATEMENT: ("speaker", "party", "act", "cue")}


@pytest.mark.parametrize(
    ("ann", "told"),
    [
        ("T1\tPerson 0 4\tQuito\n", "line 1: the text has 'Lima'"),
        ("T1\tPerson 0 400\tLima\n", "line 1: there is no passage"),
        ("T1\tPerson 4 0\tLima\n", "line 1: there is no passage"),
        ("T1 Person 0 4 Lima\n", "line 1: "),
        ("T1\tPerson 0 4\tLima\nT1\tPerson 0 4\tLima\n", "line 2: 'T1' is there twice"),
        ("T1\tStatement 0 4\tLima\nE1\tStatement:T1 Speaker:T9\n", "line 2: the event E1 points to 'T9'"),
        ("E1\tStatement:T9\n", "line 1: the event E1 points to 'T9'"),
        ("T1\tStatement 0 4\tLima\nE1\tStatement:T1 Speaker:E1\n", "line 2: the event E1 points to 'E1'"),
        ("T1\tStatement 0 4\tLima\nE1\tStatement:T1\nA1\tAct E1 sing\n", "'sing' is no Act"),
        ("T1\tPerson 0 4\tLima\n<script>\n", "line 2: "),
        ("T1\tPerson 0 99999999999999999999\tLima\n", "line 1: "),
    ],
)
def test_what_is_broken_is_told_with_its_line(tmp_path: Path, ann: str, told: str) -> None:
    (tmp_path / "a.txt").write_text("Lima refuse.", encoding="utf-8")
    (tmp_path / "a.ann").write_text(ann, encoding="utf-8")
    with pytest.raises(ExchangeError) as error:
        list(
            importer_of(tmp_path / "a.ann").read(tmp_path / "a.ann")
            if "\t" in ann.split("\n")[0]
            else _brat().read(tmp_path)
        )
    assert told in f"{error.value.where}: {error.value}" or told in str(error.value)


def _brat() -> Any:
    from pourparlers.coding import brat

    return brat


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"T1\tPerson 0 4\t\xff\n"])
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_text("Lima refuse.", encoding="utf-8")
    (tmp_path / "a.ann").write_bytes(data)
    with pytest.raises(ExchangeError):
        list(_brat().read(tmp_path))


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.ann").write_text("T1\tPerson 0 4\tLima\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.ann").symlink_to(tmp_path / "secret.ann")
    (tmp_path / "in" / "a.txt").write_text("Lima", encoding="utf-8")
    assert importer_of(tmp_path / "in") is None


@given(st.text("TEAN#R*:;\t\n 0123456789abc", max_size=120))
def test_any_file_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, ann: str) -> None:
    where = tmp_path_factory.getbasetemp() / "any"
    where.mkdir(exist_ok=True)
    (where / "a.txt").write_text("abc 0123 abc", encoding="utf-8")
    (where / "a.ann").write_text(ann, encoding="utf-8")
    try:
        list(_brat().read(where))
    except ExchangeError as error:
        assert error.where
