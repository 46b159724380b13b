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
        self._regex = re.compile(_regex(pattern))

    def read(self, name: str) -> dict[str, str] | None:
        """What the name of a file tells; None where it is not made so.

        Args:
            name: its path.
        """
        path = PurePath(name)
        parts = path.parts[len(path.parts) - 1 - self._folders : -1]
        match = self._regex.fullmatch("/".join((*parts, path.stem)))
        if match is None:
            return None
        told = {field: _SPACES.sub(" ", value).strip() for field, value in match.groupdict().items()}
        if (written := told.get("published")) is not None:
            day = told_date(written.replace(" ", "-")) or told_date(written)
            if day is None:
                return None
            told["published"] = day
        return {field: value for field, value in told.items() if value}


def _regex(pattern: str) -> str:
    out, at = "", 0
    for part in _PART.finditer(pattern):
        out += re.escape(pattern[at : part.start()])
        out += r"[^/]+?" if part[1] == "*" else rf"(?P<{part[1]}>[^/]+?)"
        at = part.end()
    return out + re.escape(pattern[at:])
