"""For whom publicly known persons speak: the office that they held when an article came out."""

from __future__ import annotations

from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.persons import Person


def know_persons(cast: Cast, published: str | None) -> None:
    """Give publicly known persons the office that they held when the article came out, where the text tells none."""
    for person in cast.persons:
        offices = cast.context.world.persons.get(person.words, [])
        held = [o for o in offices if published is None or _held(o.first, o.last, published)]
        parties = {office.party for office in held}
        if len(parties) == 1:
            person.party = person.party or held[0].party
            person.gender = person.gender or held[0].gender or None
            person.role_class |= {office.role for office in held}
        elif offices and not held and not person.role_class:
            person.speaks = False
        elif not offices and len(person.words) == 1 and not person.role_class:
            person.party = person.party or _surname_party(cast, person, published)


def _surname_party(cast: Cast, person: Person, published: str | None) -> str | None:
    """«Bolton a averti»: a surname alone is an office holder's of a state that the text names, where it is of one."""
    offices = cast.context.world.surnames.get(person.words[0], [])
    held = {o.party for o in offices if published is not None and _held(o.first, o.last, published)}
    named = {cast.party_of(mention.id) for mention in cast.mentions}
    return held.pop() if len(held) == 1 and held <= named else None


def _held(first: str, last: str, published: str) -> bool:
    begun = not first or first[: len(published)] <= published
    return begun and (not last or published <= last or last.startswith(published[: len(last)]))
