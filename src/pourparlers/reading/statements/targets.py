"""At whom an act aims, where neither its frame nor what it answers tells it."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.language.tree import Token
from pourparlers.model import Act, How
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import ANSWERS, Draft
from pourparlers.reading.statements.agents import possessor
from pourparlers.reading.statements.attribution import Page

# Acts whose content tells who is to act, or who has acted: «exige que Berne renonce».
ABOUT = {Act.DEMAND, Act.ACCUSE}
TOLD = {How.NAMED, How.SURNAME, How.PARTY, How.ROLE}


def name_targets(page: Page, drafts: Sequence[Draft]) -> None:
    """Give drafts without a target the one that their content names; never the speaker's own side."""
    before: Draft | None = None
    for draft in sorted(drafts, key=lambda d: d.cue or d.content[0]):
        if draft.target is None and draft.content_heads and draft.speaker is not None:
            told = _told(page.resolver, draft)
            if told is not None and not _own(draft.speaker, told):
                draft.target = told.ids[0]
            elif before is not None and _taken_up(page.resolver, before, draft):
                draft.target = before.target
        before = draft


def _taken_up(resolver: Resolver, before: Draft, draft: Draft) -> bool:
    """«a reproché à Ankara de tarder et l'a pressée de signer»: the pronoun stands for whom the act before aims at."""
    if before.cue_word is None or draft.cue_word is None or before.speaker is None or draft.speaker is None:
        return False
    verb, first = resolver.parse.tokens[draft.cue_word], resolver.parse.tokens[before.cue_word]
    joined = verb.sent == first.sent and before.speaker.ids == draft.speaker.ids
    return joined and any(kid.pos == "PRON" and kid.i < verb.i for kid in resolver.parse.kids(verb, "obj", "iobj"))


def _told(resolver: Resolver, draft: Draft) -> Reference | None:
    head = resolver.parse.tokens[draft.content_heads[0]]
    if head.pos in {"NOUN", "PROPN"}:
        behind = draft.act is Act.ACCUSE or (draft.act in ANSWERS and head.lemma in resolver.lexicon.nouns)
        return _sure(possessor(resolver, head, None)) if behind else None
    return _sure(_subject(resolver, head)) if draft.act in ABOUT else None


def _subject(resolver: Resolver, head: Token) -> Reference | None:
    """«demande que l'Iran suspende…», "said Oslo must withdraw": who is to act is the subject of the clause.

    "Demanded that Ana Ruiz be freed": the subject of a passive is to do nothing.
    """
    subject = resolver.parse.kid(head, "nsubj")
    undergoes = resolver.parse.kid(head, "aux:pass") is not None and resolver.parse.kid(head, "xcomp") is None
    subject = None if undergoes else subject
    return resolver.resolve(subject, None, False) if subject is not None else None


def _sure(found: Reference | None) -> Reference | None:
    return found if found is not None and found.how in TOLD else None


def _own(speaker: Reference, told: Reference) -> bool:
    return bool({*speaker.ids, *speaker.parties} & {*told.ids, *told.parties})
