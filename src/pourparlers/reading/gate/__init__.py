"""Before the parse: whether an article can hold anything that the reader looks for."""

from pourparlers.reading.gate.gate import Gate, Reason, gate, may_hold
from pourparlers.reading.gate.words import Strictness

__all__ = ["Gate", "Reason", "Strictness", "gate", "may_hold"]
