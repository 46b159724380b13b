"""The room says all that its pages ask it to say, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from asked_words import GAP, asked, leaves, matching, of_pages
from pourparlers.dossier.standing.finding.search import Where
from pourparlers.dossier.standing.ties.networks import Normalisation, Ties
from pourparlers.model import Act, ActorKind, EncounterKind
from pourparlers.views.wording import FOLDER, languages
from pourparlers.web.adding.messages import Phase
from pourparlers.web.exporting.kinds import GROUPS, KINDS
from pourparlers.web.faults import TOLD
from pourparlers.web.frame import SCREENS
from pourparlers.web.wording import words

# What stands in the gaps of paths that would else be any word of a file.
_WIDE = {
    "accusations": ("denied", "undenied"), "article": ("prev", "next"), "correct": ("start", "end"),
    "errors": (*map(str, TOLD), "500"), "frame": tuple(SCREENS),
    "thing": ("statement", "encounter"),
}  # fmt: skip
FILES = sorted((FOLDER / "room" / "en").glob("*.yaml"))


@pytest.mark.parametrize("language", languages())
def test_words_that_a_page_asks_for_are_there(language: str) -> None:
    for path in of_pages():
        if GAP not in path:
            assert words(language)._at(path) is not None, path


def test_each_word_is_asked_for() -> None:
    wide = {f"{name}.{GAP}" for name in _WIDE}
    told = {f"{name}.{value}" for name, values in _WIDE.items() for value in values}
    paths = [matching(path) for path in (asked() - wide) | told]
    own = [path for file in FILES for path in leaves(yaml.safe_load(file.read_text("utf-8")), f"{file.stem}.")]
    assert own
    assert [path for path in own if not any(one.fullmatch(path) for one in paths)] == []


@pytest.mark.parametrize("language", languages())
def test_words_that_are_put_together_are_there(language: str) -> None:
    asked = [f"add.phases.{phase}" for phase in (*Phase, "stopping")]
    asked += [f"add.left.{unit}" for unit in ("seconds", "minutes", "hours")]
    asked += [f"export.formats.{name}.{what}" for name in KINDS for what in ("name", "told")]
    asked += [f"export.groups.{group}" for group in GROUPS]
    asked += [f"export.ties.{tie}" for tie in Ties] + [f"export.normalisations.{one}" for one in Normalisation]
    asked += [f"search.kinds.{kind}" for kind in (*ActorKind, "issue", "outlet")]
    asked += [f"search.{what}.{where}" for what in ("found", "all") for where in Where]
    asked += [f"acts.{act}" for act in Act] + [f"kinds.{kind}" for kind in EncounterKind]
    for path in asked:
        assert words(language)._at(path) is not None, path


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_one_apostrophe_is_used_throughout(path: Path) -> None:
    assert "’" not in path.read_text(encoding="utf-8")
