from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from pourparlers.cli.main import main
from pourparlers.model import DossierError
from rounds import dossier_of
from searches import TEXT, texts


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("quay") / "talks.dossier"
    dossier_of(path, texts()).close()
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["search", *arguments], env={"COLUMNS": "100"})


def test_offsets_are_of_the_text(where: str) -> None:
    lines = [msgspec.json.decode(line) for line in run(where, "répit d'hiver", "--json").output.splitlines()]
    assert [line["where"] for line in lines] == ["statement", "statement", "article"]
    assert {TEXT[start:end] for line in lines for start, end in line["found"]} == {"répit d'hiver"}
    assert {line["act"] for line in lines} == {"demand", "say", None}


def test_filters_and_limit(where: str) -> None:
    told = run(where, "repit", "--act", "say", "--ui", "en").output
    assert "Statements (1)" in told and "Articles" not in told and "Signe Støre (Norway) says" in told
    assert run(where, "repit", "--limit", "1", "--json").output.count("\n") == 2


def test_no_words_are_told(where: str) -> None:
    assert run(where).exit_code == 2
    assert isinstance(run(where, "«»").exception, DossierError)
    assert "Nothing matches" in run(where, "introuvable", "--ui", "en").output
