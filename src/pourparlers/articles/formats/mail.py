"""E-mail, newsletters too: the text of a message, and the articles that are attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from pourparlers.articles.digests import parted
from pourparlers.articles.file import File
from pourparlers.articles.messages import Letter, parsed
from pourparlers.articles.source import How, Problem, Source, within
from pourparlers.model import ArticleError, PourparlersError

LARGEST_MESSAGE = 40_000_000
_DEEPEST = 5
_ENDINGS = {".eml", ".emlx"}
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):(?: |\t|$)")
_FIELDS = {
    "from", "to", "cc", "date", "subject", "message-id", "mime-version", "received", "return-path", "delivered-to",
    "content-type", "content-transfer-encoding", "reply-to", "sender", "list-unsubscribe", "dkim-signature",
}  # fmt: skip
# "From:", "To:" and "Date:" stand over prose too; these are of machines.
_OF_MACHINES = {
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "delivered-to",
    "content-type",
    "dkim-signature",
}

# What no text holds in any encoding of a byte a letter: programs attach files of all kinds without telling which.
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x19]")
# Archives within messages would nest without end.
_NOT_ATTACHED = {"mbox", "warc", "parquet"}
_SAVE = "Save the attachment as a file of its own."


def fits(file: File) -> bool:
    """Whether a file is a message, told by the fields that it begins with."""
    return begins_message(file.start, least=1 if file.suffix in _ENDINGS else 3)


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of a message: its text, then what is attached to it.

    Raises:
        ArticleError: the message cannot be read, or is empty.
        LengthError: it is too large.
    """
    yield from read_message(file.data(LARGEST_MESSAGE), file.name, how)


def begins_message(text: str, least: int = 3) -> bool:
    """Whether a text begins with fields of a message.

    Args:
        text: the beginning of a file.
        least: how many fields that messages have must be there; from three on one must be of a kind that no one writes.
    """
    names: set[str] = set()
    for line in text.split("\n", 200)[:200]:
        if not line.strip():
            break
        if line[0] in " \t":
            continue
        field = _FIELD.match(line)
        if field is None:
            break
        names.add(field[1].lower())
    return len(names & _FIELDS) >= least and (least < 3 or bool(names & _OF_MACHINES))


def read_message(
    data: bytes, where: str, how: How, place: str | None = None, depth: int = 0
) -> Iterator[Source | Problem]:
    """The articles of a message.

    Args:
        data: the message as it was sent.
        where: the name of its file.
        place: where in its file it stands.
        depth: how many messages it is attached within.

    Raises:
        ArticleError: the message cannot be read, or is empty.
    """
    letter = parsed(data, within(where, place))
    yield from _read(letter, where, how, place, depth)


def _read(letter: Letter, where: str, how: How, place: str | None, depth: int) -> Iterator[Source | Problem]:
    text, letters = parted(letter.text)
    if text.strip() or not (letters or letter.attachments):
        yield _source(letter, text, place)
    for number, written in enumerate(letters, 1):
        at = _joined(place, f"letter {number}")
        try:
            inner = parsed(written.encode(), within(where, at))
        except PourparlersError as error:
            yield Problem(where=within(where, at), error=error)
        else:
            yield _source(inner, inner.text, at)
    for number, one in enumerate(letter.attachments, 1):
        at = _joined(place, f"attachment {one.name or number}")
        try:
            if depth >= _DEEPEST:
                raise ArticleError(f"messages are nested deeper than {_DEEPEST}.", where=within(where, at), hint=_SAVE)
            if one.letter is not None:
                yield from _read(one.letter, where, how, at, depth + 1)
            else:
                yield from _attached(File(one.data, one.name or ""), where, how, at, depth + 1)
        except PourparlersError as error:
            yield Problem(where=within(where, at), error=error)


def _source(letter: Letter, text: str, place: str | None) -> Source:
    return Source(
        text=text,
        published=letter.day,
        title=letter.field("subject"),
        outlet=letter.sender,
        identifier=letter.identifier,
        place=place,
    )


def _attached(file: File, where: str, how: How, place: str, depth: int) -> Iterator[Source | Problem]:
    """The articles of an attached file, by its own format."""
    from pourparlers.articles import formats

    name = formats.format_of(file)
    if name == "mail":
        yield from read_message(file.data(LARGEST_MESSAGE), where, how, place, depth)
        return
    if name in _NOT_ATTACHED:
        raise ArticleError(f"a file of {name} within a message is not read.", where=within(where, place), hint=_SAVE)
    if name == "text" and _CONTROLS.search(file.head):
        raise ArticleError("the attachment is no text.", where=within(where, place), hint=_SAVE)
    for one in formats.read(file, How(format=name, columns=how.columns)):
        if isinstance(one, Problem):
            inner = one.where.removeprefix(file.name).removeprefix(", ")
            yield Problem(where=within(where, _joined(place, inner)), error=one.error)
        else:
            yield msgspec.structs.replace(one, place=_joined(place, one.place))


def _joined(*places: str | None) -> str:
    return ", ".join(place for place in places if place)
