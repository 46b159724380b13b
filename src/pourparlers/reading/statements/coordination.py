"""What a cue governs more than once: coordinated points, each a statement of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import Act
from pourparlers.reading.cues.clauses import joined_by
from pourparlers.reading.cues.enumerated import enumerated
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.cues.frames import Filler
from pourparlers.reading.cues.further_objects import added_point, further_objects
from pourparlers.reading.statements.joined_clauses import predicates
from pourparlers.reading.text.phrases import is_finite, marker, noun_phrase
from pourparlers.reading.text.quotes import Quote, near

CLAUSES = {"ccomp", "acl", "xcomp"}
NOMINAL = {"obj", "obl"}
LISTED = {*NOMINAL, "nmod"}
NOUNS = {"NOUN", "PROPN"}
JOINED = {*NOUNS, "NUM", "ADV", "X"}


def coordinated(parse: Parse, lexicon: Lexicon, cue: CueMatch, filler: Filler, quotes: Sequence[Quote]) -> list[Token]:
    """The heads of what fills a frame, in order."""
    relation = filler.role.partition(":")[0]
    listed = enumerated(parse, parse.tokens[filler.head]) if relation in LISTED and filler.head > cue.i else []
    if listed and not _quoted_together(quotes, parse.tokens[filler.head], listed[0]):
        return [parse.tokens[filler.head], *listed]
    parts = list(_points(parse, lexicon, parse.tokens[filler.head], relation, quotes))
    parts += _said_again(parse, lexicon, cue, filler, quotes)
    if relation in NOMINAL and len(parts) == 1 and cue.kind == "verb":
        parts += _hung_on_verb(parse, cue, parts[0], quotes)
    if relation == "obl" and len(parts) == 1:
        parts += _taken_for_inner(parse, lexicon, parts[0])
    if relation == "ccomp":
        parts += _joined_clauses(parse, lexicon, cue, parts)
    if relation == "xcomp" and len(parts) == 1:
        parts += _next_infinitives(parse, lexicon, filler) or _next_gerund(parse, cue, filler)
    if relation == "obj" and parts[0].i > cue.i:
        further = further_objects(parse, lexicon, cue, parts)
        parts += [kid for kid in further if not _quoted_together(quotes, parts[0], kid)]
        parts.sort(key=lambda one: one.i)
    if relation in NOMINAL and parts[-1].i > cue.i:
        added = added_point(parse, lexicon, parts[-1])
        parts += [added] if added is not None and not _quoted_together(quotes, parts[0], added) else []
    return parts


def _points(parse: Parse, lexicon: Lexicon, head: Token, relation: str, quotes: Sequence[Quote]) -> Iterator[Token]:
    """The head and those coordinated with it that could stand alone: with their own conjunction, marker or article."""
    yield head
    apart_from = predicates(parse, lexicon, head) if relation == "ccomp" else []
    for kid in parse.kids(head, "conj"):
        if relation in CLAUSES:
            own = joined_by(parse, lexicon, kid)
            apart = own is not None and (own == marker(parse, head) or is_finite(parse, kid))
            apart = apart or (relation == "ccomp" and (_own_clause(parse, lexicon, kid) or kid in apart_from))
        else:
            # "the captain's silence and | the ministry's decision": whose it is tells as much as an article
            owned = any(one.rel == "det" or one.dep == "nmod:poss" for one in parse.kids(kid))
            apart = owned and kid.right - kid.left >= 2 and head.right - head.left >= 2
            apart = apart or (relation == "obl" and _same_preposition(parse, lexicon, head, kid))
            apart = apart or _as_well_as(parse, kid)
        if apart and not _quoted_together(quotes, head, kid):
            yield from _points(parse, lexicon, kid, relation, quotes)


def _hung_on_verb(parse: Parse, cue: CueMatch, head: Token, quotes: Sequence[Quote]) -> list[Token]:
    """"called for an independent audit | and the dismissal of the harbour master": joined to the verb in the tree."""
    after = noun_phrase(parse, head)[1] + 1
    for kid in parse.kids(parse.tokens[cue.i], "conj", "obj", "obl"):
        joint = parse.kid(kid, "cc")
        beside = kid.pos in NOUNS and joint is not None and kid.i != head.i and joint.left == after
        # "a joint patrol as well | as a radio channel": its last word may pass for a preposition
        case = joint is not None and parse.kid(joint, "fixed") is None and parse.kid(kid, "case") is not None
        if not beside or case or parse.kid(kid, "cop", "nsubj", "mark", "aux") is not None:
            continue
        if kid.right - kid.left >= 2 and not _quoted_together(quotes, head, kid):
            return [kid]
    return []


def _same_preposition(parse: Parse, lexicon: Lexicon, head: Token, kid: Token) -> bool:
    """«appelle à l'arrêt des combats | et au retrait des troupes»: points that the preposition parts."""
    mine, own = marker(parse, head), marker(parse, kid)
    same = own == mine or any(own in forms and mine in forms for forms in lexicon.grammar.contracted.values())
    return own is not None and same and kid.right - kid.left >= 2


def _own_clause(parse: Parse, lexicon: Lexicon, kid: Token) -> bool:
    """"said the talks were at an impasse | and the border would stay shut": a clause with a subject of its own."""
    doer, joint = parse.kid(kid, "nsubj", "expl"), parse.kid(kid, "cc")
    owned = joint is not None and doer is not None and doer.left == joint.i + 1 and doer.i < kid.i
    return owned and is_finite(parse, kid) and not lexicon.grammar.subject_after


def _as_well_as(parse: Parse, kid: Token) -> bool:
    """"demand a fixed timetable | as well as free travel for pupils": a conjunction of several words parts points."""
    joint = parse.kid(kid, "cc")
    first, last = noun_phrase(parse, kid)
    return joint is not None and parse.kid(joint, "fixed") is not None and last > first


def _said_again(
    parse: Parse, lexicon: Lexicon, cue: CueMatch, filler: Filler, quotes: Sequence[Quote]
) -> list[Token]:
    """«appelle à l'arrêt des travaux | , à la publication des études | et à…»: on the verb in the tree."""
    head, out = parse.tokens[filler.head], list[Token]()
    if not filler.role.startswith("obl:") or cue.entry.act is not Act.DEMAND:
        return out
    last = noun_phrase(parse, head)[1]
    for kid in parse.kids(parse.tokens[head.head], "obl"):
        listed = parse.tokens[min(last + 1, kid.i)].text == "," and kid.left in {last + 1, last + 2}
        if listed and _same_preposition(parse, lexicon, head, kid):
            out += _points(parse, lexicon, kid, "obl", quotes)
            last = noun_phrase(parse, kid)[1]
    return out


def _taken_for_inner(parse: Parse, lexicon: Lexicon, head: Token) -> list[Token]:
    """«appelle à un sursaut contre la faim | et à l'unité»: joined in the tree to what has another preposition."""
    for kid in parse.tokens[head.i + 1 : parse.sentence_of(head).last]:
        inner = parse.tokens[kid.head]
        if kid.text in {",", ";"} or kid.feats.get("VerbForm") == "Fin":
            break
        joined = kid.rel == "conj" and head.i < inner.i and marker(parse, inner) not in {None, marker(parse, kid)}
        if joined and parse.kid(kid, "cc") is not None and _same_preposition(parse, lexicon, head, kid):
            return [] if _same_preposition(parse, lexicon, inner, kid) else [kid]
    return []


def with_joined(parse: Parse, head: Token, parts: Sequence[Token], last: int) -> int:
    """«évoque 12 morts | et 40 blessés»: a noun joined to the object that is no point of its own belongs to it."""
    for kid in parse.kids(head, "conj"):
        if kid.i in {part.i for part in parts} or kid.left != last + 1 or parse.kid(kid, "cc") is None:
            continue
        end = noun_phrase(parse, kid)[1]
        after = parse.tokens[min(end + 1, len(parse.tokens) - 1)]
        if kid.pos in JOINED and after.pos not in {"VERB", "AUX"} and parse.kid(kid, "nsubj", "cop") is None:
            last = with_joined(parse, kid, parts, end)
    return last


def _quoted_together(quotes: Sequence[Quote], head: Token, kid: Token) -> bool:
    """Points inside one quotation are one statement («“un pas, mais un pas”»)."""
    around = near(quotes, head.start, kid.start)
    return any(q.inner_start <= head.start and kid.end <= q.inner_end for q in around)


def _joined_clauses(parse: Parse, lexicon: Lexicon, cue: CueMatch, parts: list[Token]) -> list[Token]:
    """"promised that no ship would turn | and that fees would stay": a clause with its "that", joined to the verb."""
    joined = (kid for kid in parse.kids(parse.tokens[cue.i], "conj") if kid.i > parts[-1].i and is_finite(parse, kid))
    that = lexicon.grammar.that
    return [kid for kid in joined if joined_by(parse, lexicon, kid) in that or _goes_on(parse, lexicon, cue, kid)]


def _goes_on(parse: Parse, lexicon: Lexicon, cue: CueMatch, kid: Token) -> bool:
    """"said the kingdom was attached to the accord | and would send a delegation": what is said in the past."""
    past = parse.tokens[cue.i].feats.get("Tense") == "Past"
    if past and _own_clause(parse, lexicon, kid) and parse.kid(kid, "expl") is not None:
        return True  # "told reporters that the ferry was safe | and there was no reason for alarm"
    past = past and parse.kid(kid, "nsubj") is None
    return past and any(aux.lower in lexicon.grammar.reported_future for aux in parse.kids(kid, "aux"))


def _next_gerund(parse: Parse, cue: CueMatch, filler: Filler) -> list[Token]:
    """"suggested splitting the cost | and sending the case to a judge": joined to the verb or to the first gerund."""
    first = parse.tokens[filler.head]
    form = first.feats.get("VerbForm")
    if ":" in filler.role or form not in {"Ger", "Part"} or filler.first != first.i:
        return []
    for kid in (*parse.kids(first, "conj"), *parse.kids(parse.tokens[cue.i], "conj")):
        joint = parse.kid(kid, "cc")
        same = kid.feats.get("VerbForm") in {"Ger", "Part"} and kid.lower[-3:] == first.lower[-3:]
        if joint is not None and same and joint.i == kid.i - 1 and parse.kid(kid, "nsubj", "aux") is None:
            return [kid]
    return []


def _next_infinitives(parse: Parse, lexicon: Lexicon, filler: Filler) -> list[Token]:
    """"… to exchange data | and to meet again", «s'engagent à partager les relevés, | à réduire les rejets | et à…».

    The marker said again right after a comma or conjunction makes a point of its own.
    """
    said, out = parse.tokens[filler.first - 1].plain, list[Token]()
    forms = next((forms for forms in lexicon.grammar.contracted.values() if said in forms), (said,))
    for i in range(filler.last + 1, parse.sentence_of(parse.tokens[filler.head]).last - 1):
        token, after = parse.tokens[i], parse.tokens[i + 1]
        if token.feats.get("VerbForm") == "Fin" or token.text in {";", ":"} or (not out and i > filler.last + 1):
            break
        if (token.pos == "CCONJ" or token.text == ",") and after.plain in forms:
            verb = next((t for t in parse.tokens[i + 2 :] if t.pos not in {"ADV", "PRON"}), after)
            if verb.pos == "VERB" and (out or token.pos == "CCONJ" or verb.feats.get("VerbForm") == "Inf"):
                out.append(verb)
    return out
