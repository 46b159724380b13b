"""From what was found to the record: ids, spans with their text, actors with their mentions."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.model import (
    Actor,
    ActorKind,
    Article,
    Encounter,
    Issue,
    Record,
    Span,
    SpeakerEvidence,
    Stance,
    Statement,
    Time,
    Why,
)
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft


def make_record(
    article: Article,
    times: Sequence[Time],
    resolver: Resolver,
    encounters: Sequence[Encounter],
    drafts: Sequence[Draft],
) -> Record:
    """The record of an article; drafts come in the order in which their statements are numbered."""
    statements = tuple(_statement(article.text, i, draft, resolver) for i, draft in enumerate(drafts, 1))
    actors = _actors(article, resolver, encounters, statements)
    return Record(
        article=article,
        times=tuple(times),
        actors=actors,
        encounters=tuple(encounters),
        statements=statements,
        issues=issues_of(statements),
    )


def _statement(text: str, number: int, draft: Draft, resolver: Resolver) -> Statement:
    speaker = draft.speaker
    return Statement(
        id=f"s{number}",
        speaker=speaker.ids if speaker else (),
        party=speaker.parties if speaker else (),
        act=draft.act,
        form=draft.form,
        target=draft.target,
        addressees=draft.addressees,
        content=tuple(Span.of(text, *span) for span in sorted(draft.content)),
        cue=Span.of(text, *draft.cue) if draft.cue else None,
        stance=Stance(draft.stance) if draft.stance else None,
        issue=draft.issue,
        time=draft.time,
        negated=draft.negated,
        hedged=draft.hedged,
        conditional=draft.conditional,
        via=draft.via,
        answers=f"s{draft.answers + 1}" if draft.answers is not None else None,
        rule=draft.rule,
        why=Why(speaker=_evidence(text, draft, resolver)),
    )


def _evidence(text: str, draft: Draft, resolver: Resolver) -> SpeakerEvidence | None:
    speaker = draft.speaker
    if speaker is None:
        return None
    tokens = resolver.parse.tokens
    start, end = tokens[speaker.first].start, tokens[speaker.last].end
    return SpeakerEvidence(start=start, end=end, text=text[start:end], how=speaker.how)


def _actors(
    article: Article, resolver: Resolver, encounters: Sequence[Encounter], statements: Sequence[Statement]
) -> tuple[Actor, ...]:
    """Persons, then states and organisations, then groups that speak or are spoken of."""
    cast = resolver.cast
    used = {i for s in statements for i in (*s.speaker, *s.party, *s.addressees, s.target) if i}
    used |= {i for e in encounters for i in (*e.parties, *e.persons)}
    return (*_persons(article.text, cast), *_things(article, cast, used), *_groups(article.text, resolver, used))


def _persons(text: str, cast: Cast) -> list[Actor]:
    out = []
    for person in cast.persons:
        spans = tuple(_span(text, cast, n.first, n.last) for n in person.names)
        party = person.party if person.speaks else None
        out.append(
            Actor(id=person.id, kind=ActorKind.PERSON, name=person.name, role=person.role, party=party, mentions=spans)
        )
    return out


def _span(text: str, cast: Cast, first: int, last: int) -> Span:
    tokens = cast.context.parse.tokens
    return Span.of(text, tokens[first].start, tokens[last].end)


def _things(article: Article, cast: Cast, used: set[str]) -> list[Actor]:
    mentions: dict[str, list[Span]] = {}
    for mention in cast.mentions:
        if mention.id in cast.context.world.things:
            mentions.setdefault(mention.id, []).append(_span(article.text, cast, mention.first, mention.last))
    for id_ in sorted(used):
        if id_ in cast.context.world.things:
            mentions.setdefault(id_, [])
    out = []
    for id_, spans in mentions.items():
        thing = cast.context.world.things[id_]
        kind = ActorKind.STATE if thing.kind == "state" else ActorKind.ORGANISATION
        name = thing.names.get(article.language) or id_
        out.append(
            Actor(id=id_, kind=kind, name=name, party=thing.party, wikidata=thing.wikidata, mentions=tuple(spans))
        )
    return out


def _groups(text: str, resolver: Resolver, used: set[str]) -> list[Actor]:
    out = []
    things = resolver.cast.context.world.things
    persons = {p.id for p in resolver.cast.persons}
    for id_ in dict.fromkeys(i for i in resolver.collectives.groups if i in used):
        party, places = resolver.collectives.groups[id_]
        spans = tuple(sorted({_span(text, resolver.cast, *place) for place in places}))
        out.append(Actor(id=id_, kind=ActorKind.GROUP, name=id_.removeprefix("group:"), party=party, mentions=spans))
    for id_ in sorted(used - things.keys() - persons - {a.id for a in out}):
        kind = ActorKind.GROUP if id_.startswith("group:") else ActorKind.ORGANISATION
        out.append(Actor(id=id_, kind=kind, name=id_.removeprefix("group:")))
    return out


def issues_of(statements: Sequence[Statement]) -> tuple[Issue, ...]:
    """What statements are about, each named once, in the order in which it comes."""
    labels: dict[str, list[str]] = {}
    for statement in statements:
        if statement.issue:
            labels.setdefault(statement.issue, []).append(statement.id)
    return tuple(Issue(label=label, statements=tuple(ids)) for label, ids in labels.items())
