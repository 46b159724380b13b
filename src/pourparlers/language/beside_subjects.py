"""What a parser takes for a second subject: "Rebels in eastern | Ukraine refused"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Sentence, Token, link


def mend_subjects(parse: Parse, sentence: Sentence) -> None:
    """Hang on the first subject the name after its preposition and adjective, which the tree makes a second one."""
    moved = _after_place(parse, sentence)
    for token in parse.words(sentence):
        first = _subject_before(parse, token)
        if first is None:
            continue
        adjective = parse.tokens[token.i - 1]
        for kid in parse.kids(adjective, "case", "det"):
            kid.head = token.i
        adjective.head, adjective.dep, adjective.rel = token.i, "amod", "amod"
        token.head, token.dep, token.rel = first.i, "nmod", "nmod"
        moved = True
    if moved:
        link(parse.tokens, sentence.first, sentence.last)


def _after_place(parse: Parse, sentence: Sentence) -> bool:
    """ "KATHMANDU: | Minister Asha Gurung has said…": the place that a report comes from says nothing."""
    place, colon = parse.tokens[sentence.first], parse.tokens[min(sentence.first + 1, sentence.last)]
    if colon.text != ":" or place.rel != "nsubj" or not (place.text.isupper() and len(place.text) > 1):
        return False
    doer = next((kid for kid in parse.kids(place, "appos", "conj", "parataxis") if kid.left > colon.i - 1), None)
    if doer is None or doer.i >= place.head:
        return False
    doer.head, doer.dep, doer.rel = place.head, "nsubj", "nsubj"
    place.dep = place.rel = "dislocated"
    for kid in parse.kids(doer, "punct"):
        kid.head = place.i
    return True


def _subject_before(parse: Parse, token: Token) -> Token | None:
    """The subject whose complement the adjective right before a name is, where the tree gives the verb both."""
    if token.pos != "PROPN" or token.rel != "nsubj" or token.i == 0:
        return None
    adjective = parse.tokens[token.i - 1]
    first = parse.tokens[adjective.head]
    beside = adjective.pos == "ADJ" and adjective.rel == "nmod" and parse.kid(adjective, "case") is not None
    return first if beside and first.rel == "nsubj" and first.head == token.head and first.i < adjective.i else None
