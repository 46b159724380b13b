"""Clauses of telling that part a subject from its verb: "Diaz, | the agency reported, | has rejected the offer"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Sentence, Token, link

NAMING = {"NOUN", "PROPN", "PRON"}
# What the parser makes of the subject before the first comma, and of the one after it.
OUTER = {"nsubj", "advmod", "vocative", "dep", "obl", "dislocated", "conj", "appos"}
BETWEEN = {"aux", "cop", "advmod"}


def part_subjects(parse: Parse, sentence: Sentence) -> None:
    """Give both verbs their subjects, where the parser hung the first subject on the verb of telling."""
    found = False
    for verb in parse.words(sentence):
        subjects = _subjects(parse, sentence, verb)
        if subjects is None:
            continue
        outer, inner = subjects
        main = parse.tokens[verb.head]
        _hang(inner, verb, "nsubj")
        _hang(outer, main, "nsubj:pass" if parse.kid(main, "aux:pass") else "nsubj")
        found = True
    if found:
        link(parse.tokens, sentence.first, sentence.last)


def _subjects(parse: Parse, sentence: Sentence, verb: Token) -> tuple[Token, Token] | None:
    """The subject of the clause around and that of the verb between the commas; None where the tree has them right."""
    main = parse.tokens[verb.head]
    tells = verb.rel in {"parataxis", "ccomp"} and verb.pos == "VERB" and verb.feats.get("VerbForm") == "Fin"
    if not tells or main.i <= verb.i:
        return None
    if not _parted(parse, verb, main) or parse.kid(main, "nsubj", "expl", "csubj") is not None:
        return None
    comma = next((i for i in range(verb.i - 1, sentence.first, -1) if parse.tokens[i].text == ","), None)
    if comma is None or comma == verb.i - 1:
        return None
    inner = _top(parse, comma + 1, verb.i - 1)
    outer = _top(parse, sentence.first, comma - 1)
    fit = inner is not None and outer is not None and outer.rel in OUTER and outer.head in {verb.i, inner.i}
    return (outer, inner) if fit and inner is not None and outer is not None else None


def _parted(parse: Parse, verb: Token, main: Token) -> bool:
    """Whether a comma and no more than auxiliaries stand between the two verbs, as after no clause with a subject."""
    between = parse.tokens[verb.i + 1 : main.i]
    if not between or between[0].text != ",":
        return False
    goes_on = all(t.rel in BETWEEN and t.head == main.i for t in between[1:])
    finite = main.feats.get("VerbForm") == "Fin" or any(t.rel in {"aux", "cop"} for t in between[1:])
    return goes_on and finite


def _top(parse: Parse, first: int, last: int) -> Token | None:
    """The one noun or name, without a preposition, that the words between two places hang on."""
    inside = parse.tokens[first : last + 1]
    # The subject after the comma may hang as a part on the one before it.
    tops = [t for t in inside if t.pos != "PUNCT" and (t.head == t.i or not first <= t.head <= last)]
    if len(tops) != 1 or tops[0].pos not in NAMING or parse.kid(tops[0], "case") is not None:
        return None
    return tops[0]


def _hang(token: Token, head: Token, dep: str) -> None:
    token.head, token.dep, token.rel = head.i, dep, dep.partition(":")[0]
