"""Languages as files name them: by a code of two or three letters, with or without a region, or by a name."""

from __future__ import annotations

from functools import cache

from pourparlers.articles.detect import readable

# Nothing, and what ISO 639-2 has for languages that nobody has told.
_NONE = {"", "und", "mis", "zxx"}


def told_language(written: str | None) -> str | None:
    """The code of the language that a file names; what is no name or code that is known, as it is written.

        >>> told_language("Français"), told_language("fra"), told_language("fr-CA"), told_language("")
        ('fr', 'fr', 'fr', None)

    Args:
        written: "fr", "fre", "fr_FR", "français", "French".
    """
    name = (written or "").strip()
    code = name.replace("_", "-").casefold().split("-")[0]
    if code in _NONE:
        return None
    return _names().get(name.casefold()) or _names().get(code) or (code if len(code) == 2 else name)


@cache
def _names() -> dict[str, str]:
    """Codes by names in all languages that can be read and by codes of ISO 639-2."""
    from babel import Locale
    from babel.core import get_global

    out = {name.casefold(): code for one in readable() for code, name in Locale(one).languages.items()}
    three = {old: new for old, new in get_global("language_aliases").items() if len(old) == 3 and len(new) == 2}
    return three | out
