import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.articles.encodings import decode
from pourparlers.model import ArticleError, PourparlersError

FRENCH = "« Où est l’œuf ? », a demandé le délégué à Genève, ébahi… C’était déjà l’été, et rien n’était réglé."
ENGLISH = "“We will not sign,” said the envoy – who hadn’t slept – in a café."


@pytest.mark.parametrize("text", [FRENCH, ENGLISH])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_an_encoding_is_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_code_page_850_is_found() -> None:
    text = "La délégation a été reçue à l'hôtel ; « très bien », dit-elle."
    assert decode(text.encode("cp850")) == text


def test_a_page_may_declare_its_encoding() -> None:
    page = '<html><head><meta charset="iso-8859-15"></head><body>Le délégué a payé 3 € à Sète</body></html>'
    assert decode(page.encode("iso-8859-15")) == page


def test_a_page_in_latin_1_is_read_as_browsers_read_it() -> None:
    page = '<html><meta charset="iso-8859-1"><p>l’été</p></html>'
    assert decode(page.encode("cp1252")) == page


@pytest.mark.parametrize("data", [b"%PDF-1.7 \xe2\xe3", b"PK\x03\x04rest", b"\x89PNG\r\n", b"{\\rtf1 text}"])
def test_what_is_no_text_is_told(data: bytes) -> None:
    with pytest.raises(ArticleError, match="not text") as caught:
        decode(data, "file")
    assert caught.value.hint


def test_broken_utf16_is_told() -> None:
    with pytest.raises(ArticleError, match="utf-16"):
        decode(b"\xff\xfea\x00\x00\xd8", "file")


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except PourparlersError as error:
        assert error.hint


@pytest.mark.parametrize(
    "data",
    [
        b"SQLite format 3\0" + bytes(range(40)) * 50,
        b"\xca\xfe\xba\xbe\0\0\x003" + b"\x01\0\x04Code\x0c\0\x07" * 90,
        b"\x7fELF\x02\x01\x01" + b"\0" * 60 + b"text of a program",
    ],
)
def test_programs_and_databases_are_no_text(data: bytes) -> None:
    with pytest.raises(ArticleError):
        decode(data)


def test_a_text_with_some_control_characters_is_text() -> None:
    text = "La délégation est arrivée à Genève dans la nuit.\x00 \x1b[31mRien n'est signé.\x07"
    assert decode(text.encode()) == text
