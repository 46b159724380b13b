"""Articles as references: what catalogues and word processors cite them by."""

from __future__ import annotations

import re

from anyascii import anyascii

from pourparlers.model import Article

_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def key_of(article: Article) -> str:
    """What an article is cited by in a text: "le-quotidien-2021-03-20-3f9c", the same for the same article."""
    outlet = _NOT_IN_KEY.sub("-", anyascii(article.outlet or "").lower()).strip("-")[:30].strip("-")
    id_ = _NOT_IN_KEY.sub("-", anyascii(article.id).lower()).strip("-")
    return "-".join(part for part in (outlet, article.published, id_) if part)


def date_parts(published: str | None) -> list[int]:
    """A day of publication as year, month and day, as far as they are known."""
    match = _DATE.fullmatch(published or "")
    return [int(part) for part in match.groups() if part] if match else []


def title_of(article: Article, longest: int = 120) -> str:
    """The title of an article, else the beginning of its text."""
    told = article.title or article.text.strip().partition("\n")[0]
    line = " ".join(told.split())
    return line if article.title or len(line) <= longest else line[: longest - 1].rpartition(" ")[0] + "…"
