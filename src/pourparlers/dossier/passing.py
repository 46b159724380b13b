"""Records as a dossier for a while, so that what is done with a dossier can be done with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pourparlers.dossier.dossier import Dossier
from pourparlers.dossier.importing import read


@contextmanager
def dossier_of_records(data: bytes, where: str = "") -> Iterator[Dossier]:
    """The dossier that records make; it is gone when the context is left.

    Args:
        data: records, one a line, as `read --json` prints them, or what `export json` wrote.
        where: the name of their file, for errors.

    Raises:
        ExchangeError: they are not well formed, or do not fit their texts.
    """
    whole = read(data, where)
    with TemporaryDirectory(prefix="pourparlers-") as folder, _made(Path(folder) / "records.dossier") as dossier:
        dossier.import_(whole)
        yield dossier


def _made(path: Path) -> Dossier:
    return Dossier(path, create=True)
