"""What is doubtful, in pages and by what it is about; and a fact with all that is needed to correct it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from pourparlers import Dossier
from pourparlers.dossier.correcting import MOST_AROUND, Piece, excerpt, piece
from pourparlers.dossier.merging.doubtful import ABOUTS
from pourparlers.dossier.standing.doubts import Asked, beside, counts, doubt_of, doubts
from pourparlers.dossier.store.schema import Kind, part
from pourparlers.model import DossierError
from rounds import dossier_of, record, round_records


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Any:
    records = [one for name in ("bourgas-ferry-2018", "windhoek-satellite-2024") for one in round_records(name)]
    with dossier_of(tmp_path_factory.mktemp("doubts") / "talks.dossier", records) as dossier:
        yield dossier


def test_pages_are_the_whole_in_its_order(talks: Dossier) -> None:
    whole = [one.name for one in talks.doubts()]
    assert len(whole) > 10 and len(set(whole)) == len(whole)
    assert [one.name for at in range(0, len(whole), 7) for one in talks.doubts(7, skip=at)] == whole
    walked, at = [], None
    while some := talks.doubts(4, after=at):
        walked += [one.name for one in some]
        at = walked[-1]
    assert walked == whole
    places = [ABOUTS.index(name[0]) for name in whole]
    assert places == sorted(places)


def test_the_next_and_the_one_before(talks: Dossier) -> None:
    whole = [one.name for one in talks.doubts()]
    with talks.engine.connect() as connection:
        for before, name, after in zip([None, *whole], whole, [*whole[1:], None], strict=False):
            assert beside(connection, Asked(), name) == after
            assert beside(connection, Asked(), name, before=True) == before
        assert beside(connection, Asked(), ("unsure", "nothing", "of the kind")) is None
        assert doubt_of(connection, ("near", "nothing", "")) is None


def test_they_are_counted_and_told_apart(talks: Dossier) -> None:
    whole = talks.doubts()
    with talks.engine.connect() as connection:
        for one in counts(connection):
            told = [doubt for doubt in whole if (doubt.kind, doubt.about) == (one.kind, one.about)]
            assert one.doubts == len(told) > 0
            assert doubts(connection, Asked(kind=one.kind, about=one.about)) == told
        assert sum(one.doubts for one in counts(connection)) == len(whole)


def test_what_is_asked_for_is_in_one_of_both_sides(talks: Dossier) -> None:
    whole = talks.doubts()
    with talks.engine.connect() as connection:
        query = select(part.c.uid, part.c.actor).where(part.c.role == "party")
        parties = {tuple(row) for row in connection.execute(query)}
    party = next(one.parties[0] for one in talks.statements() if one.parties)
    found = talks.doubts(party=party)
    assert found and set(map(_name, found)) < set(map(_name, whole))
    for one in found:
        if one.kind is Kind.STATEMENT:
            assert any((side.node, party) in parties for side in (one.one, one.other) if side)
    outlet = next(one.one.outlet for one in whole if one.one.outlet)
    for one in talks.doubts(outlet=outlet):
        assert outlet in {one.one.outlet, one.other.outlet if one.other else None}
    for one in talks.doubts(since="2024"):
        assert any((side.published or "") >= "2024" for side in (one.one, one.other) if side)
    assert talks.doubts(until="1990") == []
    with pytest.raises(DossierError):
        talks.doubts(issue="nobody speaks of this")


def _name(one: Any) -> tuple[str, str, str]:
    return one.name


def test_what_is_decided_is_doubtful_no_more_and_comes_back(tmp_path: Any) -> None:
    with dossier_of(tmp_path / "talks.dossier", round_records()) as dossier:
        before = dossier.doubts()
        for one in before:
            if one.other is None:
                dossier.accept(one.one.node)
            elif one.other.node in one.one.group:
                dossier.merge(one.one.node, one.other.node, alone=True)
            elif (one.name, one.kind) in {(left.name, left.kind) for left in dossier.doubts()}:
                dossier.split(*one.one.group, others=one.other.group)
        assert dossier.doubts() == []
        while any(not made.undone and made.decision.verb != "undo" for made in dossier.decisions()):
            dossier.undo()
        assert dossier.doubts() == before


TEXT = """Premier paragraphe, loin de tout.

Le deuxième est court.

Selon Zagreb, le phare 🏳️‍🌈 sera « repeint en 2021 », a dit Mme Ana Rey.

Le quatrième suit.

Le dernier ne compte pas."""


def _piece(dossier: Dossier, uid: str) -> Piece:
    with dossier.engine.connect() as connection:
        return piece(connection, uid)


def test_a_fact_has_its_paragraph_and_those_beside_it(tmp_path: Any) -> None:
    told = record(TEXT, {"words": "repeint en 2021", "party": ["HR"], "act": "promise"}, {"words": "Le quatrième suit"})
    with dossier_of(tmp_path / "talks.dossier", [told]) as dossier:
        uid = f"{told.article.id}:s1"
        found = _piece(dossier, uid)
        assert found.excerpt.text == "\n\n".join(TEXT.split("\n\n")[1:4])
        assert TEXT[found.excerpt.start : found.excerpt.end] == found.excerpt.text
        (mark,) = found.marks
        assert TEXT[mark.start : mark.end] == "repeint en 2021"
        assert [one.id for one in found.others] == ["s2"] and found.reports == 1 and found.seen == 0
        dossier.correct(uid, act="deny", content=[(mark.start, mark.end - 8)], who="Ana")
        found = _piece(dossier, uid)
        assert found.fact.act == "deny" and found.read.act == "promise" and found.review == "corrected"
        assert TEXT[found.marks[0].start : found.marks[0].end] == "repeint" and found.seen == 1
        assert [one.who for one in found.decisions] == ["Ana"]
        with pytest.raises(DossierError):
            _piece(dossier, f"{told.article.id}:s9")


@pytest.mark.parametrize(
    "text", ["", "\n\n\n", "a" * 20_000, "\n".join("b" * 9_000 for _ in range(3)), "x\n\n\n\n y\n"]
)
def test_an_excerpt_is_within_the_text(text: str) -> None:
    for at in (0, len(text) // 2, len(text)):
        found = excerpt(text, [(at, min(len(text), at + 5))])
        assert found.text == text[found.start : found.end] and found.start <= at <= found.end + 1
        assert len(found.text) <= 2 * MOST_AROUND + 5
