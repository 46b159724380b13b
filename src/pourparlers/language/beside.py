"""Nouns set beside what they name, which a tagger takes for verbs: «Oslo veut un bac, demande que Riga a rejetée»."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.language.tree import Parse, Sentence, Token

# Words from the noun to the participle of its relative clause.
REACH = 12


def find_labels(parse: Parse, sentence: Sentence, having: Sequence[str]) -> bool:
    """Make a noun of each such word, and a relative clause of what follows it; whether there were any.

    A past participle with an auxiliary of having agrees with nothing but an object before it: «demande» is what was
    rejected. «Oslo salue l'offre, demande que Riga signe» stays.
    """
    found = False
    for token in parse.words(sentence)[2:-3]:
        verb = _agreeing(parse, sentence, token, having) if _may_be_label(parse, token) else None
        if verb is None:
            continue
        before = parse.tokens[token.i - 2]
        token.pos, token.lemma, token.feats = "NOUN", token.lower, {"Gender": "Fem", "Number": "Sing"}
        token.head, token.dep, token.rel = before.i, "appos", "appos"
        verb.head, verb.dep, verb.rel = token.i, "acl:relcl", "acl"
        that = parse.tokens[token.i + 1]
        that.pos, that.head, that.dep, that.rel = "PRON", verb.i, "obj", "obj"
        that.feats = {"PronType": "Rel"}
        found = True
    return found


def _may_be_label(parse: Parse, token: Token) -> bool:
    """A finite verb right after a comma, with no subject, before a conjunction or pronoun."""
    if token.pos != "VERB" or token.feats.get("VerbForm") != "Fin" or parse.tokens[token.i - 1].text != ",":
        return False
    return parse.tokens[token.i + 1].pos in {"SCONJ", "PRON"} and parse.kid(token, "nsubj", "aux", "obj") is None


def _agreeing(parse: Parse, sentence: Sentence, label: Token, having: Sequence[str]) -> Token | None:
    """The first participle after a word, where it is feminine, with an auxiliary of tense and no object of its own."""
    ahead = parse.tokens[label.i + 2 : min(label.i + REACH, sentence.last)]
    verb = next((t for t in ahead if t.pos == "VERB" and t.feats.get("VerbForm") == "Part"), None)
    if verb is None or verb.feats.get("Gender") != "Fem" or verb.feats.get("Number") != "Sing":
        return None
    had = any(aux.dep == "aux:tense" and aux.lemma in having for aux in parse.kids(verb, "aux"))
    return verb if had and parse.kid(verb, "obj", "expl", "aux:pass") is None else None
