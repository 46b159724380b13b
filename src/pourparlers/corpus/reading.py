"""The process that reads units: it tells what it is about to do, so that who watches it knows what it broke on.

python -m pourparlers.corpus.reading       # settings and questions on standard input, answers on standard output
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import IO, TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from pourparlers.articles.file import File
from pourparlers.articles.load import Loaded, Step, goes_on, steps
from pourparlers.articles.source import Problem, Source
from pourparlers.corpus import protocol
from pourparlers.corpus.copies import sketch
from pourparlers.corpus.errors import MemoryLimitError, TimeLimitError, UnreadError
from pourparlers.corpus.protocol import Ask, Failed, Finished, Key, Making, Preparing, Reading, Ready, Taking, Unable
from pourparlers.corpus.settings import Settings
from pourparlers.model import Article, ArticleError, LexiconError, PipelineError, PourparlersError

if TYPE_CHECKING:
    from pourparlers.reading.reader import Reader

T = TypeVar("T")

BATCH = 64
# A batch is read well within the time that one article has.
BATCH_CHARACTERS = 200_000


class Waiting:
    """An article that is to be parsed."""

    def __init__(self, key: Key, file: str, found: Loaded) -> None:
        self.key, self.file, self.place, self.article = key, file, found.place, found.article


class UnitReader:
    """Reads units and tells what it finds.

    Args:
        settings: how articles are read.
        out: where it is told.
    """

    def __init__(self, settings: Settings, out: IO[bytes]) -> None:
        from pourparlers.reading.reader import Reader

        self._settings, self._out = settings, out
        self._given = {"published": settings.published, "language": settings.language}
        self._reader: Reader = Reader(settings.language, pipeline=settings.pipeline)
        self._waiting: list[Waiting] = []
        self._characters = 0
        self._prepared: set[str] = set()

    def read(self, ask: Ask) -> None:
        """Tell all that a unit holds, but what was told before."""
        for waiting in self._articles(ask):
            if waiting.key in ask.alone:
                self._parse([waiting])
            elif self._fits(waiting.article):
                self._waiting.append(waiting)
                self._characters += len(waiting.article.text)
            else:
                self._flush()
                self._waiting.append(waiting)
                self._characters = len(waiting.article.text)
        self._flush()
        self._tell(Finished())

    def _fits(self, article: Article) -> bool:
        return len(self._waiting) < BATCH and self._characters + len(article.text) <= BATCH_CHARACTERS

    def _flush(self) -> None:
        waiting, self._waiting, self._characters = self._waiting, [], 0
        if waiting:
            self._parse(waiting)

    def _tell(self, message: protocol.Told) -> None:
        protocol.send(self._out, message)

    def _articles(self, ask: Ask) -> Iterator[Waiting]:
        for number, name in enumerate(ask.unit.files):
            file = File(name)
            for key, step in self._steps(ask, number, file):
                source = _held(step.taken, file.name)
                if key in ask.done or source is None:
                    continue
                self._tell(Making(key=key, place=source.place if isinstance(source, Source) else None))
                found = _held(partial(step.made, source), file.name)
                if isinstance(found, Loaded) and not self._is_aside(key, found.article):
                    yield Waiting(key, file.name, found)
                elif isinstance(found, Problem):
                    self._tell(_failed(key, file.name, found.where, found.error))

    def _steps(self, ask: Ask, number: int, file: File) -> Iterator[tuple[Key, Step]]:
        """The steps of a file that are to be taken."""
        how = self._settings.how if ask.unit.part is None else replace(self._settings.how, part=ask.unit.part)
        last = not goes_on(file, how)
        found = steps(file, how, self._given)
        for key in ((number, at) for at in count()):
            if key in ask.stopped:
                return
            # What stands next in a file may not be come to either.
            self._tell(Taking(key=key, last=True))
            step = next(found, None)
            if step is None:
                return
            if key not in ask.passed:
                self._tell(Taking(key=key, last=last, place=step.place))
                yield key, step

    def _is_aside(self, key: Key, article: Article) -> bool:
        if not self._settings.about_talks:
            return False
        from pourparlers.reading.gate import may_hold

        if may_hold(article):
            return False
        self._tell(protocol.Aside(key=key, words=len(article.text.split())))
        return True

    def _parse(self, waiting: list[Waiting]) -> None:
        self._prepare(waiting)
        places = tuple(one.place for one in waiting)
        self._tell(Reading(keys=tuple(one.key for one in waiting), places=places))
        try:
            records = list(self._reader.pipe([one.article for one in waiting]))
        except Exception as error:
            if len(waiting) > 1:
                for one in waiting:
                    self._parse([one])
            else:
                one = waiting[0]
                self._tell(_failed(one.key, one.file, one.place or "", _error(error, one.file)))
            return
        for one, record in zip(waiting, records, strict=True):
            copies = sketch(record.article.text)
            self._tell(
                protocol.Kept(key=one.key, file=one.file, place=one.place, record=record, copies=copies)
            )  # fmt: skip

    def _prepare(self, waiting: list[Waiting]) -> None:
        """Load what the languages of articles need, which may take longer than an article may."""
        from pourparlers.language.pipeline import load
        from pourparlers.reading.reader import knowledge

        for language in sorted({self._settings.language or one.article.language for one in waiting} - self._prepared):
            self._tell(Preparing())
            load(language, self._settings.pipeline)
            knowledge(language)
            self._prepared.add(language)
            # It stays to the end: what looks for garbage need not go through it again and again.
            gc.collect()
            gc.freeze()


def _held(do: Callable[[], T], name: str) -> T | Problem:
    """What is done, or that there was not the memory for it."""
    try:
        return do()
    except MemoryError:
        return Problem(where=name, error=_too_large(name))


def _failed(key: Key, file: str, where: str, error: PourparlersError) -> Failed:
    place = where.removeprefix(file).removeprefix(", ") or None
    return Failed(key=key, file=file, place=place, code=error.code, what=error.what, hint=error.hint)


def _error(error: Exception, where: str) -> PourparlersError:
    if isinstance(error, PourparlersError):
        return error
    if isinstance(error, MemoryError):
        return _too_large(where)
    what = f"reading it failed: {type(error).__name__}: {' '.join(str(error).split())[:150]}"
    return UnreadError(what, where=where, hint="Please report it, with the text.")


def _too_large(where: str) -> ArticleError:
    return MemoryLimitError("reading it takes more memory than an article may.", where=where, hint=_LARGER)


_LARGER = "--memory gives it more, where it is worth it."


def too_long(seconds: float) -> ArticleError:
    """What is told of an article that takes too long."""
    what = f"reading it takes longer than {seconds:g} seconds."
    return TimeLimitError(what, hint="--seconds gives it more, where it is worth it.")


def ended(status: int | None) -> ArticleError:
    """What is told of an article that ended the process that read it."""
    how = f"signal {-status}" if status is not None and status < 0 else f"status {status}"
    return MemoryLimitError(f"the process that read it has ended ({how}); it may take too much memory.", hint=_LARGER)


def bound_memory(megabytes: int) -> None:
    """Let this process have no more, where the system can hold it to that."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))


def main() -> None:
    """Answer questions until nobody asks any more."""
    # What libraries print must not stand among the answers.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    data = protocol.frame(sys.stdin.buffer)
    if data is None:
        return
    settings: Settings = pickle.loads(data)
    bound_memory(settings.limits.megabytes)
    reader = UnitReader(settings, out)
    protocol.send(out, Ready())
    try:
        while (ask := protocol.asked(sys.stdin.buffer)) is not None:
            reader.read(ask)
    except (PipelineError, LexiconError) as error:
        protocol.send(out, Unable(what=error.what, where=error.where, hint=error.hint))


if __name__ == "__main__":
    main()
