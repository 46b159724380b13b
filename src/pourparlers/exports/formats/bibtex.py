"""The articles as BibTeX, for LaTeX (biblatex) and reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import Locale

from pourparlers.exports.chronology import web_address
from pourparlers.exports.formats import Request, Target
from pourparlers.exports.references import date_parts, key_of, title_of
from pourparlers.model import Article
from pourparlers.views.safe import one_line

TARGET = Target.STREAM
OPTIONS: frozenset[str] = frozenset()
_SPECIAL = re.compile(r"[\\{}$&#%_^~]")
_WORDS = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def told(request: Request) -> Iterator[bytes]:
    """An entry for each article, by day of publication; UTF-8, as biber and all reference managers read it."""
    for article in request.contents.articles:
        yield _entry(article).encode("utf-8")


def _entry(article: Article) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(article))
    return f"@article{{{key_of(article)},\n{fields}}}\n\n"


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    parts = date_parts(article.published)
    plain = {
        "title": f"{{{title_of(article)}}}", "author": f"{{{article.author}}}" if article.author else None,
        "journal": article.outlet, "pages": article.page,
    }  # fmt: skip
    for name, value in plain.items():
        if value:
            # Doubled braces keep capitals, and names that are no name of a person, as they are.
            yield name, _braced(value)
    if parts:
        yield "year", f"{{{parts[0]:04}}}"
        yield "date", f"{{{article.published}}}"
    if len(parts) > 1:
        yield "month", _MONTHS[parts[1] - 1]
    if url := web_address(article.url):
        yield "url", f"{{{url}}}"
    # biblatex calls languages by their English names: "french".
    yield "langid", f"{{{(Locale(article.language).english_name or article.language).lower()}}}"
    yield "entrysubtype", "{newspaper}"
    told = [article.section, article.identifier, article.id]
    yield "note", _braced("; ".join(one for one in told if one))


def _braced(value: str) -> str:
    """A value with what TeX gives a meaning to made plain; the outer braces of a value that has its own stay."""
    inner = value[1:-1] if value.startswith("{") and value.endswith("}") else None
    if inner is not None:
        return f"{{{{{_plain(inner)}}}}}"
    return f"{{{_plain(value)}}}"


def _plain(value: str) -> str:
    return _SPECIAL.sub(lambda match: _WORDS.get(match[0], f"\\{match[0]}"), one_line(value))
