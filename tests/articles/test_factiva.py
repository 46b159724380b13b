"""Exports of Factiva: RTF and HTML, with codes and without, in French and in English."""

from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from pourparlers.articles import Problem, load
from pourparlers.articles.file import File
from pourparlers.articles.formats import factiva, format_of, read
from pourparlers.articles.source import How, Source
from pourparlers.model import Article, PourparlersError
from rich_text import HEAD, rich, table

FILES = Path(__file__).parent / "files" / "factiva"
LABEL = Source(
    text="Valdoria a refusé mardi le label commun.\n\nMonterive le regrette.\n\nUne réunion suivra.",
    title="Le label des alpages divise Valdoria",
    author="Inès Rotaru",
    published="2024-09-11",
    outlet="Le Courrier des Alpages",
    section="International",
    page="2",
    language="fr",
    identifier="COURAL0020240911ek9b0001x",
    place="article 1",
)
BRIDGE = Source(
    text="Northmere and Eastmere reopened the Salter bridge.",
    title="Bridge reopens",
    published="2022-12-22",
    outlet="The Harbour Gazette",
    language="en",
    identifier="HARGAZ0020221222eicm0000a",
    place="article 2",
)
PALMS = Source(
    text="Le Sahan a livré mille palmiers à l'Ordane.\n\nIls seront plantés en avril.",
    title="Des palmiers pour la frontière",
    author="Samir Delacombe",
    published="2023-03-03",
    outlet="Oasis Hebdo",
    section="International",
    page="4",
    language="fr",
    identifier="OASISH0020230303ej330002b",
    place="article 1",
)
FIRST = [
    ("SE", ["International"]), ("HD", ["Le label des alpages divise Valdoria"]), ("BY", ["Par Inès Rotaru"]),
    ("WC", ["535 mots"]), ("PD", ["11 septembre 2024"]), ("ET", ["08:15"]), ("SN", ["Le Courrier des Alpages"]),
    ("SC", ["COURAL"]), ("PG", ["2"]), ("LA", ["Français"]), ("CY", ["© 2024 Le Courrier des Alpages"]),
    ("LP", ["Valdoria a refusé mardi le label commun."]), ("TD", ["Monterive le regrette.", "Une réunion suivra."]),
    ("CO", ["valdr : Valdor SA"]), ("NS", ["gdip : Relations internationales | gcat : Politique"]),
    ("AN", ["Document COURAL0020240911ek9b0001x"]),
]  # fmt: skip
SECOND = [
    ("HD", ["Bridge reopens"]), ("PD", ["22 December 2022"]), ("SN", ["The Harbour Gazette"]), ("LA", ["English"]),
    ("LP", ["Northmere and Eastmere reopened the Salter bridge."]), ("AN", ["Document HARGAZ0020221222eicm0000a"]),
]  # fmt: skip
SHOWN = [
    "International", "Des palmiers pour la frontière", "Samir Delacombe", "90 mots", "3 mars 2023", "08:15",
    "Oasis Hebdo", "OASISH", "Page 4", "Français", "© 2023 Oasis Hebdo. Tous droits réservés.",
    "Le Sahan a livré mille palmiers à l'Ordane.", "Ils seront plantés en avril.",
    "Document OASISH0020230303ej330002b",
]  # fmt: skip


def found(data: bytes | Path) -> list[Source | Problem]:
    return list(read(File(data, "" if isinstance(data, Path) else "export.rtf"), How()))


def coded() -> bytes:
    return f"{HEAD}{table(FIRST)}\\pard\\par {table(SECOND)}\\pard \\'a9 2024 Factiva, Inc. All rights reserved.\\par}}".encode()


def test_html_with_codes() -> None:
    assert found(FILES / "codes.html") == [LABEL, BRIDGE]


def test_html_as_it_is_shown() -> None:
    assert found(FILES / "affichage.html") == [PALMS]


def test_rich_text_with_codes() -> None:
    assert format_of(File(coded(), "export.rtf")) == "factiva"
    assert found(coded()) == [LABEL, BRIDGE]


def test_rich_text_with_codes_before_tabs() -> None:
    lines = [f"{code}\t{told[0]}" for code, told in SECOND]
    assert found(rich(lines)) == [BRIDGE.overridden(place="article 1")]


def test_rich_text_as_it_is_shown() -> None:
    assert found(rich(SHOWN, bold=[SHOWN[1]])) == [PALMS]


def test_the_headline_is_the_bold_line() -> None:
    told = rich(["Culture", *SHOWN[1:2], *SHOWN[3:]], bold=[SHOWN[1]])
    (one,) = found(told)
    assert isinstance(one, Source)
    assert (one.section, one.title, one.author) == ("Culture", SHOWN[1], None)


def test_a_header_in_english_with_what_is_often_missing() -> None:
    lines = ["Bridge reopens", "By Ann Farrow", "1,071 words", "22 December 2022", "The Harbour Gazette", "HARGAZ",
             "English", "(c) 2022 Harbour", "The bridge is open.", "Document HARGAZ0020221222eicm0000a"]  # fmt: skip
    (one,) = found(rich(lines, bold=lines[:1]))
    assert one == Source(
        text="The bridge is open.", title="Bridge reopens", author="Ann Farrow", published="2022-12-22",
        outlet="The Harbour Gazette", language="en", identifier="HARGAZ0020221222eicm0000a", place="article 1",
    )  # fmt: skip


def test_a_table_of_contents_is_passed_over() -> None:
    contents = [f"Article {n}, Oasis Hebdo, 3 mars 2023, 90 mots, (Français)" for n in range(20)]
    (one,) = found(rich([*contents, *SHOWN[1:]], bold=[SHOWN[1]]))
    assert one == msgspec.structs.replace(PALMS, section=None)


def test_hundred_articles_and_what_is_none() -> None:
    lines = [
        *SHOWN * 100,
        "Annonce",
        "Document OASISH0020230303ej330002c",
        "Résumé de la recherche",
        "Texte",
        "palmiers",
    ]
    told = found(rich(lines, bold=[SHOWN[1]]))
    assert len(told) == 101
    assert [one.place for one in told[:100] if isinstance(one, Source)] == [f"article {n}" for n in range(1, 101)]
    problem = told[100]
    assert isinstance(problem, Problem)
    assert problem.where == "export.rtf, article 101"
    assert "no header" in problem.error.what


def test_an_article_without_text_is_a_problem() -> None:
    (one,) = found(rich([*SHOWN[:11], SHOWN[-1]], bold=[SHOWN[1]]))
    assert isinstance(one, Problem)
    assert "no text" in one.error.what


def test_its_articles_are_read_as_articles() -> None:
    articles = list(load(FILES / "codes.html"))
    assert [(one.title, one.language) for one in articles if isinstance(one, Article)] == [
        (LABEL.title, "fr"), (BRIDGE.title, "en"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data", [coded(), rich(SHOWN, bold=[SHOWN[1]]), *(one.read_bytes() for one in FILES.iterdir())]
)
def test_an_export_that_is_cut_off(data: bytes) -> None:
    whole = list(factiva.read(File(data), How()))
    for cut in range(0, len(data), 10):
        try:
            told = list(factiva.read(File(data[:cut]), How()))
        except PourparlersError:
            continue
        # What is read of it is what stands there: the last article, of which there is but a part, is a problem.
        assert all(isinstance(one, Problem) or one in whole for one in told)


def test_a_letter_that_names_factiva_is_no_export() -> None:
    assert format_of(File(rich(["Le document de Factiva est là."]), "a.rtf")) == "rtf"
    page = b"<html><body><article><p>Factiva et le lac.</p></article></body></html>"
    assert format_of(File(page, "a.html")) == "html"


def test_a_saved_page_with_long_style_sheets_before_its_articles_is_an_export() -> None:
    page = (
        f"<!DOCTYPE html><html><head><title>Factiva</title><style>{'a{color:red}' * 9000}</style></head><body>"
        '<div class="article frArticle"><table><tr><td class="index"><b>HD</b>&nbsp;</td><td><b class="frHeadline">Le pont rouvre</b></td></tr>'
        '<tr><td class="index"><b>PD</b>&nbsp;</td><td>29 décembre 2011</td></tr><tr><td class="index"><b>SN</b>&nbsp;</td><td>La Gazette</td></tr>'
        '<tr><td class="index"><p><b>LP</b>&nbsp;</p></td><td><p class="articleParagraph frarticleParagraph">Le pont de Brume rouvre mardi.</p></td></tr>'
        '<tr><td class="index"><b>AN</b>&nbsp;</td><td>Document LAGAZE0020111229e7ct0001r</td></tr></table></div></body></html>'
    )
    (found,) = load(page.encode(), name="export.html")
    assert isinstance(found, Article)
    assert (found.title, found.outlet, found.published, found.text) == (
        "Le pont rouvre",
        "La Gazette",
        "2011-12-29",
        "Le pont de Brume rouvre mardi.",
    )
    assert found.identifier == "LAGAZE0020111229e7ct0001r"


@pytest.mark.parametrize(
    ("below", "page"),
    [
        (["OASISH", "7", "Français"], "7"),
        (["OASISH", "A12", "Français"], "A12"),
        (["OASISH", "7;8", "Français"], "7;8"),
        (["OASISH", "2", "14", "Français"], "14"),
        (["OASISH", "1ère édition", "Français"], None),
        (["OASISH", "Français"], None),
        (["Français", "14"], None),
    ],
)
def test_a_page_may_be_a_bare_number_between_code_and_language(below: list[str], page: str | None) -> None:
    (one,) = found(rich([*SHOWN[:7], *below, *SHOWN[10:]], bold=[SHOWN[1]]))
    assert isinstance(one, Source)
    assert (one.page, one.outlet) == (page, "Oasis Hebdo")


def test_the_section_of_the_first_article_stands_behind_the_table_of_contents() -> None:
    contents = ["Table des matières", *(f"Article {n}\t{n}" for n in range(2, 20))]
    assert found(rich([*contents, *SHOWN], bold=[contents[0], SHOWN[1]])) == [PALMS]


def test_the_column_is_the_section_where_there_is_no_other() -> None:
    (one,) = found(rich([f"{code}\t{told[0]}" for code, told in [("CLM", ["World"]), *SECOND]]))
    assert isinstance(one, Source)
    assert one.section == "World"


def test_a_saved_page_in_a_form_whose_articles_have_more_classes() -> None:
    page = (
        (FILES / "affichage.html").read_text("utf-8").replace("article frArticle", "article frArticle frarticle shown")
    )
    page = page.replace("<body>", "<body><form><ul><li>Recherche</li></ul>").replace("</body>", "</form></body>")
    assert found(page.encode()) == [PALMS]


@pytest.mark.parametrize(
    "rights", ["Tous droits réservés - Oasis Hebdo 2023", "Oasis Hebdo, 2023. All rights reserved."]
)
def test_the_line_of_rights_may_begin_otherwise(rights: str) -> None:
    assert found(rich([*SHOWN[:10], rights, *SHOWN[11:]], bold=[SHOWN[1]])) == [PALMS]


def test_a_first_sentence_below_the_language_is_text() -> None:
    (one,) = found(rich([*SHOWN[:10], *SHOWN[11:]], bold=[SHOWN[1]]))
    assert one == PALMS


def test_rights_in_two_lines_are_no_text() -> None:
    rights = ["Copyright 2023 Oasis Hebdo", "Tous droits réservés"]
    assert found(rich([*SHOWN[:10], *rights, *SHOWN[11:]], bold=[SHOWN[1]])) == [PALMS]


def test_what_word_made_of_an_export() -> None:
    from docx import Document

    document = Document()
    for one in SHOWN:
        document.add_paragraph().add_run(one).bold = one == SHOWN[1]
        document.add_paragraph("")
    rows = document.add_table(len(SECOND), 2).rows
    for row, (code, told) in zip(rows, SECOND, strict=True):
        row.cells[0].text, row.cells[1].text = code, told[0]
    out = BytesIO()
    document.save(out)
    assert format_of(File(out.getvalue(), "export.docx")) == "factiva"
    assert found(out.getvalue()) == [PALMS, BRIDGE]
