from pathlib import Path

import pytest

from pourparlers.articles import Problem, load
from pourparlers.articles.file import File
from pourparlers.articles.load import Loaded, found_in
from pourparlers.articles.source import How
from pourparlers.model import Article

FILES = Path(__file__).parent / "files" / "newsml-g2"


def item(content: str, meta: str = "", status: str = "usable", kind: str = "newsItem") -> bytes:
    return f"""<{kind} xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:g" version="1" xml:lang="fr"><itemMeta>
        <itemClass qcode="ninat:text"/><pubStatus qcode="stat:{status}"/></itemMeta><contentMeta>{meta}</contentMeta>
        <contentSet>{content}</contentSet></{kind}>""".encode()


def only(data: bytes) -> Article | Problem:
    (found,) = load(data, name="lot.xml")
    return found


def test_each_item_of_a_message_is_an_article_or_a_problem() -> None:
    file = str(FILES / "message.xml")
    found = list(found_in(File(file), How()))
    assert [one.place if isinstance(one, Loaded) else one.where.removeprefix(f"{file}, ") for one in found] == [
        "item 2", "item 3", "item 4", "item 5",
    ]  # fmt: skip
    bridge, picture, cancelled, palms = found
    assert isinstance(bridge, Loaded)
    assert bridge.format == "newsml-g2"
    assert bridge.article.text == (
        "Monthey, 10 juin 2024 (AAX) – Les deux communes ont refusé lundi le péage du pont.\n\n"
        "« Un pont ne se paie pas deux fois », a dit Odile Marclay."
    )
    assert bridge.article.title == "Pont de la Vièze : le péage divise les deux rives"
    assert (bridge.article.published, bridge.article.language) == ("2024-06-11", "fr")
    assert (bridge.article.outlet, bridge.article.author) == ("Agence alpine", "Basile Orcival")
    assert (bridge.article.section, bridge.article.identifier) == (
        "Ponts et routes",
        "tag:agence.example,2024:pont-7:3",
    )
    assert isinstance(picture, Problem)
    assert picture.error.what == "the item is of class 'picture' and holds no text."
    assert isinstance(cancelled, Problem)
    assert cancelled.error.what == "the agency has marked the item as canceled: tag:agence.example,2024:pont-6."
    assert isinstance(palms, Loaded)
    assert (
        palms.article.text == "Les deux ministères parlent du charançon & des palmiers.\n\nIls se revoient en juillet."
    )


def test_an_item_in_xhtml_has_the_day_of_its_content() -> None:
    (found,) = load(FILES / "item.xml")
    assert isinstance(found, Article)
    assert found.text == "Delegates of the two islands met on Thursday.\n\nRings of steel\n\nRings of plastic"
    assert (found.published, found.language, found.outlet) == ("2024-05-02", "en", "wire.example")
    assert (found.title, found.author) == ("Two islands argue over puffins", "Morwenna Tash")
    assert found.identifier == "urn:newsml:wire.example:20240502:puffin:1"


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_withdrawn_item_is_a_problem(status: str) -> None:
    found = only(item("<inlineXML><p>Le pont est fermé.</p></inlineXML>", status=status))
    assert isinstance(found, Problem)
    assert status in found.error.what


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<inlineXML><p>Le pont est fermé.</p><p>Il rouvre lundi.</p></inlineXML>", "Le pont est fermé.\n\nIl rouvre lundi."),
        ("<inlineData>&lt;p>Le pont est fermé.&lt;/p>&lt;p>Il rouvre lundi.&lt;/p></inlineData>", "Le pont est fermé.\n\nIl rouvre lundi."),
        ("<inlineData>3 &amp;lt; 5 &amp;amp; le pont</inlineData>", "3 < 5 & le pont"),
        ("<inlineXML><sports-content>1</sports-content></inlineXML><inlineData>Le pont est fermé.</inlineData>", "Le pont est fermé."),
        ('<inlineData contenttype="image/png">iVBOR</inlineData><inlineXML><p>Le pont est fermé.</p></inlineXML>', "Le pont est fermé."),
    ],
)  # fmt: skip
def test_bodies_of_all_kinds(content: str, text: str) -> None:
    found = only(item(content))
    assert isinstance(found, Article)
    assert found.text == text


@pytest.mark.parametrize(
    "data",
    [
        item(""),
        item("<inlineXML><sports-content>12</sports-content></inlineXML>"),
        item("<inlineXML><p>Texte du pont.</p></inlineXML>", kind="conceptItem"),
        item("", kind="packageItem"),
        b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/></newsMessage>',
    ],
)
def test_what_holds_no_article_is_a_problem(data: bytes) -> None:
    found = only(data)
    assert isinstance(found, Problem)
    assert found.error.hint


def test_an_item_that_the_same_message_withdraws_is_a_problem() -> None:
    items = item("<inlineXML><p>Le pont est fermé.</p></inlineXML>") + item("", status="canceled")
    found = list(
        load(
            b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>' + items + b"</itemSet></newsMessage>"
        )
    )
    assert len(found) == 2
    assert all(isinstance(one, Problem) and "canceled" in one.error.what for one in found)
