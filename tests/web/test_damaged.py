"""A dossier that holds what no dossier can is told, with the way out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pourparlers import Dossier
from rooms import client

PAGES = ("/timeline", "/positions", "/actors", "/contradictions", "/articles", "/search?words=ligne", "/review")
DAMAGED = [
    ("statement", "act", "/timeline"), ("statement", "id", "/positions"), ("statement", "stance", "/positions"),
    ("encounter", "kind", "/timeline"), ("encounter", "id", "/timeline"), ("actor", "kind", "/actors"),
    ("article", "id", "/proposals"), ("contradiction", "what", "/contradictions"),
]  # fmt: skip


@pytest.mark.parametrize("ui", ["fr", "en"])
@pytest.mark.parametrize(("table", "column", "page"), DAMAGED)
def test_a_damaged_dossier_is_told(own: Path, table: str, column: str, page: str, ui: str) -> None:
    with closing(sqlite3.connect(own)) as db, db:
        db.execute(f"UPDATE {table} SET {column} = {column} || char(0) || 'x' WHERE {column} IS NOT NULL")
    with Dossier(own) as dossier:
        room = client(dossier)
        for one in (page, *PAGES):
            assert room.get(one).status_code < 500, one
        told = room.get(page, params={"ui": ui}).text
        assert "PP-D01" in told and f"{table}.{column}" in told
        assert ("sauvegarde" if ui == "fr" else "backup") in told
        error = room.get(f"{page}.json").json()["error"]
        assert (error["code"], error["where"]) == ("PP-D01", f"{table}.{column}")
        assert "\x00" not in told + error["what"]


def test_a_fault_of_ours_stays_one(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    def fail(*_: object) -> None:
        raise ValueError("a fault")

    monkeypatch.setattr("pourparlers.web.call.Call.asked", fail)
    with Dossier(own) as dossier:
        assert client(dossier).get("/timeline").status_code == 500
