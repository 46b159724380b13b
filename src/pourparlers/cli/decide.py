"""`pourparlers accept`, `reject`, `correct`, `merge`, `split`, `rename`, `relate`, `undo`, `decisions`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pourparlers.cli.options import json_option, ui_option
from pourparlers.cli.showing import dossier_argument, show
from pourparlers.model.errors import DossierError

if TYPE_CHECKING:
    from pourparlers.dossier.review.decisions import Decision

F = TypeVar("F", bound=Callable[..., Any])


def deciding(command: F) -> F:
    """By whom and why something is decided, and how it is told."""
    command = json_option(ui_option(command))
    command = click.option("--why", metavar="WORDS", help="For what reason.")(command)
    return click.option("--who", metavar="NAME", help="Who decides; else your login name.")(command)


def tell(made: Decision, *, as_json: bool, ui: str | None) -> None:
    """Print a decision: one line for persons on standard error, or an object for programs."""
    if as_json:
        from msgspec.json import encode

        sys.stdout.buffer.write(encode(made) + b"\n")
        return
    from pourparlers.views.decisions import line
    from pourparlers.views.wording import of_locale

    click.echo(line(made, ui or of_locale()), err=True)


_REPORT = click.option("--report", is_flag=True, help="This report alone, and not all that are one with it.")


@click.command()
@dossier_argument
@click.argument("id_", metavar="ID")
@_REPORT
@deciding
def accept(where: str, id_: str, report: bool, as_json: bool, ui: str | None, **by: Any) -> None:
    """Say that an encounter or a statement is as it was read."""
    from pourparlers.cli.opening import opened

    with opened(where) as dossier:
        tell(dossier.accept(id_, report=report, **by), as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@click.argument("id_", metavar="ID")
@_REPORT
@deciding
def reject(where: str, id_: str, report: bool, as_json: bool, ui: str | None, **by: Any) -> None:
    """Say that there is no such encounter or statement: it leaves all views."""
    from pourparlers.cli.opening import opened

    with opened(where) as dossier:
        tell(dossier.reject(id_, report=report, **by), as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@click.argument("id_", metavar="ID")
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
@click.option("--all", "all_reports", is_flag=True, help="In all reports that are one with this one.")
@deciding
def correct(
    where: str, id_: str, values: tuple[str, ...], all_reports: bool, as_json: bool, ui: str | None, **by: Any
) -> None:
    """Say what an article tells, where it was read otherwise.

    ID is that of a report; what is one with it is told by what was corrected. FIELD is a field of the record: act,
    party, target, stance, issue, content … of a statement; kind, parties, place, date, status, evidence … of an
    encounter; role, party … of an actor. A list is parted by commas, spans are first and last character in code
    points: content=120:180,200:230. FIELD= empties a field.
    """
    from pourparlers.cli.opening import opened

    fields = _fields(values)
    with opened(where) as dossier:
        tell(dossier.correct(id_, all_reports=all_reports, **fields, **by), as_json=as_json, ui=ui)


def _fields(values: tuple[str, ...]) -> dict[str, str]:
    from pourparlers.dossier.review.corrections import FIELDS

    known = sorted({name for names in FIELDS.values() for name in names})
    told: dict[str, str] = {}
    for one in values:
        name, sign, value = one.partition("=")
        if not sign:
            raise DossierError(f"{one!r} is no FIELD=VALUE.", hint='Write place=Loja, or "place=Santa Cruz".')
        if name.strip() not in known:
            raise DossierError(f"there is no field {name.strip()!r} to correct.", hint=f"Correct {', '.join(known)}.")
        if name.strip() in told:
            raise DossierError(f"the field {name.strip()!r} is given twice.", hint="Give it once.")
        told[name.strip()] = value
    return told


@click.command()
@dossier_argument
@click.argument("ids", metavar="ID ID...", nargs=-1, required=True)
@deciding
def merge(where: str, ids: tuple[str, ...], as_json: bool, ui: str | None, **by: Any) -> None:
    """Say that encounters, statements, actors, issues or articles are one.

    Articles that are one are versions or relays of one text, and count as one voice.
    """
    from pourparlers.cli.opening import opened

    with opened(where) as dossier:
        tell(dossier.merge(*ids, **by), as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--from", "others", metavar="ID", multiple=True, help="Apart from this one; else from all of the group.")
@deciding
def split(where: str, ids: tuple[str, ...], others: tuple[str, ...], as_json: bool, ui: str | None, **by: Any) -> None:
    """Take reports, names or labels out of the group that they were joined with.

    Several that are named together stay together.
    """
    from pourparlers.cli.opening import opened

    with opened(where) as dossier:
        tell(dossier.split(*ids, others=others, **by), as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@click.argument("issue")
@click.argument("label")
@deciding
def rename(where: str, issue: str, label: str, as_json: bool, ui: str | None, **by: Any) -> None:
    """Call an issue otherwise; it becomes an entry of the codebook with its labels as aliases."""
    from pourparlers.cli.opening import opened

    with opened(where) as dossier:
        tell(dossier.rename(issue, label, **by), as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@click.argument("issue")
@click.argument("parent", required=False)
@deciding
def relate(where: str, issue: str, parent: str | None, as_json: bool, ui: str | None, **by: Any) -> None:
    """Make an issue part of a wider one, PARENT; of none where it is left out."""
    from pourparlers.cli.opening import opened

    with opened(where) as dossier:
        tell(dossier.relate(issue, parent, **by), as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@click.argument("decision", required=False)
@deciding
def undo(where: str, decision: str | None, as_json: bool, ui: str | None, **by: Any) -> None:
    """Undo a decision, the last where none is named. To undo an undoing does the decision again."""
    from pourparlers.cli.opening import opened

    with opened(where) as dossier:
        tell(dossier.undo(decision, **by), as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@json_option
@ui_option
def decisions(where: str, as_json: bool, ui: str | None) -> None:
    """List what persons decided: when, who, what, of what, why, and whether it holds."""
    from pourparlers.cli.opening import opened
    from pourparlers.views.decisions import DECISIONS

    with opened(where) as dossier:
        show(dossier.decisions(), DECISIONS, as_json=as_json, ui=ui)
