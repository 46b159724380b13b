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
    """Whether a straight mark closes: an odd number of them stands before it in the paragraph."""
    return words[max(0, i - 400) : i].count('"') % 2 == 1
