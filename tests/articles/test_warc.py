from __future__ import annotations

import gzip
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crawls import CRAWL, HTML, PARAGRAPHS, WAYS, info, page, record
from pourparlers.articles import How, Problem, load
from pourparlers.articles.crawl import Record, records
from pourparlers.articles.file import File
from pourparlers.articles.formats.warc import LARGEST_PAGE
from pourparlers.articles.load import Loaded, found_in
from pourparlers.model import Article, ArticleError, LanguageError, LengthError

way = pytest.mark.parametrize("pack", WAYS.values(), ids=WAYS)


def found(data: bytes, how: How | None = None) -> list[Loaded | Problem]:
    return list(found_in(File(data, "crawl.warc.gz"), how or How()))


def place(one: Loaded | Problem) -> str | None:
    return one.place if isinstance(one, Loaded) else one.where.removeprefix("crawl.warc.gz, ")


def one_article(*parts: bytes) -> Article:
    (one,) = found(b"".join(parts))
    assert isinstance(one, Loaded), one
    return one.article


@way
def test_pages_are_articles_and_other_records_are_passed_over(pack: Callable[[list[bytes]], bytes]) -> None:
    cheese, puffins, empty, german, bridge = found(pack(CRAWL))
    assert isinstance(cheese, Loaded)
    assert cheese.format == "warc"
    assert cheese.article.text.endswith("\n\n".join(PARAGRAPHS))
    assert "steal" not in cheese.article.text
    assert "Menu" not in cheese.article.text
    assert (cheese.article.title, cheese.article.outlet, cheese.article.published) == (
        "Fromages",
        "Le Courrier",
        "2024-09-10",
    )
    assert (cheese.article.url, cheese.article.identifier) == ("https://courrier.example/1", "urn:uuid:0000-1")
    assert isinstance(puffins, Loaded)
    # The day of the crawl is no day of publication.
    assert (puffins.article.language, puffins.article.published) == ("en", None)
    assert isinstance(empty, Problem)
    assert empty.error.what == "no article is found in the page."
    assert isinstance(german, Problem)
    assert isinstance(german.error, LanguageError)
    assert german.error.where == german.where
    assert isinstance(bridge, Loaded)
    assert bridge.article.text.endswith("\n\n".join(reversed(PARAGRAPHS)))


@way
def test_reading_from_a_place_gives_exactly_the_rest(pack: Callable[[list[bytes]], bytes]) -> None:
    data = pack(CRAWL)
    all_ = found(data)
    assert len({place(one) for one in all_}) == 5
    for at, one in enumerate(all_):
        told = place(one) or ""
        rest = found(data, How(start=int(told.removeprefix("record "))))
        assert [(place(a), str(getattr(a, "article", a))) for a in rest] == [
            (place(a), str(getattr(a, "article", a))) for a in all_[at:]
        ]


@way
def test_what_is_cut_off_is_told_after_the_articles_before_it(pack: Callable[[list[bytes]], bytes]) -> None:
    crawl = [info(), *(record(page(f"Titre {number}"), number) for number in range(4))]
    data = pack(crawl)
    whole = found(data)
    for at in range(len(data) // 3, len(data) - 30, 17 if len(data) < 3000 else 71):
        some = found(data[:at])
        assert some, at
        articles = [one for one in some if isinstance(one, Loaded)]
        assert articles == whole[: len(articles)]
        assert len(some) - len(articles) <= 1
        assert all("record " in one.where for one in some if isinstance(one, Problem))
        # What misses is told, but for the checksum behind an article that is whole.
        assert isinstance(some[-1], Problem) or at <= len(pack(crawl[: len(articles) + 1]))


@pytest.mark.parametrize("length", [10**15, 10**8, 10**6, 3, -5, "x"])
@way
def test_a_record_that_lies_about_its_length_costs_only_itself(
    pack: Callable[[list[bytes]], bytes], length: int
) -> None:
    data = pack([record(page("Un"), 1), record(page("Deux"), 2, length=length), record(page("Trois"), 3)])
    some = found(data)
    assert [one.article.title for one in some if isinstance(one, Loaded)] == ["Un", "Trois"]
    assert any(isinstance(one, Problem) for one in some)


@way
def test_what_is_no_record_between_records_is_told(pack: Callable[[list[bytes]], bytes]) -> None:
    some = found(pack([record(page("Un"), 1), b"pont\r\n\r\n", record(page("Deux"), 2)]))
    assert [one.article.title if isinstance(one, Loaded) else one.error.what[:31] for one in some] == [
        "Un",
        "what stands behind the record i",
        "Deux",
    ]


def test_a_damaged_member_costs_only_itself() -> None:
    members = [gzip.compress(record(page(f"Titre {number}"), number)) for number in range(3)]
    for at in range(20, len(members[1]) - 8, 37):
        broken = bytearray(members[1])
        broken[at] ^= 255
        some = found(members[0] + bytes(broken) + members[2])
        titles = [one.article.title for one in some if isinstance(one, Loaded)]
        assert titles[0] == "Titre 0"
        assert titles[-1] == "Titre 2"
        assert len(some) >= 3


def test_a_page_that_is_too_large_is_told_and_the_next_one_read() -> None:
    large, small = found(record("<html>" + " " * LARGEST_PAGE, 1) + record(page(), 2))
    assert isinstance(large, Problem)
    assert isinstance(large.error, LengthError)
    assert large.where == "crawl.warc.gz, record 0"
    assert isinstance(small, Loaded)


def test_a_page_that_unpacks_to_too_much_is_told() -> None:
    bomb = gzip.compress(b"<html>" + b" " * 50_000_000)
    (one,) = found(record(bomb, 1, http=HTML % (b"utf-8", b"Content-Encoding: gzip\r\n")))
    assert isinstance(one, Problem)
    assert isinstance(one.error, LengthError)


@pytest.mark.parametrize("declares", ["", '<meta charset="utf-8">', '<meta charset="iso-8859-1">'])
@pytest.mark.parametrize("told", [b"utf-8", b"iso-8859-1", b"windows-1251", b"nonsense"])
def test_a_page_in_utf_8_is_so_whatever_is_told_of_it(told: bytes, declares: str) -> None:
    article = one_article(record(page(head=declares), http=HTML % (told, b"")))
    assert PARAGRAPHS[1] in article.text


@pytest.mark.parametrize(
    ("told", "declares"),
    [
        (b"utf-8", ""),
        (b"iso-8859-1", ""),
        (b"utf-8", '<meta charset="utf-8">'),
        (b"windows-1251", '<meta charset="windows-1252">'),
    ],
)
def test_a_page_in_latin_1_is_so_whatever_is_told_of_it(told: bytes, declares: str) -> None:
    article = one_article(record(page(head=declares).encode("cp1252"), http=HTML % (told, b"")))
    assert PARAGRAPHS[1] in article.text


def test_the_server_tells_the_encoding_where_the_page_does_not() -> None:
    content = page("Ponts", tuple(one.replace("é", "ő") for one in PARAGRAPHS)).encode("iso-8859-2", "replace")
    assert "sőance" in one_article(record(content, http=HTML % (b"ISO-8859-2", b""))).text


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (gzip.compress(page().encode()), b"Content-Encoding: gzip\r\n"),
        (page().encode(), b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        (b"10\r\n" + page().encode()[:16] + b"\r\n" + b"%x;a=b\r\n" % (len(page().encode()) - 16) + page().encode()[16:] + b"\r\n0\r\n\r\n", b"Transfer-Encoding: chunked\r\n"),
    ],
    ids=["packed", "only said to be packed", "chunks"],
)  # fmt: skip
def test_answers_as_servers_send_them(content: bytes, fields: bytes) -> None:
    assert PARAGRAPHS[0] in one_article(record(content, http=HTML % (b"utf-8", fields))).text


def test_a_codec_of_the_language_is_no_encoding_of_a_page() -> None:
    for codec in (b"idna", b"undefined", b"zlib_codec", b"punycode"):
        (one,) = found(record(HTML % (codec, b"") + page().encode("latin-1")))
        assert isinstance(one, Loaded) or "cannot be read as" not in one.error.what


def test_bytes_that_begin_like_members_a_million_times_over_take_no_time() -> None:
    begun = time.monotonic()
    found(gzip.compress(record(HTML % (b"utf-8", b"") + page().encode())) + b"\x1f\x8b\x08" * 1_000_000)
    assert time.monotonic() - begun < 30


def test_what_a_page_tells_of_its_address_outranks_the_crawl() -> None:
    head = '<link rel="canonical" href="https://courrier.example/fromages">'
    assert one_article(record(page(head=head), 1)).url == "https://courrier.example/fromages"


def test_a_page_saved_as_a_resource_is_read() -> None:
    data = record(page(), 1, "resource", b"").replace(b"application/http; msgtype=resource", b"text/html")
    assert PARAGRAPHS[0] in one_article(data).text


@pytest.mark.parametrize("data", [info(), record("Texte.", 1, "conversion", b""), info() + CRAWL[2]])
def test_a_file_without_pages_is_told(data: bytes) -> None:
    (one,) = found(data)
    assert isinstance(one, Problem)
    assert one.error.what == "no record of the file is a web page that was answered."


@pytest.mark.parametrize(
    "http", [b"", b"HTTP/1.1 200 OK", b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 10_000]
)
def test_a_response_that_is_no_answer_of_http_is_told(http: bytes) -> None:
    (one,) = found(record(page().replace("\n", " "), http=http))
    assert isinstance(one, Problem)
    assert one.where == "crawl.warc.gz, record 0"


def test_an_arc_is_no_article() -> None:
    (one,) = found(
        b"filedesc://live-web.arc.gz 127.0.0.1 20161231000000 text/plain 75\n1 0 LiveWeb Capture\n\n" + page().encode()
    )
    assert isinstance(one, Problem)
    assert "ARC" in one.error.what


@way
def test_a_start_behind_the_end_is_told(pack: Callable[[list[bytes]], bytes]) -> None:
    (one,) = found(pack(CRAWL), How(start=10**7))
    assert isinstance(one, Problem)
    assert "ends before byte 10,000,000" in one.error.what


def test_a_start_within_a_record_is_told_and_the_next_one_read() -> None:
    data = b"".join(CRAWL)
    broken, *rest = found(data, How(start=20))
    assert isinstance(broken, Problem)
    assert [place(one) for one in rest] == [place(one) for one in found(data)]


@pytest.mark.parametrize(
    "inner", ["<p>", "<div>", "<b>", "<!--", "<p lang='", "<html lang=", "&", "<p>" + "x" * 50 + "<"]
)
def test_a_page_nested_100_000_levels_deep_ends(inner: str) -> None:
    (one,) = found(record(f'<html lang="de"><body>{inner * 100_000}pont'))
    assert isinstance(one, Loaded | Problem)


@way
def test_whatever_is_changed_in_a_file_ends_in_articles_and_problems(pack: Callable[[list[bytes]], bytes]) -> None:
    chance = random.Random(7)
    data = pack([record(b"<p>pont", number, http=b"") for number in range(5)])
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(broken))
            broken[at : at + chance.choice([0, 1, 20])] = chance.randbytes(chance.choice([0, 1, 20]))
        try:
            for one in records(File(bytes(broken), "a.warc")):
                if isinstance(one, Record):
                    one.read(100)
        except ArticleError as error:
            assert error.hint


def test_a_file_of_which_all_is_broken_is_left() -> None:
    data = b"".join(record("pont", number, length=5_000_000) for number in range(400))
    *_, last = found(data)
    assert isinstance(last, Problem)
    assert last.error.what == "too much of the file is broken; it is not read further."


def test_a_first_record_that_lies_about_its_length_hides_no_other_in_a_file_of_one_piece() -> None:
    some = found(WAYS["packed whole"]([record("pont", 1, length=10**15), record(page("Deux"), 2)]))
    assert [one.article.title for one in some if isinstance(one, Loaded)] == ["Deux"]
    assert isinstance(some[0], Problem)


def test_a_file_on_disk_is_read_as_it_lies_there(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(WAYS["packed each"](CRAWL))
    assert sum(1 for one in load(path) if isinstance(one, Article)) == 3
