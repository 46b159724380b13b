"""A noun of claiming with a clause that no conjunction opens: "denied allegations | it had jammed the signal"."""

from __future__ import annotations

from collections.abc import Collection

from pourparlers.language.tree import Parse, Sentence, Token, link

# Words between a verb and the noun; words of the clause's subject.
BEFORE, SUBJECT = 4, 6
OF_NOUN = {"DET": "det", "ADJ": "amod", "NOUN": "compound", "PROPN": "compound", "PRON": "nmod:poss"}
OF_SUBJECT = {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"}
# What tells that a clause lacks nothing, so that it is no relative one ("the claims Riga had made").
WHOLE = ("obj", "xcomp", "ccomp", "cop", "aux:pass")


def find_claims(parse: Parse, sentence: Sentence, claims: Collection[str]) -> None:
    """Give such nouns their verb and their clause, in place; trees make of them a conjunction or a verb.

    Args:
        parse, sentence: where to look.
        claims: the nouns in all their forms, lower case.
    """
    changed = False
    for noun in parse.words(sentence)[2:-2]:
        if noun.lower in claims and (noun.pos != "VERB" or parse.kid(noun, "nsubj") is None):
            verb = _governor(parse, sentence, noun)
            clause = _clause(parse, sentence, noun) if verb is not None else None
            if verb is not None and clause is not None and not _above(parse, verb, {noun.i, clause.i}):
                _join(parse, verb, noun, clause, claims)
                changed = True
    if changed:
        link(parse.tokens, sentence.first, sentence.last)


def _governor(parse: Parse, sentence: Sentence, noun: Token) -> Token | None:
    """The verb right before the noun and its own words, a particle between ("brushed aside | suggestions")."""
    for at in range(noun.i - 1, max(sentence.first, noun.i - BEFORE) - 1, -1):
        token = parse.tokens[at]
        if token.pos == "VERB":
            return token
        particle = token.pos in {"ADV", "ADP"} and parse.tokens[at - 1].pos == "VERB"
        owner = token.pos == "PRON" and token.feats.get("Poss") != "Yes"
        if (token.pos not in OF_NOUN and not particle) or owner:
            return None
    return None


def _clause(parse: Parse, sentence: Sentence, noun: Token) -> Token | None:
    """The head of the clause: "allegations | it had jammed", "reports | its captain would resign"."""
    first = parse.tokens[noun.i + 1]
    pronoun = first.pos == "PRON" and first.feats.get("PronType") == "Prs" and first.feats.get("Poss") != "Yes"
    if first.pos not in OF_SUBJECT:
        return None
    for token in parse.tokens[first.i + 1 : min(sentence.last, first.i + (2 if pronoun else SUBJECT)) + 1]:
        if token.feats.get("VerbForm") == "Fin" and (token.pos == "AUX" or pronoun):
            verb = parse.tokens[token.head] if token.rel in {"aux", "cop"} else token
            return verb if verb.i >= token.i and _lacks_nothing(parse, noun, verb) else None
        if token.pos not in OF_SUBJECT and token.pos != "ADV":
            return None
    return None


def _lacks_nothing(parse: Parse, noun: Token, verb: Token) -> bool:
    definite = any(det.feats.get("Definite") == "Def" for det in parse.kids(noun, "det"))
    return not definite or verb.pos != "VERB" or parse.kid(verb, *WHOLE) is not None


def _above(parse: Parse, verb: Token, places: set[int]) -> bool:
    return verb.i in places or any(token.i in places for token in parse.ancestors(verb))


def _join(parse: Parse, verb: Token, noun: Token, clause: Token, claims: Collection[str]) -> None:
    for token in parse.tokens[verb.i + 1 : noun.i]:
        if token.pos in OF_NOUN and token.head in {noun.i, clause.i, verb.i}:
            _hang(token, noun.i, OF_NOUN[token.pos])
    singular = noun.lower.removesuffix("s")
    noun.lemma = singular if singular in claims else noun.lower
    noun.pos, noun.feats = "NOUN", {"Number": "Plur" if noun.lower != noun.lemma else "Sing"}
    _hang(noun, verb.i, "obj")
    _hang(clause, noun.i, "acl")


def _hang(token: Token, head: int, dep: str) -> None:
    token.head, token.dep, token.rel = head, dep, dep.partition(":")[0]
