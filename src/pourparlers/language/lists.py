"""Lists of names mended where the parser has torn them apart."""

from __future__ import annotations

from dataclasses import dataclass

from pourparlers.language.tree import Parse, Sentence, Token

# A list of three or more; two names the parser joins well enough, but after «entre».
LEAST = 3
OPENS = {"PROPN", "DET"}


@dataclass(frozen=True)
class ListWords:
    """Prepositions before a list of names.

    `between` those who meet; `by` those who act («signé par l'Égypte, la Jordanie et l'Irak»); `members` of whom a noun
    before tells; `of` what an office is in charge of («le ministre des Mines, de l'Eau et du Pétrole»).
    """

    between: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


def mend_lists(parse: Parse, sentence: Sentence, words: ListWords) -> bool:
    """Join the names of lists of a sentence in place; whether any was torn.

    «Le Pérou, le Chili et la Bolivie ont repris leurs discussions», where the tree has Peru as an adverbial and Chile
    as the subject; «entre le Pérou et le Chili», where it has Chile as a subject.
    """
    torn = False
    at = sentence.first
    while at <= sentence.last:
        if parse.tokens[at].pos not in OPENS:
            at += 1
            continue
        items = _list_at(parse, at, sentence.last)
        if len(items) > 1:
            found = _List(parse, sentence, items, words)
            torn = (found.part() if _joined(items) else found.join()) or torn
        at = items[-1].i + 1 if items else at + 1
    return torn


def _list_at(parse: Parse, at: int, last: int) -> list[Token]:
    """The heads of the names «A, B et C» that begin at a word, articles allowed; of one name, that name."""
    heads: list[Token] = []
    closed = False
    while at <= last:
        first = at + (parse.tokens[at].pos == "DET")
        end = first
        while end <= last and parse.tokens[end].pos == "PROPN":
            end += 1
        if end == first:
            break
        heads.append(_head(parse, first, end))
        if closed or end > last or not (parse.tokens[end].text == "," or parse.tokens[end].pos == "CCONJ"):
            return heads if closed else heads[:1]
        # "Peru, Chile, and Bolivia"
        end += end < last and parse.tokens[end].text == "," and parse.tokens[end + 1].pos == "CCONJ"
        closed, at = parse.tokens[end].pos == "CCONJ", end + 1
    return heads[:1]


def _head(parse: Parse, first: int, end: int) -> Token:
    return next((t for t in parse.tokens[first:end] if not first <= t.head < end or t.head == t.i), parse.tokens[first])


def _joined(items: list[Token]) -> bool:
    places = {item.i for item in items}
    return all(item.rel == "conj" and item.head in places for item in items[1:])


def _hang(token: Token, head: Token, dep: str) -> None:
    token.head, token.dep, token.rel = head.i, dep, dep.partition(":")[0]


class _List:
    """A list of names in a sentence."""

    def __init__(self, parse: Parse, sentence: Sentence, items: list[Token], words: ListWords) -> None:
        self.parse = parse
        self.first, self.later = items[0], items[1:]
        self.places = {item.i for item in items}
        self.words = words
        self.sentence = sentence
        self.verb = self._verb(sentence)
        case = parse.kid(self.first, "case")
        self.case = case.lower if case is not None else None
        self.root = sentence.root

    def join(self) -> bool:
        """Hang the later names on the first, and the first, or the noun that they tell of, where the list stands."""
        if self.root in self.places and not self._uproot():
            return False
        # «Accusés par le Pérou, le Chili et la Bolivie ont démenti»: where a verb follows, the list may begin later.
        agents = self.case in self.words.by and self.verb is None
        if (agents or self.case in self.words.between) and self._free(self.first):
            return self._hang_later()
        subject = self._subject()
        if len(self.later) + 1 < LEAST or subject is None or self.verb is None or not self._free(self.verb):
            return False
        if self.case is None:
            _hang(self.first, self.verb, subject.dep)
            return self._hang_later()
        noun = self._members()
        if noun is not None:
            _hang(noun, self.verb, subject.dep)
            return self._hang_later()
        return False

    def _uproot(self) -> bool:
        """"Chad, Mali, and Kenya have pledged funds": the verb after the list is the root, no name of it."""
        first, verb = self.first, self.verb
        if first.i != self.root or verb is None or verb.head not in self.places or len(self.later) + 1 < LEAST:
            return False
        if self._subject() is None or self.case is not None:
            return False
        for kid in self.parse.kids(first):
            kid.head = verb.i if kid.i > verb.i else kid.head
        _hang(verb, verb, "root")
        _hang(first, verb, "nsubj")
        self.sentence.root = self.root = verb.i
        return True

    def part(self) -> bool:
        """ "In Oslo, Peru and Chile signed": the place before the list is none of it, if the verb has no subject."""
        verb, start = self.verb, self.later[0]
        placed = self.case is not None and self.case not in (*self.words.between, *self.words.by)
        if not placed or len(self.later) + 1 < LEAST or verb is None or self.root in self.places:
            return False
        finite = verb.feats.get("VerbForm") == "Fin" or self.parse.kid(verb, "aux") is not None
        subjects = list(self.parse.kids(verb, "nsubj"))
        # "After talks in Oslo, Peru, Chile and Bolivia signed": what has a preposition is no subject either.
        if not finite or not self._free(verb) or any(self.parse.kid(kid, "case") is None for kid in subjects):
            return False
        for kid in subjects:
            _hang(kid, verb, "obl")
        _hang(start, verb, "nsubj")
        for item in self.later[1:]:
            _hang(item, start, "conj")
        return True

    def _hang_later(self) -> bool:
        for item in self.later:
            _hang(item, self.first, "conj")
        return True

    def _free(self, token: Token) -> bool:
        """Whether nothing above a word is of the list, so that no circle comes about."""
        return not any(above.i in self.places for above in self.parse.ancestors(token))

    def _verb(self, sentence: Sentence) -> Token | None:
        """The verb that begins right after the list."""
        if self.later[-1].i + 1 > sentence.last:
            return None
        after = self.parse.tokens[self.later[-1].i + 1]
        if after.pos == "AUX" and after.rel == "aux":
            return self.parse.tokens[after.head]
        return after if after.pos == "VERB" else None

    def _subject(self) -> Token | None:
        """The name of the list that the tree has as the subject of that verb."""
        if self.verb is None:
            return None
        items = (self.first, *self.later)
        return next((item for item in items if item.head == self.verb.i and item.rel == "nsubj"), None)

    def _members(self) -> Token | None:
        """ "Delegates from Peru, Chile and Bolivia gathered": the noun right before, bare of a preposition."""
        noun, verb = self.parse.tokens[self.first.head], self.verb
        near = noun.pos == "NOUN" and noun.i != self.root and self.first.left - 1 <= noun.i < self.first.i
        bare = self.parse.kid(noun, "case") is None
        if self.case not in self.words.members or not near or not bare or verb is None:
            return None
        return None if any(above.i == noun.i for above in self.parse.ancestors(verb)) else noun
