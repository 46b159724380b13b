"""The chronology page by page: encounters and statements in order of day, counted by all that narrows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import Connection, func, select

from pourparlers.dossier.standing.chronology.entries import Entries
from pourparlers.dossier.standing.chronology.kept_entries import entries_of
from pourparlers.dossier.standing.chronology.narrowing import ACTS, DAYS, Narrowed, Narrowing, Review, numbered
from pourparlers.dossier.standing.chronology.strip import Strip, strip_of
from pourparlers.dossier.standing.disputes.contradictions import marks
from pourparlers.dossier.standing.disputes.disagreement import What
from pourparlers.dossier.standing.filters import Page
from pourparlers.dossier.standing.listing import Encounter, Statement, encounters, statements
from pourparlers.dossier.store.facets import Facet
from pourparlers.dossier.store.schema import Kind, encounter, encounter_report, member, statement, statement_report

if TYPE_CHECKING:
    from pourparlers.dossier.standing.chronology.entries import Mask

TOP = 8


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """An encounter or a statement at its place in time."""

    day: Annotated[
        str | None,
        Meta(description="As precisely as it is told, a TIMEX3 value; of a statement else that of its first report."),
    ]
    mod: Annotated[str | None, Meta(description="What makes the day vaguer, as in TIMEX3.")]
    encounter: Annotated[Encounter | None, Meta(description="What it is: an encounter …")] = None
    statement: Annotated[Statement | None, Meta(description="… or a statement.")] = None
    voices: Annotated[int, Meta(description="How many independent texts report it.")]
    outlets: Annotated[int, Meta(description="How many outlets do.")]
    reviewed: Annotated[int, Meta(description="How many of its reports a person accepted or corrected.")]
    doubtful: Annotated[bool, Meta(description="Whether a person had best look at it.")]
    contradictions: Annotated[tuple[What, ...], Meta(description="In what sources disagree about it.")] = ()


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """How many entries have a value."""

    value: Annotated[str, Meta(description="What is asked for to narrow by it.")]
    label: Annotated[str | None, Meta(description="What it is called, where that is another.")] = None
    n: Annotated[int, Meta(description="How many entries there are with it, and with all else that is asked for.")]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """The values of a facet, the most frequent first."""

    counts: tuple[Count, ...]
    more: Annotated[int, Meta(description="How many other values there are.")] = 0


class Chronicle(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a chronology, and what there is to narrow it by."""

    total: Annotated[int, Meta(description="How many entries are asked for.")]
    lines: Annotated[tuple[Line, ...], Meta(description="Those of the page.")]
    facets: Annotated[
        dict[str, Counts], Meta(description="By act, kind, status, party, person, issue, outlet, review, contradicted.")
    ]
    strip: Annotated[Strip, Meta(description="How many lie in which year, month or day, whatever days are asked for.")]


def chronicle(
    connection: Connection, asked: Narrowed, page: Page | None = None, top: Mapping[str, int] | None = None
) -> Chronicle:
    """A page of the chronology, in the order of `timeline`.

    Args:
        connection: to the dossier.
        asked: which entries.
        page: which of them are listed; the first fifty where None.
        top: how many values of a facet are listed, `TOP` for those that are not named.

    Raises:
        DossierError: there is no such issue; a negative number of rows.
    """
    narrowing = Narrowing(connection, entries_of(connection), asked)
    left = narrowing.left()
    return Chronicle(
        total=_total(narrowing.entries, left),
        lines=tuple(_lines(connection, narrowing, left, page or Page(limit=50))),
        facets=dict(facets(narrowing, top or {})),
        strip=strip_of(narrowing.entries, narrowing.left(DAYS), asked.since, asked.until),
    )


def lines(connection: Connection, asked: Narrowed, page: Page) -> list[Line]:
    """The entries of a page alone."""
    narrowing = Narrowing(connection, entries_of(connection), asked)
    return _lines(connection, narrowing, narrowing.left(), page)


def get_ready(connection: Connection) -> None:
    """Find out what each first page of the dossier in this state needs."""
    narrowing = Narrowing(connection, entries_of(connection), Narrowed())
    for review in (narrowing.doubtful, narrowing.contradicted):
        review.sum()


def _total(entries: Entries, mask: Mask | None) -> int:
    return len(entries) if mask is None else int(mask.sum())


# --- the entries ---------------------------------------------------------------------------------------------------


def _lines(connection: Connection, narrowing: Narrowing, left: Mask | None, page: Page) -> list[Line]:
    import numpy as np

    page.of(select())
    entries, end = narrowing.entries, None if page.limit is None else page.skip + page.limit
    rows = (np.arange(len(entries)) if left is None else np.flatnonzero(left))[page.skip : end]
    numbers = [int(n) for n in entries.number[rows]]
    ids = numbered(connection, numbers)
    doubtful = {n for n, so in zip(numbers, narrowing.doubtful[rows], strict=True) if so}
    told = _told(connection, list(ids.values()))
    disputed = marks(connection, list(ids.values()))
    return [_line(told[ids[n]], n in doubtful, disputed.get(ids[n], ())) for n in numbers]


def _told(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Encounter | Statement, int]]:
    """Some encounters and statements by their ids, with how many of their reports a person looked at."""
    met = [id_ for id_ in ids if id_.rpartition(":")[2].startswith("e")]
    said = sorted(set(ids) - set(met))
    both: list[Encounter | Statement] = [
        *(encounters(connection, None, encounter.c.id.in_(met)) if met else ()),
        *(statements(connection, None, statement.c.id.in_(said)) if said else ()),
    ]
    looked = {**_looked(connection, Kind.ENCOUNTER, met), **_looked(connection, Kind.STATEMENT, said)}
    return {one.id: (one, looked.get(one.id, 0)) for one in both}


def _looked(connection: Connection, kind: Kind, ids: Sequence[str]) -> dict[str, int]:
    if not ids:
        return {}
    reports = encounter_report if kind is Kind.ENCOUNTER else statement_report
    query = select(member.c.group, func.count(reports.c.review)).join(reports, reports.c.uid == member.c.node)
    own = member.c.kind == kind.value, member.c.group.in_(ids)
    return {row[0]: row[1] for row in connection.execute(query.where(*own).group_by(member.c.group))}


def _line(told: tuple[Encounter | Statement, int], doubtful: bool, disputed: tuple[What, ...]) -> Line:
    one, looked = told
    outlets = len({report.outlet or report.article for report in one.reports})
    own: dict[str, Any] = (
        {"day": one.date, "mod": one.mod, "encounter": one}
        if isinstance(one, Encounter)
        else {"day": one.day, "mod": None, "statement": one}
    )
    return Line(**own, voices=one.voices, outlets=outlets, reviewed=looked, doubtful=doubtful, contradictions=disputed)


# --- what there is to narrow by ------------------------------------------------------------------------------------

# By facet what narrows by it.
_LIFTED = {Facet.ACT: ACTS, Facet.KIND: ACTS}


def facets(narrowing: Narrowing, top: Mapping[str, int]) -> Iterable[tuple[str, Counts]]:
    """By facet how many entries have which value: of all that are left where nothing is asked of this facet."""
    counted: dict[str | None, Sequence[int]] = {}
    for name in (Facet.ACT, Facet.KIND, Facet.STATUS, Facet.PARTY, Facet.PERSON, Facet.ISSUE, Facet.OUTLET):
        lifted = _LIFTED.get(name, name.value)
        key = lifted if lifted in narrowing.masks else None
        if key not in counted:
            counted[key] = narrowing.entries.counts(narrowing.left(key))
        yield name.value, _most(narrowing, name, counted[key], top.get(name.value, TOP))
    yield "review", Counts(counts=tuple(_reviews(narrowing)))
    yield (
        "contradicted",
        Counts(counts=(Count(value="true", n=_both(narrowing.contradicted, narrowing, "contradicted")),)),
    )


def _most(narrowing: Narrowing, name: Facet, counts: Sequence[int], most: int) -> Counts:
    """The values that most entries have, and that which is asked for."""
    own = _issues if name is Facet.ISSUE else _values
    found, wanted = list(own(narrowing.entries, name, counts)), narrowing.chosen(name)
    first = nsmallest(most, found)
    chosen = [one for one in found if one[2] == wanted and one not in first] if wanted is not None else []
    listed = tuple(Count(value=value, label=label or None, n=-n) for n, label, value in (*first, *chosen))
    if name is Facet.PERSON:
        listed = tuple(_of_all_named(narrowing, one) for one in listed)
    return Counts(counts=listed, more=len(found) - len(listed))


def _of_all_named(narrowing: Narrowing, one: Count) -> Count:
    """A person as the filter takes the name: with those whose names hold it («Ana Rey», «Ana Reyes»)."""
    numbers = narrowing.named(one.value.partition(":")[2])
    if len(numbers) < 2:
        return one
    left = narrowing.left(Facet.PERSON)
    mask = narrowing.entries.having(numbers)
    return Count(value=one.value, n=int((mask if left is None else mask & left).sum()))


# How many entries have a value (less than none, so that the most come first), what it is called, itself.
_Told = tuple[int, str, str]


def _values(entries: Entries, name: Facet, counts: Sequence[int]) -> Iterable[_Told]:
    return ((-counts[n], "", value) for n, value in entries.of(name) if counts[n])


def _issues(entries: Entries, _: Facet, counts: Sequence[int]) -> Iterable[_Told]:
    found: dict[tuple[str, str], int] = {}
    for n, one in entries.issues.items():
        if counts[n]:
            found[one] = found.get(one, 0) + counts[n]
    return ((-n, label, id_) for (id_, label), n in found.items())


def _reviews(narrowing: Narrowing) -> Iterable[Count]:
    return (Count(value=one.value, n=_both(narrowing.looked(one), narrowing, "review")) for one in Review)


def _both(mask: Mask, narrowing: Narrowing, lifted: str) -> int:
    """How many entries of a mask are left."""
    left = narrowing.left(lifted)
    return int((mask if left is None else mask & left).sum())
