"""The names of places among the words of a text, as one says where an encounter was."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice, takewhile
from typing import NamedTuple

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.find import VERBAL, lemma_of
from pourparlers.reading.text.phrases import marker, markers

LOCAL = {NameKind.CAPITAL, NameKind.PLACE, NameKind.STATE, NameKind.METONYM}
# Words of a role before what its holder is in charge of.
OFFICE = 8
# How many words above a name may tell that it is what the encounter is about.
FAR = 5


class Where(NamedTuple):
    """A place as written, its words, and the state it lies in or is."""

    text: str
    first: int
    state: str | None


class PlaceNames:
    """Finds them in one text.

    Args:
        resolver: who is who in the text.
        dated: the words that tell a time.
    """

    def __init__(self, resolver: Resolver, dated: Collection[int]) -> None:
        self.resolver, self.by_word = resolver, dated
        self.parse: Parse = resolver.parse
        self.lexicon = resolver.lexicon
        self._genitives = {form for word in self.lexicon.grammar.genitive for form in markers(self.lexicon, word)}

    def where(self, words: set[int], near: Token, barred: Iterable[int] = ()) -> Where | None:
        """The place that a preposition marks among some words, the nearest."""
        words = words - set(barred)
        found = [place for i in sorted(words) if (place := self._place(self.parse.tokens[i], near))]
        return min(found, key=lambda place: _far(place.first, near.i), default=None)

    def _place(self, token: Token, near: Token) -> Where | None:
        first = self._first_word(token)
        if first is None or not self._marked(first, token) or self._owns(token) or self._deeper(token, near):
            return None
        kinds = self.lexicon.encounter_words.capital
        if token.lemma in kinds:
            return self._of_kind(token) or (self._capital(token) if token.lemma == kinds[0] else None)
        cast = self.resolver.cast
        mention = cast.names.get(token.i)
        if mention is not None:
            town = self.parse.tokens[max(token.i - 3, 0)]
            told = town.pos == "PROPN" and self._before_state(town)
            if mention.kind not in LOCAL or mention.first != token.i or told:
                return None
            return None if self._topic(token, mention, near) else Where(self._written(mention), token.i, mention.id)
        if token.i in self.by_word:
            return None
        if token.i in cast.person_at or token.i in cast.role_at or token.pos != "PROPN" or not _is_name(token):
            return None
        before = self.parse.tokens[token.i - 1] if token.i else token
        article = before.pos == "DET" or before.plain in self.lexicon.grammar.contracted_articles
        if self.parse.kid(token, "det") is not None or token.rel == "compound":
            # "at the Crown Tribunal": a house, not a town
            return None
        if article and any(role.first <= token.i <= role.last for role in cast.roles_within(token.i - OFFICE, token.i)):
            # «le commissaire européen à la Pêche», not «les ministres des deux pays à Ipiales»
            return None
        last = token.i
        while (
            last + 1 < len(self.parse.tokens)
            and self.parse.tokens[last + 1].head == token.i
            and self.parse.tokens[last + 1].rel in {"flat", "fixed"}
        ):
            last += 1
        return Where(self.parse.slice(token.i, last), token.i, None)

    def _owns(self, token: Token) -> bool:
        """ "due to Israel's refusal": whose it is, not where."""
        return token.dep == "nmod:poss"

    def _deeper(self, token: Token, near: Token) -> bool:
        """«des pourparlers sur le sort de registres conservés à Sofia»: where a participle has another noun."""
        for above in self.parse.ancestors(token):
            if above.i == near.i or above.left <= near.i <= above.right:
                return False
            if above.rel == "acl" and above.pos in VERBAL:
                return above.head != near.i and not self._agrees(above, near)
        return False

    def _agrees(self, participle: Token, near: Token) -> bool:
        """«la conférence des pays riverains ouverte à Lima»: by its gender it is the conference that was opened."""
        gender, own = participle.feats.get("Gender"), near.feats.get("Gender")
        opened = lemma_of(participle, self.lexicon) in self.lexicon.encounter_words.happening
        return opened and (gender is None or own is None or gender == own)

    def _topic(self, token: Token, mention: Mention, near: Token) -> bool:
        """ "talks on the situation in Syria", «des pourparlers sur le conflit en Ukraine»: what they are about."""
        if mention.kind is not NameKind.STATE:
            return False
        between = takewhile(lambda above: above.i != near.i, islice(self.parse.ancestors(token), FAR))
        # "planned for June in Kuwait" tells when and where.
        told = (above for above in between if above.i not in self.by_word)
        return any(marker(self.parse, above) in self.lexicon.encounter_words.about for above in told)

    def _written(self, mention: Mention) -> str:
        """«au Caire» is «Le Caire»."""
        name = plain_name(self.parse.slice(mention.first, mention.last))
        before = self.parse.tokens[mention.first - 1].plain if mention.first else ""
        if before not in self.lexicon.grammar.contracted_articles:
            return name
        rows = self.resolver.cast.context.world.names.values()
        known = (row.written for some in rows for row in some if row.id == mention.id)
        return next((one for one in known if one.partition(" ")[2] == name), name)

    def strange(self, token: Token) -> Where | None:
        """A town of which only the text knows: a name that is nobody's and nothing's."""
        cast = self.resolver.cast
        known = token.i in cast.names or token.i in cast.person_at or token.i in cast.role_at
        if known or token.pos != "PROPN" or token.i in self.by_word or not token.text[0].isupper():
            return None
        last = token.i
        while last < token.right and self.parse.tokens[last + 1].rel in {"flat", "fixed"}:
            last += 1
        return Where(self.parse.slice(token.i, last), token.i, None)

    def stayed_in(self, token: Token) -> bool:
        """Whether one is in a town or goes there: «la visite d'Ungheni», where «à Ungheni» is told too."""
        others = (t for t in self.parse.tokens if t.text == token.text and t.i and t.i != token.i)
        placed = any(self.parse.tokens[t.i - 1].plain in self._prepositions() for t in others)
        return placed or self._before_state(token)

    def _before_state(self, token: Token) -> bool:
        """«Lublin, en Pologne»: the name of a town, with its state after it."""
        after = self.parse.tokens[token.i + 1 : token.i + 4]
        mention = self.resolver.cast.names.get(after[2].i) if len(after) > 2 else None
        placed = mention is not None and mention.kind is NameKind.STATE and after[0].text == ","
        return placed and after[1].plain in self._prepositions()

    def _first_word(self, token: Token) -> int | None:
        mention = self.resolver.cast.names.get(token.i)
        return mention.first if mention is not None else token.i

    def _marked(self, first: int, token: Token) -> bool:
        tokens = self.parse.tokens
        if marker(self.parse, token) in self._prepositions():
            return True
        at = first - 1
        while (
            at >= 0
            and tokens[at].pos in {"DET", "ADJ"}
            and tokens[at].plain not in self._prepositions()
        ):
            at -= 1
        if at < 0 or tokens[at].sent != token.sent or tokens[at].plain not in self._prepositions():
            return False
        article = any(t.pos == "DET" for t in tokens[at + 1 : first])
        mention = self.resolver.cast.names.get(token.i)
        if (
            article
            and mention is not None
            and mention.kind is NameKind.STATE
            and tokens[at].lower == self._prepositions()[0]
        ):
            return False
        return tokens[at - 1].i not in self.resolver.cast.role_at if at else True

    def _prepositions(self) -> tuple[str, ...]:
        return self.lexicon.encounter_words.place_prepositions

    def _of_kind(self, token: Token) -> Where | None:
        """«dans le village frontalier de Sadakhlo», "in the border town of Kasane": the name alone."""
        for kid in self.parse.kids(token, "nmod", "appos", "flat"):
            mark = marker(self.parse, kid)
            if kid.pos != "PROPN" or kid.i < token.i or (mark is not None and mark not in self._genitives):
                continue
            mention = self.resolver.cast.names.get(kid.i)
            last = kid.i
            while last < kid.right and self.parse.tokens[last + 1].rel in {"flat", "fixed"}:
                last += 1
            if mention is not None and mention.kind in LOCAL:
                return Where(plain_name(self.parse.slice(mention.first, mention.last)), kid.i, mention.id)
            return Where(self.parse.slice(kid.i, last), kid.i, None) if mention is None else None
        return None

    def _capital(self, token: Token) -> Where | None:
        """«dans la capitale cap-verdienne»: as written, unless the article names the capital."""
        state = next(
            (
                self.resolver.cast.names[i].id
                for i in range(token.left, token.right + 1)
                if i in self.resolver.cast.names
            ),
            None,
        )
        if state is None:
            return None
        for mention in self.resolver.cast.mentions:
            if mention.kind is NameKind.CAPITAL and mention.id == state:
                return Where(plain_name(self.parse.slice(mention.first, mention.last)), token.i, state)
        return Where(self.parse.slice(token.left, token.right), token.i, state)


def _is_name(token: Token) -> bool:
    """«Tete», not "COVID19"."""
    return token.text[0].isupper() and not any(letter.isdigit() for letter in token.text)


def plain_name(name: str) -> str:
    """A place's name, also where a dateline has it in capitals."""
    return name.title() if name.isupper() and len(name) > 3 else name


def _far(at: int, near: int) -> float:
    return at - near if at > near else 1.5 * (near - at)
