"""What each statement does: the act that its content tells, its stance, and which statements are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pourparlers.language.tree import Token
from pourparlers.lexicon import ContentEntry, load_lexicon
from pourparlers.model import Act, Form, How, Time
from pourparlers.reading.actors.coreference import listed
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.cues.find import lemma_of
from pourparlers.reading.cues.quotations import Words
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.statements.openings import Openings
from pourparlers.reading.statements.own_acts import accepts_if, own_act, stands_by, threatens
from pourparlers.reading.statements.relays import name_relay, without_relayed
from pourparlers.reading.statements.told_times import told_time
from pourparlers.reading.statements.verdicts import verdict
from pourparlers.reading.text.phrases import is_mandative
from pourparlers.reading.text.spans import SpanIndex

# Where several patterns fit one content, the act that comes first here holds: a denial is more than the praise in it.
PRIORITY = [
    Act.DENY, Act.REJECT, Act.ACCEPT, Act.THREATEN, Act.PROMISE, Act.PROPOSE, Act.DEMAND, Act.ACCUSE, Act.SUPPORT,
    Act.WARN,
]  # fmt: skip
FOR = {Act.PROPOSE, Act.DEMAND, Act.SUPPORT, Act.ACCEPT, Act.PROMISE}
# Within so many characters a cue opens a content.
OPENING = 25
# The end of the rule of an act whose object is only a pronoun.
TAKEN_UP = "/pronoun"
# Conditions at one place hold in any order: whether a word begins there is asked before what may not stand before it.
BEHIND = re.compile(r"^((?:\(\?<!(?:[^()|\\]|\\.)*\))+)\\b(?=\(\?:|\w)")


def settle_acts(page: Page, drafts: list[Draft], times: Sequence[Time]) -> list[Draft]:
    """Give each draft its act, stance, time and relay; leave out those that another says better."""
    words = Words(page.resolver.parse)
    beside: SpanIndex[Time] = SpanIndex()
    for time in times:
        beside.add(time.start, time.end, time)
    for draft in drafts:
        if draft.neutral:
            _by_content(page.resolver, words, draft)
        elif draft.act is Act.WARN:
            _sharpen(page.resolver, draft)
        elif draft.act is Act.REJECT and _of_a_claim(page.resolver, draft):
            draft.act = Act.DENY
        elif draft.act is Act.DENY and _of_a_wish(page.resolver, draft):
            draft.act = Act.REJECT
        if threatens(page.resolver, draft):
            draft.act = Act.THREATEN
        if draft.stance is None:
            draft.stance = _stance(page.resolver, draft)
        draft.time = told_time(page.resolver, draft, beside)
    drafts = without_relayed(page, _without_shells(page, drafts))
    outer: SpanIndex[Draft] = SpanIndex()
    for draft in drafts:
        for span in draft.content:
            outer.add(*span, draft)
    for draft in drafts:
        _relay(page, outer, draft)
    return [draft for draft in drafts if not _same_told(outer, draft)]


def _same_told(drafts: SpanIndex[Draft], inner: Draft) -> bool:
    """"Oman is willing to wait, its minister said": an act of her state that is all she says is told once, as hers."""
    if inner.cue is None or inner.speaker is None or inner.form is Form.DIRECT:
        return False
    for outer in drafts.touching(*inner.cue):
        if outer is inner or outer.speaker is None or outer.act is not inner.act or not outer.neutral:
            continue
        own = {*outer.speaker.parties} - {*outer.speaker.ids}
        if inner.cue_word in outer.content_heads and set(inner.speaker.ids) <= own:
            return True
    return False


def _by_content(resolver: Resolver, words: Words, draft: Draft) -> None:
    if _mandative(resolver, draft):
        draft.act = Act.DEMAND
        return
    told, entry = own_act(resolver, words, draft), content_entry(resolver, draft)
    if told is not None and (entry is None or (draft.form is Form.DIRECT and not _says_more(entry, told[0]))):
        draft.act, draft.negated = told
        if draft.negated and draft.act is Act.ACCEPT:
            # «nous n'acceptons pas»: not to accept is to refuse
            draft.act, draft.negated = Act.REJECT, False
        return
    judged = verdict(resolver, words, draft) if entry is None else None
    if entry is not None:
        draft.act, draft.stance = entry.act, entry.stance
    elif judged is not None:
        draft.act = judged
    elif stands_by(resolver, draft):
        draft.act = Act.DENY
    elif accepts_if(resolver, draft):
        draft.act = Act.ACCEPT


def _mandative(resolver: Resolver, draft: Draft) -> bool:
    """"Insists that a certificate be attached"."""
    listed = draft.rule_role.startswith("ccomp") and not draft.rule.endswith(".open")
    return listed and is_mandative(resolver.parse, resolver.parse.tokens[draft.content_heads[0]])


def _sharpen(resolver: Resolver, draft: Draft) -> None:
    """«A prévenu que le col n'était pas à vendre» refuses, «a averti que l'armée riposterait» threatens."""
    entry = content_entry(resolver, draft) if draft.form is not Form.NARRATED else None
    if entry is not None and entry.act in {Act.REJECT, Act.THREATEN}:
        draft.act = entry.act


def _of_a_wish(resolver: Resolver, draft: Draft) -> bool:
    """"Denied her request for a permit": what is asked for, not what is claimed."""
    if draft.form is Form.DIRECT or not draft.content_heads:
        return False
    return resolver.parse.tokens[draft.content_heads[0]].lemma in resolver.lexicon.scope.wish_nouns


def _of_a_claim(resolver: Resolver, draft: Draft) -> bool:
    """Whether what is rejected is a claim: "dismissed the charge as “folklore”" denies it.

    As does "a charge he dismissed as folklore", or "dismissed the report: “It is completely untrue”".
    """
    if draft.cue_word is None:
        return False
    if draft.form is Form.DIRECT:
        entry = content_entry(resolver, draft)
        return entry is not None and entry.act is Act.DENY
    if draft.rule_role.partition(":")[0] not in {"pred", "obl"}:
        return False
    parse, cue = resolver.parse, resolver.parse.tokens[draft.cue_word]
    objects = [*parse.kids(cue, "obj"), *_set_beside(resolver, cue)]
    return any(one.lemma in resolver.lexicon.grammar.claims for one in objects)


def _set_beside(resolver: Resolver, cue: Token) -> Iterator[Token]:
    """The noun of ", a charge | he dismissed as folklore", whatever the tree."""
    parse = resolver.parse
    if cue.dep == "acl:relcl":
        yield parse.tokens[cue.head]
    for at in range(cue.i - 3, max(parse.sentence_of(cue).first, cue.i - 12), -1):
        if parse.tokens[at].text == ",":
            if parse.tokens[at + 1].lower in resolver.lexicon.grammar.indefinite:
                yield parse.tokens[at + 2]
            return


def _says_more(entry: ContentEntry, told: Act) -> bool:
    """Whether a content outdoes its verb: "we have no objection" accepts, "we will defend them" promises.

    «C'est inexact, nous l'avons proposé en mars» denies.
    """
    return entry.act in {Act.ACCEPT, Act.DENY} or (entry.act is Act.PROMISE and told is Act.SUPPORT)


@cache
def _patterns(language: str) -> tuple[list[tuple[re.Pattern[str], ContentEntry]], Openings]:
    rows = [e for e in load_lexicon(language).contents if e.act in PRIORITY]
    rows.sort(key=lambda e: PRIORITY.index(e.act))
    patterns = [(re.compile(BEHIND.sub(r"\\b\1", e.pattern)), e) for e in rows]
    return patterns, Openings([pattern for pattern, _ in patterns])


def content_entry(resolver: Resolver, draft: Draft) -> ContentEntry | None:
    """The first pattern, by order of acts, that stands in a content."""
    text = resolver.parse.text
    content = " … ".join(text[a:b] for a, b in draft.content)[:1200].lower().replace("’", "'")
    marked = draft.cue_word is not None and resolver.parse.tokens[draft.cue_word].pos == "ADP"
    patterns, fitting = _patterns(resolver.lexicon.language)
    for pattern, entry in (patterns[number] for number in fitting.fitting(content)):
        if entry.within == "direct" and draft.form is not Form.DIRECT:
            continue
        if entry.within == "verb" and marked:
            continue
        if pattern.search(content):
            return entry
    return None


def _stance(resolver: Resolver, draft: Draft) -> str | None:
    """For or against the issue: a shifter («l'arrêt de») turns it; a negated act takes no side."""
    if draft.negated or draft.act not in FOR | {Act.REJECT}:
        return None
    favourable = draft.act in FOR
    if _shifted(resolver, draft):
        favourable = not favourable
    return "for" if favourable else "against"


def _shifted(resolver: Resolver, draft: Draft) -> bool:
    if draft.form is Form.DIRECT or not draft.content_heads:
        return False
    head = resolver.parse.tokens[draft.content_heads[0]]
    scope = resolver.lexicon.scope
    if head.pos == "VERB":
        return lemma_of(head, resolver.lexicon) in scope.shifter_verbs
    return head.lemma in scope.shifter_nouns


def _without_shells(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Leave out a verb of saying whose content is no more than an act of the same speaker («a dit refuser l'accès»)."""
    out: list[Draft] = []
    cues: SpanIndex[Draft] = SpanIndex()
    said: SpanIndex[Draft] = SpanIndex()
    contents: SpanIndex[Draft] = SpanIndex()
    for draft in drafts:
        contents.add(draft.start, draft.start + 1, draft)
        if draft.cue is not None:
            cues.add(draft.cue[0], draft.cue[0] + 1, draft)
        for span in draft.content if draft.form is Form.DIRECT else ():
            said.add(*span, draft)
    for draft in drafts:
        shell = (draft.neutral and draft.act is not Act.DENY) or (draft.act is Act.SAY and draft.form is Form.NARRATED)
        inner = cues.touching(draft.start, draft.start + OPENING) if shell else []
        finite = draft.rule_role.startswith("ccomp")
        # "Oslo said it was “deeply concerned”": the clause is what was said, its adjective tells no more
        if any(d is not draft and not d.neutral and _opens(draft, d) and not (finite and _says(d)) for d in inner):
            continue
        # «a menacé de contester la hausse»: the threat is the act, what it threatens is none; "insisted it had never
        # sought arms" denies.
        outer = contents.touching(draft.cue[0] - OPENING, draft.cue[0] + 1) if draft.cue is not None else []
        # «Le Ghana aurait promis des rabais, ce qu'il n'a pas confirmé»: an answer to an act leaves it.
        outer = [d for d in outer if not d.rule.endswith(TAKEN_UP)]
        told = (d for d in outer if d is not draft and (not d.neutral or d.act is Act.DENY) and d.act is not Act.SAY)
        if any(_opens(d, draft) for d in told):
            continue
        if _says(draft) and any(d is not draft and d.rule_role.startswith("ccomp") and _opens(d, draft) for d in outer):
            continue
        # «n'a pas dit que», «n'a pas évoqué»: nothing was said
        if draft.negated and draft.act is Act.SAY and draft.form is not Form.DIRECT:
            continue
        if draft.cue is not None and any(_of_itself(page.resolver, d, draft) for d in said.touching(*draft.cue)):
            continue
        if _doubled(draft, out):
            continue
        # «a rappelé la position de Berne», «avaient déjà reconnu Pékin»: nothing is said
        empty = (draft.neutral and _bare_object(draft)) or _an_actor(page.resolver, draft)
        if draft.act is Act.SAY and draft.form is Form.NARRATED and empty:
            continue
        out.append(draft)
    return out


def _of_itself(resolver: Resolver, outer: Draft, inner: Draft) -> bool:
    """Whether what one says tells an act of one's own side: «« La Hongrie ne cédera pas », a dit le ministre hongrois».

    Or of «notre délégation», or of nobody who is told («« Il refuse d'en discuter », a dit Jane Doe»).
    """
    if inner.cue is None or inner.form is Form.DIRECT or inner.cue_word == outer.cue_word or outer.speaker is None:
        return False
    if not any(a <= inner.cue[0] and inner.cue[1] <= b for a, b in outer.content):
        return False
    if inner.speaker is None:
        return True
    words = resolver.parse.tokens[inner.speaker.first : inner.speaker.last + 1]
    sides = {*resolver.lexicon.grammar.sides, *resolver.lexicon.scope.collective_nouns}
    first = words[0].lower in listed(resolver.lexicon.scope.pronouns, "first")
    ours = first and any(word.lemma in sides for word in words)
    states = inner.speaker.ids == inner.speaker.parties and inner.speaker.how is not How.PRONOUN
    return ours or (states and inner.speaker.parties == outer.speaker.parties)


def _says(draft: Draft) -> bool:
    return draft.act is Act.SAY and not draft.neutral


def _doubled(draft: Draft, others: Sequence[Draft]) -> bool:
    """«se dit prêt à signer» is one cue, though «prêt à» is one too."""
    for other in others[-4:]:
        if other.content == draft.content and other.cue and draft.cue and other.speaker and draft.speaker:
            shared = other.cue[0] < draft.cue[1] and draft.cue[0] < other.cue[1]
            # "protested what it described as an intrusion"
            if (shared or (draft.neutral and not other.neutral)) and other.speaker.ids == draft.speaker.ids:
                return True
    return False


def _an_actor(resolver: Resolver, draft: Draft) -> bool:
    """Whether a content is no more than the name of somebody."""
    head = draft.content_heads[0] if draft.content_heads else -1
    tokens, scope = resolver.parse.tokens, resolver.lexicon.scope
    relays = draft.cue_word is not None and tokens[draft.cue_word].lemma in scope.relay_verbs
    source = relays and tokens[head].lemma in scope.source_nouns  # "citing an informed source"
    return source or head in resolver.cast.person_at or head in resolver.cast.names


def _bare_object(draft: Draft) -> bool:
    return draft.rule_role.partition(":")[0] in NOMINAL_ROLES and draft.rule_role != "obl:as"


# A verb of saying with a bare noun phrase («a rappelé la position de Berne») reports no words.
NOMINAL_ROLES = {"obj", "obl", "nmod", "iobj"}


def _opens(outer: Draft, inner: Draft) -> bool:
    """Whether what one says begins with the other's cue, of the same speaker."""
    if inner.cue is None or outer.speaker is None or inner.speaker is None or outer.form is Form.DIRECT:
        return False
    start, end = outer.content[0][0], outer.content[-1][1]
    if inner.cue_word == outer.cue_word or not start <= inner.cue[0] < end:
        return False
    return inner.speaker.ids == outer.speaker.ids and inner.cue[0] - start < OPENING


def _relay(page: Page, drafts: SpanIndex[Draft], draft: Draft) -> None:
    """A report within another's words is relayed by whoever says those, one that a medium cites by the medium."""
    name_relay(page, draft)
    if draft.cue is None or draft.via is not None:
        return
    for outer in drafts.touching(*draft.cue):
        if outer is draft or outer.speaker is None or outer.cue_word == draft.cue_word:
            continue
        if any(a <= draft.cue[0] and draft.cue[1] <= b for a, b in outer.content) and outer.speaker != draft.speaker:
            if draft.speaker is not None and set(outer.speaker.ids) & set(draft.speaker.ids):
                continue
            tokens = page.resolver.parse.tokens
            draft.via = page.resolver.parse.text[tokens[outer.speaker.first].start : tokens[outer.speaker.last].end]
            return
