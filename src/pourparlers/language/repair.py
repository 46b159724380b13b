"""Trees mended where surface evidence is surer than the parser."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Sentence, Token, link

VERBAL = {"VERB", "AUX"}
NAMES_ARE = {"nsubj", "obj", "obl", "nmod", "appos", "flat", "compound", "conj", "iobj"}


def mend(parse: Parse, past_like_participle: bool = False) -> Parse:
    """Mend the trees of a parse in place, and return it.

    Args:
        parse: the trees.
        past_like_participle: whether the simple past has the form of the participle ("praised"), so that a tagger takes
            one for the other.
    """
    for token in parse.tokens:
        if token.pos == "AUX" and token.rel in NAMES_ARE and token.text[0].isupper():
            # "Haavardsholm denied the charge": what has a subject's place and a capital is a name, no auxiliary
            token.pos = "PROPN"
    for sentence in parse.sentences:
        if past_like_participle:
            _find_verb(parse, sentence)
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


NOMINAL = {"NOUN", "PROPN", "PRON"}
AFTER = {"DET", "PRON", "ADJ", "NOUN", "PROPN", "ADP", "SCONJ", "NUM", "PART"}


def _find_verb(parse: Parse, sentence: Sentence) -> None:
    """"The chancellor praised Bern's efforts", read as «praised efforts of the chancellor»: make the verb the root.

    Only in a sentence without a finite verb, where a participle stands between a noun and what may be its object.
    """
    words = parse.words(sentence)
    root = parse.tokens[sentence.root]
    if root.pos not in NOMINAL or any(t.feats.get("VerbForm") == "Fin" or t.pos == "AUX" for t in words):
        return
    for verb in words[1:-1]:
        before, after = parse.tokens[verb.i - 1], parse.tokens[verb.i + 1]
        participle = verb.pos == "VERB" and verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Past"
        if participle and before.pos in NOMINAL and after.pos in AFTER and verb.rel in {"amod", "acl", "compound"}:
            _uproot(parse, sentence, root, verb)
            return


def _uproot(parse: Parse, sentence: Sentence, root: Token, verb: Token) -> None:
    verb.head, verb.dep = verb.i, "root"
    verb.feats = {**verb.feats, "VerbForm": "Fin", "Mood": "Ind"}
    sentence.root = verb.i
    subject = next((t for t in reversed(parse.words(sentence)) if t.i < verb.i and _tops(parse, t, verb)), None)
    for token in parse.words(sentence):
        if token.i == verb.i or (token.head != root.i and token.i != root.i):
            continue
        if token is subject:
            token.head, token.dep = verb.i, "nsubj"
        elif token.i == root.i:
            token.head, token.dep = verb.i, "obj" if token.i > verb.i else "nsubj"
        elif (token.i < verb.i) != (root.i < verb.i):
            token.head = subject.i if subject is not None and token.i < verb.i else verb.i
            token.dep = token.dep if token.i < verb.i else ("obl" if parse.kid(token, "case") else "obj")
    link(parse.tokens, sentence.first, sentence.last)


def _tops(parse: Parse, token: Token, verb: Token) -> bool:
    """Whether a noun heads the phrase before the verb."""
    return token.pos in NOMINAL and (token.head >= verb.i or token.head == token.i)
