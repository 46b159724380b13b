"""Nouns after a verb that are its object, so that the verb is no incise: «…, annonce la création d'un fonds»."""

from __future__ import annotations

from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.actors.things import is_thing
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.cues.speech_verbs import has_clitic_subject
from pourparlers.reading.statements.incise_subjects import noun_beside


def takes_object(resolver: Resolver, cue: CueMatch) -> bool:
    """«Le bureau fixe une date, annonce | la création d'un fonds», «Les Basques, dont…, ont exigé | un quota».

    What nobody is, or what does not agree with the verb, is no subject where the verb may have an object.
    """
    parse, lexicon = resolver.parse, resolver.lexicon
    may = any(role == "obj" for entry in cue.entries for role in entry.content)
    if not may or not lexicon.grammar.subject_after or has_clitic_subject(parse, lexicon, parse.tokens[cue.i]):
        return False
    beside = noun_beside(resolver, cue)
    cast = resolver.cast
    if beside is None or beside.pos != "NOUN" or any(beside.i in t for t in (cast.person_at, cast.role_at, cast.names)):
        return False
    # «…, précise le communiqué»: a paper speaks; «…, a annoncé la direction»: so does a body, whatever its ending
    papers = {*lexicon.grammar.document_nouns, *lexicon.scope.channel_nouns}
    return (is_thing(lexicon, beside) and beside.lemma not in papers) or _many_for_one(resolver, cue, beside.i)


def _many_for_one(resolver: Resolver, cue: CueMatch, noun: int) -> bool:
    """«ont exigé | un quota»: one thing under the verb of several, with nothing joined to it."""
    token, words = resolver.parse.tokens[noun], resolver.parse.tokens[cue.first : cue.last + 1]
    many = any(t.feats.get("VerbForm") == "Fin" and t.feats.get("Number") == "Plur" for t in words)
    one = token.feats.get("Number") == "Sing" and token.lemma not in resolver.lexicon.scope.collective_nouns
    return many and one and resolver.parse.kid(token, "conj") is None
