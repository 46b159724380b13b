"""Bodies without a name that persons speak for: "head of the Bulgarian growers' union", «la chambre des armateurs»."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon, NameKind
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.actors.roles import RolePhrase
from pourparlers.reading.text.phrases import noun_phrase

# Offices that only a state has: "the Polish union affairs minister".
OF_STATES = {"minister", "deputy_minister", "ambassador", "legislator", "head_of_government"}
# Words that such a body's noun phrase may have before its noun.
BEFORE = {"ADJ", "NOUN", "PROPN", "PART", "NUM", "X"}
# Words of the longest noun phrase that is written as the name of an unnamed actor.
LONGEST = 12
NATIONS = {NameKind.ADJECTIVE, NameKind.STATE, NameKind.CAPITAL, NameKind.PLACE}


def of_unnamed_body(parse: Parse, lexicon: Lexicon, names: dict[int, Mention], role: RolePhrase) -> RolePhrase:
    """The role with the unnamed body that it is of as its party, whatever the nationality: a union is no state's."""
    if role.entry.role in OF_STATES or role.entry.relational or role.own or role.number == "p":
        return role
    noun = _owner(parse, lexicon, role) or _complement(parse, lexicon, role)
    if noun is None:
        return role
    first, last = noun_phrase(parse, noun)
    first, last = (first, noun.i) if noun.i < role.noun_first else (min(first, noun.i), role.last)
    body = unnamed_body(parse, lexicon, names, noun, first, last)
    return role._replace(party=body, parties=(body,)) if body else role


def unnamed_body(
    parse: Parse, lexicon: Lexicon, names: dict[int, Mention], noun: Token, first: int, last: int
) -> str | None:
    """The id of a body told by a common noun with what tells which ("the dairy chamber"); None where it has a name."""
    inside = [t for t in parse.tokens[first : last + 1] if t.i != noun.i]
    if any(t.lower in lexicon.grammar.public or t.lemma in lexicon.grammar.opposition for t in inside):
        return None
    if any(t.i in names and names[t.i].kind not in NATIONS for t in inside):
        return None
    told = any(t.pos in {"NOUN", "PROPN"} or t.i in names for t in inside)
    return f"group:{parse.slice(first, min(last, first + LONGEST - 1))}" if told else None


def is_private(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word is a common noun for a body that is no state's: a union, a chamber of trade, a company."""
    common = token.pos == "NOUN" and token.text[0].islower()
    return common and token.lemma in lexicon.grammar.private_bodies


def _owner(parse: Parse, lexicon: Lexicon, role: RolePhrase) -> Token | None:
    """ "the Serbian chamber's president": the noun that owns the role."""
    tokens, at = parse.tokens, role.noun_first
    while at > role.first and tokens[at - 1].pos == "ADJ":
        at -= 1
    owner = tokens[at - 2] if at >= 2 and tokens[at - 1].text in lexicon.grammar.name_genitive else None
    return owner if owner is not None and is_private(lexicon, owner) else None


def _complement(parse: Parse, lexicon: Lexicon, role: RolePhrase) -> Token | None:
    """ "head of the hauliers' chamber", «président de la fédération des hôteliers»: the noun that the role is of."""
    tokens, grammar = parse.tokens, lexicon.grammar
    at, links = role.noun_last + 1, {*grammar.genitive, *grammar.topic, *grammar.standing_for, *grammar.employer}
    if at >= role.last or tokens[at].plain not in links:
        return None
    while at <= role.last and tokens[at].plain in {*links, *grammar.definite, *grammar.contracted_articles}:
        at += 1
    while at < role.last and not _ends(parse, lexicon, at, role.last):
        if tokens[at].pos not in BEFORE:
            return None
        at += 1
    return tokens[at] if at <= role.last and is_private(lexicon, tokens[at]) else None


def _ends(parse: Parse, lexicon: Lexicon, at: int, last: int) -> bool:
    """Whether a noun ends its compound: not "the growers' | union" at its first word."""
    if not lexicon.grammar.last_nouns:
        return parse.tokens[at].pos in {"NOUN", "PROPN"}
    after = parse.tokens[at + 1] if at < last else None
    return after is None or after.pos not in {"NOUN", "PROPN", "PART", "ADJ"}
