"""What errors say on a page: in its language, and with a way out that a page has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import pourparlers
from pourparlers.views.wording import FOLDER, languages
from pourparlers.web.telling import place, telling
from sentences import sentences

SOURCE = Path(pourparlers.__file__).parent
# What pages ask of a dossier; files to import and codebooks are of the command line.
OF_DOSSIERS = (
    "correcting.py", "deciding.py", "making.py", "naming.py", "merging/course.py", "review/corrections.py",
    "review/values.py", "standing/disputes/contradictions.py", "standing/filters.py", "standing/finding/search.py",
    "standing/stands/proposals.py", "standing/ties/networks.py",
)  # fmt: skip
# What serves the room and what makes it tells it in a terminal.
NO_PAGE = {"serve.py", "schemas.py"}
MODULES = [
    SOURCE / "articles",
    *(path for path in (SOURCE / "web").rglob("*.py") if path.name not in NO_PAGE),
    *(SOURCE / "dossier" / one for one in OF_DOSSIERS),
]
# What is nothing but values: «{}: {}».
_WORDS = re.compile(r"[A-Za-zÀ-ÿ]{2}")
SENTENCES = {text: where for text, where in sentences(MODULES).items() if _WORDS.search(text)}


def test_sentences_are_found() -> None:
    assert "the file is {}, not an article." in SENTENCES
    assert "Give --language ({})." in SENTENCES
    assert len(SENTENCES) > 300


def test_a_french_page_says_every_error_in_french() -> None:
    lacking = {text: where for text, where in SENTENCES.items() if telling(_filled(text), "fr").language != "fr"}
    assert not lacking, "say these in src/pourparlers/lexicon/ui/problems/fr.yaml"


@pytest.mark.parametrize("ui", languages())
def test_no_page_names_an_option_of_the_command_line(ui: str) -> None:
    named = [said for text in SENTENCES if re.search(r"(?<![\w-])--[a-z]", said := telling(_filled(text), ui).text)]
    # How a scan is made readable is done by another program.
    assert [one for one in named if "ocrmypdf" not in one] == []


@pytest.mark.parametrize("ui", languages())
def test_what_an_error_names_stays_in_what_a_page_says(ui: str) -> None:
    path = FOLDER / "problems" / f"{ui}.yaml"
    for text, said in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        gaps = re.findall(r"\{(\d*)(?::\w+)?\}", said)
        assert len(gaps) <= text.count("{}"), text
        assert all(int(one) < text.count("{}") for one in gaps if one), text


def _filled(text: str) -> str:
    return text.replace("{{}}", "{'a'}").replace("{}", "'de'")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "the file is an OpenDocument file, not an article.",
            "Le fichier est un fichier OpenDocument, et non un article.",
        ),
        ("the text seems to be in language 'de'.", "Langue du texte, semble-t-il : allemand."),
        ("Languages read: en, fr.", "Langues lues : anglais, français."),
        ("Give --language (en, fr).", "Envoyez-le de nouveau en choisissant sa langue dans le formulaire."),
        ("there is no column 'corps'.", "Il n'y a pas de colonne « corps »."),
        ('there is no column "l\'eau".', "Il n'y a pas de colonne « l'eau »."),
    ],
)
def test_an_error_is_said_in_french(sentence: str, said: str) -> None:
    assert telling(sentence, "fr").text.replace("\u00a0", " ") == said


def test_an_error_that_has_no_words_stays_english() -> None:
    assert telling("the moon is down.", "fr") == ("The moon is down.", "en")


@given(st.text(max_size=80))
def test_whatever_an_error_names_is_said(value: str) -> None:
    said = telling(f"there is no column {value!r}.", "fr")
    assert "\n" not in said.text and len(said.text) < 500


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("press/fil.rss, entry 3", "press/fil.rss, entrée 3"),
        ("lettre.eml, attachment row 7.html", "lettre.eml, pièce jointe row 7.html"),
        ("Le pont, row 3.txt", "Le pont, row 3.txt"),
        ("rapport.txt", "rapport.txt"),
    ],
)
def test_a_place_is_said_in_french(where: str, said: str) -> None:
    assert place(where, "fr") == said
