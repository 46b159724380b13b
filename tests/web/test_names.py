"""The names that fields offer."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("of", "words", "named"),
    [
        ("party", "bulg", "BG"), ("party", "georgi", "GE"), ("person", "hatchoonda mut", "Mutinta Hatchoonda"),
        ("issue", "port batoumi", "droits de port de Batoumi"), ("outlet", "echo des lacs", None),
    ],
)  # fmt: skip
def test_what_is_written_in_part_finds_the_name(room: Any, of: str, words: str, named: str | None) -> None:
    told = room.get("/names.json", params={"of": of, "words": words}).json()["names"]
    assert (named in told) if named else told == []


def test_parties_are_offered_in_the_language_of_the_page_and_narrow_as_they_stand_there(room: Any) -> None:
    for language, name in (("fr", "Bulgarie"), ("en", "Bulgaria")):
        page = room.get("/names?of=party", headers={"accept-language": language}).text
        assert f'<option value="{name}">' in page
        assert room.get("/timeline.json", params={"party": name}).json()["pages"]["found"] > 0


def test_each_name_that_is_offered_finds_something(room: Any) -> None:
    for of in ("party", "person", "outlet", "issue"):
        told = room.get("/names.json", params={"of": of}).json()["names"]
        assert 1 < len(told) <= 12
        for name in told:
            assert room.get("/timeline.json", params={of: name}).json()["pages"]["found"] > 0, (of, name)
    assert room.get("/names?of=verbs").status_code == 400


def test_all_fields_that_take_a_name_offer_some(room: Any) -> None:
    for path in (
        "/positions",
        "/proposals",
        "/accusations",
        "/network",
        "/contradictions",
        "/search",
        "/actors",
    ):
        assert 'data-names="party" list="' in room.get(path).text, path
