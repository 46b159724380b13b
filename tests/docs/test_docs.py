import json
import re
from pathlib import Path

import pytest

from pourparlers.cli.main import COMMANDS, main
from pourparlers.exports.schema import written
from pourparlers.model import Record, errors
from pourparlers.scoring import ErrorKind
from pourparlers.scoring.gold import GoldError
from records import record_of_file

ROOT = Path(__file__).parents[2]
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
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
    for option in (option for param in command.params for option in param.opts if option.startswith("--")):
        assert option in section, f"{name} {option}"


def test_every_error_is_documented() -> None:
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.PourparlersError)]
    for kind in (*kinds, GoldError):
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


def test_a_record_survives_json() -> None:
    from msgspec import json as codec

    record = record_of_file(ROOT / "tests" / "scoring" / "gold" / "coire-fromages-2023-03.yaml")
    assert codec.decode(codec.encode(record), type=Record) == record


def test_every_kind_of_error_of_the_ledger_is_explained() -> None:
    text = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    for kind in ErrorKind:
        assert f"`{kind}`" in text, kind
