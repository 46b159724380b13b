"""Actors in the reading room: lists, profiles, merging and splitting."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from badly_named import NAME, badly_named
from pourparlers import Dossier
from rooms import client
from rounds import dossier_of

RAIKOVA, RAYKOVA = "person:Tsvetelina Raikova|BG", "person:Cvetelina Raykova|BG"


@pytest.fixture
def changed(own: Path) -> Any:
    with Dossier(own) as dossier:
        yield client(dossier), dossier


def test_every_dossier_has_a_list_of_actors(any_dossier: Dossier) -> None:
    asked = client(any_dossier)
    assert asked.get("/actors").status_code == 200
    assert asked.get("/actors.json").json()["pages"]["found"] == len(any_dossier.actors())


def test_every_actor_has_a_page(any_dossier: Dossier) -> None:
    asked = client(any_dossier)
    for one in any_dossier.actors():
        assert asked.get("/actor", params={"id": one.id}).status_code == 200
        assert asked.get("/actor/merge", params={"id": one.id}).status_code == 200


@pytest.mark.parametrize("id_", ["", "nobody", "person:", "|", "\x00", "BG|", "%", "a" * 3000])
def test_an_actor_that_is_not_there_is_told(room: Any, id_: str) -> None:
    assert room.get("/actor", params={"id": id_}).status_code in {400, 404}
    assert room.get("/actor/merge", params={"id": id_}).status_code in {400, 404}


def test_a_page_behind_the_last_is_the_last(room: Any) -> None:
    found = room.get("/actors.json", params={"page": 999}).json()
    assert found["pages"]["page"] == found["pages"]["pages"] and found["actors"]
    found = room.get("/actor.json", params={"id": "BG|BG", "page": 999, "met": 999}).json()
    assert found["pages"]["page"] == found["pages"]["pages"] and found["statements"] and found["encounters"]


def test_an_actor_is_found_by_what_statements_call_it(room: Any) -> None:
    assert room.get("/actor.json", params={"id": "BG"}).json()["who"]["id"] == "BG|BG"
    assert room.get("/actor.json", params={"id": "person:Cvetelina Raykova"}).json()["who"]["id"] == RAYKOVA


def test_whoever_a_statement_names_has_a_page(any_dossier: Dossier) -> None:
    asked = client(any_dossier)
    named = {
        id_ for one in any_dossier.statements() for id_ in (*one.speakers, *one.parties, *filter(None, [one.target]))
    }
    named |= {id_ for one in any_dossier.encounters() for id_ in (*one.parties, *one.persons)}
    for id_ in sorted(named)[:40]:
        assert asked.get("/actor", params={"id": id_}).status_code == 200


def test_outlets_tell_how_often_they_quote(room: Any) -> None:
    found = room.get("/actor/outlets.json", params={"id": "BG"}).json()["outlets"]
    assert found[0]["statements"] >= found[-1]["statements"] > 0
    assert all(sum(one["forms"].values()) >= one["statements"] for one in found)
    page = room.get("/actor/outlets", params={"id": "BG"}).text
    assert all(one["outlet"].replace("'", "&#39;") in page for one in found)
    assert "/actor/outlets?id=BG%7CBG" in room.get("/actor", params={"id": "BG"}).text


def test_statements_are_narrowed_to_an_act(room: Any) -> None:
    whole = room.get("/actor.json", params={"id": "BG|BG"}).json()
    found = room.get("/actor.json", params={"id": "BG|BG", "act": "reject"}).json()
    assert found["pages"]["found"] == whole["acts"]["reject"] < whole["pages"]["found"]
    assert {one["act"] for one in found["statements"]} == {"reject"}


def test_the_other_is_sought_among_those_that_it_may_be_one_with(room: Any) -> None:
    found = room.get("/actor/merge.json", params={"id": RAIKOVA, "words": "a"}).json()
    assert {one["kind"] for one in found["candidates"]} == {"person"}
    assert RAIKOVA not in {one["id"] for one in found["candidates"]}


def test_both_are_seen_side_by_side(room: Any) -> None:
    page = room.get("/actor/merge", params={"id": RAIKOVA, "other": RAYKOVA}, headers={"Accept-Language": "fr"}).text
    assert "Cvetelina Raykova" in page and "Deputy Transport Minister" in page
    assert "vice-ministre bulgare des Transports" in page and "Réunir ces 2 acteurs" in page


def test_two_that_are_merged_are_one_and_are_two_again(changed: Any) -> None:
    asked, dossier = changed
    before = dossier.actors()
    sent = {"secret": "s", "id": RAYKOVA, "other": RAIKOVA, "why": "one ministry"}
    answer = asked.post("/actor/merge", data=sent, follow_redirects=False)
    assert answer.status_code == 303
    page = asked.get(answer.headers["location"]).text
    made = dossier.decisions()[0].decision
    assert "one ministry" in page and made.id in page
    told = asked.get("/actor.json", params={"id": RAIKOVA}).json()
    assert told["who"]["id"] == asked.get("/actor.json", params={"id": RAYKOVA}).json()["who"]["id"]
    assert {"Cvetelina Raykova", "Tsvetelina Raikova"} <= {one["name"] for one in told["called"]}
    assert any(one["by"] == "person" and "one ministry" in one["reason"] for one in told["judged"])
    assert any(one.by == "person" for one in dossier.why(RAYKOVA).links)
    undone = asked.post("/actor/undo", data={"secret": "s", "id": RAYKOVA, "decision": made.id})
    assert undone.status_code == 200 and dossier.actors() == before
    assert [
        one["decision"]["verb"] for one in asked.get("/actor.json", params={"id": RAYKOVA}).json()["history"]["made"]
    ] == [
        "undo",
        "merge",
    ]


def test_names_that_are_split_off_are_another_actor(changed: Any) -> None:
    asked, dossier = changed
    names = asked.get("/actor.json", params={"id": RAIKOVA}).json()["called"]
    gone = names[-1]
    asked.post("/actor/split", data={"secret": "s", "id": RAIKOVA, "node": gone["node"]})
    left = asked.get("/actor.json", params={"id": names[0]["node"]}).json()
    assert gone["name"] not in {one["name"] for one in left["called"]}
    assert asked.get("/actor.json", params={"id": gone["node"]}).json()["who"]["id"] != left["who"]["id"]
    dossier.undo()
    assert len(asked.get("/actor.json", params={"id": RAIKOVA}).json()["called"]) == len(names)


def test_all_names_or_none_are_not_split_off(changed: Any) -> None:
    asked, dossier = changed
    nodes = [one["node"] for one in asked.get("/actor.json", params={"id": RAIKOVA}).json()["called"]]
    for chosen in (nodes, []):
        answer = asked.post(
            "/actor/split", data={"secret": "s", "id": RAIKOVA, "node": chosen}, headers={"Accept-Language": "fr"}
        )
        assert answer.status_code == 400 and "Choisissez un nom ou plusieurs, mais pas tous." in answer.text
    assert dossier.decisions() == []


@pytest.mark.parametrize("other", [[], [RAIKOVA], ["BG|BG"], ["nobody"]])
def test_what_cannot_be_merged_is_told_on_the_page_itself(changed: Any, other: list[str]) -> None:
    asked, dossier = changed
    answer = asked.post("/actor/merge", data={"secret": "s", "id": RAIKOVA, "other": other})
    assert answer.status_code == 400 and 'role="alert"' in answer.text
    assert dossier.decisions() == []


def test_who_decided_in_between_is_told(changed: Any) -> None:
    asked, dossier = changed
    seen = asked.get("/actor/merge.json", params={"id": RAIKOVA, "other": RAYKOVA}).json()["history"]["seen"]
    dossier.merge(RAIKOVA, RAYKOVA, who="Béatrice")
    answer = asked.post("/actor/merge", data={"secret": "s", "id": RAIKOVA, "other": RAYKOVA, "seen": seen})
    assert answer.status_code == 409 and "Béatrice" in answer.text
    assert len(dossier.decisions()) == 1


def test_a_merge_is_sent_as_json(changed: Any) -> None:
    asked, dossier = changed
    made = asked.post("/actor/merge", json={"id": RAIKOVA, "other": [RAYKOVA]}).json()
    assert made["verb"] == "merge" and dossier.decisions()[0].decision.id == made["id"]


def test_names_that_are_scripts_are_text(tmp_path: Path) -> None:
    with dossier_of(tmp_path / "bad.dossier", badly_named()) as dossier:
        asked = client(dossier)
        for one in dossier.actors():
            for path in ("/actor", "/actor/merge"):
                assert "<script>alert" not in asked.get(path, params={"id": one.id, "words": "<script>alert(1)"}).text
        (bad,) = [one for one in dossier.actors() if one.name == NAME]
        made = asked.post("/actor/merge", json={"id": bad.id, "other": [dossier.actors()[-1].id], "why": NAME}).json()
        page = asked.get("/actor", params={"id": bad.id, "done": made["id"]}).text
        assert "&lt;script&gt;" in page and "<script>alert" not in page
        # What a form sends is the name as it is; what is seen has no character that turns the line round.
        assert "\u202e" not in re.sub(r'value="[^"]*"', "", page)
