"""The pages of positions, proposals and accusations, and their data."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import convert

from pourparlers import Dossier
from pourparlers.dossier.standing.stands.matrix import Matrix
from pourparlers.web.drawings.stances import HEIGHT, WIDTH, line
from pourparlers.web.pages.positions import COLUMNS
from rooms import client

PAGES = ["/positions", "/positions?view=evolution&at=2018", "/positions?view=counts", "/proposals", "/accusations"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_page_is_drawn_of_each_dossier(any_dossier: Dossier, path: str, language: str) -> None:
    answer = client(any_dossier).get(path, headers={"accept-language": language})
    assert answer.status_code == 200 and f'lang="{language}"' in answer.text
    assert "<script>alert" not in answer.text


def test_the_data_is_what_the_dossier_tells(room: Any, talks: Any) -> None:
    told = room.get("/positions.json?at=2018-05-20").json()
    with Dossier(talks) as dossier:
        known = {(one.party, one.issue): one.latest.statement for one in dossier.positions(until="2018-05-20")}
        proposals, accusations = dossier.proposals(), dossier.accusations()
    shown = {(one["party"], one["issue"]): one["latest"]["statement"] for one in told["cells"]}
    assert shown and shown.items() <= known.items()
    assert told["asked"]["at"] == "2018-05-20" and told["scale"]["first"] == "2018-05-17"
    assert [one["id"] for one in room.get("/proposals.json").json()["proposals"]] == [one.id for one in proposals]
    undenied = room.get("/accusations.json?denied=undenied").json()
    assert [one["id"] for one in undenied["accusations"]] == [one.id for one in accusations if not one.denials]
    assert undenied["pages"]["found"] == len(undenied["accusations"])


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("at=2018-05-20&was=2024-09-27&day=2325", "2018-05-20"),
        ("at=2024-09-27&was=2024-09-27&day=3", "2018-05-20"),
        ("at=2018-05-20&was=2018-05-20&day=99999", None),
        ("at=2018-05-20", "2018-05-20"),
        ("at=2018-05", "2018-05"),
        ("at=May 20, 2018", "2018-05-20"),
        ("at=2030-01-01", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_date_is_that_of_the_field_that_was_moved(room: Any, query: str, at: str | None) -> None:
    assert room.get(f"/positions.json?{query}").json()["asked"]["at"] == at


def test_what_is_no_date_no_party_and_no_issue_is_told(room: Any) -> None:
    assert room.get("/positions?at=yesterday").status_code == 400
    assert room.get("/positions?view=all").status_code == 400
    assert room.get("/positions?issue=saumon").status_code == 400
    assert room.get("/positions/cell").status_code == 404
    assert room.get("/positions/cell?party=BG&issue=nothing").status_code == 404
    assert room.get("/proposals?fate=lost").status_code == 400
    assert room.get("/positions?party=nobody").text.count('class="empty"') == 1


def test_pages_beyond_the_last_are_the_first(room: Any) -> None:
    first, beyond = (room.get(f"/positions.json?columns={n}").json() for n in (1, 999))
    assert first["issues"] == beyond["issues"] and len(first["issues"]["shown"]) == COLUMNS
    last = room.get("/proposals.json?page=999").json()
    assert last["pages"]["page"] == last["pages"]["pages"] and last["proposals"]


def test_what_is_chosen_stands_alone(room: Any) -> None:
    told = room.get("/positions.json?parties=BG&parties=GE&view=counts").json()
    assert {one["id"] for one in told["parties"]["shown"]} == {"BG", "GE"}
    page = room.get("/positions?parties=BG&parties=GE")
    assert page.text.count('<th scope="row">') == 2 and "parties=BG&amp;parties=GE" in page.text


def test_parties_and_issues_that_no_page_shows_are_chosen_by_name(room: Any) -> None:
    asked = {"parties": ["BG", "Géorgie", ""], "issues": ["port batoumi", ""]}
    told = room.get("/positions.json", params=asked).json()
    assert {one["id"] for one in told["parties"]["shown"]} <= {"BG", "GE"} == set(told["asked"]["parties"])
    assert [one["label"] for one in told["issues"]["shown"]] == ["droits de port de Batoumi"]
    again = room.get("/positions.json", params={"issues": told["asked"]["issues"]}).json()
    assert again["asked"]["issues"] == told["asked"]["issues"]
    page = room.get("/positions", params={"issues": "no such thing at all"})
    assert page.status_code == 200 and 'class="empty"' in page.text


def test_a_cell_tells_all_statements_the_latest_first(room: Any) -> None:
    table = room.get("/positions.json").json()
    one = max(table["cells"], key=lambda cell: cell["changes"])
    told = room.get("/positions/cell.json", params={"party": one["party"], "issue": one["issue"]}).json()["stands"]
    assert told["found"] == one["statements"] == len(told["steps"]) and told["changes"] == one["changes"] >= 1
    days = [step["said"]["day"] for step in told["steps"]]
    assert days == sorted(days, reverse=True)
    page = room.get("/positions/cell", params={"party": one["party"], "issue": one["issue"]}).text
    assert page.count("data-item tabindex") == len(told["steps"]) and 'role="img"' in page


def test_the_address_of_the_table_keeps_its_open_cell(room: Any) -> None:
    one = room.get("/positions.json").json()["cells"][0]
    asked = {"cell_party": one["party"], "cell_issue": one["issue"]}
    opened = room.get("/positions.json", params=asked).json()["opened"]
    alone = room.get("/positions/cell.json", params={"party": one["party"], "issue": one["issue"]}).json()
    assert opened["stands"] == alone["stands"]
    page = room.get("/positions", params=asked).text
    assert page.count('aria-current="true" hx-get') == 1 and 'class="opened"' in page
    gone = room.get("/positions", params={**asked, "cell_issue": "nothing"})
    assert gone.status_code == 200 and 'class="opened"' not in gone.text


def test_a_filter_is_taken_back_by_its_chip(room: Any) -> None:
    page = room.get("/proposals?party=BG&fate=accepted").text
    assert 'class="chip" href="/proposals?fate=accepted"' in page
    assert room.get("/positions?party=BG").text.count('<th scope="row">') == 1


def test_a_line_stays_in_its_picture(room: Any) -> None:
    table = room.get("/positions.json").json()
    told = convert({name: table[name] for name in Matrix.__struct_fields__}, Matrix)
    for one in told.cells:
        for scale in (told.scale, None):
            drawn = line(one.turns, scale, None)
            assert drawn.path.startswith("M") and drawn.points
            assert all(0 < point.x < WIDTH and 0 < point.y < HEIGHT for point in drawn.points)
