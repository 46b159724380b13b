"""Exports of LexisNexis before Nexis Uni: text, HTML, RTF and DOCX, in French and in English."""

from html import escape
from io import BytesIO
from pathlib import Path

import pytest

from pourparlers.articles import Problem
from pourparlers.articles.file import File
from pourparlers.articles.formats import format_of, read
from pourparlers.articles.source import How, Source
from rich_text import rich

TEXT = Path(__file__).parent / "files" / "lexisnexis" / "academic.txt"
LABEL = Source(
    text=(
        "COIRE\n\nValdoria a refusé mardi le label commun que proposait Monterive, a dit la ministre Odile Marchetaz.\n\n"
        "SUJET: tel était le mot du jour. Le label attendra.\n\nUne réunion suivra."
    ),
    title="Le label des alpages divise Valdoria",
    outlet="Le Courrier des Alpages",
    published="2013-03-12",
    author="Inès Rotaru",
    section="INTERNATIONAL",
    page="35",
    language="fr",
    place="article 1",
)
BRIDGE = Source(
    text="Seabirds had nested on it.\n\nNorthmere and Eastmere reopened the Salter bridge on Wednesday.",
    title="Bridge reopens after talks",
    outlet="The Harbour Gazette (London)",
    published="2010-01-11",
    author="Ann Farrow",
    section="NEWS",
    page="3",
    language="en",
    place="article 2",
)


def blocks() -> list[str]:
    return [" ".join(one.split()) for one in TEXT.read_text("utf-8").split("\n\n") if one.strip()]


def as_text() -> bytes:
    return TEXT.read_bytes()


def as_page() -> bytes:
    lines = "".join(f'<br><div class="c0"><p><span class="c2">{escape(one)}</span></p></div>' for one in blocks())
    return f"<html><head><style>.c0 {{ }}</style></head><body>{lines}</body></html>".encode()


def as_rich() -> bytes:
    return rich([part for one in blocks() for part in (one, "")])


def as_word() -> bytes:
    from docx import Document

    document = Document()
    for one in blocks():
        document.add_paragraph(one)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("made", [as_text, as_page, as_rich, as_word])
def test_every_kind_of_file_tells_the_same(made) -> None:
    file = File(made(), "export")
    assert format_of(file) == "lexisnexis"
    first, second, third = read(file, How())
    assert (first, second) == (LABEL, BRIDGE)
    assert isinstance(third, Problem)
    assert third.where == "export, article 3"
    assert "no header" in third.error.what


def test_an_article_without_text_is_a_problem() -> None:
    data = b"1 of 1 DOCUMENTS\n\nThe Gazette\n\nJanuary 11, 2010\n\nA bridge\n\nLENGTH: 3 words\n\nLOAD-DATE: May 2, 2010\n"
    (one,) = read(File(data, "a.txt"), How())
    assert isinstance(one, Problem)
    assert "no text" in one.error.what


def test_an_article_that_counts_documents_is_none() -> None:
    data = b"The ministers signed 1 of 3 DOCUMENTS on Monday.\n\nLENGTH: they talked for days.\n"
    assert format_of(File(data, "a.txt")) == "text"


def test_many_counts_take_no_long_time() -> None:
    told = list(read(File(b"1 of 3 DOCUMENTS\n\nLENGTH: 3 words\n" * 20_000, "a.txt"), How(format="lexisnexis")))
    assert all(isinstance(one, Problem) for one in told)
