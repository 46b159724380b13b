"""What a document of WordprocessingML says to who reads it with all its changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from pourparlers.articles.markup import local

# Deletions, the old place of what was moved, codes of fields, comments, properties; of alternatives the first is read.
_UNSEEN = {
    "del", "movefrom", "instrtext", "deltext", "delinstrtext", "fallback", "ppr", "rpr", "tblpr", "trpr", "tcpr",
    "sdtpr", "sectpr", "rt",
}  # fmt: skip
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "\u2011"}
_NOTES = {"footnotereference": "footnotes", "endnotereference": "endnotes"}
_OFF = {"0", "false", "off"}


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph with the id of its style.

    Attributes:
        bold: whether all of its text is in bold, by its own marks.
    """

    text: str
    style: str = ""
    bold: bool = False


class Wording:
    """The paragraphs of a document in their order.

    Args:
        document: its root element.

    Attributes:
        paragraphs: those with text; those of a text box follow the one that holds it.
        notes: ids of the notes that are referred to, by kind, in order.
    """

    def __init__(self, document: Any) -> None:
        self.notes: dict[str, list[str]] = {"footnotes": [], "endnotes": []}
        self.paragraphs = self._read(document)

    def add_notes(self, kind: str, part: Any) -> None:
        """Put the notes that are referred to behind the text.

        Args:
            kind: "footnotes" or "endnotes".
            part: the root element of their part; None where there is none.
        """
        by_id = {value_of(note, "id"): note for note in (() if part is None else part)}
        for id_ in dict.fromkeys(self.notes[kind]):
            if id_ in by_id:
                self.paragraphs += self._read(by_id[id_])

    def _read(self, root: Any) -> list[Paragraph]:
        out: list[Paragraph] = []
        pending = ""
        for paragraph in _paragraphs(root):
            pieces = list(self._pieces(paragraph))
            pending += "".join(pieces)
            # The mark of a paragraph can itself be deleted: the next goes on in the same line.
            if _mark_is_deleted(paragraph):
                continue
            if text := _tidy(pending):
                out.append(Paragraph(text, _style(paragraph), _in_bold(paragraph)))
            pending = ""
        return [*out, Paragraph(text)] if (text := _tidy(pending)) else out

    def _pieces(self, paragraph: Any) -> Iterator[str]:
        for element in _seen(paragraph, stop="p"):
            name = local(element)
            if name == "t":
                yield element.text or ""
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif name in _NOTES:
                self.notes[_NOTES[name]].append(value_of(element, "id"))


def _paragraphs(root: Any) -> Iterator[Any]:
    for element in _seen(root, stop=""):
        if local(element) == "p" and element is not root:
            yield element


def _seen(root: Any, stop: str) -> Iterator[Any]:
    """Elements below, in their order, without what is not seen.

    Args:
        stop: the name of elements that are not gone into.
    """
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        name = local(element)
        if not name or name in _UNSEEN or name == stop or (name == "r" and _is_hidden(element)):
            continue
        yield element
        stack.extend(reversed(element))


def _is_hidden(run: Any) -> bool:
    properties = _child(run, "rpr")
    vanish = _child(properties, "vanish")
    return vanish is not None and value_of(vanish, "val") not in _OFF


def _mark_is_deleted(paragraph: Any) -> bool:
    return _child(_child(_child(paragraph, "ppr"), "rpr"), "del") is not None


def _style(paragraph: Any) -> str:
    style = _child(_child(paragraph, "ppr"), "pstyle")
    return "" if style is None else value_of(style, "val")


def _in_bold(paragraph: Any) -> bool:
    runs = [one for one in _seen(paragraph, stop="p") if local(one) == "r"]
    marks = [_child(_child(one, "rpr"), "b") for one in runs if any((part.text or "").strip() for part in one)]
    return bool(marks) and all(mark is not None and value_of(mark, "val") not in _OFF for mark in marks)


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if local(child) == name), None) if element is not None else None


def value_of(element: Any, name: str) -> str:
    """The value of an attribute by its name without namespace; empty where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _tidy(text: str) -> str:
    return "\n".join(line.strip(" \t") for line in text.split("\n")).strip()
