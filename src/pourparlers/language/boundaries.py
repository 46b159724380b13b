"""Where sentences of press text surely begin, told by characters before the parser reads.

A parser trained on whole sentences stumbles over «"Non. Jamais !", a-t-il dit»; it is given each sure sentence alone,
and finds the further ones itself.
"""

from __future__ import annotations

ENDS = {".", "!", "?", "?!", "!!", "…", "..."}
SURE = {".", "!", "?"}
CLOSERS = {"»", "”", "’", ")", "]", '"', "'", "''"}
OPENERS = {"«", "“", "‘", "(", "[", "—", "–", "•", '"'}


def sure_starts(words: list[str]) -> list[int]:
    """The places of the words that surely begin a sentence, the first word left out.

    A capital, figure or opening mark after a full stop begins one, whatever closing marks stand between; the stop of an
    abbreviation is part of its word and ends none. A straight mark after a stop may close («… out." He left»).
    """
    return [i for i in range(1, len(words)) if words[i - 1] in SURE or words[i - 1] in CLOSERS if _starts(words, i)]


def _starts(words: list[str], i: int) -> bool:
    word = words[i]
    if not (word[0].isupper() or word[0].isdigit() or word in OPENERS):
        return False
    at = i - 1
    while at > 0 and words[at] in CLOSERS and i - at < 3:
        at -= 1
    if words[at] not in SURE:
        return False
    return not (word == '"' and at == i - 1 and _closes(words, i))


def _closes(words: list[str], i: int) -> bool:
    """Whether a mark closes: of straight ones an odd number stands before it in the paragraph."""
    return words[i] != '"' or words[max(0, i - 400) : i].count('"') % 2 == 1


MARKS = {"»", "”", '"'}
PAUSES = ENDS | CLOSERS | {":", ";", "—", "–", "--", "-", "•"}


def no_starts(words: list[str], openers: frozenset[str], naming: frozenset[str]) -> list[bool | None]:
    """Which words begin no sentence (False), the others left to the parser (None).

    A sentence begins after a stop, a pause or a closing mark; elsewhere only where a title has run into the text, which
    a capital on a little word tells («… l'extension de l'OTAN Parmi les principaux points …»). No title ends on a
    small article or preposition, nor on a noun that names go with («dans La Dépêche», «le quotidien Le Monde»).
    """
    out: list[bool | None] = [None]
    for i, (before, word) in enumerate(zip(words, words[1:], strict=False)):
        capital = word[0].isupper() and word.lower() in openers and before not in openers and before not in naming
        pause = before in PAUSES and not (before in MARKS and _amid(words, i))
        out.append(None if pause or capital else False)
    return out


def _amid(words: list[str], i: int) -> bool:
    """'It was "likely" Oslo that paid': quoted words without a stop end no sentence.

    No more do those with a comma before the mark: 'The road will be shut for "a long time," | Jane Poe said'.
    """
    inside = i > 0 and (words[i - 1][-1].isalnum() or words[i - 1] == ",")
    return inside and words[i + 1][0].isalnum() and _closes(words, i)
