"""Articles that are sent to the reading room: told by their content, bounded, read beside the pages, taken away again."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from pourparlers import Dossier
from pourparlers.web.adding import spool as spools
from pourparlers.web.adding.spool import Spool, keep, parts_of, sweep
from pourparlers.web.app import create_app
from pourparlers.web.room import Room, Settings
from pourparlers.web.safety import LOOPBACK
from rooms import ADDRESS

FERRY = """Le ferry de Koprivnik

La ministre des Ports, Ilka Dobreva, a proposé mardi d'ouvrir une deuxième ligne. «Nous avons besoin d'un bateau de plus», a-t-elle déclaré à Koprivnik devant les armateurs."""
PALMS = "The harbour council of Windhoek met on Monday. The mayor, Ana Shikongo, said that the palm trees would stay where they are, and that the council would meet again in June."
EXPORTS = Path(__file__).parents[1] / "articles" / "files"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def desk(own: Path, temporary: Path) -> Iterator[TestClient]:
    """Asks a room over a dossier of one's own; what it began ends with it."""
    with Dossier(own) as dossier:
        room = Room(dossier, Settings(secret="s", hosts=LOOPBACK))
        try:
            yield TestClient(create_app(room), base_url=ADDRESS, raise_server_exceptions=False, follow_redirects=False)
        finally:
            room.close()
    assert list(temporary.iterdir()) == []


def sent(asked: TestClient, *files: tuple[str, bytes], do: str = "look", **fields: str) -> Any:
    return asked.post("/add", data={"secret": "s", "do": do, **fields}, files=[("files", one) for one in files] or None)


def told(
    asked: TestClient,
    answer: Any,
    until: Callable[[Any], bool] = lambda job: job["phase"] in {"looked", "done", "failed", "cancelled"},
) -> Any:
    """The job that was sent, as soon as it is so far."""
    assert answer.status_code == 303, answer.text
    for _ in range(600):
        job = asked.get(f"{answer.headers['location']}.json").json()["job"]
        if until(job):
            return job
        time.sleep(0.1)
    raise AssertionError(job)


def test_files_of_every_kind_are_told_by_their_content(desk: TestClient) -> None:
    files = [
        ("a.bin", (EXPORTS / "europresse" / "recent.html").read_bytes()),
        ("b", (EXPORTS / "feed" / "courrier.rss").read_bytes()),
        ("c.txt", gzip.compress(FERRY.encode())),
        ("d.txt", (EXPORTS / "csv" / "mediacloud.csv").read_bytes()),
        ("e.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        ("f.html", b"PK\x03\x04" + b"\0" * 100),
    ]
    job = told(desk, sent(desk, *files))
    listing = job["listing"]
    assert {"europresse", "feed", "text"} <= set(listing["formats"])
    assert listing["passed"] == ["e.png"] and "ZIP" in "".join(one["what"] for one in listing["faults"])
    assert listing["articles"] == sum(listing["formats"].values()) == sum(listing["languages"].values()) > 6
    page = desk.get(f"/add/{job['id']}", headers={"accept-language": "fr"})
    assert page.status_code == 200 and "europresse" in page.text and "Ajouter" in page.text


def test_a_folder_is_gone_through_as_one(desk: TestClient) -> None:
    """Files that are attached to items of an export stand beside it, and are read with it."""
    folder = EXPORTS / "zotero"
    files = [
        (f"zotero/{path.relative_to(folder).as_posix()}", path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    ]
    job = told(desk, sent(desk, *files))
    assert job["files"] == len(files) == 3 and job["listing"]["formats"] == {"zotero": 2}
    assert {row["file"] for row in job["listing"]["rows"]} == {"zotero/export.rdf"}


def test_what_is_looked_at_is_added_when_asked(desk: TestClient, own: Path) -> None:
    job = told(desk, sent(desk, ("letters/ferry.txt", FERRY.encode()), outlet="Le Quai", published="2024-05-17"))
    assert job["phase"] == "looked" and job["listing"]["rows"][0]["outlet"] == "Le Quai"
    with Dossier(own) as dossier:
        before = len(dossier)
    answer = desk.post(f"/add/{job['id']}", data={"secret": "s", "do": "add"})
    job = told(desk, answer, lambda job: job["phase"] == "done")
    assert (job["reading"]["new"], job["reading"]["known"], job["reading"]["failed"]) == (1, 0, 0)
    assert job["reading"]["statements"] > 0
    with Dossier(own) as dossier:
        assert len(dossier) == before + 1
    listed = desk.get("/articles.json", params={"added": job["reading"]["since"]}).json()["articles"]
    assert [(one["outlet"], one["published"]) for one in listed] == [("Le Quai", "2024-05-17")]
    again = told(desk, sent(desk, ("ferry.txt", FERRY.encode()), outlet="Le Quai", published="2024-05-17", do="add"))
    assert (again["listing"]["known"], again["reading"]["known"], again["reading"]["new"]) == (1, 1, 0)


def test_pasted_text_and_html_are_articles(desk: TestClient) -> None:
    job = told(desk, sent(desk, text=PALMS, title="Palms stay", url="https://journal.example/palms", published="2024"))
    (row,) = job["listing"]["rows"]
    assert (row["title"], row["url"], row["published"], row["language"]) == (
        "Palms stay",
        "https://journal.example/palms",
        "2024",
        "en",
    )
    page = f"<html><head><title>Le ferry</title></head><body><article><h1>Le ferry</h1><p>{FERRY}</p><script>alert(1)</script></article></body></html>"
    (row,) = told(desk, sent(desk, text=page))["listing"]["rows"]
    assert row["format"] == "html" and "alert" not in row["begins"]
    job = desk.post("/add", json={"text": PALMS, "do": "look"}).json()
    assert job["files"] == 1 and job["phase"] in {"waiting", "looking", "looked"}


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "x", "published": "31 février"},
        {"text": "x", "language": "tlh"},
        {"text": "x", "url": "javascript:alert(1)"},
        {"text": "   "},
        {"do": "sing"},
    ],
)
def test_what_cannot_be_taken_is_told_in_the_form(desk: TestClient, fields: dict[str, str]) -> None:
    answer = desk.post("/add", data={"secret": "s", "do": "look", **fields}, headers={"accept-language": "en"})
    assert answer.status_code == 400 and 'role="alert"' in answer.text and "Nothing was received" in answer.text
    assert f">{fields.get('text', '').strip()}</textarea>" in answer.text.replace(">   <", "><")


def test_too_much_is_told_in_the_form(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    many = desk.post("/add", data={"secret": "s"}, files=[("files", (f"{n}.txt", b"x")) for n in range(2001)])
    assert many.status_code == 413 and 'role="alert"' in many.text
    head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    large = desk.post(
        "/add",
        content=iter([head, *[b"x" * 1_000_000] * 203]),
        headers={"content-type": "multipart/form-data; boundary=b"},
    )
    assert large.status_code == 413 and 'role="alert"' in large.text
    told_length = desk.post(
        "/add", content=b"x", headers={"content-length": "999000000", "content-type": "multipart/form-data; boundary=b"}
    )
    assert told_length.status_code == 413
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    full = sent(desk, ("a.txt", FERRY.encode()))
    assert full.status_code == 507 and 'role="alert"' in full.text


def test_what_is_not_taken_is_not_kept(desk: TestClient, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pourparlers.web.pages.add.MOST", 300)
    assert sent(desk, ("a.txt", FERRY.encode()), ("b.txt", FERRY.encode())).status_code == 413
    assert not [path for path in temporary.rglob("*") if path.name.endswith(".txt")]


def test_a_form_of_another_room_is_refused(desk: TestClient) -> None:
    assert desk.post("/add", data={"secret": "other", "text": FERRY}).status_code == 403
    assert (
        desk.post(
            "/add", data={"secret": "s", "text": FERRY}, headers={"origin": "https://elsewhere.example"}
        ).status_code
        == 403
    )


NAMES = [
    "../../../etc/passwd",
    "..\\..\\boot.ini",
    "/root/x",
    "C:\\x.txt",
    "CON.txt",
    "nul",
    ".ssh/authorized_keys",
    "a\x00b.txt",
    "\u202etxt.exe",
    "a" * 400 + ".html",
    "",
    "....//....//x",
    "http://evil.example/x",
    "é\udce9.txt",
    "e\u0301te\u0301.txt",
    "<script>.html",
    "~/x",
    "a/b/c/d/e/f/g/h/i/j/k.txt",
    "  .  /  ",
    "file\n.txt",
    "%2e%2e%2fx",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leaves_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in" / "job"
    folder.mkdir(parents=True)
    for _ in range(2):
        keep(folder, name, io.BytesIO(b"x"))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["in"] and [
        one.name for one in (tmp_path / "in").iterdir()
    ] == ["job"]
    assert sum(1 for one in folder.rglob("*") if one.is_file()) == 2


@given(st.text(max_size=60))
def test_any_name_is_harmless(name: str) -> None:
    parts = parts_of(name)
    assert 0 < len(parts) <= 8
    for part in parts:
        assert part == part.strip(" ") and not part.startswith((".", "~")) and len(part.encode()) < 255
        assert not set(part) & set('/\\:*?"<>|\0\n')


def test_a_file_and_a_folder_of_one_name_are_both_kept(tmp_path: Path) -> None:
    names = [keep(tmp_path, name, io.BytesIO(b"x")).name for name in ("a", "a/b", "a/b/c", "a")]
    assert len(set(names)) == 4 and all((tmp_path / name).is_file() for name in names)


def test_hostile_names_are_told_harmlessly(desk: TestClient) -> None:
    answer = sent(
        desk,
        *[
            (name or "x", FERRY.encode())
            for name in ("../<script>alert(1)</script>.txt", "..\\x.txt", "http://evil.example/a.txt")
        ],
    )
    job = told(desk, answer)
    assert job["listing"]["articles"] == 3
    assert "<script>alert" not in desk.get(f"/add/{job['id']}").text


def test_bombs_are_bounded(desk: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("word/document.xml", b"<a>" + b" " * 300_000_000)
    began = time.monotonic()
    job = told(desk, sent(desk, ("bomb.docx", packed.getvalue()), ("bomb.txt.gz", gzip.compress(b"\0" * 400_000_000))))
    assert job["phase"] == "looked" and job["listing"]["articles"] == 0 and job["listing"]["problems"] == 2
    assert time.monotonic() - began < 30


def test_two_sendings_queue_and_one_that_waits_is_cancelled(desk: TestClient) -> None:
    answers = [sent(desk, text=f"{FERRY} {n}") for n in range(4)]
    last = answers[-1].headers["location"]
    gone = desk.post(last, data={"secret": "s", "do": "cancel"})
    assert gone.status_code == 303
    phases = [told(desk, one)["phase"] for one in answers]
    assert phases[:3] == ["looked"] * 3 and phases[3] in {"cancelled", "looked"}
    assert len(desk.get("/add.json").json()["jobs"]) == 4


def test_reading_is_cancelled_and_what_was_added_stays(desk: TestClient, own: Path) -> None:
    files = [(f"{n}.txt", f"{FERRY} Numéro {n}. {PALMS if n % 2 else ''}".encode()) for n in range(60)]
    answer = sent(desk, *files, do="add", language="fr")
    told(desk, answer, lambda job: job["reading"]["new"] > 0)
    page = desk.get(answer.headers["location"])
    assert '<noscript><meta http-equiv="refresh"' in page.text and "hx-get" in page.text
    desk.post(answer.headers["location"], data={"secret": "s", "do": "cancel"})
    job = told(desk, answer)
    assert job["phase"] == "cancelled" and 0 < job["reading"]["new"] < 60
    listed = desk.get("/articles.json", params={"added": job["reading"]["since"]}).json()["pages"]["found"]
    assert listed >= job["reading"]["new"]
    assert not list(Path(tempfile.gettempdir()).glob("pourparlers-add-*/0*"))


def test_a_process_that_dies_is_told_and_the_next_is_read(desk: TestClient) -> None:
    answer = sent(desk, *[(f"{n}.txt", f"{FERRY} {n}".encode()) for n in range(30)], do="add")
    told(desk, answer, lambda job: job["phase"] in {"loading", "reading"})
    waiting = sent(desk, text=PALMS)
    os.kill(_worker(), signal.SIGKILL)
    at_once = sent(desk, text=FERRY)
    job = told(desk, answer)
    assert job["phase"] == "failed" and job["error"]["hint"]
    assert told(desk, waiting)["phase"] == told(desk, at_once)["phase"] == "looked"


def _worker() -> int:
    """The process that reads, of those that this one began, as soon as there is one."""
    asked = ["ps", "-ww", "--ppid", str(os.getpid()), "-o", "pid=,args="]
    for _ in range(300):
        told_children = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
        workers = [int(line.split()[0]) for line in told_children if "web.adding.worker" in line]
        if workers:
            return workers[0]
        time.sleep(0.1)
    raise AssertionError(told_children)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_room_that_is_killed_leaves_nothing(own: Path, temporary: Path) -> None:
    script = (
        "import sys, time\n"
        "from pourparlers.web.adding.desk import Desk\n"
        f"desk = Desk({str(own)!r})\n"
        "folder = desk.folder()\n"
        "(folder / 'a.txt').write_text('x')\n"
        "print(folder, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(temporary)}
    ) as room:
        assert room.stdout is not None
        folder = Path(room.stdout.readline().strip())
        assert (folder / "a.txt").exists() and folder.stat().st_mode & 0o077 == 0
        room.kill()
        for _ in range(300):
            if not any(temporary.iterdir()):
                break
            time.sleep(0.1)
    assert list(temporary.iterdir()) == []


def test_what_others_left_is_swept_and_what_is_held_stays(temporary: Path) -> None:
    left = temporary / f"{spools._PREFIX}left"
    left.mkdir()
    (left / spools._LOCK).touch()
    (left / "a.txt").write_text("x")
    (temporary / f"{spools._PREFIX}link").symlink_to(temporary.parent)
    held = Spool()
    sweep()
    assert held.folder.exists() and not left.exists() and temporary.parent.exists()
    held.close()
    (temporary / f"{spools._PREFIX}link").unlink()
    assert list(temporary.iterdir()) == []


def test_hidden_files_of_a_folder_are_passed_over(desk: TestClient) -> None:
    files = [("press/.DS_Store", b"\0\0\1"), ("press/.git/config", b"[core]"), ("press/ferry.txt", FERRY.encode())]
    listing = told(desk, sent(desk, *files))["listing"]
    assert (listing["articles"], listing["problems"]) == (1, 0)
    assert listing["passed"] == ["press/.DS_Store", "press/.git/config"]
    assert sent(desk, *files[:1]).status_code == 400


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("press/Eau et route: l'accord.txt", "press/Eau et route: l'accord.txt"),
        ("%22No call%22.txt", '"No call".txt'),
        ("../../etc/C:\\boot.ini", "etc/C:/boot.ini"),
        ("...", "file"),
    ],
)
def test_files_keep_the_names_that_their_reader_gave_them(desk: TestClient, name: str, called: str) -> None:
    job = told(desk, sent(desk, (name, FERRY.encode())))
    assert job["name"] == job["listing"]["rows"][0]["file"] == called


def test_what_a_file_does_not_tell_is_written_beside_it(desk: TestClient, own: Path) -> None:
    files = [("Le Quai 2024-05-17.txt", FERRY.encode()), ("b.txt", b"date 2024-06-01\n\n" + PALMS.encode())]
    job = told(desk, sent(desk, *files))
    page = desk.get(f"/add/{job['id']}", headers={"accept-language": "fr"}).text
    assert 'name="published:Le Quai 2024-05-17.txt"' in page and 'data-named="2024-05-17"' in page
    assert 'name="published:b.txt"' not in page and 'name="outlet:b.txt"' in page
    fields = {"published:Le Quai 2024-05-17.txt": "2024-05-17", "outlet:b.txt": " Windhoek  Mail ", "outlet:none": "x"}
    wrong = desk.post(f"/add/{job['id']}", data={"secret": "s", "do": "add", "published:b.txt": "hier"})
    assert wrong.status_code == 400 and 'role="alert"' in wrong.text and "PP-A04" not in wrong.text
    answer = desk.post(f"/add/{job['id']}", data={"secret": "s", "do": "add", **fields})
    assert told(desk, answer, lambda job: job["phase"] == "done")["reading"]["new"] == 2
    with Dossier(own) as dossier, dossier.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT published, outlet FROM article WHERE published LIKE '2024-0%'").all()
    assert {("2024-05-17", None), ("2024-06-01", "Windhoek Mail")} <= {tuple(row) for row in rows}
