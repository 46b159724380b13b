"""Which words of a sentence tell of one encounter, not of another beside it."""

from __future__ import annotations

from collections.abc import Collection

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import EncounterKind
from pourparlers.reading.cues.find import VERBAL
from pourparlers.reading.encounters.cues import Place, Setting, Trigger, clause_words, subtree
from pourparlers.reading.encounters.status import listed


class Reach:
    """Tells what words belong to the encounters of one text.

    Args:
        dated: the words that tell a time.

    Attributes:
        nouns: the words that name an encounter by themselves.
    """

    def __init__(self, parse: Parse, lexicon: Lexicon, dated: Collection[int]) -> None:
        self.parse, self.lexicon, self.dated = parse, lexicon, dated
        self.nouns: set[int] = set()

    def own(self, token: Token, trigger: Trigger, setting: Setting) -> set[int]:
        own = {token.i}
        for kid in self.parse.kids(token):
            if kid.rel not in {"conj", "parataxis"}:
                # «le corridor qui doit relier le golfe à la mer Noire»: a clause deeper inside tells of something else.
                deeper = frozenset({"acl:relcl"} if kid.dep != "acl:relcl" else ())
                words = subtree(self.parse, kid, deeper)
                # «une réunion qui fait suite aux pourparlers de mardi»: what the clause dates is the other encounter.
                own |= set() if kid.dep == "acl:relcl" and words & self.nouns else words
        own |= self._beside(token) if not trigger.verbal else set()
        if trigger.verbal:
            own = clause_words(self.parse, token)
        own |= self._begun(token, setting)
        for step in setting.steps:
            own |= {step.i} | {kid.i for kid in self.parse.kids(step, "nmod", "obl", "nummod")}
        return own - self._others(own, token, setting)

    def _beside(self, token: Token) -> set[int]:
        """«lors de la seconde séance, le 16, à laquelle…», "the meeting of ministers in Paris on January 13 has…".

        A day right after a noun and its complements is its own, wherever the tree hangs it.
        """
        tokens = self.parse.tokens
        for end in {token.i, token.right}:
            at = end + 1
            while at < min(len(tokens), end + 4) and at not in self.dated and _leads(tokens[at]):
                at += 1
            if at < len(tokens) and at in self.dated and tokens[at].sent == token.sent:
                return {at}
        return set()

    def _begun(self, token: Token, setting: Setting) -> set[int]:
        """«Ouverts le 7 juin à Riga, les pourparlers s'étaient enlisés»: a participle before the noun, its subject."""
        verb, words = setting.verb, self.lexicon.encounter_words
        if verb is None or setting.place is not Place.SUBJECT or setting.steps:
            return set()
        kids = (kid for kid in self.parse.kids(verb, "advcl", "acl") if kid.i < token.i)
        free = (kid for kid in kids if kid.feats.get("VerbForm") == "Part" and not self.parse.kid(kid, "nsubj", "aux"))
        told = (kid for kid in free if listed(self.parse, kid, words.happening + words.planned, self.lexicon))
        return {i for kid in told for i in subtree(self.parse, kid)}

    def _others(self, words: set[int], token: Token, setting: Setting) -> set[int]:
        """What hangs on another noun of encounter («une réunion qui suit les pourparlers de mardi») is that one's."""
        inside = set(range(token.left, token.right + 1))
        steps = {step.i for step in setting.steps}
        out: set[int] = set()
        for i in (words & self.nouns) - {token.i} - steps:
            if i in inside or token.i not in range(self.parse.tokens[i].left, self.parse.tokens[i].right + 1):
                out |= subtree(self.parse, self.parse.tokens[i]) - {i}
        return out | self._ordered(words, token, setting)

    def _ordered(self, words: set[int], token: Token, setting: Setting) -> set[int]:
        """ "The session followed a call two days earlier": what stands after the other noun dates the other."""
        verb, ordering = setting.verb, self.lexicon.encounter_words.ordering
        if verb is None or setting.place is not Place.SUBJECT or not listed(self.parse, verb, ordering, self.lexicon):
            return set()
        other = min((i for i in words & self.nouns if i > verb.i), default=None)
        return {i for i in words if i > other} if other is not None else set()

    def clause(self, trigger: Trigger, setting: Setting) -> set[int]:
        """The clause around a trigger, where what dates it dates the encounter."""
        verb, words = setting.verb, self.lexicon.encounter_words
        if trigger.verbal:
            return self._above(self.parse.tokens[trigger.i])
        # «a dit mardi la ministre à des journalistes, à Lima»: what is said to the press is said where the clause says.
        addressed = trigger.entry.public and bool(trigger.entry.after)
        if verb is None or setting.place is Place.APART and not addressed:
            return set()
        if setting.place is Place.ALONE and trigger.entry.kind == EncounterKind.CEASEFIRE:
            return set()  # «La priorité, c'est le cessez-le-feu», a-t-il dit dimanche à Vienne
        if setting.place is Place.ALONE:
            return set(range(self.parse.sentence_of(verb).first, self.parse.sentence_of(verb).last + 1))
        happening = words.happening + words.planned + words.cancelled + words.upheld
        happens = listed(self.parse, verb, happening, self.lexicon)
        if setting.place is Place.OBJECT and not happens and not trigger.entry.public:
            return set()
        if setting.place is Place.SUBJECT and not happens and self.parse.kid(verb, "aux:pass", "nsubj:pass"):
            return set()
        words_here = clause_words(self.parse, verb) | self._above(verb)
        return words_here - self._others(words_here, self.parse.tokens[trigger.i], setting)

    def _above(self, verb: Token) -> set[int]:
        """For an infinitive or a participle that stands free, the clause that governs it."""
        if verb.feats.get("VerbForm") not in {"Inf", "Part"} or self.parse.kid(verb, "aux"):
            return set()
        head = self.parse.tokens[verb.head]
        if verb.head == verb.i or head.pos not in VERBAL | {"ADJ"} or verb.rel not in {"xcomp", "ccomp", "obj"}:
            return set()
        if verb.rel == "ccomp" and self.parse.kid(verb, "nsubj"):
            return set()  # "Yang is to attend the meeting, a spokesman said in Beijing"
        words = clause_words(self.parse, head)
        # «sont convenus dimanche d'organiser une rencontre»: the day before the infinitive is that of the decision.
        agreed = listed(self.parse, head, self.lexicon.encounter_words.agreed, self.lexicon)
        return {i for i in words if i > verb.i} if agreed else words


def _leads(token: Token) -> bool:
    """Whether a word may stand between a noun and its day."""
    return token.pos in {"ADP", "DET"} or token.text == ","
