"""Groups of a component: the surest links first, none over a conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pourparlers.dossier.merging.groups import Link
from pourparlers.dossier.store.schema import By, Verdict

Apart = Callable[[Collection[str], Collection[str]], bool]


@dataclass(frozen=True)
class _Group:
    members: list[str]
    sole: set[str]


def surest_first(
    nodes: Sequence[str], links: Sequence[Link], *,
    sole: Callable[[str], str | None] = lambda node: None, apart: Apart = lambda left, right: False,
) -> Iterable[Sequence[str]]:  # fmt: skip
    """Join groups by the links that say "same", the highest score first, unless two of their members cannot be one.

    What a person has linked comes before all, and nothing but a person's "different" stands against it.

    Args:
        nodes: the component, sorted.
        links: all links among them.
        sole: what only one member of a group may have (its article, say); None for nothing.
        apart: whether two groups cannot be one besides.
    """
    group = {node: _Group([node], {has} if (has := sole(node)) is not None else set()) for node in nodes}
    different = [one for one in links if one.verdict is Verdict.DIFFERENT]
    barred, barred_by_person = pairs_of(different), pairs_of(one for one in different if one.by is By.PERSON)
    same = [one for one in links if one.verdict is Verdict.SAME]
    for one in sorted(same, key=lambda one: (one.by is By.RULE, -one.score, one.a, one.b)):
        left, right = group[one.a], group[one.b]
        if left is right or _meet(left.members, right.members, barred_by_person):
            continue
        if one.by is By.RULE and (
            not left.sole.isdisjoint(right.sole)
            or _meet(left.members, right.members, barred)
            or apart(left.members, right.members)
        ):
            continue
        left.members.extend(right.members)
        left.sole.update(right.sole)
        group.update(dict.fromkeys(right.members, left))
    return {id(told): sorted(told.members) for told in group.values()}.values()


def pairs_of(links: Iterable[Link]) -> Mapping[str, set[str]]:
    """What each thing has a link with, whatever it says."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in links:
        found[one.a].add(one.b)
        found[one.b].add(one.a)
    return found


def _meet(left: Iterable[str], right: Collection[str], pairs: Mapping[str, set[str]]) -> bool:
    """Whether one of some things is a pair with one of others."""
    return bool(pairs) and any(node in pairs and not pairs[node].isdisjoint(right) for node in left)
