"""`pourparlers open`."""

from __future__ import annotations

import hashlib
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import tomllib
import urllib.request
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from pourparlers import Dossier
from pourparlers.web.addresses import address
from pourparlers.web.pages import ROUTES
from pourparlers.web.routes import Get
from pourparlers.web.static_files import FOLDER
from pourparlers.web.wording import words
from rooms import served

OPEN = [sys.executable, "-m", "pourparlers", "open"]


def test_the_first_line_is_the_address_and_it_answers(talks: Path) -> None:
    with served(talks) as address_, urllib.request.urlopen(f"{address_}/articles") as answer:
        assert answer.status == 200


def test_an_interrupt_ends_it_quietly(talks: Path) -> None:
    command = [*OPEN, str(talks), "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=15)
    assert "Traceback" not in err


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_closes_soon_and_quietly_though_a_decision_waits_for_the_database(own: Path, how: signal.Signals) -> None:
    with Dossier(own) as dossier:
        uid = next(iter(dossier.statements(limit=1))).reports[0].report
    command = [*OPEN, str(own), "--no-browser", "--port", "0"]
    with (
        closing(sqlite3.connect(own, isolation_level=None)) as other,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process,
    ):
        assert process.stdout is not None
        address_ = process.stdout.readline().strip()
        other.execute("BEGIN IMMEDIATE")
        asked = HTTPConnection(address_.split("/")[2])
        asked.request("POST", f"/statement/{uid}/judge", b'{"verb":"accept"}', {"Content-Type": "application/json"})
        time.sleep(1)
        process.send_signal(how)
        begun = time.monotonic()
        _, err = process.communicate(timeout=30)
        assert time.monotonic() - begun < 6
    assert err.strip() == ""
    with Dossier(own) as dossier:
        assert dossier.decisions() == []


def test_what_is_no_request_leaves_no_word_on_the_terminal(talks: Path) -> None:
    command = [*OPEN, str(talks), "--no-browser", "--port", "0"]
    upgrade = b"GET /keys HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().strip().strip("/").rpartition(":")[2])
        for sent in (bytes(range(256)), upgrade, b"GET /keys HTTP/1.1\r\nContent-Length: -1\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", port)) as asked:
                asked.sendall(sent)
                assert asked.recv(1000).startswith(b"HTTP/1.1 ")
        process.terminate()
        _, err = process.communicate(timeout=15)
    assert err == ""


def test_a_port_that_is_taken_is_told_with_the_way_out(talks: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [*OPEN, str(talks), "--no-browser", "--port", port], capture_output=True, text=True, timeout=60
        )
    assert done.returncode == 1
    assert "PP-W05" in done.stderr and port in done.stderr and "--port" in done.stderr


def test_without_a_port_two_rooms_open_side_by_side(talks: Path) -> None:
    commands = [
        subprocess.Popen([*OPEN, str(talks), "--no-browser"], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    try:
        told = [one.stdout.readline().strip() for one in commands if one.stdout]
        assert len(set(told)) == 2
    finally:
        for one in commands:
            one.terminate()
            one.communicate(timeout=15)


def test_no_dossier_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [*OPEN, str(tmp_path / "none.dossier"), "--no-browser"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1 and "PP-D01" in done.stderr


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", [route.path for route in ROUTES if isinstance(route, Get) and "{" not in route.path])
def test_pages_are_in_both_languages(room: object, path: str, language: str) -> None:
    answer = room.get(address(path), headers={"Accept-Language": language})
    if answer.headers["content-type"].startswith("text/html"):
        assert f'<html lang="{language}"' in answer.text


def test_a_language_is_kept_once_it_is_chosen(room: object) -> None:
    chosen = room.get("/articles?page=1&ui=fr", follow_redirects=False)
    assert chosen.headers["location"] == "/articles?page=1"
    assert '<html lang="fr"' in room.get("/articles", headers={"Accept-Language": "en"}).text


def test_each_screen_says_the_same_in_both_languages() -> None:
    fr, en = words("fr"), words("en")
    assert keys(fr._own) == keys(en._own)


def keys(told: object, path: str = "") -> set[str]:
    if not isinstance(told, dict):
        return {path}
    return {key for name, value in told.items() for key in keys(value, f"{path}.{name}")}


def test_what_is_vendored_is_what_it_says() -> None:
    told = tomllib.loads((FOLDER / "vendor" / "VENDOR.toml").read_text(encoding="utf-8"))["file"]
    there = {path.name for path in (FOLDER / "vendor").iterdir()} - {"VENDOR.toml"}
    assert {one["file"] for one in told} == there
    for one in told:
        assert hashlib.sha256((FOLDER / "vendor" / one["file"]).read_bytes()).hexdigest() == one["sha256"]
        assert one["version"] in one["file"] and one["licence"] and one["url"].startswith("https://")


def test_every_field_of_what_pages_show_is_told() -> None:
    import msgspec

    for route in ROUTES:
        for kind in filter(None, [getattr(route, "asked", None), getattr(route, "sent", None)]):
            schema = msgspec.json.schema(kind)
            for name, one in schema["$defs"][kind.__name__]["properties"].items():
                assert one.get("description"), f"{route.path}: {name}"


def test_a_missing_dossier_tells_how_to_begin_one(tmp_path: Path) -> None:
    where = tmp_path / "talks.dossier"
    done = subprocess.run(
        [*OPEN, str(where), "--no-browser", "--port", "0"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode and "PP-D01" in done.stderr
    assert "pourparlers open --new" in done.stderr and "pourparlers add" in done.stderr
    assert not where.exists()


def test_an_empty_dossier_is_begun_and_a_full_one_is_kept(tmp_path: Path, own: Path) -> None:
    where = tmp_path / "new" / "talks.dossier"
    where.parent.mkdir()
    with served(where, "--new") as address_, urllib.request.urlopen(f"{address_}/add") as answer:
        assert answer.status == 200 and b'type="file"' in answer.read()
    with served(own, "--new") as address_, urllib.request.urlopen(f"{address_}/articles.json") as answer:
        assert b'"a-' in answer.read()
