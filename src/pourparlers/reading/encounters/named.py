"""Whom a noun phrase of a text names or takes up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.encounters.side import Side
from pourparlers.reading.encounters.table import NAMING, Table
from pourparlers.reading.text.phrases import conjuncts, genitives, marker
from pourparlers.reading.text.spans import SpanIndex

# An office begins so many words before a nationality in it, at most.
OFFICE = 4
STOP = frozenset({"acl:relcl", "parataxis", "advcl", "acl", "ccomp", "csubj", "cop"})


class Named:
    """Reads the phrases of one text.

    Attributes:
        table: between whom the text plays.
    """

    def __init__(self, resolver: Resolver, drafts: Sequence[Draft]) -> None:
        self.resolver = resolver
        self.parse: Parse = resolver.parse
        self.lexicon = resolver.lexicon
        self.words = resolver.lexicon.encounter_words
        self._said: SpanIndex[Draft] = SpanIndex()
        for draft in drafts:
            for span in draft.content:
                self._said.add(*span, draft)
        self._mentions: dict[int, list[Mention]] = {}
        for mention in resolver.cast.mentions:
            for i in range(mention.first, mention.last + 1):
                self._mentions.setdefault(i, []).append(mention)
        self.table = Table(resolver, drafts)

    def named(self, token: Token, own: bool = False) -> Side:
        """Parties and persons in a noun phrase and those coordinated with it.

        Args:
            token: its head.
            own: whether the phrase is the encounter itself, so that only what is named in it counts.
        """
        side = Side()
        for i in self._inside(token):
            side += self._at(i)
        if own or side.parties:
            return side if own else side + self.opponents(token)
        counted = self._counted(token)
        if counted:
            return side + Side(count=counted)
        for part in conjuncts(self.parse, token):
            side += self._resolved(part)
        return side

    def opponents(self, token: Token) -> Side:
        """«le gouvernement malien et les groupes armés», "the government and the opposition": who has no name."""
        side = Side()
        for part in conjuncts(self.parse, token):
            named = any(self._at(i).parties for i in self._inside(part))
            found = self.resolver.resolve(part, None, False) if not named and self._opposes(part) else None
            groups = tuple(i for i in found.ids if i.startswith("group:")) if found else ()
            side += Side(found.parties or groups, closed=bool(groups)) if found else Side()
        return side

    def _opposes(self, token: Token) -> bool:
        kinds = {token.lemma, *(f"{token.lemma} {kid.lemma}" for kid in self.parse.kids(token, "amod"))}
        kinds |= {f"{kid.lemma} {token.lemma}" for kid in self.parse.kids(token, "amod", "compound")}
        return not kinds.isdisjoint(self.words.opponents)

    def _inside(self, token: Token) -> list[int]:
        """The words of a phrase, without clauses and without what it deals with («l'envoyé pour la Syrie»)."""
        out, queue = [token.i], [token]
        while queue:
            at = queue.pop()
            for kid in self.parse.kids(at):
                if kid.dep in STOP or kid.rel == "punct" or self._topical(kid):
                    continue
                if kid.rel == "appos" and at is not token and kid.i not in self.resolver.cast.person_at:
                    continue
                out.append(kid.i)
                queue.append(kid)
        return sorted(out)

    def _topical(self, token: Token) -> bool:
        mark = marker(self.parse, token)
        if token.dep == "nmod:poss" or mark in self.lexicon.grammar.name_genitive or self._of_origin(token, mark):
            return False
        return (
            mark is not None
            and mark not in self.words.joint
            and mark not in genitives(self.lexicon)
            and mark not in self.lexicon.grammar.agent
        )

    def _of_origin(self, token: Token, mark: str | None) -> bool:
        """ "Delegations from Rwanda and Burundi met": whose people they are, not where they come from."""
        head, cast = self.parse.tokens[token.head], self.resolver.cast
        people = head.i in cast.role_at or head.lemma in self.lexicon.scope.collective_nouns
        return mark in self.words.origin and people

    def _at(self, i: int) -> Side:
        cast = self.resolver.cast
        person = cast.person_at.get(i)
        if person is not None:
            return Side((person.party,) if person.party else (), (person.id,))
        mention = cast.names.get(i)
        if mention is not None and self._of_person(mention):
            return Side()
        if mention is not None and mention.first == i or mention is not None and "-" in self.parse.tokens[i].text:
            return self._names(i)
        role = cast.role_at.get(i)
        if role is not None:
            bearer = cast.bearer.get(role.first)
            if bearer is not None:
                return Side((bearer.party,) if bearer.party else (), (bearer.id,))
        return Side()

    def _of_person(self, mention: Mention) -> bool:
        """«l'Autrichien Léon Prant, émissaire de l'Union», "Ann Moyo of Botswana, the Union's envoy"."""
        persons, cast = self.resolver.cast.person_at, self.resolver.cast
        if mention.kind is NameKind.ADJECTIVE:
            # «l'envoyé maltais de l'Union, Luc Saliba»
            near = cast.roles_within(mention.first - OFFICE, mention.first)
            held = next((role for role in near if role.last >= mention.last), None)
            person = cast.bearer.get(held.first) if held is not None else None
        elif mention.kind is NameKind.DEMONYM:
            person = persons.get(mention.last + 1)
        else:
            person = persons.get(self.parse.tokens[mention.last].head) if mention.kind is NameKind.STATE else None
        return person is not None and person.party not in {None, self.resolver.cast.party_of(mention.id)}

    def _names(self, i: int) -> Side:
        """What a word names; «russo-américain» names two."""
        parties = [self.resolver.cast.party_of(m.id) for m in self._mentions.get(i, ()) if m.kind in NAMING]
        return Side(tuple(dict.fromkeys(p for p in parties if p)))

    def counted(self, words: set[int]) -> Side:
        """Parties that a clause only counts: "obliges both sides"."""
        return Side(count=max((self._counted(self.parse.tokens[i]) for i in words), default=0))

    def _counted(self, token: Token) -> int:
        """How many a phrase without names counts: «les deux pays», "both delegations"."""
        for i in self._inside(token):
            head = self.parse.tokens[i]
            if head.lemma not in self.lexicon.grammar.sides and head.lemma not in self.lexicon.scope.collective_nouns:
                continue
            for kid in (*self.parse.kids(head, "nummod", "det", "amod"), self.parse.tokens[max(i - 1, 0)]):
                if kid.lower in self.words.count:
                    return self.words.count[kid.lower]
        return 0

    def said_at(self, at: int) -> Iterable[Draft]:
        """The statements whose content holds a character."""
        return self._said.touching(at, at + 1)

    def before(self, i: int, sentences: int = 4, start: int = 0) -> list[str]:
        """The parties told before a word, the last first; no further than some sentences, or a character."""
        here = self.parse.tokens[i].sent
        out: list[str] = []
        for at in range(i - 1, -1, -1):
            token = self.parse.tokens[at]
            if here - token.sent > sentences or token.start < start:
                break
            out += [p for p in self._at(at).parties if self.table.knows(p) and p not in out]
        return out

    def _resolved(self, token: Token) -> Side:
        spoken = self._first_person(token)
        if spoken is not None:
            return spoken
        if token.feats.get("Number") == "Plur" and token.lemma in self.lexicon.grammar.sides and not self.table.sides:
            # "the delegations met", where more than two negotiate.
            return Side(all=True)
        found = self.resolver.resolve(token, None, False)
        if found is None:
            return Side()
        persons = tuple(i for i in found.ids if i.startswith("person:"))
        return Side(found.parties, persons)

    def _first_person(self, token: Token) -> Side | None:
        """«Nous avons remis notre texte», said by somebody: the party of whoever says it."""
        if token.feats.get("Person") != "1":
            return None
        for draft in self.said_at(token.start):
            if draft.speaker:
                persons = tuple(i for i in draft.speaker.ids if i.startswith("person:"))
                return Side(draft.speaker.parties, persons)
        return Side()
