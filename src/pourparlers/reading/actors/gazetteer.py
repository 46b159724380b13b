"""Names of states, organisations, capitals, metonyms and demonyms where they stand in a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import NameKind, World, WorldName, fold

ACTORS = {NameKind.STATE, NameKind.CAPITAL, NameKind.METONYM, NameKind.ORGANISATION, NameKind.BODY, NameKind.DEMONYM}
LOWER_KINDS = {NameKind.ADJECTIVE}
PIECES = re.compile(r"-|[^-'’]+['’]?|['’]")
# «P5+1»: tokenizers part signs from words.
SIGNS = re.compile(r"\+|[^+]+")


class Mention(NamedTuple):
    """Words `first` to `last` (both included) that name `id`; `kind` says how."""

    first: int
    last: int
    id: str
    kind: NameKind
    gender: str | None = None
    number: str = "s"


class Gazetteer:
    """The names of a world, ready to be found in a parse."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.index: dict[str, list[tuple[tuple[str, ...], WorldName]]] = {}
        for rows in world.names.values():
            for name in rows:
                words = tuple(fold(piece) for word in name.words for piece in SIGNS.findall(word))
                self.index.setdefault(words[0], []).append((words, name))
        for found in self.index.values():
            found.sort(key=lambda row: -len(row[0]))

    def find(self, parse: Parse) -> list[Mention]:
        """The names in a text, longest first where they overlap, in order."""
        pieces, owners = _pieces(parse.tokens)
        out: list[Mention] = []
        at = 0
        index, combining = self.index, self.world.combining
        while at < len(pieces):
            if pieces[at] not in index and pieces[at] not in combining:
                at += 1
                continue
            match = self._at(parse.tokens, pieces, owners, at)
            if match is None:
                at += 1
                continue
            size, mention = match
            out.append(mention)
            at += size
        return out

    def _at(self, tokens: list[Token], pieces: list[str], owners: list[int], at: int) -> tuple[int, Mention] | None:
        if at and owners[at] == owners[at - 1]:
            return self._combined(tokens, pieces, owners, at)
        for words, name in self.index.get(pieces[at], ()):
            end = at + len(words)
            if tuple(pieces[at:end]) != words or (end < len(pieces) and owners[end] == owners[end - 1]):
                continue
            first, last = owners[at], owners[end - 1]
            if self._fits(tokens, first, last, name):
                return len(words), Mention(first, last, name.id, name.kind, name.gender, name.number)
        return self._combined(tokens, pieces, owners, at)

    def _combined(
        self, tokens: list[Token], pieces: list[str], owners: list[int], at: int
    ) -> tuple[int, Mention] | None:
        """«russo-américaines»: each half names a state."""
        if at + 1 < len(pieces) and pieces[at + 1] == "-":
            id_ = self.world.combining.get(pieces[at])
            if id_:
                return 1, Mention(owners[at], owners[at], id_, NameKind.ADJECTIVE)
        if at and pieces[at - 1] == "-" and owners[at] == owners[at - 1]:
            for words, name in self.index.get(pieces[at], ()):
                if len(words) == 1 and name.kind is NameKind.ADJECTIVE:
                    return 1, Mention(owners[at], owners[at], name.id, name.kind)
        return None

    def _fits(self, tokens: list[Token], first: int, last: int, name: WorldName) -> bool:
        token = tokens[first]
        if name.kind in LOWER_KINDS:
            # French writes «un diplomate serbe» and «un Serbe»; English has capitals for both.
            small = name.written[:1].islower()
            if not small:
                acronym = name.written.isupper() and len(name.written) <= 3
                return token.text.isupper() if acronym else token.text[0].isupper()
            return token.text[0].islower() or last + 1 < len(tokens) and tokens[last].rel == "amod"
        text = token.text
        if first == last and name.written.isupper() and len(name.written) <= 5:
            # «Cédéao», «Unesco», «Otan» are written so too; «Olaf» and «Irena» are persons.
            return text.isupper() or (text[0].isupper() and fold(text) not in self.world.first_names and len(text) > 3)
        body = name.kind in {NameKind.BODY, NameKind.ORGANISATION} and not name.written.isupper()
        thing = self.world.things.get(name.id)
        armed = thing is not None and thing.kind == "armed_group"
        if first == last and body and _inside_name(tokens, first, armed):
            return False
        significant = text if len(text) > 2 or first == last else tokens[last].text
        # "The 27-nation bloc" is written with a numeral.
        if "+" in name.written:
            return text[0].isupper() or text[0].isdigit()
        if name.written[0].islower() and name.written.split()[-1][0].isupper():
            # «les Quinze», not «Les quinze délégués»
            return tokens[last].text[0].isupper()
        return (
            significant[:1].isupper()
            or text[0].isdigit()
            and len(name.words) > 1
            or (len(name.words) > 1 and tokens[last].text[:1].isupper())
        )


def _inside_name(tokens: list[Token], i: int, armed: bool) -> bool:
    """ "Consumer Energy Alliance": one word of a longer name names nobody else; "Islamist Hamas" is `armed` Hamas."""
    before = tokens[i - 1] if i and tokens[i - 1].sent == tokens[i].sent else None
    after = tokens[i + 1] if i + 1 < len(tokens) and tokens[i + 1].sent == tokens[i].sent else None
    if before is not None and before.text in {"'", "’"} and i > 1:
        # "the Cocoa Farmers' Alliance"
        before = tokens[i - 2]
    naming = {"NOUN", "PROPN"} if armed else {"NOUN", "PROPN", "ADJ"}
    opens = before is not None and before.text[0].isupper() and before.pos in naming
    # «la Commission a proposé», not «la Commission électorale»; "Maersk chief executive" is of Maersk.
    qualified = after is not None and (
        (after.pos == "ADJ" and after.head == i)
        or (after.pos == "ADP" and after.head != i and after.dep == "case" and tokens[after.head].head == i)
    )
    return (
        bool(opens) or qualified or (after is not None and after.text[0].isupper() and after.pos in {"NOUN", "PROPN"})
    )


def _pieces(tokens: list[Token]) -> tuple[list[str], list[int]]:
    pieces: list[str] = []
    owners: list[int] = []
    for token in tokens:
        if token.text.isalpha():
            pieces.append(fold(token.text))
            owners.append(token.i)
            continue
        for piece in PIECES.findall(token.text):
            pieces.append(fold(piece))
            owners.append(token.i)
    return pieces, owners
