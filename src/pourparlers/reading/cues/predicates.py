"""What a cue says of its object: «juge la visite prématurée», "called the plan an outrage"."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import Act
from pourparlers.reading.cues.clauses import extent
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.text.phrases import marker, markers, noun_phrase

QUOTE_MARKS = "«“\"‘'"
CLOSING_MARKS = "»”\"’'"


def predicate(parse: Parse, lexicon: Lexicon, token: Token, preposition: str, cue: CueMatch) -> Token | None:
    """«juge prématurée la visite»: an adjective or noun that is said of the object."""
    objects = list(parse.kids(token, "obj"))
    named = _quoted_beside(parse, token) if objects else []
    # «a jugé mardi « regrettable » le maintien»: a complement before a bare date
    for kid in (*parse.kids(token, "xcomp"), *parse.kids(token, "obl", "amod", "advcl"), *named):
        # "want the bridge closed": a complement without its marker is a participle, whatever the tagger takes it for
        past = kid.rel == "xcomp" and kid.feats.get("Tense") == "Past"
        if _clause_beside(parse, kid):
            continue
        if kid.pos in {"ADJ", "NOUN"} or (kid.pos == "VERB" and (past or kid.feats.get("VerbForm") == "Part")):
            mark = marker(parse, kid)
            # 'called the move a "smash and grab"': an article that a tree takes for a preposition
            # «juge ce montant « hors de toute raison »»: a preposition of the quoted words
            inner = not preposition and objects and kid.i > objects[0].i and _quoted(parse, kid)
            mark = None if inner or (mark in lexicon.grammar.indefinite and not preposition) else mark
            if kid.i > cue.i and (mark in markers(lexicon, preposition) if preposition else mark is None):
                return kid
    if preposition:
        # «a qualifié l'aqueduc de « chance partagée »»: on the object in the tree
        wanted = markers(lexicon, preposition)
        inner = [one for kid in objects for one in _inside(parse, kid)]
        quoted = next((one for one in inner if _marked_quote(parse, one, wanted)), None)
        return quoted or _bare_last(parse, objects, wanted)
    return _second_object(objects) or _last_adjective(parse, objects)


def _clause_beside(parse: Parse, kid: Token) -> bool:
    """ "rejected the draft | as it had failed", "dismissed the claim, | saying that…": nothing said of the object."""
    owned = parse.kid(kid, "nsubj") is not None and parse.kid(kid, "aux", "cop") is not None
    tells = kid.feats.get("Tense") == "Pres" and parse.kid(kid, "ccomp") is not None
    return kid.rel == "advcl" and kid.pos == "VERB" and (owned or tells)


def wanted_done(parse: Parse, lexicon: Lexicon, cue: CueMatch, head: Token) -> tuple[int, int] | None:
    """"Poland wants | the pipeline shut by June": what is wanted done, and that it be done, are one content."""
    if cue.entry.act is not Act.DEMAND or head.rel != "xcomp" or head.pos != "VERB":
        return None
    objects = (kid for kid in parse.kids(parse.tokens[cue.i], "obj") if cue.last < kid.i < head.i)
    done = parse.kid(head, "nsubj") or next(objects, None)
    return (done.left, extent(parse, lexicon, head, "xcomp")[1]) if done is not None else None


def joined_predicates(parse: Parse, verb: Token, head: Token, last: int) -> int:
    """'called the order "swift" | and "decisive"', 'as "a sham" | and "a stunt"': the last word of what is joined."""
    for kid in (*parse.kids(head, "conj"), *parse.kids(verb, "conj")):
        beyond = parse.tokens[min(last + 1, len(parse.tokens) - 1)].text in CLOSING_MARKS
        opens = last + 1 + beyond
        said = kid.pos in {"NOUN", "ADJ"} and parse.kid(kid, "nsubj", "cop", "aux", "mark", "obj") is None
        marked = any(t.text in QUOTE_MARKS for t in parse.tokens[opens : kid.i])
        if not said or head.i > kid.i or kid.left != opens or marked != (beyond and _in_marks(parse, head)):
            continue
        end = noun_phrase(parse, kid)[1]
        after = parse.tokens[min(end + 1, len(parse.tokens) - 1)].text
        if marked or after not in QUOTE_MARKS or _in_marks(parse, head):
            last = end + (marked and after in CLOSING_MARKS)
    return last


def _in_marks(parse: Parse, head: Token) -> bool:
    """Whether a mark opens within or right before the phrase of a word."""
    return any(t.text in QUOTE_MARKS for t in parse.tokens[max(head.left - 1, 0) : head.i])


def _bare_last(parse: Parse, objects: list[Token], wanted: tuple[str, ...]) -> Token | None:
    """«qualifie l'attaque du convoi d'acte terroriste»: a noun without article that ends the object in the tree."""
    for kid in objects:
        one = _ending(parse, kid, kid.right) if _definite(parse, kid) else None
        while one is not None:
            case = parse.kid(one, "case")
            bare = one.pos == "NOUN" and parse.kid(one, "det") is None
            if bare and case is not None and case.plain in wanted and "Definite" not in case.feats:
                return one
            one = _ending(parse, one, kid.right)
    return None


def _ending(parse: Parse, noun: Token, last: int) -> Token | None:
    return next((kid for kid in parse.kids(noun, "nmod") if kid.right == last), None)


def _second_object(objects: list[Token]) -> Token | None:
    """"called the attack an outrage": of two objects the second is said of the first."""
    # "they call it the market" says nothing of anybody.
    both = [kid for kid in objects if kid.pos in {"NOUN", "PROPN"} or kid.feats.get("Gender") in {"Masc", "Fem"}]
    return both[-1] if len(both) > 1 and both[-1].pos == "NOUN" else None


def _last_adjective(parse: Parse, objects: list[Token]) -> Token | None:
    """«juge l'offre inacceptable»: an adjective that ends a definite object; «trouver un accord durable» has none."""
    for kid in objects:
        for one in parse.kids(kid, "amod"):
            if one.i > kid.i and one.right == kid.right and _definite(parse, kid):
                return one
    return None


def _definite(parse: Parse, noun: Token) -> bool:
    """Whether a noun has a definite, demonstrative or possessive determiner."""
    feats = [det.feats for det in parse.kids(noun, "det", "nmod")]
    return any(f.get("Definite") == "Def" or f.get("PronType") == "Dem" or f.get("Poss") == "Yes" for f in feats)


def _quoted_beside(parse: Parse, token: Token) -> list[Token]:
    """"called any change “premature”", «juge la date « irréaliste »»: wherever the tree hangs the quoted words."""
    kids = parse.kids(token, "obj", "obl", "parataxis")
    near = (one for kid in kids for one in (kid, *_inside(parse, kid)))
    return [one for one in near if one.rel != "obj" and _quoted(parse, one)]


def _inside(parse: Parse, noun: Token) -> Iterator[Token]:
    """What a noun phrase holds after its head, without relative clauses: «l'envoi d'une flotte | « très risqué »»."""
    for kid in parse.kids(noun, "nmod", "amod", "acl", "obl", "appos", "parataxis", "xcomp"):
        if kid.i > noun.i and kid.dep != "acl:relcl":
            yield kid
            yield from _inside(parse, kid)


def _marked_quote(parse: Parse, token: Token, wanted: tuple[str, ...]) -> bool:
    """Whether a phrase is a preposition with quoted words."""
    case = next((kid for kid in parse.kids(token, "case", "mark") if kid.plain in wanted), None)
    return case is not None and any(t.text in QUOTE_MARKS for t in parse.tokens[case.i + 1 : token.i])


def _quoted(parse: Parse, token: Token) -> bool:
    """Whether a phrase opens with a quotation mark: "called the plan “a step backwards”"."""
    first = parse.tokens[token.left]
    return first.text in QUOTE_MARKS or parse.text[max(0, first.start - 1)] in QUOTE_MARKS
