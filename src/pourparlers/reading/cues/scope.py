"""What turns or bounds an act: negation, the press conditional, hedges, conditions, acts not done."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.cues.find import lemma_of
from pourparlers.reading.text.phrases import governors, is_finite, is_nonfinite, marker


def is_negated(parse: Parse, lexicon: Lexicon, verb: Token, own: int = -1, cue: str = "") -> bool:
    """Whether an act is negated: «n'a pas exclu», «sans l'écarter», «n'a ni confirmé ni infirmé».

    Words of the cue itself, from the verb to word `own` or written in it, negate nothing («n'a pas voulu signer»,
    "has no intention of closing").
    """
    if _shied_from(parse, lexicon, verb):
        return True
    near = [kid for kid in parse.kids(verb, "advmod", "mark", "cc", "det", "case", "aux") if abs(kid.i - verb.i) < 8]
    words = {kid.plain for kid in near if not verb.i < kid.i <= own and not _in_part(parse, lexicon, kid)}
    # «n'est pas non plus à l'ordre du jour»: one adverb on another
    words |= {inner.plain for kid in near if kid.rel == "advmod" for inner in _adverbs(parse, kid)}
    for aux in parse.kids(verb, "aux"):
        words |= {kid.plain for kid in parse.kids(aux, "advmod")}
    words -= set(cue.split()[1:])
    for kid in parse.kids(verb, *(("obj", "nsubj") if own <= verb.i else ("nsubj",))):
        # "accepted no observers", «aucune partie n'a accepté»: the determiner negates the verb
        words |= {det.lower for det in parse.kids(kid, "det") if det.lower in lexicon.grammar.negative_determiners}
        # "Neither Fiji nor Tonga would endorse the plan"
        words |= {pre.plain for pre in parse.kids(kid, "cc") if pre.dep == "cc:preconj" and pre.i < kid.i}
    if lexicon.scope.negation_particle:
        particle = bool(words & set(lexicon.scope.negation_particle))
        needs = set(lexicon.scope.negation_needs_particle)
        return bool(words & (lexicon.negation - needs)) or (particle and bool(words & needs))
    return bool(words & lexicon.negation)


def _adverbs(parse: Parse, word: Token) -> Iterator[Token]:
    """The adverbs that hang on an adverb, one under the other."""
    for kid in parse.kids(word, "advmod"):
        yield kid
        yield from _adverbs(parse, kid)


def _shied_from(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """"stopped short of accusing Fiji", «s'est abstenu de critiquer Rome»: right after what keeps one from an act."""
    marks = [kid for kid in parse.kids(verb, "mark") if kid.i == verb.i - 1 and kid.i > 1]
    if not marks or not is_nonfinite(parse, verb):
        return False
    words = parse.tokens[max(parse.sentence_of(verb).first, verb.i - 3) : verb.i]
    forms = (" ".join((words[at].lemma, *(t.lower for t in words[at + 1 :]))) for at in range(len(words) - 1))
    return any(form in lexicon.scope.near_negation for form in forms)


def _in_part(parse: Parse, lexicon: Lexicon, word: Token) -> bool:
    """«n'en salue pas moins un progrès», "did not only reject the quota": a negative word that negates nothing."""
    if word.plain not in lexicon.negation:
        return False
    stretch = [token.plain for token in parse.tokens[word.i : word.i + 4]]
    return any(stretch[: len(words.split())] == words.split() for words in lexicon.scope.no_negation)


def is_hedged(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """Whether the reporter does not vouch for the act: «aurait promis», "reportedly rejected"."""
    forms = [verb, *parse.kids(verb, "aux", "cop")]
    if lexicon.grammar.press_conditional and any(t.feats.get("Mood") == "Cnd" for t in forms):
        # «Si le gel durait, le Danemark refuserait»: what would be tells no doubt either
        supposed = any(marker(parse, kid) in lexicon.grammar.whether for kid in parse.kids(verb, "advcl"))
        return not (supposed or _future_of_past(parse, verb))
    if any(kid.lower in lexicon.scope.hedge_adverbs for kid in parse.kids(verb, "advmod")):
        return True
    return verb.rel in {"xcomp", "advcl", "ccomp"} and is_nonfinite(parse, verb) and _hearsay(parse, lexicon, verb)


def _future_of_past(parse: Parse, verb: Token) -> bool:
    """«a affirmé qu'elle refuserait l'offre»: told in the past, a future has the form of the conditional."""
    above = parse.tokens[verb.head]
    told = above.feats.get("Tense") == "Imp" or any(kid.dep == "aux:tense" for kid in parse.kids(above, "aux"))
    return verb.rel == "ccomp" and verb.feats.get("Mood") == "Cnd" and told


def _hearsay(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """"Oman is said to have accepted": a passive verb of saying above that addresses nobody ("was told to accept")."""
    above = parse.tokens[verb.head]
    if parse.kid(above, "aux:pass") is None:
        return False
    entries = [cue.entry for cue in lexicon.verbs.get(lemma_of(above, lexicon), ()) if not cue.rest]
    return any(entry.neutral for entry in entries) and not any(entry.addressee for entry in entries)


def is_supposed(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """Whether nothing was said: «si Ankara annonçait», «doit annoncer jeudi», «pourrait refuser», "in order to ask"."""
    if marker(parse, verb) in lexicon.grammar.whether and verb.rel == "advcl":
        return not _conceded(parse, lexicon, verb)
    if _conditional(parse, lexicon, verb):
        return True
    if _to_come(parse, lexicon, verb):
        return True
    for kid in parse.kids(verb, "aux"):
        if kid.lemma in lexicon.grammar.unrealised or kid.lower in lexicon.grammar.unrealised:
            return True
    if verb.feats.get("VerbForm") != "Inf":
        return False
    purpose = marker(parse, verb)
    if purpose in lexicon.grammar.purpose:
        return not _spoke_up(parse, lexicon, parse.tokens[verb.head])
    for governor in governors(parse, verb):
        # «ne sont pas parvenus à s'entendre»
        if lemma_of(governor, lexicon) in lexicon.grammar.unrealised or is_negated(parse, lexicon, governor):
            return True
        break
    return False


def _conceded(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """«Si le ministre a promis d'attendre, les bateaux partent»: what was said, over against what comes of it."""
    past = any(aux.feats.get("Tense") == "Pres" and aux.dep == "aux:tense" for aux in parse.kids(verb, "aux"))
    return past and marker(parse, verb) in lexicon.grammar.conceding


def _spoke_up(parse: Parse, lexicon: Lexicon, above: Token) -> bool:
    """«en a profité pour annoncer», «a écrit au maire pour protester»: what somebody did so for was said."""
    done = above.feats.get("Tense") == "Past" and parse.kid(above, "aux") is not None
    known = lemma_of(above, lexicon) in lexicon.grammar.speaking_up
    return done and known and not is_negated(parse, lexicon, above)


def _to_come(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """"is due to announce", "is expected to reject": words right before the verb by which its act is still to come."""
    first = parse.sentence_of(verb).first
    if verb.i == first:
        return False
    last = parse.tokens[verb.i - 1]
    for words in (*lexicon.modal_phrases.get(last.lower, ()), *lexicon.modal_phrases.get(last.lemma, ())):
        before = parse.tokens[max(first, verb.i - len(words)) : verb.i]
        if len(before) == len(words) and all(w in {t.lower, t.lemma} for t, w in zip(before, words, strict=True)):
            return True
    return False


def _conditional(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """«à supposer que Rabat accepte», «au cas où Oslo refuserait», «quand bien même il rejetterait l'offre»."""
    if verb.rel not in {"advcl", "acl", "ccomp"} or not is_finite(parse, verb):
        return False
    if verb.rel == "advcl" and verb.feats.get("Mood") == "Cnd":
        return parse.tokens[verb.left].lower in lexicon.grammar.interrogatives
    begin = max(parse.sentence_of(verb).first, verb.left - 3)
    places = range(begin, min(verb.left + 2, verb.i))
    stretches = [parse.slice(at, verb.i).lower().replace("’", "'") for at in places]
    return any(stretch.startswith(_openings(lexicon)) for stretch in stretches)


@cache
def _openings(lexicon: Lexicon) -> tuple[str, ...]:
    """With what a clause of condition begins: «à supposer que », «à supposer qu'»."""
    grammar = lexicon.grammar
    conjunctions = {*grammar.that, *grammar.relative, *grammar.whether}
    known = (*lexicon.scope.condition_markers, *grammar.not_yet)
    markers = [m for m in known if " " in m and m.rpartition(" ")[2] in conjunctions]
    elided = [f"{marker[:-1]}'" for marker in markers if marker.endswith("e")]
    return (*(f"{marker} " for marker in markers), *elided)


def has_condition(parse: Parse, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether a content (characters, half-open) holds a condition: «à condition que la balise soit gratuite»."""
    text = f" {parse.text[start:end].lower().replace('’', chr(39))} "
    if any(f" {stretch} " in text for stretch in lexicon.scope.no_condition):
        return False
    marks = lexicon.scope.condition_markers
    return any(f" {word} " in text or f" {word.removesuffix('e')}' " in text for word in marks)
