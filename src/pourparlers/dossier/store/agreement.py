"""Whether a statement agrees with what it is about, as discourse networks count it."""

from __future__ import annotations

from pourparlers.model import Act, Stance

_AGREE = {Act.ACCEPT: Stance.FOR, Act.SUPPORT: Stance.FOR, Act.REJECT: Stance.AGAINST}
# Whoever proposes or demands something is for it, but says so less than whoever accepts or backs it.
_WEAKLY = {Act.PROPOSE: Stance.FOR, Act.DEMAND: Stance.FOR}
_STRONG, _WEAK = 2, 1


def agreement_of(act: Act, stance: Stance | None, negated: bool = False) -> Stance | None:
    """The side that a statement takes; None where it takes none.

    Args:
        act: what it does; to deny, accuse, warn or ask is to take no side.
        stance: outranks the act: whoever demands the end of something is against it.
        negated: whoever «n'a pas exclu» something is neither for nor against it.
    """
    if negated:
        return None
    return stance or _AGREE.get(act) or _WEAKLY.get(act)


def position_of(act: Act, stance: Stance | None, negated: bool = False, conditional: bool = False) -> int:
    """The side with its strength, from -2 to 2.

    Returns:
        2 or -2 where the act itself accepts, supports or rejects without a condition, 1 or -1 for another side, 0 for
        none.
    """
    side = agreement_of(act, stance, negated)
    if side is None:
        return 0
    strength = _STRONG if _AGREE.get(act) is side and not conditional else _WEAK
    return strength if side is Stance.FOR else -strength
