"""Neutral statements that go on with the act beside them: "denied the sale. “I have the deed,” she said"."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.language.tree import Token
from pourparlers.model import Act, Form
from pourparlers.reading.actors.coreference import listed
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft

# So many characters at most part a denial from the quotation that bears it out.
NEXT = 8
# So many statements are looked at before one.
BACK = 3
JUDGING = {"pred", "obl"}
# Acts that a judgement beside them shares; whoever demands something may judge anything.
SIDED = {Act.ACCUSE, Act.DENY, Act.REJECT, Act.SUPPORT}
STANCES = {Act.REJECT: "against", Act.SUPPORT: "for"}


def carry_acts(resolver: Resolver, drafts: Sequence[Draft]) -> None:
    """Give neutral statements, in the order of the text, the act of the statement that they go on from."""
    for number, draft in enumerate(drafts):
        if not draft.neutral or draft.act is not Act.SAY or draft.cue_word is None or draft.speaker is None:
            continue
        for before in reversed(drafts[max(0, number - BACK) : number]):
            if _same_told(resolver, before, draft) and _goes_on(resolver, before, draft):
                draft.act, draft.target = before.act, draft.target or before.target
                draft.answers = draft.answers or before.answers
                draft.stance = STANCES.get(draft.act)
                break


def _same_told(resolver: Resolver, before: Draft, draft: Draft) -> bool:
    """Whether a statement before tells an act, of the same speaker.

    Or of the party for which one speaks of oneself: "Riga denied it. “Our boats were in port,” the envoy said".
    """
    if before.act is Act.SAY or before.negated or before.speaker is None or draft.speaker is None:
        return False
    if before.speaker.ids == draft.speaker.ids:
        return True
    if draft.form is not Form.DIRECT or not before.speaker.ids or before.speaker.ids != draft.speaker.parties:
        return False
    first = resolver.parse.text[slice(*draft.content[0])].lower().split(None, 3)[:3]
    grammar = resolver.lexicon.grammar
    return not {*grammar.first_person, *listed(resolver.lexicon.scope.pronouns, "first")}.isdisjoint(first)


def _goes_on(resolver: Resolver, before: Draft, draft: Draft) -> bool:
    if draft.form is Form.DIRECT:
        return before.act is Act.DENY and _follows(resolver, before, draft)
    return before.act in SIDED and _judges_along(resolver, before, draft)


def _follows(resolver: Resolver, before: Draft, draft: Draft) -> bool:
    """Whether a quotation bears out a denial: "Rask denied any deal on Monday. “There is one text,” she said".

    Or follows within the sentence: «une version qu'elle conteste : « Le quai était vide »».
    """
    if before.cue_word is None or before.neutral:
        return False
    parse = resolver.parse
    sentence = parse.sentence_of(parse.tokens[before.cue_word])
    end = parse.tokens[sentence.last].end
    if draft.start < end:
        end = max(parse.tokens[before.cue_word].end, *(b for _, b in before.content))
    between = parse.text[end : draft.start]
    apart = any(character.isalnum() or character == "\n" for character in between)
    return end <= draft.start <= end + NEXT and not apart


def _judges_along(resolver: Resolver, before: Draft, draft: Draft) -> bool:
    """Whether a judgement is joined to an act: "turned down the offer, calling it “a leaking boat”".

    As is «dément toute sanction et parle d'un « brouillon »»: beside a denial a verb without an object goes on.
    """
    parse = resolver.parse
    verb = parse.tokens[draft.cue_word or 0]
    if verb.pos != "VERB" or draft.rule_role.partition(":")[0] not in JUDGING or parse.kid(verb, "nsubj") is not None:
        return False
    sentence = parse.sentence_of(verb)
    if before.cue is None or not parse.tokens[sentence.first].start <= before.cue[0] < verb.start:
        return False
    judged = draft.rule_role == "pred" or parse.kid(verb, "obj") is not None
    return (judged and _is_participle(resolver, verb)) or (before.act is Act.DENY and _joined_bare(resolver, verb))


def _is_participle(resolver: Resolver, verb: Token) -> bool:
    """«…, le qualifiant de « ruse »», "…, calling it “a stunt”"."""
    tokens = resolver.parse.tokens
    present = verb.feats.get("VerbForm") == "Ger" or (
        verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Pres"
    )
    return present and any(token.text == "," for token in tokens[max(0, verb.i - 3) : verb.i])


def _joined_bare(resolver: Resolver, verb: Token) -> bool:
    objects = [kid for kid in resolver.parse.kids(verb, "obj") if kid.pos != "PRON"]
    return verb.rel == "conj" and not objects
