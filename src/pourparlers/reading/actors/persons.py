"""Personal names, and which of them name the same person."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import NamedTuple

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon, NameKind, World, fold, name_words
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.actors.names_alike import half_surname, same_name
from pourparlers.reading.actors.roles import role_words
from pourparlers.reading.actors.spoken_at import where_spoken
from pourparlers.reading.actors.surnames import endings
from pourparlers.reading.text.name_runs import (
    NOT_NAMES,
    capitalised,
    joined_from,
    runs,
    told_age,
    told_body,
    told_human,
)

LONGEST_NAME = 6
REACH = 18
OPENING = {"«", "“", '"', "‘", "—", "–", "-", ":", "…"}
OPENERS = {NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.ORGANISATION, NameKind.MEDIA}


class PersonName(NamedTuple):
    """Words `first` to `last` (both included) of a personal name, without title; `gender` as the title tells it."""

    first: int
    last: int
    gender: str | None


class Evidence(NamedTuple):
    """What names are judged by."""

    parse: Parse
    lexicon: Lexicon
    world: World
    names: dict[int, Mention]
    entities: dict[int, str]
    role_words: set[int]
    tagged: dict[str, tuple[int, int]]


def find_persons(parse: Parse, lexicon: Lexicon, world: World, names: dict[int, Mention]) -> list[PersonName]:
    """The personal names of a text: those the pipeline saw, and runs of capitals after a title, role or first name."""
    entities = {i: name.label for name in parse.names for i in range(name.first, name.last + 1)}
    evidence = Evidence(parse, lexicon, world, names, entities, role_words(parse, lexicon), _tags(parse, entities))
    out: list[PersonName] = []
    for first, last in runs(parse, lexicon):
        body = _body(evidence, parse.tokens[last]) or _headed(evidence, first, last)
        found = None if body else _person_in(evidence, first, last)
        if found:
            out.append(found)
    return _surnames(evidence, out)


def _tags(parse: Parse, entities: dict[int, str]) -> dict[str, tuple[int, int]]:
    """How often the pipeline takes each word for a person's name, and how often not."""
    out: dict[str, tuple[int, int]] = {}
    for token in parse.tokens:
        persons, others = out.get(token.text, (0, 0))
        one = entities.get(token.i) == "PER"
        out[token.text] = (persons + one, others + (not one))
    return out


def _person_in(evidence: Evidence, first: int, last: int) -> PersonName | None:
    """The personal name at the end of a run, after its titles and role nouns ("Deputy Minister Oleg Marine")."""
    tokens, gender, told = evidence.parse.tokens, None, False
    run_first = first
    # "Jean Freeland | MP"
    last -= last > first + 1 and tokens[last].text in evidence.lexicon.grammar.postnominals
    for i in range(last, first - 1, -1):
        title = _title(tokens[i].lower, evidence.lexicon)
        if (title is not None or i in evidence.role_words) and not _surname(evidence, first, i, last):
            gender, told, first = title or None, True, i + 1
            break
    if not told and first > 0:
        title = _title(tokens[first - 1].lower, evidence.lexicon)
        if title is not None and tokens[first - 1].sent == tokens[first].sent:
            gender, told = title or None, True
    while first <= last and (tokens[first].text == "-" or tokens[first].lower in evidence.lexicon.scope.future_office):
        first += 1
    first = _after_complement(evidence, first, last) if told and not gender else first
    first = first if told else _after_portfolio(evidence, first, last)
    first = _after_names(evidence, first, last)
    while last > first and (tokens[last].lower in {"'", "-"} or last in evidence.names and _is_state(evidence, last)):
        last -= 1
    if first > last or last - first >= LONGEST_NAME + 4:
        return None
    if tokens[last].lower in evidence.lexicon.scope.collective_nouns and not gender:
        # "the Foreign Ministry", whatever the pipeline takes it for.
        return None
    if _known_name(evidence, first, last) and not (told and gender):
        return None
    if told and run_first <= first and (gender or last > first or _tagged(evidence, first, last)):
        return PersonName(first, last, gender) if _tagged(evidence, first, last) or told else None
    if _likely(evidence, first, last) or (last > first and _beside_role(evidence, first, last)):
        return PersonName(first, last, gender)
    return None


def _surname(evidence: Evidence, first: int, at: int, last: int) -> bool:
    """ "Amartya | Sen", "Ruth Judge-Osei": a title or role noun that ends a name or is half of its surname."""
    tokens = evidence.parse.tokens
    half = at - 2 if tokens[at - 1].text == "-" else at + 2 if at + 2 <= last and tokens[at + 1].text == "-" else first
    joined = half > first and half not in evidence.role_words and tokens[half].text[0].isupper()
    plain = first < at and tokens[at].text[0].isupper() and not tokens[at].text.endswith(".")
    named = fold(tokens[first].text) in evidence.world.first_names and first not in evidence.names
    return plain and (joined or at == last == first + 1 and named)


def _beside_role(evidence: Evidence, first: int, last: int) -> bool:
    """«la ministre serbe de l'Énergie, Jelena Đurić-Marković», "Zhao Peiqin, China's envoy": a role tells the name."""
    tokens, sent = evidence.parse.tokens, evidence.parse.sentence_of(evidence.parse.tokens[first])
    first = joined_from(evidence.parse, first)
    at = first - 1
    if at >= sent.first and tokens[at].text == ",":
        at -= 1
    if at >= sent.first and _role_before(evidence, at + 1):
        return at < first - 1 or tokens[first - 1].pos not in {"ADP", "CCONJ"}
    last = _after_country(evidence, last)
    if last + 1 >= sent.last or tokens[last + 1].text != ",":
        return False
    for i in range(last + 2, min(sent.last, last + 7) + 1):
        if i in evidence.role_words:
            return True
        if tokens[i].pos in {"VERB", "AUX", "PUNCT", "SCONJ", "PRON"}:
            break
    return False


def _after_country(evidence: Evidence, last: int) -> int:
    """ "Ann Moyo | of Botswana |, a mediator": where somebody comes from may stand before the office."""
    tokens, name = evidence.parse.tokens, evidence.names.get(last + 2)
    of = last + 1 < len(tokens) and tokens[last + 1].plain in evidence.lexicon.grammar.genitive
    return name.last if of and name is not None and name.kind is NameKind.STATE else last


def _after_complement(evidence: Evidence, first: int, last: int) -> int:
    """«ministre de la Défense Antoni Macierewicz»: what the role is of stands before the name, and is skipped."""
    tokens = evidence.parse.tokens
    if first > last or capitalised(tokens[first]):
        return first
    for i in range(first, last + 1):
        named = fold(tokens[i].text) in evidence.world.first_names or evidence.entities.get(i) == "PER"
        if capitalised(tokens[i]) and named and i not in evidence.names:
            return i
    return last + 1


def _after_portfolio(evidence: Evidence, first: int, last: int) -> int:
    """«la ministre des Eaux Nayra Quispe»: after a role a name is never a complement's first word, and follows it."""
    tokens, grammar = evidence.parse.tokens, evidence.lexicon.grammar
    before = tokens[first - 1].plain if first else ""
    linked = before in {
        *grammar.definite,
        *grammar.contracted_articles,
        *grammar.genitive,
        *grammar.role_prepositions,
    }
    place = evidence.names.get(first)
    if linked and place and place.kind is NameKind.PLACE and place.last < last and _role_before(evidence, first):
        # "the U.S. envoy for the Western Balkans Ann Lee"
        return place.last + 1
    named = fold(tokens[first].text) in evidence.world.first_names or first in evidence.names
    if last == first or named or not linked or not _role_before(evidence, first):
        return first
    capitals = [i for i in range(first + 1, last + 1) if capitalised(tokens[i])]
    if capitals and all(i in evidence.names for i in capitals):
        # «ministre de la Mer du Cap-Vert»: nobody is named.
        return last + 1
    for i in range(first + 1, last):
        if fold(tokens[i].text) in evidence.world.first_names and i not in evidence.names:
            return i
    # «de Nayra Quispe» may be a name; «des Eaux Nayra Quispe» is not one from the first word on.
    article = before in {*grammar.definite, *grammar.contracted_articles}
    rest = range(first + 1, last + 1)
    person = any(evidence.entities.get(i) == "PER" for i in rest)
    common = tokens[first].pos == "NOUN" and all(tokens[i].pos == "PROPN" for i in rest)
    return first + 1 if article and len(rest) > 1 and (person or common) else first


def _role_before(evidence: Evidence, first: int) -> bool:
    """Whether a role noun stands before, with nothing but its complements between."""
    tokens, sent = evidence.parse.tokens, evidence.parse.sentence_of(evidence.parse.tokens[first])
    for i in range(first - 1, max(sent.first, first - REACH) - 1, -1):
        if i in evidence.role_words:
            return True
        # «la ministre des Mines | , de l'Eau et du Pétrole Ana Diaz»
        listed = tokens[i].text == "," and tokens[i + 1].plain in evidence.lexicon.grammar.genitive
        if tokens[i].pos in {"VERB", "AUX", "PUNCT", "SCONJ", "PRON"} and not listed:
            return False
    return False


def _title(word: str, lexicon: Lexicon) -> str | None:
    """The gender that a title tells, "" where it tells none, None where the word is no title."""
    gender = lexicon.titles.get(word.rstrip("."))
    return gender if gender in {"m", "f", None} else ""


def _is_state(evidence: Evidence, i: int) -> bool:
    return evidence.names[i].kind in {NameKind.ADJECTIVE, NameKind.DEMONYM}


def _after_names(evidence: Evidence, first: int, last: int) -> int:
    """Skip a state or organisation that opens the run ("Russian Oleg Marine", "Reuters Jane Poe")."""
    mention = evidence.names.get(first)
    if mention is None or mention.last >= last:
        return first
    person = all(evidence.entities.get(i) == "PER" for i in range(first, last + 1)) and mention.last == first
    if person and fold(evidence.parse.tokens[first].text) in evidence.world.first_names:
        # "Sana Durrani" is no correspondent of the agency Sana.
        return first
    whole = mention.kind in {NameKind.STATE, NameKind.BODY} or where_spoken(evidence.parse, evidence.lexicon, mention)
    if mention.kind in OPENERS or (whole and last - mention.last > 1):
        return mention.last + 1
    return first


def _known_name(evidence: Evidence, first: int, last: int) -> bool:
    """Whether the run is, whole, a place, state or organisation."""
    mention = evidence.names.get(first)
    return mention is not None and mention.first <= first and mention.last >= last


def _tagged(evidence: Evidence, first: int, last: int) -> bool:
    return any(evidence.entities.get(i) == "PER" for i in range(first, last + 1))


def _likely(evidence: Evidence, first: int, last: int) -> bool:
    tokens = evidence.parse.tokens
    if last > first and _after_demonym(evidence, first):
        return True
    labels = [evidence.entities.get(i) for i in range(first, last + 1)]
    words = [fold(tokens[i].text) for i in range(first, last + 1)]
    aged = first == last and told_age(evidence.parse, evidence.lexicon, last)
    aged = aged or last > first and (told_body(*evidence[:2], last) or told_human(*evidence[:2], last))
    if aged or name_words(evidence.parse.slice(first, last)) in evidence.world.persons:
        return True
    first_name = evidence.world.first_names.get(words[0]) or evidence.world.first_names.get(words[0].split("-")[0])
    inside = sum(i in evidence.names for i in range(first, last + 1))
    if inside and inside >= len(words) - 1 and not first_name:
        return False
    before = tokens[first - 1].plain if first else ""
    if not first_name and before in (*evidence.lexicon.grammar.definite, *evidence.lexicon.grammar.contracted_articles):
        return False
    if labels.count("PER") * 2 >= len(labels):
        other = any(i in evidence.role_words for i in range(first, last + 1)) or _body(evidence, tokens[last])
        return not other and (last > first or _alone(evidence, tokens[first]))
    if last == first or any(label in {"EVENT", "PRODUCT"} for label in labels):
        return bool(first_name) and last > first and labels[0] == "PER"
    # A first name tells more than a pipeline that takes the name for an organisation's; "Senegal's Coumba Diadhiou".
    return bool(first_name) and ("LOC" not in labels or before in evidence.lexicon.grammar.name_genitive)


def _after_demonym(evidence: Evidence, first: int) -> bool:
    """«Son émissaire, la Kényane Wangari Muthoni-Keter»: two capitals after article and demonym name a person."""
    mention = evidence.names.get(first - 1)
    if mention is None or mention.kind is not NameKind.DEMONYM or mention.number != "s" or mention.first == 0:
        return False
    return evidence.parse.tokens[mention.first - 1].plain in evidence.lexicon.grammar.definite


def _body(evidence: Evidence, token: Token) -> bool:
    """"Gulf Hotels Federation": a name that ends in the word for a body is none of a person."""
    scope = evidence.lexicon.scope
    return token.lower in scope.bloc_nouns or token.lower in scope.acting_nouns


def _headed(evidence: Evidence, first: int, last: int) -> bool:
    """«l'Agence Isthme», «Radio Océan»: where the noun stands first it opens the name of a body."""
    lexicon, word = evidence.lexicon, evidence.parse.tokens[first]
    opens = first < last and not lexicon.grammar.last_nouns and fold(word.text) not in evidence.world.first_names
    return opens and word.lower in (*lexicon.scope.media_nouns, *lexicon.scope.bloc_nouns)


def _alone(evidence: Evidence, token: Token) -> bool:
    """Whether a single word is a name: not where only its place at the head of a sentence gives it a capital."""
    before = evidence.parse.tokens[token.i - 1] if token.i else token
    # «— Oui, à condition que…», «"Absurde", coupe la ministre»: a mark gives the word its capital.
    opens = evidence.parse.sentence_of(token).first == token.i or before.text in OPENING
    named = token.pos == "PROPN" and token.text.isalpha()
    return named and (not opens or fold(token.text) in evidence.world.first_names) and _often(evidence, token)


def _often(evidence: Evidence, token: Token) -> bool:
    """Whether a single word that nothing but the pipeline takes for a person is one each time, and more than once."""
    persons, others = evidence.tagged[token.text]
    return not others and (persons > 1 or _said(evidence, token))


def _said(evidence: Evidence, token: Token) -> bool:
    """«"La route est coupée", a expliqué Kowalski», "said Kowalski": a bare name as the subject after its verb."""
    verb = evidence.parse.tokens[token.head]
    return token.rel == "nsubj" and verb.pos == "VERB" and verb.i == token.i - 1 and token.i not in evidence.names


def _surnames(evidence: Evidence, found: list[PersonName]) -> list[PersonName]:
    """Add the surnames of persons named in full elsewhere in the text («Van den Broucke», "Wrzosek-Malinowska")."""
    parse = evidence.parse
    taken = {i for name in found for i in range(name.first, name.last + 1)}
    full = [_words(parse, n) for n in found if n.last > n.first or n.gender]
    known = {ending for words in full for ending in endings(words, evidence.world)}
    # «Ri Yong Ho», then «Ri»: where the first word is no first name it is the surname.
    known |= {words[:1] for words in full if 1 < len(words) < 4 and words[0] not in evidence.world.first_names}
    out = list(found)
    for first, last in runs(parse, evidence.lexicon):
        for a, b in ((first, last), (last, last), (first, first)):
            if taken & set(range(a, b + 1)) or parse.tokens[a].pos in NOT_NAMES:
                continue
            mention = evidence.names.get(a)
            if mention is not None and (mention.kind is NameKind.STATE or mention.last > b or (a, b) == (first, first)):
                continue
            if _words(parse, PersonName(a, b, None)) in known:
                out.append(PersonName(a, b, None))
                taken.update(range(a, b + 1))
                break
    return sorted(out)


class Person:
    """One person of a text.

    Attributes:
        names: the places where the person is named.
        words: folded words of the fullest name; `name` is that name as written.
        gender: "m", "f" or None.
        nation: the state of a nationality told of the person («la Nigérienne Hadiza Souley»), speaker of it or not.
    """

    def __init__(self, name: PersonName, words: tuple[str, ...], written: str) -> None:
        self.names = [name]
        self.words = words
        self.name = written
        self.gender = name.gender
        self.role: str | None = None
        self.role_class: set[str] = set()
        self.party: str | None = None
        self.nation: str | None = None
        self.speaks = True

    @property
    def id(self) -> str:
        return f"person:{self.name}"

    def add(self, name: PersonName, words: tuple[str, ...], written: str) -> None:
        insort(self.names, name)
        self.gender = self.gender or name.gender
        if len(words) > len(self.words):
            self.words, self.name = words, written

    def last_before(self, word: int) -> int | None:
        """The first word of the last name before a word."""
        at = bisect_left(self.names, word, key=lambda name: name.first)
        return self.names[at - 1].first if at else None


def group_persons(parse: Parse, world: World, names: list[PersonName]) -> list[Person]:
    """Names that agree by surname, and where both give one by first name, are one person; the fullest names first."""
    rows = [(n, words, parse.slice(n.first, n.last)) for n in names if (words := _words(parse, n))]
    persons: list[Person] = []
    # Persons by the first letter of their surname and by their first word: no others can be the same.
    filed: dict[str, list[int]] = {}
    for name, words, written in sorted(rows, key=lambda row: (-len(row[1]), row[0].first)):
        letter, opening = words[-1][0], f"{words[0]} "
        near = {*filed.get(letter, ()), *filed.get(opening, ())}
        fitting = [persons[i] for i in sorted(near) if same_name(persons[i].words, words, world)]
        fitting = fitting or [persons[i] for i in sorted(near) if name.gender and half_surname(persons[i].words, words)]
        if len(fitting) == 1 or (fitting and len(words) == 1):
            _nearest(fitting, name, world).add(name, words, written)
        else:
            for key in {letter, opening, *(word[0] for word in words[1:])}:
                filed.setdefault(key, []).append(len(persons))
            persons.append(Person(name, words, written))
    for person in persons:
        person.gender = _gender(person, world)
    return sorted(persons, key=lambda p: p.names[0].first)


def _words(parse: Parse, name: PersonName) -> tuple[str, ...]:
    return name_words(parse.slice(name.first, name.last))


def _gender(person: Person, world: World) -> str | None:
    """As a title tells it, else the first name."""
    first = person.words[0] if len(person.words) > 1 else ""
    return person.gender or world.first_names.get(first) or world.first_names.get(first.split("-")[0])


def _nearest(persons: list[Person], name: PersonName, world: World) -> Person:
    """Of several of one surname, the one whose title or first name fits and who was named last before."""
    fits = [p for p in persons if not name.gender or _gender(p, world) in {None, name.gender}] or persons
    if len(fits) == 1:
        return fits[0]
    told = [(p.last_before(name.first), p) for p in fits]
    return max(told, key=lambda row: -1 if row[0] is None else row[0])[1]
