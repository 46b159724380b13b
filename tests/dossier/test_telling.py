"""The reports of a thing side by side: the words of each, and what it tells otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers import Dossier, Record
from pourparlers.dossier.standing.across.joined import joins, others
from pourparlers.dossier.standing.across.one_thing import OneThing, one_thing
from pourparlers.dossier.standing.across.telling import AROUND
from pourparlers.dossier.standing.across.wordings import differing
from pourparlers.dossier.store.schema import Kind
from rounds import dossier_of, record

SAID = {"act": "say", "form": "direct", "speaker": ["person:Rosa Quispe"], "party": ["PE"], "target": "EC"}
QUOTES = (
    "Le pont de Macará n'est pas une frontière de plus, c'est une rue",
    "Le pont de Macará n'est pas une frontière de plus, c'est une grande route",
)


def told(*articles: tuple[str, str, str], **fields: Any) -> list[Record]:
    """Articles that quote the minister: text, outlet, day."""
    out = []
    for text, outlet, day in articles:
        words = next(one for one in QUOTES if f"{one}»" in text)
        out.append(record(text, {**SAID, **fields, "words": words}, outlet=outlet, published=day))
    return out


TWO = (
    (f"🌉 «{QUOTES[0]}», a déclaré la ministre Rosa Quispe.", "Agence du Sud", "2021-03-03"),
    (f"Mercredi, Rosa Quispe l'a redit : «{QUOTES[1]}».", "La Gazette", "2021-03-04"),
)


def the_thing(dossier: Dossier, id_: str, kind: Kind = Kind.STATEMENT, page: int = 1) -> OneThing:
    """A statement of a dossier."""
    with dossier.engine.connect() as connection:
        found = one_thing(connection, kind, id_, page)
        assert found is not None
        return found


@pytest.fixture
def two(tmp_path: Path) -> Dossier:
    """A dossier with one quotation in two articles."""
    return dossier_of(tmp_path / "two.dossier", told(*TWO))


def test_a_thing_is_found_by_each_of_its_reports(two: Dossier) -> None:
    (whole,) = two.statements()
    assert len(whole.reports) == 2
    assert {the_thing(two, one.report).id for one in whole.reports} == {whole.id}


def test_words_that_differ_are_told_in_the_characters_of_the_article(two: Dossier) -> None:
    (whole,) = two.statements()
    (other,) = [one for one in the_thing(two, whole.id).reports if one.report != whole.report]
    marked = [
        other.context[part.start - other.start : part.end - other.start]
        for part in other.parts
        if part.role == "differs"
    ]
    assert marked in (["rue"], ["grande route"])


def test_a_report_stands_in_its_paragraph(two: Dossier) -> None:
    for one in the_thing(two, two.statements()[0].id).reports:
        (content,) = [part for part in one.parts if part.role == "content"]
        assert one.context[content.start - one.start : content.end - one.start] in QUOTES
        assert one.cut == (False, False)


def test_a_long_paragraph_is_cut_at_words(tmp_path: Path) -> None:
    before = "La passerelle est longue. " * 60
    (made,) = told((f"{before}«{QUOTES[0]}», a dit Rosa Quispe. {before}", "Agence du Sud", "2021-03-03"))
    with dossier_of(tmp_path / "long.dossier", [made]) as dossier:
        (one,) = the_thing(dossier, dossier.statements()[0].id).reports
        assert one.cut == (True, True)
        assert len(one.context) <= 2 * AROUND + len(QUOTES[0])
        assert one.context.split()[0] in before.split()
        assert one.context.split()[-1] in before.split()


def test_a_field_that_is_told_otherwise_is_named(tmp_path: Path) -> None:
    made = [*told(TWO[0]), *told(TWO[1], target="BR")]
    with dossier_of(tmp_path / "fields.dossier", made) as dossier:
        (whole,) = dossier.statements()
        gaps = {
            one.outlet: [(gap.field, gap.told, gap.whole) for gap in one.differs]
            for one in the_thing(dossier, whole.id).reports
        }
        assert sorted(gaps.values()) in ([[], [("target", "BR", "EC")]], [[], [("target", "EC", "BR")]])


def test_who_speaks_in_the_name_of_a_state_does_not_contradict_it(tmp_path: Path) -> None:
    made = [*told(TWO[0]), *told(TWO[1], speaker=["PE"])]
    with dossier_of(tmp_path / "speakers.dossier", made) as dossier:
        for whole in dossier.statements():
            assert not [gap for one in the_thing(dossier, whole.id).reports for gap in one.differs]


def test_relays_are_told_from_independent_voices(tmp_path: Path) -> None:
    body = "\n\n".join(
        f"La ministre a visité le quai {n}, où {n * 7} caisses de bananes attendaient." for n in range(20)
    )
    made = told(
        (f"{TWO[0][0]}\n\n{body}", "Agence du Sud", "2021-03-03"),
        (f"{TWO[0][0]}\n\n{body}\n\n(Agence du Sud)", "La Gazette", "2021-03-04"),
        (TWO[1][0], "Loja Courier", "2021-03-05"),
    )
    with dossier_of(tmp_path / "relays.dossier", made) as dossier:
        found = the_thing(dossier, dossier.statements()[0].id)
        assert [(one.outlet, one.relay) for one in found.reports] == [
            ("Agence du Sud", False), ("La Gazette", True), ("Loja Courier", False),
        ]  # fmt: skip
        assert (found.count, found.voices, found.relays) == (3, 2, 1)


def test_what_joined_reports_is_told_and_what_a_person_parted(two: Dossier) -> None:
    (whole,) = two.statements()
    group = the_thing(two, whole.id).group
    with two.engine.connect() as connection:
        (why,) = joins(connection, Kind.STATEMENT, group)
    assert {why.a, why.b} == set(group)
    assert 0 < why.score <= 1
    two.split(group[1], why="deux discours")
    with two.engine.connect() as connection:
        assert joins(connection, Kind.STATEMENT, the_thing(two, group[0]).group) == ()
        (apart,) = others(connection, Kind.STATEMENT, [group[0]])
    assert (apart.verdict, apart.by, apart.thing) == ("different", "person", group[1])
    assert "deux discours" in apart.reason


def test_what_was_rejected_is_still_shown_by_its_report(two: Dossier) -> None:
    (whole,) = two.statements()
    two.reject(whole.id)
    found = the_thing(two, whole.id)
    assert found.statement is None
    assert found.reports[0].review == "rejected"


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_differs_lies_within_the_text(one: str, other: str) -> None:
    at = 0
    for start, end in differing(one, other):
        assert at <= start < end <= len(one)
        at = end
    assert differing(one, one) == []


def test_words_of_their_own_differ_in_no_single_word() -> None:
    assert differing("le pont est une rue", "the bananas rot on the quay") == []
    assert differing("Le pont est une RUE.", "le pont est une rue") == []
