"""`pourparlers import` of what people coded in other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exporting import exported, made
from pourparlers import Dossier
from pourparlers.cli.main import run
from rounds import round_records


def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["pourparlers", *arguments])
    with pytest.raises(SystemExit) as left:
        run()
    out, err = capfd.readouterr()
    return int(left.value.code or 0), out, err


def test_a_database_of_dna_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with made(tmp_path, round_records()) as dossier:
        exported(dossier, "dna", tmp_path / "a.dna")
        n = len(dossier)
    where, file, gold = str(tmp_path / "talks.dossier"), str(tmp_path / "a.dna"), str(tmp_path / "gold")
    status, out, err = call(monkeypatch, capfd, "import", where, file, "--gold", gold, "--json")
    told = json.loads(out)
    assert (status, told["articles"], told["new"], told["known"], told["failed"], told["gold"]) == (0, n, 0, n, 0, n), (
        err
    )
    assert told["facts"] > 5
    assert len(list((tmp_path / "gold").glob("*.yaml"))) == n
    status, out, err = call(monkeypatch, capfd, "import", where, file, "--ui", "fr")
    assert (status, out) == (0, "")
    assert f"{n} articles (0 nouveaux, {n} déjà là, 0 illisibles)" in err


def test_gold_goes_with_coding_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with made(tmp_path, round_records()) as dossier:
        (tmp_path / "a.json").write_bytes(exported(dossier, "json"))
    status, _, err = call(
        monkeypatch,
        capfd,
        "import",
        str(tmp_path / "b.dossier"),
        str(tmp_path / "a.json"),
        "--gold",
        str(tmp_path / "gold"),
    )
    assert status == 2
    assert "--gold" in err
    assert not (tmp_path / "gold").exists()


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with made(tmp_path, round_records()) as dossier:
        exported(dossier, "dna", tmp_path / "a.dna")
    (tmp_path / "gold").write_text("x")
    where = str(tmp_path / "talks.dossier")
    status, _, err = call(
        monkeypatch, capfd, "import", where, str(tmp_path / "a.dna"), "--gold", str(tmp_path / "gold")
    )
    assert status == 1
    assert "PP-D05" in err
    with Dossier(where) as dossier:
        assert len(dossier) > 0
