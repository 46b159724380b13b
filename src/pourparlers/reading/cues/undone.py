"""Acts that somebody else wants, causes or takes back, so that nobody has done them."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import Act
from pourparlers.reading.cues.find import CueMatch, cue_at, lemma_of
from pourparlers.reading.cues.scope import is_negated
from pourparlers.reading.text.phrases import is_finite

# Acts whose clause tells what is to be done: «exige que Kiev renonce à l'île».
WISHES = {Act.DEMAND, Act.PROPOSE}


def is_undone(parse: Parse, lexicon: Lexicon, cue: CueMatch) -> bool:
    """Whether the act of a cue is only wished for, brought about by another, or taken back."""
    token = parse.tokens[cue.i]
    if cue.kind == "noun":
        return _taken_back(parse, lexicon, token)
    if cue.kind != "verb":
        return False
    wished = _wished(parse, lexicon, token) or _never_done(parse, lexicon, token)
    aimed = cue.entry.act is Act.ACCEPT and _aimed_at(parse, lexicon, token)
    return _caused(parse, token) or wished or aimed or _done_instead(parse, lexicon, token)


def _taken_back(parse: Parse, lexicon: Lexicon, noun: Token) -> bool:
    """«a renoncé à sa demande d'indemnisation», «est revenu sur sa promesse», "withdrew its complaint"."""
    verb = parse.tokens[noun.head]
    return noun.rel in {"obj", "obl"} and noun.i > verb.i and lemma_of(verb, lexicon) in lexicon.grammar.taking_back


def _aimed_at(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """"proposed a meeting | to agree on the tolls": what something is for nobody has agreed on yet."""
    bare = verb.feats.get("VerbForm") == "Inf" and parse.kid(verb, "aux") is None and not lexicon.grammar.subject_after
    return bare and verb.rel in {"advcl", "acl"} and parse.kid(verb, "mark") is not None and verb.i > verb.head


def _caused(parse: Parse, verb: Token) -> bool:
    """«a fait adopter un texte», «a fait endosser la faute au Kenya»: who makes others do it has not done it."""
    return any(kid.dep == "aux:caus" and kid.i < verb.i for kid in parse.kids(verb, "aux"))


def _done_instead(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """«Les deux pays ont préféré reporter la séance»: they have done so, and the article tells it."""
    past = any(kid.dep == "aux:tense" for kid in parse.kids(verb, "aux"))
    return past and lemma_of(verb, lexicon) in lexicon.grammar.choosing and parse.kid(verb, "xcomp") is not None


def _never_done(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """«dément que Riga ait menacé de fermer le pont», "denied that Riga ever threatened to": denied, so told of nobody.

    «dément que Riga a promis…» answers somebody's claim.
    """
    if verb.rel != "ccomp":
        return False
    unreal = any(form.feats.get("Mood") == "Sub" for form in (verb, *parse.kids(verb, "aux")))
    ever = any(kid.lower in lexicon.grammar.ever for kid in parse.kids(verb, "advmod"))
    said = cue_at(parse, lexicon, parse.tokens[verb.head]) if unreal or ever else None
    return said is not None and said.kind == "verb" and said.entry.act is Act.DENY


def _wished(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """«exige que Kiev renonce à l'île», «l'accord prévoit que les deux pays renoncent à leurs droits»."""
    top = verb
    while top.rel == "conj" and parse.tokens[top.head].pos == "VERB":
        top = parse.tokens[top.head]
    told = any(aux.feats.get("Mood") == "Ind" for aux in parse.kids(verb, "aux"))  # «que Kiev s'était engagée à rendre»
    if top.rel != "ccomp" or not is_finite(parse, verb) or told:
        return False
    above = parse.tokens[top.head]
    said = cue_at(parse, lexicon, above)
    wished = said is not None and said.kind == "verb" and said.entry.act in WISHES
    # «n'ont pas obtenu que le Bénin renonce à la taxe»
    missed = lemma_of(above, lexicon) in lexicon.grammar.obtaining and is_negated(parse, lexicon, above)
    return wished or missed or lemma_of(above, lexicon) in lexicon.grammar.listing
