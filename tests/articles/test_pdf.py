import io
import logging
import sys
import textwrap
import time
import zlib
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph

from pourparlers.articles import Problem, load
from pourparlers.articles.file import File
from pourparlers.articles.formats import format_of, pdf
from pourparlers.articles.printed.lines import Line
from pourparlers.model import Article, ArticleError, LengthError

TALKS = (
    "La Suisse et l'Italie se sont retrouvées mardi à Coire, dans les Grisons, pour parler d'un label commun des fromages "
    "d'alpage que réclament depuis deux ans les éleveurs des deux versants."
)
SAID = (
    "« Un fromage porte le nom de sa vallée », a déclaré la négociatrice suisse, Annelise Zurbriggen-Favre, à l'issue de la "
    "séance, qui a duré cinq heures et n'a rien réglé de ce qui sépare les deux pays."
)
LINES = textwrap.wrap(TALKS, 80)
NEXT = "Les deux délégations doivent se revoir le 4 mai, à Aoste, si d'ici là les experts ont remis leur rapport sur les palmiers."
HEADLINE = "Fromages : Berne dit non au label commun"


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def written(
    canvas: Canvas,
    lines: list[str],
    x: float = 50,
    top: float = 700,
    size: float = 10,
    font: str = "Times-Roman",
    leading: float = 12,
) -> None:
    canvas.setFont(font, size)
    for number, line in enumerate(lines):
        if line:
            canvas.drawString(x, top - number * leading, line)


def in_columns(count: int, texts: list[str], indent: float = 0, space: float = 0, justified: bool = True) -> bytes:
    out = io.BytesIO()
    width = (515 - 14 * (count - 1)) / count
    frames = [Frame(40, 702, 515, 100, leftPadding=0, rightPadding=0)]
    frames += [Frame(40 + at * (width + 14), 60, width, 632, leftPadding=0, rightPadding=0) for at in range(count)]
    document = BaseDocTemplate(out, pagesize=(595, 842), title=HEADLINE, author="Utilisateur Windows")
    document.addPageTemplates([PageTemplate("page", frames)])
    style = ParagraphStyle(
        "b",
        fontName="Times-Roman",
        fontSize=10,
        leading=12,
        firstLineIndent=indent,
        spaceAfter=space,
        alignment=4 if justified else 0,
    )
    headline = ParagraphStyle("h", fontName="Helvetica-Bold", fontSize=22, leading=26)
    document.build([Paragraph(HEADLINE, headline), FrameBreak(), *(Paragraph(text, style) for text in texts)])
    return out.getvalue()


def found_in(data: bytes, name: str = "a.pdf") -> list[Article | Problem]:
    return list(load(data, name=name, language="fr"))


def only(data: bytes, name: str = "a.pdf") -> Article:
    (found,) = found_in(data, name)
    assert isinstance(found, Article), found
    return found


def problem(data: bytes) -> Problem:
    (found,) = found_in(data)
    assert isinstance(found, Problem)
    assert found.error.hint
    return found


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize(("indent", "space", "justified"), [(10, 0, True), (0, 6, True), (10, 0, False)])
def test_columns_are_read_one_after_the_other(count: int, indent: float, space: float, justified: bool) -> None:
    texts = [f"({number}) {text}" for number in range(4 * count) for text in (TALKS, SAID, NEXT)]
    found = only(in_columns(count, texts, indent, space, justified))
    assert found.text.split("\n\n") == [HEADLINE, *texts]


def test_columns_that_are_drawn_row_by_row_are_read_column_by_column() -> None:
    left = [
        "La délégation suisse a quitté la salle",
        "peu avant minuit, sans faire de décla-",
        "ration. Les experts des deux pays",
        "se retrouvent jeudi à Aoste.",
    ]
    right = [
        "Le vice-ministre italien de l'Agri-",
        "culture, Ettore Marchiandi-Bô, attend",
        "une réponse de Berne sur le vice-",
        "label des palmiers d'alpage.",
    ]

    def draw(canvas: Canvas) -> None:
        written(canvas, ["Fromages : une nuit pour rien, une semaine pour finir"], top=740, size=20)
        canvas.setFont("Times-Roman", 10)
        for number, (one, other) in enumerate(zip(left, right, strict=True)):
            line = canvas.beginText(50, 700 - 12 * number)
            line.textOut(one)
            line.setTextOrigin(230, 700 - 12 * number)
            line.textOut(other)
            canvas.drawText(line)

    assert only(drawn(draw)).text == (
        "Fromages : une nuit pour rien, une semaine pour finir\n\n"
        "La délégation suisse a quitté la salle peu avant minuit, sans faire de déclaration. Les experts des deux pays se retrouvent jeudi à Aoste.\n\n"
        "Le vice-ministre italien de l'Agriculture, Ettore Marchiandi-Bô, attend une réponse de Berne sur le vice-label des palmiers d'alpage."
    )


@pytest.mark.parametrize("count", [2, 3, 4])
def test_columns_of_words_placed_one_by_one_are_read(count: int) -> None:
    width = (515 - 14 * (count - 1)) / count
    text = " ".join([TALKS, SAID, NEXT])
    lines = textwrap.wrap(text, int(width / 4.75))
    share = -(-len(lines) // count)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 9)
        for number, line in enumerate(lines):
            words = line.split()
            blank = (width - sum(stringWidth(word, "Times-Roman", 9) for word in words)) / max(1, len(words) - 1)
            x = 40 + number // share * (width + 14)
            for word in words:
                canvas.drawString(x, 700 - number % share * 11, word)
                x += stringWidth(word, "Times-Roman", 9) + min(blank, 8)

    assert only(drawn(draw)).text.replace("\n\n", " ") == text


def test_two_articles_side_by_side_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, ["Le Courrier"], x=40, top=800, size=30)
        written(
            canvas,
            [
                "Une brève sur les oiseaux de",
                "mer, qui sont douze au large,",
                "et que l'on compte chaque an",
                "depuis le phare du cap, dit-on.",
            ],
            x=40,
            top=740,
        )
        written(canvas, ["Berne dit non au label des alpages"], x=216, top=740, size=18, font="Helvetica-Bold")
        written(
            canvas,
            [
                "La Suisse et l'Italie se sont",
                "retrouvées mardi à Coire, où",
                "les éleveurs des deux vallées",
                "attendent un label commun et",
                "où les experts remettent leur",
            ],
            x=216,
            top=710,
        )
        written(
            canvas,
            [
                "rapport le 4 mai, à Aoste, si",
                "d'ici là les délégations se",
                "sont entendues sur les noms",
                "des fromages et sur ceux des",
                "palmiers de la côte.",
            ],
            x=392,
            top=710,
        )
        written(canvas, ["Un troupeau passe le col, vendredi. (Agence des Alpes)"], x=216, top=640, size=7)

    assert only(drawn(draw)).text == (
        "Le Courrier\n\nUne brève sur les oiseaux de mer, qui sont douze au large, et que l'on compte chaque an depuis le phare du cap, dit-on.\n\n"
        "Berne dit non au label des alpages\n\nUn troupeau passe le col, vendredi. (Agence des Alpes)\n\nLa Suisse et l'Italie se sont retrouvées mardi à Coire, où les éleveurs des deux vallées attendent un label "
        "commun et où les experts remettent leur rapport le 4 mai, à Aoste, si d'ici là les délégations se sont entendues sur les noms des fromages et sur "
        "ceux des palmiers de la côte."
    )


def test_an_article_in_two_columns_stands_below_one_in_three() -> None:
    text = textwrap.wrap(" ".join([TALKS, SAID, NEXT]), 30)
    below = textwrap.wrap(" ".join([SAID, NEXT]), 50)
    thirds, half = -(-len(text) // 3), -(-len(below) // 2)

    def draw(canvas: Canvas) -> None:
        for at in range(3):
            # The first two columns end lower than the last.
            written(canvas, text[at * thirds : (at + 1) * thirds], x=40 + 172 * at, top=700)
        written(canvas, ["Le phare du cap aura deux gardiens"], x=40, top=580, size=18, font="Helvetica-Bold")
        for at in range(2):
            written(canvas, below[at * half : (at + 1) * half], x=40 + 262 * at, top=550)

    assert only(drawn(draw)).text == "\n\n".join(
        (" ".join([TALKS, SAID, NEXT]), "Le phare du cap aura deux gardiens", " ".join([SAID, NEXT]))
    )


def test_an_article_stands_below_another_and_the_box_beside_it() -> None:
    text, below = textwrap.wrap(" ".join([TALKS, SAID, NEXT]), 30), textwrap.wrap(" ".join([SAID, NEXT, TALKS]), 60)
    half, below_half = -(-len(text) // 2), -(-len(below) // 2)

    def draw(canvas: Canvas) -> None:
        for at in range(2):
            written(canvas, text[at * half : (at + 1) * half], x=40 + 172 * at, top=700)
        written(canvas, ["Repères", *textwrap.wrap(TALKS, 30)], x=384, top=700)
        # Its headline spans no column of those above it, the first line below it does.
        written(canvas, ["Le phare du cap"], x=40, top=560, size=16, font="Helvetica-Bold")
        for at in range(2):
            written(canvas, below[at * below_half : (at + 1) * below_half], x=40 + 272 * at, top=530)

    assert only(drawn(draw)).text.split("\n\n") == [
        " ".join([TALKS, SAID, NEXT]),
        f"Repères {TALKS}",
        "Le phare du cap",
        " ".join([SAID, NEXT, TALKS]),
    ]


@pytest.mark.parametrize("count", [1, 2])
def test_what_a_browser_prints_around_a_page_is_its_address(count: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle(HEADLINE)
        for number in range(1, count + 1):
            written(canvas, ["12/03/2024 18:20"], x=24, top=820, size=8)
            written(canvas, [HEADLINE], x=240, top=820, size=8)
            written(canvas, LINES, top=700 - number)
            written(canvas, ["https://courrier.example/a?x=1"], x=24, top=17, size=8)
            written(canvas, [f"{number}/{count}"], x=560, top=17, size=8)
            canvas.showPage()

    found = only(drawn(draw))
    assert found.text == "\n\n".join([TALKS] * count)
    assert found.url == "https://courrier.example/a?x=1"


def test_an_address_at_the_end_of_a_page_stays() -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, LINES)
        written(canvas, ["https://courrier.example/a 3/7"], top=17, size=8)

    found = only(drawn(draw))
    assert (found.text, found.url) == (f"{TALKS}\n\nhttps://courrier.example/a 3/7", None)


def test_small_capitals_go_on_from_their_capital() -> None:
    def draw(canvas: Canvas) -> None:
        x = 50.0
        for letter in "Ana Bel, à Coire":
            size = 10.5 if letter.isupper() or not letter.isalpha() else 7.5
            written(canvas, [letter.upper()], x=x, top=700, size=size)
            x += stringWidth(letter.upper(), "Times-Roman", size)
        written(canvas, LINES, x=50, top=660)

    assert only(drawn(draw)).text.split("\n\n")[0] == "ANA BEL, À COIRE"


def test_what_follows_the_number_of_a_note_is_no_column() -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, ["Les deux délégations ont annoncé"], x=72, top=600, size=12)
        written(canvas, ["1"], x=275.6, top=604.6, size=7)
        written(canvas, ["vendredi que le phare du cap"], x=280.1, top=600, size=12)
        written(canvas, ["aurait deux gardiens."], x=72, top=586, size=12)
        for number, (row, cost) in enumerate([("Poste", "Coût"), ("Lampe", "2 M€")]):
            written(canvas, [row], x=72, top=540 - 30 * number, size=12)
            written(canvas, [cost], x=270.1, top=540 - 30 * number, size=12)

    text = only(drawn(draw)).text
    assert "annoncé vendredi que le phare du cap aurait deux gardiens." in text
    assert "Lampe 2 M€" in text


def test_rows_of_a_table_stay_rows() -> None:
    rows = [
        ("Vallée", "Label", "Année"),
        ("Aoste", "Fontal", "2021"),
        ("Coire", "aucun", "2022"),
        ("Sion", "Raclette", "2023"),
        ("Bulle", "Gruyère", "2020"),
    ]

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                canvas.drawString(50 + 150 * at, 700 - 14 * number, cell)

    assert only(drawn(draw)).text.split("\n\n") == [" ".join(row) for row in rows]


def test_a_drop_capital_begins_its_word() -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, ["L"], x=50, top=676, size=34)
        written(
            canvas,
            [
                "a Suisse et l'Italie se sont retrou-",
                "vées mardi à Coire, dans les Gri-",
                "sons, pour parler d'un label.",
            ],
            x=74,
        )
        written(canvas, ["Les éleveurs des deux versants l'attendent", "depuis deux ans déjà, dit-on."], top=664)

    assert only(drawn(draw)).text.startswith(
        "La Suisse et l'Italie se sont retrouvées mardi à Coire, dans les Grisons, pour parler d'un label."
    )


def test_running_heads_and_page_numbers_are_left_out_where_they_stand_on_most_pages() -> None:
    body = [
        ["Le pont relie les deux rives.", "Il sera payé à deux.", "Les travaux durent un an.", "Un péage est exclu."],
        ["La phrase de la page deux.", "Elle est suivie d'une autre.", "Puis d'une troisième.", "Et d'une fin."],
        ["La page trois commence.", "Elle parle d'oiseaux de mer.", "Elle en compte douze.", "Elle finit ici."],
    ]

    def draw(canvas: Canvas) -> None:
        for number, lines in enumerate(body, 1):
            written(canvas, [f"Le Courrier des vallées – 17 mars 2023 – {number}/3"], top=800, size=8)
            written(canvas, lines, leading=24)
            written(canvas, [f"- {number} -"], x=290, top=30, size=8)
            canvas.showPage()

    assert only(drawn(draw)).text.split("\n\n") == [line for lines in body for line in lines]


def test_what_stands_on_one_page_alone_stays() -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, ["Le Courrier des vallées, page 3"], top=800, size=8)
        written(canvas, [TALKS[:60], TALKS[60:120]])

    assert only(drawn(draw)).text.startswith("Le Courrier des vallées, page 3\n\n")


def test_a_word_goes_on_over_columns_and_pages() -> None:
    def draw(canvas: Canvas) -> None:
        written(
            canvas, ["Les négociations ont repris lundi à Coire.", "Elles portent sur le label, et les négo-"], top=90
        )
        canvas.showPage()
        written(canvas, ["ciations de mai sur les palmiers."])

    assert (
        only(drawn(draw)).text
        == "Les négociations ont repris lundi à Coire. Elles portent sur le label, et les négociations de mai sur les palmiers."
    )


def test_text_at_the_margin_comes_after() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(560, 300)
        canvas.rotate(90)
        written(canvas, ["Photo : Agence des Alpes"], x=0, top=0, size=6)
        canvas.restoreState()
        written(canvas, LINES)

    assert only(drawn(draw)).text == f"{TALKS}\n\nPhoto : Agence des Alpes"


def test_a_turned_page_is_read_level() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        written(canvas, LINES, top=400)

    assert only(drawn(draw)).text == TALKS


def test_what_is_drawn_twice_for_weight_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            written(canvas, ["Berne dit non au label"], x=50 + shift)
        written(canvas, ["Les experts se revoient."], top=650)

    assert only(drawn(draw)).text == "Berne dit non au label\n\nLes experts se revoient."


def test_text_of_forms_stands_where_they_are_placed() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("corps")
        written(canvas, ["La suite du texte est dans une forme."], x=0, top=0)
        canvas.endForm()
        canvas.saveState()
        canvas.translate(50, 600)
        canvas.doForm("corps")
        canvas.restoreState()
        written(canvas, ["Le début du texte est dans la page."], top=700)

    assert only(drawn(draw)).text == "Le début du texte est dans la page.\n\nLa suite du texte est dans une forme."


def test_what_lies_outside_the_page_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, ["journal_12.indd 3 16/03/23"], top=-20)
        written(canvas, LINES)

    assert only(drawn(draw)).text == TALKS


def test_title_and_author_come_from_the_properties_and_the_day_from_nowhere() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle(HEADLINE)
        canvas.setAuthor("Corinne Vuadens")
        written(canvas, [TALKS])

    found = only(drawn(draw))
    assert (found.title, found.author, found.published, found.outlet, found.page) == (
        HEADLINE,
        "Corinne Vuadens",
        None,
        None,
        None,
    )
    assert (
        only(drawn(lambda canvas: (canvas.setTitle("Microsoft Word - label.doc"), written(canvas, [TALKS]))[-1])).title
        is None
    )


def test_ligatures_and_marks_of_letters_are_letters() -> None:
    line = Line("La \ufb01n de l\u2019e\u0301te\u0301, o\ufb03cielle, du cœur", 50, 300, 700, 10)
    assert pdf._text([[line]]) == "La fin de l\u2019été, officielle, du cœur"


@pytest.mark.parametrize("strength", [40, 128])
def test_a_pdf_that_only_its_owner_may_change_is_read(strength: int) -> None:
    locked = drawn(
        lambda canvas: written(canvas, [TALKS]), encrypt=StandardEncryption("", "proprio", strength=strength)
    )
    assert only(locked).text == TALKS


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_with_a_password_is_a_problem(algorithm: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(lambda canvas: written(canvas, [TALKS])))))
    pytest.importorskip("cryptography")
    writer.encrypt("secret", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    assert "password" in problem(out.getvalue()).error.what


def test_aes_with_an_empty_password_is_read() -> None:
    pytest.importorskip("cryptography")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(lambda canvas: written(canvas, [TALKS])))))
    writer.encrypt("", "proprio", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    assert only(out.getvalue()).text == TALKS


def test_a_scanned_pdf_names_what_reads_it() -> None:
    found = problem(drawn(lambda canvas: canvas.rect(50, 50, 400, 600, fill=1)))
    assert type(found.error) is ArticleError
    assert "ocrmypdf" in (found.error.hint or "")


def test_without_the_library_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert problem(drawn(lambda canvas: written(canvas, [TALKS]))).error.hint == "pip install 'pourparlers[pdf]'"


def test_a_pdf_is_told_by_its_bytes() -> None:
    data = drawn(lambda canvas: written(canvas, [TALKS]))
    assert format_of(File(data, "a.txt")) == "pdf"
    assert format_of(File(b"\n\n" + data, "a")) == "pdf"
    assert format_of(File(b"Les fichiers %PDF-1.4 sont rares.", "a.txt")) == "text"


def test_a_pdf_without_its_table_of_places_is_read() -> None:
    data = drawn(lambda canvas: written(canvas, [TALKS]))
    assert only(data.replace(b"\nxref\n0", b"\nnone\n0")).text == TALKS
    assert only(data.replace(b"startxref\n", b"startxref\n9")).text == TALKS


def test_a_pdf_cut_anywhere_is_an_article_or_a_problem() -> None:
    data = in_columns(2, [TALKS, SAID, NEXT])
    for end in range(0, len(data), 61):
        for found in found_in(data[:end]):
            assert isinstance(found, Article) or "cannot be read as" not in found.error.what


def test_damage_anywhere_is_an_article_or_a_problem() -> None:
    data = in_columns(2, [TALKS, SAID, NEXT])
    for at in range(0, len(data), 67):
        for found in found_in(data[:at] + b"<< /A [\0\xff" + data[at + 8 :]):
            assert isinstance(found, Article) or "cannot be read as" not in found.error.what


def test_the_library_is_quiet_and_says_again_what_it_said_before(capfd: pytest.CaptureFixture[str]) -> None:
    data = drawn(lambda canvas: written(canvas, [TALKS]))
    level = logging.getLogger("pypdf").level
    found_in(data.replace(b"startxref\n", b"startxref\n9"))
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("pypdf").level == level


def by_hand(
    content: bytes,
    more: bytes = b"",
    page: bytes = b"",
    pages: bytes = b"/Kids [3 0 R] /Count 1",
    filtered: str = "/FlateDecode",
) -> bytes:
    packed = zlib.compress(content, 9) if filtered == "/FlateDecode" else content
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages " + pages + b">>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>> "
        + page
        + b">>>>",
        b"<</Filter %s/Length %d>> stream\n%s\nendstream" % (filtered.encode(), len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        more or b"null",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 7\n0000000000 65535 f \n"
        + table
        + b"trailer\n<</Root 1 0 R/Size 7>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


SHOW = b"BT /F1 10 Tf 1 0 0 1 50 700 Tm (Le pont relie les deux rives du lac.) Tj ET\n"
FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>/Length %d>> stream\n%s\nendstream"
SELF = FORM % (len(SHOW + b"/X Do /X Do"), SHOW + b"/X Do /X Do")


def test_a_pdf_made_by_hand_is_read() -> None:
    assert only(by_hand(SHOW)).text == "Le pont relie les deux rives du lac."
    assert (
        only(by_hand(b"/X Do", FORM % (len(SHOW), SHOW), b"/XObject<</X 6 0 R>>")).text
        == "Le pont relie les deux rives du lac."
    )


@pytest.mark.parametrize(
    "data",
    [
        by_hand(b" " * 300_000_000),
        by_hand(b"[" * 300_000),
        by_hand(b"<<" * 100_000),
        by_hand(b"(" * 1_000_000),
        by_hand(SHOW * 8_000),
        by_hand(b"/X Do " * 2_000, SELF, b"/XObject<</X 6 0 R>>"),
        by_hand(SHOW, pages=b"/Kids [2 0 R 3 0 R] /Count 99999999"),
        by_hand(SHOW, pages=b"/Kids [" + b"3 0 R " * 3_000 + b"] /Count 3000"),
        by_hand(b"BT /F1 10 Tf " + b"1e9 0 0 1e9 50 700 Tm (Le pont) Tj 0 0 0 0 0 0 Tm (du lac) Tj 1e400 0 0 1 nan inf Tm (des) Tj ET"),
        by_hand(zlib.compress(zlib.compress(b" " * 100_000_000)), filtered="[/FlateDecode/FlateDecode/FlateDecode]"),
        by_hand(b"".join(b"BT /F1 10 Tf 1 0 0 1 %d %d Tm (mot) Tj ET\n" % (at * 7 % 560, at * 13 % 830) for at in range(8_000))),
    ],
    ids=["flate", "arrays", "dictionaries", "string", "strokes", "forms", "loop of pages", "many pages", "numbers", "filters", "scattered"],
)  # fmt: skip
def test_bombs_end_soon(data: bytes) -> None:
    begun = time.monotonic()
    for found in found_in(data):
        assert isinstance(found, Article) or (found.error.hint and "cannot be read as" not in found.error.what)
    assert time.monotonic() - begun < 20


def test_too_many_pages_are_a_problem() -> None:
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(pdf.MOST_PAGES + 1):
        writer.add_blank_page(100, 100)
    writer.write(out)
    assert isinstance(problem(out.getvalue()).error, LengthError)


def test_a_page_that_cannot_be_read_is_told_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pdf._page

    def second_fails(reader: object, number: int, until: float, where: str) -> list[Line]:
        if number == 1:
            raise ValueError
        return whole(reader, number, until, where)

    monkeypatch.setattr(pdf, "_page", second_fails)

    def draw(canvas: Canvas) -> None:
        for text in (TALKS, SAID, NEXT):
            written(canvas, [text])
            canvas.showPage()

    told, found = found_in(drawn(draw))
    assert isinstance(told, Problem)
    assert told.where == "a.pdf, page 2"
    assert isinstance(found, Article)
    assert found.text == f"{TALKS}\n\n{NEXT}"


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_SECONDS", -1.0)
    assert isinstance(problem(drawn(lambda canvas: written(canvas, [TALKS]))).error, LengthError)
