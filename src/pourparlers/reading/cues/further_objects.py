"""Objects of a cue after its first: on the verb in the tree, or on a noun within the object before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import Act
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.text.phrases import marker, noun_phrase

NOUNS = {"NOUN", "PROPN"}
# What may open a point that is added.
OPENS = {"DET", "NUM", "ADJ", "SYM", "PRON"}
# Words from what adds a point to its noun.
NEAR = 6
# What may hang on a noun that is no more than an object; «et Oslo un vote» has an object of its own.
WITHIN = {"det", "amod", "nummod", "nmod", "cc", "punct", "appos", "acl", "conj", "fixed", "flat", "advmod", "obl"}


def further_objects(parse: Parse, lexicon: Lexicon, cue: CueMatch, parts: Sequence[Token]) -> list[Token]:
    """The objects after those that the tree joins, in order."""
    verb, out = parse.tokens[cue.i], list[Token]()
    out += _taken_for_apposition(parse, parts)
    found = [*_on_verb(parse, verb, parts[-1]), *_within(parse, lexicon, cue, parts)]
    for token in sorted(found, key=lambda one: one.i):
        if token.i > max(part.i for part in (*parts, *out)):
            out.append(token)
            out += (kid for kid in parse.kids(token, "conj") if _object_alone(parse, kid))
    return out


def added_point(parse: Parse, lexicon: Lexicon, last: Token) -> Token | None:
    """ "Demanded 40 percent, plus | a ferry", "…, as well as | a bonus": wherever the tree hangs it."""
    tokens, end = parse.tokens, parse.sentence_of(last).last
    at = noun_phrase(parse, last)[1] + 1
    at += at < end and tokens[at].text == ","
    for words in lexicon.grammar.adding:
        first = at + len(words.split())
        if first >= end or " ".join(t.lower for t in tokens[at:first]) != words or tokens[first].pos not in OPENS:
            continue
        noun = next((t for t in tokens[first + 1 : min(end, first + NEAR)] if _heads(t, at)), None)
        if noun is not None and noun.feats.get("VerbForm") != "Fin" and parse.kid(noun, "nsubj", "cop", "aux") is None:
            return noun
    return None


def _heads(noun: Token, first: int) -> bool:
    """Whether a noun hangs on nothing that follows the word at which its phrase opens."""
    return noun.pos in NOUNS and noun.head < first


def _on_verb(parse: Parse, verb: Token, last: Token) -> Iterator[Token]:
    """«a exigé l'arrêt des travaux, | ainsi que le dédommagement des riverains», «propose une trêve, un prêt et…»."""
    for kid in parse.kids(verb, "conj", "obj"):
        told = any(t.feats.get("VerbForm") == "Fin" for t in parse.tokens[last.i : kid.i])
        if kid.i < last.i or told or not _object_alone(parse, kid):
            continue
        # «propose une trêve, une première depuis 2010»: without a conjunction a second object is an apposition
        comma = any(t.text == "," for t in parse.tokens[kid.left - 1 : kid.left + 1])
        listed = comma and parse.kid(kid, "conj") is not None
        if parse.kid(kid, "cc") is not None if kid.rel == "conj" else listed:
            yield kid


def _taken_for_apposition(parse: Parse, parts: Sequence[Token]) -> Iterator[Token]:
    """«un relevé mensuel, | une patrouille et un fonds»: between points that a conjunction joins, without a comma."""
    for kid in parse.kids(parts[0], "appos") if len(parts) > 1 else ():
        joint = parse.tokens[min(kid.right + 1, len(parse.tokens) - 1)]
        listed = joint.pos == "CCONJ" and any(joint.head == part.i for part in parts[1:])
        if listed and kid.i > parts[0].i and _object_alone(parse, kid):
            yield kid


def _within(parse: Parse, lexicon: Lexicon, cue: CueMatch, parts: Sequence[Token]) -> Iterator[Token]:
    """What the tree joins to a noun within an object, or after it: «réclame A pour B et, à titre provisoire, | C»."""
    verb = parse.tokens[cue.i]
    inner = (t for part in parts for t in parse.subtree(part) if t.i > parts[-1].i)
    beside = (t for kid in parse.kids(verb, "obl", "advcl") if kid.i > parts[-1].i for t in parse.subtree(kid))
    for token in (*inner, *beside):
        if token.rel == "conj" and _object_alone(parse, token) and _apart(parse, lexicon, cue, token):
            yield token


def _apart(parse: Parse, lexicon: Lexicon, cue: CueMatch, kid: Token) -> bool:
    """Whether a noun is not joined to the one before it: «de» and «à» are said again, an aside begins anew.

    «Demande un droit de regard sur les horaires et l'abandon du projet»: an end is demanded sooner than looked at.
    """
    joint, noun = parse.kid(kid, "cc"), parse.tokens[kid.head]
    mark = marker(parse, noun)
    if joint is None or mark is None or noun.pos not in NOUNS:
        return False
    after = parse.tokens[joint.i + 1]
    if after.text == "," or any(mark in forms for forms in lexicon.grammar.contracted.values()):
        return True
    shifts = lexicon.scope.shifter_nouns
    return cue.entry.act is Act.DEMAND and noun.head == cue.i and kid.lemma in shifts and noun.lemma not in shifts


def _object_alone(parse: Parse, kid: Token) -> bool:
    """A noun with its article that no preposition opens, and that is no clause."""
    if kid.pos not in NOUNS or parse.kid(kid, "case", "mark", "cop", "nsubj") is not None:
        return False
    article = parse.kid(kid, "det", "nummod")
    return article is not None and article.i < kid.i and all(one.rel in WITHIN for one in parse.kids(kid))
