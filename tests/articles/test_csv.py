from __future__ import annotations

import csv
import gzip
import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.articles import How
from pourparlers.articles.file import File
from pourparlers.articles.formats import format_of, preview
from pourparlers.articles.tabular.columns import declared
from pourparlers.model import ArticleError, DateError, LengthError
from tables import FILES, fields, found, reasons

WORDS = "Le pont sur la rivière est ouvert depuis hier."
OTHER = "Le phare de la pointe a été repeint, dit la commune."


def rows(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def test_a_table_of_a_french_spreadsheet() -> None:
    articles, problems = found(FILES / "csv" / "excel.csv")
    assert problems == []
    assert [one.place for one in articles] == ["row 2", "row 3", "row 5"]
    assert articles[0].article.text == (
        "Les ornithologues ont compté les macareux de l’archipel.\n\n"
        "Ils sont « plus nombreux qu’en mars » ; on n’en avait pas vu autant depuis dix ans."
    )
    assert fields(articles[0]) == {
        "published": "2022-04-27", "language": "fr", "title": 'Les macareux des "Sept-Îles"',
        "outlet": "Le Courrier des dunes", "author": "Ana Bel", "section": "Nature", "page": "12",
    }  # fmt: skip
    # What a spreadsheet would take for a formula is text here, and the days tell that 03/05 is in May.
    assert articles[1].article.text == "=2+3 planches manquent au pont de bois, selon la commune."
    assert articles[1].article.published == "2022-05-03"
    assert articles[2].article.published == "2022-06"
    assert articles[2].article.page == "3-4"


def test_a_tab_separated_table_whose_quotation_marks_hold_nothing_together() -> None:
    articles, problems = found(FILES / "csv" / "export.tsv")
    assert problems == []
    assert articles[0].article.text.startswith('"Careful" is what the sign')
    assert fields(articles[0]) == {
        "published": "2022-01-11", "language": "en", "title": "The old bridge", "outlet": "The Marsh Gazette",
        "author": "By Ada Reed", "url": "https://gazette.example/bridge",
    }  # fmt: skip
    assert articles[1].article.published == "2022-01-13"


def test_a_list_of_addresses_is_a_problem_for_each() -> None:
    articles, problems = found(FILES / "csv" / "mediacloud.csv")
    assert articles == []
    assert reasons(problems) == [("row 2", "the row has no text."), ("row 3", "the row has no text.")]
    assert "https://courrier.example/2024/02/palmiers" in problems[0].error.hint
    assert "--columns text=" in problems[0].error.hint
    assert "media_name" in problems[0].error.hint


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_encodings_and_line_ends(delimiter: str, encoding: str, end: str) -> None:
    cells = [["titre", "texte", "date"], ["Été; hiver, «a|b»", WORDS + "\n\n" + OTHER, "12.01.2022"], ["b", OTHER, ""]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(cells)
    articles, problems = found(out.getvalue().encode(encoding), "a.csv")
    assert problems == []
    assert [one.article.text for one in articles] == [WORDS + "\n\n" + OTHER, OTHER]
    assert articles[0].article.title == "Été; hiver, «a|b»"
    assert articles[0].article.published == "2022-01-12"


def test_a_table_needs_no_ending_where_its_header_tells_it() -> None:
    data = rows("title;text", f"Le pont;{WORDS}")
    assert format_of(File(data)) == "csv"
    assert format_of(File(data, "a.txt")) == "csv"
    assert format_of(File(gzip.compress(data), "a.csv.gz")) == "csv"


@pytest.mark.parametrize(
    "text",
    [
        "Le texte, dit-il, est prêt.\nLa date, elle, ne l'est pas.\n",
        "text, title and date: what a table has.\nThis, however, is prose.\n",
        "Texte\n\nLe pont, ouvert depuis hier, est beau.\n",
        "Article, contenu et date\nUn mot, deux mots et trois mots\n",
    ],
)
def test_prose_with_commas_is_no_table(text: str) -> None:
    assert format_of(File(text.encode(), "a.txt")) != "csv"


def test_declared_columns_make_a_table_and_outrank_usual_names() -> None:
    data = rows("Artikel;texte;Kopf", f"{WORDS};autre;Le pont")
    how = How(columns=declared(["text=Artikel", "title=Kopf"]))
    assert format_of(File(data, "a.txt"), how.columns) == "csv"
    (one,), problems = found(data, "a.txt", how)
    assert (one.article.text, one.article.title, problems) == (WORDS, "Le pont", [])


def test_a_declared_column_that_is_not_there_is_an_error_that_lists_those_that_are() -> None:
    articles, (problem,) = found(rows("texte;Kopf", f"{WORDS};x"), "a.csv", How(columns={"title": "Titel"}))
    assert articles == []
    assert problem.error.what == "there is no column 'Titel'."
    assert problem.error.hint == "Columns: texte, Kopf."


def test_without_a_column_of_texts_the_error_shows_how_to_name_it() -> None:
    articles, (problem,) = found(rows("Artikel,Kopf", f'"{WORDS}",x'), "a.csv")
    assert articles == []
    assert problem.error.hint == "Name it: --columns text=COLUMN. Columns, by the first row or record: Artikel, Kopf."


def test_no_column_is_taken_where_somebody_says_so() -> None:
    how = How(columns=declared(["published=-"]))
    (one,), _ = found(rows("texte;date", f"{WORDS};hier"), "a.csv", how)
    assert one.article.published is None


def test_of_several_columns_the_likeliest_is_taken() -> None:
    (one,), _ = found(rows("Article;Contenu;Nom;Titre;Name", f"12;{WORDS};a;b;c"), "a.csv")
    assert (one.article.text, one.article.title) == (WORDS, "b")


@pytest.mark.parametrize("written", ["hier", "03/04/2022", "2022-02-30", "45292"])
def test_a_filled_cell_that_is_no_date_is_a_problem(written: str) -> None:
    articles, (problem,) = found(rows("texte\tdate", f"{WORDS}\t{written}", f"{OTHER}\t2022"), "a.csv")
    assert isinstance(problem.error, DateError)
    assert problem.error.where == problem.where == "a.csv, row 2"
    assert repr(written) in problem.error.what
    assert [one.article.published for one in articles] == ["2022"]


def test_the_order_of_numbers_is_that_of_the_column_then_of_the_language() -> None:
    articles, _ = found(rows("texte;date", f"{WORDS};03/04/2022", f"{OTHER};04/13/2022"), "a.csv")
    assert [one.article.published for one in articles] == ["2022-03-04", "2022-04-13"]
    articles, _ = found(rows("texte;date;langue", f"{WORDS};03/04/2022;français"), "a.csv")
    assert articles[0].article.published == "2022-04-03"


@pytest.mark.parametrize("nothing", ["", "  ", "NA", "NaN", "null", "None", "N/A"])
def test_empty_cells_are_none(nothing: str) -> None:
    data = rows("text,published,outlet,author,language", f"{WORDS},{nothing},{nothing},{nothing},{nothing}")
    (one,), problems = found(data, "a.csv")
    assert problems == []
    assert fields(one) == {"language": "fr"}


def test_rows_with_more_or_fewer_cells_are_problems_with_their_place() -> None:
    lines = ("titre,texte", f"a,{WORDS}", "b", f"c,{WORDS},de trop", f"d,{WORDS},,")
    articles, problems = found(rows(*lines), "a.csv")
    assert [one.place for one in articles] == ["row 2", "row 5"]
    assert reasons(problems) == [
        ("row 3", "cells in the row: 1, in the header: 2."),
        ("row 4", "cells in the row: 3, in the header: 2."),
    ]


def test_nothing_is_read_on_from_a_quotation_mark_that_is_not_closed() -> None:
    articles, (problem,) = found(rows("titre,texte", f"a,{WORDS}", f'b,"{WORDS}', f"c,{WORDS}"), "a.csv")
    assert [one.article.title for one in articles] == ["a"]
    assert problem.where == "a.csv, row 3"
    assert "not closed" in problem.error.what


def test_a_byte_of_another_encoding_is_a_problem_of_its_row() -> None:
    data = (
        f"titre,texte\né,{WORDS}\n".encode() + b"b,Le caf\xe9 est ouvert au bord de la mer.\n" + f"c,{WORDS}\n".encode()
    )
    articles, (problem,) = found(data, "a.csv")
    assert [one.article.title for one in articles] == ["é", "c"]
    assert problem.where == "a.csv, row 3"


def test_a_file_that_begins_in_ascii_is_read_in_the_encoding_that_follows() -> None:
    lines = [f"a,Le pont numero {n} est ouvert." for n in range(4000)]
    data = rows("titre,texte", *lines) + "\nb,Le café est fermé à la côte.".encode("cp1252")
    articles, problems = found(data, "a.csv")
    assert problems == []
    assert articles[-1].article.text == "Le café est fermé à la côte."


def test_nul_is_shown_as_what_it_is() -> None:
    (one,), problems = found(f"titre,texte\na\0b,{WORDS}\0\n".encode(), "a.csv")
    assert problems == []
    assert one.article.text == WORDS + "\ufffd"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"texte,titre\n", b"\xef\xbb\xbf", b"sep=;\n", b'"'])
def test_without_rows_there_is_a_problem(data: bytes) -> None:
    articles, problems = found(data, "a.csv")
    assert articles == []
    assert len(problems) == 1
    assert problems[0].error.hint


def test_a_hundred_thousand_columns() -> None:
    names = ",".join(f"c{n}" for n in range(100_000))
    articles, (problem,) = found(f"{names}\n{names}\n".encode(), "a.csv")
    assert articles == []
    assert len(str(problem.error)) < 500
    assert "and 99,980 more" in problem.error.hint
    (one,), problems = found(f"texte,{names}\n{WORDS},{names}\n".encode(), "a.csv")
    assert (one.article.text, problems) == (WORDS, [])


def test_files_of_zeros_lines_and_cells_without_end(tmp_path: Path) -> None:
    sparse = tmp_path / "a.csv"
    with sparse.open("wb") as file:
        file.truncate(2_000_000_000)
    begun = tmp_path / "b.csv"
    with begun.open("wb") as file:
        file.write(f"titre,texte\na,{WORDS}\nb,".encode())
        file.truncate(2_000_000_000)
    before = time.monotonic()
    articles, (problem,) = found(sparse)
    assert articles == []
    assert isinstance(problem.error, ArticleError)
    articles, problems = found(begun)
    assert len(articles) == len(problems) == 1
    assert isinstance(problems[0].error, LengthError)
    assert time.monotonic() - before < 20
    articles, (problem,) = found(f'titre,texte\na,{WORDS}\nb,"'.encode() + b"le mot\n" * 900_000, "c.csv")
    assert len(articles) == 1
    assert problem.where == "c.csv, row 3"


def test_a_row_of_lines_without_end() -> None:
    data = f"titre,texte\na,{WORDS}\n".encode() + b'"\n",' * 4_000_000
    articles, (problem,) = found(data, "a.csv")
    assert len(articles) == 1
    assert problem.where == "a.csv, row 3"
    assert isinstance(problem.error, LengthError)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"PK\x03\x04....", b"PAR1....", b"\x89PNG\r\n"])
def test_other_files_that_are_called_tables_are_told(data: bytes) -> None:
    articles, (problem,) = found(data, "a.csv")
    assert articles == []
    assert isinstance(problem.error, ArticleError)


def test_how_columns_are_understood() -> None:
    told = preview(File(FILES / "csv" / "excel.csv"), How())
    assert told is not None
    assert [(one.field, one.column) for one in told.columns] == [
        ("text", "Texte"), ("published", "Date de publication"), ("language", "Langue"), ("title", "Titre"),
        ("outlet", "Titre de presse"), ("author", "Auteurs"), ("section", "Rubrique"), ("page", "Page"),
    ]  # fmt: skip
    assert told.columns[3].sample == 'Les macareux des "Sept-Îles"'
    assert told.unused == ("Remarques",)
    assert preview(File(b"Le pont est ouvert.", "a.txt"), How()) is None
    assert preview(File(b"", "a.csv"), How()) is None


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n,;\t|\"'="), max_size=40)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_what_is_written_as_a_table_comes_back(cells: list[tuple[str, str]], delimiter: str) -> None:
    table = [(f"{WORDS} {text}", title, "fr") for text, title in cells]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([("text", "title", "lang"), *table])
    articles, problems = found(out.getvalue().encode(), "a.csv")
    assert problems == []
    assert [one.article.text for one in articles] == [text for text, _, _ in table]
    assert [one.article.title for one in articles] == [" ".join(title.split()) or None for _, title, _ in table]


def test_spaces_after_delimiters_and_backslashes_before_quotation_marks() -> None:
    spaced = rows("date, titre, texte", f'2022-01-12, "Le pont, la fête", "{OTHER}"')
    (one,), problems = found(spaced, "a.csv")
    assert (one.article.text, one.article.title, problems) == (OTHER, "Le pont, la fête", [])
    escaped = rows("titre,texte", f'a,"«\\"Non\\"», dit-il. {OTHER}"', f'b,"{WORDS}"')
    articles, problems = found(escaped, "a.csv")
    assert problems == []
    assert [one.article.text for one in articles] == [f'«"Non"», dit-il. {OTHER}', WORDS]
    # A backslash in a table that needs none to be read is text.
    (one,), _ = found(rows("titre,texte", f'a,"C:\\new {OTHER}"'), "a.csv")
    assert one.article.text == f"C:\\new {OTHER}"


def test_columns_of_one_name_are_told_apart() -> None:
    data = rows("x (3),texte,x,x,", f"a,{WORDS},b,c,d")
    told = preview(File(data, "a.csv"), How())
    assert told is not None
    assert told.unused == ("x (3)", "x", "x (4)", "column 5")
    (one,), _ = found(data, "a.csv", How(columns={"title": "x (4)"}))
    assert one.article.title == "c"


@pytest.mark.parametrize(
    ("days", "published"),
    [(("12/03/2024", "05/10/2023"), "2024-03-12"), (("12/03/2024", "05/27/2023"), "2024-12-03")],
)
def test_between_semicolons_the_day_comes_first_unless_the_table_tells_otherwise(
    days: tuple[str, str], published: str
) -> None:
    articles, _ = found(rows("Date;Texte", *(f"{day};{WORDS} {day}" for day in days)), "excel.csv")
    assert articles[0].article.published == published
