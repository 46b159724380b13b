"""What file names tell of their articles, by a pattern such as "{published}_{outlet}_{title}"."""

from __future__ import annotations

import re
from pathlib import PurePath

from pourparlers.articles.dates import told_date
from pourparlers.model import ArticleError

NAMED = ("published", "outlet", "title", "author", "section", "page", "language", "identifier", "*")
_PART = re.compile(r"\{([^{}]*)\}")
_SPACES = re.compile(r"[_\s]+")


class NamePattern:
    """How file names are made: fields in braces, and between them what stands between them.

        >>> NamePattern("{published}_{outlet}_{*}").read("20240911_Le-Journal_3.txt")
        {'published': '2024-09-11', 'outlet': 'Le-Journal'}

    Args:
        pattern: of the name without its ending; with a "/" in it, of as many folders above as it names. `{*}` is passed
            over. A field takes as little as it can, the last all that is left.

    Raises:
        ArticleError: it names no field, an unknown one, or one twice.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        fields = _PART.findall(pattern)
        told = [field for field in fields if field != "*"]
        hint = f"Fields: {', '.join(f'{{{name}}}' for name in NAMED)}."
        if not told:
            raise ArticleError(f"the pattern {pattern[:60]!r} names no field.", hint=hint)
        if wrong := sorted({field for field in fields if field not in NAMED} | {f for f in told if told.count(f) > 1}):
            raise ArticleError(f"{{{wrong[0][:40]}}} is no field, or stands twice in the pattern.", hint=hint)
        self._folders = pattern.count("/")
        self._fields, self._between = fields, _PART.sub("{", pattern).split("{")
        if "" in self._between[1:-1]:
            raise ArticleError(f"two fields of {pattern[:60]!r} have nothing between them.", hint="Put a mark there.")

    def read(self, name: str) -> dict[str, str] | None:
        """What the name of a file tells; None where it is not made so.

        Args:
            name: its path.
        """
        path = PurePath(name)
        parts = path.parts[len(path.parts) - 1 - self._folders : -1]
        values = self._values("/".join((*parts, path.stem)))
        if values is None:
            return None
        told = {field: _SPACES.sub(" ", value).strip() for field, value in values if field != "*"}
        if (written := told.get("published")) is not None:
            day = told_date(written.replace(" ", "-")) or told_date(written)
            if day is None:
                return None
            told["published"] = day
        return {field: value for field, value in told.items() if value}

    def _values(self, name: str) -> list[tuple[str, str]] | None:
        """What stands between the marks of the pattern, from left to right: no way back, so that no name takes long."""
        first, *others, last = self._between
        if not (name.startswith(first) and name.endswith(last)):
            return None
        at, end, out = len(first), len(name) - len(last), []
        for field, mark in zip(self._fields, [*others, ""], strict=True):
            stop = name.find(mark, at + 1, end) if mark else end
            if stop <= at or "/" in name[at:stop]:
                return None
            out.append((field, name[at:stop]))
            at = stop + len(mark)
        return out
