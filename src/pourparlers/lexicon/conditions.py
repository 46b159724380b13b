"""What a statement is bound to: «si les amendes sont réglées», "provided the beacon is free"."""

from __future__ import annotations

import re
from functools import cache

from pourparlers.lexicon.loader import load_lexicon

# A clause ends here, unless a thousand or a name goes on.
_END = re.compile(r"[;:!?»”\"]|\.(?=\s|$)|\s[–—]\s")


def condition_of(text: str, language: str) -> str | None:
    """The words after the first word of condition in a content, to the end of its clause; None where there is none.

    Args:
        text: a content as written.
        language: "fr", "en", or another that has a lexicon.
    """
    padded = f" {text.replace('’', chr(39))} "
    found = _marker(language).search(padded)
    if found is None or any(f" {stretch} " in padded.lower() for stretch in load_lexicon(language).scope.no_condition):
        return None
    rest = text[found.end() - 1 :]
    end = _END.search(rest)
    return rest[: end.start() if end else None].strip(" ,") or None


@cache
def _marker(language: str) -> re.Pattern[str]:
    markers = load_lexicon(language).scope.condition_markers
    elided = {f"{word[:-1]}'" for word in markers if word.endswith("e")}
    words = sorted((*(f"{word} " for word in markers), *elided), key=lambda word: (-len(word), word))
    return re.compile(f"(?<=[\\s(«“\"'])(?:{'|'.join(re.escape(word) for word in words)})", re.IGNORECASE)
