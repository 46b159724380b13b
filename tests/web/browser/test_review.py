"""The queue, the form that corrects and the keys, as somebody uses them in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from axe import violations
from pourparlers import Dossier
from rooms import served
from rounds import dossier_of, record

Visit = Callable[..., Any]
OPTIONS = [{}, {"color_scheme": "dark"}, {"viewport": {"width": 360, "height": 740}}]


def hedged(where: Path | str) -> Any:
    with Dossier(where) as dossier:
        return next(one for one in dossier.doubts() if one.other is None)


def settled(page: Any) -> None:
    """Until what was asked for has come in place of what was there."""
    page.locator("[aria-busy]").wait_for(state="detached", timeout=30_000)


def press(page: Any, key: str) -> None:
    page.keyboard.press(key)
    settled(page)


@pytest.mark.parametrize("options", OPTIONS)
def test_every_page_is_accessible_and_fits(shared_room: str, talks: Path, visit: Visit, options: Any) -> None:
    one = hedged(talks).one.node
    page = visit(f"{shared_room}/review", **options)
    for path in ("", f"?reason=hedged&one={one}", f"/correct?id={one}", "../decisions", "../keys"):
        page.goto(f"{shared_room}/{path[3:]}" if path.startswith("../") else f"{shared_room}/review{path}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize(("locale", "done"), [("fr-FR", "Plus rien à relire"), ("en-GB", "left to review")])
def test_the_whole_queue_by_keys_alone(own: Path, own_room: str, visit: Visit, locale: str, done: str) -> None:
    page = visit(f"{own_room}/review", locale=locale)
    with Dossier(own) as dossier:
        left = len(dossier.doubts())
    for n in range(2 * left):
        if page.locator(".doubt").count() == 0:
            break
        before = page.locator(".progress label").inner_text()
        two = page.locator('[data-key="m"]').count()
        press(page, ("md" if two else "ax")[n % 2])
        assert page.locator(".progress label").inner_text() != before
        # The focus is on what is asked next, and what was done was said.
        expect(page.locator("#question")).to_be_focused()
        assert page.locator("#said").inner_text()
    assert done in page.locator("#question").inner_text()
    with Dossier(own) as dossier:
        assert dossier.doubts() == [] and len(dossier.decisions()) >= 1
    press(page, "u")
    assert page.locator(".doubt").count() == 1


def test_leafing_skipping_and_undoing(own: Path, own_room: str, visit: Visit) -> None:
    page = visit(f"{own_room}/review")
    first = page.locator(".doubt").inner_text()
    press(page, "j")
    second = page.locator(".doubt").inner_text()
    press(page, "k")
    assert page.locator(".doubt").inner_text() == first != second
    press(page, "s")
    press(page, "d" if page.locator('[data-key="d"]').count() else "x")
    assert second not in page.locator(".doubt").inner_text()
    press(page, "u")
    assert page.locator(".side-of, .passage").first.inner_text() in second
    # The way back of the browser leads to what was seen before.
    page.go_back()
    settled(page)
    assert page.locator(".doubt").count() == 1


def test_edges_are_moved_by_keys_and_the_act_chosen_by_a_digit(own: Path, own_room: str, visit: Visit) -> None:
    one = hedged(own).one.node
    page = visit(f"{own_room}/review?reason=hedged&one={one}")
    page.keyboard.press("e")
    page.wait_for_url("**/review/correct**")
    expect(page.locator("#words")).to_be_focused()
    start, end = (int(page.locator(f'[name="content_{edge}"]').first.input_value()) for edge in ("start", "end"))
    text = page.locator("#words").inner_text()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    edges = [int(page.locator(f'[name="content_{edge}"]').first.input_value()) for edge in ("start", "end")]
    assert edges == [start + 1, end + 1]
    page.keyboard.press("Control+ArrowLeft")
    page.keyboard.press("Control+Shift+ArrowLeft")
    assert page.locator("#words").inner_text() == text
    # Digits need the shift key on a French keyboard: the place of the key is enough.
    page.evaluate(
        "document.getElementById('words').dispatchEvent(new KeyboardEvent('keydown', {key: '_', code: 'Digit8', bubbles: true}))"
    )
    assert page.locator('[name="act"]:checked').get_attribute("value") == "deny"
    page.keyboard.press("3")
    assert page.locator('[name="act"]:checked').get_attribute("value") == "demand"
    marked = "".join(page.locator("#words mark.active").all_inner_texts())
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/review?**")
    with Dossier(own) as dossier:
        (made,) = dossier.decisions()
        fields = made.decision.fields
        assert fields["act"] == "demand"
        whole = next(r.article.text for r in dossier.records() if r.article.id == one.partition(":")[0])
        assert whole[fields["content"][0][0] : fields["content"][0][1]] == marked


def test_a_speaker_is_corrected_by_a_few_keys(own: Path, own_room: str, visit: Visit) -> None:
    with Dossier(own) as dossier:
        uid = next(
            one.reports[0].report
            for record in dossier.records()
            for one in dossier.statements(limit=40)
            if one.reports[0].article == record.article.id
            and sum(actor.kind.value == "person" and actor.party is not None for actor in record.actors) > 1
        )
    page = visit(f"{own_room}/review/correct?id={uid}")
    expect(page.locator("#words")).to_be_focused()
    page.keyboard.press("s")
    speakers = page.locator('[data-actors="speaker"] input[type=checkbox]')
    for _ in range(speakers.count()):
        page.keyboard.press("ArrowDown")
        focused = page.locator('[data-actors="speaker"] input:focus')
        if focused.get_attribute("data-party") and not focused.is_checked() and "person:" in focused.input_value():
            break
    name, party = focused.input_value(), focused.get_attribute("data-party")
    page.keyboard.press("Enter")
    expect(page.locator('input[name="speaker"]:checked')).to_have_value(name)
    expect(page.locator('input[name="by_party"]:checked')).to_have_value(str(party))
    # From the box on, a letter goes to the next field; what is said of it is not lost.
    page.keyboard.press("i")
    expect(page.locator("#c-issue")).to_be_focused()
    page.keyboard.type("les quais")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/article/**")
    with Dossier(own) as dossier:
        fields = dossier.decisions()[-1].decision.fields
    assert fields["speaker"] == [name] and fields["issue"] == "les quais" and fields.get("party", [party]) == [party]


def test_a_key_that_is_held_down_decides_once(own: Path, own_room: str, visit: Visit) -> None:
    page = visit(f"{own_room}/review")
    for _ in range(3):
        page.keyboard.down("d")
        settled(page)
    page.keyboard.up("d")
    with Dossier(own) as dossier:
        assert len(dossier.decisions()) == 1


def test_what_could_not_be_sent_is_told_and_the_doubt_stays(own: Path, own_room: str, visit: Visit) -> None:
    page = visit(f"{own_room}/review", faulty=True)
    before = page.locator(".doubt").inner_text()
    page.route("**/review", lambda route: route.abort())
    press(page, "d")
    expect(page.locator("#failed")).to_contain_text("Rien n'a été décidé")
    expect(page.locator(".doubt")).to_have_text(before, use_inner_text=True)
    page.unroute("**/review")
    press(page, "d")
    expect(page.locator("#failed")).to_have_count(0)
    with Dossier(own) as dossier:
        assert len(dossier.decisions()) == 1


def test_the_help_begins_with_the_keys_of_the_page(shared_room: str, visit: Visit) -> None:
    page = visit(f"{shared_room}/review")
    page.keyboard.press("?")
    headings = page.locator("dialog[open] section h2")
    expect(headings).to_have_text(["À relire", "Partout"])
    expect(page.get_by_role("button", name="Fermer")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_have_count(0)


FLAGS = "🇫🇷🏳️‍🌈 Zagreb 👩‍👩‍👧 annonce : « le phare 🗼 sera repeint »\u00a0! 𝔘𝔫 é\u0301té."


def test_characters_are_counted_as_the_dossier_counts_them(tmp_path: Path, visit: Visit) -> None:
    told = record(FLAGS, {"words": "le phare 🗼 sera repeint", "party": ["HR"], "hedged": True})
    dossier_of(tmp_path / "flags.dossier", [told]).close()
    with served(tmp_path / "flags.dossier") as room:
        page = visit(f"{room}/review/correct?id={told.article.id}:s1")
        text = told.article.text
        assert page.evaluate("offsets.length(document.getElementById('words').textContent)") == len(text)
        for n in range(len(text) + 1):
            unit = page.evaluate("([text, n]) => offsets.toUnits(text, n)", [text, n])
            assert unit == len(text[:n].encode("utf-16-le")) // 2
            assert page.evaluate("([text, n]) => offsets.toPoints(text, n)", [text, unit]) == n
        for start, end in ((0, 3), (4, 9), (10, len(text))):
            assert page.evaluate("([t, a, b]) => offsets.slice(t, a, b)", [text, start, end]) == text[start:end]
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Shift+Control+ArrowLeft")
        start, end = (int(page.locator(f'[name="content_{edge}"]').first.input_value()) for edge in ("start", "end"))
        assert "".join(page.locator("#words mark.active").all_inner_texts()) == text[start:end]
        page.locator("#c-why").fill("essai")
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/article/**")
    with Dossier(tmp_path / "flags.dossier") as dossier:
        (made,) = dossier.decisions()
        assert made.decision.fields["content"] == [[start, end]] and made.decision.why == "essai"


def test_the_selection_becomes_a_passage(own: Path, own_room: str, visit: Visit) -> None:
    page = visit(f"{own_room}/review/correct?id={hedged(own).one.node}")
    page.evaluate("""() => {
        const words = document.getElementById("words");
        const at = words.querySelector("mark").firstChild;
        getSelection().setBaseAndExtent(words.firstChild, 3, at, 2);
    }""")
    wanted = page.evaluate("getSelection().toString()")
    page.locator("[data-new] [data-take]").first.click()
    page.locator("#words").focus()
    assert "".join(page.locator("#words mark.active").all_inner_texts()).replace("\n", "") == wanted.replace("\n", "")


def test_two_at_once(own: Path, visit: Visit) -> None:
    with served(own) as room:
        ana, zoe = visit(f"{room}/review", locale="en-GB"), visit(f"{room}/review", locale="en-GB", faulty=True)
        for page, name in ((ana, "Ana"), (zoe, "Zoé")):
            page.get_by_label("You decide under the name").fill(name)
            page.get_by_role("button", name="Keep").click()
        assert ana.locator(".doubt").inner_text() == zoe.locator(".doubt").inner_text()
        press(ana, "m")
        press(zoe, "d")
        assert "Ana" in zoe.locator("#conflict").inner_text() and "Zoé" in zoe.locator("#conflict").inner_text()
        expect(zoe.locator("#conflict")).to_be_focused()
        with Dossier(own) as dossier:
            assert [one.decision.who for one in dossier.decisions()] == ["Ana"]
        zoe.locator("#conflict button").click()
        settled(zoe)
        with Dossier(own) as dossier:
            assert [one.decision.who for one in dossier.decisions()] == ["Ana", "Zoé"]
        # Each goes on with what the other has not touched.
        press(ana, "s")
        press(zoe, "j")


def test_everything_without_scripts(own: Path, own_room: str, visit: Visit) -> None:
    page = visit(f"{own_room}/review", java_script_enabled=False, faulty=True)
    page.get_by_role("button", name="Autre chose").click()
    assert "reason=" in page.url
    page.get_by_role("link", name="suivant").click()
    page.locator(".latest button").first.click()
    with Dossier(own) as dossier:
        assert [one.undone for one in dossier.decisions()] == [True, False]
    one = hedged(own).one.node
    page.goto(f"{own_room}/review?reason=hedged&one={one}")
    page.get_by_role("link", name="Corriger").click()
    start = page.locator('[name="content_start"]').first
    value = int(start.input_value())
    start.fill(str(value + 3))
    page.get_by_label("dément").check()
    page.locator('[name="date"], #c-target').first.fill("GE")
    page.get_by_role("button", name="Enregistrer").click()
    with Dossier(own) as dossier:
        fields = dossier.decisions()[-1].decision.fields
    assert fields["act"] == "deny" and fields["content"][0][0] == value + 3 and fields["target"] == "GE"
    page.goto(f"{own_room}/review/correct?id={one}")
    page.locator('[name="content_end"]').first.fill("x")
    page.get_by_role("button", name="Enregistrer").click()
    assert (
        page.locator("#fault-content").is_visible() and page.locator('[name="content_end"]').first.input_value() == "x"
    )


def test_keys_are_off_in_fields_and_can_be_turned_off(own: Path, own_room: str, visit: Visit) -> None:
    page = visit(f"{own_room}/review")
    page.get_by_label("Enjeu", exact=True).click()
    page.keyboard.type("mdax")
    assert page.get_by_label("Enjeu", exact=True).input_value() == "mdax"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    assert "même chose" in page.locator("dialog").inner_text()
    page.keyboard.press("d")
    page.locator("dialog [data-keys-switch]").uncheck()
    page.keyboard.press("Escape")
    press(page, "m")
    page.reload()
    press(page, "m")
    with Dossier(own) as dossier:
        assert dossier.decisions() == []
    page.goto(f"{own_room}/keys")
    page.locator("[data-keys-switch]").check()
    page.goto(f"{own_room}/review")
    press(page, "m" if page.locator('[data-key="m"]').count() else "a")
    with Dossier(own) as dossier:
        assert len(dossier.decisions()) == 1


def test_a_hostile_dossier_is_text(hostile: Path, hostile_room: str, visit: Visit) -> None:
    page = visit(f"{hostile_room}/review")
    with Dossier(hostile) as dossier:
        reports = [fact.reports[0].report for fact in (*dossier.statements(), *dossier.encounters())][:6]
    for uid in reports:
        page.goto(f"{hostile_room}/review/correct?id={uid}")
        assert page.evaluate("offsets.length(document.getElementById('words').textContent)") > 0
    for path in ("review", "decisions"):
        page.goto(f"{hostile_room}/{path}")


def test_an_empty_dossier_has_an_empty_queue(empty_room: str, visit: Visit) -> None:
    page = visit(f"{empty_room}/review")
    assert violations(page) == [] and "Plus rien à relire" in page.locator("main").inner_text()


@pytest.mark.parametrize(("locale", "colon"), [("fr-FR", "\u00a0: "), ("en-GB", ": ")])
def test_the_preview_of_a_correction_has_the_colon_of_its_language(
    talks: Path, shared_room: str, visit: Visit, locale: str, colon: str
) -> None:
    with Dossier(talks) as dossier:
        one = dossier.statements(limit=1)[0].reports[0].report
    page = visit(f"{shared_room}/review/correct?id={one}", locale=locale)
    expect(page.locator("#preview")).to_have_text(re.compile(rf"\w{re.escape(colon)}\S"))
