"""One thing has one name in an article."""

from __future__ import annotations

import pytest

from pourparlers import read
from pourparlers.reading.statements.issue_links import join

FRENCH = """Le Portugal exige la restitution des chaluts saisis en mars.

«La restitution des chaluts n'est pas à l'ordre du jour», a répondu la ministre galicienne Uxía Barreiro.

L'Espagne propose un observateur norvégien à bord des navettes. Lisbonne a accepté cet observateur.
"""
ENGLISH = """Portugal demanded the return of the trawls seized in March.

"The return of the trawls is not on the agenda," said Galician minister Uxía Barreiro.

Spain proposed a Norwegian observer aboard the shuttles. Lisbon accepted the observer.
"""


@pytest.mark.parametrize(("text", "language"), [(FRENCH, "fr"), (ENGLISH, "en")])
def test_statements_about_one_thing_share_its_name(text: str, language: str) -> None:
    record = read(text, language=language, published="2023-05-02")
    trawls, answer, observer, accepted = (statement.issue for statement in record.statements)
    assert trawls == answer
    assert observer == accepted
    assert trawls != observer
    assert all(label in text for label in (trawls, observer) if label)


def test_the_label_is_a_phrase_without_what_turns_the_stance() -> None:
    record = read("Lima réclame l'arrêt du dragage du chenal.", language="fr", published="2023-05-02")
    (issue,) = record.issues
    assert issue.label == "dragage du chenal"


def test_groups_are_joined_by_their_mean() -> None:
    # 2 is as close to 1 as can be, but not to 0: the mean of (0, 2) and (1, 2) is what counts.
    assert join(3, {(0, 1): 0.9, (1, 2): 0.45}) == [[0, 1], [2]]
    assert join(3, {(0, 1): 0.9, (1, 2): 0.6}) == [[0, 1, 2]]
    assert join(2, {}) == [[0], [1]]
