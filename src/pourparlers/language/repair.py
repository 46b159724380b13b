"""Trees mended where surface evidence is surer than the parser."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Sentence, Token, link

VERBAL = {"VERB", "AUX"}


def mend(parse: Parse) -> Parse:
    """Mend the trees of a parse in place, and return it."""
    for sentence in parse.sentences:
        moved = [token for token in parse.words(sentence) if _belongs_above(parse, sentence, token)]
        for token in moved:
            token.head = parse.tokens[parse.tokens[token.head].head].i
        if moved:
            link(parse.tokens, sentence.first, sentence.last)
    return parse


def _belongs_above(parse: Parse, sentence: Sentence, token: Token) -> bool:
    """«Rome a dit que l'accord prévoyait un quota et a émis l'espoir que…»: what follows «et» goes on the main clause.

    The coordinated verb has no subject and no conjunction of its own, and the tense of the main verb, not the clause's.
    """
    if token.rel != "conj" or token.pos not in VERBAL:
        return False
    clause = parse.tokens[token.head]
    main = parse.tokens[clause.head]
    if clause.rel != "ccomp" or main.pos not in VERBAL or main.i == clause.i:
        return False
    if parse.kid(token, "nsubj") or parse.kid(token, "mark") or not parse.kid(clause, "nsubj"):
        return False
    own, inner, outer = tense(parse, token), tense(parse, clause), tense(parse, main)
    return own is not None and own == outer and own != inner


def tense(parse: Parse, verb: Token) -> tuple[str, ...] | None:
    """Mood and tense of a finite verb or of its auxiliary, with the auxiliary's lemma; None where it has none."""
    for aux in parse.kids(verb, "aux", "cop"):
        if aux.feats.get("VerbForm") == "Fin":
            return aux.lemma, aux.feats.get("Mood", ""), aux.feats.get("Tense", "")
    if verb.feats.get("VerbForm") == "Fin":
        return "", verb.feats.get("Mood", ""), verb.feats.get("Tense", "")
    return None
