"""Lists in a terminal: readable at any width."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from pourparlers.dossier.standing.listing import Actor, Issue
from pourparlers.model import ActorKind
from pourparlers.views.listing import ACTORS, ISSUES, table
from pourparlers.views.safe import one_line

LONG = "Association des hôteliers et restaurateurs de la rive nord du lac Kariba"


@pytest.mark.parametrize("width", [80, 100, 160])
def test_a_long_id_presses_no_column_to_single_letters(width: int) -> None:
    actors = [
        Actor(
            id="ZM|Zambia",
            kind=ActorKind.STATE,
            name="Zambia",
            party="ZM",
            role=None,
            names=("Zambia", "Zambie"),
            articles=5,
        ),
        Actor(
            id=f"{LONG}|{LONG}",
            kind=ActorKind.ORGANISATION,
            name=LONG,
            party=None,
            role=None,
            names=(LONG,),
            articles=1,
        ),
    ]
    issues = [Issue(id=f"fr|{LONG}", label=LONG, names=(LONG,), parent=None, statements=3)]
    for rows, columns, words in ((actors, ACTORS, ["Zambia", "called"]), (issues, ISSUES, ["Issue", "Kariba"])):
        out = StringIO()
        Console(file=out, width=width).print(table(rows, columns, "en"))
        assert all(word in out.getvalue() for word in words)


def test_a_line_does_not_break_before_the_signs_that_french_sets_apart() -> None:
    assert (
        one_line("  «\u00a0Oui\u202f!\u00a0», a  dit\n\u00a0l'envoyé \u00a0")
        == "«\u00a0Oui\u202f!\u00a0», a dit l'envoyé"
    )
    assert one_line("\u00a0\u00a0\u00a0Retrait \u00a0 long") == "Retrait long"
