"""Pasts that a tagger takes for participles of the passive: "Mbeki announced in May that the ferry would sail"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Sentence


def find_pasts(parse: Parse, sentence: Sentence) -> None:
    """Make a participle finite that has a subject and governs a clause, but no auxiliary.

    "Ferry deal announced in Oslo" governs none, "It was announced that…" has its auxiliary.
    """
    for verb in parse.words(sentence):
        past = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Past"
        if not past or verb.pos != "VERB" or verb.rel not in {"root", "ccomp", "conj", "parataxis"}:
            continue
        doer = parse.kid(verb, "nsubj")
        told = any(kid.i > verb.i and parse.kid(kid, "mark") is not None for kid in parse.kids(verb, "ccomp"))
        if not told or doer is None or doer.i > verb.i or parse.kid(verb, "aux", "cop") is not None:
            continue
        verb.feats = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Past"}
        doer.dep = "nsubj"
