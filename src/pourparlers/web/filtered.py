"""The filters of the pages, by the same names everywhere."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from pourparlers.dossier.standing.filters import Filters
from pourparlers.lexicon.ids import id_of
from pourparlers.model import Act


class Filtered(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows a page."""

    party: Annotated[str | None, Meta(description="A state or an organisation, by id or by name.")] = None
    person: Annotated[str | None, Meta(description="A part of a person's name.")] = None
    act: Annotated[Act | None, Meta(description="What is done.")] = None
    issue: Annotated[str | None, Meta(description="An issue's id, or words of its label.")] = None
    outlet: Annotated[str | None, Meta(description="An outlet's name, without regard to capitals and accents.")] = None
    since: Annotated[str | None, Meta(description="First day: YYYY, YYYY-MM or YYYY-MM-DD.")] = None
    until: Annotated[str | None, Meta(description="Last day.")] = None

    @property
    def filters(self) -> Filters:
        """As the dossier is asked."""
        return Filters(**{name: getattr(self, name) for name in Filters.__struct_fields__})

    @property
    def narrowing(self) -> dict[str, str]:
        """What narrows, by the names of the fields."""
        told = {name: getattr(self, name) for name in Filters.__struct_fields__}
        return {name: str(value) for name, value in told.items() if value is not None}

    @property
    def party_id(self) -> str:
        """The id of the party that is asked for; "" where none is."""
        return id_of(self.party or "")

    @property
    def acts(self) -> tuple[Act, ...]:
        """What may be asked for."""
        return tuple(Act)
