"""What brat's standoff format is like, for those who write and who read it: https://brat.nlplab.org/standoff.html."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

from pourparlers.coding.coded import Range
from pourparlers.model import ActorKind

# Types of passages by kind of actor.
ACTORS = {
    ActorKind.STATE: "State",
    ActorKind.ORGANISATION: "Organisation",
    ActorKind.PERSON: "Person",
    ActorKind.GROUP: "Group",
}
# What brat has no place for: of the article all but its text, and actors that it nowhere names.
ABOUT = "articles.jsonl"
# An annotation is a line of columns with tabs between them, and a passage goes on in another fragment after a line end;
# so it does after whatever else some reader may take for one of these.
_ENDS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NOT_IN_KEY = re.compile(r"[\s%\x00-\x1f\ufffe\uffff]")
_NOT_IN_NOTE = re.compile(r"[\\;]")
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def fragments(text: str, ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The pieces of some passages of a text that stand on one line each and hold more than white space."""
    out: list[Range] = []
    for start, end in ranges:
        at = start
        for match in _ENDS.finditer(text, start, end):
            out.append((at, match.start()))
            at = match.end()
        out.append((at, end))
    return tuple((start, end) for start, end in out if text[start:end].strip())


def joined(text: str, pieces: Sequence[Range]) -> tuple[Range, ...]:
    """Pieces of passages without what `fragments` did to them: those apart by a line end alone are one."""
    out: list[Range] = []
    for start, end in pieces:
        gap = text[out[-1][1] : start] if out else ""
        if gap.isspace() and _ENDS.search(gap):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def key_of(id_: str) -> str:
    """An id as it may stand in a normalisation, which holds no white space."""
    return _NOT_IN_KEY.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), id_)


def id_of_key(key: str) -> str:
    """The id that a normalisation has."""
    return unquote(key, errors="replace")


def note_of(fields: Mapping[str, str | None]) -> str:
    """Fields as a note that a person can read and change: "issue=pont; rule=fr.accuser"."""
    told = {name: UNSAFE.sub(" ", value) for name, value in fields.items() if value}
    return "; ".join(f"{name}={_NOT_IN_NOTE.sub(lambda m: chr(92) + m.group(), value)}" for name, value in told.items())


def fields_of(note: str) -> tuple[dict[str, str], str]:
    """The fields of a note, and what else a person wrote in it."""
    fields: dict[str, str] = {}
    rest: list[str] = []
    for part in re.findall(r"(?:[^;\\]|\\.|\\$)+", note):
        name, sign, value = part.strip().partition("=")
        if sign and name.strip().isidentifier():
            fields[name.strip()] = re.sub(r"\\(.)", r"\1", value.strip())
        elif part.strip():
            rest.append(part.strip())
    return fields, "; ".join(rest)
