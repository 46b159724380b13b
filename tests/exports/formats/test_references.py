"""BibTeX read back with bibtexparser, CSL-JSON with citeproc-py."""

from __future__ import annotations

import json
import re
from pathlib import Path

import bibtexparser
import msgspec
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from exporting import HOSTILE, exported, hostile_records, made
from pourparlers import Record
from pourparlers.views.safe import one_line
from rounds import record, round_records

# A style of our own: author, title, outlet, day, page, address.
STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Test</title><id>test</id><updated>2021-01-01T00:00:00Z</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><group delimiter=", ">
    <names variable="author"/><text variable="title"/><text variable="container-title"/>
    <date variable="issued"><date-part name="year"/><date-part name="month" form="numeric" prefix="-"/><date-part name="day" prefix="-"/></date>
    <text variable="page"/><text variable="URL"/>
  </group></layout></bibliography>
</style>
"""
MARKS = {r"\textbackslash{}": "\\", r"\textasciicircum{}": "^", r"\textasciitilde{}": "~"}


def plain(value: str) -> str:
    """What TeX prints of a value."""
    inner = value.removeprefix("{").removesuffix("}")
    pattern = re.compile(r"\\textbackslash\{\}|\\textasciicircum\{\}|\\textasciitilde\{\}|\\([{}$&#%_])")
    return pattern.sub(lambda match: match[1] or MARKS[match[0]], inner)


def whole_article() -> Record:
    made_ = record("Lima propose un pont.", outlet="Le Quotidien", published="2021-03-04")
    fields = {
        "title": "Un pont & une rue",
        "url": "https://q.example/a?b=1&c=2",
        "author": "Rosa Quispe",
        "page": "4",
        "section": "Monde",
    }
    return msgspec.structs.replace(made_, article=msgspec.structs.replace(made_.article, **fields, identifier="news·1"))


def test_bibtex_holds_each_article(tmp_path: Path) -> None:
    with made(tmp_path, [*round_records(), whole_article()]) as dossier, dossier.contents() as contents:
        library = bibtexparser.parse_string(exported(dossier, "bibtex").decode())
        assert not library.failed_blocks
        entries = {plain(entry["note"]).rpartition("; ")[2]: entry for entry in library.entries}
        assert set(entries) == {one.id for one in contents.articles}
        for one in contents.articles:
            entry = entries[one.id]
            assert (
                plain(entry["title"])
                == (one.title or one.text.strip().partition("\n")[0])[: len(plain(entry["title"]))]
                or not one.title
            )
            assert (
                plain(entry.fields_dict["journal"].value) == one.outlet
                if one.outlet
                else "journal" not in entry.fields_dict
            )
            assert entry["date"] == one.published
    own = entries[whole_article().article.id]
    assert (own["url"], plain(own["author"]), own["pages"]) == ("https://q.example/a?b=1&c=2", "Rosa Quispe", "4")
    assert plain(own["note"]).split("; ")[:2] == ["Monde", "news·1"]


def test_a_hostile_article_is_one_entry(tmp_path: Path) -> None:
    with made(tmp_path, hostile_records()) as dossier:
        library = bibtexparser.parse_string(exported(dossier, "bibtex").decode())
    assert not library.failed_blocks
    (entry,) = library.entries
    assert plain(entry["title"]) == one_line(HOSTILE)
    assert "url" not in entry.fields_dict


def test_csl_is_cited_by_a_style(tmp_path: Path) -> None:
    with made(tmp_path, [whole_article()]) as dossier:
        items = json.loads(exported(dossier, "csl"))
    assert items == [
        {
            "id": "le-quotidien-2021-03-04-" + whole_article().article.id, "type": "article-newspaper", "title": "Un pont & une rue",
            "container-title": "Le Quotidien", "author": [{"literal": "Rosa Quispe"}], "issued": {"date-parts": [[2021, 3, 4]]}, "page": "4",
            "section": "Monde", "URL": "https://q.example/a?b=1&c=2", "language": "fr", "archive_location": "news·1", "note": whole_article().article.id,
        }
    ]  # fmt: skip
    (tmp_path / "style.csl").write_text(STYLE, encoding="utf-8")
    style = CitationStylesStyle(str(tmp_path / "style.csl"), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"])]))
    (printed,) = (str(one) for one in bibliography.bibliography())
    assert printed == "Rosa Quispe, Un pont & une rue, Le Quotidien, 2021-3-4, 4, https://q.example/a?b=1&c=2"


def test_hostile_fields_are_strings_of_json(tmp_path: Path) -> None:
    with made(tmp_path, hostile_records()) as dossier:
        (item,) = json.loads(exported(dossier, "csl"))
    assert item["title"] == item["section"] == one_line(HOSTILE)
    assert "URL" not in item


def test_an_empty_dossier_has_no_reference(tmp_path: Path) -> None:
    with made(tmp_path, []) as dossier:
        assert json.loads(exported(dossier, "csl")) == []
        assert exported(dossier, "bibtex") == b""
