"""The words of a language by which the gate tells parties and cues: all of them from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from unicodedata import combining, normalize

from pourparlers.lexicon import Cue, Lexicon, NameKind, World, load_lexicon, load_world
from pourparlers.lexicon.surface import noun_forms, verb_forms
from pourparlers.lexicon.world import rows_of
from pourparlers.reading.gate.expressions import Expressions

# Letters and digits, with the accents that may stand apart from their letters.
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
# An acronym of more letters may be written like a name («Otan»).
_ACRONYM = 3
_PLACES = frozenset({NameKind.PLACE, NameKind.TREATY})


class Strictness(StrEnum):
    """How much must stand in an article.

    LOOSE: a name of any kind, anybody's role or any body that may act beside a cue. USUAL: a state, an organisation, a
    medium, a publicly known person, a role of one who speaks for a party, or a body that is one. STRICT: as USUAL, in
    two sentences of an article that is not short, and a state, an organisation, a place or a known person named in it.
    """

    LOOSE = "loose"
    USUAL = "usual"
    STRICT = "strict"


class Words:
    """What a gate looks for.

    Attributes:
        names: of states, organisations and the like, with their capitals as a text writes them.
        nouns: roles, bodies, nationalities, in lower case.
        cues: verbs, nouns and adjectives of acts and encounters, in lower case.
        markers: prepositions that a party must follow, in lower case.
        anywhere: names of all kinds, with their capitals.
    """

    def __init__(self, lexicon: Lexicon, world: World, strictness: Strictness) -> None:
        loose = strictness is Strictness.LOOSE
        self.names, self.nouns = Expressions(), Expressions()
        self.cues, self.markers, self.anywhere = Expressions(), Expressions(), Expressions()
        _add_names(self.names, self.nouns, world, _PLACES if not loose else frozenset())
        _add_names(self.anywhere, self.anywhere, world, frozenset({NameKind.MEDIA, NameKind.TREATY}))
        _add_persons(self.names, surnames=loose)
        _add_persons(self.anywhere, surnames=False)
        _add_roles(self.nouns, lexicon, loose)
        _add_bodies(self.nouns, lexicon, loose)
        _add_acts(self.cues, self.markers, lexicon)
        _add_encounters(self.cues, lexicon)


@cache
def words_of(language: str, strictness: Strictness) -> Words:
    """The words of a language, compiled once.

    Raises:
        LexiconError: the language has no lexicon.
    """
    return Words(load_lexicon(language), load_world(language), strictness)


def _add_names(names: Expressions, nouns: Expressions, world: World, without: frozenset[NameKind]) -> None:
    for rows in world.names.values():
        for name in rows:
            if name.kind in without or not any(ch.isalpha() for ch in name.written):
                continue
            if name.kind is NameKind.ADJECTIVE and not name.written.isupper():
                _add(nouns, name.written.lower())
            _add_name(names, name.written)


def _add_name(into: Expressions, written: str) -> None:
    """A name as it is written, in capitals, and without accents; an acronym never in small letters («US», not "us")."""
    for form in {written, _plain(written)}:
        first, *rest = WORD.findall(form)
        acronym = not rest and form.isupper()
        shown = {first, first.upper(), first[0].upper() + first[1:]}
        if acronym:
            shown = {first, first.capitalize()} if len(first) > _ACRONYM else {first}
        into.add(shown, tuple(word.lower() for word in rest))


def _add_persons(into: Expressions, *, surnames: bool) -> None:
    for row in rows_of("persons.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            if WORD.search(name):
                _add_name(into, name)
                if surnames:
                    _add_name(into, name.split()[-1])


def _add_roles(nouns: Expressions, lexicon: Lexicon, loose: bool) -> None:
    for entry in lexicon.role_entries:
        if entry.speaks_for or loose:
            for form in {form.lower() for forms in entry.forms.values() for form in forms}:
                _add(nouns, form)


def _add_bodies(nouns: Expressions, lexicon: Lexicon, loose: bool) -> None:
    """Bodies and groups, which the lexicon has in the singular.

    «cours» is no plural of «cour»: «au cours de» is far more frequent.
    """
    scope, grammar = lexicon.scope, lexicon.grammar
    bodies = {*scope.collective_nouns, *scope.bloc_nouns, *grammar.organs, *grammar.chambers, *grammar.own_bodies}
    for noun in bodies | set(scope.acting_nouns if loose else ()):
        _add_noun(nouns, noun, lexicon.language, frozenset(grammar.prepositional) - {noun})


def _add_acts(cues: Expressions, markers: Expressions, lexicon: Lexicon) -> None:
    for entry in lexicon.acts:
        if entry.preposition:
            _add_marker(cues, markers, entry.preposition, lexicon.grammar.genitive)
        elif not entry.verb:
            _add_noun(cues, entry.written, lexicon.language)
    for rows in lexicon.verbs.values():
        for cue in rows:
            _add_verb(cues, cue, lexicon.language)


def _add_marker(cues: Expressions, markers: Expressions, written: str, genitive: tuple[str, ...]) -> None:
    """A preposition: its last «de» may be contracted; of "in * opinion" the party stands within."""
    first, *rest = _words(written)
    if rest and rest[-1] in genitive:
        rest.pop()
    into = cues if "*" in written else markers
    into.add(_unaccented({first}), tuple(rest), far="*" in written)


def _add_encounters(cues: Expressions, lexicon: Lexicon) -> None:
    for entry in lexicon.encounters:
        if entry.noun:
            _add_noun(cues, entry.noun, lexicon.language)
    for rows in lexicon.encounter_verbs.values():
        for cue, _ in rows:
            _add_verb(cues, cue, lexicon.language)


def _add_verb(cues: Expressions, cue: Cue, language: str) -> None:
    rest = tuple(word for written in cue.rest for word in _words(written))  # of "*" no word is left
    cues.add(_unaccented(verb_forms(cue.head, language)), rest, far=True)


def _add_noun(into: Expressions, written: str, language: str, without: frozenset[str] = frozenset()) -> None:
    """A noun, adjective or expression with one at its head or its end («cessez-le-feu», "armed forces")."""
    first, *rest = _words(written)
    into.add(_unaccented(noun_forms(first, language) - without), tuple(rest))
    for last in noun_forms(rest[-1], language) if rest else ():
        into.add(_unaccented(noun_forms(first, language)), (*rest[:-1], last))


def _add(into: Expressions, written: str) -> None:
    first, *rest = _words(written)
    into.add(_unaccented({first}), tuple(rest))


def _unaccented(forms: Iterable[str]) -> frozenset[str]:
    """Forms, also without an accent on their first letter, as agencies write capitals («Etat», «A en croire»)."""
    return frozenset(begun + form[1:] for form in forms for begun in (form[0], _plain(form[0])))


def _words(written: str) -> list[str]:
    return [word.lower() for word in WORD.findall(written)]


def _plain(written: str) -> str:
    """Without accents, as agencies write capitals."""
    return normalize("NFC", "".join(ch for ch in normalize("NFKD", written) if not combining(ch)))
