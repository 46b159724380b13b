from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from pourparlers.cli.main import main
from rounds import dossier_of, round_records


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("ferry") / "talks.dossier"
    dossier_of(path, round_records()).close()
    yield str(path)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, list(arguments), env={"COLUMNS": "100"}, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_one_object_a_line(where: str) -> None:
    lines = [msgspec.json.decode(line) for line in run("timeline", where, "--json").splitlines()]
    assert lines and all(bool(one["encounter"]) is not bool(one["statement"]) for one in lines)
    assert {"day", "mod", "voices", "outlets", "contradictions"} <= set(lines[0])


def test_days_are_headings_in_the_language_asked_for(where: str) -> None:
    told = run("timeline", where, "--ui", "fr", "--encounters")
    assert told.count("15 mai 2018") == 1 and "pourparlers" in told and "déclare" not in told
    assert max(map(len, told.splitlines())) <= 100
    assert "says" not in run("timeline", where, "--ui", "en", "--statements", "--acts")


def test_nothing_is_no_failure(where: str) -> None:
    assert "Nothing matches" in run("timeline", where, "--since", "2030", "--ui", "en")
