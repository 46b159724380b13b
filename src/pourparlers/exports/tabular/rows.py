"""The rows of the tables of a dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from pourparlers.dossier.contents import Contents, Entity, bare_entity
from pourparlers.dossier.dossier import Dossier
from pourparlers.dossier.standing.disputes.disagreement import Contradiction
from pourparlers.dossier.standing.listing import Evidence
from pourparlers.exports.tabular.columns import table_of
from pourparlers.exports.tabular.reports import encounter_rows, span_rows, statement_rows, time_rows
from pourparlers.model import Article

Row = dict[str, Any]


def rows_of(dossier: Dossier, contents: Contents, table: str) -> Iterator[Row]:
    """The rows of a table, each with all its columns in their order; articles and reports one by one.

    Args:
        dossier: it all is of.
        contents: what is asked for of it.
        table: one of `tables()`.

    Raises:
        PourparlersError: there is no such table.
    """
    names = [column.name for column in table_of(table).columns]
    for row in _ROWS[table](dossier, contents):
        yield {name: row[name] for name in names}


def _articles(_: Dossier, contents: Contents) -> Iterator[Row]:
    for told in contents.told():
        yield {name: getattr(told.article, name) for name in Article.__struct_fields__}


def _actors(_: Dossier, contents: Contents) -> Iterator[Row]:
    for one in contents.entities.values():
        yield msgspec.to_builtins(one)


def _encounters(_: Dossier, contents: Contents) -> Iterator[Row]:
    for one in contents.encounters:
        yield {
            **msgspec.to_builtins(one),
            **_named(contents, one.reports, "parties", "party_names", one.parties),
            **_named(contents, one.reports, "persons", "person_names", one.persons),
            "reports": [report.report for report in one.reports],
        }


def _statements(_: Dossier, contents: Contents) -> Iterator[Row]:
    for one in contents.statements:
        fullest = sorted(one.reports, key=lambda report: report.report != one.report)
        yield {
            **msgspec.to_builtins(one),
            **_named(contents, fullest, "speakers", "speaker_names", one.speakers),
            "parties": _ids(contents, fullest, one.parties),
            "target": _entity(contents, fullest, one.target).id if one.target else None,
            "reports": [report.report for report in one.reports],
        }


def _entity(contents: Contents, reports: Iterable[Evidence], id_: str) -> Entity:
    """The actor across articles by an id that one report or another names; the first report that knows it tells."""
    for report in reports:
        entity = contents.entity(id_, report.report)
        if entity.key in contents.entities:
            return entity
    return bare_entity(id_)


def _ids(contents: Contents, reports: Iterable[Evidence], ids: Iterable[str]) -> list[str]:
    told = list(reports)
    return [_entity(contents, told, id_).id for id_ in ids]


def _named(contents: Contents, reports: Iterable[Evidence], name: str, names: str, ids: Iterable[str]) -> Row:
    told = list(reports)
    found = [_entity(contents, told, id_) for id_ in ids]
    return {name: [one.id for one in found], names: [one.name for one in found]}


def _issues(_: Dossier, contents: Contents) -> Iterator[Row]:
    for one in contents.issues:
        yield msgspec.to_builtins(one)


def _positions(_: Dossier, contents: Contents) -> Iterator[Row]:
    for one in contents.positions:
        for n, step in enumerate(one.history, 1):
            yield {
                **msgspec.to_builtins(step), "issue": one.issue, "label": one.label, "step": n,
                "party": _entity(contents, step.reports, one.party).id, "latest": n == len(one.history),
                "speakers": _ids(contents, step.reports, step.speakers),
            }  # fmt: skip


def _proposals(dossier: Dossier, contents: Contents) -> Iterator[Row]:
    asked = _asked(contents)
    for one in dossier.proposals(**asked):
        told = {**msgspec.to_builtins(one), "act": "propose", "target": None, "answers": len(one.answers)}
        yield told | _who(contents, one.reports, one.parties, one.speakers)
    for other in dossier.accusations(**asked):
        accused = _entity(contents, other.reports, other.accused).id if other.accused else None
        fate = "denied" if other.denials else "ignored"
        told = {**msgspec.to_builtins(other), "act": "accuse", "target": accused, "fate": fate}
        yield told | {"answers": len(other.denials)} | _who(contents, other.reports, other.parties, other.speakers)


def _who(contents: Contents, reports: Iterable[Evidence], parties: Iterable[str], speakers: Iterable[str]) -> Row:
    told = list(reports)
    return {"parties": _ids(contents, told, parties), "speakers": _ids(contents, told, speakers)}


def _answers(dossier: Dossier, contents: Contents) -> Iterator[Row]:
    asked = _asked(contents)
    for one in dossier.proposals(**asked):
        for answer in one.answers:
            parties = _ids(contents, answer.reports, answer.party)
            yield {**msgspec.to_builtins(answer), "to": one.id, "parties": parties}
    for other in dossier.accusations(**asked):
        for denial in other.denials:
            parties = _ids(contents, denial.reports, denial.parties)
            told = {"to": other.id, "parties": parties, "act": "deny", "fate": "denied", "condition": None}
            yield {**msgspec.to_builtins(denial), **told}


def _asked(contents: Contents) -> Row:
    return {name: value for name, value in msgspec.structs.asdict(contents.asked).items() if value is not None}


def _contradictions(_: Dossier, contents: Contents) -> Iterator[Row]:
    for n, one in enumerate(contents.contradictions, 1):
        about = {"n": n, "what": str(one.what), "subject": one.subject, "about": one.about, **_happening(one)}
        for side in one.between:
            yield about | msgspec.to_builtins(side)


def _happening(one: Contradiction) -> Row:
    empty: Row = {"kind": None, "parties": [], "place": None, "date": None}
    return empty | (msgspec.to_builtins(one.encounter) if one.encounter else {})


def _of_articles(rows: Callable[[Any], Iterator[Row]]) -> Callable[[Dossier, Contents], Iterator[Row]]:
    def found(_: Dossier, contents: Contents) -> Iterator[Row]:
        for told in contents.told():
            yield from rows(told)

    return found


_ROWS: dict[str, Callable[[Dossier, Contents], Iterator[Row]]] = {
    "articles": _articles, "actors": _actors, "encounters": _encounters,
    "encounter_reports": _of_articles(encounter_rows), "statements": _statements,
    "statement_reports": _of_articles(statement_rows), "times": _of_articles(time_rows),
    "spans": _of_articles(span_rows), "issues": _issues, "positions": _positions, "proposals": _proposals,
    "answers": _answers, "contradictions": _contradictions,
}  # fmt: skip
