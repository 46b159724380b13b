import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.views.times import brief_time, human_time
from pourparlers.views.wording import languages, wording


@pytest.mark.parametrize(
    ("value", "mod", "french", "english"),
    [
        ("2022-01-12", None, "12 janvier 2022", "12 January 2022"),
        ("2021-12", "MID", "mi-décembre 2021", "mid-December 2021"),
        ("2022", None, "2022", "2022"),
        ("2022-W02", None, "semaine du 10 janvier 2022", "week of 10 January 2022"),
        ("2022-01-12TEV", None, "12 janvier 2022, soir", "12 January 2022, evening"),
        ("2024-03-01", None, "1er mars 2024", "1 March 2024"),
        ("2024-03-21", None, "21 mars 2024", "21 March 2024"),
        ("2024-02-01TMO", "BEFORE", "avant le 1er février 2024, matin", "before 1 February 2024, morning"),
        ("2024-02-12", "ON_OR_BEFORE", "jusqu'au 12 février 2024", "until 12 February 2024"),
        ("2024-02", "ON_OR_BEFORE", "jusqu'en février 2024", "until February 2024"),
        ("2021-W05", None, "semaine du 1er février 2021", "week of 1 February 2021"),
        ("2021-W05-WE", None, "week-end du 6 février 2021", "weekend of 6 February 2021"),
        ("199", None, "années 1990", "1990s"),
        ("2021-SP", None, "printemps 2021", "spring 2021"),
        ("2021-Q1", None, "1er trimestre 2021", "first quarter of 2021"),
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


def test_where_there_is_little_room_the_first_is_counted_too() -> None:
    assert brief_time("2024-03-01", wording("fr")) == "1er mars 2024"
    assert brief_time("2024-12-31", wording("fr")) == "31 déc. 2024"
    assert brief_time("2024-12", wording("fr")) == "déc. 2024"
    assert (brief_time("2024-13", wording("fr")), brief_time("2024", wording("fr"))) == ("2024-13", "2024")
    assert brief_time("2024-03-01", wording("en")) == "1 Mar 2024"


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
