"""Numbers in figures and in words as one: "80,000", «80 000», «quatre-vingt mille»; "two fifths", «40 %»."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

_FIGURES = re.compile(r"\d")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+")
_SCALE = 1000


def value_of(figures: str) -> float | None:
    """What figures tell: 1500 for «1.500» and "1,500", 3.6 for «3,6» and "3.6"; None for a word."""
    if not _FIGURES.match(figures):
        return None
    if _THOUSANDS.fullmatch(figures):
        return float(re.sub(r"\D", "", figures))
    return float(figures.replace(",", "."))


def written(value: float, percent: bool = False) -> str:
    """A number as it is compared: "80000", "3.6", "40%"."""
    return f"{value:.10g}" + "%" * percent


def read_number(
    words: Sequence[str], at: int, names: Mapping[str, float], joiners: Collection[str] = ()
) -> tuple[float, int]:
    """The number that begins at a word, and the word after it.

    Args:
        words: in lower case; figures as written.
        at: a word in figures or one of `names`.
        names: what words for numbers tell; fractions are less than one.
        joiners: words that may stand within a number.
    """
    first = value_of(words[at])
    values = [first if first is not None else names[words[at]]]
    end = at + 1
    while (part := end + (words[end : end + 1] != [] and words[end] in joiners)) < len(words):
        if words[part] not in names or not _goes_on(values, names[words[part]], first is not None):
            break
        values.append(names[words[part]])
        end = part + 1
    return _sum(values), end


def _goes_on(values: Sequence[float], new: float, figures: bool) -> bool:
    """Whether a word belongs to the number before it: "five hundred", «2 millions», but not "five two"."""
    last = values[-1]
    if last < 1 or new >= _SCALE:
        return last >= 1 and (figures or new > last)
    if figures:
        return False
    if new < 1:  # "two fifths"
        return True
    if new == 100:
        return last < 100
    # «quatre-vingts», «soixante-dix-sept», "twenty-five", "two hundred and six"
    return (last == 4 and new == 20) or (last in (60, 20) and 10 <= new < 20) or (last % 10 == 0 and new < last)


def _sum(values: Sequence[float]) -> float:
    total = part = scale = 0.0
    for value in values:
        if value < 1 and scale and not part:  # «deux millions et demi»
            total += scale * value
        elif value < 1:
            part *= value
        elif value >= _SCALE:
            total, part, scale = total + max(part, 1) * value, 0.0, value
        elif value == 100 or (value == 20 and part % 100 == 4):
            part = part - part % 100 + max(part % 100, 1) * value
        else:
            part += value
    return total + part
