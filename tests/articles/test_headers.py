import pytest

from pourparlers.articles import from_text
from pourparlers.articles.headers import split_header
from pourparlers.model import ArticleError, DateError

TEXT = "Le vice-ministre a reçu la délégation."


@pytest.mark.parametrize("date", ["2022", "2022-01", "2022-01-12"])
@pytest.mark.parametrize("between", [" ", "\n", "\n\n", "\r\n", "  \n"])
def test_a_date_before_the_text_is_no_part_of_it(date: str, between: str) -> None:
    article = from_text(f"date {date}{between}{TEXT}")
    assert (article.published, article.text) == (date, TEXT)


@pytest.mark.parametrize(
    "text", ["date 2022, les prix ont monté.", "date 20221 Le ministre", "La date 2022-01 est fixée.", "dates 2022 Le"]
)
def test_what_only_looks_like_a_date_stays_text(text: str) -> None:
    assert split_header(text).text == text


def test_a_date_of_no_calendar_is_told() -> None:
    with pytest.raises(DateError, match="2022-02-30"):
        split_header(f"date 2022-02-30 {TEXT}", "file")


def test_front_matter_tells_what_it_knows() -> None:
    front = 'published: 2022-01-12\noutlet: Le Courrier\ntitle: "Trêve : un accord"\nurl: https://example.org/a\nlanguage: fr\ntags: [a, b]'
    article = from_text(f"---\n{front}\n---\n\n{TEXT}\n")
    assert article.published == "2022-01-12"
    assert (article.outlet, article.title, article.url) == ("Le Courrier", "Trêve : un accord", "https://example.org/a")
    assert article.text == f"{TEXT}\n"


def test_values_stay_as_they_are_written() -> None:
    article = from_text(f"---\ndate: 2022-01\ntitle: no\noutlet: null\n---\n{TEXT}")
    assert (article.published, article.title, article.outlet) == ("2022-01", "no", None)


def test_a_line_of_dashes_is_no_front_matter() -> None:
    text = f"---\nBruxelles\n---\n{TEXT}"
    assert split_header(text).text == text


@pytest.mark.parametrize(
    "block", ["title: [a", "title: {a: b}", "title: !!python/object/apply:os.system [ls]", "- url: a\nurl: b"]
)
def test_bad_front_matter_is_told(block: str) -> None:
    with pytest.raises(ArticleError) as caught:
        split_header(f"---\n{block}\n---\n{TEXT}", "file")
    assert caught.value.where == "file"


def test_what_is_given_outranks_what_the_file_tells() -> None:
    article = from_text(f"date 2022-01 {TEXT}", published="2021-12-31", outlet="Le Large")
    assert (article.published, article.outlet) == ("2021-12-31", "Le Large")


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("author: Corinne Vuadens", "Corinne Vuadens"),
        ("author: [Corinne Vuadens, Ettore Marchiandi]", "Corinne Vuadens, Ettore Marchiandi"),
        ("author: {name: Corinne Vuadens}", None),
        ("author:", None),
        ("author: []", None),
    ],
)
def test_front_matter_tells_author_section_and_page(written: str, author: str | None) -> None:
    source = split_header(f"---\ndate: 2023-03-17\n{written}\nsection: Économie\npage: 4\n---\nLe texte.")
    assert (source.author, source.section, source.page) == (author, "Économie", "4")
    assert (source.published, source.text) == ("2023-03-17", "Le texte.")


def test_front_matter_in_toml_is_read() -> None:
    front = 'title = "Trêve : un accord"\ndate = 2023-09-03T10:00:00+02:00\ndraft = false\nauthors = ["Ana Bel", "Ines Roth"]'
    article = from_text(f"+++\n{front}\n+++\n\n{TEXT}")
    assert (article.title, article.published, article.author) == (
        "Trêve : un accord",
        "2023-09-03",
        "Ana Bel, Ines Roth",
    )
    assert article.text == TEXT
    with pytest.raises(ArticleError, match="well formed"):
        split_header(f"+++\ntitle = [\n+++\n{TEXT}")


def test_colons_of_french_need_no_quotes() -> None:
    article = from_text(f"---\ntitle: Palmiers : l'accord\nlang: fr\ntags: [a, b]\ndate: 15 décembre 2023\n---\n{TEXT}")
    assert (article.title, article.language, article.published) == ("Palmiers : l'accord", "fr", "2023-12-15")


def test_what_clippers_write_is_told() -> None:
    front = 'source: "https://courrier.example/a"\nauthor:\n  - "[[Ana Bel]]"\n  - "[[gens/Roth|Ines Roth]]"\npublished: 2024-03-12\ncreated: 2024-04-01'
    article = from_text(f"---\n{front}\n---\n{TEXT}")
    assert (article.url, article.author, article.published) == (
        "https://courrier.example/a",
        "Ana Bel, Ines Roth",
        "2024-03-12",
    )
    assert split_header(f"---\ntitle: a\nsource: Le Large\n---\n{TEXT}").url is None
