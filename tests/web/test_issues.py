"""Issues in the reading room: lists, profiles, merging, splitting, renaming, relating."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pourparlers import Dossier
from pourparlers.model import Actor, ActorKind
from rooms import client
from rounds import dossier_of, record

CHECKS, CALL = "en|night checks", "en|telephone call"


@pytest.fixture
def changed(own: Path) -> Any:
    with Dossier(own) as dossier:
        yield client(dossier), dossier


def test_every_dossier_has_a_list_of_issues_and_each_a_page(any_dossier: Dossier) -> None:
    asked = client(any_dossier)
    assert asked.get("/issues.json").json()["pages"]["found"] == len(any_dossier.issues())
    for one in any_dossier.issues():
        assert asked.get("/issue", params={"id": one.id}).status_code == 200
        assert asked.get("/issue/choose", params={"id": one.id, "what": "relate"}).status_code == 200


def test_an_issue_that_is_not_there_is_told(room: Any) -> None:
    assert room.get("/issue", params={"id": "nothing"}).status_code == 404
    assert room.get("/issue").status_code == 404


def test_issues_that_are_merged_are_one_and_are_two_again(changed: Any) -> None:
    asked, dossier = changed
    before = dossier.issues()
    made = asked.post("/issue/merge", json={"id": CHECKS, "other": [CALL], "why": "same thing"}).json()
    told = asked.get("/issue.json", params={"id": CALL}).json()
    assert {"night checks", "telephone call"} <= {one["label"] for one in told["labels"]}
    assert made["id"] in asked.get("/issue", params={"id": CALL, "done": made["id"]}).text
    asked.post("/issue/undo", data={"secret": "s", "id": CALL, "decision": made["id"]})
    assert dossier.issues() == before


def test_an_issue_is_renamed_and_is_still_found_under_its_old_address(changed: Any) -> None:
    asked, dossier = changed
    answer = asked.post("/issue/rename", data={"secret": "s", "id": CHECKS, "label": "Contrôles nocturnes"})
    assert answer.status_code == 200 and "Contrôles nocturnes" in answer.text
    told = asked.get("/issue.json", params={"id": CHECKS}).json()
    assert told["topic"]["label"] == "Contrôles nocturnes" and told["topic"]["code"]
    assert [one["decision"]["verb"] for one in told["history"]["made"]] == ["rename"]
    asked.post(
        "/issue/undo", data={"secret": "s", "id": told["topic"]["id"], "decision": dossier.decisions()[0].decision.id}
    )
    assert asked.get("/issue.json", params={"id": CHECKS}).json()["topic"]["label"] == "night checks"


@pytest.mark.parametrize("label", ["", "  ", "#x", "x" * 400])
def test_what_is_no_label_is_told(changed: Any, label: str) -> None:
    asked, dossier = changed
    answer = asked.post("/issue/rename", data={"secret": "s", "id": CHECKS, "label": label})
    assert answer.status_code == 400 and dossier.decisions() == []


def test_an_issue_is_made_part_of_another_and_of_none(changed: Any) -> None:
    asked, _ = changed
    asked.post("/issue/relate", data={"secret": "s", "id": CHECKS, "parent": CALL})
    told = asked.get("/issue.json", params={"id": CHECKS}).json()
    assert told["above"]["label"] == "telephone call"
    wide = asked.get("/issue.json", params={"id": CALL}).json()
    assert [one["label"] for one in wide["below"]] == ["night checks"]
    listed = asked.get("/issues.json", params={"words": "night"}).json()["issues"]
    assert [one["parent_label"] for one in listed] == ["telephone call"]
    asked.post("/issue/relate", data={"secret": "s", "id": CHECKS})
    assert asked.get("/issue.json", params={"id": CHECKS}).json()["above"] is None


def test_an_issue_is_no_part_of_itself(changed: Any) -> None:
    asked, dossier = changed
    answer = asked.post("/issue/relate", data={"secret": "s", "id": CHECKS, "parent": CHECKS})
    assert answer.status_code == 400 and dossier.decisions() == []


def test_labels_that_are_split_off_are_another_issue(changed: Any) -> None:
    asked, _ = changed
    labels = asked.get("/issue.json", params={"id": CHECKS}).json()["labels"]
    assert len(labels) > 1
    asked.post("/issue/split", data={"secret": "s", "id": CHECKS, "node": labels[-1]["node"]})
    left = asked.get("/issue.json", params={"id": labels[0]["node"]}).json()
    assert labels[-1]["node"] not in left["topic"]["nodes"]


def test_what_is_hostile_is_text(hostile: Path) -> None:
    with Dossier(hostile) as dossier:
        asked = client(dossier)
        for one in dossier.issues():
            for path in ("/issue", "/issue/choose"):
                assert "<script>alert" not in asked.get(path, params={"id": one.id, "words": "<script>alert(1)"}).text


def test_where_nothing_is_like_an_issue_the_commonest_are_offered(room: Any) -> None:
    told = room.get("/issue/choose.json", params={"id": "en|night checks"}).json()
    assert not told["maybe"] and len(told["candidates"]) > 5
    assert "en|night checks" not in {one["id"] for one in told["candidates"]}


def test_what_was_decided_is_told_in_the_words_of_readers(changed: Any) -> None:
    asked, _ = changed
    asked.post("/issue/merge", json={"id": CHECKS, "other": [CALL]})
    asked.post("/issue/rename", json={"id": CHECKS, "label": "all that is argued about"})
    made = asked.post("/issue/split", json={"id": CHECKS, "node": [CALL]}).json()
    note = asked.get("/issue", params={"id": CHECKS, "done": made["id"]}).text.partition('class="note done"')[2]
    told = re.sub(r"<[^>]+>", "", note.partition("</p>")[0].partition(">")[2])
    assert "telephone call ≠" in told and "night checks" in told
    assert not re.search(r"#|\ben\b|·|,\s*,", told), told
    assert told.count("night checks") == 1


def test_what_is_no_issue_is_taken_from_its_statements_in_one_decision_that_can_be_undone(changed: Any) -> None:
    asked, dossier = changed
    before, said = dossier.issues(), dossier.statements(issue=CHECKS)
    page = asked.get("/issue", params={"id": CHECKS}, headers={"accept-language": "fr"}).text
    assert "Ce n'est pas un enjeu" in unescape(page)
    answer = asked.post("/issue/dismiss", data={"secret": "s", "id": CHECKS, "why": "a time, no issue"})
    assert answer.url.path == "/decisions" and "a time, no issue" in answer.text
    assert CHECKS not in {one.id for one in dossier.issues()}
    now = {one.id: one for one in dossier.statements()}
    assert said and all(now[one.id].issue is None for one in said)
    made = dossier.decisions()[-1].decision
    assert made.id in {one.decision.id for one in dossier.why(said[0].report).decisions}
    dossier.undo(made.id)
    assert dossier.issues() == before


def test_what_has_no_statements_cannot_be_taken_from_any(changed: Any) -> None:
    asked, dossier = changed
    dossier.rename(CHECKS, "Contrôles nocturnes")
    dossier.dismiss(CHECKS)
    assert asked.post("/issue/dismiss", data={"secret": "s", "id": "|Contrôles nocturnes"}).status_code == 400


def test_two_of_one_name_that_are_merged_are_told_apart(tmp_path: Path) -> None:
    told = [
        msgspec.structs.replace(
            record(f"Ana Rey parle du bac, jour {n}."),
            actors=(Actor(id="person:Ana Rey", kind=ActorKind.PERSON, name="Ana Rey", party=party),),
        )
        for n, party in enumerate(("PE", "EC"))
    ]
    with dossier_of(tmp_path / "alike.dossier", told) as dossier:
        dossier.merge("person:Ana Rey|EC", "person:Ana Rey|PE")
        for path in ("/decisions", "/review"):
            page = client(dossier).get(path, headers={"accept-language": "fr"}).text
            words = " ".join(unescape(re.sub(r"<[^>]*>", "", page)).split())
            assert "Ana Rey (personne, Équateur, 1 mention + personne, Pérou, 1 mention)" in words, path
