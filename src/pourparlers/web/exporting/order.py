"""What is asked of the process that writes an export, and what it says before the export itself."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from pourparlers.dossier.standing.ties.networks import Normalisation, Ties


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """An export that is asked for.

    Attributes:
        where: the dossier.
        format: one of the formats of exports.
        name: what the folder is called in which a zip unpacks.
        asked: fields of `Filters`.
        ui: language of what is written for readers.
        page: whether a chronology is a page rather than Markdown.
        bom, separator, ties, normalisation: as `exports.formats.Request` has them.
    """

    where: str
    format: str
    name: str
    asked: Mapping[str, str]
    ui: str = "en"
    page: bool = False
    bom: bool = False
    separator: str = ","
    ties: Ties = Ties.AFFILIATION
    normalisation: Normalisation = Normalisation.NO


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """The line before the export: what kept it from being written; nothing where it follows.

    Attributes:
        code, what, where, hint: of the error.
        fault: whether it is one of the software.
    """

    code: str = ""
    what: str = ""
    where: str = ""
    hint: str = ""
    fault: bool = False
