"""Who mediates in a text, and so is no side of what is negotiated."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.roles import RolePhrase
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.find import lemma_of
from pourparlers.reading.encounters.side import Side
from pourparlers.reading.text.phrases import marker

# Words after a participle within which its agent is named.
_AGENT = 8


class Mediators:
    """Finds the parties of those whom one text calls mediators, or under whose auspices it lets others meet."""

    def __init__(self, resolver: Resolver) -> None:
        self._cast, self._parse = resolver.cast, resolver.parse
        self._lexicon = resolver.lexicon
        self._words = resolver.lexicon.encounter_words

    def parties(self) -> frozenset[str]:
        """«le médiateur brunéien», "the mediator, Brunei's minister", «sous la médiation du ministre cap-verdien»."""
        found = [party for role in self._cast.roles if self._mediates(role) for party in self._of(role)]
        return frozenset([*found, *self._auspices(), *self._chairs()])

    def _mediates(self, role: RolePhrase) -> bool:
        words = self._parse.tokens[role.noun_first : role.noun_last + 1]
        return any(token.lemma in self._words.mediators for token in words)

    def _of(self, role: RolePhrase) -> Iterator[str]:
        bearer = self._cast.bearer.get(role.first)
        head = self._parse.tokens[role.head]
        beside = [self._cast.role_at.get(kid.i) for kid in self._parse.kids(head, "appos")]
        told = [role.party, bearer.party if bearer else None, *(other.party for other in beside if other)]
        yield from (party for party in told if party)

    def _chairs(self) -> Iterator[str]:
        """Whoever chairs an encounter, as the subject of the verb."""
        nouns = self._lexicon.encounter_nouns
        for verb in self._parse.tokens:
            met = self._parse.kid(verb, "obj") if lemma_of(verb, self._lexicon) in self._words.chairing else None
            if met is not None and (met.lemma in nouns or met.plain in nouns):
                for subject in self._parse.kids(verb, "nsubj"):
                    yield from self._named(subject)

    def chair(self, token: Token) -> Side:
        """ "The sessions, led by envoy Ann Lee", «les débats conduits par M. Roy»: the others are still to be told."""
        side = Side()
        for verb in self._parse.kids(token, "acl", "amod"):
            if lemma_of(verb, self._lexicon) in (*self._words.chairing, *self._words.led):
                side += self._led_by(verb)
        return side

    def _led_by(self, verb: Token) -> Side:
        """Whom the words after the preposition of an agent name first, wherever the tree hangs them."""
        after = self._parse.tokens[verb.i + 1 : verb.i + _AGENT]
        if not after or after[0].plain not in self._lexicon.grammar.agent:
            return Side()
        party = next((party for token in after[1:] if (party := self._party(token.i))), None)
        persons = (self._cast.person_at.get(token.i) for token in after[1:])
        person = next((one for one in persons if one is not None and one.party == party), None)
        return Side((party,), (person.id,) if person else (), under=(party,)) if party else Side()

    def _auspices(self) -> Iterator[str]:
        for token in self._parse.tokens:
            if token.lemma in self._words.auspices and marker(self._parse, token) in self._words.under:
                yield from self._named(token)

    def _named(self, token: Token) -> Iterator[str]:
        """Whose the phrase of a word is; of a list the first."""
        told = (party for i in range(token.left, token.right + 1) if (party := self._party(i)))
        first = next(told, None)
        if first is not None:
            yield first

    def _party(self, i: int) -> str | None:
        known = self._cast.person_at.get(i) or self._cast.role_at.get(i)
        if known is not None:
            return known.party
        mention = self._cast.names.get(i)
        person = self._cast.person_at.get(mention.last + 1) if mention is not None else None
        if mention is not None and mention.kind is NameKind.DEMONYM and person is not None and person.party:
            return person.party  # «l'Autrichien Léon Prant, émissaire de l'Union»
        return self._cast.party_of(mention.id) if mention is not None else None
