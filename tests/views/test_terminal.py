import io
from pathlib import Path

import pytest
from rich.console import Console

from pourparlers.model import Act, Article, Form, Record, Span, Statement
from pourparlers.views.outline import Paragraphs, outline
from pourparlers.views.terminal import show
from records import record_of_file

GOLD = Path(__file__).parents[1] / "scoring" / "gold" / "coire-fromages-2023-03.yaml"


def shown(record: Record, language: str) -> str:
    console = Console(file=io.StringIO(), width=120, highlight=False)
    show(record, console, language)
    return console.file.getvalue()  # type: ignore[attr-defined]


@pytest.fixture
def record() -> Record:
    return record_of_file(GOLD)


def test_a_record_is_shown_in_french(record: Record) -> None:
    text = shown(record, "fr")
    assert "Rencontres\n14 mars 2023  pourparlers · " in text
    assert "4 mai 2023  réunion" in text
    assert "prévue" in text
    assert "« Un fromage porte le nom de sa vallée »  s2 §3" in text
    assert "(acte nié)" in text


def test_a_record_is_shown_in_english(record: Record) -> None:
    text = shown(record, "en")
    assert "Encounters\n14 March 2023  talks · " in text
    assert "“Un fromage porte le nom de sa vallée”  s2 ¶3" in text


def test_every_statement_and_encounter_is_shown(record: Record) -> None:
    text = shown(record, "fr")
    for fact in (*record.statements, *record.encounters):
        assert f"  {fact.id} §" in text


def test_a_denial_stands_under_the_accusation_that_it_answers() -> None:
    text = "Berne accuse Rome d'avoir triché. Rome dément."
    content = (Span.of(text, 15, 33),)
    accused = Statement(id="s1", speaker=("CH",), act=Act.ACCUSE, form=Form.NARRATED, content=content, rule="r")
    denied = Statement(id="s2", speaker=("IT",), act=Act.DENY, form=Form.NARRATED, content=content, answers="s1", rule="r")
    record = Record(article=Article(id="a-0", language="fr", text=text), statements=(accused, denied))
    (pair,) = outline(record).accusations
    assert (pair.accusation, pair.denials) == (accused, (denied,))


def test_an_empty_record_says_so() -> None:
    record = Record(article=Article(id="a-0", language="en", text="Rain."))
    assert "No encounter and no reported speech." in shown(record, "en")


def test_control_characters_do_not_reach_the_terminal() -> None:
    text = "\x1b[2J\x1b]0;x\x07\u202edit «[bold]non[/bold]»"
    said = Statement(id="s1", speaker=(f"group:{text}",), act=Act.SAY, form=Form.DIRECT, content=(Span.of(text, 0, len(text)),), rule="r")
    record = Record(article=Article(id="a-0", language="fr", title=text, text=text), statements=(said,))
    out = shown(record, "fr")
    assert not set("\x1b\x07\u202e") & set(out)
    assert "[bold]non[/bold]" in out


def test_paragraphs_are_numbered_from_one() -> None:
    paragraphs = Paragraphs("\nun\n\ndeux\ntrois")
    assert [paragraphs.number(at) for at in (0, 1, 3, 5, 10)] == [1, 1, 1, 2, 3]
