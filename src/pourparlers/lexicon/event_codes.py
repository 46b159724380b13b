"""What states, organisations, acts and encounters are called in event data: PLOVER and CAMEO."""

from __future__ import annotations

from functools import cache

import msgspec

from pourparlers.lexicon.loader import FOLDER, read_yaml
from pourparlers.lexicon.world import rows_of
from pourparlers.model import Act, EncounterKind, LexiconError, Status


class Ground(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the place and the number of parties add to a meeting: a mode of PLOVER, a code of CAMEO."""

    mode: str | None = None
    cameo: str | None = None


class Coding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an act or an encounter is coded.

    Attributes:
        plover: the category.
        mode, context, aux: of PLOVER; `aux` is one of its auxiliary modes.
        cameo: the event code; None where CAMEO has none.
    """

    plover: str
    mode: str | None = None
    context: str | None = None
    aux: str | None = None
    cameo: str | None = None


class EventCodes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of lexicon/world/event_codes.yaml, which tells what each part is."""

    acts: dict[Act, Coding]
    encounters: dict[EncounterKind, dict[Status, Coding]]
    grounds: dict[str, Ground]
    historical_after: int
    quads: dict[str, int]
    scores: dict[str, float]
    goldstein: dict[str, float]
    cameo_quads: dict[str, int]
    roles: dict[str, str]
    kinds: dict[str, str]
    organisations: dict[str, tuple[str, ...]]
    partially_recognised: dict[str, str]
    cameo_organisations: dict[str, str]

    def score(self, category: str, modes: tuple[str, ...]) -> float:
        """The score of a category of PLOVER, of its mode where it has one with a score of its own."""
        return self.scores.get(f"{category}: {modes[0]}" if modes else category, self.scores[category])


class Country(msgspec.Struct, frozen=True):
    """A state or territory: its ISO 3166-1 alpha-3 code, and the code of event data.

    Event data count territories to the states that govern them, and call Kosovo KOS.
    """

    alpha3: str
    event_data: str


@cache
def event_codes() -> EventCodes:
    """The codes, read once.

    Raises:
        LexiconError: the file is not well formed.
    """
    try:
        return msgspec.convert(read_yaml(FOLDER / "world" / "event_codes.yaml"), EventCodes)
    except msgspec.ValidationError as error:
        raise LexiconError(f"{error}.", where="event_codes.yaml") from error


@cache
def countries() -> dict[str, Country]:
    """States and territories by their alpha-2 codes."""
    return {row["id"]: Country(row["alpha3"], row["event_data"]) for row in rows_of("country_codes.csv")}


@cache
def group_of(organisation: str) -> str | None:
    """The group of international actors that an organisation is counted to: UNO, EUR, IGO, NGO."""
    groups = event_codes().organisations
    return next((group for group, members in groups.items() if organisation in members), None)
