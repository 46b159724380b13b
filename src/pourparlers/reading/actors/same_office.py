"""Whether a role that stands alone can mean a person of whom the text tells another role, or the same."""

from __future__ import annotations

from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.persons import Person
from pourparlers.reading.actors.roles import RolePhrase

GOVERNMENT = {
    "head_of_state", "head_of_government", "minister", "deputy_minister", "diplomat", "ambassador", "envoy", "mediator",
    "negotiator", "spokesperson", "official",
}  # fmt: skip
# What a role word may take up of a person introduced by another: a minister is «le négociateur», not the reverse.
GENERIC = {
    "diplomat": GOVERNMENT,
    "negotiator": GOVERNMENT,
    "official": GOVERNMENT | {"legislator", "military", "judge"},
}
SAME_OFFICE = {("minister", "deputy_minister"), ("ambassador", "diplomat"), ("envoy", "mediator")}
# Classes of many offices: a prefect, a mayor and a director are all officials, and none is the other.
OF_MANY = {"official", "head_of_state"}
OF_STATES = {NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.STATE, NameKind.CAPITAL}
STATES = {"head_of_state", "head_of_government"}


def can_bear(cast: Cast, person: Person, role: RolePhrase) -> bool:
    """Whether «le négociateur», «la ministre» can take up a person by what the text tells of both."""
    if role.gender and person.gender and role.gender != person.gender:
        return False
    if role.party and role.party != person.party:
        return False
    wanted, classes = role.entry.role, person.role_class
    if role.entry.relational:
        return bool(role.party)
    borne = _borne(cast, person)
    if _other_charge(cast, borne, role):
        return False
    if wanted in GENERIC and _any_office(cast, role) and (classes & GENERIC[wanted] or not classes):
        return True
    if wanted in OF_MANY and not (wanted in STATES and person.party):
        return wanted in classes and any(_noun(cast, other) == _noun(cast, role) for other in borne)
    return wanted in classes or _like(wanted, classes)


def bears_alike(cast: Cast, person: Person, role: RolePhrase) -> bool:
    """Whether a person told before holds such an office, of nothing else: "Deputy Trade Minister… the minister".

    "The state secretary" is no minister told before.
    """
    borne = _borne(cast, person)
    words = {word for other in borne for word in _noun(cast, other).split()}
    like = _like(role.entry.role, person.role_class) and not words.isdisjoint(_noun(cast, role).split())
    return (role.entry.role in person.role_class or like) and not _other_charge(cast, borne, role)


def _like(wanted: str, classes: set[str]) -> bool:
    return any((wanted, c) in SAME_OFFICE or (c, wanted) in SAME_OFFICE for c in classes)


def _borne(cast: Cast, person: Person) -> list[RolePhrase]:
    return [other for other in cast.roles if cast.bearer.get(other.first) is person]


def _any_office(cast: Cast, role: RolePhrase) -> bool:
    """«le responsable», «le diplomate»: a word for the holder of any office, as «le préfet» is not."""
    if role.entry.role != "official":
        return True
    tokens = cast.context.parse.tokens
    return bool({tokens[role.head].lemma, _noun(cast, role)} & set(cast.context.lexicon.scope.source_nouns))


def same_noun(cast: Cast, person: Person, role: RolePhrase) -> bool:
    """«le vice-ministre» of a vice-ministre and a ministre délégué: whom the text has called so."""
    return any(_noun(cast, other) == _noun(cast, role) for other in _borne(cast, person))


def _other_charge(cast: Cast, borne: list[RolePhrase], role: RolePhrase) -> bool:
    """«le secrétaire général de la CGT du livre» is not he of another union: one noun, and none of its words shared."""
    own = _charge(cast, role)
    told = [_charge(cast, other) for other in borne if _noun(cast, other) == _noun(cast, role)]
    return bool(own) and any(told) and not any(own & other for other in told)


def _noun(cast: Cast, role: RolePhrase) -> str:
    return cast.context.parse.slice(role.noun_first, role.noun_last).lower()


def _charge(cast: Cast, role: RolePhrase) -> set[str]:
    """The nouns of what a role is in charge of ("the trade minister", «ministre de l'Eau»), states left out."""
    every = cast.context.parse.tokens
    tokens = [*every[role.first : role.noun_first], *every[role.noun_last + 1 : role.last + 1]]
    states = {t.i for t in tokens if t.i in cast.names and cast.names[t.i].kind in OF_STATES}
    return {t.lower for t in tokens if t.pos in {"NOUN", "PROPN"} and t.i not in states}
