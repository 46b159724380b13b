"""The articles for brat, and for all that read its standoff format: a text and its annotations each, and how they look.

What persons change in brat comes back with `pourparlers import`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec.json import encode

from pourparlers.coding.standoff import ABOUT
from pourparlers.dossier.contents import Told
from pourparlers.exports.brat.annotations import annotated
from pourparlers.exports.formats import Request, Target
from pourparlers.model import Act, EncounterKind, Form, Stance, Status, TimeType

TARGET = Target.FOLDER
OPTIONS: frozenset[str] = frozenset()
_NOT_IN_FILE_NAME = re.compile(r"[^\w.-]+", re.ASCII)
_ACTOR = "State|Organisation|Person|Group"


def save(request: Request, path: Path) -> None:
    """A .txt and an .ann for each article, and the files that brat is set up by."""
    with (path / ABOUT).open("wb") as about:
        for one in request.contents.told():
            name = _NOT_IN_FILE_NAME.sub("-", one.article.id)
            (path / f"{name}.txt").write_bytes(one.article.text.encode("utf-8", "replace"))
            lines = "".join(annotated(one.record).lines())
            (path / f"{name}.ann").write_bytes(lines.encode("utf-8", "replace"))
            about.write(encode(_about(name, one)) + b"\n")
    for file, text in _FILES.items():
        (path / file).write_text(text, encoding="utf-8")


def _about(name: str, one: Told) -> dict[str, object]:
    article = {field: getattr(one.article, field) for field in one.article.__struct_fields__ if field != "text"}
    unnamed = [
        {"id": actor.id, "name": actor.name, "party": actor.party, "role": actor.role}
        for actor in one.record.actors
        if not actor.mentions
    ]
    told = {field: value for field, value in article.items() if value is not None}
    return {"file": f"{name}.txt", **told, **({"actors": unnamed} if unnamed else {})}


def _values(codes: Iterable[str]) -> str:
    return "|".join(codes)


_FILES = {
    "annotation.conf": f"""[entities]
State
Organisation
Person
Group
Time
Place
Content
Evidence

[relations]
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]
<ACTOR>={_ACTOR}
Statement\tContent?:Content, Speaker*:<ACTOR>, Party*:<ACTOR>, Target?:<ACTOR>, Addressee*:<ACTOR>, Time?:Time, \
Answers?:Statement
Encounter\tParty*:<ACTOR>, Participant*:<ACTOR>, Place?:Place, Date?:Time, Duration?:Time, Evidence*:Evidence

[attributes]
Act\tArg:Statement, Value:{_values(Act)}
Form\tArg:Statement, Value:{_values(Form)}
Stance\tArg:Statement, Value:{_values(Stance)}
Negated\tArg:Statement
Hedged\tArg:Statement
Conditional\tArg:Statement
NoCue\tArg:Statement
NoParty\tArg:Statement
Kind\tArg:Encounter, Value:{_values(EncounterKind)}
Status\tArg:Encounter, Value:{_values(Status)}
TimeType\tArg:Time, Value:{_values(TimeType)}
""",
    "visual.conf": """[labels]

[drawing]
SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken
ARC_DEFAULT\tcolor:black, arrowHead:triangle-5
ATTRIBUTE_DEFAULT\tglyph:*
State\tbgColor:#8fb2ff
Organisation\tbgColor:#a7c5f9
Person\tbgColor:#ffccaa
Group\tbgColor:#ffe4c9
Time\tbgColor:#d5ead3
Place\tbgColor:#e0d5ec
Content\tbgColor:#fff3a8
Evidence\tbgColor:#cdeaea
Statement\tbgColor:#f2d23c
Encounter\tbgColor:#7fd1ce
Negated\tbox:crossed, glyph:<NONE>, dashArray:<NONE>
Hedged\tdashArray:3-3, glyph:<NONE>
""",
    "tools.conf": """[options]
Tokens\ttokenizer:whitespace
Sentences\tsplitter:newline
Validation\tvalidate:none
Annotation-log\tlogfile:<NONE>

[search]

[annotators]

[disambiguators]

[normalization]
Wikidata\t<URL>:https://www.wikidata.org/wiki/, <URLBASE>:https://www.wikidata.org/wiki/%s
""",
}
