"""`pourparlers export`: from dossiers and from records, with filters, into files and folders."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.json import encode

from exporting import hostile_records, made
from pourparlers import Record
from pourparlers.cli.main import main, run
from pourparlers.exports.formats import MODULES, Target, module
from rounds import dossier_of, record, round_records

BRIDGE = "Le Pérou propose une voie. L'Équateur la refuse."


class Stream(io.TextIOWrapper):
    """Standard output or input as a command has it: bytes behind text."""

    def __init__(self, data: bytes = b"") -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8")


def call(monkeypatch: pytest.MonkeyPatch, *arguments: str, stdin: bytes = b"") -> tuple[int, bytes, str]:
    """What a command says: its exit status, standard output and standard error."""
    out, err = Stream(), Stream()
    monkeypatch.setattr(sys, "stdin", Stream(stdin))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    with pytest.raises(SystemExit) as left:
        run(list(arguments))
    for one in (out, err):
        one.flush()
    return int(left.value.code or 0), out.buffer.getvalue(), err.buffer.getvalue().decode()  # type: ignore[attr-defined]


def two_acts() -> list[Record]:
    proposed = {"act": "propose", "party": ["PE"], "speaker": ["PE"], "words": "une voie"}
    refused = {"act": "reject", "party": ["EC"], "speaker": ["EC"], "words": "la refuse"}
    return [
        record(BRIDGE, proposed, refused, outlet="La Gazette"),
        record("Rien.", outlet="Le Quotidien", published="2021-03-11"),
    ]


def test_records_go_out_and_come_in_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = round_records()
    with made(tmp_path, records) as dossier:
        whole = sorted(encode(one) for one in dossier.records())
    status, out, err = call(monkeypatch, "export", str(tmp_path / "talks.dossier"), "jsonl")
    assert (status, err) == (0, "")
    assert sorted(out.splitlines()) == whole
    # From the records alone, and from standard input, the same things follow as from the dossier.
    (tmp_path / "r.jsonl").write_bytes(out)
    told = [call(monkeypatch, "export", str(tmp_path / "talks.dossier"), "csl")]
    told += [
        call(monkeypatch, "export", str(tmp_path / "r.jsonl"), "csl"),
        call(monkeypatch, "export", "-", "csl", stdin=out),
    ]
    assert told[0] == told[1] == told[2]
    assert told[0][0] == 0


def test_what_a_person_rejected_or_corrected_goes_out_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with made(tmp_path, two_acts()) as dossier:
        first, second = dossier.statements()
        dossier.reject(first.id, who="x")
        dossier.correct(second.id, act="demand", who="x")
    _, out, _ = call(monkeypatch, "export", str(tmp_path / "talks.dossier"), "jsonl")
    acts = [statement["act"] for line in out.splitlines() for statement in json.loads(line)["statements"]]
    assert acts == ["demand"]


@pytest.mark.parametrize(
    ("asked", "acts", "articles"),
    [
        ((), ["propose", "reject"], 2),
        (("--party", "Pérou"), ["propose"], 1),
        (("--act", "reject"), ["reject"], 1),
        (("--outlet", "le quotidien"), [], 1),
        (("--since", "2022"), [], 0),
    ],
)
def test_filters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...], acts: list[str], articles: int
) -> None:
    made(tmp_path, two_acts()).close()
    status, out, _ = call(monkeypatch, "export", str(tmp_path / "talks.dossier"), "jsonl", *asked)
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [statement["act"] for line in lines for statement in line["statements"]] == acts
    assert len(lines) == articles


@pytest.mark.parametrize(
    "arguments",
    [
        ("json", "--party", "PE"),
        ("jsonl", "--bom"),
        ("jsonl", "--ties", "conflict"),
        ("no-format",),
        ("docx",),
        ("docx", "-o", "-"),
    ],
)
def test_what_a_format_does_not_take_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    made(tmp_path, two_acts()).close()
    status, out, err = call(monkeypatch, "export", str(tmp_path / "talks.dossier"), *arguments)
    assert (status, out) == (2, b"")
    assert "Error:" in err


@pytest.mark.parametrize("data", [b"{", b'{"schema":"x"}', b"{}\n{}", b'{"schema":"pourparlers.record/1"}'])
def test_what_is_no_record_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    (tmp_path / "r.jsonl").write_bytes(data)
    status, _, err = call(monkeypatch, "export", str(tmp_path / "r.jsonl"), "csl")
    assert status == 1
    assert "PP-D05" in err


@pytest.mark.parametrize("name", MODULES)
def test_every_format_writes_the_same_twice_and_never_a_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    dossier_of(tmp_path / "talks.dossier", [*round_records(), *hostile_records()]).close()
    where = str(tmp_path / "talks.dossier")
    written = []
    for n in range(2):
        target = tmp_path / f"out{n}"
        status, _, err = call(monkeypatch, "export", where, name, "-o", str(target), "--ui", "fr")
        assert status == 0, err
        written.append(contents(target))
    assert written[0] == written[1]
    assert written[0]
    # Written over what was there before; a folder of somebody else's is never touched.
    assert call(monkeypatch, "export", where, name, "-o", str(tmp_path / "out0"), "--ui", "fr")[0] == 0
    assert contents(tmp_path / "out0") == written[0]
    assert not list(tmp_path.glob("*.part"))
    if module(name).TARGET is Target.FOLDER:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "thesis.txt").write_text("x")
        status, _, err = call(monkeypatch, "export", where, name, "-o", str(tmp_path / "mine"))
        assert status == 1 and "already" in err
        assert (tmp_path / "mine" / "thesis.txt").read_text() == "x"
    status, _, err = call(monkeypatch, "export", where, name, "-o", str(tmp_path / "none" / "x" / "y"))
    if module(name).TARGET is not Target.FOLDER:
        assert status == 1 and "PP-D01" in err


@pytest.mark.parametrize("name", MODULES)
def test_every_format_takes_an_empty_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    made(tmp_path, []).close()
    status, _, err = call(monkeypatch, "export", str(tmp_path / "talks.dossier"), name, "-o", str(tmp_path / "out"))
    assert status == 0, err


def contents(path: Path) -> dict[str, bytes]:
    """What a file or a folder holds, by name."""
    if path.is_file():
        return {"": path.read_bytes()}
    return {str(one.relative_to(path)): one.read_bytes() for one in sorted(path.rglob("*")) if one.is_file()}


def test_help_names_every_format() -> None:
    command: Any = main.get_command(None, "export")  # type: ignore[arg-type]
    words = set(command.help.replace("\b", "").split())
    assert words >= set(MODULES)


def test_nothing_is_put_in_the_place_of_a_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier_of(tmp_path / "a.dossier", two_acts()).close()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for name in ("json", "dna"):
        status, _, err = call(monkeypatch, "export", str(tmp_path / "a.dossier"), name, "-o", str(pipe))
        assert status == 1
        assert "a folder or a device" in err
    assert pipe.is_fifo()


@pytest.mark.parametrize("where", ["a" * 300, "a" * 300 + "/b"])
def test_a_name_that_is_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    dossier_of(tmp_path / "a.dossier", two_acts()).close()
    for arguments in (
        ("export", str(tmp_path / "a.dossier"), "json", "-o", where),
        ("export", str(tmp_path / "a.dossier"), "csv", "-o", where),
        ("import", str(tmp_path / "b.dossier"), where),
        ("sources", where),
    ):
        status, _, err = call(monkeypatch, *arguments)
        assert status == 1
        assert "PP-000" not in err
