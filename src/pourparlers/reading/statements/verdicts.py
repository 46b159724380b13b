"""What a content judges: «juge le procédé indigne», "the proposal is preposterous", «Rome nous a trompés»."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.language.tree import Token
from pourparlers.model import Act, Form
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.cues.find import dictionary_forms, lemma_of
from pourparlers.reading.cues.quotations import Words
from pourparlers.reading.cues.scope import is_negated
from pourparlers.reading.statements.incises import LONE
from pourparlers.reading.statements.own_acts import has_own_subject, is_ahead
from pourparlers.reading.text.phrases import subject

# Words that head what is said: of a sentence, of a clause that a cue governs, of one beside it, of what is tried.
HEADING = {"root", "ccomp", "conj", "parataxis", "xcomp"}
# A quotation of so many words, none of them a verb, may be a judgement alone.
LONE_WORDS = 10


def verdict(resolver: Resolver, words: Words, draft: Draft) -> Act | None:
    """The act of a judgement that heads a neutral statement; None where it judges nothing."""
    for token in _heads(resolver, words, draft):
        act = _judged(resolver, draft, token) or _misdeed(resolver, draft, token)
        if act is not None:
            return act
    return _before_clause(resolver, draft)


def _heads(resolver: Resolver, words: Words, draft: Draft) -> Iterator[Token]:
    parse = resolver.parse
    for start, end in draft.content:
        first, last = words.inside(start, end)
        for token in parse.tokens[first : last + 1]:
            if token.i in draft.content_heads or token.rel in HEADING:
                yield token


def _before_clause(resolver: Resolver, draft: Draft) -> Act | None:
    """«Juge indécent que personne n'ait été consulté»: the adjective of a verb of judging, before its clause."""
    parse = resolver.parse
    clause = draft.rule_role.startswith("ccomp") or draft.rule_role == "quoted"
    if draft.cue_word is None or draft.form is Form.DIRECT or not clause or not draft.content_heads:
        return None
    cue = parse.tokens[draft.cue_word]
    for kid in parse.kids(cue, "xcomp", "advmod"):
        # Whatever its tag: a lone adjective may be taken for an adverb or a number.
        if cue.i < kid.i <= draft.content_heads[0]:
            act = _opinion(resolver, kid, resolver.lexicon.verdicts.refused)
            if act is not None and not is_negated(parse, resolver.lexicon, cue):
                return act
    return None


def _opinion(resolver: Resolver, token: Token, refused: frozenset[str]) -> Act | None:
    lists, keys = resolver.lexicon.verdicts, {*dictionary_forms(token)}
    for act, known in ((Act.REJECT, refused), (Act.ACCUSE, lists.blame), (Act.SUPPORT, lists.praise)):
        if keys & known:
            return act
    return None


def _judged(resolver: Resolver, draft: Draft, token: Token) -> Act | None:
    """What a predicate says of its subject, or of the object of a verb of judging."""
    parse, lists = resolver.parse, resolver.lexicon.verdicts
    if token.pos not in {"ADJ", "NOUN", "VERB", "PROPN"} or not _is_predicate(resolver, draft, token):
        return None
    if is_negated(parse, resolver.lexicon, token):
        return None
    keys = {*dictionary_forms(token)}
    if keys & lists.untrue and _of_a_claim(resolver, token):
        return Act.DENY
    refused = lists.refused | lists.alone if draft.rule_role == LONE else lists.refused
    act = _opinion(resolver, token, refused)
    if act is not None:
        return act
    # «un procédé indigne», "a shameful page": the noun only carries the judgement
    blamed = (lists.blame.intersection(dictionary_forms(kid)) for kid in parse.kids(token, "amod"))
    return Act.ACCUSE if any(blamed) else None


def _is_predicate(resolver: Resolver, draft: Draft, token: Token) -> bool:
    if resolver.parse.kid(token, "cop") is not None or _alone(resolver, draft, token):
        return True
    return token.i in draft.content_heads and draft.rule_role.partition(":")[0] in {"pred", "obl", "obj"}


def _alone(resolver: Resolver, draft: Draft, token: Token) -> bool:
    """«« Absurde », coupe la ministre», "“Lies, lies and more lies,” she said": a quotation of no more than that."""
    if draft.form is not Form.DIRECT or len(draft.content) > 1 or token.rel in {"amod", "nmod", "obl"}:
        return False
    start, end = draft.content[0]
    said = [one for one in resolver.parse.words(resolver.parse.sentence_of(token)) if start <= one.start < end]
    whole = bool(said) and said[0].start - start <= 1 and end - said[-1].end <= 1
    return whole and len(said) <= LONE_WORDS and all(one.pos not in {"VERB", "AUX"} for one in said)


def _of_a_claim(resolver: Resolver, token: Token) -> bool:
    """Whether a predicate is said of a claim («qualifie ces bruits de fables»), or of nothing («parle de montage»)."""
    parse, grammar = resolver.parse, resolver.lexicon.grammar
    above = parse.kids(parse.tokens[token.head], "obj") if parse.kid(token, "cop") is None else ()
    of = [kid for kid in (*parse.kids(token, "nsubj"), *above) if kid.i != token.i]
    return all(kid.lemma in grammar.claims or kid.plain in grammar.impersonal for kid in of)


def _misdeed(resolver: Resolver, draft: Draft, verb: Token) -> Act | None:
    """Another's wrong blames ("Beijing has cheated us"); one that one did not do denies («nous n'avons pas tiré»)."""
    parse, lexicon = resolver.parse, resolver.lexicon
    lemma = lemma_of(verb, lexicon)
    if verb.pos != "VERB" or is_ahead(resolver, verb) or _modal(resolver, verb):
        return None
    doer = _doer(resolver, verb)
    if doer is None or lemma not in lexicon.verdicts.misdeeds | lexicon.verdicts.deeds:
        return None
    own = has_own_subject(resolver, draft, parse.tokens[doer.head])
    if is_negated(parse, lexicon, verb):
        return Act.DENY if own else None
    blamed = not own and lemma in lexicon.verdicts.misdeeds and _is_another(resolver, draft, doer)
    return Act.ACCUSE if blamed else None


def _is_another(resolver: Resolver, draft: Draft, doer: Token) -> bool:
    found = resolver.resolve(doer, draft.speaker, False)
    if found is not None:
        return draft.speaker is None or not set(found.ids) & set(draft.speaker.ids)
    # «trompés par de fausses informations russes»
    return doer.rel == "obl" and any(i in resolver.cast.names for i in range(doer.left, doer.right + 1))


def _modal(resolver: Resolver, verb: Token) -> bool:
    """Whether a verb tells what may be: "could hurt the port" warns, it blames nobody."""
    unrealised = resolver.lexicon.grammar.unrealised
    return any(aux.lower in unrealised or aux.lemma in unrealised for aux in resolver.parse.kids(verb, "aux"))


def _doer(resolver: Resolver, verb: Token) -> Token | None:
    """Who does what a verb tells: its subject or that of the verb above, of a passive the agent."""
    parse, agents = resolver.parse, resolver.lexicon.grammar.agent
    if parse.kid(verb, "aux:pass") is not None:
        by = (kid for kid in parse.kids(verb, "obl") if any(c.lower in agents for c in parse.kids(kid, "case")))
        return next(by, None)
    while True:
        found = subject(parse, verb)
        if found is not None or verb.rel not in {"xcomp", "conj"} or verb.head == verb.i:
            return found
        verb = parse.tokens[verb.head]
