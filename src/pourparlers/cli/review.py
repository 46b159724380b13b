"""`pourparlers review`: what is doubtful, judged with one key each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from pourparlers.cli.options import json_option, ui_option
from pourparlers.cli.showing import dossier_argument
from pourparlers.model.errors import DossierError

if TYPE_CHECKING:
    from rich.console import Console

    from pourparlers.dossier.dossier import Dossier
    from pourparlers.dossier.review.decisions import Decision
    from pourparlers.dossier.standing.doubts import Doubt


@click.command()
@dossier_argument
@click.option("--limit", type=click.IntRange(1), metavar="N", help="So many at most.")
@click.option("--who", metavar="NAME", help="Who decides; else your login name.")
@json_option
@ui_option
def review(where: str, limit: int | None, who: str | None, as_json: bool, ui: str | None) -> None:
    """Judge what is doubtful, one key each: the most doubtful links first, then statements without a speaker.

    Shows two texts side by side, and why they may be one. Each decision is kept at once; --json lists what is
    doubtful instead.
    """
    from pourparlers.cli.opening import opened
    from pourparlers.views.wording import of_locale

    with opened(where) as dossier:
        if as_json:
            from msgspec.json import encode

            sys.stdout.buffer.write(b"".join(encode(one) + b"\n" for one in dossier.doubts(limit)))
            return
        if not sys.stdin.isatty():
            raise DossierError("there is no terminal to ask in.", hint="`review --json` lists what is doubtful.")
        Session(dossier, ui or of_locale(), who, limit).run()


class Session:
    """Asks until nothing doubtful is left, or the person leaves.

    Args:
        dossier: what is reviewed.
        language: of the interface.
        who: who decides.
        limit: how many are asked at most.
    """

    def __init__(self, dossier: Dossier, language: str, who: str | None, limit: int | None) -> None:
        from rich.console import Console

        from pourparlers.views.listing import Look

        self._dossier, self._language, self._who = dossier, language, who
        self._limit = limit
        self._passed: set[tuple[str, str, str]] = set()
        self._made: list[Decision] = []
        self._console: Console = Console(highlight=False, emoji=False, markup=False)
        self._look = Look(language)

    def run(self) -> None:
        """Ask for one after the other; what is decided changes what is asked next."""
        while self._limit is None or len(self._made) + len(self._passed) < self._limit:
            # Of so many one at least was not passed over.
            some = self._dossier.doubts(len(self._passed) + 1)
            left = [one for one in some if one.name not in self._passed]
            if not left:
                self._say("done")
                break
            all_ = sum(one.doubts for one in self._dossier.count_doubts())
            if not self._ask(left[0], max(1, all_ - len(self._passed))):
                break
        self._console.print(self._look.words("review", "made").format(len(self._made)))

    def _ask(self, doubt: Doubt, left: int) -> bool:
        """Show it and take keys until one decides; False where the person leaves."""
        from pourparlers.views.review import page

        self._console.print(page(doubt, left, self._language))
        while True:
            key = _key()
            if key in {"q", "\x03", "\x04", ""}:
                return False
            act = self._acts(doubt).get(key)
            if act is not None:
                act()
                return True
            self._say("no_key")

    def _acts(self, doubt: Doubt) -> dict[str, Callable[[], None]]:
        # The keys are those of the reading room (web/static/keys.json): whoever uses both learns them once.
        skip = partial(self._passed.add, doubt.name)
        out: dict[str, Callable[[], None]] = {" ": skip, "s": skip, "u": self._undo}
        if doubt.other is not None:
            return out | {"m": lambda: self._keep(self._same(doubt)), "d": lambda: self._keep(self._different(doubt))}
        by, node = self._who, doubt.one.node
        return out | {
            "a": lambda: self._keep(self._dossier.accept(node, who=by)),
            "x": lambda: self._keep(self._dossier.reject(node, who=by)),
        }

    def _same(self, doubt: Doubt) -> Decision:
        """The whole of two groups is one; of two that are one already only these two were looked at."""
        assert doubt.other is not None
        alone = doubt.other.node in doubt.one.group
        return self._dossier.merge(doubt.one.node, doubt.other.node, alone=alone, who=self._who)

    def _different(self, doubt: Doubt) -> Decision:
        assert doubt.other is not None
        if doubt.other.node in doubt.one.group:
            return self._dossier.split(doubt.one.node, others=[doubt.other.node], who=self._who)
        return self._dossier.split(*doubt.one.group, others=doubt.other.group, who=self._who)

    def _keep(self, made: Decision) -> None:
        from pourparlers.views.decisions import line

        self._made.append(made)
        self._console.print(line(made, self._language), style="green")

    def _undo(self) -> None:
        """Undo what was decided last here; with nothing decided, ask again for what was passed over."""
        if self._made:
            self._console.print(self._look.words("decided", "undo"), style="green")
            self._dossier.undo(self._made.pop().id, who=self._who)
        elif self._passed:
            self._passed.clear()
        else:
            self._say("nothing_to_undo")

    def _say(self, key: str) -> None:
        self._console.print(self._look.words("review", key))


def _key() -> str:
    """One key; leaving where the terminal is gone."""
    try:
        return click.getchar().lower()
    except (EOFError, KeyboardInterrupt):
        return "q"
