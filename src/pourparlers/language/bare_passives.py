"""Participles that are the only verb of a headline: «La Hongrie accusée de bloquer l'aide»."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Sentence


def find_passives(parse: Parse, sentence: Sentence) -> None:
    """Give the subject of a lone participle that agrees with it, as no simple past does, its place in the passive."""
    verb = parse.tokens[sentence.root]
    if verb.feats.get("VerbForm") != "Part" or verb.feats.get("Tense") != "Past" or "Gender" not in verb.feats:
        return
    doer = parse.kid(verb, "nsubj")
    if doer is None or doer.i > verb.i or parse.kid(verb, "aux", "cop", "obj", "expl") is not None:
        return
    if not any(token.feats.get("VerbForm") == "Fin" for token in parse.words(sentence)):
        doer.dep = "nsubj:pass"
