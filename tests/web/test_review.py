"""The queue of what is doubtful, the form that corrects a fact, the history of decisions and the keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from pourparlers import Dossier
from pourparlers.web.addresses import address
from pourparlers.web.pages.keys import keys
from pourparlers.web.pages.review import marked
from pourparlers.web.static_files import FOLDER
from pourparlers.web.wording import words
from rooms import client


@pytest.fixture
def dossier(own: Path) -> Iterator[Dossier]:
    with Dossier(own) as one:
        yield one


def sent(asked: Any, address: str, told: dict[str, Any]) -> Any:
    return asked.post(address, data={"secret": "s", **told}, follow_redirects=False)


def fields(page: str, form: str) -> dict[str, Any]:
    """What a browser without scripts sends of a form that nobody touched."""
    own = page[page.index(f'action="{form}"') :]
    own = own[: own.index("</form>")]
    out: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", own):
        told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if told.get("type") in {"checkbox", "radio"} and " checked" not in tag:
            continue
        if "name" in told:
            out.setdefault(told["name"], []).append(unescape(told.get("value", "")))
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', own, re.DOTALL):
        out[name] = [*re.findall(r'<option value="([^"]*)" selected>', options), ""][:1]
    return out


def test_every_dossier_has_a_queue_and_a_history(any_dossier: Dossier) -> None:
    asked = client(any_dossier)
    for path in ("/review", "/decisions", "/keys"):
        assert asked.get(path).status_code == 200
        assert asked.get(f"{path}.json").status_code == 200
    for doubt in any_dossier.doubts():
        told = dict(zip(("reason", "one", "other"), doubt.name, strict=True))
        assert asked.get("/review", params=told).status_code == 200
        assert asked.get("/review.json", params=told).json()["doubt"]["one"]["node"] == doubt.one.node
    for fact in (*any_dossier.statements(), *any_dossier.encounters()):
        assert asked.get("/review/correct", params={"id": fact.reports[0].report}).status_code == 200


def test_the_whole_queue_is_decided_by_forms(dossier: Dossier) -> None:
    asked = client(dossier)
    left = len(dossier.doubts())
    for n in range(3 * left):
        page = asked.get("/review").text
        if 'name="do"' not in page or not dossier.doubts():
            break
        do = ("same", "different", "accept", "reject")[n % 2 + 2 * ('value="accept"' in page)]
        answer = sent(asked, "/review", fields(page, "/review") | {"do": do})
        assert answer.status_code == 303 and answer.headers["location"].startswith("/review?reason=")
    assert dossier.doubts() == []
    assert "left to review in this dossier" in asked.get("/review", headers={"accept-language": "en"}).text


def test_the_queue_is_narrowed_and_kept_narrow(dossier: Dossier) -> None:
    asked = client(dossier)
    shown = asked.get("/review.json", params={"kind": "issue", "about": "unsure"}).json()
    assert shown["doubt"]["kind"] == "issue" and shown["left"] == sum(
        one["doubts"] for one in shown["counts"] if one["kind"] == "issue" and one["about"] == "unsure"
    )
    page = asked.get("/review", params={"kind": "issue"}).text
    answer = sent(asked, "/review", fields(page, "/review") | {"do": "same"})
    assert "kind=issue" in answer.headers["location"]
    assert asked.get("/review", params={"kind": "nothing"}).status_code == 400
    assert asked.get("/review", params={"reason": "no", "one": "such", "other": "doubt"}).status_code == 200


def test_what_is_undone_is_asked_again(dossier: Dossier) -> None:
    asked = client(dossier)
    first = dossier.doubts()[0]
    sent(asked, "/review", {"do": "different", "reason": first.name[0], "one": first.name[1], "other": first.name[2]})
    assert first.name not in {one.name for one in dossier.doubts()}
    answer = sent(asked, "/review", {"do": "undo"})
    shown = asked.get(answer.headers["location"].replace("/review", "/review.json")).json()["doubt"]
    assert (shown["one"]["node"], shown["other"]["node"]) == first.name[1:]


@pytest.mark.parametrize("kind", ["actor", "issue"])
def test_names_are_judged_by_where_they_stand(dossier: Dossier, kind: str) -> None:
    asked = client(dossier)
    doubts = [one for one in dossier.doubts() if one.kind.value == kind and one.other]
    assert doubts
    for one in doubts[:5]:
        told = dict(zip(("reason", "one", "other"), one.name, strict=True))
        page, shown = asked.get("/review", params=told), asked.get("/review.json", params=told).json()
        assert page.status_code == 200 and len(shown["samples"]) == 2
        for side, samples in zip((one.one, one.other), shown["samples"], strict=True):
            assert samples["found"] >= 1 and 1 <= len(samples["shown"]) <= 2
            place = address(f"/{kind}", id=side.node)
            assert place in unescape(page.text) and asked.get(place).status_code == 200
            assert all(f'href="/article/{sample["article"]}' in page.text for sample in samples["shown"])
            assert kind == "actor" or all(sample["text"] in unescape(page.text) for sample in samples["shown"])


def test_names_in_the_queue_lead_to_their_pages(dossier: Dossier) -> None:
    asked = client(dossier)
    for one in [doubt for doubt in dossier.doubts() if doubt.kind.value in {"statement", "encounter"}][:8]:
        page = asked.get("/review", params=dict(zip(("reason", "one", "other"), one.name, strict=True))).text
        links = [unescape(link) for link in re.findall(r'class="actor-link" href="([^"]+)"', page)]
        assert links and all(asked.get(link).status_code == 200 for link in links)


def test_undoing_takes_ones_own_last_decision_and_no_others(dossier: Dossier) -> None:
    asked = client(dossier)
    ids = [one.id for one in dossier.statements(limit=14)]
    dossier.accept(ids[0], who="Zoé Tan")
    assert sent(asked, "/review", {"do": "undo"}).status_code == 400
    assert 'data-key="u"' not in asked.get("/review").text
    own = dossier.accept(ids[1])
    for id_ in ids[2:]:
        dossier.accept(id_, who="Zoé Tan")
    page = asked.get("/review").text
    assert re.search(rf'value="{own.id}"[^>]*data-key="u"', page), "however many others decided since"
    sent(asked, "/review", {"do": "undo"})
    assert [made.decision.id for made in dossier.decisions() if made.undone] == [own.id]
    assert sent(asked, "/review", {"do": "undo"}).status_code == 400


def test_a_decision_on_two_tells_both(dossier: Dossier) -> None:
    asked = client(dossier)
    issues = [one for one in dossier.doubts() if one.kind.value == "issue" and one.other]
    one, other = issues[0].one, issues[0].other
    assert other is not None
    for do, sign in (("same", "+"), ("different", "≠")):
        sent(asked, "/review", {"do": do, "reason": issues[0].about, "one": one.node, "other": other.node})
        kept = asked.get("/decisions.json").json()["decisions"][0]
        assert kept["text"] and kept["other"] and kept["text"] != kept["other"]
        row = re.sub(r"<[^>]+>", "", asked.get("/decisions").text.partition("<tr data-item>")[2].partition("</tr>")[0])
        assert re.search(
            rf"{re.escape(kept['text'])}.*{re.escape(sign)}.*{re.escape(kept['other'])}", unescape(row), re.S
        )
        sent(asked, "/review", {"do": "undo"})


def test_words_are_told_apart_only_where_most_are_common() -> None:
    one, other = "le quai sera rouvert lundi", "le quai sera rouvert mardi"
    assert marked(one, other)[0] == [("le quai sera rouvert ", False), ("lundi", True)]
    assert marked(one, "Zagreb refuse") == ([(one, False)], [("Zagreb refuse", False)])


def test_another_s_decision_is_shown_and_can_be_decided_against(dossier: Dossier) -> None:
    asked = client(dossier)
    one = next(doubt for doubt in dossier.doubts() if doubt.other is None)
    page = asked.get("/review", params={"reason": one.about, "one": one.one.node}).text
    dossier.reject(one.one.node, who="Zoé Tan", why="mal lu")
    told = fields(page, "/review") | {"do": "accept"}
    answer = sent(asked, "/review", told)
    assert answer.status_code == 409 and "Zoé Tan" in answer.text and "mal lu" in answer.text
    assert len(dossier.decisions()) == 1
    json_ = asked.post(
        "/review", json={name: value[0] for name, value in told.items() if name != "do"} | {"do": "accept"}
    )
    assert json_.status_code == 409 and json_.json()["made"][0]["who"] == "Zoé Tan"
    again = sent(asked, "/review", fields(answer.text, "/review") | {"do": "accept"})
    assert again.status_code == 303
    assert [made.decision.verb for made in dossier.decisions()] == ["reject", "accept"]


def test_a_form_that_nobody_touched_changes_nothing(dossier: Dossier) -> None:
    asked = client(dossier)
    for fact in (*dossier.statements(), *dossier.encounters()):
        page = asked.get("/review/correct", params={"id": fact.reports[0].report}).text
        answer = sent(asked, "/review/correct", fields(page, "/review/correct"))
        assert answer.status_code == 400 and not dossier.decisions()


def test_a_statement_is_corrected_by_the_form(dossier: Dossier) -> None:
    asked = client(dossier)
    one = next(fact for fact in dossier.statements() if fact.act != "deny")
    uid = one.reports[0].report
    told = fields(asked.get("/review/correct", params={"id": uid}).text, "/review/correct")
    start = int(told["content_start"][0])
    told |= {"act": "deny", "by_party": ["SN"], "speaker": [], "more_speaker": ["Aminata Sow"], "on_issue": "les quais"}
    told |= {"content_start": [str(start), ""], "content_end": [str(start + 4), ""], "negated": "true", "target": "GE"}
    answer = sent(asked, "/review/correct", told)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith(f"/article/{uid.partition(':')[0]}")
    (made,) = dossier.decisions()
    text = next(record.article.text for record in dossier.records() if record.article.id == uid.partition(":")[0])
    found = asked.get("/review/correct.json", params={"id": uid}).json()["piece"]
    assert found["fact"]["act"] == "deny" and found["fact"]["party"] == ["SN"] and found["fact"]["negated"]
    assert found["fact"]["content"] == [{"start": start, "end": start + 4, "text": text[start : start + 4]}]
    assert found["fact"]["issue"] == "les quais" and found["fact"]["target"] == "GE" and found["review"] == "corrected"
    assert made.decision.fields["speaker"] == ["Aminata Sow"] or "Sow" in str(made.decision.fields["speaker"])
    assert "form" not in made.decision.fields and "stance" not in made.decision.fields


def test_an_encounter_is_corrected_by_the_form(dossier: Dossier) -> None:
    asked = client(dossier)
    uid = dossier.encounters()[0].reports[0].report
    told = fields(asked.get("/review/correct", params={"id": uid}).text, "/review/correct")
    answer = sent(
        asked, "/review/correct", told | {"what": "call", "place": "Loja", "date": "2021-03-20", "duration": ""}
    )
    assert answer.status_code == 303
    fact = asked.get("/review/correct.json", params={"id": uid}).json()["piece"]["fact"]
    assert (fact["kind"], fact["place"], fact["date"], fact.get("duration")) == ("call", "Loja", "2021-03-20", None)


def test_errors_stand_at_their_fields_and_nothing_that_was_typed_is_lost(dossier: Dossier) -> None:
    asked = client(dossier)
    uid = dossier.encounters()[0].reports[0].report
    told = fields(asked.get("/review/correct", params={"id": uid}).text, "/review/correct")
    bad = told | {"date": "tomorrow", "evidence_start": ["9999999"], "evidence_end": ["x"], "place": "Loja <b>"}
    answer = sent(asked, "/review/correct", bad)
    assert answer.status_code == 400 and not dossier.decisions()
    assert 'id="fault-date"' in answer.text and 'id="fault-evidence"' in answer.text
    assert 'id="fault-place"' not in answer.text
    for value in ("tomorrow", "9999999", "Loja &lt;b&gt;"):
        assert f'value="{value}"' in answer.text
    shown = asked.post("/review/correct", json={"id": uid, "date": "tomorrow"}).json()
    assert "date" in shown["faults"]


def test_a_correction_that_crosses_another_s_keeps_both(dossier: Dossier) -> None:
    asked = client(dossier)
    uid = dossier.statements()[0].reports[0].report
    told = fields(asked.get("/review/correct", params={"id": uid}).text, "/review/correct")
    dossier.correct(uid, target="SN", who="Zoé Tan")
    answer = sent(asked, "/review/correct", told | {"act": "warn"})
    assert answer.status_code == 409 and "Zoé Tan" in answer.text and 'value="warn" checked' in answer.text
    assert len(dossier.decisions()) == 1
    again = sent(asked, "/review/correct", fields(answer.text, "/review/correct") | {"act": "warn", "anyhow": "true"})
    assert again.status_code == 303 and len(dossier.decisions()) == 2


def test_decisions_are_made_by_json(dossier: Dossier) -> None:
    asked = client(dossier)
    shown = asked.get("/review.json").json()
    doubt = shown["doubt"]
    told = {"do": "different", "one": doubt["one"]["node"], "other": doubt["other"]["node"], "reason": doubt["about"]}
    answer = asked.post("/review", json=told | {"seen": shown["seen"], "why": "two things"})
    assert answer.status_code == 200 and answer.json()["verb"] == "split" and answer.json()["why"] == "two things"
    assert asked.post("/review", json={"do": "accept"}).status_code == 400
    assert asked.post("/review", json={"do": "same", "one": told["one"]}).status_code == 400
    uid = dossier.statements()[0].reports[0].report
    answer = asked.post("/review/correct", json={"id": uid, "act": "ask", "hedged": True, "target": ""})
    assert answer.status_code == 200 and answer.json()["fields"]["act"] == "ask"
    assert asked.post("/review/correct", json={"id": "a-nothing:s1", "act": "ask"}).status_code == 404


def test_the_history_tells_and_undoes(dossier: Dossier) -> None:
    asked = client(dossier)
    ids = [one.id for one in dossier.statements()]
    made = [dossier.accept(id_, who="Ana & <Co>", why="sûr") for id_ in ids[:3]]
    for n in range(60):
        dossier.correct(ids[4], act=("deny", "say")[n % 2])
    page = asked.get("/decisions").text
    assert page.count("<tr data-item") == 50 and "page=2" in page
    second = asked.get("/decisions", params={"page": 2}).text
    assert "Ana &amp; &lt;Co&gt;" in second and "<Co>" not in second
    answer = sent(asked, "/decisions/undo", {"decision": made[1].id, "page": "2"})
    assert answer.headers["location"] == "/decisions?page=2"
    told = asked.get("/decisions.json").json()["decisions"]
    assert told[0]["undoes"]["id"] == made[1].id and told[0]["text"]
    assert told[0]["text"] in {report.text for report in dossier.statements()[1].reports}
    sent(asked, "/decisions/undo", {"decision": told[0]["decision"]["id"]})
    assert not {one.decision.id: one.undone for one in dossier.decisions()}[made[1].id]


def test_the_reviewer_has_a_name(dossier: Dossier) -> None:
    asked = client(dossier)
    answer = sent(asked, "/who", {"who": " Zoé\u202e Tan; ok ", "back": "/review?kind=issue"})
    assert answer.status_code == 303 and answer.headers["location"] == "/review?kind=issue"
    sent(asked, "/review", fields(asked.get("/review").text, "/review") | {"do": "different"})
    assert dossier.decisions()[-1].decision.who == "Zoé\ufffd Tan; ok"
    for elsewhere in ("https://example.org/", "//example.org", "/\\example.org", "review"):
        assert sent(asked, "/who", {"who": "x", "back": elsewhere}).headers["location"] == "/review"


def test_forms_of_other_sites_decide_nothing(dossier: Dossier) -> None:
    asked = client(dossier)
    first = dossier.doubts()[0]
    told = {"do": "different", "reason": first.name[0], "one": first.name[1], "other": first.name[2]}
    assert asked.post("/review", data=told).status_code == 403
    assert asked.post("/review", json=told, headers={"origin": "https://example.org"}).status_code == 403
    assert not dossier.decisions()


def test_every_key_has_its_words_and_a_button() -> None:
    told = json.loads((FOLDER / "keys.json").read_text(encoding="utf-8"))
    assert len(told) == len(keys())
    for language in ("fr", "en"):
        for one in keys():
            assert words(language)(f"keys.actions.{one.action}")
    templates = Path(FOLDER).parent / "templates"
    for page in ("review", "correct"):
        text = (templates / f"{page}.html").read_text(encoding="utf-8")
        for one in keys():
            if page in one.pages and len(one.keys[0]) == 1 and one.keys[0].isalpha():
                assert re.search(
                    rf"""data-(key|jump)="{one.keys[0]}"|key\('{one.keys[0]}'\)|act_button\('\w+', '{one.keys[0]}'"""
                    rf"""|'\w+': '{one.keys[0]}'""",
                    text,
                ), (page, one)
    # No key of a page does two things, and none needs AltGr on a French keyboard.
    for page in ("review", "correct", "article"):
        own = [key for one in keys() if page in one.pages for key in one.keys]
        assert len(own) == len(set(own))
        assert not set("[]{}@#\\|~^`") & set("".join(own))


@pytest.mark.parametrize(("ui", "colon"), [("fr", "\u00a0: "), ("en", ": ")])
def test_times_are_told_as_utc_and_the_preview_has_the_colon_of_the_language(
    dossier: Dossier, ui: str, colon: str
) -> None:
    asked = client(dossier)
    uid = dossier.statements()[0].report
    dossier.accept(uid, who="Rosa")
    dossier.correct(uid, hedged=True, who="Rosa")
    when = dossier.decisions()[0].decision.when
    for path in ("/decisions", "/review", f"/statement/{uid}"):
        page = asked.get(path, params={"ui": ui}).text
        assert f'<time datetime="{when}">{when[:10]} {when[11:16]} UTC</time>' in page, path
    assert f'data-colon="{colon}"' in asked.get("/review/correct", params={"id": uid, "ui": ui}).text
