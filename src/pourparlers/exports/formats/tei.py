"""The articles as a TEI corpus (P5), with facts standing beside the text, for digital humanities and archives.

What nests soundly stands in the running text too: words of speakers, names, dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pourparlers.dossier.contents import Told
from pourparlers.exports.formats import Request, Target
from pourparlers.exports.tei.beside import passages, stand_off
from pourparlers.exports.tei.flow import Around, Flow
from pourparlers.exports.tei.header import TEI, actor_name, article_header, corpus_header, day, fact_name, make
from pourparlers.exports.xml import written
from pourparlers.lexicon.ids import kind_of
from pourparlers.model import Actor, Form

TARGET = Target.STREAM
OPTIONS: frozenset[str] = frozenset()


def told(request: Request) -> Iterator[bytes]:
    """The corpus, article by article."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="' + TEI.encode() + b'">\n'
    yield written(corpus_header(list(request.contents.entities.values()))) + b"\n"
    empty = True
    for one in request.contents.told():
        yield written(_document(one)) + b"\n"
        empty = False
    if empty:  # a corpus has a document at least
        yield written(make("TEI", _nothing(), make("text", make("body", make("p"))))) + b"\n"
    yield b"</teiCorpus>\n"


def _nothing() -> Any:
    about = make("titleStmt", make("title")), make("publicationStmt", make("p")), make("sourceDesc", make("p"))
    return make("teiHeader", make("fileDesc", *about))


def _document(one: Told) -> Any:
    article = one.article
    found = passages(one)
    anchors = {at for passage in found for at in (passage.start, passage.end)}
    actors = _actors(one)
    across = {actor.id: one.entity(actor.id) for actor in actors}
    sames = {id_: entity.id for id_, entity in across.items() if entity.key in one.entities}
    body = Flow(make, article.text, anchors, article.id).body(list(_wanted(one)))
    return make(
        "TEI", article_header(article, actors, sames), stand_off(one, found), make("text", body),
        xml_id=article.id, xml_lang=article.language,
    )  # fmt: skip


def _actors(one: Told) -> list[Actor]:
    """The actors of an article, and those that its facts name beside them."""
    record = one.record
    named = [id_ for fact in record.statements for id_ in (*fact.speaker, *fact.party, fact.target, *fact.addressees)]
    named += [id_ for fact in record.encounters for id_ in (*fact.parties, *fact.persons)]
    named += [actor.party for actor in record.actors]
    known = {actor.id for actor in record.actors}
    others = [id_ for id_ in dict.fromkeys(named) if id_ and id_ not in known]
    return [*record.actors, *(Actor(id=id_, kind=kind_of(id_), name=one.entity(id_).name) for id_ in others)]


def _wanted(one: Told) -> Iterator[Around]:
    """The elements of the running text: words of speakers first, then names, then dates."""
    where, record = one.article.id, one.record
    for fact in record.statements:
        if fact.form is Form.NARRATED:
            continue
        who = " ".join(f"#{actor_name(where, id_)}" for id_ in fact.speaker) or None
        direct = "false" if fact.form is Form.INDIRECT else "true"
        about = {"who": who, "ana": f"#act.{fact.act} #form.{fact.form}", "direct": direct}
        for n, span in enumerate(fact.content, 1):
            ref = {"corresp": f"#{fact_name(where, fact.id)}.content.{n}"}
            yield Around(span.start, span.end, "said", {**about, **ref})
    for actor in record.actors:
        for span in actor.mentions:
            yield Around(span.start, span.end, "rs", {"ref": f"#{actor_name(where, actor.id)}"})
    for time in record.times:
        yield Around(time.start, time.end, "date", {**day(time.value), "corresp": f"#{fact_name(where, time.id)}"})
