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
        if kid.rel == "case" or _parted_pronoun(parse, token, kid) or _comparison(parse, token, kid):
            continue
        if kid.rel == "conj" and not conj:
            continue
        if kid.rel in {"appos", "acl", "nsubj", "cop", "mark"} and not _own_part(parse, token, kid):
            continue
        a, b = noun_phrase(parse, kid, True) if kid.i > token.i else (_without_case(parse, kid), kid.right)
        first, last = min(first, a), max(last, b, kid.i)
        if kid.rel in {"nmod", "obl", "acl"}:
            last = max(last, b)
    return _tidy(parse, first, last)


def past_fronted(parse: Parse, first: int, head: int) -> int:
    """"On Tuesday, | an assembly of elders denounced": where a phrase begins after a time that a tree hangs on it."""
    commas = [i for i in range(first, head) if parse.tokens[i].text == ","]
    return commas[-1] + 1 if commas and parse.tokens[first].pos == "ADP" else first


def _own_part(parse: Parse, noun: Token, kid: Token) -> bool:
    """A participle that is no gloss, or a name without a comma: «l'arrivée de son émissaire | Jamal Diaz à Riga»."""
    if kid.rel == "acl":
        return not _glosses(parse, noun, kid)
    named = kid.rel == "appos" and kid.pos == "PROPN" and parse.tokens[kid.left].pos == "PROPN"
    return named and kid.left == noun.i + 1


def _comparison(parse: Parse, noun: Token, kid: Token) -> bool:
    """«Selon les douaniers, plus de 800 colis sont bloqués»: a tree may hang on a noun what comes after its comma."""
    return kid.i > noun.i and kid.rel == "nmod" and kid.pos == "ADV" and parse.tokens[kid.left - 1].text == ","


def _without_case(parse: Parse, kid: Token) -> int:
    """"According to | Die Zeit newspaper": the preposition of what describes a noun, before it, is that of both."""
    first = kid.left
    while kid.rel == "nmod" and first < kid.i and parse.tokens[first].rel in {"case", "fixed", "punct"}:
        first += 1
    return first


def _parted_pronoun(parse: Parse, noun: Token, kid: Token) -> bool:
    """«la commission, dont il réclame | la dissolution»: a pronoun that a verb parts from the noun it belongs to."""
    between = parse.tokens[kid.i + 1 : noun.i]
    return kid.pos == "PRON" and kid.rel == "nmod" and any(t.pos == "VERB" for t in between)


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


def genitives(lexicon: Lexicon) -> set[str]:
    """The forms of «de», "of"."""
    return {form for word in lexicon.grammar.genitive for form in markers(lexicon, word)}


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


def after_infinitive(parse: Parse, verb: Token) -> bool:
    """«a exhorté Minsk à reculer et | dénoncé une escalade»: no participle is joined to an infinitive."""
    head = parse.tokens[verb.head]
    participle = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Past"
    bare = participle and parse.kid(verb, "aux", "cop") is None and head.feats.get("VerbForm") == "Inf"
    return verb.rel == "conj" and bare and parse.kid(head, "aux", "cop") is None


def fronted_participle(parse: Parse, verb: Token) -> bool:
    """«Interrogé sur cette offre, le porte-parole…», "Asked about the offer, she…": nobody tells who asked."""
    begins = verb.rel == "advcl" and verb.i < verb.head and parse.kid(verb, "mark", "expl") is None
    return begins and verb.i == parse.sentence_of(verb).first


def first_adjective(parse: Parse, token: Token) -> Token:
    """«se dit ouvert au dialogue et | prêt à recevoir la médiatrice»: the one that has the subject."""
    head = parse.tokens[token.head]
    joined = token.rel == "conj" and head.i < token.i and (head.pos == "ADJ" or head.feats.get("VerbForm") == "Part")
    return head if joined and parse.kid(token, "nsubj", "cop", "aux:pass") is None else token


def is_mandative(parse: Parse, verb: Token) -> bool:
    """"insists that a certificate be attached": a clause with its subject and a bare infinitive for its verb."""
    forms = [verb, *parse.kids(verb, "aux", "cop")]
    bare = any(form.feats.get("VerbForm") == "Inf" and form.rel in {"aux", "cop"} for form in forms)
    owned = any(kid.i < verb.i for kid in parse.kids(verb, "nsubj", "nsubj:pass"))
    return bare and owned and not is_finite(parse, verb)


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


def only_object(parse: Parse, lexicon: Lexicon, verb: Token) -> Token | None:
    """«ne soutient que | le premier tracé»: the noun that a tree makes a part of «que», or a clause without a verb."""
    if not any(kid.plain in lexicon.scope.negation_particle for kid in parse.kids(verb, "advmod")):
        return None
    for that in parse.kids(verb, "advmod", "ccomp"):
        for noun in (that, *parse.kids(that, "fixed")):
            opens = parse.tokens[noun.left - (noun is not that)]
            if noun.pos in {"NOUN", "PROPN"} and verb.i < opens.i and opens.plain in lexicon.grammar.that:
                return noun if parse.kid(noun, "nsubj", "cop") is None else None
    return None
