"""From what a page shows to its HTML."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pourparlers.views.safe import harmless, moment, one_line
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.evidence import segments
from pourparlers.web.frame import frame_of
from pourparlers.web.layers import layers, near
from pourparlers.web.static_files import version
from pourparlers.web.telling import place, telling
from pourparlers.web.wording import words

FOLDER = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The templates: everything in them is escaped, and what is not there is an error."""
    out = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False, extensions=["jinja2.ext.do"],
    )  # fmt: skip
    # Line ends and control characters of articles reach no page.
    out.filters |= {"line": one_line, "harmless": harmless, "moment": moment}
    out.globals |= {"segments": segments, "layers": layers, "near": near, "telling": telling, "place_told": place}
    return out


def compile_all() -> None:
    """Compile all templates, so that no reader waits for one."""
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)


def rendered(call: Call, page: Page, to: Any, static: Any = None, data: bool = True) -> str:
    """The HTML of a page.

    Args:
        call: what asked for it.
        page: what it shows.
        to: gives the address of a page.
        static: gives the address of a style or a script; those of the served room where None.
        data: whether the page has a `.json`.
    """
    language = words(call.ui)
    template = environment().get_template(page.template)
    return template.render(
        shown=page.shown, frame=frame_of(call, data), t=language, number=language.number, look=call.look, to=to,
        static=static or served, call=call,
    )  # fmt: skip


def served(name: str) -> str:
    """The address of a style or a script of the served room."""
    return f"/static/{name}?v={version(name)}"
