"""Verbs that the parser took for nouns, and main verbs that it hung on a participle or on their own auxiliary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pourparlers.language.homographs import join_homograph
from pourparlers.language.tree import Parse, Sentence, Token, link

NAMING = {"NOUN", "PROPN", "PRON", "X"}
# How parsers hang a main verb on the participle before it.
AFTER_PARTICIPLE = {"parataxis", "conj", "ccomp", "advcl"}

# How parsers hang a verb on a noun of what is its subject.
ON_NOUN = {"obj", "nmod", "amod", "appos", "acl", "dep", "xcomp"}


class VerbWords(NamedTuple):
    """Words of a language that tell a verb.

    Args:
        homographs: nouns that are verbs too, each with the verb («presse»: presser).
        clitics: object pronouns that have the form of an article («les»).
        marks: what opens an infinitive after such a verb («de»).
        auxiliaries: verbs that make a tense of a participle («a accepté»).
        that: conjunctions that open a clause.
    """

    homographs: Mapping[str, str]
    clitics: Sequence[str]
    marks: Sequence[str]
    auxiliaries: Sequence[str]
    that: Sequence[str] = ()


def find_verbs(parse: Parse, sentence: Sentence, words: VerbWords) -> None:
    """Mend the main verbs of a sentence in place."""
    changed = False
    for token in parse.words(sentence):
        if _is_homograph(parse, sentence, token, words):
            _make_verb(parse, sentence, token, words.homographs[token.lower])
        elif _is_joined(parse, sentence, token, words):
            pass
        elif "VerbForm" not in token.feats:
            continue
        elif (token.pos == "VERB" and token.lemma in words.auxiliaries) or _reflexive(parse, token):
            changed |= _make_auxiliary(parse, sentence, token)
            continue
        elif not any(mended(parse, token, words) for mended in (_main_after, _joined_participle, _off_noun, _uproot)):
            continue
        changed = True
        link(parse.tokens, sentence.first, sentence.last)
    if changed:
        link(parse.tokens, sentence.first, sentence.last)


def _hang(token: Token, head: int, dep: str) -> None:
    token.head, token.dep, token.rel = head, dep, dep.partition(":")[0]


def _replace(parse: Parse, sentence: Sentence, old: Token, new: Token) -> None:
    """Give a word the place of another in the tree."""
    root = old.head == old.i
    _hang(new, new.i if root else old.head, "root" if root else old.dep)
    if root:
        sentence.root = new.i


def _is_homograph(parse: Parse, sentence: Sentence, token: Token, words: VerbWords) -> bool:
    """«Le gouvernement les | presse de signer»: a noun has no infinitive that tells what is asked."""
    if token.pos != "NOUN" or token.lower not in words.homographs or token.i <= sentence.first + 1:
        return False
    if token.i + 2 > sentence.last or parse.tokens[token.i - 1].plain not in words.clitics:
        return False
    mark, verb = parse.tokens[token.i + 1 : token.i + 3]
    verb = parse.tokens[verb.i + 1] if verb.pos == "PRON" and verb.i < sentence.last else verb
    before = parse.tokens[token.i - 2]
    opens = before.pos in {*NAMING, "ADJ", "CCONJ", "ADV"} or before.text == ","
    return mark.plain in words.marks and verb.feats.get("VerbForm") == "Inf" and opens


def _is_joined(parse: Parse, sentence: Sentence, token: Token, words: VerbWords) -> bool:
    """Whether a noun, or what is joined to one, was a homograph of a verb, which it is now."""
    torn = token.lower in words.homographs and (token.pos == "NOUN" or parse.tokens[token.head].pos != "VERB")
    return torn and join_homograph(parse, sentence, token, words.homographs, words.marks)


def _make_verb(parse: Parse, sentence: Sentence, token: Token, lemma: str) -> None:
    """Its article is its object; the noun that the tree hangs it on is its subject, or its verb is the first one."""
    clitic, noun = parse.tokens[token.i - 1], parse.tokens[token.head]
    token.pos, token.lemma = "VERB", lemma
    token.feats = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres", "Person": "3"}
    clitic.pos, clitic.feats = "PRON", {"PronType": "Prs"}
    _hang(clitic, token.i, "obj")
    if token.rel == "conj" and noun.pos in NAMING:
        # «critique la firme et la presse de publier»: joined to the verb
        token.head = noun.head
    elif token.rel in {"nmod", "appos", "obj"} and noun.pos in NAMING and noun.i < token.i:
        _replace(parse, sentence, noun, token)
        _hang(noun, token.i, "nsubj")
        for kid in parse.kids(noun):
            kid.head = token.i if kid.i > token.i else kid.head
    for kid in parse.kids(token, "acl", "nmod", "advcl"):
        if kid.feats.get("VerbForm") == "Inf":
            _hang(kid, token.i, "xcomp")


def _make_auxiliary(parse: Parse, sentence: Sentence, token: Token) -> bool:
    """«a tout de même accepté»: an auxiliary, whatever parts it from its participle; its subject is the verb's."""
    if token.rel == "aux":
        verb = parse.tokens[token.head]
    else:
        found = next((kid for kid in parse.kids(token, "obj", "xcomp", "ccomp") if _completes(parse, token, kid)), None)
        found = found or _beyond(parse, token)
        if found is None:
            return False
        verb = found
        _replace(parse, sentence, token, verb)
        _hang(token, verb.i, "aux:tense")
    token.pos = "AUX"
    for kid in list(parse.kids(token)):
        if kid.i != verb.i:
            passive = kid.rel == "nsubj" and parse.kid(verb, "aux:pass") is not None
            _hang(kid, verb.i, "nsubj:pass" if passive else kid.dep)
    return True


def _reflexive(parse: Parse, token: Token) -> bool:
    """«s'est en tout cas | engagée»: with its pronoun and a participle an auxiliary is no verb of its own."""
    pronoun = parse.kid(token, "expl", "obj")
    alone = token.pos == "AUX" and token.rel not in {"aux", "cop"} and pronoun is not None
    return alone and pronoun is not None and pronoun.i == token.i - 1 and pronoun.feats.get("Reflex") == "Yes"


def _beyond(parse: Parse, token: Token) -> Token | None:
    """«se sont en tout cas | engagés»: the participle that the tree hangs on the noun of an adverbial before it."""
    for noun in parse.kids(token, "obl") if parse.kid(token, "expl", "obj") is not None else ():
        for kid in parse.kids(noun, "acl"):
            past = kid.feats.get("VerbForm") == "Part" and kid.feats.get("Tense") == "Past"
            if past and kid.i == noun.i + 1 and noun.left == token.i + 1 and noun.i - token.i < 4:
                return kid
    return None


def _completes(parse: Parse, token: Token, participle: Token) -> bool:
    """Whether a past participle follows with nothing but adverbs between, and no preposition of its own."""
    past = participle.feats.get("VerbForm") == "Part" and participle.feats.get("Tense") == "Past"
    between = parse.tokens[token.i + 1 : participle.i]
    aside = participle.left == token.i + 1  # «s'est | en tout cas | engagée»
    loose = aside or all(t.pos == "ADV" or t.rel in {"fixed", "advmod"} for t in between)
    return past and participle.pos == "VERB" and 0 < len(between) < 5 and loose


def _main_after(parse: Parse, participle: Token, words: VerbWords) -> bool:
    """«La Bolivie, restée longtemps en retrait, | a suggéré une réunion»: the participle belongs to the subject."""
    verb = _hung(parse, participle)
    doer = next((kid for kid in parse.kids(participle, "nsubj") if kid.i < participle.i), None)
    if verb is None or doer is None:
        return False
    _replace(parse, parse.sentence_of(participle), participle, verb)
    for kid in list(parse.kids(participle)):
        if kid.i != verb.i and (kid.i < doer.left or kid.i > verb.i):
            kid.head = verb.i
    _hang(participle, doer.i, "acl")
    passive = parse.kid(verb, "aux:pass") is not None
    _hang(doer, verb.i, "nsubj:pass" if passive else "nsubj")
    _subjects_behind(parse, verb)
    return True


def _joined_participle(parse: Parse, token: Token, words: VerbWords) -> bool:
    """«a salué l'offre, | invité les armateurs à venir et promis une aide»: of one auxiliary, several participles."""
    verb = parse.tokens[token.head]
    past = token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") == "Past"
    listed = token.rel == "parataxis" and verb.i < token.i and parse.tokens[token.i - 1].text == ","
    tense = any(aux.lemma in words.auxiliaries for aux in parse.kids(verb, "aux"))
    last = next((kid for kid in parse.kids(token, "conj") if kid.feats.get("VerbForm") == "Part"), None)
    if not past or not listed or not tense or last is None or parse.kid(token, "aux", "cop") is not None:
        return False
    _hang(token, verb.i, "conj")
    _subjects_behind(parse, token)
    return True


def _subjects_behind(parse: Parse, verb: Token) -> None:
    """What a tree takes for the subject behind a verb whose own is told is its object."""
    for kid in parse.kids(verb, "nsubj"):
        if kid.i > verb.i:
            _hang(kid, verb.i, "obj")


def _off_noun(parse: Parse, token: Token, words: VerbWords) -> bool:
    """«dénonce « une rupture » | et en appelle à l'arbitrage»: no finite verb is joined to a noun."""
    noun = parse.tokens[token.head]
    predicate = noun.pos not in {"NOUN", "PROPN"} or parse.kid(noun, "cop", "nsubj") is not None
    bare = _is_finite_verb(token) and parse.kid(token, "mark", "nsubj") is None and parse.kid(token, "cc") is not None
    if not bare or token.rel != "conj" or predicate:
        return False
    verb = next((above for above in parse.ancestors(noun) if above.pos == "VERB"), None)
    if verb is None or not _is_finite_verb(verb) or verb.i > noun.i or verb.dep == "acl:relcl":
        return False
    token.head = verb.i
    return True


def _uproot(parse: Parse, token: Token, words: VerbWords) -> bool:
    """«L'ONG Rives claires | l'accuse de mentir»: the only verb of a sentence that has a noun at its root."""
    sentence = parse.sentence_of(token)
    noun = parse.tokens[sentence.root]
    governed = parse.kid(token, "mark", "nsubj") or any(k.feats.get("PronType") == "Rel" for k in parse.kids(token))
    named = noun.pos in {"NOUN", "PROPN"} and parse.kid(noun, "cop", "nsubj", "case") is None and noun.i < token.i
    if not words.clitics or not _is_finite_verb(token) or governed or not named or token.rel not in ON_NOUN:
        return False
    before = parse.tokens[sentence.first : token.i]
    if token.dep == "acl:relcl" or any(_is_finite_verb(t) or t.text in {",", ":"} for t in before):
        return False
    _replace(parse, sentence, noun, token)
    _hang(noun, token.i, "nsubj")
    for kid in parse.kids(noun):
        kid.head = token.i if kid.i > token.i else kid.head
    return True


def _is_finite_verb(token: Token) -> bool:
    return token.pos == "VERB" and token.feats.get("VerbForm") == "Fin"


def _hung(parse: Parse, participle: Token) -> Token | None:
    """The verb with an auxiliary right after the comma that closes what a bare participle between commas tells."""
    past = participle.feats.get("VerbForm") == "Part" and participle.feats.get("Tense") == "Past"
    if not past or participle.pos != "VERB" or parse.kid(participle, "aux", "cop", "mark", "cc") is not None:
        return None
    first = next((i for i in range(participle.left, participle.i) if parse.tokens[i].text == ","), None)
    if first is None or any(t.pos not in {"ADV", "PUNCT"} for t in parse.tokens[first : participle.i]):
        return None
    for verb in parse.kids(participle, *AFTER_PARTICIPLE):
        aux = next((kid for kid in parse.kids(verb, "aux") if kid.i < verb.i), None)
        opened = aux is not None and aux.i > participle.i and parse.tokens[aux.i - 1].text == ","
        owned = any(kid.i < verb.i for kid in parse.kids(verb, "nsubj"))
        if opened and parse.kid(verb, "mark", "cc") is None and not owned:
            return verb
    return None
