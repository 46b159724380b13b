"""Whether the words that carry an act stand in the lexicon."""

from __future__ import annotations

import re
from functools import cache

from pourparlers.lexicon import load_lexicon
from pourparlers.scoring.agreement import fold

# An inflected form is held to be of a lemma with which it shares all but the last letters: «rejette» and «rejeter».
_ENDING = 3
_SHORTEST = 3


def known_cue(cue: str, language: str | None) -> bool:
    """Whether a word of a cue looks like a form of one that the lexicon gives an act.

    Args:
        cue: the words of a text, an auxiliary or a clitic among them.
        language: ISO 639-1 code; without one, nothing is known.
    """
    if language is None:
        return False
    stems = _stems(language)
    return any(word[:length] in stems for word in fold(cue).split() for length in range(_SHORTEST, len(word) + 1))


@cache
def _stems(language: str) -> frozenset[str]:
    lexicon = load_lexicon(language)
    heads = [*lexicon.verbs, *lexicon.nouns, *lexicon.adjectives, *lexicon.prepositions]
    words = [re.sub(r"\W", "", fold(head)) for head in heads]
    irregular = [form for form, lemma in lexicon.forms.items() if lemma in lexicon.verbs]
    return frozenset({word[: max(_SHORTEST, len(word) - _ENDING)] for word in words} | {fold(f) for f in irregular})
