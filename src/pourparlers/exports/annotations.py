"""Facts as annotations of the W3C's Web Annotation Data Model, in JSON-LD."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from pourparlers.dossier.contents import Entity, Told
from pourparlers.dossier.store.rows import uid
from pourparlers.exports.chronology import web_address
from pourparlers.exports.xml import guid
from pourparlers.model import Encounter, Span, Statement, Time
from pourparlers.views.names import Names
from pourparlers.views.safe import one_line
from pourparlers.views.wording import Wording, wording

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"pp": "urn:pourparlers:terms#"}]
# Characters before and after a passage, by which it is found again where the text has changed.
_AROUND = 32
_LONGEST = 500
_STATEMENT = ("act", "form", "stance", "negated", "hedged", "conditional", "via", "rule")
_ENCOUNTER = ("kind", "place", "date", "mod", "duration", "status", "rule")
_TIME = ("value", "mod", "begin", "end_date", "rule")
Node = dict[str, Any]


class Annotator:
    """Makes the annotations of one article.

    Args:
        told: the article.
        ui: the language of what is written for readers.
    """

    def __init__(self, told: Told, ui: str) -> None:
        self._told, self._text = told, told.article.text
        self._words: Wording = wording(ui)
        self._name = Names(told.record.actors, ui)
        self._urn = article_urn(told.article.id, self._text)
        self._source = web_address(told.article.url) or self._urn

    def annotations(self) -> Iterator[Node]:
        """One for each statement, encounter, actor that is named, and time."""
        record = self._told.record
        for said in record.statements:
            yield self._annotation(said.id, "describing", self._statement(said), said.content or _some(said.cue))
        for met in record.encounters:
            yield self._annotation(met.id, "describing", self._encounter(met), met.evidence)
        for actor in record.actors:
            if actor.mentions:
                bodies = [{**_actor(self._told.entity(actor.id)), "purpose": "identifying"}]
                yield self._annotation(actor.id, "identifying", bodies, actor.mentions)
        for time in record.times:
            span = Span(time.start, time.end, time.text)
            yield self._annotation(time.id, "classifying", self._time(time), (span,))

    def _annotation(self, fact: str, motivation: str, bodies: list[Node], spans: Iterable[Span]) -> Node:
        name = uid(self._told.article.id, fact)
        targets = [self._passage(span) for span in spans]
        told = {"pp:review": self._told.reviews.get(fact)}
        return {
            "id": f"urn:uuid:{guid('annotation', name)}", "type": "Annotation", "motivation": motivation,
            "pp:report": name, "pp:article": self._article(), **_given(told), "body": bodies,
            "target": targets or [self._source],
        }  # fmt: skip

    def _article(self) -> Node:
        one = self._told.article
        return _given(
            {
                "id": self._urn, "type": "pp:Article", "pp:id": one.id, "pp:published": one.published,
                "pp:outlet": one.outlet, "language": one.language,
            }
        )  # fmt: skip

    def _passage(self, span: Span) -> Node:
        before = self._text[max(0, span.start - _AROUND) : span.start]
        after = self._text[span.end : span.end + _AROUND]
        quoted = {"type": "TextQuoteSelector", "exact": span.text, "prefix": before, "suffix": after}
        place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        return {"type": "SpecificResource", "source": self._source, "selector": [quoted, place]}

    def _statement(self, one: Statement) -> list[Node]:
        issue, speaker = self._told.issue(one), one.why.speaker
        fact = {
            "type": "pp:Statement", "purpose": "describing", "pp:statement": self._told.statement(one),
            **_fields(one, _STATEMENT), "pp:speaker": self._actors(one.speaker), "pp:party": self._actors(one.party),
            "pp:target": self._actors([one.target] if one.target else []), "pp:addressee": self._actors(one.addressees),
            "pp:issue": {"pp:id": issue[0], "label": issue[1]} if issue else None,
            "pp:cue": self._passage(one.cue) if one.cue else None,
            "pp:speakerWords": self._passage(Span(speaker.start, speaker.end, speaker.text)) if speaker else None,
            "pp:answers": uid(self._told.article.id, one.answers) if one.answers else None,
        }  # fmt: skip
        who = self._name.all(one.speaker or one.party)
        act = self._words.act(one.act, len(one.speaker))
        said = " […] ".join(span.text for span in one.content)
        return [_given(fact), self._reader(f"{who or '–'} {act}{self._words('labels', 'colon')}{said}")]

    def _encounter(self, one: Encounter) -> list[Node]:
        fact = {
            "type": "pp:Encounter", "purpose": "describing", "pp:encounter": self._told.encounter(one),
            **_fields(one, _ENCOUNTER), "pp:party": self._actors(one.parties), "pp:person": self._actors(one.persons),
        }  # fmt: skip
        kind, status = self._words("kinds", one.kind), self._words("statuses", one.status)
        who = self._name.all((*one.parties, *one.persons))
        told = ", ".join(part for part in (who, one.place, one.date, status) if part)
        return [_given(fact), self._reader(f"{kind}{self._words('labels', 'colon')}{told}")]

    def _time(self, one: Time) -> list[Node]:
        fact = {"type": "pp:Time", "purpose": "classifying", "pp:timeType": str(one.type), **_fields(one, _TIME)}
        return [_given(fact)]

    def _actors(self, ids: Iterable[str]) -> list[Node]:
        return [_actor(self._told.entity(id_)) for id_ in ids]

    def _reader(self, told: str) -> Node:
        return {
            "type": "TextualBody", "purpose": "commenting", "format": "text/plain", "language": self._words.language,
            "value": one_line(told, _LONGEST),
        }  # fmt: skip


def article_urn(id_: str, text: str) -> str:
    """The name of an article that tells its text: offsets count in this text and no other."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"urn:pourparlers:article:{quote(id_, safe='')}:sha256:{digest}"


def _actor(one: Entity) -> Node:
    item = f"http://www.wikidata.org/entity/{quote(one.wikidata, safe='')}" if one.wikidata else None
    return _given(
        {
            "id": f"urn:pourparlers:actor:{quote(one.id.encode('utf-8', 'replace'), safe='')}",
            "type": f"pp:{one.kind.capitalize()}", "pp:id": one.id, "name": one.name, "pp:partyId": one.party,
            "pp:item": {"id": item} if item else None,
        }
    )  # fmt: skip


def _fields(fact: Any, names: Iterable[str]) -> Node:
    """Fields of a fact under our terms; `end_date` is "pp:endDate"; flags that are not set are left out."""
    told = {name: getattr(fact, name) for name in names}
    return {f"pp:{_camel(name)}": value if value is True else str(value) for name, value in told.items() if value}


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


def _given(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, [])}


def _some(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span else ()
