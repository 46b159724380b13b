"""Role phrases: «le vice-ministre russe des Affaires étrangères», "the head of the Kyrgyz team"."""

from __future__ import annotations

from typing import NamedTuple

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon, NameKind, RoleEntry, World
from pourparlers.reading.gazetteer import Mention

REACH = 14
INSIDE = {"ADJ", "ADP", "DET", "NOUN", "PROPN", "NUM", "X", "SYM"}
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

    def covers(self, i: int) -> bool:
        return self.first <= i <= self.last


def find_roles(
    parse: Parse, lexicon: Lexicon, world: World, names: dict[int, Mention], persons: set[int]
) -> list[RolePhrase]:
    """The role phrases of a text.

    Args:
        parse: the text's words.
        lexicon, world: what is known.
        names: gazetteer mentions by each of their words.
        persons: places of words of personal names; a role phrase ends before them.
    """
    out: list[RolePhrase] = []
    at = 0
    while at < len(parse.tokens):
        found = _noun_at(parse, lexicon, at)
        if found is None:
            at += 1
            continue
        size, entry, gender, number = found
        phrase = _phrase(parse, lexicon, world, names, persons, at, at + size - 1, entry, gender, number)
        if out and phrase.first <= out[-1].noun_first and parse.tokens[out[-1].head].rel in {"compound", "amod"}:
            # "Deputy Culture Minister" is one role, and its last noun tells which.
            out.pop()
        out.append(phrase)
        at += size
    return out


def role_words(parse: Parse, lexicon: Lexicon) -> set[int]:
    """The places of the words of role nouns («conseiller d'État»)."""
    out: set[int] = set()
    at = 0
    while at < len(parse.tokens):
        found = _noun_at(parse, lexicon, at)
        size = found[0] if found else 1
        if found:
            out.update(range(at, at + size))
        at += size
    return out


def _noun_at(parse: Parse, lexicon: Lexicon, at: int) -> tuple[int, RoleEntry, str | None, str] | None:
    token = parse.tokens[at]
    rows = lexicon.roles.get(token.lower.replace("’", "'"))
    if rows is None:
        return None
    for words, entry, gender, number in rows:
        end = at + len(words)
        window = parse.tokens[at:end]
        if tuple(t.lower.replace("’", "'") for t in window) == words:
            if len(words) == 1 and token.pos not in {"NOUN", "PROPN", "X", "ADJ"}:
                continue
            return len(words), entry, gender, number
    return None


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
    last = _right(tokens, end, min(sentence.last, end + REACH), persons, names, lexicon.grammar.role_prepositions)
    first = _left(tokens, start, max(sentence.first, start - 8), persons)
    head = next((i for i in range(start, end + 1) if not start <= tokens[i].head <= end or tokens[i].head == i), start)
    before = tokens[first - 1] if first > sentence.first else None
    determiner = before.lower if before is not None and before.pos in {"DET", "PRON"} else None
    former = any(_is_former(tokens[i].lower, lexicon) for i in range(first, end + 2 if end < last else end + 1))
    former = former or tokens[start].lower.startswith(tuple(p for p in lexicon.scope.former if p.endswith("-")))
    party = role_party(parse, lexicon, world, names, first, last, start, end)
    gender = gender or _gender_of(tokens, determiner, first, end)
    return RolePhrase(first, last, start, end, head, entry, gender, number, party, former, determiner)


def _is_former(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.scope.former


def _gender_of(tokens: list[Token], determiner: str | None, first: int, end: int) -> str | None:
    """The gender that the article or an adjective of the phrase tells: «la ministre», «la porte-parole»."""
    spots = ([tokens[first - 1]] if determiner else []) + tokens[first : end + 1]
    for token in spots:
        if token.pos in {"DET", "ADJ"} and "Gender" in token.feats and token.feats.get("Poss") != "Yes":
            return token.feats["Gender"][:1].lower()
    return None


def _right(
    tokens: list[Token],
    end: int,
    limit: int,
    persons: set[int],
    names: dict[int, Mention],
    prepositions: tuple[str, ...],
) -> int:
    """The last word of a role phrase: complements and adjectives that follow the noun."""
    at = end
    while at < limit:
        nxt = tokens[at + 1]
        # «l'émissaire nigérian»: a nationality belongs to the role, whatever the tagger takes it for.
        if nxt.i in names and names[nxt.i].kind is NameKind.ADJECTIVE and nxt.i not in persons:
            at += 1
            continue
        if nxt.pos == "ADP" and nxt.lower.replace("’", "'") not in prepositions:
            break
        if nxt.i in persons or nxt.pos == "PRON" or nxt.dep == "nsubj" and nxt.pos != "PROPN":
            break
        if nxt.pos in INSIDE or nxt.text == "-":
            at += 1
        elif nxt.pos == "CCONJ" and at + 3 < limit and _goes_on(tokens, at + 2, persons):
            at += 2
        else:
            break
    while at > end and tokens[at].pos in {"ADP", "DET", "CCONJ"}:
        at -= 1
    return at


def _goes_on(tokens: list[Token], at: int, persons: set[int]) -> bool:
    """«ministre des Affaires étrangères et européennes», «de la Défense et des Anciens combattants»."""
    token = tokens[at]
    following = tokens[at + 1 : at + 3]
    if token.pos == "ADJ":
        return True
    if token.i in persons or token.pos not in {"ADP", "NOUN"}:
        return False
    return any(t.text[0].isupper() and t.pos == "NOUN" and t.i not in persons for t in [token, *following])


def _left(tokens: list[Token], start: int, limit: int, persons: set[int]) -> int:
    """The first word of a role phrase: what stands before the noun without a preposition ("Tokyo's deputy …")."""
    at = start
    while at > limit:
        previous = tokens[at - 1]
        if previous.i in persons or previous.pos not in BEFORE and previous.text != "-":
            break
        if previous.pos in {"NOUN", "NUM"} and previous.head < previous.i and previous.rel != "compound":
            break
        at -= 1
    while at < start and (tokens[at].pos in {"PART", "NUM"} or tokens[at].text == "-"):
        at += 1
    return at


def role_party(
    parse: Parse,
    lexicon: Lexicon,
    world: World,
    names: dict[int, Mention],
    first: int,
    last: int,
    noun_first: int,
    noun_last: int,
) -> str | None:
    """Whom a role speaks for: «ministre russe», «de la Serbie», "Tokyo's ambassador"; never its topic or its post."""
    seen: set[tuple[int, int]] = set()
    best: tuple[int, str] | None = None
    for i in range(first, last + 1):
        mention = names.get(i)
        if mention is None or (mention.first, mention.last) in seen:
            continue
        seen.add((mention.first, mention.last))
        rank = _party_rank(parse, lexicon, mention, noun_first, noun_last)
        if rank == 1 and mention.kind is NameKind.ORGANISATION and mention.id in world.things and i > noun_last:
            # «le directeur européen d'Amnesty International»: it is the organisation's, whatever the nationality;
            # not of «la Production végétale», which may be a department.
            rank = -1
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, mention.id)
    if best is None:
        return None
    thing = world.things.get(best[1])
    return (thing.party or thing.id) if thing else best[1]


def _party_rank(parse: Parse, lexicon: Lexicon, mention: Mention, noun_first: int, noun_last: int) -> int | None:
    tokens, grammar = parse.tokens, lexicon.grammar
    if mention.kind in {NameKind.PLACE, NameKind.MEDIA, NameKind.TREATY}:
        return None
    if mention.kind in {NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.COMBINING}:
        between = range(noun_last + 1, mention.first)
        return 3 if any(tokens[i].lower in grammar.topic for i in between) else 0
    if mention.last < noun_first:
        return 1
    at = mention.first - 1
    while at > noun_last and tokens[at].pos in {"DET", "ADJ"} and tokens[at].lower not in grammar.genitive:
        at -= 1
    word = tokens[at].lower.replace("’", "'")
    if word in grammar.genitive:
        topical = any(tokens[i].lower in grammar.topic for i in range(noun_last + 1, at))
        return None if topical else 1
    return 2 if mention.kind is NameKind.BODY and word not in grammar.topic else None
