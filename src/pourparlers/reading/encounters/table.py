"""Between whom a text plays: the parties that it names and lets speak most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.encounters.mediators import Mediators

NAMING = frozenset(NameKind) - {NameKind.PLACE, NameKind.MEDIA, NameKind.PERSON}


class Table:
    """Who is named and who speaks in one text.

    `principal`: who is named more than once, most often first. `pair`, `sides`: the two states between whom the text
    plays, surely or likely. `voices`: who speaks for itself. `movement`: rebels or a militia that only the text knows.
    """

    def __init__(self, resolver: Resolver, drafts: Sequence[Draft]) -> None:
        self._cast = resolver.cast
        self._things = resolver.cast.context.world.things
        self.chairs = Mediators(resolver)
        self.mediators = self.chairs.parties()
        named = self._named()
        said = Counter(party for draft in drafts if draft.speaker for party in draft.speaker.parties)
        self.movement = self._movement()
        counts = self._counts = Counter({party: n for party, n in named.items() if party in self._things})
        often = [party for party, n in counts.most_common() if n > 1]
        self.principal = sorted(often, key=lambda party: party in self.mediators)
        self.voices = self._voices(said)
        self.pair, self.sides = self._pair(counts, 0.5), self._pair(counts, 0.9, self.voices)
        if self.movement is not None:
            self.voices = self.pair = self.sides = self._with_movement(said, self.movement)
            self.principal = [*self.pair, *(p for p in self.principal if p not in self.pair)] if self.pair else []

    def knows(self, party: str) -> bool:
        """Whether a party may sit at a table: a state or organisation of the world, or the movement of the text."""
        return party in self._things or party == self.movement

    def is_state(self, party: str) -> bool:
        """Whether a party is a state, not an organisation."""
        return party in self._things and self._things[party].kind == "state"

    def _named(self) -> Counter[str]:
        told = [p.party for p in self._cast.persons for _ in p.names]
        told += [self._cast.party_of(m.id) for m in self._cast.mentions if m.kind in NAMING]
        return Counter(party for party in told if party)

    def _movement(self) -> str | None:
        """The one movement that the text names: "the Star Ranges Front (SRF)", «le Front des hautes terres»."""
        movement = self._cast.rebels
        return movement if movement not in self._things else None

    def _with_movement(self, said: Counter[str], movement: str) -> tuple[str, ...]:
        """Rebels talk with the state that they fight, else, where they speak, with the state that has most to say."""
        state = self._cast.fought
        if state is None and said[movement]:
            state = next((party for party, _ in said.most_common() if self.is_state(party)), None)
        return (state, movement) if state else ()

    def _pair(self, counts: Counter[str], share: float, voices: Sequence[str] = ()) -> tuple[str, ...]:
        """The two states between whom the text plays: named more than once, and no third as often, by a share.

        A third that has its say is a side where it is named two thirds as often.
        """
        rows = [(p, n) for p, n in counts.most_common() if self.is_state(p) and p not in self.mediators]
        if len(rows) < 2 or rows[1][1] < 2:
            return ()
        few = all(n <= (0.7 if p in voices else share) * rows[1][1] for p, n in rows[2:])
        return tuple(party for party, _ in rows[:2]) if few else ()

    def count(self, sides: int) -> None:
        """«Les deux délégations», "both sides": where the text counts two, a third that comments is no side.

        Args:
            sides: how many it counts.
        """
        if sides != 2 or self.sides:
            return
        rows = [(p, n) for p, n in self._counts.most_common() if self.is_state(p) and p not in self.mediators]
        if len(rows) > 1 and rows[1][1] > 1 and (len(rows) == 2 or rows[2][1] < rows[1][1]):
            self.sides = tuple(party for party, _ in rows[:2])

    def _voices(self, said: Counter[str]) -> tuple[str, ...]:
        """Who speaks for itself in the text, in order: of several, none named far more than the others, those who talk.

        «Les délégués doivent se retrouver jeudi», where Kuwait, Bahrain, Oman and the commission have had their say.
        """
        sides = [p for p in said if p in self._things and self._things[p].kind != NameKind.MEDIA]
        # Who has one word to say may comment from outside, where others have more.
        often = [party for party in sides if said[party] > 1]
        told = often if len(often) > 1 else sides
        own = [party for party in told if party not in self.mediators]
        return tuple(own if len(own) > 1 else told)
