"""Incises without quotation marks: «Les discussions reprendront jeudi, a précisé le médiateur.»"""

from __future__ import annotations

from typing import NamedTuple

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import ActEntry
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.clefts import cleft_focus
from pourparlers.reading.cues.drafts import Chars
from pourparlers.reading.cues.find import CueMatch, dictionary_forms
from pourparlers.reading.cues.frames import fill
from pourparlers.reading.cues.scope import is_negated
from pourparlers.reading.cues.speech_verbs import has_clitic_subject, incise_verb, main_verb
from pourparlers.reading.statements.incise_bounds import (
    DASHES,
    begin_of,
    clause_head,
    finite_in,
    main_finite_in,
    mark_after,
)
from pourparlers.reading.statements.incise_subjects import REACH, named_before, noun_beside, speaker_beside
from pourparlers.reading.statements.objects_after import takes_object
from pourparlers.reading.statements.relative_incises import relative_rest
from pourparlers.reading.statements.tails import Tail
from pourparlers.reading.text.phrases import is_finite, is_nonfinite, marker, subject

CLOSING = {"»", "”", '"', "’", "'"}
PARTING = {",", *DASHES, *CLOSING}
LONE = "pred:alone"
LONE_WORDS = 3
CLITIC = {"expl", "iobj", "nsubj"}
# Words before a role without its comma: an article, a possessive, "Norway's".
WORDS_BEFORE = 6


class Incise(NamedTuple):
    """What an incise comments on: spans of characters, the head word of the clause, the role of a judgement alone."""

    spans: tuple[Chars, ...]
    head: int
    role: str = ""


def free_incise(resolver: Resolver, cue: CueMatch) -> Incise | None:
    """What stands around a verb that is an incise; None where it is none."""
    parse = resolver.parse
    verb = main_verb(parse, parse.tokens[cue.i])
    if not incise_verb(parse, resolver.lexicon, parse.tokens[cue.i]):
        return None
    first = _start(resolver, cue)
    rest = None if resolver.lexicon.grammar.subject_after else relative_rest(resolver, cue, first)
    if rest is not None:
        return Incise(((parse.tokens[rest[0]].start, parse.tokens[rest[1]].end),), rest[0])
    if verb.dep == "acl:relcl" or marker(parse, verb) in resolver.lexicon.grammar.that:
        return None  # "…, a possibility that its president, Ana Lund, ruled out"
    if parse.tokens[first].lower in resolver.lexicon.grammar.of_which:
        return None  # "the Danube Commission, whose experts advised both sides, suggested…"
    sentence = parse.sentence_of(verb)
    if resolver.lexicon.grammar.subject_after and _unparted(resolver, cue, sentence.first):
        head = clause_head(parse, cue, first, sentence.last)
        return Incise(((parse.tokens[sentence.first].start, parse.tokens[first].start),), head)
    judged = _lone_verdict(resolver, cue, sentence.first)
    if judged is not None:
        left = (parse.tokens[sentence.first].start, parse.tokens[first - 1].start)
        return Incise((left, *_refused(resolver, cue, judged, sentence.last)), judged.i, LONE)
    short = first - 1 <= sentence.first + 1 - _bare_subject(resolver, sentence.first)
    if (short and not _connected(resolver, sentence.first, first)) or not _marked_off(parse, first):
        return None
    if _governs_object(resolver, cue):
        return None
    if not _inverted(resolver, verb, cue) or _governs_clause(resolver, cue) or _not_said(resolver, verb):
        return None
    if takes_object(resolver, cue):
        return None
    return _around(resolver, cue, first)


def _governs_object(resolver: Resolver, cue: CueMatch) -> bool:
    """ "In May, she was demanding | 42 cents; …", 'the envoy, Jan Maa, praised | "a good year"': none has an object.

    Its subject may stand after it: "…, warned the envoy".
    """
    if resolver.lexicon.grammar.subject_after or any(entry.neutral for entry in cue.entries):
        return False
    parse, own = resolver.parse, _subject_before(resolver, cue)
    objects = parse.kids(parse.tokens[cue.i], "obj", "xcomp")
    quoted = parse.tokens[min(cue.last + 1, len(parse.tokens) - 1)].text in {"“", '"'}
    return own and (quoted or any(kid.i > cue.last and kid.pos in {"NOUN", "NUM", "SYM"} for kid in objects))


def _lone_verdict(resolver: Resolver, cue: CueMatch, begin: int) -> Token | None:
    """«Insuffisant, juge la ministre», «Trop tard, tranche Rome»: a judgement that opens the sentence, no more."""
    tokens, lists = resolver.parse.tokens, resolver.lexicon.verdicts
    if tokens[cue.first - 1].text != "," or not 1 <= cue.first - 1 - begin <= LONE_WORDS:
        return None
    known = lists.blame | lists.refused | lists.untrue | lists.praise | lists.alone
    judging = tokens[cue.first - 2]
    bare = not any(t.pos == "DET" for t in tokens[begin : judging.i])
    judges = bare and not known.isdisjoint(dictionary_forms(judging))
    return judging if judges and noun_beside(resolver, cue) is not None else None


def _refused(resolver: Resolver, cue: CueMatch, judged: Token, last: int) -> tuple[Chars, ...]:
    """«Pas question, dit la ministre, | de céder un mètre»: the infinitive that goes on after the incise."""
    tokens, grammar = resolver.parse.tokens, resolver.lexicon.grammar
    mark = mark_after(resolver.parse, cue, cue.first, last)
    opens = judged.pos == "NOUN" and mark < last - 1 and tokens[mark + 1].plain in grammar.genitive
    after = tokens[mark + 2 : mark + 4] if opens else []
    if not any(t.feats.get("VerbForm") == "Inf" for t in after):
        return ()
    return ((tokens[mark + 1].start, tokens[last].start if tokens[last].pos == "PUNCT" else tokens[last].end),)


def _unparted(resolver: Resolver, cue: CueMatch, begin: int) -> bool:
    """«Le port restera ouvert | indique le secrétariat de l'ONU»: an incise whose comma is missing.

    What stands before it is one plain clause, and somebody who can speak ends the sentence.
    """
    parse, grammar = resolver.parse, resolver.lexicon.grammar
    left, before = parse.tokens[begin : cue.first], parse.tokens[cue.first - 1]
    finite = [t for t in left if t.feats.get("VerbForm") == "Fin"]
    joining = {*grammar.that, *grammar.relative, *grammar.interrogatives}
    bound = any(t.pos in {"SCONJ", "CCONJ", "PUNCT"} or t.lower in joining for t in left)
    plain = len(finite) == 1 and not bound and before.pos in {"NOUN", "PROPN", "ADJ", "VERB", "ADV", "NUM", "PRON"}
    if not plain or before.rel in CLITIC or not any(e.neutral for e in cue.entries):
        return False
    beside = noun_beside(resolver, cue)
    speaker = resolver.resolve(beside, None, False) if beside is not None else None
    after = parse.tokens[cue.last + 1 : parse.sentence_of(before).last]
    return speaker is not None and not any(t.text == "," or t.feats.get("VerbForm") == "Fin" for t in after)


def _bare_subject(resolver: Resolver, first: int) -> bool:
    """ "Negotiations, she added, were not broken": one noun, which is no date, before the incise."""
    return resolver.parse.tokens[first].pos in {"NOUN", "PROPN"} and first not in resolver.time_words


def _connected(resolver: Resolver, opens: int, first: int) -> bool:
    """«Mais, a nuancé la ministre, le port restera ouvert»: a word that joins the sentence to the one before it."""
    tokens = resolver.parse.tokens
    alone = resolver.lexicon.grammar.subject_after and first == opens + 2 and tokens[opens + 1].text == ","
    return alone and tokens[opens].pos in {"CCONJ", "ADV"}


def _marked_off(parse: Parse, first: int) -> bool:
    """A comma or dash before the incise, or a closing mark with its comma: '… is "unacceptable," the minister said'."""
    before = parse.tokens[first - 1]
    if before.text in {",", *DASHES}:
        return True
    return before.text in CLOSING and parse.tokens[first - 2].text in {",", "!", "?"}


def _around(resolver: Resolver, cue: CueMatch, first: int) -> Incise | None:
    """The clause left of an incise, and what goes on of it to the right."""
    parse = resolver.parse
    sentence = parse.sentence_of(parse.tokens[cue.i])
    begin = begin_of(parse, sentence.first, first - 2)
    complete = main_finite_in(parse, begin, first - 2)
    clitic = has_clitic_subject(parse, resolver.lexicon, parse.tokens[cue.i])
    own = _subject_before(resolver, cue) and resolver.lexicon.grammar.subject_after and not clitic
    opens = parse.tokens[begin]
    if opens.head == cue.i and opens.feats.get("VerbForm") == "Part":
        return None  # "Asked who leaked it, she answered with a smile"
    if _told_of_when(resolver, cue, begin, first):
        return None
    if own and (complete or not any(e.neutral for e in cue.entries)):
        return None  # «Bagdad, resté en retrait, a suggéré une réunion»: a subject of the verb's own
    mark = mark_after(parse, cue, first, sentence.last)
    if _holds_clause(resolver, cue, mark):
        return None
    dashed = parse.tokens[first - 1].text in DASHES
    nominal = _headline(resolver, cue, begin, sentence.last) or _phrase(resolver, begin, first)
    follows = _predicate_follows(resolver, cue, mark, sentence.last) if nominal and mark < sentence.last else False
    whole = complete or (nominal and not follows)
    cleft = mark < sentence.last and cleft_focus(parse, resolver.lexicon, mark + 1) is not None
    end = mark if dashed or cleft else Tail(resolver, sentence.last, whole, named=not clitic).end(mark, cue.first)
    goes_on = end < sentence.last - 1
    follows = cleft or (goes_on and _predicate_follows(resolver, cue, end, sentence.last))
    if not (complete or follows or (not goes_on and nominal)):
        return None
    left = () if _connected(resolver, begin, first) else ((parse.tokens[begin].start, parse.tokens[first - 1].start),)
    right = (parse.tokens[end].end, parse.tokens[sentence.last].end)
    return Incise((*left, right) if goes_on else left, clause_head(parse, cue, first, end)) if left or goes_on else None


def _told_of_when(resolver: Resolver, cue: CueMatch, begin: int, first: int) -> bool:
    """ "Although the storm had passed, the ministry warned of floods": when or why it was said, not what.

    "If the talks fail, the minister warned, Norway will leave" goes on after an incise.
    """
    parse = resolver.parse
    opens, limit = parse.tokens[begin], parse.sentence_of(parse.tokens[cue.i]).last
    clause = parse.tokens[opens.head]
    bound = opens.rel == "mark" or opens.lower in resolver.lexicon.grammar.moments
    if not bound or clause.rel != "advcl" or clause.head != cue.i or not begin < clause.i < first:
        return False
    mark = mark_after(parse, cue, first, limit)
    lone = mark < limit and all(t.pos in {"DET", "ADJ", "NOUN", "PROPN"} for t in parse.tokens[cue.last + 1 : mark])
    return not lone and not main_finite_in(parse, clause.right + 1, first - 2)


def _not_said(resolver: Resolver, verb: Token) -> bool:
    """«…, il n'écarte pas une solution», "…, it would accept nothing": no incise is negated, none has a modal verb."""
    if is_negated(resolver.parse, resolver.lexicon, verb):
        return True
    helpers = resolver.parse.kids(verb, "aux")
    modal = any(k.feats.get("VerbForm") == "Fin" and not k.feats.get("Tense") for k in helpers)
    return modal and not resolver.lexicon.grammar.subject_after


def _headline(resolver: Resolver, cue: CueMatch, begin: int, last: int) -> bool:
    """ "No second ferry before Easter, Helsinki says": what has no stop and a subject before its verb is a title."""
    tokens = resolver.parse.tokens
    left = tokens[begin : cue.first]
    nominal = tokens[begin].pos in {"DET", "ADJ", "NUM", "NOUN", "PROPN"} and any(t.pos == "NOUN" for t in left)
    ends = tokens[last].pos != "PUNCT" and cue.last == last
    return ends and nominal and _subject_before(resolver, cue) and any(e.neutral for e in cue.entries)


def _phrase(resolver: Resolver, begin: int, first: int) -> bool:
    """«Une offre « ridicule », a jugé Jane Doe», «Une folie, objecte le maire»: a noun phrase and nothing else.

    One without quoted words judges where it has an indefinite article and no more than an adjective.
    """
    left, grammar = resolver.parse.tokens[begin : first - 1], resolver.lexicon.grammar
    if not left:
        return False
    marked = any(t.text in {"«", "“", '"'} for t in left)
    new = left[0].pos == "DET" and left[0].lower in grammar.indefinite and len(left) <= LONE_WORDS
    judges = new and all(t.pos in {"NOUN", "ADJ"} for t in left[1:])
    phrase = left[0].pos in {"DET", "NOUN", "ADJ"} and any(t.pos == "NOUN" for t in left)
    # «Pas question de céder, prévient la ministre»
    negation = left[0].plain in resolver.lexicon.scope.negation
    negated = left[1] if negation and len(left) > 1 else None
    none = negated is not None and negated.lemma in resolver.lexicon.verdicts.alone
    # «Pas de trêve avant mai, avertit Rome», «Aucun accord sans garanties, prévient Rome»
    lacking = left[0].lower in grammar.negative_determiners
    lacking = lacking or (negated is not None and negated.plain in grammar.genitive)
    none = none or (lacking and any(t.pos == "NOUN" for t in left))
    return ((marked or judges) and phrase or none) and grammar.subject_after


def _predicate_follows(resolver: Resolver, cue: CueMatch, mark: int, last: int) -> bool:
    """«L'inventaire, ont reconnu les bibliothèques, prendra trois ans»: the clause ends after the incise.

    "In May, the envoy said, without details, that…": what a preposition or conjunction opens is no predicate. Where
    the tree takes what stands on the left for the subject of the incise («La ministre, Mme Poe, a annoncé une mesure,
    puis…»), a verb must follow at once.
    """
    parse = resolver.parse
    nxt = parse.tokens[mark + 1]
    if nxt.pos in {"ADP", "SCONJ", "CCONJ"} or nxt.feats.get("PronType") == "Rel":
        return False
    if _subject_before(resolver, cue) and resolver.lexicon.grammar.subject_after:
        opens = parse.tokens[mark + 1 : mark + 4]
        verb = next((t for t in opens if t.pos not in {"PRON", "ADV"}), nxt)
        return verb.feats.get("VerbForm") == "Fin"
    return finite_in(parse, mark + 1, last)


def _subject_before(resolver: Resolver, cue: CueMatch) -> bool:
    own = subject(resolver.parse, resolver.parse.tokens[cue.i])
    return own is not None and own.i < cue.first


def _holds_clause(resolver: Resolver, cue: CueMatch, end: int) -> bool:
    """Whether the verb has a clause of its own to the right; one that a relative pronoun opens is its subject's."""
    grammar = resolver.lexicon.grammar
    for token in resolver.parse.tokens[cue.last + 1 : end]:
        if token.feats.get("PronType") == "Rel":
            return False
        if token.pos == "SCONJ" and token.rel == "mark" and token.lower not in {*grammar.that, *grammar.whether}:
            return False  # "…, participants said on Tuesday | as they wrapped up the session"
        if token.feats.get("VerbForm") == "Fin":
            return True
    return False


def _start(resolver: Resolver, cue: CueMatch) -> int:
    """The first word of the incise: its verb in French, its subject where that stands before the verb in English."""
    if resolver.lexicon.grammar.subject_after:
        return cue.first
    apposed = _apposed_start(resolver, cue)
    if apposed is not None:
        return apposed
    own = subject(resolver.parse, resolver.parse.tokens[cue.i])
    if own is None or own.i >= cue.i:
        return int(cue.first)
    return min(cue.first, _over_bracket(resolver.parse, _edges(resolver.parse, own)[0]))


def _over_bracket(parse: Parse, first: int) -> int:
    """ "…, | European Union (EU) envoy Marlene Dubois said": a short name in brackets amid the subject."""
    opens = first if parse.tokens[first].text == "(" else first - 1
    if opens < 1 or parse.tokens[opens].text != "(":
        return first
    while opens and parse.tokens[opens - 1].pos in {"DET", "ADJ", "NOUN", "PROPN", "ADP"}:
        opens -= 1
    return opens


def _apposed_start(resolver: Resolver, cue: CueMatch) -> int | None:
    """ "The dispute is old, | an EU spokeswoman, Ines Delvaux, said": the role before a name between commas."""
    named = named_before(resolver, cue)
    role = resolver.cast.role_at.get(named.i - 2) if named is not None else None
    if role is None:
        return None
    before = range(role.first, max(role.first - WORDS_BEFORE, 0), -1)
    return next((i for i in before if _marked_off(resolver.parse, i)), None)


def _edges(parse: Parse, token: Token) -> tuple[int, int]:
    """First and last word of a phrase without the commas that the tree hangs on it: "…, | Lee | said"."""
    first, last = token.left, token.right
    while first < token.i and parse.tokens[first].pos == "PUNCT":
        first += 1
    while last > token.i and parse.tokens[last].pos == "PUNCT":
        last -= 1
    return first, last


def _inverted(resolver: Resolver, verb: Token, cue: CueMatch) -> bool:
    parse = resolver.parse
    own = subject(parse, verb)
    if not resolver.lexicon.grammar.subject_after:
        if own is None:
            return not is_nonfinite(parse, verb) and _named_after(resolver, cue)  # '"…," she said, | referring to Fiji'
        if _has_object(parse, verb, cue) or any(_aims(resolver, cue, entry) for entry in cue.entries):
            return False
        return is_finite(parse, verb) or parse.kid(verb, "aux") is None
    if has_clitic_subject(parse, resolver.lexicon, verb):
        return True
    if own is not None and own.i < verb.i and parse.tokens[_edges(parse, own)[1] + 1].text not in PARTING:
        return False
    if own is None and named_before(resolver, cue) is not None:
        return False  # «leur ministre de la Pêche, Marjun við Neyst, a jugé l'idée intéressante»
    return noun_beside(resolver, cue) is not None


def _has_object(parse: Parse, verb: Token, cue: CueMatch) -> bool:
    """ "Instead, he noted, the U.S. is continuing sanctions": what governs something of its own comments on nothing."""
    addressed = any(e.addressee or e.target for e in cue.entries)
    kids = parse.kids(verb, "xcomp", *(() if addressed else ("obj",)))
    mark = mark_after(parse, cue, cue.first, parse.sentence_of(verb).last)
    return any(cue.last < kid.i < mark and kid.pos != "PRON" for kid in kids)


def _aims(resolver: Resolver, cue: CueMatch, entry: ActEntry) -> bool:
    """ "A week after the vote, the envoy accused Oslo | of lying": the verb has its target and its content."""
    parse, lexicon = resolver.parse, resolver.lexicon
    target, content = (fill(parse, lexicon, cue, roles) for roles in (entry.target, entry.content))
    both = target is not None and content is not None and target.head != content.head
    return both and content is not None and not content.role.startswith("ccomp") and cue.last < content.first


def _named_after(resolver: Resolver, cue: CueMatch) -> bool:
    """ "…, says investor Kai-Fu Lee": a name or role right after the verb; "…, urged calm and left" has none."""
    beside = noun_beside(resolver, cue)
    if beside is None or not any(e.neutral for e in cue.entries):
        return False
    quoted = any(t.text in CLOSING for t in resolver.parse.tokens[max(0, cue.first - 2) : cue.first])
    return speaker_beside(resolver, cue, beside, None, quoted) is not None


def _governs_clause(resolver: Resolver, cue: CueMatch) -> bool:
    """«…, a ajouté que»: the verb has its own clause and is no incise."""
    parse = resolver.parse
    for word in parse.tokens[cue.last + 1 : cue.last + REACH]:
        if word.text in {",", ".", ":", ";"}:
            return False
        if word.plain in resolver.lexicon.grammar.that and word.pos == "SCONJ":
            return True
    return False
