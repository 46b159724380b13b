"""How far the name of a body goes: «l'Institut de recherche sur la paix», «le parti Terre et Lagon»."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon, NameKind, World, fold
from pourparlers.reading.actors.gazetteer import Mention

# Words that the name of a body may have after its noun.
LONGEST = 10
NAMING = {"NOUN", "PROPN", "ADJ"}


def complement(parse: Parse, lexicon: Lexicon, noun: Token) -> int:
    """The last word of a body's name: adjectives and complements with «de», or by the tree another preposition."""
    tokens, limit, last = parse.tokens, parse.sentence_of(noun).last, noun.i
    grammar, at = lexicon.grammar, noun.i
    while at < min(limit, noun.i + LONGEST):
        nxt = tokens[at + 1]
        small = nxt.plain in (*grammar.genitive, *grammar.purpose, *grammar.definite)
        if small and nxt.pos in {"ADP", "DET"} or at == last > noun.i and _aim(parse, lexicon, noun, nxt):
            at += 1
        elif nxt.pos in NAMING and (nxt.pos != "NOUN" or at > last or _two_capitals(tokens, at) or _led(tokens, at)):
            at = last = at + 1
        else:
            break
    return last


def has_article(parse: Parse, lexicon: Lexicon, at: int) -> bool:
    """«le Groupe de Nauru», «les membres du Groupe de Nauru»: whether the definite article stands before a word."""
    word, grammar = parse.tokens[at - 1].plain, lexicon.grammar
    return word in grammar.definite or word in grammar.contracted_articles and word not in grammar.indefinite


def _led(tokens: list[Token], at: int) -> bool:
    """«l'Association des petits | éleveurs»: the adjective before the noun of a complement."""
    return tokens[at].pos == "ADJ" and tokens[at].head == at + 1 and tokens[at - 1].pos in {"ADP", "DET"}


def _two_capitals(tokens: list[Token], at: int) -> bool:
    """«la Fédération des hôteliers du Grand Nord»: a capital before the noun's own."""
    return tokens[at].text[0].isupper() and tokens[at + 1].text[0].isupper() and tokens[at].pos == "ADJ"


def _aim(parse: Parse, lexicon: Lexicon, noun: Token, preposition: Token) -> bool:
    """«la Mission d'appui | aux réfugiés», «l'Institut de recherche | sur la paix»: what the body's work is about.

    Not «L'Union des pêcheurs | à la presse»: the noun hangs on the one before it, and that is in the singular.
    """
    if preposition.pos != "ADP" or preposition.lower not in lexicon.grammar.topic:
        return False
    about = parse.tokens[preposition.head]
    work = parse.tokens[preposition.i - 1]
    inside = about.i > preposition.i and about.rel == "nmod" and about.head in {work.i, noun.i}
    single = work.feats.get("Number") != "Plur" and parse.tokens[work.i - 1].pos == "ADP"
    return inside and single and work.pos == "NOUN" and about.pos == "NOUN" and about.text[0].islower()


def as_before(parse: Parse, world: World, mentions: list[Mention]) -> list[Mention]:
    """«la Fédération des marchandes» is the Fédération des marchandes du Nord-Est that was told before."""
    told: dict[str, list[tuple[str, str]]] = {}
    out: list[Mention] = []
    for mention in mentions:
        written = parse.slice(mention.first, mention.last)
        if mention.kind is NameKind.ORGANISATION and mention.last > mention.first and mention.id not in world.things:
            before = told.setdefault(parse.tokens[mention.first].text, [])
            longer = {id_ for full, id_ in before if full.startswith(f"{written} ")}
            mention = mention._replace(id=longer.pop()) if len(longer) == 1 else mention
            before.append((written, mention.id))
        out.append(mention)
    return out


def joined_name(parse: Parse, world: World, names: dict[int, Mention], noun: Token, first: int, last: int) -> int:
    """«le parti Mer et Montagne accuse»: of one body that acts, two capitals joined are its name."""
    tokens, limit = parse.tokens, parse.sentence_of(noun).last
    verb = tokens[noun.head]
    other = last + 2
    if first != last or other > limit or tokens[last + 1].pos != "CCONJ" or noun.rel != "nsubj":
        return last
    capital = tokens[other].text[0].isupper() and other not in names
    capital = capital and fold(tokens[other].text) not in world.first_names
    finite = [verb, *parse.kids(verb, "aux", "cop")]
    single = any(t.feats.get("Number") == "Sing" and t.feats.get("VerbForm") == "Fin" for t in finite)
    return other if capital and single and not (other < limit and tokens[other + 1].text[0].isupper()) else last
