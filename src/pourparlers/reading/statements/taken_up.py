"""What an act takes up that has no words of its own: «le Canada s'y oppose», «ce que Kiev dément», «Berne dit non»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparlers.language.tree import Token
from pourparlers.model import Act, Form, How
from pourparlers.reading.actors.coreference import Reference, listed
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import ANSWERS, Chars, Draft, trim, words_span
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.cues.frames import fill
from pourparlers.reading.cues.labels import label_comma
from pourparlers.reading.cues.scope import is_hedged, is_negated, is_supposed
from pourparlers.reading.statements.agents import is_passive
from pourparlers.reading.statements.comment_clauses import conjunction
from pourparlers.reading.statements.incise_subjects import noun_beside
from pourparlers.reading.statements.narrated import speaker_for
from pourparlers.reading.text.phrases import is_finite, noun_phrase, subject

# What each answers, where several things were said: one denies a claim, one refuses an offer.
CLAIMS = {Act.ACCUSE, Act.SAY, Act.THREATEN, Act.WARN}
OFFERS = {Act.PROPOSE, Act.DEMAND, Act.PROMISE, Act.SUPPORT, Act.ACCEPT, Act.REJECT}
# An act that may judge what the article itself tells («Oslo a fermé le pont, ce que Riga a dénoncé»).
JUDGING = {Act.ACCUSE, Act.SUPPORT}
# An act that may stand without an object: «Lima a refusé», hardly «Lima a salué».
ALONE = {Act.REJECT, Act.ACCEPT, Act.DENY}
STOPS = {",", ";", ".", ":", "!", "–", "—"}
NOUNS = {"NOUN", "PROPN"}
# Clauses that tell by themselves.
SUPPOSED = {"root", "parataxis", "conj"}
# Words from the comma to the verb («…, ce à quoi le gouvernement ne s'est pas dit hostile»).
REACH = 14


def by_pronoun(resolver: Resolver, drafts: Sequence[Draft], cue: CueMatch, thread: Reference | None) -> list[Draft]:
    """The act of a verb whose pronoun leaves nothing else to be its content, whatever stands after it.

    «Vientiane s'y refuse, au motif que…», «…, comme l'en accuse le journal», «Ce registre, Jakarta l'a accepté».
    """
    if cue.kind not in {"verb", "adjective"} or is_supposed(resolver.parse, resolver.lexicon, _verb(resolver, cue)):
        return []
    if conjunction(resolver, cue) is not None:
        return _commented(resolver, drafts, cue, thread)
    comma = label_comma(resolver.parse, resolver.lexicon, _verb(resolver, cue))
    if comma is not None and cue.entry.act is Act.DENY:
        return _named(resolver, drafts, cue, comma, thread)
    fronted = _fronted(resolver, cue)
    if fronted is not None:
        speaker = _speaker(resolver, cue, thread)
        span = words_span(resolver.parse, *noun_phrase(resolver.parse, fronted))
        return [_draft(resolver, cue, speaker, [span], [fronted.i])] if speaker is not None else []
    if _stands_for_phrase(resolver, cue):
        return _answered(resolver, drafts, cue, thread)
    return []


def left_open(resolver: Resolver, drafts: Sequence[Draft], cue: CueMatch, thread: Reference | None) -> list[Draft]:
    """The act of a verb whose frame nothing fills: its object is a pronoun, «ce que», or missing («Niamey dit non»)."""
    verb = _verb(resolver, cue)
    if cue.kind not in {"verb", "adjective"} or is_supposed(resolver.parse, resolver.lexicon, verb):
        return []
    if _clitic(resolver, verb) or _of_clause(resolver, cue) or _bare(resolver, cue):
        return _answered(resolver, drafts, cue, thread)
    return []


def _verb(resolver: Resolver, cue: CueMatch) -> Token:
    return resolver.parse.tokens[cue.i]


def _speaker(resolver: Resolver, cue: CueMatch, thread: Reference | None) -> Reference | None:
    """Whose act it is; «s'y est opposée», read as an adjective, has the subject of a verb."""
    found = speaker_for(resolver, cue, cue.entry, thread, "obj")
    doer = subject(resolver.parse, _verb(resolver, cue)) if found is None and cue.kind == "adjective" else None
    return resolver.resolve(doer, thread, False) if doer is not None else found


# What is taken up.


def _answered(resolver: Resolver, drafts: Sequence[Draft], cue: CueMatch, thread: Reference | None) -> list[Draft]:
    blamed = cue.entry.act is Act.ACCUSE and _of_clause(resolver, cue)
    if (cue.entry.act not in ANSWERS and not blamed) or cue.entry.neutral:
        return []
    speaker = _speaker(resolver, cue, thread)
    claim = _claim(resolver, drafts, cue, speaker) if speaker is not None else None
    if speaker is not None and claim is None and cue.entry.act is Act.DENY:
        return _told_before(resolver, cue, speaker) or _supposed_before(resolver, cue, speaker)
    if speaker is not None and claim is None and cue.entry.act in JUDGING:
        return _told_before(resolver, cue, speaker)
    if speaker is None or claim is None:
        return []
    if claim.speaker is not None and claim.target and set(claim.speaker.ids) & set(speaker.ids):
        # «L'Inde accuse Colombo d'avoir tiré, ce que celle-ci nie»: who is accused denies, not who accuses
        party = resolver.cast.party_of(claim.target)
        speaker = Reference((claim.target,), (party,) if party else (), How.PARTY, speaker.first, speaker.last)
    return [_draft(resolver, cue, speaker, _without_answer(resolver, cue, claim.content), claim.content_heads)]


def _told_before(resolver: Resolver, cue: CueMatch, speaker: Reference) -> list[Draft]:
    """«Le navire aurait été vendu en mai, ce que Riga dément»: what the article itself tells before the comma."""
    comma = _clause_comma(resolver, cue)
    return _told_until(resolver, cue, speaker, comma) if comma is not None else []


def _told_until(resolver: Resolver, cue: CueMatch, speaker: Reference, comma: int) -> list[Draft]:
    """«Riga a ouvert l'écluse, comme l'exigeait Oslo»: the clause before a comma."""
    parse, tokens = resolver.parse, resolver.parse.tokens
    first = _clause_start(resolver, cue.i)
    if tokens[first].plain in resolver.lexicon.prepositions:
        # «Selon nos informations, | une étude aurait été commandée, ce que…»
        first = next((i + 1 for i in range(first, comma) if tokens[i].text == ","), first)
    verb = next((t for t in tokens[first:comma] if t.pos == "VERB" and is_finite(parse, t)), None)
    return [_draft(resolver, cue, speaker, [words_span(parse, first, comma - 1)], [verb.i])] if verb is not None else []


def _supposed_before(resolver: Resolver, cue: CueMatch, speaker: Reference) -> list[Draft]:
    """«La Pologne aurait payé l'amende. Riga le conteste»: what the press conditional before a pronoun supposes."""
    parse, tokens, verb = resolver.parse, resolver.parse.tokens, _verb(resolver, cue)
    here = parse.sentence_of(verb)
    before = parse.sentences[max(verb.sent - 1, 0)]
    before = before if before.block == here.block else here
    for first, limit in ((here.first, cue.first), (before.first, min(before.last + 1, cue.first))):
        ahead = (t for t in tokens[first:limit] if t.pos == "VERB" and t.rel in SUPPOSED)
        told = next((t for t in ahead if is_hedged(parse, resolver.lexicon, t)), None)
        if told is None or not _clitic(resolver, verb):
            continue
        doer = subject(parse, told)
        first = max(first, doer.left if doer is not None and doer.i < told.i else first)
        end = next((t.i for t in tokens[told.i : limit] if t.text in STOPS - {","}), limit)
        return [_draft(resolver, cue, speaker, [words_span(parse, first, end - 1)], [told.i])]
    return []


def _named(
    resolver: Resolver, drafts: Sequence[Draft], cue: CueMatch, comma: int, thread: Reference | None
) -> list[Draft]:
    """"Riga accused Oslo of moving a buoy, a claim Oslo denied": what is denied is what the noun names."""
    speaker = speaker_for(resolver, cue, cue.entry, thread, "obj")
    before = (d for d in drafts if d.content[0][0] < resolver.parse.tokens[comma].start)
    claim = _claim(resolver, list(before), cue, speaker) if speaker is not None else None
    if claim is None:
        return []
    end = resolver.parse.tokens[comma].start
    content = [trim(resolver.parse.text, a, min(b, end)) for a, b in claim.content if a < end]
    return [_draft(resolver, cue, speaker, content, claim.content_heads)]


def _without_answer(resolver: Resolver, cue: CueMatch, content: Sequence[Chars]) -> list[Chars]:
    """«Selon Oslo, Riga a promis un rabais | , ce que Riga dément»: what is denied ends before the denial."""
    tokens = resolver.parse.tokens
    end = tokens[_clause_comma(resolver, cue) or cue.first].start
    return [trim(resolver.parse.text, a, min(b, end)) if a < end else (a, b) for a, b in content]


def _claim(resolver: Resolver, drafts: Sequence[Draft], cue: CueMatch, speaker: Reference) -> Draft | None:
    """What an act answers: said by another just before, best a claim or an offer aimed at whoever answers."""
    wanted = CLAIMS if cue.entry.act is Act.DENY else OFFERS
    named = label_comma(resolver.parse, resolver.lexicon, _verb(resolver, cue)) is not None
    clause, bare = named or _of_clause(resolver, cue), _bare(resolver, cue)
    tokens, best = resolver.parse.tokens, None
    for back, draft in enumerate(_before(resolver, drafts, cue, 0 if clause else 1)):
        own = _said_by(resolver, draft, speaker, cue)
        fits = draft.act in wanted
        if own or draft.form is Form.DIRECT or (bare and not fits):
            continue
        aimed = draft.target is not None and draft.target in {*speaker.ids, *speaker.parties}
        rank = (not aimed, tokens[cue.i].sent - tokens[_place(draft)].sent, not fits, back)
        if best is None or rank < best[0]:
            best = (rank, draft)
    return best[1] if best else None


def _said_by(resolver: Resolver, draft: Draft, speaker: Reference, cue: CueMatch) -> bool:
    """Whether a statement is of whoever answers; a pronoun after an accusation hardly stands for the accuser."""
    if draft.speaker is None:
        return False
    turned = speaker.how is How.PRONOUN and cue.entry.act is Act.DENY and draft.act is Act.ACCUSE and draft.target
    return bool(set(draft.speaker.ids) & set(speaker.ids)) and not turned


def _before(resolver: Resolver, drafts: Sequence[Draft], cue: CueMatch, sentences: int) -> Iterator[Draft]:
    """The statements before a cue, the last first, at most so many sentences back."""
    tokens = resolver.parse.tokens
    for draft in reversed(drafts):
        if tokens[cue.i].sent - tokens[_place(draft)].sent > sentences:
            return
        if _place(draft) < cue.i:
            yield draft


def _place(draft: Draft) -> int:
    return draft.cue_word if draft.cue_word is not None else draft.content_heads[0]


def _commented(resolver: Resolver, drafts: Sequence[Draft], cue: CueMatch, thread: Reference | None) -> list[Draft]:
    """«Riga a refusé d'ouvrir l'écluse, comme le lui demandait Tallinn»: what the clause before it says."""
    doer = noun_beside(resolver, cue)
    speaker = resolver.resolve(doer, thread, False) if doer is not None else None
    claim = next(_before(resolver, drafts, cue, 0), None)
    if speaker is None or cue.entry.act in {Act.SAY, Act.WARN}:
        return []
    if claim is None:
        opens = conjunction(resolver, cue)
        return _told_until(resolver, cue, speaker, opens.i - 1) if opens is not None else []
    return [_draft(resolver, cue, speaker, claim.content, claim.content_heads)]


# How the pronoun is told.


def _stands_for_phrase(resolver: Resolver, cue: CueMatch) -> bool:
    """«s'y refuse», «s'en félicite», «n'y est pas opposée»: a clitic for the preposition that the frame asks for."""
    words = {kid.lower for kid in resolver.parse.kids(_verb(resolver, cue), "iobj", "obl", "obj", "expl", "advmod")
             if kid.pos == "PRON" and kid.i < cue.i}  # fmt: skip
    asked = {role.partition(":")[2] for entry in cue.entries for role in entry.content}
    phrases = resolver.lexicon.grammar.clitic_phrases
    return any(word in words and preposition in asked for word, preposition in phrases.items())


def _clitic(resolver: Resolver, verb: Token) -> bool:
    """Whether the object is a pronoun beside the verb, not the reflexive one."""
    grammar = resolver.lexicon.grammar
    kids = resolver.parse.kids(verb, "obj", "iobj", "expl", "obl")
    pronouns = (k for k in kids if k.pos == "PRON" and k.dep != "expl:subj" and k.feats.get("PronType") != "Rel")
    # "has not ruled that out": what stands after the verb is no relative pronoun
    return any(k.plain not in grammar.reflexive and (k.i > verb.i or k.plain not in grammar.relative) for k in pronouns)


def _of_clause(resolver: Resolver, cue: CueMatch) -> bool:
    """«…, ce que Kiev a démenti», «…, ce à quoi Rome s'oppose»: a relative clause on all that stands before it."""
    return _clause_comma(resolver, cue) is not None


def _clause_comma(resolver: Resolver, cue: CueMatch) -> int | None:
    """The comma before the clause of a cue, where a relative pronoun opens it that takes up all before."""
    tokens, grammar = resolver.parse.tokens, resolver.lexicon.grammar
    first = resolver.parse.sentence_of(_verb(resolver, cue)).first
    for i in range(cue.first - 1, max(first, cue.first - REACH), -1):
        if tokens[i].text == ",":
            ahead = tokens[i + 2 : i + 4]
            words = {t.plain for t in ahead if t.feats.get("PronType") == "Rel"}
            words |= {t.plain for t in ahead} & set(grammar.relative)
            return i if tokens[i + 1].lower in grammar.clause_antecedents and words else None
    return None


def _bare(resolver: Resolver, cue: CueMatch) -> bool:
    """«Niamey ne dit pas non.», "India and Brazil refuse.": a finite verb, after it no more than adverbs and times."""
    parse, verb = resolver.parse, _verb(resolver, cue)
    bare = cue.kind == "adjective" or (is_finite(parse, verb) and not is_passive(parse, verb))
    filled = any(fill(parse, resolver.lexicon, cue, entry.content) is not None for entry in cue.entries)
    if not bare or filled or cue.entry.act not in ALONE or verb.rel == "acl":
        return False
    limit, at = parse.sentence_of(verb).last, cue.last + 1
    while at < limit and (parse.tokens[at].pos == "ADV" or at in resolver.time_words):
        at += 1
    return at >= limit or parse.tokens[at].text in STOPS


def _fronted(resolver: Resolver, cue: CueMatch) -> Token | None:
    """The head of what stands before the subject and is taken up: «Ce registre, Jakarta l'a accepté»."""
    tokens, verb = resolver.parse.tokens, _verb(resolver, cue)
    doer = subject(resolver.parse, verb)
    clitic = next((k for k in resolver.parse.kids(verb, "obj") if k.pos == "PRON" and k.i < cue.i), None)
    if doer is None or clitic is None or doer.i > clitic.i or doer.pos not in NOUNS or doer.left < 2:
        return None
    first = _clause_start(resolver, doer.left)
    head = next((t for t in tokens[first : doer.left - 1] if t.pos in NOUNS), None)
    if tokens[doer.left - 1].text != "," or head is None or tokens[first].pos != "DET" or head.left != first:
        return None
    plural = clitic.lower in listed(resolver.lexicon.scope.pronouns, "object", "p")
    whole = head.right in {doer.left - 2, doer.left - 1} or head.i + 1 == doer.left - 1
    return head if plural == (head.feats.get("Number") == "Plur") and (whole or head.rel == "root") else None


def _clause_start(resolver: Resolver, word: int) -> int:
    """The first word of a sentence, or after its last semicolon."""
    tokens = resolver.parse.tokens
    first = resolver.parse.sentence_of(tokens[word]).first
    return next((i + 1 for i in range(word - 1, first, -1) if tokens[i].text in {";", ":"}), first)


def _draft(
    resolver: Resolver, cue: CueMatch, speaker: Reference | None, content: Sequence[Chars], heads: Sequence[int]
) -> Draft:
    parse, lexicon, verb = resolver.parse, resolver.lexicon, _verb(resolver, cue)
    draft = Draft(
        act=cue.entry.act,
        form=Form.NARRATED,
        content=list(content),
        rule=f"{cue.entry.id}/pronoun",
        speaker=speaker,
        cue=(parse.tokens[cue.first].start, parse.tokens[cue.last].end),
        cue_word=cue.i,
        negated=is_negated(parse, lexicon, verb, cue.last),
        hedged=is_hedged(parse, lexicon, verb),
        content_heads=list(heads),
    )
    draft.settle_negation()
    return draft
