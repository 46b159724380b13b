"""Things of a dossier by what a person calls them: an id, its beginning, a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec
from rapidfuzz.process import extract
from sqlalchemy import Connection, select

from pourparlers.dossier.merging.actors import form_of as actor_form
from pourparlers.dossier.merging.issues import CODE
from pourparlers.dossier.merging.issues import form_of as issue_form
from pourparlers.dossier.store.schema import Kind, encounter_report, member, statement_report
from pourparlers.lexicon.world import fold
from pourparlers.model import DossierError

# The shortest beginning of an id: "a-" and four characters.
SHORTEST = 6
_SHOWN = 5
# Of more things than this that one name may mean it is not asked whether they are one.
_MOST = 50
# Letters of a name that is compared with others.
_NAME = 200
_LISTS = "`pourparlers encounters`, `statements`, `actors` and `issues` show ids."


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """What an id names.

    Attributes:
        kind: of what kind it is.
        nodes: its uid, or what names an actor, an issue or a text in `member`; several where one name is written so.
        group: all that is one with it, itself among them; itself alone where a person rejected it.
    """

    kind: Kind
    nodes: tuple[str, ...]
    group: tuple[str, ...]


def thing(connection: Connection, asked: str, *kinds: Kind) -> Thing:
    """What a person means.

    Args:
        connection: of the dossier.
        asked: a whole id; "a-3f9c:s1", with the beginning of the article's id; a beginning that only one has; the
            name of an actor or the label of an issue.
        kinds: of which kinds it may be; of any where none is given.

    Raises:
        DossierError: nothing is called so, or several things are.
    """
    wanted = kinds or tuple(Kind)
    asked = asked.strip()
    known = _known(connection, wanted, asked) or _known(connection, wanted)
    found = _meant(asked, known)
    groups = {(kind, _group(connection, kind, node)) for kind, node in found[:_MOST]}
    if len(groups) != 1:
        raise _none(asked, known) if not found else _several(asked, found)
    ((kind, group),) = groups
    return Thing(kind=kind, nodes=tuple(node for _, node in found), group=group)


Known = list[tuple[Kind, str]]


def _known(connection: Connection, kinds: Sequence[Kind], node: str | None = None) -> Known:
    """All things of some kinds, or those of one name; what was rejected among them, for it can be judged anew."""
    query = select(member.c.kind, member.c.node).where(member.c.kind.in_([kind.value for kind in kinds]))
    query = query if node is None else query.where(member.c.node == node)
    out = {(Kind(kind), found) for kind, found in connection.execute(query)}
    for kind, table in ((Kind.ENCOUNTER, encounter_report), (Kind.STATEMENT, statement_report)):
        if kind in kinds:
            gone = select(table.c.uid).where(table.c.review == "rejected")
            gone = gone if node is None else gone.where(table.c.uid == node)
            out |= {(kind, uid) for uid in connection.execute(gone).scalars()}
    return sorted(out)


def _meant(asked: str, known: Known) -> Known:
    """Those that something may mean: the surest way to name them alone."""
    head, colon, own = asked.partition(":")
    ways: tuple[Callable[[Kind, str], bool], ...] = (
        lambda kind, node: node == asked,
        lambda kind, node: asked in _short(kind, node),
        lambda kind, node: len(head) >= SHORTEST and colon > "" and node.startswith(head) and node.endswith(f":{own}"),
        lambda kind, node: fold(asked) in {fold(one) for one in _short(kind, node)},
        lambda kind, node: len(asked) >= SHORTEST and node.startswith(asked),
    )
    for way in ways:
        if found := [(kind, node) for kind, node in known if way(kind, node)]:
            return found
    return []


def _short(kind: Kind, node: str) -> tuple[str, ...]:
    """What else an actor or an issue may be called: without its party or name, its language or its kind."""
    if kind is Kind.ISSUE:
        return (issue_form(node).label.removeprefix(CODE),)
    form = actor_form(node)
    return (form.id, form.written) if kind is Kind.ACTOR else ()


def _group(connection: Connection, kind: Kind, node: str) -> tuple[str, ...]:
    own = select(member.c.group).where(member.c.kind == kind.value, member.c.node == node).scalar_subquery()
    query = select(member.c.node).where(member.c.kind == kind.value, member.c.group == own)
    return tuple(connection.execute(query.order_by(member.c.node)).scalars()) or (node,)


def _none(asked: str, known: Known) -> DossierError:
    if asked.startswith("a-") and len(asked) < SHORTEST:
        return DossierError(f"{asked!r} is too short to name a thing.", hint=f"Give {SHORTEST} characters or more.")
    # What two names have in common takes a time that grows with the product of their lengths.
    short = [node for _, node in known if len(node) <= _NAME] if len(asked) <= _NAME else []
    near = [one for one, _, _ in extract(asked, short, limit=3, score_cutoff=60)]
    hint = f"Did you mean {_joined(near)}? {_LISTS}" if near else _LISTS
    told = asked if len(asked) <= _NAME else f"{asked[:_NAME]}…"
    return DossierError(f"nothing in the dossier is called {told!r}.", hint=hint)


def _several(asked: str, found: Known) -> DossierError:
    told = [f"{kind.value} {node}" for kind, node in found[:_SHOWN]]
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return DossierError(f"{asked!r} may be {_joined(told)}{more}.", hint="Give the whole id of one.")


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)
