import json
import sys
from pathlib import Path
from typing import Any

import pytest

from pourparlers.cli.main import run

FRENCH = "La délégation est arrivée à Genève dans la nuit.\nElle a été reçue par le ministre.\n"
ENGLISH = "The delegation arrived in Geneva in the night.\n"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    texts = {"fr": f"date 2022-01 {FRENCH}", "en": ENGLISH, "bad": f"!{FRENCH}", "fault": f"?{FRENCH}", "empty": ""}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: str(tmp_path / name) for name in [*texts, "none"]}


@pytest.fixture
def call(reader: Any, capsysbinary: pytest.CaptureFixture[bytes]) -> Any:
    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            run(list(arguments))
        out, err = capsysbinary.readouterr()
        return int(left.value.code or 0), out.decode(), err.decode()

    return call


def test_json_is_a_record_a_line_in_the_order_of_the_files(call: Any, files: dict[str, str]) -> None:
    status, out, err = call("read", files["fr"], files["en"], files["fr"], "--json")
    records = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [record["article"]["language"] for record in records] == ["fr", "en", "fr"]
    assert records[0]["article"]["published"] == "2022-01"
    assert records[0]["article"]["text"] == FRENCH


def test_options_outrank_the_file(call: Any, files: dict[str, str]) -> None:
    _, out, _ = call("read", files["fr"], "--published", "2021-05-04", "--language", "en", "--json")
    article = json.loads(out)["article"]
    assert (article["published"], article["language"]) == ("2021-05-04", "en")


@pytest.mark.parametrize(
    ("names", "status", "lines"),
    [
        (["fr"], 0, 1),
        (["bad"], 1, 0),
        (["empty", "none"], 1, 0),
        (["fr", "bad", "en"], 3, 2),
        (["none", "fr"], 3, 1),
    ],
)
def test_what_fails_is_told_and_the_others_are_read(
    call: Any, files: dict[str, str], names: list[str], status: int, lines: int
) -> None:
    got, out, err = call("read", *(files[name] for name in names), "--json")
    assert got == status
    assert len(out.splitlines()) == lines
    failed = len(names) - lines
    assert err.count("error PP-") == failed
    assert len(err.splitlines()) <= 4 * failed


@pytest.mark.parametrize(
    "arguments",
    [["read"], ["read", "x", "--published", "12/01/2022"], ["read", "x", "--language", "de"], ["read", "x", "--ui", "de"], ["nothing"]],
)
def test_wrong_usage_is_told(call: Any, arguments: list[str]) -> None:
    status, out, err = call(*arguments)
    assert (status, out) == (2, "")
    assert "Error" in err


def test_standard_input_is_read(call: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(FRENCH.encode("utf-16"))
    with (tmp_path / "in").open(encoding="latin-1") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        status, out, _ = call("read", "-", "--json")
    assert status == 0
    assert json.loads(out)["article"]["text"] == FRENCH


def test_the_view_is_in_the_language_asked_for(call: Any, files: dict[str, str]) -> None:
    assert "Paroles" in call("read", files["fr"], "--ui", "fr")[1]
    assert "Words" in call("read", files["fr"], "--ui", "en")[1]


def test_the_locale_chooses_the_language(call: Any, files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert "Paroles" in call("read", files["fr"])[1]
    monkeypatch.setenv("LC_ALL", "C")
    assert "Words" in call("read", files["fr"])[1]


def test_a_page_is_written(call: Any, files: dict[str, str], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    status, out, _ = call("read", files["fr"], files["en"], "--html", str(page))
    assert (status, out) == (0, "")
    assert page.read_text(encoding="utf-8").count("<article>") == 2
    status, _, err = call("read", files["fr"], "--html", str(tmp_path / "no" / "page.html"))
    assert status == 1
    assert "cannot be written" in err


def test_a_fault_is_told_without_a_traceback(call: Any, files: dict[str, str]) -> None:
    status, _, err = call("read", files["fault"])
    assert status == 1
    assert "Traceback" not in err
    assert "a fault" in err


def test_the_examples_are_read(call: Any) -> None:
    status, out, _ = call("demo", "--json")
    assert (status, len(out.splitlines())) == (0, 4)


def test_what_can_hold_no_talks_is_set_aside_and_counted(call: Any, files: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "tart").write_text("La tarte aux pommes se mange tiède, avec une boule de glace.\n", encoding="utf-8")
    paths = [str(tmp_path / "tart"), files["fr"], str(tmp_path / "tart")]
    status, out, err = call("read", *paths, "--about-talks", "--json")
    assert (status, err) == (0, "2 articles set aside unread\n")
    assert [json.loads(line)["article"]["text"] for line in out.splitlines()] == [FRENCH]
    # Without the option it is read, and to set all aside is no failure.
    assert len(call("read", *paths, "--json")[1].splitlines()) == 3
    assert call("read", paths[0], "--about-talks", "--json") == (0, "", "1 article set aside unread\n")
