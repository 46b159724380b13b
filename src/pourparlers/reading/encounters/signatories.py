"""Who has signed an agreement of which the text tells the day or the place, not the parties."""

from __future__ import annotations

from pourparlers.model import Act
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.encounters.merge import Telling
from pourparlers.reading.encounters.parties import Company

# Who does this over a pact is one of those whom it binds; who only tells of it need not be.
QUARREL = {Act.ACCUSE, Act.REJECT, Act.DEMAND, Act.DENY, Act.THREATEN, Act.PROMISE}


class Signatories:
    """Finds them in one text: those who speak of it, and of whom they speak."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.table = company.table

    def of(self, telling: Telling) -> tuple[str, ...]:
        """The two parties of a signing, none where they cannot be told."""
        start = self.company.parse.tokens[telling.i].start
        drafts = [draft for draft in self.company.said_at(start) if draft.speaker and draft.act in QUARREL]
        if drafts:
            # Who speaks in the smallest of what is said here is nearest.
            draft = min(drafts, key=_length)
            told = self._spoken_of(draft, telling.i)
            if len(told) == 2 and set(telling.side.members) <= set(told):
                return told
            return self._sides(telling, told[:1]) if len(told) == 1 else ()
        return self._sides(telling, telling.side.members) if len(telling.side.members) == 1 else ()

    def _spoken_of(self, draft: Draft, i: int) -> tuple[str, ...]:
        """ "She accused Samoa of breaking the pact signed in 2018": she and Samoa, where no other is named."""
        speaker = draft.speaker.parties if draft.speaker else ()
        first = draft.content[0][0]
        named = self.company.before(i, 0, first)
        parties = dict.fromkeys([*speaker, *([draft.target] if draft.target else []), *named])
        return tuple(party for party in parties if self.table.knows(party))

    def _sides(self, telling: Telling, one: tuple[str, ...]) -> tuple[str, ...]:
        """«Djibouti dénonce "une rupture" de l'accord signé en 2017»: with the other of the two sides."""
        sides = self.table.sides
        named = set(self.company.before(telling.i, 0))
        return sides if len(sides) == 2 and {*one, *named} <= set(sides) else ()


def _length(draft: Draft) -> int:
    return sum(end - start for start, end in draft.content)
