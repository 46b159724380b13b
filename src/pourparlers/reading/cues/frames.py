"""From a cue to what fills its frame: content, target, addressee.

A role of the lexicon («xcomp:de», "obl:for") is looked for in the tree, first where it should hang, then where parsers
tend to hang it instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.cues.antecedents import antecedent, before_clause
from pourparlers.reading.cues.asides import aside_end
from pourparlers.reading.cues.clauses import extent, finite, has_verb, held_clause, subject_taken
from pourparlers.reading.cues.compound_prepositions import opens_preposition
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.cues.hidden_objects import asked_of, quantity
from pourparlers.reading.cues.infinitives import gerund, infinitive, of_verb
from pourparlers.reading.cues.marked_infinitives import after_marker
from pourparlers.reading.cues.predicates import CLOSING_MARKS, predicate
from pourparlers.reading.text.phrases import is_finite, is_nonfinite, marker, markers, noun_phrase, only_object

ANCHORS = {"VERB", "NOUN", "ADJ"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"}


class Filler(NamedTuple):
    """What fills a role: its head word, its first and last word (both included), the role."""

    head: int
    first: int
    last: int
    role: str


def fill(
    parse: Parse, lexicon: Lexicon, cue: CueMatch, roles: tuple[str, ...], barred: tuple[int, int] | None = None
) -> Filler | None:
    """The first of the roles that stands in the text.

    Args:
        parse, lexicon, cue: where to look.
        roles: the best first.
        barred: first and last word of what cannot fill the role, as whoever speaks.
    """
    anchors = [parse.tokens[i] for i in range(cue.i, cue.last + 1) if i == cue.i or parse.tokens[i].pos in ANCHORS]
    for role in roles:
        relation, _, preposition = role.partition(":")
        near = _near(parse, lexicon, cue, role)
        if near is not None and near.first == cue.last + 2:
            # "agreed to exchange data": right after the cue the words are surer than the tree
            return near
        if relation in {"obj", "obl"} and cue.last > cue.i and _written_object(parse, cue, role):
            # «a annoncé des sanctions contre Oslo»: the object is the cue's own last word.
            return Filler(cue.last, *noun_phrase(parse, parse.tokens[cue.last]), role)
        for token in anchors:
            found = _FINDERS.get(relation, _oblique)(parse, lexicon, token, preposition, cue)
            if found is not None and relation not in _FINDERS and _own_word(parse, cue, found, relation):
                # «à une fin de non-recevoir de Lima»: the first «de» is within the cue
                rest = _obliques(parse, lexicon, token, preposition, cue)
                found = next((k for k in rest if not _own_word(parse, cue, k, relation)), None)
            if found is not None and barred and _owns(parse, lexicon, found, barred):
                # «le souhait de Rome d'un second pont»: the first «de» is whose it is, the next what it is.
                others = [] if relation in _FINDERS else _obliques(parse, lexicon, token, preposition, cue)
                found = next((k for k in others if not _owns(parse, lexicon, k, barred)), None)
            if found is None or _own_word(parse, cue, found, relation):
                continue
            first, last = extent(parse, lexicon, found, relation)
            if found.i < cue.i:
                last = before_clause(parse, token, first, last)
            elif relation == "obj" and found.i > cue.last:
                first = max(first, cue.last + 1)
            parted = first < cue.i <= cue.last < found.i or subject_taken(parse, lexicon, found, cue)
            if relation == "ccomp" and parted:
                first = cue.last + 1  # "disruption which | the industry says | could lead to delays"
                first = (aside_end(parse, lexicon, cue) or first) if first < found.i else first
            whole = Filler(found.i, first, _with_aside(parse, near, found, last), role)
            return (_bare_clause(parse, lexicon, cue, whole) if "ccomp" in roles else None) or whole
        near = near or _doing(parse, lexicon, cue, role, anchors)
        if near is not None:
            return near
    return None


def _doing(parse: Parse, lexicon: Lexicon, cue: CueMatch, role: str, anchors: list[Token]) -> Filler | None:
    """"voiced opposition to | moving the depot": a gerund where the frame asks for a noun with its preposition."""
    found = next((kid for token in anchors if (kid := gerund(parse, lexicon, token, role, cue)) is not None), None)
    return Filler(found.i, *extent(parse, lexicon, found, "xcomp"), role) if found is not None else None


def _bare_clause(parse: Parse, lexicon: Lexicon, cue: CueMatch, taken: Filler) -> Filler | None:
    """"denied any change of course | was under way": what a tree takes for an object is the subject of what follows."""
    first, last = taken.first, taken.last
    after = parse.tokens[min(last + 1, len(parse.tokens) - 1)]
    if lexicon.grammar.subject_after or taken.role != "obj" or first <= cue.last:
        return None
    if after.pos != "AUX" or after.sent != parse.tokens[first].sent:
        return None
    verb = parse.tokens[after.head] if after.rel in {"aux", "cop"} else after
    own = parse.kid(verb, "nsubj", "mark") is None and verb.i > last
    if not own or after.feats.get("VerbForm") != "Fin":
        return None
    return Filler(verb.i, first, max(last, extent(parse, lexicon, verb, "ccomp")[1]), "ccomp")


def _with_aside(parse: Parse, near: Filler | None, found: Token, last: int) -> int:
    """«soupçonne Rome de vouloir, à terme, | fermer le col»: commas part what belongs together."""
    ahead = near is not None and last < parse.sentence_of(found).last
    goes_on = ahead and near is not None and near.head == found.i and parse.tokens[last + 1].text == ","
    # «d'avoir « violé » | l'accord»: right after a closing mark the object, wherever the tree hangs it
    closed = ahead and parse.tokens[last].text in CLOSING_MARKS and parse.tokens[last + 1].pos in {"DET", "ADP"}
    goes_on = goes_on or (closed and near is not None and near.first <= found.i <= near.last)
    return max(last, near.last) if near is not None and goes_on else last


def _near(parse: Parse, lexicon: Lexicon, cue: CueMatch, role: str) -> Filler | None:
    """The infinitive whose marker stands right after a cue, whatever the tree makes of it."""
    relation, _, preposition = role.partition(":")
    found = after_marker(parse, lexicon, cue, preposition) if relation == "xcomp" and preposition else None
    return Filler(*found, role) if found is not None else None


def _written_object(parse: Parse, cue: CueMatch, role: str) -> bool:
    """Whether the last word of a cue is an object: «sanctions», not «table» in «mettre sur la table».

    Or what the preposition of the cue opens: «est revenu sur | sa promesse d'ouvrir le marché».
    """
    last, written = parse.tokens[cue.last], cue.entry.written.split()
    if written[-2:-1] != ["*"] or last.pos != "NOUN":
        return False
    case = parse.kid(last, "case")
    if role != "obj":
        return case is not None and role == f"obl:{case.lower}" and written[1:3] == [case.lower, "*"]
    return case is None or case.lower not in written


def _own_word(parse: Parse, cue: CueMatch, found: Token, relation: str) -> bool:
    """Whether a word is the cue's own; an object may stand amid its words ("ruled it out", «met l'accord en cause»)."""
    if not cue.i <= found.i <= cue.last:
        return False
    amid = cue.i < found.i < cue.last and "*" in cue.entry.written
    return not (amid and found.lemma not in cue.entry.written.split())


def short_of_cue(parse: Parse, cue: CueMatch, found: Token, last: int) -> int:
    """The last word of an object amid its cue: «a assuré Bakou | de son soutien», «attaque l'armateur | en justice»."""
    own = set(cue.entry.written.split())
    if own & {found.lower, found.lemma}:
        return last
    within = parse.tokens[found.i + 1 : min(cue.last, last) + 1]
    return next((t.i - 1 for t in within if t.pos == "ADP" and t.lower in own), last)


def _owns(parse: Parse, lexicon: Lexicon, found: Token, barred: tuple[int, int]) -> bool:
    return barred[0] <= found.i <= barred[1] and not _beyond(parse, lexicon, found, barred)


def _beyond(parse: Parse, lexicon: Lexicon, found: Token, barred: tuple[int, int]) -> bool:
    """«l'alerte de l'agence | sur la baisse du lac»: on the possessor in the tree, yet no genitive of it."""
    mark = marker(parse, found)
    first = parse.tokens[barred[0]]
    apart = {*lexicon.grammar.agent, *lexicon.grammar.origin}
    by = any(t.lower in apart for t in parse.tokens[max(0, first.i - 2) : first.i + 1])
    genitive = any(mark in markers(lexicon, word) for word in lexicon.grammar.genitive)
    return found.i > first.i + 1 and mark is not None and (by or not genitive)


def _subject(parse: Parse, lexicon: Lexicon, token: Token, preposition: str, cue: CueMatch) -> Token | None:
    return parse.kid(token, "nsubj")


def _object(parse: Parse, lexicon: Lexicon, token: Token, preposition: str, cue: CueMatch) -> Token | None:
    """The object; in the passive the subject («la proposition a été acceptée»)."""
    passive = next((k for k in parse.kids(token, "nsubj:pass")), None)
    if passive is not None:
        return passive
    # "promised hauliers | a rebate", "wants | 90": what a tree takes for a predicate
    counted = any(kid.pos == "NUM" for kid in parse.kids(token, "xcomp"))
    second = ("xcomp",) if counted or parse.kid(token, "iobj") is not None else ()
    for kid in parse.kids(token, "obj", "dep", "obl", "dislocated", "iobj", *second):
        # «a mis sur la table un plan»: the table is the cue's own, the plan its object.
        own = kid.i <= cue.last and parse.kid(kid, "case") is not None
        clitic = kid.pos == "PRON" and kid.i < token.i
        if not (kid.pos in NOMINAL or quantity(parse, lexicon, kid)) or clitic or own or kid.i < token.i:
            continue
        # «met en avant la sécurité»: with the cue's own preposition it is no time
        when = _when(kid, cue) and (parse.kid(kid, "case") is None or parse.kid(token, "obj") is not None)
        when = when and not _of_them(parse, lexicon, kid, cue)
        if _bare(parse, kid, cue) and not when and not _recipient(parse, kid, cue):
            return kid
    head = parse.tokens[token.head]
    if token.rel in {"amod", "compound"} and token.pos == "VERB" and head.i > token.i and head.pos in {"NOUN", "PROPN"}:
        # "The agency rejected plans": a verb that the parser hung on its object.
        return head
    before = antecedent(parse, lexicon, token)
    for kid in parse.kids(token, "obl", "nmod", "obj") if before is None else ():
        # «des projets»: the plural article that parsers take for a preposition.
        plural = kid.pos == "NOUN" and marker(parse, kid) in lexicon.grammar.indefinite
        if plural and kid.i > token.i and not _when(kid, cue):
            return kid
    found = only_object(parse, lexicon, token) or before or _shared(parse, token)
    found = found or asked_of(parse, lexicon, token, cue)
    if found is not None:
        return found
    head = parse.tokens[token.head]
    if token.rel == "conj" and any(k.dep == "obl:agent" for k in parse.kids(token, "obl")):
        # "won the support of Oslo but was rejected by Riga"
        owned = parse.kid(token, "aux:pass") is not None and parse.kid(token, "nsubj") is None
        return parse.kid(head, "nsubj:pass", "nsubj") if owned else parse.kid(head, "nsubj:pass")
    return None


def _shared(parse: Parse, verb: Token) -> Token | None:
    """«n'a ni confirmé ni démenti la saisie»: the object after two joined verbs, on the first in the tree."""
    first = parse.tokens[verb.head]
    if verb.rel != "conj" or first.pos != "VERB" or first.i > verb.i:
        return None
    kids = (kid for kid in parse.kids(first, "obj") if kid.left == verb.i + 1)
    return next((kid for kid in kids if kid.pos in NOMINAL and parse.kid(kid, "case") is None), None)


def _of_them(parse: Parse, lexicon: Lexicon, kid: Token, cue: CueMatch) -> bool:
    """«Nos voisins en proposent | 25 par an»: a number right after the verb, of what its clitic stands for."""
    before = parse.tokens[max(0, cue.i - 2) : cue.i]
    clitic = any(lexicon.grammar.clitic_phrases.get(t.lower) in lexicon.grammar.genitive for t in before)
    return clitic and kid.pos == "NUM" and kid.left == cue.last + 1


def _recipient(parse: Parse, kid: Token, cue: CueMatch) -> bool:
    """"promised them cheaper bottles": a pronoun with a second object after it is whom the verb addresses."""
    if kid.i < cue.i or kid.pos not in {"PRON", "NOUN", "PROPN"}:
        return False
    if kid.pos != "PRON":
        return _given_something(parse, kid, cue)
    objects = parse.kids(parse.tokens[cue.i], "obj")
    return any(k.i > kid.i and k.pos in {"NOUN", "PROPN"} and _bare(parse, k, cue) for k in objects)


def _given_something(parse: Parse, kid: Token, cue: CueMatch) -> bool:
    """"offered Chad | a loan", "granted the pilots | safe passage": before the object, whom the verb addresses."""
    others = [one for one in parse.kids(parse.tokens[cue.i], "obj", "xcomp") if one.pos == "NOUN" and one.i > kid.i]
    if kid.rel == "iobj":
        return any(_bare(parse, one, cue) for one in others)
    beside = (one for one in others if one.left == kid.right + 1 and parse.tokens[one.left].pos in {"DET", "NUM"})
    return kid.pos == "PROPN" and kid.rel == "obj" and any(_bare(parse, one, cue) for one in beside)


def _bare(parse: Parse, kid: Token, cue: CueMatch) -> bool:
    """No preposition, but the particle of the cue itself ("brushed aside the complaint")."""
    return all(cue.i < case.i <= cue.last for case in parse.kids(kid, "case", "mark"))


def _when(kid: Token, cue: CueMatch) -> bool:
    """A bare noun that tells when («a déclaré lundi») is no object."""
    return kid.dep in {"obl:mod", "obl:unmarked", "obl:tmod"}


def _oblique(parse: Parse, lexicon: Lexicon, token: Token, preposition: str, cue: CueMatch) -> Token | None:
    return next(_obliques(parse, lexicon, token, preposition, cue), None)


def _obliques(
    parse: Parse, lexicon: Lexicon, token: Token, preposition: str, cue: CueMatch
) -> Iterator[Token]:
    wanted = markers(lexicon, preposition)
    first_word = preposition.split(" ")[0]
    for kid in _oblique_reach(parse, lexicon, token, cue, preposition in lexicon.grammar.genitive):
        if kid.pos not in NOMINAL or (kid.i < cue.i and cue.kind == "noun"):
            continue
        if (kid.i <= cue.i and kid.pos != "PRON") or held_clause(parse, lexicon, kid) is not None:
            continue
        mark = marker(parse, kid)
        # "pulled out of the treaty": of two prepositions the first is the cue's own.
        later = [case.lower for case in parse.kids(kid, "case") if cue.last <= case.i]
        if mark is not None and opens_preposition(parse, lexicon, mark, kid):
            continue
        whose = kid.lower in lexicon.grammar.of_which and preposition in lexicon.grammar.genitive
        if whose or mark in wanted or (" " in preposition and mark == first_word) or (later and later[0] in wanted):
            yield kid
    for adverb in parse.kids(token, "advmod"):
        # «a exprimé des doutes quant | à la méthode»: on the first word of the preposition in the tree
        noun = parse.kid(adverb, "obl") if adverb.lower in wanted and adverb.i > cue.i else None
        if noun is not None:
            yield noun


def _oblique_reach(
    parse: Parse, lexicon: Lexicon, token: Token, cue: CueMatch, genitive: bool
) -> Iterator[Token]:
    yield from parse.kids(token, "obl", "nmod", "iobj", "obj", "dep", "advmod")
    for kid in parse.kids(token, "obj", "nsubj:pass", "obl", "iobj", "nmod"):
        if genitive and token.pos == "NOUN" and not _owning(parse, lexicon, kid, cue):
            continue  # «justifie sa décision par le maintien de navires»: not what was decided
        if opens_preposition(parse, lexicon, marker(parse, kid) or "", kid):
            continue
        for inner in parse.kids(kid, "nmod", "obl"):
            if inner.i > kid.i:
                yield inner
    yield from _by_somebody(parse, token, "obl", "nmod")
    yield from _beside(parse, token, "obl", "nmod")


def _owning(parse: Parse, lexicon: Lexicon, kid: Token, cue: CueMatch) -> bool:
    """Whether a phrase on a noun may be whose it is, so that parsers hang on it what it is: «la demande de Rome…».

    Or the rest of a preposition («son soutien en faveur | de la Chine»), or to whom ("thanks to Suva | for the pumps").
    """
    mark, grammar = marker(parse, kid), lexicon.grammar
    if cue.kind == "noun" and mark in grammar.origin:
        return True  # "criticism from unions | of the new rota"
    if mark not in grammar.contracted_articles and parse.kid(kid, "det", "amod") is None and kid.pos == "NOUN":
        return True
    whose = (form for word in grammar.genitive for form in markers(lexicon, word))
    to = (role.partition(":")[2] for entry in cue.entries for role in entry.target)
    return mark is None or mark in whose or mark in grammar.agent or any(mark in markers(lexicon, one) for one in to)


def _by_somebody(parse: Parse, noun: Token, *relations: str) -> Iterator[Token]:
    """«l'appel lancé par l'ONU | à un partage des eaux»: what hangs on the participle that tells whose an act is."""
    for participle in parse.kids(noun, "acl") if noun.pos == "NOUN" else ():
        by = next((kid for kid in parse.kids(participle, "obl") if kid.dep == "obl:agent"), None)
        if by is not None:
            yield from (kid for kid in parse.kids(participle, *relations) if kid.i > by.i)


def _beside(parse: Parse, noun: Token, *relations: str) -> Iterator[Token]:
    """«a rappelé son attachement | au libre passage»: what follows a noun at once, on what governs it in the tree."""
    clauses = {"obl", "nmod"} if "acl" in relations else set[str]()
    if noun.pos != "NOUN" or noun.rel not in {"obj", "nsubj", *clauses}:
        return
    for kid in parse.kids(parse.tokens[noun.head], *relations):
        if kid.left == noun.right + 1:
            yield kid


def _dative(parse: Parse, lexicon: Lexicon, token: Token, preposition: str, cue: CueMatch) -> Token | None:
    """A clitic («lui reproche»), «à» with a noun, or the first object of "told lawmakers that"."""
    for kid in parse.kids(token, "iobj"):
        return kid
    to = next(iter(lexicon.grammar.contracted), "")
    for kid in parse.kids(token, "obl", "obj"):
        held = held_clause(parse, lexicon, kid) is not None
        if kid.pos in NOMINAL and kid.i > cue.i and marker(parse, kid) in markers(lexicon, to) and not held:
            return kid
    if not lexicon.grammar.subject_after:
        return next((k for k in parse.kids(token, "obj") if k.i > cue.i and marker(parse, k) is None), None)
    return None


def _adnominal(parse: Parse, lexicon: Lexicon, token: Token, preposition: str, cue: CueMatch) -> Token | None:
    """«le refus de signer», "the claim that the road had reopened"."""
    own = parse.kids(token, "acl", "ccomp", "xcomp", "advcl", "nmod", "advmod")
    beside = (k for k in _beside(parse, token, "xcomp", "advcl", "acl") if _complement(parse, lexicon, token, k))
    for kid in (*own, *_by_somebody(parse, token, "acl", "xcomp", "advcl"), *beside):
        if kid.i < cue.i or (kid.dep == "acl:relcl" and not _told(parse, lexicon, kid)):
            continue
        mark = marker(parse, kid)
        if of_verb(parse, lexicon, token, mark) or mark in lexicon.scope.without:
            continue
        if mark is None and kid.dep == "acl" and is_finite(parse, kid) and parse.kid(kid, "nsubj", "nsubj:pass"):
            return kid  # "its claim | the firm had cheated", which the trees were mended to hold
        if mark is None and kid.dep == "acl:relcl":
            return kid  # "warnings from police | that smugglers risk fines"
        if mark and (is_nonfinite(parse, kid) or (mark in lexicon.grammar.that and has_verb(parse, kid))):
            return kid
    return None


def _complement(parse: Parse, lexicon: Lexicon, noun: Token, clause: Token) -> bool:
    """«a fait part de son refus | de signer», «en dépit des menaces de Minsk | de fermer le pont»; never «… pour»."""
    mark = marker(parse, clause)
    if noun.rel in {"obj", "nsubj"}:
        return clause.rel != "acl" and mark not in lexicon.grammar.purpose
    return any(mark in forms for forms in lexicon.grammar.contracted.values())


def _told(parse: Parse, lexicon: Lexicon, clause: Token) -> bool:
    """"the claim that the road had reopened": a clause that parsers take for relative, though it lacks nothing."""
    first = parse.tokens[clause.left]
    # "warnings from police | that smugglers risk fines": beside a subject of the clause's own
    doubled = first.rel == "nsubj" and any(first.i < kid.i < clause.i for kid in parse.kids(clause, "nsubj"))
    opens = first.rel in {"mark", "dep"} or doubled
    return first.lower in lexicon.grammar.that and opens and first.i < clause.i


_FINDERS = {
    "nsubj": _subject,
    "obj": _object,
    "ccomp": finite,
    "xcomp": infinitive,
    "iobj": _dative,
    "pred": predicate,
    "acl": _adnominal,
}
