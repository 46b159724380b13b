"""Coreference: whom a pronoun stands for, by agreement, recency, role in the sentence, and who spoke last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import How
from pourparlers.reading.text.phrases import marker

WINDOW = 4
# Two candidates closer than this are not told apart: the speaker stays open.
CLOSE = 0.2
# What it tells that the same pronoun was the subject of the sentence before.
KEPT = 0.8
# What it tells against a body that the pronoun opens a paragraph.
OPENING = 0.8
# What it tells against somebody without a name.
UNNAMED = 0.3
# What it tells against anybody that a paragraph has begun since.
PARAGRAPH = 0.5
# What it tells against anybody of whom only a quotation speaks.
QUOTED = 0.8
# What it tells that a text is about somebody.
HERO = 0.3
# What it tells that somebody spoke in the sentence before, or earlier.
SPOKE = 1.2
SPOKE_BEFORE = 0.5


class Reference(NamedTuple):
    """Whom words stand for: actor ids, the parties they speak for, how that is told, and the words (both included)."""

    ids: tuple[str, ...]
    parties: tuple[str, ...]
    how: How
    first: int
    last: int

    def joined(self, *others: Reference) -> Reference:
        """With the ids and parties of others, each once, over the words of all; how it is told stays its own."""
        every = (self, *others)
        ids = tuple(dict.fromkeys(i for one in every for i in one.ids))
        parties = tuple(dict.fromkeys(p for one in every for p in one.parties))
        return Reference(ids, parties, self.how, min(one.first for one in every), max(one.last for one in every))


class Point(NamedTuple):
    """A place where an actor is spoken of, as a candidate for what a pronoun stands for."""

    i: int
    id: str
    party: str | None
    gender: str | None
    number: str
    human: bool
    subject: bool
    main: bool
    sent: int


class Candidates:
    """The places of a text where actors are spoken of, in order, for pronouns to take up.

    Args:
        lexicon: what the pronouns of the language tell.
        parse: the text's words.
        quoted: for each word, whether it stands in quotation marks.
        points: the places.
    """

    def __init__(self, lexicon: Lexicon, parse: Parse, quoted: Sequence[bool], points: Iterable[Point] = ()) -> None:
        self.quoted = quoted
        self.lexicon = lexicon
        self.grammar = lexicon.grammar
        self.parse = parse
        self.points = sorted(points)
        self._forms = _forms(lexicon.scope.pronouns)
        self.hero: Point | None = None
        self._known: dict[int, Point | None] = {}
        self._outside = list(accumulate(not self._all_quoted(number) for number in range(len(parse.sentences))))

    def add(self, points: Iterable[Point]) -> None:
        """Take in more places."""
        self.points = sorted({*self.points, *points})
        self._known.clear()

    def before(self, token: Token) -> Iterator[Point]:
        """The points before a word, the last first."""
        for number in range(bisect_left(self.points, token.i, key=lambda point: point.i) - 1, -1, -1):
            yield self.points[number]

    def is_personal(self, word: str) -> bool:
        """Whether a word (lower case) is a pronoun of the third person."""
        return word in self._forms

    def antecedent(self, token: Token, thread: Reference | None) -> Point | None:
        """The actor that a personal pronoun stands for, or None where two fit equally well.

        Args:
            token: the pronoun or possessive.
            thread: who spoke last.
        """
        ranked = self._ranked(token, thread)
        if not ranked:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLOSE:
            spoke = [point for _, point in ranked[:2] if thread is not None and point.id in thread.ids]
            if spoke and ranked[0][1].human and not spoke[0].human and ranked[0][1].i > spoke[0].i:
                return ranked[0][1]  # «Selon l'agence Kanto, la ministre Anna Berg a menti. Elle…»: of whom it tells
            return spoke[0] if len(spoke) == 1 else None
        return ranked[0][1]

    def _ranked(self, token: Token, thread: Reference | None, depth: int = 0) -> list[tuple[float, Point]]:
        """The actors that agree, each at its best place, the likeliest first."""
        gender, number = self._agreement(token)
        kept = self._gone_on_with(token, depth + 1) if depth < WINDOW else None
        best: dict[str, tuple[float, Point]] = {}
        # «Elle dément ce qu'écrit l'agence Kanto, selon laquelle… "Jamais", a-t-elle dit»: no body by its words alone
        for point in self._near(token, thread if kept is None else None):
            if not self._agrees(point, gender, number) or self._told_by(point, token) or self._holds(point, token):
                continue
            score = self._score(point, token, gender) + self._spoke(point, token, thread)
            score += KEPT * (kept is not None and point.id == kept.id)
            score += HERO * (self.hero is not None and point.id == self.hero.id)
            if score > best.get(point.id, (-99.0, point))[0]:
                best[point.id] = (score, point)
        return sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].i))

    def _near(self, token: Token, thread: Reference | None) -> Iterator[Point]:
        """The points of the sentences before, and whoever spoke last («selon une source… Elle ajoute»)."""
        seen: set[str] = set()
        for point in self.before(token):
            if self._back(point, token) > WINDOW:
                break
            seen.add(point.id)
            yield point
        if thread is not None and len(thread.ids) == 1 and thread.ids[0] not in seen:
            told = self._of_words(thread)
            if told is not None:
                yield told
        if self.hero is not None and self.hero.id not in seen and self._opens_paragraph(token):
            yield self.hero._replace(sent=token.sent - 1)

    def _back(self, point: Point, token: Token) -> int:
        """How many sentences back; quoted ones do not part who says them («"Tout va. Rien ne manque", a-t-il dit»)."""
        told = self._outside[token.sent] - self._outside[point.sent]
        return told if not self.quoted[point.i] and not self.quoted[token.i] else token.sent - point.sent

    def _addressed(self, point: Point, token: Token) -> bool:
        """"In a letter to Maria Berg, she said": whom one writes to before the subject of a clause is another."""
        tokens = self.parse.tokens
        source = tokens[point.i]
        if point.sent != token.sent or not source.i < token.i < token.head or token.rel != "nsubj":
            return False
        if not any(kid.lower in self.grammar.destination for kid in self.parse.kids(source, "case")):
            return False
        return tokens[source.head].head == token.head and source.rel == "nmod"

    def _told_by(self, point: Point, token: Token) -> bool:
        """«Selon un participant, il proposerait…»: the subject of what a source tells is not the source."""
        source = self.parse.tokens[point.i]
        beside = source.i < token.i and source.head == token.head and token.rel in {"nsubj", "expl"}
        unnamed = beside and point.id.startswith("group:")
        relayed = unnamed and marker(self.parse, source) in self.lexicon.scope.relay_prepositions
        return relayed or self._addressed(point, token)

    def _holds(self, point: Point, token: Token) -> bool:
        """«Le Kenya a refusé. Selon un membre de sa délégation, …»: whose phrase holds «sa» is not meant by it."""
        tokens, at = self.parse.tokens, token
        while at.rel in {"det", "nmod"} and at.head != at.i:
            at = tokens[at.head]
            if at.i == point.i:
                return at.i < token.i
        return False

    def _of_words(self, thread: Reference) -> Point | None:
        """The body that spoke last («selon le syndicat, …; il exige…»), as its own words tell gender and number."""
        words = self.parse.tokens[thread.first : thread.last + 1]
        head = next((t for t in words if t.pos in {"NOUN", "PROPN"}), None)
        if head is None or head.lemma not in self.lexicon.bodies:
            return None
        number = "p" if any(t.feats.get("Number") == "Plur" for t in words) else "s"
        party = thread.parties[0] if thread.parties else None
        gender = head.feats.get("Gender", "")[:1].lower() or None
        return Point(head.i, thread.ids[0], party, gender, number, False, False, False, head.sent)

    def _opens_paragraph(self, token: Token) -> bool:
        """Whether a pronoun is in the first sentence of a paragraph."""
        return token.sent > 0 and self._block(token.sent) != self._block(token.sent - 1)

    def _gone_on_with(self, token: Token, depth: int) -> Point | None:
        """«Elle ira à Lima vendredi. Elle s'engage à…»: whom the same subject of the sentence before means."""
        if token.sent == 0 or not self.is_personal(token.plain):
            return None
        number = token.sent - 1
        while number > 0 and self._all_quoted(number):
            # «Elle a nié. "Jamais. Pas un mot", a-t-elle affirmé»: what is said tells of no other subject.
            number -= 1
        sentence = self.parse.sentences[number]
        told = self._agreement(token)
        for other in self.parse.words(sentence):
            personal = other.pos == "PRON" and self.is_personal(other.plain)
            main = other.dep.startswith("nsubj") and self.parse.tokens[other.head].rel == "root"
            if personal and main and self._agreement(other) == told:
                return self._taken_up(other, depth)
        return None

    def _all_quoted(self, number: int) -> bool:
        words = self.parse.words(self.parse.sentences[number])
        return all(self.quoted[word.i] or word.pos == "PUNCT" for word in words)

    def _taken_up(self, token: Token, depth: int) -> Point | None:
        """Whom an earlier pronoun stands for; kept, since the next sentences ask again."""
        if token.i not in self._known:
            self._known[token.i] = None
            ranked = self._ranked(token, None, depth)
            sure = ranked and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= CLOSE)
            self._known[token.i] = ranked[0][1] if sure else None
        return self._known[token.i]

    def nearest(self, token: Token) -> Point | None:
        """«Il accuse le consortium Atlas. Celui-ci nie»: the one told last who agrees."""
        gender, number = self._agreement(token)
        for point in self.before(token):
            if token.sent - point.sent > 1:
                return None
            if self._agrees(point, gender, number) and not self._before_subject(point, token):
                return point
        return None

    def _before_subject(self, point: Point, token: Token) -> bool:
        """«Associée au projet sans appartenir au Caricom, celle-ci objecte»: what opens its sentence is of its own."""
        return point.sent == token.sent and token.rel == "nsubj" and self.parse.tokens[token.i - 1].text == ","

    def is_plural(self, token: Token) -> bool:
        """Whether a pronoun or possessive stands for several."""
        return self._agreement(token)[1] == "p"

    def _agreement(self, token: Token) -> tuple[str | None, str]:
        """Gender ("m", "f", "n" for things and states, None where untold) and number that a pronoun tells."""
        owner = self.grammar.possessive.get(token.lower)
        if owner is not None and not self.grammar.animate_gender:
            # «sa proposition»: the gender is that of what is owned.
            return None, owner
        told = self._forms.get(token.plain)
        if told is not None:
            return told
        return token.feats.get("Gender", "")[:1].lower() or None, "p" if token.feats.get("Number") == "Plur" else "s"

    def _agrees(self, point: Point, gender: str | None, number: str) -> bool:
        if number != point.number:
            return False
        # "n" is the neuter of "it": a state or organisation, never a person.
        if gender == "n" and point.human:
            return False
        if gender in {"m", "f"} and self.grammar.animate_gender and not point.human:
            return False
        return not (gender in {"m", "f"} and point.gender and point.gender != gender)

    def _score(self, point: Point, token: Token, gender: str | None) -> float:
        """How likely a pronoun takes up a point: near, a subject, a person, of the same paragraph."""
        score = -0.7 * self._back(point, token) + 0.5 * point.subject + 0.3 * point.main + 0.5 * point.human
        # «le routier» is told less surely than a name.
        score -= UNNAMED * (point.human and point.id.startswith("group:"))
        score += 0.3 if point.gender and point.gender == gender else 0.0
        # «"Rien ne presse un otage", a dit X. Il ajoute…»: whoever is only spoken of in what is said.
        score -= QUOTED * (self.quoted[point.i] and not self.quoted[token.i])
        opens = self._opens_paragraph(token)
        # «Elle nie avoir été approchée» at the head of a paragraph is hardly the body told just before.
        score -= OPENING * (opens and not point.human)
        return score - PARAGRAPH * (not opens and self._block(point.sent) != self._block(token.sent))

    def _spoke(self, point: Point, token: Token, thread: Reference | None) -> float:
        """What it tells that somebody spoke last: much of the sentence before, less where others came since."""
        if thread is None or point.id not in thread.ids:
            return 0.0
        since = self._outside[token.sent] - self._outside[self.parse.tokens[thread.last].sent]
        return SPOKE if since <= 1 else SPOKE_BEFORE

    def _block(self, sent: int) -> int:
        return self.parse.sentences[sent].block


def _forms(pronouns: dict[str, object]) -> dict[str, tuple[str | None, str]]:
    """Gender and number by the form of each personal pronoun; a subject of no gender ("it", "they") has "n"."""
    out: dict[str, tuple[str | None, str]] = {}
    for table in ("enclitic", "subject"):
        for key in ("m", "f", "mp", "fp", "s", "p", "n", "np"):
            for word in listed(pronouns, table, key):
                out[word] = (key[0] if key[0] in "mf" else "n", "p" if key.endswith("p") else "s")
    return out


def listed(pronouns: dict[str, object], table: str, key: str | None = None) -> Sequence[str]:
    """The words of one row of a table of the lexicon's pronouns, or of all its rows; empty where there is none."""
    rows = pronouns.get(table, {})
    if isinstance(rows, list):
        return tuple(rows)
    if not isinstance(rows, dict):
        return ()
    return tuple(rows.get(key, ())) if key is not None else tuple(word for row in rows.values() for word in row)
