"""Who acts in a headline, whose syntax is its own: "Riga, Oslo agree to meet", "Riga to seek longer season"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.actors.speakers import Resolver

STOPS = {".", "!", "?", "…", '"', "”", "»", ":"}
# How many words may stand between what is announced to act and its infinitive.
NEAR = 3


def is_headline(parse: Parse, token: Token) -> bool:
    """Whether a sentence has no full stop at its end."""
    return parse.tokens[parse.sentence_of(token).last].text not in STOPS


def is_announced(parse: Parse, verb: Token) -> bool:
    """"Ecuador to seek extension of banana waiver": an infinitive on the noun that opens a sentence without a verb."""
    head = parse.tokens[verb.head]
    opens = verb.rel == "acl" and verb.feats.get("VerbForm") == "Inf" and head.rel == "root"
    if not opens or not 0 < verb.i - head.i <= NEAR or not is_headline(parse, verb):
        return False
    return not any(t.feats.get("VerbForm") == "Fin" for t in parse.words(parse.sentence_of(verb)))


def with_listed(resolver: Resolver, verb: Token, reference: Reference) -> Reference:
    """"Slovenia, Croatia agree to share frequencies": of names side by side at its start each acts."""
    tokens, names = resolver.parse.tokens, resolver.cast.names
    sentence = resolver.parse.sentence_of(verb)
    at = reference.first - 2
    others: list[Mention] = []
    if reference.last >= verb.i or not is_headline(resolver.parse, verb):
        return reference
    while at >= sentence.first and tokens[at + 1].text == "," and at in names:
        others.insert(0, names[at])
        at = names[at].first - 2
    if not others or others[0].first != sentence.first or verb.feats.get("Number") == "Sing":
        return reference
    ids = tuple(dict.fromkeys((*(name.id for name in others), *reference.ids)))
    found = (resolver.cast.party_of(name.id) or name.id for name in others)
    parties = tuple(dict.fromkeys((*found, *reference.parties)))
    return reference._replace(ids=ids, parties=parties, first=others[0].first)
