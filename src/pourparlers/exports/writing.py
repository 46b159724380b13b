"""Exports into files and folders: what was there stays until the new one is whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from pourparlers.model import DossierError

# What tells that a folder was written here: another folder is never put in the place of one without it.
MARK = ".pourparlers-export"


def save_stream(told: Iterable[bytes], path: Path) -> None:
    """Write pieces to a file.

    Raises:
        DossierError: it cannot be written; what was there is still there.
    """

    def write(beside: Path) -> None:
        with beside.open("wb") as file:
            for some in told:
                file.write(some)

    save_file(write, path)


def save_file(write: Callable[[Path], None], path: Path) -> None:
    """Have a file written beside the one that is asked for, and put it in its place.

    Raises:
        DossierError: it cannot be written; what was there is still there.
    """
    beside = path.with_name(path.name + ".part")
    try:
        if path.exists() and not path.is_file():
            # What is put in the place of /dev/null is met by every other program of the machine.
            what = "the file cannot be written: it is a folder or a device."
            raise DossierError(what, where=str(path), hint="Leave -o out to write to standard output.")
        beside.unlink(missing_ok=True)
        write(beside)
        beside.replace(path)
    except OSError as error:
        raise _unwritten("file", path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def save_folder(write: Callable[[Path], None], path: Path) -> None:
    """Have a folder written beside the one that is asked for, and put it in its place.

    Raises:
        DossierError: it cannot be written, or a folder with something else in it is there.
    """
    beside = path.with_name(path.name + ".part")
    try:
        if path.exists() and not _ours(path):
            what = "the folder is there already and holds something else than an export."
            raise DossierError(what, where=str(path), hint="Name a folder that is not there yet, or an empty one.")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        write(beside)
        (beside / MARK).touch()
        shutil.rmtree(path, ignore_errors=True)
        beside.replace(path)
    except OSError as error:
        raise _unwritten("folder", path, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _ours(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and ((path / MARK).is_file() or not any(path.iterdir()))


def _unwritten(what: str, path: Path, error: OSError) -> DossierError:
    reason = (error.strerror or str(error)).lower()
    return DossierError(f"the {what} cannot be written: {reason}.", where=str(path), hint="Check its folder.")
