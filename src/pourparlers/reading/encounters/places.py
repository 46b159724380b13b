"""Where an encounter is."""

from __future__ import annotations

from collections.abc import Callable

from pourparlers.language.tree import Token
from pourparlers.model import EncounterKind
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.encounters.cues import Setting, Trigger, subtree
from pourparlers.reading.encounters.placenames import PlaceNames, Where
from pourparlers.reading.encounters.reach import Reach
from pourparlers.reading.encounters.side import Side
from pourparlers.reading.encounters.status import listed
from pourparlers.reading.text.phrases import marker, markers

PLACELESS = {EncounterKind.CALL, EncounterKind.HANDOVER}


class Places:
    """Finds the places of the encounters of one text."""

    def __init__(self, resolver: Resolver, names: PlaceNames, reach: Reach, is_state: Callable[[str], bool]) -> None:
        self.cast, self.parse, self.lexicon = resolver.cast, resolver.parse, resolver.lexicon
        self.names, self.reach, self.is_state = names, reach, is_state

    def of(self, trigger: Trigger, setting: Setting) -> Where | None:
        """Where the encounter of a word is, None where nothing tells."""
        kind = EncounterKind(trigger.entry.kind)
        if kind is EncounterKind.CALL:
            return None
        token = self.parse.tokens[trigger.i]
        barred = self._recipients(trigger, token) if kind in PLACELESS else set()
        own = self.reach.own(token, trigger, setting)
        return (
            self._bound(trigger, token)
            or self.names.where(own, token, barred)
            or self._of_place(trigger, token)
            or self._visited(trigger, token)
            or self.names.where(self.reach.clause(trigger, setting), token, barred)
            or self._host(trigger, setting)
        )

    def _recipients(self, trigger: Trigger, token: Token) -> set[int]:
        """Who is given something is no place: «remis à Washington»."""
        wanted = {
            form for role in trigger.entry.parties if ":" in role for form in markers(self.lexicon, role.split(":")[1])
        }
        out: set[int] = set()
        kids = list(self.parse.kids(token, "obl", "nmod", "iobj"))
        kids += [k for given in self.parse.kids(token, "obj") for k in self.parse.kids(given, "nmod")]
        for kid in kids:
            mention = self.cast.names.get(kid.i)
            if marker(self.parse, kid) in wanted and mention is not None and mention.kind.value != "place":
                out |= subtree(self.parse, kid)
        return out

    def _of_place(self, trigger: Trigger, token: Token) -> Where | None:
        """«les pourparlers de Genève», "the Geneva talks"."""
        if trigger.verbal or trigger.entry.public:
            return None
        genitives = {form for word in self.lexicon.grammar.genitive for form in markers(self.lexicon, word)}
        kids = [
            k
            for k in self.parse.kids(token, "nmod", "compound")
            if (m := self.cast.names.get(k.i)) and m.kind.value == "place"
        ]
        for kid in kids:
            if marker(self.parse, kid) in genitives or kid.rel == "compound":
                mention = self.cast.names[kid.i]
                return Where(self.parse.slice(mention.first, mention.last), kid.i, mention.id)
        strange = (k for k in self.parse.kids(token, "nmod") if marker(self.parse, k) in genitives)
        return next((town for k in strange if self.names.stayed_in(k) and (town := self.names.strange(k))), None)

    def _visited(self, trigger: Trigger, token: Token) -> Where | None:
        """ "visited Hanoi": the town that one visits is where one is."""
        if not trigger.verbal or trigger.entry.kind != EncounterKind.VISIT or "obj" not in trigger.entry.parties:
            return None
        names = self.cast.names
        found = [m for k in self.parse.kids(token, "obj", "nsubj:pass") if (m := names.get(k.i))]
        towns = (m for m in found if m.kind.value in {"place", "capital"})
        known = next((Where(self.parse.slice(m.first, m.last), m.first, m.id) for m in towns), None)
        return known or next((town for k in self.parse.kids(token, "obj") if (town := self.names.strange(k))), None)

    def _bound(self, trigger: Trigger, token: Token) -> Where | None:
        """«s'envolera dimanche pour Bagdad»: the place after the preposition that the entry tells."""
        wanted = {role.partition(":")[2] for role in trigger.entry.parties if role.startswith("place:")}
        names = self.cast.names
        for kid in self.parse.kids(token, "obl", "nmod") if wanted else ():
            mention = names.get(kid.i)
            if marker(self.parse, kid) in wanted and mention and mention.kind.value in {"capital", "place", "state"}:
                return Where(self.parse.slice(mention.first, mention.last), mention.first, mention.id)
        return None

    def _host(self, trigger: Trigger, setting: Setting) -> Where | None:
        """«Genève accueille les négociations»."""
        verb = setting.verb
        if (
            trigger.verbal
            or verb is None
            or not listed(self.parse, verb, self.lexicon.encounter_words.hosting, self.lexicon)
        ):
            return None
        subject = self.parse.kid(verb, "nsubj")
        mention = self.cast.names.get(subject.i) if subject is not None else None
        if mention is None or mention.kind.value not in {"place", "capital", "state"}:
            return None
        return Where(self.parse.slice(mention.first, mention.last), mention.first, mention.id)

    def further(self, where: Where) -> Side:
        """«une visite à Skopje et à Tirana»: the states of the places told with the first."""
        names = self.cast.names
        found = [names[kid.i] for kid in self.parse.kids(self.parse.tokens[where.first], "conj") if kid.i in names]
        return Side(tuple(m.id for m in found if m.kind.value in {"capital", "place", "state"}))

    def palace(self, where: Where) -> Side:
        """«Reçu mercredi au palais de Carthage»: whose palace it is, is the host."""
        mention = self.cast.names.get(where.first)
        host = mention is not None and mention.kind.value == "metonym" and where.state
        # The Hofburg in Vienna houses the OSCE: whoever negotiates in it need not be its guest.
        return Side((where.state,)) if host and where.state and self.is_state(where.state) else Side()
