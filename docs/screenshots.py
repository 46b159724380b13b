"""The pictures of the reading room in docs/images/room, made of the example dossier.

    python docs/screenshots.py                # those that docs/room.md shows
    python docs/screenshots.py timeline       # of one screen alone
    PP_ALL=1 python docs/screenshots.py       # English, dark and phone too, to look at

Needs what `.ci/browser` installs. The dossier is made of examples/bridge, as a new user makes it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "images" / "room"
CHROMIUM = os.environ.get("PP_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 800}
POURPARLERS = [sys.executable, "-m", "pourparlers"]


def screens(where: str) -> dict[str, str]:
    """The addresses of the screens, by name."""

    def asked(path: str) -> Any:
        with urllib.request.urlopen(where + path) as answer:
            return json.load(answer)

    article = asked("/articles.json")["articles"][-1]["id"]
    differing = asked("/contradictions.json")
    actor = asked("/actors.json")["actors"][0]["id"]
    told = json.dumps(differing)
    statement = (
        told.partition('"subject":"')[2].partition('"')[0] or told.partition('"subject": "')[2].partition('"')[0]
    )
    return {
        "timeline": "/timeline",
        "article": f"/article/{article}",
        "statement": f"/statement/{statement}" if ":s" in statement else f"/encounter/{statement}",
        "positions": "/positions",
        "proposals": "/proposals",
        "accusations": "/accusations",
        "actor": f"/actor?id={quote(actor)}",
        "network": "/network",
        "contradictions": "/contradictions",
        "review": "/review",
        "search": "/search?words=pont",
        "add": "/add",
        "export": "/export",
    }


def looks() -> Iterator[tuple[str, dict[str, Any]]]:
    """The ways to look at a screen: the ending of the picture's name, and the options of the browser."""
    yield "", {"viewport": WIDE, "locale": "fr-FR", "color_scheme": "light"}
    yield "-en", {"viewport": WIDE, "locale": "en-GB", "color_scheme": "light"}
    yield "-dark", {"viewport": WIDE, "locale": "fr-FR", "color_scheme": "dark"}
    yield "-phone", {"viewport": PHONE, "locale": "fr-FR", "color_scheme": "light"}


def take(where: str, only: str) -> None:
    """Take the pictures."""
    from playwright.sync_api import sync_playwright

    OUT.mkdir(parents=True, exist_ok=True)
    everything = bool(os.environ.get("PP_ALL"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, path in screens(where).items():
            for ending, options in looks():
                if (everything or not ending) and only in name:
                    page = browser.new_context(**options).new_page()
                    page.goto(where + path, wait_until="networkidle")
                    page.screenshot(path=OUT / f"{name}{ending}.png")
                    page.context.close()
        browser.close()


def main() -> None:
    """Make the dossier, open it, take the pictures."""
    # What a page tells of files and of who decides is that of this machine, unless it is told otherwise.
    env = {**os.environ, "LOGNAME": "lectrice"}
    with tempfile.TemporaryDirectory() as folder:
        dossier = str(Path(folder) / "macara.dossier")
        subprocess.run([*POURPARLERS, "add", dossier, "examples/bridge"], check=True, cwd=ROOT)
        command = [*POURPARLERS, "open", dossier, "--no-browser", "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as process:
            try:
                assert process.stdout is not None
                take(process.stdout.readline().strip().rstrip("/"), sys.argv[1] if len(sys.argv) > 1 else "")
            finally:
                process.terminate()


if __name__ == "__main__":
    main()
