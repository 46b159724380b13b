import pytest

from pourparlers.articles import from_text
from pourparlers.articles.formats.html import is_page, read_page
from pourparlers.model import ArticleError, LengthError

BODY = (
    "<p>La Suisse et l'Italie se sont retrouvées mardi à Coire pour parler d'un label commun des fromages d'alpage.</p>"
    "<p>« Un fromage porte le nom de sa vallée », a déclaré la négociatrice suisse, Annelise Zurbriggen-Favre, "
    "à l'issue de la séance, qui a duré cinq heures et n'a rien réglé de ce qui sépare les deux pays.</p>"
    "<p>Les deux délégations doivent se revoir le 4 mai, à Aoste, si d'ici là les experts ont remis leur rapport.</p>"
)
PAGE = f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Fromages : Berne dit non | Le Courrier</title>
<meta property="og:title" content="Fromages : Berne dit non"><meta property="og:site_name" content="Le Courrier">
<meta property="article:published_time" content="2023-03-16T18:30:00+01:00">
<link rel="canonical" href="https://courrier.example/fromages"></head>
<body><nav><a href="/">Accueil</a><a href="/sport">Sport</a></nav><article><h1>Fromages : Berne dit non</h1>{BODY}</article>
<footer>Tous droits réservés</footer><script>alert("x")</script></body></html>"""


def test_a_page_gives_its_article_with_what_it_declares() -> None:
    article = from_text(PAGE)
    assert article.language == "fr"
    assert article.published == "2023-03-16"
    assert article.title == "Fromages : Berne dit non"
    assert article.outlet == "Le Courrier"
    assert article.url == "https://courrier.example/fromages"
    assert "« Un fromage porte le nom de sa vallée »" in article.text
    assert "alert" not in article.text
    assert "Accueil" not in article.text


def test_a_page_without_a_date_has_none() -> None:
    assert from_text(f"<html><body><article>{BODY}<p>Tél. 2021-05-05</p></article></body></html>").published is None


@pytest.mark.parametrize(
    "text", ["<p>Bonjour", " \n<!DOCTYPE HTML><p>", "<!-- a --><html>", '<?xml version="1.0"?>\n<html>']
)
def test_pages_are_told_by_their_beginning(text: str) -> None:
    assert is_page(text)


def test_many_comments_before_what_is_no_page_take_no_time() -> None:
    # WordPress writes twenty above its exports.
    assert not is_page('<?xml version="1.0"?>\n' + "<!-- This is no page. -->\n" * 400 + "<rss>")
    assert is_page("<!-- This is a page. -->\n" * 400 + "<html>")


@pytest.mark.parametrize("text", ["3 < 5", "<- Paris", "Le <p> de HTML", "<parti>", "«Non»"])
def test_other_text_is_no_page(text: str) -> None:
    assert not is_page(text)


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><script>x</script></body></html>", "<p>", "<div>" * 30_000]
)
def test_a_page_without_an_article_is_told(page: str) -> None:
    with pytest.raises(ArticleError) as caught:
        from_text(page, where="page.html", language="fr")
    assert caught.value.where == "page.html"


@pytest.mark.parametrize("levels", [10, 300, 1500])
def test_an_article_deep_in_a_page_is_not_lost(levels: int) -> None:
    page = f"<html><body>{'<div>' * levels}<article>{BODY}</article>{'</div>' * levels}</body></html>"
    assert "« Un fromage porte le nom de sa vallée »" in from_text(page).text


@pytest.mark.parametrize("tag", ["<br>", "<a>", "<p>x</p>"])
def test_a_page_of_a_million_elements_takes_no_time(tag: str) -> None:
    with pytest.raises(LengthError, match="elements"):
        read_page("<html><body><p>" + tag * 1_000_000)


def test_paragraphs_lists_and_headings_of_a_bare_page_stand_apart() -> None:
    page = f"""<html><head><title>Fromages</title></head><body>{BODY}<h2>Ce qui reste</h2>
    <ul><li>les noms des vallées ;</li><li>les noms des villes.</li></ul>
    <p>Un communiqué suivra, ont dit lundi les deux délégations à la presse.</p></body></html>"""
    assert from_text(page).text.split("\n\n")[-4:] == [
        "Ce qui reste",
        "les noms des vallées ;",
        "les noms des villes.",
        "Un communiqué suivra, ont dit lundi les deux délégations à la presse.",
    ]


def test_a_table_that_lays_out_an_old_page_leaves_no_marks() -> None:
    first, second = "Berne dit non au label des alpages. " * 6, "Les deux délégations doivent se revoir le 4 mai. " * 4
    page = f"<HTML><BODY><TABLE><TR><TD><A HREF=x>Accueil</A></TD><TD>{first}<BR><BR>{second}</TD></TR></TABLE></BODY></HTML>"
    assert from_text(page).text.split("\n\n")[-2:] == [first.strip(), second.strip()]


@pytest.mark.parametrize(
    "declared",
    [
        '<meta property="article:section" content="L&#39;international">',
        "<meta content=\"L'international\" name='og:article:section'/>",
        '<script type="application/ld+json">{"@type":"NewsArticle","articleSection":["L\'international","Une"]}</script>',
    ],
)
def test_the_section_is_the_one_that_a_page_declares(declared: str) -> None:
    assert from_text(PAGE).section is None
    assert from_text(PAGE.replace("</head>", f"{declared}</head>")).section == "L'international"


def test_when_a_word_processor_made_the_page_is_no_date_of_publication() -> None:
    made = '<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/><meta name="created" content="2024-03-12T20:25:04"/>'
    assert from_text(f"<html><head>{made}</head><body>{BODY}</body></html>").published is None


def test_a_page_that_nests_too_deeply_is_an_error() -> None:
    with pytest.raises(ArticleError, match=r"nests too deeply|no article"):
        from_text(f"<html><body>{'<div>' * 50_000}<article>{BODY}</article>")
