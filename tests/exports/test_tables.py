from pathlib import Path

import pytest

from pourparlers.exports.tables import TABLES, rows, to_polars
from pourparlers.model import Article, PourparlersError, Record
from records import record_of_file

GOLD = Path(__file__).parents[1] / "scoring" / "gold" / "coire-fromages-2023-03.yaml"
EMPTY = Record(article=Article(id="a-0", language="fr", text="x"))


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_a_row_for_each_fact(table: str) -> None:
    record = record_of_file(GOLD)
    frame = to_polars([record, record], table)
    assert frame.height == 2 * len(getattr(record, table))
    assert frame.columns == to_polars(EMPTY, table).columns
    for row in rows(record, table):
        assert list(row) == frame.columns


def test_spans_are_texts_with_their_offsets() -> None:
    record = record_of_file(GOLD)
    for row in to_polars(record, "statements").iter_rows(named=True):
        starts, ends = row["content_starts"], row["content_ends"]
        assert row["content"] == [record.article.text[a:b] for a, b in zip(starts, ends, strict=True)]


def test_an_unknown_table_is_told() -> None:
    with pytest.raises(PourparlersError, match="quotes") as caught:
        to_polars(EMPTY, "quotes")
    assert "statements" in caught.value.hint
