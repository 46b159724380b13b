"""A folder of files that somebody means ill with, or that went wrong on their way."""

from __future__ import annotations

import gzip
import os
import zipfile
from io import BytesIO
from pathlib import Path

GOOD = "La Suisse et l'Italie se sont retrouvées mardi à Coire pour parler d'un label commun des fromages d'alpage."
GIGABYTES = 2_000_000_000
DEEP = 1_000_000
LAUGHS = "<!DOCTYPE l [" + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10)) + "]>"
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
# What each file must come to: an article, a problem, or either.
ARTICLE, PROBLEM, EITHER = "article", "problem", "either"


def build(folder: Path) -> dict[str, str]:
    """Write the files.

    Args:
        folder: a new one is made here.

    Returns:
        What each must come to, by its name.
    """
    folder.mkdir()
    told = {"good.txt": ARTICLE}
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    for name, (data, outcome) in {**_texts(), **_markup(), **_packed(), **_tables()}.items():
        (folder / name).write_bytes(data)
        told[name] = outcome
    told |= _sparse(folder) | _links(folder) | _names(folder)
    return told


def _texts() -> dict[str, tuple[bytes, str]]:
    return {
        "empty.txt": (b"", PROBLEM),
        "spaces.txt": (b" \n\t\r\n", PROBLEM),
        "nul.txt": (b"\0" * 5_000, EITHER),
        "nul-within.txt": (GOOD.replace(" ", "\0 ", 3).encode(), ARTICLE),
        "controls.txt": ((GOOD + "\x07\x1b[31m\x9b\u202e\u2066\ufeff\ufffe").encode(), ARTICLE),
        "surrogates.txt": (GOOD.encode() + b" \xed\xa0\x80\xed\xb0\x80", ARTICLE),
        "noise.txt": (bytes(range(256)) * 200, PROBLEM),
        "long-line.txt": (b"mot " * 600_000, PROBLEM),
        "tags.txt": (b"---\ntitle: !!python/object/apply:os.system [id]\n---\n" + GOOD.encode(), EITHER),
        "anchors.txt": (b"---\na: &a [x,x]\n" + b"".join(b"b%d: &b%d [*a,*a]\n" % (n, n) for n in range(50)) + b"title: x\n---\n" + GOOD.encode(), EITHER),
        "utf16.txt": (GOOD.encode("utf-16"), ARTICLE),
        "half-utf16.txt": (GOOD.encode("utf-16")[:-1], EITHER),
        "is-pdf.txt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<", PROBLEM),
        "is-html.csv": (f"<html><body><p>{GOOD} {GOOD} {GOOD}</p></body></html>".encode(), EITHER),
        "is-text.pdf": (GOOD.encode(), EITHER),
        "is-text.docx": (GOOD.encode(), EITHER),
        "is-text.warc.gz": (GOOD.encode(), EITHER),
        "header.eml": (b"From: a\nSubject: b\n" * 100_000, PROBLEM),
        "parts.eml": (_nested_mail(2_000), EITHER),
        "froms.mbox": (b"From x Mon Jan  1 00:00:00 2021\n\n" * 5_000, EITHER),
    }  # fmt: skip


def _nested_mail(levels: int) -> bytes:
    head = b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\n"
    boxes = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels))
    return head + boxes + b"Content-Type: text/plain\n\n" + GOOD.encode()


def _markup() -> dict[str, tuple[bytes, str]]:
    script = "<script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>x</a>"
    return {
        "laughs.xml": (f"{LAUGHS}<nitf><body>&l9;</body></nitf>".encode(), PROBLEM),
        "laughs-rss.xml": (f"{LAUGHS}<rss version='2.0'><channel><item><title>&l9;</title></item></channel></rss>".encode(), PROBLEM),
        "quadratic.xml": (b'<!DOCTYPE nitf [<!ENTITY a "' + b"a" * 100_000 + b'">]><nitf><body>' + b"&a;" * 50_000 + b"</body></nitf>", PROBLEM),
        "outside.xml": (f"{OUTSIDE}<nitf><body><body.content><p>&x;</p></body.content></body></nitf>".encode(), PROBLEM),
        "outside-newsml.xml": (f"{OUTSIDE}<NewsML><NewsItem>&x;</NewsItem></NewsML>".encode(), PROBLEM),
        "deep.xml": (b"<nitf>" + b"<block>" * DEEP, PROBLEM),
        "deep.html": (b"<html><body>" + b"<div>" * DEEP + GOOD.encode(), PROBLEM),
        "deep.json": (b"[" * DEEP, PROBLEM),
        "deep.jsonl": (b'{"text":' + b"[" * DEEP + b"\n" + b'{"text": "' + GOOD.encode() + b'"}\n', EITHER),
        "deep.rtf": (b"{\\rtf1 " + b"{" * DEEP, PROBLEM),
        "script.html": (f"<html><body><article>{script}<p>{GOOD}</p><p>{GOOD}</p></article></body></html>".encode(), ARTICLE),
        "cut.html": (f"<html><body><article><p>{GOOD} {GOOD}</p><p>Un pa".encode(), EITHER),
        "cut.xml": (b"<?xml version='1.0'?><nitf><body><body.cont", PROBLEM),
        "entities.html": (b"<html><body><p>" + b"&#x1F1EB;&#0;&#xD800;&nbsp;" * 1_000, EITHER),
        "no-end.html": (b"<html><body><!--" + b"x" * 1_000_000, PROBLEM),
        "attributes.html": (b"<html><body " + b"a=b " * 300_000 + b">", PROBLEM),
    }  # fmt: skip


def _packed() -> dict[str, tuple[bytes, str]]:
    bomb = _zip({"word/document.xml": b"\0" * 250_000_000})
    laughs = (
        f"{LAUGHS}<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>&l9;</w:document>"
    )
    return {
        "bomb.docx": (bomb, PROBLEM),
        "laughs.docx": (_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": laughs.encode()}), PROBLEM),
        "empty.docx": (_zip({}), PROBLEM),
        "slips.zip": (_zip({"../../outside.txt": GOOD.encode()}), PROBLEM),
        "cut.docx": (bomb[: len(bomb) // 2], PROBLEM),
        "bomb.gz": (gzip.compress(b"a" * 100_000_000), PROBLEM),
        "cut.txt.gz": (gzip.compress(GOOD.encode())[:-9], PROBLEM),
        "lines.jsonl.gz": (gzip.compress(b"\n" * 100_000_000), PROBLEM),
        "good.txt.gz": (gzip.compress(GOOD.encode()), ARTICLE),
        "cut.pdf": (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\nxref\n0 9999999999\n", PROBLEM),
        "loop.pdf": (_looping_pdf(), PROBLEM),
        "cut.parquet": (b"PAR1" + b"\x15\x04" * 500 + b"\xff\xff\xff\x7fPAR1", PROBLEM),
        "length.warc": (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", PROBLEM),
        "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, PROBLEM),
        "database.txt": (b"SQLite format 3\0" + b"\0" * 100, PROBLEM),
    }  # fmt: skip


def _looping_pdf() -> bytes:
    """A tree of pages whose only child is itself."""
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\n"
    return body + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF"


def _zip(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _tables() -> dict[str, tuple[bytes, str]]:
    formulas = "title,text\n=cmd|' /C calc'!A0," + GOOD + "\n@SUM(1),-1+1\n"
    return {
        "formulas.csv": (formulas.encode(), EITHER),
        "columns.csv": (b",".join(b"c%d" % n for n in range(100_000)) + b"\n1,2\n", PROBLEM),
        "quote.csv": (b'text,title\n"' + b"x" * 5_000_000, PROBLEM),
        "nul.csv": (b"text,title\n" + GOOD.encode() + b"\0,x\n", EITHER),
        "line.jsonl": (b'{"text": "' + b"x" * 21_000_000 + b'"}\n', PROBLEM),
        "broken.jsonl": (b'{"text": "' + GOOD.encode() + b'"}\n{"text": \n[1,2]\nnull\n', EITHER),
        "big-number.json": (b'[{"text": ' + b"9" * 100_000 + b"}]", PROBLEM),
    }  # fmt: skip


def _sparse(folder: Path) -> dict[str, str]:
    """Files of two gigabytes that take no room."""
    heads = {
        "sparse.txt": b"", "sparse.jsonl": b'{"text": "', "sparse.csv": b"text,title\n", "sparse.pdf": b"%PDF-1.4\n",
        "sparse.html": b"<html><body>", "sparse.xml": b"<nitf>", "sparse.rtf": b"{\\rtf1 ", "sparse.mbox": b"From x\n",
        "sparse.warc": b"WARC/1.0\r\n", "sparse.eml": b"From: a\nSubject: b\n\n", "sparse.docx": b"PK\x03\x04",
        "sparse.parquet": b"PAR1",
    }  # fmt: skip
    for name, head in heads.items():
        with (folder / name).open("wb") as file:
            file.write(head)
            file.truncate(GIGABYTES)
    return dict.fromkeys(heads, PROBLEM)


def _names(folder: Path) -> dict[str, str]:
    """Names that file systems allow, by how they are told; on Linux they are any bytes."""
    told = {}
    names = [
        "new\nline.txt",
        "red\x1b[31m.txt",
        "droite\u202etxt.exe.txt",
        "a" * 251 + ".txt",
        "--limit.txt",
        "l\udce9\udcff.txt",
    ]
    for number, name in enumerate(names):
        try:
            (folder / name).write_text(f"{GOOD} {number}", encoding="utf-8")
        except (OSError, UnicodeError):
            continue
        told[os.fsencode(name).decode("utf-8", "replace")] = ARTICLE
    return told


def _links(folder: Path) -> dict[str, str]:
    (folder / "leaves.txt").symlink_to("/etc/passwd")
    (folder / "round").symlink_to(folder / "round")
    (folder / "self").symlink_to(folder)
    (folder / "nothing.txt").symlink_to(folder / "none")
    return dict.fromkeys(("leaves.txt", "round", "self", "nothing.txt"), PROBLEM)
