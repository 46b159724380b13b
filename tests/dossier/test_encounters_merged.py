"""Which reports of encounters tell of one. All talks are invented."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any, NamedTuple

import msgspec
import pytest

from pourparlers.dossier.merging.encounters import groups, judge, keys_of
from pourparlers.dossier.merging.reports import Report, reports_of
from pourparlers.dossier.merging.reports import _days as days_of
from pourparlers.dossier.store.schema import Verdict
from pourparlers.lexicon.order import Order, is_moved, order_of
from pourparlers.lexicon.places import near, spot_of


class Row(NamedTuple):
    """A row of encounters with what is told of its article."""

    uid: str
    article: str
    published: str
    date: str | None
    evidence: str = ""
    kind: str = "talks"
    parties: str = "PE · EC"
    persons: str = ""
    place: str | None = None
    duration: str | None = None
    status: str = "held"
    language: str = "fr"


def row(article: str, number: int, published: str, date: str | None, evidence: str = "", **told: Any) -> Row:
    return Row(f"{article}:e{number}", article, published, date, evidence, **told)


def merged(*rows: Row, times: dict[str, str] | None = None) -> list[list[str]]:
    """The groups of the reports in some rows; `times`: words of every article, with the days that they tell."""
    told = [{"type": "DATE", "text": words, "value": value} for words, value in (times or {}).items()]
    days = days_of(msgspec.json.encode({"times": told}).decode())
    reports = reports_of(rows, {one.article: days for one in rows})
    links = [link for a, b in combinations(reports, 2) if _found(a, b) and (link := judge(a, b)) is not None]
    return sorted(sorted(group) for group in groups(sorted(one.uid for one in rows), links))


def _found(a: Report, b: Report) -> bool:
    return bool(keys_of(a) & keys_of(b))


def test_a_plan_and_the_session_that_was_held_are_one() -> None:
    plan = row("a", 1, "2021-03-02", "2021-03-09", status="planned", place="Loja")
    held = row("b", 1, "2021-03-10", "2021-03-09", place="Loja", kind="meeting")
    assert merged(plan, held) == [["a:e1", "b:e1"]]


def test_a_session_moved_to_another_day_is_one_with_its_plan_and_with_what_was_held() -> None:
    plan = row("a", 1, "2021-03-02", "2021-03-09", status="planned", place="Loja")
    moved = row(
        "b", 1, "2021-03-08", "2021-03-16", "La réunion, attendue mardi, a été repoussée au 16 mars", status="planned"
    )
    held = row("c", 1, "2021-03-17", "2021-03-16", place="Loja")
    times = {"mardi": "2021-03-09", "au 16 mars": "2021-03-16"}
    assert merged(plan, moved, held, times=times) == [["a:e1", "b:e1", "c:e1"]]


def test_the_day_of_another_session_is_none_from_which_one_was_moved() -> None:
    words = "The third session, due on Wednesday, has been moved to March 16"
    moved = row("b", 1, "2021-03-08", "2021-03-16", words, status="planned", language="en")
    third = row("b", 2, "2021-03-08", "2021-03-03"), row("c", 1, "2021-03-04", "2021-03-03")
    times = {"Wednesday": "2021-03-03", "March 16": "2021-03-16"}
    assert merged(moved, *third, times=times) == [["b:e1"], ["b:e2", "c:e1"]]


def test_another_session_a_week_later_is_another() -> None:
    plan = row("a", 1, "2021-03-02", "2021-03-09", "se retrouveront le 9 mars", status="planned")
    held = row("b", 1, "2021-03-17", "2021-03-16", "se sont retrouvées mardi 16")
    assert merged(plan, held) == [["a:e1"], ["b:e1"]]


@pytest.mark.parametrize(
    ("later", "one"),
    [("a third round of talks", True), ("a fourth round of talks", False), ("another round of talks", False)],
)
def test_a_round_that_was_put_off_is_known_by_its_number(later: str, one: bool) -> None:
    plan = row("a", 1, "2021-03-02", "2021-03-09", "Le troisième cycle de pourparlers", status="planned")
    held = row("b", 1, "2021-03-21", "2021-03-20", later, language="en")
    assert (len(merged(plan, held)) == 1) is one


def test_rounds_of_other_numbers_a_day_apart_are_two() -> None:
    first = row("a", 1, "2021-03-05", "2021-03-03", "la première séance", place="Loja")
    second = row("b", 1, "2021-03-05", "2021-03-04", "the second session", place="Loja", language="en")
    assert len(merged(first, second)) == 2
    assert len(merged(first, second._replace(evidence="the first session"))) == 1


def test_two_days_of_sessions_told_a_day_late_are_the_same_two() -> None:
    early = [row("a", n, "2021-03-09", f"2021-03-0{n + 2}") for n in (1, 2)]
    late = [row("b", n, "2021-03-10", f"2021-03-0{n + 3}") for n in (1, 2)]
    assert merged(*early, *late) == [["a:e1", "b:e1"], ["a:e2", "b:e2"]]


def test_a_paper_of_the_day_between_knows_only_what_has_been() -> None:
    early = [row("a", n, "2021-03-04", f"2021-03-0{n + 2}") for n in (1, 2)]
    late = [row("b", n, "2021-03-10", f"2021-03-0{n + 3}") for n in (1, 2)]
    assert ["a:e2", "b:e1"] in merged(*early, *late)


def test_sessions_of_one_article_are_never_one() -> None:
    two = [row("a", n, "2021-03-09", "2021-03-03") for n in (1, 2)]
    assert merged(*two, row("b", 1, "2021-03-09", "2021-03-03")) != [["a:e1", "a:e2", "b:e1"]]


def test_a_cancelled_press_conference_without_a_day_is_that_of_a_fortnight_before() -> None:
    told = {"kind": "press_conference", "status": "cancelled"}
    assert len(merged(row("a", 1, "2021-03-04", "2021-03-03TEV", **told), row("b", 1, "2021-03-17", None, **told))) == 1
    held = row("b", 1, "2021-03-17", None, kind="press_conference")
    assert len(merged(row("a", 1, "2021-03-04", "2021-03-03", kind="press_conference"), held)) == 2


def test_two_who_speak_to_the_press_on_one_day_are_two_press_conferences() -> None:
    told = {"kind": "press_conference", "parties": "PE", "place": "Lima"}
    minister = row("a", 1, "2021-03-04", "2021-03-03", persons="person:Rosa Quispe Lazo", **told)
    assert (
        len(merged(minister, row("b", 1, "2021-03-04", "2021-03-03", persons="person:Quispe Lazo Rosa", **told))) == 1
    )
    assert len(merged(minister, row("b", 1, "2021-03-04", "2021-03-03", persons="person:Ana Torres", **told))) == 2


def test_who_speaks_alone_does_not_give_the_common_press_conference_that_was_called_off() -> None:
    told = {"kind": "press_conference", "place": "Lima"}
    common = row("a", 1, "2021-03-04", "2021-03-03", status="cancelled", **told)
    assert len(merged(common, row("b", 1, "2021-03-04", "2021-03-03", parties="PE", **told))) == 2
    assert len(merged(common, row("b", 1, "2021-03-02", "2021-03-03", parties="PE", status="planned", **told))) == 1


def test_a_call_is_no_meeting() -> None:
    assert (
        len(merged(row("a", 1, "2021-03-04", "2021-03-03", kind="call"), row("b", 1, "2021-03-04", "2021-03-03"))) == 2
    )


def test_a_host_whom_one_outlet_leaves_out_parts_nothing() -> None:
    hosted = row("a", 1, "2021-03-04", "2021-03-03", parties="PE · EC · CO", place="Bogota")
    assert len(merged(hosted, row("b", 1, "2021-03-04", "2021-03-03", place="la capitale colombienne"))) == 1


def test_the_order_of_arrival_is_all_one() -> None:
    rows = [
        row("a", 1, "2021-03-02", "2021-03-09", status="planned"),
        row("b", 1, "2021-03-10", "2021-03-09", parties="PE · EC · CO"),
        row("c", 1, "2021-03-11", "2021-03-10"),
        row("c", 2, "2021-03-11", "2021-03-09"),
    ]
    assert len({str(merged(*order)) for order in permutations(rows)}) == 1


ORDERS = [
    ("fr", "La troisième et dernière séance", Order(3, "session")),
    ("fr", "le 2e cycle de pourparlers", Order(2, "round")),
    ("fr", "À la seconde, jeudi 17", Order(2, None)),
    ("fr", "jour de l'ouverture", Order(1, None)),
    ("fr", "le premier ministre a reçu son homologue", None),
    ("fr", "la première séance et la seconde séance", None),
    ("en", "At the opening round on March 14", Order(1, "round")),
    ("en", "met for the second time", Order(2, None)),
    ("en", "the third negotiating session", Order(3, "session")),
    ("en", "the second minister met her colleague", None),
]


@pytest.mark.parametrize(("language", "text", "order"), ORDERS)
def test_the_number_of_a_round(language: str, text: str, order: Order | None) -> None:
    assert order_of(text, language) == order


MOVED = [
    ("fr", "la réunion, attendue le 18, a dû être repoussée au 23", True),
    ("fr", "la réunion initialement prévue lundi", True),
    ("fr", "la réunion prévue lundi s'est tenue", False),
    ("fr", "a remis à Quito une note", False),
    ("en", "the session has been moved to September 23", True),
    ("en", "they moved on to permits", False),
]


@pytest.mark.parametrize(("language", "text", "moved"), MOVED)
def test_words_of_another_day(language: str, text: str, moved: bool) -> None:
    assert is_moved(text, language) is moved


def test_a_capital_by_its_state() -> None:
    assert spot_of("la capitale cap-verdienne") == spot_of("Praia")
    assert spot_of("the Laotian capital") == spot_of("Vientiane")
    assert spot_of("la capitale congolaise").state is None
    assert near(spot_of("chenal de Cheuteal"), spot_of("Cheuteal channel"))
    assert not near(spot_of("Genève"), spot_of("Vienne"))


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "PAST_REF", "0000", "2021-02-30"])
def test_no_date_is_too_strange(date: str) -> None:
    assert len(merged(row("a", 1, "2021-03-04", date), row("b", 1, "2021-03-04", date))) in {1, 2}


def test_sessions_in_a_row_of_which_no_parties_are_told() -> None:
    days = [row("a", n, "2021-03-10", f"2021-03-0{n}", kind="meeting", parties="") for n in (1, 2)]
    assert merged(*days) == [["a:e1"], ["a:e2"]]


def test_links_tell_why() -> None:
    one, other = reports_of([row("a", 1, "2021-03-04", "2021-03-03"), row("b", 1, "2021-03-04", "2021-03-03")], {})
    link = judge(one, other)
    assert link is not None and link.verdict is Verdict.SAME and link.reason == "day: +3.0; parties: +2.0"
