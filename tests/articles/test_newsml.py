from pathlib import Path

import pytest

from pourparlers.articles import Problem, load
from pourparlers.articles.file import File
from pourparlers.articles.load import Loaded, found_in
from pourparlers.articles.source import How
from pourparlers.model import Article

FILES = Path(__file__).parent / "files" / "newsml"


def test_a_dispatch_that_names_the_dtd_of_nitf() -> None:
    (found,) = load(FILES / "depeche.xml")
    assert isinstance(found, Article)
    assert found.text == (
        "Aoste, 21 jan 2019 (AAX) - Les experts suisses et italiens ont reporté lundi leur rapport.\n\n"
        "Il doit paraître le 4 mai.\n\nsg/rl"
    )
    assert found.title == "Label d'alpage: les experts reportent leur rapport"
    assert (found.published, found.language, found.outlet) == ("2019-01-21", "fr", "AAX")
    assert found.author == "Solène Guilvard"
    assert found.identifier == "urn:newsml:agence.example:20190121T104233Z:TX-ALP-RHO61:2U"


def test_items_with_texts_in_parts_and_in_languages() -> None:
    file = str(FILES / "items.xml")
    found = list(found_in(File(file), How()))
    assert [one.place if isinstance(one, Loaded) else one.where.removeprefix(f"{file}, ") for one in found] == [
        "item 1", "item 2, article 1", "item 2, article 2", "item 3", "item 4",
    ]  # fmt: skip
    rings, bridge, dutch, cancelled, picture = found
    assert isinstance(rings, Loaded)
    assert rings.article.text == (
        "The two islands agreed on Wednesday to ring no puffin twice.\n\nRings of plastic stay & rings of steel go."
    )
    assert (rings.article.title, rings.article.outlet) == ("Ringing rules agreed", "Island Wire")
    assert (rings.article.published, rings.article.language) == ("2018-04-04", "en")
    assert rings.article.identifier == "urn:newsml:island.example:20180404:19336333:1"
    assert isinstance(bridge, Loaded)
    assert bridge.article.text == (
        "Le pont de la Vièze rouvre lundi.\n\nLes deux rives l'ont décidé samedi.\nLe péage attendra."
    )
    assert (bridge.article.title, bridge.article.outlet, bridge.article.language) == (
        "Le pont rouvre lundi",
        "BEL",
        "fr",
    )
    assert isinstance(dutch, Problem)
    assert "'nl'" in dutch.error.what
    assert isinstance(cancelled, Problem)
    assert cancelled.error.what == "the agency has marked the item as canceled: urn:newsml:bel.example:20190603:76:2."
    assert isinstance(picture, Problem)
    assert picture.error.what == "the item holds no text."


@pytest.mark.parametrize(
    "order", ['<Status FormalName="Withheld"/>', '<Status FormalName="Usable"/><Instruction FormalName="Kill"/>']
)
def test_a_withdrawn_item_is_a_problem(order: str) -> None:
    data = f"<NewsML><NewsItem><NewsManagement>{order}</NewsManagement><NewsComponent><ContentItem><DataContent><p>Le pont.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    (found,) = load(data.encode(), name="a.xml")
    assert isinstance(found, Problem)
    assert "marked" in found.error.what


def test_of_equivalent_contents_the_first_is_the_article() -> None:
    data = """<NewsML><NewsItem><NewsComponent EquivalentsList="yes"><NewsLines><HeadLine>Le pont</HeadLine></NewsLines>
        <ContentItem><DataContent><p>Le pont de la Vièze est fermé.</p></DataContent></ContentItem>
        <ContentItem><DataContent>LE PONT DE LA VIEZE EST FERME.</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
    (found,) = load(data.encode())
    assert isinstance(found, Article)
    assert found.text == "Le pont de la Vièze est fermé."


def test_a_document_without_items_is_a_problem() -> None:
    (found,) = load(b"<NewsML><NewsEnvelope/></NewsML>", name="a.xml")
    assert isinstance(found, Problem)
