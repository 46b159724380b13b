"""Infinitives and gerunds that a cue governs, by the tree."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import Act
from pourparlers.reading.cues.clauses import CLAUSAL
from pourparlers.reading.cues.find import CueMatch, cue_at
from pourparlers.reading.cues.marked_infinitives import may_pass
from pourparlers.reading.text.phrases import is_finite, is_nonfinite, marker, markers


def infinitive(parse: Parse, lexicon: Lexicon, token: Token, preposition: str, cue: CueMatch) -> Token | None:
    wanted = markers(lexicon, preposition) if preposition else (None,)
    reach = _reach(parse, token)
    for kid in sorted(reach, key=lambda one: one.i) if preposition in lexicon.grammar.genitive else reach:
        after_to = kid.feats.get("VerbForm") == "Inf" or lexicon.grammar.subject_after
        if preposition and kid.head != token.i and after_to and marker(parse, parse.tokens[kid.head]) in wanted:
            continue  # "agreed to Riga's request | to postpone the meeting"
        if preposition and _to_an_end(parse, lexicon, kid, cue):
            continue
        fitting = preposition or kid.rel in {"xcomp", "ccomp", "obj"} or _having(parse, kid)
        mark = marker(parse, kid)
        mark = None if mark in lexicon.grammar.clitic_phrases else mark  # «admet | en avoir déplacé dix»
        if fitting and kid.i > cue.i and _verbal(parse, kid) and mark in wanted:
            return kid
    return None


def _to_an_end(parse: Parse, lexicon: Lexicon, kid: Token, cue: CueMatch) -> bool:
    """"demanded a pause | to let the rains pass": behind an object, of a verb whose object is nobody it addresses."""
    wanted = cue.entry.act in {Act.DEMAND, Act.PROPOSE} and not lexicon.grammar.subject_after
    wanted = wanted and kid.feats.get("VerbForm") == "Inf"
    objects = parse.kids(parse.tokens[cue.i], "obj") if wanted else ()
    behind = any(cue.last < one.i < kid.i and one.pos == "NOUN" for one in objects)
    return behind and not may_pass(parse, lexicon, cue)


def gerund(parse: Parse, lexicon: Lexicon, token: Token, role: str, cue: CueMatch) -> Token | None:
    """The gerund after the preposition that a frame wants before a noun: "insisted on holding the vote"."""
    relation, _, preposition = role.partition(":")
    asked = relation in {"obl", "nmod"} and preposition and not lexicon.grammar.subject_after
    if not asked or not any(role in entry.content for entry in cue.entries):
        return None
    if cue.kind == "noun" and of_verb(parse, lexicon, token, preposition):
        return None
    found = infinitive(parse, lexicon, token, preposition, cue)
    other = found is None or found.feats.get("VerbForm") == "Inf" or found.i <= cue.last
    return None if other else found


def of_verb(parse: Parse, lexicon: Lexicon, noun: Token, mark: str | None) -> bool:
    """"accused critics of her plan | of playing politics": on the last noun in the tree, yet the verb's."""
    whom = parse.tokens[noun.head]
    within = mark in lexicon.grammar.genitive and noun.rel == "nmod" and marker(parse, noun) == mark
    if not within or whom.rel not in {"obj", "iobj"}:
        return False
    above = cue_at(parse, lexicon, parse.tokens[whom.head])
    return above is not None and any(f"xcomp:{mark}" in entry.content for entry in above.entries)


def _having(parse: Parse, kid: Token) -> bool:
    """"denied on Monday | having authorised a payment": after a time a tree may take it for an adverbial clause."""
    aux = parse.kid(kid, "aux")
    helped = kid.rel == "advcl" and aux is not None and aux.i == kid.left and parse.kid(kid, "mark") is None
    return helped and parse.tokens[kid.left - 1].text != "," and is_nonfinite(parse, kid)


def _verbal(parse: Parse, kid: Token) -> bool:
    """An infinitive or gerund, or one tagged a noun that opens a clause: "accused Fiji of painting over the names"."""
    if is_nonfinite(parse, kid):
        return True
    clausal = kid.pos == "NOUN" and kid.rel in {"acl", "advcl", "xcomp"} and parse.kid(kid, "mark") is not None
    return clausal and not is_finite(parse, kid) and parse.kid(kid, "cop", "nsubj") is None


def _reach(parse: Parse, token: Token) -> Iterator[Token]:
    """Dependents of a cue, then those of its object: where «accuse Moscou de vouloir…» may hang its clause."""
    yield from parse.kids(token, *CLAUSAL)
    for kid in parse.kids(token, "obj", "iobj", "obl", "nsubj:pass"):
        for inner in parse.kids(kid, "acl", "nmod", "advcl", "xcomp", "ccomp"):
            if inner.i > kid.i:
                yield inner
                # "accused critics of her plan | of playing politics"
                yield from (one for one in parse.kids(inner, "acl") if inner.rel == "nmod" and one.i > inner.i)
