"""The formats that articles come in, a module each, and which one a file has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Protocol, TypeVar, cast

from pourparlers.articles.file import File
from pourparlers.articles.part import Part
from pourparlers.articles.source import How, Problem, Source, Step, taken
from pourparlers.articles.tabular.rows import Preview
from pourparlers.model import ArticleError

T = TypeVar("T")

# Names of formats with their modules, in the order in which they are tried: what is told by more comes first.
MODULES = {
    "warc": "pourparlers.articles.formats.warc",
    "pdf": "pourparlers.articles.formats.pdf",
    "parquet": "pourparlers.articles.formats.parquet",
    "factiva": "pourparlers.articles.formats.factiva",
    "nexis": "pourparlers.articles.formats.nexis",
    "lexisnexis": "pourparlers.articles.formats.lexisnexis",
    "docx": "pourparlers.articles.formats.docx",
    "rtf": "pourparlers.articles.formats.rtf",
    "europresse": "pourparlers.articles.formats.europresse",
    "newsml-g2": "pourparlers.articles.formats.newsml_g2",
    "newsml": "pourparlers.articles.formats.newsml",
    "nitf": "pourparlers.articles.formats.nitf",
    # Before feeds, some of whose names Zotero's RDF uses.
    "zotero": "pourparlers.articles.formats.zotero",
    "feed": "pourparlers.articles.formats.feed",
    "jsonl": "pourparlers.articles.formats.jsonl",
    "mail": "pourparlers.articles.formats.mail",
    "mbox": "pourparlers.articles.formats.mbox",
    "html": "pourparlers.articles.formats.html",
    "csv": "pourparlers.articles.formats.csv",
    "markdown": "pourparlers.articles.formats.markdown",
    "text": "pourparlers.articles.formats.text",
}
_MAY_BE_TABLES = {"markdown", "text"}
# First bytes of files that hold no articles, with what they are and what to do.
_OTHERS = {
    b"SQLite format 3\0": ("a database", "A dossier is named before the articles; DNA's files are for `import`."),
    b"PK\x03\x04": ("a ZIP archive", "Unpack it and give its folder."),
    b"PK\x05\x06": ("an empty ZIP archive", "Give a file with an article."),
    b"\xd0\xcf\x11\xe0": ("an old office document", "Save it as DOCX, or as text."),
    b"\x89PNG": ("an image", "Give the text of the article."),
    b"\xff\xd8\xff": ("an image", "Give the text of the article."),
    b"GIF8": ("an image", "Give the text of the article."),
    b"7z\xbc\xaf\x27\x1c": ("an archive", "Unpack it and give its folder."),
    b"Rar!": ("an archive", "Unpack it and give its folder."),
    b"\xfd7zXZ": ("an xz archive", "Unpack it."),
    b"\x28\xb5\x2f\xfd": ("a Zstandard archive", "Unpack it."),
    b"BZh": ("a bzip2 archive", "Unpack it."),
}  # fmt: skip
# What is packed as ZIP and tells in its first member, written from here on, what it is.
_MEMBER = 30
_PACKED = {
    b"mimetypeapplication/vnd.oasis.opendocument": ("an OpenDocument file", "Save it as DOCX, or as text."),
    b"mimetypeapplication/epub": ("an electronic book", "Save the text of the article as a plain file."),
}


class Format(Protocol):
    """What each module of a format has."""

    def fits(self, file: File) -> bool:
        """Whether a file has this format, told by how it begins and, where that tells nothing, by its name."""
        ...

    def read(self, file: File, how: How) -> Iterator[Source | Problem]:
        """The articles of a file, in its order; what is no article as a problem with its place.

        Raises:
            ArticleError: nothing, or nothing more, can be read of it.
        """
        ...


def module(name: str) -> Format:
    """The module of a format.

    Raises:
        ArticleError: there is none of this name.
    """
    if name not in MODULES:
        raise ArticleError(f"there is no format {name[:40]!r}.", hint=f"Formats: {', '.join(MODULES)}.")
    return cast(Format, import_module(MODULES[name]))


def format_of(file: File, columns: Mapping[str, str] | None = None) -> str:
    """The name of the format that a file has.

    Args:
        file: any file.
        columns: columns by field, where somebody declares them: a text whose header has them is a table.

    Raises:
        ArticleError: it cannot be opened, or holds nothing that can be read.
    """
    from pourparlers.articles.formats.csv import has

    head = file.head
    for name in MODULES:
        if module(name).fits(file):
            return "csv" if columns and name in _MAY_BE_TABLES and has(file, columns) else name
    others = [(start, 0, told) for start, told in _OTHERS.items()]
    for start, at, (kind, hint) in [*((start, _MEMBER, told) for start, told in _PACKED.items()), *others]:
        if head.startswith(start, at):
            raise ArticleError(f"the file is {kind}, not an article.", where=file.name, hint=hint)
    if file.start:
        hint = "Save the text of the article as a plain file, or give its --format."
        raise ArticleError("the file is XML of a kind that is not known.", where=file.name, hint=hint)
    raise ArticleError("the file is no text.", where=file.name, hint="Save its text as UTF-8.")


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of a file by the format that is asked for, or that it has.

    Raises:
        ArticleError: nothing, or nothing more, can be read of it.
    """
    yield from taken(steps(file, how))


def steps(file: File, how: How) -> Iterator[Step]:
    """What reading a file does, article by article: what comes next is found when its step is taken.

    Where one step is not taken to its end, the next goes on behind it if the format has steps of its own; else nothing
    more comes.

    Raises:
        ArticleError: nothing, or nothing more, can be read of it; so does a step.
    """
    name = how.format or format_of(file, how.columns)
    own = getattr(module(name), "steps", None)
    found: Iterator[Step] = own(file, how) if own else _one_by_one(module(name).read(file, how))
    while (step := _tried(name, file.name, partial(next, found, None))) is not None:
        yield Step(partial(_tried, name, file.name, step.take), step.place)


def _tried(name: str, where: str, do: Callable[[], T]) -> T:
    try:
        return do()
    except ArticleError:
        raise
    except (Exception, RecursionError) as error:
        # Parsers of others meet hostile files with whatever goes wrong in them; the other files must still be read.
        what = f"the file cannot be read as {name}: {type(error).__name__}: {str(error)[:150]}"
        raise ArticleError(what, where=where, hint="Save or export it again, or give its --format.") from error


def _one_by_one(found: Iterator[Source | Problem]) -> Iterator[Step]:
    over = False

    def take() -> Source | Problem | None:
        nonlocal over
        over = True
        one = next(found, None)
        over = one is None
        return one

    while not over:
        yield Step(take)


def parts(file: File, how: How, size: int) -> list[Part | None]:
    """The parts of a file that can be read each by itself; None for all of it, where its format has no such parts.

    Args:
        file: any file.
        how: how it is to be looked at; its format is told by its content where None.
        size: how many bytes of the file a part has at the most, if the format lets it be cut.

    Raises:
        ArticleError: it cannot be opened, or holds nothing that can be read.
    """
    name = how.format or format_of(file, how.columns)
    own = getattr(module(name), "parts", None)
    if own is None or file.size <= size:
        return [None]
    found: list[Part | None] = _tried(name, file.name, lambda: list(own(file, how, size)))
    return found if len(found) > 1 else [None]


def preview(file: File, how: How) -> Preview | None:
    """How the columns of a file are understood; None where its format has none, or where reading it is a problem."""
    try:
        told = getattr(module(how.format or format_of(file, how.columns)), "preview", None)
        return told(file, how) if told else None
    except Exception:
        # Parsers of others meet hostile files with whatever goes wrong in them; reading the file reports it.
        return None
