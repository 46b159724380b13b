"""The party that the words around a role tell: its possessor's, the one named last before, or none."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import Lexicon, NameKind
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.civil_war import side_of
from pourparlers.reading.actors.gazetteer import ACTORS, Mention
from pourparlers.reading.actors.last_told import nearest_told
from pourparlers.reading.actors.nationals import closing, list_opening, of_mediators
from pourparlers.reading.actors.persons import Person
from pourparlers.reading.actors.roles import RolePhrase
from pourparlers.reading.actors.sited import sited
from pourparlers.reading.actors.unnamed_bodies import is_private, unnamed_body
from pourparlers.reading.text.phrases import noun_phrase, of_subject

# Offices that a newsroom leaves without a nationality where the text is about one state.
OF_STATES = {"minister", "deputy_minister", "head_of_state", "head_of_government", "ambassador", "legislator"}
GOVERNMENT = {*OF_STATES, "envoy", "negotiator", "diplomat"}
NATIONAL = {"minister", "deputy_minister", "head_of_state", "head_of_government"}
# Sentences back in which a party is told.
CONTEXT = 3
# Words within which it is told who has sent somebody.
SENT = 4
# Words of what opens a sentence and tells by whom somebody was given an office.
MANDATE = 14
# Offices that a bakery or a ferry has too: "captain of the night ferry".
OF_BODIES = {"official", "spokesperson", "military"}


def own_body(cast: Cast, role: RolePhrase) -> bool:
    """ "a spokeswoman for the bakery", «le chef de l'équipe de tournage»: it is of a body that no context tells."""
    lexicon, tokens = cast.context.lexicon, cast.context.parse.tokens
    at = role.noun_last + 1
    links = {*lexicon.grammar.genitive, *lexicon.grammar.topic}
    linked = at < role.last and tokens[at].plain in links
    if role.entry.role not in OF_BODIES or not linked:
        return False
    nouns = [tokens[i] for i in range(at, role.last + 1) if tokens[i].pos in {"NOUN", "PROPN"}]
    places = range(at, role.last + 1)
    # «un conseiller du Premier ministre»: whose adviser he is, the context tells.
    if not nouns or any(i in cast.names or tokens[i].lower in lexicon.roles for i in places):
        return False
    if nouns[-1].text[0].isupper() and nouns[-1].lower in lexicon.scope.collective_nouns:
        return False  # "secretary general of the Industry Ministry"
    if nouns[0].lemma in lexicon.grammar.own_teams:
        return len(nouns) > 1
    if nouns[0].text[0].isupper() and (tokens[at].lower in lexicon.grammar.portfolio or _department(cast, role, at)):
        # «le commissaire au Patrimoine», «le haut-commissaire à la Consolidation de la paix»: a public office.
        return False
    return nouns[0].lemma not in lexicon.bodies


def _department(cast: Cast, role: RolePhrase, at: int) -> bool:
    """«le directeur de l'Élevage», «la directrice des Pêches»: a common noun with article and capital is its office."""
    tokens, grammar = cast.context.parse.tokens, cast.context.lexicon.grammar
    contracted = tokens[at].plain in grammar.contracted_articles
    at += 1 if contracted else 2
    article = contracted or tokens[at - 1].plain in grammar.definite
    alone = at == role.last and tokens[at].pos == "NOUN" and not grammar.last_nouns
    return alone and article and role.entry.role == "official"


def context_party(cast: Cast, role: RolePhrase) -> str | None:
    """The party that a role without one belongs to: the possessor's («son délégué»), else the last party told before.

    Looks back over the sentence and the three before it, no further: a guess from afar would be a guess.
    """
    side = side_of(cast, role)
    if side is not None:
        return side
    if role.former or not role.entry.speaks_for or role.entry.relational or role.own or own_body(cast, role):
        return None
    owner = _antecedent(cast, role)
    if owner is not None:
        return owner or None
    body = named_body(cast, role)
    if body is not None:
        return body or None
    served = office_served(cast, role)
    bearer = cast.bearer.get(served.first) if served else None
    if served and (served.party or bearer and bearer.party):
        return served.party or (bearer.party if bearer else None)
    possessive = role.determiner in cast.context.lexicon.grammar.possessive
    # «Selon l'Association des éleveurs, … Son président»: other bodies than states have presidents.
    owned = possessive and role.entry.role == "head_of_state"
    if role.entry.role == "mediator" and not possessive:
        return of_mediators(cast)  # «La Bolivie refuse. La médiatrice, Ann Lee, …»: who stands between is of neither
    states = not owned and role.entry.role in OF_STATES or of_ministry(cast, role) or served is not None
    party = told_before(cast, role.first, possessive, states, role.entry.role in NATIONAL)
    # «L'ONG Routes claires l'accuse… La négociatrice…»: an office of government is none of a body that nobody knows.
    known = party is None or possessive or party in cast.context.world.things
    return party if known or role.entry.role not in GOVERNMENT else None


def appointed(cast: Cast, role: RolePhrase) -> str | None:
    """«médiateur désigné par l'OSCE», «l'émissaire dépêché par Alger»: who has sent somebody is whom they speak for."""
    parse, grammar = cast.context.parse, cast.context.lexicon.grammar
    limit = min(role.last + 1 + SENT, parse.sentence_of(parse.tokens[role.last]).last)
    after = parse.tokens[role.last + 1 : limit + 1]
    if len(after) < 2 or after[0].lemma not in grammar.sending or after[1].plain not in grammar.agent:
        return None
    mention = next((cast.names[t.i] for t in after[2:] if t.i in cast.names), None)
    return cast.party_of(mention.id) if mention and mention.kind in ACTORS else None


def mandated(cast: Cast, person: Person) -> str | None:
    """«Nommé médiateur par l'Union africaine, Paul Sarr a exigé…», «Dépêchée lundi par le gouvernement, Ann Lee…»."""
    parse, lexicon = cast.context.parse, cast.context.lexicon
    for name in person.names:
        first = parse.sentence_of(parse.tokens[name.first]).first
        roles = [r for r in cast.roles_within(first, name.first - 1) if cast.bearer.get(r.first) is person]
        at = min([list_opening(cast, name), *(r.first for r in roles)])
        # «Mandaté par Rabat, l'ancien ministre Ali Alami…»
        at -= bool(roles and parse.tokens[at - 1].pos == "DET")
        inside = parse.tokens[first : at - 1]
        opens = 2 < len(inside) <= MANDATE and parse.tokens[at - 1].text == ","
        if not opens or inside[0].lemma.lower() not in lexicon.grammar.sending:
            if (sender := _mandated_after(cast, closing(cast, name) + 1)) is not None:
                return sender
            continue
        by = next((t.i for t in inside if t.plain in lexicon.grammar.agent), None)
        after = parse.tokens[by + 1 : at - 1] if by is not None else []
        mention = next((cast.names[t.i] for t in after if t.i in cast.names), None)
        if mention is not None:
            return cast.party_of(mention.id) if mention.kind in ACTORS | {NameKind.ADJECTIVE} else None
        return cast.home if any(t.lemma in lexicon.scope.collective_nouns for t in after) else None
    return None


def _mandated_after(cast: Cast, comma: int) -> str | None:
    """«l'ancien juge Ali Hamzah, mandaté en mai par Alger»: no office but one of a role, no «désigné terroriste»."""
    tokens, lexicon = cast.context.parse.tokens, cast.context.lexicon
    clause = tokens[comma + 1 : comma + MANDATE]
    if len(clause) < 3 or tokens[comma].text != "," or clause[0].lemma.lower() not in lexicon.grammar.sending:
        return None
    by = next((t.i for t in clause if t.plain in lexicon.grammar.agent or t.text == ","), comma)
    between = tokens[comma + 2 : by]
    bare = (t for t in between if t.pos in {"NOUN", "ADJ"} and tokens[t.i - 1].pos not in {"ADP", "DET", "NUM"})
    other = any(t.i not in cast.role_at and t.lower not in lexicon.roles for t in bare)
    if by == comma or tokens[by].text == "," or other:
        return None
    sender = next((cast.names[i] for i in (by + 1, by + 2) if i in cast.names), None)
    return cast.party_of(sender.id) if sender is not None and sender.kind in ACTORS else None


def opposite(cast: Cast, person: Person) -> set[str]:
    """The states of those whom a person meets as counterparts: «le ministre Adel Haroun a vu son homologue émirati»."""
    parse, grammar = cast.context.parse, cast.context.lexicon.grammar
    out: set[str] = set()
    for name in person.names:
        sentence = parse.sentence_of(parse.tokens[name.last])
        for role in cast.roles_within(name.last + 1, sentence.last):
            theirs = role.entry.relational and role.determiner in grammar.possessive or _faces(cast, name.first, role)
            subject = _is_subject(parse.tokens, name.first)
            if theirs and subject and role.party and cast.bearer.get(role.first) is not person:
                out.add(role.party)
    return out


def _faces(cast: Cast, word: int, role: RolePhrase) -> bool:
    """ "a letter that the minister sent to the head of the Georgian railway": whom one writes to is another's."""
    tokens = cast.context.parse.tokens
    noun, name = tokens[role.head], tokens[word]
    while name.rel in {"appos", "flat", "compound", "nmod"} and name.head != name.i:
        name = tokens[name.head]
    direct = noun.rel in {"obj", "iobj"} or noun.rel == "obl" and _addressed(cast, noun)
    return direct and name.dep.startswith("nsubj") and noun.head == name.head


def _addressed(cast: Cast, noun: Token) -> bool:
    return any(k.lower in cast.context.lexicon.grammar.destination for k in cast.context.parse.kids(noun, "case"))


def of_anybody(role: RolePhrase, lexicon: Lexicon) -> bool:
    """ "Lima refused, a diplomat said", "officials said": of whose they are the text tells nothing."""
    told = role.determiner is not None and role.determiner not in lexicon.grammar.indefinite
    return not told and (role.entry.role == "diplomat" or role.entry.role == "official" and role.number == "p")


def is_state(cast: Cast, party: str, national: bool = False) -> bool:
    """Whether a party is a state, or the European Union, which has ambassadors; `national` rules the Union out."""
    thing = cast.context.world.things.get(party)
    return thing is not None and (thing.kind == "state" or party == "EU" and not national)


def office_served(cast: Cast, role: RolePhrase) -> RolePhrase | None:
    """«un conseiller du Premier ministre», "an aide to the president": the office of a state that a role works for."""
    inside = next(iter(cast.roles_within(role.noun_last + 1, role.last)), None)
    national = inside is not None and inside.entry.role in NATIONAL and body_noun(cast, inside) is None
    return inside if national and role.entry.speaks_for else None


def of_ministry(cast: Cast, role: RolePhrase) -> bool:
    """ "the ministry's director for passenger safety": an office of a body of the state, which needs no nationality."""
    lexicon, tokens = cast.context.lexicon, cast.context.parse.tokens
    places = [*range(role.first, role.noun_first), *range(role.noun_last + 1, role.last + 1)]
    # "secretary general of the Industry Ministry"
    of_state = any(one in lexicon.scope.collective_nouns for i in places for one in (tokens[i].lemma, tokens[i].lower))
    return role.entry.speaks_for and (of_state or _of_department(cast, role) or _of_public_body(cast, role))


def _of_public_body(cast: Cast, role: RolePhrase) -> bool:
    """«un responsable du bureau présidentiel»: of a body that an adjective tells to be the state's."""
    lexicon, words = cast.context.lexicon, cast.context.parse.tokens[role.noun_last + 1 : role.last + 1]
    told = any(t.lower in lexicon.grammar.public for t in words) and role.entry.role in OF_BODIES
    return told and not any(t.lemma in lexicon.grammar.private_bodies or t.i in cast.names for t in words)


def _of_department(cast: Cast, role: RolePhrase) -> bool:
    """ "A senior finance official", "a customs officer", not "a trade union official"."""
    lexicon, before = cast.context.lexicon, cast.context.parse.tokens[role.first : role.noun_first]
    told = any(t.lower in lexicon.grammar.departments for t in before)
    private = (*lexicon.grammar.private_bodies, *lexicon.scope.bloc_nouns)
    return told and role.entry.role in OF_BODIES and not any(t.lemma in private or t.i in cast.names for t in before)


def body_noun(cast: Cast, role: RolePhrase) -> Token | None:
    """The common noun for a body that a role is of: «le porte-parole du mouvement», "the union's general secretary"."""
    lexicon, tokens = cast.context.lexicon, cast.context.parse.tokens
    links = {*lexicon.grammar.genitive, *lexicon.grammar.topic, *lexicon.grammar.definite}
    at = role.noun_last + 1
    while at < role.last and tokens[at].plain in links:
        at += 1
    # "the union's general secretary", "a trade union official"
    owners = [i for i in range(role.first, role.noun_first) if tokens[i].pos in {"NOUN", "PROPN"}]
    places = owners or ([at] if role.noun_last + 1 < at <= role.last else [])
    bodies = (*lexicon.scope.bloc_nouns, *lexicon.scope.media_nouns)
    inside = range(role.first, role.last + 1)
    named = any(i in cast.names or tokens[i].lower in lexicon.grammar.public for i in inside)
    found = [tokens[i] for i in places if tokens[i].lemma in bodies and tokens[i].text[0].islower()]
    return found[0] if found and not named and found[0].lemma not in lexicon.scope.collective_nouns else None


def named_body(cast: Cast, role: RolePhrase) -> str | None:
    """The organisation named last before that «le porte-parole du mouvement» is of; "" where there is none.

    None where the role is of no such body.
    """
    noun = body_noun(cast, role)
    if noun is None:
        return None
    tokens = cast.context.parse.tokens
    media = noun.lemma in cast.context.lexicon.scope.media_nouns
    for mention in cast.mentions_before(role.first):
        if tokens[role.first].sent - tokens[mention.first].sent > CONTEXT + 1:
            break
        thing = cast.context.world.things.get(mention.id)
        own = thing is None or thing.kind != "bloc"
        if own and mention.kind is (NameKind.MEDIA if media else NameKind.ORGANISATION):
            return cast.party_of(mention.id) or ""
    return ""


def _antecedent(cast: Cast, role: RolePhrase) -> str | None:
    """«l'Otan, dont la secrétaire générale…», "whose chairman": the party before the relative, "" where that is none.

    None where no relative owns the role.
    """
    tokens, whose = cast.context.parse.tokens, cast.context.lexicon.grammar.of_which
    at = next((i for i in (role.first - 1, role.first - 2) if i > 0 and tokens[i].lower in whose), None)
    if at is None:
        return None
    at -= 2 if tokens[at - 1].text == "," else 1
    mention = cast.names.get(at)
    return cast.party_of(mention.id) or "" if mention and mention.kind in ACTORS else ""


def told_before(cast: Cast, word: int, possessive: bool, of_state: bool = False, national: bool = False) -> str | None:
    """The party told last before a word: the possessor's, or the one of its sentence or of those before.

    Args:
        cast: the actors of the text.
        word: the place before which to look.
        possessive: whether a possessive tells that the party is the last subject.
        of_state: whether only a state or the European Union will do.
        national: whether only a state will do: the Union has no minister of its own.
    """
    parse = cast.context.parse
    tokens, sentence = parse.tokens, parse.sentence_of(parse.tokens[word])
    for number in range(tokens[word].sent, max(-1, tokens[word].sent - CONTEXT - 1), -1):
        other = parse.sentences[number]
        if other.block != sentence.block and not possessive:
            return None
        told = _parties_in(cast, other.first, min(other.last, word - 1), possessive)
        told = [(party, subject) for party, subject in told if not of_state or is_state(cast, party, national)]
        subjects = [party for party, is_subject in told if is_subject]
        parties = [party for party, _ in told]
        if possessive and (subjects or parties):
            return (subjects or parties)[-1]
        if number == tokens[word].sent and parties:
            return parties[-1]
        if subjects or len(set(parties)) == 1:
            return subjects[-1] if subjects else parties[-1]
    return None


def _parties_in(cast: Cast, first: int, last: int, bodies: bool) -> list[tuple[str, bool]]:
    """The parties told between two words, each with whether it is a subject; with `bodies`, unnamed ones that act."""
    out: list[tuple[str, bool]] = []
    tokens = cast.context.parse.tokens
    seen: set[int] = set()
    acting = _acting_bodies(cast, first, last) if bodies else {}
    for i in range(first, last + 1):
        # What somebody says is no context: «"Le plongeur battait pavillon tunisien", a rappelé le commissaire».
        if cast.quoted[i] or _reported(tokens, i):
            continue
        mention, person = cast.names.get(i), cast.person_at.get(i)
        if i in acting:
            # «La fédération bulgare des maraîchers a rejeté l'accord. Sa présidente…»: no Bulgaria's.
            out += [(acting[i], True)] if acting[i] not in dict(out) else []
        elif host := sited(cast, tokens[i]) or nearest_told(cast, tokens[i]):
            out.append((host, True))
        elif mention and mention.first not in seen and mention.kind in ACTORS | {NameKind.ADJECTIVE}:
            seen.add(mention.first)
            party = cast.party_of(mention.id)
            subject = _is_subject(tokens, i)
            # «devant l'Assemblée générale des Nations unies»: where one speaks is not for whom.
            aside = mention.first > first and tokens[mention.first - 1].lower in cast.context.lexicon.grammar.topic
            if party and not located(cast, mention) and (subject or not aside):
                out.append((party, subject))
        elif person and person.party and i not in seen:
            seen.update(range(cast.name_at[i].first, cast.name_at[i].last + 1))
            out.append((person.party, _is_subject(tokens, i)))
    return out


def _acting_bodies(cast: Cast, first: int, last: int) -> dict[int, str]:
    """ "Kenya's tea federation welcomed it. Its chairman…", "The airport denied it. Its director…": by each word."""
    parse, lexicon, out = cast.context.parse, cast.context.lexicon, dict[int, str]()
    for token in parse.tokens[first : last + 1]:
        against = token.pos == "NOUN" and token.lemma in lexicon.grammar.opposition
        if token.rel != "nsubj" or not (against or is_private(lexicon, token)):
            continue
        a, b = noun_phrase(parse, token)
        alone = all(t.pos == "DET" for t in parse.tokens[a:b])
        again = any(m.kind is NameKind.ORGANISATION for m in cast.mentions_before(token.i))
        body = unnamed_body(parse, lexicon, cast.names, token, a, b)
        body = body or (f"group:{parse.slice(a, b)}" if alone and not again else None)
        out |= dict.fromkeys(range(a, min(b, last) + 1), body) if body else {}
    return out


def _reported(tokens: list[Token], i: int) -> bool:
    """Whether a word stands in a clause that somebody is reported to say («a dit que la Russie…»)."""
    token = tokens[i]
    for _ in range(8):
        if token.rel == "ccomp" and token.head < i:
            return True
        if token.head == token.i:
            return False
        token = tokens[token.head]
    return False


def _is_subject(tokens: list[Token], i: int) -> bool:
    return of_subject(tokens, i, {"appos", "flat", "nmod", "amod", "conj", "compound"})


def located(cast: Cast, mention: Mention) -> bool:
    """«réunis à Moscou»: a place, not a party."""
    if mention.kind is not NameKind.CAPITAL or mention.first == 0:
        return False
    before = cast.context.parse.tokens[mention.first - 1].lower
    return before in cast.context.lexicon.grammar.locative
