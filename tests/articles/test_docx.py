import io
import zipfile
from collections.abc import Iterator

import pytest
from docx import Document
from docx.oxml import parse_xml

from pourparlers.articles import Problem, load
from pourparlers.articles.office.properties import told_author, told_title
from pourparlers.model import Article

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
SAID = "« Un fromage porte le nom de sa vallée », a déclaré la négociatrice suisse Annelise Zurbriggen-Favre."


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def only(data: bytes, name: str = "a.docx") -> Article | Problem:
    (found,) = load(data, name=name, language="fr")
    return found


def text_of(data: bytes) -> str:
    found = only(data)
    assert isinstance(found, Article), found
    return found.text


def with_body(*elements: str) -> bytes:
    document = Document()
    for one in elements:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(one.replace("<w:p>", f"<w:p {W}>", 1)))
    return saved(document)


def repacked(data: bytes, **parts: bytes | None) -> bytes:
    """A document with other parts: those that are None are taken out."""
    out = io.BytesIO()
    names = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename not in names:
                new.writestr(item, old.read(item.filename))
        for name, content in names.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def article() -> bytes:
    document = Document()
    document.core_properties.title = "Revue de presse du 17 mars"
    document.core_properties.author = "Utilisateur Windows"
    document.add_heading("Fromages : Berne dit non", 0)
    document.add_paragraph("Coire, le 16 mars. La séance a duré\tcinq heures.\nElle n'a rien réglé.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Label", "Vallée", "Fontal", "Aoste"], strict=True):
        cell.text = text
    document.add_paragraph(SAID)
    document.sections[0].header.paragraphs[0].text = "Revue interne"
    return saved(document)


def test_paragraphs_and_tables_are_read_in_their_order(article: bytes) -> None:
    assert text_of(article) == (
        "Fromages : Berne dit non\n\nCoire, le 16 mars. La séance a duré\tcinq heures.\nElle n'a rien réglé.\n\n"
        "Label\n\nVallée\n\nFontal\n\nAoste\n\n" + SAID
    )


def test_the_title_is_that_which_a_reader_sees(article: bytes) -> None:
    found = only(article)
    assert isinstance(found, Article)
    assert found.title == "Fromages : Berne dit non"
    assert (found.author, found.published, found.outlet) == (None, None, None)


def test_the_title_of_the_properties_is_taken_where_no_paragraph_is_one() -> None:
    document = Document()
    document.add_paragraph(SAID)
    document.core_properties.title = "Le label des alpages divise"
    document.core_properties.author = "Corinne Vuadens"
    found = only(saved(document), "a.docm")
    assert isinstance(found, Article)
    assert (found.title, found.author) == ("Le label des alpages divise", "Corinne Vuadens")


def test_changes_read_as_accepted() -> None:
    data = with_body(
        f"<w:p><w:r><w:t>La Suisse </w:t></w:r><w:del {W} w:id='1'><w:r><w:delText>accepte</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>refuse</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> le label.</w:t></w:r></w:p>",
        "<w:p><w:moveFrom w:id='3'><w:r><w:t>Parti.</w:t></w:r></w:moveFrom><w:moveTo w:id='4'><w:r><w:t>Venu.</w:t></w:r></w:moveTo></w:p>",
    )
    assert text_of(data) == "La Suisse refuse le label.\n\nVenu."


def test_a_paragraph_whose_mark_is_deleted_goes_on() -> None:
    data = with_body(
        "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>Les experts </w:t></w:r></w:p>",
        "<w:p><w:r><w:t>se revoient.</w:t></w:r></w:p>",
    )
    assert text_of(data) == "Les experts se revoient."


def test_links_fields_and_hyphens_read_as_shown_and_hidden_text_does_not() -> None:
    data = with_body(
        "<w:p><w:hyperlink><w:r><w:t>Le vice</w:t></w:r></w:hyperlink><w:r><w:noBreakHyphen/><w:t>ministre négo</w:t><w:softHyphen/>"
        "<w:t>cie.</w:t></w:r><w:r><w:instrText> HYPERLINK x </w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"
    )
    assert text_of(data) == "Le vice\u2011ministre négocie."


def test_a_text_box_is_read_once() -> None:
    box = "<w:p><w:r><w:t>Encadré sur les palmiers.</w:t></w:r></w:p>"
    data = with_body(
        f"<w:p><w:r><w:t>La séance est levée.</w:t></w:r><w:r><mc:AlternateContent {MC}><mc:Choice><w:txbxContent>{box}</w:txbxContent>"
        f"</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text_of(data) == "La séance est levée.\n\nEncadré sur les palmiers."


def test_notes_follow_the_text() -> None:
    data = with_body("<w:p><w:r><w:t>Le pont sera payé à deux.</w:t><w:footnoteReference w:id='2'/></w:r></w:p>")
    notes = f"<w:footnotes {W}><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/><w:t>Accord du 4 mai.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    assert (
        text_of(repacked(data, word__footnotes_xml=notes.encode())) == "Le pont sera payé à deux.\n\nAccord du 4 mai."
    )


def test_a_document_without_text_is_told() -> None:
    found = only(saved(Document()))
    assert isinstance(found, Problem)
    assert "no text" in found.error.what


def hostile() -> Iterator[tuple[str, bytes]]:
    plain = with_body(f"<w:p><w:r><w:t>{SAID}</w:t></w:r></w:p>")
    bomb = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
    yield "entities", repacked(plain, word__document_xml=bomb)
    yield "entities elsewhere", repacked(plain, docProps__core_xml=bomb)
    yield "no xml", repacked(plain, word__document_xml=b"<w:document")
    yield "empty part", repacked(plain, word__document_xml=b"")
    yield "no part", repacked(plain, word__document_xml=None)
    yield "nesting", repacked(plain, word__document_xml=b"<a>" * 100_000)
    yield "zip bomb", repacked(plain, word__media__a_png=b"\0" * 250_000_000)
    yield "part bomb", repacked(plain, word__document_xml=b"<d>" + b" " * 30_000_000 + b"</d>")


@pytest.mark.parametrize(("kind", "data"), list(hostile()))
def test_a_hostile_document_is_a_problem(kind: str, data: bytes) -> None:
    found = only(data)
    assert isinstance(found, Problem)
    assert found.error.hint
    assert "cannot be read as" not in found.error.what


def test_a_document_cut_anywhere_is_a_problem(article: bytes) -> None:
    for end in [*range(4, 200, 7), *range(200, len(article) - 1, 997)]:
        found = only(article[:end])
        assert isinstance(found, Problem)
        assert found.where == "a.docx"


def test_damage_anywhere_leaves_an_article_or_a_problem(article: bytes) -> None:
    for at in range(0, len(article), 401):
        list(load(article[:at] + b"\xff\0\xff" + article[at + 3 :], name="a.docx", language="fr"))


def test_other_archives_are_no_documents() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", SAID)
    found = only(out.getvalue(), "a.zip")
    assert isinstance(found, Problem)
    assert "ZIP" in found.error.what


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - label.docx",
        "label_v2",
        "C:\\revue\\label",
        "Document1",
        "Sans titre",
        "untitled (2)",
        "article.indd",
        "",
        "12/03",
    ],
)
def test_what_programs_put_is_no_title(title: str) -> None:
    assert told_title(title) is None


@pytest.mark.parametrize(
    "author",
    [
        "Utilisateur Windows",
        "python-docx",
        "admin",
        "Microsoft Office User",
        "c.vuadens@revue.example",
        "REVUE\\cvuadens",
        "",
    ],
)
def test_what_programs_put_is_no_author(author: str) -> None:
    assert told_author(author) is None


def test_what_persons_put_is_kept() -> None:
    assert told_title("  Palmiers :\n deux ans de plus ") == "Palmiers : deux ans de plus"
    assert told_title("Fromages") == "Fromages"
    assert told_author("Corinne Vuadens") == "Corinne Vuadens"


@pytest.mark.parametrize(
    ("kind", "told"), [("vnd.oasis.opendocument.text", "OpenDocument"), ("epub+zip", "electronic book")]
)
def test_documents_of_other_programs_are_named(kind: str, told: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", f"application/{kind}")
        packed.writestr("content.xml", "<p/>")
    (problem,) = load(out.getvalue(), name="a.bin")
    assert isinstance(problem, Problem)
    assert told in problem.error.what
