"""Markdown: the text as a reader sees it, without its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from pourparlers.articles.file import LARGEST_FILE, File
from pourparlers.articles.headers import split_header
from pourparlers.articles.markup import text_of_html
from pourparlers.articles.source import How, Source

_ENDINGS = {".md", ".markdown", ".mdown", ".mkd", ".mkdn"}
# A heading and, elsewhere, a second mark: "# 1 of the list" alone may stand in plain text.
_HEADING = re.compile(r"^#{1,6} {1,3}\S", re.MULTILINE)
_MARKS = (
    re.compile(r"^#{2,6} {1,3}\S", re.MULTILINE),
    re.compile(r"(?<!\*)\*\*[^\s*][^*\n]{0,200}\*\*(?!\*)"),
    re.compile(r"\]\(https?://[^\s()]{1,500}\)"),
    re.compile(r"^```", re.MULTILINE),
)
# Of Obsidian: [[Note]] and [[Note|as it is shown]] link other notes, ![[port.png]] shows a picture.
_LINKED = re.compile(r"(!?)\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
# More of these in a row than any text has would keep the parser busy for minutes.
_LONGEST_TEXT = 1_600_000


def fits(file: File) -> bool:
    """Whether a file is Markdown, told by its name or by marks that plain text does not have."""
    if not file.start:
        return False
    return file.suffix in _ENDINGS or is_marked_up(file.start)


def read(file: File, how: How) -> Iterator[Source]:
    """The one article of a text in Markdown.

    Raises:
        ArticleError: it is no text, or its front matter is not well formed.
    """
    source = split_header(file.text(LARGEST_FILE), file.name)
    if len(source.text) > _LONGEST_TEXT:
        yield source
        return
    text, heading = plain(source.text)
    yield msgspec.structs.replace(source, text=text).filled(title=heading)


def is_marked_up(text: str) -> bool:
    """Whether a text is surely Markdown: a heading and, beside it, links, strong words, code or lower headings."""
    return _HEADING.search(text) is not None and any(mark.search(text) for mark in _MARKS)


def plain(text: str) -> tuple[str, str | None]:
    """A text in Markdown as a reader sees it, with its first heading of the first level."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.add_render_rule("fence", _code)
    parser.add_render_rule("code_block", _code)
    tokens = parser.parse(_LINKED.sub(lambda link: "" if link[1] else link[2], text))
    html = parser.renderer.render(tokens, parser.options, {})
    heading = next(
        (tokens[i + 1] for i, one in enumerate(tokens) if one.type == "heading_open" and one.tag == "h1"), None
    )
    title = parser.renderer.render([heading], parser.options, {}) if heading else None
    return text_of_html(html), text_of_html(title) if title else None


def _code(renderer: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
    """Code with its line ends, which are white space elsewhere in HTML."""
    from markdown_it.common.utils import escapeHtml

    return "<pre>" + escapeHtml(tokens[index].content.rstrip("\n")).replace("\n", "<br>") + "</pre>\n"
