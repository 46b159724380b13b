"""What answers what is found whenever it comes, and is what holding each statement against each would find."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from dossiers import rows
from pourparlers import Dossier, Record
from pourparlers.dossier.merging.fates import ANSWERS, Denied, Fate, fate_by, fate_of
from pourparlers.dossier.standing.likeness import days_between, one_thing
from pourparlers.dossier.standing.listing import Statement, statements
from pourparlers.dossier.standing.stands.accusations import denials
from pourparlers.dossier.standing.stands.proposals import fates
from pourparlers.dossier.store.schema import Kind, fate, member, reply, statement_report, step
from pourparlers.model import Act, DossierError
from rounds import dossier_of
from sayings import ACTS, articles


def told(connection: Connection) -> tuple[set[tuple[str, str]], dict[str, str]]:
    """What the tables tell: the pairs, and what became of each."""
    pairs = {(row.asked, row.answer) for row in connection.execute(select(reply))}
    return pairs, {row.statement: row.fate for row in connection.execute(select(fate))}


def held_against_each_other(connection: Connection) -> tuple[set[tuple[str, str]], dict[str, str]]:
    """The same, from holding each statement against each."""
    said = {one.id: one for one in statements(connection) if not one.negated}
    read = set(_read(connection))
    asked = [one for one in said.values() if one.act in ANSWERS]
    pairs = {
        (one.id, other.id)
        for one in asked
        for other in said.values()
        if other.act in ANSWERS[one.act] and ((one.id, other.id) in read or _answers(one, other))
    }
    return pairs, {one.id: _outcome(one, [said[b] for a, b in pairs if a == one.id]) for one in asked}


def _answers(one: Statement, other: Statement) -> bool:
    if not other.parties or set(one.parties) & set(other.parties):
        return False
    if other.target is not None and one.parties and other.target not in {*one.parties, *one.speakers}:
        return False
    delay = days_between(one, other)
    return delay is not None and -1 <= delay <= 60 and one_thing(one, other)


def _outcome(one: Statement, answers: list[Statement]) -> str:
    if one.act is Act.ACCUSE:
        return Denied.DENIED if answers else Denied.UNDENIED
    ordered = sorted(answers, key=lambda answer: (answer.day or "9999", answer.id))
    return fate_by((answer.parties or answer.speakers, fate_of(answer.act, answer.conditional)) for answer in ordered)


def _read(connection: Connection) -> Iterator[tuple[str, str]]:
    query = select(member.c.node, member.c.group).where(member.c.kind == Kind.STATEMENT.value)
    group = {row.node: row.group for row in connection.execute(query)}
    columns = statement_report.c.uid, statement_report.c.answers
    for uid, answers in connection.execute(select(*columns).where(statement_report.c.answers.is_not(None))):
        if uid in group and answers in group:
            yield group[answers], group[uid]


def stands(connection: Connection) -> set[tuple[Any, ...]]:
    """The steps as statements tell them."""
    return {
        (one.issue, party, one.day or "", one.id, one.stance, one.conditional)
        for one in statements(connection)
        if one.stance and one.issue and not one.negated
        for party in one.parties
    }


def check(dossier: Dossier) -> None:
    with dossier.engine.connect() as connection:
        assert told(connection) == held_against_each_other(connection)
        columns = step.c.issue, step.c.party, step.c.day, step.c.statement, step.c.stance, step.c.conditional
        assert {tuple(row) for row in connection.execute(select(*columns))} == stands(connection)


def decide(dossier: Dossier, draw: Any) -> None:
    """Something that a person may decide, if the dossier has it."""
    said, issues = dossier.statements(), dossier.issues()
    several = [one for one in issues if len(one.names) > 1]
    what = draw(
        st.sampled_from(
            ["undo"]
            + (["reject", "correct", "merge"] if said else [])
            + (["rename", "merge issues"] if issues else [])
            + (["split issues"] if several else [])
        )
    )
    with suppress(DossierError):
        if what == "reject":
            dossier.reject(draw(st.sampled_from(said)).id, who="Ana")
        elif what == "correct":
            dossier.correct(draw(st.sampled_from(said)).id, act=draw(st.sampled_from(ACTS)), who="Ana")
        elif what == "merge":
            dossier.merge(*(one.id for one in draw(st.permutations(said))[:2]), who="Ana")
        elif what == "rename":
            dossier.rename(draw(st.sampled_from(issues)).id, "Le phare", who="Ana")
        elif what == "merge issues":
            dossier.merge(*(one.id for one in draw(st.permutations(issues))[:2]), who="Ana")
        elif what == "split issues":
            dossier.split(f"fr|{draw(st.sampled_from(several)).names[0]}", who="Ana")
        else:
            dossier.undo(who="Ana")


@settings(max_examples=12, deadline=None)
@given(articles(), st.data())
def test_each_answer_is_found_whatever_comes_and_is_decided(made: list[Record], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder, dossier_of(Path(folder) / "a.dossier", made) as dossier:
        check(dossier)
        for _ in range(3):
            decide(dossier, data.draw)
            check(dossier)
        other = [made[n] for n in data.draw(st.permutations(range(len(made))))]
        with (
            dossier_of(Path(folder) / "b.dossier", other) as again,
            dossier_of(Path(folder) / "c.dossier", made) as first,
        ):
            assert rows(again) == rows(first)


def test_answers_of_a_round_are_those_that_each_pair_tells(ferry: Dossier) -> None:
    check(ferry)


def test_counts_are_those_of_the_lists_and_pages_make_them_up(ferry: Dossier) -> None:
    with ferry.engine.connect() as connection:
        found = ferry.proposals()
        assert fates(connection) == {kind: sum(one.fate is kind for one in found) for kind in Fate}
        assert denials(connection) == {
            Denied.DENIED: sum(bool(one.denials) for one in ferry.accusations()),
            Denied.UNDENIED: sum(not one.denials for one in ferry.accusations()),
        }
    for listed, whole in ((ferry.proposals, found), (ferry.accusations, ferry.accusations())):
        assert len(whole) > 2
        assert [one for n in range(len(whole)) for one in listed(limit=1, skip=n)] == whole
    for kind in Fate:
        assert ferry.proposals(fate=kind) == [one for one in found if one.fate is kind]
    with pytest.raises(DossierError, match="no proposal has such a fate"):
        ferry.proposals(fate="lost")
    assert ferry.accusations(denied=False) == [one for one in ferry.accusations() if not one.denials]


@pytest.mark.parametrize("asked", [{"party": "BG"}, {"since": "2018-05"}, {"until": "2018-04-30"}, {"act": "deny"}])
def test_filters_choose_what_is_asked_and_not_its_answers(ferry: Dossier, asked: dict[str, str]) -> None:
    chosen = {one.id for one in ferry.statements(**asked)}
    assert ferry.proposals(**asked) == [one for one in ferry.proposals() if one.id in chosen]
    assert ferry.accusations(**asked) == [one for one in ferry.accusations() if one.id in chosen]
