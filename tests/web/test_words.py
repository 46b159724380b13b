"""The room says all that its pages ask it to say, in both languages."""

from __future__ import annotations

import re

import pytest

from pourparlers.dossier.standing.finding.search import Where
from pourparlers.dossier.standing.ties.networks import Normalisation, Ties
from pourparlers.model import Act, ActorKind, EncounterKind
from pourparlers.views.wording import languages
from pourparlers.web.adding.messages import Phase
from pourparlers.web.drawing import FOLDER
from pourparlers.web.exporting.kinds import GROUPS, KINDS
from pourparlers.web.wording import words

# Words that are asked for by their whole path; others are put together from what is shown.
_ASKED = re.compile(r"""(?<![\w.])t\(\s*(['"])([\w.-]+)\1\s*[,)]""")
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_words_that_a_page_asks_for_are_there(name: str) -> None:
    asked = {match[2] for match in _ASKED.finditer((FOLDER / name).read_text(encoding="utf-8"))}
    for language in languages():
        for path in asked:
            assert words(language)._at(path) is not None, f"{language}: {path}"


@pytest.mark.parametrize("language", languages())
def test_words_that_are_put_together_are_there(language: str) -> None:
    asked = [f"add.phases.{phase}" for phase in (*Phase, "stopping")]
    asked += [f"add.left.{unit}" for unit in ("seconds", "minutes", "hours")]
    asked += [f"export.formats.{name}.{what}" for name in KINDS for what in ("name", "told")]
    asked += [f"export.groups.{group}" for group in GROUPS]
    asked += [f"export.ties.{tie}" for tie in Ties] + [f"export.normalisations.{one}" for one in Normalisation]
    asked += [f"search.kinds.{kind}" for kind in (*ActorKind, "issue")]
    asked += [f"search.{what}.{where}" for what in ("found", "all") for where in Where]
    asked += [f"acts.{act}" for act in Act] + [f"kinds.{kind}" for kind in EncounterKind]
    for path in asked:
        assert words(language)._at(path) is not None, path
