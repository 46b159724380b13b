from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.articles import How
from pourparlers.articles.file import File
from pourparlers.articles.formats import format_of, parquet, preview
from pourparlers.model import ArticleError, LengthError
from tables import fields, found, reasons

WORDS = "Le pont sur la rivière est ouvert depuis hier."


def written(columns: dict[str, Any], **options: Any) -> bytes:
    out = BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def test_an_article_a_row() -> None:
    late = datetime(2022, 1, 12, 23, 30, tzinfo=UTC)
    data = written(
        {
            "titre": ["Le pont", "Le phare"],
            "texte": [WORDS, "Le phare de la pointe a été repeint."],
            "date": pa.array([late, None], pa.timestamp("ns", "Europe/Paris")),
            "auteurs": [["Ana Bel", "Luc Dor"], []],
            "source": [{"name": "Le Courrier", "id": 1}, {"name": None, "id": 2}],
            "langue": pa.array(["français", None]).dictionary_encode(),
            "page": [12.0, None],
            "vecteur": [[0.1, 0.2], [0.3, 0.4]],
        }
    )
    assert format_of(File(data)) == "parquet"
    articles, problems = found(data, "a.parquet")
    assert problems == []
    assert [one.place for one in articles] == ["row 1", "row 2"]
    assert articles[0].article.text == WORDS
    assert fields(articles[0]) == {
        "published": "2022-01-13", "language": "fr", "title": "Le pont", "outlet": "Le Courrier",
        "author": "Ana Bel, Luc Dor", "page": "12",
    }  # fmt: skip
    assert fields(articles[1]) == {"language": "fr", "title": "Le phare"}
    told = preview(File(data), How())
    assert told is not None
    assert told.unused == ("source.id", "vecteur")


@pytest.mark.parametrize(
    ("column", "day"),
    [
        (pa.array([date(2022, 1, 12)]), "2022-01-12"),
        (pa.array([datetime(2022, 1, 12, 23, 59)], pa.timestamp("us")), "2022-01-12"),
        (pa.array([datetime(2022, 1, 12, 23, 30, tzinfo=UTC)], pa.timestamp("ms", "UTC")), "2022-01-12"),
        (pa.array([datetime(2022, 1, 12, 23, 30, tzinfo=UTC)], pa.timestamp("s", "+02:00")), "2022-01-13"),
        (pa.array([1_641_945_600_123_456_789], pa.timestamp("ns")), "2022-01-12"),
        (pa.array([-1], pa.date32()), "1969-12-31"),
        (pa.array(["12 janvier 2022"]), "2022-01-12"),
        (pa.array(["2022"], pa.large_string()), "2022"),
        (pa.array([20220112]), "2022-01-12"),
        (pa.array([None], pa.string()), None),
    ],
)
def test_days_and_times_are_days(column: pa.Array, day: str | None) -> None:
    (one,), problems = found(written({"text": [WORDS], "published": column}), "a.parquet")
    assert problems == []
    assert one.article.published == day


def test_a_cell_that_is_no_day_or_no_text_is_a_problem_of_its_row() -> None:
    days = pa.array([2**31 - 1, 0, 0], pa.date32())
    texts = pa.array([WORDS.encode(), b"\xff\xfe", WORDS.encode()])
    articles, problems = found(written({"text": texts, "date": days}), "a.parquet")
    assert [one.place for one in articles] == ["row 3"]
    assert reasons(problems) == [
        ("row 1", "what stands in 'date' is no text."),
        ("row 2", "what stands in 'text' is no text."),
    ]


def test_declared_columns_and_such_as_are_not_there() -> None:
    data = written({"Artikel": [WORDS], "Kopf": [{"oben": "Le pont"}]})
    (one,), _ = found(data, "a.parquet", How(columns={"text": "Artikel", "title": "Kopf.oben"}))
    assert one.article.title == "Le pont"
    _, (problem,) = found(data, "a.parquet", How(columns={"text": "Artikel", "title": "Titel"}))
    assert problem.error.hint == "Columns: Artikel, Kopf.oben."
    _, (problem,) = found(data, "a.parquet")
    assert (
        problem.error.hint == "Name it: --columns text=COLUMN. Columns, by the first row or record: Artikel, Kopf.oben."
    )


@pytest.mark.parametrize("cut", [4, 8, 60, 200, -1])
def test_a_damaged_file_is_a_problem(cut: int) -> None:
    data = written({"text": [WORDS] * 100, "date": ["2022-01-12"] * 100})
    articles, problems = found(data[:cut], "a.parquet")
    assert articles == []
    assert len(problems) == 1
    assert isinstance(problems[0].error, ArticleError)


@pytest.mark.parametrize("change", [1, 255])
def test_a_file_with_one_wrong_byte_never_ends_the_process(change: int) -> None:
    # Of sizes of pages in the metadata, the library ends the process where it asks for them and they are wrong.
    data = written({"text": [WORDS] * 3, "date": ["2022-01-12"] * 3})
    for at in [*range(0, len(data) - 1500, 53), *range(max(len(data) - 1500, 0), len(data))]:
        articles, problems = found(data[:at] + bytes([data[at] ^ change]) + data[at + 1 :], "a.parquet")
        assert articles or problems


def test_a_table_without_rows_or_columns_is_a_problem() -> None:
    for columns in ({"text": pa.array([], pa.string())}, {}):
        articles, problems = found(written(columns), "a.parquet")
        assert (articles, len(problems)) == ([], 1)


def test_what_unpacks_to_far_more_than_it_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_LARGEST_PART", 1_000_000)
    data = written({"text": ["a" * 5_000_000 + WORDS]}, compression="zstd", use_dictionary=False)
    articles, (problem,) = found(data, "a.parquet")
    assert articles == []
    assert isinstance(problem.error, LengthError)


def test_a_dictionary_that_stands_for_a_million_long_texts_is_told() -> None:
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 1_000_000, pa.int32()), pa.array([WORDS * 50_000]))
    articles, problems = found(written({"title": ["t"] * 1_000_000, "text": texts}, compression="zstd"), "a.parquet")
    assert articles == []
    assert len(problems) < 200
    assert "would unpack" in problems[-1].error.what


CELL = st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"])), CELL), min_size=1, max_size=40))
def test_what_is_written_as_parquet_comes_back(cells: list[tuple[str, str | None]]) -> None:
    texts = [f"{WORDS} {text}" for text, _ in cells]
    titles = pa.array([title for _, title in cells], pa.string())
    articles, problems = found(written({"text": texts, "title": titles, "lang": ["fr"] * len(texts)}), "a.parquet")
    assert problems == []
    assert [one.article.text for one in articles] == texts
    assert [one.article.title for one in articles] == [" ".join((title or "").split()) or None for _, title in cells]
