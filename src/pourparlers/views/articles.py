"""What files hold, for a person to look over before anything is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pourparlers.articles.listing import Listed
from pourparlers.views.listing import Look
from pourparlers.views.safe import one_line

_MOST_NAMES, _MOST_ALIKE = 6, 5
_LONGEST_OUTLET, _LONGEST_TITLE, _LONGEST_FILE = 30, 70, 60


def view(
    told: Sequence[Listed],
    limit: int,
    passed: int,
    language: str,
    understood: Iterable[RenderableType] = (),
) -> Iterator[RenderableType]:
    """The counts, how columns and names are understood, the first articles, the problems.

    Args:
        told: what the files hold.
        limit: how many articles are shown.
        passed: how many files were passed over.
        language: of the interface.
        understood: how columns and names are understood, as `previews` shows it.
    """
    look = Look(language)
    found = [one for one in told if not one.code]
    problems = [one for one in told if one.code]
    yield _counts(found, problems, passed, look)
    yield Text("")
    yield from understood
    if found and limit:
        yield _articles(found[:limit], look)
        if len(found) > limit:
            yield Text(look.words("labels", "more_articles").format(len(found) - limit), "dim")
    if problems:
        yield _problems(problems, look)
        if hidden := len(problems) - len(_some(problems)):
            yield Text(look.words("labels", "more_problems").format(hidden), "dim")


def _counts(found: Sequence[Listed], problems: Sequence[Listed], passed: int, look: Look) -> RenderableType:
    out = Table.grid(padding=(0, 2))
    out.add_column(style="bold", no_wrap=True)
    out.add_column(overflow="fold")
    word, days = look.words, sorted(one.published for one in found if one.published)
    out.add_row(word("columns", "articles"), f"{len(found):,}")
    out.add_row(word("columns", "formats"), _counted(one.format for one in found))
    out.add_row(word("columns", "languages"), _counted(one.language for one in found))
    out.add_row(word("columns", "outlets"), _counted(one.outlet for one in found))
    told = f"{look.day(days[0])} … {look.day(days[-1])}" if days else "–"
    colon = word("labels", "colon")
    undated = len(found) - len(days)
    out.add_row(word("columns", "days"), f"{told} ({word('labels', 'undated')}{colon}{undated:,})" if undated else told)
    out.add_row(word("columns", "problems"), f"{len(problems):,}")
    if passed:
        out.add_row(word("columns", "passed_over"), f"{passed:,}")
    return out


def _counted(values: Iterable[str | None]) -> str:
    counts = Counter(one_line(value, 40) if value else "–" for value in values).most_common()
    told = [f"{value} ({count:,})" for value, count in counts[:_MOST_NAMES]]
    more = len(counts) - _MOST_NAMES
    return " · ".join([*told, f"… (+{more:,})"] if more > 0 else told) or "–"


def _articles(found: Sequence[Listed], look: Look) -> Table:
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("day", "outlet", "title", "format", "where"):
        out.add_column(look.words("columns", name), overflow="fold", ratio=None)
    for one in found:
        title = one.title or f"{one.begins or ''} …"
        day = look.day(one.published) if one.published else "–"
        outlet, title = one_line(one.outlet or "–", _LONGEST_OUTLET), one_line(title, _LONGEST_TITLE)
        out.add_row(day, outlet, title, one.format or "–", _place(one))
    return out


def _problems(problems: Sequence[Listed], look: Look) -> Table:
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("problem", "where"):
        out.add_column(look.words("columns", name), overflow="fold")
    for one in _some(problems):
        told = Text(f"{one.code} {one_line(one.problem or '')}", "yellow")
        out.add_row(told.append(f"\n{one_line(one.hint)}", "not bold default") if one.hint else told, _place(one))
    return out


def _some(problems: Sequence[Listed]) -> list[Listed]:
    """The first of those that are alike: of a list of 50,000 addresses, none has a text."""
    counts: Counter[tuple[str, str | None]] = Counter()
    out = []
    for one in problems:
        counts[one.file, one.problem] += 1
        if counts[one.file, one.problem] <= _MOST_ALIKE:
            out.append(one)
    return out


def _place(one: Listed) -> str:
    file = one_line(one.file)
    short = file if len(file) <= _LONGEST_FILE else "…" + file[1 - _LONGEST_FILE :]
    return f"{short}, {one.place}" if one.place else short
