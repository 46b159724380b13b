"""Encounters told by a word that takes up their noun: «la seconde, jeudi», "It will be held on Monday"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.cues.find import VERBAL, lemma_of
from pourparlers.reading.encounters.cues import NOMINAL, Trigger
from pourparlers.reading.encounters.merge import MEETINGS
from pourparlers.reading.encounters.status import listed
from pourparlers.reading.encounters.when import Clock
from pourparlers.reading.text.spans import SpanIndex

# The noun may stand so many sentences before.
_NEAR = 2
_HEADS = {"nsubj", "obj", "obl", "ROOT", "root"}


class Elliptic:
    """Finds such words of one text."""

    def __init__(self, parse: Parse, lexicon: Lexicon, clock: Clock) -> None:
        self.parse, self.lexicon, self.clock = parse, lexicon, clock
        self.words, self.definite = set(lexicon.encounter_words.elliptic), set(lexicon.grammar.definite)

    def find(self, triggers: Sequence[Trigger], said: SpanIndex[Draft]) -> list[Trigger]:
        """All triggers in order, those that take up a noun among them; only where the sentence tells a day.

        Args:
            triggers: what is found already.
            said: what somebody says, whose nouns no ordinal takes up: «c'est une excursion», a-t-il dit.
        """
        found = list(triggers)
        nouns = [t for t in triggers if not t.verbal and t.entry.kind in MEETINGS and not t.entry.weak]
        own = [t for t in nouns if not said.touching(self.parse.tokens[t.i].start, self.parse.tokens[t.i].end)]
        near = {t.i for t in triggers}
        for sent in sorted({self.parse.tokens[t.i].sent + n for t in nouns for n in range(_NEAR + 1)}):
            found += [new for new in self._of(sent, nouns, own) if new.i not in near]
        return sorted(found, key=lambda t: t.first) if len(found) > len(triggers) else found

    def _of(self, sent: int, nouns: Sequence[Trigger], own: Sequence[Trigger]) -> Iterator[Trigger]:
        if sent >= len(self.parse.sentences) or not self.clock.days_of(sent):
            return
        sentence = self.parse.sentences[sent]
        for token in self.parse.tokens[sentence.first : sentence.last + 1]:
            runs = token.pos == "PRON" and self._runs(token)
            if runs or token.plain in self.words and self._alone(token):
                noun = self._taken_up(token, *((nouns, 1) if runs else (own, _NEAR)))
                if noun is not None:
                    yield Trigger(token.i, token.i, token.i, noun.entry)

    def _alone(self, token: Token) -> bool:
        """«la seconde», not «la seconde délégation» nor "first"; «celle du 14», not «celle de Berne»."""
        after = self.parse.tokens[token.i + 1] if token.i + 1 < len(self.parse.tokens) else token
        if after.pos in NOMINAL and after.i not in self.clock.by_word or token.dep.split(":")[0] not in _HEADS:
            return False
        if token.pos == "PRON":
            return any(i in self.clock.by_word for i in range(token.i + 1, token.i + 4))
        return token.i > 0 and self.parse.tokens[token.i - 1].plain in self.definite

    def _runs(self, token: Token) -> bool:
        """«Elle se tiendra lundi», "They were to resume", not «Elle a tenu une conférence», "They began a strike"."""
        verb = self.parse.tokens[token.head]
        if token.rel != "nsubj" or token.feats.get("Person") not in {None, "3"} or verb.pos not in VERBAL:
            return False
        held = listed(self.parse, verb, self.lexicon.encounter_words.running, self.lexicon)
        objects = [kid for kid in self.parse.kids(verb, "obj") if kid.pos != "PRON"]
        return held and all(f"{lemma_of(verb, self.lexicon)} {kid.plain}" in self._running for kid in objects)

    @property
    def _running(self) -> tuple[str, ...]:
        return self.lexicon.encounter_words.running

    def _taken_up(self, token: Token, nouns: Sequence[Trigger], near: int) -> Trigger | None:
        """The last noun before that agrees with it, none of another's kind between."""
        gender, number = token.feats.get("Gender"), token.feats.get("Number")
        for noun in reversed(nouns):
            head = self.parse.tokens[noun.i]
            if noun.i < token.i and token.sent - head.sent <= near:
                alike = gender is None or head.feats.get("Gender") in {None, gender}
                same = token.pos != "PRON" or number is None or head.feats.get("Number") in {None, number}
                return noun if alike and same else None
        return None
