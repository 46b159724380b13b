"""What the views say, in the language of their reader."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent.parent / "lexicon" / "ui"


class Wording:
    """The words of one language of the interface.

    Args:
        language: ISO 639-1 code with a file in `lexicon/ui`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._words: dict[str, Any] = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))

    def __call__(self, *path: str, default: str | None = None) -> str:
        """The words at a path of keys: `wording("acts", "deny")`.

        Raises:
            KeyError: there are none, and no default is given.
        """
        at: Any = self._words
        for key in path:
            if not isinstance(at, dict) or key not in at:
                if default is not None:
                    return default
                raise KeyError("/".join(path))
            at = at[key]
        return str(at)

    def act(self, act: str, speakers: int) -> str:
        """The verb of an act, agreeing with how many speak."""
        return self("acts_of_several" if speakers > 1 else "acts", act)

    def status(self, status: str, kind: str) -> str:
        """What became of an encounter, agreeing with its kind: «sommet annulé»; "" where it was held."""
        return self("statuses_of", kind, status, default=self("statuses", status, default=status))


@cache
def wording(language: str) -> Wording:
    """The wording of a language, read once."""
    return Wording(language)


def languages() -> tuple[str, ...]:
    """The languages of the interface."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def of_locale() -> str:
    """The interface language that the environment asks for, English where it asks for none that is there."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        asked = os.environ.get(name, "")
        if asked:
            return asked[:2].lower() if asked[:2].lower() in languages() else "en"
    return "en"
