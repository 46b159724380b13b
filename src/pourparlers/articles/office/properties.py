"""Titles and authors that documents carry in their properties, where a person set them and not a program."""

from __future__ import annotations

import re

from pourparlers.articles.words import everywhere

# "Microsoft Word - fromages.docx", "C:\\Revue\\fromages.pdf", "fromages_v2.indd".
_PROGRAM = re.compile(
    r"(?:microsoft|adobe|openoffice|libreoffice|quarkxpress|powerpoint|word)\b.{0,40}\s-\s", re.IGNORECASE
)
_ENDING = re.compile(
    r"\.(?:docx?|docm|dotx?|odt|rtf|txt|pdf|indd|qxd|qxp|html?|xml|pptx?|xlsx?|pages|tex|dvi|ps|wpd)$", re.IGNORECASE
)
_PATH = re.compile(r"[\\/]\S*[\\/]|^[A-Za-z]:\\")
_NUMBERED = re.compile(r"[\s\d().-]+$")
_LONGEST = 400


def told_title(written: str | None) -> str | None:
    """The title in the properties of a document; None where it is a file name or what a program puts there."""
    title = _line(written)
    if title is None or _PROGRAM.match(title) or _ENDING.search(title) or _PATH.search(title):
        return None
    # "fromages_alpage-v2": no headline is written without a blank but of one word.
    if " " not in title and re.search(r"[_\d]", title):
        return None
    return None if _is_placeholder(title, "no_titles") else title


def told_author(written: str | None) -> str | None:
    """The author in the properties of a document; None where it is an account or a program."""
    author = _line(written)
    if author is None or " " not in author or "@" in author or "\\" in author or re.search(r"\d", author):
        return None
    return None if _is_placeholder(author, "no_authors") else author


def _line(written: str | None) -> str | None:
    line = " ".join((written or "").replace("\0", "").split())
    return line if line and len(line) <= _LONGEST and any(ch.isalpha() for ch in line) else None


def _is_placeholder(line: str, kind: str) -> bool:
    return _NUMBERED.sub("", line).casefold() in {word.casefold() for word in everywhere("documents").get(kind, ())}
