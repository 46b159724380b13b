"""Word documents: their paragraphs, tables, text boxes and notes as they read with all changes accepted."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from pourparlers.articles.archives import member, open_zip
from pourparlers.articles.file import LARGEST_FILE, File
from pourparlers.articles.markup import local, parse_xml
from pourparlers.articles.office.properties import told_author, told_title
from pourparlers.articles.office.wordprocessing import Paragraph, Wording, value_of
from pourparlers.articles.source import How, Source
from pourparlers.model import ArticleError, LengthError

_ENDINGS = {".docx", ".docm", ".dotx", ".dotm"}
_OFFICE_DOCUMENT = "/officeDocument"


def fits(file: File) -> bool:
    """Whether a file is a Word document, told by what its archive holds."""
    if not file.head.startswith(b"PK\x03\x04"):
        return False
    try:
        with open_zip(file) as archive:
            return any(name.endswith("word/document.xml") for name in archive.namelist()) or file.suffix in _ENDINGS
    except (ArticleError, LengthError):
        return file.suffix in _ENDINGS


def read(file: File, how: How) -> Iterator[Source]:
    """The one article of a document.

    Raises:
        ArticleError: the document is damaged, locked, or holds no text.
        LengthError: it holds more than an article.
    """
    with open_zip(file) as archive:
        yield _source(archive, file.name)


def paragraphs(file: File) -> list[Paragraph]:
    """The paragraphs of a document.

    Args:
        file: a Word document.

    Raises:
        ArticleError: the document is damaged, locked, or holds no text.
        LengthError: it holds more than an article.
    """
    with open_zip(file) as archive:
        return _wording(archive, _main_part(archive, file.name), file.name).paragraphs


def _wording(archive: zipfile.ZipFile, main: str, where: str) -> Wording:
    document = _part(archive, main, where)
    if document is None:
        raise ArticleError("the document has no text.", where=where, hint="Save it again as DOCX.")
    folder = main.rpartition("/")[0]
    wording = Wording(document)
    for kind in ("footnotes", "endnotes"):
        if wording.notes[kind]:
            wording.add_notes(kind, _part(archive, f"{folder}/{kind}.xml", where))
    return wording


def _source(archive: zipfile.ZipFile, where: str) -> Source:
    main = _main_part(archive, where)
    wording = _wording(archive, main, where)
    folder = main.rpartition("/")[0]
    core = _part(archive, "docProps/core.xml", where)
    styles = _style_names(_part(archive, f"{folder}/styles.xml", where)) if wording.paragraphs else {}
    return Source(
        text="\n\n".join(one.text for one in wording.paragraphs),
        title=_styled_title(wording, styles) or told_title(_property(core, "title")),
        author=told_author(_property(core, "creator")),
    )


def _main_part(archive: zipfile.ZipFile, where: str) -> str:
    """The name of the part with the text: most programs call it word/document.xml, but none must."""
    relations = _part(archive, "_rels/.rels", where)
    if relations is not None:
        for one in relations:
            if local(one) == "relationship" and one.get("Type", "").endswith(_OFFICE_DOCUMENT):
                return str(one.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _part(archive: zipfile.ZipFile, name: str, where: str) -> Any:
    """The root element of a part; None where there is none of this name."""
    try:
        size = archive.getinfo(name).file_size
    except KeyError:
        return None
    if size > LARGEST_FILE:
        what = f"{name!r} in it unpacks to more than {LARGEST_FILE // 1_000_000} MB."
        raise LengthError(what, where=where, hint="Give each article a file of its own.")
    return parse_xml(member(archive, name, where) or b"", where)


def _style_names(styles: Any) -> dict[str, str]:
    """Built-in names of styles by their ids: the id is in the language of the program («Titre»), the name is not."""
    out: dict[str, str] = {}
    for style in () if styles is None else styles:
        for child in style:
            if local(child) == "name":
                out[value_of(style, "styleId")] = value_of(child, "val").lower()
    return out


def _styled_title(wording: Wording, styles: dict[str, str]) -> str | None:
    """The paragraph in the style of titles, or the heading that the document begins with."""
    for one in wording.paragraphs:
        if styles.get(one.style) == "title":
            return one.text
    first = wording.paragraphs[0] if wording.paragraphs else None
    return first.text if first and styles.get(first.style) == "heading 1" else None


def _property(core: Any, name: str) -> str | None:
    for one in () if core is None else core:
        if local(one) == name:
            return one.text or None
    return None
