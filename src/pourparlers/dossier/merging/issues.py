"""Whether two labels name one issue: «libération des marins», "release of the sailors".

What is compared is each form, a label with its language; entries of a codebook (`#id`) and their names (`|name`) are
forms too, joined by whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from pourparlers.dossier.merging.course import Course
from pourparlers.dossier.merging.groups import Link, hashed
from pourparlers.dossier.merging.partition import surest_first
from pourparlers.dossier.merging.replies import move_issues
from pourparlers.dossier.merging.stands import move_steps
from pourparlers.dossier.store.called import put_names
from pourparlers.dossier.store.merged import drop, there
from pourparlers.dossier.store.rows import SEPARATOR
from pourparlers.dossier.store.schema import Kind, Verdict, code, issue, issue_name
from pourparlers.dossier.store.touched import touch
from pourparlers.lexicon import languages
from pourparlers.lexicon.concepts import concepts
from pourparlers.lexicon.world import fold

SAME, UNSURE = 0.8, 0.5
CODE = "#"


class Form(NamedTuple):
    """A label as it stands in articles of a language; "" for the names of a codebook, which are of any."""

    language: str
    label: str

    @property
    def node(self) -> str:
        return f"{self.language}|{self.label}"

    @property
    def meanings(self) -> list[frozenset[str]]:
        """Its concepts, in each language that it can be of."""
        told = [self.language] if self.language else languages()
        return [frozenset(concepts(self.label, language)) for language in told]


def form_of(node: str) -> Form:
    """The form that a node stands for; an entry of a codebook is named by its id."""
    return Form("", node) if node.startswith(CODE) else Form(*node.partition("|")[::2])


def is_code(node: str) -> bool:
    """Whether a node is an entry of a codebook."""
    return node.startswith(CODE)


def keys_of(form: Form) -> set[int]:
    """By what a label is found: its words as they are, each two of its concepts; of two each for labels of one alone.

    A concept alone would find for each label all that have «accord» or «frontière» in them, ever more of them as a
    dossier grows; labels of several concepts are linked only where they have two in common, «accord» with no more than
    «accord de pêche».
    """
    return _hashed(form, "in", "alone")


def sought_of(form: Form) -> set[int]:
    """By what others are sought for a label: a concept of two finds labels of it alone, and the other way round."""
    return _hashed(form, "alone", "in")


def _hashed(form: Form, of_several: str, of_one: str) -> set[int]:
    if is_code(form.label):
        return set()
    found = {fold(form.label)}
    for told in form.meanings:
        found |= {"|".join(pair) for pair in combinations(sorted(told), 2)}
        found |= {f"{of_several}|{one}" for one in told} if len(told) == 2 else set()
        found |= {f"{way}|{one}" for one in told for way in ("alone", of_one)} if len(told) == 1 else set()
    return {hashed(f"issue|{one}") for one in found}


def judge(one: Form, other: Form) -> Link | None:
    """The link of two labels; None where they have too little in common."""
    if is_code(one.label) or is_code(other.label):
        return None
    a, b = sorted((one, other))
    if fold(one.label) == fold(other.label):
        return Link(a.node, b.node, Verdict.SAME, 1.0, "the same words")
    score = max(_likeness(left, right) for left in one.meanings for right in other.meanings)
    if score < UNSURE:
        return None
    verdict = Verdict.SAME if score >= SAME else Verdict.UNSURE
    return Link(a.node, b.node, verdict, round(score, 4), f"concepts in common: {score:.0%}")


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """How far two labels are one: "banana trucks" is the head of "lane for banana trucks"; one word alone says less."""
    both, fewest = len(left & right), min(len(left), len(right))
    share = both / len(left | right) if both else 0.0
    if not both or (fewest == 1 and share < 0.5):
        return 0.0
    within = both / fewest
    return (0.6 * within + 0.4 * share) if fewest > 1 or share == 1.0 else 0.5 * within + 0.2 * share


def groups(nodes: Sequence[str], links: Sequence[Link]) -> Iterable[Sequence[str]]:
    """The issues of a component; two entries of a codebook are two issues."""
    return surest_first(nodes, links, sole=lambda node: "code" if is_code(node) else None)


def _load(connection: Connection, nodes: Sequence[str]) -> list[Form]:
    return [form_of(node) for node in nodes]


def write_issues(connection: Connection, nodes: Sequence[str], found: Sequence[Sequence[str]]) -> None:
    """Write the row of each group of labels, in place of those that a component had."""
    before = there(connection, issue, nodes)
    drop(connection, issue, nodes)
    ids = [node.removeprefix(CODE) for node in nodes if is_code(node)]
    codes = {row.id: row for row in connection.execute(select(code).where(code.c.id.in_(ids)))} if ids else {}
    rows = [_row(group, codes) for group in found]
    connection.execute(insert(issue), rows)
    put_names(connection, issue_name, rows)
    renamed = [group for group, row in zip(found, rows, strict=True) if _label(before.get(min(group))) != _label(row)]
    touch(connection, Kind.ISSUE, (node for group in renamed for node in group))


def _label(row: Mapping[str, Any] | None) -> str | None:
    return row["label"] if row else None


def _row(group: Sequence[str], codes: Mapping[str, Any]) -> dict[str, Any]:
    """A person's label stands for the others, or else the shortest."""
    forms = [form_of(node) for node in group if not is_code(node)]
    names = sorted({form.label for form in forms}, key=lambda label: (len(label), label))
    own = next((codes[node.removeprefix(CODE)] for node in group if is_code(node)), None)
    label, parent = (own.label, own.parent) if own is not None else (names[0], None)
    return {"id": min(group), "label": label, "names": SEPARATOR.join(names), "parent": parent}


def _move(connection: Connection, moved: Mapping[str, str | None]) -> None:
    move_steps(connection, moved)
    move_issues(connection, moved)


ISSUES = Course(Kind.ISSUE, _load, keys_of, sought_of, judge, groups, write_issues, least=SAME, move=_move)
