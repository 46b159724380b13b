"""Exports that are downloaded: the same as those of the command, by a process beside the pages."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pourparlers import Dossier
from pourparlers.exports.formats import MODULES
from pourparlers.web.exporting import exporting
from pourparlers.web.exporting.along import LEFT
from pourparlers.web.exporting.kinds import KINDS
from pourparlers.web.wording import words
from rooms import client


def test_every_format_is_offered_in_both_languages(room: Any) -> None:
    assert set(KINDS) == set(MODULES)
    for language in ("fr", "en"):
        page = room.get("/export", headers={"accept-language": language})
        assert page.status_code == 200
        for name in KINDS:
            assert f'action="/export/{name}"' in page.text


@pytest.mark.parametrize("name", ["docx", "ics", "gexf", "dna", "brat", "json"])
def test_every_format_is_downloaded(room: Any, name: str) -> None:
    answer = room.get(f"/export/{name}")
    assert answer.status_code == 200 and len(answer.content) > 100
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="talks.{KINDS[name].ending}"')
    assert answer.headers["content-type"] == KINDS[name].type


def test_what_narrows_a_page_narrows_the_export(room: Any) -> None:
    def rows(**asked: str) -> list[dict[str, str]]:
        answer = room.get("/export/csv", params=asked)
        with zipfile.ZipFile(io.BytesIO(answer.content)) as told:
            assert all(one.startswith("talks-csv/") for one in told.namelist())
            text = told.read("talks-csv/statements.csv").decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=";" if "separator" in asked else ","))

    all_, some = rows(), rows(party="Bulgarie", since="2018-05-16")
    assert 0 < len(some) < len(all_)
    assert rows(party="BG", since="2018-05-16", separator="semicolon", bom="true") == some
    page = room.get(
        "/export", params={"party": "Bulgarie", "act": "deny", "page": "3"}, headers={"accept-language": "fr"}
    ).text
    assert '<input type="hidden" name="party" value="Bulgarie">' in page and "dément" in page
    assert room.get("/export.json", params={"party": "BG", "since": "2018-05-16"}).json()["statements"] == len(some)


def test_a_folder_is_the_same_zip_each_time(room: Any) -> None:
    assert room.get("/export/csv").content == room.get("/export/csv").content


def test_it_is_what_the_command_writes(room: Any, talks: Path) -> None:
    command = [sys.executable, "-m", "pourparlers", "export", str(talks), "jsonl", "--party", "BG"]
    told = subprocess.run(command, capture_output=True, check=True).stdout
    assert room.get("/export/jsonl", params={"party": "BG"}).content == told


def test_a_chronology_is_markdown_or_a_page_in_its_language(room: Any) -> None:
    text = room.get("/export/chronology", params={"language": "fr"})
    page = room.get("/export/chronology", params={"page": "true", "language": "en"})
    assert text.text.startswith("#") and page.text.startswith("<!DOCTYPE html>") and 'lang="en"' in page.text[:200]


@pytest.mark.parametrize(
    "address, status",
    [
        ("/export/floppy", 404),
        ("/export/csv?act=sing", 400),
        ("/export/csv?issue=nowhere-at-all", 400),
        ("/export?issue=nowhere-at-all", 400),
        ("/export/gexf?ties=conflict&normalisation=activity", 400),
    ],
)
def test_what_is_not_there_is_told(room: Any, address: str, status: int) -> None:
    answer = room.get(address)
    assert answer.status_code == status and "content-disposition" not in answer.headers and "PP-" in answer.text


def test_a_library_that_is_not_installed_is_told_with_the_way_out(
    room: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyarrow").mkdir()
    (tmp_path / "pyarrow" / "__init__.py").write_text("raise ImportError('not here')")
    monkeypatch.setattr(
        exporting, "environment", lambda: {**os.environ, "PYTHONPATH": f"{tmp_path}:{Path('src').resolve()}"}
    )
    answer = room.get("/export/parquet")
    assert answer.status_code == 400 and "pip install" in answer.text and "pourparlers[parquet]" in answer.text


def test_an_export_that_nobody_wants_any_more_ends(talks: Path) -> None:
    from pourparlers.web.exporting.order import Order

    order = Order(where=str(talks), format="json", name="x", asked={})
    for _ in range(2):
        parts = exporting.exported(order)
        del parts
    some = exporting.exported(order)
    next(some)
    del some
    assert exporting._free._value == exporting._MOST


def test_too_many_at_once_are_told(room: Any) -> None:
    for _ in range(exporting._MOST):
        exporting._free.acquire()
    try:
        assert room.get("/export/json").status_code == 413
    finally:
        exporting._free.release(exporting._MOST)


def test_hostile_dossiers_are_exported(hostile: Path) -> None:
    with Dossier(hostile) as dossier:
        asked = client(dossier)
        for name in ("csv", "chronology"):
            assert asked.get(f"/export/{name}").status_code == 200
        assert "<script>alert" not in asked.get("/export", params={"party": "<script>alert(1)</script>"}).text


def test_the_page_tells_what_json_tells(room: Any) -> None:
    told = msgspec.json.decode(room.get("/export.json").content)
    assert {one["name"] for one in told["formats"]} == set(KINDS)


@pytest.mark.parametrize(
    ("page", "narrowed"),
    [
        ("/timeline?act=deny&page=2", {"act": "deny"}),
        ("/timeline?party=BG&since=2018&until=2019", {"party": "BG", "since": "2018", "until": "2019"}),
        ("/positions?at=2018-05-20", {"until": "2018-05-20"}),
        ("/positions?at=2018-05-20&until=2018", {"until": "2018"}),
        ("/actor?id=BG|Bulgarie", {"party": "BG"}),
        ("/articles?outlet=The Colchis Observer", {"outlet": "The Colchis Observer"}),
    ],
)
def test_what_a_page_shows_goes_along_to_its_exports(room: Any, page: str, narrowed: dict[str, str]) -> None:
    html = room.get(page).text
    link = re.search(r'href="(/export[^"]*)"', html)
    assert link is not None
    told = room.get(unescape(link[1]).replace("/export", "/export.json", 1)).json()
    assert {name: value for name, value in told["asked"].items() if value} == narrowed
    assert told["left"] == []


def test_a_person_and_an_issue_go_along_to_the_exports(room: Any) -> None:
    person = next(one for one in room.get("/actors.json?kind=person").json()["actors"] if one["kind"] == "person")
    issue = room.get("/issues.json").json()["issues"][0]
    for page, name, value in (
        ("/actor", "person", person["id"].partition("|")[0].removeprefix("person:")),
        ("/issue", "issue", issue["id"]),
    ):
        html = room.get(page, params={"id": person["id"] if name == "person" else issue["id"]}).text
        link = re.search(r'href="(/export[^"]*)"', html)
        assert link is not None
        told = room.get(unescape(link[1]).replace("/export", "/export.json", 1)).json()
        assert told["asked"][name] == value and told["statements"] + told["encounters"] > 0


def test_what_narrows_a_page_and_no_export_is_told(room: Any) -> None:
    told = room.get("/export?kind=talks&fate=open&act=deny&order=name", headers={"accept-language": "fr"}).text
    assert "Ne restreint pas ce qui est exporté\u00a0: sorte, sort des propositions." in told
    for language in ("fr", "en"):
        assert all(words(language)(f"export.left_fields.{name}") for name in LEFT)


def test_an_export_holds_what_the_page_shows(room: Any) -> None:
    for query in ("act=deny", "party=BG", "outlet=The+Colchis+Observer", "since=2018-05-20&until=2018-06"):
        shown = room.get(f"/timeline.json?{query}&only=statements").json()["pages"]["found"]
        undated = room.get(f"/timeline.json?{query}&only=statements&undated=true").json()["pages"]["found"]
        with zipfile.ZipFile(io.BytesIO(room.get(f"/export/csv?{query}").content)) as file:
            name = next(one for one in file.namelist() if one.endswith("statements.csv"))
            rows = list(csv.DictReader(io.TextIOWrapper(file.open(name), encoding="utf-8-sig")))
        assert len({row["id"] for row in rows}) in {shown, shown + undated}, query
