"""Throw damaged files at the reader of a format: pip install atheris, then

    python tests/fuzz/formats.py FORMAT [-max_total_time=60] [SEEDS...]

Whatever is raised but an error of ours, takes longer than ten seconds or more than a gigabyte is a fault; the file that
did it is written beside (crash-…, timeout-…). Put it in tests/articles/files/broken/FORMAT/, where
tests/articles/test_broken.py reads it ever after.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["pourparlers.articles"]):
    from pourparlers.articles import formats
    from pourparlers.articles.file import File
    from pourparlers.articles.source import How
    from pourparlers.model import PourparlersError

NAME = sys.argv.pop(1) if len(sys.argv) > 1 else "text"


def try_one(data: bytes) -> None:
    """Read bytes as a file of the format, past what would turn the faults of libraries into errors."""
    file = File(data, f"file.{NAME}")
    reader = formats.module(NAME)
    try:
        reader.fits(file)
        for one in reader.read(file, How(format=NAME)):
            str(one)
    except PourparlersError:
        return


if __name__ == "__main__":
    atheris.Setup([sys.argv[0], "-timeout=10", "-rss_limit_mb=1000", "-max_len=20000", *sys.argv[1:]], try_one)
    atheris.Fuzz()
