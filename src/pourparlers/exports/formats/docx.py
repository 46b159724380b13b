"""A chronology as a Word document, with a real footnote for each fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pourparlers.exports.chronology import Cited, Line, chronology
from pourparlers.exports.formats import Request, Target
from pourparlers.views.wording import wording

TARGET = Target.FILE
OPTIONS = frozenset({"ui"})
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# Of all files in it, and of the document: the same dossier gives the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Ids of styles that Word has names for; the library makes them of the names, without their spaces.
_NOTE, _REFERENCE = "footnotetext", "footnotereference"
# Word wants these two before any note: the line above notes, and the one above notes that go on.
_SEPARATORS = (
    f'<w:footnotes xmlns:w="{_W}" xmlns:r="{_R}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def save(request: Request, path: Path) -> None:
    """Write the document.

    Args:
        request: what is asked for.
        path: the file.

    Raises:
        OSError: it cannot be written.
    """
    made, words = chronology(request), wording(request.ui)
    document = _document(request.ui)
    document.core_properties.title = made.title
    document.add_heading(made.title, 0)
    document.add_paragraph(made.period)
    document.add_paragraph().add_run(made.method).italic = True
    notes: list[Line] = []
    for day in made.days:
        heading = document.add_heading(level=2)
        heading.add_run(day.heading).italic = not day.exact
        for line in day.lines:
            notes.append(line)
            _write_line(document.element.body, line, len(notes))
    _add_notes(document, notes, words("labels", "colon"))
    content = BytesIO()
    document.save(content)
    path.write_bytes(_dated(content.getvalue()))


def _document(ui: str) -> Any:
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    document = Document()
    core = document.core_properties
    core.author, core.comments, core.language = "Pourparlers", "", ui
    core.created = core.modified = datetime(*_MOMENT)
    note = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.size = document.styles["Normal"], Pt(9)
    document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True
    return document


def _write_line(body: Any, line: Line, number: int) -> None:
    paragraph = _paragraph("ListBullet")
    for text, bold in line.runs:
        paragraph.append(_run(text, "b" if bold else ""))
    reference = _run("", "rStyle", _REFERENCE)
    reference.append(_element("w:footnoteReference", {"w:id": str(number)}))
    paragraph.append(reference)
    # What a body ends with, the settings of its last section, stays its end.
    body[-1].addprevious(paragraph)


def _add_notes(document: Any, lines: Sequence[Line], colon: str) -> None:
    """The part of the package that holds footnotes, which the library does not make by itself."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart
    from docx.oxml import parse_xml

    root: Any = parse_xml(_SEPARATORS)
    for number, line in enumerate(lines, 1):
        note = _element("w:footnote", {"w:id": str(number)})
        for n, paragraph in enumerate(_note(line.note, colon)):
            if n == 0:
                own = _run("", "rStyle", _REFERENCE)
                own.append(_element("w:footnoteRef"))
                paragraph.insert(1, own)
            note.append(paragraph)
        root.append(note)
    part = XmlPart(PackURI("/word/footnotes.xml"), _TYPE, root, document.part.package)
    document.part.relate_to(part, f"{_R}/footnotes")


def _note(cited: Sequence[Cited], colon: str) -> Iterator[Any]:
    """The paragraphs of a note, one for each report; at least one."""
    for one in cited or (None,):
        paragraph = _paragraph(_NOTE)
        if one is not None:
            url = f" <{one.url}>" if one.url else ""
            paragraph.append(_run(f" {one.source}{colon}{one.words}{url} "))
            paragraph.append(_run(one.report, "i"))
        yield paragraph


def _paragraph(style: str) -> Any:
    """An empty paragraph of a style. Made by hand: the library looks styles up anew for each, all 350 KB of them."""
    out, properties = _element("w:p"), _element("w:pPr")
    properties.append(_element("w:pStyle", {"w:val": style}))
    out.append(properties)
    return out


def _run(text: str, look: str = "", value: str = "") -> Any:
    """Letters of one look: "b" for bold, "i" for italics, "rStyle" with the id of a style."""
    out = _element("w:r")
    if look:
        properties = _element("w:rPr")
        properties.append(_element(f"w:{look}", {"w:val": value} if value else None))
        out.append(properties)
    if text:
        words = _element("w:t", {"xml:space": "preserve"})
        words.text = _in_xml(text)
        out.append(words)
    return out


def _element(name: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    out = OxmlElement(name)
    for key, told in (attributes or {}).items():
        out.set(qn(key), told)
    return out


def _in_xml(text: str) -> str:
    """A text without what XML cannot hold, one for one."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _dated(package: bytes) -> bytes:
    """The same package with one and the same moment on all its files."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name, _MOMENT)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return out.getvalue()
