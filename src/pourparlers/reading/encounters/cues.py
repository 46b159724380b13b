"""Words that tell of an encounter, and how they stand in their clause."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import EncounterEntry, Lexicon
from pourparlers.reading.cues.find import VERBAL, is_reflexive, lemma_of
from pourparlers.reading.text.phrases import marker

NOMINAL = {"NOUN", "PROPN", "X"}
CUTS = {"ccomp", "parataxis", "advcl", "csubj"}
FAR = 12


class Trigger(NamedTuple):
    """An entry at the words `first` to `last` (both included), whose head is word `i`."""

    i: int
    first: int
    last: int
    entry: EncounterEntry

    @property
    def verbal(self) -> bool:
        return self.entry.verb is not None


class Place(StrEnum):
    """How a noun of encounter stands to the verb of its clause."""

    SUBJECT = "subject"
    OBJECT = "object"
    DURING = "during"
    ALONE = "alone"
    APART = "apart"


class Setting(NamedTuple):
    """The verb (or predicate) of a trigger's clause, how the trigger stands to it, and the steps between.

    «à l'issue de la réunion» stands DURING the clause, over the step «issue».
    """

    verb: Token | None
    place: Place
    steps: tuple[Token, ...] = ()


def find_triggers(parse: Parse, lexicon: Lexicon) -> list[Trigger]:
    """The words of encounter of a text in order, the longest at each place."""
    out: list[Trigger] = []
    for token in parse.tokens:
        if out and not out[-1].verbal and token.i <= out[-1].last:
            continue
        # "The minister is due in Oslo": an adjective that is a predicate is as good as a verb.
        predicate = token.pos == "ADJ" and parse.kid(token, "cop") is not None
        if (token.pos in VERBAL or predicate) and not _counted(parse, lexicon, token):
            out.extend(_verbs(parse, lexicon, token))
            continue
        found = _noun(parse, lexicon, token)
        if found is not None:
            out.append(found)
    return out


def _noun(parse: Parse, lexicon: Lexicon, token: Token) -> Trigger | None:
    if token.pos not in NOMINAL | {"ADJ"} | VERBAL:
        return None
    lower = token.plain
    rows = lexicon.encounter_nouns.get(lower, []) + lexicon.encounter_nouns.get(token.lemma, [])
    if not rows:
        return None
    for rest, entry in sorted(rows, key=lambda row: -len(row[0])):
        last = token.i + len(rest)
        window = parse.tokens[token.i + 1 : last + 1]
        if len(window) == len(rest) and all(_same(t, w) for t, w in zip(window, rest, strict=True)):
            if not rest and token.pos not in NOMINAL and not _counted(parse, lexicon, token):
                continue
            return Trigger(_head(parse, token.i, last), token.i, last, entry)
    return None


def _counted(parse: Parse, lexicon: Lexicon, token: Token) -> bool:
    """ "First sitting at the Town Hall": an ordinal opens the sentence, whatever the tree takes the word for."""
    if token.i == 0 or token.plain not in lexicon.encounter_nouns:
        return False
    before = parse.tokens[token.i - 1]
    above = parse.tokens[max(before.i - 1, 0)]
    opens = before.i == parse.sentences[token.sent].first or above.pos == "PUNCT" and before.text[0].isupper()
    return opens and before.lower in (*lexicon.encounter_words.later, *lexicon.encounter_words.elliptic)


def _same(token: Token, word: str) -> bool:
    return token.plain == word or token.lemma == word


def _head(parse: Parse, first: int, last: int) -> int:
    for i in range(first, last + 1):
        if not first <= parse.tokens[i].head <= last and parse.tokens[i].pos in NOMINAL:
            return i
    return first if parse.tokens[last].pos not in NOMINAL else last


def _verbs(parse: Parse, lexicon: Lexicon, token: Token) -> list[Trigger]:
    """The entries of a verb with the most further words; «envoyer» a letter is one, «envoyer» a minister another."""
    lemma = lemma_of(token, lexicon)
    rows = lexicon.encounter_verbs.get(lemma) or lexicon.encounter_verbs.get(token.lemma) or []
    out: list[Trigger] = []
    rest: tuple[str, ...] | None = None
    reflexive = is_reflexive(parse, lexicon, token) if rows else False
    for cue, entry in rows:
        if cue.reflexive != reflexive or rest is not None and cue.rest != rest:
            continue
        last = _rest(parse, token, cue.rest)
        if last is not None:
            rest = cue.rest
            out.append(Trigger(token.i, token.i, last, entry))
    return out


def _rest(parse: Parse, token: Token, rest: tuple[str, ...]) -> int | None:
    """The last word of a verb's further words; after "*" they may stand anywhere later in the clause."""
    at, limit, reach = token.i, parse.sentence_of(token).last, 2
    for word in rest:
        if word == "*":
            reach = FAR
            continue
        found = next((i for i in range(at + 1, min(at + reach, limit) + 1) if _same(parse.tokens[i], word)), None)
        if found is None:
            return None
        at, reach = found, 1
    return at


def objects(parse: Parse, verb: Token) -> list[Token]:
    """The objects of a verb, also where the tree hangs them above: «raconte avoir joint, samedi, le ministre»."""
    own = list(parse.kids(verb, "obj"))
    if own or verb.rel != "xcomp":
        return own
    # Whoever tells has told the infinitive, and no minister.
    return [kid for kid in parse.kids(parse.tokens[verb.head], "obj") if kid.i > verb.i]


def setting_of(parse: Parse, lexicon: Lexicon, trigger: Trigger) -> Setting:
    """How a trigger stands in its clause; a verb is its own clause."""
    token = parse.tokens[trigger.i]
    if trigger.verbal:
        return Setting(token, Place.SUBJECT)
    return _climb(parse, lexicon, token)


def _climb(parse: Parse, lexicon: Lexicon, token: Token) -> Setting:
    words = lexicon.encounter_words
    steps: list[Token] = []
    at = token
    for _ in range(8):
        if at.head == at.i:
            return Setting(at if at is not token else None, Place.ALONE, tuple(steps))
        head = parse.tokens[at.head]
        if at.dep.startswith("nsubj"):
            return Setting(head, Place.SUBJECT, tuple(steps))
        above = _verb_above(parse, head) if _bare_beside_name(parse, lexicon, at, head) else None
        if above is not None:
            return Setting(above, Place.OBJECT, tuple(steps))
        if (at.rel == "conj" and head.pos in NOMINAL) or (head.lower in words.during and head.pos in {"ADV", "ADP"}):
            steps += [head] if at.rel != "conj" else []
            at = head
            continue
        if at.rel in {"nmod", "compound", "flat", "fixed"} and head.pos in NOMINAL | {"ADP", "ADV"}:
            if head.lemma not in words.steps and head.lower not in words.during and not _is_encounter(lexicon, head):
                return Setting(_verb_above(parse, head), Place.APART, tuple(steps))
            steps.append(head)
            at = head
            continue
        if head.pos == "ADV" and head.head != head.i:
            at = head
            continue
        return Setting(head, _relation(parse, lexicon, at, head, bool(steps)), tuple(steps))
    return Setting(None, Place.APART, tuple(steps))


def _bare_beside_name(parse: Parse, lexicon: Lexicon, at: Token, head: Token) -> bool:
    """«ont repris lundi à Bergen leurs négociations»: a name has no object, nor a complement without preposition.

    Nor one with an article that only looks like a preposition («ont entamé à Bergen des négociations»).
    """
    if head.pos != "PROPN" or at.i < head.i:
        return False
    alike = {*lexicon.grammar.indefinite} & {*lexicon.grammar.contracted_articles}
    bare = marker(parse, at) is None and parse.kid(at, "det") is not None
    return at.rel == "obj" or at.rel == "nmod" and (bare or parse.tokens[at.left].plain in alike)


def _is_encounter(lexicon: Lexicon, token: Token) -> bool:
    return token.lemma in lexicon.encounter_nouns or token.lower in lexicon.encounter_nouns


def _relation(parse: Parse, lexicon: Lexicon, at: Token, head: Token, stepped: bool) -> Place:
    mark = marker(parse, at)
    if at.rel in {"obj", "iobj"} or (at.rel in {"xcomp", "ccomp"} and mark is None):
        return Place.OBJECT
    if stepped and at.rel in {"advmod", "case", "obl"}:
        return Place.DURING
    if at.rel in {"obl", "advmod", "advcl", "nmod", "xcomp", "dep", "acl"}:
        if stepped or mark in lexicon.encounter_words.during or mark is None:
            return Place.DURING
        return Place.OBJECT if head.lemma in lexicon.encounter_words.happening else Place.APART
    return Place.APART


def _verb_above(parse: Parse, token: Token) -> Token | None:
    for above in parse.ancestors(token):
        if above.pos in VERBAL or parse.kid(above, "cop"):
            return above
    return None


def subtree(parse: Parse, token: Token, cut: frozenset[str] = frozenset()) -> set[int]:
    """Places of a word and what hangs on it, without branches whose relation is in `cut`."""
    out, queue = {token.i}, [token]
    while queue:
        for kid in parse.kids(queue.pop()):
            if kid.dep not in cut and kid.i not in out:
                out.add(kid.i)
                queue.append(kid)
    return out


def clause_words(parse: Parse, verb: Token) -> set[int]:
    """Places of the words of a clause, without the clauses within and beside it."""
    out, queue = {verb.i}, [verb]
    while queue:
        for kid in parse.kids(queue.pop()):
            if kid.rel in CUTS or kid.dep == "acl:relcl" or (kid.rel == "conj" and kid.pos in VERBAL):
                continue
            out.add(kid.i)
            queue.append(kid)
    return out


def clause_span(parse: Parse, lexicon: Lexicon, trigger: Trigger, setting: Setting) -> tuple[int, int]:
    """First and last word of the clause that tells of the encounter."""
    token = parse.tokens[trigger.i]
    top = setting.verb if setting.verb is not None and setting.verb.pos in VERBAL | {"ADJ", "NOUN"} else token
    if setting.place is Place.APART:
        top = token
    words = clause_words(parse, top) | subtree(parse, token, frozenset(CUTS | {"acl:relcl"}))
    own = {i for i in words if parse.tokens[i].sent == token.sent}
    first, last = min(own), max(own)
    while first < last and parse.tokens[first].pos in {"PUNCT", "CCONJ", "SCONJ"}:
        first += 1
    while last > first and parse.tokens[last].pos in {"PUNCT", "CCONJ", "SCONJ"}:
        last -= 1
    return first, last
