from functools import cache

import pytest

from lexicon.sentences import LANGUAGES, Case, all_cases, fault, known_misses, unmark

# Of 2,800 sentences a few stand so near the edge between two trees that another processor's rounding reads them otherwise.
ROUNDING = 3


@cache
def faults() -> dict[str, tuple[Case, str | None]]:
    """What is wrong with each case, by its name."""
    return {case.name: (case, fault(case, record)) for case, record in all_cases()}


def kept(language: str, kind: bool) -> list[str]:
    return [name for name, (case, _) in faults().items() if case.file.startswith(language) and case.yes is kind]


def test_marks_are_left_out_and_remembered() -> None:
    text, spans = unmark("[Lima] a prié {Quito} de <partir> et de <rester>.")
    assert text == "Lima a prié Quito de partir et de rester."
    assert [text[a:b] for a, b in (*spans["["], *spans["{"], *spans["<"])] == ["Lima", "Quito", "partir", "rester"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_finds_its_statement(language: str) -> None:
    known = set(known_misses())
    wrong = [f"{faults()[n][1]}: {n}" for n in kept(language, True) if faults()[n][1] and n not in known]
    assert len(wrong) <= ROUNDING, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_finds_nothing_in_another_sense(language: str) -> None:
    known = set(known_misses())
    wrong = [n for n in kept(language, False) if faults()[n][1] and n not in known]
    assert len(wrong) <= ROUNDING, "\n".join(wrong)


def test_a_known_miss_still_misses() -> None:
    mended = [n for n in known_misses() if n in faults() and faults()[n][1] is None]
    assert len(mended) <= ROUNDING, "take these out of known_misses.yaml:\n" + "\n".join(mended)


def test_known_misses_are_few_and_of_the_lexicon() -> None:
    assert set(known_misses()) <= set(faults())
    assert len(known_misses()) < 0.1 * len(faults())
