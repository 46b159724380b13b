from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from pourparlers.articles.tabular.rows import Column, Preview
from pourparlers.views.previews import Named, columns_view, names_view

TABLE = Preview(
    file="clippings/presse.csv",
    columns=(
        Column(field="text", column="Corps", sample="Les macareux\n\nsont \x1b[31mrevenus. " * 20),
        Column(field="published", column="Date", sample="27/04/2022"),
        Column(field="author", column="auteurs.name"),
    ),
    unused=("Remarques", *(f"c{n}" for n in range(30))),
)


def shown(parts: object, width: int = 80) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, emoji=False, markup=False)
    for part in parts:  # type: ignore[attr-defined]
        console.print(part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr",
            ["Colonnes de clippings/presse.csv", "Champ", "aucune colonne reconnue", "Non utilisées : Remarques, c0"],
        ),
        ("en", ["Columns of clippings/presse.csv", "Field", "no column is known for it", "Not used: Remarques, c0"]),
    ],
)
def test_columns_with_their_field_a_sample_and_what_is_not_used(language: str, words: list[str]) -> None:
    told = shown(columns_view([TABLE], language))
    assert all(word in told for word in words)
    assert "(+19)" in told
    assert "\x1b" not in told
    assert max(map(len, told.splitlines())) <= 80
    lines = [line.split() for line in told.splitlines()]
    fields = [line[0] for line in lines if line and line[0] in {"text", "published", "title", "outlet", "author"}]
    assert fields == ["text", "published", "title", "outlet", "author"]


def test_files_with_the_same_columns_are_shown_once() -> None:
    others = [Preview(file=f"{n}.csv", columns=(), unused=(f"c{n}",)) for n in range(5)]
    told = shown(columns_view([TABLE, TABLE, TABLE, *others], "en"))
    assert told.count("Columns of") == 3
    assert "presse.csv and 2 more" in told
    assert "and 3 more files or groups of files" in told


def test_what_a_pattern_takes_from_names() -> None:
    named = [
        Named(file="a/2022-01-12_Journal.txt", told={"published": "2022-01-12", "outlet": "Journal"}),
        Named(file="b.txt", told=None),
    ]
    told = shown(names_view(named, "{published}_{outlet}", "fr"))
    assert "Noms de fichiers d'après {published}_{outlet}" in told
    assert re.search(r"Journal\.txt +2022-01-12 +Journal *\n", told)
    assert "nom non conforme" in told
    assert shown(names_view([Named(file="b.txt", told=None)], "{outlet}_x", "en")).count("not made like this") == 1
    assert shown(names_view([], "{outlet}", "en")) == ""
