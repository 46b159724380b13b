"""Whether what a time dates lies behind or ahead: bare weekdays and months depend on it.

«La ministre est arrivée lundi» names the Monday before, «La ministre arrivera lundi» the Monday to come.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum

from pourparlers.language.tree import Parse, Token
from pourparlers.reading.times.grammar import TenseWords

_STEPS = 12


class Tense(StrEnum):
    """Where the time lies, seen from the article."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    # Ahead of what was planned, not always of the article: «prévue en juin, elle a été annulée».
    PLANNED = "planned"


class TenseReader:
    """Tells the tense of the verb that governs a place of a text.

    Args:
        parse: the parsed article.
        words: what the language's times.yaml says of tense.
    """

    def __init__(self, parse: Parse, words: TenseWords) -> None:
        self._parse = parse
        self._words = words
        self._starts = parse.starts

    def token_at(self, place: int) -> Token | None:
        """The word that holds a character."""
        i = bisect_right(self._starts, place) - 1
        return self._parse.tokens[i] if i >= 0 and self._parse.tokens[i].end > place else None

    def top(self, start: int, end: int) -> Token | None:
        """The word of a span on which the others hang."""
        token = self.token_at(start)
        for _ in range(_STEPS):
            if token is None or token.head == token.i:
                return token
            head = self._parse.tokens[token.head]
            if not start <= head.start < end:
                return token
            token = head
        return token

    def counted(self, start: int, end: int) -> bool:
        """Whether the span counts a noun after it: «2000 tonnes» is no year."""
        token = self.token_at(start)
        if token is None or token.rel != "nummod":
            return False
        head = self._parse.tokens[token.head]
        return head.start >= end and head.pos == "NOUN" and head.feats.get("Number") != "Sing"

    def after_noun(self, place: int) -> bool:
        """Whether a number stands right after a noun and counts none: «le budget 2023»."""
        token = self.token_at(place)
        if token is None or token.i == 0:
            return False
        before = self._parse.tokens[token.i - 1]
        after = self._parse.tokens[token.i + 1] if token.i + 1 < len(self._parse.tokens) else None
        return (
            before.pos in {"NOUN", "ADJ"}
            and before.sent == token.sent
            and not (after and after.pos in {"NOUN", "SYM", "NUM"})
        )

    def adverbial(self, place: int) -> bool:
        """Whether a word like "weekly" tells of a verb: not of a noun after it, nor as a noun («a daily»)."""
        token = self.token_at(place)
        if token is None or token.rel not in {"advmod", "amod", "advcl"}:
            return False
        # "contradicting a Nouakchott daily" is a newspaper: no noun that is a name may stand before it.
        return token.head < token.i and self._parse.tokens[token.i - 1].pos != "PROPN"

    def dating(self, start: int, end: int) -> bool:
        """Whether a bare number dates its verb: «se tiendra à Berne le 24», not «le 6 est tombé», «au 24 de la rue»."""
        top = self.top(start, end)
        if self._apart(start, end):
            return True
        if top is None or top.rel != "obl" or self._parse.kid(top, "case") is not None:
            return False
        after = self._parse.tokens[top.i + 1] if top.i + 1 < len(self._parse.tokens) else top
        return top.end == end and after.pos not in {"NOUN", "PROPN", "ADJ", "NUM", "SYM"}

    def _apart(self, start: int, end: int) -> bool:
        """«Lors de la deuxième séance, le 16, un plan a été présenté»: between two commas."""
        before = self._parse.text[max(0, start - 5) : start].rstrip()
        return before.endswith(",") and self._parse.text[end : end + 1] == ","

    def attributive(self, place: int) -> bool:
        """Whether a word like "annual" tells of something, and is no newspaper («le quotidien Kanto»)."""
        token = self.token_at(place)
        if token is None or token.rel != "amod":
            # «Les coupures sont devenues quotidiennes», never «un hebdomadaire».
            before = self._parse.tokens[token.i - 1].pos if token and token.i else ""
            return token is not None and token.pos == "ADJ" and before in {"VERB", "AUX", "ADV"}
        head = self._parse.tokens[token.head]
        # "the annual General Assembly" is a name
        return head.pos == "NOUN" and (head.i < token.i or self._parse.tokens[token.i + 1].text.islower())

    def of_person(self, start: int) -> bool:
        """Whether the word is one's first name: «Jean-Noël Barrot», «le ministre Noël Diallo»."""
        token = self.token_at(start)
        if token is None:
            return False
        after = self._parse.tokens[token.i + 1 : token.i + 2]
        flat = token.rel == "flat" or any(self._parse.kids(token, "flat"))
        inside = token.start < start and token.text[0].isupper()
        return inside or token.pos == "PROPN" and flat and any(word.text[:1].isupper() for word in after)

    def happening(self, start: int, end: int) -> bool:
        """Whether the verb of a time tells what happens on the very day, or orders it: «Le roi reçoit aujourd'hui»."""
        top = self.top(start, end)
        verb = self._verb(top)[0] if top else None
        if verb is None or verb.feats.get("Mood") == "Imp" or verb.feats.get("VerbForm") in {"Inf", "Part", "Ger"}:
            return True
        marks = self._parse.kids(verb, "aux")
        return verb.lemma in self._words.events or any(mark.lemma in self._words.ahead_auxiliaries for mark in marks)

    def tense(self, before: list[str], start: int, end: int) -> Tense | None:
        """The tense of a time at `start` to `end`; `before` holds the words before it, the nearest first."""
        hint = self._hint(before)
        top = self.top(start, end)
        if hint is Tense.FUTURE and top and self._overtaken(top):
            return Tense.PLANNED
        if hint or top is None:
            return hint
        verb, through_noun = self._verb(top)
        if verb is None:
            return self._of_fragment(top)
        if self._of_coming(top, verb) or self._summoned(verb, start):
            return Tense.FUTURE
        # «communiquer les relevés de juillet»: the infinitive says nothing of the readings.
        bare = verb.feats.get("VerbForm") == "Inf" and self._parse.kid(verb, "aux") is None
        return None if through_noun and bare else self._of_verb(verb)

    def _hint(self, before: list[str]) -> Tense | None:
        for word in before:
            if word in self._words.ahead_before:
                return Tense.FUTURE
            if word in self._words.behind_before:
                return Tense.PAST
            if word not in self._words.skipped:
                break
        return None

    def beside(self, before: list[str]) -> bool:
        """«reportée à lundi», "moved to Monday": told by the one or two words right before."""
        return before[0:1] != [] and not self._words.ahead_beside.isdisjoint({before[0], " ".join(before[1::-1])})

    def _overtaken(self, token: Token) -> bool:
        """Of "A session planned for June was postponed" the June may be past."""
        verb, _ = self._verb(token)
        if verb is None or verb.lemma not in self._words.ahead_participles or not self._passive(verb):
            return False
        above = self._verb(verb)[0] if verb.rel in {"acl", "amod", "acl:relcl"} else verb
        forms = [above, *self._parse.kids(above, "aux")] if above else []
        return any(form.feats.get("Tense") in {"Past", "Imp"} and form.feats.get("VerbForm") == "Fin" for form in forms)

    def _verb(self, token: Token) -> tuple[Token | None, bool]:
        """The next verb above, or predicate with a copula, and whether a noun stands between."""
        at, through_noun = token, False
        for _ in range(_STEPS):
            if at is not token and (at.pos in {"VERB", "AUX"} or self._parse.kid(at, "cop")):
                return at, through_noun
            if at.head == at.i:
                break
            # «les relevés de juillet», but «doivent reprendre langue vendredi»: a bare day dates the clause
            through_noun = through_noun or (at.rel == "nmod" and bool(self._parse.kid(at, "case")))
            at = self._parse.tokens[at.head]
        return None, through_noun

    def _of_coming(self, token: Token, verb: Token) -> bool:
        """«Interrogé sur un éventuel sommet au printemps»: a noun below the verb is called one to come."""
        at, nouns = token, []
        while at.head != at.i and at.head != verb.i:
            at = self._parse.tokens[at.head]
            nouns.append(at)
        beside = token.left - 1
        nouns += [self._parse.tokens[beside]] if beside > 0 and self._parse.tokens[beside].sent == token.sent else []
        kids = (kid for noun in nouns for kid in self._parse.kids(noun, "amod"))
        if any(noun.pos == "ADJ" and noun.lemma in self._words.ahead_always for noun in nouns):
            # "the next session, due in Mombasa on Nov 20"
            return True
        return any(kid.lemma in self._words.ahead_adjectives for kid in kids)

    def _summoned(self, verb: Token, start: int) -> bool:
        """«a convoqué une réunion d'urgence lundi», not «a convoqué lundi l'ambassadeur»."""
        if verb.lemma not in self._words.summoning:
            return False
        return any(kid.lemma in self._words.summoned and kid.start < start for kid in self._parse.kids(verb, "obj"))

    def _conditional(self, verb: Token) -> bool:
        """«a annoncé qu'il se rendrait lundi à Lima»: the future of the past; «serait arrivé lundi» is hearsay."""
        forms = [verb, *(kid for kid in self._parse.kids(verb, "aux", "cop") if kid.dep in {"aux:pass", "cop"})]
        return any(form.feats.get("Mood") == "Cnd" for form in forms)

    def _of_verb(self, verb: Token) -> Tense | None:
        marks = list(self._parse.kids(verb, "aux", "cop"))
        forms = [verb, *marks]
        if self._conditional(verb):
            return Tense.FUTURE
        if any(form.feats.get("Tense") == "Fut" for form in forms) or self._wished(verb, marks):
            return Tense.FUTURE
        # "said the envoy would land on Friday"; "would have landed on Friday" looks back.
        perfect = any(mark.dep == "aux" and mark.feats.get("VerbForm") == "Inf" for mark in marks)
        if not perfect and any(mark.lemma in self._words.ahead_auxiliaries for mark in marks):
            return Tense.FUTURE
        kind = verb.feats.get("VerbForm")
        if kind == "Inf" or any(mark.feats.get("VerbForm") == "Inf" for mark in marks):
            return self._of_infinitive(verb, marks)
        if self._beside_clause(verb, marks):
            return self._of_verb(self._parse.tokens[verb.head])
        planned = verb.lemma in self._words.ahead_participles or self._expected(verb)
        if planned and kind == "Part" and self._passive(verb):
            return self._of_plan(verb)
        if any(form.feats.get("Tense") in {"Past", "Imp", "Pqp"} for form in forms):
            return Tense.PAST
        if not any(form.feats.get("Tense") == "Pres" for form in forms):
            return None
        ahead = verb.lemma in self._words.ahead_presents or verb.lemma in self._words.ahead_always
        return Tense.FUTURE if ahead else Tense.PRESENT

    def _beside_clause(self, verb: Token, marks: list[Token]) -> bool:
        """"returned after visiting Arica on Tuesday": such a gerund is of its clause's time."""
        form, present = verb.feats.get("VerbForm"), verb.feats.get("Tense") == "Pres"
        gerund = form == "Ger" or form == "Part" and present
        beside = verb.rel == "advcl" and self._parse.tokens[verb.head].pos == "VERB"
        return gerund and beside and not marks and self._parse.kid(verb, "mark") is not None

    def _wished(self, verb: Token, marks: list[Token]) -> bool:
        """«souhaité que l'échéance soit avancée à mai», not «bien qu'il soit venu lundi»."""
        if verb.rel not in {"ccomp", "csubj", "xcomp"}:
            return False
        forms = [verb, *(mark for mark in marks if mark.dep != "aux:tense")]
        return any(form.feats.get("Mood") == "Sub" and form.feats.get("Tense") == "Pres" for form in forms)

    def _passive(self, verb: Token) -> bool:
        """Whether a participle is passive: «réunion prévue lundi», "is scheduled for Monday"."""
        if any(kid.lemma in self._words.passive_auxiliaries for kid in self._parse.kids(verb, "aux")):
            return True
        return self._parse.kid(verb, "aux", "nsubj") is None

    def _expected(self, verb: Token) -> bool:
        """«Attendu mardi à Bruxelles», whose capital may keep the lemmatiser from its verb."""
        return verb.lemma in self._words.ahead_always or verb.lower in self._words.ahead_always

    def _of_plan(self, participle: Token) -> Tense | None:
        """«La séance prévue mardi se tiendra» looks ahead; what became of it tells nothing: «… a été annulée»."""
        if any(kid.feats.get("Tense") in {"Past", "Imp"} for kid in self._parse.kids(participle, "aux")):
            return None
        if participle.rel not in {"acl", "amod"} or self._expected(participle):
            return Tense.FUTURE
        noun = self._parse.tokens[participle.head]
        if noun.rel in {"obl", "nmod"}:
            # «a exclu tout report à la veille d'une réunion prévue lundi»: what became of it is not told.
            return Tense.FUTURE
        verb, _ = self._verb(participle)
        if verb is None or verb.feats.get("VerbForm") == "Inf" or verb.lemma in self._words.ahead_participles:
            return Tense.FUTURE
        return None if self._of_verb(verb) is Tense.PAST else Tense.FUTURE

    def _of_infinitive(self, verb: Token, marks: list[Token]) -> Tense | None:
        """«après avoir rencontré lundi» looks back, «de se revoir lundi» ahead, «pour signer» tells nothing."""
        if any(mark.dep != "aux:pass" and mark.feats.get("VerbForm") == "Inf" for mark in marks):
            return Tense.PAST
        if any(self._obliged(mark) for mark in marks):
            return Tense.PAST
        copulas = self._words.ahead_copulas
        told = {mark.feats.get("Tense") for mark in marks if mark.lemma in copulas}
        if told & {"Pres", "Past"}:
            # "are to meet on Friday", "the truce was to take effect on Saturday"
            return Tense.PLANNED if "Past" in told else Tense.FUTURE
        if verb.head == verb.i:
            return None
        governor = self._parse.tokens[verb.head]
        if self._obliged(governor):
            return Tense.PAST
        if governor.lemma in self._words.behind_governors and governor.feats.get("Tense") in {"Pres", "Imp"}:
            return Tense.PAST
        if governor.lemma in self._words.ahead_auxiliaries and governor.feats.get("Tense") == "Imp":
            # «devait se tenir le 6»
            return Tense.PLANNED
        copula = self._parse.kid(governor, "cop")
        if governor.lemma in self._words.ahead_governors and copula and copula.feats.get("Tense") in {"Past", "Imp"}:
            # "were due to resume on Monday"
            return Tense.PLANNED
        if governor.lemma in self._words.ahead_governors or governor.lemma in self._words.ahead_auxiliaries:
            return Tense.FUTURE
        if verb.rel == "advcl" and governor.pos == "VERB":
            return None if governor.feats.get("VerbForm") == "Inf" else self._of_verb(governor)
        return Tense.FUTURE if verb.rel in {"xcomp", "acl"} else None

    def _obliged(self, token: Token) -> bool:
        """«a dû démissionner en décembre», "had to resign": what had to be done was done."""
        compound = token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") == "Past"
        return compound and token.lemma in self._words.ahead_auxiliaries

    def _of_fragment(self, token: Token) -> Tense | None:
        """Of a clause without verb: «Prochain rendez-vous lundi»."""
        sentence = self._parse.sentence_of(token)
        words = (word.lower for word in self._parse.words(sentence))
        return Tense.FUTURE if any(word in self._words.ahead_words for word in words) else None
