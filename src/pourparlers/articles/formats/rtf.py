"""Documents of the Rich Text Format that come from no press database: all of their text is the article."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.articles.file import LARGEST_EXPORT, File
from pourparlers.articles.office.properties import told_author, told_title
from pourparlers.articles.office.richtext import is_rich_text, read_rich_text
from pourparlers.articles.source import How, Source


def fits(file: File) -> bool:
    """Whether a file is RTF."""
    return is_rich_text(file.head)


def read(file: File, how: How) -> Iterator[Source]:
    """The one article of a document.

    Raises:
        ArticleError: it is nested deeper than any document is.
        LengthError: it is too large.
    """
    told = read_rich_text(file.data(LARGEST_EXPORT), file.name)
    text = "\n\n".join(one.text for one in told.paragraphs)
    yield Source(text=text, title=told_title(told.title), author=told_author(told.author))
