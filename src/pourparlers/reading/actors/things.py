"""Which nouns are nobody: acts, qualities, places, papers; a body's noun is somebody («la délégation»)."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
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


def are_people(parse: Parse, lexicon: Lexicon, pronoun: Token) -> bool:
    """"Some accused their leaders", «certains refusent»: several, or some of whom a verb tells what only people do."""
    several = pronoun.feats.get("Number") == "Plur"
    return several or parse.tokens[pronoun.head].lemma in lexicon.grammar.personal_verbs


def owner_of(parse: Parse, lexicon: Lexicon, token: Token) -> Token | None:
    """«ce vétéran de la politique agricole, qui a dit comprendre»: the noun that is somebody above one that is not."""
    for _ in range(2):
        if token.rel != "nmod" or token.head > token.i:
            return None
        token = parse.tokens[token.head]
        if token.pos == "NOUN" and not is_thing(lexicon, token):
            return token
    return None
