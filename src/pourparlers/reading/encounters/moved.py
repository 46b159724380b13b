"""Encounters that are put on another day: «repoussée au 23», "has been moved to September 23"."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.cues.scope import is_negated
from pourparlers.reading.encounters.cues import Place, Setting
from pourparlers.reading.encounters.status import listed
from pourparlers.reading.encounters.when import Clock, When
from pourparlers.reading.text.phrases import marker


class Moves:
    """Finds the new days of what one text tells to be moved."""

    def __init__(self, parse: Parse, lexicon: Lexicon, clock: Clock) -> None:
        self.parse, self.lexicon, self.clock = parse, lexicon, clock

    def day(self, setting: Setting) -> When | None:
        """The day on which an encounter, as subject or object of its clause, is put instead of another."""
        if setting.verb is None or setting.place not in {Place.SUBJECT, Place.OBJECT}:
            return None
        for verb in self._verbs(setting.verb):
            if listed(self.parse, verb, self.lexicon.encounter_words.moving, self.lexicon):
                return None if is_negated(self.parse, self.lexicon, verb) else self._new(verb)
        return None

    def _verbs(self, verb: Token) -> Iterator[Token]:
        """A verb and the infinitive that it governs: «a dû être repoussée»."""
        yield verb
        yield from self.parse.kids(verb, "xcomp")

    def _new(self, verb: Token) -> When | None:
        for first, last, _ in self.clock.dated(verb.sent):
            words = set(range(first, last + 1))
            head = next((t for i in words if (t := self.parse.tokens[i]).head not in words), None)
            if head is not None and head.head == verb.i and self._until(first, head):
                return self.clock.read(words, head, verb)
        return None

    def _until(self, first: int, head: Token) -> bool:
        """«au 23 septembre» has its preposition among its words or before them."""
        marks = {marker(self.parse, head), *(self.parse.tokens[i].plain for i in (first - 1, first) if i >= 0)}
        return bool(marks & set(self.lexicon.encounter_words.until))
