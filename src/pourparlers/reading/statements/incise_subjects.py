"""Who speaks in an incise: the noun phrase after its verb, or whom its pronoun stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.model import How
from pourparlers.reading.actors.coreference import Candidates, Reference, listed
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Chars
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.cues.quotations import Link, Quotation, before_aside
from pourparlers.reading.cues.speech_verbs import clitic_subject
from pourparlers.reading.statements.agents import speaker_of
from pourparlers.reading.text.phrases import noun_phrase

REACH = 14
# Words between two commas after the verb of an incise.
ASIDE = 10
NOUNS = {"NOUN", "PROPN", "X"}
MARKS = {"«", "“", '"', "»", "”"}
LOOSE = {"ADV", "DET", "ADJ", "NUM"}
# Points before a pronoun that are looked at: four sentences hardly hold more.
POINTS = 60


def incise_speaker(
    resolver: Resolver,
    cue: CueMatch,
    thread: Reference | None,
    said: Sequence[Chars],
    quotations: Sequence[Quotation] = (),
) -> Reference | None:
    """The subject of an incise, by the tree or right after the verb; never a word of what is said.

    Args:
        resolver: of the text.
        cue: the verb.
        thread: who spoke last.
        said: what the incise comments on, and the quotations before it.
        quotations: those that the verb introduces, where there are any.
    """
    parse = resolver.parse
    if clitic_subject(parse, resolver.lexicon, parse.tokens[cue.i]) is not None:
        return clitic_speaker(resolver, cue, thread, said)
    named = _named_subject(resolver, cue, quotations)
    if named is not None:
        return resolver.resolve(named, thread)
    speaker, word = speaker_of(resolver, cue, thread, True)
    if speaker is not None and word is not None and speaker.how is How.PRONOUN and _said_of(resolver, speaker, said):
        return _outside(resolver, word, thread, said)
    # '"…our place is in Europe," said Ilan Perets'
    if speaker is not None and not any(_within(parse, word, said) for word in (speaker.first, speaker.last)):
        return speaker
    beside = noun_beside(resolver, cue)
    found = speaker_beside(resolver, cue, beside, thread, bool(quotations)) if beside is not None else None
    ends = [q.last for q in quotations if q.link is Link.AFTER]
    return found or (speaker_between(resolver, ends[0], cue, thread) if ends else None)


def _named_subject(resolver: Resolver, cue: CueMatch, quotations: Sequence[Quotation]) -> Token | None:
    """The name that a long subject begins or ends with, whatever the tree makes of what stands beside it.

    '"…," Jane Doe, spokeswoman for the group, said', '"…," the group's head of sourcing, Jane Doe, told reporters'.
    """
    after = next((q for q in quotations if q.link is Link.AFTER), None)
    if resolver.lexicon.grammar.subject_after:
        return None
    if after is None:
        return None if quotations else named_before(resolver, cue)
    tokens, cast = resolver.parse.tokens, resolver.cast
    opens = next((t for t in tokens[after.last + 1 : cue.first] if t.pos != "PUNCT"), None)
    if opens is not None and opens.i in cast.person_at and tokens[cast.name_at[opens.i].last + 1].text == ",":
        return opens
    return named_before(resolver, cue)


def noun_beside(resolver: Resolver, cue: CueMatch) -> Token | None:
    """The subject right after a verb («a précisé le médiateur»), where the tree may have taken it for an object.

    Dates and adverbials may stand before it: «a objecté mardi à Roussé la juriste bulgare», «a indiqué par courrier M.
    Thorvaldsson», «ont rappelé d'une même voix Lilongwe et Lusaka».
    """
    parse = resolver.parse
    limit = min(parse.sentence_of(parse.tokens[cue.i]).last, cue.last + REACH)
    at = _over_aside(parse, cue.last + 1, limit)
    while at <= limit:
        token = parse.tokens[at]
        if _some_of(resolver, token):
            return token
        if token.pos == "ADP":
            at = _after_phrase(resolver, at, limit)
        elif at in resolver.time_words or _loose(resolver, token):
            at += 1
        else:
            break
    if at > limit or not _may_be_subject(resolver, parse.tokens[at]):
        return None
    return _head(parse, at, cue.last, limit + 4)


def _over_aside(parse: Parse, at: int, limit: int) -> int:
    """«a résumé, laconique, | le délégué», «a indiqué, jeudi à Berne, | la ministre»: what two commas set apart."""
    closing = next((i for i in range(at + 1, min(at + ASIDE, limit)) if parse.tokens[i].text == ","), None)
    if at > limit or parse.tokens[at].text != "," or closing is None:
        return at
    inner = parse.tokens[at + 1 : closing]
    opens = inner[0].pos in {"ADP", "ADJ", "ADV", "VERB"} or inner[0].feats.get("VerbForm") == "Part"
    finite = any(t.feats.get("VerbForm") == "Fin" for t in inner)
    return closing + 1 if opens and not finite and parse.tokens[closing + 1].pos in {"DET", *NOUNS} else at


def _some_of(resolver: Resolver, token: Token) -> bool:
    """«a renchéri un de ses conseillers»: a number or pronoun for some of those whom a noun after «de» tells."""
    tokens, grammar = resolver.parse.tokens, resolver.lexicon.grammar
    after = tokens[token.i + 1] if token.i + 1 < len(tokens) else token
    one = token.pos in {"PRON", "NUM", "DET"} and token.lower in grammar.indefinite
    return one and after.pos == "ADP" and after.plain in grammar.genitive and token.lower not in grammar.genitive


def _loose(resolver: Resolver, token: Token) -> bool:
    """What stands before a noun: adverbs, determiners, adjectives; "its director" has a pronoun there."""
    if token.feats.get("Poss") == "Yes":
        return True
    return token.pos in LOOSE and token.lemma not in resolver.lexicon.grammar.latter


def _may_be_subject(resolver: Resolver, token: Token) -> bool:
    # «a indiqué Yasser Abbas»: a tagger that has not met a name may take it for a verb
    named = token.pos in NOUNS or token.i in resolver.cast.person_at
    return named or token.lemma in resolver.lexicon.grammar.latter or token.feats.get("PronType") == "Dem"


def _head(parse: Parse, at: int, first: int, last: int) -> Token:
    token = parse.tokens[at]
    while token.rel in {"flat", "compound", "amod"} and first < token.head <= last and token.head != token.i:
        if any(t.text in MARKS for t in parse.tokens[token.i : token.head]):
            break  # '"Bread first," said Ion Cazacu, "and speeches after the harvest"'
        token = parse.tokens[token.head]
    return token


def _after_phrase(resolver: Resolver, at: int, limit: int) -> int:
    """The word after a phrase with a preposition: «à Roussé | la juriste», «par courrier | M. Thorvaldsson»."""
    parse = resolver.parse
    at += 1
    while at <= limit and (parse.tokens[at].pos in LOOSE or at in resolver.time_words):
        at += 1
    if at > limit or parse.tokens[at].pos not in NOUNS:
        return at
    while parse.tokens[at].rel == "compound" and at < parse.tokens[at].head <= limit:
        at = parse.tokens[at].head  # "said after the closing | session"
    noun = parse.tokens[at]
    place = resolver.cast.names.get(at)  # «a annoncé à New York | le médiateur»
    at = place.last + 1 if place is not None else at + 1
    at = _over_bracket(parse, at, limit)
    while at <= limit and not _opens(resolver, noun, parse.tokens[at]):
        if parse.tokens[at].pos not in {"ADJ", "PROPN", "X"} and at not in resolver.time_words:
            break
        at += 1
    return at


def _over_bracket(parse: Parse, at: int, limit: int) -> int:
    """«a assuré à l'Agence du Large (ADL) | la capitaine»: a short name in brackets."""
    bracketed = at + 2 <= limit and parse.tokens[at].text == "(" and parse.tokens[at + 2].text == ")"
    return at + 3 if bracketed else at


def _opens(resolver: Resolver, noun: Token, token: Token) -> bool:
    """Whether a word begins a phrase of its own after a noun, not a name in apposition («à la ministre Jane Poe»)."""
    cast = resolver.cast
    if token.pos == "DET" or token.lower.rstrip(".") in resolver.lexicon.titles:
        return True
    if noun.i in cast.names and noun.i not in cast.person_at and token.i in cast.person_at:
        return True  # «a déclaré mardi à Téhéran | Samir Haddad»
    named = noun.pos == "PROPN" or noun.i in cast.role_at or noun.lemma in resolver.lexicon.scope.media_nouns
    if named or token.pos != "PROPN":
        return False
    return token.i in cast.person_at or token.i in cast.names


def speaker_beside(
    resolver: Resolver, cue: CueMatch, beside: Token, thread: Reference | None, quoted: bool = False
) -> Reference | None:
    """Whom the noun after the verb stands for; in English, where an object may stand there, only a known actor.

    Args:
        resolver: of the text.
        cue: the verb.
        beside: the noun.
        thread: who spoke last.
        quoted: whether the verb follows a quotation, after which any noun speaks: '"…," recalled the conservator'.
    """
    if resolver.lexicon.grammar.subject_after:
        found = resolver.resolve(beside, thread)
        return _with_joined(resolver, cue, found) if found is not None else None
    if any(role.startswith(("obj", "iobj")) for e in cue.entries for role in (*e.addressee, *e.target)):
        return None  # "told journalists"
    name = _name_after(resolver, cue)
    if name is not None:
        return resolver.resolve(name, thread)
    cast = resolver.cast
    if quoted:
        return resolver.resolve(beside, thread)
    known = any(beside.i in table for table in (cast.person_at, cast.role_at, cast.names))
    return resolver.resolve(beside, thread) if known and beside.rel not in {"obj", "iobj"} else None


def speaker_between(resolver: Resolver, last: int, cue: CueMatch, thread: Reference | None) -> Reference | None:
    """'"…," Bae Seung-won, the director for safety, told journalists': who is named right after a quotation's mark.

    Or the noun before a relative clause: '"…," one of the negotiators, who declined to be named, said'.
    """
    tokens, cast = resolver.parse.tokens, resolver.cast
    noun: Token | None = None
    for token in tokens[last + 1 : cue.first]:
        if token.i in cast.person_at:
            return resolver.resolve(token, thread)
        if noun is not None and before_aside(resolver.parse, resolver.lexicon, token.i):
            some = resolver.collectives.group(*noun_phrase(resolver.parse, noun), None)
            return resolver.resolve(noun, thread) or some
        noun = token if noun is None and token.pos in {"NOUN", "PROPN", "NUM"} else noun
        if token.pos not in {"PUNCT", "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "X"}:
            return None
    return None


def _name_after(resolver: Resolver, cue: CueMatch) -> Token | None:
    """ "says investor and AI practitioner Kai-Fu Lee": the name that ends the phrase, before any preposition."""
    tokens, cast = resolver.parse.tokens, resolver.cast
    for token in tokens[cue.last + 1 : cue.last + REACH]:
        if token.pos in {"ADP", "VERB", "PUNCT", "SCONJ"}:
            return None
        if token.i in cast.person_at:
            return None if tokens[token.i - 1].pos == "CCONJ" else token
    return None


def _with_joined(resolver: Resolver, cue: CueMatch, found: Reference) -> Reference:
    """«ont rappelé d'une même voix Lilongwe et Lusaka»: of a plural verb, the actor joined to the first by «et»."""
    tokens = resolver.parse.tokens
    at = found.last + 1
    plural = any(t.feats.get("Number") == "Plur" for t in tokens[cue.first : cue.last + 1])
    if len(found.ids) > 1 or not plural or at + 1 >= len(tokens) or tokens[at].pos != "CCONJ":
        return found
    other = next((t for t in tokens[at + 1 : at + 3] if t.pos in NOUNS), None)
    joined = resolver.resolve(other, None, False) if other is not None and other.sent == tokens[cue.i].sent else None
    if joined is None:
        return found
    return found.joined(joined)._replace(first=found.first, last=joined.last)


def named_before(resolver: Resolver, cue: CueMatch) -> Token | None:
    """«Le doyen de la guilde, Matthias Brandauer, s'est levé»: a name between commas right before the verb."""
    tokens, cast = resolver.parse.tokens, resolver.cast
    at = cue.first - 2
    if at < 2 or tokens[at + 1].text != "," or at not in cast.person_at:
        return None
    name = tokens[cast.name_at[at].first]
    before = name.i - 1
    while before > 0 and (before in cast.role_at or tokens[before].lower in resolver.lexicon.titles):
        before -= 1  # "the chief negotiator, Colonel | Rui Bastos, said"
    return name if before > 0 and tokens[before].text == "," and name.sent == tokens[cue.i].sent else None


def clitic_speaker(
    resolver: Resolver, cue: CueMatch, thread: Reference | None, said: Sequence[Chars]
) -> Reference | None:
    """Whom «a-t-il», «dit-elle» stand for: nobody named in what is said.

    «Il faut que le Danemark rende les tuyaux», a-t-il exigé: the Danes do not demand it.
    """
    parse = resolver.parse
    pronoun = clitic_subject(parse, resolver.lexicon, parse.tokens[cue.i])
    if pronoun is None:
        return None
    if pronoun.lower in listed(resolver.lexicon.scope.pronouns, "enclitic", "indef"):
        return _one_says(resolver, cue)
    return _outside(resolver, pronoun, thread, said)


def _said_of(resolver: Resolver, speaker: Reference, said: Sequence[Chars]) -> bool:
    """Whether what is said names the one whom the pronoun before its verb was taken for."""
    points, parse = resolver.candidates.points, resolver.parse
    start = bisect_left(points, max(0, speaker.first - POINTS), key=lambda point: point.i)
    named = (p for p in points[start:] if p.i < speaker.first and p.id in speaker.ids)
    return len(speaker.ids) == 1 and any(_within(parse, p.i, said) for p in named)


def _outside(resolver: Resolver, pronoun: Token, thread: Reference | None, said: Sequence[Chars]) -> Reference | None:
    """Whom a pronoun stands for: nobody named in what is said.

    "Bolivia's minister, Jan Rojas, she told reporters, had agreed": she is somebody told before.
    """
    parse, points = resolver.parse, resolver.candidates.points
    end = bisect_left(points, pronoun.i, key=lambda point: point.i)
    free = [p for p in points[max(0, end - POINTS) : end] if not _within(parse, p.i, said)]
    candidates = Candidates(resolver.lexicon, parse, resolver.cast.quoted, free)
    candidates.hero = resolver.candidates.hero
    found = candidates.antecedent(pronoun, thread)
    if found is None:
        return None
    return Reference((found.id,), (found.party,) if found.party else (), How.PRONOUN, pronoun.i, pronoun.i)


def _within(parse: Parse, word: int, said: Sequence[Chars]) -> bool:
    start = parse.tokens[word].start
    return any(a <= start < b for a, b in said)


def _one_says(resolver: Resolver, cue: CueMatch) -> Reference | None:
    """«s'amuse-t-on au cabinet du ministre suédois», «dit-on à Kiev»: where one says it tells for whom."""
    parse = resolver.parse
    at = cue.last + 1
    if at < len(parse.tokens) and parse.tokens[at].lemma in resolver.lexicon.scope.collective_nouns:
        return resolver.resolve(parse.tokens[at], None, False)  # «assure-t-on côté finlandais»
    # «a-t-on appris auprès du ministère», whatever the tagger takes the preposition for.
    topic = resolver.lexicon.grammar.topic
    if at >= len(parse.tokens) or parse.tokens[at].pos != "ADP" and parse.tokens[at].plain not in topic:
        return None
    for token in parse.tokens[at + 1 : at + 5]:
        if token.pos in NOUNS:
            return None if token.i in resolver.time_words else resolver.resolve(token, None, False, placed=False)
    return None
