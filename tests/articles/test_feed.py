from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pourparlers.articles import How, Problem, Source, load
from pourparlers.articles.file import File
from pourparlers.articles.formats import format_of
from pourparlers.articles.formats.feed import read_feed
from pourparlers.model import Article, ArticleError, LengthError

FILES = Path(__file__).parent / "files" / "feed"
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>Le Courrier</title><language>fr</language>{}</channel></rss>'
LONG = "Les deux communes ont refusé lundi le péage du pont et elles l'ont dit aux experts de la région, qui avaient remis leur rapport. "
PAGE = f"""<!DOCTYPE html><html lang="fr"><head><title>Page</title><meta property="og:site_name" content="Site"></head>
<body><nav>Accueil</nav><article><h1>Le pont</h1><p>{LONG}</p><p>{LONG.replace("lundi", "mardi")}</p></article></body></html>"""


def entries(data: str | bytes, how: How | None = None, loopback: bool = False) -> list[Source | Problem]:
    content = data.encode() if isinstance(data, str) else data
    return list(read_feed(content, "a.rss", how or How(), loopback))


def item(inner: str) -> str:
    return RSS.format(f"<item><description>Le pont est fermé.</description>{inner}</item>")


def first(data: str) -> Source:
    found = entries(data)[0]
    assert isinstance(found, Source)
    return found


def test_rss_with_contents_summaries_and_an_entry_without_text() -> None:
    whole, summary, video, brief = load(FILES / "courrier.rss")
    assert isinstance(whole, Article)
    assert whole.text == (
        "La Suisse a refusé mercredi le label commun.\n\n"
        "«\u00a0Un fromage porte le nom de sa vallée\u00a0», a dit Annelise Zurbriggen-Favre.\n\nCoire\n\nAoste"
    )
    assert whole.title == "Fromages : Berne dit « non » & Rome attend"
    # 23:30 of New York is the 12th in Greenwich.
    assert (whole.published, whole.language, whole.outlet) == ("2024-09-11", "fr", "Le Courrier des Alpes")
    assert (whole.author, whole.section) == ("Solène Guilvard, Luc Pinchat", "Économie")
    assert whole.url == "https://courrier.example/fromages?utm_source=rss"
    assert whole.identifier == "https://courrier.example/?p=1207"
    assert isinstance(summary, Article)
    assert summary.text == "Les deux rives ont accepté lundi de rouvrir le pont. Le péage attendra..."
    assert (summary.published, summary.author, summary.section) == ("2024-09-10", None, None)
    assert isinstance(video, Problem)
    assert video.where == f"{FILES / 'courrier.rss'}, entry 3"
    assert video.error.hint == "Give --fetch to ask for https://courrier.example/palmiers."
    assert isinstance(brief, Article)
    assert (brief.published, brief.url, brief.author, brief.identifier) == (None, None, "Odile Marclay", None)


def test_atom_with_xhtml_and_an_entry_in_another_language() -> None:
    puffins, french = load(FILES / "harbour.xml")
    assert isinstance(puffins, Article)
    assert puffins.text == "Delegates of the two islands met on Thursday.\n\nRings of steel < rings of plastic."
    assert (puffins.title, puffins.outlet, puffins.section) == (
        "Two islands argue over puffins",
        "The Harbour Gazette",
        "Islands",
    )
    assert (puffins.published, puffins.language, puffins.author) == ("2024-05-02", "en", "Morwenna Tash")
    assert (puffins.url, puffins.identifier) == ("https://harbour.example/1041", "tag:harbour.example,2024:1041")
    assert isinstance(french, Article)
    assert french.text == "Les délégués se sont vus jeudi.\n3 < 5, dit le rapport."
    assert (french.language, french.outlet, french.published) == ("fr", "Agence des îles", "2024-05-03")


def test_rss_1_in_latin_1() -> None:
    (found,) = load(FILES / "vallees.rdf")
    assert isinstance(found, Article)
    assert found.text == "Les deux communes ont refusé lundi le péage du pont."
    assert (found.outlet, found.published, found.author, found.section) == (
        "Vallées & Cimes",
        "2004-06-14",
        "Basile Orcival",
        "Ponts",
    )


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a", "a.json"])
def test_a_feed_is_told_by_its_content_not_by_its_name(name: str) -> None:
    assert format_of(File((FILES / "courrier.rss").read_bytes(), name)) == "feed"


@pytest.mark.parametrize("name", ["a.rss", "flux.atom", "flux.rdf"])
def test_an_error_page_is_no_empty_feed_and_no_article(name: str) -> None:
    (found,) = load(PAGE.encode(), name=name)
    assert isinstance(found, Problem)
    assert found.error.what == "the file is a web page, perhaps of an error."


@pytest.mark.parametrize(
    "data", [RSS.format(""), "", "Le pont.", '{"items": []}', '<feed xmlns="http://www.w3.org/2005/Atom"/>']
)
def test_what_has_no_entry_is_told(data: str) -> None:
    with pytest.raises(ArticleError):
        entries(data)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Wed, 02 Oct 02 08:00:00 EST", "2002-10-02"),
        ("Wed, 02 Oct 2002 23:30:00 -0800", "2002-10-02"),
        ("mer., 11 sept. 2024 10:00:00 +0200", "2024-09-11"),
        ("11/09/2024 10:00", "2024-09-11"),
        ("2024-09-11T23:59:59.999-11:00", "2024-09-11"),
        ("1726005600", None),
        ("hier", None),
        ("", None),
    ],
)
def test_the_day_is_that_of_the_zone_in_which_it_is_written(written: str, day: str | None) -> None:
    assert first(item(f"<pubDate>{written}</pubDate>")).published == day


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("a@b.example (Ines Roth)", "Ines Roth"),
        ("a@b.example", None),
        ("Ines Roth", "Ines Roth"),
        ("", None),
        ("Ines  Roth, Luc Pin", "Ines Roth, Luc Pin"),
    ],
)
def test_authors_are_names(author: str, name: str | None) -> None:
    assert first(item(f"<author>{author}</author>")).author == name


def test_the_text_outranks_the_language_that_the_form_of_a_feed_set() -> None:
    of_the_form = RSS.replace("<language>fr</language>", "<language>en-us</language>")
    assert first(of_the_form.format(f"<item><description>{LONG}</description></item>")).language is None
    assert first(of_the_form.format("<item><description>Pont</description></item>")).language == "en-us"
    assert first(RSS.format(f"<item><description>{LONG * 3}</description></item>")).language == "fr"


def test_a_feed_that_is_cut_off_gives_what_is_whole_and_tells_the_rest() -> None:
    data = (FILES / "courrier.rss").read_bytes()
    for at in range(300, len(data) - 10, 151):
        try:
            found = entries(data[:at])
        except ArticleError:
            continue
        assert isinstance(found[-1], Problem)
        whole = [one for one in found[:-1] if isinstance(one, Source)]
        assert [one.text for one in whole] == [
            one.text for one in entries(data)[: len(found) - 1] if isinstance(one, Source)
        ]


@pytest.mark.parametrize("mark", ["<a>", "</", "&"])
def test_a_feed_of_a_million_marks_takes_no_time(mark: str) -> None:
    data = "<rss version='2.0'><channel><item><description>" + mark * 1_000_000
    (problem,) = load(data.encode(), name="a.xml")
    assert isinstance(problem, Problem)
    assert isinstance(problem.error, LengthError)


def test_ill_formed_is_not_empty() -> None:
    found = entries(
        RSS.format(
            "<item><title>Le pont & le péage</title><description>Caf&eacute; <b>ferm&eacute;</description></item>"
        )
    )
    assert isinstance(found[0], Source)
    assert found[0].text == "Café fermé"


LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize("doctype", [LAUGHS, '<!DOCTYPE rss [<!ENTITY i SYSTEM "file:///etc/passwd">]>'])
def test_entities_are_not_put_in(doctype: str) -> None:
    found = entries(doctype + RSS.format("<item><description>&i; pont</description></item>").partition("?>")[2])
    assert isinstance(found[0], Source)
    assert len(found[0].text) < 20
    assert "root" not in found[0].text


@pytest.mark.parametrize("inner", ["<p>", "&lt;p>", "&lt;div>", "<", "&amp;", "<![CDATA[", "<!--"])
def test_what_is_nested_100_000_levels_deep_ends(inner: str) -> None:
    data = RSS.format(f"<item><description>pont {inner * 100_000}</description></item>")
    try:
        assert all(isinstance(one, Source | Problem) for one in entries(data))
    except ArticleError as error:
        assert error.hint


class Server(BaseHTTPRequestHandler):
    """Has a page of an article, a page without, and nothing else."""

    asked: list[str] = []

    def do_GET(self) -> None:  # noqa: N802
        self.asked.append(self.path)
        pages = {"/pont": PAGE, "/vide": "<html><body></body></html>", "/json": '{"a": 1}'}
        if self.path not in pages:
            self.send_error(404)
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(pages[self.path].encode())

    def log_message(self, *_: object) -> None:
        """Nothing is written to the terminal."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_nothing_is_fetched_without_leave(server: str) -> None:
    asked = len(Server.asked)
    (found,) = entries(item(f"<link>{server}/pont</link>"), loopback=True)
    assert isinstance(found, Source)
    assert found.text == "Le pont est fermé."
    assert len(Server.asked) == asked


def test_with_leave_the_page_of_a_summary_is_fetched_and_the_entry_tells_of_it(server: str) -> None:
    data = item(f"<title>Le pont</title><guid>g-1</guid><pubDate>2024-09-11</pubDate><link>{server}/pont</link>")
    (found,) = entries(data, How(fetch=True), loopback=True)
    assert isinstance(found, Source)
    assert LONG.strip() in found.text
    assert "Accueil" not in found.text
    assert (found.title, found.outlet, found.published) == ("Le pont", "Le Courrier", "2024-09-11")
    assert (found.url, found.identifier, found.place) == (f"{server}/pont", "g-1", "entry 1")


def test_with_leave_what_is_whole_is_not_asked_for(server: str) -> None:
    asked = len(Server.asked)
    data = RSS.replace('version="2.0"', 'version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"')
    content = f"<item><link>{server}/pont</link><content:encoded>{LONG}</content:encoded></item>"
    (found,) = entries(data.format(content), How(fetch=True), loopback=True)
    assert isinstance(found, Source)
    assert found.text == LONG.strip()
    assert len(Server.asked) == asked
    entries(data.format(content.replace("</content", "[…]</content")), How(fetch=True), loopback=True)
    assert len(Server.asked) == asked + 1


@pytest.mark.parametrize(
    ("path", "what"), [("/rien", "answers 404"), ("/vide", "no article"), ("/json", "no web page")]
)
def test_each_page_that_fails_is_a_problem_with_its_entry(server: str, path: str, what: str) -> None:
    (found,) = entries(item(f"<link>{server}{path}</link>"), How(fetch=True), loopback=True)
    assert isinstance(found, Problem)
    assert found.where == "a.rss, entry 1"
    assert what in found.error.what


def test_with_leave_no_server_of_this_machine_is_asked(server: str) -> None:
    asked = len(Server.asked)
    (found,) = load(item(f"<link>{server}/pont</link>").encode(), name="a.rss", how=How(fetch=True))
    assert isinstance(found, Problem)
    assert "private network" in found.error.what
    assert len(Server.asked) == asked
