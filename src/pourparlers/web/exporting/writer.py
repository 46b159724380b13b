"""The process that writes an export: `python -m pourparlers.web.exporting.writer`, asked on standard input.

Its standard output is a line of JSON, `Said`, and then the export. What goes wrong after the line ends it with a status
that is not 0, so that what was sent is not taken for the whole.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from pourparlers.dossier.dossier import Dossier
from pourparlers.exports.formats import Format, Request, Target, module
from pourparlers.model import PourparlersError
from pourparlers.web.exporting.order import Order, Said
from pourparlers.web.processes import own_output

_PART = 1_000_000
# Of all members of a zip, so that the same dossier gives the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)


def main() -> None:
    """Write what is asked for."""
    out = own_output(5, _PART)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    begun = False
    try:
        with _parts(order) as parts:
            first = next(parts, b"")
            _say(out, Said())
            begun = True
            out.write(first)
            for part in parts:
                out.write(part)
            out.flush()
    except BrokenPipeError:
        # Nobody wants the rest. Python would tell of it once more when it closes what is left.
        os._exit(1)
    except Exception as error:
        said = _said(error)
        if begun and not said.fault:
            raise
        if said.fault:
            sys.excepthook(*sys.exc_info())
        if not begun:
            _say(out, said)
        sys.exit(int(said.fault))


def _said(error: Exception) -> Said:
    """What kept an export from being written."""
    if isinstance(error, PourparlersError):
        return Said(code=error.code, what=error.what, where=error.where, hint=error.hint)
    if isinstance(error, OSError):
        reason = (error.strerror or str(error)).lower()
        hint = "Make room in the temporary folder."
        return Said(code="PP-D04", what=f"the export cannot be written: {reason}.", hint=hint)
    return Said(code="PP-000", what=f"{type(error).__name__}: {str(error)[:200]}", fault=True)


def _say(out: BinaryIO, said: Said) -> None:
    out.write(msgspec.json.encode(said) + b"\n")
    out.flush()


@contextmanager
def _parts(order: Order) -> Iterator[Iterator[bytes]]:
    """An export in parts; formats that are files are written into a temporary folder first."""
    how = module(order.format)
    options: dict[str, Any] = {name: getattr(order, name) for name in ("bom", "separator", "ties", "normalisation")}
    asked = {} if "whole" in how.OPTIONS else dict(order.asked)
    path = Path("export.html" if order.page else "export.md")
    with Dossier(order.where) as dossier, dossier.contents(**asked) as contents:
        request = Request(dossier=dossier, contents=contents, ui=order.ui, path=path, **options)
        if how.TARGET is Target.STREAM:
            yield iter(how.told(request))
            return
        with tempfile.TemporaryDirectory(prefix="pourparlers-export-") as folder:
            yield _saved(how, request, Path(folder), order.name)


def _saved(how: Format, request: Request, folder: Path, name: str) -> Iterator[bytes]:
    if how.TARGET is Target.FILE:
        how.save(request, folder / "export")
        with (folder / "export").open("rb") as file:
            yield from iter(lambda: file.read(_PART), b"")
        return
    told = folder / name
    told.mkdir()
    how.save(request, told)
    yield from zipped(folder, sorted(path for path in told.rglob("*") if path.is_file()))


def zipped(folder: Path, paths: Iterable[Path]) -> Iterator[bytes]:
    """Files of a folder as a zip, in parts; the same files give the same bytes."""
    out = _Gathered()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as told:  # type: ignore[call-overload]
        for path in paths:
            member = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _DAY)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with path.open("rb") as file, told.open(member, "w", force_zip64=True) as to:
                while part := file.read(_PART):
                    to.write(part)
                    yield out.taken()
    yield out.taken()


class _Gathered:
    """A stream to write to, from which what was written is taken."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        """What was written since it was taken last."""
        out, self._parts = b"".join(self._parts), []
        return out


if __name__ == "__main__":
    main()
