"""What file names tell of their articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from pourparlers.articles import How, Problem, load
from pourparlers.articles.names import NamePattern
from pourparlers.model import Article, ArticleError

TEXT = "La délégation est arrivée à Genève dans la nuit."


@pytest.mark.parametrize(
    ("pattern", "name", "told"),
    [
        ("{published}_{outlet}_{*}", "clippings/20240911_Le-Journal_3.txt", {"published": "2024-09-11", "outlet": "Le-Journal"}),
        ("{outlet} - {published} - {title}", "La Gazette - 3 mars 2021 - Un pont.txt", {"outlet": "La Gazette", "published": "2021-03-03", "title": "Un pont"}),
        ("{published}_{outlet}", "2021-03_Le_Quotidien.txt", {"published": "2021-03", "outlet": "Le Quotidien"}),
        ("{outlet}/{published}", "press/Le Quotidien/2021-03-04.html", {"outlet": "Le Quotidien", "published": "2021-03-04"}),
        ("{published} ({page})", "12.03.2021 (p. 4).pdf", {"published": "2021-03-12", "page": "p. 4"}),
    ],
)
def test_fields_are_taken_from_a_name(pattern: str, name: str, told: dict[str, str]) -> None:
    assert NamePattern(pattern).read(name) == told


@pytest.mark.parametrize("name", ["letter.txt", "2021-03-04.txt", "2021-13-04_La Gazette.txt", "_.txt", ""])
def test_a_name_that_is_not_made_so_tells_nothing(name: str) -> None:
    assert NamePattern("{published}_{outlet}").read(name) is None


@pytest.mark.parametrize("pattern", ["", "{*}", "{day}", "{outlet}_{outlet}", "{outlet", "plain", "{outlet}{title}"])
def test_a_pattern_without_fields_or_with_unknown_ones_is_an_error(pattern: str) -> None:
    with pytest.raises(ArticleError):
        NamePattern(pattern)


def test_a_pattern_outranks_the_file_and_is_outranked_by_what_is_given(tmp_path: Path) -> None:
    path = tmp_path / "2021-03-04_La Gazette.txt"
    path.write_text(f"---\noutlet: Le Quotidien\npublished: 2020-01-01\ntitle: Un pont\n---\n{TEXT}", encoding="utf-8")
    how = How(names=NamePattern("{published}_{outlet}"))
    (article,) = load(path, how=how, outlet="Agence du Sud")
    assert isinstance(article, Article)
    assert (article.published, article.outlet, article.title) == ("2021-03-04", "Agence du Sud", "Un pont")


def test_a_file_that_does_not_fit_the_pattern_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(TEXT, encoding="utf-8")
    (found,) = load(tmp_path / "letter.txt", how=How(names=NamePattern("{published}_{outlet}")))
    assert isinstance(found, Problem)
    assert "letter" in found.where
    assert "{published}_{outlet}" in found.error.what


def test_a_long_name_costs_no_time() -> None:
    assert NamePattern("{outlet}_{title}_{author}_{page}_{*}.x").read("a_" * 200_000) is None
