"""Exports of Nexis Uni: DOCX and RTF, in French and in English, with the list of results before them."""

from io import BytesIO

import pytest

from pourparlers.articles import Problem, load
from pourparlers.articles.file import File
from pourparlers.articles.formats import format_of, nexis
from pourparlers.articles.source import How, Source
from pourparlers.model import Article, PourparlersError
from rich_text import rich

COVER = [
    "Date et heure: jeudi 12 septembre 2024 10:12:00 CEST", "Numéro de tâche: 4711", "Documents (2)",
    "1. Valdoria et Monterive s'accordent sur un label", "Client/Projet: -None-", "Termes de recherche: label",
    "2. Bridge reopens after talks", "Client/Projet: -None-",
]  # fmt: skip
FRENCH = [
    "Valdoria et Monterive s'accordent sur un label", "Le Courrier des Alpages", "mercredi 11 septembre 2024",
    "Copyright 2024 SA Le Courrier des Alpages Tous droits réservés",
    "Rubrique: INTERNATIONAL; p. 11", "Longueur: 134 mots", "Auteur: Inès RotaruEncadré: Le nom du fromage est partagé.",
    "Lieu: COIRE", "Corps",
    "La ministre Odile Marchetaz a reçu mardi son homologue de Monterive.",
    "Sujet: le label. Il sera commun.\n\n\nLongueur: trois ans.",
    "Graphique", "Une meule d'alpage.",
    "Classification", "Langue: FRENCH; FRANÇAIS", "Type de publication: Journal", "Sujet: FROMAGES (90%)",
    "Date de chargement: 12 septembre 2024", "Fin du document",
]  # fmt: skip
ENGLISH = [
    "Bridge reopens after talks", "The Harbour Gazette", "December 22, 2022 Thursday", "Final Edition",
    "Copyright 2022 Harbour Media All Rights Reserved", "Section: NEWS; Pg. A12", "Length: 71 words",
    "Byline: By Ann Farrow", "Highlight: Seabirds had nested on it.", "Body",
    "Northmere and Eastmere reopened the Salter bridge on Wednesday.", "It had been closed for a week.",
    "Load-Date: December 23, 2022", "End of Document",
]  # fmt: skip
LABEL = Source(
    text=(
        "Le nom du fromage est partagé.\n\nCOIRE\n\nLa ministre Odile Marchetaz a reçu mardi son homologue de Monterive."
        "\n\nSujet: le label. Il sera commun.\n\nLongueur: trois ans.\n\nUne meule d'alpage."
    ),
    title="Valdoria et Monterive s'accordent sur un label",
    outlet="Le Courrier des Alpages",
    published="2024-09-11",
    author="Inès Rotaru",
    section="INTERNATIONAL",
    page="11",
    language="fr",
    place="article 1",
)
BRIDGE = Source(
    text=(
        "Seabirds had nested on it.\n\nNorthmere and Eastmere reopened the Salter bridge on Wednesday.\n\n"
        "It had been closed for a week."
    ),
    title="Bridge reopens after talks",
    outlet="The Harbour Gazette",
    published="2022-12-22",
    author="Ann Farrow",
    section="NEWS",
    page="A12",
    place="article 2",
)


def word(paragraphs: list[str]) -> bytes:
    from docx import Document

    document = Document()
    for one in paragraphs:
        for part in one.split("\n\n\n"):
            document.add_paragraph(part)
        # Empty paragraphs stand between all of them.
        document.add_paragraph("")
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def found(data: bytes) -> list[Source | Problem]:
    return list(nexis.read(File(data, "export"), How()))


def as_rich(paragraphs: list[str]) -> bytes:
    return rich([part for one in paragraphs for part in (*one.split("\n\n\n"), "")])


@pytest.mark.parametrize("made", [word, as_rich])
def test_articles_behind_a_list_of_results(made) -> None:
    data = made([*COVER, *FRENCH, *ENGLISH])
    assert format_of(File(data, "export.DOCX")) == "nexis"
    assert found(data) == [LABEL, BRIDGE]


@pytest.mark.parametrize("made", [word, as_rich])
def test_without_a_list_a_title_may_have_two_lines(made) -> None:
    (one,) = found(made(["Ponts:", *ENGLISH]))
    assert isinstance(one, Source)
    assert one.title == "Ponts: Bridge reopens after talks"


def test_lines_within_one_paragraph_of_the_header() -> None:
    lines = [*ENGLISH[:5], "Section: NEWS; Pg. A12\nLength: 71 words\nByline: By Ann Farrow\nHighlight: Seabirds had nested on it.",
             *ENGLISH[9:]]  # fmt: skip
    assert found(as_rich(lines)) == [BRIDGE.overridden(place="article 1")]


def test_what_is_missing_stays_untold() -> None:
    (one,) = found(as_rich([*ENGLISH[:3], "Length: 71 words", *ENGLISH[9:]]))
    assert one == Source(
        text="\n\n".join(ENGLISH[10:12]), title=ENGLISH[0], outlet=ENGLISH[1], published="2022-12-22", place="article 1"
    )


def test_the_day_of_loading_is_no_day_of_publication() -> None:
    (one,) = found(as_rich([*ENGLISH[:2], *ENGLISH[4:]]))
    assert isinstance(one, Problem)
    assert one.where == "export, article 1"
    assert "date" in one.error.what


def test_articles_without_text_and_notices_are_problems() -> None:
    told = found(
        as_rich([*ENGLISH[:10], "End of Document", "We are sorry but there is an error.", "End of Document", *ENGLISH])
    )
    assert [type(one) for one in told] == [Problem, Problem, Source]
    assert told[2] == BRIDGE.overridden(place="article 3")


def test_its_articles_are_read_as_articles() -> None:
    told = list(load(word([*COVER, *FRENCH, *ENGLISH]), name="export.docx"))
    assert [(one.title, one.language) for one in told if isinstance(one, Article)] == [
        (LABEL.title, "fr"), (BRIDGE.title, "en"),
    ]  # fmt: skip


def test_a_list_of_results_without_documents_is_no_article() -> None:
    data = as_rich(COVER)
    assert format_of(File(data, "liste.rtf")) == "nexis"
    (one,) = found(data)
    assert isinstance(one, Problem)
    assert "no header" in one.error.what


def test_a_standfirst_with_words_of_labels_stays_whole() -> None:
    standfirst = "Highlight: Three lakes. Section: none. Length: 3 km."
    (one,) = found(as_rich([*ENGLISH[:8], standfirst, *ENGLISH[9:]]))
    assert isinstance(one, Source)
    assert one.text.startswith("Three lakes. Section: none. Length: 3 km.\n\nNorthmere")
    assert (one.section, one.author) == ("NEWS", "Ann Farrow")


def test_labels_with_french_spaces() -> None:
    lines = [line.replace(":", "\u00a0:", 1) if at in {4, 5, 7} else line for at, line in enumerate(FRENCH)]
    assert found(word(lines)) == [LABEL]


def test_a_document_of_ones_own_is_no_export() -> None:
    assert format_of(File(word(["Le lac est gelé.", "Fin"]), "a.docx")) == "docx"
    assert format_of(File(rich(["Fin du document"]), "a.rtf")) == "rtf"


@pytest.mark.parametrize("made", [word, as_rich])
def test_an_export_that_is_cut_off(made) -> None:
    data = made([*COVER, *FRENCH, *ENGLISH])
    for cut in range(0, len(data), 10):
        file = File(data[:cut], "export")
        try:
            if nexis.fits(file):
                list(nexis.read(file, How()))
        except PourparlersError:
            continue


@pytest.mark.parametrize("rights", [True, False])
def test_the_month_of_a_monthly_is_its_date(rights: bool) -> None:
    head = [*ENGLISH[:2], "September 2024", *(ENGLISH[4:5] if rights else []), *ENGLISH[6:]]
    (one,) = found(as_rich(head))
    assert isinstance(one, Source)
    assert (one.published, one.outlet, one.title) == ("2024-09", ENGLISH[1], ENGLISH[0])


def test_of_captions_the_text_stays_and_a_sentence_with_their_word_too() -> None:
    lines = [*ENGLISH[:11], "Graphic novels sell.", "Graphic", "PHOTO: The bridge.", *ENGLISH[12:]]
    (one,) = found(as_rich(lines))
    assert isinstance(one, Source)
    assert one.text.endswith("on Wednesday.\n\nGraphic novels sell.\n\nPHOTO: The bridge.")


@pytest.mark.parametrize(
    "edition", ["Édition du 12 septembre 2024", "Calvera, Edition of September 12, 2024", "Edition 1"]
)
def test_the_date_of_an_edition_is_not_that_of_the_article(edition: str) -> None:
    (one,) = found(as_rich([*ENGLISH[:3], edition, *ENGLISH[4:]]))
    assert one == BRIDGE.overridden(place="article 1")


def test_a_title_with_a_date_is_no_line_with_its_date() -> None:
    title = "September 11, 2021: a bridge reopens"
    (one,) = found(as_rich([title, *ENGLISH[1:]]))
    assert isinstance(one, Source)
    assert (one.title, one.outlet, one.published) == (title, ENGLISH[1], "2022-12-22")


def test_the_link_to_a_picture_behind_the_text_is_none_of_it() -> None:
    (one,) = found(as_rich([*ENGLISH[:12], "Link to Image", *ENGLISH[12:]]))
    assert one == BRIDGE.overridden(place="article 1")
