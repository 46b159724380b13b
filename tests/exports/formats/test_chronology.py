"""The chronology: Markdown by markdown-it, HTML by lxml, DOCX by python-docx and, where it is there, pandoc."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree, html
from markdown_it import MarkdownIt

from exporting import HOSTILE, exported, hostile_records, made
from pourparlers import Dossier
from pourparlers.views.safe import one_line
from rounds import round_records

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def facts(dossier: Dossier) -> list[tuple[str, list[str]]]:
    """The ids of what stands in it, in order, each with the words of its reports."""
    return [
        (fact.id, [one_line(report.text, 400) for report in fact.reports])
        for one in dossier.timeline()
        if (fact := one.encounter or one.statement)
    ]


def test_every_fact_stands_in_markdown_once_with_a_note_that_quotes_it(tmp_path: Path) -> None:
    with made(tmp_path, round_records()) as dossier:
        text = exported(dossier, "chronology", ui="fr").decode()
        told = facts(dossier)
    notes = re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE)
    assert (
        [number for number, _ in notes]
        == [str(n) for n in range(1, len(told) + 1)]
        == re.findall(r"^- .*\[\^(\d+)\]$", text, re.MULTILINE)
    )
    for (_, note), (_, words) in zip(notes, told, strict=True):
        plain = re.sub(r"\\(.)", r"\1", note)
        assert all(one in plain for one in words)


def test_every_fact_stands_in_the_page_with_a_note_and_a_way_back(tmp_path: Path) -> None:
    with made(tmp_path, round_records()) as dossier:
        page = html.document_fromstring(exported(dossier, "chronology", tmp_path / "c.html", ui="en"))
        told = facts(dossier)
    lines = page.xpath("//li[@id][sup]")
    assert [line.get("id") for line in lines] == [id_ for id_, _ in told]
    for line, (_, words) in zip(lines, told, strict=True):
        (link,) = line.xpath("./sup/a")
        (note,) = page.xpath(f"//li[@id='{link.get('href')[1:]}']")
        assert note.xpath(f".//a[@href='#{link.get('id')}']")
        assert all(one in note.text_content() for one in words)


def test_the_document_has_a_real_footnote_for_each_fact(tmp_path: Path) -> None:
    with made(tmp_path, round_records()) as dossier:
        data = exported(dossier, "docx", tmp_path / "c.docx", ui="fr")
        told = facts(dossier)
        again = exported(dossier, "docx", tmp_path / "d.docx", ui="fr")
    assert data == again
    document = Document(BytesIO(data))
    references = [element.get(f"{W}id") for element in document.element.iter(f"{W}footnoteReference")]
    assert references == [str(n) for n in range(1, len(told) + 1)]
    with ZipFile(BytesIO(data)) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
    by_id = {note.get(f"{W}id"): "".join(note.itertext()) for note in notes}
    for number, (_, words) in zip(references, told, strict=True):
        assert all(one in by_id[number] for one in words)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_reads_the_same_notes_in_all_three(tmp_path: Path) -> None:
    found = []
    with made(tmp_path, round_records()) as dossier:
        for name, file, kind in (("docx", "c.docx", "docx"), ("chronology", "c.md", "markdown")):
            (tmp_path / file).write_bytes(exported(dossier, name, tmp_path / file, ui="fr"))
            native = subprocess.run(
                ["pandoc", "-f", kind, "-t", "native", str(tmp_path / file)], capture_output=True, text=True, check=True
            )
            found.append(native.stdout.count("Note"))
        assert found == [len(facts(dossier))] * 2


def test_hostile_fields_are_text_in_all_three(tmp_path: Path) -> None:
    shown = one_line(HOSTILE)
    with made(tmp_path, hostile_records()) as dossier:
        markdown = exported(dossier, "chronology").decode()
        page = exported(dossier, "chronology", tmp_path / "c.html")
        document = Document(BytesIO(exported(dossier, "docx", tmp_path / "c.docx")))
    rendered = html.document_fromstring(MarkdownIt("commonmark").render(markdown))
    assert not rendered.xpath("//script | //a | //li//code[not(starts-with(text(), 'a-'))]")
    assert shown in rendered.text_content()
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script") and shown in tree.text_content()
    assert not tree.xpath("//a[not(starts-with(@href, '#'))]")
    assert any(one_line(HOSTILE) in paragraph.text for paragraph in document.paragraphs)


def test_filters_and_an_empty_dossier(tmp_path: Path) -> None:
    with made(tmp_path, hostile_records()) as dossier:
        assert "accuse" not in exported(dossier, "chronology", asked={"act": "deny"}).decode()
        assert "accuse" in exported(dossier, "chronology", asked={"party": "PE", "act": "accuse"}).decode()
    (tmp_path / "none").mkdir()
    with made(tmp_path / "none", []) as dossier:
        assert exported(dossier, "chronology", ui="fr").decode().startswith("# Chronologie\n")
        assert exported(dossier, "docx", tmp_path / "e.docx")
