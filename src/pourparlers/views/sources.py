"""The outlets of a dossier in a terminal: whom they quote, and what they copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from babel.numbers import format_percent
from rich.console import Group, RenderableType
from rich.text import Text

from pourparlers.dossier.standing.sources import Copied, Outlet, Sources
from pourparlers.views.listing import Column, Look, table
from pourparlers.views.safe import one_line


def sources_view(found: Sequence[Sources], language: str) -> RenderableType:
    """The outlets as a table, with the number of independent voices above it."""
    (whole,) = found
    look = Look(language)
    head = look.words("labels", "all_sources").format(
        articles=whole.articles, outlets=len(whole.outlets), voices=whole.voices
    )
    return Group(Text(head, "bold"), table(whole.outlets, COLUMNS, language))


def _name(one: Outlet, look: Look) -> str:
    return one_line(one.outlet) if one.outlet else look.words("labels", "no_outlet")


def _shares(one: Outlet, look: Look) -> str:
    told = [
        f"{look.names([share.party]) if share.party else look.words('labels', 'no_party')}"
        f" {format_percent(share.share, locale=look.words.language)}"
        for share in one.shares
    ]
    return "\n".join(told) or "–"


def _copies(one: Outlet, look: Look) -> str:
    """How many of its articles are relays or versions of which text."""
    counts = Counter((copy.how, _text(copy, look)) for copy in one.copies)
    return "\n".join(
        look.words("copies", how or "copy").format(of) + (f" (×{n})" if n > 1 else "")
        for (how, of), n in sorted(counts.items(), key=str)
    )


def _text(copy: Copied, look: Look) -> str:
    day = look.day(copy.published) if copy.published else ""
    return ", ".join(part for part in (one_line(copy.outlet or copy.of), day) if part)


COLUMNS = [
    Column("outlet", _name),
    Column("articles", lambda one, look: str(one.articles)),
    Column("independent", lambda one, look: str(one.independent)),
    Column("copies", lambda one, look: _copies(one, look) or "–", True),
    Column("statements", lambda one, look: str(one.statements)),
    Column("quotes", lambda one, look: str(one.quotes)),
    Column("shares", _shares, True),
]
