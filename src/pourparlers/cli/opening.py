"""A dossier opened by a command; that an older one is brought up to date first is told on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress

    from pourparlers.dossier.dossier import Dossier


@contextmanager
def opened(where: str, ui: str | None = None, *, create: bool = False) -> Iterator[Dossier]:
    """A dossier, as long as the context lasts.

    Args:
        where: as of `Dossier`.
        ui: language of the interface; that of the locale where None.
        create: whether to make it where it is not there.
    """
    from pourparlers.dossier.dossier import Dossier

    bringing = _Bringing(ui)
    try:
        dossier = Dossier(where, create=create, bringing=bringing)
    finally:
        bringing.close()
    with dossier:
        yield dossier


class _Bringing:
    """Tells how far it is: a line, and where standard error is a terminal a bar that goes away."""

    def __init__(self, ui: str | None) -> None:
        self._ui = ui
        self._bar: Progress | None = None

    def __call__(self, done: int, of: int) -> None:
        if self._bar is None:
            self._begin(of)
        elif self._bar.tasks:
            self._bar.update(self._bar.tasks[0].id, completed=done)

    def _begin(self, of: int) -> None:
        from rich.console import Console
        from rich.progress import Progress

        from pourparlers.views.wording import of_locale, wording

        told = wording(self._ui or of_locale())("labels", "bringing")
        console = Console(stderr=True, highlight=False)
        self._bar = Progress(console=console, transient=True, disable=not console.is_terminal)
        if console.is_terminal:
            self._bar.add_task(told, total=of)
            self._bar.start()
        else:
            click.echo(told, err=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
