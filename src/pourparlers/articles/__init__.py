"""Getting articles in: files, pages and strings become `Article`s, or a `Problem` that says why not."""

from pourparlers.articles.load import Problem, from_text, load
from pourparlers.articles.source import Source

__all__ = ["Problem", "Source", "from_text", "load"]
