"""What persons decide outranks what was read, can be undone, and is the same in whatever order all came in."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dossiers import rows
from pourparlers import Article, Dossier
from pourparlers.dossier.applying import apply
from pourparlers.dossier.renewing.renewal import renew
from pourparlers.dossier.review.decisions import Code, Decision, Verb
from pourparlers.dossier.review.effects import revise
from pourparlers.dossier.store import schema
from pourparlers.dossier.store.database import writing
from pourparlers.model import DossierError

State = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory, articles: list[Article], shelf: Any) -> Path:
    """A dossier of the articles, to be copied."""
    where = tmp_path_factory.mktemp("kept") / "talks.dossier"
    with Dossier(where, create=True) as dossier:
        dossier.add(articles, reader=shelf)
    return where


@pytest.fixture
def dossier(kept: Path, tmp_path: Path) -> Any:
    with _copy(kept, tmp_path / "talks.dossier") as dossier:
        yield dossier


def _copy(kept: Path, to: Path) -> Dossier:
    return Dossier(shutil.copy(kept, to))


def state(dossier: Dossier) -> State:
    """All rows but the decisions."""
    return {table: told for table, told in rows(dossier).items() if table not in {"decision", "decided"}}


def encounter(dossier: Dossier, date: str) -> Any:
    return next(one for one in dossier.encounters() if one.date == date)


def reported(dossier: Dossier, least: int = 2) -> Any:
    """A statement that several articles report."""
    return next(one for one in dossier.statements() if len(one.reports) >= least)


def test_what_is_rejected_leaves_every_view_and_comes_back(dossier: Dossier) -> None:
    before, one = state(dossier), reported(dossier)
    dossier.reject(one.id, who="Ana", why="misread")
    assert one.id not in {other.id for other in dossier.statements()}
    assert not {r.report for r in one.reports} & {r.report for s in dossier.statements() for r in s.reports}
    dossier.undo()
    assert state(dossier) == before


def test_one_report_of_several_is_rejected_alone(dossier: Dossier) -> None:
    one = reported(dossier)
    gone = one.reports[-1].report
    dossier.reject(gone, report=True)
    left = {r.report for s in dossier.statements() for r in s.reports}
    assert {r.report for r in one.reports} - left == {gone}
    dossier.accept(gone)
    assert gone in {r.report for s in dossier.statements() for r in s.reports}


def test_who_accepts_changes_nothing_but_the_mark(dossier: Dossier) -> None:
    one, before = reported(dossier), state(dossier)
    dossier.accept(one.id)
    after = state(dossier)
    assert {table for table in before if before[table] != after[table]} <= {"statement_report", "statement"}
    with dossier.engine.connect() as connection:
        marks = dict(connection.execute(select(schema.statement_report.c.uid, schema.statement_report.c.review)).all())
    assert {marks[r.report] for r in one.reports} == {"accepted"}


def test_one_corrected_report_tells_for_all(dossier: Dossier) -> None:
    one = next(one for one in dossier.encounters() if len(one.reports) > 2)
    dossier.correct(one.reports[-1].report, place="Loja", kind="talks", who="Ana")
    found = next(e for e in dossier.encounters() if one.reports[-1].report in {r.report for r in e.reports})
    assert (found.place, found.kind) == ("Loja", "talks")
    # The records stay as they were read.
    assert all(e.place != "Loja" or e.id != one.id for r in dossier.records() for e in r.encounters)


def test_new_characters_are_those_of_the_text(dossier: Dossier) -> None:
    one = dossier.statements()[0].report
    text = next(r.article.text for r in dossier.records() if one.startswith(r.article.id))
    dossier.correct(one, content="0:4,6:9", negated="true", cue="", issue="éclairage")
    found = next(s for s in dossier.statements() if one in {r.report for r in s.reports})
    assert next(r.text for r in found.reports if r.report == one) == f"{text[0:4]} […] {text[6:9]}"
    assert found.negated and found.issue_label == "éclairage"
    with dossier.engine.connect() as connection:
        spans = connection.execute(select(schema.span).where(schema.span.c.uid == one)).all()
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert "cue" not in {span.role for span in spans}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"mood": "x"}, "no field 'mood'"),
        ({"act": "laugh"}, "'laugh' is no act"),
        ({"content": "5:2"}, "are no characters"),
        ({"content": "0:999999"}, "are no characters"),
        ({"content": "words"}, "tells no characters"),
        ({"content": ""}, "no characters"),
        ({"negated": "perhaps"}, "Expected `bool`"),
        ({"time": "t99"}, "no 't99'"),
        ({"answers": "e1"}, "no 'e1'"),
        ({"rule": "x"}, "no field 'rule'"),
        ({}, "nothing is corrected"),
    ],
)
def test_what_cannot_be_corrected_is_told(dossier: Dossier, fields: dict[str, str], told: str) -> None:
    before, one = rows(dossier), dossier.statements()[0].report
    with pytest.raises(DossierError) as caught:
        dossier.correct(one, **fields)
    assert told in caught.value.what and caught.value.hint
    assert rows(dossier) == before


def test_no_date_and_no_length_are_told(dossier: Dossier) -> None:
    one = dossier.encounters()[0].id
    for fields in ({"date": "tuesday"}, {"date": "2021-02-30"}, {"duration": "long"}, {"duration": "P"}):
        with pytest.raises(DossierError, match="is no value"):
            dossier.correct(one, **fields)
    dossier.correct(one, date="2021-03-01", duration="PT5H", parties="Pérou, Equateur, UN")
    found = next(e for e in dossier.encounters() if one in {r.report for r in e.reports})
    assert (found.date, found.duration) == ("2021-03-01", "PT5H") and set(found.parties) == {"PE", "EC", "UN"}


def test_an_actor_of_an_article_is_corrected(dossier: Dossier) -> None:
    before = state(dossier)
    (record, *_) = dossier.records()
    actor = next(one for one in record.actors if one.kind == "person")
    dossier.correct(f"{record.article.id}:{actor.id}", role="capitaine", party="BO")
    found = next(a for a in dossier.actors() if a.party == "BO")
    assert found.role == "capitaine"
    dossier.undo()
    assert state(dossier) == before


def test_merging_and_setting_apart(dossier: Dossier) -> None:
    before = state(dossier)
    one, other = sorted(dossier.encounters(), key=lambda e: e.id)[:2]
    dossier.merge(one.id, other.id, why="one session")
    whole = {r.report for e in (one, other) for r in e.reports}
    found = [{r.report for r in e.reports} for e in dossier.encounters()]
    assert whole in found
    out = sorted(whole)[0]
    dossier.split(out)
    found = [{r.report for r in e.reports} for e in dossier.encounters()]
    assert {out} in found and whole - {out} in found
    dossier.undo()
    dossier.undo()
    assert state(dossier) == before


def test_a_person_outranks_a_rule_that_comes_later(tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    with Dossier(tmp_path / "all.dossier", create=True) as dossier:
        dossier.add(articles[:2], reader=shelf)
        one = reported(dossier)
        dossier.split(one.id)
        dossier.add(articles[2:], reader=shelf)
        groups = [{r.report for r in s.reports} for s in dossier.statements()]
    a, b = (r.report for r in one.reports[:2])
    assert not any({a, b} <= group for group in groups)


def test_issues_are_renamed_related_and_put_back(dossier: Dossier) -> None:
    before = state(dossier)
    first, second = [one for one in dossier.issues() if one.statements][:2]
    dossier.rename(first.id, "Le pont", who="Ana")
    dossier.relate("Le pont", second.label)
    told = {one.label: one for one in dossier.issues()}
    assert told["Le pont"].statements == first.statements and set(first.names) <= set(told["Le pont"].names)
    assert told["Le pont"].parent == told[second.label].id.removeprefix("#")
    with pytest.raises(DossierError, match="go round"):
        dossier.relate(second.label, "Le pont")
    dossier.relate("Le pont", None)
    assert next(one for one in dossier.issues() if one.label == "Le pont").parent is None
    for _ in range(3):
        dossier.undo()
    assert state(dossier) == before


def test_a_codebook_takes_the_place_of_what_was_before(dossier: Dossier) -> None:
    before = state(dossier)
    label = dossier.issues()[0].label
    dossier.load_codebook([Code(id="a", label="A", aliases=(label,), parent="b"), Code(id="b", label="B")])
    assert {one.id for one in dossier.issues()} >= {"#a", "#b"} and label in dossier.issues()[0].names
    dossier.load_codebook([Code(id="c", label="C", aliases=(label,))])
    assert {one.id for one in dossier.issues() if one.id.startswith("#")} == {"#c"}
    assert [one.id for one in dossier.codebook()] == ["c"]
    dossier.undo()
    assert [one.id for one in dossier.codebook()] == ["a", "b"]
    dossier.undo()
    assert state(dossier) == before


def test_what_was_undone_can_be_done_again(dossier: Dossier) -> None:
    one = reported(dossier)
    made = dossier.reject(one.id)
    after = state(dossier)
    undoing = dossier.undo(made.id[:8])
    with pytest.raises(DossierError, match="undone already"):
        dossier.undo(made.id)
    dossier.undo(undoing.id)
    assert state(dossier) == after
    assert [(m.decision.verb, m.undone, m.applies) for m in dossier.decisions()] == [
        (Verb.REJECT, False, True), (Verb.UNDO, True, True), (Verb.UNDO, False, True),
    ]  # fmt: skip


def test_a_decision_is_explained_by_what_it_is_of(dossier: Dossier) -> None:
    one = reported(dossier)
    made = dossier.correct(one.reports[0].report, act="deny", why="lu de près")
    gone = dossier.undo(made.id)
    for id_ in (made.id, gone.id, dossier.undo(gone.id).id):
        told = dossier.why(id_)
        assert told == dossier.why(one.reports[0].report)
        assert [each.decision.verb.value for each in told.decisions][:2] == ["correct", "undo"]


def test_errors_tell_the_way_out(dossier: Dossier) -> None:
    one = reported(dossier)
    asked = [
        (lambda: dossier.accept("a-zzzz"), "nothing"),
        (lambda: dossier.accept("a-1"), "too short"),
        (lambda: dossier.accept(one.id[:-1] + "99"), "nothing"),
        (lambda: dossier.accept(dossier.actors()[0].id), "neither an encounter nor a statement"),
        (lambda: dossier.merge(one.id, dossier.encounters()[0].id), "several kinds"),
        (lambda: dossier.merge(one.id), "one thing alone"),
        (lambda: dossier.merge("PE", next(a.id for a in dossier.actors() if a.kind == "person")), "a person is not"),
        (lambda: dossier.split(next(s.id for s in dossier.statements() if len(s.reports) == 1)), "nothing else"),
        (lambda: dossier.rename(dossier.issues()[0].id, " "), "cannot name"),
        (lambda: dossier.relate(dossier.issues()[0].id, dossier.issues()[0].id), "itself"),
        (lambda: dossier.undo(), "no decision"),
        (lambda: dossier.undo("d-0"), "no decision"),
        (lambda: dossier.load_codebook([Code(id="a", label="A", parent="a")]), "go round"),
        (lambda: dossier.load_codebook([Code(id="a", label="A"), Code(id="b", label="a")]), "two entries"),
        (lambda: dossier.load_codebook([Code(id="a b", label="A")]), "no id"),
    ]
    for act, told in asked:
        with pytest.raises(DossierError) as caught:
            act()
        assert told in caught.value.what and caught.value.hint
    assert dossier.decisions() == []


def test_ids_may_be_shortened(dossier: Dossier) -> None:
    one = reported(dossier)
    where, _, own = one.id.partition(":")
    made = dossier.accept(f"{where[:7]}:{own}", who="Ana")
    assert {node.id for node in made.subject} == {r.report for r in one.reports}
    assert made.who == "Ana" and dossier.accept(one.id).who


def test_a_hostile_field_of_a_kept_decision_is_passed_over(kept: Path, dossier: Dossier) -> None:
    record = next(iter(dossier.records()))
    node = dossier.accept(record.statements[0].id and f"{record.article.id}:{record.statements[0].id}").subject[0]
    for fields in ({"nothing": 1}, {"act": 3}, {"content": [[0, 10**12]]}, {"content": 7}, {"time": "t1"}):
        one = Decision(id="d-1", verb=Verb.CORRECT, who="x", when="", subject=(node,), fields=fields)
        assert revise(record, [one]) == (record, {})


# --- any sequence --------------------------------------------------------------------------------------------------

OPERATIONS = ("accept", "reject", "correct", "merge", "split", "rename", "relate", "codebook", "undo", "text")
steps = st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=6)


def _do(dossier: Dossier, verb: str, n: int, m: int) -> None:
    """One of the operations on things chosen by two numbers; some are refused."""
    reports = sorted(
        r.report for kind in (dossier.encounters(), dossier.statements()) for one in kind for r in one.reports
    )
    kinds: Sequence[Sequence[Any]] = [dossier.encounters(), dossier.statements(), dossier.actors(), dossier.issues()]
    some = sorted(one.id for one in kinds[n % 4])
    one, other, report = some[n % len(some)], some[m % len(some)], reports[(n * 7 + m) % len(reports)]
    labels = sorted(i.id for i in dossier.issues())
    match verb:
        case "accept":
            dossier.accept(report, report=m % 2 == 0)
        case "reject":
            dossier.reject(report, report=m % 2 == 0)
        case "correct":
            told: dict[str, Any] = (
                {"act": "deny", "parties": None} if ":s" in report else {"place": "Loja", "kind": "call"}
            )
            told = {"act": "deny", "content": [(n, n + 9)], "issue": "quai"} if ":s" in report else told
            dossier.correct(
                report, all_reports=m % 3 == 0, **{k: v for k, v in told.items() if m % 3 or k != "content"}
            )
        case "merge":
            dossier.merge(one, other)
        case "split":
            dossier.split(report if m % 2 else one)
        case "rename":
            dossier.rename(labels[n % len(labels)], f"enjeu {m % 3}")
        case "relate":
            dossier.relate(labels[n % len(labels)], labels[m % len(labels)])
        case "codebook":
            names = [label.rpartition("|")[2] for label in labels if "|" in label]
            dossier.load_codebook(
                [Code(id="x", label="X", aliases=(names[n % len(names)],)), Code(id="y", label="pont", parent="x")]
            )
        case "undo":
            made = dossier.decisions()
            dossier.undo(made[n % len(made)].decision.id if made and m % 2 else None)
        case "text":
            ids = sorted(record.article.id for record in dossier.records())
            act = dossier.merge if n % 2 else dossier.split
            act(ids[n % len(ids)], *([ids[m % len(ids)]] if n % 2 else []))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=steps, order=st.permutations(range(5)), before=st.integers(0, 5))
def test_the_state_is_that_of_the_articles_and_the_decisions_that_hold(
    kept: Path,
    articles: list[Article],
    shelf: Any,
    tmp_path_factory: pytest.TempPathFactory,
    told: Any,
    order: Any,
    before: int,
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with _copy(kept, folder / "talks.dossier") as dossier, Dossier(folder / "other.dossier", create=True) as other:
        states = [state(dossier)]
        for step in told:
            was = rows(dossier)
            try:
                _do(dossier, *step)
                states.append(state(dossier))
            except DossierError:
                assert rows(dossier) == was
        # Some articles come before the decisions, some after.
        other.add([articles[n] for n in order[:before]], reader=shelf)
        with writing(other.engine, other.where) as connection:
            apply(connection, [made.decision for made in dossier.decisions()])
            renew(connection)
        other.add([articles[n] for n in order[before:]], reader=shelf)
        assert rows(other) == rows(dossier)
        if "undo" not in {step[0] for step in told}:
            for was in states[-2::-1]:
                dossier.undo()
                assert state(dossier) == was
        with suppress(DossierError):
            while True:
                dossier.undo()
        assert state(dossier) == states[0]
