"""Infinitives parted from their verb by a relative clause: "urged the mayor, who is ill, | to resign"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Sentence, Token, link

OBJECTS = {"obj", "iobj"}
HUNG = {"conj", "advcl", "xcomp", "ccomp"}


def join_infinitives(parse: Parse, sentence: Sentence) -> None:
    """Hang such infinitives on the verb whose object the relative clause tells of."""
    found = False
    for token in parse.words(sentence):
        verb = _governor(parse, token)
        if verb is None:
            continue
        token.head, token.dep, token.rel = verb.i, "xcomp", "xcomp"
        found = True
    if found:
        link(parse.tokens, sentence.first, sentence.last)


def _governor(parse: Parse, token: Token) -> Token | None:
    """The verb above the object whose relative clause the parser hung an infinitive on; None where it has its own."""
    if token.rel not in HUNG or token.pos != "VERB" or token.feats.get("VerbForm") != "Inf":
        return None
    told = parse.tokens[token.head]
    noun = parse.tokens[told.head]
    verb = parse.tokens[noun.head]
    if told.dep != "acl:relcl" or noun.rel not in OBJECTS or verb.pos != "VERB":
        return None
    if not verb.i < noun.i < told.i < token.i:
        return None
    mark = parse.tokens[token.i - 1]
    opens = mark.pos == "PART" and mark.head == token.i and parse.tokens[mark.i - 1].text == ","
    # Only what commas set off on both sides ends before the infinitive.
    begins = parse.tokens[told.left].text == "," or parse.tokens[told.left - 1].text == ","
    free = parse.kid(verb, "xcomp", "ccomp") is None and parse.kid(token, "nsubj", "cc") is None
    return verb if opens and begins and free else None
