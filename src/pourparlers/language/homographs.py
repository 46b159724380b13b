"""Verbs after «et» that the tagger took for nouns: «Elle refuse de signer et | presse Lima d'ouvrir le port»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pourparlers.language.tree import Parse, Sentence, Token

# Words from such a verb to the infinitive that tells what is asked.
REACH = 8
OF_OBJECT = {"DET", "PROPN", "NOUN", "ADJ", "NUM"}
QUOTES = {"«", "“", '"'}


def join_homograph(
    parse: Parse, sentence: Sentence, token: Token, homographs: Mapping[str, str], marks: Sequence[str]
) -> bool:
    """Make a verb of such a word, joined to the finite verb before it; whether it is one.

    A noun without an article after «et» has no further noun right behind it, let alone an infinitive after that.
    """
    if token.i <= sentence.first + 2 or parse.tokens[token.i - 1].pos != "CCONJ":
        return False
    infinitive = _asked(parse, sentence, token, marks)
    first = next((t for t in parse.ancestors(token) if t.pos == "VERB" and t.feats.get("VerbForm") == "Fin"), None)
    if infinitive is None or first is None or first.i > token.i:
        return False
    token.pos, token.lemma = "VERB", homographs[token.lower]
    token.feats = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres", "Person": "3"}
    _hang(token, first.i, "conj")
    _hang(infinitive, token.i, "xcomp")
    asked = parse.tokens[token.i + 1 : infinitive.i]
    for word in asked:
        if parse.tokens[word.head] not in asked and word.pos in {"NOUN", "PROPN"}:
            _hang(word, token.i, "obj")
    return True


def _asked(parse: Parse, sentence: Sentence, token: Token, marks: Sequence[str]) -> Token | None:
    """The infinitive after the object: «Lima | d'ouvrir», «les deux pays | de « cesser»."""
    ahead = parse.tokens[token.i + 1 : min(token.i + REACH, sentence.last)]
    for word in ahead:
        after = parse.tokens[word.i + 1]
        passed = after.text in QUOTES or after.pos == "PRON"
        verb = parse.tokens[word.i + 2] if passed and after.i < sentence.last else after
        if word.plain in marks and word.i > token.i + 1 and verb.feats.get("VerbForm") == "Inf":
            return verb
        if word.pos not in OF_OBJECT:
            return None
    return None


def _hang(token: Token, head: int, dep: str) -> None:
    token.head, token.dep, token.rel = head, dep, dep.partition(":")[0]
