"""What turns or bounds an act: negation, the press conditional, hedges, conditions, acts not done."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.cues import lemma_of
from pourparlers.reading.phrases import governors, marker


def is_negated(parse: Parse, lexicon: Lexicon, verb: Token, own: int = -1) -> bool:
    """Whether an act is negated: «n'a pas exclu», «sans l'écarter», «n'a ni confirmé ni infirmé».

    Words of the cue itself, from the verb to word `own`, negate nothing ("has no intention of closing").
    """
    near = [kid for kid in parse.kids(verb, "advmod", "mark", "cc", "det", "case", "aux") if abs(kid.i - verb.i) < 8]
    words = {kid.lower.replace("’", "'") for kid in near if not verb.i < kid.i <= own}
    for aux in parse.kids(verb, "aux"):
        words |= {kid.lower.replace("’", "'") for kid in parse.kids(aux, "advmod")}
    for kid in parse.kids(verb, *(("obj", "nsubj") if own <= verb.i else ("nsubj",))):
        # "accepted no observers", «aucune partie n'a accepté»: the determiner negates the verb
        words |= {det.lower for det in parse.kids(kid, "det") if det.lower in lexicon.grammar.negative_determiners}
    if lexicon.scope.negation_particle:
        particle = bool(words & set(lexicon.scope.negation_particle))
        needs = set(lexicon.scope.negation_needs_particle)
        return bool(words & (lexicon.negation - needs)) or (particle and bool(words & needs))
    return bool(words & lexicon.negation)


def is_hedged(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """Whether the reporter does not vouch for the act: «aurait promis», "reportedly rejected"."""
    forms = [verb, *parse.kids(verb, "aux", "cop")]
    if lexicon.grammar.press_conditional and any(t.feats.get("Mood") == "Cnd" for t in forms):
        return True
    return any(kid.lower in lexicon.scope.hedge_adverbs for kid in parse.kids(verb, "advmod"))


def is_supposed(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """Whether nothing was said: «si Ankara annonçait», «doit annoncer jeudi», «pourrait refuser», "in order to ask"."""
    if marker(parse, verb) in lexicon.grammar.whether and verb.rel == "advcl":
        return True
    for kid in parse.kids(verb, "aux"):
        if kid.lemma in lexicon.grammar.unrealised or kid.lower in lexicon.grammar.unrealised:
            return True
    if verb.feats.get("VerbForm") != "Inf":
        return False
    purpose = marker(parse, verb)
    if purpose in lexicon.grammar.purpose:
        return True
    for governor in governors(parse, verb):
        # «ne sont pas parvenus à s'entendre»
        if lemma_of(governor, lexicon) in lexicon.grammar.unrealised or is_negated(parse, lexicon, governor):
            return True
        break
    return False


def has_condition(parse: Parse, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether a content (characters, half-open) holds a condition: «à condition que la balise soit gratuite»."""
    text = f" {parse.text[start:end].lower().replace('’', chr(39))} "
    if any(f" {stretch} " in text for stretch in lexicon.scope.no_condition):
        return False
    marks = lexicon.scope.condition_markers
    return any(f" {word} " in text or f" {word.removesuffix('e')}' " in text for word in marks)
