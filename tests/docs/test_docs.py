import json
import re
import sqlite3
from pathlib import Path

import click
import pytest

from pourparlers.articles import formats
from pourparlers.cli.corpus import corpus
from pourparlers.cli.main import COMMANDS, main
from pourparlers.corpus import errors as corpus_errors
from pourparlers.dossier.merging.fates import Fate
from pourparlers.dossier.standing.disputes.disagreement import What
from pourparlers.dossier.store.schema import metadata
from pourparlers.dossier.store.views import VIEWS
from pourparlers.exports import formats as exports
from pourparlers.exports.schema import written
from pourparlers.model import Record, errors
from pourparlers.scoring import ErrorKind
from pourparlers.scoring.gold import GoldError
from records import record_of_file
from rounds import dossier_of, queries, round_records

ROOT = Path(__file__).parents[2]
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")


def test_the_schema_is_that_of_the_structs() -> None:
    assert (ROOT / "docs" / "record.schema.json").read_text(encoding="utf-8") == written()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_guide(name: str) -> None:
    command = main.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    _, _, section = GUIDE.partition(f"### `pourparlers {name}")
    section = section.partition("\n##")[0]
    assert section
    for option in _options(command):
        assert option in section, f"{name} {option}"


@pytest.mark.parametrize("name", ["run", "add", "query"])
def test_every_command_on_a_corpus_is_in_the_guide(name: str) -> None:
    assert {*corpus.commands} == {"run", "add", "query"}
    section = GUIDE.partition(f"### `pourparlers corpus {name} ")[2].partition("\n##")[0]
    for option in _options(corpus.commands[name]):
        assert option in section, f"corpus {name} {option}"


def _options(command: click.Command) -> list[str]:
    return [option for param in command.params for option in param.opts if option.startswith("--")]


def test_every_error_is_documented() -> None:
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.PourparlersError)
    ]
    of_corpora = [kind for kind in vars(corpus_errors).values() if getattr(kind, "code", "").startswith("PP-C")]
    for kind in (*kinds, *of_corpora, GoldError):
        assert f"| {kind.code} | `{kind.__name__}` |" in text


def test_every_field_of_the_record_is_documented() -> None:
    text = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    schema = json.loads(written())
    for name, struct in schema["$defs"].items():
        for field in struct.get("properties", {}):
            assert f"`{field}`" in text or f'"{field}"' in text, f"{name}.{field}"
        for value in struct.get("enum", ()):
            assert f"`{value}`" in text, f"{name}: {value}"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_to_files(path: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert link.startswith("https://") or (path.parent / link).exists(), link


def test_the_readme_holds_the_commands_that_ci_runs() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("install", "test"):
        (command,) = re.findall(rf"<!-- ci: {name} -->\n```sh\n(.*)\n```", text)
        assert "\n" not in command


def test_the_queries_of_a_dossier_find_something(tmp_path: Path) -> None:
    """All ten, by SQLite alone, as whoever opens the file runs them."""
    dossier_of(tmp_path / "talks.dossier", round_records()).close()
    connection = sqlite3.connect(f"file:{tmp_path / 'talks.dossier'}?mode=ro", uri=True)
    told = queries(portable=False)
    assert len(told) == 10
    for query in told:
        assert connection.execute(query).fetchall(), query
    connection.close()


def test_every_table_view_and_column_of_a_dossier_is_documented() -> None:
    text = (ROOT / "docs" / "dossier.md").read_text(encoding="utf-8")
    for table in metadata.sorted_tables:
        assert f"`{table.name}`" in text, table.name
        for column in table.columns:
            assert f"`{column.name}`" in text, f"{table.name}.{column.name}"
    for view in VIEWS:
        assert f"`{view}`" in text, view


def test_a_record_survives_json() -> None:
    from msgspec import json as codec

    record = record_of_file(ROOT / "tests" / "scoring" / "gold" / "coire-fromages-2023-03.yaml")
    assert codec.decode(codec.encode(record), type=Record) == record


def test_every_kind_of_error_of_the_ledger_is_explained() -> None:
    text = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    for kind in ErrorKind:
        assert f"`{kind}`" in text, kind


@pytest.mark.parametrize("word", [*What, *Fate])
def test_every_kind_of_contradiction_and_fate_of_a_proposal_is_explained(word: str) -> None:
    assert f"`{word}`" in GUIDE


@pytest.mark.parametrize("name", formats.MODULES)
def test_every_format_that_comes_in_is_documented(name: str) -> None:
    text = (ROOT / "docs" / "formats" / "README.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|") and f"`{name}`" in line.split("|")[1]]
    assert len(rows) == 1


@pytest.mark.parametrize("name", exports.MODULES)
def test_every_format_that_goes_out_has_a_page_with_what_is_lost(name: str) -> None:
    text = (ROOT / "docs" / "exports" / "README.md").read_text(encoding="utf-8")
    (row,) = [line for line in text.splitlines() if line.startswith("|") and f"[`{name}`]" in line]
    (page,) = re.findall(rf"\[`{name}`\]\(([^)#]+)", row)
    told = (ROOT / "docs" / "exports" / page).read_text(encoding="utf-8")
    assert f"export talks.dossier {name}" in told
    assert re.search(r"\b[Ll]ost\b", told)
