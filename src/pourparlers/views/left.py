"""What an export has left out, in words."""

from __future__ import annotations

from collections import Counter

from pourparlers.views.wording import Wording, wording


def left_line(left: Counter[str], ui: str) -> str:
    """What a format has no place for, by how often: "Left out, …: say: 12, press conference: 3."

    Args:
        left: acts, kinds of encounters (with their status where they did not take place), or reasons.
        ui: language of the interface.
    """
    words = wording(ui)
    told = sorted(left.items(), key=lambda one: (-one[1], one[0]))
    colon = words("labels", "colon")
    return words("left", "told").format(", ".join(f"{_name(what, words)}{colon}{n}" for what, n in told))


def _name(what: str, words: Wording) -> str:
    kind, _, status = what.partition(" ")
    if told := words("left", what, default="") or words("acts_of_several", what, default=""):
        return told
    name = words("kinds", kind, default=what)
    return f"{name} ({words('statuses', status, default=status)})" if status else name
