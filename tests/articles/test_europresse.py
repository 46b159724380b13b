"""Exports of Europresse: the older and the newer layout, in French and in English."""

import time
from html import escape
from pathlib import Path

import pytest

from pourparlers.articles import Problem, load
from pourparlers.articles.file import File
from pourparlers.articles.formats import europresse, format_of
from pourparlers.articles.source import How, Source
from pourparlers.model import Article, PourparlersError

FILES = Path(__file__).parent / "files" / "europresse"
RECENT, OLDER = FILES / "recent.html", FILES / "ancien.html"
HEADER = (
    '<span class="DocPublicationName">{}</span><span class="DocHeader">{}</span><p class="titreArticleVisu">Le lac</p>'
)
BODY = '<div class="docOcurrContainer"><p>Le lac est gelé.</p></div>'


def found(data: bytes | Path) -> list[Source | Problem]:
    return list(europresse.read(File(data, "" if isinstance(data, Path) else "export.html"), How()))


def one(publication: str = "Le Courrier", header: str = "3 mars 2023", body: str = BODY, more: str = "") -> Source:
    page = f"<article><header>{HEADER.format(publication, header)}</header>{body}{more}</article>"
    (source,) = found(page.encode())
    assert isinstance(source, Source)
    return source


def test_the_newer_layout() -> None:
    assert format_of(File(RECENT)) == "europresse"
    first, second, third, fourth = found(RECENT)
    assert first == Source(
        text=(
            "FROMAGES\n\nLes deux pays se partagent le nom du fromage d'alpage.\n\n"
            "La ministre de l'agriculture de Valdoria, Odile Marchetaz, a reçu mardi son homologue de Monterive.\n\n"
            "« Le label sera commun », a-t-elle dit.\n\nUne meule d'alpage. ATELIER DU PONT\n\nMeules\n\n1 200"
        ),
        title="Valdoria et Monterive s'accordent sur un label",
        outlet="Le Courrier des Alpages",
        published="2024-09-11",
        author="Inès Rotaru",
        section="International",
        page="11",
        url="https://courrier.example/2024/09/11/label",
        identifier="news·20240911·LCA·134x20x4711",
        place="article 1",
    )
    # Its body is escaped twice, and the day of its number comes before that of its header.
    assert second == Source(
        text="Le Sahan a livré mille palmiers à l'Ordane.\n\nIls seront plantés en avril.",
        title="Des palmiers pour la frontière",
        outlet="Oasis Hebdo (site web)",
        published="2023-03-02",
        author="Samir Delacombe et Lena Quiroz",
        section="Palmeraies - Sud",
        identifier="news·20230302·OHW·20230302x77",
        place="article 2",
    )
    assert isinstance(third, Problem)
    assert third.where == f"{RECENT}, article 3"
    assert third.error.hint == "Save the page https://oasis.example/mouettes."
    assert fourth == Source(
        text=(
            "Northmere and Eastmere reopened the Salter bridge on Wednesday after a week of talks.\n"
            "Seabirds had nested on it."
        ),
        title="Bridge reopens after talks",
        outlet="The Harbour Gazette",
        published="2022-12-22",
        author="Ann Farrow",
        section="World",
        page="A12",
        url="https://gazette.example/bridge",
        place="article 4",
    )


def test_the_older_layout() -> None:
    assert found(OLDER) == [
        Source(
            text=(
                "Deux mois de travaux ont suffi.\n\n"
                "Les gouvernements de Brume et de Tarn-Bleu ont rouvert le pont samedi.\n\nLe pont était fermé depuis mai."
            ),
            title="Le pont de Brume rouvre",
            outlet="La Feuille du Lac",
            published="2015-06-06",
            author="Jeanne Corvier",
            section="Économie",
            page="4",
            identifier="news·20150606·FL·0012",
            place="article 1",
        ),
        Source(
            text="Brume et Tarn-Bleu comptent leurs cygnes.\nIls sont huit cents.",
            title="Des cygnes comptés ensemble",
            outlet="La Feuille du Lac",
            published="2015-06-07",
            place="article 2",
        ),
    ]


@pytest.mark.parametrize(
    ("publication", "header", "expected"),
    [
        ("Le Courrier, no. 12", "3 mars 2023", ("Le Courrier", None, "2023-03-03", None)),
        ("Le Courrier (Valdoria), n° 12<br>Culture<br>Livres", "Vendredi 3 mars 2023, p. CUL4",
         ("Le Courrier (Valdoria)", "Culture, Livres", "2023-03-03", "CUL4")),
        ("Mer, Terre", "Sports, lundi 1er mai 2023 12 mots, p. 3,4", ("Mer, Terre", "Sports", "2023-05-01", "3,4")),
        ("The Gazette", "Monday, May 1, 2023 - 08:15 UTC", ("The Gazette", None, "2023-05-01", None)),
        ("The Gazette, Vol. 14, no 4", "Thursday, December 22, 2022 13887 words, p. 819(40)",
         ("The Gazette", None, "2022-12-22", "819(40)")),
        ("The Gazette, no. 1,204", "World, Monday, May 1, 2023 12 words, p. A3",
         ("The Gazette", "World", "2023-05-01", "A3")),
        ("Le Courrier", "Dossier<br>vendredi 3 mars 2023", ("Le Courrier", "Dossier", "2023-03-03", None)),
        ("Le Courrier", "p. 4<br>vendredi 3 mars 2023", ("Le Courrier", None, "2023-03-03", "4")),
        ("Le Courrier", "n. d.", ("Le Courrier", None, None, None)),
        ("Le Courrier", "31 février 2023", ("Le Courrier", None, None, None)),
    ],
)  # fmt: skip
def test_headers(publication: str, header: str, expected: tuple[str | None, ...]) -> None:
    told = one(publication, header)
    assert (told.outlet, told.section, told.published, told.page) == expected


@pytest.mark.parametrize(
    ("written", "number", "day"),
    [
        ("news·20240911·LM·134x20x4711", "news·20240911·LM·134x20x4711", "2024-09-11"),
        ("pdf·20180312·LM_A", "pdf·20180312·LM_A", "2018-03-12"),
        ("news-20240911-LM-4711", "news-20240911-LM-4711", "2024-09-11"),
        ("news·20240231·LM·4711", "news·20240231·LM·4711", "2023-03-03"),
        ("inconnu", None, "2023-03-03"),
    ],
)
def test_numbers(written: str, number: str | None, day: str) -> None:
    told = one(more=f'<footer><div class="publiC-lblNodoc"> {written} </div></footer>')
    assert (told.identifier, told.published) == (number, day)


def test_an_export_that_is_escaped_as_a_whole() -> None:
    inner = f"<article>{HEADER.format('Le Courrier', '3 mars 2023')}{BODY}</article>"
    (source,) = found(f"<html><body>{escape(inner * 1)}</body></html>".encode())
    assert isinstance(source, Source)
    assert (source.text, source.outlet) == ("Le lac est gelé.", "Le Courrier")


def test_bodies_in_parts_and_the_text_of_the_author_stay() -> None:
    told = one(body=BODY + '<div class="docOcurrContainer">Il vaut < 3 &amp; > 1.</div>')
    assert told.text == "Le lac est gelé.\n\nIl vaut < 3 & > 1."


def test_a_link_of_another_kind_is_not_fetched_nor_kept() -> None:
    link = '<div class="docOcurrContainer"><p>Le lac.</p><a href="{}">Cet article est paru dans Le Lac</a></div>'
    assert one(body=link.format("javascript:alert(1)")).url is None
    assert one(body=link.format("file:///etc/passwd")).url is None


def test_what_has_no_text_is_a_problem_and_the_next_is_read() -> None:
    page = f"<article>{HEADER.format('A', '')}</article><article>{HEADER.format('B', '')}{BODY}<article></article>"
    told = found(page.encode())
    assert [type(one) for one in told] == [Problem, Source, Problem]


def test_its_articles_are_read_as_articles() -> None:
    told = list(load(RECENT))
    assert [one.language for one in told if isinstance(one, Article)] == ["fr", "fr", "en"]


def test_a_page_that_names_it_is_no_export() -> None:
    page = "<html><head><title>Europresse</title></head><body><article><p>Le lac est gelé.</p></article></body></html>"
    assert format_of(File(page.encode(), "a.html")) == "html"


def test_a_style_sheet_may_stand_before_it() -> None:
    style = f"<html><title>Europresse</title><style>{'a{}' * 40_000}</style>".encode()
    assert format_of(File(style + RECENT.read_bytes(), "a.html")) == "europresse"


@pytest.mark.parametrize("path", [RECENT, OLDER])
def test_an_export_that_is_cut_off(path: Path) -> None:
    data = path.read_bytes()
    for cut in range(0, len(data), 10):
        try:
            europresse.fits(File(data[:cut]))
            list(europresse.read(File(data[:cut]), How()))
        except PourparlersError:
            continue


@pytest.mark.parametrize(
    "bad",
    [
        "<div>" * 200_000, "<article>" * 5_000, "<b><p>" * 20_000, "</article" + " " * 200_000, "&lt;p " * 100_000,
        "\0 un pont et une voie de plus " * 1000, '<a href="http://' + "x" * 100_000 + '">', "news·" * 50_000, "<!--" * 50_000, "11 septembre " * 50_000,
    ],
)  # fmt: skip
def test_nothing_takes_long(bad: str) -> None:
    page = f"<article>{HEADER.format(bad, bad)}<div class='publiC-lblNodoc'>{bad}</div><div class='docOcurrContainer'>{bad}lac"
    start = time.monotonic()
    assert found(page.encode())
    assert time.monotonic() - start < 8


def test_the_oldest_layout_in_tables() -> None:
    """Its articles are cells of tables, in Latin-1, and no element holds their text."""
    assert format_of(File(FILES / "tableaux.html")) == "europresse"
    first, second = found(FILES / "tableaux.html")
    assert first == Source(
        text=(
            "Label d'alpage\n\nLa Valdorie et l'Ordane se sont retrouvées mardi au bord du lac. Rien n'est signé.\n\n"
            "(1) Une tomme pèse deux kilos."
        ),
        title="Les fromages de la Brume changent de croûte",
        outlet="La Feuille du Lac",
        published="2012-10-04",
        author="Annelise Zurbriggen-Favre",
        section="Économie",
        page="03",
        identifier="news·20121004·FL·1856190",
        place="article 1",
    )
    # Text that begins where a byline may stand is text.
    assert second == Source(
        text="Le Sahan a livré mille palmiers. L'Ordane dit merci.\n\nIls seront plantés en avril.",
        title="Mille palmiers pour l'Ordane",
        outlet="Le Courrier des dunes",
        published="2012-10-03",
        identifier="news·20121003·CD·175071",
        place="article 2",
    )


def test_the_layout_between_with_its_number_by_id_and_a_bare_section() -> None:
    page = (
        '<article><header><div> <span class="DocPublicationName">La Gazette </span> </div><div> <span class="DocHeader">Politique, mardi 14 mars 2006, p. 12'
        '</span> </div><div><p>PONTS</p></div><div class="titreArticle"><p class="sm-margin-bottom">Tribune</p><p class="titreArticleVisu">Le pont rouvre</p></div>'
        "<div>Ada Reed</div></header><section><p>Le pont de Brume rouvre mardi.</p></section><footer><p>Numéro de document : news·20060314·LG·0q14_125</p>"
        '<span id="PubliC_lblNodoc">news·20060314·LG·0q14_125</span></footer></article>'
    )
    (source,) = found(page.encode())
    assert source == Source(
        text="PONTS\n\nTribune\n\nLe pont de Brume rouvre mardi.",
        title="Le pont rouvre",
        outlet="La Gazette",
        published="2006-03-14",
        author="Ada Reed",
        section="Politique",
        page="12",
        identifier="news·20060314·LG·0q14_125",
        place="article 1",
    )


def test_lines_around_the_title_stand_as_on_the_page() -> None:
    box = '<div class="titreArticle"><p class="titreArticleVisu">Le lac</p><p class="rdp__subtitle">Il gèle.</p></div>'
    page = f"<article><header><div><p>MÉTÉO</p></div>{box}</header>{BODY}</article>"
    (told,) = found(page.encode())
    assert isinstance(told, Source)
    assert told.text == "MÉTÉO\n\nIl gèle.\n\nLe lac est gelé."


def test_times_of_transcripts_and_counts_of_posts_are_no_text() -> None:
    said = "".join(
        f'<div class="transcript"><a class="time">18:00:{at}</a> <p class="value">{line}</p></div>'
        for at, line in (("05", "Bonsoir à tous."), ("09", "À 18:00:09, le lac gelait."))
    )
    assert one(body=f'<div class="docOcurrContainer">{said}</div>').text == (
        "Bonsoir à tous.\n\nÀ 18:00:09, le lac gelait."
    )
    post = (
        '<section><div class="tweet"><div class="core-text"><p>Le lac gèle.</p></div>'
        '<div class="tweet-stats"><span class="counter">12</span> <a class="retweet-link">Retweets</a></div></div></section>'
    )
    assert one(body=post).text == "Le lac gèle."


def test_only_the_line_of_the_link_itself_is_left_out() -> None:
    body = (
        '<div class="docOcurrContainer"><p>Cet article est paru dans le numéro de mars, dit-elle.</p>'
        '<p>Cet article est paru dans <a href="https://lac.example/a">Le Lac</a></p><p>Fin.</p></div>'
    )
    told = one(body=body)
    assert (told.text, told.url) == (
        "Cet article est paru dans le numéro de mars, dit-elle.\n\nFin.",
        "https://lac.example/a",
    )


def test_a_line_that_goes_on_behind_the_link_or_stands_in_a_paragraph_stays() -> None:
    link = 'Cet article est paru dans <a href="https://lac.example/a">Le Lac</a>'
    for written, text in (
        (f"{link}, qui ferme.", "Cet article est paru dans Le Lac, qui ferme."),
        (f"Le lac gèle.<br>{link}", "Le lac gèle.\nCet article est paru dans Le Lac"),
    ):
        told = one(body=f'<div class="docOcurrContainer">{written}<p>Fin.</p></div>')
        assert (told.text, told.url) == (f"{text}\n\nFin.", "https://lac.example/a")
