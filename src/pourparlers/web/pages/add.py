"""Articles are sent here to be added: files, folders, pasted text; and what becomes of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from msgspec import Meta
from starlette.datastructures import UploadFile

from pourparlers.articles.dates import checked_date
from pourparlers.articles.detect import checked_language
from pourparlers.articles.find import is_address
from pourparlers.articles.listing import Listed
from pourparlers.model import PourparlersError
from pourparlers.web.adding.jobs import Job, seconds_told
from pourparlers.web.adding.messages import Phase
from pourparlers.web.adding.spool import Kept, called, hidden, keep, room_for
from pourparlers.web.addresses import address
from pourparlers.web.answer import Page, See
from pourparlers.web.call import Call
from pourparlers.web.errors import AskedError, TooMuchError
from pourparlers.web.faults import Fault, fault_of, status_of
from pourparlers.web.routes import Get, Post

# Bytes of one sending, and how many files.
MOST, FILES = 200_000_000, 2000
# What a form needs besides its files.
_AROUND = 2_000_000
_MEGABYTE = 1_000_000
# What may be written beside a single file, and a day in the name of one.
_OF_FILES = ("outlet", "published")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent besides files. What is told here outranks what the files tell."""

    text: Annotated[str, Meta(description="An article, or what a file of any known format holds.")] = ""
    title: Annotated[str | None, Meta(description="Its headline.")] = None
    outlet: Annotated[str | None, Meta(description="Where it was published.")] = None
    published: Annotated[str | None, Meta(description="When: YYYY, YYYY-MM or YYYY-MM-DD.")] = None
    language: Annotated[str | None, Meta(description="fr or en; else told from the text.")] = None
    url: Annotated[str | None, Meta(description="Its address.")] = None
    do: Annotated[Literal["look", "add"], Meta(description="Only look at what is found, or add it at once.")] = "add"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done with what was sent."""

    do: Annotated[Literal["add", "cancel"], Meta(description="Add it, or stop; what was added stays.")]


class Adding(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of the form shows."""

    jobs: Annotated[tuple[Job, ...], Meta(description="What was sent since the room was opened, the last first.")]
    sent: Annotated[Sent, Meta(description="What stands in the form.")] = Sent()
    fault: Annotated[Fault | None, Meta(description="Why nothing was taken in.")] = None

    @property
    def most(self) -> int:
        """Bytes of one sending."""
        return MOST

    @property
    def megabytes(self) -> int:
        """The same in megabytes."""
        return MOST // _MEGABYTE

    @property
    def files(self) -> int:
        """Files of one sending."""
        return FILES


class Sending(msgspec.Struct, frozen=True, kw_only=True):
    """How far something that was sent has come."""

    job: Annotated[Job, Meta(description="What was sent.")]
    typed: Annotated[
        Mapping[str, str], Meta(description="What stands in the fields of single files, by `field:name`.")
    ] = {}
    fault: Annotated[Fault | None, Meta(description="Why it was not added.")] = None

    @property
    def left(self) -> tuple[str, int] | None:
        """The time that is likely left, as a unit and a number of it."""
        return None if self.job.left is None else seconds_told(self.job.left)

    @property
    def all(self) -> int:
        """How much is gone through: articles, and what is none."""
        return self.job.listing.articles + self.job.listing.problems

    def lacks(self, one: Listed) -> bool:
        """Whether an article that is all of its file lacks what its reader may know."""
        return self.job.phase is Phase.LOOKED and one.place is None and not (one.published and one.outlet)

    @property
    def lacking(self) -> bool:
        """Whether any of the articles does."""
        return any(self.lacks(one) for one in self.job.listing.rows)

    @property
    def named(self) -> bool:
        """Whether the name of a file tells a day that its article does not."""
        return any(self.lacks(one) and not one.published and self.day_in(one.file) for one in self.job.listing.rows)

    def day_in(self, name: str) -> str:
        """The day that the name of a file tells; "" where it tells none."""
        found = _DAY.search(name.rpartition("/")[2])
        try:
            return date.fromisoformat(found[0]).isoformat() if found else ""
        except ValueError:
            return ""

    @property
    def fresh(self) -> int:
        """Articles that are to be read."""
        return max(0, self.job.listing.articles - self.job.listing.known)


class _File(NamedTuple):
    name: str
    stream: Any


def form(call: Call) -> Page:
    """The form, and what was sent before."""
    return Page(template="add.html", shown=Adding(jobs=call.room.desk.jobs()))


def one(call: Call) -> Page:
    """How far something has come."""
    return Page(template="adding.html", shown=Sending(job=call.room.desk.job(call.params["id"])))


def ready(call: Call, length: int) -> None:
    """Whether what is about to be sent can be taken."""
    if length > MOST + _AROUND:
        raise _too_much()
    room_for(2 * length)


def send(call: Call) -> See:
    """Take in what was sent."""
    sent = call.sent(Sent)
    given = _given(sent)
    files = _files(call, sent)
    taken = [one for one in files if not hidden(one.name)]
    if not taken:
        hint = "Choose files, or paste the text of an article."
        raise AskedError("nothing was sent.", hint=hint)
    folder = call.room.desk.folder()
    kept = _kept(folder, taken)
    passed = [called(one.name) for one in files if hidden(one.name)]
    job = call.room.desk.take(folder, kept, given, add=sent.do == "add", who=call.who, hidden=passed)
    return See(address=address("/add/{id}", id=job.id), done=job)


def _kept(folder: Path, files: Sequence[_File]) -> list[Kept]:
    out, size = [], 0
    try:
        for one in files:
            out.append(keep(folder, one.name, one.stream))
            size += Path(out[-1].path).stat().st_size
            if size > MOST:
                raise _too_much()
    except PourparlersError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return out


def _files(call: Call, sent: Sent) -> list[_File]:
    told = [one for name in ("files", "folder") for one in call.form.get(name, ()) if isinstance(one, UploadFile)]
    out = [_File(one.filename or "file", one.file) for one in told]
    if sent.text.strip():
        # Surrogates come in by JSON alone; no text of an article has one.
        out.append(_File("pasted.txt", BytesIO(sent.text.encode("utf-8", "replace"))))
    return out


def _given(sent: Sent) -> dict[str, str | None]:
    language = checked_language(sent.language) if sent.language else None
    published = checked_date(sent.published) if sent.published else None
    if sent.url and not is_address(sent.url):
        raise AskedError("this is no address of the web.", where="url", hint="Write https://…, or leave it empty.")
    told = {"title": sent.title, "outlet": sent.outlet, "url": sent.url}
    lines = {name: " ".join(value.split())[:2000] or None if value else None for name, value in told.items()}
    return {**lines, "published": published, "language": language}


def _too_much() -> TooMuchError:
    what = f"more than {MOST // _MEGABYTE} MB were sent at once."
    return TooMuchError(what, hint="Send fewer files at a time, or use `pourparlers add`.")


def again(call: Call, error: PourparlersError) -> Page:
    """The form with what went wrong, and what stood in it."""
    try:
        sent = call.sent(Sent)
    except AskedError:
        sent = Sent()
    shown = Adding(jobs=call.room.desk.jobs(), sent=sent, fault=fault_of(error))
    return Page(template="add.html", shown=shown, status=status_of(error))


def told(call: Call) -> See:
    """Add what was looked at, or stop."""
    desk, id_ = call.room.desk, call.params["id"]
    job = desk.add(id_, _told_of_files(call)) if call.sent(Told).do == "add" else desk.cancel(id_)
    back = job.phase is Phase.CANCELLED and not job.reading.done
    return See(address=address("/add") if back else address("/add/{id}", id=id_), done=job)


def _told_of_files(call: Call) -> dict[str, dict[str, str]]:
    """What was written beside single files: their outlets and days."""
    out: dict[str, dict[str, str]] = {}
    for field, name, value in _typed(call):
        line = " ".join(value.split())[:2000]
        out.setdefault(name, {})[field] = checked_date(line, where=name) if field == "published" else line
    return out


def _typed(call: Call) -> Iterator[tuple[str, str, str]]:
    for key, values in call.form.items():
        field, _, name = key.partition(":")
        if field in _OF_FILES and name and isinstance(value := values[-1], str) and value.strip():
            yield field, name, value


def told_again(call: Call, error: PourparlersError) -> Page:
    """What was found, with what stood in the fields and what is wrong with it."""
    typed = {f"{field}:{name}": value for field, name, value in _typed(call)}
    shown = Sending(job=call.room.desk.job(call.params["id"]), typed=typed, fault=fault_of(error))
    return Page(template="adding.html", shown=shown, status=status_of(error))


ROUTES = (
    Get("/add", form, gives=Adding),
    Get("/add/{id}", one, gives=Sending),
    Post("/add", send, sent=Sent, most=MOST + _AROUND, files=FILES, ready=ready, amiss=again),
    Post("/add/{id}", told, sent=Told, amiss=told_again),
)
