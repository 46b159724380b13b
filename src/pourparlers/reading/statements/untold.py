"""Statements whose speaker nobody can tell: «il leur est reproché d'avoir…», «elle réclame une indemnité»."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import ActEntry, Lexicon
from pourparlers.reading.actors.coreference import listed
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.find import CueMatch, lemma_of
from pourparlers.reading.cues.frames import fill
from pourparlers.reading.statements.agents import by_agent, is_passive
from pourparlers.reading.text.phrases import is_finite, subject


def untold(resolver: Resolver, cue: CueMatch, entry: ActEntry, role: str) -> bool:
    """Whether a verb without a known speaker still tells a statement of somebody.

    Args:
        resolver: of the text.
        cue: the verb.
        entry: what it tells.
        role: of its content.
    """
    if cue.kind != "verb":
        return False
    return _passive(resolver, cue, entry, role) or _pronoun(resolver, cue, entry, role)


def put_to(parse: Parse, lexicon: Lexicon, verb: Token, entry: ActEntry) -> bool:
    """"Asked whether a deal was near, the envoy replied…": a participle before its clause tells what others asked."""
    addressed = any(role in {"obj", "iobj"} for role in (*entry.addressee, *entry.target))
    past = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Past"
    bare = parse.kid(verb, "aux", "nsubj", "obj", "iobj") is None
    agent = next((kid for kid in parse.kids(verb, "obl") if kid.dep == "obl:agent"), None)
    press = agent is None or agent.lemma in lexicon.grammar.reporter_labels
    return addressed and past and bare and press and verb.rel == "advcl" and verb.i < verb.head


def _passive(resolver: Resolver, cue: CueMatch, entry: ActEntry, role: str) -> bool:
    """«Il a été répondu à la délégation que…», «il leur est reproché d'avoir…»: to whom is told, by whom is not."""
    parse, lexicon = resolver.parse, resolver.lexicon
    verb = parse.tokens[cue.i]
    subjects = parse.kids(verb, "nsubj", "expl")
    if not is_passive(parse, verb) or by_agent(parse, lexicon, verb) is not None:
        return False
    told = parse.kid(verb, "nsubj:pass")
    if told is not None and "obj" in entry.addressee and role == "ccomp":
        # "The Bolivian delegation was told that the pier would be ready"
        return resolver.resolve(told, None, False) is not None
    nobody = any(kid.i < verb.i and kid.lower in lexicon.grammar.impersonal for kid in subjects)
    return nobody and fill(parse, lexicon, cue, ("iobj", *entry.addressee, *entry.target)) is not None


def _pronoun(resolver: Resolver, cue: CueMatch, entry: ActEntry, role: str) -> bool:
    """«Elle réclame en outre une indemnité», «celui-ci a réfuté l'accusation»: whom the pronoun means stays open.

    Only of what nothing but somebody does; «elle menace de s'effondrer» may be said of a bridge.
    """
    verb = resolver.parse.tokens[cue.i]
    doer = subject(resolver.parse, verb)
    if doer is None or not is_finite(resolver.parse, verb) or not _third_person(resolver, doer):
        return False
    if is_passive(resolver.parse, verb):
        return False  # «dont elle est considérée comme une spécialiste»: she says nothing
    said = entry.neutral and role.startswith("ccomp") and doer.lower not in resolver.lexicon.grammar.impersonal
    return said or lemma_of(verb, resolver.lexicon) in resolver.lexicon.grammar.personal_verbs


def _third_person(resolver: Resolver, token: Token) -> bool:
    strong = listed(resolver.lexicon.scope.pronouns, "disjunctive")
    return token.pos == "PRON" and (resolver.candidates.is_personal(token.lower) or token.lower in strong)
