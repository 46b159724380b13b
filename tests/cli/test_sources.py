from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from pourparlers import Dossier
from pourparlers.cli.main import main
from pourparlers.dossier.standing.sources import Sources
from rounds import dossier_of, round_records


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("ferry") / "talks.dossier"
    dossier_of(path, round_records()).close()
    return str(path)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["sources", *arguments], env={"COLUMNS": "100"}, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_one_object_for_all(where: str) -> None:
    with Dossier(where) as dossier:
        assert msgspec.json.decode(run(where, "--json"), type=Sources) == dossier.sources()


def test_outlets_voices_and_relays_are_shown(where: str) -> None:
    told = run(where, "--ui", "fr")
    assert "5 articles · 5 médias · 4 voix indépendantes" in told
    assert "reprise de" in told and "Géorgie" in told
    assert max(map(len, told.splitlines())) <= 100


def test_nothing_is_no_failure(where: str) -> None:
    assert "Nothing matches" in run(where, "--since", "2030", "--ui", "en")
