"""Who is in a text: persons, states, organisations, and the role phrases that tie them together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from pourparlers.language.tree import Parse
from pourparlers.lexicon import Lexicon, NameKind, World
from pourparlers.reading.actors.ambiguous import tell_apart
from pourparlers.reading.actors.body_names import as_before
from pourparlers.reading.actors.company_names import company_names, foreign_bodies
from pourparlers.reading.actors.gazetteer import Gazetteer, Mention
from pourparlers.reading.actors.organisations import capitalised_bodies, introduced, with_acronyms
from pourparlers.reading.actors.owned_bodies import owned_bodies
from pourparlers.reading.actors.persons import Person, PersonName, find_persons, group_persons
from pourparlers.reading.actors.role_bounds import in_portfolio
from pourparlers.reading.actors.roles import RolePhrase, find_roles, role_words
from pourparlers.reading.actors.unnamed_bodies import of_unnamed_body

PORTFOLIOS = {"minister", "deputy_minister", "head_of_government"}


class Context(NamedTuple):
    """What every step of actors and statements looks at."""

    parse: Parse
    lexicon: Lexicon
    world: World


class Cast:
    """The actors of a text.

    Attributes:
        names: gazetteer mentions by each of their words.
        owners: the state of a body that no gazetteer holds, by its id.
        persons: the persons, in order of first mention.
        person_at: the person by each word of a personal name.
        roles: the role phrases in order; `role_at` by each word of their noun.
        bearer: the person who bears a role phrase, by the place of the phrase's first word.
        bearers: the persons named after a role phrase in the plural, by the place of the phrase's first word.
        adopted: first words of the role phrases that stand alone and take up their bearer.
        epithets: whom a nationality that stands alone means («la Barbadienne»), by its place.
        quoted: for each word, whether it stands within quotation marks that its paragraph has opened.
        home: the party at home in the text, whose offices need no nationality; None where none stands out.
        ours: the state that the newsroom calls its own, if it does.
        rebels: the one movement that the text tells to be in arms; None where it tells of none or several.
        standing: how often the text names each state, the most named first.
        fought: the state whose rebels title or lead tell.
    """

    def __init__(self, context: Context, gazetteer: Gazetteer) -> None:
        self.context = context
        parse, lexicon, world = context
        found_names = tell_apart(parse, lexicon, world, gazetteer.find(parse))
        self.mentions = _with_shortened(parse, found_names)
        self.names = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}
        self.owners: dict[str, str] = {}
        self._add_bodies()
        found = find_persons(parse, lexicon, world, self.names)
        self._drop_covered(found)
        self.persons = group_persons(parse, world, found)
        self.person_at: dict[int, Person] = {}
        self.name_at: dict[int, PersonName] = {}
        for person in self.persons:
            for name in person.names:
                for i in range(name.first, name.last + 1):
                    self.person_at[i] = person
                    self.name_at[i] = name
        self._add_organisations()
        roles = find_roles(parse, lexicon, world, self.names, set(self.person_at))
        roles = [of_unnamed_body(parse, lexicon, self.names, role) for role in roles]
        self.roles = [role._replace(party=self.owners.get(role.party or "", role.party)) for role in roles]
        self.role_at = {i: r for r in self.roles for i in range(r.noun_first, r.noun_last + 1)}
        self.bearer: dict[int, Person] = {}
        self.bearers: dict[int, tuple[Person, ...]] = {}
        self.adopted: set[int] = set()
        self.epithets: dict[int, Person] = {}
        self.home: str | None = None
        self.ours: str | None = None
        self.standing: list[tuple[int, str]] = []
        self.rebels: str | None = None
        self.fought: str | None = None
        self.quoted = _quoted(parse)
        self._role_starts = [role.noun_first for role in self.roles]

    def _drop_covered(self, persons: list[PersonName]) -> None:
        """A state's name inside a person's («Paul Paris») names no state."""
        inside = {i for p in persons for i in range(p.first, p.last + 1)}
        self.mentions = [m for m in self.mentions if m.first not in inside]
        self.names = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}

    def _add_organisations(self) -> None:
        """Organisations that the pipeline saw and no gazetteer holds («le Syndicat des transporteurs de l'Ouémé»)."""
        parse = self.context.parse
        words, often = role_words(parse, self.context.lexicon), _often(parse)
        for name in parse.names:
            first, last = name.first, name.last
            while first < last and parse.tokens[first].pos in {"DET", "ADP"}:
                first += 1
            while first < last and parse.tokens[last].pos in {"DET", "ADP"}:
                last -= 1
            span = range(first, last + 1)
            if name.label == "ORG" and (self._opens_longer(first, last) or self._closes_longer(first, last)):
                self.names = {i: m for i, m in self.names.items() if i not in span}
                self.mentions = [m for m in self.mentions if m.first not in span]
            known = any(i in self.names or i in self.person_at or i in words for i in (first, last))
            single_word = last == first
            single = single_word and not (parse.tokens[first].text.isupper() or parse.tokens[first].text in often)
            single = single and not self._employs(first, words) and not self._headed(last)
            if name.label != "ORG" or known or single:
                continue
            # «le Parquet de la ville», «le Ministère»: a body of the state by its common noun.
            common = not any(parse.tokens[i].text[0].isupper() for i in span[1:])
            collective = self.context.lexicon.scope.collective_nouns
            # "Seoul's Unification Ministry": English has the common noun last.
            ministry = common and parse.tokens[first].lower in collective or parse.tokens[last].lower in collective
            ministry |= single_word and parse.tokens[first].lower in self.context.lexicon.grammar.chambers
            if not parse.tokens[first].text[0].isupper() or self._is_portfolio(first) or ministry:
                continue
            mention = Mention(first, last, parse.slice(first, last), NameKind.ORGANISATION)
            self.mentions.append(mention)
            self.names.update(dict.fromkeys(span, mention))
        self.mentions = as_before(parse, self.context.world, with_acronyms(parse, self.mentions, *self.context[1:]))
        self.names = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}
        self.owners = owned_bodies(*self.context, self.mentions) | self.owners

    def _opens_longer(self, first: int, last: int) -> bool:
        """"Queensland Orchard Council", "Pacific Conference of Parishes": a region opens a name, and is not named."""
        place, tokens = self.names.get(first), self.context.parse.tokens
        if place is None or place.kind is not NameKind.PLACE or place.first != first or place.last >= last:
            return False
        rest = tokens[place.last + 1 : last + 1]
        named = all(t.text[0].isupper() or t.pos in {"ADP", "DET"} for t in rest)
        return named and len(rest) > 1 and not any(t.i in self.names for t in rest)

    def _closes_longer(self, first: int, last: int) -> bool:
        """"Priorities Kenya", "Clear Water Fiji": the state that ends the name of a body is not named."""
        state, tokens = self.names.get(last), self.context.parse.tokens
        if state is None or state.kind is not NameKind.STATE or state.first != last or last - first > 2:
            return False
        rest = tokens[first:last]
        named = all(t.text[0].isupper() and t.pos in {"NOUN", "PROPN", "ADJ"} and t.i not in self.names for t in rest)
        return bool(rest) and named and not any(t.lower in self.context.lexicon.roles for t in rest)

    def _employs(self, first: int, role_words: set[int]) -> bool:
        """«le directeur général de Fagor», "a spokesman for Unite": what a role other than a minister's is of."""
        grammar, tokens = self.context.lexicon.grammar, self.context.parse.tokens
        links = {*grammar.genitive, *grammar.employer, *grammar.topic}
        linked = first > 1 and tokens[first - 1].plain in links
        return linked and first - 2 in role_words and not self._is_portfolio(first)

    def _headed(self, last: int) -> bool:
        """ "Hallmoor chief executive Tom Hale": what a role of business, put after it, is of."""
        tokens, roles = self.context.parse.tokens, self.context.lexicon.roles
        if last + 1 >= len(tokens):
            return False
        rows = roles.get(tokens[last + 1].plain, ())
        texts = tuple(token.plain for token in tokens[last + 1 : last + 5])
        return any(entry.role == "business" and texts[: len(words)] == words for words, entry, *_ in rows)

    def _is_portfolio(self, first: int) -> bool:
        """«ministre des Affaires étrangères»: what a minister is in charge of is no organisation."""
        tokens, lexicon = self.context.parse.tokens, self.context.lexicon
        for i in range(max(0, first - 5), first):
            # «sa collègue de l'Éducation nationale»: a colleague of a minister is one.
            rows = lexicon.roles.get(tokens[i].plain, ())
            if any(entry.role in PORTFOLIOS or entry.relational for _, entry, *_ in rows):
                return True
        return in_portfolio(tokens, first, lexicon, PORTFOLIOS)

    def _of_minister(self, body: Mention) -> bool:
        return in_portfolio(self.context.parse.tokens, body.first, self.context.lexicon, {"minister"})

    def roles_within(self, first: int, last: int) -> list[RolePhrase]:
        """The roles whose noun begins at the words `first` to `last` (both included), in order."""
        return self.roles[bisect_left(self._role_starts, first) : bisect_right(self._role_starts, last)]

    def mentions_before(self, word: int) -> Iterator[Mention]:
        """The names of states and organisations before a word, the last first."""
        for at in range(bisect_left(self.mentions, word, key=lambda m: m.first) - 1, -1, -1):
            yield self.mentions[at]

    def party_of(self, id_: str) -> str | None:
        """The party of a state or organisation."""
        thing = self.context.world.things.get(id_)
        return (thing.party or thing.id) if thing else self.owners.get(id_, id_)

    def _add_bodies(self) -> None:
        """«la Chambre des extracteurs d'Udon Thani»; «l'Autorité égyptienne des ports» is a state's."""
        parse, lexicon, world = self.context
        told = [m for m in introduced(parse, lexicon, world, self.names) if not self._of_minister(m)]
        self.names |= {i: m for m in told for i in range(m.first, m.last + 1)}
        companies = [*company_names(parse, lexicon, self.names), *foreign_bodies(parse, lexicon, world, self.names)]
        self.names |= {i: m for m in companies for i in range(m.first, m.last + 1)}
        found = capitalised_bodies(parse, lexicon, world, self.names)
        bodies = [*companies, *(m for m in found if not self._of_minister(m))]
        inside = {i for m in bodies for i in range(m.first, m.last + 1)}
        for body in (*told, *bodies):
            states = [m for m in self.mentions if body.first <= m.first <= body.last]
            state = next((m for m in states if m.kind in {NameKind.ADJECTIVE, NameKind.STATE}), None)
            noun = parse.tokens[body.first].lower
            # «le Parlement sami de Norvège» is none of the state's.
            organ = noun in lexicon.grammar.organs and state is not None and state.kind is NameKind.ADJECTIVE
            if state is not None and (organ or noun in lexicon.scope.collective_nouns):
                self.owners[body.id] = self.party_of(state.id) or body.id
        self.mentions = sorted([*(m for m in (*self.mentions, *told) if m.first not in inside), *bodies])
        self.names = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}


def _often(parse: Parse) -> set[str]:
    """«Toyota»: a single word is an organisation where the pipeline says so twice, and never otherwise."""
    labels: dict[str, list[str]] = {}
    for name in parse.names:
        if name.first == name.last:
            labels.setdefault(parse.tokens[name.first].text, []).append(name.label)
    return {text for text, rows in labels.items() if len(rows) > 1 and set(rows) == {"ORG"}}


LONG_NAMES = {NameKind.ORGANISATION, NameKind.BODY}


def _with_shortened(parse: Parse, mentions: list[Mention]) -> list[Mention]:
    """Add «le Fonds» after «le Fonds monétaire international», "the Union" after "the European Union".

    The first or last word of a longer name told before.
    """
    taken = {i for m in mentions for i in range(m.first, m.last + 1)}
    longer: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind in LONG_NAMES and mention.last > mention.first:
            for end in (mention.first, mention.last):
                longer.setdefault(parse.tokens[end].text, []).append(mention)
    out = list(mentions)
    for token in parse.tokens:
        if token.text in longer and token.i not in taken and token.text[0].isupper() and token.pos in {"NOUN", "PROPN"}:
            told = longer[token.text]
            before = bisect_left(told, token.i, key=lambda m: m.last)
            if before:
                out.append(told[before - 1]._replace(first=token.i, last=token.i))
    return sorted(out)


def _quoted(parse: Parse) -> list[bool]:
    """For each word, whether its paragraph has opened more quotation marks before it than it has closed."""
    out, depth, block = [], 0, -1
    for sentence in parse.sentences:
        depth, block = (depth if sentence.block == block else 0), sentence.block
        for token in parse.words(sentence):
            depth = _depth(token.text, depth)
            out.append(depth > 0)
    return out


def _depth(mark: str, depth: int) -> int:
    if mark in {"«", "“"}:
        return depth + 1
    if mark in {"»", "”"}:
        return max(0, depth - 1)
    return (0 if depth else 1) if mark == '"' else depth
