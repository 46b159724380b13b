"""Lists of words are looked up by what they are, and stay lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pourparlers.lexicon import load_lexicon
from pourparlers.lexicon.words import Words

LISTS = st.lists(st.text(max_size=3), max_size=12)


@given(LISTS, st.text(max_size=3))
def test_words_are_those_of_the_list_in_its_order(words: list[str], other: str) -> None:
    made = Words(words)
    assert made == tuple(words)
    assert (other in made) == (other in words)
    assert all(word in made for word in words)
    assert "".join(words).startswith(made) == "".join(words).startswith(tuple(words))


def test_long_lists_of_a_lexicon_are_looked_up() -> None:
    assert isinstance(load_lexicon("fr").scope.source_nouns, Words)
