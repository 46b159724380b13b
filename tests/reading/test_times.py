"""Times: what is found, what it means, what is none."""

from functools import cache
from pathlib import Path

import pytest
import yaml

import pourparlers
from pourparlers.language.tree import Parse, Sentence, Token, link
from pourparlers.model import LexiconError
from pourparlers.reading.times.calendar import easter, read_published
from pourparlers.reading.times.find import TimeGrammar, compile_grammar, find_times

LEXICON = Path(pourparlers.__file__).parent / "lexicon"


@cache
def grammar(language: str) -> TimeGrammar:
    return compile_grammar(yaml.safe_load((LEXICON / language / "times.yaml").read_text(encoding="utf-8")))


def bare(text: str) -> Parse:
    return Parse(text, [], [], [])


def read(language: str, text: str, published: str | None) -> list[tuple[str, str]]:
    return [(time.text, time.value) for time in find_times(bare(text), published, grammar(language))]


def tree(rows: list[tuple[str, str, str, dict[str, str], str, int]]) -> Parse:
    """A sentence from rows of (word, lemma, pos, features, relation, head)."""
    text, tokens = "", []
    for i, (word, lemma, pos, feats, dep, head) in enumerate(rows):
        tokens.append(Token(i, len(text), len(text) + len(word), word, lemma, pos, feats, dep, head, 0))
        text += word + " "
    root = next(token.i for token in tokens if token.head == token.i)
    link(tokens, 0, len(tokens) - 1)
    return Parse(text, tokens, [Sentence(0, len(tokens) - 1, root, 0)], [])


# Published on Thursday 19 January 2023.
FRENCH = [
    ("Ils se sont vus le 12 janvier.", [("le 12 janvier", "2023-01-12")]),
    ("Elle est arrivée lundi soir.", [("lundi soir", "2023-01-16TEV")]),
    ("Ils se sont quittés lundi dernier.", [("lundi dernier", "2023-01-16")]),
    ("Rendez-vous dimanche prochain.", [("dimanche prochain", "2023-01-22")]),
    ("Avant-hier, puis demain matin.", [("Avant-hier", "2023-01-17"), ("demain matin", "2023-01-20TMO")]),
    ("Signé le 3 mars 2015, ratifié le lendemain.", [("le 3 mars 2015", "2015-03-03"), ("le lendemain", "2015-03-04")]),
    ("Ouverte mardi, elle a repris deux jours plus tard.", [("mardi", "2023-01-17"), ("deux jours plus tard", "2023-01-19")]),
    ("Il y a trois semaines.", [("Il y a trois semaines", "2022-W52")]),
    ("D'ici à fin mars, dit-il.", [("fin mars", "2023-03")]),
    ("Plus tôt cette semaine.", [("Plus tôt cette semaine", "2023-W03")]),
    ("L'an dernier, au premier trimestre 2022.", [("L'an dernier", "2022"), ("premier trimestre 2022", "2022-Q1")]),
    ("Réunis du 10 au 12 janvier.", [("du 10 au 12 janvier", "2023-01-10/2023-01-12")]),
    ("Les 24 et 25 septembre 2022.", [("Les 24", "2022-09-24"), ("25 septembre 2022", "2022-09-25")]),
    ("Mardi 17 et mercredi 18 janvier.", [("Mardi 17", "2023-01-17"), ("mercredi 18 janvier", "2023-01-18")]),
    ("La guerre de 1996-2001.", [("1996-2001", "1996/2001")]),
    ("La 10e journée consécutive.", [("La 10e journée consécutive", "P10D")]),
    ("Plus de sept heures de pourparlers.", [("Plus de sept heures", "PT7H")]),
    ("Une quarantaine de minutes.", [("Une quarantaine de minutes", "PT40M")]),
    ("Trois heures et demie, ou une demi-heure.", [("Trois heures et demie", "PT3H30M"), ("une demi-heure", "PT30M")]),
    ("Quatre-vingt-dix jours.", [("Quatre-vingt-dix jours", "P90D")]),
    ("Tous les six mois, chaque lundi, deux fois par an.", [("Tous les six mois", "P6M"), ("chaque lundi", "XXXX-WXX-1"), ("deux fois par an", "P1Y")]),
    ("Mardi, puis à 22 heures.", [("Mardi", "2023-01-17"), ("22 heures", "2023-01-17T22:00")]),
    ("La séance ouvre à 15H30 GMT.", [("15H30 GMT", "2023-01-19T15:30Z")]),
    ("Dans la nuit de mardi à mercredi.", [("la nuit de mardi à mercredi", "2023-01-17TNI")]),
    ("Les années 1990, le XXe siècle.", [("Les années 1990", "199"), ("le XXe siècle", "19")]),
    ("Ces dernières semaines, les trois prochains mois.", [("Ces dernières semaines", "PAST_REF"), ("les trois prochains mois", "P3M")]),
    ("Pour le moment, rien.", [("Pour le moment", "PRESENT_REF")]),
    ("La seconde quinzaine de juin 2022.", [("La seconde quinzaine de juin 2022", "2022-06")]),
    ("Le lendemain de Noël.", [("Le lendemain de Noël", "2022-12-26")]),
    ("En mars de l'an dernier.", [("mars de l'an dernier", "2022-03")]),
    ("Mercredi de la semaine dernière.", [("Mercredi de la semaine dernière", "2023-01-11")]),
    ("Dès lundi en huit, dit-elle.", [("lundi en huit", "2023-01-30")]),
    ("À 6h45 demain.", [("6h45 demain", "2023-01-20T06:45")]),
    ("Ce soir à 8 heures.", [("Ce soir à 8 heures", "2023-01-19T20:00")]),
    ("Mardi de 14h30 à 16h.", [("Mardi de 14h30 à 16h", "2023-01-17T14:30/2023-01-17T16:00")]),
    ("Publié le 12/03/2022 à 14:05.", [("le 12/03/2022 à 14:05", "2022-03-12T14:05")]),
    ("Chaque lundi à 16 heures.", [("Chaque lundi à 16 heures", "XXXX-WXX-1T16:00")]),
    ("La semaine 31.", [("La semaine 31", "2023-W31")]),
    ("Le dernier dimanche d'avril 2023.", [("Le dernier dimanche d'avril 2023", "2023-04-30")]),
    ("La dernière semaine de 2022.", [("La dernière semaine de 2022", "2022-W52")]),
    ("Il y a un an jour pour jour.", [("Il y a un an jour pour jour", "2022-01-19")]),
    ("Condamné à deux ans et trois mois.", [("deux ans et trois mois", "P2Y3M")]),
    ("Pendant 2h30.", [("2h30", "PT2H30M")]),
    ("Le 10 décembre prochain, le 15 du mois prochain.", [("Le 10 décembre prochain", "2023-12-10"), ("le 15 du mois prochain", "2023-02-15")]),
]
ENGLISH = [
    ("They met on January 12.", [("January 12", "2023-01-12")]),
    ("They met on Friday, May 5, 2017, at 3 p.m.", [("Friday, May 5, 2017, at 3 p.m.", "2017-05-05T15:00")]),
    ("She left last Friday.", [("last Friday", "2023-01-13")]),
    ("It opened three weeks ago.", [("three weeks ago", "2022-W52")]),
    ("By mid-November 2022.", [("mid-November 2022", "2022-11")]),
    ("By the end of September 2022.", [("the end of September 2022", "2022-09")]),
    ("They spoke last night for about forty minutes.", [("last night", "2023-01-18TNI"), ("about forty minutes", "PT40M")]),
    ("Next month, every ten days.", [("Next month", "2023-02"), ("every ten days", "P10D")]),
    ("Earlier this week.", [("Earlier this week", "2023-W03")]),
    ("In the 1990s, from 2014 to 2016.", [("the 1990s", "199"), ("from 2014 to 2016", "2014/2016")]),
    ("On 24 and 25 September 2022.", [("24", "2022-09-24"), ("25 September 2022", "2022-09-25")]),
    ("On September 24 and 25 last month.", [("September 24", "2022-09-24"), ("25", "2022-09-25"), ("last month", "2022-12")]),
    ("A three-month waiver.", [("three-month", "P3M")]),
    ("Two and a half hours, half an hour.", [("Two and a half hours", "PT2H30M"), ("half an hour", "PT30M")]),
    ("Later, on Tuesday; the next day it rained.", [("Tuesday", "2023-01-17"), ("the next day", "2023-01-18")]),
    ("The third straight day.", [("The third straight day", "P3D")]),
    ("At 1500 GMT.", [("1500 GMT", "2023-01-19T15:00Z")]),
    ("In May last year.", [("May last year", "2022-05")]),
    ("On Tuesday of last week.", [("Tuesday of last week", "2023-01-10")]),
    ("At 8 a.m. tomorrow.", [("8 a.m. tomorrow", "2023-01-20T08:00")]),
    ("From March 10 through 12, 2022.", [("From March 10 through 12, 2022", "2022-03-10/2022-03-12")]),
    ("In the 21st century.", [("the 21st century", "20")]),
    ("Two years and three months.", [("Two years and three months", "P2Y3M")]),
    ("The 2022-23 fiscal year.", [("The 2022-23 fiscal year", "2022/2023")]),
]
NO_TIMES = [
    ("fr", "Il a sept blessés, un tiers des voix, mille voix."),
    ("fr", "Le pêcheur, âgé de 45 ans, et son voisin, 62 ans, ont été reçus."),
    ("fr", "La Seconde Guerre mondiale et le Printemps arabe."),
    ("fr", "La planète Mars, Mme Avril, la résolution 2231, à 45 km/h."),
    ("fr", "En 2 000 exemplaires, à l'ordre du jour, un homme de 20 ans."),
    ("fr", "Le Matin et Le Soir, le 20 heures, M. Janvier, le règlement 2016/679, les 2/3 des voix."),
    ("fr", "Elle a 62 ans, et l'accord coûte de 1500 à 2500 euros."),
    ("en", "A quarter of the votes, between 2000 and 3000 soldiers; she is 45 years old."),
    ("en", "On the sidelines, the 45-year-old envoy may march on."),
    ("en", "The Good Friday Agreement, aged 45, the second round, resolution 2231."),
    ("en", "She told The Sunday Telegraph of a decades-old dispute."),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french(text: str, expected: list[tuple[str, str]]) -> None:
    assert read("fr", text, "2023-01-19") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert read("en", text, "2023-01-19") == expected


@pytest.mark.parametrize(("language", "text"), NO_TIMES)
def test_false_friends(language: str, text: str) -> None:
    assert read(language, text, "2023-01-19") == []


def test_a_day_is_never_guessed() -> None:
    assert read("fr", "Hier, elle a parlé.", "2023-01") == [("Hier", "2023-01")]
    assert read("fr", "Il y a trois semaines.", "2023-01") == [("Il y a trois semaines", "PAST_REF")]
    assert read("fr", "Le 3 mars.", None) == [("Le 3 mars", "XXXX-03-03")]


def test_an_article_names_its_own_day() -> None:
    text = "Ce 12 janvier, ils siègent. Deux jours plus tôt, rien. Plus tôt cette semaine non plus. Mi-décembre, Oslo écrivait."
    assert [value for _, value in read("fr", text, "2022-01")] == ["2022-01-12", "2022-01-10", "2022-W02", "2021-12"]
    assert read("en", "OSLO, Sept 12 - It rained on Tuesday.", "2018-09") == [("Sept 12", "2018-09-12"), ("Tuesday", "2018-09-11")]


def test_only_the_head_of_a_paragraph_is_a_dateline() -> None:
    text = "It rained. The ferrymen of the northern shore had been warned of it on January 5. It rained yesterday."
    assert read("en", text, "2023-01") == [("January 5", "2023-01-05"), ("yesterday", "2023-01")]


def test_a_paragraph_in_brackets_is_told_from_the_day_of_the_article() -> None:
    text = "They met on Monday.\n\n(The briefing was concluded at 2:07 p.m.)"
    assert read("en", text, "2023-01-19")[1] == ("2:07 p.m.", "2023-01-19T14:07")


def test_ids_offsets_and_bounds() -> None:
    text = "Signé fin octobre 2022, révisé le 2 novembre 2022."
    times = find_times(bare(text), "2023-01-19", grammar("fr"))
    assert [time.id for time in times] == ["t1", "t2"]
    assert all(text[time.start : time.end] == time.text for time in times)
    assert (times[0].mod, times[0].begin, times[0].end_date) == ("END", "2022-10-01", "2022-10-31")
    assert times[1].rule == "fr.date.day-month"


@pytest.mark.parametrize(("verb", "tense", "expected"), [("arriva", "Past", "2023-01-16"), ("arrivera", "Fut", "2023-01-23")])
def test_tense_decides_a_weekday(verb: str, tense: str, expected: str) -> None:
    parse = tree(
        [
            ("Elle", "lui", "PRON", {}, "nsubj", 1),
            (verb, "arriver", "VERB", {"Tense": tense, "VerbForm": "Fin"}, "root", 1),
            ("lundi", "lundi", "NOUN", {}, "obl:mod", 1),
        ]
    )
    assert [time.value for time in find_times(parse, "2023-01-19", grammar("fr"))] == [expected]


def test_a_plan_lies_ahead() -> None:
    parse = tree(
        [
            ("La", "le", "DET", {}, "det", 1),
            ("séance", "séance", "NOUN", {}, "nsubj:pass", 3),
            ("est", "être", "AUX", {"Tense": "Pres"}, "aux:pass", 3),
            ("fixée", "fixer", "VERB", {"Tense": "Past", "VerbForm": "Part"}, "root", 3),
            ("à", "à", "ADP", {}, "case", 5),
            ("lundi", "lundi", "NOUN", {}, "obl:arg", 3),
        ]
    )
    assert [time.value for time in find_times(parse, "2023-01-19", grammar("fr"))] == ["2023-01-23"]


def test_a_number_that_counts_is_no_year() -> None:
    parse = tree(
        [
            ("De", "de", "ADP", {}, "case", 2),
            ("2000", "2000", "NUM", {}, "nummod", 2),
            ("tonnes", "tonne", "NOUN", {"Number": "Plur"}, "root", 2),
        ]
    )
    assert find_times(parse, "2023-01-19", grammar("fr")) == ()


@pytest.mark.parametrize("text", ["", "\n\n", "le " * 20000, "1" * 100000, "(" * 20000, "1-" * 20000, "trois et " * 5000])
def test_hostile_text(text: str) -> None:
    assert read("fr", text, "2023-01-19") == []


@pytest.mark.parametrize("published", ["", "soon", "0000", "2023-13", "2023-02-31"])
def test_a_published_that_is_no_date(published: str) -> None:
    assert read_published(published) is None
    read("fr", "Lundi, le 31 décembre 9999, hier, en mars, il y a 9999 ans.", published)


def test_edges_of_the_calendar() -> None:
    for published in ("0001-01-01", "9999-12-31"):
        read("fr", "Hier, demain, lundi, en mars, il y a 9999 siècles, l'an dernier, le week-end, Noël, dans 9999 jours.", published)


def test_easter() -> None:
    assert [easter(year).isoformat() for year in (2019, 2023, 2024)] == ["2019-04-21", "2023-04-09", "2024-03-31"]


def test_a_grammar_that_is_not_well_formed() -> None:
    data = {"words": {}, "weak": {"words": [], "categories": []}, "rules": [{"id": "x", "is": "{nothing}", "read": "none"}]}
    with pytest.raises(LexiconError):
        compile_grammar(data)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_rule_ids_are_unique_and_of_their_language(language: str) -> None:
    ids = [rule.id for rule in grammar(language).rules]
    assert len(ids) == len(set(ids))
    assert all(rule_id.startswith(f"{language}.") for rule_id in ids)
