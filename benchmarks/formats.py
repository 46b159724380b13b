"""What getting articles in and out costs: articles a second by format, and seconds an export of a dossier takes.

python benchmarks/formats.py in [--articles 2000]
python benchmarks/formats.py out DOSSIER

Nothing is read here, in the sense of records: `benchmarks/read.py` measures that, which costs far more.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from pourparlers import Dossier
from pourparlers.articles import load
from pourparlers.articles.find import files_in
from pourparlers.exports.formats import MODULES, Request, Target, module
from pourparlers.exports.writing import save_file, save_folder, save_stream

EXAMPLE = Path(__file__).parents[1] / "src" / "pourparlers" / "examples" / "montreux-fromages.txt"


def texts(count: int) -> Iterator[tuple[str, str]]:
    """Titles and texts, each another."""
    text = EXAMPLE.read_text(encoding="utf-8").partition("\n")[2].strip()
    for number in range(count):
        yield f"Fromages d'alpage, séance {number}", f"{text}\n\nSéance {number}."


def as_text(folder: Path, count: int) -> None:
    for number, (_, text) in enumerate(texts(count)):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def as_jsonl(folder: Path, count: int) -> None:
    lines = (json.dumps({"title": title, "text": text, "date": "2023-03-16"}) for title, text in texts(count))
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")


def as_csv(folder: Path, count: int) -> None:
    rows = "".join('"{}";"{}";2023-03-16\n'.format(title, text.replace('"', '""')) for title, text in texts(count))
    (folder / "a.csv").write_text(f"title;text;date\n{rows}", encoding="utf-8")


def as_europresse(folder: Path, count: int) -> None:
    pieces = (
        f'<article><header><span class="DocPublicationName">La Gazette</span>'
        f'<span class="DocHeader">jeudi 16 mars 2023</span>'
        f'<div class="titreArticle"><p class="titreArticleVisu">{escape(title)}</p></div></header>'
        f'<div class="docOcurrContainer">{_paragraphs(text)}</div></article>'
        for title, text in texts(count)
    )
    (folder / "a.html").write_text(f"<html><body>{''.join(pieces)}</body></html>", encoding="utf-8")


def as_mbox(folder: Path, count: int) -> None:
    begins = "From a Thu Mar 16 08:00:00 2023\nFrom: La Gazette <a@example.org>\n"
    head = begins + "Subject: {}\nDate: Thu, 16 Mar 2023 08:00:00 +0100"
    mails = (
        f"{head.format(title)}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\n" for title, text in texts(count)
    )
    (folder / "a.mbox").write_text("".join(mails), encoding="utf-8")


def as_pages(folder: Path, count: int) -> None:
    for number, (title, text) in enumerate(texts(count)):
        (folder / f"{number}.html").write_text(_page(title, text), encoding="utf-8")


def as_warc(folder: Path, count: int) -> None:
    with (folder / "a.warc").open("wb") as file:
        for number, (title, text) in enumerate(texts(count)):
            body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + _page(title, text).encode()
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\n"
            head += f"WARC-Record-ID: <urn:x:{number}>\r\nWARC-Date: 2023-03-16T08:00:00Z\r\n"
            told = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
            file.write(f"{head}{told}".encode() + body + b"\r\n\r\n")


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in text.split("\n\n"))


def _page(title: str, text: str) -> str:
    meta = '<meta property="article:published_time" content="2023-03-16"><nav><a href="/">Accueil</a></nav>'
    head = f"<head><title>{escape(title)}</title></head>"
    body = f"<body>{meta}<article>{_paragraphs(text)}</article></body>"
    return f"<!DOCTYPE html><html lang='fr'>{head}{body}</html>"


MAKERS: dict[str, Callable[[Path, int], None]] = {
    "text": as_text, "jsonl": as_jsonl, "csv": as_csv, "europresse": as_europresse, "mbox": as_mbox,
    "html": as_pages, "warc": as_warc,
}  # fmt: skip


def measure_in(count: int) -> None:
    print("| format | articles/s | MB/s |\n|---|---|---|")
    for name, make in MAKERS.items():
        with TemporaryDirectory() as folder:
            make(Path(folder), count)
            size = sum(path.stat().st_size for path in Path(folder).iterdir())
            begun = time.process_time()
            found = sum(1 for file in files_in([folder]) if isinstance(file, str) for _ in load(file))
            took = time.process_time() - begun
        assert found == count, (name, found)
        print(f"| `{name}` | {count / took:,.0f} | {size / took / 1e6:.1f} |", flush=True)


def measure_out(where: Path) -> None:
    print("| format | seconds |\n|---|---|")
    with Dossier(where) as dossier, TemporaryDirectory() as folder:
        for name in MODULES:
            begun = time.process_time()
            with dossier.contents() as contents:
                write(name, Request(dossier=dossier, contents=contents), Path(folder) / name)
            print(f"| `{name}` | {time.process_time() - begun:.1f} |", flush=True)
    print(f"\npeak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


def write(name: str, request: Request, path: Path) -> None:
    format_ = module(name)
    if format_.TARGET is Target.STREAM:
        save_stream(format_.told(request), path)
    else:
        (save_file if format_.TARGET is Target.FILE else save_folder)(
            lambda beside: format_.save(request, beside), path
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["in", "out"])
    parser.add_argument("dossier", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    asked = parser.parse_args()
    if asked.what == "in":
        measure_in(asked.articles)
    elif asked.dossier:
        measure_out(asked.dossier)
    else:
        parser.error("name a dossier")


if __name__ == "__main__":
    main()
