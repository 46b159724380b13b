"""What was sent at once, and how far it is."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from pourparlers.web.adding.messages import RESTING, Listing, Phase, Problem, Reading


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was sent, and how far it is."""

    id: Annotated[str, Meta(description="What it is called.")]
    files: Annotated[int, Meta(description="How many files were sent.")]
    size: Annotated[int, Meta(description="Of how many bytes.")]
    name: Annotated[str, Meta(description="The first file.")]
    who: Annotated[str, Meta(description="Who sent it.")]
    phase: Annotated[Phase, Meta(description="How far it is.")] = Phase.WAITING
    add: Annotated[bool, Meta(description="Whether it is to be read into the dossier.")] = False
    before: Annotated[int, Meta(description="How many others are done first.")] = 0
    listing: Annotated[Listing, Meta(description="What the files hold.")] = Listing()
    reading: Annotated[Reading, Meta(description="How far reading has come.")] = Reading()
    error: Annotated[Problem | None, Meta(description="Why it failed.")] = None
    stopping: Annotated[bool, Meta(description="Whether it is being cancelled.")] = False

    @property
    def resting(self) -> bool:
        """Whether nothing more comes of it by itself."""
        return self.phase in RESTING

    @property
    def left(self) -> float | None:
        """Seconds that are likely left; None where that cannot be told yet."""
        now = self.reading
        if self.phase is not Phase.READING or now.characters < 1 or now.seconds < 1:
            return None
        return max(0.0, (self.listing.characters - now.characters) * now.seconds / now.characters)


def seconds_told(seconds: float) -> tuple[str, int]:
    """A length of time as a unit and a number of it: ("minutes", 3)."""
    for unit, length in (("hours", 3600), ("minutes", 60)):
        if seconds >= 1.5 * length:
            return unit, round(seconds / length)
    return "seconds", max(1, round(seconds))
