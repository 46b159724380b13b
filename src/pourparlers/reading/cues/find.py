"""Words that carry an act, found in a text."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import ActEntry, Cue, Lexicon
from pourparlers.reading.cues.antecedents import set_beside

VERBAL = {"VERB", "AUX"}
GAP = 4


class CueMatch(NamedTuple):
    """Act entries at word `i`; the cue's own words are `first` to `last` (both included).

    A word may have several entries («demander de», «demander si»): what fills their frames decides.
    """

    i: int
    entries: tuple[ActEntry, ...]
    kind: str
    first: int
    last: int
    shorter: tuple[ActEntry, ...] = ()

    @property
    def entry(self) -> ActEntry:
        return self.entries[0]


def lemma_of(token: Token, lexicon: Lexicon) -> str:
    """The lemma of a word, the lexicon's forms before the pipeline's."""
    if token.pos in VERBAL or token.feats.get("VerbForm"):
        return lexicon.forms.get(token.lower, token.lemma)
    return token.lemma


def cue_at(parse: Parse, lexicon: Lexicon, token: Token) -> CueMatch | None:
    """The cue at a word, or None; looked for once in each parse."""
    if token.i not in parse.memo:
        parse.memo[token.i] = _find_cue(parse, lexicon, token)
    found: CueMatch | None = parse.memo[token.i]
    return found


def _find_cue(parse: Parse, lexicon: Lexicon, token: Token) -> CueMatch | None:
    if token.pos in VERBAL:
        said = _predicate(parse, lexicon, token) if _attributive(parse, token) else None
        if said is None and _before_noun(parse, lexicon, token):
            return None
        return said or _verb(parse, lexicon, token) or _noun_as_verb(parse, lexicon, token)
    if token.pos in {"NOUN", "PROPN"}:
        if _goes_on(parse, lexicon, token):
            return _verb(parse, lexicon, token)
        if token.rel == "root" and parse.kid(token, "nsubj") is not None and parse.kid(token, "cop", "det") is None:
            # "Estonian minister Juhan Tamm, a sailor, calls for a toll": a noun with a subject and no copula
            acting = _mistagged(parse, lexicon, token)
            if acting is not None:
                return acting
        if token.i and f"{parse.tokens[token.i - 1].lower} {token.lower}" in lexicon.grammar.no_nouns:
            return None
        found = _match(parse, lexicon.nouns.get(token.lemma) or lexicon.nouns.get(token.lower), token, "noun")
        # «Paul Durand, partisan d'une taxe, …», «il est un partisan de la taxe»: a noun that tells what somebody is for
        holder = found is None and (token.rel in {"appos", "amod", "acl"} or parse.kid(token, "cop") is not None)
        return found or (_predicate(parse, lexicon, token) if holder else None) or _mistagged(parse, lexicon, token)
    if token.pos == "ADJ":
        return _predicate(parse, lexicon, token) or _mistagged(parse, lexicon, token)
    return _mistagged(parse, lexicon, token) if token.pos in {"ADV", "X"} else None


def _before_noun(parse: Parse, lexicon: Lexicon, token: Token) -> bool:
    """ "refused to sign up to internationally | agreed limits": a participle before its noun tells nobody's act."""
    past = token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") == "Past"
    head = parse.tokens[token.head]
    before = past and token.rel == "amod" and token.i < head.i and token.right == token.i
    return before and not lexicon.grammar.subject_after and head.pos in {"NOUN", "PROPN"}


def _goes_on(parse: Parse, lexicon: Lexicon, token: Token) -> bool:
    """"Ghana rejects claim over bay, calls for mediation": after a comma, a verb joined to the verb of a title."""
    before, head = parse.tokens[token.i - 1], parse.tokens[token.head]
    joined = token.rel == "conj" and head.pos == "VERB" and head.i < token.i and head.rel == "root"
    form = joined and before.text == "," and lexicon.forms.get(token.lower, "") in lexicon.verbs
    return form and head.feats.get("VerbForm") == "Fin" and parse.kid(token, "det", "cc", "amod") is None


def _noun_as_verb(parse: Parse, lexicon: Lexicon, token: Token) -> CueMatch | None:
    """A noun that the tagger took for a verb («les propositions de Rome»), of a form that no cue verb has."""
    if token.lower in lexicon.forms or token.text[0].isupper():
        return None
    singular = token.lower.removesuffix("s")
    return _match(parse, lexicon.nouns.get(token.lower) or lexicon.nouns.get(singular), token, "noun")


def _attributive(parse: Parse, token: Token) -> bool:
    """A participle that is an adjective: «est opposée à», «se dit disposé à», «la Russie, opposée à»."""
    if token.feats.get("VerbForm") != "Part" or token.feats.get("Tense") == "Pres":
        return False
    if token.rel in {"acl", "advcl", "appos"} and parse.kid(token, "aux", "obj") is None:
        agent = any(kid.dep == "obl:agent" for kid in parse.kids(token, "obl"))
        return not agent and set_beside(parse, token) is not None
    return parse.kid(token, "cop", "aux:pass") is not None or token.rel == "xcomp"


def dictionary_forms(token: Token) -> tuple[str, ...]:
    """What a lexicon may have an adjective or noun under: its lemma, or the word without gender and number."""
    word = token.lower
    return token.lemma, word, word.removesuffix("s"), word.removesuffix("e"), word.removesuffix("es")


def _predicate(parse: Parse, lexicon: Lexicon, token: Token) -> CueMatch | None:
    """An adjective that carries an act, by its lemma or its form without the endings of gender and number."""
    for key in dictionary_forms(token):
        if key in lexicon.adjectives:
            return _match(parse, lexicon.adjectives[key], token, "adjective")
    return None


def _mistagged(parse: Parse, lexicon: Lexicon, token: Token) -> CueMatch | None:
    """A verb that the tagger took for another word («l'agence signale que…»): its sentence's root, or with a clause."""
    lemma = lexicon.forms.get(token.lower)
    if lemma is None or lemma not in lexicon.verbs or token.text[0].isupper():
        return None
    before = parse.tokens[token.i - 1] if token.i and parse.tokens[token.i - 1].sent == token.sent else None
    if before is not None and before.pos in {"DET", "ADP"}:
        return None
    governs = any(kid.dep in {"nsubj", "ccomp", "nsubj:pass"} for kid in parse.kids(token))
    follows = before is not None and (before.pos in {"NOUN", "PROPN", "PRON", "ADV"} or before.text == ",")
    alone = (token.rel in {"root", "parataxis"} or follows) and not any(
        t.feats.get("VerbForm") == "Fin" for t in parse.words(parse.sentence_of(token))
    )
    if not (governs or alone):
        # "Slovak minister Igor Hlavaty enquired when…", "Downing Street hinted that…": a clause after a name
        after = parse.tokens[token.i + 1].lower if token.i + 1 < len(parse.tokens) else ""
        opens = after in {*lexicon.grammar.that, *lexicon.grammar.whether, *lexicon.grammar.interrogatives}
        told = opens and follows and token.pos == "ADJ" and before is not None and before.pos == "PROPN"
        return _verb(parse, lexicon, token) if told else None
    return _verb(parse, lexicon, token)


def preposition_at(parse: Parse, lexicon: Lexicon, token: Token) -> CueMatch | None:
    """The attribution marker that begins at a word («selon», "according to")."""
    cues = lexicon.prepositions.get(token.plain) or _unaccented(parse, lexicon, token)
    return _match(parse, cues, token, "preposition") if cues else None


def _unaccented(parse: Parse, lexicon: Lexicon, token: Token) -> list[Cue] | None:
    """«A en croire le maire, …»: agencies write capitals without their accents."""
    if not token.text[0].isupper() or token.i != parse.sentence_of(token).first:
        return None
    return _without_accents(lexicon).get(token.plain)


@cache
def _without_accents(lexicon: Lexicon) -> dict[str, list[Cue]]:
    """Attribution markers by their first word without the accent of its first letter, of those that have one."""
    found: dict[str, list[Cue]] = {}
    for word, cues in lexicon.prepositions.items():
        bare = normalize("NFD", word)[0] + word[1:]
        if bare != word:
            found.setdefault(bare, cues)
    return found


def _verb(parse: Parse, lexicon: Lexicon, token: Token) -> CueMatch | None:
    cues = lexicon.verbs.get(lexicon.forms.get(token.lower, token.lemma)) or lexicon.verbs.get(token.lemma)
    if not cues:
        return None
    reflexive = is_reflexive(parse, lexicon, token)
    fitting = [cue for cue in cues if cue.reflexive == reflexive and _has_clitic(parse, token, cue.entry.clitic)]
    match = _match(parse, fitting, token, "verb")
    if match is None:
        return None
    first, last = verb_group(parse, token)
    if token.dep == "aux:caus":
        first = min(first, verb_group(parse, parse.tokens[token.head])[0])  # «a | fait savoir»
    return match._replace(first=first, last=max(last, match.last))


def _match(parse: Parse, cues: list[Cue] | None, token: Token, kind: str) -> CueMatch | None:
    best: CueMatch | None = None
    size = 0
    for cue in cues or ():
        last = _rest(parse, token, cue.rest)
        if last is None:
            continue
        if best is not None and len(cue.rest) < size:
            if not cue.rest:
                best = best._replace(shorter=(*best.shorter, cue.entry))
            continue
        size = len(cue.rest)
        best = CueMatch(token.i, (*best.entries, cue.entry) if best else (cue.entry,), kind, token.i, last)
    return best


def _rest(parse: Parse, token: Token, rest: tuple[str, ...]) -> int | None:
    """The last word of a cue whose further words follow, adverbs between them; "*" lets any four words between."""
    if not rest:
        return token.i
    if not _all_there(parse, token, rest):
        return None
    at, limit = token.i, parse.sentence_of(token).last
    allowed, loose = 2, False
    words = list(rest[1:] if _amid_tense(parse, token, rest[0]) else rest)
    while words:
        word = words.pop(0)
        if word == "*":
            allowed, loose = GAP, True
            continue
        # «d'accord» is one word of a text.
        joined = word + words[0] if word.endswith("'") and words else word
        found = None
        for other in parse.tokens[at + 1 : min(at + 2 + allowed, limit + 1)]:
            if _is_word(other, word) or (joined != word and _is_word(other, joined)):
                found = other
                break
            if not loose and other.pos not in {"ADV", "PUNCT", "PRON"} and not _when(other):
                break
        found = found or (_far_object(parse, token, word) if loose else None)
        if found is None:
            return None
        words = words[1:] if joined != word and _is_word(found, joined) else words
        at, allowed, loose = found.i, 1, False
    return at


# The words of sentences are kept in a text's memo under numbers below this; places of words are never negative.
SENTENCES = -10


def _all_there(parse: Parse, token: Token, rest: tuple[str, ...]) -> bool:
    """Whether a sentence has all the further words of a cue in any form; most cues of «faire» and "take" fail here."""
    place = SENTENCES - token.sent
    if place not in parse.memo:
        forms: set[str] = set()
        for other in parse.words(parse.sentence_of(token)):
            plain = other.plain
            forms |= {plain, other.lemma, other.lemma.partition(" ")[0]}
            forms |= {plain.removesuffix("s"), plain.removesuffix("e"), plain.removesuffix("es")}
        parse.memo[place] = forms
    there: set[str] = parse.memo[place]
    return all(word in there or word == "*" for word in rest) or any("'" in word for word in rest)


def _amid_tense(parse: Parse, verb: Token, word: str) -> bool:
    """«n'a | pas | voulu lever l'embargo»: an adverb of the cue between auxiliary and participle."""
    aux = next((kid for kid in parse.kids(verb, "aux") if kid.i < verb.i), verb)
    return any(t.pos == "ADV" and t.plain == word for t in parse.tokens[aux.i + 1 : verb.i])


def _far_object(parse: Parse, verb: Token, word: str) -> Token | None:
    """«a fait de la restitution des épaves | une condition»: the verb's object, however long what stands between."""
    objects = (kid for kid in parse.kids(verb, "obj") if kid.i > verb.i and kid.right - kid.left < 2 * GAP)
    return next((kid for kid in objects if _is_word(kid, word)), None)


def _is_word(token: Token, word: str) -> bool:
    """Whether a word of a text is one of a cue, inflected or not («se dit consternée»: se dire consterné)."""
    lower = token.plain
    # The lemma of a contracted form begins with its preposition: «du» is "de le".
    if word == lower or token.lemma.partition(" ")[0] == word or token.lemma == word:
        return True
    if not lower.startswith(word):
        return False
    agrees = token.pos == "ADJ" or token.feats.get("VerbForm") == "Part"
    return agrees and lower[len(word) :] in {"s", "e", "es"}


def _when(token: Token) -> bool:
    """A lone word that tells when («s'est dite vendredi disposée à…»)."""
    return token.dep in {"obl:mod", "obl:tmod", "obl:unmarked"} and not token.children


def is_reflexive(parse: Parse, lexicon: Lexicon, token: Token) -> bool:
    """Whether a verb has its reflexive clitic («s'est félicité»)."""
    for i in range(max(token.i - 5, 0), token.i):
        other = parse.tokens[i]
        if other.pos != "PRON":
            continue
        near = other.head == token.i or parse.tokens[other.head].head == token.i or i == token.i - 1
        if near and other.plain in lexicon.grammar.reflexive:
            return True
    return False


def _has_clitic(parse: Parse, token: Token, wanted: str | None) -> bool:
    """Whether a verb has the pronoun that its entry wants before it («y voit une menace»), auxiliaries between them."""
    before = parse.tokens[max(token.i - 4, 0) : token.i]
    return wanted is None or any(t.lower == wanted and parse.tokens[t.head].i in {token.i, token.head} for t in before)


def verb_group(parse: Parse, token: Token) -> tuple[int, int]:
    """First and last word of a verb with auxiliaries, clitics and negation («n'a pas exclu», «a-t-elle insisté»)."""
    first = token.i
    for kid in parse.kids(token, "aux", "expl", "iobj", "obj", "advmod", "nsubj"):
        if kid.i >= first:
            continue
        clitic = kid.pos == "PRON" and kid.rel in {"expl", "iobj", "obj"} and kid.left == kid.right
        clitic = clitic and kid.feats.get("PronType") != "Rel"
        if kid.rel == "aux" or (clitic and first - kid.i <= 3) or kid.feats.get("Polarity") == "Neg":
            first = kid.i if token.i - kid.i <= 6 else first
    last = token.i
    nxt = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    if nxt is not None and nxt.text.startswith("-") and nxt.pos == "PRON":
        last = nxt.i
    return first, last
