"""Getting articles in: files, pages and strings become `Article`s, or a `Problem` that says why not."""

from pourparlers.articles.load import Loaded, from_text, load
from pourparlers.articles.source import How, Problem, Source

__all__ = ["How", "Loaded", "Problem", "Source", "from_text", "load"]
