"""Decisions made of what a person calls things: the fields of each, checked against what is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.json import decode
from sqlalchemy import Connection, select

from pourparlers.dossier.merging.actors import form_of
from pourparlers.dossier.merging.issues import is_code
from pourparlers.dossier.naming import Thing, thing
from pourparlers.dossier.review.anchors import nodes_of
from pourparlers.dossier.review.codebook import checked, entry_of, name_of, names_in
from pourparlers.dossier.review.corrections import SPAN, SPANS, Fact, fact_of
from pourparlers.dossier.review.decisions import Code, Decision, Node, Verb, active, codebook, decisions, undone
from pourparlers.dossier.review.effects import REPORTS
from pourparlers.dossier.review.seen import last_held
from pourparlers.dossier.review.values import fields_of
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.schema import Kind, article, decision, issue, statement_report
from pourparlers.lexicon.world import fold
from pourparlers.model import Actor, DossierError, Record

Told = dict[str, Any]


def judging(connection: Connection, verb: Verb, id_: str, report: bool) -> Told:
    """Accepting or rejecting an encounter or a statement."""
    meant = thing(connection, id_)
    if meant.kind not in REPORTS:
        what = f"{id_!r} is neither an encounter nor a statement."
        raise DossierError(what, hint="Names and labels are judged by merge, split, rename and correct.")
    names = meant.nodes if report else meant.group
    return {"verb": verb, "kind": meant.kind, "subject": named(connection, meant.kind, names)}


def correcting(connection: Connection, id_: str, fields: Mapping[str, Any], all_reports: bool) -> Told:
    """Correcting one report, or all that are one with it."""
    record, fact, group = _corrected(connection, id_)
    told = fields_of(record, fact, fields)
    if all_reports and (spans := sorted(set(told) & (SPANS | SPAN | {"time", "answers"}))):
        what = f"{spans[0]!r} is of one article, and cannot be corrected in several."
        raise DossierError(what, hint="Correct it in each report.")
    kind = Kind.ACTOR if group is None else group.kind
    names = group.group if group is not None and all_reports else [f"{record.article.id}:{fact.id}"]
    subject = named(connection, kind, names) if group is not None else (nodes_of(record)[fact.id],)
    return {"verb": Verb.CORRECT, "kind": kind, "subject": subject, "fields": told}


def _corrected(connection: Connection, id_: str) -> tuple[Record, Fact, Thing | None]:
    """The fact that is corrected, and what it is one with; of an actor the article's own."""
    where, _, own = id_.partition(":")
    record = _record(connection, where)
    fact = fact_of(record, own) if record else None
    if record is not None and isinstance(fact, Actor):
        return record, fact, None
    meant = thing(connection, id_)
    if meant.kind not in REPORTS:
        what = f"{id_!r} is neither an encounter, a statement nor an actor of one article."
        raise DossierError(what, hint="Of an actor give article and id: a-3f9c0b12d4e5:person:Ana Rey.")
    where, _, own = meant.nodes[0].partition(":")
    record = _record(connection, where)
    fact = fact_of(record, own) if record else None
    if record is None or fact is None:
        raise DossierError(f"the article has no {own!r}.", where=where, hint="Read it again with `reread`.")
    return record, fact, meant


def _record(connection: Connection, where: str) -> Record | None:
    raw = connection.execute(select(article.c.record).where(article.c.id == where)).scalar()
    return decode(raw, type=Record) if raw is not None else None


def named(connection: Connection, kind: Kind, names: Sequence[str]) -> tuple[Node, ...]:
    """Things as a decision keeps them: reports with the characters that they stand on."""
    if kind not in REPORTS:
        return tuple(Node(id=name) for name in names)
    there: dict[str, Node] = {}
    for some in parts(sorted({name.partition(":")[0] for name in names})):
        for raw in connection.execute(select(article.c.record).where(article.c.id.in_(some))).scalars():
            there |= {node.id: node for node in nodes_of(decode(raw, type=Record)).values()}
    return tuple(there[name] for name in names)


def dismissing(connection: Connection, asked: str) -> Told:
    """Saying that a label is no issue at all: the statements that bear it are on none."""
    group = thing(connection, asked, Kind.ISSUE).group
    own = statement_report.c.issue_node
    kept = statement_report.c.review.is_distinct_from("rejected")
    found = connection.scalars(select(statement_report.c.uid).where(among(connection, own, group), kept))
    uids = sorted(found)
    if not uids:
        raise DossierError(f"no statement is on {asked!r}.", hint="An entry of the codebook is taken out of it.")
    subject = named(connection, Kind.STATEMENT, uids)
    return {"verb": Verb.CORRECT, "kind": Kind.STATEMENT, "subject": subject, "fields": {"issue": None}}


def merging(connection: Connection, ids: Sequence[str], alone: bool) -> Told:
    """Saying that things are one, with all that they were joined with or by themselves."""
    if len(set(ids)) < 2:
        raise DossierError("one thing alone cannot be merged.", hint="Name two or more.")
    meant = [thing(connection, one) for one in ids]
    kind = _one_kind(ids, meant)
    nodes = list(dict.fromkeys(node for one in meant for node in (one.nodes if alone else one.group)))
    if kind is Kind.ACTOR and len({form_of(node).person for node in nodes}) > 1:
        raise DossierError("a person is not one with a state or an organisation.", hint="Name actors of one kind.")
    if kind is Kind.ISSUE and len(codes := [node for node in nodes if is_code(node)]) > 1:
        what = f"the codebook holds these as several issues: {', '.join(sorted(codes))}."
        raise DossierError(what, hint="Make them one entry: `codebook export`, edit, `codebook load`.")
    return {"verb": Verb.MERGE, "kind": kind, "subject": named(connection, kind, nodes)}


def _one_kind(ids: Sequence[str], meant: Sequence[Thing]) -> Kind:
    kinds = {one.kind for one in meant}
    if len(kinds) > 1:
        told = ", ".join(f"{id_}: {one.kind.value}" for id_, one in zip(ids, meant, strict=True))
        raise DossierError(f"these are of several kinds ({told}).", hint="Name things of one kind.")
    return kinds.pop()


def parting(connection: Connection, ids: Sequence[str], others: Sequence[str]) -> Told:
    """Saying that reports, names or labels are not one with others: with all of their group where none are told."""
    if not ids:
        raise DossierError("nothing is set apart.", hint="Name one or more.")
    meant = [thing(connection, one) for one in ids]
    far = [thing(connection, one) for one in others]
    kind = _one_kind([*ids, *others], [*meant, *far])
    subject = list(dict.fromkeys(node for one in meant for node in one.nodes))
    rest = [node for one in far for node in one.nodes] or [node for one in meant for node in one.group]
    rest = [node for node in dict.fromkeys(rest) if node not in subject]
    _apart(ids, kind, subject, rest)
    told = (named(connection, kind, nodes) for nodes in (subject, rest))
    return {"verb": Verb.SPLIT, "kind": kind} | dict(zip(("subject", "other"), told, strict=True))


def _apart(ids: Sequence[str], kind: Kind, subject: Iterable[str], rest: Sequence[str]) -> None:
    if not rest:
        what = f"{', '.join(ids)} cannot be set apart: there is nothing else in the group."
        raise DossierError(what, hint="Name reports of a group, not all of it; `pourparlers why` shows them.")
    if kind is Kind.ISSUE and any(node.startswith(("#", "|")) for node in subject):
        what = "an entry of the codebook, or a name that it gives, cannot be set apart."
        raise DossierError(what, hint="Change it in the codebook: `codebook export`, edit, `codebook load`.")


def renaming(connection: Connection, asked: str, label: str) -> Told:
    """Calling an issue otherwise."""
    book = codebook(active(decisions(connection)))
    group, _ = _issue(connection, asked)
    name = name_of(label)
    own = entry_of(group, name, book)
    if names_in(book).get(fold(name), own.id) != own.id:
        what = f"{name!r} is what the entry {names_in(book)[fold(name)]!r} is called."
        raise DossierError(what, hint="Merge the two, or give another label.")
    aliases = tuple(sorted({own.label, *own.aliases} - {name}))
    return _written(book, [msgspec.structs.replace(own, label=name, aliases=aliases)], Verb.RENAME)


def relating(connection: Connection, child: str, parent: str | None) -> Told:
    """Making an issue part of another, or of none."""
    book = codebook(active(decisions(connection)))
    group, label = _issue(connection, child)
    one = entry_of(group, label, book)
    if parent is None or not parent.strip():
        return _written(book, [msgspec.structs.replace(one, parent=None)], Verb.RELATE)
    above, label = _issue(connection, parent)
    if set(group) & set(above):
        raise DossierError("an issue cannot be part of itself.", hint="Name a wider one.")
    wider = entry_of(above, label, {**book, one.id: one})
    return _written(book, [msgspec.structs.replace(one, parent=wider.id), wider], Verb.RELATE)


def _issue(connection: Connection, asked: str) -> tuple[Sequence[str], str]:
    """The nodes and the label of an issue."""
    group = thing(connection, asked, Kind.ISSUE).group
    label = connection.execute(select(issue.c.label).where(issue.c.id == min(group))).scalar_one()
    return group, label


def _written(book: Mapping[str, Code], codes: Sequence[Code], verb: Verb) -> Told:
    """Entries that are new or other than they were, the whole of the codebook checked."""
    whole = {one.id: one for one in checked({**book, **{one.id: one for one in codes}}.values())}
    told = tuple(whole[one.id] for one in codes if book.get(one.id) != whole[one.id])
    if not told:
        raise DossierError("this is so already.", hint="`pourparlers codebook export` shows the codebook.")
    return {"verb": verb, "kind": Kind.ISSUE, "codes": told}


def undoing(connection: Connection, id_: str | None) -> Told:
    """Undoing a decision; the last that holds where none is named."""
    if id_ is None:
        held = last_held(connection)
        if held is None:
            raise DossierError("there is no decision to undo.", hint="`pourparlers decisions DOSSIER` lists them.")
        return _undo(held)
    asked = decision.c.id.startswith(id_.strip(), autoescape=True) | (decision.c.verb == Verb.UNDO.value)
    made = decisions(connection, asked)
    found = [one for one in made if one.id == id_.strip()] or [one for one in made if one.id.startswith(id_.strip())]
    if len(found) != 1:
        what = f"{'several decisions begin' if found else 'no decision begins'} with {id_!r}."
        raise DossierError(what, hint="`pourparlers decisions DOSSIER` lists them.")
    if found[0].id in undone(made):
        hint = "To do it again, undo what undid it."
        raise DossierError(f"the decision {found[0].id} is undone already.", hint=hint)
    return _undo(found[0])


def _undo(one: Decision) -> Told:
    return {"verb": Verb.UNDO, "kind": one.kind, "subject": (Node(id=one.id),)}
