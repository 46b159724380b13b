"""For whom persons speak, where no word beside their name tells it."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.reading.bearers import attach_roles
from pourparlers.reading.cast import Cast, Context
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
    settle_parties(cast)
    return cast


def settle_parties(cast: Cast) -> None:
    """Give persons without a party beside their name the party that their words or the text tell, surest first."""
    counts = _party_counts(cast)
    cast.home = _topic_state(cast) or _main_party(counts) or _lead_party(cast)
    borne: dict[str, list[RolePhrase]] = {}
    for role in cast.roles:
        if role.first in cast.bearer:
            borne.setdefault(cast.bearer[role.first].id, []).append(role)
    for person in cast.persons:
        if person.party or not person.speaks:
            continue
        roles = [role for role in borne.get(person.id, []) if cast.bearer[role.first] is person]
        told = [
            _led(cast, person),
            *(_host(cast, role) or _chained(cast, role) or context_party(cast, role) for role in roles),
        ]
        if person.role_class & OF_STATES:
            told = [party for party in told if party and _is_state(cast, party)]
        if any(role.entry.relational and not role.party for role in roles):
            told.append(_other_side(cast, person, counts))
        if person.role_class & OFFICES and not any(role.former for role in roles):
            told.append(cast.home)
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


def _host(cast: Cast, role: RolePhrase) -> str | None:
    """«le ministre de la Mer du pays hôte»: the state of the capital where the text places what it tells."""
    tokens = cast.context.parse.tokens
    if not any(tokens[i].lemma in cast.context.lexicon.grammar.host for i in range(role.first, role.last + 1)):
        return None
    placed = [m.id for m in cast.mentions if m.first < role.first and _located(cast, m)]
    return placed[-1] if placed else None


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
