"""What became of an encounter: held, planned, cancelled, denied, or only wished for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import Encounter, EncounterKind, Status
from pourparlers.reading.cues.find import VERBAL, lemma_of
from pourparlers.reading.cues.scope import is_negated
from pourparlers.reading.encounters.cues import Place, Setting, Trigger
from pourparlers.reading.encounters.when import shift_of
from pourparlers.reading.text.phrases import genitives, marker

LINKS = {"xcomp", "ccomp", "acl", "advcl", "obl", "nmod", "obj", "csubj", "dep"}


class Fate(NamedTuple):
    """The status; None where the encounter is only wished for. `possible`: told only where it has a date."""

    status: Status | None
    possible: bool = False


NOTHING = Fate(None)


def fate_of(parse: Parse, lexicon: Lexicon, trigger: Trigger, setting: Setting) -> Fate:
    """What became of what a trigger tells."""
    token = parse.tokens[trigger.i]
    if _left_undone(parse, lexicon, trigger, setting):
        return NOTHING
    if trigger.verbal:
        return _of_verb(parse, lexicon, token, own=True, visit=trigger.entry.kind == EncounterKind.VISIT)
    if (trigger.entry.needs or "").startswith("participle") and (signed := parse.kid(token, "acl")) is not None:
        # «L'accord conclu en 2020 expirera»: what becomes of the text is not what became of the signing.
        return _of_verb(parse, lexicon, signed, own=True)
    own = _modified(parse, lexicon, token)
    if own is Status.CANCELLED:
        return Fate(own)
    if own is Status.DENIED:
        return NOTHING
    verb = setting.verb
    if verb is None or setting.place is Place.ALONE:
        return Fate(own or Status.HELD)
    if setting.place is Place.APART:
        if _called_off(parse, lexicon, token):
            return Fate(Status.CANCELLED)
        return NOTHING if _under_wish(parse, lexicon, token) and own is None else Fate(own or Status.HELD)
    wishing = setting.place is Place.DURING and not setting.steps
    wishing = wishing and marker(parse, token) in lexicon.encounter_words.wishing
    if wishing and listed(parse, verb, lexicon.encounter_words.wished, lexicon):
        return NOTHING
    top = setting.steps[-1] if setting.steps else token
    fate = _of_noun(parse, lexicon, verb, setting.place, direct=top.rel == "obj")
    open_ = fate.status is None or verb.feats.get("Mood") == "Cnd"
    if open_ and setting.place is Place.DURING and _past(parse, lexicon, token, setting):
        return Fate(Status.HELD)
    if own is Status.PLANNED and (fate.status is Status.HELD or fate.status is None):
        return Fate(Status.CANCELLED if _never_was(parse, lexicon, setting) else own)
    return fate


def _left_undone(parse: Parse, lexicon: Lexicon, trigger: Trigger, setting: Setting) -> bool:
    """ "left without briefing reporters", «est repartie sans rencontrer son homologue»: nobody has done so."""
    verb = parse.tokens[trigger.i] if trigger.verbal else setting.verb
    if verb is None:
        return False
    if not trigger.verbal and setting.place is Place.SUBJECT:
        # «Un sommet n'est pas à l'ordre du jour», "A summit is not on the agenda"
        located = verb.pos not in VERBAL and parse.kid(verb, "case") is not None
        return located and is_negated(parse, lexicon, verb)
    marks = (marker(parse, verb), *(kid.lower for kid in parse.kids(verb, "mark", "case")))
    return any(mark in lexicon.scope.without for mark in marks)


def _never_was(parse: Parse, lexicon: Lexicon, setting: Setting) -> bool:
    """«La visite prévue mardi n'a pas eu lieu», «est suspendue»: what was planned and did not happen."""
    verb, words = setting.verb, lexicon.encounter_words
    if verb is not None and setting.place is Place.SUBJECT and _moved(parse, lexicon, verb):
        return True
    if verb is not None and setting.place is Place.SUBJECT and listed(parse, verb, words.halted, lexicon):
        return _passive(parse, verb) and not is_negated(parse, lexicon, verb)
    occurs = verb is not None and listed(parse, verb, words.occurring, lexicon)
    return occurs and setting.place is Place.SUBJECT and verb is not None and is_negated(parse, lexicon, verb)


def _past(parse: Parse, lexicon: Lexicon, token: Token, setting: Setting) -> bool:
    """«menace de partir au lendemain d'une rencontre»: what came before was, whatever the clause wishes."""
    shift = shift_of(parse, lexicon, token, setting.steps)
    return shift is not None and shift[0] < 0


def listed(parse: Parse, token: Token, words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a word, with its particle where the list has one ("call off"), is in a list."""
    lemma = lemma_of(token, lexicon)
    if lemma in words or token.lower in words:
        return True
    for word in words:
        first, _, rest = word.partition(" ")
        if rest and first == lemma and any(t.lower == rest for t in parse.tokens[token.i + 1 : token.i + 5]):
            return True
    return False


def _modified(parse: Parse, lexicon: Lexicon, token: Token) -> Status | None:
    """«la prochaine session», «la rencontre prévue en mai», «la visite annulée»."""
    words = lexicon.encounter_words
    for kid in parse.kids(token, "amod", "acl", "det", "appos"):
        if kid.rel == "acl" and _infinitive(parse, kid):
            # "agreed during a call to set up a commission"
            continue
        if listed(parse, kid, words.cancelled, lexicon):
            return Status.CANCELLED
        if listed(parse, kid, words.planned, lexicon):
            return Status.PLANNED
        if listed(parse, kid, words.supposed, lexicon) or (kid.rel == "det" and kid.lower in lexicon.negation):
            return Status.DENIED
        if kid.pos in VERBAL and kid.dep == "acl:relcl":
            fate = _of_noun(parse, lexicon, kid, Place.SUBJECT)
            if fate.status in {Status.PLANNED, Status.CANCELLED}:
                return fate.status
    return Status.PLANNED if _planned_below(parse, lexicon, token) else None


def _planned_below(parse: Parse, lexicon: Lexicon, token: Token) -> bool:
    """ "the sixth session of the commission scheduled for May": the participle may hang on the complement."""
    own = (kid for kid in parse.kids(token, "nmod") if marker(parse, kid) in genitives(lexicon))
    parts = (part for kid in own for part in parse.kids(kid, "acl") if part.dep == "acl")
    return any(listed(parse, part, lexicon.encounter_words.planned, lexicon) for part in parts)


def _called_off(parse: Parse, lexicon: Lexicon, token: Token) -> bool:
    """«l'annulation du sommet», "the postponement of the talks"."""
    return token.rel == "nmod" and listed(
        parse, parse.tokens[token.head], lexicon.encounter_words.cancelled, lexicon
    )


def _under_wish(parse: Parse, lexicon: Lexicon, token: Token) -> bool:
    """«un appel à des négociations»: a noun of wish above."""
    below = token
    for above, _ in zip(parse.ancestors(token), range(3), strict=False):
        if below.dep.startswith("nsubj"):
            # «La ministre, en visite à Maputo, a plaidé…»: the subject wishes, it is not wished for.
            return False
        below = above
        if listed(parse, above, lexicon.encounter_words.wished, lexicon):
            return True
        if above.pos in VERBAL:
            return False
    return False


def _of_noun(parse: Parse, lexicon: Lexicon, verb: Token, place: Place, direct: bool = False) -> Fate:
    """What the verb of a noun's clause says; `direct`: the noun is its object, without a preposition."""
    words = lexicon.encounter_words
    inner = next((k for k in parse.kids(verb, "xcomp") if _infinitive(parse, k)), None)
    if inner is not None and place is Place.SUBJECT and listed(parse, verb, (*words.future, *words.planned), lexicon):
        return Fate(Status.CANCELLED) if listed(parse, inner, words.cancelled, lexicon) else Fate(Status.PLANNED)
    if place is Place.SUBJECT and _then_cancelled(parse, lexicon, verb):
        return Fate(Status.CANCELLED)
    if place is Place.OBJECT and _taken(parse, lexicon, verb):
        return Fate(Status.HELD)
    if place is not Place.DURING:
        if listed(parse, verb, words.cancelled, lexicon):
            return Fate(Status.HELD) if is_negated(parse, lexicon, verb) else Fate(Status.CANCELLED)
        if listed(parse, verb, words.denied, lexicon) and place is Place.OBJECT:
            return Fate(Status.DENIED)
        # «ont ouvert mardi des pourparlers», not «est ouvert à des pourparlers»
        opens = direct and verb.pos in VERBAL and lemma_of(verb, lexicon) in words.happening
        wishes = listed(parse, verb, words.wished, lexicon) and verb.lemma not in words.planned and not opens
        if wishes and place is Place.OBJECT:
            return NOTHING
    if listed(parse, verb, words.planned, lexicon) and (place is Place.OBJECT or _passive(parse, verb)):
        return Fate(Status.PLANNED)
    if place is Place.SUBJECT and _upheld(parse, lexicon, verb):
        return Fate(Status.PLANNED)
    if place is Place.SUBJECT and _moved(parse, lexicon, verb):
        # A new day, where one is told, makes it another encounter.
        return Fate(Status.CANCELLED)
    negated = is_negated(parse, lexicon, verb)
    if negated and place is not Place.DURING and listed(parse, verb, words.occurring, lexicon):
        ahead = _form(parse, lexicon, verb).status is Status.PLANNED
        return Fate(Status.CANCELLED) if ahead and place is Place.SUBJECT else NOTHING
    return _of_verb(parse, lexicon, verb, own=False)


def _upheld(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """ "Monday's meeting is maintained", "The visit is still on", not "The talks were maintained"."""
    now = any(kid.feats.get("Tense") == "Pres" for kid in parse.kids(verb, "aux", "cop"))
    return now and listed(parse, verb, lexicon.encounter_words.upheld, lexicon) and not is_negated(parse, lexicon, verb)


def _moved(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """«La rencontre est déplacée sur la côte», "was moved to the Kenyan port": it is not where it was to be."""
    passive = _passive(parse, verb) and parse.kid(verb, "aux") is not None
    moved = passive and listed(parse, verb, lexicon.encounter_words.moving, lexicon)
    return moved and not is_negated(parse, lexicon, verb)


def _taken(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """«Il aura fallu sept heures d'échanges»: what has been needed has been."""
    taking = lemma_of(verb, lexicon) in lexicon.encounter_words.taking and verb.feats.get("VerbForm") == "Part"
    return taking and any(kid.feats.get("Mood") == "Ind" for kid in parse.kids(verb, "aux"))


def _then_cancelled(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """ "The session was set for Monday but has been called off": what the same subject undergoes after."""
    after = [k for k in parse.kids(verb, "conj") if k.pos in VERBAL and parse.kid(k, "nsubj") is None]
    cancelled = lexicon.encounter_words.cancelled
    return any(
        listed(parse, k, cancelled, lexicon) and parse.kid(k, "aux:pass") and not is_negated(parse, lexicon, k)
        for k in after
    )


def _passive(parse: Parse, verb: Token) -> bool:
    """«est prévue», "is due": said of the encounter, not by it («l'accord prévoit»)."""
    return verb.pos == "ADJ" or verb.feats.get("VerbForm") == "Part" and not parse.kid(verb, "aux:tense")


def _of_verb(parse: Parse, lexicon: Lexicon, verb: Token, own: bool, visit: bool = False) -> Fate:
    """What the tense, the auxiliaries and the words above a verb say.

    «ne s'est pas rendue à Varna le 25»: who did not go somewhere on a day had been awaited there.
    """
    fate = _form(parse, lexicon, verb)
    if fate.status is Status.HELD and not _finite(parse, verb):
        fate = _governed(parse, lexicon, verb)
    elif fate.status is not None:
        fate = _reported(parse, lexicon, verb, fate)
    if own and fate.status is not None and is_negated(parse, lexicon, verb):
        return Fate(Status.CANCELLED, True) if fate.status is Status.PLANNED or visit else NOTHING
    return fate


def is_ahead(parse: Parse, lexicon: Lexicon, verb: Token) -> bool:
    """Whether a verb tells of the future: «se tiendra», «doit se tenir», "is due to open"."""
    if _of_verb(parse, lexicon, verb, own=False).status is Status.PLANNED:
        return True
    return _passive(parse, verb) and listed(parse, verb, lexicon.encounter_words.planned, lexicon)


def _form(parse: Parse, lexicon: Lexicon, verb: Token) -> Fate:
    words = lexicon.encounter_words
    forms = [verb, *parse.kids(verb, "aux", "cop")]
    if marker(parse, verb) in lexicon.grammar.whether and verb.rel == "advcl":
        return NOTHING
    if any(form.feats.get("Tense") == "Fut" for form in forms):
        return Fate(Status.PLANNED)
    # "are to meet on Friday": trees have the verb before the infinitive as a copula too.
    helping = ("aux", "cop") if _infinitive(parse, verb) else ("aux",)
    helpers = [kid for kid in parse.kids(verb, *helping) if kid.i < verb.i]
    if any(kid.lemma in words.possible or kid.lower in words.possible for kid in helpers):
        past = any(kid.lemma not in words.possible and kid.feats.get("VerbForm") == "Inf" for kid in helpers)
        return Fate(Status.HELD if past else Status.PLANNED, True)
    if any((kid.lemma in words.future or kid.lower in words.future) and _modal(kid, verb) for kid in helpers):
        return Fate(Status.PLANNED)
    if any(form.feats.get("Mood") == "Imp" for form in forms):
        return NOTHING
    if any(form.feats.get("Mood") == "Cnd" and form.dep != "aux:tense" for form in forms):
        # «a annoncé qu'il se rendrait à Nuuk»; «se serait rendu» is hearsay of what was.
        return Fate(Status.PLANNED)
    return Fate(Status.HELD)


def _modal(token: Token, verb: Token) -> bool:
    """An auxiliary of the future, not of the passive or perfect, nor of what goes on ("was speaking")."""
    goes_on = verb.feats.get("VerbForm") in {"Ger", "Part"} and token.feats.get("Tense") is not None
    return token.dep not in {"aux:pass", "aux:tense"} and not (goes_on and token.feats.get("VerbForm") == "Fin")


def _finite(parse: Parse, verb: Token) -> bool:
    forms = [verb, *parse.kids(verb, "aux", "cop")]
    return any(f.feats.get("VerbForm") == "Fin" or f.feats.get("Mood") in {"Ind", "Cnd", "Sub"} for f in forms)


def _infinitive(parse: Parse, verb: Token) -> bool:
    """An infinitive, active or passive («doit être remis»)."""
    return verb.feats.get("VerbForm") == "Inf" or any(k.feats.get("VerbForm") == "Inf" for k in parse.kids(verb, "aux"))


def _governors(parse: Parse, verb: Token) -> Iterator[Token]:
    at = verb
    for _ in range(6):
        if at.head == at.i:
            return
        if at.rel == "conj":
            at = parse.tokens[at.head]
            continue
        if at.rel not in LINKS:
            return
        at = parse.tokens[at.head]
        yield at


def _governed(parse: Parse, lexicon: Lexicon, verb: Token) -> Fate:
    """An infinitive or participle: what is above it decides."""
    words = lexicon.encounter_words
    infinitive = _infinitive(parse, verb)
    if any(listed(parse, kid, words.planned, lexicon) for kid in parse.kids(verb, "mark", "aux")):
        return Fate(Status.PLANNED)
    perfect = any(kid.feats.get("VerbForm") == "Inf" and kid.dep != "aux:pass" for kid in parse.kids(verb, "aux"))
    # "denied holding talks", "proposed holding talks": a gerund that is governed is told like an infinitive.
    if not infinitive and (verb.rel != "xcomp" or verb.feats.get("VerbForm") != "Ger"):
        return Fate(Status.HELD)
    for above in _governors(parse, verb):
        if listed(parse, above, words.causative, lexicon):
            continue
        if listed(parse, above, words.denied, lexicon):
            return Fate(Status.HELD if is_negated(parse, lexicon, above) else Status.DENIED)
        if perfect:
            return Fate(Status.HELD)
        if listed(parse, above, (*words.future, *words.agreed, *words.planned), lexicon):
            hoped = listed(parse, above, words.wished, lexicon)
            return Fate(Status.CANCELLED, True) if is_negated(parse, lexicon, above) else Fate(Status.PLANNED, hoped)
        if listed(parse, above, words.wished, lexicon):
            return NOTHING
        if listed(parse, above, words.possible, lexicon):
            return Fate(Status.PLANNED, True)
        if marker(parse, verb) in lexicon.grammar.purpose:
            return _form(parse, lexicon, above)._replace(possible=True)
        return Fate(Status.HELD) if above.pos in VERBAL else Fate(Status.PLANNED, True)
    return Fate(Status.HELD)


def _reported(parse: Parse, lexicon: Lexicon, verb: Token, fate: Fate) -> Fate:
    """A clause: «dément qu'une rencontre ait eu lieu», «demande que la réunion se tienne»."""
    words = lexicon.encounter_words
    if verb.rel != "ccomp" and not (verb.rel in {"advcl", "acl"} and marker(parse, verb) in lexicon.grammar.that):
        return fate
    above = parse.tokens[verb.head]
    if listed(parse, above, words.denied, lexicon):
        return fate if is_negated(parse, lexicon, above) else Fate(Status.DENIED)
    subjunctive = any(f.feats.get("Mood") == "Sub" for f in [verb, *parse.kids(verb, "aux", "cop")])
    if subjunctive and listed(parse, above, words.wished, lexicon):
        return NOTHING
    return fate


def ahead_is_planned(encounters: Sequence[Encounter], published: str | None) -> list[Encounter]:
    """An encounter dated after the article is planned, whatever its verb: «Les ministres se retrouvent vendredi»."""
    out = []
    for encounter in encounters:
        ahead = encounter.status is Status.HELD and _after(encounter.date, published)
        if ahead and encounter.kind is EncounterKind.PRESS_CONFERENCE:
            # What somebody said to the press was said: the day is another's.
            out.append(msgspec.structs.replace(encounter, date=None, mod=None, duration=None))
            continue
        out.append(msgspec.structs.replace(encounter, status=Status.PLANNED) if ahead else encounter)
    return out


def _after(date: str | None, published: str | None) -> bool:
    if date is None or published is None or not re.fullmatch(r"\d{4}(-\d\d){0,2}", date[:10]):
        return False
    shared = min(len(date[:10]), len(published))
    return date[:shared] > published[:shared]
