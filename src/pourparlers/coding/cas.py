"""UIMA CAS as INCEpTION exports it, XMI or JSON (0.4); offsets count UTF-16 units. Nothing in a file is trusted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, is_zipfile

import msgspec

from pourparlers.articles.markup import local, parse_xml
from pourparlers.coding.annotations import text_of_file
from pourparlers.coding.coded import CodedText
from pourparlers.coding.layers import LAYERS, Mark, coded_fields, facts, layer_of
from pourparlers.coding.units import from_utf16
from pourparlers.model import ExchangeError, PourparlersError

_XMI = "{http://www.omg.org/XMI}id"
_XMI_HEAD, _JSON_HEADS = b"http://www.omg.org/XMI", (b"%TYPES", b"%FEATURE_STRUCTURES")
_HEAD = 2_000
_LARGEST = 50_000_000
# Features of all annotations.
_COMMON = {"begin", "end", "sofa"}


Link = tuple[str, str, str]


class _Structure(msgspec.Struct, frozen=True):
    """A feature structure: its type, its plain features, and the ids that others hold."""

    type: str
    features: Mapping[str, Any]
    ids: Mapping[str, tuple[str, ...]]


def fits(path: Path) -> bool:
    """Whether a file, or one in a folder, is a CAS as XMI or JSON, or such a one with its types in a ZIP."""
    return any(True for _ in _files(path))


def read(path: Path) -> Iterator[CodedText]:
    """The documents of a folder, or the one of a file, by name.

    Raises:
        ExchangeError: a file is not well formed.
    """
    for file in sorted(_files(path)):
        place = file.relative_to(path).as_posix() if path.is_dir() else file.name
        data = _unpacked(file, place) if is_zipfile(file) else text_of_file(file).encode("utf-8")
        yield _document(_structures(data, place), place)


def _files(path: Path) -> Iterator[Path]:
    for file in path.rglob("*") if path.is_dir() else [path]:
        if (
            file.is_file()
            and not file.is_symlink()
            and file.suffix.lower() in {".xmi", ".json", ".zip"}
            and _is_cas(file)
        ):
            yield file


def _is_cas(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
        if head.startswith(b"PK"):
            return _member(file) is not None
    except (OSError, BadZipFile):
        return False
    is_json = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and any(name in head for name in _JSON_HEADS)
    return is_json or (_XMI_HEAD in head and b"<" in head)


def _member(file: Path) -> str | None:
    """The document in a ZIP of INCEpTION, which has the types beside it."""
    with ZipFile(file) as archive:
        names = [one.filename for one in archive.infolist() if one.file_size <= _LARGEST]
    documents = [name for name in names if name.endswith((".xmi", ".json")) and "/" not in name]
    return documents[0] if len(documents) == 1 and len(names) <= 2 else None


def _unpacked(file: Path, place: str) -> bytes:
    try:
        with ZipFile(file) as archive, archive.open(_member(file) or "") as member:
            data = member.read(_LARGEST + 1)
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise ExchangeError(f"the ZIP cannot be read: {str(error)[:100]}.", where=place) from error
    if len(data) > _LARGEST:
        raise ExchangeError(f"the document is larger than {_LARGEST // 1_000_000} MB.", where=place)
    return data


def _structures(data: bytes, place: str) -> dict[str, _Structure]:
    """All feature structures of a document by their ids.

    Raises:
        ExchangeError: it is not well formed.
    """
    try:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return dict(_of_json(msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))))
        return dict(_of_xmi(parse_xml(data, place)))
    except (msgspec.DecodeError, RecursionError, TypeError, AttributeError) as error:
        what = f"the document is not well formed: {str(error)[:100]}."
        raise ExchangeError(what, where=place, hint="Export it again.") from error
    except PourparlersError as error:
        raise ExchangeError(str(error.args[0]), where=place, hint="Export it again.") from error


def _of_json(whole: Mapping[str, Any]) -> Iterator[tuple[str, _Structure]]:
    for one in whole.get("%FEATURE_STRUCTURES") or []:
        plain = {name: value for name, value in one.items() if name[:1] not in "%@^"}
        ids = {name[1:]: _listed(value) for name, value in one.items() if name.startswith("@")}
        ids |= {"elements": _listed(one["%ELEMENTS"])} if "%ELEMENTS" in one else {}
        yield str(one.get("%ID")), _Structure(str(one.get("%TYPE", "")), plain, ids)


def _listed(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _of_xmi(root: Any) -> Iterator[tuple[str, _Structure]]:
    """The elements of XMI: what is a plain value and what a list of ids is told by the types, which stand elsewhere; a
    value that is nothing but numbers is taken as both."""
    for element in root:
        if not isinstance(element.tag, str) or element.get(_XMI) is None:
            continue
        plain = {name: value for name, value in element.attrib.items() if name != _XMI}
        ids = {name: tuple(value.split()) for name, value in plain.items() if value.replace(" ", "").isdecimal()}
        yield element.get(_XMI), _Structure(local(element), plain, ids)


def _document(structures: Mapping[str, _Structure], place: str) -> CodedText:
    text = _text(structures, place)
    links = {id_: tuple(_links(one.ids, structures)) for id_, one in structures.items()}
    wanted = {target for told in links.values() for _, _, target in told}
    marks = [
        mark
        for id_, one in structures.items()
        if (layer_of(one.type) in LAYERS or id_ in wanted)
        and (mark := _mark(id_, one, links[id_], text, place)) is not None
    ]
    coded = coded_fields({}, marks)
    told = tuple(fact for fact in facts(text, marks, place) if fact.kind in coded)
    return CodedText(place=place, text=text, facts=told, coded=coded, exhaustive=tuple(coded))


def _text(structures: Mapping[str, _Structure], place: str) -> str:
    """The text of the first view, with a line feed for each carriage return, so that offsets stay."""
    for one in structures.values():
        text = one.features.get("sofaString")
        if layer_of(one.type) == "sofa" and isinstance(text, str):
            return text.replace("\r", "\n")
    raise ExchangeError("the document has no text.", where=place, hint="Export it again.")


def _mark(id_: str, one: _Structure, links: tuple[Link, ...], text: str, place: str) -> Mark | None:
    """A feature structure as an annotation; None for one that stands on no words."""
    try:
        begin, end = int(one.features["begin"]), int(one.features["end"])
    except (KeyError, TypeError, ValueError):
        return None
    if begin == end:
        return None
    try:
        span = from_utf16(text, (begin, end))
    except ValueError as error:
        what = f"there is no passage {begin}–{end} in the text."
        raise ExchangeError(what, where=f"{place}, {id_[:20]}", hint="Export the document again.") from error
    not_plain = _COMMON | {slot for slot, _, _ in links}
    plain = {name.lower(): _value(value) for name, value in one.features.items() if name.lower() not in not_plain}
    return Mark(id=id_, layer=layer_of(one.type), range=span, features=plain, links=links, place=id_)


def _value(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else None


def _links(ids: Mapping[str, Sequence[str]], structures: Mapping[str, _Structure]) -> Iterator[Link]:
    """What a feature points to, by way of links with a role and a target, which may stand in an array."""
    for name, told in ids.items():
        arrays = [
            structures[id_].ids["elements"] for id_ in told if id_ in structures and "elements" in structures[id_].ids
        ]
        for id_ in (*told, *(one for array in arrays for one in array)):
            one = structures.get(id_)
            if one is not None and one.ids.get("target"):
                role = one.features.get("role")
                yield name.lower(), role.lower() if isinstance(role, str) else "", next(iter(one.ids["target"]))
