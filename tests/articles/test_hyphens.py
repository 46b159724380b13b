import pytest

from pourparlers.articles.printed.hyphens import Words, together

FRENCH = [
    "Les négociations entre la Suisse et l'Italie ont repris mardi à Coire, et le sous-secrétaire d'État est venu.",
    "Les éleveurs des deux versants demandent depuis deux ans un label commun, qui n'est pas pour demain dans ce canton.",
]
ENGLISH = [
    "The two delegations met in the valley on Tuesday to talk about the label, and the so-called experts were there."
]


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        ("les négo-", "ciations reprennent", "les négociations reprennent"),
        ("une négocia-", "tion difficile", "une négociation difficile"),
        ("le gouver-", "nement italien", "le gouvernement italien"),
        ("le Parle-", "ment européen", "le Parlement européen"),
        ("le par-", "lement", "le parlement"),
        ("le Zurbrig-", "gen", "le Zurbriggen"),
        ("des pas-", "toureaux.", "des pastoureaux."),
        ("le Kaza-", "khstan", "le Kazakhstan"),
        ("le vice-", "président", "le vice-président"),
        ("le vice-prési-", "dent", "le vice-président"),
        ("le sous-", "secrétaire", "le sous-secrétaire"),
        ("le porte-", "parole", "le porte-parole"),
        ("l'accord Franco-", "Allemand", "l'accord Franco-Allemand"),
        ("a-t-", "il dit", "a-t-il dit"),
        ("a-", "t-il dit", "a-t-il dit"),
        ("au-", "delà du col", "au-delà du col"),
        ("aus-", "sitôt", "aussitôt"),
        ("c'est-à-", "dire", "c'est-à-dire"),
        ("viendra-t-", "elle", "viendra-t-elle"),
        ("Aix-en-", "Provence", "Aix-en-Provence"),
        ("Annelise Zurbriggen-", "Favre", "Annelise Zurbriggen-Favre"),
        ("en 2022-", "2023", "en 2022-2023"),
        ("le G-", "7", "le G-7"),
        ("NÉGO-", "CIATIONS", "NÉGOCIATIONS"),
        ("FRANCO-", "ITALIEN", "FRANCO-ITALIEN"),
        ("non –", "et c'est tout", "non – et c'est tout"),
        ("non -", "et c'est tout", "non - et c'est tout"),
        ("le négo\u00ad", "ciateur", "le négociateur"),
        ("la fin", "du mois", "la fin du mois"),
    ],
)
def test_french_hyphens_go_only_where_they_divide_a_word(above: str, below: str, told: str) -> None:
    assert together(above, below, Words([*FRENCH, above, below])) == told


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        ("the nego-", "tiations", "the negotiations"),
        ("the govern-", "ment", "the government"),
        ("the dele-", "gation", "the delegation"),
        ("the vice-", "president", "the vice-president"),
        ("the so-", "called experts", "the so-called experts"),
        ("a long-", "term deal", "a long-term deal"),
        ("Swiss-", "Italian talks", "Swiss-Italian talks"),
    ],
)
def test_english_hyphens_go_only_where_they_divide_a_word(above: str, below: str, told: str) -> None:
    assert together(above, below, Words([*ENGLISH, above, below])) == told


def test_the_document_tells_its_own_words() -> None:
    words = Words([*FRENCH, "Le bateau-phare et la transhumance des palmiers du bateau."])
    assert together("le bateau-", "phare", words) == "le bateau-phare"
    assert together("la trans-", "humance", words) == "la transhumance"
    assert together("des trans-", "humances", words) == "des transhumances"


def test_where_both_parts_are_words_the_hyphen_stays() -> None:
    assert (
        together("la ville-", "canton", Words([*FRENCH, "La ville est grande, et le canton petit."]))
        == "la ville-canton"
    )
