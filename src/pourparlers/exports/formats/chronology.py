"""A chronology with a footnote for each fact: Markdown, or HTML where the file that is asked for ends in .html."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from pourparlers.exports.chronology import Chronology, Cited, Line, chronology
from pourparlers.exports.formats import Request, Target
from pourparlers.views.wording import wording

TARGET = Target.STREAM
OPTIONS = frozenset({"ui"})
# What Markdown gives a meaning to wherever it stands.
_MARKS = re.compile(r"([\\`*_\[\]<>#|~$^{}&])")
# What it gives a meaning to at the beginning of a line: "1. ", "- ", "+ ".
_BEGINS = re.compile(r"^(\d+|)([.)+-])")
_STYLE = (
    "body{font:1.05rem/1.5 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem}h2{font-size:1.1rem;"
    "margin:1.6rem 0 .3rem}h2.vague{font-style:italic}li{margin:.3rem 0}sup{line-height:0}"
    "section.notes{font-size:.9rem;border-top:1px solid;margin-top:3rem}p.method{font-style:italic}"
    "a{color:inherit}sup a{text-decoration:none}"
    "@media(prefers-color-scheme:dark){body{background:#15181c;color:#e6e6e6}}@media print{body{margin:0}}"
)


def told(request: Request) -> Iterator[bytes]:
    """The chronology in the language of the interface."""
    made = chronology(request)
    suffix = request.path.suffix.lower() if request.path else ""
    lines = _page(made, request.ui) if suffix in {".html", ".htm"} else _markdown(made, request.ui)
    for line in lines:
        yield f"{line}\n".encode()


def _markdown(made: Chronology, ui: str) -> Iterator[str]:
    colon = wording(ui)("labels", "colon")
    yield from (f"# {made.title}", "", _plain(made.period), "", f"*{_plain(made.method)}*", "")
    notes: list[Line] = []
    for day in made.days:
        yield from (f"## {_plain(day.heading)}" if day.exact else f"## *{_plain(day.heading)}*", "")
        for line in day.lines:
            notes.append(line)
            pieces = "".join(_run(text, bold) for text, bold in line.runs)
            yield f"- {_BEGINS.sub(_escaped, pieces)}[^{len(notes)}]"
        yield ""
    for number, line in enumerate(notes, 1):
        yield f"[^{number}]: " + " ; ".join(_cited(one, colon) for one in line.note)


def _run(text: str, bold: bool) -> str:
    # Stars beside a space begin and end nothing.
    core = text.strip()
    before, _, after = text.partition(core) if core else (text, "", "")
    return f"{before}**{_plain(core)}**{after}" if bold and core else _plain(text)


def _cited(one: Cited, colon: str) -> str:
    source = f"[{_plain(one.source)}](<{one.url}>)" if one.url else _plain(one.source)
    return f"{source}{colon}{_plain(one.words)} (`{one.report}`)"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _escaped(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}"


def _page(made: Chronology, ui: str) -> Iterator[str]:
    words = wording(ui)
    style = b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    yield f'<!DOCTYPE html>\n<html lang="{ui}"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(made.title)}</title><style>{_STYLE}</style></head><body>"
    yield f'<h1>{escape(made.title)}</h1><p>{escape(made.period)}</p><p class="method">{escape(made.method)}</p>'
    notes: list[Line] = []
    for day in made.days:
        vague = "" if day.exact else ' class="vague"'
        yield f"<h2{vague}>{escape(day.heading)}</h2><ul>"
        for line in day.lines:
            notes.append(line)
            pieces = "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in line.runs)
            n = len(notes)
            yield f'<li id="{escape(line.id)}">{pieces}<sup><a id="r{n}" href="#n{n}">{n}</a></sup></li>'
        yield "</ul>"
    title, back = (escape(words("chronology", name)) for name in ("notes", "back"))
    yield f'<section class="notes"><h2>{title}</h2><ol>'
    for n, line in enumerate(notes, 1):
        cites = "<br>".join(_link(one, words("labels", "colon")) for one in line.note)
        yield f'<li id="n{n}">{cites} <a href="#r{n}" aria-label="{back}">↩</a></li>'
    yield "</ol></section></body></html>"


def _link(one: Cited, colon: str) -> str:
    source = f'<a href="{escape(one.url)}">{escape(one.source)}</a>' if one.url else escape(one.source)
    return f"{source}{escape(colon)}{escape(one.words)} <small>{escape(one.report)}</small>"
