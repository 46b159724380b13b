"""Organisations that no gazetteer holds: told by a noun before the name, by their own noun, by an acronym."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon, NameKind, World, fold
from pourparlers.reading.actors.body_names import complement, has_article, joined_name
from pourparlers.reading.actors.gazetteer import Mention

LONGEST = 5
ACRONYM = 10


def introduced(parse: Parse, lexicon: Lexicon, world: World, names: dict[int, Mention]) -> list[Mention]:
    """«l'opérateur Tamtam Mobile», "the campaign group Clear Tide": names that a noun tells to be a body or a medium.

    Each is found again wherever the text writes it.
    """
    labelled = {i for name in parse.names for i in range(name.first, name.last + 1)}
    found: dict[tuple[str, ...], NameKind] = {}
    for token in parse.tokens:
        kind = _kind(token, lexicon)
        span = (
            (
                _name_after(parse, lexicon, world, names, token)
                or _after_comma(parse, lexicon, world, names, token)
                or _apposed(parse, world, names, token)
                or _acronym_before(parse, lexicon, names, token)
            )
            if kind
            else None
        )
        if kind is None or span is None:
            continue
        # "told the newspaper Tuesday": one word alone must be known for a name.
        if (
            span[1] == span[0]
            and span[0] not in labelled
            and not acts(parse, span[0])
            and not _beside(parse, token, span[0])
            and not _again(parse, token, span)
        ):
            continue
        found.setdefault(tuple(t.text for t in parse.tokens[span[0] : span[1] + 1]), kind)
    for first, last in _spelt_out(parse, lexicon, names):
        found.setdefault(tuple(t.text for t in parse.tokens[first : last + 1]), NameKind.ORGANISATION)
    return list(_everywhere(parse, names, found))


def _spelt_out(parse: Parse, lexicon: Lexicon, names: dict[int, Mention]) -> Iterator[tuple[int, int]]:
    """ "the Secretariat for Central American Economic Integration (SIECA)": a name whose letters its acronym has."""
    tokens, bodies = parse.tokens, {*lexicon.bodies, *lexicon.grammar.last_nouns}
    for bracket in tokens[2:-2]:
        word, last = tokens[bracket.i + 1].text, bracket.i - 1
        if bracket.text != "(" or not word.isupper() or not word.isalpha() or tokens[bracket.i + 2].text != ")":
            continue
        first = _spelt_from(parse, lexicon, bracket, word)
        if first is None or any(names[i].last >= last for i in (first, last) if i in names):
            continue
        # "West Texas Intermediate (WTI)" is no body.
        if any(t.lower in bodies for t in tokens[first : last + 1]) and _spells(parse.slice(first, last), word):
            yield first, last


def _spelt_from(parse: Parse, lexicon: Lexicon, bracket: Token, word: str) -> int | None:
    """The first word of the capitals before a bracket that begins as the acronym does, one more at least after it."""
    tokens, grammar, first = parse.tokens, lexicon.grammar, None
    small = {*grammar.genitive, *grammar.topic, *grammar.standing_for, *grammar.definite}
    limit = max(parse.sentence_of(bracket).first, bracket.i - 1 - ACRONYM - len(word))
    for at in range(bracket.i - 1, limit, -1):
        capital = tokens[at].text[0].isupper() and tokens[at].pos in {"PROPN", "NOUN", "ADJ"}
        if not capital and tokens[at].plain not in small and tokens[at].pos != "CCONJ":
            break
        if capital and fold(tokens[at].text)[0] == fold(word)[0] and at < bracket.i - 1:
            first = at
    return first


def _spells(name: str, word: str) -> bool:
    letters = iter(fold(name))
    return len(word) > 2 and all(any(letter == other for other in letters) for letter in fold(word))


def _beside(parse: Parse, noun: Token, word: int) -> bool:
    """«L'organisation Vaktarna menace»: by the tree a name beside the noun, which is the subject."""
    name = parse.tokens[word]
    return name.rel in {"appos", "flat"} and name.head == noun.i and name.pos == "PROPN" and noun.rel == "nsubj"


def _again(parse: Parse, noun: Token, span: tuple[int, int]) -> bool:
    """«l'opérateur Sprint» and once more «l'opérateur Sprint»: no chance made the two words stand side by side."""
    name, side = parse.tokens[span[0]].text, span[0] == noun.i + 1
    pairs = zip(parse.tokens, parse.tokens[1:], strict=False)
    return side and sum(a.lower == noun.lower and b.text == name for a, b in pairs) > 1


def acts(parse: Parse, word: int) -> bool:
    """«l'opérateur Sprint… Sprint a annoncé», «le syndicat SEVO»: a word that elsewhere is a subject, or an acronym."""
    text = parse.tokens[word].text
    if text.isupper() and len(text) > 2:
        return True
    return any(t.text == text and t.rel == "nsubj" and t.i != word for t in parse.tokens)


def _acronym_before(
    parse: Parse, lexicon: Lexicon, names: dict[int, Mention], noun: Token
) -> tuple[int, int] | None:
    """ "the UGTT union", "the SEVO federation": English has the name before what tells it to be a body's."""
    before = parse.tokens[noun.i - 1] if noun.i else None
    if before is None or before.i in names or noun.lower not in lexicon.grammar.last_nouns or before.sent != noun.sent:
        return None
    return (before.i, before.i) if before.text.isupper() and before.text.isalpha() and len(before.text) > 2 else None


def _apposed(parse: Parse, world: World, names: dict[int, Mention], noun: Token) -> tuple[int, int] | None:
    """ "Clear Tide, a Dutch charity, welcomed…": the name to which a body's noun is apposed."""
    tokens = parse.tokens
    head = tokens[noun.head]
    comma = next((i for i in range(noun.i - 1, max(head.i, noun.i - 6), -1) if tokens[i].text == ","), None)
    if noun.rel != "appos" or comma is None or head.pos != "PROPN":
        return None
    first = last = comma - 1
    while (
        first > parse.sentence_of(noun).first
        and tokens[first - 1].pos == "PROPN"
        and tokens[first - 1].text[0].isupper()
    ):
        first -= 1
    span = range(first, last + 1)
    known = any(i in names for i in span) or fold(tokens[first].text) in world.first_names
    return None if known or head.i not in span or not all(tokens[i].text[0].isupper() for i in span) else (first, last)


def _kind(token: Token, lexicon: Lexicon) -> NameKind | None:
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    if token.lemma in lexicon.scope.media_nouns:
        return NameKind.MEDIA
    return NameKind.ORGANISATION if token.lemma in lexicon.scope.bloc_nouns else None


def _name_after(
    parse: Parse, lexicon: Lexicon, world: World, names: dict[int, Mention], noun: Token
) -> tuple[int, int] | None:
    """The first and last word of the name after a noun.

    An adjective or a complement may stand between («la société suisse Cimalp», «l'association de consommateurs Clair»).
    """
    tokens, limit, first = parse.tokens, parse.sentence_of(noun).last, noun.i + 1
    if first + 1 < limit and tokens[first].plain in lexicon.grammar.genitive:
        first += 2 if tokens[first + 1].pos == "NOUN" and tokens[first + 1].text[0].islower() else 0
    if first < limit and tokens[first].text[0].islower() and (tokens[first].pos == "ADJ" or first in names):
        first += 1
    if first > limit or not tokens[first].text[0].isupper() or first in names or len(tokens[first].text) < 2:
        return None
    if tokens[first].lower in lexicon.roles or tokens[first].lower.rstrip(".") in lexicon.titles:
        return None
    last = first
    while last < min(limit, first + LONGEST) and _goes_on(tokens, last, first, lexicon, names):
        last += 1
    while last > first and not tokens[last].text[0].isupper():
        last -= 1
    last = max(last, joined_name(parse, world, names, noun, first, last))
    if last == first and last < limit and tokens[last + 1].pos == "ADJ" and last + 1 not in names:
        # «le syndicat Ancre bleue»: a name that ends on a small adjective.
        last += tokens[last + 1].text[0].islower()
    last = max(last, _aims(parse, lexicon, world, names, tokens[last]))
    # "the group Jane Poe leads": who bears a first name is a person.
    return None if last > first and fold(tokens[first].text) in world.first_names else (first, last)


def _after_comma(
    parse: Parse, lexicon: Lexicon, world: World, names: dict[int, Mention], noun: Token
) -> tuple[int, int] | None:
    """«Leur collectif, Sranan Neti, a refusé», "a local group, Gajah Watch, said": capitals between commas.

    After a body that is new or that somebody has.
    """
    tokens, limit, first = parse.tokens, parse.sentence_of(noun).last, noun.i + 2
    at = noun.i - 1
    while at > 0 and tokens[at].pos == "ADJ" and tokens[at].lower not in lexicon.roles:
        at -= 1  # not "Its chief | executive, Ann Lee,"
    owner = tokens[at].lower if noun.i else ""
    owning = (*lexicon.grammar.possessive, *lexicon.grammar.indefinite)
    if owner not in owning or first > limit or tokens[noun.i + 1].text != ",":
        return None
    last = first
    while last < limit and tokens[last].text[0].isupper() and last - first < LONGEST:
        last += 1
    span = tokens[first:last]
    closed = last <= limit and tokens[last].text in {",", "."}
    known = any(t.i in names or t.lower in lexicon.roles or t.lower.rstrip(".") in lexicon.titles for t in span)
    person = fold(tokens[first].text) in world.first_names
    return (first, last - 1) if span and closed and not known and not person else None


def _goes_on(tokens: list[Token], at: int, first: int, lexicon: Lexicon, names: dict[int, Mention]) -> bool:
    """Whether a name goes on after a word: one more capital; after an article also «de» («Le Phare du Golfe»).

    So does «Ondes du Sud»; «la radio Kaleta de Cotonou» tells where Kaleta is.
    """
    following = tokens[at + 1]
    if following.lower in lexicon.roles or following.pos in {"VERB", "AUX", "PUNCT"} and following.text != "&":
        return False
    if following.text[0].isupper() or following.text == "&":
        return True
    further = tokens[at + 2] if at + 2 < len(tokens) else following
    capital = further.text[0].isupper() and further.i not in names and further.lower not in lexicon.roles
    article = tokens[first].plain in lexicon.grammar.definite
    return (article or capital) and following.plain in lexicon.grammar.genitive


def capitalised_bodies(
    parse: Parse, lexicon: Lexicon, world: World, names: dict[int, Mention]
) -> list[Mention]:
    """«la Chambre des extracteurs d'Udon Thani», «l'Union des pêcheurs côtiers»: a body's noun with a capital."""
    out: list[Mention] = []
    bodies = {*lexicon.scope.bloc_nouns, *lexicon.scope.acting_nouns, *lexicon.grammar.titled_bodies}
    for token in parse.tokens[1:]:
        if not token.text[0].isupper():
            continue
        last = _aims(parse, lexicon, world, names, token)
        before = _named_before(parse, lexicon, names, token, 0 if last > token.i else 1)
        if before is None and last > token.i:
            before = names[token.i].first if token.i in names else token.i
        if before is not None and not (out and before <= out[-1].last):
            out.append(Mention(before, last, parse.slice(before, last), NameKind.ORGANISATION))
            continue
        noun = token.text[0].isupper() and token.pos in {"NOUN", "PROPN"} and token.lower in bodies
        if not noun or token.i in names or (out and token.i <= out[-1].last):
            continue
        if not has_article(parse, lexicon, token.i):
            continue
        last = complement(parse, lexicon, token)
        if last > token.i + 1:
            out.append(Mention(token.i, last, parse.slice(token.i, last), NameKind.ORGANISATION))
    return out


def _named_before(
    parse: Parse, lexicon: Lexicon, names: dict[int, Mention], noun: Token, least: int
) -> int | None:
    """ "the Gulf Hotels Federation", "the Northern Seafarers' Union": where the name that ends on a noun begins."""
    tokens, sentence, at = parse.tokens, parse.sentence_of(noun), noun.i
    if noun.lower not in lexicon.grammar.last_nouns or not noun.text[0].isupper() or noun.i in names:
        return None
    genitives = lexicon.grammar.name_genitive
    while at > sentence.first and noun.i - at < LONGEST + sum(t.text in genitives for t in tokens[at : noun.i]):
        previous = tokens[at - 1]
        capital = previous.text[0].isupper() and previous.pos in {"PROPN", "NOUN", "ADJ"}
        if not capital and not (previous.text in genitives and at - 2 >= sentence.first):
            break
        at -= 1
    if not tokens[at].text[0].isupper():
        at += 1
    own = [t for t in tokens[at : noun.i] if t.i not in names and t.text not in genitives]
    # "the Kenyan Union" has no name of its own; "Soviet Union", "African Union" are known.
    inside = {NameKind.ADJECTIVE, NameKind.PLACE}
    # "the Kenya Teachers' Union", not "Kenya's Union"
    state = names.get(at)
    first = state.last + 1 if state and state.kind is NameKind.STATE and state.first == at else at
    first = at if tokens[first].text in genitives else first
    known = any(names[i].kind not in inside for i in range(first, noun.i) if i in names)
    return at if own and not known and noun.i - at > least else None


def _aims(parse: Parse, lexicon: Lexicon, world: World, names: dict[int, Mention], noun: Token) -> int:
    """ "the Movement for the Liberation of the Plateau": the last word of a name that goes on with its aims."""
    tokens, limit, last = parse.tokens, parse.sentence_of(noun).last, noun.i
    if noun.lower not in lexicon.grammar.last_nouns or not noun.text[0].isupper():
        return last
    if noun.i in names and not _longer_party(tokens, lexicon, world, names[noun.i]):
        return last
    while last < limit:
        at = last + 1
        while at < limit and at < last + 3 and tokens[at].plain in _links(lexicon, at == last + 1):
            at += 1
        more = tokens[at].text[0].isupper() and tokens[at].pos in {"NOUN", "PROPN", "ADJ"}
        # "the Movement for Change and Oslo", "blamed the Movement for Friday's attack"
        joined = tokens[last + 1].pos == "CCONJ" and at in names
        owner = at < limit and tokens[at + 1].text in lexicon.grammar.name_genitive
        # "the Movement for Change President Ann Lee", not "the Union of Rwandan Hauliers"
        titled = tokens[at].lower in lexicon.roles and at < limit and tokens[at + 1].text[0].isupper()
        if not more or joined or owner or (at == last + 1 == noun.i + 1) or titled:
            break
        last = at
    return last


def _longer_party(tokens: list[Token], lexicon: Lexicon, world: World, name: Mention) -> bool:
    """ "National Front for Renewal": no party that is known as the National Front."""
    thing = world.things.get(name.id)
    own = thing is not None and thing.kind in {"party", "armed_group"}
    return own and name.last + 1 < len(tokens) and tokens[name.last + 1].lower in lexicon.grammar.standing_for


def _links(lexicon: Lexicon, opening: bool) -> set[str]:
    """What joins the parts of such a name; an article only after one of them."""
    grammar = lexicon.grammar
    if not opening:
        return set(grammar.definite)
    return {*grammar.genitive, *grammar.standing_for, *lexicon.encounter_words.joining}


def _everywhere(parse: Parse, names: dict[int, Mention], found: dict[tuple[str, ...], NameKind]) -> Iterator[Mention]:
    opening: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(found, key=len, reverse=True):
        opening.setdefault(words[0], []).append(words)
    taken = -1
    for token in parse.tokens:
        if token.text not in opening or token.i <= taken or token.i in names:
            continue
        for words in opening[token.text]:
            last = token.i + len(words) - 1
            if tuple(t.text for t in parse.tokens[token.i : last + 1]) == words:
                taken = last
                yield Mention(token.i, last, " ".join(words), found[words])
                break


def with_acronyms(parse: Parse, mentions: list[Mention], lexicon: Lexicon, world: World) -> list[Mention]:
    """Give an organisation the acronym that the text tells («la Fédération des oléiculteurs (FTO)»), everywhere."""
    short: dict[str, str] = {}
    for mention in mentions:
        acronym = _acronym(parse, mention, lexicon) if mention.kind is NameKind.ORGANISATION else None
        if acronym is not None and mention.id not in world.things and _is_state(world, acronym):
            # «la Police fédérale (PF)» is no French Polynesia: its name stands for it, or the party known so («PT»).
            short[mention.id] = short[acronym] = _known_as(world, acronym, mention.id) or mention.id
            continue
        if acronym is not None and mention.id in world.things:
            short[acronym] = mention.id
        elif acronym is not None:
            short[mention.id] = short[acronym] = acronym.upper()
    out = [m._replace(id=short.get(m.id, m.id)) if m.id not in world.things else m for m in mentions]
    named = {m.first: m for m in out if m.first == m.last}
    # «La PF»: no longer the state whose code it is.
    out = [m for m in out if m is not named.get(m.first) or short.get(parse.tokens[m.first].text, m.id) == m.id]
    taken = {i for m in out for i in range(m.first, m.last + 1)}
    for token in parse.tokens:
        if token.text in short and token.i not in taken:
            out.append(Mention(token.i, token.i, short[token.text], NameKind.ORGANISATION))
    return sorted(out)


def _acronym(parse: Parse, mention: Mention, lexicon: Lexicon) -> str | None:
    """The word in brackets after a name of several words: in capitals, of its letters, or used again («la Recofi»)."""
    tokens, at = parse.tokens, mention.last + 1
    if mention.last == mention.first or at + 2 >= len(tokens) or tokens[at].text != "(" or tokens[at + 2].text != ")":
        return None
    word = tokens[at + 1].text
    if not word.isalpha() or not 2 <= len(word) <= ACRONYM or not word[0].isupper():
        return None
    letters = iter(fold(parse.slice(mention.first, mention.last)))
    made = all(any(letter == other for other in letters) for letter in fold(word))
    return word if word.isupper() or made or _used(parse, word, at + 1, lexicon) else None


def _known_as(world: World, acronym: str, name: str) -> str | None:
    """The body that an acronym and the beginning of its name have told («Parti des travailleurs brésilien»)."""
    words = tuple(fold(word) for word in name.split())
    ids = {row.id for row in world.names.get(acronym.lower(), ()) if row.written == acronym}
    rows = world.names.get(words[0], ())
    return next((row.id for row in rows if row.id in ids and row.words[: len(words)] == words), None)


def _is_state(world: World, code: str) -> bool:
    thing = world.things.get(code.upper())
    return thing is not None and thing.kind in {"state", "territory"}


def _used(parse: Parse, word: str, place: int, lexicon: Lexicon) -> bool:
    articles = (*lexicon.grammar.definite, *lexicon.grammar.contracted_articles)
    return any(
        token.text == word and token.i > place and parse.tokens[token.i - 1].plain in articles
        for token in parse.tokens[place + 1 :]
    )
