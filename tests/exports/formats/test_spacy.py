"""A DocBin, read back with spaCy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import pourparlers.exports.component  # noqa: F401
from exporting import exported, hostile_records, made
from pourparlers import Record
from pourparlers.exports.docs import GROUPS, passages
from pourparlers.exports.formats import Request, module
from rounds import record, round_records


def docs(where: Path, records: list[Record]) -> list[Doc]:
    with made(where, records) as dossier:
        data = exported(dossier, "spacy", where / "talks.spacy")
    return list(DocBin().from_bytes(data).get_docs(spacy.blank("xx").vocab))


def test_facts_are_spans_on_their_words(tmp_path: Path) -> None:
    records = [*round_records(), *hostile_records()]
    found = docs(tmp_path, records)
    by_id = {doc._.pourparlers.article.id: doc for doc in found}
    assert len(found) == len(records)
    for one in records:
        doc = by_id[one.article.id]
        assert doc.text == one.article.text
        assert doc._.pourparlers == one
        assert set(doc.spans) == {f"pourparlers/{group}" for group in GROUPS}
        told: dict[str, list[Any]] = {group: [] for group in GROUPS}
        for passage in passages(one):
            told[passage.group].append(passage)
        for group, wanted in told.items():
            spans = doc.spans[f"pourparlers/{group}"]
            wide = spans.attrs["expanded"]
            assert [(span.label_, span.id_, span.kb_id_) for span in spans] == [
                (p.label, p.id, p.known) for p in wanted
            ]
            for n, (span, passage) in enumerate(zip(spans, wanted, strict=True)):
                assert passage.span.text in span.text
                assert (span.text == passage.span.text) == (n not in wide)
                assert span.start_char <= passage.span.start < passage.span.end <= span.end_char


def test_passages_within_words_are_widened_and_counted(tmp_path: Path) -> None:
    one = record("Lima refuse la surtaxe.", {"act": "reject", "party": ["PE"], "words": "taxe"})
    with made(tmp_path, [one]) as dossier, dossier.contents() as contents:
        request = Request(dossier=dossier, contents=contents)
        module("spacy").save(request, tmp_path / "talks.spacy")
    assert dict(request.left) == {"expanded": 1}
    (doc,) = DocBin().from_disk(tmp_path / "talks.spacy").get_docs(spacy.blank("fr").vocab)
    group = doc.spans["pourparlers/statements"]
    assert [span.text for span in group] == ["surtaxe"]
    assert group.attrs["expanded"] == [0]


@pytest.mark.parametrize("records", [[], [record("Les fous de Bassan nichent à Percé.")]], ids=["empty", "no facts"])
def test_what_has_no_facts_has_no_spans(tmp_path: Path, records: list[Record]) -> None:
    found = docs(tmp_path, records)
    assert len(found) == len(records)
    assert not any(len(group) for doc in found for group in doc.spans.values())


def test_the_same_dossier_gives_the_same_bytes(tmp_path: Path) -> None:
    with made(tmp_path, round_records()) as dossier:
        assert exported(dossier, "spacy", tmp_path / "a") == exported(dossier, "spacy", tmp_path / "b")
