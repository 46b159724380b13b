"""What the pages of the reading room cost: time of the server, first paint in a browser, weight of a first visit.

    python benchmarks/room.py FILE                 # each page, asked nine times: median and slowest, in milliseconds
    python benchmarks/room.py FILE --paint         # and in Chromium: first paint, bytes of a first visit
    python benchmarks/room.py FILE --json

The server is a process of its own, as `pourparlers open` starts it; its time is that between the last byte of a request
and the last of the answer, on this machine. Filters are those of the busiest party, issue, outlet and actor, so that
no page is easier than what a reader meets. The budget: 100 ms of server time, 300 ms to first paint, 300 KB (but for
the network) on a dossier of 100,000 statements.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import text

from pourparlers import Dossier
from pourparlers.web.addresses import address

TURNS = 9
PAINTS = 5
CHROMIUM = os.environ.get("PP_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def busiest(dossier: Dossier) -> dict[str, str]:
    """What most of a dossier is about, by name."""
    asked = {
        "party": "SELECT actor FROM part WHERE role = 'party' GROUP BY actor ORDER BY count(*) DESC, actor LIMIT 1",
        "issue": "SELECT member.\"group\" FROM statement JOIN member ON member.kind = 'issue' AND member.node ="
        ' statement.issue_node GROUP BY member."group" ORDER BY count(*) DESC, member."group" LIMIT 1',
        "outlet": "SELECT outlet FROM article GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT 1",
        "actor": "SELECT member.\"group\" FROM actor_report JOIN member ON member.kind = 'actor' AND member.node ="
        ' actor_report.node GROUP BY member."group" ORDER BY count(*) DESC, member."group" LIMIT 1',
        "article": "SELECT article FROM statement_report GROUP BY article ORDER BY count(*) DESC, article LIMIT 1",
        "statement": "SELECT id FROM statement ORDER BY reports DESC, id LIMIT 1",
        "encounter": "SELECT id FROM encounter ORDER BY reports DESC, id LIMIT 1",
        "until": "SELECT day FROM statement WHERE day IS NOT NULL ORDER BY day"
        " LIMIT 1 OFFSET (SELECT count(*) / 2 FROM statement WHERE day IS NOT NULL)",
    }
    with dossier.engine.connect() as connection:
        return {name: str(connection.execute(text(query)).scalar()) for name, query in asked.items()}


def pages(most: dict[str, str]) -> dict[str, str]:
    """The pages that are asked for, by what they are called in the table."""
    party, issue, outlet = most["party"], most["issue"], most["outlet"]
    until = most["until"][:10]
    return {
        "timeline": "/timeline",
        "timeline, last page": address("/timeline", page=999_999),
        "timeline of a party": address("/timeline", party=party),
        "timeline of an issue": address("/timeline", issue=issue),
        "timeline of an outlet": address("/timeline", outlet=outlet),
        "timeline of a month": address("/timeline", since=until[:7], until=until[:7]),
        "article": address("/article/{id}", id=most["article"]),
        "statement": address("/statement/{id}", id=most["statement"]),
        "encounter": address("/encounter/{id}", id=most["encounter"]),
        "positions": "/positions",
        "positions at a day": address("/positions", until=until),
        "positions of a party": address("/positions", party=party),
        "cell": address("/positions/cell", party=party, issue=issue),
        "proposals": "/proposals",
        "accusations": "/accusations",
        "actors": "/actors",
        "actors by name": address("/actors", words="an"),
        "actor": address("/actor", id=most["actor"]),
        "issues": "/issues",
        "issue": address("/issue", id=issue),
        "network": "/network",
        "contradictions": "/contradictions",
        "contradictions of a party": address("/contradictions", party=party),
        "articles": "/articles",
        "review": "/review",
        "decisions": "/decisions",
        "search": address("/search", words="accord"),
        "search for a phrase": address("/search", words='"le ministre"'),
        "add": "/add",
        "export": "/export",
    }


@contextmanager
def served(file: str) -> Iterator[tuple[str, int]]:
    """The address of the room, and the number of its process."""
    command = [sys.executable, "-m", "pourparlers", "open", file, "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield (process.stdout.readline() if process.stdout else "").strip().rstrip("/"), process.pid
        finally:
            process.terminate()


def spent(process: int) -> float:
    """Milliseconds of processor time that a process has spent; 0 where the system does not tell it so."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    told = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return 1000 * (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def timed(where: str, path: str, process: int) -> dict[str, float]:
    """Milliseconds of a page, the first time and then; `cpu` of the processor alone, on average."""
    connection = http.client.HTTPConnection(urlsplit(where).netloc, timeout=300)
    took, size, status = [], 0, 0
    before = 0.0
    for turn in range(TURNS + 1):
        before = spent(process) if turn == 1 else before
        began = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        size, status = len(answer.read()), answer.status
        took.append(1000 * (time.perf_counter() - began))
    first, *rest = took
    cpu = (spent(process) - before) / TURNS
    told = {"first": first, "median": statistics.median(rest), "slowest": max(rest), "cpu": cpu, "bytes": size}
    return {"status": status, **{name: round(value, 1) for name, value in told.items()}}


def painted(where: str, paths: dict[str, str]) -> dict[str, dict[str, float]]:
    """First paint in milliseconds and bytes of a first visit, by page."""
    from playwright.sync_api import sync_playwright

    script = (
        "() => performance.getEntriesByType('paint').find((one) => one.name === 'first-contentful-paint')?.startTime"
    )
    out: dict[str, dict[str, float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, path in paths.items():
            took, weight = [], 0
            for _ in range(PAINTS):
                context = browser.new_context()
                page = context.new_page()
                sizes: list[int] = []
                page.on("response", lambda one, sizes=sizes: sizes.append(len(one.body())) if one.ok else None)
                page.goto(where + path, wait_until="networkidle")
                took.append(page.evaluate(script) or 0.0)
                weight = sum(sizes)
                context.close()
            out[name] = {"paint": round(statistics.median(took), 1), "weight": weight}
        browser.close()
    return out


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--paint", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", default="")
    told = parser.parse_args()
    with Dossier(told.file) as dossier:
        wanted = {name: path for name, path in pages(busiest(dossier)).items() if told.only in name}
    with served(told.file) as (where, process):
        rows = {name: timed(where, path, process) for name, path in wanted.items()}
        if told.paint:
            for name, more in painted(where, wanted).items():
                rows[name] |= more
    if told.json:
        print(json.dumps(rows))
        return
    columns = ["status", "first", "median", "slowest", "cpu", "bytes", *(["paint", "weight"] if told.paint else [])]
    print(f"{'page':28}" + "".join(f"{name:>10}" for name in columns))
    for name, row in rows.items():
        print(f"{name:28}" + "".join(f"{row[column]:>10}" for column in columns))


if __name__ == "__main__":
    main()
