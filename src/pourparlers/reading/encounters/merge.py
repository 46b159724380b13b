"""Several tellings of one happening made one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pourparlers.lexicon import EncounterEntry
from pourparlers.lexicon.order import Order
from pourparlers.model import EncounterKind, Status
from pourparlers.reading.encounters.side import Side

MEETINGS = {
    EncounterKind.MEETING, EncounterKind.TALKS, EncounterKind.SUMMIT, EncounterKind.VISIT, EncounterKind.MEDIATION,
}  # fmt: skip
GATHERINGS = {EncounterKind.MEETING, EncounterKind.TALKS, EncounterKind.SUMMIT}
# Characters of a date that names a day.
_DAY = 10
# A denial may come so many sentences after the claim, or before.
_DISPUTED = 6
OPEN = {Status.PLANNED, Status.HELD}


@dataclass
class Telling:
    """One telling of an encounter: where it stands (word, sentence, block), what it says.

    `definite`: it may take up what was told before («la réunion»). `later`: it is another («la prochaine séance»).
    `apart`: it stands in a phrase of another clause. `ends`: its date is the last day. `shift`: how many days after the
    clause it began, and the characters that say so. `spoken`: something is said at it or at its end («a souligné le
    ministre à l'issue de l'entretien»). `aside`: it is on the margins of another occasion. `margin`: it is that
    occasion. `claimed`: somebody says so, the text does not. `order`: which of several it is («la deuxième séance»).
    `nth`: it tells of the last day alone («une deuxième journée de pourparlers»). `spans`: its clauses.
    """

    i: int
    sent: int
    block: int
    entry: EncounterEntry
    kind: EncounterKind
    status: Status
    side: Side
    place: str | None
    date: str | None
    mod: str | None
    duration: str | None
    begin: str | None
    definite: bool
    later: bool
    ends: bool
    anchored: bool
    weak: bool
    apart: bool
    shift: tuple[int, int, int] | None = None
    spoken: bool = False
    aside: bool = False
    margin: bool = False
    claimed: bool = False
    order: Order | None = None
    nth: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def told(self) -> int:
        """How much it tells."""
        return 2 * bool(self.date) + 2 * bool(self.place) + min(len(self.side.parties), 2) + bool(self.duration)


def merge(tellings: Iterable[Telling]) -> list[Telling]:
    """One telling for each happening, in order of the text; a telling takes up the last that it may."""
    tellings = list(tellings)
    for telling in tellings:
        _narrow(telling, tellings)
    return _merged(tellings, lambda out, new: next((old for old in reversed(out) if _same(old, new)), None))


def _narrow(whole: Telling, tellings: Sequence[Telling]) -> None:
    """«Deux journées de discussions … La séance de mardi … Mercredi, …»: where the days are told, the whole is none."""
    length = _days(whole.duration)
    if length < 2 or whole.weak or whole.kind not in GATHERINGS or not whole.begin or len(whole.date or "") < _DAY:
        return
    ends = date.fromisoformat(whole.begin) if whole.ends else date.fromisoformat(whole.begin) + timedelta(length - 1)
    span = {(ends - timedelta(n)).isoformat() for n in range(length)}
    days = {other.begin for other in tellings if other.begin in span and _is_session(other, whole)}
    if whole.nth and days - {ends.isoformat()}:
        _last_of(whole, ends, tellings)
    elif len(days) > 1:
        whole.date = whole.begin = min(day for day in days if day)
        whole.duration, whole.ends, whole.mod = None, False, None


def _last_of(whole: Telling, day: date, tellings: Sequence[Telling]) -> None:
    """ "closed a second day of talks on Tuesday. Monday's session lasted …": the second is Tuesday's alone."""
    for other in tellings:
        if other is not whole and not other.date and other.duration == whole.duration:
            # «Fin de deux jours de pourparlers», in the title
            other.duration = None
    whole.date = whole.begin = day.isoformat()
    whole.duration, whole.ends, whole.mod = None, False, None


def _is_session(one: Telling, whole: Telling) -> bool:
    held = one.status is whole.status is Status.HELD and one.kind in GATHERINGS and not one.weak
    return one is not whole and held and len(one.date or "") >= _DAY and _days(one.duration) == 1 and _sides(whole, one)


def _merged(tellings: Iterable[Telling], find: Callable[[list[Telling], Telling], Telling | None]) -> list[Telling]:
    """The tellings, each joined to the one before it that `find` gives, if any."""
    out: list[Telling] = []
    for telling in tellings:
        same = find(out, telling)
        if same is None:
            out.append(telling)
        else:
            _join(same, telling)
    return out


def _same(old: Telling, new: Telling) -> bool:
    if _disputed(old, new):
        return True
    if old.order and new.order and old.order.of == new.order.of and old.order.number != new.order.number:
        return False  # «ont achevé mercredi une deuxième séance. La première séance avait duré six heures»
    if not _kinds(old, new) or not _statuses(old, new) or old.entry.public is not new.entry.public:
        return False
    if _spoken(old, new):
        return True
    sure = _surely(old, new)
    return _perhaps(old, new) if sure is None else sure


def _disputed(old: Telling, new: Telling) -> bool:
    """«Selon Windhoek, ils se sont vus samedi. Lusaka dément toute rencontre»: what one claims, another denies."""
    denied, told = (new, old) if new.status is Status.DENIED else (old, new)
    claim = told.status is Status.HELD and told.claimed or told.status is Status.DENIED
    if denied.status is not Status.DENIED or not claim:
        return False
    if not _kinds(old, new) or new.sent - old.sent > _DISPUTED or old.place and new.place and old.place != new.place:
        return False
    return _sides(old, new) and (not (old.date and new.date) or _dates(old, new) or _by_a_day(old, new))


def _by_a_day(old: Telling, new: Telling) -> bool:
    """ "over the weekend", "on Sunday"."""
    if not (old.begin and new.begin):
        return False
    return abs((date.fromisoformat(new.begin) - date.fromisoformat(old.begin)).days) <= 1


def _surely(old: Telling, new: Telling) -> bool | None:
    """What place, date and parties tell; None where they leave it open."""
    if old.sent == new.sent and old.kind is new.kind and old.date and old.date == new.date and not old.entry.public:
        return True
    if not _sides(old, new):
        return False
    if (
        EncounterKind.VISIT in {old.kind, new.kind}
        and old.kind is not new.kind
        and not (old.date and old.date == new.date)
    ):
        return False
    vague = new.apart or old.kind in {EncounterKind.SUMMIT, EncounterKind.VISIT}
    if (
        new.entry.process
        and not new.anchored
        and vague
        and old.kind is not EncounterKind.TALKS
        and old.sent != new.sent
    ):
        return False
    if (
        old.entry.public
        and new.entry.public
        and old.side.parties == new.side.parties != ()
        and not (old.date and new.date)
    ):
        return True
    if old.place and new.place and not _within(old.place, new.place):
        return False
    if old.date and new.date:
        return _dates(old, new)
    return None


def _perhaps(old: Telling, new: Telling) -> bool:
    """Whether a telling without date takes up another: by its article, or in the same sentence."""
    if old.sent == new.sent and old.entry is not new.entry and not new.later:
        return True
    if new.later and not (old.later and old.status is new.status):
        return False
    if new.weak:
        return True
    if not new.anchored:
        return new.definite or new.entry.verb is not None
    if not old.anchored:
        return old.block == new.block or new.definite
    return new.definite or (old.place == new.place is not None and bool(set(old.side.parties) & set(new.side.parties)))


def _kinds(old: Telling, new: Telling) -> bool:
    return old.kind is new.kind or {old.kind, new.kind} <= MEETINGS or _spoken(old, new)


def _spoken(old: Telling, new: Telling) -> bool:
    """«Il lui a téléphoné samedi. Dans une conversation d'une demi-heure, …»: the call just told."""
    call = old.kind is EncounterKind.CALL and new.kind is EncounterKind.TALKS
    return call and new.weak and not new.date and 0 <= new.sent - old.sent <= 1


def merge_filled(tellings: Iterable[Telling]) -> list[Telling]:
    """Those that prove to be one when the day around them is known: the same day, the same parties, no other place."""
    return _merged(tellings, lambda out, new: next((old for old in out if _proves(old, new)), None))


def _proves(old: Telling, new: Telling) -> bool:
    if not (old.kind in GATHERINGS and new.kind in GATHERINGS and old.status is new.status is Status.HELD):
        return False
    left, right = set(old.side.parties), set(new.side.parties)
    apart = old.place and new.place and not _within(old.place, new.place)
    within = old.place == new.place is not None and min(len(left), len(right)) > 1 and (left < right or right < left)
    same = left == right or within or (min(len(left), len(right)) == 1 and bool(left & right))
    same = same and not _other_persons(old, new)
    return same and bool(old.date and old.date == new.date and len(old.date) >= 10 and not apart and not new.later)


def _statuses(old: Telling, new: Telling) -> bool:
    if old.status is new.status:
        return True
    if Status.CANCELLED in {old.status, new.status} or Status.DENIED in {old.status, new.status}:
        return bool(old.date and old.date == new.date)
    if _last_day(old, new):
        return True
    return bool(new.weak or (old.date and new.date and old.begin == new.begin and len(old.date) >= 10))


def _last_day(old: Telling, new: Telling) -> bool:
    """«La réunion doit s'achever vendredi», of one that has begun."""
    return new.ends and new.definite and not new.later and old.status is Status.HELD and bool(old.begin and new.begin)


def _sides(old: Telling, new: Telling) -> bool:
    """Whether two companies can be one; two of three who meet by themselves the same day are not."""
    left, right = set(old.side.parties), set(new.side.parties)
    if _other_persons(old, new):
        return False
    if len(left) > len(right) == 2 and new.date and old.date and not new.definite and not (old.place and new.place):
        return False
    if not left or not right or new.definite and not new.side.members:
        return True
    if left <= right or right <= left:
        return True
    return len(left & right) >= 2


def _other_persons(old: Telling, new: Telling) -> bool:
    """«reçu lundi par le président. Plus tôt, il s'était entretenu avec le ministre»: two of a pair, another pair."""
    left, right = set(old.side.persons), set(new.side.persons)
    if len(left) > 1 and len(right) > 1:
        return not (left <= right or right <= left)
    return bool(left and right) and not new.definite and not left & right


def _within(a: str, b: str) -> bool:
    left, right = a.casefold(), b.casefold()
    return left in right or right in left


def _dates(old: Telling, new: Telling) -> bool:
    first, second = old.date or "", new.date or ""
    if first[:10] == second[:10] or first.startswith(second) or second.startswith(first):
        return True
    if not (old.begin and new.begin):
        return False
    days = _days(old.duration)
    try:
        gap = (date.fromisoformat(new.begin) - date.fromisoformat(old.begin)).days
    except ValueError:
        return False
    return 0 <= gap < days or (old.ends and 0 <= -gap < max(days, 1)) or (new.ends and new.definite and 0 < gap <= 3)


def _days(duration: str | None) -> int:
    if duration and duration.startswith("P") and duration.endswith("D") and duration[1:-1].isdigit():
        return int(duration[1:-1])
    return 1


def _join(old: Telling, new: Telling) -> None:
    """Add to a telling what another says; the fuller one's clause comes first."""
    if new.told > old.told and not new.weak:
        old.spans = [*new.spans, *old.spans]
        idle = old.entry.process and not (old.anchored or old.date)
        old.entry = new.entry if old.weak or idle else old.entry
    else:
        old.spans = [*old.spans, *new.spans]
    if len(new.date or "") > len(old.date or "") and not new.ends:
        old.date, old.mod, old.begin, old.ends = new.date, new.mod, new.begin, new.ends
    elif old.ends and new.date and not new.ends and (new.begin or "") < (old.begin or ""):
        old.date, old.mod, old.begin, old.ends = new.date, new.mod, new.begin, False
    elif not old.date and new.date:
        old.date, old.mod, old.begin, old.ends = new.date, new.mod, new.begin, new.ends
    old.kind = _kind(old, new)
    old.shift = old.shift or new.shift
    if new.status is Status.PLANNED and _last_day(old, new) and old.begin and new.begin:
        days = (date.fromisoformat(new.begin) - date.fromisoformat(old.begin)).days + 1
        old.duration = old.duration or f"P{days}D"
    old.place = old.place or new.place
    old.duration = old.duration or new.duration
    if not (old.kind is EncounterKind.PRESS_CONFERENCE and old.side.parties):
        old.side = old.side + new.side
    old.anchored = old.anchored or new.anchored
    old.weak = old.weak and new.weak
    if _disputed_status(old, new):
        old.status = Status.DENIED
    if old.status is Status.PLANNED and new.status in {Status.HELD, Status.CANCELLED} and not new.weak:
        old.status = new.status


def _disputed_status(old: Telling, new: Telling) -> bool:
    return new.status is Status.DENIED and old.status is Status.HELD and old.claimed


def _kind(old: Telling, new: Telling) -> EncounterKind:
    """«la rencontre de Singapour», called a summit elsewhere, is one; a meeting at which they negotiate is talks.

    «s'est entretenue avec la ministre en marge du sommet»: they have met, not held the summit.
    """
    if old.margin is not new.margin:
        return new.kind if old.margin else old.kind
    if EncounterKind.SUMMIT in {old.kind, new.kind} and {old.kind, new.kind} <= GATHERINGS:
        return EncounterKind.SUMMIT
    passing = new.entry.process and not new.anchored and new.sent != old.sent
    if old.kind is EncounterKind.MEETING and new.kind is EncounterKind.TALKS and not new.weak and not passing:
        return new.kind
    return old.kind


def first_day(telling: Telling) -> None:
    """«s'est achevé ce 18 septembre … deux jours de travaux»: the date of the first day."""
    days = _days(telling.duration)
    if not telling.ends or days < 2 or not telling.begin or len(telling.date or "") != 10:
        return
    first = date.fromisoformat(telling.begin) - timedelta(days=days - 1)
    telling.date = telling.begin = first.isoformat()
    telling.ends = False
