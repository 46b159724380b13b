"""Infinitives by their marker right after a cue («de», "to"), where the words are surer than the tree."""

from __future__ import annotations

from collections.abc import Mapping

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.cues.predicates import QUOTE_MARKS
from pourparlers.reading.text.phrases import is_nonfinite, markers

PHRASE = {"ADV", "DET", "NOUN", "ADJ", "PROPN", "NUM", "ADP", "PRON"}
STOPS = {",", ";", ".", ":"}
# Words between two commas amid an infinitive.
ASIDE = 12
SHORT = 7


def after_marker(parse: Parse, lexicon: Lexicon, cue: CueMatch, preposition: str) -> tuple[int, int, int] | None:
    """Where the tree lost the infinitive: its marker right after the cue, then the words up to the next comma.

    Returns:
        The infinitive, the first word after its marker, and the last one that belongs to it.
    """
    wanted = markers(lexicon, preposition)
    limit = parse.sentence_of(parse.tokens[cue.i]).last
    at = cue.last + 1
    if at >= limit:
        return None
    # Over adverbs, and over the object of verbs that have a target («invitent les voyageurs à éviter…»).
    over = PHRASE if may_pass(parse, lexicon, cue) else {"ADV"}
    if parse.tokens[at].plain in wanted and parse.tokens[at].pos == "ADP" and not _opens(parse, lexicon, at, wanted):
        return None  # "agreed to Riga's request to postpone the meeting"
    while at < min(limit, cue.last + 9) and parse.tokens[at].pos in over and not _opens(parse, lexicon, at, wanted):
        at += 1
    if at >= limit or parse.tokens[at].plain not in wanted:
        return None
    first = at + 1
    while first < limit and (parse.tokens[first].pos == "ADV" or parse.tokens[first].text in "\"“«'‘"):
        first += 1
    verb = over_clitics(parse, lexicon, first)
    if not (is_nonfinite(parse, parse.tokens[verb]) or parse.tokens[at].pos == "PART" or _bare_noun(parse, verb)):
        return None
    return verb, first, _last(parse, lexicon, cue, (verb, limit), wanted)


def may_pass(parse: Parse, lexicon: Lexicon, cue: CueMatch) -> bool:
    """Whether the words after a cue may be whom it addresses: "urged | the council | to act".

    Never where a preposition tells whom, and none follows: "demanded a pause to let the rains pass".
    """
    roles = [role for entry in cue.entries for role in entry.target]
    told = {role.partition(":")[2] for role in roles}
    bare = not lexicon.grammar.subject_after and all(told) and told.isdisjoint(cue.entry.written.split())
    return bool(roles) and not (bare and parse.tokens[cue.last + 1].pos != "ADP")


def _last(parse: Parse, lexicon: Lexicon, cue: CueMatch, reach: tuple[int, int], wanted: tuple[str, ...]) -> int:
    """The last word of an infinitive, up to the next stop or to a verb that goes on from the cue."""
    verb, limit = reach
    last = verb
    while last < limit:
        if parse.tokens[last + 1].text in STOPS:
            closing = _over_aside(parse, lexicon, verb, last + 1, limit) or _goes_on(parse, lexicon, verb, last + 1)
            if closing is None:
                break
            last = closing
        after = parse.tokens[last + 2] if parse.tokens[last + 1].pos == "CCONJ" and last + 2 <= limit else None
        while after is not None and (after.pos == "ADV" or _clitic(parse, after)) and after.i < limit:
            after = parse.tokens[after.i + 1]
        ends = after is not None and (_marks(parse, after, wanted) or after.plain in lexicon.grammar.that)
        if after is not None and (ends or _another(parse, verb, after, cue)):
            break  # "promised to exchange maps | and undertook not to put up wire"
        last += 1
    return last


def _over_aside(parse: Parse, lexicon: Lexicon, verb: int, comma: int, limit: int) -> int | None:
    """The comma that closes what parts an infinitive or a clause in it; None where the first one ends it.

    «vouloir, à terme, fermer le col», «bloquer le pont si les contrats, qui expirent en juin, ne sont pas renouvelés».
    """
    tokens = parse.tokens
    closing = next((i for i in range(comma + 2, min(comma + ASIDE, limit)) if tokens[i].text in STOPS), comma)
    if tokens[comma].text != "," or tokens[closing].text != "," or closing == comma:
        return None
    if tokens[comma + 1].pos == "NUM" and tokens[closing + 1].pos == "ADP":
        return closing  # «régler les arriérés, 1,4 million d'euros, | avant la fin du mois»
    loose = {"ADV", "PRON", *(("ADP",) if verb == comma - 1 else ())}
    after = next((t for t in tokens[closing + 1 : limit] if t.pos not in loose), tokens[closing])
    if verb == comma - 1:
        opens = tokens[comma + 1].pos in {"ADP", "ADV", "DET"}
        return closing if after.feats.get("VerbForm") == "Inf" and opens else None
    finite = any(t.feats.get("VerbForm") == "Fin" for t in tokens[verb:comma])
    opened = any(t.pos == "SCONJ" for t in tokens[verb:comma]) and not finite
    relative = tokens[comma + 1].lower in lexicon.grammar.relative
    return closing if opened and relative and after.feats.get("VerbForm") == "Fin" else None


def _marks(parse: Parse, word: Token, wanted: tuple[str, ...]) -> bool:
    """Whether a word is the marker said again, none of a noun («les élus de Vaud et | d'Uri»)."""
    after = parse.tokens[min(word.i + 1, len(parse.tokens) - 1)]
    return word.lower in wanted and after.pos not in {"DET", "NOUN", "PROPN", "NUM"}


def _goes_on(parse: Parse, lexicon: Lexicon, verb: int, comma: int) -> int | None:
    """The comma, or the one that closes an aside, after which the tree goes on with words of the infinitive.

    «consulter les élus du Valais, | de Vaud et d'Uri», «avoir négocié par téléphone, en mai, | avec le consul».
    """
    tokens = parse.tokens
    limit = parse.sentence_of(tokens[verb]).last
    if tokens[comma].text != "," or comma >= limit or tokens[comma + 1].pos not in {"ADP", "DET"}:
        return None
    if _hung(parse, verb, comma, {"conj"}) or _lists(parse, lexicon, comma, limit):
        return comma
    closing = next((i for i in range(comma + 2, min(comma + SHORT, limit)) if tokens[i].text in STOPS), comma)
    plain = not any(t.pos in {"VERB", "AUX", "PRON"} for t in tokens[comma:closing])
    parted = comma < closing < limit and tokens[closing].text == "," and tokens[closing + 1].pos in {"ADP", "DET"}
    return closing if plain and parted and _hung(parse, verb, closing, {"obj", "obl", "nmod"}) else None


def _lists(parse: Parse, lexicon: Lexicon, comma: int, limit: int) -> bool:
    """«les ambassadeurs de Norvège, | de Suède et d'Islande»: a preposition said again up to a conjunction."""
    tokens, said = parse.tokens, parse.tokens[comma + 1]
    forms = next((forms for forms in lexicon.grammar.contracted.values() if said.plain in forms), (said.plain,))
    before = next((t for t in reversed(tokens[max(0, comma - 4) : comma]) if t.pos == "ADP"), None)
    if said.pos != "ADP" or before is None or before.plain not in forms:
        return False
    after = tokens[comma + 1 : min(comma + ASIDE, limit)]
    joint = next((t for t in after if t.pos in {"CCONJ", "VERB", "AUX", "PRON"}), said)
    return joint.pos == "CCONJ" and tokens[joint.i + 1].plain in forms and not _marks(parse, tokens[joint.i + 1], forms)


def _hung(parse: Parse, verb: int, comma: int, relations: set[str]) -> bool:
    """Whether the phrase after a comma is a noun's that hangs on the infinitive or on a word of it."""
    head = parse.tokens[comma + 1]
    while head.head > comma and head.head != head.i:
        head = parse.tokens[head.head]
    within = verb <= head.head < comma
    return within and head.rel in relations and head.pos in {"NOUN", "PROPN", "NUM"}


def over_clitics(parse: Parse, lexicon: Lexicon, at: int) -> int:
    """The word after pronouns right before their verb: «d'| en être l'auteur», «de | s'y rendre»."""
    phrases = lexicon.grammar.clitic_phrases
    while at + 1 < len(parse.tokens) and (_clitic(parse, parse.tokens[at]) or _takes_up(parse, phrases, at)):
        at += 1
    return at


def _takes_up(parse: Parse, phrases: Mapping[str, str], at: int) -> bool:
    """«admet | en avoir déplacé dix»: the pronoun that a tree takes for a preposition, which has no infinitive."""
    word, after = parse.tokens[at], parse.tokens[at + 1]
    return word.lower in phrases and after.feats.get("VerbForm") == "Inf"


def _another(parse: Parse, first: int, after: Token, cue: CueMatch) -> bool:
    """Whether a conjunction joins a verb of its own to an infinitive: «a promis de signer | et a quitté la salle».

    Also over a clitic: «lui reproche d'avoir tiré | et l'avertit que…».
    """
    finite = any(t.feats.get("VerbForm") == "Fin" for t in parse.tokens[first : after.i])
    return (after.pos == "VERB" and after.head == cue.i) or (after.feats.get("VerbForm") == "Fin" and not finite)


def _clitic(parse: Parse, word: Token) -> bool:
    """A pronoun right before its verb: «et | l'avertit», «d'| en être l'auteur», «de | s'y rendre»."""
    after = parse.tokens[min(word.i + 1, len(parse.tokens) - 1)]
    before = word.rel in {"obj", "iobj", "expl", "obl", "nmod"}
    return word.pos == "PRON" and before and after.pos in {"VERB", "AUX", "PRON"}


def _bare_noun(parse: Parse, at: int) -> bool:
    """"offered to sponsor talks": right after the marker, a singular noun that would hang on the noun after it."""
    word, after = parse.tokens[at], parse.tokens[min(at + 1, len(parse.tokens) - 1)]
    single = word.pos == "NOUN" and word.feats.get("Number") == "Sing" and word.lower == word.text
    return single and word.rel == "compound" and word.head == after.i and after.feats.get("Number") == "Plur"


def _opens(parse: Parse, lexicon: Lexicon, at: int, wanted: tuple[str, ...]) -> bool:
    """«de vouloir», «d'en être», 'of "governing by earplug"': a marker with the infinitive or gerund right after it."""
    if parse.tokens[at].plain not in wanted:
        return False
    opens = parse.tokens[over_clitics(parse, lexicon, at + 1) :][:2]
    return bool(opens) and is_nonfinite(parse, next((t for t in opens if t.text not in QUOTE_MARKS), opens[-1]))
