"""What links a sentence to the one before is the reporter's: «Toutefois, | la digue tiendra, a dit la ministre»."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.model import Form
from pourparlers.reading.cues.drafts import Chars, Draft, trim
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.text.quotes import near


def without_connectors(page: Page, drafts: Sequence[Draft]) -> None:
    """Take the links that a comma sets before what is said out of it, outside quotation marks."""
    text, words = page.resolver.parse.text, page.resolver.lexicon.grammar.connectors
    for draft in drafts:
        span = draft.content[0]
        after = _after(text, span, words)
        if after is None or draft.form is Form.DIRECT and _said(page, draft):
            continue
        rest = [trim(text, after, span[1])] if after < span[1] else []
        draft.content = [*rest, *draft.content[1:]] or draft.content


def _said(page: Page, draft: Draft) -> bool:
    """Whether such a word is the speaker's own: amid quotation marks, or in speech without any."""
    marked = [quote for span in draft.content for quote in near(page.quotes, *span)]
    return not marked or any(quote.inner_start <= draft.start < quote.inner_end for quote in marked)


def _after(text: str, span: Chars, words: Sequence[str]) -> int | None:
    """Where a span goes on after such a word and its comma; its end where it is no more than the word."""
    said = text[span[0] : span[1]].lower().replace("’", "'")
    for word in words:
        rest = said.removeprefix(word).lstrip()
        if said.startswith(word) and (not rest or rest.startswith(",")):
            return span[1] - max(0, len(rest) - 1)
    return None
