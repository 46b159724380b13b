"""Whether two names in a dossier are one person.

What is compared is not each mention but each form: a name with the party that a record gives it. A dossier of a hundred
thousand articles has some thousands of them, and a form that is known already costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from pourparlers.dossier.groups import Link, hashed, put_keys, put_links, regroup, sharing
from pourparlers.dossier.names import Name, agree, keys, name_of, same_word
from pourparlers.dossier.partition import surest_first
from pourparlers.dossier.schema import Kind, Verdict, member
from pourparlers.model import ActorKind, Record

# A link by a surname alone scores so, or less; it joins only where one person alone can be meant.
BY_SURNAME = 0.6


class Form(NamedTuple):
    """A name as written, with a party ("" where none is told)."""

    written: str
    party: str

    @property
    def node(self) -> str:
        return f"{self.written}|{self.party}"

    @property
    def name(self) -> Name:
        return name_of(self.written)

    @property
    def keys(self) -> set[int]:
        return {hashed(heard) for heard in keys(self.name)}


def form_of(node: str) -> Form:
    """The form that a node stands for."""
    written, _, party = node.rpartition("|")
    return Form(written, party)


def forms_of(record: Record) -> list[Form]:
    """The forms of the persons of a record, sorted."""
    persons = (actor for actor in record.actors if actor.kind is ActorKind.PERSON)
    return sorted({Form(person.name, person.party or "") for person in persons if name_of(person.name).words})


def link_actors(connection: Connection, record: Record) -> None:
    """Link the forms of an article that has come in, where they are new, with those that they may be."""
    forms = forms_of(record)
    query = select(member.c.node).where(member.c.kind == Kind.ACTOR.value, member.c.node.in_([f.node for f in forms]))
    known = set(connection.execute(query).scalars())
    new = [form for form in forms if form.node not in known]
    put_keys(connection, Kind.ACTOR, {form.node: form.keys for form in new})
    links: dict[tuple[str, str], Link] = {}
    for form in new:
        for node in sharing(connection, Kind.ACTOR, form.keys):
            one = judge(form, form_of(node)) if node != form.node else None
            if one is not None:
                links[one.a, one.b] = one
    put_links(connection, Kind.ACTOR, links.values())
    regroup(connection, Kind.ACTOR, [form.node for form in new], groups)


def judge(one: Form, other: Form) -> Link | None:
    """The link of two forms; None where their names have nothing in common."""
    a, b = sorted((one, other))
    share = agree(a.name, b.name)
    if share == 0.0:
        namesakes = same_word(a.name.surname, b.name.surname)
        return Link(a.node, b.node, Verdict.DIFFERENT, 1.0, "one surname, other given names") if namesakes else None
    if a.party and b.party and a.party != b.party:
        return Link(a.node, b.node, Verdict.DIFFERENT, 1.0, f"other parties: {a.party}, {b.party}")
    alone = min(len(a.name.words), len(b.name.words)) == 1
    told = bool(a.party and b.party)
    if alone:
        score = BY_SURNAME if told else BY_SURNAME - 0.2
        reason = "a surname alone, one party" if told else "a surname alone, a party untold"
        return Link(a.node, b.node, Verdict.SAME if told else Verdict.UNSURE, score, reason)
    reason = ("the whole name" if share == 1.0 else "most of the name") + (", one party" if told else "")
    return Link(a.node, b.node, Verdict.SAME, round(0.85 * share + 0.1 * told, 4), reason)


def groups(nodes: Sequence[str], links: Sequence[Link]) -> Iterable[Sequence[str]]:
    """The persons of a component: whole names first; a surname joins them where it can mean one alone."""
    whole = [one for one in links if one.score > BY_SURNAME or one.verdict is Verdict.DIFFERENT]
    found = [list(group) for group in surest_first(nodes, whole, lambda a, b: False)]
    of = {node: n for n, group in enumerate(found) for node in group}
    for node in nodes:
        if len(form_of(node).name.words) > 1:
            continue
        own = [one for one in links if node in one[:2] and one.verdict is Verdict.SAME]
        near = {of[one.b if one.a == node else one.a] for one in own}
        meant = {n for n in near if any(len(form_of(other).name.words) > 1 for other in found[n])}
        if len(meant) == 1:
            found[of[node]].remove(node)
            of[node] = meant.pop()
            found[of[node]].append(node)
    return [sorted(group) for group in found if group]
