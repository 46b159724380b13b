"""What a thing in a dossier rests on, as lines in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.dossier.reasons import Link, Reasons, Reported
from pourparlers.dossier.review.validity import Made
from pourparlers.dossier.store.schema import By
from pourparlers.views.decisions import on, state, what
from pourparlers.views.listing import Look
from pourparlers.views.safe import moment, one_line

_LONGEST = 300


def explain(told: Reasons, language: str) -> Iterator[str]:
    """Yield the lines that tell what a thing rests on.

    Args:
        told: the reports, links and decisions.
        language: of the interface.
    """
    look = Look(language)
    words = look.words
    yield one_line(f"{words('review_kinds', told.kind)}{words('labels', 'colon')}{told.id}")
    colon = words("labels", "colon").rstrip()
    yield words("why", "reports") + colon
    for one in told.reports:
        yield from _report(one, look)
    for inside, heading in ((True, "joined"), (False, "others")):
        if links := [one for one in told.links if one.inside is inside]:
            yield words("why", heading) + colon
            yield from (_link(one, look) for one in links)
    if told.decisions:
        yield words("why", "decisions") + colon
        yield from (_decision(made, look) for made in told.decisions)


def _decision(made: Made, look: Look) -> str:
    one = made.decision
    reason = f" · {one_line(one.why, _LONGEST)}" if one.why else ""
    done = f"{what(one, look)}{look.words('labels', 'colon')}{on(one, look)}{reason}"
    return "  " + one_line(f"{moment(one.when)} {one.who} · {done} · {one.id} · {state(made, look)}")


def _report(one: Reported, look: Look) -> Iterator[str]:
    day = look.day(one.published) if one.published else ""
    head = [one.report, one.outlet or "", day, look.words("reviewed", one.review) if one.review else ""]
    yield "  " + " · ".join(one_line(part) for part in head if part)
    seen, colon = "", look.words("labels", "colon")
    for passage in one.passages:
        if passage.sentence != seen:
            seen = passage.sentence
            yield f"    {one_line(seen, _LONGEST)}"
        role = look.words("labels", passage.role)
        yield f"    {passage.start}–{passage.end} {role}{colon}{one_line(passage.text, _LONGEST)}"
    if one.rule:
        yield f"    {look.words('labels', 'why_rule')}{colon}{one_line(one.rule)}"


def _link(one: Link, look: Look) -> str:
    why = look.reason(one.reason) if one.by == By.RULE else one.reason
    told = [look.words("verdicts", one.verdict), look.words("judges", one.by), f"{one.score:.2f}", one_line(why)]
    return f"  {one_line(one.a)} – {one_line(one.b)}{look.words('labels', 'colon')}" + " · ".join(told)
