"""Reading rooms for tests: over gold dossiers, in this process or served to a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from pourparlers import Dossier
from pourparlers.web.app import create_app
from pourparlers.web.room import Room, Settings
from pourparlers.web.safety import LOOPBACK
from rounds import dossier_of, record

CHROMIUM = os.environ.get("PP_CHROMIUM", "/usr/bin/chromium")
ADDRESS = "http://127.0.0.1"
# What a browser of an ordinary user does not ask of its makers.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

# What actors may be called in records that somebody else has made.
HOSTILE_NAMES = [
    "<script>alert('x')</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</title></svg><b>",
    "group:\u202ednes\u202c \x07",
    "person:" + "O'Long " * 200,
    "a|b|c",
    "%3Cimg%3E&amp;=?#",
    "__proto__",
]


def hostile_ties(where: Path | str) -> Dossier:
    """A dossier of such actors, all of whom are tied with one another."""
    facts: list[dict[str, object]] = []
    for n, name in enumerate(HOSTILE_NAMES):
        other = HOSTILE_NAMES[n - 1]
        for act in ("accuse", "support", "reject"):
            facts.append({"party": [name], "target": other, "act": act, "issue": "<b>le pont</b>"})
        met = {"kind": "meeting", "parties": [name, other], "persons": [], "date": f"2021-03-{n + 1:02}"}
        facts.append({**met, "status": "held"})
    return dossier_of(where, [record("<script>alert(1)</script> Ils parlent du pont de Macará.", *facts)])


def client(dossier: Dossier, **settings: object) -> TestClient:
    """Asks a reading room in this process; forms need `secret="s"`."""
    given = {"secret": "s", "hosts": LOOPBACK, **settings}
    app = create_app(Room(dossier, Settings(**given)))
    return TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)


@contextmanager
def served(dossier: Path | str, *options: str) -> Iterator[str]:
    """The address of a reading room that a process of its own serves, as long as the context lasts."""
    command = [sys.executable, "-m", "pourparlers", "open", str(dossier), "--no-browser", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://"), "the reading room did not open"
            yield address.rstrip("/")
        finally:
            process.terminate()
            process.wait(10)


def has_browser() -> bool:
    """Whether there is a Chromium to drive, and what drives it."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        return False
    return Path(CHROMIUM).exists() or shutil.which(CHROMIUM) is not None
