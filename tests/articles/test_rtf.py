"""Rich text: what a reader of it sees, and what hostile files do."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.articles.file import File
from pourparlers.articles.formats import format_of, read
from pourparlers.articles.office import richtext
from pourparlers.articles.office.richtext import read_rich_text
from pourparlers.articles.source import How, Source
from pourparlers.model import ArticleError, LengthError
from rich_text import HEAD, escaped, rich

INFO = r"{\info{\title Le pont de Brume}{\author Jeanne Corvier}{\company Atelier}{\creatim\yr2024\mo9\dy11}}"


def source(data: bytes) -> Source:
    (found,) = read(File(data, "a.rtf"), How())
    assert isinstance(found, Source)
    return found


def text(body: str) -> str:
    return source(f"{HEAD}{body}}}".encode("latin-1")).text


def test_a_document_with_its_title_and_author() -> None:
    data = rich(["Brume et Tarn-Bleu ont rouvert « leur » pont — œuvre de 1 200 mètres.", "Łódź 😀"], INFO)
    assert format_of(File(data, "lettre.txt")) == "rtf"
    assert source(data) == Source(
        text="Brume et Tarn-Bleu ont rouvert « leur » pont — œuvre de 1 200 mètres.\n\nŁódź 😀",
        title="Le pont de Brume",
        author="Jeanne Corvier",
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"CAF\'c9\'bb ferm\'e9\par Le lac", "CAFÉ» fermé\n\nLe lac"),
        (r"l\u8217?\'e9t\'e9 \u8217\'92x", "l’été ’x"),
        (r"{\uc0 l\u8217 un}", "l’un"),
        (r"{\f1 \'b3\'f3d\'9f}", "łódź"),
        ("d\u00c3\u00a9j\u00c3\u00a0", "déjà"),
        ("d\u00e9j\u00e0", "déjà"),
        (r"A{\v cach\'e9}B{\deleted mort}C{\*\inconnu rien}D", "ABCD"),
        (r"{\header en-t\'eate\par}{\footer 3}{\pict\wmetafile8 0a0b0c}Le lac", "Le lac"),
        (r'{\field{\*\fldinst HYPERLINK "https://lac.example"}{\fldrslt le lac}} bleu', "le lac bleu"),
        (r"Le lac{\super 1}{\footnote \pard Note du lac.} est gel\'e9.\par Fin", "Le lac1 est gelé.\n\nFin\n\nNote du lac."),
        (r"\trowd\cellx9\intbl Meules\cell 12\cell\row\pard Fin", "Meules\n\n12\n\nFin"),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt Encadr\'e9\par}}{\shprslt double}}Fin", "Encadré\n\nFin"),
        (r"{\fonttbl{\f3\fcharset2 Wingdings;}}{\listtext\f3 \'a7\tab}Le lac\par \'a7 2", "•\tLe lac\n\n§ 2"),
        (r"{\listtext \u61623\'3f\tab}Le lac\par {\listtext \u-3929 ?\tab}Le pont", "•\tLe lac\n\n•\tLe pont"),
        (r"Le lac {{\NeXTGraphic lac.png \width60 \height40}\'ac}g\'e8le \'ac", "Le lac gèle ¬"),
        (r"auto\-route, a\_b, a\~b, \{x\}", "autoroute, a\u2011b, a\u00a0b, {x}"),
        (r"{\pict\bin12 }}}}{{{{\\\\xx}Le lac", "Le lac"),
    ],
)  # fmt: skip
def test_what_a_reader_sees(body: str, expected: str) -> None:
    assert text(body) == expected


@pytest.mark.parametrize("depth", [4_000, 300_000])
def test_groups_that_nest_without_end(depth: int) -> None:
    data = b"{\\rtf1 Le lac" + b"{\\b " * depth
    start = time.monotonic()
    if depth > 5_000:
        with pytest.raises(ArticleError, match="nested"):
            source(data)
    else:
        assert source(data).text == "Le lac"
    assert time.monotonic() - start < 5


def test_no_part_of_a_document_takes_long_or_breaks() -> None:
    whole = rich(["Le lac est gelé — « oui » 😀."] * 20, INFO)
    for cut in range(0, len(whole), 10):
        read_rich_text(whole[:cut])
    start = time.monotonic()
    for bad in (
        b"\\'",
        b"\\u-1?",
        b"}",
        b"\\uc999999999 \\u1",
        b"\\bin999999999 ",
        b"\\bin-5 ",
        b"\0",
        b"\\*",
        b"\\f1 \\'e9",
    ):
        read_rich_text(b"{\\rtf1 " + bad * 20_000)
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("piece", [b"\\par a", b"Le lac ", b"\\'e9"])
def test_a_document_without_end_is_a_problem(piece: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(richtext, "_MOST_TOKENS", 1_000)
    monkeypatch.setattr(richtext, "_MOST_CHARACTERS", 5_000)
    with pytest.raises(LengthError, match="too long"):
        read_rich_text(b"{\\rtf1 " + piece * 10_000 + b"\\par}")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u00a0"), max_size=80))
def test_any_text_comes_back(written: str) -> None:
    body = "x" + written + "x"
    assert "".join(one.text for one in read_rich_text(f"{HEAD}{escaped(body)}}}".encode()).paragraphs) == body


@given(
    st.lists(
        st.sampled_from(["{", "}", "\\", "\\*", "\\'e9", "\\u5", "\\par", "\\title", "\\info", "\\v", "a", "\\bin3 "])
    )
)
def test_no_order_of_controls_breaks_it(pieces: list[str]) -> None:
    read_rich_text(("{\\rtf1" + "".join(pieces)).encode())
