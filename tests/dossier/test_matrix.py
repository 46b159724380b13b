"""A matrix tells of its parties and issues at a date what `positions` tells of them until then."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers import Dossier, Record
from pourparlers.dossier.standing.filters import Filters, Page
from pourparlers.dossier.standing.stands.cells import cell
from pourparlers.dossier.standing.stands.matrix import Matrix, Wanted, matrix
from pourparlers.dossier.standing.stands.positions import positions
from pourparlers.dossier.standing.stands.steps import until
from pourparlers.dossier.standing.stands.ticks import MOST, scale_of
from pourparlers.model import DossierError
from rounds import dossier_of, record
from sayings import DAYS, articles

FILTERS = st.builds(
    Filters,
    party=st.sampled_from([None, None, "PE"]), outlet=st.sampled_from([None, None, "Gazette 1"]),
    issue=st.sampled_from([None, None, "vente"]), since=st.sampled_from([None, None, "2021-03-02"]),
    until=st.sampled_from([None, None, "2021-05"]),
)  # fmt: skip
EVERYTHING = Wanted(rows=Page(), columns=Page())


def check(dossier: Dossier, asked: Filters, at: str | None, wanted: Wanted = EVERYTHING) -> Matrix:
    with dossier.engine.connect() as connection:
        found = matrix(connection, asked, at, wanted)
        told = positions(connection, until(asked, at))
        rows, columns = ({one.id for one in axis.shown} for axis in (found.parties, found.issues))
        shown = {(one.party, one.issue): one for one in told if one.party in rows and one.issue in columns}
        assert {(one.party, one.issue): one.latest for one in found.cells} == {
            key: one.latest for key, one in shown.items()
        }
        for one in found.cells:
            history = [
                (step.date, step.stance, step.conditional, step.statement)
                for step in shown[one.party, one.issue].history
            ]
            assert [(turn.day, turn.stance, turn.conditional, turn.statement) for turn in one.turns] == history
            assert one.changes == len(history) - 1
            listed = cell(connection, one.party, one.issue, asked, at)
            assert listed.found == len(listed.steps) == one.statements and listed.changes == one.changes
            assert [step.said.id for step in listed.steps[::-1] if step.changed] == [row[3] for row in history]
            known = {step.said.id: step for step in listed.steps}
            assert all(known[step.statement].disputed is step.disputed for step in shown[one.party, one.issue].history)
            assert listed.steps[0].said.day == one.last
        return found


@settings(max_examples=15, deadline=None)
@given(articles(), FILTERS, st.data())
def test_it_is_what_positions_tell(made: list[Record], asked: Filters, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder, dossier_of(Path(folder) / "a.dossier", made) as dossier:
        for at in (None, *data.draw(st.lists(st.sampled_from(DAYS), max_size=3, unique=True))):
            try:
                check(dossier, asked, at)
            except DossierError as error:
                assert asked.issue and "there is no issue" in error.what


def test_a_denial_disputes_nothing_before_it_comes(tmp_path: Path) -> None:
    def told(outlet: str, published: str, **fact: object) -> Record:
        about = {"party": ["PE"], "speaker": ["PE"], "issue": "quai de sable", **fact}
        return record(f"{outlet}: le quai de sable du phare", about, published=published, outlet=outlet)

    claim = told("Gazette", "2021-03-01", act="accept", stance="for", words="le quai de sable du phare")
    denial = told("Courrier", "2021-03-05", act="deny", words="le quai de sable du phare")
    with dossier_of(tmp_path / "a.dossier", [claim, denial]) as dossier:
        for at, disputed in (("2021-03-04", False), ("2021-03-05", True), ("2021-03", True), (None, True)):
            assert [one.latest.disputed for one in check(dossier, Filters(), at).cells] == [disputed]


@pytest.mark.parametrize("at", [None, "2018", "2018-05-20", "2018-05-24", "2017-01-01"])
def test_a_round_at_a_date(ferry: Dossier, at: str | None) -> None:
    found = check(ferry, Filters(), at)
    assert bool(found.cells) is (at != "2017-01-01")
    # The date moves no party and no issue.
    assert (
        found.parties == check(ferry, Filters(), None).parties and found.issues == check(ferry, Filters(), None).issues
    )


def test_the_rest_comes_by_pages_and_what_is_chosen_comes_alone(ferry: Dossier) -> None:
    whole = check(ferry, Filters(), None)
    pages = [
        check(ferry, Filters(), None, Wanted(rows=Page(), columns=Page(limit=2, skip=n)))
        for n in range(0, whole.issues.found, 2)
    ]
    assert [one for page in pages for one in page.issues.shown] == list(whole.issues.shown)
    assert {page.issues.found for page in pages} == {whole.issues.found}
    assert [one.statements for one in whole.issues.shown] == sorted(
        (one.statements for one in whole.issues.shown), reverse=True
    )
    chosen = whole.issues.shown[2].id, whole.issues.shown[0].id
    alone = check(ferry, Filters(), None, Wanted(issues=chosen, parties=(whole.parties.shown[1].id,)))
    assert {one.id for one in alone.issues.shown} == set(chosen) and len(alone.parties.shown) == 1


def test_of_chosen_parties_the_issues_are_those_that_they_speak_of(ferry: Dossier) -> None:
    whole = check(ferry, Filters(), None)
    party = whole.parties.shown[-1].id
    told = check(ferry, Filters(), None, Wanted(parties=(party,)))
    own = {one.issue for one in whole.cells if one.party == party}
    assert {one.id for one in told.issues.shown} == own and told.issues.found == len(own) < whole.issues.found
    issue = whole.issues.shown[-1].id
    told = check(ferry, Filters(), None, Wanted(issues=(issue,)))
    assert {one.id for one in told.parties.shown} == {one.party for one in whole.cells if one.issue == issue}


def test_a_page_of_a_cell_is_a_part_of_it(ferry: Dossier) -> None:
    with ferry.engine.connect() as connection:
        one = max(matrix(connection).cells, key=lambda one: one.statements)
        whole = cell(connection, one.party, one.issue)
        parts = [cell(connection, one.party, one.issue, page=Page(limit=1, skip=n)) for n in range(whole.found)]
        assert [step for part in parts for step in part.steps] == list(whole.steps)
        assert cell(connection, "nobody", one.issue).found == 0


@pytest.mark.parametrize(
    ("first", "last", "days", "ticks"),
    [
        ("2021-03-01", "2021-03-03", 2, ["2021-03-01", "2021-03-02", "2021-03-03"]),
        ("2021-03-01", "2021-03-20", 19, ["2021-03-01", "2021-03-08", "2021-03-15"]),
        ("2021-03", "2021-06-02", 93, ["2021-03", "2021-04", "2021-05", "2021-06"]),
        ("2020-12-15", "2022-02-01", 413, ["2021-01", "2021-04", "2021-07", "2021-10", "2022-01"]),
        ("1990", "2021", 11687, ["1990", "1995", "2000", "2005", "2010", "2015", "2020"]),
        ("2021-03-05", "2021-03-05", 0, ["2021-03-05"]),
    ],
)  # fmt: skip
def test_a_scale_is_marked_as_finely_as_there_is_room(first: str, last: str, days: int, ticks: list[str]) -> None:
    scale = scale_of(first, last)
    assert scale is not None and scale.days == days
    assert [tick.day for tick in scale.ticks] == ticks
    assert all(scale.day(tick.n).startswith(tick.day) for tick in scale.ticks)


@given(*[st.dates(date(1001, 1, 1), date(2999, 12, 31))] * 2)
def test_no_scale_has_too_many_marks(first: object, last: object) -> None:
    scale = scale_of(*sorted((str(first), str(last))))
    if scale is not None:
        assert len(scale.ticks) <= MOST + 1
        assert all(0 <= tick.n <= scale.days for tick in scale.ticks)
        assert scale.n(scale.last) == scale.days and scale.n("9000") == scale.days and scale.n("1000") == 0


def test_what_is_no_day_has_no_scale() -> None:
    assert scale_of(None, None) is scale_of("XXXX", "2021") is scale_of("2022", "2021") is None
