"""Pourparlers reads press coverage of talks and keeps the record: who said, proposed, refused what; who met whom.

    >>> import pourparlers
    >>> record = pourparlers.read("Paris propose une trêve.", published="2022-01")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pourparlers.dossier.dossier import Dossier as Dossier
    from pourparlers.model import Article as Article
    from pourparlers.model import PourparlersError as PourparlersError
    from pourparlers.model import Record as Record
    from pourparlers.reading.reader import Reader as Reader
    from pourparlers.reading.reader import read as read

__version__ = "0.1.0"
__all__ = ["Article", "Dossier", "PourparlersError", "Reader", "Record", "__version__", "read"]

# Names are looked up when first used, so that `pourparlers --help` does not load a parser.
_HOMES = {
    "Article": "pourparlers.model",
    "Dossier": "pourparlers.dossier.dossier",
    "PourparlersError": "pourparlers.model",
    "Reader": "pourparlers.reading.reader",
    "Record": "pourparlers.model",
    "read": "pourparlers.reading.reader",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
