"""The infinitive that tells what was said next: «Et d'ajouter : «…»», «Et le ministre de préciser que…»."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon

NOUNS = {"NOUN", "PROPN"}


def narrates(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """Whether an infinitive with «de» is the verb of a sentence that «et» opens."""
    return _doers(parse, lexicon, verb) is not None


def narrative_doer(parse: Parse, lexicon: Lexicon, verb: Token) -> Token | None:
    """The noun between «et» and «de»; None where the one who spoke goes on («Et d'ajouter»)."""
    return next((t for t in _doers(parse, lexicon, verb) or () if t.pos in NOUNS), None)


def _doers(parse: Parse, lexicon: Lexicon, verb: Token) -> list[Token] | None:
    """The words between the conjunction and the preposition; None where the infinitive tells nothing."""
    if verb.feats.get("VerbForm") != "Inf" or not lexicon.grammar.subject_after or verb.i < 2:
        return None
    sentence, before = parse.sentence_of(verb), parse.tokens[verb.i - 1]
    opens = parse.tokens[sentence.first]
    if opens.pos != "CCONJ" or before.plain not in lexicon.grammar.genitive or before.i <= sentence.first:
        return None
    words = parse.tokens[sentence.first + 1 : before.i]
    plain = not any(t.pos in {"VERB", "AUX", "SCONJ", "PUNCT"} for t in words)
    return words if plain and (not words or words[0].pos in {"DET", *NOUNS}) else None
