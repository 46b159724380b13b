"""What the formats of agencies share, and what hostile files do to them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.articles import Problem, load
from pourparlers.articles.formats.wire import author, root_name, with_dateline
from pourparlers.articles.markup import parse_xml, text_of
from pourparlers.model import Article

FILES = Path(__file__).parent / "files"
ALL = [*sorted(FILES.glob("nitf/*.xml")), *sorted(FILES.glob("newsml/*.xml")), *sorted(FILES.glob("newsml-g2/*.xml"))]
NITF = "<nitf><body><body.content>{}</body.content></body></nitf>"
LAUGHS = (
    '<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
THEFT = '<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
INDIRECT = '<!DOCTYPE nitf [<!ENTITY % a SYSTEM "file:///etc/passwd"> <!ENTITY b "x"> %a;]>'


@pytest.mark.parametrize(
    ("text", "dateline", "expected"),
    [
        ("Le pont est fermé.", "Coire, 16 mars 2023 (AAX) -", "Coire, 16 mars 2023 (AAX) - Le pont est fermé."),
        ("Le pont est fermé.", "Coire", "Coire\n\nLe pont est fermé."),
        ("COIRE (AAX) — Le pont est fermé.", "Coire", "COIRE (AAX) — Le pont est fermé."),
        ("(AAX) - COIRE, 16 MARS - Le pont est fermé.", "Coire", "(AAX) - COIRE, 16 MARS - Le pont est fermé."),
        ("OTTAWA - Le pont est fermé.", "Ottawa Ontario Canada", "OTTAWA - Le pont est fermé."),
        ("PORT SALTER, May 2 (HG) - The bridge.", "PORT SALTER, May 2", "PORT SALTER, May 2 (HG) - The bridge."),
        ("Ponts\n\nCoire (AAX) - Le pont.", "Coire (AAX) –", "Ponts\n\nCoire (AAX) - Le pont."),
        ("Coire, ville du pont, l'a fermé.", "Coire, 16 mars", "Coire, 16 mars\n\nCoire, ville du pont, l'a fermé."),
        ("Le pont est fermé.", "20170102T222800+0000", "Le pont est fermé."),
        ("Le pont est fermé.", "4/4/2018", "Le pont est fermé."),
        ("", "Coire", ""),
    ],
)  # fmt: skip
def test_a_dateline_stays_in_the_text_once(text: str, dateline: str, expected: str) -> None:
    assert with_dateline(text, dateline) == expected


@pytest.mark.parametrize(
    ("line", "name"),
    [("Par Ines Roth", "Ines Roth"), ("By Ines Roth", "Ines Roth"), ("Parfait Aubert", "Parfait Aubert"), ("By", "By")],
)
def test_a_byline_without_its_first_word(line: str, name: str) -> None:
    assert author(line) == name


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ("<nitf>", "nitf"),
        (
            '\ufeff <?xml version="1.0"?><!-- <a> -->\n<!DOCTYPE NewsML [<!ENTITY % n SYSTEM "n.dtd"> %n; ]>\n<NewsML a="1">',
            "NewsML",
        ),
        ('<!DOCTYPE nitf SYSTEM "n.dtd"><n:nitf xmlns:n="x"/>', "nitf"),
        ("<!-- never ended <nitf>", ""),
        ("nitf", ""),
        ("<", ""),
        ("<!DOCTYPE", ""),
        ("", ""),
    ],
)
def test_the_root_element_is_told_by_the_beginning(start: str, name: str) -> None:
    assert root_name(start) == name


@pytest.mark.parametrize(
    "start", ["<!--" * 20_000, "<!" * 30_000, "<?" * 30_000, "<!DOCTYPE [" * 5_000, "<!>" * 20_000]
)
def test_no_beginning_takes_long(start: str) -> None:
    assert root_name(start) == ""


@pytest.mark.parametrize(
    "document",
    [LAUGHS + NITF.format("<p>&c;</p>"), THEFT + NITF.format("<p>&a;</p>"), INDIRECT + NITF.format("<p>&b;</p>")],
)
def test_entities_of_its_own_make_a_file_a_problem(document: str) -> None:
    (found,) = load(document.encode(), name="a.xml")
    assert isinstance(found, Problem)
    assert "entities" in found.error.what


def test_a_named_dtd_is_not_loaded_and_its_letters_are_read() -> None:
    document = '<!DOCTYPE nitf PUBLIC "x" "file:///etc/passwd" [<!ENTITY % n SYSTEM "file:///etc/passwd"> %n; ]><nitf>l&apos;&eacute;t&eacute; &unknown;</nitf>'
    assert text_of(parse_xml(document.encode())) == "l'été &unknown;"


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1252", "us-ascii"])
@pytest.mark.parametrize("written", ["utf-8", "iso-8859-1"])
def test_the_encoding_is_that_of_the_bytes_not_that_which_is_declared(declared: str, written: str) -> None:
    document = f'\n<?xml version="1.0" encoding="{declared}"?><nitf>Le procès de l\'été</nitf>'
    assert text_of(parse_xml(document.encode(written))) == "Le procès de l'été"


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file_that_is_cut_off_anywhere_is_a_problem_and_never_half_an_article(path: Path) -> None:
    data = path.read_bytes().rstrip()
    for at in range(200, len(data), 97):
        found = list(load(data[:at], name="a.xml", language="fr"))
        assert len(found) == 1
        assert isinstance(found[0], Problem), at


@pytest.mark.parametrize("inner", ["<p>", "<block>", "<media>", "<b>"])
@pytest.mark.parametrize(
    "envelope",
    [
        NITF,
        "<NewsML><NewsItem><NewsComponent>{}</NewsComponent></NewsItem></NewsML>",
        '<newsItem xmlns="x">{}</newsItem>',
    ],
)
def test_what_is_nested_100_000_levels_deep_is_a_problem(inner: str, envelope: str) -> None:
    closing = inner.replace("<", "</")
    (found,) = load(envelope.format(inner * 100_000 + "pont" + closing * 100_000).encode(), name="a.xml")
    assert isinstance(found, Problem)


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_script_and_no_control_character_comes_into_an_article(path: Path) -> None:
    for one in load(path):
        if isinstance(one, Article):
            assert "steal" not in repr(one)
            assert "javascript" not in repr(one)


@given(st.text(alphabet="<>!?-[]/&;%\"' nitfNewsMLEy\n", max_size=300))
def test_any_markup_is_told_without_a_traceback(text: str) -> None:
    root_name(text)
    found = list(load(f"<nitf>{text}".encode(), name="a.xml"))
    assert all(isinstance(one, Article) or one.error.hint for one in found)
