from __future__ import annotations

from pathlib import Path

import pytest

from pourparlers.articles.dates import days_first, told_date
from pourparlers.articles.languages import told_language
from pourparlers.articles.source import FIELDS
from pourparlers.articles.tabular.cells import paths_of, told, value_at
from pourparlers.articles.tabular.columns import declared, guessed, usual
from pourparlers.model import ArticleError


def test_columns_are_declared_by_lines_and_files(tmp_path: Path) -> None:
    path = tmp_path / "columns.yaml"
    path.write_text("text: Corps du texte\ntitle: on\n", encoding="utf-8")
    assert declared([str(path), "published=-", "outlet = Source"]) == {
        "text": "Corps du texte", "title": "on", "published": "-", "outlet": "Source",
    }  # fmt: skip


@pytest.mark.parametrize("line", ["body=Body", "text=", "text=-", "=Body", "text", "none.yaml"])
def test_what_declares_no_column_is_an_error(line: str) -> None:
    with pytest.raises(ArticleError) as caught:
        declared([line])
    assert "text=Body" in caught.value.hint


def test_no_field_is_declared_twice() -> None:
    with pytest.raises(ArticleError):
        declared(["text=a", "text=b"])


def test_usual_names_are_each_of_one_field() -> None:
    assert set(usual().values()) == {"text", *FIELDS}


def test_columns_by_their_usual_names_in_both_languages() -> None:
    assert guessed(["Media Name", "publish_date", "TITRE", "texte intégral"], {}) == {
        "text": "texte intégral", "title": "TITRE", "published": "publish_date", "outlet": "Media Name",
    }  # fmt: skip
    assert guessed(["a", "b"], {}) == {}


def test_one_column_holds_one_field() -> None:
    assert guessed(["text", "body"], {"title": "text"}) == {"title": "text", "text": "body"}
    assert guessed(["text", "date", "jour"], {"published": "-"}) == {"text": "text"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("fr", "fr"), ("FR", "fr"), ("fr-CA", "fr"), ("fr_FR", "fr"), ("fra", "fr"), ("fre", "fr"), ("français", "fr"),
        ("Français", "fr"), ("French", "fr"), ("anglais", "en"), ("English", "en"), ("eng", "en"), ("allemand", "de"),
        ("de-AT", "de"), ("", None), (None, None), (" ", None), ("und", None), ("Klingonisch", "Klingonisch"),
    ],
)  # fmt: skip
def test_languages_by_code_and_name(written: str | None, code: str | None) -> None:
    assert told_language(written) == code


def test_the_order_of_day_and_month_is_told_by_dates_that_tell_it() -> None:
    assert days_first(["03/04/2022", "27/04/2022"]) is True
    assert days_first(["03/04/2022", "04/27/2022"]) is False
    assert days_first(["03/04/2022"]) is None
    assert days_first(["27/04/2022", "04/27/2022"]) is None
    assert told_date("03/04/2022", day_first=True) == "2022-04-03"
    assert told_date("03/04/2022", day_first=False) == "2022-03-04"
    assert told_date("03/04/2022") is None
    assert told_date("2022-02-30") is None


def test_nested_keys_and_lists_of_objects() -> None:
    record = {"a": {"b": {"c": 1}}, "a.b": 2, "d": [{"e": "x"}, {"e": "y"}, 3], "f": [], "g": ["u", "v"]}
    assert list(paths_of(record)) == ["a.b.c", "a.b", "d.e", "g"]
    assert value_at(record, "a.b.c") == 1
    assert value_at(record, "a.b") == 2
    assert told(value_at(record, "d.e"), "author") == "x, y"
    assert told(value_at(record, "g"), "text") == "u\n\nv"
    assert told(value_at(record, "g"), "url") == "u"


@pytest.mark.parametrize("value", [{"a": 1}, object(), b"\xff", [[{}]]])
def test_what_is_no_text_is_told(value: object) -> None:
    with pytest.raises(ValueError):
        told(value, "title")
