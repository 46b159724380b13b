"""Whom common nouns stand for: delegations, authorities, pairs of parties, bodies named before, unnamed groups."""

from __future__ import annotations

from itertools import takewhile

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.model import How
from pourparlers.reading.actors.aged import aged
from pourparlers.reading.actors.based import based_body
from pourparlers.reading.actors.bodies_again import body_again
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.chambers import chamber
from pourparlers.reading.actors.context import is_state
from pourparlers.reading.actors.coreference import Candidates, Reference
from pourparlers.reading.actors.gazetteer import ACTORS, Mention
from pourparlers.reading.actors.movements import fought_by, taken_up
from pourparlers.reading.actors.named_bodies import named_before
from pourparlers.reading.actors.offices import office_of
from pourparlers.reading.actors.ours import of_ours
from pourparlers.reading.actors.pairs import foremost, nations, plain_sides, without_outsiders
from pourparlers.reading.actors.peoples import are_local, are_no_state, is_people, parts_of
from pourparlers.reading.actors.sited import governing, named_employer, private_person, working_at
from pourparlers.reading.actors.some_of_them import named_holder, one_of_role, party_of_several, some_countries
from pourparlers.reading.actors.unions import members_of, nearest_party, no_body, of_others, whole_union
from pourparlers.reading.text.phrases import genitives, marker, noun_phrase, past_fronted

# Kinds of known organisations that «le mouvement», «la société» may mean; these are never a union of states.
BELOW_STATES = {"party", "armed_group", "company"}
# Sentences back to which «le quotidien» may point.
AGAIN = 4
# Sentences back to which «les deux hommes» may point.
PERSONS = 3
PARTS = {"PRON", "NUM", "DET", "ADV"}


class Collectives:
    """Resolves common nouns of one text.

    Args:
        cast: who is in the text.
        candidates: where actors are spoken of.
        time_words: places of the words of time expressions, which are nobody.

    Attributes:
        groups: party and places (first and last word) of each unnamed actor, by id.
    """

    def __init__(self, cast: Cast, candidates: Candidates, time_words: set[int]) -> None:
        self.cast = cast
        self.candidates = candidates
        self.time_words = time_words
        self.parse = cast.context.parse
        self.lexicon = cast.context.lexicon
        self.groups: dict[str, tuple[str | None, list[tuple[int, int]]]] = {}
        scope, grammar = self.lexicon.scope, self.lexicon.grammar
        bodies = (*scope.acting_nouns, *scope.bloc_nouns, *scope.media_nouns)
        self.acting = frozenset((*scope.source_nouns, *bodies, *grammar.allies, *grammar.sides))

    def resolve(self, token: Token, speech: bool) -> Reference | None:
        """«la délégation russe», «les deux parties», «un participant»."""
        if token.pos not in {"NOUN", "PROPN", "ADJ", "X"} or token.i in self.time_words or no_body(self.cast, token):
            return None
        scope, grammar = self.lexicon.scope, self.lexicon.grammar
        first, last = self._phrase(token)
        none = token.lemma in grammar.opposition or are_local(self.cast, token)
        party = None if none else self._party_inside(token, first, last)
        if token.lemma in grammar.document_nouns:
            whose = (party,) if party else self.pair(token, first)
            return Reference(whose, whose, How.PARTY, first, last) if whose else None
        again = taken_up(self.cast, token) or named_before(self.cast, token) or self._again(token, first)
        again = again or self.two_persons(token, None) or body_again(self.cast, self.candidates, token, first)
        again = again or based_body(self.cast, token) or aged(self.cast, token)
        again = again or whole_union(self.cast, token, first, last) or chamber(self.cast, token)
        if again := again or office_of(self.cast, token, first, last):
            return again
        several = token.feats.get("Number") == "Plur"
        if token.lemma in grammar.neighbours and self._owned(token) and (several or not party):
            # «la Turquie et ses voisins»: others than the owner; who «son voisin» is, only «estonien» tells.
            return self.group(first, last, None) if several else None
        pair = self.pair(token, first) or self._signed(token) or governing(self.cast, token)
        if pair:
            return Reference(pair, pair, How.PARTY, first, last)
        if self._counted(token, first) or are_no_state(self.cast, token):
            return self.group(first, last, party)
        if token.lemma in grammar.own_bodies:
            return self.group(first, last, party or self.cast.home)
        if token.lemma in scope.collective_nouns or token.lower in scope.collective_nouns:
            party = party or self._owner(token) or fought_by(self.cast, token)
            party = party or nearest_party(self.cast, self.candidates, token)
            if party and not some_countries(self.cast, token, first):
                return Reference((party,), (party,), How.PARTY, first, last)
        elif not self._acts(token):
            if not speech:
                return None
            party = None if private_person(self.cast, token, first, last) else party
        name = self._bare_name(token, first, last)
        party = party or self._staff_of(token, first, last) or members_of(self.cast, token)
        return name or self.group(first, last, party or self._employer(token) or self._public(token, first, last))

    def _employer(self, token: Token) -> str | None:
        """«un cadre d'AfriOnde», «une source à l'OMC», «un membre de sa délégation»: whom one works for."""
        if token.lemma not in self.lexicon.scope.source_nouns:
            return None
        bodies = (kid for kid in self.parse.kids(token, "nmod") if kid.lemma in self.lexicon.bodies)
        # «un membre de sa délégation»
        owned = (self._owner(kid) for kid in bodies if marker(self.parse, kid) in genitives(self.lexicon))
        return working_at(self.cast, token) or named_employer(self.cast, token) or next(owned, None)

    def _public(self, token: Token, first: int, last: int) -> str | None:
        """«une source gouvernementale», "the state election commission": a body of the state at home, or told near."""
        lexicon, kids = self.lexicon, self.parse.kids(token, "nmod")
        own = next((k for k in kids if k.dep == "nmod:poss" and k.lemma in lexicon.grammar.state_nouns), None)
        private = token.lemma in lexicon.grammar.private_bodies or token.feats.get("Number") == "Plur"
        if own is not None and token.lemma in lexicon.scope.acting_nouns and not private:
            return nearest_party(self.cast, self.candidates, own)  # "the country's disaster agency"
        known = (*lexicon.scope.source_nouns, *lexicon.scope.acting_nouns)
        words = (t.lower for t in self.parse.tokens[first : last + 1] if t.i != token.i)
        if token.lemma not in known or not any(word in lexicon.grammar.public for word in words):
            return None
        near = nearest_party(self.cast, self.candidates, token)
        return next((one for one in (self.cast.home, near) if one and is_state(self.cast, one, True)), None)

    def _phrase(self, token: Token) -> tuple[int, int]:
        """First and last word of a noun phrase without a relative pronoun («dont | les marchands réclament la fin»)."""
        first, last = noun_phrase(self.parse, token)
        while first < token.i and self.parse.tokens[first].lower in self.lexicon.grammar.relative:
            first += 1
        last -= last > token.i and self.parse.tokens[last].lower in self.lexicon.grammar.connectors  # «… cependant»
        # "told foreign powers | to leave": what somebody is told to do names nobody
        told = (kid.left - 1 for kid in self.parse.kids(token, "acl") if kid.feats.get("VerbForm") == "Inf")
        return past_fronted(self.parse, first, token.i), min((last, *(end for end in told if end >= token.i)))

    def _bare_name(self, token: Token, first: int, last: int) -> Reference | None:
        """«AfriOnde regrette»: a name that nobody knows and that is no person's is a body or place by that name."""
        words = self.parse.tokens[first : last + 1]
        # «AfriOnde, présent dans quatre pays, regrette»
        last = next((t.i - 1 for t in words if t.text == "," and t.i > token.i), last)
        words = words[: last + 1 - first]
        if token.pos != "PROPN" or not all(t.pos == "PROPN" and t.text[0].isupper() for t in words):
            return None
        labels = {n.label for n in self.parse.names if n.first <= last and first <= n.last}
        written = self.parse.slice(first, last)
        again = sum(t.text == words[0].text for t in self.parse.tokens) > 1
        opens = self.parse.sentence_of(token).first == first
        if "PER" in labels or (opens and not again):
            return None
        return Reference((written,), (written,), How.NAMED, first, last)

    def _staff_of(self, token: Token, first: int, last: int) -> str | None:
        """«ses collaborateurs», "her office", «l'entourage de la ministre»: the party of whoever they work for."""
        if token.lemma in self.lexicon.grammar.members:
            return self._owner(token)  # "Her members rejected it"
        if token.lemma not in self.lexicon.grammar.staff:
            return None
        inside = next(iter(self.cast.roles_within(token.i + 1, last)), None)
        if inside is not None:
            told = next((p.party for p in self.candidates.points if p.i == inside.head), None)
            bearer = self.cast.bearer.get(inside.first)
            return told or (bearer.party if bearer else inside.party or self.cast.home)
        return self._owner(token)

    def part(self, token: Token, speech: bool) -> Reference | None:
        """«un de leurs meneurs», "hundreds of protesters": some of those whom a noun after «de» tells."""
        crowd = token.lemma in self.lexicon.grammar.crowds
        if token.pos not in PARTS and not crowd or token.rel not in {"nsubj", "obl", "conj", "obj", "dep"}:
            return None
        of_what = genitives(self.lexicon)
        whole = next((k for k in self.parse.kids(token, "nmod", "obl") if marker(self.parse, k) in of_what), None)
        nobody = token.lower in self.lexicon.grammar.negative_subjects
        if whole is not None and whole.pos == "PRON" and whole.i > token.i and not nobody:
            both = self.two_persons(token, None)  # "The two of them agreed"
            if both is not None or speech:
                # "One of them said"
                return both or self.group(*noun_phrase(self.parse, token), party_of_several(self.cast, whole))
        role = self.cast.role_at.get(whole.i) if whole is not None and crowd else None
        if role is not None:
            return self.group(*noun_phrase(self.parse, token), role.party)  # "Dozens of Kenyan lawmakers"
        if crowd and whole is not None and whole.pos == "PROPN" and whole.i > token.i and self._acts(whole):
            return self.group(*noun_phrase(self.parse, token), None)  # «une quinzaine d'Etats», «une douzaine d'ONG»
        held = one_of_role(self.cast, token, whole)
        if held is not None:
            named = named_holder(self.cast, held)
            return named or self.group(noun_phrase(self.parse, token)[0], held.last, held.party)
        of = self.resolve(whole, speech) if whole is not None and whole.pos == "NOUN" and whole.i > token.i else None
        if of is None or nobody:
            return of
        # «a dit un de ses cadres»
        party = of.parties[0] if of.parties else self._owner(whole) if whole is not None else None
        return self.group(*noun_phrase(self.parse, token), party)

    def _owned(self, token: Token) -> bool:
        return any(kid.lower in self.lexicon.grammar.possessive for kid in self.parse.kids(token, "det", "nmod"))

    def two_persons(self, token: Token, role: str | None) -> Reference | None:
        """«les deux hommes», "the pair", «les deux ministres»: the two persons told last, of that role if told."""
        grammar, tokens = self.lexicon.grammar, self.parse.tokens
        first = token.i
        while first and tokens[first - 1].sent == token.sent and tokens[first - 1].pos in {"DET", "NUM", "ADJ"}:
            first -= 1
        before = [tokens[i].plain for i in range(first, token.i)]
        two = any(grammar.pair.get(word) == 2 for word in before)
        couple = token.lemma in grammar.pair_nouns or grammar.pair.get(token.plain) == 2
        alone = couple and len(before) == 1 and before[0] in grammar.definite
        kind = role is not None or token.lemma in grammar.pair_persons
        if not alone and not (two and kind) or any(i in self.cast.names for i in range(first, token.i)):
            return None
        told = [(at, p) for p in self.cast.persons if (at := p.last_before(first)) is not None]
        near = [p for at, p in sorted(told, key=lambda row: -row[0]) if token.sent - tokens[at].sent <= PERSONS]
        near = near if role is None else [p for p in near if role in p.role_class]
        if role is not None and len(near) < 2:
            # «Les deux ministres» of a text that has no other two
            near = [p for _, p in sorted(told, key=lambda row: -row[0]) if role in p.role_class]
            near = near if len(near) == 2 else []
        if len(near) < 2:
            return None
        pair = near[1::-1]
        parties = tuple(dict.fromkeys(p.party for p in pair if p.party and p.speaks))
        return Reference(tuple(p.id for p in pair), parties, How.ROLE, first, token.i)

    def _signed(self, token: Token) -> tuple[str, ...]:
        """«Oman et l'Inde ont paraphé… Les signataires»: the parties that the last sentence with several tells."""
        definite = any(kid.lower in self.lexicon.grammar.definite for kid in self.parse.kids(token, "det"))
        if token.lemma not in self.lexicon.grammar.signatories or not definite or token.right > token.i:
            return ()
        seen: list[str] = []
        sent = token.sent
        for point in self.candidates.before(token):
            if token.sent - point.sent > 2 or (len(seen) > 1 and point.sent != sent):
                break
            sent = point.sent
            if point.party and point.subject and point.party not in seen:
                seen.append(point.party)
        return tuple(reversed(seen)) if len(seen) > 1 else ()

    def body(self, token: Token) -> Reference | None:
        """«le mouvement Pachakuna», «l'hebdomadaire belge Le Vif»: the body that the name after a noun names."""
        scope = self.lexicon.scope
        if token.pos != "NOUN" or token.lemma not in (*scope.media_nouns, *scope.bloc_nouns):
            return None
        at = token.i + 1
        new = any(kid.lower in self.lexicon.grammar.indefinite for kid in self.parse.kids(token, "det"))
        # «Leur collectif, Sranan Neti, a refusé», "a local group, Gajah Watch, said"
        apposed = (new or self._owned(token)) and [t.text for t in self.parse.tokens[at : at + 1]] == [","]
        if not apposed and (at not in self.cast.names or self.cast.names[at].kind is NameKind.ADJECTIVE):
            at += 1
        at += apposed
        mention = self.cast.names.get(at)
        if mention is None or mention.first != at or mention.kind not in {NameKind.MEDIA, NameKind.ORGANISATION}:
            return None
        if at > token.i + 1 and not apposed and self.parse.tokens[token.i + 1].pos not in {"ADJ", "PROPN"}:
            return None
        party = self.cast.party_of(mention.id)
        return Reference((mention.id,), (party,) if party else (), How.NAMED, mention.first, mention.last)

    def _again(self, token: Token, first: int) -> Reference | None:
        """«le quotidien», "the bloc": the medium or body named last before, where nothing else names it."""
        grammar, scope = self.lexicon.grammar, self.lexicon.scope
        kind = NameKind.MEDIA if token.lemma in scope.media_nouns else NameKind.ORGANISATION
        inside = [self.cast.names[i] for i in range(first, token.right + 1) if i in self.cast.names]
        # «Le PAM… L'agence onusienne»: the agency of a union of states that was named before.
        things = self.cast.context.world.things
        of_union = [m for m in inside if m.id in things and things[m.id].kind == "organisation"]
        qualified = len(inside) == len(of_union) == 1 and token.lemma in scope.acting_nouns
        kind = NameKind.ORGANISATION if qualified else kind
        if kind is NameKind.ORGANISATION and not qualified and token.lemma not in scope.bloc_nouns:
            return None
        # «le refus du syndicat», not «prévient-on au secrétariat»
        articles = {*grammar.definite, *({*grammar.contracted_articles} & {*grammar.genitive} - {*grammar.indefinite})}
        if not any(kid.plain in articles for kid in self.parse.kids(token, "det", "case")):
            return None
        nation = self._national(token, inside)
        if (inside and not nation or token.right > token.i or of_others(self.cast, token)) and not qualified:
            return None
        near = takewhile(
            lambda m: token.sent - self.parse.tokens[m.first].sent <= AGAIN, self.cast.mentions_before(token.i)
        )
        told = [m for m in near if m.kind is kind and (qualified or self._is_such(m, token))]
        told = [m for m in told if m.id != inside[0].id and m.id in things] if qualified else told
        called = [m for m in told if kind is not NameKind.MEDIA and self._called(m, token)]
        if not told or (not called and kind is not NameKind.MEDIA and len({m.id for m in told}) > 1):
            return None
        last = (called or told)[0]
        party = self.cast.party_of(last.id)
        return Reference((last.id,), (party,) if party else (), How.ROLE, first, token.i)

    def _national(self, token: Token, inside: list[Mention]) -> bool:
        """"The Japanese carmaker" takes up Toyota: no more than a nationality tells which company it is."""
        private = token.lemma in self.lexicon.grammar.private_bodies
        return private and [m.kind for m in inside] == [NameKind.ADJECTIVE] and inside[0].last < token.i

    def _is_such(self, mention: Mention, noun: Token) -> bool:
        """Whether a body may be called so: «la société» is no union of states, «le mouvement» is a movement."""
        if mention.kind is NameKind.MEDIA:
            return True
        thing = self.cast.context.world.things.get(mention.id)
        own = {t.lower for t in self.parse.tokens[mention.first : mention.last + 1]}
        if thing is None and own & {*self.lexicon.grammar.last_nouns} - {noun.lower, noun.lemma}:
            # "the Northern Seafarers' Union" is no council.
            return False
        if thing is None and not self._may_be_called(mention.id, noun):
            return False
        below = noun.lemma in self.lexicon.scope.acting_nouns
        return not below or thing is None or thing.kind in BELOW_STATES

    def _may_be_called(self, id_: str, noun: Token) -> bool:
        """«la société suisse Cimalp» is «le groupe», never «le syndicat»."""
        told: set[str] = set()
        for mention in self.cast.mentions:
            if mention.id == id_:
                before = self.parse.tokens[max(0, mention.first - 2) : mention.first]
                told |= {t.lemma for t in before if t.lemma in self.lexicon.scope.bloc_nouns}
        return not told or noun.lemma in told or noun.lemma in self.lexicon.grammar.generic_bodies

    def _called(self, mention: Mention, noun: Token) -> bool:
        """Whether the text has called it so: «le mouvement Pachakuna», «le Syndicat des débardeurs»."""
        before = range(max(0, mention.first - 2), mention.first)
        inside = range(mention.first, mention.last + 1)
        return any(self.parse.tokens[i].lower in {noun.lower, noun.lemma} for i in (*before, *inside))

    def _owner(self, token: Token) -> str | None:
        """«son ambassade»: the party of whoever «son» stands for."""
        kids = self.parse.kids(token, "det", "nmod")
        owner = next((kid for kid in kids if kid.lower in self.lexicon.grammar.possessive), None)
        found = self.candidates.antecedent(owner, None) if owner is not None else None
        return found.party if found else of_ours(self.cast, token)

    def _acts(self, token: Token) -> bool:
        """Whether a common noun is somebody: a source, an institution, a side, an ally."""
        # "Unions are seeking…", "Families refused…": at its start a plural whose lemma has kept ending or capital
        forms = {token.lemma, token.lemma.lower(), token.lower, token.lower.removesuffix("s"), *parts_of(token)}
        return not self.acting.isdisjoint(forms) or is_people(self.cast, token)

    def group(self, first: int, last: int, party: str | None) -> Reference:
        """The unnamed actor of words `first` to `last` (both included)."""
        id_ = f"group:{self.parse.slice(first, min(last, first + 11))}"
        stored = self.groups.setdefault(id_, (party, []))
        stored[1].append((first, last))
        return Reference((id_,), (party,) if party else (), How.UNNAMED, first, last)

    def _party_inside(self, token: Token, first: int, last: int) -> str | None:
        """The party named in a phrase: its demonym, or its complement with «de»."""
        for i in range(first, last + 1):
            mention = self.cast.names.get(i)
            if mention is None or mention.kind in {NameKind.PLACE, NameKind.MEDIA, NameKind.TREATY}:
                continue
            if any(t.text == "," for t in self.parse.tokens[token.i + 1 : i]):
                break  # "The boatmen's association of Huay Sai, on the Lao bank"
            if mention.kind is NameKind.ADJECTIVE:
                return self.cast.party_of(mention.id)
            before = self.parse.tokens[mention.first - 1] if mention.first > first else None
            if before is not None and before.pos == "DET" and mention.first - 2 >= first:
                before = self.parse.tokens[mention.first - 2]
            if before is None or before.plain not in self.lexicon.grammar.topic:
                return self.cast.party_of(mention.id)
        if token.lemma not in self.lexicon.scope.collective_nouns:
            return None
        person = next((self.cast.person_at[i] for i in range(first, last + 1) if i in self.cast.person_at), None)
        if person is not None:
            return person.party
        # «la police de Nice»: the state of the place.
        places = (self.cast.names[i] for i in range(first, last + 1) if i in self.cast.names)
        return next((place.id for place in places if place.kind is NameKind.PLACE and place.id), None)

    def pair(self, token: Token, first: int) -> tuple[str, ...]:
        """«les deux pays», "both sides": the last two parties told, where they are told together."""
        count = self._counted(token, first)
        if any(i in self.cast.names for i in range(first, token.right + 1)):
            return nations(self.cast, token, first)
        if not count:
            return plain_sides(self.cast, token, first)
        seen: list[str] = []
        for point in self.candidates.before(token):
            if token.sent - point.sent > 5:
                break
            if point.party and point.party not in seen and point.party in self.cast.context.world.things:
                seen.append(point.party)
            if len(seen) == count:
                break
        seen = seen if len(seen) == count else self._qualified(token)[:count]
        seen = without_outsiders(self.cast, seen, count) if len(seen) == count else foremost(self.cast, count)
        return tuple(reversed(seen)) if len(seen) == count else ()

    def _counted(self, token: Token, first: int) -> int:
        """How many sides, delegations or capitals a phrase counts; 0 where it counts none. "A joint statement": two."""
        grammar = self.lexicon.grammar
        if token.lemma in grammar.document_nouns:
            return 2 * any(kid.lemma in grammar.joint for kid in self.parse.kids(token, "amod"))
        if token.lemma not in grammar.sides and token.lemma not in self.lexicon.scope.collective_nouns:
            return 0
        return max((grammar.pair.get(self.parse.tokens[i].lower, 0) for i in range(first, token.i)), default=0)

    def _qualified(self, token: Token) -> list[str]:
        """"The Fijian and Tongan delegations… Both delegations": the states of adjectives, the last first."""
        near = takewhile(
            lambda m: token.sent - self.parse.tokens[m.first].sent <= 2, self.cast.mentions_before(token.i)
        )
        states = [self.cast.party_of(m.id) for m in near if m.kind in ACTORS | {NameKind.ADJECTIVE}]
        return list(dict.fromkeys(party for party in states if party))
