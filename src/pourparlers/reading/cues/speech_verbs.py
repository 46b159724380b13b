"""Verbs that may stand as an incise («…, a-t-elle insisté»), also where the tagger missed them («s'est agacé»)."""

from __future__ import annotations

from functools import cache

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import ActEntry, Lexicon
from pourparlers.model import Act
from pourparlers.reading.cues.find import CueMatch, cue_at, is_reflexive, verb_group

MARKS = {",", "–", "—", "»", "”", '"', "’", "'"}
MISTAKEN = {"ADJ", "NOUN", "ADV", "X"}


def incise_verb(parse: Parse, lexicon: Lexicon, token: Token) -> bool:
    """Whether a word may be the verb of an incise: a verb of saying, or any with a clitic subject after it."""
    if token.dep == "aux:caus":
        return _causative(parse, lexicon, token)
    # «fait-il remarquer»: the first verb may be read as an auxiliary that stands alone
    if token.pos != "VERB" and (token.pos != "AUX" or token.rel in {"aux", "cop"}):
        return _mistaken(parse, lexicon, token)
    # «assure | avoir parlé au maire»: no more does an infinitive of the past
    told = any(aux.feats.get("VerbForm") != "Inf" for aux in parse.kids(token, "aux"))
    bare = token.feats.get("VerbForm") != "Fin" and not told
    if bare and lexicon.grammar.subject_after:
        return False
    cue = cue_at(parse, lexicon, token)
    if cue is not None and any(e.incise or e.neutral for e in cue.entries):
        return True
    return has_clitic_subject(parse, lexicon, token)


def _causative(parse: Parse, lexicon: Lexicon, token: Token) -> bool:
    """«a fait savoir»: the act is told by both verbs, the first an auxiliary of the second."""
    cue = cue_at(parse, lexicon, token)
    return cue is not None and cue.last == token.head and any(e.incise or e.neutral for e in cue.entries)


def main_verb(parse: Parse, token: Token) -> Token:
    """The verb on which subject and auxiliaries hang: of «fait savoir» the second."""
    return parse.tokens[token.head] if token.dep == "aux:caus" else token


def has_clitic_subject(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """«s'agace-t-il», «a-t-elle insisté»: inversion tells an incise whatever the verb."""
    return clitic_subject(parse, lexicon, verb) is not None


def clitic_subject(parse: Parse, lexicon: Lexicon, verb: Token) -> Token | None:
    """The pronoun that an inverted verb has after it, on itself or on its auxiliary, whatever the tree calls it."""
    verb = main_verb(parse, verb)
    forms = _clitics(lexicon)
    for word in (verb, *parse.kids(verb, "aux")):
        after = parse.tokens[word.i + 1] if word.i + 1 < len(parse.tokens) else None
        if after is not None and after.text.startswith("-") and after.lower in forms:
            return after
    return None


@cache
def _clitics(lexicon: Lexicon) -> frozenset[str]:
    """«-t-il», «-elle»: the pronouns that stand after an inverted verb."""
    pronouns = lexicon.scope.pronouns.get("enclitic", {})
    return frozenset(form for row in pronouns.values() for form in row) if isinstance(pronouns, dict) else frozenset()


def incise_cue(parse: Parse, lexicon: Lexicon, verb: Token) -> CueMatch:
    """The cue at the verb of an incise; of one that no list holds («s'agace-t-il»), a plain one of saying."""
    cue = cue_at(parse, lexicon, verb)
    if cue is not None and verb.dep == "aux:caus":
        return cue._replace(first=min(cue.first, verb_group(parse, parse.tokens[verb.head])[0]))
    if cue is not None:
        return cue
    first, last = verb_group(parse, verb)
    entries = _entries(parse, lexicon, verb) if verb.pos in MISTAKEN else ()
    plain = ActEntry(id=f"{lexicon.language}.speech", act=Act.SAY, verb=verb.lemma, neutral=True, incise=True)
    return CueMatch(verb.i, entries or (plain,), "verb", first, last)


def _mistaken(parse: Parse, lexicon: Lexicon, token: Token) -> bool:
    """«s'est agacé le maire» read as an adjective, «– soupire la bergère –» as a noun: after an auxiliary or a mark.

    What follows must be a noun phrase, so that «, soupire lassé,» is left to the tagger.
    """
    if token.pos not in MISTAKEN or not lexicon.grammar.subject_after or not _entries(parse, lexicon, token):
        return False
    tokens = parse.tokens
    if token.i == 0 or token.i + 1 >= len(tokens) or tokens[token.i + 1].pos not in {"DET", "PROPN", "NOUN"}:
        return False
    before = tokens[token.i - 1]
    if before.pos == "AUX" and before.head == token.i:
        return verb_group(parse, token)[0] > 0 and tokens[verb_group(parse, token)[0] - 1].text in MARKS
    return before.text in MARKS


def _entries(parse: Parse, lexicon: Lexicon, token: Token) -> tuple[ActEntry, ...]:
    lemma = lexicon.forms.get(token.lower)
    if lemma is None or token.text[0].isupper():
        return ()
    reflexive = is_reflexive(parse, lexicon, token)
    cues = (c for c in lexicon.verbs.get(lemma, ()) if not c.rest and c.reflexive == reflexive)
    return tuple(c.entry for c in cues if c.entry.incise or c.entry.neutral)
