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

CHROMIUM = os.environ.get("PP_CHROMIUM", "/usr/bin/chromium")
ADDRESS = "http://127.0.0.1"
# What a browser of an ordinary user does not ask of its makers.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


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
