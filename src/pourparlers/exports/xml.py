"""What exports in XML share: text that XML can hold, names that serve as ids, and elements."""

from __future__ import annotations

import hashlib
import re
import uuid
from typing import Any

from anyascii import anyascii
from lxml import etree

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9-]+")
_PLAIN = re.compile(r"[A-Za-z0-9-]+")
_LONGEST_NAME = 40
# What GUIDs are derived from, so that the same dossier gives the same ones.
_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, "urn:pourparlers")


def clean(text: str) -> str:
    """A text of the same length in which characters that XML cannot hold are U+FFFD."""
    return _NOT_IN_XML.sub("\ufffd", text)


def name_of(kind: str, id_: str) -> str:
    """An id of XML (NCName) for anything: "actor.PE"; one with other characters has a hash, so that none are alike."""
    if _PLAIN.fullmatch(id_) and len(id_) <= _LONGEST_NAME:
        return f"{kind}.{id_}"
    plain = _NOT_IN_NAME.sub("-", anyascii(clean(id_)))[:_LONGEST_NAME].strip("-")
    return f"{kind}.{plain}.{hashlib.sha256(id_.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def guid(*parts: str) -> str:
    """A GUID that is always the same for the same parts."""
    return str(uuid.uuid5(_ROOT, "\x00".join(parts).encode("utf-8", "replace").decode("utf-8")))


class Maker:
    """Makes elements of one namespace.

    Args:
        namespace: that they are in.
    """

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace

    def __call__(self, tag: str, *inside: Any, **attributes: str | None) -> Any:
        """An element with text and elements in it, in order; attributes that are None are left out.

        Args:
            tag: its local name.
            inside: strings and elements; None is passed over.
            attributes: by name; "xml_id" is xml:id, and "from_" and "when__custom" are "from" and "when-custom".
        """
        made = etree.Element(f"{{{self._namespace}}}{tag}", nsmap={None: self._namespace})
        for name, value in attributes.items():
            if value is not None:
                made.set(_attribute(name), clean(value))
        for one in inside:
            if isinstance(one, str):
                add_text(made, one)
            elif one is not None:
                made.append(one)
        return made


def _attribute(name: str) -> str:
    if name.startswith("xml_"):
        return f"{{http://www.w3.org/XML/1998/namespace}}{name[4:]}"
    return name.rstrip("_").replace("__", "-")


def add_text(element: Any, text: str) -> None:
    """Put text at the end of an element, after whatever is in it."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + clean(text)
    else:
        element.text = (element.text or "") + clean(text)


def written(element: Any) -> bytes:
    """An element as UTF-8, without a declaration."""
    made: bytes = etree.tostring(element, encoding="utf-8", xml_declaration=False)
    return made


def written_within(namespace: str, element: Any) -> bytes:
    """An element as it stands within another of its namespace, which declares it."""
    return written(element).replace(f' xmlns="{namespace}"'.encode(), b"", 1)
