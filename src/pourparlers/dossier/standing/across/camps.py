"""A contradiction as it is read: what each side tells in the text around its words, and which words of them differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import Connection, select

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.standing.across.copies import voices_of
from pourparlers.dossier.standing.across.telling import Part, around, spans_of
from pourparlers.dossier.standing.across.told_words import words_told
from pourparlers.dossier.standing.across.wordings import differing
from pourparlers.dossier.standing.disputes.disagreement import Contradiction, Side, What
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import article, contradiction_about, number, statement_report
from pourparlers.lexicon.world import fold
from pourparlers.model import Act


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """An article on a side, with the text around its words."""

    side: Annotated[Side, Meta(description="What it tells.")]
    language: Annotated[str, Meta(description="Of the article.")]
    title: Annotated[str | None, Meta(description="Of the article.")]
    url: Annotated[str | None, Meta(description="Where it was published.")]
    style: Annotated[str, Meta(description="How its words are marked: an act, `encounter` or `found`.")]
    context: Annotated[str, Meta(description="The text around its words.")]
    start: Annotated[int, Meta(description="Where in the article's text that begins, in code points.")]
    cut: Annotated[tuple[bool, bool], Meta(description="Whether the paragraph goes on before it and behind it.")]
    parts: Annotated[tuple[Part, ...], Meta(description="Its words, and those that differ (`differs`).")]

    @property
    def fact(self) -> str | None:
        """The id of the report within the article; None for words outside any."""
        return self.side.report.partition(":")[2] if self.side.report else None


class Camp(msgspec.Struct, frozen=True, kw_only=True):
    """The articles that tell one thing."""

    value: Annotated[str, Meta(description="What they tell, in a form that can be compared.")]
    count: Annotated[int, Meta(description="How many articles tell it.")]
    voices: Annotated[int, Meta(description="From how many independent texts they are.")]
    told: Annotated[tuple[Voice, ...], Meta(description="Those shown, by day of publication.")]
    others: Annotated[tuple[Side, ...], Meta(description="Those of which the words alone are shown.")]


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """A contradiction with its camps."""

    contradiction: Annotated[Contradiction, Meta(description="As the dossier keeps it.")]
    camps: Annotated[tuple[Camp, ...], Meta(description="By what they tell, the one told first first.")]
    apart: Annotated[int | None, Meta(description="Of two dates, how many days lie between them.")]
    things: Annotated[tuple[tuple[str, str], ...], Meta(description="What is disputed: kinds and ids.")]


def disputes(connection: Connection, found: Sequence[Contradiction], most: int, others: int = 0) -> list[Dispute]:
    """Contradictions with their camps.

    Args:
        connection: to the dossier.
        found: some contradictions.
        most: so many articles of each camp are shown in their text.
        others: of so many more the words alone.
    """
    camps = {one.id: _camps(one) for one in found}
    shown = [side for told in camps.values() for sides in told.values() for side in sides[:most]]
    texts = _texts(connection, shown)
    voices = voices_of(connection, sorted({side.article for one in found for side in one.between}))
    things = _things(connection, [one.id for one in found])

    def camp(one: Contradiction, value: str, sides: Sequence[Side]) -> Camp:
        other = _other(value, camps[one.id])
        return Camp(
            value=value, count=len(sides), voices=len({voices.get(side.article, side.article) for side in sides}),
            told=tuple(_voice(one, side, other, texts) for side in sides[:most]),
            others=tuple(sides[most : most + others]),
        )  # fmt: skip

    return [
        Dispute(
            contradiction=one, camps=tuple(camp(one, *each) for each in camps[one.id].items()),
            apart=_apart(one.what, list(camps[one.id])), things=things.get(one.id, ()),
        )
        for one in found
    ]  # fmt: skip


def _camps(one: Contradiction) -> dict[str, list[Side]]:
    """The sides by what they tell; quotations by their words, whatever the marks."""
    out: dict[str, list[Side]] = {}
    known: dict[str, str] = {}
    for side in one.between:
        value = side.value
        if one.what is What.QUOTATION:
            plain = " ".join("".join(ch if ch.isalnum() else " " for ch in fold(value)).split())
            value = known.setdefault(plain, value)
        out.setdefault(value, []).append(side)
    # Whoever is told to have accepted stands first, whatever was published first.
    return dict(sorted(out.items(), key=lambda camp: _says_no(camp[0]))) if one.what in _DENIED else out


_DENIED = {What.ACCEPTANCE, What.DENIAL}


def _says_no(value: str) -> bool:
    return value in {Act.DENY, Act.REJECT} or value.startswith("not ")


def _other(value: str, camps: Mapping[str, Sequence[Side]]) -> Side | None:
    """The first of another camp, against which the words of one are held."""
    return next((sides[0] for other, sides in camps.items() if other != value), None)


def _apart(what: What, values: Sequence[str]) -> int | None:
    days = [when for value in values if (when := window(value))] if what is What.DATE else []
    return abs((days[1].first - days[0].first).days) if len(values) == len(days) == 2 else None


class _Text(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a side's article and report."""

    row: Any
    spans: Sequence[Any]
    style: str


def _texts(connection: Connection, sides: Sequence[Side]) -> dict[tuple[str, str], _Text]:
    """By article and report, or words where there is no report."""
    columns = [article.c[name] for name in ("id", "language", "title", "url", "text", "record")]
    own = select(*columns).where(among(connection, article.c.id, sorted({side.article for side in sides})))
    rows = {row.id: row for row in connection.execute(own)}
    uids = sorted({side.report for side in sides if side.report})
    spans = spans_of(connection, uids)
    acts = select(statement_report.c.uid, statement_report.c.act)
    rows_of = connection.execute(acts.where(among(connection, statement_report.c.uid, uids)))
    styles = {row.uid: row.act for row in rows_of}
    counted = _counted(connection, [side for side in sides if side.report is None])
    return {
        _key(side): _Text(
            row=rows[side.article],
            spans=spans.get(side.report, ()) if side.report else counted.get((side.article, side.evidence), ()),
            style=styles.get(side.report, "encounter") if side.report else "found",
        )
        for side in sides
    }  # fmt: skip


def _key(side: Side) -> tuple[str, str]:
    return side.article, side.report or f"={side.evidence}"


def _counted(connection: Connection, sides: Sequence[Side]) -> dict[tuple[str, str], list[Part]]:
    """Where numbers stand, by article and words."""
    if not sides:
        return {}
    query = select(number).where(among(connection, number.c.article, sorted({side.article for side in sides})))
    rows = connection.execute(query.order_by(number.c.article, number.c.n.desc())).all()
    return {(row.article, row.text): [Part(role="evidence", start=row.start, end=row.end)] for row in rows}


def _voice(one: Contradiction, side: Side, other: Side | None, texts: Mapping[tuple[str, str], _Text]) -> Voice:
    told = texts[_key(side)]
    start, end, cut = around(told.row.text, told.spans)
    parts = [Part(role=part.role, start=part.start, end=part.end) for part in told.spans]
    return Voice(
        side=side, language=told.row.language, title=told.row.title, url=told.row.url, style=told.style,
        context=told.row.text[start:end], start=start, cut=cut,
        parts=(*parts, *_differing(one.what, side, other, told, (start, end), texts)),
    )  # fmt: skip


def _differing(
    what: What, side: Side, other: Side | None, told: _Text, near: tuple[int, int], texts: Mapping[Any, _Text]
) -> Iterable[Part]:
    """The words in which a side differs from another."""
    if what is What.QUOTATION:
        against = texts.get(_key(other)) if other else None
        if other is None or against is None or against.row.language != told.row.language:
            return []
        content = [part for part in told.spans if part.role == "content"]
        found = ((part.start, differing(part.text, other.evidence)) for part in content)
        return [Part(role="differs", start=at + a, end=at + b) for at, pairs in found for a, b in pairs]
    own = [part for part in told.spans if part.role in {"content", "evidence"}]
    first, last = min((part.start for part in own), default=0), max((part.end for part in own), default=0)
    return [
        Part(role="differs", start=a, end=b) for a, b in words_told(what, side.value, told.row, (first, last), near)
    ]


def _things(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The statements and encounters that are disputed."""
    about = contradiction_about
    own = among(connection, about.c.contradiction, ids), about.c.marks
    query = select(about.c.contradiction, about.c.kind, about.c.thing).where(*own).order_by(about.c.kind, about.c.thing)
    found: dict[str, list[tuple[str, str]]] = {}
    for id_, kind, thing in connection.execute(query):
        found.setdefault(id_, []).append((kind, thing))
    return {id_: tuple(told) for id_, told in found.items()}
