"""An article with its facts: what is marked is what the record says, and no character of the text is lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import Marked
from pourparlers import Dossier, Record
from pourparlers.model import Act
from pourparlers.views.marking import Passage, passages
from pourparlers.views.safe import harmless
from pourparlers.web.layers import layers
from pourparlers.web.rendering import environment
from rooms import client
from rounds import dossier_of, record

TEXT = (
    "Le Pérou propose une voie pour les bananes. L'Équateur refuse une voie pour les bananes. Ils se sont vus à Macará."
)
PROPOSES = {"act": "propose", "party": ["PE"], "speaker": ["PE"], "words": "une voie pour les bananes", "issue": "voie"}
REFUSES = {"act": "reject", "party": ["EC"], "speaker": ["EC"], "words": "refuse une voie pour les bananes"}
MEET = {"kind": "talks", "parties": ["PE", "EC"], "words": "Ils se sont vus à Macará", "date": "2021-03-09"}


def written(text: str, found: list[Passage]) -> Marked:
    """A text with marks as the template writes it."""
    layered = environment().get_template("parts/layers.html").module.layered
    return Marked(f'<div class="text">{layered(layers(text, found), {}, {}, lambda path, **told: path)}</div>')


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Passage]]:
    """A text with any characters, and facts anywhere in it, one over another."""
    text = draw(st.text(st.characters(exclude_characters="\r"), min_size=1, max_size=40))
    found, taken = [], {}
    for fact in draw(st.lists(st.sampled_from(["s1", "s2", "e1", "a-PE"]), max_size=9)):
        start = draw(st.integers(taken.get(fact, 0), len(text)))
        end = draw(st.integers(start, len(text)))
        taken[fact] = end
        found.append(Passage(start, end, fact, "deny"))
    return text, found


@given(marked_texts())
def test_no_character_is_lost_and_each_fact_has_its_own(told: tuple[str, list[Passage]]) -> None:
    text, found = told
    out = written(text, found)
    assert out.text == harmless(text)
    for fact in {one.fact for one in found}:
        own = "".join(harmless(text[one.start : one.end]) for one in found if one.fact == fact)
        assert out.marks.get(fact, {}).get("deny", "") == own


@given(marked_texts())
def test_facts_that_share_characters_are_underlined_at_heights_of_their_own(told: tuple[str, list[Passage]]) -> None:
    text, found = told
    open_now: list[tuple[str, int]] = []
    for run in layers(text, found):
        if run.mark:
            assert all(lane != run.lane for fact, lane in open_now if fact != run.mark.fact)
            open_now.append((run.mark.fact, run.lane))
        elif not run.text:
            open_now.pop()
    assert not open_now


def page_of(dossier: Dossier, made: Record, query: str = "") -> Marked:
    """The page of an article."""
    answer = client(dossier).get(f"/article/{made.article.id}{query}")
    assert answer.status_code == 200
    return Marked(answer.text)


def test_every_article_shows_its_text_with_its_facts(any_dossier: Dossier) -> None:
    for made in any_dossier.records():
        shown = page_of(any_dossier, made, "?names=true&days=true")
        text = made.article.text
        assert (shown.headline + shown.text if text.startswith(shown.headline[:20]) else shown.text).split() == (
            harmless(text).split()
        )
        assert shown.tags <= {"mark", "a"}
        for one in (*made.encounters, *made.statements):
            spans = one.content if one.id.startswith("s") else one.evidence
            style = one.act.value if one.id.startswith("s") else "encounter"
            assert shown.marks[one.id][style] == harmless("".join(span.text for span in spans))
        assert {one.fact for one in passages(made)} == set(shown.marks)


@pytest.fixture
def talks_of_two(tmp_path: Path) -> tuple[Dossier, Record]:
    """A dossier with one article."""
    made = record(TEXT, {**PROPOSES}, {**REFUSES}, {**MEET}, outlet="Agence du Sud", title="Bananes")
    return dossier_of(tmp_path / "two.dossier", [made]), made


def test_what_is_rejected_is_not_marked_and_comes_back_when_undone(talks_of_two: tuple[Dossier, Record]) -> None:
    dossier, made = talks_of_two
    room, id_ = client(dossier), made.article.id
    fact = made.statements[0].id
    seen = room.get(f"/article/{id_}.json").json()["seen"]
    sent = room.post(f"/article/{id_}/judge", data={"reject": fact, "secret": "s", "seen": seen})
    assert fact not in page_of(dossier, made).marks
    decision = dossier.decisions()[-1].decision.id
    assert decision in str(sent.url)
    assert 'class="undo-it"' in sent.text
    late = room.post(f"/article/{id_}/judge", data={"accept": fact, "secret": "s", "seen": seen})
    assert late.status_code == 409
    room.post(f"/article/{id_}/undo", data={"decision": decision, "secret": "s"})
    assert fact in page_of(dossier, made).marks


def test_what_is_corrected_is_shown_so(talks_of_two: tuple[Dossier, Record]) -> None:
    dossier, made = talks_of_two
    fact = made.statements[0].id
    dossier.correct(f"{made.article.id}:{fact}", act="demand", content="17:25")
    assert page_of(dossier, made).marks[fact] == {"demand": TEXT[17:25]}


def test_acts_are_hidden_by_the_address(talks_of_two: tuple[Dossier, Record]) -> None:
    dossier, made = talks_of_two
    shown = page_of(dossier, made, "?hide=reject&hide=encounter")
    assert set(shown.marks) == {made.statements[0].id}


def test_the_address_of_an_article_leads_on_only_to_the_web(hostile: Path) -> None:
    with Dossier(hostile) as dossier:
        room = client(dossier)
        id_ = room.get("/articles.json").json()["articles"][0]["id"]
        assert "javascript:" not in room.get(f"/article/{id_}").text


def test_an_article_that_is_not_there_is_told(room: object) -> None:
    assert room.get("/article/a-0000").status_code == 404


def test_articles_of_one_text_name_each_other(tmp_path: Path) -> None:
    text = "\n\n".join(
        f"{TEXT} C'est le point {n} d'une longue liste de quais, de ponts et de caisses." for n in range(9)
    )
    first = record(text, outlet="Agence du Sud", published="2021-03-10")
    relay = record(text + "\n\n(Agence du Sud)", outlet="La Gazette", published="2021-03-11")
    with dossier_of(tmp_path / "copies.dossier", [first, relay]) as dossier:
        told = client(dossier).get(f"/article/{relay.article.id}.json").json()["article"]
        assert [(one["outlet"], one["how"]) for one in told["kin"]] == [
            ("Agence du Sud", "first"),
            ("La Gazette", "relay"),
        ]
        assert told["before"]["id"] == first.article.id
        assert told["after"] is None
        assert "Agence du Sud" in client(dossier).get(f"/article/{relay.article.id}").text


def test_all_articles_follow_one_another_by_day(room: object) -> None:
    first = room.get("/articles.json").json()
    ids = [one["id"] for one in first["articles"]]
    at, seen = ids[-1], []
    while at:
        seen.append(at)
        after = room.get(f"/article/{at}.json").json()["article"]["after"]
        at = after and after["id"]
    assert sorted(seen) == sorted(ids)


def test_a_long_article_is_drawn_in_time(tmp_path: Path) -> None:
    acts = [act.value for act in Act]
    lines, facts = [], []
    for n in range(75):
        said, met = f"refuse la clause {n} du texte", f"Les deux parties se sont vues au quai {n}"
        lines.append(f"La délégation {said}. {met}. " + "Le pont reste ouvert aux caisses de bananes. " * 7)
        facts += [{"act": acts[n % 12], "party": ["PE"], "speaker": ["PE"], "words": said, "issue": f"clause {n % 9}"}]
        facts += [{"kind": "talks", "parties": ["PE", "EC"], "words": met}]
    made = record("\n\n".join(lines), *facts)
    with dossier_of(tmp_path / "long.dossier", [made]) as dossier:
        room = client(dossier)
        taken = []
        for _ in range(4):
            before = time.process_time()
            answer = room.get(f"/article/{made.article.id}")
            taken.append(time.process_time() - before)
        assert answer.text.count("data-item") == 150
        assert min(taken) < 0.1
