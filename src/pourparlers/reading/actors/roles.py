"""Role phrases: «le vice-ministre russe des Affaires étrangères», "the head of the Kyrgyz team"."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, cast

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon, NameKind, RoleEntry, World
from pourparlers.reading.actors.charges import further_charge
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.actors.role_bounds import (
    acting_words,
    body_before,
    body_of,
    circumstance,
    continues,
    ends_acting,
    in_charge,
    in_marks,
    in_name,
    next_portfolio,
    parted,
    sender_before,
    sent_by,
    whole_entry,
)

REACH = 20
INSIDE = {"ADJ", "ADP", "DET", "NOUN", "PROPN", "NUM", "X", "SYM"}
MINISTERS = {"minister", "deputy_minister"}
# Who runs a newspaper speaks for it («le directeur de Libération»); an ambassador is never a paper's.
EMPLOYED = {"business", "official"}
# Who speaks for another by trade; an envoy for Syria is another's, sent there.
VOICES = {"spokesperson", "negotiator"}
STOOD_FOR = {NameKind.STATE, NameKind.ORGANISATION}
BEFORE = {"ADJ", "NOUN", "PROPN", "PART", "X", "NUM"}


class RolePhrase(NamedTuple):
    """A role noun (words `noun_first` to `noun_last`) with what belongs to it (`first` to `last`, both included)."""

    first: int
    last: int
    noun_first: int
    noun_last: int
    head: int
    entry: RoleEntry
    gender: str | None
    number: str
    party: str | None
    former: bool
    determiner: str | None
    # «les ministres russe et turc»: a plural role may be of several states; `party` is the first.
    parties: tuple[str, ...] = ()
    # «le chef de l'opposition syrienne»: the role tells a body of its own, so that no context gives it a party.
    own: bool = False
# Where a text keeps its role words; no place of a word is negative.
ROLE_WORDS = -1


def find_roles(
    parse: Parse, lexicon: Lexicon, world: World, names: dict[int, Mention], persons: set[int]
) -> list[RolePhrase]:
    """The role phrases of a text.

    Args:
        parse, lexicon, world: the text's words, and what is known.
        names: gazetteer mentions by each of their words.
        persons: places of words of personal names; a role phrase ends before them.
    """
    out: list[RolePhrase] = []
    at = 0
    while at < len(parse.tokens):
        found = _noun_at(parse, lexicon, at, names)
        if found is None or in_name(world, names.get(at), at):
            at += 1
            continue
        size, entry, gender, number = found
        phrase = _phrase(parse, lexicon, world, names, persons, at, at + size - 1, entry, gender, number)
        if out and phrase.first <= out[-1].noun_first and parse.tokens[out[-1].head].rel in {"compound", "amod"}:
            # "Deputy Culture Minister" is one role, and its last noun tells which.
            phrase = phrase._replace(entry=whole_entry(parse.tokens, lexicon, out.pop().noun_first, at) or entry)
        out.append(phrase)
        at += size
    return out


def role_words(parse: Parse, lexicon: Lexicon) -> set[int]:
    """The places of the words of role nouns («conseiller d'État»), sought once for a text."""
    if ROLE_WORDS in parse.memo:
        return cast("set[int]", parse.memo[ROLE_WORDS])
    out: set[int] = parse.memo.setdefault(ROLE_WORDS, set())
    at = 0
    while at < len(parse.tokens):
        found = _noun_at(parse, lexicon, at)
        size = found[0] if found else 1
        if found:
            out.update(range(at, at + size))
        at += size
    return out


def _noun_at(
    parse: Parse, lexicon: Lexicon, at: int, names: Mapping[int, Mention] = MappingProxyType({})
) -> tuple[int, RoleEntry, str | None, str] | None:
    token = parse.tokens[at]
    # «l'ex-président finlandais»: one word of the tokenizer's.
    opening = _without_prefix(lexicon, token.plain) if "-" in token.plain else token.plain
    rows = lexicon.roles.get(opening)
    if rows is None:
        return None
    for words, entry, gender, number in rows:
        end = at + len(words)
        window = parse.tokens[at:end]
        if parted(parse.tokens, names, words, at):
            return len(words) + 1, entry, gender, number
        if (opening, *(t.plain for t in window[1:])) == words:
            if len(words) == 1 and token.pos not in {"NOUN", "PROPN", "X", "ADJ"}:
                continue
            return len(words), entry, gender, number
    return None


def _without_prefix(lexicon: Lexicon, word: str) -> str:
    prefix = next((p for p in lexicon.scope.former if p.endswith("-") and word.startswith(p)), "")
    return word.removeprefix(prefix)


def _phrase(
    parse: Parse,
    lexicon: Lexicon,
    world: World,
    names: dict[int, Mention],
    persons: set[int],
    start: int,
    end: int,
    entry: RoleEntry,
    gender: str | None,
    number: str,
) -> RolePhrase:
    tokens, sentence = parse.tokens, parse.sentence_of(parse.tokens[start])
    doubted = in_marks(tokens, start, end)
    last = _right(parse, lexicon, end + doubted, min(sentence.last, end + REACH), persons, names)
    first = _left(tokens, start, max(sentence.first, start - 8), persons, names if number == "p" else {}) - doubted
    head = next((i for i in range(start, end + 1) if not start <= tokens[i].head <= end or tokens[i].head == i), start)
    before = tokens[first - 1] if first > sentence.first else None
    determiner = before.lower if before is not None and before.pos in {"DET", "PRON"} else None
    former = any(_is_former(tokens[i].lower, lexicon) for i in range(first, end + 2 if end < last else end + 1))
    former = former or tokens[start].lower.startswith(tuple(p for p in lexicon.scope.former if p.endswith("-")))
    former = former or (determiner is None and before is not None and before.lower in lexicon.grammar.once)
    # "Retired Ghanaian ambassador": whatever the tagger takes the word before for.
    former = former or (before is not None and _is_former(before.lower, lexicon))
    own = any(tokens[i].lemma in lexicon.grammar.opposition for i in range(first, last + 1))
    own = own or _insurgent(tokens, lexicon, world, names, first, last)
    parties = () if own else role_parties(parse, lexicon, world, names, first, last, start, end)
    alone = all(token.text[0].isupper() for token in tokens[end + 1 : last + 1])
    if entry.party and not own and alone and tokens[start].text.islower():
        parties = parties or (entry.party,)  # «le pape», but «le pape copte»
    parties = parties if number == "p" else parties[:1]
    party = parties[0] if parties else None
    gender = gender or _gender_of(tokens, determiner, first, end)
    return RolePhrase(first, last, start, end, head, entry, gender, number, party, former, determiner, parties, own)


def _insurgent(
    tokens: list[Token], lexicon: Lexicon, world: World, names: dict[int, Mention], first: int, last: int
) -> bool:
    """«le dirigeant séparatiste moldave», not «le chef rebelle houthi»: a state's nationality tells not for whom."""
    inside = range(first, last + 1)
    if not any(tokens[i].lemma in lexicon.grammar.insurgent for i in inside):
        return False
    things = (world.things.get(names[i].id) for i in inside if i in names)
    return not any(thing is not None and thing.kind != "state" for thing in things)


def _is_former(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.scope.former


def _gender_of(tokens: list[Token], determiner: str | None, first: int, end: int) -> str | None:
    """The gender that the article or an adjective of the phrase tells: «la ministre», «la porte-parole»."""
    spots = ([tokens[first - 1]] if determiner else []) + tokens[first : end + 1]
    for token in spots:
        if token.pos in {"DET", "ADJ"} and "Gender" in token.feats and token.feats.get("Poss") != "Yes":
            return token.feats["Gender"][:1].lower()
    return None


def _right(parse: Parse, lexicon: Lexicon, end: int, limit: int, persons: set[int], names: dict[int, Mention]) -> int:
    """The last word of a role phrase: complements and adjectives that follow the noun."""
    at, tokens, grammar = end, parse.tokens, lexicon.grammar
    while at < limit:
        nxt = tokens[at + 1]
        step = acting_words(tokens, at + 1, limit, lexicon) or _joined(tokens, at, limit, names, grammar.genitive)
        # «l'émissaire nigérian»: a nationality belongs to the role, whatever the tagger takes it for.
        named = nxt.i in names and nxt.i not in persons
        if named and (names[nxt.i].kind is NameKind.ADJECTIVE or names[nxt.i] is names.get(at)):
            step = 1
        if not step and at > end and nxt.text in grammar.name_genitive and _owned(tokens, at + 2, limit, persons):
            # "the head of Kenya's delegation": what a state or body of the complement has.
            step = 2
        step = step or in_charge(tokens, at + 1, limit, lexicon) or next_portfolio(tokens, at, limit, lexicon)
        step = step or sent_by(tokens, at + 1, limit, names, lexicon)
        step = step or further_charge(tokens, at, end, limit, lexicon, names, persons)
        if step:
            at += step
            continue
        known = nxt.plain in grammar.role_prepositions
        if nxt.pos == "ADP" and not known or known and circumstance(tokens, nxt.i, limit, grammar.circumstances):
            break
        addressed = nxt.i < limit and tokens[nxt.i + 1].lower in grammar.possessive
        if known and nxt.plain not in grammar.genitive and addressed:
            break  # «a dit l'émissaire togolais à ses interlocuteurs»: whom one speaks to
        if nxt.i in persons or nxt.pos == "PRON" or nxt.dep == "nsubj" and nxt.pos != "PROPN":
            break
        # «le représentant auprès de l'ONU»: a preposition of roles, also where the tagger takes it for an adverb.
        if nxt.pos in INSIDE or nxt.text == "-" or known and nxt.pos == "ADV":
            at += 1
        elif nxt.pos == "CCONJ" and at + 3 < limit and _goes_on(parse, lexicon, at + 2, persons):
            at += 2
        else:
            break
    while at > end and tokens[at].pos in {"ADP", "DET", "CCONJ"} and not ends_acting(tokens, at, lexicon):
        at -= 1
    return at


def _owned(tokens: list[Token], at: int, limit: int, persons: set[int]) -> bool:
    return at <= limit and at not in persons and tokens[at].pos in {"NOUN", "ADJ", "PROPN", "NUM"}


def _joined(tokens: list[Token], at: int, limit: int, names: dict[int, Mention], genitive: tuple[str, ...]) -> int:
    """«les ministres ukrainien et moldave», «les présidents du Mali et de la Guinée»: how far to the next state."""
    here = names.get(at)
    if here is None or tokens[at + 1].pos != "CCONJ" and tokens[at + 1].text != ",":
        return 0
    to = at + 2
    while (
        to < limit
        and to <= at + 3
        and here.kind is NameKind.STATE
        and (tokens[to].pos == "DET" or tokens[to].plain in genitive)
    ):
        to += 1
    there = names.get(to) if to <= limit else None
    if there is None or there.kind is not here.kind or here.kind not in {NameKind.ADJECTIVE, NameKind.STATE}:
        return 0
    return there.last - at


def _goes_on(parse: Parse, lexicon: Lexicon, at: int, persons: set[int]) -> bool:
    """«ministre des Affaires étrangères et européennes», «de la Défense et des Anciens combattants».

    Not «Premier ministre et ministre des Forêts», which are two offices.
    """
    tokens = parse.tokens
    token = tokens[at]
    if _noun_at(parse, lexicon, at):
        return False
    following = tokens[at + 1 : at + 3]
    if token.pos == "ADJ":
        return True
    # «le commissaire à la paix et à la sécurité»
    portfolio = lexicon.grammar.portfolio
    if token.plain in portfolio and any(t.plain in portfolio for t in tokens[at - 5 : at]):
        return True
    if token.i in persons or token.pos not in {"ADP", "NOUN"}:
        return False
    return any(t.text[0].isupper() and t.pos == "NOUN" and t.i not in persons for t in [token, *following])


def _left(tokens: list[Token], start: int, limit: int, persons: set[int], names: dict[int, Mention]) -> int:
    """The first word of a role phrase: what stands before the noun without a preposition ("Tokyo's deputy …").

    Of a plural role, `names` tell the states: "her Latvian and Lithuanian counterparts".
    """
    at = start
    while at > limit:
        previous = tokens[at - 1]
        joins = previous.pos == "CCONJ" or previous.text == ","
        if joins and at - 2 >= limit and _same_kind(names.get(at), names.get(at - 2)):
            at -= 2
            continue
        if previous.i in persons or previous.pos not in BEFORE and previous.text != "-":
            break
        if previous.pos in {"NOUN", "NUM"} and previous.head < previous.i and previous.rel != "compound":
            break
        at -= 1
    while at < start and (tokens[at].pos in {"PART", "NUM"} or tokens[at].text == "-"):
        at += 1
    return at


def _same_kind(one: Mention | None, other: Mention | None) -> bool:
    return one is not None and other is not None and one.kind is other.kind is NameKind.ADJECTIVE


def role_parties(
    parse: Parse,
    lexicon: Lexicon,
    world: World,
    names: dict[int, Mention],
    first: int,
    last: int,
    noun_first: int,
    noun_last: int,
) -> tuple[str, ...]:
    """Whom a role speaks for: «ministre russe», «de la Serbie», "Tokyo's ambassador"; never its topic or its post."""
    ranked: list[tuple[int, str]] = []
    seen: list[tuple[int, NameKind]] = []
    for mention in dict.fromkeys(names[i] for i in range(first, last + 1) if i in names):
        rank = _party_rank(parse, lexicon, world, names, mention, noun_first, noun_last)
        # "a spokesman for the Danish chain Holm & Krag"
        called = rank in {1, 2} and body_before(parse.tokens, lexicon, mention) is not None
        if mention.kind is NameKind.ORGANISATION and (called or rank == 1 and mention.id in world.things):
            # «le directeur européen d'Amnesty International»: it is the organisation's, whatever the nationality;
            # not of «la Production végétale», which may be a department. «Le président du Tchad et de l'Union
            # africaine» speaks for the one told first.
            rank = -1 if mention.first > noun_last and not any(kind is NameKind.STATE for _, kind in seen) else rank
        if rank is not None:
            ranked.append((rank, mention.id))
            seen.append((rank, mention.kind))
    best = min((rank for rank, _ in ranked), default=0)
    things = (world.things.get(id_) or id_ for rank, id_ in ranked if rank == best)
    return tuple(dict.fromkeys(t if isinstance(t, str) else t.party or t.id for t in things))


def _party_rank(
    parse: Parse,
    lexicon: Lexicon,
    world: World,
    names: dict[int, Mention],
    mention: Mention,
    noun_first: int,
    noun_last: int,
) -> int | None:
    tokens, grammar = parse.tokens, lexicon.grammar
    inside = noun_first < mention.first <= noun_last and mention.kind in {NameKind.ORGANISATION, NameKind.METONYM}
    if inside or sender_before(tokens, mention, noun_last, lexicon):
        # «le chef de la mission | de l'ONU au Mali», «le président de l'Assemblée nationale | vénézuélienne».
        return 1
    classes = {entry.role for _, entry, *_ in lexicon.roles.get(tokens[noun_first].lower, ())}
    if mention.kind in {NameKind.PLACE, NameKind.TREATY} or mention.kind is NameKind.MEDIA and not classes & EMPLOYED:
        return None
    if mention.kind in {NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.COMBINING}:
        between = range(noun_last + 1, mention.first)
        if classes & MINISTERS and _of_portfolio(tokens, world, mention, noun_last):
            return None
        return 3 if any(tokens[i].lower in grammar.topic for i in between) else 0
    if mention.last < noun_first:
        # "Rural Affairs Minister Jane Poe": what she is minister of, which the pipeline takes for a body.
        portfolio = mention.kind is NameKind.ORGANISATION and mention.id not in world.things and classes & MINISTERS
        genitive = tokens[mention.last + 1].text in grammar.name_genitive
        return -1 if genitive else None if portfolio else 1  # "the UN's Norwegian envoy" is the UN's
    if mention.last + 1 < len(tokens) and body_of(tokens, lexicon, mention) in lexicon.scope.collective_nouns:
        # "the spokesperson for the EU delegation": the side itself, not what the office is about
        return 1
    at = _before_joined(tokens, mention, names)
    if mention.kind is NameKind.ORGANISATION and (body := body_before(tokens, lexicon, mention) or 0) > noun_last:
        # «le président de la compagnie Bellator»: the noun that tells what the name is.
        at = body - 1
    while at > noun_last and tokens[at].pos in {"DET", "ADJ"} and tokens[at].lower not in grammar.genitive:
        at -= 1
    word = tokens[at].plain
    employed = word in grammar.employer and mention.kind is NameKind.ORGANISATION
    if classes & VOICES and word in grammar.standing_for and at > noun_last and mention.kind in STOOD_FOR:
        # "The chief negotiator for Moldova"; "the EU's chief negotiator for Moldova" is the Union's.
        return 2
    if word in grammar.genitive or employed:
        # «l'envoyé chargé de la Syrie»: what the office is about
        about = {*grammar.topic, *grammar.charged}
        topics = [tokens[i].lower for i in range(noun_last + 1, at) if tokens[i].lower in about]
        if topics and mention.kind is NameKind.ORGANISATION and all(word in grammar.portfolio for word in topics):
            # «la haute-commissaire aux droits de l'homme de l'ONU»: what the office is in charge of, then whose it is.
            return 2
        further = classes & MINISTERS and mention.kind is NameKind.ORGANISATION and continues(tokens, at)
        of_talks = mention.kind is NameKind.CAPITAL and tokens[at - 1].lemma in lexicon.encounter_nouns
        return None if topics or further or of_talks else 1  # «le coordinateur des pourparlers de Vienne»
    return 2 if mention.kind is NameKind.BODY and word not in grammar.topic else None


def _of_portfolio(tokens: list[Token], world: World, mention: Mention, noun_last: int) -> bool:
    """«le ministre délégué aux Affaires européennes»: a union's adjective tells what the office is in charge of."""
    thing = world.things.get(mention.id)
    if thing is None or thing.kind == "state" or mention.first <= noun_last + 1:
        return False
    return any(t.text[0].isupper() and t.pos in {"NOUN", "PROPN"} for t in tokens[noun_last + 1 : mention.first])


def _before_joined(tokens: list[Token], mention: Mention, names: dict[int, Mention]) -> int:
    """The word before a name, or before the first of the states it is joined to ("ministers of Sweden and Finland")."""
    at = mention.first - 1
    while at > 0 and mention.kind is NameKind.STATE and (tokens[at].pos == "CCONJ" or tokens[at].text == ","):
        other = names.get(at - 1)
        if other is None or other.kind is not NameKind.STATE:
            break
        at = other.first - 1
    return at
