"""Acts that speakers do in what they say of themselves: «nous refusons», «elle ne paiera pas», "we never agreed"."""

from __future__ import annotations

import re

from pourparlers.language.tree import Token
from pourparlers.model import Act, Form
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.cues.find import cue_at, dictionary_forms, lemma_of
from pourparlers.reading.cues.quotations import Words
from pourparlers.reading.cues.scope import is_negated, is_supposed
from pourparlers.reading.statements.agents import is_passive
from pourparlers.reading.statements.chosen_frames import choose
from pourparlers.reading.text.phrases import is_finite, marker

# Words of a content that are looked at.
SPAN_WORDS = 60
# Acts that one denies to have done.
OF_ONESELF = {Act.ACCEPT, Act.PROMISE, Act.PROPOSE, Act.DEMAND, Act.THREATEN}


def own_act(resolver: Resolver, words: Words, draft: Draft) -> tuple[Act, bool] | None:
    """The act that a neutral statement does by its own words, with whether it is negated; None where they tell none.

    «Nous refusons» refuses; a refusal is also to say that one will not («l'Équateur ne paiera pas»), a denial that one
    never did («nous n'avons jamais reçu de lettre»).
    """
    parse = resolver.parse
    for start, end in draft.content:
        first, last = words.inside(start, end)
        for token in parse.tokens[first : min(last, first + SPAN_WORDS) + 1]:
            if token.pos != "VERB" or token.dep == "acl:relcl":
                continue
            if not has_own_subject(resolver, draft, _first_joined(resolver, token)):
                continue
            if is_passive(parse, token):
                continue  # "we are condemned to get along", "we are encouraged" do none of it
            itself = _speaks_itself(resolver, draft, _first_joined(resolver, token))
            told = _named_act(resolver, token) if itself else None
            if told is not None:
                return (Act.DENY, False) if _undone(resolver, token, *told) else told
            if draft.cue is None:
                # An answer of an interview says much; only what it names decides.
                continue
            if _unwilling(resolver, token):
                # «ne poursuivra pas les pêcheurs» spares them
                spares = lemma_of(token, resolver.lexicon) in resolver.lexicon.scope.hostile_verbs
                return (Act.PROMISE if spares else Act.REJECT), False
            if _never(resolver, token):
                return Act.DENY, False
    return None


def _first_joined(resolver: Resolver, verb: Token) -> Token:
    """«Nous regrettons et | condamnons ces tirs»: the verb that has the subject of both."""
    parse = resolver.parse
    first = parse.tokens[verb.head]
    same = verb.feats.get("Person") in {first.feats.get("Person"), "1", "2"}
    bare = verb.rel == "conj" and is_finite(parse, verb) and parse.kid(verb, "nsubj", "nsubj:pass", "expl") is None
    return first if bare and same else verb


def stands_by(resolver: Resolver, draft: Draft) -> bool:
    """Whether a speaker insists that something was not so.

    «A assuré que personne n'avait parlé d'ultimatum», «affirme n'avoir rien vu de tel», "insisted it had no such plan".
    """
    lexicon, parse = resolver.lexicon, resolver.parse
    if draft.cue_word is None or not draft.content_heads:
        return False
    head = parse.tokens[draft.content_heads[0]]
    if lemma_of(parse.tokens[draft.cue_word], lexicon) not in lexicon.verdicts.insisting or is_ahead(resolver, head):
        return False
    if _nobody(resolver, head):
        return True
    own = not is_finite(parse, head) or has_own_subject(resolver, draft, head)
    return (own or _dealt(resolver, head)) and is_negated(parse, lexicon, head)


def _dealt(resolver: Resolver, verb: Token) -> bool:
    """"Maintains that the envoys never | met", "that they did not": a contact that was, or what was told before."""
    parse, lexicon = resolver.parse, resolver.lexicon
    lemma = lemma_of(verb, lexicon)
    past = any(form.feats.get("Tense") == "Past" for form in (verb, *parse.kids(verb, "aux")))
    met = lemma in lexicon.encounter_verbs or lemma in lexicon.grammar.pro_verbs
    return past and met and parse.kid(verb, "obj") is None


def _nobody(resolver: Resolver, verb: Token) -> bool:
    """«Personne n'a parlé», «aucun avion n'a volé», «n'avoir rien vu», «n'est prouvé par aucune étude»."""
    parse, negation = resolver.parse, resolver.lexicon.negation
    negative = {*negation, *resolver.lexicon.grammar.negative_subjects, *resolver.lexicon.grammar.negative_determiners}
    for kid in parse.kids(verb, "nsubj", "obj", "obl:agent"):
        if kid.lower in negative or any(word.lower in negative for word in parse.kids(kid, "det", "cc", "advmod")):
            return True
    return False


def accepts_if(resolver: Resolver, draft: Draft) -> bool:
    """"Said it would attend provided the ban was lifted": a step of one's own, if another takes one."""
    parse, provided = resolver.parse, resolver.lexicon.grammar.provided
    for head in (parse.tokens[i] for i in draft.content_heads[:1]):
        told = parse.text[head.end : draft.content[-1][1]].lower().replace("’", "'")
        on_terms = any(re.search(rf"\b{re.escape(words)}(?!\w)", told) for words in provided)
        if on_terms and has_own_subject(resolver, draft, head) and is_ahead(resolver, head):
            return not is_negated(parse, resolver.lexicon, head)
    return False


def threatens(resolver: Resolver, draft: Draft) -> bool:
    """Whether a warning announces the speaker's own measure, or a promise harms.

    «A prévenu qu'elle saisirait la justice», «promet de bloquer le port», «annonce qu'il partira si l'on ne cède pas».
    """
    heads = [resolver.parse.tokens[i] for i in draft.content_heads[:1]]
    if draft.act is Act.PROMISE:
        # «s'engage à ne pas saisir les troupeaux» promises
        willing = [head for head in heads if not is_negated(resolver.parse, resolver.lexicon, head)]
        hostile = resolver.lexicon.scope.hostile_verbs
        harms = (lemma_of(head, resolver.lexicon) in hostile or _unless(resolver, head) for head in willing)
        return any(harms) or any(_keeps_shut(resolver, head) for head in willing)
    own = (head for head in heads if head.pos == "VERB" and has_own_subject(resolver, draft, head))
    ahead = [head for head in own if is_ahead(resolver, head)]
    if draft.neutral:
        return draft.act is Act.SAY and any(_unless(resolver, head) for head in ahead)
    return draft.act is Act.WARN and bool(ahead)


def _unless(resolver: Resolver, verb: Token) -> bool:
    """«enrichirait l'uranium si les sanctions n'étaient pas levées»: what one does if another does not yield."""
    parse, lexicon = resolver.parse, resolver.lexicon
    if is_negated(parse, lexicon, verb):
        return False
    above = parse.kids(parse.tokens[verb.head], "advcl") if verb.rel == "xcomp" else ()
    clauses = [kid for kid in (*parse.kids(verb, "advcl"), *above) if kid.i > verb.i]
    ifs = [kid for kid in clauses if marker(parse, kid) in lexicon.grammar.whether]
    # "vowed to go to court if Oslo fails to publish", "vowed to leave unless the fees are cut"
    failing = {words.partition(" ")[0] for words in lexicon.scope.near_negation}
    fails = any(is_negated(parse, lexicon, kid) or lemma_of(kid, lexicon) in failing for kid in ifs)
    yields = (kid for kid in clauses if marker(parse, kid) in lexicon.grammar.until)
    if any(lemma_of(kid, lexicon) in lexicon.scope.yielding_verbs for kid in yields):
        return True  # "vowed to stay on the pier until the levy is scrapped"
    return fails or any(marker(parse, kid) in lexicon.grammar.unless for kid in clauses)


def _keeps_shut(resolver: Resolver, verb: Token) -> bool:
    """Whether something is to be kept shut: "vowed to keep the crossing closed"."""
    parse, scope = resolver.parse, resolver.lexicon.scope
    states = set(scope.hostile_states)
    things = [*parse.kids(verb, "xcomp", "obj", "ccomp"), *(k for o in parse.kids(verb, "obj") for k in parse.kids(o))]
    shut = any(kid.i > verb.i and not states.isdisjoint(dictionary_forms(kid)) for kid in things)
    return shut and lemma_of(verb, resolver.lexicon) in scope.keeping_verbs


def _named_act(resolver: Resolver, verb: Token) -> tuple[Act, bool] | None:
    parse, lexicon = resolver.parse, resolver.lexicon
    cue = cue_at(parse, lexicon, verb)
    if cue is None or any(entry.neutral for entry in cue.entries):
        return None
    # "We want to join" wants a course of one's own, "we want them to leave" something of another.
    chosen = choose(resolver, cue)
    acts = {chosen[0].act} if chosen is not None else {entry.act for entry in cue.entries}
    supposed = acts == {Act.SAY} or is_supposed(parse, lexicon, verb)
    return (acts.pop(), is_negated(parse, lexicon, verb)) if len(acts) == 1 and not supposed else None


def _undone(resolver: Resolver, verb: Token, act: Act, negated: bool) -> bool:
    """"We have accepted no observers", "we did not ask for a delay", not "we have not yet agreed": what is no fact."""
    forms = [verb, *resolver.parse.kids(verb, "aux")]
    past = any(form.feats.get("Tense") == "Past" for form in forms)
    near = resolver.parse.tokens[max(0, verb.i - 4) : verb.i + 4]
    open_ = any(token.lower in resolver.lexicon.grammar.so_far for token in near)
    return negated and act in OF_ONESELF and past and not open_


def _speaks_itself(resolver: Resolver, draft: Draft, verb: Token) -> bool:
    """A first person in direct speech; in indirect speech the inner act is a statement of its own."""
    first = resolver.lexicon.grammar.first_person
    kids = resolver.parse.kids(verb, "nsubj")
    return draft.form is Form.DIRECT and any(kid.plain in first for kid in kids)


def has_own_subject(resolver: Resolver, draft: Draft, verb: Token) -> bool:
    """Whether the subject of a verb is the speaker, or the speaker's side."""
    parse, grammar = resolver.parse, resolver.lexicon.grammar
    shared = verb.rel == "conj" and parse.kid(verb, "nsubj", "nsubj:pass") is None
    for subject in parse.kids(parse.tokens[verb.head] if shared else verb, "nsubj"):
        word = subject.plain
        if draft.form is Form.DIRECT and word in grammar.first_person:
            return True
        if draft.form is not Form.DIRECT and subject.pos == "PRON" and draft.speaker is not None:
            found = resolver.resolve(subject, draft.speaker, True)
            return found is not None and found.ids == draft.speaker.ids
        if any(kid.lower in grammar.possessive for kid in parse.kids(subject, "det", "nmod")):
            return subject.lemma in {*grammar.sides, *resolver.lexicon.scope.collective_nouns}
        mention = resolver.cast.names.get(subject.i)
        if mention is not None and draft.speaker is not None:
            return resolver.cast.party_of(mention.id) in draft.speaker.parties
    return False


def _unwilling(resolver: Resolver, verb: Token) -> bool:
    """«ne paiera pas», "will not pay", «ne tolérerait pas»."""
    return is_ahead(resolver, verb) and is_negated(resolver.parse, resolver.lexicon, verb)


def is_ahead(resolver: Resolver, verb: Token) -> bool:
    """A future, by its form or its auxiliary; the conditional of reported speech is one («a dit qu'il saisirait»)."""
    forms = [verb, *resolver.parse.kids(verb, "aux", "cop")]
    if any(form.feats.get("Tense") == "Fut" or form.feats.get("Mood") == "Cnd" for form in forms):
        return not any(form.dep == "aux:tense" for form in forms)
    return any(form.lower in resolver.lexicon.grammar.future_words for form in forms[1:])


def _never(resolver: Resolver, verb: Token) -> bool:
    """«n'a jamais retenu le moindre relevé», "has never asked": a past that is denied outright."""
    parse, strong = resolver.parse, resolver.lexicon.grammar.never
    forms = [verb, *parse.kids(verb, "aux")]
    past = any(form.feats.get("Tense") == "Past" for form in forms)
    near = parse.tokens[max(0, verb.i - 4) : verb.i + 3]
    return past and any(token.lower in strong for token in near) and is_negated(parse, resolver.lexicon, verb)
