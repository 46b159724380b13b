"""Whether two names in a dossier are one actor.

What is compared is not each mention but each form: of a person a name with the party that a record gives it, of others
an id with a name. A dossier of a hundred thousand articles has some thousands of them, and a form that is known already
costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from pourparlers.dossier.merging.course import Course
from pourparlers.dossier.merging.groups import Link, hashed
from pourparlers.dossier.merging.names import Name, agree, keys, name_of, same_word
from pourparlers.dossier.merging.partition import surest_first
from pourparlers.dossier.store.appearances import moved
from pourparlers.dossier.store.called import put_names
from pourparlers.dossier.store.merged import drop
from pourparlers.dossier.store.rows import SEPARATOR
from pourparlers.dossier.store.schema import By, Kind, Verdict, actor, actor_name
from pourparlers.lexicon.ids import kind_of, party_of
from pourparlers.lexicon.world import fold

# A link by a surname alone scores so, or less; it joins only where one person alone can be meant.
BY_SURNAME = 0.6
_PERSON = "person:"


class Form(NamedTuple):
    """What an actor is told by: a person's written name and party ("" where none is told), another's id and name."""

    id: str
    told: str

    @property
    def node(self) -> str:
        return f"{self.id}|{self.told}"

    @property
    def person(self) -> bool:
        return self.id.startswith(_PERSON)

    @property
    def written(self) -> str:
        return self.id.removeprefix(_PERSON) if self.person else self.told

    @property
    def party(self) -> str:
        return self.told if self.person else ""

    @property
    def name(self) -> Name:
        return name_of(self.written)


def form_of(node: str) -> Form:
    """The form that a node stands for."""
    return Form(*node.rpartition("|")[::2])


def keys_of(form: Form) -> set[int]:
    """By what a form is found: a person's name by its sounds, others by their id, name and initials."""
    if form.person:
        return {hashed(heard) for heard in keys(form.name)}
    return {hashed(f"actor|{one}") for one in (form.id, fold(form.told), _initials(form.told)) if one}


def judge(one: Form, other: Form) -> Link | None:
    """The link of two forms; None where they have nothing in common."""
    if one.person and other.person:
        return _persons(one, other)
    return None if one.person or other.person else _others(one, other)


def _others(one: Form, other: Form) -> Link | None:
    """States, organisations, groups: by their id, by one name in two spellings, by a name and its initials."""
    a, b = sorted((one, other))
    if one.id == other.id:
        return Link(a.node, b.node, Verdict.SAME, 1.0, "one id")
    if fold(one.told) == fold(other.told):
        return Link(a.node, b.node, Verdict.SAME, 0.9, "one name")
    if _stands_for(one, other) or _stands_for(other, one):
        return Link(a.node, b.node, Verdict.UNSURE, 0.5, "the initials of the name")
    return None


def _stands_for(short: Form, long: Form) -> bool:
    return short.told.isupper() and fold(short.told) == _initials(long.told)


def _initials(name: str) -> str:
    """«Organisation internationale du sel»: "ois"; "" of a name of one word."""
    words = [word for word in fold(name).replace("-", " ").replace("'", " ").split() if len(word) > 3]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _persons(one: Form, other: Form) -> Link | None:
    a, b = sorted((one, other))
    share = agree(a.name, b.name)
    if share == 0.0:
        namesakes = same_word(a.name.surname, b.name.surname)
        return Link(a.node, b.node, Verdict.DIFFERENT, 1.0, "one surname; other given names") if namesakes else None
    if a.party and b.party and a.party != b.party:
        return Link(a.node, b.node, Verdict.DIFFERENT, 1.0, f"other parties: {a.party}, {b.party}")
    alone = min(len(a.name.words), len(b.name.words)) == 1
    told = bool(a.party and b.party)
    if alone:
        score = BY_SURNAME if told else BY_SURNAME - 0.2
        reason = "a surname alone; one party" if told else "a surname alone; a party untold"
        return Link(a.node, b.node, Verdict.SAME if told else Verdict.UNSURE, score, reason)
    reason = ("the whole name" if share == 1.0 else "most of the name") + ("; one party" if told else "")
    return Link(a.node, b.node, Verdict.SAME, round(0.85 * share + 0.1 * told, 4), reason)


def groups(nodes: Sequence[str], links: Sequence[Link]) -> Iterable[Sequence[str]]:
    """The actors of a component: whole names first; a surname joins them where it can mean one alone."""
    whole = [one for one in links if _tells(one)]
    found = [list(group) for group in surest_first(nodes, whole)]
    of = {node: n for n, group in enumerate(found) for node in group}
    for node in nodes:
        if len(found[of[node]]) > 1 or len(form_of(node).name.words) > 1:
            continue
        own = [one for one in links if node in one[:2] and one.verdict is Verdict.SAME]
        near = {of[one.b if one.a == node else one.a] for one in own}
        meant = {n for n in near if any(len(form_of(other).name.words) > 1 for other in found[n])}
        if len(meant) == 1:
            found[of[node]].remove(node)
            of[node] = meant.pop()
            found[of[node]].append(node)
    return [sorted(group) for group in found if group]


def _tells(one: Link) -> bool:
    return one.score > BY_SURNAME or one.verdict is Verdict.DIFFERENT or one.by is By.PERSON


def _load(connection: Connection, nodes: Sequence[str]) -> list[Form]:
    return [form_of(node) for node in nodes]


def write_actors(connection: Connection, nodes: Sequence[str], found: Sequence[Sequence[str]]) -> None:
    """Write the row of each group of forms, in place of those that a component had."""
    drop(connection, actor, nodes)
    rows = [_row(group) for group in found]
    connection.execute(insert(actor), rows)
    put_names(connection, actor_name, rows)


def _row(group: Sequence[str]) -> dict[str, Any]:
    """The longest name stands for a person's others; of other actors the shortest, but for initials."""
    forms = [form_of(node) for node in group]
    if forms[0].person:
        best = max(forms, key=lambda form: (len(form.name.words), bool(form.party), len(form.written), form.written))
    else:
        best = min(forms, key=lambda form: (form.told.isupper(), len(form.told), form.told))
    told = min({form.party for form in forms} - {""}, default=None)
    return {
        "id": min(group), "kind": kind_of(best.id).value, "name": best.written,
        "party": told if best.person else party_of(best.id),
        "names": SEPARATOR.join(sorted({form.written for form in forms})),
    }  # fmt: skip


ACTORS = Course(Kind.ACTOR, _load, keys_of, keys_of, judge, groups, write_actors, least=BY_SURNAME, move=moved)
