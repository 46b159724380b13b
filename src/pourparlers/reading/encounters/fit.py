"""Whether the conditions of an entry of encounter hold where its word stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import EncounterEntry, NameKind
from pourparlers.model import Act, EncounterKind, Form
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.cues.find import cue_at
from pourparlers.reading.encounters.cues import Place, Setting, Trigger, objects
from pourparlers.reading.encounters.side import Side
from pourparlers.reading.encounters.status import is_ahead, listed
from pourparlers.reading.text.phrases import genitives, marker, markers


class Conditions:
    """Checks the words of encounter of one text."""

    def __init__(self, resolver: Resolver, drafts: Sequence[Draft], dated: Collection[int]) -> None:
        self.resolver, self._dated = resolver, dated
        self._said = {d.cue_word for d in drafts if d.speaker is not None}
        self._quoted = {d.cue_word for d in drafts if d.speaker is not None and d.form is Form.DIRECT}
        speaking = ((d.speaker, i) for d in drafts if d.speaker for i in range(d.speaker.first, d.speaker.last + 1))
        self._bodies = {i: speaker.ids for speaker, i in speaking}
        self.parse: Parse = resolver.parse
        self.lexicon = resolver.lexicon

    def fits(self, trigger: Trigger, setting: Setting) -> bool:
        """Whether a word is governed as its entry wants it, and has the objects that it wants."""
        entry, token = trigger.entry, self.parse.tokens[trigger.i]
        if self._speaks_itself(token) or self._of_crowd(trigger, token) or self._interview(trigger, token):
            return False
        if entry.public and not entry.after and not self._occasion(token, setting):
            return False
        if entry.after and not self._governed(entry, token, setting):
            return False
        if entry.objects and not self._has_object(trigger, token):
            return False
        return self._needs(entry, trigger, token) or entry.again and self._they(token)

    def _speaks_itself(self, token: Token) -> bool:
        """ "The National Conference of Bakers said on Monday…": a body that has its say, and no meeting."""
        return token.text[:1].isupper() and any(token.text in id_ for id_ in self._bodies.get(token.i, ()))

    def _interview(self, trigger: Trigger, token: Token) -> bool:
        """«dans un entretien à Radio Vardar», «un entretien accordé au Monde»: with whom nobody negotiates."""
        if trigger.verbal or trigger.entry.public:
            return False
        given = [k for part in self.parse.kids(token, "acl") for k in self.parse.kids(part, "obl", "nmod")]
        asked = [*self.parse.kids(token, "nmod"), *given]
        names, media = self.resolver.cast.names, self.lexicon.scope.media_nouns
        known = (names[k.i].kind is NameKind.MEDIA for k in asked if k.i in names)
        return any(known) or any(k.lemma.lower() in media and marker(self.parse, k) for k in asked)

    def _of_crowd(self, trigger: Trigger, token: Token) -> bool:
        """ "Hundreds of farmers gathered outside the ministry", "Protesters met in the park": they deal with nobody."""
        if not trigger.verbal or trigger.entry.kind != EncounterKind.MEETING or self._joint(token):
            return False
        return any(self._is_crowd(kid) for kid in self._subjects(token))

    def _is_crowd(self, noun: Token) -> bool:
        of_what = genitives(self.lexicon)
        whole = (k for k in self.parse.kids(noun, "nmod") if marker(self.parse, k) in of_what)
        counted = next(whole, None) if noun.lemma in self.lexicon.grammar.crowds else None
        if counted is not None and counted.lemma in self.lexicon.grammar.sides:
            return False  # "Dozens of delegations gathered in Paris"
        role = self.resolver.cast.role_at.get((counted or noun).i)
        if role is None:
            return counted is not None and counted.pos == "NOUN"
        return role.entry.role == "activist"

    def _occasion(self, token: Token, setting: Setting) -> bool:
        """One press conference, which somebody holds or speaks at; not press conferences in general."""
        if token.feats.get("Number") == "Plur":
            return False
        if setting.place is Place.APART or setting.verb is None:
            return self._headed(token)
        words = self.lexicon.encounter_words
        return setting.place is not Place.OBJECT or listed(
            self.parse, setting.verb, words.happening + words.speaking + words.cancelled, self.lexicon
        )

    def _headed(self, token: Token) -> bool:
        """«Transcription de la conférence de presse de la ministre»: a heading, not a phrase in a clause."""
        cast, of = self.resolver.cast, genitives(self.lexicon)
        top = next((t for t in (token, *self.parse.ancestors(token)) if t.head == t.i), token)
        if top.pos not in {"NOUN", "PROPN"} or self.parse.kid(top, "nsubj", "cop"):
            return False
        kids = [k for k in self.parse.kids(token, "nmod") if marker(self.parse, k) in of]
        return any(k.i in cast.role_at or k.i in cast.person_at for k in kids)

    def _governed(self, entry: EncounterEntry, token: Token, setting: Setting) -> bool:
        """«devant la presse»; "OBJ" stands for the first object of "told reporters"."""
        if entry.kind == EncounterKind.PRESS_CONFERENCE and token.text[:1].isupper():
            return False
        mark = marker(self.parse, token)
        if setting.verb is None or not self._speaks(setting.verb, mark):
            return False
        wanted = {form for word in entry.after for form in markers(self.lexicon, word)}
        return mark in wanted or (mark is None and "OBJ" in wanted and setting.place is Place.OBJECT)

    def _speaks(self, verb: Token, mark: str | None) -> bool:
        """«s'est réjoui devant la presse», '"…", he quipped to reporters', not «a demandé à la presse de sortir»."""
        words = self.lexicon.encounter_words
        said = self._said if mark in words.during else self._quoted
        return listed(self.parse, verb, words.speaking, self.lexicon) or (mark is not None and verb.i in said)

    def names_one(self, trigger: Trigger) -> bool:
        """«l'accord de Paris, signé en 2015»: an agreement with a name, which others may have signed."""
        token, names = self.parse.tokens[trigger.i], self.resolver.cast.names
        nouns = [*self.parse.kids(token, "obj", "nsubj:pass"), *self._undergoers(token)] if trigger.verbal else [token]
        own = set(range(token.left, token.right + 1)) if trigger.verbal else set()
        inside = (i for noun in nouns for i in range(noun.left, noun.right + 1) if i not in own - {noun.i})
        where = () if trigger.entry.needs or trigger.verbal else self.lexicon.encounter_words.place_prepositions
        # «Signature prévue à Barcelone» tells where.
        return any(i in names and marker(self.parse, self.parse.tokens[i]) not in where for i in inside)

    def _has_object(self, trigger: Trigger, token: Token) -> bool:
        if not trigger.verbal:
            joint = self.lexicon.encounter_words.joint
            found = [k for k in self.parse.kids(token, "nmod", "compound") if marker(self.parse, k) not in joint]
            bare = not found and trigger.entry.needs != "complement"
            return bare or any(self._is_object(kid, trigger.entry.objects) for kid in found)
        found = [k for k in self.parse.kids(token, "obj", "nsubj:pass", "obl") if k.rel != "obl" or k.i > token.i]
        found += self._undergoers(token)
        return any(self._is_object(kid, trigger.entry.objects) for kid in found)

    def _undergoers(self, token: Token) -> Iterator[Token]:
        """«l'accord signé», «doit être remis», "a letter that she sent": what the clause above hands down."""
        head = self.parse.tokens[token.head]
        if token.rel == "xcomp" and self.parse.kid(token, "aux:pass"):
            subjects = list(self.parse.kids(head, "nsubj"))
            yield from subjects
            if head.dep == "acl:relcl" and any(k.feats.get("PronType") == "Rel" for k in subjects):
                # «un accord qui doit être signé le 4 octobre»
                yield self.parse.tokens[head.head]
        if token.rel == "amod" or token.dep in {"acl", "acl:relcl"} and self._gapped(token):
            yield head
        participle = token.feats.get("VerbForm") == "Part" and self.parse.kid(token, "aux") is None
        if token.rel == "advcl" and participle:
            # «Reçu mercredi à l'Élysée, le ministre a parlé»
            yield from self.parse.kids(head, "nsubj")

    def _gapped(self, token: Token) -> bool:
        """Whether the noun of a clause is its object, not its subject («le ministre qui a signé»)."""
        relative = [k for k in self.parse.kids(token, "nsubj") if k.feats.get("PronType") == "Rel"]
        objects = list(self.parse.kids(token, "obj"))
        if token.dep == "acl" or any(k.feats.get("PronType") == "Rel" for k in objects):
            return True
        return not relative and not objects

    def _is_object(self, token: Token, objects: tuple[str, ...]) -> bool:
        if token.lemma in objects or token.lower in objects:
            return True
        if any(kid.lemma in objects for kid in self.parse.kids(token, "conj", "nmod", "compound")):
            return True
        # "a draft shrimp calendar", whichever noun the tree hangs the first on
        before = self.parse.tokens[token.left : token.i]
        return any(t.rel == "compound" and t.lemma in objects for t in before)

    def _needs(self, entry: EncounterEntry, trigger: Trigger, token: Token) -> bool:
        need, _, words = (entry.needs or "").partition(":")
        wanted = words.split(",")
        if need == "participle":
            return any(kid.lemma in wanted for kid in self.parse.kids(token, "acl", "amod"))
        if need == "phoned":
            # «a appelé lundi son homologue», not «a appelé son homologue à la retenue»
            wishing = self.lexicon.encounter_words.wishing
            to_do = (kid for kid in self.parse.kids(token, "obl") if kid.i not in self._dated)
            asked = any(marker(self.parse, kid) in wishing for kid in to_do)
            asked = asked or self.parse.kid(token, "xcomp") is not None
            return not asked and any(self._human(kid) for kid in self.parse.kids(token, "obj"))
        if need == "sent":
            # «a dépêché à Kiev sa ministre», not «a envoyé des renforts»
            return any(self._human(kid) for kid in self.parse.kids(token, "obj", "nsubj:pass"))
        if need == "traveller":
            # «La ministre s'est envolée pour Riga», not «Les prélèvements partent pour Arusha»
            return any(self._human(kid) or kid.pos == "PRON" for kid in self._subjects(token))
        if need == "town":
            return self._gone_from(token)
        if need == "human":
            found = [*objects(self.parse, token), *self.parse.kids(token, "nsubj:pass"), *self._undergoers(token)]
            return any(self._human(kid) for kid in found)
        if need == "expected":
            return any(self._human(kid) for kid in self.parse.kids(token, "nsubj:pass", "nsubj"))
        if need == "state":
            gone = list(self.parse.kids(token, "obj", "nsubj:pass"))
            return any(kid.i in self.resolver.cast.names for kid in gone) or self._strange_town(token, gone)
        if need in {"together", "rejoining", "day", "guest", "joint", "plain"}:
            return self._in_company(need, wanted, token)
        if need == "subject":
            return any(self._is_object(kid, tuple(wanted)) for kid in self._subjects(token))
        return True

    def _strange_town(self, token: Token, gone: Sequence[Token]) -> bool:
        """«Les deux délégations doivent visiter Ungheni», a town that only the text knows, not «visiter Marie»."""
        cast = self.resolver.cast
        towns = (kid for kid in gone if kid.pos == "PROPN" and kid.i not in {*cast.person_at, *cast.role_at})
        return any(towns) and any(self._human(kid) for kid in self._subjects(token))

    def _gone_from(self, token: Token) -> bool:
        """«Lena Rojas a quitté Dakar», not «Pas un franc n'a quitté Dakar» nor "leaving Dakar alone in the dispute"."""
        names, subjects = self.resolver.cast.names, self._subjects(token)
        if subjects and not any(self._human(kid) or kid.pos in {"PRON", "PROPN"} for kid in subjects):
            return False
        gone = [names[kid.i] for kid in self.parse.kids(token, "obj") if kid.i in names]
        so_left = self.parse.kid(token, "xcomp", "compound:prt") is not None
        return not so_left and any(m.kind.value in {"capital", "place"} for m in gone)

    def _calls_on_others(self, token: Token) -> bool:
        """"joined the calls by growers asking Peru to sign": with whom it is held nothing tells, but what is asked."""
        kids = list(self.parse.kids(token, "nmod"))
        if any(marker(self.parse, kid) in self.lexicon.encounter_words.joint for kid in kids):
            return False
        verbs = (verb for noun in (token, *kids) for verb in self.parse.kids(noun, "acl"))
        gerunds = (verb for verb in verbs if verb.feats.get("VerbForm") in {"Ger", "Part"})
        cues = (cue_at(self.parse, self.lexicon, verb) for verb in gerunds)
        return any(entry.act in {Act.ASK, Act.DEMAND} for cue in cues if cue is not None for entry in cue.entries)

    def _in_company(self, need: str, wanted: list[str], token: Token) -> bool:
        """Whether a verb has those with whom, or several who, do what it tells."""
        if need == "plain":
            return not self._calls_on_others(token)
        if need == "together":
            alone = "alone" not in wanted or self.parse.kid(token, "obj") is None
            return self._joint(token) or (alone and self._several(token))
        if need == "day":
            # «Le mercredi a été consacré aux licences»
            return any(kid.i in self._dated for kid in self.parse.kids(token, "nsubj:pass", "nsubj"))
        if need == "rejoining":
            return self._several(token) and self._to_go_on(token)
        if need == "guest":
            # "played host to his counterpart", not "to a fair"
            guests = [k for k in self.parse.kids(token, "obl", "nmod") if marker(self.parse, k) in wanted]
            guests += [k for o in self.parse.kids(token, "obj") for k in self.parse.kids(o, "nmod")]
            return any(self._human(kid) for kid in guests)
        return self._joint(token)

    def together(self, trigger: Trigger, side: Side, settled: bool) -> bool:
        """Whether those told do it together: "the ministers discussed it", not "the senators of Chile discussed it"."""
        need = (trigger.entry.needs or "").partition(":")[0]
        if need in {"rejoining", "day"}:
            return settled
        if need != "together" or self._joint(self.parse.tokens[trigger.i]):
            return True
        return settled and (len(side.members) != 1 or side.count > 1)

    def _joint(self, token: Token) -> bool:
        joint = self.lexicon.encounter_words.joint
        found = list(self.parse.kids(token, "obl", "nmod"))
        # "discussed the ferry with his counterpart", not "discussed the treaty with the EU"
        found += [k for o in self.parse.kids(token, "obj") for k in self.parse.kids(o, "nmod") if self._human(k)]
        return any(marker(self.parse, kid) in joint for kid in found)

    def _several(self, token: Token) -> bool:
        """«les négociateurs», «les deux pays», «Lima et Quito»: subjects that can act together."""
        names, sides = self.resolver.cast.names, self.lexicon.grammar.sides
        for kid in self._subjects(token):
            both = kid.i in names and any(part.i in names for part in self.parse.kids(kid, "conj"))
            people = kid.feats.get("Number") == "Plur" and (kid.lemma in sides or self._human(kid))
            if both or people:
                return True
        return False

    def _they(self, token: Token) -> bool:
        """ "They sit again.": those who have sat."""
        return any(kid.pos == "PRON" and kid.feats.get("Number") == "Plur" for kid in self._subjects(token))

    def _to_go_on(self, token: Token) -> bool:
        """ "will return to Doha", "returned to Doha to finish the text", not "returned to Lima"."""
        to_do = any(k.feats.get("VerbForm") == "Inf" for k in self.parse.kids(token, "advcl", "xcomp"))
        return to_do or is_ahead(self.parse, self.lexicon, token)

    def _subjects(self, token: Token) -> list[Token]:
        """The subjects of a verb; of «doit voter mardi» those of what governs the infinitive."""
        own = list(self.parse.kids(token, "nsubj"))
        return own or (list(self.parse.kids(self.parse.tokens[token.head], "nsubj")) if token.rel == "xcomp" else [])

    def _human(self, token: Token) -> bool:
        cast = self.resolver.cast
        inside = range(token.left, token.right + 1)
        if token.lemma in self.lexicon.scope.collective_nouns or token.i in cast.role_at or token.i in cast.person_at:
            return True
        return any(i in cast.bearer or i in cast.person_at for i in inside) and token.pos == "PROPN"
