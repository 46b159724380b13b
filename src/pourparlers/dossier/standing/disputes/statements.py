"""Statements that exclude each other: accepted in one article and refused or denied in another; told and denied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from pourparlers.dossier.merging.meaning import alike
from pourparlers.dossier.standing.disputes.disagreement import Contradiction, Side, What, contradiction, side_of
from pourparlers.dossier.standing.likeness import about, days_between, first_day, meaning, one_thing
from pourparlers.dossier.standing.listing import Statement
from pourparlers.lexicon.happenings import acts_named
from pourparlers.lexicon.world import fold
from pourparlers.model import Act

YES = {Act.ACCEPT, Act.PROMISE, Act.SUPPORT}
# What a party denies to have done; it may deny what others say of it besides.
DONE = {*YES, Act.PROPOSE, Act.DEMAND, Act.THREATEN, Act.ASK}
# A denial comes within so many days of what it denies; a refusal later than this may be a change of mind.
DENIED, REFUSED = 21, 2


def disputed_statements(said: Sequence[Statement]) -> Iterator[Contradiction]:
    """For each statement that others deny or refuse, in other articles, the contradiction with all that do.

    A denial is held against the one statement that it excludes most plainly.
    """
    against: dict[str, list[Statement]] = {}
    near = _by_word(said)
    for no in said:
        yes = chosen(no, _maybe(no, near)) if says_no(no) else None
        if yes is not None:
            against.setdefault(yes.id, []).append(no)
    for yes in said:
        if yes.id in against:
            yield denied(yes, against[yes.id])


def chosen(no: Statement, claims: Iterable[Statement]) -> Statement | None:
    """Of some claims the one that a denial excludes most plainly."""
    maybe = [yes for yes in claims if excluded(no, yes)]
    return max(maybe, key=partial(_plainness, no), default=None)


def _plainness(no: Statement, yes: Statement) -> tuple[bool, int, int, str]:
    return yes.act in YES, len(meaning(yes) & meaning(no)), len(yes.reports), yes.id


def denied(yes: Statement, told: Sequence[Statement]) -> Contradiction:
    """The contradiction of a statement with all that deny or refuse it."""
    what = What.ACCEPTANCE if yes.act in YES else What.DENIAL
    sides = [*_sides(yes, told), *(side for no in told for side in _sides(no, []))]
    return contradiction(what, yes, sides)


Near = dict[tuple[str, int], list[Statement]]


def _by_word(said: Sequence[Statement]) -> Near:
    """Statements that can be denied, by each of their concepts and the stretch of days that they lie in."""
    out: Near = {}
    for one in said:
        day = first_day(one)
        if can_be_denied(one) and day is not None:
            for concept in about(one):
                out.setdefault((concept, day.toordinal() // DENIED), []).append(one)
    return out


def _maybe(no: Statement, near: Near) -> list[Statement]:
    """The statements of the days around a denial that have a concept in common with it."""
    day = first_day(no)
    if day is None:
        return []
    stretch = day.toordinal() // DENIED
    keys = [(concept, at) for concept in about(no) for at in (stretch - 1, stretch, stretch + 1)]
    return list({yes.id: yes for key in keys for yes in near.get(key, ())}.values())


def can_be_denied(one: Statement) -> bool:
    """Whether a statement is such as can be denied: a deed, or what is said."""
    return one.act in {*DONE, Act.SAY} and not one.negated


def says_no(one: Statement) -> bool:
    """Whether a statement denies or refuses: «a démenti», «n'a pas accepté»."""
    return (one.act in {Act.DENY, Act.REJECT} and not one.negated) or (one.act in YES and one.negated)


def excluded(no: Statement, yes: Statement) -> bool:
    """Whether both cannot be, and an article tells the one without the other."""
    return _told_apart(yes, no) and _excludes(no, yes)


def _told_apart(yes: Statement, no: Statement) -> bool:
    """Whether an article tells the one without the other."""
    return yes.id != no.id and bool(_articles(yes) - _articles(no))


def _articles(one: Statement) -> set[str]:
    return {report.article for report in one.reports}


def _sides(one: Statement, others: Sequence[Statement]) -> list[Side]:
    """The reports of a statement, those aside that stand in an article that reports the others too."""
    apart = {article for other in others for article in _articles(other)}
    value = f"not {one.act.value}" if one.negated else one.act.value
    return [side_of(report, value) for report in one.reports if report.article not in apart]


def _excludes(no: Statement, yes: Statement) -> bool:
    """Whether both cannot be: one party says yes and no to one thing at one time, or denies what others report."""
    apart = days_between(yes, no)
    if says_no(yes) or yes.negated or apart is None or not -1 <= apart <= DENIED:
        return False
    if not set(no.parties) & set(yes.parties):
        return no.act is Act.DENY and yes.act is Act.SAY and _concerns(yes, no)
    if no.act is not Act.DENY:
        return yes.act in YES and apart <= REFUSED and not yes.conditional and _of_it(no, yes)
    return yes.act in DONE and (_of_it(no, yes) or (_names_outlet(no, yes) and bool(meaning(no) & meaning(yes))))


def _of_it(no: Statement, yes: Statement) -> bool:
    """Whether they are about one thing, and say so in a word of their own or in the name of the issue.

    «dément avoir consenti à 38 cents»: a denial that names the act needs no more than one word of its content besides;
    one that does not, «dément avoir retenu les camions», denies what is said in the same words.
    """
    if no.act is not Act.DENY:
        return one_thing(no, yes) and bool(meaning(no) & about(yes) or about(no) & meaning(yes))
    if yes.act in acts_named(no.content, no.language):
        return bool(about(no) & about(yes))
    return yes.act in YES and _mostly(no, yes)


def _mostly(one: Statement, other: Statement) -> bool:
    return alike(meaning(one), meaning(other))


def _names_outlet(no: Statement, yes: Statement) -> bool:
    """«contrairement à ce qu'écrit Le Courrier du Tonlé»: the denial names the paper that it is against."""
    told = fold(" ".join(report.text for report in no.reports))
    return any(report.outlet and fold(report.outlet) in told for report in yes.reports)


def _concerns(claim: Statement, denial: Statement) -> bool:
    """Whether a claim of others is about whoever denies it, or of the same words in the main."""
    both = meaning(claim) & meaning(denial)
    targeted = claim.target is not None and claim.target in denial.parties
    return (targeted and len(both) >= 2) or (len(both) >= 3 and _mostly(claim, denial))
