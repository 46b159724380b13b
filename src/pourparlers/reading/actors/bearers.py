"""Who bears which role: names and role phrases that stand side by side."""

from __future__ import annotations

from collections.abc import Iterable

from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.gazetteer import ACTORS
from pourparlers.reading.actors.nationals import (
    SENT,
    by_nation,
    closing,
    listed_after,
    of_mediators,
    one_of,
    opening,
    served,
    state_beside,
)
from pourparlers.reading.actors.persons import Person, PersonName
from pourparlers.reading.actors.roles import RolePhrase
from pourparlers.reading.actors.unnamed_bodies import OF_STATES, is_private, unnamed_body
from pourparlers.reading.text.phrases import noun_phrase

# No role phrase has more words, from the beginning of its noun on.
LONGEST_ROLE = 40
# Words within which the noun of an unnamed body comes ("of the West African fishermen's alliance").
OWN = 6


def attach_roles(cast: Cast) -> None:
    """Give each person the role phrases that stand beside one of their names."""
    for person in cast.persons:
        for name in person.names:
            person.nation = person.nation or state_beside(cast, name)
            person.party = person.party or _of_state(cast, name)
            beside = [r for r in _roles_beside(cast, name) if r.first not in cast.bearer]
            for role in beside:
                if role.first not in cast.bearer and role.number == "s":
                    cast.bearer[role.first] = person
                    _give(cast, person, role)
                    _second_office(cast, person, role)
            for role in one_of(cast, name):
                _give(cast, person, role)
                beside.append(role)
                if role.first < name.first:
                    cast.bearers[role.first] = (person,)
            if (body := served(cast, person, beside)) is not None:
                person.party, person.speaks = body, True
        if person.role is None and person.party is None:
            person.party = _nationality(cast, person) or _of_body(cast, person)
        elif person.party is None and person.role_class <= SENT:
            person.party = _of_body(cast, person)  # "Co-mediator Ann Lee, of the European Union"


def _nationality(cast: Cast, person: Person) -> str | None:
    """«Son invité, le Colombien Andrés Montoya»: of a person without an office, the nationality before the name."""
    tokens = cast.context.parse.tokens
    for name in person.names:
        mention = cast.names.get(name.first - 1)
        if mention is not None and mention.kind is NameKind.DEMONYM and tokens[mention.first - 1].pos == "DET":
            return cast.party_of(mention.id)
    return None


def _of_body(cast: Cast, person: Person) -> str | None:
    """ "said Tom Weller of the Northern Hauliers' Union", "Amina Diallo, of the fishermen's alliance": whose one is."""
    parse, lexicon = cast.context.parse, cast.context.lexicon
    tokens, grammar = parse.tokens, lexicon.grammar
    for name in person.names:
        at = name.last + 1
        at += at < len(tokens) and tokens[at].text == ","
        if at + 2 >= len(tokens) or tokens[at].plain not in {*grammar.genitive, *grammar.employer}:
            continue
        at += 1 + (tokens[at + 1].plain in grammar.definite)
        # "Hira Rai of the group Free Ganga", «Rita Mba, de l'ONG camerounaise Forêts Vives»
        if tokens[at].lemma in lexicon.scope.bloc_nouns:
            at += next((n for n in (1, 2) if _is_body(cast, at + n) and (n == 1 or tokens[at + 1].pos == "ADJ")), 0)
        body = cast.names.get(at)
        if body is not None and body.kind is NameKind.ORGANISATION and body.first == at:
            return cast.party_of(body.id)
        noun = next((t for t in tokens[at : at + OWN] if is_private(lexicon, t)), None)
        if noun is None:
            continue
        first, last = noun_phrase(parse, noun)
        if first in {at, at - 1}:
            return unnamed_body(parse, lexicon, cast.names, noun, first, last)
    return None


def _is_body(cast: Cast, at: int) -> bool:
    return at in cast.names and cast.names[at].kind is NameKind.ORGANISATION


def attach_plural_roles(cast: Cast) -> None:
    """"The foreign ministers of Sweden and Finland, Ann Lee and Jan Maa": a name for each state, or one for all."""
    for role in cast.roles:
        people = listed_after(cast, role.last + 1) if role.number == "p" and not role.former else []
        parties: tuple[str | None, ...] = role.parties * (len(people) if len(role.parties) == 1 else 1)
        if len(people) > 1:
            cast.bearers[role.first] = tuple(dict.fromkeys(people))
        if not parties and role.entry.role in SENT:
            # "The mediators, Italy's Jan Maa and Ann Lee of Fiji"
            parties = (of_mediators(cast) if role.entry.role == "mediator" else None,) * len(people)
        if len(people) < 2 or len(people) != len(parties):
            continue
        for person, party in zip(people, parties, strict=True):
            if by_nation(person):
                _give_sent(cast, person, role._replace(party=party))


def _give_sent(cast: Cast, person: Person, role: RolePhrase) -> None:
    """«Les émissaires de l'Otan, le Danois Jan Maa et…»: of whom an office tells it, the nationality is no party."""
    if role.party:
        person.party = None
    _give(cast, person, role)


def _second_office(cast: Cast, person: Person, role: RolePhrase) -> None:
    """«le Premier ministre et ministre des Forêts, Dewindra Mahabier»: two roles and one article are one person's."""
    tokens = cast.context.parse.tokens
    if role.determiner is not None or not role.first or tokens[role.first - 1].pos != "CCONJ":
        return
    for other in cast.roles_within(max(0, role.first - LONGEST_ROLE), role.first - 2):
        if other.last == role.first - 2 and other.number == "s" and other.first not in cast.bearer:
            cast.bearer[other.first] = person
            _give(cast, person, other)


def _of_state(cast: Cast, name: PersonName) -> str | None:
    """"President Juan Varela of Panama", "Senegal's Coumba Diadhiou": the state beside the name."""
    tokens = cast.context.parse.tokens
    owner = cast.names.get(name.first - 2)
    if owner and tokens[name.first - 1].lower in cast.context.lexicon.grammar.name_genitive and owner.kind in ACTORS:
        comma = _before_nation(cast, name)
        told = comma is not None and _role_left(cast, name, comma, cast.context.parse.sentence_of(tokens[comma]).first)
        # "the environment minister, Norway's Ann Lee" is Norway's, "the NATO negotiator, Norway's Ann Lee" NATO's.
        return None if told and (told.party or told.entry.role not in OF_STATES) else cast.party_of(owner.id)
    agent = cast.context.lexicon.grammar.agent
    if owner and tokens[name.first - 1].text == "," and tokens[owner.first - 1].lower in agent:
        # «Dépêchée par Budapest, Katalin Szép…»
        return cast.party_of(owner.id) if owner.kind in ACTORS else None
    if name.last + 2 >= len(tokens) or tokens[name.last + 1].lower not in cast.context.lexicon.grammar.genitive:
        return None
    mention = cast.names.get(name.last + 2)
    return mention.id if mention and mention.kind is NameKind.STATE else None


def _give(cast: Cast, person: Person, role: RolePhrase) -> None:
    person.role_class.add(role.entry.role)
    if role.entry.relational:
        # «recevait sa collègue chypriote, Eleni Kyprianou»: she holds the office of whoever was told before.
        told = [p for p in cast.persons if p is not person and (at := p.last_before(role.first)) is not None and at]
        person.role_class |= max(told, key=lambda p: p.last_before(role.first) or 0).role_class if told else set()
    person.gender = person.gender or role.gender
    if role.former or not role.entry.speaks_for:
        person.speaks = person.speaks and person.party is not None
    if person.role is None:
        person.role = cast.context.parse.slice(role.first, role.last)
    if person.party is None and not role.party and not role.former:
        person.party = _seat(cast, role)
    if person.party is None and role.party and not role.former and (role.entry.speaks_for or _of_party(cast, role)):
        person.party, person.speaks = role.party, True


def _of_party(cast: Cast, role: RolePhrase) -> bool:
    """"Republican candidate", "the Hamas negotiator": whoever stands for a party or armed group speaks for it."""
    thing = cast.context.world.things.get(role.party or "")
    return role.entry.role == "party_leader" and thing is not None and thing.kind in {"party", "armed_group"}


def _roles_beside(cast: Cast, name: PersonName) -> Iterable[RolePhrase]:
    tokens = cast.context.parse.tokens
    sentence = cast.context.parse.sentence_of(tokens[name.first])
    before = name.first - 1
    titles = cast.context.lexicon.titles
    while before >= sentence.first and tokens[before].lower.rstrip(".") in titles:
        before -= 1
    if before < name.first - 1 and before > sentence.first and tokens[before].pos == "DET":
        # "the author, the Rev. Sina Tautai"
        before -= tokens[before - 1].text == ","
    # «la médiatrice de la CEDEAO, | la Nigérienne Hadiza Souley-Maïga», "the mediator, | Norway's Kari Lund"
    first = opening(cast, name)
    if sentence.first < first < name.first and (tokens[first].pos == "DET" or tokens[first - 1].text == ","):
        before = first - 1
    left = _role_left(cast, name, before, sentence.first)
    if left:
        yield left
    # «sa cheffe, | l'archéologue Ann Lee», "the head of the Togolese team, | Deputy Minister Ayi Mensah"
    outer = _before_comma(cast, left.first if left else name.first, sentence.first)
    further = _role_left(cast, name, outer, sentence.first) if outer is not None and outer != before else None
    if further:
        yield further
    right = _role_right(cast, name, sentence.last)
    if right:
        yield right


def _before_nation(cast: Cast, name: PersonName) -> int | None:
    """ "The head of the mission, | Norway's Kari Lund": the comma before the state of a name that a role tells."""
    tokens, owner = cast.context.parse.tokens, cast.names.get(name.first - 2)
    genitive = tokens[name.first - 1].lower in cast.context.lexicon.grammar.name_genitive
    if owner is None or not genitive or owner.kind not in ACTORS or not owner.first:
        return None
    return owner.first - 1 if tokens[owner.first - 1].text == "," else None


def _before_comma(cast: Cast, first: int, limit: int) -> int | None:
    """The comma before the nouns right before a name, or before the role that begins at `first`."""
    tokens = cast.context.parse.tokens
    for at in range(first - 1, max(limit, first - 5), -1):
        if tokens[at].text == ",":
            return at
        former = tokens[at].text == "-" or tokens[at].lower in cast.context.lexicon.scope.former  # "retired judge"
        known = tokens[at].pos in {"DET", "NOUN", "ADJ"} or former
        if not known or at in cast.names:
            return None
    return None


def _role_left(cast: Cast, name: PersonName, before: int, limit: int) -> RolePhrase | None:
    """«la ministre serbe de l'Énergie, Jelena Đurić», «le vice-ministre russe Alexandre Grouchko»."""
    tokens = cast.context.parse.tokens
    comma = before >= limit and tokens[before].text in {",", "–", "—"}
    near = _before_bracket(cast, before - 1 if comma else before, limit)
    ends = {near, _before_place(cast, near)} if comma else {near}
    for role in cast.roles_within(limit, near):
        # «le chargé d'affaires américain à Khartoum, Peter Dunn»: the role may hold the place.
        if role.first < limit or all(role.last > end or role.last < end - 1 for end in ends):
            continue
        near = min(end for end in ends if role.last <= end)
        gap = [tokens[i] for i in range(role.last + 1, near + 1)]
        if any(t.pos not in {"PUNCT", "ADJ"} for t in gap) or role.first in cast.bearer:
            continue
        if comma and not _apposed(cast, role, name) and not _opening(cast, role, limit):
            continue
        if not comma and of_another(cast, role):
            continue
        return role
    return None


def of_another(cast: Cast, role: RolePhrase) -> bool:
    """"A spokesman for UN chief | Ann Lee", "an aide to President | Ann Lee": the name is that of the role within."""
    tokens, grammar = cast.context.parse.tokens, cast.context.lexicon.grammar
    before = {*grammar.standing_for, *grammar.destination}
    inner = next(iter(cast.roles_within(role.noun_last + 1, role.last)), None)
    return inner is not None and tokens[role.noun_last + 1].lower in before and inner.first > role.noun_last + 1


def _before_place(cast: Cast, at: int) -> int:
    """"The EU's ambassador | in Abidjan, Joost Verhelst": where an office is held is no part of it."""
    mention, tokens = cast.names.get(at), cast.context.parse.tokens
    if mention is None or mention.kind not in {NameKind.CAPITAL, NameKind.PLACE, NameKind.METONYM} or mention.first < 2:
        return at
    inside = tokens[mention.first - 1].lower in cast.context.lexicon.grammar.locative
    return mention.first - 2 if inside else at


def _seat(cast: Cast, role: RolePhrase) -> str | None:
    """"A spokeswoman for the foreign ministry in Oslo", "her counterpart from Doha": the state of the capital."""
    tokens, lexicon = cast.context.parse.tokens, cast.context.lexicon
    mention = cast.names.get(role.last + 2)
    if mention is None or mention.kind not in {NameKind.CAPITAL, NameKind.STATE}:
        return None
    if tokens[role.last + 1].lower in lexicon.grammar.origin:
        return mention.id
    if mention.kind is not NameKind.CAPITAL:
        return None
    inside = tokens[role.last + 1].lower in lexicon.grammar.locative
    return mention.id if inside and tokens[role.last].lemma in lexicon.scope.collective_nouns else None


def _opening(cast: Cast, role: RolePhrase, first: int) -> bool:
    """«Nommée lundi ministre du Tourisme, Sarita Gurung a promis…»: a role without article that opens the sentence.

    Not «Selon la ministre, Sarita Gurung a promis…».
    """
    before = cast.context.parse.tokens[first : role.first]
    if role.determiner is not None or len(before) > 4:
        return False
    return all(t.pos in {"VERB", "ADV", "NOUN", "ADJ"} and t.feats.get("VerbForm") != "Fin" for t in before)


def _before_bracket(cast: Cast, near: int, limit: int) -> int:
    """«la médiatrice de la Communauté caribéenne (Caricom), Ann Lee»: brackets part no role from its name."""
    tokens = cast.context.parse.tokens
    if near < limit or tokens[near].text != ")":
        return near
    opening = next((i for i in range(near - 1, max(limit, near - 4), -1) if tokens[i].text == "("), None)
    return near if opening is None else opening - 1


def _apposed(cast: Cast, role: RolePhrase, name: PersonName) -> bool:
    """Whether name and role across a comma are one: by the tree, or by the comma or stop that closes the apposition."""
    tokens = cast.context.parse.tokens
    for i in range(name.first, name.last + 1):
        token = tokens[i]
        if role.first <= token.head <= role.last and token.rel in {"appos", "nmod", "flat", "conj"}:
            return True
        if name.first <= tokens[role.head].head <= name.last:
            return True
    end = closing(cast, name) + 1
    after = tokens[end] if end < len(tokens) else None
    return after is None or after.pos == "PUNCT" or after.sent != tokens[name.last].sent


def _role_right(cast: Cast, name: PersonName, limit: int) -> RolePhrase | None:
    """«Wendy Sherman, secrétaire d'État adjointe», "Marine (the deputy minister)"."""
    tokens = cast.context.parse.tokens
    after = closing(cast, name) + 1
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
