"""Finite clauses that a cue governs, and where a clause begins and ends."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import Act
from pourparlers.reading.cues.asides import after_aside
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.text.phrases import (
    after_infinitive,
    is_finite,
    is_mandative,
    is_nonfinite,
    marker,
    noun_phrase,
)

CLAUSAL = {"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "obl", "obj", "nmod", "dep", "conj"}
# How many words may stand between a cue and its clause where commas or an owner part them.
ASIDE = 16
# Words that tell when, between a verb and what commas set aside.
SHORT = 3


def extent(parse: Parse, lexicon: Lexicon, head: Token, relation: str) -> tuple[int, int]:
    """First and last word of a filler, without its marker."""
    if relation in {"ccomp", "xcomp", "acl"}:
        return clause(parse, lexicon, head)
    first, last = noun_phrase(parse, head)
    # «n'accepte | que | des discussions techniques»
    opens = parse.tokens[first]
    return first + (first < head.i and opens.plain in lexicon.grammar.that and opens.rel != "det"), last


def clause(parse: Parse, lexicon: Lexicon, head: Token) -> tuple[int, int]:
    """First and last word of a clause without its conjunction, coordinated clauses of the same kind and its commas."""
    first, last = head.left, head.right
    asking = lexicon.grammar.interrogatives  # «combien de nasses la Norvège autoriserait»: its question begins with it
    doer = parse.kid(head, "nsubj", "csubj")
    # "that the lighthouse was in working order": what stands after the subject does not open the clause
    limit = doer.i if doer is not None and doer.i < head.i else head.i
    within = {*asking, *(lexicon.grammar.clitic_phrases if _infinitive(parse, head) else ())}
    own = {kid.i for kid in parse.kids(head, "mark") if kid.i < limit and kid.lower not in within}
    # «estime que | si la digue cède, le bac partira»: a condition right after the conjunction is part of what is said
    own = {i for i in own if parse.tokens[i].pos != "SCONJ" or not _is_that(lexicon, parse.tokens[i - 1])}
    for kid in parse.kids(head):
        if kid.i in own:
            first = max(first, max(i for i in range(kid.left, kid.right + 1) if i < head.i) + 1)
        elif _apart(parse, lexicon, head, kid) and kid.left > head.i:
            last = min(last, kid.left - 1)
    for kid in parse.kids(head, "case", "cc"):
        if kid.i < head.i and kid.left == first:
            first = kid.right + 1
    first = _negation_before(parse, lexicon, head, _after_addressee(parse, lexicon, head, first))
    for kid in parse.kids(head, "obl"):
        if kid.i < head.i and opens_by_which(parse, lexicon, kid):
            first = max(first, kid.right + 1)
    loose = {"PUNCT", "CCONJ", "SCONJ"}
    while last > head.i and parse.tokens[last].pos in loose and parse.tokens[last].text not in "»”\")'’":
        last -= 1
    loose = {"PUNCT", "CCONJ"}
    while first < head.i and parse.tokens[first].pos in loose and parse.tokens[first].text not in "«“(\"'‘":
        first += 1
    if parse.tokens[first].plain in lexicon.grammar.connectors and parse.tokens[first + 1].text == ",":
        first += 2  # "indicated, | however, | that the port would open"
    return first + (first < head.i and _is_that(lexicon, parse.tokens[first])), last


def _infinitive(parse: Parse, head: Token) -> bool:
    """«en avoir déplacé dix», not «en déplaçant»."""
    return any(t.feats.get("VerbForm") == "Inf" for t in (head, *parse.kids(head, "aux", "cop")))


def _is_that(lexicon: Lexicon, token: Token) -> bool:
    return token.plain in lexicon.grammar.that and (token.pos == "SCONJ" or token.feats.get("PronType") == "Rel")


def joined_by(parse: Parse, lexicon: Lexicon, clause: Token) -> str | None:
    """The conjunction of a clause joined to another: its marker, or what opens it, whatever the tree calls it."""
    opens = next((t for t in parse.tokens[clause.left : clause.i] if t.pos not in {"PUNCT", "CCONJ"}), clause)
    return marker(parse, clause) or (opens.plain if _is_that(lexicon, opens) else None)


def _after_addressee(parse: Parse, lexicon: Lexicon, head: Token, first: int) -> int:
    """ "told lawmakers in Vilnius | the ferry had run its course": of two subjects side by side the first is told."""
    subjects = [kid for kid in parse.kids(head, "nsubj") if kid.i < head.i]
    told = [c.entry for c in lexicon.verbs.get(parse.tokens[head.head].lemma, ())]
    if not any(role in {"obj", "iobj"} for entry in told for role in (*entry.addressee, *entry.target)):
        return first  # "said talks in Vienna | this week had stalled"
    if len(subjects) != 2 or subjects[0].left != first or subjects[0].right + 1 != subjects[1].left:
        return first
    asks = parse.tokens[first].lower in lexicon.grammar.interrogatives  # «combien de nasses | Oslo autorise»
    # "said the farmers in the valley and the fishermen on the coast had been misled"
    joined = parse.tokens[subjects[1].left].pos == "CCONJ"
    return first if asks or joined else subjects[1].left


def _negation_before(parse: Parse, lexicon: Lexicon, head: Token, first: int) -> int:
    """ "undertook | not to put up new wire": a negation right before the marker of an infinitive belongs to it."""
    at = first - 2
    marked = at >= 0 and parse.tokens[at + 1].rel == "mark" and is_nonfinite(parse, head)
    if marked and parse.tokens[at].head == head.i and parse.tokens[at].lower in lexicon.scope.negation:
        return at
    return first


def _apart(parse: Parse, lexicon: Lexicon, head: Token, kid: Token) -> bool:
    """A clause told beside this one: coordinated with a conjunction of its own («et qu'elle…»), or an incise."""
    if kid.dep == "parataxis:insert":
        return True
    if kid.rel == "conj":
        if after_infinitive(parse, kid):
            return True
        mark = joined_by(parse, lexicon, kid)
        if is_nonfinite(parse, head) and is_finite(parse, kid):
            # «affirme avoir visé le pont, mais l'explication ne convainc pas»: a clause of the reporter's
            return True
        return mark is not None and (mark in lexicon.grammar.that or mark == marker(parse, head))
    return False


def finite(parse: Parse, lexicon: Lexicon, token: Token, preposition: str, cue: CueMatch) -> Token | None:
    """The finite clause that a word governs; `preposition` may ask for one that tells («que») or that asks («si»)."""
    asking, telling = preposition in lexicon.grammar.whether, preposition in lexicon.grammar.that
    if preposition and not asking and not telling:
        # «plaide pour que la ligne rouvre»
        kids = (kid for kid in parse.kids(token, *CLAUSAL) if kid.i > token.i and is_finite(parse, kid))
        return next((kid for kid in kids if marker(parse, kid) == preposition), None)
    for kid in parse.kids(token, "obl", "iobj", "obj"):
        told = held_clause(parse, lexicon, kid) or _after_circumstance(parse, lexicon, kid, cue)
        if told is not None and not asking:
            return told
    for kid in parse.kids(token, *CLAUSAL):
        if kid.i < token.i or kid.pos == "PUNCT":
            continue
        if not asking and _tells(parse, lexicon, kid, cue):
            return kid
        if not telling and _asks(parse, lexicon, kid, cue):
            return kid
    if asking:
        return None
    found = _after_that(parse, lexicon, cue) or (_according(parse, lexicon, cue) if cue.kind == "noun" else None)
    return found or after_aside(parse, lexicon, cue)


def held_clause(parse: Parse, lexicon: Lexicon, pronoun: Token) -> Token | None:
    """«s'oppose à ce que Kiev participe»: the clause of a pronoun that does no more than carry it."""
    held = pronoun.pos == "PRON" and pronoun.feats.get("PronType") == "Dem" and marker(parse, pronoun) is not None
    after = parse.tokens[min(pronoun.i + 1, len(parse.tokens) - 1)]
    if not held or after.plain not in lexicon.grammar.that:
        return None
    return next((kid for kid in parse.kids(pronoun, "acl") if kid.i > after.i and is_finite(parse, kid)), None)


def _after_circumstance(parse: Parse, lexicon: Lexicon, kid: Token, cue: CueMatch) -> Token | None:
    """ "said in a letter to the council | the bridge would close": a whole clause, on the noun before it in the tree.

    It has its subject first and an auxiliary or object of its own: "said in a letter the ministry released on Monday".
    """
    outside = kid.rel == "obl" and marker(parse, kid) is not None and not lexicon.grammar.subject_after
    if not outside or kid.i < cue.i or not any(entry.neutral for entry in cue.entries):
        return None
    nouns = (kid, *parse.kids(kid, "nmod"))
    told = next((c for noun in nouns for c in parse.kids(noun, "acl") if c.dep == "acl:relcl"), kid)
    doer = parse.kid(told, "nsubj", "nsubj:pass", "expl")
    whole = doer is not None and doer.left == told.left and doer.pos in {"NOUN", "PROPN"} and is_finite(parse, told)
    if not whole or parse.kid(told, "aux", "cop", "obj") is None:
        return None
    again = any(t.plain in lexicon.grammar.that and t.pos == "SCONJ" for t in parse.tokens[told.right : told.right + 3])
    return None if again else told


def subject_taken(parse: Parse, lexicon: Lexicon, kid: Token, cue: CueMatch) -> bool:
    """ "believe the departure of the minister, who…, | could cost votes": its subject passes for the verb's object.

    So in "Marta Kowal denies staff | leaked data": a past with an object of its own.
    """
    taken = next((one for one in parse.kids(parse.tokens[cue.i], "obj") if one.left == cue.last + 1), None)
    if taken is None or lexicon.grammar.subject_after or parse.kid(kid, "nsubj", "mark", "cc", "expl") is not None:
        return False
    helped = any(aux.feats.get("VerbForm") == "Fin" for aux in parse.kids(kid, "aux", "cop"))
    modal = helped and kid.rel in {"conj", "parataxis", "ccomp"}
    past = kid.rel == "xcomp" and kid.feats.get("Tense") == "Past" and parse.kid(kid, "obj") is not None
    return (modal or past) and taken.pos in {"NOUN", "PROPN"} and 0 < kid.left - taken.right <= 2


def _tells(parse: Parse, lexicon: Lexicon, kid: Token, cue: CueMatch) -> bool:
    mark = None if _aim(parse, kid) else marker(parse, kid)
    if subject_taken(parse, lexicon, kid, cue):
        return True
    if _on_condition(parse, lexicon, kid.left + (parse.tokens[kid.left].text == ",")):
        return False
    if (mark in lexicon.grammar.that and (has_verb(parse, kid) or _holds_verb(parse, kid, cue))) or _thus(
        parse, lexicon, kid, cue
    ):
        return not (_consecutive(parse, lexicon, cue, kid.left) or _of_object_before(parse, kid, cue))
    # "said tighter controls on the border were key factors": whatever the tree calls a clause with a copula
    whole = kid.rel in {"obj", "obl"} and parse.kid(kid, "cop") is not None and kid.pos == "NOUN"
    # "denies captain rammed trawler"
    whole |= kid.rel == "xcomp" and kid.feats.get("Tense") == "Past" and parse.kid(kid, "obj") is not None
    whole = (whole or kid.rel == "ccomp") and not _of_a_place(parse, lexicon, kid)
    if mark is not None or not whole or lexicon.grammar.subject_after:
        return False
    # "The trawler, long thought to be unsinkable, was towed into Bergen": a bare clause has a subject of its own, or
    # stands right after the verb that parts it from one ("a plan that experts believe could cost millions").
    owned = parse.kid(kid, "nsubj", "nsubj:pass", "csubj", "expl") is not None
    # "Both mayors urged | the ban be lifted"
    wished = cue.entry.act is Act.DEMAND and owned and is_mandative(parse, kid)
    return wished or is_finite(parse, kid) and (owned or kid.left - cue.last <= 2)


def _aim(parse: Parse, kid: Token) -> bool:
    """ "said the aim was | to mend the crane": the mark of an infinitive that is a predicate opens no clause."""
    copula, doer, mark = parse.kid(kid, "cop", "aux"), parse.kid(kid, "nsubj"), parse.kid(kid, "mark")
    if copula is None or doer is None or mark is None or kid.feats.get("VerbForm") != "Inf":
        return False
    return doer.i < copula.i < mark.i and copula.feats.get("VerbForm") == "Fin"


def _of_object_before(parse: Parse, kid: Token, cue: CueMatch) -> bool:
    """«a accepté la mission, | qu'elle souhaite voir conduite par l'ONU»: after an object with its comma, a relative.

    Its verb lacks the object, or lies above one that does.
    """
    taken = next((one for one in parse.kids(parse.tokens[cue.i], "obj") if one.i > cue.last), None)
    comma = parse.tokens[kid.left] if parse.tokens[kid.left].text == "," else parse.tokens[kid.left - 1]
    if taken is None or comma.text != "," or taken.right != comma.i - 1 or taken.pos not in {"NOUN", "PROPN"}:
        return False
    return cue.kind == "verb" and not any(parse.kid(verb, "obj", "ccomp") for verb in (kid, *parse.kids(kid, "xcomp")))


def _thus(parse: Parse, lexicon: Lexicon, kid: Token, cue: CueMatch) -> bool:
    """«Le journal estime ainsi | que la clause est nulle»: a tree may join the conjunction to the adverb."""
    adverb, that = parse.tokens[cue.last + 1 : cue.last + 3] if cue.last + 2 < kid.i else (kid, kid)
    joined = that.rel == "fixed" and that.head == adverb.i and that.plain in lexicon.grammar.that
    beside = kid.left == that.i + 1 or adverb.head == kid.i
    own = kid.rel in {"ccomp", "conj", "obj"} and beside and is_finite(parse, kid)
    return joined and own and adverb.pos == "ADV" and adverb.plain not in lexicon.grammar.outside


def _asks(parse: Parse, lexicon: Lexicon, kid: Token, cue: CueMatch) -> bool:
    if kid.rel not in {"ccomp", "advcl", "obj"} or not _follows(parse, kid, cue):
        return False
    if marker(parse, kid) in lexicon.scope.condition_markers and _of_an_object(parse, kid, cue):
        return False
    moment = kid.rel == "advcl" and parse.tokens[kid.left].lower in lexicon.grammar.moments
    if moment and not any(entry.act is Act.ASK for entry in cue.entries):
        return False  # '"We will see," she said when asked about it'
    if _of_a_place(parse, lexicon, kid):
        return False
    opens = parse.tokens[kid.left].lower in lexicon.grammar.interrogatives or kid.feats.get("PronType") == "Int"
    return opens or marker(parse, kid) in lexicon.grammar.whether


def _of_a_place(parse: Parse, lexicon: Lexicon, kid: Token) -> bool:
    """"told reporters at the mansion | where the talks were held": what took place there, not what is asked."""
    opens, before = parse.tokens[kid.left], parse.tokens[max(kid.left - 1, 0)]
    where = opens.lower in lexicon.grammar.relative and opens.lower in lexicon.grammar.interrogatives
    return where and opens.pos == "ADV" and before.rel in {"obl", "nmod"} and parse.kid(before, "case") is not None


def _of_an_object(parse: Parse, kid: Token, cue: CueMatch) -> bool:
    """ "threatening legal action if it does not comply": after an object a condition, where nobody is asked."""
    asks = any(role.partition(":")[2] for e in cue.entries for role in e.content if role.startswith("ccomp:"))
    # "warned of consequences if the boats returned"
    between = (one for one in parse.kids(parse.tokens[cue.i], "obj", "obl") if cue.last < one.i < kid.left)
    return not asks and any(one.pos == "NOUN" for one in between)


def _consecutive(parse: Parse, lexicon: Lexicon, cue: CueMatch, end: int) -> bool:
    """«soufflait si fort que le bac est resté à quai»: what followed from it, not what was said."""
    between = parse.tokens[cue.last + 1 : end]
    return any(t.lower in lexicon.grammar.whether and t.pos == "ADV" for t in between)


def _follows(parse: Parse, kid: Token, cue: CueMatch) -> bool:
    """Whether a question stands right after its verb, or after whom it is put to («demande à la ministre pourquoi»)."""
    if 0 < kid.left - cue.last <= 3:
        return True
    if not any(entry.target or entry.addressee for entry in cue.entries):
        return False
    asked = parse.kids(parse.tokens[cue.i], "obl", "obj", "iobj")
    return any(one.left == cue.last + 1 and one.right == kid.left - 1 for one in asked)


def has_verb(parse: Parse, token: Token) -> bool:
    """Whether a clause has a verb, a copula or a subject, so that it is none of a lone noun."""
    return token.pos in {"VERB", "AUX"} or is_finite(parse, token) or parse.kid(token, "cop", "nsubj") is not None


def _on_condition(parse: Parse, lexicon: Lexicon, that: int) -> bool:
    """«a accepté la visite à condition | que la presse y soit»: what something is tied to is not what is said."""
    return " ".join(t.plain for t in parse.tokens[max(0, that - 2) : that + 1]) in lexicon.grammar.provided


def _holds_verb(parse: Parse, kid: Token, cue: CueMatch) -> bool:
    """«estime que si le quai cède d'« un ou deux » mètres, | ce sera assez»: a tree that has a noun for the head."""
    finite = (t for t in parse.subtree(kid) if t.feats.get("VerbForm") == "Fin")
    return kid.rel == "ccomp" and kid.left == cue.last + 1 and any(t.rel not in {"acl", "advcl"} for t in finite)


def _after_that(parse: Parse, lexicon: Lexicon, cue: CueMatch) -> Token | None:
    """Where the tree lost the clause: «que» soon after the verb, adverbs, dates and addressees between them."""
    first = _over_aside(parse, lexicon, cue)
    limit = min(parse.sentence_of(parse.tokens[cue.i]).last, first + 8)
    told = any(entry.addressee for entry in cue.entries)
    for i in range(first, limit):
        word = parse.tokens[i]
        to = _to_that(parse, lexicon, first, i)
        if word.rel == "fixed" and not to:
            # «admet les balises à condition que Bruxelles les finance»
            return None
        if _of_object(parse, word) or _on_condition(parse, lexicon, i) or word.lower in lexicon.grammar.outside_nouns:
            return None  # «a rejeté la demande au motif | que le délai était passé»
        if not to and parse.tokens[i - 1].lower in lexicon.grammar.clause_antecedents:
            return None  # «a proposé une pause, ce que l'équipage attendait»
        if word.plain in lexicon.grammar.that and (
            word.pos == "SCONJ"
            or (cue.kind == "verb" and (told or to or i == first or _through(parse, lexicon, cue, i - 1)))
        ):
            return None if _consecutive(parse, lexicon, cue, i) else _head_after(parse, word)
        if word.pos in {"VERB", "AUX", "PUNCT", "CCONJ"} and word.text != ",":
            return None
    return None


def _through(parse: Parse, lexicon: Lexicon, cue: CueMatch, at: int) -> bool:
    """«a affirmé lundi dans une note | que la digue…»: what the words came through takes no relative clause."""
    noun, verb = parse.tokens[at], parse.tokens[cue.i]
    channel = noun.lemma in lexicon.scope.channel_nouns and marker(parse, noun) in lexicon.grammar.channel
    return channel and parse.kid(verb, "obj", "ccomp", "iobj") is None


def _of_object(parse: Parse, that: Token) -> bool:
    """«a proposé un plan que Moscou a jugé ridicule»: a relative pronoun, whose clause is the object's.

    Or its apposition's: «a suggéré une réunion, offre que la Jordanie a saluée».
    """
    verb = parse.tokens[that.head]
    noun = parse.tokens[verb.head]
    told = (that.pos == "PRON" and noun.rel == "obj") or (noun.rel in {"appos", "parataxis"} and noun.pos == "NOUN")
    # «a accepté les contrôles, | que les routiers attendent»: a pronoun that a tree takes for a conjunction
    apart = noun.rel == "obj" and parse.tokens[that.i - 1].text == ","
    told |= apart and parse.kid(verb, "obj", "ccomp", "xcomp", "cop") is None
    if that.rel == "obj" and noun.rel == "nmod":
        # «a demandé une enquête sur une société | qu'elle juge suspecte»: of a noun that describes the object
        above = next(t for t in (noun, *parse.ancestors(noun)) if t.rel != "nmod")
        told = above.rel == "obj" and above.pos == "NOUN"
    if that.rel == "obj" and noun.rel == "obl":
        # «a ordonné une frappe sur une base | qu'il juge suspecte»: the verb above has its object
        told = any(kid.i < noun.i for kid in parse.kids(parse.tokens[noun.head], "obj"))
    return told and verb.dep == "acl:relcl"


def _head_after(parse: Parse, that: Token) -> Token | None:
    """The head of the clause that a conjunction opens, where the tree has one to its right."""
    head = parse.tokens[that.head]
    while head.rel in {"aux", "cop"} or (head.rel in {"mark", "case"} and head.i < that.i):
        head = parse.tokens[head.head]
    return head if head.i > that.i and head.left >= that.i - 2 and has_verb(parse, head) else None


def _to_that(parse: Parse, lexicon: Lexicon, first: int, that: int) -> bool:
    """«demande à ce que les plages restent ouvertes»."""
    to = next(iter(lexicon.grammar.contracted), "")
    return that == first + 2 and parse.tokens[first].lower == to and parse.tokens[first + 1].pos == "PRON"


def _over_aside(parse: Parse, lexicon: Lexicon, cue: CueMatch) -> int:
    """The word after the cue, over what two commas set aside: «a exigé, lors d'un dîner à Bodø, que les fermes…»."""
    first = cue.last + 1
    limit = min(parse.sentence_of(parse.tokens[cue.i]).last, first + ASIDE)
    if first >= limit:
        return first
    if parse.tokens[first].plain in lexicon.grammar.outside and is_nonfinite(parse, parse.tokens[first + 1]):
        return _over_gerund(parse, lexicon, first, limit)
    comma = first
    while comma < limit and parse.tokens[comma].rel in {"obl", "nmod", "advmod"} and comma - first < SHORT:
        comma += 1  # «a affirmé mercredi soir, au terme de l'entretien, que…»
    if comma >= limit or parse.tokens[comma].text != ",":
        return first
    for i in range(comma + 1, limit):
        if parse.tokens[i].feats.get("VerbForm") == "Fin":
            break
        if parse.tokens[i].text == ",":
            return i + 1 if parse.tokens[i + 1].plain in lexicon.grammar.that else first
    return first


def _over_gerund(parse: Parse, lexicon: Lexicon, first: int, limit: int) -> int:
    """ "said after meeting his counterpart, Juma Kessy, | that the ferry would sail": the conjunction after it."""
    for token in parse.tokens[first + 2 : limit]:
        if token.feats.get("VerbForm") == "Fin":
            break
        if token.plain in lexicon.grammar.that and token.pos == "SCONJ":
            return token.i
    return first


def _according(parse: Parse, lexicon: Lexicon, cue: CueMatch) -> Token | None:
    """«l'accusation de Bakou selon laquelle le cargo a vidé ses cuves»: the noun's clause stands in a relative one."""
    limit = min(parse.sentence_of(parse.tokens[cue.i]).last, cue.last + ASIDE)
    for i in range(cue.last + 1, limit):
        if parse.tokens[i].feats.get("VerbForm") == "Fin":
            return None
        if opens_by_which(parse, lexicon, parse.tokens[i + 1]):
            head = parse.tokens[parse.tokens[i + 1].head]
            return head if head.i > i + 1 and has_verb(parse, head) else None
    return None


def opens_by_which(parse: Parse, lexicon: Lexicon, token: Token) -> bool:
    """The pronoun of «selon laquelle», "according to which"."""
    return token.lower in lexicon.grammar.relative and marker(parse, token) in lexicon.prepositions
