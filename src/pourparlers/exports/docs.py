"""Facts on documents of spaCy: groups of spans, and the record beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pourparlers.model import Record, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

# Where the record stands in `doc.user_data`: as JSON, which all that writes documents can write.
KEY = "pourparlers"
GROUPS = ("statements", "cues", "speakers", "encounters", "actors", "times")


class Passage(NamedTuple):
    """A passage of a fact: in which group it stands, with which label, id and id of a base of knowledge."""

    group: str
    span: Span
    label: str
    id: str
    known: str = ""


def fill(doc: Doc, record: Record) -> Counter[str]:
    """Put the facts of a record on the document of its text.

    A passage that does not begin and end with words of the document is widened to those that it touches; the places
    of such in their group stand in its `attrs["expanded"]`.

    Args:
        doc: its text is that of the record's article.
        record: what is to stand on it.

    Returns:
        How many passages were widened ("expanded"), and how many have no words at all ("lost").
    """
    found: dict[str, list[SpacySpan]] = {group: [] for group in GROUPS}
    wide: dict[str, list[int]] = {group: [] for group in GROUPS}
    counted: Counter[str] = Counter()
    for one in passages(record):
        span = _placed(doc, one, "strict")
        if span is None:
            span = _placed(doc, one, "expand")
            counted["lost" if span is None else "expanded"] += 1
            wide[one.group] += [] if span is None else [len(found[one.group])]
        found[one.group] += [] if span is None else [span]
    _put(doc, found, wide)
    doc.user_data[KEY] = msgspec.json.encode(record).decode()
    return counted


def _placed(doc: Doc, one: Passage, mode: str) -> SpacySpan | None:
    start, end = one.span.start, one.span.end
    return doc.char_span(start, end, label=one.label, kb_id=one.known, span_id=one.id, alignment_mode=mode)


def _put(doc: Doc, found: dict[str, list[SpacySpan]], wide: dict[str, list[int]]) -> None:
    from spacy.tokens import SpanGroup

    for group in GROUPS:
        name = f"{KEY}/{group}"
        doc.spans[name] = SpanGroup(doc, name=name, spans=found[group], attrs={"expanded": wide[group]})


def passages(record: Record) -> Iterator[Passage]:
    """The passages of a record, in the order of its facts."""
    for said in record.statements:
        yield from (Passage("statements", span, said.act, said.id) for span in said.content)
        if said.cue:
            yield Passage("cues", said.cue, said.act, said.id)
        if words := said.why.speaker:
            yield Passage("speakers", Span(words.start, words.end, words.text), words.how, said.id)
    for met in record.encounters:
        yield from (Passage("encounters", span, met.kind, met.id) for span in met.evidence)
    for actor in record.actors:
        known = actor.wikidata or ""
        yield from (Passage("actors", span, actor.kind, actor.id, known) for span in actor.mentions)
    for time in record.times:
        yield Passage("times", Span(time.start, time.end, time.text), time.type, time.id)


def record_on(doc: Doc) -> Record | None:
    """The record that stands on a document; None where there is none."""
    told = doc.user_data.get(KEY)
    return None if told is None else msgspec.json.decode(told, type=Record)
