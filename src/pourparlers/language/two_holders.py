"""Subjects of two names, each with an office, that the parser has torn apart."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Sentence, Token

# How a parser leaves the first of two names when it takes the second for the subject alone.
LOOSE = {"parataxis", "dep", "obl", "advcl", "vocative", "discourse", "dislocated", "nsubj"}


def join_holders(parse: Parse, sentence: Sentence) -> bool:
    """ "South Korean President Moon Jae-in and North Korean leader Kim Jong Un met": join the two names in place.

    Where the tree has "leader" beside "Moon" and "Kim" alone as the subject. Tells whether there were any.
    """
    found = False
    for name in parse.words(sentence):
        if name.dep != "nsubj" or name.pos != "PROPN" or name.i == sentence.first:
            continue
        found = _join(parse, name) or _end_name(parse, name) or found
    return found


def _join(parse: Parse, name: Token) -> bool:
    """Make of an office beside the first name, right before the second, the office of the second."""
    office, verb = parse.tokens[name.i - 1], parse.tokens[name.head]
    first = parse.tokens[office.head]
    # Not "Margit Lauring and | Davor | Kolar said": a first name has neither article nor nationality.
    holds = office.pos == "NOUN" or office.pos == "PROPN" and any(parse.kids(office, "amod", "compound"))
    joined = office.rel == "conj" and holds and first.i < office.i and first.pos == "PROPN"
    if not joined or first.head != verb.i or first.rel not in LOOSE or verb.i < name.i:
        return False
    for token, head, dep in ((first, verb.i, "nsubj"), (name, first.i, "conj"), (office, name.i, "nmod:desc")):
        _hang(token, head, dep)
    for mark in parse.kids(office, "cc"):
        _hang(mark, name.i, "cc")
    return True


def _end_name(parse: Parse, name: Token) -> bool:
    """ "the ministry and the group led by Malik | Agar signed": the surname of another is no second subject."""
    before, verb = parse.tokens[name.i - 1], parse.tokens[name.head]
    others = any(kid.dep == "nsubj" and kid.i < before.i for kid in parse.kids(verb))
    if not others or before.pos != "PROPN" or before.rel not in {"obl", "nmod"} or before.head == name.i:
        return False
    _hang(name, before.i, "flat")
    return True


def _hang(token: Token, head: int, dep: str) -> None:
    token.head, token.dep, token.rel = head, dep, dep.partition(":")[0]
