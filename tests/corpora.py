"""Inputs of a corpus, and what came of them, for tests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from crawls import CRAWL, WAYS

RUN = [sys.executable, "-m", "pourparlers", "corpus", "run"]
# What a finished corpus is; the rest is what a run goes on from.
OF_THE_RUN = {"parts", "run.json", ".lock"}
TABLES = ("articles", "actors", "times", "encounters", "statements")


def talks(n: int, day: str = "2021-03-14", outlet: str = "Le Phare") -> dict[str, str]:
    """An article on talks between real states on a harmless subject, by invented persons."""
    text = (
        f"Lima rejette la taxe numéro {n} sur les pommes de terre que propose Quito.\n\n"
        f"« Le quai {n} reste ouvert à tous », a déclaré la ministre péruvienne Rosa Quispe, qui a reçu lundi à Lima son "
        f"homologue équatorien, Luis Andrade. Elle a accusé l'Équateur de retenir {n + 3} camions, ce que Quito dément. "
        f"Les deux délégations se retrouveront le {n % 27 + 1} avril à Cuenca."
    )
    return {"text": text, "published": day, "outlet": outlet, "title": f"La taxe {n}", "language": "fr"}


def lines(file: Path, articles: list[dict[str, str]]) -> Path:
    """Articles as lines of JSON."""
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in articles), encoding="utf-8")
    return file


def mixed(folder: Path) -> Path:
    """A folder with a crawl, lines, a table, texts, an article that stands in several, and files that are none."""
    folder.mkdir()
    again = talks(500)
    months = ["2021-02-27", "2021-03-01", "2021", "2021-03"]
    lines(folder / "a.jsonl", [*(talks(n, months[n % 4]) for n in range(24)), again, {"titre": "Sans texte"}, again])
    rows = [talks(n, "2021-04-02", "Gazette du lac") for n in range(30, 40)] + [again]
    pq.write_table(pa.Table.from_pylist(rows), folder / "b.parquet", row_group_size=4)
    (folder / "c.warc.gz").write_bytes(WAYS["packed each"](CRAWL))
    (folder / "texts").mkdir()
    for n in range(60, 64):
        (folder / "texts" / f"{n}.txt").write_text(f"{talks(n)['text']}\n", encoding="utf-8")
    (folder / "texts" / "none.bin").write_bytes(bytes(range(256)))
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    return folder


def run(*arguments: object, check: bool = True) -> subprocess.CompletedProcess[str]:
    """`pourparlers corpus run`; what could not be read is no failure."""
    done = subprocess.run([*RUN, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    assert not check or done.returncode in {0, 3}, done.stderr
    return done


def content(out: Path) -> dict[str, bytes]:
    """The files of a finished corpus, by their paths."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    told = {path.relative_to(out).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in told.items() if name.partition("/")[0] not in OF_THE_RUN}


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table, with their month, in their order."""
    found = []
    for path in sorted((out / table).rglob("*.parquet")):
        month = path.parent.name.partition("=")[2]
        found += [{**row, "month": month} for row in pq.ParquetFile(path).read().to_pylist()]
    return found
