"""Where the reporter's own words after a speaker end: «…, a dit Jane Doe, la vice-ministre, qui cite un expert.»"""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.text.phrases import markers

PAUSES = {",", "–", "—"}
OPENING = {"«", "“", '"'}
NOMINAL = {"DET", "NOUN", "PROPN", "ADJ", "NUM", "X"}


class Tail:
    """Reads on from the mark after a speaker.

    Args:
        resolver: of the text.
        limit: the last word of the sentence.
        complete: whether what stands before the speaker is a clause; where it is none («Le pont, a dit Jane Doe,
            sera fermé»), its predicate must follow.
        opening: whether the speaker opens the sentence («Selon Kiev, …»), so that nothing is said before.
        named: whether a noun tells the speaker, on which clauses may hang; none hangs on a pronoun («C'est elle,
            raconte-t-il, qui a quitté la table»).
    """

    def __init__(
        self, resolver: Resolver, limit: int, complete: bool, opening: bool = False, named: bool = True
    ) -> None:
        self.resolver = resolver
        self.parse: Parse = resolver.parse
        self.grammar = resolver.lexicon.grammar
        self.limit = limit
        self.complete = complete
        self.opening = opening
        self.named = named

    def end(self, mark: int, speaker: int) -> int:
        """The mark after which the content goes on; the sentence's last word where nothing more is said.

        Args:
            mark: the comma after the speaker.
            speaker: the first word of the reporter's stretch, for what hangs on it.
        """
        at, begun, open_ = mark, False, False
        while at < self.limit:
            stop = next((i for i in range(at + 1, self.limit) if self.parse.tokens[i].text in PAUSES), self.limit)
            if stop <= at + 1:
                at = stop
                continue
            finite = any(t.feats.get("VerbForm") == "Fin" for t in self.parse.tokens[at + 1 : stop])
            closes = open_ and finite and self.parse.tokens[at + 1].pos in {"VERB", "AUX", "PRON", "ADV"}
            if not (closes or self._reported(at + 1, stop - 1, speaker, begun)):
                return at
            # «…, tranche Oslo, dont le négociateur, Lars Dahl, | exige le triple»
            open_ = (open_ or self._relative(self.parse.tokens[at + 1])) and not finite
            begun = begun or self._modifies(at + 1, stop - 1)
            at = stop
        return self.limit

    def _reported(self, first: int, last: int, speaker: int, begun: bool) -> bool:
        """Whether the words between two commas are the reporter's."""
        token = self.parse.tokens[first]
        if self._modifies(first, last) or self._channel(first, last) or self._withheld(first):
            return True
        if self.complete and self._despite(first):
            return True
        if begun and self.complete:
            return not self._clause(first, last)
        nominal = self.named and token.pos in NOMINAL and not self._finite(first, last)
        return nominal and self._apposed(first, last, speaker)

    def _modifies(self, first: int, last: int) -> bool:
        """A relative clause («, qui attend une pièce») or a participle («, citant un expert», «, en sortant»)."""
        token = self.parse.tokens[first]
        if self._relative(token):
            return self.named and token.pos != "SCONJ" and token.lower not in self.grammar.that
        if not (self.complete or self.opening):
            return False
        after = self.parse.tokens[first + 1] if first < last else None
        that = after is not None and after.plain in self.grammar.that and after.pos == "SCONJ"
        if that and token.feats.get("Tense") != "Pres":
            return False  # «pourvu que», "provided that"; ", adding that" is the reporter's
        present = after is not None and (after.feats.get("Tense") == "Pres" or after.feats.get("VerbForm") == "Ger")
        gerund = token.pos in {"ADP", "SCONJ"} and present  # ", en sortant", ", without elaborating"
        return _participle(self.parse, token) or (gerund and after is not None and _participle(self.parse, after))

    def _relative(self, token: Token) -> bool:
        return token.feats.get("PronType") == "Rel" or token.lower in self.grammar.relative

    def _channel(self, first: int, last: int) -> bool:
        """«, dans un communiqué», "in an interview": what the words came through."""
        token = self.parse.tokens[first]
        nouns = self.resolver.lexicon.scope.channel_nouns
        told = (t.lemma in nouns or t.lower in nouns for t in self.parse.tokens[first + 1 : last + 1])
        to = markers(self.resolver.lexicon, next(iter(self.grammar.contracted), ""))  # «au micro de la radio»
        return token.lower in {*self.grammar.channel, *self.grammar.inside, *to} and any(told)

    def _despite(self, first: int) -> bool:
        """«…, a dit la ministre, en dépit des objections de Rome»: what the reporter holds against it."""
        token, after = self.parse.tokens[first : first + 2]
        return token.pos == "ADP" and {token.lower, f"{token.lower} {after.lower}"} & {*self.grammar.despite} != set()

    def _withheld(self, first: int) -> bool:
        """«, sans préciser lesquels», «, sans autre précision», "without elaborating": what was not told."""
        scope = self.resolver.lexicon.scope
        after = self.parse.tokens[first + 1 : first + 3]
        untold = any(t.lemma in scope.withheld or t.lower in scope.withheld for t in after)
        return self.parse.tokens[first].lower in scope.without and untold

    def _apposed(self, first: int, last: int, speaker: int) -> bool:
        """«, la vice-ministre», «, Nadia Ferhaoui»: a person, a role, or what the tree hangs on the speaker."""
        cast = self.resolver.cast
        if self.opening:  # «Selon deux sources, l'Iran, qui a décliné l'invitation, …»: an article opens the clause
            if self.parse.tokens[first].pos == "DET":
                return self._presents(first, last, speaker)
            return first in cast.person_at or first in cast.role_at
        if any(i in cast.person_at or i in cast.role_at for i in range(first, min(first + 4, last + 1))):
            return True
        heads = (t for t in self.parse.tokens[first : last + 1] if not first <= t.head <= last)
        return any(t.rel in {"appos", "flat"} and speaker <= t.head < first for t in heads)

    def _presents(self, first: int, last: int, speaker: int) -> bool:
        """«Selon Luis Paz, | le porte-parole du port, | « la digue tient »»: a role, then a clause or its marks."""
        cast, after = self.resolver.cast, self.parse.tokens[min(last + 2, self.limit)]
        named = any(i in cast.person_at for i in range(speaker, first))
        role = any(i in cast.role_at for i in range(first + 1, min(first + 5, last + 1)))
        opens = after.text in OPENING or after.pos in {"DET", "PROPN"}
        return named and role and opens and self._finite(after.i, self.limit)

    def _finite(self, first: int, last: int) -> bool:
        """Whether a finite verb stands in a stretch, outside its relative clauses."""
        for token in self.parse.tokens[first : last + 1]:
            if token.feats.get("PronType") == "Rel":
                return False
            if token.feats.get("VerbForm") == "Fin":
                return True
        return False

    def _clause(self, first: int, last: int) -> bool:
        return self.parse.tokens[first].pos in {*NOMINAL, "PRON", "SCONJ"} and self._finite(first, last)


def _participle(parse: Parse, token: Token) -> bool:
    """A participle or "-ing" form without an auxiliary."""
    form = token.feats.get("VerbForm")
    return token.pos == "VERB" and form in {"Part", "Ger"} and parse.kid(token, "aux", "cop") is None
