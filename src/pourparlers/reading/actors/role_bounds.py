"""What stands around a role noun: the name that it is part of, the marks that doubt the office."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import takewhile

from pourparlers.language.tree import Token
from pourparlers.lexicon import Lexicon, NameKind, RoleEntry, World
from pourparlers.reading.actors.gazetteer import ACTORS, Mention

# Words after a participle within which it is told by whom somebody was sent.
SENT = 5
# Words of an office before the last thing in its charge, at most.
CHARGES = 16
MARKS = {('"', '"'), ("«", "»"), ("“", "”")}


def in_name(world: World, mention: Mention | None, at: int) -> bool:
    """«les rebelles houthis», "Houthi rebels", "Nur-Sultan": a role noun inside a known name is no role.

    Nor is «générale» of «l'Assemblée générale des Nations unies».
    """
    if mention is None or mention.last == mention.first:
        return False
    if mention.kind is NameKind.CAPITAL:
        return True
    if mention.kind is NameKind.BODY:
        return at > mention.first
    return mention.kind is NameKind.ORGANISATION and mention.id in world.things


def in_marks(tokens: list[Token], start: int, end: int) -> bool:
    """«le "ministre" abkhaze de l'Économie»: marks around an office that nobody acknowledges part it from nothing."""
    inside = start > 0 and end + 1 < len(tokens) and tokens[start - 1].sent == tokens[end + 1].sent
    return inside and (tokens[start - 1].text, tokens[end + 1].text) in MARKS


def parted(tokens: list[Token], names: Mapping[int, Mention], words: tuple[str, ...], at: int) -> bool:
    """«la ministre | albanaise | déléguée à l'Eau»: a nationality before the last word of an office of several."""
    place = at + len(words) - 1
    nation = names.get(place) if len(words) > 1 and place + 1 < len(tokens) else None
    if nation is None or nation.kind is not NameKind.ADJECTIVE or nation.last != place:
        return False
    return tuple(t.plain for t in (*tokens[at:place], tokens[place + 1])) == words


def circumstance(tokens: list[Token], at: int, limit: int, nouns: tuple[str, ...]) -> bool:
    """«la cheffe de la diplomatie à la descente du navire»: a moment or an occasion belongs to no role."""
    noun = next((t for t in tokens[at + 1 : min(limit, at + 4) + 1] if t.pos in {"NOUN", "PROPN"}), None)
    return noun is not None and (noun.lemma in nouns or noun.lower in nouns)


def in_charge(tokens: list[Token], at: int, limit: int, lexicon: Lexicon) -> int:
    """«le vice-président chargé du tourisme»: the participle that tells what an office is about, and its «de»."""
    linked = at + 1 < limit and tokens[at + 1].plain in lexicon.grammar.genitive
    return 2 if linked and tokens[at].lower in lexicon.grammar.charged and tokens[at].pos in {"VERB", "ADJ"} else 0


def next_portfolio(tokens: list[Token], at: int, limit: int, lexicon: Lexicon) -> int:
    """«le ministre des Mines | , de | l'Énergie et du Pétrole»: the words to the next thing in an office's charge.

    The last has a conjunction, and all have capitals, or the comma would end the office.
    """
    genitive = lexicon.grammar.genitive
    if at + 3 <= limit and tokens[at + 1].pos == "CCONJ" and tokens[at + 2].plain in genitive:
        commas = (t.i for t in tokens[at - 6 : at] if t.text == ",")
        return 2 if any(tokens[i + 1].plain in genitive for i in commas) else 0
    if at + 4 > limit or tokens[at + 1].text != "," or tokens[at + 2].plain not in genitive:
        return 0
    if not tokens[at].text[0].isupper() and not any(t.text[0].isupper() for t in tokens[at - 3 : at]):
        return 0
    ahead = list(takewhile(lambda token: token.pos not in {"VERB", "AUX"}, tokens[at + 3 : limit + 1]))
    closes = any(t.pos == "CCONJ" and tokens[min(t.i + 1, limit)].plain in genitive for t in ahead)
    named = next((t for t in ahead if t.pos != "DET"), None)
    return 2 if closes and named is not None and named.text[0].isupper() else 0


def continues(tokens: list[Token], at: int) -> bool:
    """«le ministre des Affaires étrangères, | de | l'Union européenne et de la Coopération»: one thing more."""
    return tokens[at - 1].text == "," or tokens[at - 1].pos == "CCONJ"


def in_portfolio(tokens: list[Token], first: int, lexicon: Lexicon, offices: Collection[str]) -> bool:
    """«le ministre de l'Europe et des | Affaires étrangères»: whether what begins at a word is in an office's charge.

    Before it stand no verb and, after each comma or conjunction, «de».
    """
    for at in range(first - 1, max(first - CHARGES, -1), -1):
        token = tokens[at]
        rows = lexicon.roles.get(token.plain, ())
        if any(row[1].role in offices and _written(tokens, at, row[0]) for row in rows):
            return at < first - 1
        joins = token.text == "," or token.pos == "CCONJ"
        if joins and tokens[at + 1].plain not in lexicon.grammar.genitive:
            return False
        if not joins and token.pos not in {"NOUN", "PROPN", "ADJ", "ADP", "DET"}:
            return False
    return False


def _written(tokens: list[Token], at: int, words: tuple[str, ...]) -> bool:
    return tuple(token.plain for token in tokens[at : at + len(words)]) == words


def sent_by(tokens: list[Token], at: int, limit: int, names: Mapping[int, Mention], lexicon: Lexicon) -> int:
    """«le médiateur | dépêché (en mai) par l'Union africaine», "the officials | sent by Brussels": these words."""
    grammar = lexicon.grammar
    if tokens[at].lemma.lower() not in grammar.sending or tokens[at].pos not in {"VERB", "ADJ"}:
        return 0
    by = next((t.i for t in tokens[at + 1 : min(at + SENT, limit)] if t.plain in grammar.agent), None)
    # not «désigné terroriste par Washington»
    if by is None or any(t.pos in {"NOUN", "ADJ"} and tokens[t.i - 1].pos != "ADP" for t in tokens[at + 1 : by]):
        return 0
    sender = names.get(by + 1) or (names.get(by + 2) if tokens[by + 1].pos == "DET" and by + 2 <= limit else None)
    return sender.last + 1 - at if sender is not None and sender.kind in ACTORS else 0


def sender_before(tokens: list[Token], mention: Mention, noun_last: int, lexicon: Lexicon) -> bool:
    """«le médiateur dépêché par l'Union africaine»: whether a name in a role is who sent its holder."""
    at = mention.first - 1
    at -= at > noun_last and tokens[at].pos == "DET"
    return at > noun_last and tokens[at].plain in lexicon.grammar.agent


def acting_words(tokens: list[Token], at: int, limit: int, lexicon: Lexicon) -> int:
    """«le ministre par intérim des Postes»: how many words from `at` tell that an office is held for a time."""
    for written in lexicon.scope.acting:
        words = written.split()
        if at + len(words) - 1 <= limit and [t.lower for t in tokens[at : at + len(words)]] == words:
            return len(words)
    return 0


def ends_acting(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """«le président par intérim»: the phrase may end on its words, however they are tagged."""
    return any(acting_words(tokens, i, at, lexicon) == at - i + 1 for i in range(max(0, at - 2), at + 1))


def whole_entry(tokens: list[Token], lexicon: Lexicon, first: int, last: int) -> RoleEntry | None:
    """ "Deputy | Culture | Minister": the office that its first and last noun name together."""
    words = (tokens[first].plain, tokens[last].plain)
    return next((entry for told, entry, *_ in lexicon.roles.get(words[0], ()) if told == words), None)


def body_before(tokens: list[Token], lexicon: Lexicon, mention: Mention) -> int | None:
    """«la porte-parole du groupe (estonien) Nordava»: the noun before a name that tells what is called so."""
    at = mention.first - 1
    at -= at > 0 and tokens[at].pos == "ADJ"
    return at if at >= 0 and tokens[at].lemma in lexicon.scope.bloc_nouns else None


def body_of(tokens: list[Token], lexicon: Lexicon, mention: Mention) -> str:
    """The noun after a name, or the last that it owns: "state secretary at Peru's fisheries ministry"."""
    after = tokens[mention.last + 1 : mention.last + 6]
    if after[0].text not in lexicon.grammar.name_genitive:
        return after[0].lemma
    nouns = list(takewhile(lambda token: token.pos in {"ADJ", "NOUN", "PROPN"}, after[1:]))
    return nouns[-1].lemma.lower() if nouns else ""
