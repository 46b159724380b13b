"""Count how often concepts stand in press text (`lexicon/world/concept_frequencies.csv`).

    python training/concepts.py tests/gold/dev MORE_TEXTS… > src/pourparlers/lexicon/world/concept_frequencies.csv

Texts are folders of gold, `.jsonl.xz` with the keys "fr" and "en" or "text" with "language", or "tokens". Concepts of
fewer than twenty in a million words are left out: they count as rare.
"""

from __future__ import annotations

import csv
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pourparlers.lexicon.concepts import is_number, meanings
from pourparlers.scoring import gold_files, read_gold

FEWEST = 20


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Language and words of the texts of a folder of gold or a file of lines."""
    if path.is_dir():
        for file in gold_files(path):
            gold = read_gold(file)
            yield gold.language, gold.text
        return
    language = "en" if "_en" in path.name else "fr"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            if "tokens" in told:
                yield language, " ".join(told["tokens"])
            for key in {"fr", "en", "text"} & told.keys():
                words = told[key]
                yield language if key == "text" else key, words if isinstance(words, str) else " ".join(words)


def main(paths: Sequence[str]) -> None:
    count: Counter[str] = Counter()
    total = 0
    for path in paths:
        for language, text in texts(Path(path)):
            for senses in meanings(text, language):
                total += 1
                count.update({one: 1 / len(senses) for one in senses if not is_number(one)})  # type: ignore[arg-type]
    write = csv.writer(sys.stdout, lineterminator="\n")
    write.writerow(["concept", "per_million"])
    rows = [(one, round(1e6 * told / total)) for one, told in sorted(count.items())]
    write.writerows(row for row in rows if row[1] >= FEWEST)


if __name__ == "__main__":
    main(sys.argv[1:])
