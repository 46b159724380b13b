"""Days that head the paragraphs of a chronology: «Jeudi 6 février. La visite est supprimée»."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.model import Status, Time, TimeType
from pourparlers.reading.encounters.cues import Place, Setting, Trigger
from pourparlers.reading.encounters.when import When
from pourparlers.reading.text.layout import Block

# What may stand before the day («- Le 12 mars:») and what ends it.
_BEFORE, _AFTER = re.compile(r"[\s•*–—-]*(?:\w{1,3}\s)?\s*"), re.compile(r"\s*(?:[:.–—]|-\s)")


_INNER = {"ccomp", "acl", "advcl", "csubj"}


class Chronicle:
    """The days that head the paragraphs of one text."""

    def __init__(self, parse: Parse, blocks: Sequence[Block], times: Sequence[Time]) -> None:
        self.parse = parse
        self.days: dict[int, Time] = {}
        starts = [block.start for block in blocks]
        for time in times:
            at = bisect_right(starts, time.start) - 1
            if at >= 0 and _is_day(time) and self._heads(blocks[at], time):
                self.days.setdefault(at, time)

    def _heads(self, block: Block, time: Time) -> bool:
        text = self.parse.text
        return bool(_BEFORE.fullmatch(text[block.start : time.start]) and _AFTER.match(text, time.end, block.end))

    def dated(self, when: When, trigger: Trigger, setting: Setting, status: Status) -> When:
        """When an encounter was, of which its clause tells no day, or one that comes back («le soir»)."""
        token = self.parse.tokens[trigger.i]
        head = self.days.get(self.parse.sentence_of(token).block) if self.days else None
        if head is None or when.date or trigger.entry.weak or not self._told(trigger, setting, status):
            return when
        return when._replace(date=head.value.split("T")[0], begin=head.begin, recurs=False)

    def _told(self, trigger: Trigger, setting: Setting, status: Status) -> bool:
        """Whether it is what the paragraph tells first: not talks that are gone into elsewhere, nor what is planned."""
        token = self.parse.tokens[trigger.i]
        if not trigger.verbal and (setting.place is Place.APART or self.parse.kid(token, "cop") is not None):
            # «Un stylo levé n'est pas une signature»
            return False
        if setting.place is Place.DURING and not trigger.entry.public:
            return False
        if trigger.verbal and token.rel in _INNER:
            # «un papier, qui suggère que le quart réunisse deux agents»
            return False
        if status is Status.CANCELLED:
            # «La séance est repoussée», «Séance repoussée», not «Rome annule le sommet», which was to be another day.
            return not trigger.verbal and (setting.place is Place.SUBJECT or self._opens(token))
        return status in {Status.HELD, Status.DENIED} or self._opens(token)

    def _opens(self, token: Token) -> bool:
        """«2 mars. Signature prévue à Barcelone»: a phrase that is all that is told."""
        return token.head == token.i


def _is_day(time: Time) -> bool:
    dated = time.type in {TimeType.DATE, TimeType.TIME} and len(time.value) >= 10
    return dated and bool(time.begin) and time.begin == time.end_date
