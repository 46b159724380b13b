"""What a format finds in a file before it is an article, and how it is asked to look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from pourparlers.articles.names import NamePattern
from pourparlers.articles.part import Part
from pourparlers.model import PourparlersError


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A text with what its file tells about it; what it does not tell is None.

    Attributes:
        published: YYYY, YYYY-MM or YYYY-MM-DD.
        identifier: what the database or agency calls it, such as "news·20240911·LM·134x20" or a URN of NewsML.
        place: where in its file it stands: "article 3", "record 51200", "line 12"; None where it is all of it.
    """

    text: str
    published: str | None = None
    language: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    section: str | None = None
    page: str | None = None
    identifier: str | None = None
    place: str | None = None

    def overridden(self, **given: str | None) -> Source:
        """This source with those of the given fields that are not None in place of its own."""
        told = {name: value for name, value in given.items() if value is not None}
        return msgspec.structs.replace(self, **told)

    def filled(self, **given: str | None) -> Source:
        """This source with those of the given fields that it does not tell itself."""
        return self.overridden(**{name: value for name, value in given.items() if getattr(self, name) is None})


# What may be told of an article beside its text.
FIELDS = tuple(name for name in Source.__struct_fields__ if name not in {"text", "place"})


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why something is not among the articles."""

    where: str
    error: PourparlersError


class Step(NamedTuple):
    """What reading a file does for one of its articles.

    Attributes:
        take: finds what stands there; None where nothing is to be told.
        place: where in its file that is, where it is known beforehand.
    """

    take: Callable[[], Source | Problem | None]
    place: str | None = None


def taken(steps: Iterable[Step]) -> Iterator[Source | Problem]:
    """What steps find, one after the other."""
    found = (step.take() for step in steps)
    yield from (one for one in found if one is not None)


class How(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is to be looked at.

    Attributes:
        format: the name of its format; told by its content where None.
        columns: fields of articles by the columns of a table that hold them, {"text": "Body"}.
        names: how file names are made, "{published}_{outlet}"; see `NamePattern`.
        start: at which byte of a file of records to begin (WARC), as places of its articles tell it.
        fetch: whether addresses in it may be asked for on the network.
        part: the part of it that is to be read, as `formats.parts` tells them; all of it where None.
    """

    format: str | None = None
    columns: Mapping[str, str] = {}
    names: NamePattern | None = None
    start: int = 0
    fetch: bool = False
    part: Part | None = None


def within(name: str, place: str | None) -> str:
    """A file and a place in it, as errors tell it: "export.html, article 3"."""
    return f"{name}, {place}" if name and place else name or place or ""
