"""Counts over articles, and the figures that come of them."""

from __future__ import annotations

_DIGITS = 4


class Tally:
    """Hits and totals by the name of a measure; figures are averaged over all that was counted."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[int, int]] = {}

    def add(self, name: str, hits: int, total: int) -> None:
        """Count `hits` out of `total`."""
        before = self._counts.get(name, (0, 0))
        self._counts[name] = (before[0] + hits, before[1] + total)

    def found(self, name: str, matched: int, gold: int, found: int) -> None:
        """Count for precision and recall: how many agree, of how many in gold and how many in records."""
        self.add(f"{name} P", matched, found)
        self.add(f"{name} R", matched, gold)

    def figures(self) -> dict[str, float | None]:
        """Every figure by its name; None where nothing was there to count."""
        out = {name: _ratio(hits, total) for name, (hits, total) in self._counts.items()}
        for name in [name[:-2] for name in self._counts if name.endswith(" P")]:
            (hits, found), (_, gold) = self._counts[f"{name} P"], self._counts[f"{name} R"]
            out[f"{name} F1"] = _ratio(2 * hits, found + gold)
        return out


def _ratio(hits: int, total: int) -> float | None:
    return round(hits / total, _DIGITS) if total else None
