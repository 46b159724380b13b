"""Who says what a title quotes: «« Le cadastre n'est pas un butin » : Sarajevo exige ses registres»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pourparlers.lexicon import fold
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.statements.turn_labels import Labels
from pourparlers.reading.text.layout import BlockKind

HEADINGS = {BlockKind.TITLE, BlockKind.HEADING}
# Fewer words may be anybody's.
WORDS = 3


def tell_titles(page: Page, drafts: Sequence[Draft]) -> None:
    """Give a title's quotation the speaker who says the same below, else the one whom an interview presents."""
    titles = [block for block in page.blocks if block.kind in HEADINGS]
    for draft in drafts:
        held = draft.cue is None and draft.speaker is None
        if held and any(block.start <= draft.start < block.end for block in titles):
            draft.speaker = _below(page, draft, drafts) or _interviewed(page)


def _below(page: Page, title: Draft, drafts: Sequence[Draft]) -> Reference | None:
    words = _words(page, title)
    if len(words.split()) < WORDS:
        return None
    later = (d for d in drafts if d.speaker is not None and d.start > title.start and words in _words(page, d))
    return next((d.speaker for d in later), None)


def _words(page: Page, draft: Draft) -> str:
    text = " ".join(page.resolver.parse.text[start:end] for start, end in draft.content)
    return " ".join(re.findall(r"\w+", fold(text)))


def _interviewed(page: Page) -> Reference | None:
    asked = any(block.kind is BlockKind.TURN for block in page.blocks)
    return Labels(page).interviewee() if asked else None
