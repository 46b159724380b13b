"""Groups of a component: the surest links first, none over a conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pourparlers.dossier.merging.groups import Link
from pourparlers.dossier.store.schema import By, Verdict


def surest_first(
    nodes: Sequence[str], links: Sequence[Link], apart: Callable[[str, str], bool]
) -> Iterable[Sequence[str]]:
    """Join groups by the links that say "same", the highest score first, unless two of their members cannot be one.

    What a person has linked comes before all, and nothing but a person's "different" stands against it.

    Args:
        nodes: the component, sorted.
        links: all links among them.
        apart: whether two nodes cannot be one, whatever else is linked.
    """
    group = {node: [node] for node in nodes}
    barred = {frozenset(one[:2]): one.by for one in links if one.verdict is Verdict.DIFFERENT}

    def conflict(one: Link, a: str, b: str) -> bool:
        by = barred.get(frozenset((a, b)))
        return by is By.PERSON or (one.by is By.RULE and (by is not None or apart(a, b)))

    same = [one for one in links if one.verdict is Verdict.SAME]
    for one in sorted(same, key=lambda one: (one.by is By.RULE, -one.score, one.a, one.b)):
        left, right = group[one.a], group[one.b]
        if left is right or any(conflict(one, a, b) for a in left for b in right):
            continue
        left.extend(right)
        for node in right:
            group[node] = left
    return {id(members): sorted(members) for members in group.values()}.values()
