"""What is read of French time expressions that two date parsers expect.

    python benchmarks/times.py BENCH.jsonl > PREDICTED.jsonl

BENCH has a line for each text: `id`, `text`, `reference` (the day from which it counts). PREDICTED has for each `id` the
`timexes`: `start` and `end` (code points, half-open) and the TIMEX3 `value`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pourparlers.language.pipeline import load
from pourparlers.reading.reader import knowledge
from pourparlers.reading.times import find_times


def main(bench: Path) -> None:
    rows = [json.loads(line) for line in bench.read_text(encoding="utf-8").splitlines()]
    grammar = knowledge("fr").times
    texts = ((row["text"], [(0, len(row["text"]))]) for row in rows)
    for row, parse in zip(rows, load("fr", None).parse_many(texts), strict=True):
        times = find_times(parse, (row["reference"] or "")[:10] or None, grammar)
        found = [{"start": t.start, "end": t.end, "value": t.value} for t in times]
        print(json.dumps({"id": row["id"], "timexes": found}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
