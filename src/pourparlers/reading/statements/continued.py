"""What a verb goes on from, where the tree hangs it on what was said: "…, adding that the pumps would stay"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import Act
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.actors.things import is_thing
from pourparlers.reading.cues.find import cue_at, lemma_of
from pourparlers.reading.text.phrases import after_infinitive, is_nonfinite, subject

# Acts that no thing does: a dam that is full may threaten a village, it accuses nobody.
PERSONAL = {Act.SAY, Act.ACCUSE, Act.DENY, Act.REJECT, Act.DEMAND}


def carried_on(resolver: Resolver, verb: Token) -> Token | None:
    """The verb of saying that a participle with a clause goes on from, where the tree hangs it on what was said.

    "Anja Rask said the tunnel was dry, adding that the pumps would stay": no tunnel adds. Where somebody acts in what
    was said ("said Bern had left, claiming that…"), only a verb that goes on tells whose the participle is.
    """
    parse, grammar = resolver.parse, resolver.lexicon.grammar
    tokens, head = parse.tokens, parse.tokens[verb.head]
    outer = tokens[head.head]
    joined = verb.rel == "conj" and outer.i < head.i < verb.i
    if joined and (_rejoins(parse, resolver.lexicon, outer, head, verb) or _no_thing_does(resolver, outer, head, verb)):
        return outer
    if head.rel in {"acl", "xcomp"} and is_nonfinite(parse, head):
        # "rebuffed an offer to restore the tower, describing it as…"
        outer = next((one for one in parse.ancestors(head) if one.pos == "VERB"), outer)
    elif head.rel != "ccomp":
        return None
    if not outer.i < head.i < verb.i or not is_nonfinite(parse, verb) or verb.pos != "VERB":
        return None
    that = verb.i + 1 < len(tokens) and tokens[verb.i + 1].plain in grammar.that
    said = cue_at(parse, resolver.lexicon, outer)
    beside = tokens[verb.i - 1].text == "," or at_once(resolver, verb) is not None
    if not beside or said is None or not (that or _acts(resolver, verb)):
        return None
    if that and not any(e.neutral for e in said.entries):
        return None
    inner = subject(parse, head)
    other = inner is not None and inner.pos != "PRON"  # "said she would stay away, accusing…": the same
    acting = inner is not None and other and resolver.resolve(inner, None, False) is not None
    return None if acting and lemma_of(verb, resolver.lexicon) not in grammar.continuation else outer


def at_once(resolver: Resolver, verb: Token) -> int | None:
    """«a dit que le pont était sûr | tout en reconnaissant un défaut»: the word that opens what else one says."""
    words, before = resolver.lexicon.grammar.concurrent, resolver.parse.tokens[max(0, verb.i - 3) : max(0, verb.i - 1)]
    return next((t.i for t in before if t.lower in words), None) if is_nonfinite(resolver.parse, verb) else None


def _rejoins(parse: Parse, lexicon: Lexicon, outer: Token, head: Token, verb: Token) -> bool:
    """Whether a verb that the tree joins to what was said is joined to the verb of saying.

    «A confirmé que le texte serait retiré et présenté ses regrets»: a bare participle with an object takes up the
    auxiliary of a verb in the perfect, not a passive's. "Offered to have them tested and spoke of…": a finite verb goes
    with no infinitive.
    """
    if parse.kid(verb, "aux", "cop", "nsubj", "mark") is not None or lemma_of(verb, lexicon) not in lexicon.verbs:
        return False
    governs = parse.kid(verb, "obj", "ccomp", "xcomp") is not None
    conjunction = parse.kid(verb, "cc")
    if governs and head.rel == "ccomp" and conjunction is not None and parse.tokens[conjunction.i - 1].text == ",":
        return True  # "denied that it had sold the frequencies, and described the reports as invention"
    if head.rel == "ccomp" and verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Past" and governs:
        active = any(kid.dep != "aux:pass" and kid.feats.get("VerbForm") == "Fin" for kid in parse.kids(head, "aux"))
        passive = parse.kid(head, "aux:pass", "cop") is not None
        return parse.kid(outer, "aux") is not None and (passive or not active)
    bare = is_nonfinite(parse, head) and parse.kid(head, "aux") is None  # "is said to have welcomed one, rejected one"
    return bare and head.rel == "xcomp" and (verb.feats.get("VerbForm") == "Fin" or after_infinitive(parse, verb))


def _no_thing_does(resolver: Resolver, outer: Token, head: Token, verb: Token) -> bool:
    """«L'économiste doute que la mesure serve et | juge que l'État a tardé»: no measure judges, whatever the tree says.

    Nor does a verb in the singular go on from a subject in the plural, or an indicative from a subjunctive.
    """
    parse, doer = resolver.parse, subject(resolver.parse, head)
    own = parse.kid(verb, "nsubj", "mark") is None and parse.kid(verb, "ccomp", "xcomp", "obj") is not None
    if head.rel != "ccomp" or doer is None or doer.pos != "NOUN" or not own or not _acts(resolver, verb):
        return False
    same = {t.feats.get("Number") for t in (outer, verb)}
    if len(same) > 1 or verb.feats.get("VerbForm") != "Fin" or outer.feats.get("VerbForm") != "Fin":
        return False
    moods = (head.feats.get("Mood"), verb.feats.get("Mood"))
    return is_thing(resolver.lexicon, doer) or doer.feats.get("Number") not in same or moods == ("Sub", "Ind")


def _acts(resolver: Resolver, verb: Token) -> bool:
    """«Oslo demande que le tarif monte, invoquant une sécheresse»: nothing but somebody does it."""
    cue = cue_at(resolver.parse, resolver.lexicon, verb)
    return cue is not None and cue.kind == "verb" and all(e.act in PERSONAL for e in cue.entries)
