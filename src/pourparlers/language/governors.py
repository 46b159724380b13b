"""Words that parsers hang on the wrong governor where their order tells the right one."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.language.tree import Parse, Token

PARTED = {"nmod", "obl"}
HEARD = {"obl:arg", "obl", "obl:mod"}


def regovern(parse: Parse, token: Token, having: Sequence[str]) -> bool:
    """Hang a word where it belongs; whether it hung elsewhere.

    Args:
        parse, token: the word.
        having: auxiliaries that make a tense of the participle and never a passive («a condamnée»).
    """
    return _of_adjective(parse, token) or _asked_of(parse, token) or _active_subject(parse, token, having)


def _of_adjective(parse: Parse, noun: Token) -> bool:
    """«Les dockers, hostiles | à tout péage, ont…»: after a comma an adjective has what follows, its noun has not."""
    if noun.rel not in PARTED or noun.pos not in {"NOUN", "PROPN"}:
        return False
    adjective = parse.tokens[noun.left - 1]
    beside = adjective.pos == "ADJ" and adjective.rel == "amod" and adjective.head == noun.head
    case = next(parse.kids(noun, "case"), None)
    if not beside or case is None or case.i != noun.left or parse.tokens[adjective.i - 1].text != ",":
        return False
    noun.head, noun.dep, noun.rel = adjective.i, "obl:arg", "obl"
    return True


def _asked_of(parse: Parse, verb: Token) -> bool:
    """«Rome exige de Riga | qu'elle rende le bac»: a clause with a conjunction and all its parts is no relative one."""
    heard = parse.tokens[verb.head]
    above = parse.tokens[heard.head]
    mark = parse.kid(verb, "mark")
    if verb.dep != "acl:relcl" or mark is None or heard.dep not in HEARD or above.pos != "VERB":
        return False
    if not above.i < heard.i < mark.i or mark.i != heard.i + 1 or parse.kid(heard, "case") is None:
        return False
    if parse.kid(verb, "nsubj", "nsubj:pass") is None or parse.kid(above, "ccomp", "obj") is not None:
        return False
    verb.head, verb.dep, verb.rel = above.i, "ccomp", "ccomp"
    return True


def _active_subject(parse: Parse, token: Token, having: Sequence[str]) -> bool:
    """«une décision que | Riga | a condamnée»: of a participle with «avoir» alone the subject acts."""
    verb = parse.tokens[token.head]
    if token.dep != "nsubj:pass" or verb.pos != "VERB" or parse.kid(verb, "aux:pass", "expl") is not None:
        return False
    if not any(aux.lemma in having for aux in parse.kids(verb, "aux")):
        return False
    token.dep = token.rel = "nsubj"
    return True
