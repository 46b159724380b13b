"""What persons decide of a dossier's facts, as programs do it."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from pourparlers.dossier import making
from pourparlers.dossier.applying import apply
from pourparlers.dossier.reasons import Reasons, reasons
from pourparlers.dossier.renewing.renewal import renew
from pourparlers.dossier.review.codebook import checked
from pourparlers.dossier.review.decisions import (
    Code,
    Decision,
    Verb,
    active,
    codebook,
    decisions,
    named_by,
    new_decision,
)
from pourparlers.dossier.review.seen import decisions_on, last
from pourparlers.dossier.review.validity import Made, made_of
from pourparlers.dossier.standing.doubts import Asked, Count, Doubt, counts, doubts
from pourparlers.dossier.standing.filters import Page, filters
from pourparlers.dossier.store.database import faults, writing
from pourparlers.dossier.store.schema import Kind
from pourparlers.lexicon import languages
from pourparlers.lexicon.concepts import meanings
from pourparlers.lexicon.happenings import acts_named
from pourparlers.model import DecidedError


class Deciding:
    """What a `Dossier` lets persons decide; each is kept in the table `decision`, and none is ever lost.

    `who` is the user's login name where None. Ids are uids of reports, ids that the listings show, beginnings of
    them that only one has ("a-3f9c:s1"), names of actors, labels of issues.

    Raises:
        DossierError: nothing is called so, several things are, or it cannot be decided so; nothing has changed.
    """

    engine: Engine
    where: str | Path
    _seen: int | None = None

    def having_seen(self, n: int) -> Deciding:
        """The same dossier for one who saw it when its last decision was the `n`th (`last_decision`).

        Raises:
            DecidedError: by whatever is decided with it, where others have decided on the same things since.
        """
        out = Deciding()
        out.engine, out.where, out._seen = self.engine, self.where, n
        return out

    @staticmethod
    def get_ready(*, for_all: bool = False) -> None:
        """Load what deciding needs of the lexicon, so that the first decision does not wait for it.

        Args:
            for_all: also what few decisions need (what was denied or refused), which takes three times as long.
        """
        for language in languages():
            any(True for _ in meanings(language, language))
            if for_all:
                acts_named(language, language)

    def last_decision(self) -> int:
        """The number of the last decision; 0 where there is none."""
        with faults(self.where), self.engine.connect() as connection:
            return last(connection)

    def accept(self, id_: str, *, report: bool = False, who: str | None = None, why: str | None = None) -> Decision:
        """Say that an encounter or a statement is as it was read: all its reports, or one alone (`report`)."""
        return self._decided(lambda c: making.judging(c, Verb.ACCEPT, id_, report), who, why)

    def reject(self, id_: str, *, report: bool = False, who: str | None = None, why: str | None = None) -> Decision:
        """Say that there is no such encounter or statement: it leaves all views, in all its reports or in one."""
        return self._decided(lambda c: making.judging(c, Verb.REJECT, id_, report), who, why)

    def correct(
        self, id_: str, *, all_reports: bool = False, who: str | None = None, why: str | None = None, **fields: Any
    ) -> Decision:
        """Say what an article tells, other than it was read; what is one with it is told by what was corrected.

        Args:
            id_: of a report of an encounter or a statement, or of an actor in an article ("a-3f9c:person:Ana Rey").
            all_reports: correct all reports that are one with it.
            who, why: by whom and for what reason.
            fields: new values, as `correct` of the command line writes them or as Python has them; spans as pairs
                of code points, half-open.
        """
        return self._decided(lambda c: making.correcting(c, id_, fields, all_reports), who, why)

    def merge(self, *ids: str, alone: bool = False, who: str | None = None, why: str | None = None) -> Decision:
        """Say that encounters, statements, actors, issues or texts are one, with all that each was joined with.

        `alone`: nothing is said of what each was joined with.
        """
        return self._decided(lambda c: making.merging(c, ids, alone), who, why)

    def split(self, *ids: str, others: Sequence[str] = (), who: str | None = None, why: str | None = None) -> Decision:
        """Say that reports are not one with what they were joined with: with `others`, or all of their group."""
        return self._decided(lambda c: making.parting(c, ids, others), who, why)

    def rename(self, issue: str, label: str, *, who: str | None = None, why: str | None = None) -> Decision:
        """Call an issue otherwise: it becomes an entry of the codebook with its labels as aliases."""
        return self._decided(lambda c: making.renaming(c, issue, label), who, why)

    def dismiss(self, issue: str, *, who: str | None = None, why: str | None = None) -> Decision:
        """Say that what was read as an issue is none: one decision takes it from all statements that bear it."""
        return self._decided(lambda c: making.dismissing(c, issue), who, why)

    def relate(self, child: str, parent: str | None, *, who: str | None = None, why: str | None = None) -> Decision:
        """Make an issue part of a wider one, or of none (None)."""
        return self._decided(lambda c: making.relating(c, child, parent), who, why)

    def undo(self, id_: str | None = None, *, who: str | None = None, why: str | None = None) -> Decision:
        """Undo a decision by its id or the beginning of it; the last that holds where None. Undoing can be undone."""
        return self._decided(lambda c: making.undoing(c, id_), who, why)

    def load_codebook(self, codes: Iterable[Code], *, who: str | None = None, why: str | None = None) -> Decision:
        """Put a codebook in place of the one that is there."""
        told = checked(codes)
        return self._decided(lambda c: {"verb": Verb.CODEBOOK, "kind": Kind.ISSUE, "codes": told}, who, why)

    def codebook(self) -> list[Code]:
        """The entries of the codebook, by id."""
        with faults(self.where), self.engine.connect() as connection:
            return [code for _, code in sorted(codebook(active(decisions(connection))).items())]

    def doubts(
        self, limit: int | None = None, *, skip: int = 0, kind: Kind | None = None, about: str | None = None,
        after: tuple[str, str, str] | None = None, **asked: Any,
    ) -> list[Doubt]:  # fmt: skip
        """What a person had best look at, the most doubtful first; what was judged already is not among it.

        Args:
            limit: how many at most; all where None.
            skip: how many of the first are left out.
            kind, about: those of one kind, for one reason ("unsure", "near", "speaker", "hedged").
            after: the `name` of a doubt that those come after.
            asked: party, issue, outlet; since, until: of the days of publication.
        """
        wanted = Asked(kind=kind, about=about, where=filters(asked))
        with faults(self.where), self.engine.connect() as connection:
            return doubts(connection, wanted, Page(limit=limit, skip=skip), after)

    def count_doubts(self, **asked: Any) -> list[Count]:
        """How much is doubtful, by kind and reason; `asked` as of `doubts`."""
        with faults(self.where), self.engine.connect() as connection:
            return counts(connection, Asked(where=filters(asked)))

    def why(self, id_: str) -> Reasons:
        """What an encounter, a statement, an actor or an issue rests on: reports, links, decisions."""
        with faults(self.where), self.engine.connect() as connection:
            return reasons(connection, id_)

    def decisions(self) -> list[Made]:
        """All decisions in their order, those undone among them."""
        with faults(self.where), self.engine.connect() as connection:
            return made_of(connection, decisions(connection))

    def _decided(self, told: Callable[[Connection], dict[str, Any]], who: str | None, why: str | None) -> Decision:
        # Others wait for whoever writes: nothing is loaded meanwhile.
        self.get_ready()
        with writing(self.engine, self.where) as connection:
            made = new_decision(who=(who or "").strip() or login(), why=(why or "").strip() or None, **told(connection))
            self._refuse_unseen(connection, made)
            apply(connection, [made])
            renew(connection)
        return made

    def _refuse_unseen(self, connection: Connection, made: Decision) -> None:
        since = decisions_on(connection, named_by(made), self._seen) if self._seen is not None else []
        if since:
            told = since[-1]
            what = f"{told.who} has decided on the same thing in the meantime ({told.verb.value}, {told.id})."
            raise DecidedError(what, where=str(self.where), hint="Look at it, then decide again.", since=since)


def login() -> str:
    """The user's login name; "?" where the machine does not tell it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
