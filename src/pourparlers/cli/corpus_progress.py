"""How far a run over a corpus is, on standard error where that is a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pourparlers.corpus.running import Progress


class CorpusBar:
    """A bar by bytes of the inputs, with the rate, what failed, and when it will be done."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        console = Console(stderr=True, highlight=False)
        columns = (
            TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(),
            TextColumn("left"), TimeRemainingColumn(),
        )  # fmt: skip
        self._bar = Bar(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task("planning", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def told(self, now: Progress) -> None:
        """Show how far it is."""
        if now.all_tables:
            self._bar.update(self._task, description="writing tables", total=now.all_tables, completed=now.tables)
            return
        done, of = (now.bytes, now.all_bytes) if now.all_bytes else (now.units, now.all_units)
        self._bar.update(self._task, description=_described(now), total=of, completed=done)


def _described(now: Progress) -> str:
    rate = f", {now.articles / now.seconds:,.1f}/s, {now.words / now.seconds:,.0f} words/s" if now.seconds else ""
    failed = f", {now.problems:,} failed" if now.problems else ""
    aside = f", {now.aside:,} set aside" if now.aside else ""
    return f"{now.articles:,} articles{rate}{failed}{aside}"
