"""Who takes part in an encounter."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.model import EncounterKind
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.cues.find import VERBAL, lemma_of
from pourparlers.reading.encounters.cues import Place, Setting, Trigger, objects, subtree
from pourparlers.reading.encounters.named import STOP, Named
from pourparlers.reading.encounters.side import Side
from pourparlers.reading.statements.agents import agent_token, by_agent, is_passive
from pourparlers.reading.text.phrases import genitives, marker, markers

_TOWNS = {NameKind.CAPITAL, NameKind.PLACE}
NOUNS = {"NOUN", "PROPN"}


class Company(Named):
    """Finds who takes part, in one text.

    Args:
        dated: the words that tell a time.
    """

    def __init__(self, resolver: Resolver, drafts: Sequence[Draft], dated: Container[int]) -> None:
        super().__init__(resolver, drafts)
        self._dated = dated
        told = (draft for draft in drafts if draft.speaker is not None)
        self._cues = {draft.cue_word: draft for draft in reversed(list(told)) if draft.cue_word is not None}
        self.table.count(self._how_many())

    def _how_many(self) -> int:
        """How many sides the text counts where it names none: «les deux délégations»; 0 where it does not agree."""
        sides = (token for token in self.parse.tokens if token.lemma in self.lexicon.grammar.sides)
        told = {n for token in sides if (n := self._counted(token)) > 1}
        return told.pop() if len(told) == 1 else 0

    def fits_pair(self, i: int) -> bool:
        """Whether the sentence of a word names nobody but the two sides of the text."""
        return bool(self.table.pair) and self.fits(i, self.table.pair)

    def fits(self, i: int, sides: Iterable[str]) -> bool:
        """Whether the sentence of a word names nobody but some parties."""
        sentence = self.parse.sentences[self.parse.tokens[i].sent]
        here = range(sentence.first, sentence.last + 1)
        # «doit être signé à Riga»: where it is to be signed is no party.
        places = {m.first for at in here for m in self._mentions.get(at, ()) if m.kind in _TOWNS and self._is_place(m)}
        told = {p for at in here if at not in places for p in self._at(at).parties}
        return told <= {*sides, *self.table.mediators}

    def of(self, trigger: Trigger, setting: Setting) -> Side:
        """Who takes part in what a trigger tells."""
        token = self.parse.tokens[trigger.i]
        side = self._verb(trigger, token) if trigger.verbal else self._noun(trigger, token, setting)
        people = [p for p in self.resolver.cast.persons if p.id in side.persons]
        domestic = len(people) > 1 and len({p.party for p in people}) == 1 and len(side.parties) == 1
        side += Side(closed=domestic or (not trigger.verbal and self._of_body(token, side)))
        side += self._between(trigger, setting, side)
        return side + self._auspices(setting.verb or token) + self._auspices(token)

    def _between(self, trigger: Trigger, setting: Setting, side: Side) -> Side:
        """«Lors de la deuxième séance, la médiatrice a rebaptisé son plan»: between whom she mediates, is untold."""
        alone = side.parties and set(side.parties) <= self.table.mediators
        during = not trigger.verbal and setting.place is Place.DURING and trigger.entry.kind in {"meeting", "talks"}
        return Side(under=side.parties) if alone and during else Side()

    def _of_body(self, token: Token, side: Side) -> bool:
        """«le sommet de l'Otan»: an organisation meets by itself."""
        return any(not self.is_state(party) for party in self._own_body(token)) and len(side.members) == 1

    def _own_body(self, token: Token) -> tuple[str, ...]:
        # "talks at the Hofburg", the seat of the OSCE, are not its talks.
        own = {None, *genitives(self.lexicon), *self.lexicon.grammar.name_genitive}
        kids = self.parse.kids(token, "nmod", "compound")
        sides = [self.named(k, own=True) for k in kids if marker(self.parse, k) in own]
        return tuple(party for side in sides if not side.persons for party in side.parties)

    def is_state(self, party: str) -> bool:
        """Whether a party is a state, not an organisation."""
        return self.table.is_state(party)

    # Nouns.

    def _noun(self, trigger: Trigger, token: Token, setting: Setting) -> Side:
        if trigger.entry.public:
            return self._public(trigger, token, setting)
        side = self.named(token, own=True).without(self._venue(trigger, token)) + self._beyond(token)
        for kid in self.parse.kids(token, "nmod"):
            side += self.opponents(kid) if marker(self.parse, kid) in self.words.joint else Side()
        for kid in self._participles(token):
            side += self._agents(kid)
        side += self.table.chairs.chair(token)
        for step in setting.steps:
            side += self._joint(step)
        side += self._had(token)
        if setting.place is Place.APART and trigger.entry.kind == EncounterKind.VISIT:
            side += self._visitor(token)
        if setting.verb is None or setting.place in {Place.APART, Place.ALONE}:
            return side
        if setting.place is Place.DURING and self._of_body(token, side):
            # «à la veille du sommet du G20, Paris a ratifié»: whoever acts then need not take part.
            return side
        if setting.place is not Place.SUBJECT:
            side += self._chair(setting) + self._doer(setting.verb) + self._patient(setting.verb)
            # «En visite à Lima, il a plaidé pour un accord avec Quito»: with whom one may agree is not visited.
            during = setting.place is Place.DURING and trigger.entry.kind == EncounterKind.VISIT
            side += Side() if during else self._joint(setting.verb)
            side += Side(closed=setting.place is Place.OBJECT and self._convened(trigger, setting.verb, side))
        elif is_passive(self.parse, setting.verb):
            side += self._by(setting.verb)
        elif brought := self._brought(setting.verb):
            side += sum((self.named(kid) for kid in brought), Side())
        else:
            side += self._joint(setting.verb)
        return side

    def _brought(self, verb: Token) -> list[Token]:
        """«Ce cycle doit rassembler les ministres du Pérou et du Chili», "The talks involved officials from Peru"."""
        verbs = (verb, *self.parse.kids(verb, "xcomp"))
        brings = (one for one in verbs if lemma_of(one, self.lexicon) in self.words.bringing)
        return [kid for one in brings for kid in self.parse.kids(one, "obj")]

    def _venue(self, trigger: Trigger, token: Token) -> set[str]:
        """ "the Brunei talks", «les pourparlers de Praia»: where two others talk, unless it is told that it talks."""
        joint = self._joint(token).parties
        if trigger.entry.kind == EncounterKind.VISIT or len(joint) == 1:
            return set()
        of, names = {None, *genitives(self.lexicon)}, self.resolver.cast.names
        kids = [k for k in self.parse.kids(token, "compound", "nmod") if marker(self.parse, k) in of and k.i in names]
        # «les négociations d'Alger entre Bamako et les groupes armés»
        towns = (names[k.i] for k in kids if joint and names[k.i].kind in _TOWNS)
        return {names[k.i].id for k in kids if self._hosts(names[k.i])} | {town.id for town in towns}

    def _hosts(self, mention: Mention) -> bool:
        others = [p for p in self.table.principal if self.is_state(p) and p != mention.id]
        if len(others) < 2:
            return False
        towns = (m for m in self.resolver.cast.mentions if m.id == mention.id and m.kind in _TOWNS)
        return mention.id in self.table.mediators or mention.kind in _TOWNS or any(self._is_place(m) for m in towns)

    def _is_place(self, mention: Mention) -> bool:
        before = self.parse.tokens[mention.first - 1].plain if mention.first else ""
        return before in self.words.place_prepositions

    def _chair(self, setting: Setting) -> Side:
        """ "Cape Verde's minister chaired the session": whose parties are still to be told."""
        verb = setting.verb
        if verb is None or setting.place is not Place.OBJECT or lemma_of(verb, self.lexicon) not in self.words.chairing:
            return Side()
        doer = self._doer(verb)
        return Side(doer.parties, doer.persons, under=doer.parties)

    def _had(self, token: Token) -> Side:
        """«les entretiens que la délégation américaine a eus à Oslo»: who has had them, in the relative clause."""
        side = Side()
        for kid in self.parse.kids(token, "acl"):
            subject = self.parse.kid(kid, "nsubj") if kid.dep == "acl:relcl" else None
            happens = lemma_of(kid, self.lexicon) in self.words.happening
            if subject is not None and subject.feats.get("PronType") != "Rel" and happens:
                side += self.named(subject) + self._joint(kid)
        return side

    def _visitor(self, token: Token) -> Side:
        """«la ministre, en visite à Maputo depuis mardi, a plaidé…»: whom the phrase hangs on."""
        head, cast = self.parse.tokens[token.head], self.resolver.cast
        visits = token.rel in {"nmod", "appos"} and marker(self.parse, token) in self.words.during
        return self.named(head) if visits and (head.i in cast.role_at or head.i in cast.person_at) else Side()

    def visitor_at(self, place: int) -> Side:
        """«la visite mardi au Mali | du ministre russe»: whose visit it is, where the tree hangs him on the place."""
        of, roles = genitives(self.lexicon), self.resolver.cast.role_at
        kids = self.parse.kids(self.parse.tokens[place], "nmod")
        whose = next((k for k in kids if marker(self.parse, k) in of and k.i in roles), None)
        return self.named(whose) if whose is not None else Side()

    def _convened(self, trigger: Trigger, verb: Token, side: Side) -> bool:
        """«Le Conseil de coopération du Golfe tiendra une réunion»: a union of states that meets by itself."""
        things = self.resolver.cast.context.world.things
        alone = len(side.parties) == 1 and not side.persons and trigger.entry.kind in {"meeting", "summit"}
        body = alone and side.parties[0] in things and not self.is_state(side.parties[0])
        return bool(body and lemma_of(verb, self.lexicon) in self.words.happening)

    def _participles(self, token: Token) -> Iterable[Token]:
        return (k for k in self.parse.kids(token, "acl") if k.pos in VERBAL and is_passive(self.parse, k))

    def _agents(self, verb: Token) -> Side:
        return self._by(verb) + self._joint(verb)

    def _by(self, verb: Token) -> Side:
        return self.named(by) if (by := by_agent(self.parse, self.lexicon, verb)) is not None else Side()

    def _public(self, trigger: Trigger, token: Token, setting: Setting) -> Side:
        """A press conference: whoever holds it or speaks at it."""
        verb, side = setting.verb, Side()
        for kid in self.parse.kids(token, "nmod"):
            if marker(self.parse, kid) in genitives(self.lexicon) or kid.dep == "nmod:poss":
                side += self.named(kid)
        if verb is not None and setting.place is not Place.SUBJECT:
            # Who says what the verb reports is better known than its subject.
            said = Side() if side.parties else self._speaker(verb)
            side += said if said.parties else self._doer(verb)
            side += self._joint(token)
            side += Side(closed=agent_token(self.parse, self.lexicon, verb) is not None)
        body = side.parties and trigger.entry.kind != "press_conference"
        return side + self._body(trigger) if body else side

    def _body(self, trigger: Trigger) -> Side:
        """The organisation whose body is spoken to: "told the U.N. Security Council"."""
        words = sorted(subtree(self.parse, self.parse.tokens[trigger.i], STOP))
        return Side(tuple([p for i in words for p in self._names(i).parties if not self.is_state(p)][:1]))

    def _speaker(self, verb: Token) -> Side:
        """«a-t-il souligné devant la presse»: the speaker of the statement that the verb reports."""
        draft = self._cues.get(verb.i)
        if draft is None or draft.speaker is None:
            return Side()
        persons = tuple(i for i in draft.speaker.ids if i.startswith("person:"))
        return Side(tuple(p for p in draft.speaker.parties if self.table.knows(p) or persons), persons)

    # Verbs.

    def _verb(self, trigger: Trigger, token: Token) -> Side:
        doer = self._doer(token)
        side = Side()
        passive = is_passive(self.parse, token)
        if passive:
            side += self._subject(token)
        for role in trigger.entry.parties:
            relation, _, preposition = role.partition(":")
            for kid in self._role(token, relation, preposition):
                called = kid.pos == "PROPN" and trigger.entry.kind == EncounterKind.CALL
                # «a appelé Chhim Sovannarith»: a name that the text gives without a party shuts nobody out.
                side += self.named(kid) if preposition or called else self._other(kid)
        if "iobj" in trigger.entry.parties:
            # "Latvia handed Estonia a note": of two objects, the one that names a party is given the other.
            given = list(self.parse.kids(token, "obj"))
            side += self.named(given[0], own=True) if len(given) > 1 and given[0].pos == "PROPN" else Side()
        side += self._joint(token) + self._whom(trigger, token)
        return side if not side.parties and self._all_of_them(token, doer, trigger.entry.again) else doer + side

    def _all_of_them(self, verb: Token, doer: Side, again: bool) -> bool:
        """«Les équipes doivent se revoir jeudi»: who meet one another are not the one whom the phrase takes up.

        `again`: "They sit again.": nor are those who have met.
        """
        subject = agent_token(self.parse, self.lexicon, verb)
        if subject is None or len(doer.parties) != 1 or doer.persons or subject.feats.get("Number") != "Plur":
            return False
        if subject.pos == "PRON":
            return again
        return subject.lemma in self.lexicon.grammar.sides and not self.named(subject, own=True).parties

    def _whom(self, trigger: Trigger, verb: Token) -> Side:
        """ "Abbas, whom Mitchell met on Saturday", «le ministre que Lima a reçu»: the noun of the relative clause."""
        relative = any(k.feats.get("PronType") == "Rel" for k in self.parse.kids(verb, "obj"))
        whom = relative and verb.dep == "acl:relcl" and "obj" in trigger.entry.parties
        return self.named(self.parse.tokens[verb.head]) if whom else Side()

    def _role(self, token: Token, relation: str, preposition: str) -> Iterable[Token]:
        if relation == "place":
            # the state gone to is read from the place
            return
        wanted = markers(self.lexicon, preposition) if preposition else (None,)
        near = objects(self.parse, token) if relation == "obj" and not preposition else ()
        for kid in near or self.parse.kids(token, relation, *(("nmod", "advmod") if preposition else ())):
            if marker(self.parse, kid) in wanted and kid.feats.get("PronType") != "Rel":
                yield kid
        for kid in self.parse.kids(token, "obj") if preposition else ():
            yield from (k for k in self.parse.kids(kid, "nmod") if marker(self.parse, k) in wanted)

    def _subject(self, verb: Token) -> Side:
        kid = self.parse.kid(verb, "nsubj")
        head = self.parse.tokens[verb.head]
        if kid is None and verb.rel == "xcomp":
            kid = self.parse.kid(head, "nsubj")
        if kid is None and verb.rel in {"acl", "amod"}:
            kid = head
        return self.named(kid) if kid is not None else Side()

    def _doer(self, verb: Token) -> Side:
        """The subject; of a participle that stands free («Réunis à Cotonou, …») that of its clause, or its noun."""
        token = agent_token(self.parse, self.lexicon, verb) or self._author(verb)
        participle = verb.feats.get("VerbForm") == "Part" and self.parse.kid(verb, "aux") is None
        if token is None and participle and verb.rel in {"acl", "amod", "advcl", "conj"}:
            head = self.parse.tokens[verb.head]
            token = head if head.pos not in VERBAL else agent_token(self.parse, self.lexicon, head)
        if token is None and verb.rel == "xcomp" and not is_passive(self.parse, verb):
            above = self.parse.tokens[verb.head]
            # "is scheduled to pay a visit", «est censé se rendre»: the subject of the passive is to act.
            token = agent_token(self.parse, self.lexicon, above) or self.parse.kid(above, "nsubj:pass")
        return self.named(token) + self._lost(verb, token) + self._both(verb) if token is not None else Side()

    def _both(self, verb: Token) -> Side:
        """ "The Syrian government and the opposition met", where the tree has two subjects and "and" beside them."""
        subjects = list(self.parse.kids(verb, "nsubj"))
        between = range(subjects[0].i, subjects[-1].i) if subjects else ()
        if not any(kid.i in between for kid in self.parse.kids(verb, "cc")):
            return Side()
        return sum((self.named(kid) + self.opponents(kid) for kid in subjects), Side())

    def _author(self, verb: Token) -> Token | None:
        """«Dans une note remise à Quito, Lima exige»: who speaks in a text has given it."""
        noun = self.parse.tokens[verb.head]
        above = self.parse.tokens[noun.head]
        inside = noun.rel in {"obl", "nmod"} and marker(self.parse, noun) in self.words.during
        if verb.dep != "acl" or not inside or above.pos not in VERBAL or not is_passive(self.parse, verb):
            return None
        return agent_token(self.parse, self.lexicon, above)

    def _lost(self, verb: Token, subject: Token) -> Side:
        """«Le Togo et le Bénin ont signé»: where the tree takes the first of two subjects for a sentence of its own."""
        head = self.parse.tokens[verb.head]
        stands_apart = verb.rel == "conj" and head.pos in NOUNS and head.i < subject.i and subject.head == verb.i
        return self.named(head) if stands_apart else Side()

    def _patient(self, verb: Token) -> Side:
        """«Le roi est attendu pour des entretiens»: an actor as subject of a passive."""
        kid = self.parse.kid(verb, "nsubj:pass")
        cast = self.resolver.cast
        acts = kid is not None and (kid.i in cast.role_at or kid.i in cast.person_at or kid.i in cast.names)
        return self.named(kid) if kid is not None and acts else Side()

    def _joint(self, token: Token) -> Side:
        """«avec Paris», «entre Rome et Berne», among what hangs on a word and on its nouns."""
        side = Side()
        for kid in self.parse.kids(token, "obl", "nmod", "advmod", "dep", "conj"):
            if marker(self.parse, kid) in self.words.joint:
                side += self._other(kid)
        for kid in self.parse.kids(token, "obj", "obl"):
            for inner in self.parse.kids(kid, "nmod", "obl"):
                if marker(self.parse, inner) in self.words.joint:
                    side += self._other(inner)
        return side

    def _beyond(self, token: Token) -> Side:
        """ "a call on Thursday between Kigali and Dodoma", "a meeting in Lima with Quito": so trees have them."""
        side, of = Side(), genitives(self.lexicon)
        for kid in self.parse.kids(token, "nmod"):
            placed = kid.pos == "PROPN" and marker(self.parse, kid) in self.words.place_prepositions
            for inner in self.parse.kids(kid, "nmod") if placed or kid.i in self._dated else ():
                side += self._other(inner) if marker(self.parse, inner) in self.words.joint else Side()
                # «la visite mardi au Mali du ministre russe»
                visitor = marker(self.parse, inner) in of and inner.i in self.resolver.cast.role_at
                side += self.named(inner) if visitor else Side()
        return side

    def _auspices(self, token: Token) -> Side:
        side = Side()
        kids = [*self.parse.kids(token, "obl", "nmod", "advmod")]
        kids += [k for part in self.parse.kids(token, "acl", "amod") for k in self.parse.kids(part, "obl", "nmod")]
        for kid in kids:
            if marker(self.parse, kid) in self.words.under and kid.lemma in self.words.auspices:
                found = self.named(kid)
                side += Side(found.parties, found.persons, under=found.parties)
        return side

    def _other(self, token: Token) -> Side:
        """Whoever is met; a phrase that neither names nor takes up a party closes the company."""
        side = self.named(token)
        side += Side() if side.parties else self.opponents(token)
        if side.parties or side.count or token.pos == "PRON":
            return side
        grammar = self.lexicon.grammar
        taken_up = token.i in self.resolver.cast.role_at or token.lemma in (
            *grammar.sides,
            *grammar.counterpart,
            *grammar.allies,
        )
        return side if taken_up else side + Side(closed=True)
