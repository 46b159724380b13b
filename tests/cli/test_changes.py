from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from pourparlers.cli.main import main
from pourparlers.model import DossierError
from rounds import dossier_of, round_records


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("ferry") / "talks.dossier"
    dossier_of(path, round_records()).close()
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["changes", *arguments], env={"COLUMNS": "100"})


def test_one_change_a_line(where: str) -> None:
    lines = [msgspec.json.decode(line) for line in run(where, "--since", "2018-05-23", "--json").output.splitlines()]
    assert {line["what"] for line in lines} >= {"article", "encounter", "changed", "statement"}


def test_headings_in_the_language_asked_for(where: str) -> None:
    told = run(where, "--since", "2018-05-23", "--ui", "fr").output
    assert "Nouveaux articles (2)" in told and max(map(len, told.splitlines())) <= 100
    assert "New articles (5)" in run(where, "--since", "2020", "--added", "--ui", "en").output


def test_a_day_must_be_given(where: str) -> None:
    assert run(where).exit_code == 2
    assert isinstance(run(where, "--since", "hier").exception, DossierError)
    assert "Nothing matches" in run(where, "--since", "2030", "--ui", "en").output
