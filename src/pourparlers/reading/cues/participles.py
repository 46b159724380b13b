"""Who acts where a participle that commas set aside stands between: "Marta Kowal, asked about the strike, said"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.reading.cues.find import verb_group

NOUNS = {"NOUN", "PROPN", "X"}
# How the tree may hang a participle on the noun before its comma, or on what is above that.
BESIDE = {"acl", "advcl", "conj", "parataxis"}


def over_participle(parse: Parse, verb: Token) -> Token | None:
    """"Marta Kowal, asked about the strike, | said": whom the tree gives to the participle that commas set aside."""
    for kid in parse.kids(verb, "advcl", "csubj", "ccomp"):
        doer = parse.kid(kid, "nsubj")
        if doer is None or kid.i > verb.i or doer.i > kid.i or parse.kid(verb, "nsubj") is not None:
            continue
        past = kid.feats.get("Tense") == "Past" and parse.kid(kid, "aux", "mark", "cop") is None
        opens = parse.tokens[kid.i - 1].text == "," and doer.left <= parse.sentence_of(verb).first + 1
        if past and opens and parse.tokens[verb_group(parse, verb)[0] - 1].text == ",":
            return doer
    return None


def just_before(parse: Parse, verb: Token) -> Token | None:
    """«recevait la ministre slovène, | venue défendre un partage»: the noun that a bare participle follows."""
    comma = verb.i - 1
    past = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Past"
    bare = past and parse.kid(verb, "aux", "cop", "cc") is None and parse.kid(verb, "xcomp") is not None
    if not bare or verb.rel not in BESIDE or comma < 1 or parse.tokens[comma].text != ",":
        return None
    noun = parse.tokens[comma - 1]
    while noun.rel in {"amod", "flat", "nmod"} and noun.head < noun.i:
        noun = parse.tokens[noun.head]
    return noun if noun.pos in NOUNS else None
