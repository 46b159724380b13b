"""Companies told by how they are called: "Lindqvist & Sons", "Harbour Holdings", "Blue Nile Mills"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon, NameKind, World, fold
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.text.name_runs import NOT_NAMES

# No such name has more words on either side of its sign.
LONGEST = 4
AND = "&"


def company_names(parse: Parse, lexicon: Lexicon, names: dict[int, Mention]) -> list[Mention]:
    """The names of two capitals joined by a sign, or that end on a word of trade with a capital."""
    out: list[Mention] = []
    for token in parse.tokens[1:-1]:
        span = _span(parse, lexicon, names, token)
        if span is not None and not (out and span[0] <= out[-1].last):
            out.append(Mention(*span, parse.slice(*span), NameKind.ORGANISATION))
    return out


def foreign_bodies(parse: Parse, lexicon: Lexicon, world: World, names: dict[int, Mention]) -> list[Mention]:
    """"Puertos del Sur": a foreign name with a link that a text writes twice, once as a subject, is a body's."""
    found: dict[str, list[tuple[int, int]]] = {}
    for token in parse.tokens[1:-1]:
        if token.text not in lexicon.grammar.links_abroad or {token.i - 1, token.i + 1} & names.keys():
            continue
        first, last = token.i - 1, token.i + 1
        if _lone(parse, lexicon, world, first) and parse.tokens[last].text[0].isupper():
            found.setdefault(parse.slice(first, last), []).append((first, last))
    kept = (s for spans in found.values() if len(spans) > 1 and _acting(parse, spans) for s in spans)
    return [Mention(*span, parse.slice(*span), NameKind.ORGANISATION) for span in sorted(kept)]


def _lone(parse: Parse, lexicon: Lexicon, world: World, first: int) -> bool:
    """Whether a capital opens a name that is no person's: no first name, with none, nor a title or role, before it."""
    token, before = parse.tokens[first], parse.tokens[first - 1] if first else None
    if not token.text[0].isupper() or fold(token.text) in world.first_names or token.pos in NOT_NAMES:
        return False
    if before is None or before.sent != token.sent:
        return True
    return not before.text[0].isupper() and before.lower not in lexicon.roles


def _acting(parse: Parse, spans: list[tuple[int, int]]) -> bool:
    return any(t.rel == "nsubj" for first, last in spans for t in parse.tokens[first : last + 1])


def _span(parse: Parse, lexicon: Lexicon, names: dict[int, Mention], token: Token) -> tuple[int, int] | None:
    joined = token.text == AND
    trade = token.text[0].isupper() and token.lower in lexicon.grammar.company_words and token.i not in names
    if not joined and not trade:
        return None
    first = last = token.i
    while first > 0 and token.i - first < LONGEST and _part(parse, lexicon, names, token, first - 1):
        first -= 1
    while joined and last - token.i < LONGEST and _part(parse, lexicon, names, token, last + 1):
        last += 1
    after = parse.tokens[token.i + 1]
    goes_on = not joined and after.text[0].isupper() and after.pos in {"NOUN", "PROPN"}  # "Deputy Energy Minister"
    whole = first < token.i and not goes_on and (trade or last > token.i)
    return (first, last) if whole else None


def _part(parse: Parse, lexicon: Lexicon, names: dict[int, Mention], sign: Token, at: int) -> bool:
    """Whether a word goes on such a name: a capital that is no nationality, role or title ("Danish | Holm & Krag")."""
    if at >= len(parse.tokens):
        return False
    token = parse.tokens[at]
    nation = at in names and names[at].kind is not NameKind.PLACE
    told = token.lower in lexicon.roles or token.lower.rstrip(".") in lexicon.titles
    capital = token.text[0].isupper() and token.pos not in NOT_NAMES
    return capital and token.sent == sign.sent and not nation and not told
