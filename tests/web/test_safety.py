"""Who may ask the reading room, and what its pages may do."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pourparlers import Dossier
from pourparlers.web.pages import ROUTES
from pourparlers.web.routes import Get, Post
from pourparlers.web.safety import HEADERS, cookie_of
from rooms import client, served

POSTS = [route.path for route in ROUTES if isinstance(route, Post)]
PLAIN = [route.path for route in ROUTES if isinstance(route, Get) and "{" not in route.path]


@pytest.fixture
def dossier(talks: Path) -> Dossier:
    return Dossier(talks)


@pytest.mark.parametrize("path", ["/articles", "/articles.json", "/static/room.css", "/nothing", "/articles?page=x"])
def test_every_answer_forbids_what_it_does_not_need(dossier: Dossier, path: str) -> None:
    answer = client(dossier).get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", PLAIN)
def test_no_page_holds_scripts_or_styles_of_its_own(dossier: Dossier, path: str) -> None:
    html = client(dossier).get(path).text
    assert not re.search(r"<script(?![^>]*(\bsrc=|application/json))", html)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)


@pytest.mark.parametrize("path", PLAIN)
def test_no_page_names_another_host(dossier: Dossier, path: str) -> None:
    html = client(dossier).get(path).text
    loaded = re.findall(r"<(?:script|link|img|iframe|source)[^>]*?(?:src|href)=\"([^\"]*)", html)
    assert all(one.startswith("/") and not one.startswith("//") for one in loaded)


def test_another_name_is_not_answered(dossier: Dossier) -> None:
    asked = client(dossier)
    assert asked.get("/articles", headers={"Host": "rebound.example"}).status_code == 421
    assert asked.get("/articles", headers={"Host": "localhost:8585"}).status_code == 200
    assert asked.get("/articles", headers={"Host": "[::1]:8585"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://other.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://[::1"},
    ],
)
@pytest.mark.parametrize("path", [*POSTS, "/articles"])
def test_nothing_is_taken_from_another_site(dossier: Dossier, path: str, headers: dict[str, str]) -> None:
    answer = client(dossier).post(path, data={"secret": "s"}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", [path for path in POSTS if "{" not in path])
def test_a_form_without_the_secret_does_nothing(own: Path, path: str) -> None:
    with Dossier(own) as dossier:
        for data in ({}, {"secret": ""}, {"secret": "other"}):
            assert client(dossier).post(path, data=data).status_code == 403
        assert dossier.decisions() == []


@pytest.mark.parametrize("path", [path for path in POSTS if "{" not in path])
def test_what_is_sent_is_bounded(dossier: Dossier, path: str) -> None:
    most = next(route.most for route in ROUTES if isinstance(route, Post) and route.path == path)
    if most > 10_000_000:
        pytest.skip("tried with a declared length in test_add.py")
    answer = client(dossier).post(path, data={"secret": "s", "why": "x" * (most + 1)})
    assert answer.status_code == 413


def test_a_token_is_asked_for_and_leaves_the_address(dossier: Dossier) -> None:
    asked = client(dossier, token="t" * 32)
    assert asked.get("/articles").status_code == 401
    assert asked.get("/articles?token=wrong").status_code == 401
    assert asked.get("/static/room.css").status_code == 401
    let_in = asked.get("/articles?page=1&token=" + "t" * 32, follow_redirects=False)
    assert (let_in.status_code, let_in.headers["location"]) == (303, "/articles?page=1")
    assert (
        "httponly" in let_in.headers["set-cookie"].lower() and "samesite=strict" in let_in.headers["set-cookie"].lower()
    )
    assert asked.get("/articles").status_code == 200


def test_a_token_leaves_the_address_again_when_it_is_opened_again(dossier: Dossier) -> None:
    asked = client(dossier, token="t" * 32)
    for _ in range(2):
        again = asked.get("/articles?token=" + "t" * 32, follow_redirects=False)
        assert (again.status_code, again.headers["location"]) == (303, "/articles")


def test_two_rooms_of_one_machine_let_the_same_browser_in(dossier: Dossier) -> None:
    one, other = client(dossier, token="t" * 32), client(dossier, token="u" * 32)
    # A browser gives the cookies of 127.0.0.1 to all its ports.
    other.cookies = one.cookies
    one.get("/keys?token=" + "t" * 32)
    other.get("/keys?token=" + "u" * 32)
    assert (one.get("/keys").status_code, other.get("/keys").status_code) == (200, 200)


@pytest.mark.parametrize("host", ["127.0.0.1", "other.example"])
def test_who_is_refused_is_told_so_in_both_languages(dossier: Dossier, host: str) -> None:
    told = client(dossier, token="t").get("/", headers={"Host": host}).text
    assert "ouvrez l'adresse" in told.lower() and "open the address" in told.lower()


def test_an_end_that_is_told_in_two_ways_is_refused(dossier: Dossier) -> None:
    headers = {"Content-Length": "6", "Transfer-Encoding": "chunked"}
    answer = client(dossier).post("/who", content=iter([b"{}"]), headers=headers)
    assert (answer.status_code, answer.headers["connection"]) == (400, "close")


def test_an_address_with_a_token_leads_to_no_other_host(dossier: Dossier) -> None:
    asked = client(dossier, token="t")
    answer = asked.get("http://127.0.0.1//other.example/%5C/?token=t", follow_redirects=False)
    assert answer.headers["location"].startswith("/") and not answer.headers["location"].startswith(("//", "/\\"))


def test_a_choice_of_language_leads_to_no_other_host(dossier: Dossier) -> None:
    answer = client(dossier).get("http://127.0.0.1//other.example?ui=fr", follow_redirects=False)
    assert not answer.headers.get("location", "/").startswith(("//", "/\\", "http"))


def test_static_files_stay_in_their_folder(dossier: Dossier) -> None:
    for path in ("/static/../room.py", "/static/%2e%2e/room.py", "/static/..%2froom.py", "/static/%2fetc%2fpasswd"):
        assert client(dossier).get(path).status_code == 404


def test_the_room_is_for_this_machine_alone(talks: Path) -> None:
    with served(talks) as address:
        assert address.startswith("http://127.0.0.1:")
        listening = subprocess.run(["ss", "-ltn"], capture_output=True, text=True, check=False).stdout
        port = address.rpartition(":")[2]
        bound = [line.split()[3] for line in listening.splitlines() if f":{port} " in line]
        assert bound in ([], [f"127.0.0.1:{port}"])


def test_other_machines_need_a_token(talks: Path) -> None:
    with served(talks, "--host", "0.0.0.0") as address:
        found = re.fullmatch(r"http://([^:/]+):(\d+)/\?token=([\w-]{20,})", address)
        assert found is not None
        for path, status in (("/articles", 401), (f"/articles?token={found[3]}", 303)):
            connection = http.client.HTTPConnection("127.0.0.1", int(found[2]), timeout=10)
            connection.request("GET", path)
            assert connection.getresponse().status == status


def test_the_token_stands_in_no_log(talks: Path) -> None:
    command = [sys.executable, "-m", "pourparlers", "open", str(talks), "--no-browser", "--port", "0", "--token"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        address = process.stdout.readline().strip()
        token = address.rpartition("=")[2]
        port = int(address.rpartition(":")[2].partition("/")[0])
        for path in (f"/articles?token={token}", f"/nothing?token={token}", f"/articles.json?page=x&token={token}"):
            for cookie in ({}, {"Cookie": f"{cookie_of(token)}={token}"}):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                connection.request("GET", path, headers=cookie)
                connection.getresponse().read()
        process.terminate()
        out, err = process.communicate(timeout=10)
    assert token not in out + err


def test_a_fault_of_ours_tells_the_reader_nothing_of_it(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = client(dossier)
    monkeypatch.setattr(type(dossier), "engine", property(lambda _: 1 / 0), raising=False)
    dossier.__dict__.pop("engine")
    answer = asked.get("/articles")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_page_of_another_site_holds_anything_of_the_room(dossier: Dossier, site: str) -> None:
    asked = client(dossier)
    for mode, dest in (("no-cors", "image"), ("no-cors", "script"), ("navigate", "iframe"), ("cors", "empty")):
        told = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
        for path in ("/articles", "/export/json", "/static/room.js"):
            assert asked.get(path, headers=told).status_code == 403
    led = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert asked.get("/articles", headers=led).status_code == 200


@pytest.mark.parametrize(
    "path", ["/{id}", "/article/{id}", "/article/{x}{", "//other.example/{id}", "/\\other.example"]
)
@pytest.mark.parametrize("query", ["", "?ui=fr", "?theme=dark&{id}={id}"])
def test_braces_and_slashes_of_a_path_are_letters(dossier: Dossier, path: str, query: str) -> None:
    answer = client(dossier).get(f"http://127.0.0.1{path}{query}")
    assert answer.status_code == 404
    assert not re.search(r'(href|action|value)="(//|/\\)', answer.text)


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("sent", [b'{"who":' + b"[" * 200_000, b'{"who":' + b"[" * 900 + b"]" * 900 + b"}"])
def test_json_within_json_without_end_is_refused(dossier: Dossier, path: str, sent: bytes) -> None:
    answer = client(dossier).post(path, content=sent, headers={"Content-Type": "application/json"})
    assert answer.status_code == 403 and "error" in answer.json()


def test_what_is_broken_off_is_no_fault_of_ours(talks: Path) -> None:
    command = [sys.executable, "-m", "pourparlers", "open", str(talks), "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().strip().strip("/").rpartition(":")[2])
        for kind in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"):
            for path in ("/who", "/add"):
                with socket.create_connection(("127.0.0.1", port)) as broken:
                    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: 999\r\n\r\n"
                    broken.sendall(head.encode() + b"--b\r\n")
                    time.sleep(0.1)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/articles")
        assert connection.getresponse().status == 200
        process.terminate()
        _, err = process.communicate(timeout=20)
    assert err == ""
