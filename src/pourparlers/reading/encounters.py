"""Encounters: who met, talked, called, visited, signed, handed over, when and where."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.model import Encounter, Time
from pourparlers.reading.attribution import Page
from pourparlers.reading.drafts import Draft


def find_encounters(page: Page, times: Sequence[Time], drafts: Sequence[Draft]) -> list[Encounter]:
    """The encounters of a text, one per happening, in order of the text."""
    return []
