"""Which nouns are nobody: acts, qualities, places, papers; a body's noun is somebody («la délégation»)."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import Lexicon


def is_thing(lexicon: Lexicon, token: Token) -> bool:
    """«l'appui du Togo, qui exhorte»: no appui exhorts anybody."""
    if token.pos != "NOUN" or token.lower in lexicon.roles:
        return False
    scope, grammar = lexicon.scope, lexicon.grammar
    words = {token.lemma, token.lower}
    if any(words.intersection(known) for known in (lexicon.bodies, scope.source_nouns, scope.media_nouns)):
        return False
    named = token.lemma in grammar.thing_nouns or token.lemma in grammar.document_nouns or token.lemma in lexicon.nouns
    return named or token.lemma.endswith(grammar.thing_endings)
