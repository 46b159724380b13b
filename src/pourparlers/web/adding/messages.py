"""What the room and the process that reads tell each other, a line of JSON each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from pourparlers.articles.listing import Listed
from pourparlers.web.adding.spool import Kept


class Phase(StrEnum):
    """How far adding has come."""

    WAITING = "waiting"
    LOOKING = "looking"
    LOOKED = "looked"
    LOADING = "loading"
    READING = "reading"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


# Nothing more comes of it by itself.
RESTING = frozenset({Phase.LOOKED, Phase.DONE, Phase.CANCELLED, Phase.FAILED})


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why something was not added.

    Attributes:
        where: the file and the place in it.
        code, what, hint: of the error.
    """

    where: str
    code: str
    what: str
    hint: str


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """What files hold.

    Attributes:
        articles: how many.
        known: how many of them are in the dossier already.
        characters: of those that are not.
        problems: how many things are no article.
        passed: files that are taken to hold no articles.
        formats, languages, outlets: how many articles have each; "" for none.
        first, last: days of publication.
        undated: articles without one.
        rows: the first articles.
        faults: the first problems of each kind.
    """

    articles: int = 0
    known: int = 0
    characters: int = 0
    problems: int = 0
    passed: tuple[str, ...] = ()
    formats: Mapping[str, int] = {}
    languages: Mapping[str, int] = {}
    outlets: Mapping[str, int] = {}
    first: str | None = None
    last: str | None = None
    undated: int = 0
    rows: tuple[Listed, ...] = ()
    faults: tuple[Problem, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How far reading has come.

    Attributes:
        new, known, failed: what became of how many articles.
        statements, encounters: reported by the new ones.
        characters: read so far.
        seconds: since the first article was begun.
        faults: the first problems of each kind.
        since: when the first new article came in, as `article.added` has it.
    """

    new: int = 0
    known: int = 0
    failed: int = 0
    statements: int = 0
    encounters: int = 0
    characters: int = 0
    seconds: float = 0
    faults: tuple[Problem, ...] = ()
    since: str | None = None

    @property
    def done(self) -> int:
        """Articles that something became of."""
        return self.new + self.known + self.failed


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the process tells of a job.

    Attributes:
        job: which.
        phase: how far it is.
        listing, reading: what it found and did; None where nothing has changed in it.
        error: why it failed.
    """

    job: str
    phase: Phase
    listing: Listing | None = None
    reading: Reading | None = None
    error: Problem | None = None


class Look(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Look at what files hold.

    Attributes:
        job: what to call it.
        folder: in which they are.
        files: which they are.
        given: fields of `Source` that outrank what they tell.
        told: such fields of single files, by name.
        hidden: names of files that were sent and are taken to hold no articles.
        add: whether to read them into the dossier thereafter.
    """

    job: str
    folder: str
    files: tuple[Kept, ...]
    given: Mapping[str, str | None]
    told: Mapping[str, Mapping[str, str]] = {}
    hidden: tuple[str, ...] = ()
    add: bool = False


class Stop(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Stop what is being done for a job."""

    job: str


class Begin(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The first thing that is told: whose process it is.

    Attributes:
        where: the dossier.
        spool: the folder that is to be taken away when the room is gone.
    """

    where: str
    spool: str


Asked = Look | Stop | Begin
