"""What exports of reference managers tell: items with their fields, and the files that are attached to them.

Two ways of writing are known: Zotero RDF, with the files beside it in a folder `files`, and CSL-JSON, a list of items
that name their files where the program that wrote it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

import msgspec

from pourparlers.articles.file import File
from pourparlers.articles.markup import local, parse_xml
from pourparlers.model import ArticleError

LARGEST = 100_000_000
_NAMESPACE = b"http://www.zotero.org/namespaces/export#"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_KIND = re.compile(r'"type"\s*:\s*"[a-z][a-z_-]{2,30}"')
# What no other list of articles in JSON has: dates in parts, persons by family name.
_ITEM = re.compile(
    r'"issued"\s*:\s*\{|"container-title"\s*:|"(?:family|literal)"\s*:|"(?:date-parts|citation-key)"\s*:'
)
# Keys under which programs write the files of an item.
_FILES = ("attachments", "files", "file")
_PATHS = ("path", "localPath", "file", "filename", "url")
_NO_ITEMS = {"attachment", "note", "annotation"}
_DRIVE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HINT = "Export again with files, and keep the export and its files in one folder."


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An item of an export.

    Attributes:
        fields: of an article, as the export writes them; "published" may be no date.
        attached: paths of its files, relative to the folder of the export.
        abstract: whether it has one.
    """

    fields: dict[str, str]
    attached: tuple[str, ...] = ()
    abstract: bool = False


def is_export(file: File) -> bool:
    """Whether a file is such an export, told by how it begins."""
    return _is_rdf(file) or _is_csl(file)


def items(file: File) -> Iterator[Item]:
    """The items of an export, in its order.

    Raises:
        ArticleError: it is not well formed.
        LengthError: it is larger than such exports are.
    """
    return _of_csl(file) if file.start.lstrip().startswith(("[", "{")) else _of_rdf(file)


def attached(folder: Path, told: str) -> Path:
    """The file that an export tells, where it is one of its folder.

    Args:
        folder: of the export.
        told: the path as it is written there.

    Raises:
        ArticleError: the path leaves the folder, or there is no file.
    """
    # Some programs write paths as they are, others as parts of addresses.
    for path in dict.fromkeys((told, unquote(told))):
        found = _inside(folder, path)
        if found is not None:
            return found
    raise ArticleError(f"there is no attached file {told[-80:]!r}.", hint=_HINT)


def claimed(export: Path) -> set[Path]:
    """The attached files that are read with an export, and are no articles of their own; resolved.

    What is no export, or one that cannot be read, claims none.
    """
    file = File(export)
    try:
        if not is_export(file):
            return set()
        told = [path for item in items(file) for path in item.attached]
    except Exception:
        # Hostile files go wrong in many ways; reading the export tells which.
        return set()
    out = set()
    for path in told:
        try:
            out.add(attached(export.parent, path).resolve())
        except (ArticleError, OSError):
            continue
    return out


def _inside(folder: Path, told: str) -> Path | None:
    path = told.replace("\\", "/")
    parts = PurePosixPath(path).parts
    if not path or "\0" in path or path.startswith("/") or ".." in parts or _DRIVE.match(path):
        raise ArticleError(f"the attached file {told[-80:]!r} is outside of the folder of the export.", hint=_HINT)
    try:
        here = folder.resolve()
        found = (here / path).resolve()
        there = found.is_file()
    except (OSError, RuntimeError, ValueError):
        return None
    if there and not found.is_relative_to(here):
        raise ArticleError(f"the attached file {told[-80:]!r} is a link out of the folder of the export.", hint=_HINT)
    return found if there else None


def _is_rdf(file: File) -> bool:
    return _NAMESPACE in file.head[:8_000] and "RDF" in file.start[:4_000]


def _is_csl(file: File) -> bool:
    start = file.start.lstrip("\ufeff \t\r\n")
    if not re.match(r'[\[{]\s*[{"]', start):
        return False
    return _KIND.search(start) is not None and _ITEM.search(start) is not None and '"text"' not in start[:4_000]


# Zotero RDF


def _of_rdf(file: File) -> Iterator[Item]:
    root = parse_xml(file.data(LARGEST), file.name)
    named = {about: one for one in root if (about := one.get(f"{_RDF}about"))}
    linked = {link for one in root for link in _linked(one)}
    for element in root:
        kind = _child(element, "itemtype")
        if kind is None:
            continue
        alone = _text(kind) == "attachment" and element.get(f"{_RDF}about") not in linked
        if _text(kind) not in _NO_ITEMS or alone:
            yield _item_of(element, named, alone)


def _item_of(element: Any, named: Mapping[str, Any], alone: bool) -> Item:
    attachments = [element] if alone else [named[link] for link in _linked(element) if link in named]
    part, container = _parents(element, named)
    told = {
        "title": _told(element, "title"),
        "published": _told(element, "date"),
        "outlet": _told(container, "title"),
        "section": _told(part, "title"),
        "author": ", ".join(_persons(element)),
        "url": _address(element),
        "page": _told(element, "pages"),
        "language": _told(element, "language"),
        "identifier": element.get(f"{_RDF}about") or "",
    }
    # An item with an address has it as its name in the export.
    told["identifier"] = "" if told["identifier"] == told["url"] else told["identifier"]
    paths = tuple(path for one in attachments if (path := _path(one)))
    abstract = bool(_told(element, "abstract"))
    return Item(fields={name: value for name, value in told.items() if value}, attached=paths, abstract=abstract)


def _linked(element: Any) -> list[str]:
    return [link for one in element if local(one) == "link" and (link := one.get(f"{_RDF}resource"))]


def _path(attachment: Any) -> str | None:
    resource = _child(attachment, "resource")
    return None if resource is None else resource.get(f"{_RDF}resource")


def _parents(element: Any, named: Mapping[str, Any]) -> tuple[Any, Any]:
    """The section and the newspaper, magazine or site that an item is part of."""
    part = container = None
    at, steps = element, 0
    while at is not None and steps < 4:
        steps += 1
        link = _child(at, "ispartof")
        at = None if link is None else (link[0] if len(link) else named.get(link.get(f"{_RDF}resource", "")))
        if at is not None and local(at) == "part":
            part = at
        elif at is not None and local(at) != "series":
            container = at
            break
    return part, container


def _persons(element: Any) -> Iterator[str]:
    authors = _child(element, "authors")
    for person in () if authors is None else authors.iter():
        if local(person) in {"person", "organization"}:
            names = (_told(person, "givenname"), _told(person, "surname") or _told(person, "name"))
            if name := " ".join(part for part in names if part):
                yield name


def _address(element: Any) -> str:
    for one in element:
        if local(one) == "identifier":
            found = next((value for value in one.iter() if local(value) == "value"), None)
            if found is not None and _text(found).startswith(("http://", "https://")):
                return _text(found)
    return ""


def _child(element: Any, name: str) -> Any:
    return None if element is None else next((one for one in element if local(one) == name), None)


def _told(element: Any, name: str) -> str:
    child = _child(element, name)
    return "" if child is None else _text(child)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


# CSL-JSON


def _of_csl(file: File) -> Iterator[Item]:
    data = file.text(LARGEST).strip().encode("utf-8", "replace")
    try:
        told = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        reason = "it nests too deeply" if isinstance(error, RecursionError) else str(error)[:150]
        raise ArticleError(f"the export is no JSON: {reason}.", where=file.name, hint="Export it again.") from error
    # Some programs write the list under a key: {"items": [...]}.
    found = told.get("items", [told]) if isinstance(told, dict) else told
    for one in found if isinstance(found, list) else ():
        # What is no item is told as one without a file.
        item = one if isinstance(one, dict) else {}
        if _line(item.get("type", item.get("itemType"))) not in _NO_ITEMS:
            yield _item_of_csl(item)


def _item_of_csl(item: dict[str, Any]) -> Item:
    told = {
        "title": _line(item.get("title")),
        "published": _date(item.get("issued")),
        "outlet": _line(item.get("container-title")),
        "section": _line(item.get("section")),
        "author": _people(item.get("author")),
        "url": _line(item.get("URL")),
        "page": _line(item.get("page")),
        "language": _line(item.get("language")),
        "identifier": _line(item.get("id")),
    }
    files = (path for key in _FILES for path in _paths(item.get(key)))
    fields = {name: value for name, value in told.items() if value}
    return Item(fields=fields, attached=tuple(dict.fromkeys(files)), abstract=bool(_line(item.get("abstract"))))


def _line(value: Any) -> str:
    if isinstance(value, list):
        return _line(value[0]) if value else ""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _date(issued: Any) -> str:
    """A date as it is written: in parts, [[2022, 1, 12]], or as words."""
    if not isinstance(issued, dict):
        return _line(issued)
    parts = issued.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [str(one).strip() for one in first[:3] if isinstance(one, str | int)]
    if numbers and all(re.fullmatch(r"[0-9]{1,4}", one) for one in numbers):
        return "-".join([numbers[0].zfill(4), *(one.zfill(2) for one in numbers[1:])])
    return _line(issued.get("literal")) or _line(issued.get("raw")) or "-".join(numbers)


def _people(authors: Any) -> str:
    names = (_person(one) for one in authors if isinstance(one, dict)) if isinstance(authors, list) else ()
    return ", ".join(name for name in names if name)


def _person(one: dict[str, Any]) -> str:
    if literal := _line(one.get("literal")):
        return literal
    keys = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(part for key in keys if (part := _line(one.get(key))))


def _paths(told: Any) -> Iterator[str]:
    if isinstance(told, str) and told.strip():
        yield told.strip()
    elif isinstance(told, dict):
        yield from next(([path] for key in _PATHS if (path := _local_path(told.get(key)))), [])
    elif isinstance(told, list):
        for one in told:
            if not isinstance(one, list):
                yield from _paths(one)


def _local_path(told: Any) -> str:
    path = told.strip() if isinstance(told, str) else ""
    return "" if path.startswith(("http://", "https://")) else path
