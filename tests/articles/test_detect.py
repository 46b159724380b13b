import pytest

from pourparlers.articles.detect import checked_language, detect, readable
from pourparlers.model import LanguageError


def test_languages_are_those_of_the_lexicon() -> None:
    assert {"fr", "en"} <= set(readable())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Moscou prône l'arrêt de l'extension de l'OTAN"),
        ("fr", "Paris propose une trêve"),
        ("fr", "« Nous sommes prêts », a-t-elle dit à la presse."),
        ("fr", "Qu’a-t-il répondu aux députés qui l’interrogeaient ?"),
        ("en", "Moscow proposes a truce"),
        ("en", "Kyrgyzstan rejects Uzbek demand to halve water releases"),
        ("en", "“It wasn’t us,” he said."),
    ],
)
def test_ours_are_told(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "El ministro de Asuntos Exteriores se reunió ayer en Ginebra con su homólogo para hablar de la tregua.",
        "Il ministro degli Esteri ha incontrato ieri a Ginevra il suo omologo per parlare della tregua.",
        "Der Außenminister traf sich gestern in Genf mit seinem Amtskollegen.",
        "O ministro das Relações Exteriores reuniu-se ontem em Genebra com o seu homólogo para falar da trégua.",
        "El ministre d'Afers Exteriors es va reunir ahir a Ginebra amb el seu homòleg per parlar de la treva.",
        "De minister van Buitenlandse Zaken ontmoette gistermiddag in Genève zijn ambtgenoot.",
        "Ministrul de externe s-a întâlnit ieri la Geneva cu omologul său pentru a discuta despre armistițiu.",
        "Minister spraw zagranicznych spotkał się wczoraj w Genewie ze swoim odpowiednikiem.",
        "Министр иностранных дел встретился вчера в Женеве со своим коллегой.",
        "外交部长昨天在日内瓦会见了",
    ],
)
def test_third_languages_are_refused(text: str) -> None:
    with pytest.raises(LanguageError) as caught:
        detect(text, "file")
    assert caught.value.hint


@pytest.mark.parametrize("text", ["“”" * 1000, "12 345", "…", "\x00\x01"])
def test_a_text_without_words_tells_no_language(text: str) -> None:
    with pytest.raises(LanguageError, match="no word"):
        detect(text)


@pytest.mark.parametrize("written", ["fr", "FR", "fr-CA", "fr_FR", " fr "])
def test_codes_are_read_as_they_come(written: str) -> None:
    assert checked_language(written) == "fr"


@pytest.mark.parametrize("written", ["de", "", "french", "xx"])
def test_other_codes_are_refused(written: str) -> None:
    with pytest.raises(LanguageError):
        checked_language(written)
