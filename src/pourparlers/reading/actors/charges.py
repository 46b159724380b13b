"""Further things in an office's charge, bare nouns that a conjunction joins: "Minister of Water and Irrigation"."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pourparlers.language.tree import Token
from pourparlers.lexicon import Lexicon, NameKind
from pourparlers.reading.actors.gazetteer import Mention

WORDS = {"NOUN", "PROPN", "ADJ"}
# Words of all that is in an office's charge.
LONGEST = 12
NATIONS = {NameKind.STATE, NameKind.CAPITAL, NameKind.ADJECTIVE, NameKind.ORGANISATION}


def further_charge(
    tokens: list[Token],
    at: int,
    noun_last: int,
    limit: int,
    lexicon: Lexicon,
    names: Mapping[int, Mention],
    persons: Collection[int],
) -> int:
    """How many words after `at`, the last of the role so far, tell what else is in its charge.

    "The commissioner for Political Affairs, Peace, and Security, Jane Poe": with commas only where all have capitals.
    Not "the head of the mission and experts", which has an article, nor "the minister of trade and officials".
    """
    if lexicon.grammar.subject_after or at <= noun_last or not _bare(tokens, at, noun_last, lexicon):
        return 0
    capital, joined, to = tokens[at].text[0].isupper(), False, at
    while to + 2 <= limit and to - at < LONGEST and not joined:
        mark = to + 1
        if tokens[mark].text == "," and capital:
            mark += tokens[mark + 1].pos == "CCONJ"
        elif tokens[mark].pos != "CCONJ":
            return 0
        joined = tokens[mark].pos == "CCONJ"
        end = _run(tokens, mark + 1, limit, names, persons)
        if end <= mark or tokens[mark + 1].text[0].isupper() != capital or _acts(tokens, mark + 1, end, lexicon):
            return 0
        to = end
    after = tokens[to + 1] if to < limit else None
    ends = after is None or after.pos in {"PUNCT", "VERB", "AUX", "ADV"} or after.i in persons
    return to - at if joined and ends and (after is None or after.text not in lexicon.grammar.name_genitive) else 0


def _bare(tokens: list[Token], at: int, noun_last: int, lexicon: Lexicon) -> bool:
    """Whether the role up to a word ends with a preposition and bare nouns: "of Oman's Ministry of Water"."""
    links = {*lexicon.grammar.genitive, *lexicon.grammar.topic}
    opens = next((i for i in range(at, noun_last, -1) if tokens[i].plain in links), at)
    return opens < at and all(t.pos in WORDS for t in tokens[opens + 1 : at + 1])


def _run(tokens: list[Token], first: int, limit: int, names: Mapping[int, Mention], persons: Collection[int]) -> int:
    """The last of the nouns and adjectives from a word on; the word before it where it names a state or somebody."""
    at = first
    while at <= limit and tokens[at].pos in WORDS and at not in persons and not _nation(names.get(at), first):
        at += 1
    return at - 1


def _nation(mention: Mention | None, first: int) -> bool:
    return mention is not None and mention.kind in NATIONS and mention.first >= first


def _acts(tokens: list[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the nouns tell somebody who acts: another office, experts, a delegation."""
    scope = lexicon.scope
    actors = {*scope.acting_nouns, *scope.source_nouns, *scope.collective_nouns, *scope.bloc_nouns}
    rows = (row[0] for t in tokens[first : last + 1] for row in lexicon.roles.get(t.plain, ()) if t.plain == row[0][0])
    offices = any(words == (words[0],) or words[-1] in {t.plain for t in tokens[first : last + 1]} for words in rows)
    return offices or any(t.lemma.lower() in actors for t in tokens[first : last + 1])
