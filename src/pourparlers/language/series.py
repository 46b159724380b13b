"""Verbs of one subject in a row, which parsers read as asides: «Rome refuse le plan, accuse Riga et exige un vote»."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Sentence, Token, link

OPENING, CLOSING = {"«", "“"}, {"»", "”"}
SAME = ("Number", "Tense", "Mood")
# How parsers hang the second verb on the first, or the first on the second.
BEHIND, BEFORE = {"parataxis", "conj"}, {"advcl", "ccomp", "parataxis"}
LEADING = {"PRON", "ADV"}


def join_series(parse: Parse, sentence: Sentence) -> bool:
    """Join such verbs to the first and make objects of their nouns; whether there were any.

    An aside is closed by a comma («le pays menace la paix, affirme Kiev, et doit…»); what goes straight on to «et» and
    a third verb is none.
    """
    found = False
    for joint in parse.words(sentence)[3:-2]:
        last = _verb_after(parse, sentence, joint) if joint.pos == "CCONJ" else None
        middle = _middle(parse, sentence, joint) if last is not None else None
        first = _first(parse, middle) if middle is not None else None
        if last is None or middle is None or first is None or not _alike(parse, first, middle, last):
            continue
        _join(parse, sentence, first, middle, last)
        link(parse.tokens, sentence.first, sentence.last)
        found = True
    return found


def _verb_after(parse: Parse, sentence: Sentence, mark: Token) -> Token | None:
    """The finite verb right after a comma or conjunction, with the pronouns before it («et | s'engage à»)."""
    for token in parse.tokens[mark.i + 1 : min(mark.i + 3, sentence.last) + 1]:
        if token.pos == "VERB":
            return token if token.feats.get("VerbForm") == "Fin" else None
        if token.pos not in LEADING or token.feats.get("PronType") == "Rel":
            return None
    return None


def _middle(parse: Parse, sentence: Sentence, joint: Token) -> Token | None:
    """The verb after the last comma before a conjunction, with no other finite verb between."""
    for token in reversed(parse.tokens[sentence.first : joint.i]):
        if token.text == ",":
            verb = _verb_after(parse, sentence, token)
            between = parse.tokens[verb.i + 1 : joint.i] if verb is not None else []
            lone = bool(between) and not any(t.feats.get("VerbForm") == "Fin" for t in between)
            return verb if lone and not _inverted(parse, verb) else None
        if token.text in {";", ":"}:
            return None
    return None


def _inverted(parse: Parse, verb: Token | None) -> bool:
    """«…, affirme-t-elle et …»"""
    return verb is not None and parse.tokens[verb.i + 1].text.startswith("-")


def _first(parse: Parse, middle: Token) -> Token | None:
    """The verb that has the subject, before the comma."""
    head = parse.tokens[middle.head]
    if head.i < middle.i and head.pos == "VERB" and middle.rel in BEHIND:
        return head
    before = parse.kids(middle, *BEFORE) if middle.head == middle.i else ()
    return next((kid for kid in before if kid.pos == "VERB" and kid.i < middle.i), None)


def _alike(parse: Parse, first: Token, middle: Token, last: Token) -> bool:
    """Whether three verbs are of one subject, number and tense, the first and second in no quotation of their own."""
    same = all(v.feats.get(name) == first.feats.get(name) for v in (middle, last) for name in SAME)
    owned = any(kid.i < first.i for kid in parse.kids(first, "nsubj")) and parse.kid(first, "mark") is None
    between = [t.text for t in parse.tokens[first.i : middle.i]]
    quoted = sum(t in OPENING for t in between) != sum(t in CLOSING for t in between) or between.count('"') % 2 == 1
    behind = last.head in {first.i, middle.i} and parse.kid(last, "nsubj") is None
    before = any(kid.i < middle.i and kid.i > first.i for kid in parse.kids(middle, "nsubj"))
    return same and owned and behind and not quoted and not before


def _join(parse: Parse, sentence: Sentence, first: Token, middle: Token, last: Token) -> None:
    if middle.head == middle.i:
        first.head, first.dep, first.rel = first.i, "root", "root"
        sentence.root = first.i
        for kid in parse.kids(middle):
            kid.head = first.i if kid.i < first.i else kid.head
    for verb in (middle, last):
        verb.head, verb.dep, verb.rel = first.i, "conj", "conj"
    for kid in parse.kids(middle, "nsubj"):
        kid.dep = kid.rel = "obj"
