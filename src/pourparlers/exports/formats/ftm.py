"""Actors, encounters and statements as entities of FollowTheMoney, a JSON object a line, as Aleph reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha1

import msgspec
from msgspec.json import encode

from pourparlers.dossier.contents import Contents, Entity, Told
from pourparlers.dossier.standing import listing
from pourparlers.exports.chronology import web_address
from pourparlers.exports.formats import Request, Target
from pourparlers.exports.references import title_of
from pourparlers.lexicon import fold, load_world
from pourparlers.lexicon.event_codes import countries, group_of
from pourparlers.lexicon.places import spot_of
from pourparlers.model import Act, ActorKind, Article, Status
from pourparlers.views.listing import Look
from pourparlers.views.safe import one_line

TARGET = Target.STREAM
OPTIONS = frozenset({"ui"})
# So many characters the model takes, by property; of all others so many.
_LONGEST = {
    "name": 384, "alias": 384, "location": 250, "summary": 65000, "description": 65000, "notes": 65000,
    "sourceUrl": 4096,
}  # fmt: skip
_LONGEST_STRING = 1024
_LONGEST_CONTENT = 160
_SCHEMATA = {
    ActorKind.PERSON: "Person", ActorKind.ORGANISATION: "Organization", ActorKind.STATE: "PublicBody",
    ActorKind.GROUP: "LegalEntity",
}  # fmt: skip
# What others may belong to as members.
_ORGANISED = {ActorKind.ORGANISATION, ActorKind.STATE}
_INTERGOVERNMENTAL = {"IGO", "UNO", "EUR"}
# ISO 639-3, which the model wants.
_LANGUAGES = {"en": "eng", "fr": "fra"}
_TOPIC_STATE, _TOPIC_IGO, _TOPIC_PARTY = "gov.national", "gov.igo", "pol.party"


Properties = Mapping[str, Iterable[str | None]]


class Thing(msgspec.Struct, frozen=True):
    """An entity of the model: properties have lists of texts."""

    id: str
    schema: str
    properties: dict[str, list[str]]


def told(request: Request) -> Iterator[bytes]:
    """The articles with who is named in them, then the encounters and the statements."""
    for thing in _Writer(request.contents, Look(request.ui)).all():
        yield encode(thing) + b"\n"


class _Writer:
    """Writes the entities of a dossier, each once."""

    def __init__(self, contents: Contents, look: Look) -> None:
        self._contents, self._look = contents, look
        self._urls = {one.id: web_address(one.url) for one in contents.articles}
        self._others = {one.id: one for one in contents.entities.values()}
        self._written: set[str] = set()

    def all(self) -> Iterator[Thing]:
        for told in self._contents.told():
            self._urls[told.article.id] = web_address(told.article.url)
            yield _article(told.article)
            yield from self._actors_of(told)
        for met in self._contents.encounters:
            yield from self._encounter(met)
        for said in self._contents.statements:
            yield from self._statement(said)

    def _actors_of(self, told: Told) -> Iterator[Thing]:
        for own in told.record.actors:
            entity = told.entity(own.id)
            yield from self._actor(entity)
            document, resolved = _id("article", told.article.id), _id("actor", entity.key)
            names = [own.name or own.id, *(span.text for span in own.mentions)]
            named = {"document": [document], "resolved": [resolved], "name": names}
            yield from self._once(_thing("Mention", ("mention", told.article.id, own.id), named))
            party = own.party or entity.party
            if party and party != own.id:
                yield from self._belongs(entity, self._found(party, told), own.role, told.article)

    def _belongs(self, entity: Entity, party: Entity, role: str | None, article: Article) -> Iterator[Thing]:
        """That somebody speaks for a state or organisation: as what, where that is told."""
        yield from self._actor(party)
        known = bool(role) and party.kind in _ORGANISED
        schema, sides = ("Membership", ("member", "organization")) if known else ("UnknownLink", ("subject", "object"))
        thing = _thing(schema, ("belongs", entity.key, party.key, role or ""), {
            sides[0]: [_id("actor", entity.key)], sides[1]: [_id("actor", party.key)], "role": [role],
            "publisher": [article.outlet], "sourceUrl": [web_address(article.url)],
            "proof": [_id("article", article.id)],
        })  # fmt: skip
        yield from self._once(thing)

    def _found(self, id_: str, told: Told) -> Entity:
        entity = told.entity(id_)
        return entity if entity.key in told.entities else self._others.get(id_, entity)

    def _actor(self, entity: Entity) -> Iterator[Thing]:
        """An actor; nothing where it is written already."""
        own, world = entity.id, load_world("en").things.get(entity.id)
        state = own if own in countries() else world.party if world and world.party in countries() else None
        others = [name for name in entity.names if name != entity.name]
        properties: Properties = {
            "name": [entity.name if entity.name.strip() else own], "alias": others,
            "wikidataId": [entity.wikidata], "country": [state.lower() if state else None], "topics": _topics(entity),
            "position": [entity.role] if entity.kind is ActorKind.PERSON else [],
        }  # fmt: skip
        yield from self._once(_thing(_SCHEMATA[entity.kind], ("actor", entity.key), properties))

    def _once(self, thing: Thing) -> Iterator[Thing]:
        if thing.id not in self._written:
            self._written.add(thing.id)
            yield thing

    def _encounter(self, one: listing.Encounter) -> Iterator[Thing]:
        look, state = self._look, spot_of(one.place).state if one.place else None
        kind, who = look.words("kinds", one.kind), look.names(one.parties, " – ") or look.names(one.persons)
        name = f"{kind}{look.words('labels', 'colon')}{who}" if who else kind
        status = look.words.status(one.status, one.kind) if one.status is not Status.HELD else ""
        involved = self._involved((*one.parties, *one.persons), one)
        yield from (thing for entity in involved for thing in self._actor(entity))
        yield self._event(one, involved, {
            "name": [f"{name} ({status})" if status else name], "date": [_date(one.date)],
            "location": [one.place],
            "country": [state.lower() if state else None], "keywords": [one.kind, one.status],
        })  # fmt: skip

    def _statement(self, one: listing.Statement) -> Iterator[Thing]:
        look = self._look
        who = look.names(one.speakers or one.parties) or look.words("labels", "no_party")
        act = look.words.act(one.act, len(one.speakers or one.parties))
        content = one_line(one.content, _LONGEST_CONTENT)
        ids = (*one.speakers, *one.parties, *((one.target,) if one.target else ()))
        involved = self._involved(ids, one)
        yield from (thing for entity in involved for thing in self._actor(entity))
        flags = [name for name in ("negated", "conditional") if getattr(one, name)]
        yield self._event(one, involved, {
            "name": [f"{who} {act}{look.words('labels', 'colon')}{content}"], "date": [_date(one.day)],
            "description": [one.content],
            "keywords": [one.act, one.form, one.stance, one.issue_label, *flags],
        })  # fmt: skip
        accusation = self._contents.denied.get(one.id)
        if accusation in self._accusations:
            ends = {"subject": [_id("fact", one.id)], "object": [_id("fact", accusation)]}
            yield _thing("UnknownLink", ("denies", one.id), {**ends, "role": [look.words("acts", Act.DENY)]})

    @cached_property
    def _accusations(self) -> set[str]:
        return {one.id for one in self._contents.statements if one.act is Act.ACCUSE}

    def _involved(self, ids: Iterable[str], one: listing.Encounter | listing.Statement) -> list[Entity]:
        return [self._contents.across(id_, one) for id_ in dict.fromkeys(ids)]

    def _event(self, one: listing.Encounter | listing.Statement, involved: list[Entity], own: Properties) -> Thing:
        outlet = self._contents.asked.outlet
        reports = [r for r in one.reports if not outlet or fold(r.outlet or "") == fold(outlet)]
        return _thing("Event", ("fact", one.id), {
            **own, "involved": [_id("actor", entity.key) for entity in involved],
            "summary": [report.text for report in reports],
            "sourceUrl": [self._urls.get(report.article) for report in reports],
            "publisher": [report.outlet for report in reports],
            "proof": [_id("article", report.article) for report in reports], "recordId": [one.id],
        })  # fmt: skip


def _article(article: Article) -> Thing:
    return _thing("Article", ("article", article.id), {
        "title": [title_of(article)], "author": [article.author], "publisher": [article.outlet],
        "publishedAt": [article.published], "sourceUrl": [web_address(article.url)],
        "language": [_LANGUAGES.get(article.language)], "keywords": [article.section],
        "notes": [article.identifier, article.id],
    })  # fmt: skip


def _topics(entity: Entity) -> list[str | None]:
    if entity.kind is ActorKind.STATE:
        return [_TOPIC_STATE]
    thing = load_world("en").things.get(entity.id)
    if entity.kind is not ActorKind.ORGANISATION or thing is None:
        return []
    if group_of(entity.id) in _INTERGOVERNMENTAL:
        return [_TOPIC_IGO]
    return [_TOPIC_PARTY] if thing.kind == "party" else []


def _date(value: str | None) -> str | None:
    """A day, month or year; nothing for a week or a season, which the model does not know."""
    day = (value or "").partition("T")[0]
    return day if day.replace("-", "").isdigit() else None


def _thing(schema: str, key: tuple[str, ...], properties: Properties) -> Thing:
    kept = {name: list(dict.fromkeys(_values(name, values))) for name, values in properties.items()}
    return Thing(_id(*key), schema, {name: values for name, values in kept.items() if values})


def _values(name: str, values: Iterable[str | None]) -> Iterator[str]:
    """The values of a property that are told, no longer than the model takes them; an address that is cut is none."""
    longest = _LONGEST.get(name, _LONGEST_STRING)
    for value in values:
        if value and not (name == "sourceUrl" and len(value) > longest):
            yield one_line(value, longest)


def _id(*key: str) -> str:
    """The id of an entity: the same for the same, of characters that the model allows in ids."""
    return "pourparlers-" + sha1("\n".join(key).encode(), usedforsecurity=False).hexdigest()
