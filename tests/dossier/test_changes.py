"""What is new since a day, by publication and by arrival."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import update

from pourparlers import Dossier, Record
from pourparlers.dossier.standing.changes import Change, What
from pourparlers.dossier.store.schema import article
from pourparlers.model import DossierError
from pourparlers.views.changes import changes_table
from rounds import dossier_of, record


def visit(status: str, date: str | None, published: str | None, outlet: str = "Quai", **told: object) -> Record:
    met = {"kind": "visit", "parties": ["PE", "EC"], "place": "Loja", "status": status, "date": date, "words": "visite"}
    said = {
        "speaker": ["PE"],
        "party": ["PE"],
        "act": "support",
        "form": "narrated",
        "issue": "pont de Macará",
        "words": "le pont de Macará",
        **told,
    }
    return record(
        f"{outlet}: une visite à Loja, et le pont de Macará, le {published}.",
        met,
        said,
        outlet=outlet,
        published=published,
    )


PLAN = visit("planned", "2021-03-20", "2021-03-10", stance="for")
OFF = visit("cancelled", "2021-03-20", "2021-03-15", "Aube", stance="against", act="reject")
LATER = record("Lima parle de bananes.", {"party": ["PE"], "words": "bananes"}, published="2021-04", outlet="Soir")
UNDATED = record("Lima parle de camions.", {"party": ["PE"], "words": "camions"}, published=None)


def kinds(found: list[Change]) -> list[str]:
    return [one.what for one in found]


def test_what_later_reports_change(tmp_path: Path) -> None:
    with dossier_of(tmp_path / "d", [PLAN, OFF]) as dossier:
        found = dossier.changes("2021-03-12")
        assert kinds(found) == ["article", "changed", "shift", "statement"]
        new, changed, shift, said = found
        assert new.article is not None and new.article.outlet == "Aube"
        assert [(one.field, one.before, one.after) for one in changed.differences] == [
            ("status", "planned", "cancelled")
        ]
        assert {one.outlet for one in changed.reports} == {"Aube"}
        assert shift.before is not None and shift.position is not None
        assert (shift.before.stance, shift.position.latest.stance, shift.position.party) == ("for", "against", "PE")
        assert said.statement is not None and said.statement.act == "reject"


def test_all_is_new_at_first(tmp_path: Path) -> None:
    with dossier_of(tmp_path / "d", [PLAN, OFF]) as dossier:
        found = dossier.changes("2021")
        assert sorted(kinds(found)) == ["article", "article", "encounter", "statement", "statement"]
        assert dossier.changes("2021-03-16") == []


def test_a_date_that_is_only_less_precise_has_not_changed(tmp_path: Path) -> None:
    vague = visit("planned", "2021-03-20", "2021-03-15", "Aube")
    moved = [visit("planned", "2021-03-21", "2021-03-16", outlet) for outlet in ("Soir", "Nuit")]
    with dossier_of(tmp_path / "a", [visit("planned", "2021-03-20TMO", "2021-03-10"), vague]) as dossier:
        assert What.CHANGED not in kinds(dossier.changes("2021-03-12"))
    with dossier_of(tmp_path / "b", [visit("planned", "2021-03-20", "2021-03-10"), *moved]) as dossier:
        told = [one for change in dossier.changes("2021-03-12") for one in change.differences]
        assert [(one.field, one.before, one.after) for one in told] == [("date", "2021-03-20", "2021-03-21")]


def test_a_month_is_new_where_it_touches_the_days(tmp_path: Path) -> None:
    with dossier_of(tmp_path / "d", [PLAN, LATER, UNDATED]) as dossier:
        assert kinds(dossier.changes("2021-04-20")) == ["article", "statement"]
        assert dossier.changes("2021-05") == []


def test_by_arrival(tmp_path: Path) -> None:
    with dossier_of(tmp_path / "d", [OFF, PLAN, UNDATED]) as dossier:
        with dossier.engine.begin() as connection:
            for one, moment in (
                (OFF, "2022-01-01T08:00:00+00:00"),
                (PLAN, "2022-01-02T08:00:00+00:00"),
                (UNDATED, "2022-01-02T09:00:00+00:00"),
            ):
                connection.execute(update(article).where(article.c.id == one.article.id).values(added=moment))
        found = dossier.changes("2022-01-02", added=True)
        assert [one.article.id for one in found if one.article] == [PLAN.article.id, UNDATED.article.id]
        assert What.ENCOUNTER not in kinds(found)
        assert kinds(dossier.changes("2022-01-02T08:30", added=True)) == ["article", "statement"]
        assert dossier.changes("2022-01-03", added=True) == dossier.changes("2022-01-01") == []


@pytest.mark.parametrize(
    "since", ["", "hier", "2021-13", "2021-3-1", "2021-03-41", "2021-03-01; DROP TABLE article", "%"]
)
def test_what_is_no_day_is_told(ferry: Dossier, since: str) -> None:
    with pytest.raises(DossierError):
        ferry.changes(since)


@pytest.mark.parametrize("since", ["2018", "2018-05-18", "2018-05-20", "2018-05-24", "2018-05-30"])
def test_what_is_not_new_was_known(ferry: Dossier, since: str) -> None:
    found = ferry.changes(since)
    new = {one.article.id for one in found if one.article}
    met = {one.encounter.id for one in found if one.encounter and one.what is What.ENCOUNTER}
    said = {one.statement.id for one in found if one.statement}
    assert met == {one.id for one in ferry.encounters() if {report.article for report in one.reports} <= new}
    assert said == {one.id for one in ferry.statements() if {report.article for report in one.reports} <= new}
    assert all({report.article for report in one.reports} <= new for one in found)


def test_the_view_tells_before_and_after(tmp_path: Path) -> None:
    console = Console(width=200)
    with dossier_of(tmp_path / "d", [PLAN, OFF]) as dossier, console.capture() as capture:
        console.print(changes_table(dossier.changes("2021-03-12"), "fr"))
    told = " ".join(capture.get().split())
    assert "statut : prévu → annulé" in told and "pour → contre" in told and "Nouveaux articles (1)" in told
