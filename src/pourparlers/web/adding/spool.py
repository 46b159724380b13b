"""The private temporary folder in which what was sent waits to be read.

Names that browsers send are never used as they are: a file is written under names made here, within the folder. The
folder goes when the room closes; when its process dies, the process that reads takes it away; should both die at once,
the next room does, which finds its lock free.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from pourparlers.articles.file import spoken
from pourparlers.model.errors import SpaceError
from pourparlers.views.safe import one_line

_PREFIX = "pourparlers-add-"
_LOCK = ".held"
# Letters of one part of a name, and so many folders below one another.
_LONGEST, _DEEPEST = 80, 8
# Room that must be left on the disk, in bytes: the dossier grows too.
SPARE = 200_000_000
# What a name may hold: letters and digits of any script, accents that stand behind their letters, as macOS writes them,
# and marks that mean nothing to any system of files.
_ODD = re.compile(r"[^\w\u0300-\u036f .,()\[\]'&+=@#~-]+")
# Names that Windows takes for devices, with any ending.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_PART = 1_000_000
# Letters of one part of a name that is shown, and how browsers send a quotation mark within a name.
_LONGEST_CALLED = 200
_ESCAPED = re.compile("%22")


class Kept(msgspec.Struct, frozen=True):
    """A file that was sent.

    Attributes:
        path: where it waits.
        name: what it is called for its reader.
    """

    path: str
    name: str


class Spool:
    """A private folder for what is sent, as long as the process lives."""

    def __init__(self) -> None:
        sweep()
        # Of this user alone (mode 700).
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
        self._lock: IO[bytes] = (self.folder / _LOCK).open("wb")
        _hold(self._lock)
        self._jobs = 0

    def job(self) -> Path:
        """A new folder for what is sent at once."""
        self._jobs += 1
        out = self.folder / f"{self._jobs:06d}"
        out.mkdir(mode=0o700)
        return out

    def close(self) -> None:
        """Take all away."""
        with suppress(OSError):
            self._lock.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def room_for(size: int) -> None:
    """Find out whether what is sent fits on the disk.

    Args:
        size: in bytes.

    Raises:
        SpaceError: it does not.
    """
    if shutil.disk_usage(tempfile.gettempdir()).free < size + SPARE:
        hint = "Make room, or add the files with `pourparlers add` from where they are."
        raise SpaceError("there is no room for what was sent.", where="the temporary folder", hint=hint)


def keep(folder: Path, sent: str, stream: BinaryIO) -> Kept:
    """Write what was sent as a file of a folder.

    Args:
        folder: where.
        sent: the name that the browser tells: "letters/a.html", "..\\..\\boot.ini" or whatever it likes.
        stream: its bytes.

    Raises:
        SpaceError: there is no room for it.
    """
    wanted = folder / Path(*parts_of(sent))
    path = _free(wanted)
    # Whatever the name was: nothing is written beside the folder.
    assert path.parent.resolve().is_relative_to(folder.resolve())
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("xb") as file:
            shutil.copyfileobj(stream, file, _PART)
    except OSError as error:
        hint = "Make room, or send fewer files at a time."
        raise SpaceError("what was sent cannot be written.", where="the temporary folder", hint=hint) from error
    return Kept(str(path), called(sent) if path == wanted else path.relative_to(folder).as_posix())


def called(sent: str) -> str:
    """What a file that was sent is called for its reader: the name that it has, without ways up and roots."""
    told = _ESCAPED.sub('"', spoken(sent)).replace("\\", "/").split("/")
    return "/".join(part for one in told if (part := one_line(one, _LONGEST_CALLED)).strip(". ")) or "file"


def hidden(sent: str) -> bool:
    """Whether a file of a folder is hidden, or stands in a folder that is: «press/.DS_Store»."""
    *folders, name = sent.replace("\\", "/").split("/")
    return bool(folders) and any(one.startswith(".") and one.strip(".") for one in (*folders, name))


def parts_of(sent: str) -> list[str]:
    """The folders and the name of a file, harmless in every system: no way up, no root, no device, no hidden file."""
    told = spoken(sent).replace("\\", "/").split("/")
    out = [part for one in told if (part := _harmless(one))]
    return out[-_DEEPEST:] or ["file"]


def _harmless(name: str) -> str:
    plain = _ODD.sub("_", one_line(name)).strip(" ")
    plain = plain.lstrip(".~ ") if plain.strip(".~ ") else ""
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > _LONGEST:
        short = dot and len(ending) < 9
        plain = f"{stem[: _LONGEST - 10]}.{ending}" if short else plain[:_LONGEST]
    plain = plain.rstrip(" .")
    return f"_{plain}" if _DEVICES.match(plain) else plain


def _free(path: Path) -> Path:
    """A path that nothing has yet: "a.html", "a (2).html". A file where a folder is to be gets another name too."""
    parents = [one for one in path.parents if one.is_file()]
    if parents:
        path = parents[-1].with_name(f"{parents[-1].name}_") / path.relative_to(parents[-1])
        return _free(path)
    out, n = path, 1
    while out.exists():
        n += 1
        out = path.with_name(f"{path.stem} ({n}){path.suffix}")
    return out


def sweep() -> None:
    """Take away folders that rooms have left that ended with all their processes at once."""
    base = Path(tempfile.gettempdir())
    for folder in _ours(base.glob(f"{_PREFIX}*")):
        with suppress(OSError), (folder / _LOCK).open("rb+") as lock:
            if _hold(lock):
                shutil.rmtree(folder, ignore_errors=True)


def _ours(folders: Iterable[Path]) -> list[Path]:
    """Folders, not links to such, of this user."""
    own = os.getuid() if hasattr(os, "getuid") else None
    return [one for one in folders if not one.is_symlink() and own in (None, one.stat().st_uid)]


if sys.platform == "win32":

    def _hold(lock: IO[bytes]) -> bool:
        """Hold the lock of a folder as long as its file is open; whether nobody else held it."""
        import msvcrt

        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _hold(lock: IO[bytes]) -> bool:
        """Hold the lock of a folder as long as its file is open; whether nobody else held it."""
        import fcntl

        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
