"""Files by their first bytes, XML, HTML and archives without their dangers."""

from __future__ import annotations

import gzip
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.articles.archives import member, open_zip
from pourparlers.articles.file import HEAD, File
from pourparlers.articles.markup import parse_html, parse_xml, text_of, text_of_html
from pourparlers.model import ArticleError, LengthError

TEXT = "La délégation est arrivée à Genève dans la nuit."
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))


def test_a_gzip_file_is_unpacked_and_a_damaged_one_told(tmp_path: Path) -> None:
    data = gzip.compress(TEXT.encode())
    assert File(data).text() == TEXT
    assert File(data, "a.csv.gz").suffix == ".csv"
    for broken in (data[:-9], data[:12], data[:20] + b"xxxx" + data[24:]):
        with pytest.raises(ArticleError, match=r"gzip|no text"):
            File(broken, "a.gz").text()


def test_a_gzip_bomb_is_too_large() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    with pytest.raises(LengthError):
        File(bomb, "bomb.gz").data()
    assert len(File(bomb).head) == HEAD


def test_a_gzip_file_that_is_read_line_by_line_does_not_unpack_without_end() -> None:
    bomb = File(gzip.compress(b"title,text\n" + b"\n" * 250_000_000, 1), "bomb.csv.gz")
    with pytest.raises(LengthError, match="200 times"), bomb.characters() as stream:
        while stream.read(10_000_000):
            continue


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_of_an_archive_that_is_packed_as_none_of_a_document_is_refused(way: int) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        archive.writestr("word/document.xml", b" " * 1_000)
    with open_zip(File(out.getvalue(), "a.docx")) as archive, pytest.raises(ArticleError, match="packed in a way"):
        member(archive, "word/document.xml", "a.docx")


def test_the_start_of_a_file_ends_with_a_whole_character() -> None:
    text = "a" + "é" * HEAD
    assert File(text.encode()).start == text[: (HEAD - 1) // 2 + 1]
    assert File(b"\x89PNG\r\n\x1a\n").start == ""


def test_a_sparse_file_of_gigabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sparse.txt"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    begun = time.monotonic()
    with pytest.raises(LengthError):
        File(path).data()
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "data",
    [
        f"<!DOCTYPE l [{LAUGHS}]><l>&l9;</l>".encode(),
        f"<!DOCTYPE l [{LAUGHS}]><l>&l9;</l>".encode("utf-16"),
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b"<!DOCTYPE a [<!ENTITY % x \"<!ENTITY y 'z'>\"> %x;]><a>&y;</a>",
        b"<a><b></a>",
        b"",
        b"\0",
        b"<a>" * 100_000,
        b"<a " + b"b='c' " * 100_000,
    ],
)
def test_hostile_xml_is_an_error(data: bytes) -> None:
    with pytest.raises(ArticleError):
        parse_xml(data, "a.xml")


def test_a_document_type_elsewhere_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "x.dtd").write_text("<!ENTITY y 'loaded'>")
    outside = f'<!ENTITY % x SYSTEM "file://{tmp_path}/x.dtd"> %x;'
    for doctype in ('SYSTEM "http://127.0.0.1:9/nitf.dtd"', f"[{outside}]", f'SYSTEM "file://{tmp_path}/x.dtd"'):
        root = parse_xml(f"<!DOCTYPE nitf {doctype}><nitf><p>a</p></nitf>".encode())
        assert root.tag == "nitf"
        try:
            told = "".join(parse_xml(f"<!DOCTYPE nitf {doctype}><nitf>&y;</nitf>".encode()).itertext())
        except ArticleError:
            told = ""
        assert "loaded" not in told


def test_a_declared_encoding_that_there_is_not_is_passed_over() -> None:
    assert parse_xml("<?xml version='1.0' encoding='no-such'?><a>é</a>".encode()).text == "é"


def test_text_is_paragraphs_as_a_reader_sees_them() -> None:
    page = "<h1>Un  pont</h1><p>Lima <b>propose</b>\n une voie.<br>Quito refuse.</p><script>alert(1)</script><ul><li>un</li><li>deux</li></ul>fin<style>p{}</style>"
    assert text_of_html(page) == "Un pont\n\nLima propose une voie.\nQuito refuse.\n\nun\n\ndeux\n\nfin"
    assert text_of_html("plain &amp; simple") == "plain & simple"
    assert text_of_html(" plain\r\nlines ") == "plain\nlines"
    assert text_of_html("") == ""


@pytest.mark.parametrize("opened", ["<div>", "<b>", "<table><tr><td>"])
def test_deep_nesting_is_read_whole_or_told(opened: str) -> None:
    assert text_of(parse_html(opened * 500 + "fin")).endswith("fin")
    with pytest.raises(ArticleError, match="nests too deeply"):
        parse_html(opened * 1_000_000 + "fin")


@given(st.text(max_size=400))
def test_any_fragment_gives_text(fragment: str) -> None:
    text_of_html(f"<p>{fragment}")


def packed(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_an_archive_gives_its_members_and_tells_damage() -> None:
    data = packed({"a.xml": b"<a/>", "b.xml": b"b" * 1000})
    with open_zip(File(data)) as archive:
        assert member(archive, "a.xml") == b"<a/>"
        assert member(archive, "none") is None
    at = data.index(b"a.xml") + len(b"a.xml")
    damaged = data[:at] + b"\xff\xff" + data[at + 2 :]
    with open_zip(File(damaged)) as archive, pytest.raises(ArticleError):
        for name in archive.namelist():
            member(archive, name)
    with pytest.raises(ArticleError):
        open_zip(File(data[:-30]))


def test_an_archive_that_unpacks_to_too_much_is_refused_unopened() -> None:
    bomb = packed({f"{n}": b"\0" * 60_000_000 for n in range(4)})
    assert len(bomb) < 1_000_000
    with pytest.raises(LengthError):
        open_zip(File(bomb, "bomb.docx"))
    many = packed({f"{n}": b"" for n in range(21_000)})
    with pytest.raises(LengthError):
        open_zip(File(many))
