from pathlib import Path

import pytest

from pourparlers.articles import Problem, load
from pourparlers.model import Article

FILES = Path(__file__).parent / "files" / "nitf"


def only(source: Path | bytes) -> Article | Problem:
    (found,) = load(source, name="" if isinstance(source, Path) else "depeche.xml")
    return found


def nitf(body: str, head: str = "") -> bytes:
    return f"<nitf><head>{head}</head><body>{body}</body></nitf>".encode()


def test_a_dispatch_with_a_dtd_that_is_not_loaded() -> None:
    found = only(FILES / "depeche.xml")
    assert isinstance(found, Article)
    assert found.text == (
        "Coire (Suisse), 16 mars 2023 (AAX) - La Suisse et l'Italie se sont quittées mardi sans accord sur un label commun "
        "des fromages d'alpage.\n\n"
        "«\u00a0Un fromage porte le nom de sa vallée\u00a0», a déclaré Annelise Zurbriggen-Favre à l'issue de la séance.\n\n"
        "Une meule de l'alpage de Coire.\n\nPhoto AAX\n\n"
        "Deux chiffres\n\nMeules suisses\n\n41 000\n\nMeules italiennes\n\n38 500\n\n"
        "Les experts se revoient le 4 mai.\nÀ Aoste.\n\nsg/rl"
    )
    assert found.title == "Label d'alpage : Berne et Rome se quittent sans accord"
    assert (found.language, found.outlet, found.author) == ("fr", "Agence alpine", "Solène Guilvard")
    # 23:30 of New York is the 17th in Greenwich.
    assert (found.published, found.identifier) == ("2023-03-16", "AAX-20230316-0457")
    assert (found.section, found.page, found.url) == (None, None, None)


def test_an_article_of_a_newspaper_tells_its_page() -> None:
    found = only(FILES / "paper.xml")
    assert isinstance(found, Article)
    assert (
        found.text
        == "PORT SALTER (HG) — Delegates of the two islands met on Thursday.\n\nThey will meet again in June."
    )
    assert (found.published, found.outlet, found.section, found.page) == (
        "2024-05-03",
        "The Harbour Gazette",
        "Islands",
        "7",
    )
    assert (found.title, found.author) == (
        "Two islands argue over who rings the puffins",
        "Morwenna Tash and Owen Pell",
    )
    assert (found.language, found.url, found.identifier) == ("en", "https://harbour.example/1041", "harbour-1041")


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_withdrawn_article_is_a_problem(status: str) -> None:
    body = "<body.content><p>Le pont est fermé.</p></body.content>"
    found = only(nitf(body, f'<docdata management-status="{status}"/>'))
    assert isinstance(found, Problem)
    assert status in found.error.what


@pytest.mark.parametrize(
    "body", ["", "<body.content/>", "<body.content><media><media-object>AAAA</media-object></media></body.content>"]
)
def test_a_document_without_text_is_a_problem(body: str) -> None:
    found = only(nitf(body))
    assert isinstance(found, Problem)
    assert found.error.what == "the NITF holds no text."


def test_what_is_not_told_is_not_guessed() -> None:
    found = only(nitf("<body.content><p>Le pont de la Vièze est fermé depuis le 3 mai 2021.</p></body.content>"))
    assert isinstance(found, Article)
    assert (found.published, found.outlet, found.author, found.title, found.identifier) == (None,) * 5


def test_an_archive_tells_its_lead_and_its_author_twice() -> None:
    head = "".join(
        f'<meta name="{name}" content="{content}"/>'
        for name, content in [
            ("print_section", "A"),
            ("print_page_number", "8"),
            ("dsk", "Foreign Desk"),
            ("slug", "X"),
        ]
    )
    lead, rest = "Wardens of both reserves counted the terns.", "They found 1,204 pairs on the cape."
    body = (
        '<body.head><hedline><hl1>Terns counted</hl1></hedline><byline class="print_byline">By EDMUND REEVE</byline>'
        '<byline class="normalized_byline">REEVE, EDMUND</byline></body.head><body.content>'
        f'<block class="lead_paragraph"><p>LEAD: {lead}</p></block>'
        f'<block class="full_text"><p>{lead}</p><p>{rest}</p></block></body.content>'
    )
    found = only(nitf(body, head))
    assert isinstance(found, Article)
    assert (found.author, found.section, found.page) == ("EDMUND REEVE", "Foreign Desk", "A8")
    assert found.text == f"{lead}\n\n{rest}"


def test_a_lead_that_the_text_does_not_repeat_stays() -> None:
    body = (
        '<body.content><block class="lead_paragraph"><p>Le pont est fermé.</p></block>'
        '<block class="full_text"><p>Il rouvre lundi, a dit hier la mairie du village.</p></block></body.content>'
    )
    found = only(nitf(body))
    assert isinstance(found, Article)
    assert found.text == "Le pont est fermé.\n\nIl rouvre lundi, a dit hier la mairie du village."
