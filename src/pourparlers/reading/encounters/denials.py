"""Encounters of which somebody says that they never were: "No such call took place", «Je ne l'ai pas appelé»."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import Act, EncounterKind, Status
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.cues.find import lemma_of
from pourparlers.reading.cues.scope import is_hedged, is_negated
from pourparlers.reading.encounters.cues import Place, Setting, Trigger
from pourparlers.reading.encounters.status import Fate, listed
from pourparlers.reading.text.spans import SpanIndex

CONTACTS = {EncounterKind.CALL, EncounterKind.MEETING, EncounterKind.TALKS, EncounterKind.VISIT}
_DENIED = Fate(Status.DENIED)


class Denials:
    """Finds what one text lets somebody deny, and what it lets somebody claim."""

    def __init__(self, parse: Parse, lexicon: Lexicon, drafts: Sequence[Draft]) -> None:
        self.parse, self.lexicon = parse, lexicon
        self.said: SpanIndex[Draft] = SpanIndex()
        for draft in drafts:
            for span in draft.content if draft.speaker is not None else ():
                self.said.add(*span, draft)

    def fate(self, trigger: Trigger, setting: Setting, fate: Fate) -> Fate:
        """What became of a contact, where its clause denies it, or who is asked about it does."""
        if EncounterKind(trigger.entry.kind) not in CONTACTS or fate.status is Status.DENIED:
            return fate
        token = self.parse.tokens[trigger.i]
        denied = self._never(trigger, token, setting) or self._called_untrue(token) or self._taken_back(trigger, token)
        return _DENIED if denied else fate

    def claimed(self, token: Token) -> bool:
        """Whether the text does not vouch for what a word tells: somebody says so, it is hearsay, or it is asked."""
        asked = self.parse.tokens[self.parse.sentence_of(token).last].text == "?"
        return asked or bool(self._around(token)) or is_hedged(self.parse, self.lexicon, token)

    def _around(self, token: Token) -> list[Draft]:
        return self.said.touching(token.start, token.start + 1)

    def _never(self, trigger: Trigger, token: Token, setting: Setting) -> bool:
        """What somebody says did not take place: "There was no call", «nous ne nous sommes pas parlé»."""
        verb = setting.verb
        if verb is None or not self._past(verb) or not self._negated(token, verb) or not self._around(token):
            return False
        if trigger.verbal:
            return True
        exists = self.parse.kid(verb, "expl") is not None and lemma_of(verb, self.lexicon) not in self._wished
        occurs = exists or listed(self.parse, verb, self.lexicon.encounter_words.occurring, self.lexicon)
        return occurs and setting.place in {Place.SUBJECT, Place.OBJECT} and not setting.steps

    @property
    def _wished(self) -> tuple[str, ...]:
        return self.lexicon.encounter_words.wished

    def _negated(self, token: Token, verb: Token) -> bool:
        negative = {*self.lexicon.grammar.negative_determiners, *self.lexicon.negation}
        bare = any(kid.lower in negative for kid in self.parse.kids(token, "det")) and token.i != verb.i
        return bare or is_negated(self.parse, self.lexicon, verb)

    def _past(self, verb: Token) -> bool:
        forms = [verb, *self.parse.kids(verb, "aux")]
        tenses = {form.feats.get("Tense") for form in forms}
        ahead = "Fut" in tenses or any(form.feats.get("Mood") in {"Cnd", "Imp"} for form in forms)
        modal = {form.lemma for form in forms} & {
            *self.lexicon.encounter_words.future,
            *self.lexicon.encounter_words.possible,
        }
        return not ahead and not modal - {verb.lemma} and ("Past" in tenses or verb.feats.get("VerbForm") == "Part")

    def _called_untrue(self, token: Token) -> bool:
        """«la rencontre démentie par Lusaka», "a call claimed by Lima and denied by Quito"."""
        denied = self.lexicon.encounter_words.denied
        kids = [*self.parse.kids(token, "acl", "amod")]
        kids += [kid for told in kids for kid in self.parse.kids(told, "conj")]
        taken = any(listed(self.parse, kid, denied, self.lexicon) and not self.parse.kid(kid, "nsubj") for kid in kids)
        return taken or self._predicated(token) or self._hearsay(token)

    def _predicated(self, token: Token) -> bool:
        """«L'appel est une invention», "dismissed a call as fiction", «la rencontre est démentie par Lusaka»."""
        head, words = self.parse.tokens[token.head], self.lexicon.encounter_words
        if head.i == token.i or is_negated(self.parse, self.lexicon, head):
            return False
        told = {lemma_of(kid, self.lexicon) for kid in self.parse.kids(head, "obl", "xcomp")}
        if token.rel == "obj":
            return bool(told & set(words.untrue))
        if token.rel != "nsubj":
            return False
        if token.dep == "nsubj:pass" and listed(self.parse, head, words.denied, self.lexicon):
            return True
        called = {lemma_of(head, self.lexicon)} if self.parse.kid(head, "cop") else told
        return bool(called & set(words.untrue))

    def _hearsay(self, token: Token) -> bool:
        """"rejected reports of a call", «balaie les rumeurs d'une rencontre»."""
        words = self.lexicon.encounter_words
        above = self.parse.tokens[token.head]
        verb = self.parse.tokens[above.head]
        told = token.rel == "nmod" and above.rel == "obj" and lemma_of(above, self.lexicon) in words.hearsay
        denied = told and listed(self.parse, verb, (*words.denied, *words.dismissing), self.lexicon)
        return denied and not is_negated(self.parse, self.lexicon, verb)

    def _taken_back(self, trigger: Trigger, token: Token) -> bool:
        """What a denial takes up or governs: "denied having met her", «Kiev l'affirme, Moscou le dément»."""
        if not trigger.verbal or not self._past(token):
            return False
        drafts = (d for d in self._around(token) if d.act is Act.DENY and not d.negated)
        return any(self._heads(token, draft) for draft in drafts)

    def _heads(self, token: Token, draft: Draft) -> bool:
        """Whether a word is the topmost of a content."""
        if token.i in draft.content_heads:
            return True
        head = self.parse.tokens[token.head]
        return token.head == token.i or not any(first <= head.start < last for first, last in draft.content)
