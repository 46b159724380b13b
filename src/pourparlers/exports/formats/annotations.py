"""Facts as Web Annotations (W3C), in JSON-LD: one collection with one page, an annotation a line."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.json import encode

from pourparlers.exports.annotations import CONTEXT, Annotator
from pourparlers.exports.formats import Request, Target
from pourparlers.exports.xml import guid

TARGET = Target.STREAM
OPTIONS = frozenset({"ui"})


def told(request: Request) -> Iterator[bytes]:
    """The collection, article by article; how many there are stands at its end, when they are counted."""
    page = f"urn:uuid:{guid('annotations', 'page')}"
    whole = f"urn:uuid:{guid('annotations')}"
    yield b'{"@context":' + encode(CONTEXT)
    yield f',"id":"{whole}","type":"AnnotationCollection","label":"Pourparlers",\n'.encode()
    yield f'"first":{{"id":"{page}","type":"AnnotationPage","partOf":"{whole}","startIndex":0,"items":['.encode()
    total = 0
    for one in request.contents.told():
        for annotation in Annotator(one, request.ui).annotations():
            yield (b",\n" if total else b"\n") + encode(annotation)
            total += 1
    yield f'\n]}},\n"last":"{page}","total":{total}}}\n'.encode()
