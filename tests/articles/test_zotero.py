from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pourparlers.articles import How, Problem, load
from pourparlers.articles.file import File
from pourparlers.articles.find import files_in
from pourparlers.articles.formats import format_of
from tables import FILES, fields, found, reasons

EXPORT = FILES / "zotero" / "export.rdf"
WORDS = "Le pont sur la rivière est ouvert depuis hier.\n"


def item(**told: object) -> dict[str, object]:
    return {"id": "http://zotero.example/items/AB12", "type": "article-newspaper", "title": "Le pont", **told}


def csl(folder: Path, *items: dict[str, object]) -> Path:
    path = folder / "export.json"
    path.write_text(json.dumps(items, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def rdf(folder: Path, resource: str) -> Path:
    text = EXPORT.read_text(encoding="utf-8").replace("files/15/bridge.html", resource)
    path = folder / "export.rdf"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_text_is_that_of_the_attached_file_and_the_fields_are_those_of_the_item() -> None:
    assert format_of(File(EXPORT)) == "zotero"
    articles, problems = found(EXPORT)
    assert [one.place for one in articles] == ["item 1", "item 2"]
    assert articles[0].article.text == (
        "Les ornithologues ont compté les macareux de l’archipel.\n\nIls sont plus nombreux qu’en mars.\n"
    )
    assert fields(articles[0]) == {
        "published": "2022-04-27", "language": "fr", "title": "Les macareux des Sept-Îles", "page": "12",
        "outlet": "Le Courrier des dunes", "author": "Ana Bel, Rédaction du Courrier", "section": "Nature",
        "identifier": "#item_10",
    }  # fmt: skip
    assert articles[1].article.text.startswith(
        "The old bridge\n\nThe old bridge over the marsh will be open again on Mon"
    )
    assert "Home" not in articles[1].article.text
    # The item outranks the page, which has another day and name of its outlet; what it does not tell, the page tells.
    assert fields(articles[1]) == {
        "published": "2022-01-11", "language": "en", "title": "The old bridge", "outlet": "The Marsh Gazette",
        "author": "Ada Reed", "url": "https://gazette.example/bridge",
    }  # fmt: skip
    assert reasons(problems) == [("item 3", "the item has no attached file, and its abstract is no article.")]


def test_attached_files_of_a_folder_are_read_once(tmp_path: Path) -> None:
    shutil.copytree(FILES / "zotero", tmp_path / "export")
    (tmp_path / "export" / "files" / "15" / "notes.txt").write_text("Les notes de la rédaction sont là.")
    (tmp_path / "autre.txt").write_text(WORDS)
    files = [Path(str(one)).name for one in files_in([str(tmp_path)])]
    assert files == ["autre.txt", "export.rdf", "notes.txt"]


def test_a_damaged_export_takes_no_file_away(tmp_path: Path) -> None:
    shutil.copytree(FILES / "zotero", tmp_path / "export")
    export = tmp_path / "export" / "export.rdf"
    export.write_text(export.read_text(encoding="utf-8")[:2500], encoding="utf-8")
    files = [Path(str(one)).name for one in files_in([str(tmp_path)])]
    assert files == ["export.rdf", "Courrier - macareux à compter.txt", "bridge.html"]
    assert [type(one) for one in load(export)] == [Problem]


def test_items_of_csl_json(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "pont.txt").write_text(WORDS, encoding="utf-8")
    export = csl(
        tmp_path,
        item(
            issued={"date-parts": [["2022", 1, 12]]},
            author=[
                {"family": "Bel", "given": "Ana"},
                {"literal": "Rédaction"},
                {"family": "Gogh", "given": "A.", "non-dropping-particle": "van"},
            ],
            section="Travaux",
            page="3-4",
            language="français",
            URL="https://courrier.example/pont",
            attachments=[{"path": "files/pont.txt", "title": "Texte"}],
            **{"container-title": "Le Courrier des dunes"},
        ),
        item(issued={"literal": "janvier 2022"}, file="files/pont.txt"),
        item(issued={"raw": "2022-01-13"}, files=["files/pont.txt"]),
        item(abstract="En bref."),
        item(issued={"literal": "s.d."}, file="files/pont.txt"),
    )
    assert format_of(File(export)) == "zotero"
    articles, problems = found(export)
    assert fields(articles[0]) == {
        "published": "2022-01-12", "language": "fr", "title": "Le pont", "outlet": "Le Courrier des dunes",
        "author": "Ana Bel, Rédaction, A. van Gogh", "section": "Travaux", "page": "3-4",
        "url": "https://courrier.example/pont", "identifier": "http://zotero.example/items/AB12",
    }  # fmt: skip
    assert [one.article.published for one in articles[1:]] == ["2022-01", "2022-01-13"]
    assert reasons(problems) == [
        ("item 4", "the item has no attached file, and its abstract is no article."),
        ("item 5", "the date of the item, 's.d.', is none that can be told."),
    ]
    assert [Path(str(one)).name for one in files_in([str(tmp_path)])] == ["export.json"]


@pytest.mark.parametrize(
    "path",
    [
        "../outside.txt", "files/../../outside.txt", "/etc/hostname", "%2e%2e/outside.txt", "..%2foutside.txt",
        "..\\outside.txt", "C:\\outside.txt", "c:outside.txt", "file:///etc/hostname", "\\\\host\\outside.txt",
        "files/link.txt", "files%00.txt", "//host/outside.txt",
    ],
)  # fmt: skip
def test_paths_that_leave_the_folder_are_problems(tmp_path: Path, path: str) -> None:
    (tmp_path / "outside.txt").write_text(WORDS)
    folder = tmp_path / "export"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "link.txt").symlink_to(tmp_path / "outside.txt")
    for export in (rdf(folder, path), csl(folder, item(issued={"raw": "2022"}, file=path))):
        articles, problems = found(export)
        assert articles == []
        told = " ".join(one.error.what for one in problems)
        assert "out of the folder" in told or "outside of the folder" in told
    assert str(tmp_path / "outside.txt") in list(files_in([str(tmp_path)]))


@pytest.mark.parametrize("path", ["files/none.txt", "files", "", "x" * 5000, "files/\0.txt", "files/a%20b.txt/x"])
def test_files_that_are_not_there_are_problems(tmp_path: Path, path: str) -> None:
    (tmp_path / "files").mkdir()
    articles, (problem,) = found(csl(tmp_path, item(issued={"raw": "2022"}, file=path)))
    assert articles == []
    assert problem.where.endswith("export.json, item 1")
    assert len(str(problem.error)) < 600


def test_a_path_as_part_of_an_address(tmp_path: Path) -> None:
    (tmp_path / "le pont.txt").write_text(WORDS)
    (one,), problems = found(csl(tmp_path, item(issued={"raw": "2022"}, file="le%20pont.txt")))
    assert (one.article.text, problems) == (WORDS, [])


def test_of_several_attached_files_the_first_that_can_be_read_is_the_article(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 damaged")
    (tmp_path / "b.txt").write_text(WORDS)
    (tmp_path / "c.txt").write_text("autre chose")
    (one,), problems = found(csl(tmp_path, item(issued={"raw": "2022"}, files=["a.pdf", "b.txt", "c.txt"])))
    assert (one.article.text, problems) == (WORDS, [])
    articles, (problem,) = found(csl(tmp_path, item(issued={"raw": "2022"}, file="a.pdf")))
    assert articles == []
    assert problem.error.what.startswith("a.pdf: ")


def test_an_export_attached_to_itself_is_not_read_for_ever(tmp_path: Path) -> None:
    export = csl(tmp_path, item(issued={"raw": "2022"}, file="export.json"))
    articles, (problem,) = found(export)
    assert articles == []
    assert "itself an export" in problem.error.what
    assert list(files_in([str(tmp_path)])) == [str(export)]


def test_without_its_folder_an_export_has_no_files() -> None:
    articles, problems = found(EXPORT.read_bytes(), "standard input")
    assert articles == []
    assert len(problems) == 3


@pytest.mark.parametrize(
    "data",
    [
        b'[{"id": "a", "type": "webpage", "issued": {', b'[{"type": "webpage", "issued": {}}, 1, null, [2]]',
        b'[{"type": "webpage", "issued": {"date-parts": [[{}]]}, "author": 3, "files": {"path": 1}, "title": {}}]',
        b'[{"type": "webpage", "issued": {"a": ' + b"[" * 1_000_000,
    ],
)  # fmt: skip
def test_hostile_items_are_problems(data: bytes) -> None:
    articles, problems = found(data, "a.json", How(format="zotero"))
    assert articles == []
    assert len(problems) in {1, 4}


def test_attached_documents_are_read_as_they_would_be_by_themselves(tmp_path: Path) -> None:
    from docx import Document
    from reportlab.pdfgen.canvas import Canvas

    document = Document()
    document.add_paragraph("Le phare de la pointe a été repeint, et il sera ouvert aux visiteurs en juin.")
    document.core_properties.title = "Phare"
    document.save(str(tmp_path / "a.docx"))
    canvas = Canvas(str(tmp_path / "b.pdf"))
    canvas.drawString(72, 720, "Le pont de bois sur la riviere est ouvert depuis hier, dit la commune.")
    canvas.save()
    articles, problems = found(
        csl(tmp_path, *(item(issued={"raw": "2022"}, file=name) for name in ("a.docx", "b.pdf")))
    )
    assert problems == []
    assert [one.article.text.strip() for one in articles] == [
        "Le phare de la pointe a été repeint, et il sera ouvert aux visiteurs en juin.",
        "Le pont de bois sur la riviere est ouvert depuis hier, dit la commune.",
    ]
    assert [one.article.title for one in articles] == ["Le pont", "Le pont"]
    assert list(files_in([str(tmp_path)])) == [str(tmp_path / "export.json")]
