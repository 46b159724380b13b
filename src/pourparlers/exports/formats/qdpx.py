"""A project of REFI-QDA, for NVivo, MAXQDA, ATLAS.ti, QualCoder and others: articles as sources with coded passages.

The standard counts Unicode code points from 0; the end of a passage is the position after its last character, as it is
in the example of the standard itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

import pourparlers
from pourparlers.dossier.contents import Told
from pourparlers.exports.formats import Request, Target
from pourparlers.exports.qda.coded import Coded, coded
from pourparlers.exports.qda.codes import CodeBook, make
from pourparlers.exports.references import title_of
from pourparlers.exports.xml import guid
from pourparlers.model import Article
from pourparlers.views.safe import one_line
from pourparlers.views.wording import Wording, wording

TARGET = Target.FILE
OPTIONS = frozenset({"ui"})
_NS = "urn:QDA-XML:project:1.0"
# Of all files in it: the same dossier gives the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_USER = guid("user", "pourparlers")
_VARIABLES = ("published", "day", "outlet", "title", "author", "section", "page", "url", "language", "identifier")
_LONGEST_NAME, _LONGEST_TITLE = 80, 100
# Programs make file names of the names of sources.
_NOT_IN_FILE_NAME = re.compile(r'[\\/:*?"<>|]')


def save(request: Request, path: Path) -> None:
    """The texts first, then the project, which needs all codes before the first source."""
    book = CodeBook(request.ui, request.contents.issues)
    with ZipFile(path, "w") as archive:
        for one in request.contents.told():
            for _ in coded(one, book):
                pass
            text = one.article.text.encode("utf-8", "replace")
            archive.writestr(_member(f"sources/{_source_guid(one.article)}.txt"), text)
        with archive.open(_member("project.qde"), "w", force_zip64=True) as file:
            _write(file, request, book)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _MOMENT)
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def _source_guid(article: Article) -> str:
    return guid("source", article.id)


def _write(file: IO[bytes], request: Request, book: CodeBook) -> None:
    words = wording(request.ui)
    project = {
        "name": "Pourparlers", "origin": f"Pourparlers {pourparlers.__version__}", "creatingUserGUID": _USER,
    }  # fmt: skip
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{_NS}}}Project", project, nsmap={None: _NS}):
            xml.write(make("Users", make("User", guid=_USER, name="Pourparlers")))
            if (codes := book.element()) is not None:
                xml.write(codes)
            xml.write(make("Variables", *_variables(words)))
            _sources(xml, request, book)


def _sources(xml: Any, request: Request, book: CodeBook) -> None:
    """The sources; none at all is written where there is none, for the standard takes no empty list."""
    told = request.contents.told()
    first = next(told, None)
    if first is None:
        return
    with xml.element(f"{{{_NS}}}Sources"):
        xml.write(_source(first, book))
        for one in told:
            xml.write(_source(one, book))


def _variables(words: Wording) -> Iterator[Any]:
    for name in _VARIABLES:
        kind = "Date" if name == "day" else "Text"
        yield make("Variable", guid=guid("variable", name), name=words("variables", name), typeOfVariable=kind)


def _source(one: Told, book: CodeBook) -> Any:
    article = one.article
    own = _source_guid(article)
    return make(
        "TextSource",
        *(_selection(own, each) for each in coded(one, book)),
        *_values(article),
        guid=own, name=_name(article), plainTextPath=f"internal://{own}.txt", creatingUser=_USER,
    )  # fmt: skip


def _name(article: Article) -> str:
    """What a source is called: day, outlet, title; the id makes it unlike all others."""
    told = [article.published or "", article.outlet or "", title_of(article, _LONGEST_NAME), f"({article.id})"]
    name = " ".join(one_line(part, _LONGEST_TITLE) for part in told if part)
    return _NOT_IN_FILE_NAME.sub("-", name)


def _selection(source: str, one: Coded) -> Any:
    own = guid("selection", source, one.id)
    codings = (
        make(
            "Coding",
            make("CodeRef", targetGUID=code.guid),
            guid=guid("coding", own, code.guid),
            creatingUser=_USER,
        )
        for code in one.codes
    )
    return make(
        "PlainTextSelection",
        make("Description", f"{one.id.partition('.')[0]} · {one.rule}"),
        *codings,
        guid=own, name=one_line(one.text, _LONGEST_NAME), startPosition=str(one.start), endPosition=str(one.end),
        creatingUser=_USER,
    )  # fmt: skip


def _values(article: Article) -> Iterator[Any]:
    for name in _VARIABLES:
        value = article.published if name == "day" else getattr(article, name)
        if not value or (name == "day" and not _is_day(value)):
            continue
        told = make("DateValue", value) if name == "day" else make("TextValue", one_line(value))
        yield make("VariableValue", make("VariableRef", targetGUID=guid("variable", name)), told)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
