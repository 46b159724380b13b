"""What may hold talks is let through, by which words, and what cannot is set aside, in time."""

import os
import re
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers.lexicon import load_lexicon
from pourparlers.model import Article, LexiconError
from pourparlers.reading.gate import Gate, Strictness, may_hold
from pourparlers.scoring import gold_files, read_gold

GOLD = Path(__file__).parents[1] / "gold"
LANGUAGES = ["fr", "en"]
# Seconds of the processor, far beyond what it takes: only what grows out of proportion fails.
LONGEST = 20.0


@cache
def gate(language: str, strictness: Strictness = Strictness.USUAL) -> Gate:
    return Gate(language, strictness)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La ministre norvégienne Lina Havreng a déclaré lundi que le quai rouvrirait."),
        ("fr", "Berne accuse Vilnius d'avoir fermé la passe aux bateaux."),
        ("fr", "Berne a fini par lever ses réserves."),
        ("fr", "Les délégations péruvienne et équatorienne se sont rencontrées à Cuenca."),
        ("fr", "Lima et Quito ont tenu deux jours de pourparlers."),
        ("fr", "«Le hareng reviendra», assure le porte-parole."),
        ("fr", "Selon l'OTAN, les balises sont à leur place."),
        ("fr", "Aux dires du négociateur, le lac baisse."),
        ("fr", "L'Etat a mis solennellement en garde les bergers."),
        ("fr", "LE SENEGAL REFUSE LE QUOTA"),
        ("fr", "Le parlement a ratifié le traité sur les phares."),
        ("fr", "Les E\u0301tats-Unis ont rejete\u0301 l'offre."),
        ("en", "The Norwegian minister, Lina Havreng, said the pier would reopen."),
        ("en", "Bern accused Vilnius of closing the strait to boats."),
        ("en", "The Peruvian minister met his Ecuadorian counterpart in Cuenca on 3 March."),
        ("en", "U.S. officials turned the offer down."),
        ("en", "In Bern's opinion, the survey is wrong."),
        ("en", "According to the envoy, the ferry is late."),
        ("en", "Sweden: 'The herring will come back'"),
        ("en", "The armed forces denied it."),
    ],
)
def test_what_may_hold_talks_is_let_through(language: str, text: str) -> None:
    assert gate(language).may_hold(text)
    assert gate(language, Strictness.LOOSE).may_hold(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La tarte se mange tiède, avec une boule de glace à la vanille."),
        ("fr", "Le peloton roule vers le col sous une pluie fine. Vingt coureurs ont une minute."),
        ("fr", "Le film sort mercredi. La musique est d'Aline Corvet, les décors de Paul Rasque."),
        ("fr", "Deux chalets ont brûlé dans la nuit près du lac d'Oudrin."),
        ("fr", "La France est un beau pays.\n\nLe gâteau refuse de lever."),
        ("en", "Bake the tart for forty minutes and let it cool on a rack."),
        ("en", "Great food, friendly waiters, we will come back with us all."),
        ("en", "Corvet scored twice in the second half and Rasque hit the bar."),
        ("en", "Norway is wide.\n\nThe cake refused to rise."),
    ],
)
def test_what_cannot_is_set_aside(language: str, text: str) -> None:
    assert not gate(language).may_hold(text)
    assert gate(language).why(text) == ()


def test_a_party_and_a_cue_must_stand_in_one_sentence() -> None:
    assert not gate("fr").may_hold("Le canton longe la France. Les bergers refusent de descendre.")
    assert gate("fr").may_hold("La France et les bergers refusent de descendre.")
    # The stop is of «M.», and ends no sentence.
    assert gate("fr").may_hold("Le ministre et M. Corvet refusent de descendre.")


def test_a_marker_wants_its_party_after_it() -> None:
    assert gate("en").may_hold("The lake is low, according to the Norwegian envoy.")
    assert not gate("en").may_hold("The envoy is low, according to Ola Hartveit and all of his many elder cousins.")


def test_an_acronym_in_small_letters_is_no_name() -> None:
    assert gate("en").may_hold("The US refused.")
    assert not gate("en").may_hold("He refused to see us.")


def test_the_words_that_let_through_are_told() -> None:
    text = "Il pleut.\nLes délégués norvégiens, Lina Havreng en tête, ont mis hier en garde les bergers. Berne s'en félicite."
    told = [(reason.party.text, reason.cue.text) for reason in gate("fr").why(text)]
    assert told == [("délégués norvégiens", "mis hier en garde"), ("Berne", "félicite")]


def test_a_title_may_let_an_article_through() -> None:
    assert gate("fr").may_hold("Le quai est long.", "Oslo refuse le quota")
    article = Article(id="a", language="fr", title="Oslo refuse le quota", text="Le quai est long.")
    assert may_hold(article)
    assert not may_hold(Article(id="a", language="fr", text="Le quai est long."))


def test_the_strict_gate_wants_a_name_and_in_a_long_article_more_than_one_sentence() -> None:
    strict, filler = gate("fr", Strictness.STRICT), "Le quai est long. " * 60
    assert not strict.may_hold("Le ministre refuse le quota.")
    assert strict.may_hold("Le ministre refuse le quota du canton près d'Oslo.")
    assert not strict.may_hold("Oslo refuse le quota. " + filler)
    assert strict.may_hold("Oslo refuse le quota. " + filler + "Berne accepte la digue.")


def test_another_language_has_no_gate() -> None:
    with pytest.raises(LexiconError):
        Gate("xx")


def test_articles_of_gold_are_let_through() -> None:
    folders = [GOLD / "dev", *(GOLD / "rounds" / name for name in ("bourgas-ferry-2018", "kotor-eau-2016", "riga-colis-2021"))]
    for path in (path for folder in folders for path in gold_files(folder)):
        gold = read_gold(path)
        if gold.encounters or any(statement.get("party") for statement in gold.statements):
            language = gold.language or ("en" if path.name.startswith("en-") else "fr")
            assert gate(language).may_hold(gold.text), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_of_the_lexicon_are_let_through(language: str) -> None:
    """All but one in fifty: those whose speaker is a pronoun, a person without a role, a port or a paper."""
    lexicon = load_lexicon(language)
    sentences = [re.sub(r"[\[\]<>{}]", "", one) for entry in (*lexicon.acts, *lexicon.encounters) for one in entry.yes]
    aside = [one for one in sentences if not gate(language, Strictness.LOOSE).may_hold(one)]
    assert len(aside) <= 0.02 * len(sentences), aside


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("strictness", list(Strictness))
@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "\x00", "…!?", "12 345", "«»", "'", "Ω 中 🐟", "\u0301\u0301", "\ud800"])
def test_a_text_without_words_is_set_aside(text: str, strictness: Strictness, language: str) -> None:
    assert not gate(language, strictness).may_hold(text, text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("strictness", list(Strictness))
@pytest.mark.parametrize(
    "unit",
    ["a", " ", "\n", ".", ". ", '".', "!", "« ", "'", "‘a ", "e\u0301", "\u0301", "Paris fait ", "fait ", "take ", "La ", "the ", "A. ", "quai. ", "mettre en "],
)  # fmt: skip
def test_hostile_texts_are_told_in_time(unit: str, strictness: Strictness, language: str) -> None:
    text = (unit * (400_000 // len(unit) + 1))[:400_000]
    started = time.process_time()
    gate(language, strictness).may_hold(text)
    assert time.process_time() - started < LONGEST


WORDS = ["Oslo", "ministre", "minister", "refuse", "said", "a", "dit", "«", "»", ".", "! ", "\n", "M.", "selon", "mis", "en", "garde", "É", "e\u0301", "U.S.", "the", "La", "Haye"]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=40).map(" ".join), st.sampled_from(LANGUAGES))
def test_what_is_told_stands_in_the_text(text: str, language: str) -> None:
    reasons = gate(language).why(text)
    assert gate(language).may_hold(text) == bool(reasons)
    assert all(text[span.start : span.end] == span.text != "" for reason in reasons for span in reason)
    # A stricter gate lets nothing through that a looser one sets aside.
    assert gate(language).may_hold(text) or not gate(language, Strictness.STRICT).may_hold(text)
    assert gate(language, Strictness.LOOSE).may_hold(text) or not gate(language).may_hold(text)


def test_the_gate_loads_no_parser_and_tells_the_same_each_time() -> None:
    code = (
        "import sys; from pourparlers.reading.gate import Gate; "
        "print(Gate('fr').why('Les ministres ont mis hier la commission en garde. Oslo a fait valoir ses droits, selon Berne.')); "
        "assert 'spacy' not in sys.modules"
    )
    runs = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}  # fmt: skip
    assert len(runs) == 1
