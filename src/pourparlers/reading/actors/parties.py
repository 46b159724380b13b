"""For whom persons speak, where no word beside their name tells it."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.adoption import adopt_roles
from pourparlers.reading.actors.bearers import LONGEST_ROLE, attach_plural_roles, attach_roles
from pourparlers.reading.actors.cast import Cast, Context
from pourparlers.reading.actors.civil_war import movement, side_of
from pourparlers.reading.actors.context import (
    GOVERNMENT,
    NATIONAL,
    OF_STATES,
    appointed,
    body_noun,
    context_party,
    is_state,
    located,
    mandated,
    of_ministry,
    office_served,
    opposite,
    own_body,
    told_before,
)
from pourparlers.reading.actors.coreference import listed
from pourparlers.reading.actors.datelines import dateline_state, spoken_from
from pourparlers.reading.actors.epithets import adopt_epithets
from pourparlers.reading.actors.gazetteer import ACTORS, Gazetteer
from pourparlers.reading.actors.known_persons import know_persons
from pourparlers.reading.actors.movements import fought_state, of_fought
from pourparlers.reading.actors.nationals import by_nation, closing, of_union, opening
from pourparlers.reading.actors.newsroom import newsroom_state
from pourparlers.reading.actors.ours import settle_home
from pourparlers.reading.actors.persons import Person
from pourparlers.reading.actors.roles import RolePhrase
from pourparlers.reading.actors.stood_for import body_led, stood_for


def read_cast(context: Context, gazetteer: Gazetteer, published: str | None, outlet: str | None = None) -> Cast:
    """The actors of a text with their roles and parties.

    Args:
        context, gazetteer: the parsed text and what is known; names of states, organisations and places.
        published: date of publication, for offices held then.
        outlet: who published it.
    """
    cast = Cast(context, gazetteer)
    cast.fought = fought_state(cast)
    attach_roles(cast)
    attach_plural_roles(cast)
    know_persons(cast, published)
    cast.rebels = movement(cast)
    adopt_roles(cast)
    adopt_epithets(cast)
    settle_parties(cast, outlet)
    for person in cast.persons:
        # «le ministre wallon»: whoever holds an office of a region has its state as party.
        person.party = context.world.states_of_regions.get(person.party or "", person.party)
    return cast


def settle_parties(cast: Cast, outlet: str | None = None) -> None:
    """Give persons without a party beside their name the party that their words or the text tell, surest first."""
    counts = _party_counts(cast)
    cast.home = cast.fought or _topic_state(cast) or _main_party(counts) or dateline_state(cast) or _lead_party(cast)
    cast.home = cast.home or _first_named(cast, counts) or _lead_subject(cast, counts)
    cast.standing = [(n, party) for n, party in counts if is_state(cast, party)]
    settle_home(cast)
    newsroom = cast.ours or newsroom_state(cast, outlet)
    cast.home = newsroom or cast.home
    definite = cast.context.lexicon.grammar.definite
    borne: dict[str, list[RolePhrase]] = {}
    for role in cast.roles:
        if role.first in cast.bearer:
            borne.setdefault(cast.bearer[role.first].id, []).append(role)
    for person in cast.persons:
        unsure = person.party is None or by_nation(person)
        if unsure and (sent := _sent(cast, person, borne) or _for_union(cast, person)):
            person.party, person.speaks = sent, True
        if person.party or not person.speaks:
            continue
        roles = [role for role in borne.get(person.id, []) if cast.bearer[role.first] is person]
        owned = _possessor(cast, person)
        told = [
            of_fought(cast, role)
            or side_of(cast, role)
            or _town(cast, role)
            or _host(cast, role)
            or _called_on(cast, role)
            or _chained(cast, role)
            or context_party(cast, role)
            for role in roles
        ]
        if person.role_class & OF_STATES and not any(body_noun(cast, role) for role in roles):
            told = [party for party in told if party and is_state(cast, party)]
        ours = any(at_home(cast, role) and (role.determiner in definite or _title(role)) for role in roles)
        told = [spoken_from(cast, person), newsroom, *told] if newsroom and ours else told
        told = [stood_for(cast, person) or _led(cast, person) or _led_by(cast, person), owned, *told]
        if any(_is_counterpart(cast, role) for role in roles):
            told = [_other_side(cast, person, counts)]
        elif any(at_home(cast, role) for role in roles) or person.role_class & OFFICES and not roles:
            ruled = person.role_class & OF_STATES and cast.home and not is_state(cast, cast.home)
            told += [spoken_from(cast, person), None if ruled else cast.home]
        if person.role_class <= GOVERNMENT and not any(_below_state(cast, role) for role in roles):
            told.append(person.nation)
        other = opposite(cast, person)
        if cast.home in other and any(at_home(cast, role) for role in roles):
            told.append(next((party for _, party in cast.standing if party not in other), None))
        person.party = next((party for party in told if party and party not in other), None)


def _title(role: RolePhrase) -> bool:
    """ "Deputy Minister Ann Lee": no more than the office, before the name."""
    return role.determiner is None and (role.first, role.last) == (role.noun_first, role.noun_last)


def _sent(cast: Cast, person: Person, borne: dict[str, list[RolePhrase]]) -> str | None:
    """«L'ex-président finlandais Aarno Lehto, médiateur désigné par l'OSCE»: a new office after one that is over."""
    roles = (role for role in borne.get(person.id, []) if not role.former)
    return next((party for role in roles if (party := appointed(cast, role))), None) or mandated(cast, person)


def _for_union(cast: Cast, person: Person) -> str | None:
    """«le Suisse Urs Zollinger, qui dirige la mission de l'OSCE»: whose of many states one may be in the service."""
    told = (find(cast, person) for find in (stood_for, _led, _led_by)) if person.party else ()
    return next((party for party in told if of_union(cast, party)), None)


# No role that a possessive owns has more words before the name («sa directrice générale chargée des ventes, Ann Lee»).
POSSESSED = 9
# Words of the first of two roles at the head of a sentence ("Her superior, …").
CHAINED = 3
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


def _topic_state(cast: Cast) -> str | None:
    """«Brésil : la présidente…»: the state that a title sets before its colon."""
    parse, first = cast.context.parse, cast.names.get(0)
    if first is None or first.kind is not NameKind.STATE or first.last + 1 >= len(parse.tokens):
        return None
    return first.id if parse.tokens[first.last + 1].text == ":" else None


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


def _first_named(cast: Cast, counts: list[tuple[int, str]]) -> str | None:
    """The state named most of all, where the lead names it too."""
    if len(counts) < 2 or counts[0][0] < 4 or counts[0][0] == counts[1][0] or not is_state(cast, counts[0][1]):
        return None
    tokens = cast.context.parse.tokens
    lead = {cast.party_of(m.id) for m in cast.mentions if tokens[m.first].start <= LEAD}
    return counts[0][1] if counts[0][1] in lead else None


def _lead_subject(cast: Cast, counts: list[tuple[int, str]]) -> str | None:
    """«Le Ghana suspend ses exportations»: the one state that acts in title and lead, named as often as any."""
    tokens = cast.context.parse.tokens
    lead = [m for m in cast.mentions if tokens[m.first].start <= LEAD and tokens[m.first].rel == "nsubj"]
    acting = {party for m in lead if (party := cast.party_of(m.id)) and is_state(cast, party, True)}
    most = {party for n, party in counts if n == counts[0][0]}
    return acting.pop() if len(acting) == 1 and acting <= most else None


def _main_party(counts: list[tuple[int, str]]) -> str | None:
    """The party that a text is about: named more than twice as often as any other."""
    if not counts or counts[0][0] < 3 or (len(counts) > 1 and counts[0][0] < 2 * counts[1][0]):
        return None
    return counts[0][1]


def _other_side(cast: Cast, person: Person, counts: list[tuple[int, str]]) -> str | None:
    """«son homologue, Gianfranco De Biasi»: of the two parties that a text is about, not the one that spoke before."""
    at = person.names[0].first
    sides = [party for _, party in counts[:2]]
    before = [p for p in cast.persons if p.party in sides and any(n.first < at for n in p.names)]
    if len(sides) < 2 or not before:
        return None
    last = max(before, key=lambda p: max(n.first for n in p.names if n.first < at))
    return next((party for party in sides if party != last.party), None)


def _is_counterpart(cast: Cast, role: RolePhrase) -> bool:
    """«son homologue», «Son vis-à-vis, le vice-ministre Anselmo Batista,»: whoever stands on the other side."""
    if role.entry.relational and not role.party:
        return True
    start = role.first - (1 if role.determiner else 0)
    before = cast.roles_within(start - LONGEST_ROLE, start - 2)
    comma = cast.context.parse.tokens[start - 1].text == ","
    return comma and any(r.last == start - 2 and r.entry.relational and not r.party for r in before)


def at_home(cast: Cast, role: RolePhrase) -> bool:
    """Whether a newsroom leaves out whose office it is: «la ministre», «le préfet», «le commissaire au Patrimoine»."""
    if role.former or role.own or _below_state(cast, role):
        return False
    grammar, tokens = cast.context.lexicon.grammar, cast.context.parse.tokens
    ours = (role.determiner or "") in listed(cast.context.lexicon.scope.pronouns, "first")  # "our chief negotiator"
    if ours or role.entry.role in OFFICES or tokens[role.noun_first].lower in grammar.state_offices:
        return True
    at = role.noun_last + 1
    portfolio = at < role.last and tokens[at].lower in grammar.portfolio
    served = office_served(cast, role) is not None
    return served or (of_ministry(cast, role) or portfolio) and not own_body(cast, role)


def _below_state(cast: Cast, role: RolePhrase) -> bool:
    """«le président du groupe», «la présidente de l'Union des femmes»: an office of something that is no state."""
    if body_noun(cast, role):
        return True
    lexicon = cast.context.lexicon
    after = cast.context.parse.tokens[role.noun_last + 1 : role.last + 1]
    if role.entry.role not in {"head_of_state", "head_of_government"} or not after:
        return False
    noun = next((token for token in after if token.pos in {"NOUN", "PROPN"}), None)
    return noun is not None and noun.lemma not in lexicon.scope.collective_nouns and noun.i not in cast.names


def _host(cast: Cast, role: RolePhrase) -> str | None:
    """«le ministre de la Mer du pays hôte»: the state of the capital where the text places what it tells."""
    tokens = cast.context.parse.tokens
    if not any(tokens[i].lemma in cast.context.lexicon.grammar.host for i in range(role.first, role.last + 1)):
        return None
    placed = [m.id for m in cast.mentions if m.first < role.first and located(cast, m)]
    return placed[-1] if placed else None


def _called_on(cast: Cast, role: RolePhrase) -> str | None:
    """ "The envoys paid a visit to Lima and met President Ana Paz": whom one meets where one went is at home."""
    tokens, grammar = cast.context.parse.tokens, cast.context.lexicon.grammar
    if role.entry.role not in NATIONAL or tokens[cast.bearer[role.first].names[0].first].rel not in {"obj", "obl"}:
        return None
    first = cast.context.parse.sentence_of(tokens[role.first]).first
    gone = [
        m
        for m in cast.mentions
        if first < m.first < role.first
        and m.kind in {NameKind.CAPITAL, NameKind.STATE}
        and tokens[m.first - 1].lower in grammar.destination
    ]
    return gone[-1].id if gone else None


def _led(cast: Cast, person: Person) -> str | None:
    """«Ylva Sjöstrand, who led the Swedish team», «À la tête de l'équipe paraguayenne, Fátima Ovelar»: whose it is."""
    parse = cast.context.parse
    for name in person.names:
        sentence = parse.sentence_of(parse.tokens[name.last])
        after = closing(cast, name) + 1
        if after + 2 <= sentence.last and parse.tokens[after].text == ",":
            found = _leads(cast, after + 1, min(after + LED, sentence.last))
            if found:
                return found
        opening = range(sentence.first, name.first - 1)
        if 2 < len(opening) <= LED and parse.tokens[name.first - 1].text == ",":
            # "Speaking to the Kenyan team, Ann Lee" leads none.
            found = _leads(cast, sentence.first, name.first - 2)
            if found:
                return found
    return None


def _led_by(cast: Cast, person: Person) -> str | None:
    """ "The Uzbek delegation, led by Minister Ann Lee", "the Farmers' Alliance, headed by Jan Maa": whose it is."""
    tokens, lexicon = cast.context.parse.tokens, cast.context.lexicon
    for name in person.names:
        roles = [r for r in cast.roles_within(name.first - LED, name.first) if cast.bearer.get(r.first) is person]
        at = min([opening(cast, name), *(r.first for r in roles)]) - 1
        while at > 2 and tokens[at].pos == "DET":
            at -= 1
        led = tokens[at].lower in lexicon.grammar.agent and tokens[at - 1].lemma in lexicon.grammar.leading
        if at < 2 or not led:
            continue
        noun = at - 3 if tokens[at - 2].text == "," else at - 2
        body = cast.names.get(noun)
        # «L'Iran, représenté par Ali Kermani»
        represented = body and body.kind in STANDS_FOR and tokens[at - 1].lemma in lexicon.grammar.representing
        if body and (represented or body.kind in {NameKind.ORGANISATION, NameKind.BODY}):
            return cast.party_of(body.id)
        if tokens[noun].lemma in lexicon.scope.collective_nouns:
            near = [cast.names[i] for i in range(max(0, noun - 3), noun) if i in cast.names]
            return cast.party_of(near[-1].id) if near else None
    return None


def _among(token: Token, words: set[str]) -> bool:
    return token.lemma.lower() in words or token.lower in words


STANDS_FOR = {NameKind.STATE, NameKind.ORGANISATION, NameKind.CAPITAL}
# Words within which an apposition tells what somebody leads.
LED = 14


def _leads(cast: Cast, first: int, last: int) -> str | None:
    """The state of the collective in a stretch that begins with leading: "who leads the Uzbek delegation"."""
    tokens, lexicon = cast.context.parse.tokens, cast.context.lexicon
    words = {*lexicon.grammar.leading, *lexicon.grammar.charged}
    begun = next((i for i in range(first, min(first + 4, last)) if _among(tokens[i], words)), None)
    if begun is None:
        return None
    if (body := body_led(cast, begun, last)) is not None:
        return body
    wide = _among(tokens[begun], set(lexicon.grammar.charged))
    for i in range(begun + 1, last + 1):
        # «qui conduit le car de la délégation» does not lead it; «chargée du dossier des vendanges au ministère» does.
        if (
            tokens[i].text == ","
            or not wide
            and any(t.pos in {"NOUN", "NUM"} and t.i not in cast.names for t in tokens[begun + 1 : i])
        ):
            break
        if i in cast.names and tokens[begun].lemma in lexicon.grammar.representing:
            # "who represents Britain at the talks"
            return cast.party_of(cast.names[i].id) if cast.names[i].kind in STANDS_FOR else None
        if tokens[i].lemma in (*lexicon.scope.collective_nouns, *lexicon.grammar.sides):
            near = [cast.names[k] for k in range(i - 2, min(i + 4, last + 1)) if k in cast.names]
            near += [cast.names[k] for k in range(begun + 1, i) if k in cast.names]
            if near:
                return cast.party_of(near[0].id)
            if tokens[i - 1].lower in lexicon.grammar.ours:
                return cast.ours
            if tokens[i - 1].lower in lexicon.grammar.possessive:
                return told_before(cast, begun, True)  # "The Danes agreed. … Ann Lee, who headed their team"
    return None


def _possessor(cast: Cast, person: Person) -> str | None:
    """«La Fédération des oléiculteurs a… Sa présidente, Raoudha Slimane, …»: whoever owns the role before a name."""
    parse, possessive = cast.context.parse, cast.context.lexicon.grammar.possessive
    for name in person.names:
        first = parse.sentence_of(parse.tokens[name.first]).first
        at = name.first - 1
        nation = cast.names.get(at)
        if nation and nation.kind is NameKind.DEMONYM and parse.tokens[nation.first - 1].pos == "DET":
            at = nation.first - 2  # «son président, le Suisse Jean Amiguet»
        if at >= first and parse.tokens[at].text == ",":
            at -= 1
        for i in range(at, max(first, at - POSSESSED) - 1, -1):
            token = parse.tokens[i]
            if token.text == "," and (i - first <= CHAINED or _titled(cast, i, name.first)):
                # "Her superior, Deputy Culture Minister Jan Zięba": one person by two roles.
                continue
            if token.lower in possessive:
                relational = any(role.entry.relational for role in cast.roles_within(i, at))
                return None if relational else told_before(cast, i, True)
            if token.pos not in {"NOUN", "ADJ", "ADP", "PROPN", "DET"} or i in cast.person_at:
                break
    return None


def _titled(cast: Cast, comma: int, first: int) -> bool:
    """«leur ministre des Mines, le mollah Abdul Hakim»: nothing but a title between a comma and a name."""
    tokens, titles = cast.context.parse.tokens, cast.context.lexicon.titles
    between = tokens[comma + 1 : first]
    return 0 < len(between) < CHAINED and all(t.pos == "DET" or t.lower.rstrip(".") in titles for t in between)


def _town(cast: Cast, role: RolePhrase) -> str | None:
    """«le maire de Kherson», "the mayor of Narva": the state of the town."""
    if cast.context.parse.tokens[role.noun_first].lower not in cast.context.lexicon.grammar.local_offices:
        return None
    inside = [cast.names[i] for i in range(role.first, role.last + 1) if i in cast.names]
    return next((m.id for m in inside if m.kind in {NameKind.PLACE, NameKind.CAPITAL} and m.id), None)


def _chained(cast: Cast, role: RolePhrase) -> str | None:
    """«Cheffe de la délégation de Dakar, la secrétaire d'État à la Pêche, …»: one person by two roles."""
    start = role.first - (1 if role.determiner else 0)
    for other in cast.roles_within(start - LONGEST_ROLE, start - 2):
        if other.last == start - 2 and cast.context.parse.tokens[start - 1].text == "," and other.party:
            return other.party
    return None
