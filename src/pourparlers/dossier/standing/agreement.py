"""Whether a statement agrees with what it is about: as the tables of a dossier have it."""

from pourparlers.dossier.store.agreement import agreement_of, position_of

__all__ = ["agreement_of", "position_of"]
