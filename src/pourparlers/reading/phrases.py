"""Noun phrases and clauses as stretches of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon

CLAUSES = ("acl:relcl", "parataxis", "advcl")


def conjuncts(parse: Parse, token: Token) -> list[Token]:
    """A word and the words coordinated with it, in order."""
    out, queue = [token], list(parse.kids(token, "conj"))
    while queue:
        kid = queue.pop(0)
        out.append(kid)
        queue = list(parse.kids(kid, "conj")) + queue
    return out


def noun_phrase(parse: Parse, token: Token, conj: bool = False) -> tuple[int, int]:
    """First and last word of a noun phrase without relative clauses, appositions after a comma, coordinated phrases."""
    first = last = token.i
    for kid in parse.kids(token):
        if kid.dep in CLAUSES or kid.rel in {"punct", "parataxis", "cc", "advcl", "dislocated"}:
            continue
        if kid.rel == "case":
            continue
        if kid.rel == "conj" and not conj:
            continue
        if kid.rel in {"appos", "acl", "nsubj", "cop", "mark"} and (kid.rel != "acl" or _glosses(parse, token, kid)):
            continue
        a, b = noun_phrase(parse, kid, True) if kid.i > token.i else (kid.left, kid.right)
        first, last = min(first, a), max(last, b, kid.i)
        if kid.rel in {"nmod", "obl", "acl"}:
            last = max(last, b)
    return _tidy(parse, first, last)


def _glosses(parse: Parse, noun: Token, kid: Token) -> bool:
    """Whether a participle that a comma sets off tells of a known thing («le péage, entré en vigueur en mai»).

    «Un quota de 500 mâles, réservé aux éleveurs»: of a new thing it tells what that is, unless it tells whose view that
    is («une chambre unique, défendue par les banques»).
    """
    comma = parse.tokens[kid.left].text == "," or (kid.left > 0 and parse.tokens[kid.left - 1].text == ",")
    new = any(det.feats.get("Definite") == "Ind" for det in parse.kids(noun, "det"))
    told = parse.kid(kid, "nsubj") or any(one.dep == "obl:agent" for one in parse.kids(kid, "obl"))
    return comma and (not new or bool(told))


def _tidy(parse: Parse, first: int, last: int) -> tuple[int, int]:
    loose = {"PUNCT", "CCONJ", "SCONJ"}
    while last > first and parse.tokens[last].pos in loose and parse.tokens[last].text not in "»”)\"'’":
        last -= 1
    while first < last and parse.tokens[first].pos in {"PUNCT", "CCONJ"} and parse.tokens[first].text not in "«“(\"'‘":
        first += 1
    return first, last


def marker(parse: Parse, token: Token) -> str | None:
    """The preposition or conjunction of a phrase or clause, apostrophe straight; None where it has none.

    "said the quarrel was about fees": a preposition after a copula opens the predicate, not the clause.
    """
    copula = parse.kid(token, "cop")
    for kid in parse.kids(token, "case", "mark"):
        if copula is None or kid.rel == "mark" or kid.i < copula.i:
            return kid.plain
    return None


def markers(lexicon: Lexicon, written: str) -> tuple[str, ...]:
    """The forms of a preposition: «de» is also «d'», «du», «des»."""
    return lexicon.grammar.contracted.get(written, (written,)) or (written,)


def is_finite(parse: Parse, token: Token) -> bool:
    """Whether a clause has a finite verb: its own, an auxiliary's or a copula's."""
    if token.feats.get("VerbForm") == "Fin" or token.feats.get("Mood") in {"Ind", "Sub", "Cnd", "Imp"}:
        return True
    helpers = parse.kids(token, "aux", "cop")
    return any(k.feats.get("VerbForm") == "Fin" or k.feats.get("Mood") in {"Ind", "Cnd", "Sub"} for k in helpers)


def is_nonfinite(parse: Parse, token: Token) -> bool:
    """Whether a clause has an infinitive, gerund or present participle for its verb."""
    form = token.feats.get("VerbForm")
    if form in {"Inf", "Ger"} or (form == "Part" and token.feats.get("Tense") == "Pres"):
        return True
    # "denied having emptied the reservoir", "denied being a member"
    forms = ((kid.feats.get("VerbForm"), kid.feats.get("Tense")) for kid in parse.kids(token, "aux", "cop"))
    return any(form in {"Inf", "Ger"} or (form, tense) == ("Part", "Pres") for form, tense in forms)


def governors(parse: Parse, token: Token) -> Iterator[Token]:
    """Verbs that govern an infinitive or participle as its complement, nearest first."""
    while token.rel in {"xcomp", "ccomp", "advcl", "acl", "obl"} and token.head != token.i:
        token = parse.tokens[token.head]
        yield token


def of_subject(tokens: Sequence[Token], i: int, parts: set[str], bare: bool = False) -> bool:
    """Whether a word is a subject, or hangs on one by relations of the parts of a noun phrase.

    Args:
        tokens: the words of the text.
        i: the place of the word.
        parts: the relations that lead up to the subject, at most two of them.
        bare: whether a preposition on the way parts the word from the subject («l'envoyée | de la Suède»).
    """
    token = tokens[i]
    for _ in range(3):
        if token.rel == "nsubj":
            return True
        if token.rel not in parts or (bare and any(tokens[c].rel == "case" for c in token.children)):
            return False
        token = tokens[token.head]
    return False


def subject(parse: Parse, verb: Token) -> Token | None:
    """The subject that stands with a verb, also where the tree hangs it on its auxiliary or copula."""
    # Of several, the nearest: "EU foreign policy chief Marta Klein said" has one subject, whatever the tree.
    kids = [kid for kid in parse.kids(verb, "nsubj", "csubj") if kid.dep != "expl:subj"]
    if kids:
        return min(kids, key=lambda kid: (abs(kid.i - verb.i), kid.i))
    for aux in parse.kids(verb, "aux", "cop"):
        found = parse.kid(aux, "nsubj")
        if found is not None:
            return found
    return None
