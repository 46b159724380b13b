"""What a relative clause or a participle says something of: the noun before it, as what its verb takes."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.text.phrases import is_finite, marker, subject

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"}
PARTS = {"amod", "appos", "compound", "conj", "flat", "nmod", "nummod"}
# How many nouns up a phrase the antecedent may stand.
DEPTH = 3


def antecedent(parse: Parse, lexicon: Lexicon, verb: Token) -> Token | None:
    """«une offre que Berne a refusée», «la taxe exigée par Oslo»: the noun that is the object of the verb after it."""
    clause = _clause(parse, lexicon, verb)
    if clause is not None:
        # «autant de mandats | qu'il le souhaite»: a verb with an object of its own has not that noun
        taken = any(
            kid.pos == "PRON" and kid.feats.get("PronType") != "Rel" and kid.i == verb.i - 1
            for kid in parse.kids(verb, "obj")
        )
        return None if taken else _noun(parse, clause)
    # «l'arbitrage de l'Union, suggéré mercredi par la ministre», «Longtemps combattue par Lomé, cette idée…»
    agent = any(kid.dep == "obl:agent" for kid in parse.kids(verb, "obl"))
    apart = agent and verb.rel == "advcl" and _past_participle(verb) and marker(parse, verb) is None
    return set_beside(parse, verb) if apart else None


def before_clause(parse: Parse, verb: Token, first: int, last: int) -> int:
    """The last word of an antecedent before the clause on it that holds a verb: «la taxe | exigée par Oslo»."""
    if not first <= verb.i <= last:
        return last
    top = verb
    while top.rel not in {"acl", "advcl"} and top.head != top.i:
        top = parse.tokens[top.head]
    others = (kid.left for kid in parse.kids(parse.tokens[top.head], "acl") if first < kid.i < top.i)
    end = min((top.left, *others)) - 1
    while end > first and parse.tokens[end].pos in {"PUNCT", "CCONJ"}:
        end -= 1
    return end if end >= first and top.i > first else last


def relative_antecedent(parse: Parse, lexicon: Lexicon, pronoun: Token) -> Token | None:
    """What a pronoun stands for: «la clause à laquelle Lomé n'a pas souscrit», «l'offre dont Rome s'est félicité»."""
    known = {*lexicon.grammar.relative, *lexicon.grammar.of_which}
    if pronoun.pos != "PRON" or (pronoun.feats.get("PronType") != "Rel" and pronoun.lower not in known):
        return None
    clause = next((t for t in (pronoun, *parse.ancestors(pronoun)) if t.rel == "acl"), None)
    return _noun(parse, clause) if clause is not None and clause.i > pronoun.i else None


def object_relative(parse: Parse, lexicon: Lexicon, token: Token) -> bool:
    """«une offre que Berne a refusée», "an idea the Norwegians support": a relative clause on its own object.

    In English the pronoun may be missing: a subject right after the antecedent, and no other object.
    """
    if token.dep not in {"acl:relcl", "acl"}:
        return False
    own = parse.kid(token, "obj")
    if own is not None:
        return own.feats.get("PronType") == "Rel" or (own.i < token.i and own.lower in lexicon.grammar.relative)
    doer, noun = parse.kid(token, "nsubj"), parse.tokens[token.head]
    if doer is None or noun.pos not in {"NOUN", "PROPN"}:
        return False
    if lexicon.grammar.subject_after:
        # «le péage que proposait l'Iran»: a pronoun that parsers take for a conjunction
        return is_finite(parse, token) and marker(parse, token) in lexicon.grammar.that
    between = parse.tokens[noun.i + 1 : doer.left]
    return noun.i < doer.i < token.i and len(between) <= 1 and doer.lower not in lexicon.grammar.relative


def set_beside(parse: Parse, word: Token) -> Token | None:
    """The noun that an adjective or participle between commas is said of: «la Russie, favorable à des quotas».

    Or the subject after it: «Favorable à un quota, le ministre a quitté la salle».
    """
    tokens, sentence = parse.tokens, parse.sentence_of(word)
    first = next((i for i in range(word.left, word.i) if tokens[i].pos not in {"PUNCT", "ADV"}), word.i)
    while first > sentence.first and tokens[first - 1].pos == "ADV":
        first -= 1
    if first == sentence.first:
        verb, closing = tokens[word.head], tokens[word.right : word.right + 2]
        return subject(parse, verb) if verb.i > word.i and any(t.text == "," for t in closing) else None
    opened = tokens[first - 1].text == "," and first - 2 >= sentence.first
    return _noun_ending(parse, word, first - 2) if opened else None


def _noun_ending(parse: Parse, word: Token, at: int) -> Token | None:
    """The head of the noun phrase that ends at a word, such that an adjective or participle may be said of it."""
    if parse.tokens[at].text == ")":
        at = next((i - 1 for i in range(at, max(at - 6, 0), -1) if parse.tokens[i].text == "("), at)
    token, chain = parse.tokens[at], []
    for _ in range(DEPTH + 1):
        if token.pos in {"NOUN", "PROPN", "X"} and agrees(word, token):
            chain.append(token)
        if token.rel not in PARTS or token.head > at:
            break
        token = parse.tokens[token.head]
    return next((one for one in chain if one.i == word.head), chain[0] if chain else None)


def _clause(parse: Parse, lexicon: Lexicon, verb: Token) -> Token | None:
    """The clause on the antecedent: the verb's own, or the one that the verb goes on."""
    if object_relative(parse, lexicon, verb) or (verb.rel == "acl" and _past_participle(verb)):
        return verb
    head = parse.tokens[verb.head]
    if verb.rel != "conj" or head.i > verb.i:
        return None
    first = _clause(parse, lexicon, head)
    if first is None:
        return None
    if is_finite(parse, verb):
        # «que la Jordanie a saluée et que l'Égypte a rejetée», "the Norwegians support and the Indians reject"
        own, doer = parse.kid(verb, "obj"), parse.kid(verb, "nsubj")
        relative = own is not None and own.lower in lexicon.grammar.relative
        return first if is_finite(parse, first) and doer is not None and (own is None or relative) else None
    # «saluée par Cotonou mais critiquée par les transporteurs»
    return first if any(kid.dep == "obl:agent" for kid in parse.kids(verb, "obl")) else None


def _past_participle(token: Token) -> bool:
    return token.feats.get("Tense") == "Past" and token.feats.get("VerbForm") == "Part"


def _noun(parse: Parse, clause: Token) -> Token | None:
    """The noun that a clause hangs on, or the one above it that alone can be meant.

    «le péage de 340 dollars par camion que proposait l'Iran»: a noun without article has no clause of its own;
    «la clé de partage du hareng proposée par l'Islande»: the participle agrees.
    """
    noun = parse.tokens[clause.head]
    if noun.pos not in NOMINAL:
        return None
    above, found = noun, noun
    for _ in range(DEPTH):
        if above.rel != "nmod" or above.head > above.i:
            break
        above = parse.tokens[above.head]
        if above.pos not in NOMINAL:
            break
        if not agrees(clause, found) and agrees(clause, above) or _bare(parse, found):
            found = above
    return found


def _bare(parse: Parse, noun: Token) -> bool:
    """Whether a noun stands in its phrase without article or adjective: «par camion», «de 340 dollars»."""
    return noun.pos == "NOUN" and marker(parse, noun) is not None and parse.kid(noun, "det", "amod", "nmod") is None


def agrees(participle: Token, noun: Token) -> bool:
    """Whether a participle or adjective may be said of a noun by gender and number, as far as both are told."""
    return all(
        participle.feats.get(name) in {None, noun.feats.get(name)} or noun.feats.get(name) is None
        for name in ("Gender", "Number")
    )
