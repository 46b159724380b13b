"""What stands in the HTML of a text with its facts marked: its characters, and which of them each fact has."""

from __future__ import annotations

from html.parser import HTMLParser


class Marked(HTMLParser):
    """Reads the `.text` and the headline of a page of an article.

    Attributes:
        headline, text: their characters.
        marks: of each fact the characters of its marks of each class, in order: `marks["s1"]["deny"]`.
        tags: all elements within the two.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.headline = self.text = ""
        self.marks: dict[str, dict[str, str]] = {}
        self.tags: set[str] = set()
        self._within = ""
        self._depth = 0
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if not self._within:
            if tag == "h1" or "text" in (told.get("class") or "").split():
                self._within, self._depth = ("headline" if tag == "h1" else "text"), 1
            return
        self.tags.add(tag)
        self._depth += 1
        if tag == "mark":
            self._open.append((told.get("data-fact") or "", (told.get("class") or "").split()[0]))

    def handle_endtag(self, tag: str) -> None:
        if self._within:
            self._depth -= 1
            if tag == "mark":
                self._open.pop()
            if self._depth == 0:
                self._within = ""

    def handle_data(self, data: str) -> None:
        if not self._within:
            return
        setattr(self, self._within, getattr(self, self._within) + data)
        # A fact may have several marks that hold each other: its verb within its words.
        for fact, style in dict.fromkeys(self._open):
            by_style = self.marks.setdefault(fact, {})
            by_style[style] = by_style.get(style, "") + data
