import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.views.times import human_time
from pourparlers.views.wording import languages, wording


@pytest.mark.parametrize(
    ("value", "mod", "french", "english"),
    [
        ("2022-01-12", None, "12 janvier 2022", "January 12, 2022"),
        ("2021-12", "MID", "mi-décembre 2021", "mid-December 2021"),
        ("2022", None, "2022", "2022"),
        ("2022-W02", None, "semaine du 10 janvier 2022", "week of January 10, 2022"),
        ("2022-01-12TEV", None, "12 janvier 2022, soir", "January 12, 2022, evening"),
        ("PT7H", "MORE_THAN", "plus de 7\u00a0heures", "more than 7 hours"),
        ("1996/2001", None, "1996 – 2001", "1996 – 2001"),
        ("PAST_REF", None, "par le passé", "in the past"),
        ("2022-13-45", None, "2022-13-45", "2022-13-45"),
        ("XXXX-WXX", None, "XXXX-WXX", "XXXX-WXX"),
    ],
)
def test_values_are_told_in_words(value: str, mod: str | None, french: str, english: str) -> None:
    assert human_time(value, mod, wording("fr")) == french
    assert human_time(value, mod, wording("en")) == english


@given(st.text(max_size=20), st.one_of(st.none(), st.text(max_size=5)))
def test_any_value_is_told_somehow(value: str, mod: str | None) -> None:
    assert isinstance(human_time(value, mod, wording("fr")), str)


def test_languages_of_the_interface_say_the_same_things() -> None:
    def keys(at: object, path: str = "") -> set[str]:
        if not isinstance(at, dict):
            return {path}
        return {found for key, value in at.items() for found in keys(value, f"{path}/{key}")}

    told = {language: keys(wording(language)._words) for language in languages()}
    assert told["fr"] == told["en"]
