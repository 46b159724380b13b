"""What the exports of press databases share: dates within a line, labels, lines that name a language."""

from __future__ import annotations

import re
from functools import cache

from pourparlers.articles.dates import told_date
from pourparlers.articles.detect import readable
from pourparlers.articles.file import LARGEST_EXPORT, File
from pourparlers.articles.languages import told_language
from pourparlers.articles.words import everywhere
from pourparlers.model import PourparlersError

_DATE = re.compile(
    r"(?:(?P<day>[^\W\d]{3,12}),? )?"
    r"(?:\d{1,2}[^\W\d]{0,2}\.?[ -][^\W\d]{3,12}\.?|[^\W\d]{3,12}\.? \d{1,2}),?[ -]\d{4}(?!\d)"
    r"|(?<!\d)\d{4}-\d\d-\d\d(?!\d)|(?<!\d)\d{1,2}[/.]\d{1,2}[/.]\d{4}(?!\d)"
)
_LONGEST = 600


def parted(line: str) -> tuple[str, str, str] | None:
    """What stands before the first date of a line, the date, and what stands behind it; None where there is none.

        >>> parted("International, mercredi 11 septembre 2024 134 mots, p. 11")
        ('International', '2024-09-11', '134 mots, p. 11')

    Args:
        line: as databases write above an article.
    """
    line = " ".join(line[:_LONGEST].split())
    for match in _DATE.finditer(line):
        if told := told_date(match[0]):
            name = match["day"]
            start = match.start() if not name or is_weekday(name) else match.end("day")
            return _bare(line[:start]), told, _bare(line[match.end() :])
    return None


def is_weekday(word: str) -> bool:
    """Whether a word is a day of the week in any language that can be read."""
    return word.casefold().strip(".,") in _weekdays()


def language_of(line: str) -> str | None:
    """The code of the language that is all a line names («Français»); None where it names none."""
    told = told_language(line) if 3 < len(line) < 30 else None
    return told if told and len(told) == 2 else None


def holds(file: File, mark: re.Pattern[str], name: str) -> bool:
    """Whether a mark of a database stands in a file: in its beginning or, where that names the database, anywhere.

    Saved pages have a hundred thousand characters of style sheets before their first article.

    Args:
        file: any file.
        mark: what its exports have, such as the class of an element.
        name: of the database, in small letters.
    """
    if mark.search(file.start):
        return True
    if name not in file.start.casefold():
        return False
    try:
        return mark.search(file.text(LARGEST_EXPORT)) is not None
    except PourparlersError:
        return False


@cache
def labels(kind: str, key: str) -> re.Pattern[str]:
    """What finds the words of a database at the beginning of a line, with the colon behind them where one stands.

    Args:
        kind: the heading in the words of articles, "nexis".
        key: the entry below it, "byline".
    """
    words = sorted(everywhere(kind).get(key, ()), key=len, reverse=True)
    return re.compile(
        rf"(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?![^\W\d_])[ \u00a0\u202f]{{0,3}}:?[ \u00a0]{{0,3}}"
    )


@cache
def _weekdays() -> frozenset[str]:
    from babel.dates import get_day_names

    names = (get_day_names(width, locale=one) for one in readable() for width in ("wide", "abbreviated"))
    return frozenset(name.casefold().strip(".") for told in names for name in told.values())


def _bare(text: str) -> str:
    return text.strip(" ,;·|-–—")
