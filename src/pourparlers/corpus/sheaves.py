"""Sheaves of parts: what many parts tell of each month, side by side, so that a month is not sought in every part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from pourparlers.corpus.columns import MONTH, schema
from pourparlers.corpus.parts import Part, table_of
from pourparlers.corpus.relays import Known

# Of parts as they lie on the disk; unpacked and sorted a sheaf takes some ten times that in memory.
SHEAF_BYTES = 32_000_000


class Sheaf(msgspec.Struct, frozen=True):
    """The rows of a table that some parts have, those of a month together.

    Attributes:
        file: where they lie.
        months: each with the numbers of its batches; "" where there is no day.
    """

    file: Path
    months: dict[str, range]

    def rows(self, month: str) -> Any:
        """The rows of a month, those of earlier parts before those of later ones."""
        import pyarrow as pa

        with pa.OSFile(str(self.file)) as stream, pa.ipc.open_file(stream) as told:
            return pa.Table.from_batches([told.get_batch(at) for at in self.months[month]])


def cut(parts: Sequence[Part], table: str) -> list[range]:
    """Which parts are bound together: neighbours, as many as have so many bytes in a table."""
    found, begun, bytes_ = [], 0, 0
    for number, part in enumerate(parts):
        if bytes_ and bytes_ + part.bytes[table] > SHEAF_BYTES:
            found.append(range(begun, number))
            begun, bytes_ = number, 0
        bytes_ += part.bytes[table]
    return [*found, range(begun, len(parts))] if parts else []


def bound(out: Path, room: Path, parts: Sequence[Part], known: Known, table: str, which: range) -> Sheaf:
    """Bind parts together, with those of their rows that are of articles taken from them.

    Args:
        out: the folder of the corpus.
        room: the folder for sheaves.
        parts: of the corpus, in the order of its inputs.
        known: which articles are taken from which part.
        table: one of `TABLES`.
        which: of the parts.
    """
    import pyarrow as pa

    found = [_owned(table_of(out, parts[number], table), known, number, table) for number in which]
    file = room / f"{table}-{which.start}"
    months, at = {}, 0
    with pa.ipc.new_file(str(file), schema(table), options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        for month, rows in _by_month(pa.concat_tables(found)):
            batches = rows.select(schema(table).names).cast(schema(table)).to_batches()
            for batch in batches:
                writer.write_batch(batch)
            months[month], at = range(at, at + len(batches)), at + len(batches)
    return Sheaf(file, months)


def _owned(found: Any, known: Known, number: int, table: str) -> Any:
    """The rows of a part that are of articles taken from it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if table == "articles":
        found = found.filter(pa.array(known.kept(number)))
        return found.append_column("text_group", pa.array(known.text_groups(number), pa.string()))
    dropped = known.dropped(number)
    return found.filter(pc.invert(pc.is_in(found["article"], pa.array(dropped)))) if dropped else found


def _by_month(whole: Any) -> Iterator[tuple[str, Any]]:
    """The months of a table with their rows, as they stood one behind the other."""
    import pyarrow.compute as pc

    months = pc.fill_null(whole[MONTH].combine_chunks(), "")
    order = pc.sort_indices(months)
    whole = whole.take(order).combine_chunks()
    told = pc.run_end_encode(months.take(order))
    begin = 0
    for month, end in zip(told.values.to_pylist(), told.run_ends.to_pylist(), strict=True):
        yield month, whole.slice(begin, end - begin)
        begin = end
