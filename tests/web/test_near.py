"""Which paragraphs of a text are read with the marks of a fact."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from pourparlers.views.marking import Passage
from pourparlers.web.layers import near
from pourparlers.web.wording import words

FAR = "\n\n".join(f"Le paragraphe {n} parle d'autre chose, et de beaucoup d'autre chose encore." for n in range(8))


def marked(text: str, *found: str) -> list[Passage]:
    return [Passage(text.index(one), text.index(one) + len(one), "e1", "encounter") for one in found]


def told(text: str, *found: str) -> list[str]:
    return [text[start:end] for start, end in near(text, marked(text, *found))]


def test_paragraphs_between_that_hold_no_mark_are_left_out() -> None:
    text = f"Les délégations ont siégé six heures.\n\n{FAR}\n\nPersonne n'a quitté la table."
    assert told(text, "six heures", "la table") == [
        "Les délégations ont siégé six heures.", "Personne n'a quitté la table.",
    ]  # fmt: skip


def test_short_ones_are_read_with_their_neighbours() -> None:
    text = "Elles ont siégé six heures.\n\nIl pleuvait.\n\nPersonne n'a quitté la table."
    assert told(text, "six heures", "la table") == [text]


def test_a_text_without_marks_is_read_whole() -> None:
    assert near(FAR, []) == [(0, len(FAR))]


@given(
    st.text(alphabet="ab \n", max_size=900), st.lists(st.tuples(st.integers(0, 900), st.integers(1, 300)), max_size=4)
)
def test_no_mark_is_ever_left_out(text: str, spans: list[tuple[int, int]]) -> None:
    found = [Passage(start, min(start + n, len(text)), "s1", "say") for start, n in spans if start < len(text)]
    kept = near(text, found)
    assert kept == sorted(kept) and all(start < end for start, end in kept)
    for one in found:
        if text[one.start : one.end].strip("\n"):
            assert any(start < one.end and one.start < end for start, end in kept)


def test_numbers_that_sources_tell_are_written_as_the_language_does(room: TestClient) -> None:
    assert [words("fr").figure(one) for one in ("60000000", "2.5", "douze", "1e9")] == [
        "60\u202f000\u202f000", "2,5", "douze", "1e9",
    ]  # fmt: skip
    assert words("en").figure("60000000") == "60,000,000"
