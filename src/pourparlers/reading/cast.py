"""Who is in a text: persons, states, organisations, and the role phrases that tie them together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon, NameKind, World
from pourparlers.reading.gazetteer import Gazetteer, Mention
from pourparlers.reading.persons import Person, PersonName, find_persons, group_persons
from pourparlers.reading.roles import RolePhrase, find_roles, role_words

ACTORS = {NameKind.STATE, NameKind.CAPITAL, NameKind.METONYM, NameKind.ORGANISATION, NameKind.BODY, NameKind.DEMONYM}

PORTFOLIOS = {"minister", "deputy_minister", "head_of_government"}


class Context(NamedTuple):
    """What every step of actors and statements looks at."""

    parse: Parse
    lexicon: Lexicon
    world: World


class Cast:
    """The actors of a text.

    Attributes:
        names: gazetteer mentions by each of their words.
        persons: the persons, in order of first mention.
        person_at: the person by each word of a personal name.
        roles: the role phrases in order; `role_at` by each word of their noun.
        bearer: the person who bears a role phrase, by the place of the phrase's first word.
    """

    def __init__(self, context: Context, gazetteer: Gazetteer, published: str | None = None) -> None:
        self.context = context
        parse, lexicon, world = context
        self.mentions = _with_shortened(parse, gazetteer.find(parse))
        self.names = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}
        found = find_persons(parse, lexicon, world, self.names)
        self._drop_covered(found)
        self.persons = group_persons(parse, world, found)
        self.person_at: dict[int, Person] = {}
        self.name_at: dict[int, PersonName] = {}
        for person in self.persons:
            for name in person.names:
                for i in range(name.first, name.last + 1):
                    self.person_at[i] = person
                    self.name_at[i] = name
        self._add_organisations()
        self.roles = find_roles(parse, lexicon, world, self.names, set(self.person_at))
        self.role_at = {i: r for r in self.roles for i in range(r.noun_first, r.noun_last + 1)}
        self.bearer: dict[int, Person] = {}
        self._role_starts = [role.noun_first for role in self.roles]
        attach_roles(self)
        know_persons(self, published)
        settle_parties(self)

    def _drop_covered(self, persons: list[PersonName]) -> None:
        """A state's name inside a person's («Paul Paris») names no state."""
        inside = {i for p in persons for i in range(p.first, p.last + 1)}
        self.mentions = [m for m in self.mentions if m.first not in inside]
        self.names = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}

    def _add_organisations(self) -> None:
        """Organisations that the pipeline saw and no gazetteer holds («le Syndicat des transporteurs de l'Ouémé»)."""
        parse = self.context.parse
        words = role_words(parse, self.context.lexicon)
        for name in parse.names:
            first, last = name.first, name.last
            while first < last and parse.tokens[first].pos in {"DET", "ADP"}:
                first += 1
            span = range(first, last + 1)
            known = any(i in self.names or i in self.person_at or i in words for i in (first, last))
            if name.label != "ORG" or known or last == first and not parse.tokens[first].text.isupper():
                continue
            if not parse.tokens[first].text[0].isupper() or self._is_portfolio(first):
                continue
            mention = Mention(first, last, parse.slice(first, last), NameKind.ORGANISATION)
            self.mentions.append(mention)
            self.names.update(dict.fromkeys(span, mention))
        self.mentions.sort()

    def _is_portfolio(self, first: int) -> bool:
        """«ministre des Affaires étrangères»: what a minister is in charge of is no organisation."""
        parse, lexicon = self.context.parse, self.context.lexicon
        for i in range(max(0, first - 5), first):
            key = parse.tokens[i].lower.replace("’", "'")
            if any(entry.role in PORTFOLIOS for _, entry, *_ in lexicon.roles.get(key, ())):
                return True
        return False

    def roles_within(self, first: int, last: int) -> list[RolePhrase]:
        """The roles whose noun begins at the words `first` to `last` (both included), in order."""
        return self.roles[bisect_left(self._role_starts, first) : bisect_right(self._role_starts, last)]

    def party_of(self, id_: str) -> str | None:
        """The party of a state or organisation."""
        thing = self.context.world.things.get(id_)
        return (thing.party or thing.id) if thing else id_


LONG_NAMES = {NameKind.ORGANISATION, NameKind.BODY}


def _with_shortened(parse: Parse, mentions: list[Mention]) -> list[Mention]:
    """Add «le Fonds» after «le Fonds monétaire international»: the first word of a longer name told before."""
    taken = {i for m in mentions for i in range(m.first, m.last + 1)}
    longer: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind in LONG_NAMES and mention.last > mention.first:
            longer.setdefault(parse.tokens[mention.first].text, []).append(mention)
    out = list(mentions)
    for token in parse.tokens:
        if token.text in longer and token.i not in taken and token.text[0].isupper() and token.pos in {"NOUN", "PROPN"}:
            told = longer[token.text]
            before = bisect_left(told, token.i, key=lambda m: m.last)
            if before:
                out.append(told[before - 1]._replace(first=token.i, last=token.i))
    return sorted(out)


def attach_roles(cast: Cast) -> None:
    """Give each person the role phrases that stand beside one of their names."""
    for person in cast.persons:
        for name in person.names:
            person.party = person.party or _of_state(cast, name)
            for role in _roles_beside(cast, name):
                if role.first not in cast.bearer and role.number == "s":
                    cast.bearer[role.first] = person
                    _give(cast, person, role)


def _of_state(cast: Cast, name: PersonName) -> str | None:
    """"President Juan Varela of Panama", "Senegal's Coumba Diadhiou": the state beside the name."""
    tokens = cast.context.parse.tokens
    owner = cast.names.get(name.first - 2)
    if owner and tokens[name.first - 1].lower in cast.context.lexicon.grammar.name_genitive and owner.kind in ACTORS:
        return cast.party_of(owner.id)
    sender = cast.names.get(name.first - 2)
    if sender and tokens[name.first - 1].text == "," and tokens[sender.first - 1].lower in cast.context.lexicon.grammar.agent:
        # «Dépêchée par Budapest, Katalin Szép…»
        return cast.party_of(sender.id) if sender.kind in ACTORS else None
    if name.last + 2 >= len(tokens) or tokens[name.last + 1].lower not in cast.context.lexicon.grammar.genitive:
        return None
    mention = cast.names.get(name.last + 2)
    return mention.id if mention and mention.kind is NameKind.STATE else None


def _give(cast: Cast, person: Person, role: RolePhrase) -> None:
    person.role_class.add(role.entry.role)
    person.gender = person.gender or role.gender
    if role.former or not role.entry.speaks_for:
        person.speaks = person.speaks and person.party is not None
    if person.role is None:
        person.role = cast.context.parse.slice(role.first, role.last)
    if person.party is None and role.party and not role.former and role.entry.speaks_for:
        person.party, person.speaks = role.party, True


def _roles_beside(cast: Cast, name: PersonName) -> Iterable[RolePhrase]:
    tokens = cast.context.parse.tokens
    sentence = cast.context.parse.sentence_of(tokens[name.first])
    before = name.first - 1
    titles = cast.context.lexicon.titles
    while before >= sentence.first and tokens[before].lower.rstrip(".") in titles:
        before -= 1
    # «la médiatrice de la CEDEAO, la Nigérienne Hadiza Souley-Maïga»
    mention = cast.names.get(before)
    if mention and mention.kind in {NameKind.DEMONYM, NameKind.ADJECTIVE} and tokens[mention.first - 1].pos == "DET":
        before = mention.first - 2
    left = _role_left(cast, name, before, sentence.first)
    if left:
        yield left
    right = _role_right(cast, name, sentence.last)
    if right:
        yield right


def _role_left(cast: Cast, name: PersonName, before: int, limit: int) -> RolePhrase | None:
    """«la ministre serbe de l'Énergie, Jelena Đurić», «le vice-ministre russe Alexandre Grouchko»."""
    tokens = cast.context.parse.tokens
    comma = before >= limit and tokens[before].text in {",", "–", "—"}
    near = before - 1 if comma else before
    for role in cast.roles_within(limit, near):
        if role.first < limit or role.last > near or role.last < near - 1:
            continue
        gap = [tokens[i] for i in range(role.last + 1, near + 1)]
        if any(t.pos not in {"PUNCT", "ADJ"} for t in gap) or role.first in cast.bearer:
            continue
        if comma and not _apposed(cast, role, name):
            continue
        return role
    return None


def _apposed(cast: Cast, role: RolePhrase, name: PersonName) -> bool:
    """Whether name and role across a comma are one: by the tree, or by the comma or stop that closes the apposition."""
    tokens = cast.context.parse.tokens
    for i in range(name.first, name.last + 1):
        token = tokens[i]
        if role.first <= token.head <= role.last and token.rel in {"appos", "nmod", "flat", "conj"}:
            return True
        if name.first <= tokens[role.head].head <= name.last:
            return True
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    return after is None or after.pos == "PUNCT" or after.sent != tokens[name.last].sent


def _role_right(cast: Cast, name: PersonName, limit: int) -> RolePhrase | None:
    """«Wendy Sherman, secrétaire d'État adjointe», "Marine (the deputy minister)"."""
    tokens = cast.context.parse.tokens
    after = name.last + 1
    if after > limit or tokens[after].text not in {",", "(", "–", "—"}:
        return None
    for role in cast.roles_within(after, limit):
        if after < role.first <= after + 3 and role.first <= limit and role.first not in cast.bearer:
            gap = tokens[after + 1 : role.first]
            if all(t.pos in {"DET", "ADJ", "ADV"} for t in gap) and not _subject_after(cast, role):
                return role
            return None
    return None


def _subject_after(cast: Cast, role: RolePhrase) -> bool:
    """«Pour Jean Valmont, le ministre a menti»: the role is the subject of what follows, not an apposition."""
    tokens = cast.context.parse.tokens
    head = tokens[role.head]
    if not head.dep.startswith("nsubj") or head.head < role.last:
        return False
    after = tokens[role.last + 1] if role.last + 1 < len(tokens) else None
    return after is not None and after.pos in {"VERB", "AUX", "PRON", "ADV"}


def settle_parties(cast: Cast) -> None:
    """Give persons without a party beside their name the party that their words or the text tell, surest first."""
    counts = _party_counts(cast)
    borne: dict[str, list[RolePhrase]] = {}
    for role in cast.roles:
        if role.first in cast.bearer:
            borne.setdefault(cast.bearer[role.first].id, []).append(role)
    for person in cast.persons:
        if person.party or not person.speaks:
            continue
        roles = [role for role in borne.get(person.id, []) if cast.bearer[role.first] is person]
        told = [_led(cast, person), *(_chained(cast, role) or context_party(cast, role) for role in roles)]
        if person.role_class & OF_STATES:
            told = [party for party in told if party and _is_state(cast, party)]
        if any(role.entry.relational and not role.party for role in roles):
            told.append(_other_side(cast, person, counts))
        if person.role_class & OFFICES and not any(role.former for role in roles):
            told.append(_main_party(counts) or _lead_party(cast))
        person.party = next((party for party in told if party), None)


# Offices that a newsroom leaves without a nationality where the text is about one state.
OF_STATES = {"minister", "deputy_minister", "head_of_state", "head_of_government", "ambassador", "legislator"}
OFFICES = {"minister", "deputy_minister", "head_of_state", "head_of_government", "spokesperson"}


def _party_counts(cast: Cast) -> list[tuple[int, str]]:
    """How often the text names each state or organisation, the most named first."""
    counts: dict[str, int] = {}
    for mention in cast.mentions:
        party = cast.party_of(mention.id)
        if party and mention.kind in ACTORS | {NameKind.ADJECTIVE}:
            counts[party] = counts.get(party, 0) + 1
    for person in cast.persons:
        if person.party:
            counts[person.party] = counts.get(person.party, 0) + 1
    return sorted(((n, party) for party, n in counts.items()), reverse=True)


LEAD = 250


def _lead_party(cast: Cast) -> str | None:
    """The state whose capital the dateline, title or first words name: where a bare «le ministre» is minister."""
    for mention in cast.mentions:
        token = cast.context.parse.tokens[mention.first]
        if token.start > LEAD:
            return None
        if mention.kind is NameKind.CAPITAL:
            return mention.id
    return None


def _is_state(cast: Cast, party: str) -> bool:
    thing = cast.context.world.things.get(party)
    return thing is not None and (thing.kind == "state" or party == "EU")


def _main_party(counts: list[tuple[int, str]]) -> str | None:
    """The party that a text is about: named more than twice as often as any other."""
    if not counts or counts[0][0] < 3 or (len(counts) > 1 and counts[0][0] < 2 * counts[1][0]):
        return None
    return counts[0][1]


def _other_side(cast: Cast, person: Person, counts: list[tuple[int, str]]) -> str | None:
    """«son homologue, Gianfranco De Biasi»: of the two parties that a text is about, not the one that spoke before."""
    at = person.names[0].first
    before = [p for p in cast.persons if p.party and any(n.first < at for n in p.names)]
    sides = [party for _, party in counts[:2]]
    if len(sides) < 2 or not before:
        return None
    last = max(before, key=lambda p: max(n.first for n in p.names if n.first < at))
    return next((party for party in sides if party != last.party), None) if last.party in sides else None


def _led(cast: Cast, person: Person) -> str | None:
    """«Ylva Sjöstrand, who led the Swedish team»: the party of the collective in the relative clause."""
    parse, lexicon = cast.context.parse, cast.context.lexicon
    for name in person.names:
        after, limit = name.last + 1, parse.sentence_of(parse.tokens[name.last]).last
        if after + 2 > limit or parse.tokens[after].text != ",":
            break
        if parse.tokens[after + 1].lower not in lexicon.grammar.relative:
            continue
        for i in range(after + 2, min(after + 9, limit)):
            if parse.tokens[i].lemma in (*lexicon.scope.collective_nouns, *lexicon.grammar.sides):
                near = [cast.names[k] for k in range(i - 2, min(i + 4, limit)) if k in cast.names]
                if near:
                    return cast.party_of(near[0].id)
    return None


def _chained(cast: Cast, role: RolePhrase) -> str | None:
    """«Cheffe de la délégation de Dakar, la secrétaire d'État à la Pêche, …»: one person by two roles."""
    start = role.first - (1 if role.determiner else 0)
    for other in cast.roles_within(start - LONGEST_ROLE, start - 2):
        if other.last == start - 2 and cast.context.parse.tokens[start - 1].text == "," and other.party:
            return other.party
    return None


def know_persons(cast: Cast, published: str | None) -> None:
    """Give publicly known persons the office that they held when the article came out, where the text tells none."""
    for person in cast.persons:
        offices = cast.context.world.persons.get(" ".join(person.words), [])
        held = [o for o in offices if published is None or _held(o.first, o.last, published)]
        parties = {office.party for office in held}
        if len(parties) == 1:
            person.party = person.party or held[0].party
            person.gender = person.gender or held[0].gender or None
            person.role_class |= {office.role for office in held}
        elif offices and not held and not person.role_class:
            person.speaks = False


def _held(first: str, last: str, published: str) -> bool:
    begun = not first or first[: len(published)] <= published
    return begun and (not last or published <= last or last.startswith(published[: len(last)]))


CONTEXT = 3
# No role phrase has more words after the beginning of its noun.
LONGEST_ROLE = 40


def context_party(cast: Cast, role: RolePhrase) -> str | None:
    """The party that a role without one belongs to: the possessor's («son délégué»), else the last party told before.

    Looks back over the sentence and the three before it, no further: a guess from afar would be a guess.
    """
    if role.former or not role.entry.speaks_for or role.entry.relational:
        return None
    parse = cast.context.parse
    tokens, sentence = parse.tokens, parse.sentence_of(parse.tokens[role.first])
    possessive = role.determiner in cast.context.lexicon.grammar.possessive
    for number in range(tokens[role.first].sent, max(-1, tokens[role.first].sent - CONTEXT - 1), -1):
        other = parse.sentences[number]
        if other.block != sentence.block and not possessive:
            return None
        told = _parties_in(cast, other.first, min(other.last, role.first - 1))
        subjects = [party for party, is_subject in told if is_subject]
        parties = [party for party, _ in told]
        if possessive and (subjects or parties):
            return (subjects or parties)[-1]
        if number == tokens[role.first].sent and parties:
            return parties[-1]
        if subjects or len(set(parties)) == 1:
            return subjects[-1] if subjects else parties[-1]
    return None


def _parties_in(cast: Cast, first: int, last: int) -> list[tuple[str, bool]]:
    """The parties told between two words, each with whether it is a subject."""
    out: list[tuple[str, bool]] = []
    tokens = cast.context.parse.tokens
    seen: set[int] = set()
    for i in range(first, last + 1):
        mention, person = cast.names.get(i), cast.person_at.get(i)
        if mention and mention.first not in seen and mention.kind in ACTORS | {NameKind.ADJECTIVE}:
            seen.add(mention.first)
            party = cast.party_of(mention.id)
            subject = _is_subject(tokens, i)
            # «devant l'Assemblée générale des Nations unies»: where one speaks is not for whom.
            aside = mention.first > first and tokens[mention.first - 1].lower in cast.context.lexicon.grammar.topic
            if party and not _located(cast, mention) and (subject or not aside):
                out.append((party, subject))
        elif person and person.party and i not in seen:
            seen.update(range(cast.name_at[i].first, cast.name_at[i].last + 1))
            out.append((person.party, _is_subject(tokens, i)))
    return out


def _is_subject(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    for _ in range(3):
        if token.rel == "nsubj":
            return True
        if token.rel not in {"appos", "flat", "nmod", "amod", "conj", "compound"}:
            return False
        token = tokens[token.head]
    return False


def _located(cast: Cast, mention: Mention) -> bool:
    """«réunis à Moscou»: a place, not a party."""
    if mention.kind is not NameKind.CAPITAL or mention.first == 0:
        return False
    before = cast.context.parse.tokens[mention.first - 1].lower
    return before in cast.context.lexicon.grammar.locative
