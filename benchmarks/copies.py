"""How far the shared five-word runs tell copies of a text from other texts: python benchmarks/copies.py GOLD…

Copies are made of each article as newsrooms make them: under another title, cut from the end, cut to its first
paragraphs, with every tenth or fifth word changed. Others are articles of one round of talks, and any two articles.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from pourparlers.dossier.merging.copies import runs, shared
from pourparlers.scoring import gold_files, read_gold


def made(text: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Copies of a text, each with how it was made."""
    parts = [part for part in text.split("\n") if part.strip()]
    yield "another title", "\n".join(["A title of its own", *parts[1:]])
    yield "last third cut", "\n".join(parts[: max(1, len(parts) * 2 // 3)])
    yield "first third only", "\n".join(parts[: max(1, len(parts) // 3)])
    for every in (20, 10, 5):
        words = text.split(" ")
        changed = (chance.choice(words) if chance.random() < 1 / every else word for word in words)
        yield f"one word in {every} changed", " ".join(changed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    chance = random.Random(7)
    found: dict[str, list[float]] = {}
    for folder in parser.parse_args().gold:
        texts = [read_gold(path).text for path in gold_files(folder)]
        for text in texts:
            for how, copy in made(text, chance):
                found.setdefault(how, []).append(shared(runs(text), runs(copy)))
        for a, b in combinations(texts, 2):
            found.setdefault(f"two articles of {folder.name}", []).append(shared(runs(a), runs(b)))
    print(f"{'':32s} {'pairs':>6s} {'least':>6s} {'5 %':>6s} {'median':>6s} {'95 %':>6s} {'most':>6s}")
    for how, shares in found.items():
        shares.sort()
        picked = [shares[0], *(shares[int(len(shares) * q)] for q in (0.05, 0.5, 0.95)), shares[-1]]
        print(f"{how:32s} {len(shares):6d} " + " ".join(f"{share:6.3f}" for share in picked))


if __name__ == "__main__":
    main()
