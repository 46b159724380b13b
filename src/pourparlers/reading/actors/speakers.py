"""From words to actors: whom a noun phrase or pronoun stands for, and how the text tells it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import NameKind
from pourparlers.model import How, Time
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.collectives import Collectives
from pourparlers.reading.actors.context import NATIONAL
from pourparlers.reading.actors.coreference import CLOSE, Candidates, Reference, listed
from pourparlers.reading.actors.descriptions import described
from pourparlers.reading.actors.gazetteer import ACTORS, Mention
from pourparlers.reading.actors.last_told import last_told
from pourparlers.reading.actors.movements import taken_up
from pourparlers.reading.actors.pairs import one_of_two, together
from pourparlers.reading.actors.persons import Person
from pourparlers.reading.actors.points import body_points, hero, is_place, name_points, role_points
from pourparlers.reading.actors.reporters import of_themselves
from pourparlers.reading.actors.roles import RolePhrase
from pourparlers.reading.actors.same_office import can_bear, same_noun
from pourparlers.reading.actors.same_sources import same_role, same_source
from pourparlers.reading.actors.served import owner_name, serving_role
from pourparlers.reading.actors.sitting import sitting_there
from pourparlers.reading.actors.some_of_them import quantified
from pourparlers.reading.actors.spoken_for import spoken_for
from pourparlers.reading.actors.things import are_people, is_thing, owner_of
from pourparlers.reading.text.phrases import conjuncts

# No noun phrase before a name has more words after its head («le garde du parc national de Drevno, Ioan Mureșan»).
PHRASE = 8
NATIONS = {NameKind.ADJECTIVE, NameKind.DEMONYM}
# In the plural, with their state, they are the state.
DELEGATES = {"negotiator"}


class Resolver:
    """Resolves noun phrases and pronouns of one text."""

    def __init__(self, cast: Cast, times: Sequence[Time] = ()) -> None:
        self.cast = cast
        self.time_words = _time_words(cast.context.parse, times)
        self.parse: Parse = cast.context.parse
        self.lexicon = cast.context.lexicon
        self.candidates = Candidates(self.lexicon, self.parse, cast.quoted)
        self.collectives = Collectives(cast, self.candidates, self.time_words)
        self.candidates.hero = hero(cast)
        self.candidates.add(name_points(cast))
        self.candidates.add(role_points(cast, self._alone))
        self.candidates.add(list(body_points(cast, self._alone, self.time_words)))
        pronouns = self.lexicon.scope.pronouns
        self.indefinite = {*listed(pronouns, "subject", "indef"), *listed(pronouns, "enclitic", "indef")}
        self.neuter = set(listed(pronouns, "neuter"))

    def _alone(self, token: Token) -> Reference | None:
        return self._one(token, None, True)

    def resolve(
        self, token: Token, thread: Reference | None = None, speech: bool = True, placed: bool = True
    ) -> Reference | None:
        """Whom a subject or other noun phrase stands for, coordinated phrases together.

        Args:
            token: the head of the phrase.
            thread: who spoke last, for pronouns.
            speech: whether the phrase is the subject of saying, so that any noun phrase will do.
            placed: whether a preposition before a capital makes it a place; "according to Lisbon" is no place.
        """
        found = [self._one(t, thread, speech, placed) for t in conjuncts(self.parse, token)]
        refs = [r for r in found if r is not None]
        if not refs or (found[0] is None and token.pos == "PRON"):
            return None
        return refs[0].joined(*refs[1:])

    def _one(self, token: Token, thread: Reference | None, speech: bool, placed: bool = True) -> Reference | None:
        person = self.cast.person_at.get(token.i)
        if person is not None:
            serving = serving_role(self.cast, token)
            return self._role(self.parse.tokens[serving.head], serving) if serving else self._named(person, token)
        relative = token.rel in {"nsubj", "obj"} and token.lower in self.lexicon.grammar.relative
        thing = token.i in self.cast.names and self.cast.names[token.i].kind in ACTORS
        part = self.collectives.part(token, speech)
        if part is not None:
            return self._member(token) or part
        some = token.pos == "DET" or token.lower in self.lexicon.grammar.indefinite  # "Many rejected the quota"
        some = some and token.dep.startswith("nsubj")  # '"It was cordial," said another'
        if (token.pos == "PRON" or some) and not thing or relative or token.lower in self.lexicon.grammar.possessive:
            found = self._pronoun(token, thread)
            told = speech or relative or found is None or found.how is not How.UNNAMED
            return found if told or are_people(self.parse, self.lexicon, token) else None
        if token.lower.rstrip(".") in self.lexicon.titles and token.i not in self.cast.role_at:  # «l'imam de Metz»
            named = self.cast.person_at.get(token.i + 1)
            return self._named(named, self.parse.tokens[token.i + 1]) if named else None
        if (one := one_of_two(self.cast, token)) is not None:
            party = (one.party,) if one.party and one.speaks else ()
            return Reference((one.id,), party, How.ROLE, token.i - 1, token.i)
        if token.lemma in self.lexicon.grammar.latter:
            return last_told(self.cast, token, self._alone) or self._antecedent(token, thread)
        role = self.cast.role_at.get(token.i)
        if role is not None:
            found = self._told_before(token, role) or self._role(token, role)
            if found is not None and found.how is not How.UNNAMED:
                return found
            again = taken_up(self.cast, token) or described(self.cast, token, thread)
            return again or found
        inside = self._person_inside(token)
        if inside is not None:
            return inside
        body = self._thing(token, placed) or self.collectives.body(token) or same_source(self.collectives, token)
        return body or described(self.cast, token, thread) or self.collectives.resolve(token, speech)

    def _antecedent(self, token: Token, thread: Reference | None, near: bool = False) -> Reference | None:
        found = self.candidates.nearest(token) if near else self.candidates.antecedent(token, thread)
        return found and Reference((found.id,), (found.party,) if found.party else (), How.PRONOUN, token.i, token.i)

    def _member(self, token: Token) -> Reference | None:
        """«une de ses porte-parole, Jane Doe»: the one of several who is named."""
        beside = (k for one in (token, *self.parse.kids(token, "nmod")) for k in self.parse.kids(one, "appos"))
        return next((self._named(self.cast.person_at[k.i], k) for k in beside if k.i in self.cast.person_at), None)

    def _named(self, person: Person, token: Token) -> Reference:
        name = self.cast.name_at[token.i]
        how = How.NAMED if name.last > name.first or len(person.words) == 1 else How.SURNAME
        parties = (person.party,) if person.party and person.speaks else ()
        return Reference((person.id,), parties, how, name.first, name.last)

    def _person_inside(self, token: Token) -> Reference | None:
        """«le socialiste Jean Dupont»: a name that hangs on a common noun without a preposition."""
        led = self.cast.person_at.get(token.i + 1)
        if led is not None and led.party and token.lemma in self.lexicon.scope.collective_nouns:
            # «le gouvernement Dupont»: the state's.
            return Reference((led.party,), (led.party,), How.PARTY, token.i, self.cast.name_at[token.i + 1].last)
        for kid in self.parse.kids(token, "appos", "nmod", "flat"):
            person = self.cast.person_at.get(kid.i)
            if person and self.parse.kid(kid, "case") is None and token.pos in {"NOUN", "PROPN"}:
                return self._named(person, kid)
        return self._person_after(token)

    def _person_after(self, token: Token) -> Reference | None:
        """«le chanoine Rémi Oberlin», «le garde du parc, Ioan Mureșan,»: a noun phrase and the name after it."""
        tokens = self.parse.tokens
        if token.pos not in {"NOUN", "PROPN", "ADJ"} or token.i in self.time_words or token.i in self.cast.names:
            return None
        sentence, at = self.parse.sentence_of(token), token.i + 1
        while at < sentence.last and at <= token.i + PHRASE and at not in self.cast.person_at:
            if tokens[at].pos not in {"ADJ", "ADP", "DET", "NOUN", "PROPN"} and at not in self.cast.names:
                break
            at += 1
        comma = at < sentence.last and tokens[at].text == ","
        inner = tokens[token.i + 1 : at]
        own = all(t.pos in {"ADP", "DET", "ADJ"} or t.i in self.cast.names for t in inner)
        if not comma and not own and any(t.pos in {"ADP", "DET"} for t in inner):
            # «un roman de l'écrivain letton Aivars Bērziņš»: the name is the complement's.
            return None
        at += comma
        person = self.cast.person_at.get(at) if at <= sentence.last else None
        if person is None or self.cast.name_at[at].first != at or tokens[at - 1].pos in {"ADP", "DET"}:
            return None
        after = tokens[self.cast.name_at[at].last + 1] if self.cast.name_at[at].last < sentence.last else None
        # «selon le maire, Jean Valmont a menti»: what no mark closes is no apposition.
        if comma and after is not None and after.pos != "PUNCT":
            return None
        return self._named(person, tokens[at])

    def _thing(self, token: Token, placed: bool = True) -> Reference | None:
        mention = self.cast.names.get(token.i)
        if mention is None or mention.kind is NameKind.TREATY:
            return None
        if mention.kind is NameKind.PLACE:
            return self._region(token, mention) if token.rel == "nsubj" or not placed else None
        before = self.parse.tokens[mention.first - 1] if mention.first else None
        one = mention.number == "s" and token.feats.get("Number") != "Plur"
        if mention.kind in NATIONS and one and before and before.lower in self.lexicon.grammar.indefinite:
            # "An Ethiopian said": somebody, who speaks for no state.
            return self.collectives.group(mention.first - 1, mention.last, None)
        some = quantified(self.cast, mention) if mention.kind in NATIONS and not one else None
        if some is not None:
            return self.collectives.group(some, mention.last, self.cast.party_of(mention.id))
        if mention.kind is NameKind.ADJECTIVE and not self._people(token):
            return None
        person = self.cast.epithets.get(mention.first)
        if person is not None:
            parties = (person.party,) if person.party and person.speaks else ()
            return Reference((person.id,), parties, How.ROLE, mention.first, mention.last)
        if placed and is_place(self.cast, mention.first, mention.kind):
            return None
        party = self.cast.party_of(mention.id)
        return Reference((mention.id,), (party,) if party else (), How.NAMED, mention.first, mention.last)

    def _region(self, token: Token, mention: Mention) -> Reference | None:
        """«Terre-Neuve-et-Labrador nie», «selon le Québec»: a place that acts speaks for its state, or for itself."""
        name = self.parse.slice(mention.first, mention.last)
        return Reference((name,), (mention.id,) if mention.id else (), How.NAMED, mention.first, mention.last)

    def _people(self, token: Token) -> bool:
        """"the Kyrgyz were not against": an adjective that heads its phrase is the people, and its state."""
        head = token.rel in {"nsubj", "obj", "obl", "conj", "iobj", "nmod", "root"}
        return head and any(kid.rel == "det" for kid in self.parse.kids(token))

    # Roles.

    def _role(self, token: Token, role: RolePhrase) -> Reference | None:
        bearer = self.cast.bearer.get(role.first)
        if bearer is not None:
            parties = (bearer.party,) if bearer.party and bearer.speaks else ()
            how = How.ROLE if role.first in self.cast.adopted else How.NAMED
            return Reference((bearer.id,), parties, how, role.first, max(role.last, role.noun_last))
        shared = self.cast.bearers.get(role.first)
        if shared is not None:
            told = tuple(dict.fromkeys(p.party for p in shared if p.party and p.speaks))
            last = max(next(n.last for n in p.names if n.first > role.last) for p in shared)
            return Reference(tuple(p.id for p in shared), told, How.NAMED, role.first, last)
        anaphor = self._opposite(token, role) or self._role_antecedent(role)
        if anaphor is not None:
            parties = (anaphor.party,) if anaphor.party and anaphor.speaks else ()
            return Reference((anaphor.id,), parties, How.ROLE, role.first, role.last)
        told = spoken_for(self.cast, self.collectives, role)
        if role.number == "p" and told and role.parties and self._are_party(token, role):
            # «Les négociateurs uruguayens»: they are their state.
            return Reference(told, told, How.PARTY, role.first, role.last)
        pair = self.collectives.two_persons(token, role.entry.role) if role.number == "p" else None
        if pair is not None:
            return pair
        counted = self.parse.tokens[max(0, role.first - 1)].pos == "NUM" and role.first - 1 not in self.time_words
        start = role.first - 1 if counted else role.first
        start -= bool(start and self.parse.tokens[start - 1].pos in {"DET", "PRON"} and not self._opens(start))
        # "a spokesman for UN chief | Ann Lee"
        name = self.cast.name_at.get(role.last + 1) if self.cast.roles_within(role.noun_last + 1, role.last) else None
        last = name.last if name is not None else role.last
        owner = owner_name(self.cast, role)
        start, name = (owner.first, owner) if owner is not None else (start, name)
        if name is not None and (not told or owner is not None):
            served = self.cast.person_at[name.first]
            told = (served.party,) if served.party and served.speaks else ()
        id_ = f"group:{self.parse.slice(start, last)}"
        return Reference((id_,), told, How.UNNAMED, start, last)

    def _told_before(self, token: Token, role: RolePhrase) -> Reference | None:
        other = same_role(self.cast, token, role)
        told = self._role(self.parse.tokens[other.head], other) if other is not None else None
        return told._replace(how=How.ROLE, first=role.first, last=role.last) if told is not None else None

    def _are_party(self, token: Token, role: RolePhrase) -> bool:
        """«Les négociateurs uruguayens», «les représentants du ministère», «les rebelles houthis»: all are it."""
        thing = self.cast.context.world.things.get(role.parties[0])
        armed = thing is not None and thing.kind == "armed_group" and token.lemma in self.lexicon.scope.acting_nouns
        several = token.lower in self.lexicon.scope.collective_nouns
        several = several and role.determiner in self.lexicon.grammar.definite
        return role.entry.role in DELEGATES or armed or several

    def _opens(self, word: int) -> bool:
        return self.parse.sentence_of(self.parse.tokens[word]).first == word

    def _opposite(self, token: Token, role: RolePhrase) -> Person | None:
        """«Son homologue accepte»: the one other person who holds the office of whoever «son» stands for."""
        owner = next((kid for kid in self.parse.kids(token, "det", "nmod") if kid.i < token.i), None)
        counterpart = token.lemma in self.lexicon.grammar.counterpart and not role.party and role.number == "s"
        if not counterpart or owner is None or owner.lower not in self.lexicon.grammar.possessive:
            return None
        point = self.candidates.antecedent(owner, None)
        own = next((p for p in self.cast.persons if point is not None and p.id == point.id), None)
        if own is None:
            return None
        told = [p for p in self.cast.persons if p is not own and p.last_before(role.first) is not None]
        others = [p for p in told if (p.role_class & own.role_class) - {"official"} and p.party != own.party]
        agreeing = [p for p in others if not (role.gender and p.gender and role.gender != p.gender)]
        return agreeing[0] if len(agreeing) == 1 else None

    def _role_antecedent(self, role: RolePhrase) -> Person | None:
        """The person named before whom «le négociateur», «la ministre» takes up; none after an indefinite article."""
        grammar = self.lexicon.grammar
        if role.number != "s" or role.determiner in grammar.indefinite or role.determiner is None:
            return None
        scored: list[tuple[float, Person]] = []
        for person in self.cast.persons:
            near = person.last_before(role.first)
            if near is None or not can_bear(self.cast, person, role):
                continue
            distance = self.parse.tokens[role.first].sent - self.parse.tokens[near].sent
            if distance == 0 and role.entry.relational:
                continue
            exact = (role.entry.role in person.role_class) + same_noun(self.cast, person, role)
            scored.append((1.5 * exact - 0.4 * distance + (0.5 if role.party else 0), person))
        scored.sort(key=lambda pair: -pair[0])
        # A text that has one president may call him so from afar.
        one = len(scored) == 1 and role.entry.role in NATIONAL and role.entry.role in scored[0][1].role_class
        if not scored or not one and scored[0][0] < (-3 if len(scored) > 1 else -6):
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < CLOSE:
            return None
        return scored[0][1]

    # Pronouns.

    def _pronoun(self, token: Token, thread: Reference | None) -> Reference | None:
        word = token.plain
        if word in self.lexicon.grammar.relative or token.feats.get("PronType") == "Rel":
            return self._relative(token, thread)
        if word in self.indefinite:
            return self._one_says(token)
        if token.feats.get("Person") in {"1", "2"} or (word in self.neuter and token.feats.get("PronType") == "Dem"):
            return None  # «Cela confirme que le quai est sûr»: no person and no state
        personal = token.feats.get("PronType") in {"Prs", "Dem"} or self.candidates.is_personal(word)
        echoed = self._echoed(token) if personal else None
        if echoed is not None:
            return self._one(echoed, thread, True)
        if personal or word in self.lexicon.grammar.possessive:
            found = self._antecedent(token, thread, word in self.lexicon.grammar.nearest)
            several = found is None and self.candidates.is_plural(token)
            own = of_themselves(self.cast, token, self._alone) if several else found
            return own or (together(self.cast, token, self._alone, thread) if several else None)
        if token.feats.get("PronType") in {"Ind", "Neg"} or token.dep.startswith("nsubj"):
            nobody = word in self.lexicon.grammar.negative_subjects
            return None if nobody else self.collectives.group(*self._with_whole(token), None)
        return None

    def _with_whole(self, token: Token) -> tuple[int, int]:
        """«l'un d'eux», «chacune des parties»: a pronoun with what it is part of."""
        first, last = token.i, token.i
        if first and self.parse.tokens[first - 1].plain in self.lexicon.grammar.definite:
            first -= 1
        if last + 2 < len(self.parse.tokens) and self.parse.tokens[last + 1].plain in self.lexicon.grammar.genitive:
            last = max(last, min(token.right, last + 4))
        return first, last

    def _echoed(self, token: Token) -> Token | None:
        """«L'association des armateurs, elle, menace…»: between commas a pronoun takes up the phrase before it."""
        tokens, sentence = self.parse.tokens, self.parse.sentence_of(token)
        if not sentence.first + 1 < token.i < sentence.last:
            return None
        if tokens[token.i - 1].text != "," or tokens[token.i + 1].text != ",":
            return None
        at = tokens[token.i - 2]
        while sentence.first <= at.head < at.i and tokens[at.head].pos in {"NOUN", "PROPN"}:
            at = tokens[at.head]
        return at if at.pos in {"NOUN", "PROPN"} else None

    def _one_says(self, token: Token) -> Reference | None:
        """«côté béninois, on plaide», «à Téhéran, on s'étonne»: the state that opens the sentence."""
        first = self.parse.sentence_of(token).first
        at = token.i - 1 - (self.parse.tokens[token.i - 1].pos in {"DET", "PRON"} and token.i - 1 > first)
        where = {*self.lexicon.grammar.relative} & {*self.lexicon.grammar.interrogatives}
        if at > first + 1 and self.parse.tokens[at].lower in where and self.parse.tokens[at - 1].text == ",":
            return self.resolve(self.parse.tokens[at - 2], None, False, placed=False)  # «à Nicosie, où l'on rappelle»
        for i in range(first, min(token.i, first + 4)):
            mention = self.cast.names.get(i)
            if mention and mention.kind in {NameKind.ADJECTIVE, NameKind.CAPITAL, NameKind.METONYM}:
                party = self.cast.party_of(mention.id)
                return Reference((mention.id,), (party,) if party else (), How.PARTY, first, mention.last)
        return sitting_there(self.collectives, first, token.i)

    def _relative(self, token: Token, thread: Reference | None) -> Reference | None:
        at = token
        for _ in range(4):
            if at.dep == "acl:relcl" or (at.rel == "acl" and at.i != token.i):
                head = self.parse.tokens[at.head]
                return None if head.i == token.i else self._of_antecedent(token, head, thread)
            if at.head == at.i:
                break
            at = self.parse.tokens[at.head]
        previous = self.parse.tokens[token.i - 1] if token.i else None
        if previous is not None and previous.text == "," and token.i > 1:
            previous = self.parse.tokens[token.i - 2]
        if previous is None or previous.pos not in {"NOUN", "PROPN"} or is_thing(self.lexicon, previous):
            return None
        return self._one(previous, thread, True)

    def _of_antecedent(self, token: Token, head: Token, thread: Reference | None) -> Reference | None:
        """«l'appui du Togo, qui exhorte»: a thing is no antecedent of who acts; the name right before may be."""
        if head.i in self.cast.names or not is_thing(self.lexicon, head):
            return self._one(head, thread, True, placed=False)  # "a response from Baku, which said": no place
        at = next((i for i in range(token.i - 1, head.i, -1) if self.parse.tokens[i].pos != "PUNCT"), head.i)
        before = self.parse.tokens[at]
        while before.rel in {"conj", "flat", "appos"} and head.i < before.head < at:
            before = self.parse.tokens[before.head]
        if before.i in self.cast.names or before.i in self.cast.person_at:
            return self.resolve(before, thread, False)
        owner = owner_of(self.parse, self.lexicon, head)
        return self._one(owner, thread, True) if owner is not None else None


def _time_words(parse: Parse, times: Sequence[Time]) -> set[int]:
    """The places of the words of time expressions."""
    out: set[int] = set()
    starts = parse.starts
    for time in times:
        out.update(range(bisect_left(starts, time.start), bisect_left(starts, time.end)))
    return out
