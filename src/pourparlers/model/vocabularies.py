"""The closed vocabularies of the record."""

from enum import StrEnum


class Act(StrEnum):
    """What a statement does; gold/GUIDE.md defines each."""

    SAY = "say"
    PROPOSE = "propose"
    DEMAND = "demand"
    SUPPORT = "support"
    ACCEPT = "accept"
    REJECT = "reject"
    ACCUSE = "accuse"
    DENY = "deny"
    THREATEN = "threaten"
    WARN = "warn"
    PROMISE = "promise"
    ASK = "ask"


class Form(StrEnum):
    """In whose words a statement stands."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    NARRATED = "narrated"


class EncounterKind(StrEnum):
    """How parties dealt with one another."""

    MEETING = "meeting"
    TALKS = "talks"
    CALL = "call"
    VISIT = "visit"
    SUMMIT = "summit"
    PRESS_CONFERENCE = "press_conference"
    HANDOVER = "handover"
    SIGNING = "signing"
    VOTE = "vote"
    CEASEFIRE = "ceasefire"
    MEDIATION = "mediation"


class Status(StrEnum):
    """Whether an encounter took place."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    DENIED = "denied"


class TimeType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    ORGANISATION = "organisation"
    PERSON = "person"
    GROUP = "group"


class Stance(StrEnum):
    """The side that a speaker takes towards an issue."""

    FOR = "for"
    AGAINST = "against"


class How(StrEnum):
    """How a speaker was told from the text."""

    NAMED = "named"
    SURNAME = "surname"
    PRONOUN = "pronoun"
    ROLE = "role"
    PARTY = "party"
    UNNAMED = "unnamed"
    CONTROL = "control"
    THREAD = "thread"
    TURN = "turn"
    POSSESSIVE = "possessive"
