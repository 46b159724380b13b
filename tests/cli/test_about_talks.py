import json
from pathlib import Path

from click.testing import CliRunner, Result

from pourparlers import Dossier
from pourparlers.cli.main import main


def add(*arguments: Path | str) -> Result:
    return CliRunner().invoke(main, ["add", *map(str, arguments)], catch_exceptions=False)


def test_what_is_set_aside_comes_into_no_dossier_and_is_counted(tmp_path: Path) -> None:
    dossier, tart = tmp_path / "talks.dossier", tmp_path / "tart.txt"
    tart.write_text("La tarte aux pommes se mange tiède, avec une boule de glace.\n", encoding="utf-8")
    result = add(dossier, tart, "--about-talks", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"new": 0, "known": 0, "failed": 0, "aside": 1, "articles": 0}
    assert "0 articles (0 new, 0 already there, 0 not readable, 1 set aside)" in add(dossier, tart, "--about-talks").stderr
    with Dossier(dossier) as opened:
        assert len(opened) == 0


def test_what_cannot_be_read_is_told_beside_what_is_set_aside(tmp_path: Path) -> None:
    tart, empty = tmp_path / "tart.txt", tmp_path / "empty.txt"
    tart.write_text("Bake the tart for forty minutes and let it cool on the rack in the kitchen.\n", encoding="utf-8")
    empty.write_text("", encoding="utf-8")
    result = add(tmp_path / "talks.dossier", tart, empty, "--about-talks")
    assert result.exit_code == 3
    assert "1 not readable, 1 set aside" in result.stderr
