"""Commands that decide, on a real dossier; the review through a real terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pourparlers import Article, Dossier
from pourparlers.cli.main import run
from pourparlers.model import Act, Actor, ActorKind, Encounter, EncounterKind, Form, Record, Span, Statement


def record(n: int, text: str, outlet: str) -> Record:
    """A small article: a meeting, a proposal of Quito and words without a speaker."""
    where = f"a-{n}aaaaaaaaaaa"
    article = Article(id=where, language="fr", text=text, published=f"2021-03-0{n}", outlet=outlet)
    cut = text.index(". ") + 1

    def span(words: str) -> Span:
        at = text.index(words)
        return Span.of(text, at, at + len(words))

    met = Encounter(
        id="e1",
        kind=EncounterKind.TALKS,
        parties=("PE", "EC"),
        place="Macará",
        date="2021-03-02",
        evidence=(Span.of(text, 0, cut),),
        rule="r",
    )
    told = text[text.index("une voie") :].rstrip(".")
    say = Statement(
        id="s1",
        speaker=("EC",),
        party=("EC",),
        act=Act.PROPOSE,
        form=Form.NARRATED,
        content=(span(told),),
        cue=span("propose"),
        issue="voie",
        rule="r",
    )
    none = Statement(id="s2", act=Act.SAY, form=Form.INDIRECT, content=(span("Macará"),), hedged=True, rule="r")
    actors = tuple(
        Actor(id=id_, kind=ActorKind.STATE, name=name, party=id_) for id_, name in (("PE", "Lima"), ("EC", "Quito"))
    )
    return Record(article=article, actors=actors, encounters=(met,), statements=(say, none))


class Shelf:
    def __init__(self) -> None:
        told = [
            "Lima et Quito ont négocié à Macará. Quito propose une voie pour les camions de bananes.",
            "À Macará, Lima et Quito ont négocié. Quito propose une voie pour les camions de bananes du Sud.",
            "Lima et Quito se sont vus à Macará. Quito propose une voie rapide et des lampes.",
        ]
        self.records = {r.article.id: r for n, text in enumerate(told, 1) for r in [record(n, text, f"Journal {n}")]}

    def pipe(self, articles: list[Article], processes: int = 1) -> Iterator[Record]:
        for one in articles:
            yield self.records[one.id]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("cli") / "talks.dossier"
    shelf = Shelf()
    with Dossier(where, create=True) as dossier:
        dossier.add([r.article for r in shelf.records.values()], reader=shelf)
    return where


@pytest.fixture
def where(made: Path, tmp_path: Path) -> str:
    return str(shutil.copy(made, tmp_path / "talks.dossier"))


Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    def call(*arguments: str) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as left:
            run(list(arguments))
        out, err = capfdbinary.readouterr()
        return int(left.value.code or 0), out.decode(), err.decode()

    return call


def test_a_decision_is_told_listed_and_undone(where: str, call: Call) -> None:
    status, out, err = call("reject", where, "a-1aaa:s1", "--who", "Ana\x1b[31m", "--why", "vu", "--ui", "fr")
    assert (status, out) == (0, "") and err.startswith("rejeté : a-1aaaaaaaaaaa:s1") and "d-" in err
    status, out, err = call("decisions", where, "--ui", "en")
    assert status == 0 and "rejected" in out and "Ana" in out and "vu" in out and "\x1b" not in out
    made = json.loads(call("undo", where, "--json")[1])
    assert made["verb"] == "undo"
    told = [json.loads(line) for line in call("decisions", where, "--json")[1].splitlines()]
    assert [(one["decision"]["verb"], one["undone"], one["applies"]) for one in told] == [
        ("reject", True, True),
        ("undo", False, True),
    ]


def test_a_correction_shows_in_the_table(where: str, call: Call) -> None:
    status, _, err = call("correct", where, "a-2aaa:e1", "place=Loja", "parties=Pérou,Equateur", "--ui", "en")
    assert status == 0 and "corrected place=Loja, parties=PE,EC" in err
    assert "Loja" in call("encounters", where, "--ui", "en")[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["correct", "a-1aaa:e1", "place"], "no FIELD=VALUE"),
        (["correct", "a-1aaa:e1", "who=x"], "no field 'who'"),
        (["correct", "a-1aaa:e1", "place=a", "place=b"], "given twice"),
        (["correct", "a-1aaa:s1", "act=laugh"], "'laugh' is no act"),
        (["correct", "a-1aaa:s1", "content=9:3"], "no characters"),
        (["correct", "--all", "a-1aaa:s1", "content=0:3"], "one article"),
        (["accept", "a-9"], "too short"),
        (["accept", "a-1aaa"], "may be"),
        (["accept", "a-1aab:s1"], "Did you mean"),
        (["merge", "a-1aaa:s1"], "one thing alone"),
        (["split", "a-1aaa:s2"], "nothing else"),
        (["relate", "voie", "nothing"], "nothing in the dossier"),
        (["undo", "d-7"], "no decision"),
        (["review"], "no terminal"),
    ],
)
def test_an_error_tells_the_way_out(where: str, call: Call, arguments: list[str], told: str) -> None:
    command, *rest = arguments
    options = [one for one in rest if one.startswith("--")]
    status, out, err = call(command, *options, where, *(one for one in rest if one not in options))
    assert (status, out) == (1, "") and told in err
    assert len(err.splitlines()) > 1


def test_a_codebook_goes_out_and_in(where: str, call: Call, tmp_path: Path) -> None:
    assert call("rename", where, "voie", "La voie")[0] == 0
    book, again = tmp_path / "a.yaml", tmp_path / "b.yaml"
    assert call("codebook", "export", where, str(book))[0] == 0
    assert call("codebook", "load", where, str(book), "--who", "Ana")[0] == 0
    assert call("codebook", "export", where, str(again))[0] == 0
    assert again.read_text() == book.read_text() and "La voie" in book.read_text()
    assert json.loads(call("codebook", "export", where, "--json")[1])["label"] == "La voie"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- {id: a, label: A, alias: [x]}", "unknown key 'alias'"),
        ("- {id: a, label: A}\n- {id: a, label: B}", "two entries have the id"),
        ("- {id: a, label: A, aliases: [X]}\n- {id: b, label: B, aliases: [x]}", "name of two entries"),
        ("- {id: a, label: A, parent: b}\n- {id: b, label: B, parent: a}", "go round"),
        ("- {id: a, label: A, parent: c}", "not there"),
        ("- {id: a, label: [1]}", "not well formed"),
        ("- {id: a, label: '#x'}", "cannot name"),
        ("a: b", "no list"),
        ("- 7", "no mapping"),
        ("- [", "no YAML"),
        ("!!python/object/apply:os.system ['true']", "no YAML"),
        ("[" * 5000, "no YAML"),
    ],
)
def test_a_codebook_that_is_none_changes_nothing(where: str, call: Call, tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "book.yaml"
    file.write_text(text, encoding="utf-8")
    status, out, err = call("codebook", "load", where, str(file))
    assert (status, out) == (1, "") and told in err
    assert call("decisions", where, "--json")[1] == ""


def test_the_queue_as_data(where: str, call: Call) -> None:
    told = [json.loads(line) for line in call("review", where, "--json")[1].splitlines()]
    assert {one["about"] for one in told} >= {"speaker"} and all(one["one"]["text"] for one in told)
    scores = [one["score"] for one in told if one["about"] == "unsure"]
    assert scores == sorted(scores, reverse=True)
    assert len(call("review", where, "--json", "--limit", "1")[1].splitlines()) == 1


def test_the_review_in_a_terminal(where: str) -> None:
    """Keys through a pseudo-terminal: accept, reject, undo, pass over, leave."""
    end, far = pty.openpty()
    env = {**os.environ, "COLUMNS": "100", "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "pourparlers", "review", where, "--who", "Ana", "--ui", "en"]
    process = subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=env, close_fds=True)
    os.close(far)
    try:
        seen = _until(end, "[q]")
        for key in ("z", "no", "yes", "u", "s"):
            # Links and statements have keys of their own.
            no, yes = ("d", "m") if "[m] same" in seen else ("x", "a")
            os.write(end, {"no": no, "yes": yes}.get(key, key).encode())
            told = _until(end, "This key does nothing here." if key == "z" else "[q]")
            seen = seen if key == "z" else told
        os.write(end, b"q")
        assert "Decisions made: 1" in _until(end, "Decisions made"), seen
        assert process.wait(60) == 0
    finally:
        process.kill()
    os.close(end)
    with Dossier(where) as dossier:
        verbs = [(one.decision.verb.value, one.undone, one.decision.who) for one in dossier.decisions()]
    assert len(verbs) == 3 and verbs[1][1] and verbs[2][0] == "undo" and {who for *_, who in verbs} == {"Ana"}


def _until(end: int, words: str, patience: float = 90.0) -> str:
    """What the terminal shows until some words stand in it and nothing follows."""
    seen, last = "", time.monotonic() + patience
    while time.monotonic() < last:
        if select.select([end], [], [], 1.0)[0]:
            try:
                seen += os.read(end, 65536).decode("utf-8", "replace")
            except OSError:
                return seen
        elif words in seen:
            return seen
    raise AssertionError(seen)


def test_why_tells_reports_links_and_decisions(where: str, call: Call) -> None:
    assert call("accept", where, "a-1aaa:s1", "--who", "Ana", "--why", "vu")[0] == 0
    status, out, err = call("why", where, "a-1aaa:s1", "--ui", "en")
    assert (status, err) == (0, "")
    assert "Journal 1" in out and "content: une voie" in out and "Rule: r" in out and "accepted" in out and "Ana" in out
    assert "Quito propose une voie pour les camions de bananes." in out
    told = json.loads(call("why", where, "a-1aaa:s1", "--json")[1])
    assert told["kind"] == "statement" and len(told["reports"]) > 1
    assert all(one["score"] and one["reason"] for one in told["links"]) and any(one["inside"] for one in told["links"])
    assert [one["decision"]["verb"] for one in told["decisions"]] == ["accept"]
    assert "Lima" in call("why", where, "PE", "--ui", "fr")[1]
    assert call("why", where, "voie", "--ui", "fr")[0] == 0
    assert call("why", where, "a-zzzz")[0] == 1


def test_a_dossier_goes_out_to_a_file(where: str, call: Call, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    assert call("export", where, "json", "-o", str(file)) == (0, "", "")
    assert file.read_text(encoding="utf-8") == call("export", where, "json")[1]
    assert json.loads(file.read_text(encoding="utf-8"))["schema"] == "pourparlers.dossier/1"
    status, _, err = call("export", where, "json", "-o", str(tmp_path / "none" / "out.json"))
    assert status == 1 and "cannot be written" in err
    # The ids of these invented articles are not those of their texts.
    status, _, err = call("import", str(tmp_path / "new.dossier"), str(file))
    assert status == 1 and "is not the id" in err and not (tmp_path / "new.dossier").exists()
