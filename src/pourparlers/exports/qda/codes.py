"""The code book: what passages are coded with, each code once, under the heading of its kind."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from pourparlers.dossier.contents import Entity
from pourparlers.dossier.standing.listing import Issue
from pourparlers.exports.xml import Maker, guid
from pourparlers.model import ActorKind
from pourparlers.views.names import Names
from pourparlers.views.safe import one_line
from pourparlers.views.wording import wording

make = Maker("urn:QDA-XML:project:1.0")
# The headings, in the order in which they are listed.
HEADINGS = (
    "acts", "forms", "stances", "flags", "parties", "persons", "groups", "targets", "issues", "encounters", "statuses",
    "passages",
)  # fmt: skip
_BY_KIND = {ActorKind.PERSON: "persons", ActorKind.GROUP: "groups"}
_LONGEST_NAME = 200


class Code(msgspec.Struct, frozen=True):
    """A code: of the heading `under`, by its key in the dossier."""

    under: str
    key: str

    @property
    def guid(self) -> str:
        """The same for the same code, whatever the dossier."""
        return guid("code", self.under, self.key)


class CodeBook:
    """Gathers the codes that passages bear, with their names.

    Args:
        ui: the language of names.
        issues: all issues, for those that others are part of.
    """

    def __init__(self, ui: str, issues: Iterable[Issue]) -> None:
        self._words = wording(ui)
        self._names = Names((), ui)
        self._issues = {one.id: one for one in issues}
        self._codes: dict[Code, tuple[str, str]] = {}

    def word(self, under: str, key: str, path: str = "") -> Code:
        """A code that is a word of the record: an act, a form, a kind."""
        return self._add(Code(under, key), self._words(path or under, key), "")

    def actor(self, entity: Entity, under: str = "") -> Code:
        """An actor, as who acts or, under a heading of its own, as who is aimed at."""
        known = self._names(entity.id)
        name = entity.name if entity.kind in _BY_KIND or known == entity.id else known
        told = [entity.role or "", *(one for one in entity.names if one != name), entity.id, entity.wikidata or ""]
        code = Code(under or _BY_KIND.get(entity.kind, "parties"), entity.id)
        return self._add(code, name, " · ".join(one for one in told if one))

    def issue(self, id_: str, label: str) -> Code:
        """An issue, with those that it is part of."""
        one = self._issues.get(id_)
        told = " · ".join(name for name in one.names if name != label) if one else ""
        seen = {id_}
        while one and one.parent and one.parent in self._issues and one.parent not in seen:
            seen.add(one.parent)
            one = self._issues[one.parent]
            self._add(Code("issues", one.id), one.label, "")
        return self._add(Code("issues", id_), label, told)

    def _add(self, code: Code, name: str, told: str) -> Code:
        self._codes.setdefault(code, (one_line(name, _LONGEST_NAME) or code.key, one_line(told)))
        return code

    def element(self) -> Any:
        """The code book as it is written; None where there is no code."""
        names = self._unlike()
        inner: dict[Code, list[Code]] = {}
        for code in sorted(names, key=lambda one: names[one].casefold()):
            inner.setdefault(self._parent(code) or Code("headings", code.under), []).append(code)
        tops = (Code("headings", under) for under in HEADINGS)
        headings = [self._heading(top, names, inner) for top in tops if top in inner]
        return make("CodeBook", make("Codes", *headings)) if headings else None

    def _heading(self, top: Code, names: Mapping[Code, str], inner: Mapping[Code, list[Code]]) -> Any:
        children = (self._element(code, names, inner) for code in inner[top])
        return make("Code", *children, guid=top.guid, name=self._words("codes", top.key), isCodable="false")

    def _parent(self, code: Code) -> Code | None:
        """The issue that one is part of; none where it is, in the end, part of itself."""
        if code.under != "issues":
            return None
        one, seen = self._issues.get(code.key), {code.key}
        while one and one.parent and one.parent not in seen:
            seen.add(one.parent)
            one = self._issues.get(one.parent)
        if one and one.parent:
            return None
        one = self._issues.get(code.key)
        parent = Code("issues", one.parent) if one and one.parent else None
        return parent if parent in self._codes else None

    def _element(self, code: Code, names: Mapping[Code, str], inner: Mapping[Code, list[Code]]) -> Any:
        told = self._codes[code][1]
        return make(
            "Code",
            make("Description", told) if told else None,
            *(self._element(one, names, inner) for one in inner.get(code, ())),
            guid=code.guid, name=names[code], isCodable="true", color=_colour(code),
        )  # fmt: skip

    def _unlike(self) -> dict[Code, str]:
        """Codes with names of which no two are alike: programs tell codes apart by their names alone."""
        taken = {self._words("codes", under).casefold() for under in HEADINGS}
        out: dict[Code, str] = {}
        for code in sorted(self._codes, key=lambda one: (HEADINGS.index(one.under), one.key)):
            name, n = self._codes[code][0], 1
            plain = name
            while name.casefold() in taken:
                heading = self._words("codes", code.under)
                name, n = (f"{plain} ({heading})" if n == 1 else f"{plain} ({heading}, {n})"), n + 1
            taken.add(name.casefold())
            out[code] = name
        return out


def _colour(code: Code) -> str:
    """A light colour of a code, the same in each dossier."""
    hue = int(code.guid[:4], 16) / 0x10000
    return "#" + "".join(f"{round(255 * part):02X}" for part in colorsys.hsv_to_rgb(hue, 0.45, 0.95))
