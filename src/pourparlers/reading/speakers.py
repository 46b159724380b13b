"""From words to actors: whom a noun phrase or pronoun stands for, and how the text tells it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import NameKind
from pourparlers.model import How, Time
from pourparlers.reading.cast import Cast
from pourparlers.reading.collectives import Collectives
from pourparlers.reading.context import context_party
from pourparlers.reading.coreference import CLOSE, Candidates, Point, Reference, listed
from pourparlers.reading.gazetteer import ACTORS, Mention
from pourparlers.reading.parties import OFFICES
from pourparlers.reading.persons import Person
from pourparlers.reading.phrases import conjuncts
from pourparlers.reading.roles import RolePhrase

GOVERNMENT = {
    "head_of_state", "head_of_government", "minister", "deputy_minister", "diplomat", "ambassador", "envoy", "mediator",
    "negotiator", "spokesperson", "official",
}  # fmt: skip
# What a role word may take up of a person introduced by another: a minister is «le négociateur», not the reverse.
GENERIC = {
    "diplomat": GOVERNMENT,
    "negotiator": GOVERNMENT,
    "official": GOVERNMENT | {"legislator", "military", "judge"},
}
# No noun phrase before a name has more words after its head («le garde du parc national de Drevno, Ioan Mureșan»).
PHRASE = 8
NATIONS = {NameKind.ADJECTIVE, NameKind.DEMONYM}
# In the plural, with their state, they are the state.
DELEGATES = {"negotiator"}
SAME_OFFICE = {("minister", "deputy_minister"), ("ambassador", "diplomat"), ("envoy", "mediator")}


class Resolver:
    """Resolves noun phrases and pronouns of one text."""

    def __init__(self, cast: Cast, times: Sequence[Time] = ()) -> None:
        self.cast = cast
        self.time_words = _time_words(cast.context.parse, times)
        self.parse: Parse = cast.context.parse
        self.lexicon = cast.context.lexicon
        self.candidates = Candidates(self.lexicon, self._points())
        self.collectives = Collectives(cast, self.candidates, self.time_words)
        pronouns = self.lexicon.scope.pronouns
        self.indefinite = {*listed(pronouns, "subject", "indef"), *listed(pronouns, "enclitic", "indef")}

    # What may be taken up by a pronoun.

    def _points(self) -> list[Point]:
        out: list[Point] = []
        for one in self.cast.persons:
            for name in one.names:
                head = self._head(name.first, name.last)
                out.append(self._point(head, one.id, one.party, one.gender, "s", True))
        for mention in self.cast.mentions:
            if mention.kind in ACTORS and not self._local(mention.first, mention.kind):
                head = self._head(mention.first, mention.last)
                person = self.cast.epithets.get(mention.first)
                if person is not None:
                    out.append(self._point(head, person.id, person.party, person.gender, "s", True))
                    continue
                gender = self._name_gender(mention.id, mention.gender, mention.first)
                party = self.cast.party_of(mention.id)
                plural = mention.kind is NameKind.DEMONYM and head.feats.get("Number") != "Sing"
                out.append(self._point(head, mention.id, party, gender, "p" if plural else mention.number, False))
        for role in self.cast.roles:
            if role.first not in self.cast.bearer and role.number == "s":
                ref = self._role(self.parse.tokens[role.head], role)
                if ref and len(ref.ids) == 1:
                    party = ref.parties[0] if ref.parties else None
                    out.append(self._point(self.parse.tokens[role.head], ref.ids[0], party, role.gender, "s", True))
        return sorted(out)

    def _name_gender(self, id_: str, gender: str | None, first: int) -> str | None:
        if gender:
            return gender
        before = self.parse.tokens[first - 1] if first else None
        if before is not None and before.pos == "DET" and before.feats.get("Gender"):
            return before.feats["Gender"][:1].lower()
        thing = self.cast.context.world.things.get(id_)
        return thing.gender if thing and thing.kind != "state" else None

    def _head(self, first: int, last: int) -> Token:
        tokens = self.parse.tokens
        return next((tokens[i] for i in range(first, last + 1) if not first <= tokens[i].head <= last), tokens[first])

    def _point(self, head: Token, id_: str, party: str | None, gender: str | None, number: str, human: bool) -> Point:
        at, is_subject = head, False
        for _ in range(3):
            if at.dep.startswith("nsubj"):
                is_subject = True
                break
            if at.rel not in {"appos", "flat", "nmod", "conj"} or (at.rel == "nmod" and self.parse.kid(at, "case")):
                break
            at = self.parse.tokens[at.head]
        return Point(head.i, id_, party, gender, number, human, is_subject, head.sent)

    def _local(self, first: int, kind: NameKind) -> bool:
        """«réunis à Moscou»: after a preposition of place a capital is a place."""
        if first == 0 or kind not in {NameKind.CAPITAL, NameKind.STATE}:
            return False
        tokens = self.parse.tokens
        at = first - 1
        if tokens[at].pos == "DET" and at:
            at -= 1
        return kind is NameKind.CAPITAL and tokens[at].lower in self.lexicon.grammar.locative

    # Resolution.

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
        ids = tuple(dict.fromkeys(i for r in refs for i in r.ids))
        parties = tuple(dict.fromkeys(p for r in refs for p in r.parties))
        return Reference(ids, parties, refs[0].how, min(r.first for r in refs), max(r.last for r in refs))

    def _one(self, token: Token, thread: Reference | None, speech: bool, placed: bool = True) -> Reference | None:
        person = self.cast.person_at.get(token.i)
        if person is not None:
            return self._named(person, token)
        relative = token.rel in {"nsubj", "obj"} and token.lower in self.lexicon.grammar.relative
        thing = token.i in self.cast.names and self.cast.names[token.i].kind in ACTORS
        if token.pos == "PRON" and not thing or relative or token.lower in self.lexicon.grammar.possessive:
            found = self._pronoun(token, thread)
            told = relative or found is None or found.how is not How.UNNAMED or token.feats.get("Number") == "Plur"
            return found if speech or told else None
        if token.lower.rstrip(".") in self.lexicon.titles:
            named = self.cast.person_at.get(token.i + 1)
            return self._named(named, self.parse.tokens[token.i + 1]) if named else None
        if token.lemma in self.lexicon.grammar.latter:
            point = self.candidates.antecedent(token, thread)
            if point is None:
                return None
            return Reference((point.id,), (point.party,) if point.party else (), How.PRONOUN, token.i, token.i)
        role = self.cast.role_at.get(token.i)
        if role is not None:
            return self._role(token, role)
        inside = self._person_inside(token)
        if inside is not None:
            return inside
        return self._thing(token, placed) or self.collectives.body(token) or self.collectives.resolve(token, speech)

    def _named(self, person: Person, token: Token) -> Reference:
        name = self.cast.name_at[token.i]
        how = How.NAMED if name.last > name.first or len(person.words) == 1 else How.SURNAME
        parties = (person.party,) if person.party and person.speaks else ()
        return Reference((person.id,), parties, how, name.first, name.last)

    def _person_inside(self, token: Token) -> Reference | None:
        """«le socialiste Jean Dupont»: a name that hangs on a common noun without a preposition."""
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
            return self._region(token, mention)
        before = self.parse.tokens[mention.first - 1] if mention.first else None
        one = mention.number == "s" and token.feats.get("Number") != "Plur"
        if mention.kind in NATIONS and one and before and before.lower in self.lexicon.grammar.indefinite:
            # "An Ethiopian said": somebody, who speaks for no state.
            return self.collectives.group(mention.first - 1, mention.last, None)
        if mention.kind is NameKind.ADJECTIVE and not self._people(token):
            return None
        person = self.cast.epithets.get(mention.first)
        if person is not None:
            parties = (person.party,) if person.party and person.speaks else ()
            return Reference((person.id,), parties, How.ROLE, mention.first, mention.last)
        if placed and self._local(mention.first, mention.kind):
            return None
        party = self.cast.party_of(mention.id)
        return Reference((mention.id,), (party,) if party else (), How.NAMED, mention.first, mention.last)

    def _region(self, token: Token, mention: Mention) -> Reference | None:
        """«Terre-Neuve-et-Labrador nie»: a place that acts speaks for its state."""
        if token.rel != "nsubj":
            return None
        name = self.parse.slice(mention.first, mention.last)
        return Reference((name,), (mention.id,) if mention.id else (), How.NAMED, mention.first, mention.last)

    def _people(self, token: Token) -> bool:
        """ "the Kyrgyz were not against": an adjective that heads its phrase is the people, and its state."""
        head = token.rel in {"nsubj", "obj", "obl", "conj", "iobj", "nmod", "root"}
        return head and any(kid.rel == "det" for kid in self.parse.kids(token))

    # Roles.

    def _role(self, token: Token, role: RolePhrase) -> Reference | None:
        bearer = self.cast.bearer.get(role.first)
        if bearer is not None:
            parties = (bearer.party,) if bearer.party and bearer.speaks else ()
            how = How.ROLE if role.first in self.cast.adopted else How.NAMED
            return Reference((bearer.id,), parties, how, role.first, max(role.last, role.noun_last))
        anaphor = self._role_antecedent(role)
        if anaphor is not None:
            parties = (anaphor.party,) if anaphor.party and anaphor.speaks else ()
            return Reference((anaphor.id,), parties, How.ROLE, role.first, role.last)
        told = self._role_parties(role)
        if role.number == "p" and told and role.parties and self._are_party(token, role):
            # «Les négociateurs uruguayens»: they are their state.
            return Reference(told, told, How.PARTY, role.first, role.last)
        pair = self.collectives.two_persons(token, role.entry.role) if role.number == "p" else None
        if pair is not None:
            return pair
        counted = self.parse.tokens[max(0, role.first - 1)].pos == "NUM" and role.first - 1 not in self.time_words
        start = role.first - 1 if counted else role.first
        start -= bool(start and self.parse.tokens[start - 1].pos in {"DET", "PRON"} and not self._opens(start))
        id_ = f"group:{self.parse.slice(start, role.last)}"
        return Reference((id_,), told, How.UNNAMED, start, role.last)

    def _are_party(self, token: Token, role: RolePhrase) -> bool:
        """«Les négociateurs uruguayens», «les rebelles houthis»: all who bear the role are the party."""
        thing = self.cast.context.world.things.get(role.parties[0])
        armed = thing is not None and thing.kind == "armed_group" and token.lemma in self.lexicon.scope.acting_nouns
        return role.entry.role in DELEGATES or armed

    def _role_parties(self, role: RolePhrase) -> tuple[str, ...]:
        """«les ambassadeurs togolais et ghanéen» are of two states; a bare role is of the party of its context."""
        if role.former or not role.entry.speaks_for:
            return ()
        if role.parties:
            return role.parties
        party = context_party(self.cast, role) or (self.cast.home if _official(role) else None)
        return () if party is None or role.own else (party,)

    def _opens(self, word: int) -> bool:
        return self.parse.sentence_of(self.parse.tokens[word]).first == word

    def _role_antecedent(self, role: RolePhrase) -> Person | None:
        """The person named before whom «le négociateur», «la ministre» takes up; none after an indefinite article."""
        grammar = self.lexicon.grammar
        if role.number != "s" or role.determiner in grammar.indefinite or role.determiner is None:
            return None
        scored: list[tuple[float, Person]] = []
        for person in self.cast.persons:
            near = person.last_before(role.first)
            if near is None or not self._bears(person, role):
                continue
            distance = self.parse.tokens[role.first].sent - self.parse.tokens[near].sent
            if distance == 0 and role.entry.relational:
                continue
            exact = role.entry.role in person.role_class
            scored.append((1.5 * exact - 0.4 * distance + (0.5 if role.party else 0), person))
        scored.sort(key=lambda pair: -pair[0])
        if not scored or scored[0][0] < -3:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < CLOSE:
            return None
        return scored[0][1]

    def _bears(self, person: Person, role: RolePhrase) -> bool:
        if role.gender and person.gender and role.gender != person.gender:
            return False
        if role.party and role.party != person.party:
            return False
        wanted = role.entry.role
        if role.entry.relational:
            return bool(role.party)
        classes = person.role_class
        if wanted in classes or (wanted in GENERIC and (classes & GENERIC[wanted] or not classes)):
            return True
        return any((wanted, c) in SAME_OFFICE or (c, wanted) in SAME_OFFICE for c in classes)

    # Pronouns.

    def _pronoun(self, token: Token, thread: Reference | None) -> Reference | None:
        word = token.lower.replace("’", "'")
        if word in self.lexicon.grammar.relative or token.feats.get("PronType") == "Rel":
            return self._relative(token, thread)
        if word in self.indefinite:
            return self._one_says(token)
        if token.feats.get("Person") in {"1", "2"}:
            return None
        personal = token.feats.get("PronType") in {"Prs", "Dem"} or self.candidates.is_personal(word)
        echoed = self._echoed(token) if personal else None
        if echoed is not None:
            return self._one(echoed, thread, True)
        if personal or word in self.lexicon.grammar.possessive:
            found = self.candidates.antecedent(token, thread)
            if found is None:
                return None
            return Reference((found.id,), (found.party,) if found.party else (), How.PRONOUN, token.i, token.i)
        if token.feats.get("PronType") in {"Ind", "Neg"} or token.dep.startswith("nsubj"):
            nobody = word in self.lexicon.grammar.negative_subjects
            return None if nobody else self.collectives.group(token.i, token.i, None)
        return None

    def _echoed(self, token: Token) -> Token | None:
        """«L'association des armateurs, elle, menace…»: between commas a pronoun takes up the phrase before it."""
        tokens, sentence = self.parse.tokens, self.parse.sentence_of(token)
        if not sentence.first + 1 < token.i < sentence.last:
            return None
        if tokens[token.i - 1].text != "," or tokens[token.i + 1].text != ",":
            return None
        at = tokens[token.i - 2]
        while (
            tokens[at.head].i < at.i
            and tokens[at.head].pos in {"NOUN", "PROPN"}
            and tokens[at.head].i >= sentence.first
        ):
            at = tokens[at.head]
        return at if at.pos in {"NOUN", "PROPN"} else None

    def _one_says(self, token: Token) -> Reference | None:
        """«côté béninois, on plaide», «à Téhéran, on s'étonne»: the state that opens the sentence."""
        first = self.parse.sentence_of(token).first
        for i in range(first, min(token.i, first + 4)):
            mention = self.cast.names.get(i)
            if mention and mention.kind in {NameKind.ADJECTIVE, NameKind.CAPITAL, NameKind.METONYM}:
                party = self.cast.party_of(mention.id)
                return Reference((mention.id,), (party,) if party else (), How.PARTY, first, mention.last)
        return None

    def _relative(self, token: Token, thread: Reference | None) -> Reference | None:
        at = token
        for _ in range(4):
            if at.dep == "acl:relcl" or (at.rel == "acl" and at.i != token.i):
                head = self.parse.tokens[at.head]
                return None if head.i == token.i else self._one(head, thread, True)
            if at.head == at.i:
                break
            at = self.parse.tokens[at.head]
        previous = self.parse.tokens[token.i - 1] if token.i else None
        if previous is not None and previous.text == "," and token.i > 1:
            previous = self.parse.tokens[token.i - 2]
        if previous is None or previous.pos not in {"NOUN", "PROPN"}:
            return None
        return self._one(previous, thread, True)


def _official(role: RolePhrase) -> bool:
    """«le porte-parole du ministère»: an office of the state at home, where no other is told."""
    return role.entry.role in OFFICES and role.number == "s"


def _time_words(parse: Parse, times: Sequence[Time]) -> set[int]:
    """The places of the words of time expressions."""
    out: set[int] = set()
    starts = parse.starts
    for time in times:
        out.update(range(bisect_left(starts, time.start), bisect_left(starts, time.end)))
    return out
