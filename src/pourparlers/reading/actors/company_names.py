"""Companies told by how they are called: "Lindqvist & Sons", "Harbour Holdings", "Blue Nile Mills"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon, NameKind
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
    whole = first < token.i and (trade or last > token.i)
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
