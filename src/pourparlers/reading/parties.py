"""For whom persons speak, where no word beside their name tells it."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.reading.adoption import adopt_roles
from pourparlers.reading.bearers import attach_roles
from pourparlers.reading.cast import Cast, Context
from pourparlers.reading.epithets import adopt_epithets
from pourparlers.reading.gazetteer import ACTORS, Gazetteer, Mention
from pourparlers.reading.persons import Person
from pourparlers.reading.roles import RolePhrase


def read_cast(context: Context, gazetteer: Gazetteer, published: str | None) -> Cast:
    """The actors of a text with their roles and parties.

    Args:
        context: the parsed text and what is known.
        gazetteer: names of states, organisations and places.
        published: date of publication, for offices held then.
    """
    cast = Cast(context, gazetteer)
    attach_roles(cast)
    know_persons(cast, published)
    adopt_roles(cast)
    adopt_epithets(cast)
    settle_parties(cast)
    return cast


def settle_parties(cast: Cast) -> None:
    """Give persons without a party beside their name the party that their words or the text tell, surest first."""
    counts = _party_counts(cast)
    cast.home = _topic_state(cast) or _main_party(counts) or _lead_party(cast) or _first_named(cast, counts)
    borne: dict[str, list[RolePhrase]] = {}
    for role in cast.roles:
        if role.first in cast.bearer:
            borne.setdefault(cast.bearer[role.first].id, []).append(role)
    for person in cast.persons:
        if person.party or not person.speaks:
            continue
        roles = [role for role in borne.get(person.id, []) if cast.bearer[role.first] is person]
        owned = _possessor(cast, person)
        told = [_host(cast, role) or _chained(cast, role) or context_party(cast, role) for role in roles]
        if person.role_class & OF_STATES:
            told = [party for party in told if party and _is_state(cast, party)]
        told = [_led(cast, person), owned, *told]
        if any(_is_counterpart(cast, role) for role in roles):
            told = [_other_side(cast, person, counts)]
        elif (person.role_class & OFFICES or any(_of_ministry(cast, role) for role in roles)) and not any(
            role.former or _below_state(cast, role) for role in roles
        ):
            told.append(cast.home)
        if person.role_class <= GOVERNMENT and not any(_below_state(cast, role) for role in roles):
            told.append(person.nation)
        person.party = next((party for party in told if party), None)


# Offices that a newsroom leaves without a nationality where the text is about one state.
OF_STATES = {"minister", "deputy_minister", "head_of_state", "head_of_government", "ambassador", "legislator"}
GOVERNMENT = {*OF_STATES, "envoy", "negotiator", "diplomat"}
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
    if len(counts) < 2 or counts[0][0] < 4 or counts[0][0] == counts[1][0] or not _is_state(cast, counts[0][1]):
        return None
    tokens = cast.context.parse.tokens
    lead = {cast.party_of(m.id) for m in cast.mentions if tokens[m.first].start <= LEAD}
    return counts[0][1] if counts[0][1] in lead else None


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


def _is_counterpart(cast: Cast, role: RolePhrase) -> bool:
    """«son homologue», «Son vis-à-vis, le vice-ministre Anselmo Batista,»: whoever stands on the other side."""
    if role.entry.relational and not role.party:
        return True
    start = role.first - (1 if role.determiner else 0)
    before = cast.roles_within(start - LONGEST_ROLE, start - 2)
    comma = cast.context.parse.tokens[start - 1].text == ","
    return comma and any(r.last == start - 2 and r.entry.relational and not r.party for r in before)


def _of_ministry(cast: Cast, role: RolePhrase) -> bool:
    """ "the ministry's director for passenger safety": an office of a body of the state, which needs no nationality."""
    lexicon, tokens = cast.context.lexicon, cast.context.parse.tokens
    places = [*range(role.first, role.noun_first), *range(role.noun_last + 1, role.last + 1)]
    return role.entry.speaks_for and any(tokens[i].lemma in lexicon.scope.collective_nouns for i in places)


def _below_state(cast: Cast, role: RolePhrase) -> bool:
    """«le président du groupe», «la présidente de l'Union des femmes»: an office of something that is no state."""
    lexicon = cast.context.lexicon
    after = cast.context.parse.tokens[role.noun_last + 1 : role.last + 1]
    if role.entry.role not in {"head_of_state", "head_of_government"} or not after:
        return False
    noun = next((token for token in after if token.pos in {"NOUN", "PROPN"}), None)
    return noun is not None and noun.lemma not in lexicon.scope.collective_nouns and noun.i not in cast.names


OF_BODIES = {"official", "spokesperson"}


def own_body(cast: Cast, role: RolePhrase) -> bool:
    """ "a spokeswoman for the bakery", «le chef de l'équipe de tournage»: it is of a body that no context tells."""
    lexicon, tokens = cast.context.lexicon, cast.context.parse.tokens
    at = role.noun_last + 1
    linked = at < role.last and tokens[at].lower.replace("’", "'") in (*lexicon.grammar.genitive, *lexicon.grammar.topic)
    if role.entry.role not in OF_BODIES or not linked:
        return False
    nouns = [tokens[i] for i in range(at, role.last + 1) if tokens[i].pos in {"NOUN", "PROPN"}]
    if not nouns or any(i in cast.names for i in range(at, role.last + 1)):
        return False
    if nouns[0].lemma in lexicon.grammar.own_teams:
        return len(nouns) > 1
    scope = lexicon.scope
    return nouns[0].lemma not in {*scope.collective_nouns, *scope.bloc_nouns, *scope.acting_nouns}


def _host(cast: Cast, role: RolePhrase) -> str | None:
    """«le ministre de la Mer du pays hôte»: the state of the capital where the text places what it tells."""
    tokens = cast.context.parse.tokens
    if not any(tokens[i].lemma in cast.context.lexicon.grammar.host for i in range(role.first, role.last + 1)):
        return None
    placed = [m.id for m in cast.mentions if m.first < role.first and _located(cast, m)]
    return placed[-1] if placed else None


def _led(cast: Cast, person: Person) -> str | None:
    """«Ylva Sjöstrand, who led the Swedish team», «À la tête de l'équipe paraguayenne, Fátima Ovelar»: whose it is."""
    parse, lexicon = cast.context.parse, cast.context.lexicon
    for name in person.names:
        sentence = parse.sentence_of(parse.tokens[name.last])
        after = name.last + 1
        if after + 2 <= sentence.last and parse.tokens[after].text == ",":
            found = _leads(cast, after + 1, min(after + LED, sentence.last))
            if found:
                return found
        opening = range(sentence.first, name.first - 1)
        if 2 < len(opening) <= LED and parse.tokens[name.first - 1].text == ",":
            # "Speaking to the Kenyan team, …" leads none.
            heads = (parse.tokens[i] for i in opening[:3])
            if any(t.lemma in lexicon.grammar.leading or t.lower in lexicon.grammar.leading for t in heads):
                found = _leads(cast, sentence.first, name.first - 2)
                if found:
                    return found
    return None


# Words within which an apposition tells what somebody leads.
LED = 14


def _leads(cast: Cast, first: int, last: int) -> str | None:
    """The state of the collective in a stretch that begins with leading: "who leads the Uzbek delegation"."""
    tokens, lexicon = cast.context.parse.tokens, cast.context.lexicon
    leading = lexicon.grammar.leading
    begun = next((i for i in range(first, min(first + 4, last)) if tokens[i].lemma in leading), None)
    if begun is None:
        return None
    for i in range(begun + 1, last + 1):
        if tokens[i].text == ",":
            break
        if tokens[i].lemma in (*lexicon.scope.collective_nouns, *lexicon.grammar.sides):
            near = [cast.names[k] for k in range(i - 2, min(i + 4, last + 1)) if k in cast.names]
            near += [cast.names[k] for k in range(begun + 1, i) if k in cast.names]
            if near:
                return cast.party_of(near[0].id)
    return None


def _possessor(cast: Cast, person: Person) -> str | None:
    """«La Fédération des oléiculteurs a… Sa présidente, Raoudha Slimane, …»: whoever owns the role before a name."""
    parse, possessive = cast.context.parse, cast.context.lexicon.grammar.possessive
    for name in person.names:
        first = parse.sentence_of(parse.tokens[name.first]).first
        at = name.first - 1
        if at >= first and parse.tokens[at].text == ",":
            at -= 1
        for i in range(at, max(first, at - POSSESSED) - 1, -1):
            token = parse.tokens[i]
            if token.text == "," and i - first <= CHAINED:
                # "Her superior, Deputy Culture Minister Jan Zięba": one person by two roles.
                continue
            if token.lower in possessive:
                relational = any(role.entry.relational for role in cast.roles_within(i, at))
                return None if relational else _told_before(cast, i, True)
            if token.pos not in {"NOUN", "ADJ", "ADP", "PROPN", "DET"} or i in cast.person_at:
                break
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
        offices = cast.context.world.persons.get(person.words, [])
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
# No role that a possessive owns has more words before the name («sa directrice générale chargée des ventes, Ann Lee»).
POSSESSED = 9
# Words of the first of two roles at the head of a sentence ("Her superior, …").
CHAINED = 3
# No role phrase has more words after the beginning of its noun.
LONGEST_ROLE = 40


def context_party(cast: Cast, role: RolePhrase) -> str | None:
    """The party that a role without one belongs to: the possessor's («son délégué»), else the last party told before.

    Looks back over the sentence and the three before it, no further: a guess from afar would be a guess.
    """
    if role.former or not role.entry.speaks_for or role.entry.relational or role.own or own_body(cast, role):
        return None
    possessive = role.determiner in cast.context.lexicon.grammar.possessive
    party = _told_before(cast, role.first, possessive)
    # «L'ONG Routes claires l'accuse… La négociatrice…»: an office of government is none of a body that nobody knows.
    known = party is None or possessive or party in cast.context.world.things
    return party if known or role.entry.role not in GOVERNMENT else None


def _told_before(cast: Cast, word: int, possessive: bool) -> str | None:
    parse = cast.context.parse
    tokens, sentence = parse.tokens, parse.sentence_of(parse.tokens[word])
    for number in range(tokens[word].sent, max(-1, tokens[word].sent - CONTEXT - 1), -1):
        other = parse.sentences[number]
        if other.block != sentence.block and not possessive:
            return None
        told = _parties_in(cast, other.first, min(other.last, word - 1))
        subjects = [party for party, is_subject in told if is_subject]
        parties = [party for party, _ in told]
        if possessive and (subjects or parties):
            return (subjects or parties)[-1]
        if number == tokens[word].sent and parties:
            return parties[-1]
        if subjects or len(set(parties)) == 1:
            return subjects[-1] if subjects else parties[-1]
    return None


def _parties_in(cast: Cast, first: int, last: int) -> list[tuple[str, bool]]:
    """The parties told between two words, each with whether it is a subject."""
    out: list[tuple[str, bool]] = []
    tokens = cast.context.parse.tokens
    seen: set[int] = set()
    depth = _depth_before(cast, first)
    for i in range(first, last + 1):
        # What somebody says is no context: «"Le plongeur battait pavillon tunisien", a rappelé le commissaire».
        depth = _depth(tokens[i].text, depth)
        if depth or _reported(tokens, i):
            continue
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


def _depth_before(cast: Cast, word: int) -> int:
    """Whether a quotation is open that a sentence before began, in the same paragraph."""
    parse, depth = cast.context.parse, 0
    number = parse.tokens[word].sent
    block = parse.sentences[number].block
    while number and parse.sentences[number - 1].block == block:
        number -= 1
    for token in parse.tokens[parse.sentences[number].first : word]:
        depth = _depth(token.text, depth)
    return depth


def _reported(tokens: list[Token], i: int) -> bool:
    """Whether a word stands in a clause that somebody is reported to say («a dit que la Russie…»)."""
    token = tokens[i]
    for _ in range(8):
        if token.rel == "ccomp":
            return True
        if token.head == token.i:
            return False
        token = tokens[token.head]
    return False


def _depth(mark: str, depth: int) -> int:
    if mark in {"«", "“"}:
        return depth + 1
    if mark in {"»", "”"}:
        return max(0, depth - 1)
    return (0 if depth else 1) if mark == '"' else depth


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
