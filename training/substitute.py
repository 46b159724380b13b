"""Other words in the place of those of a treebank: its trees stay right, the parser sees verbs that no treebank has.

A verb gives way to one of the lexicon that takes the same arguments («Le ministre [critique → redoute] le texte»), in
the same mood, tense and person; a role noun to another of its gender and number, a state's adjective to another's, a
city to a city. Where French elides, only what begins alike may stand.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from treebank import Word

LEXICON = Path(__file__).parent.parent / "src/pourparlers/lexicon"
Forms = dict[tuple[str, ...], str]
# How often a word that could give way does.
VERBS, NOUNS = 0.5, 0.3
MOODS = {
    "Indicatif": ("Ind", {"présent": "Pres", "imparfait": "Imp", "futur-simple": "Fut", "passé-simple": "Past"}),
    "Conditionnel": ("Cnd", {"présent": "Pres"}),
    "Subjonctif": ("Sub", {"présent": "Pres", "imparfait": "Imp"}),
}
PERSONS = [("Sing", "1"), ("Sing", "2"), ("Sing", "3"), ("Plur", "1"), ("Plur", "2"), ("Plur", "3")]
GENDERS = [("Masc", "Sing"), ("Masc", "Plur"), ("Fem", "Sing"), ("Fem", "Plur")]
ARGUMENTS = {"obj", "ccomp", "xcomp", "obl:arg", "iobj"}
BARRED = {"expl:pv", "expl:pass", "expl:subj", "cop", "aux:caus", "compound:prt", "advcl:cleft"}


def feats_of(word: Word) -> dict[str, str]:
    return dict(part.split("=", 1) for part in word.feats.split("|") if "=" in part)


def shape_of(feats: dict[str, str]) -> tuple[str, ...]:
    """What of a verb's features decides its form."""
    if feats.get("VerbForm") == "Part" and feats.get("Tense") == "Past":
        return "Part", feats.get("Gender", "Masc"), feats.get("Number", "Sing")
    if feats.get("VerbForm") in {"Part", "Ger"}:
        return ("Ing",)
    if feats.get("VerbForm") == "Inf":
        return ("Inf",)
    return tuple(feats.get(name, "") for name in ("Mood", "Tense", "Number", "Person"))


@cache
def french_forms(lemma: str) -> Forms:
    """The forms of a French verb by `shape_of`, from the templates of the package verbecc; empty where it has none."""
    template = _templates()[0].get(lemma)
    if template is None:
        return {}
    stem = lemma.removesuffix(template.partition(":")[2])
    out: Forms = {("Inf",): lemma}
    for mood, tense, ends in _templates()[1][template]:
        if mood in MOODS and tense in MOODS[mood][1]:
            name, tenses = MOODS[mood]
            out |= {(name, tenses[tense], *p): stem + e for p, e in zip(PERSONS, ends, strict=False) if e is not None}
        elif tense == "participe-présent" and ends[0] is not None:
            out["Ing",] = stem + ends[0]
        elif tense == "participe-passé":
            out |= {("Part", *g): stem + e for g, e in zip(GENDERS, ends, strict=False) if e is not None}
    return out


@cache
def _templates() -> tuple[dict[str, str], dict[str, list[tuple[str, str, list[str | None]]]]]:
    data = Path(str(find_spec("verbecc").origin)).parent / "data/xml"  # type: ignore[union-attr]
    verbs = etree.fromstring((data / "verbs/verbs-fr.xml").read_bytes())
    kinds = etree.fromstring((data / "conjugations/conjugations-fr.xml").read_bytes())
    tenses = {
        kind.get("name"): [(m.tag, t.tag, [p.findtext("i") for p in t]) for m in kind for t in m] for kind in kinds
    }
    return {v.findtext("i"): v.findtext("t") for v in verbs.iter("v")}, tenses


@cache
def english_forms(lemma: str) -> Forms:
    """The forms of an English verb by `shape_of`, from the package lemminflect."""
    from lemminflect import getInflection

    form = {tag: getInflection(lemma, tag)[0] for tag in ("VBZ", "VBD", "VBN", "VBG") if getInflection(lemma, tag)}
    out: Forms = {("Inf",): lemma, ("Ing",): form.get("VBG", "")}
    for number, person in PERSONS:
        third = (number, person) == ("Sing", "3")
        out["Ind", "Pres", number, person] = form.get("VBZ", "") if third else lemma
        out["Ind", "Past", number, person] = form.get("VBD", "")
    out |= {("Part", *g): form.get("VBN", "") for g in GENDERS} | {("Ind", "Past", "", ""): form.get("VBD", "")}
    return {key: value for key, value in out.items() if value}


class Substitutes:
    """What may stand in whose place, in one language."""

    def __init__(self, language: str) -> None:
        self.french = language == "fr"
        self.forms: Callable[[str], Forms] = french_forms if self.french else english_forms
        self.verbs = self._verbs(language)
        self.nouns = self._nouns(language)
        self.city_list = [row[f"name_{language}"] for row in _rows("places")]
        self.cities = frozenset(self.city_list)

    def _verbs(self, language: str) -> dict[tuple[str, ...], list[str]]:
        """Verbs of the lexicon by the arguments that they take."""
        out: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for entry in yaml.safe_load((LEXICON / language / "acts_verbs.yaml").read_text(encoding="utf-8")):
            lemma = str(entry["verb"])
            if " " in lemma or "'" in lemma or not self.forms(lemma):
                continue
            asked = "obj" in entry.get("target", [])
            for frame in entry.get("content", []):
                out[tuple(sorted({frame, "obj"} if asked and frame != "obj" else {frame}))].append(lemma)
            if entry.get("incise") and entry.get("act") == "say":
                out["incise",].append(lemma)
        return out

    def _nouns(self, language: str) -> dict[str, list[list[str]]]:
        """Groups of forms that may stand for each other: of each lower-case form, the groups that hold it."""
        groups: dict[str, list[str]] = defaultdict(list)
        for entry in yaml.safe_load((LEXICON / language / "roles.yaml").read_text(encoding="utf-8")):
            for kind, words in entry["forms"].items():
                groups[f"role {kind}"] += [word for word in words if word.isalpha()]
        for row in _rows("states"):
            for kind, word in enumerate(row[f"adjectives_{language}"].split("|")):
                groups[f"state {kind if self.french else 0}"] += [word] if word.isalpha() else []
        out: dict[str, list[list[str]]] = defaultdict(list)
        for group in groups.values():
            for word in set(group):
                out[word].append(sorted(set(group)))
        return out

    def vary(self, sentence: list[Word], rng: random.Random) -> list[Word]:
        """The same tree with other words."""
        out = [replace(word) for word in sentence]
        for i, word in enumerate(sentence):
            other = self._other(sentence, i, rng)
            if other and self._may_stand(sentence, i, other[0]):
                word = out[i]
                word.form, word.lemma = _like(other[0], sentence[i].form), other[1]
        return out

    def _other(self, sentence: list[Word], i: int, rng: random.Random) -> tuple[str, str] | None:
        word = sentence[i]
        if word.pos == "VERB":
            return self._other_verb(sentence, i, rng) if rng.random() < VERBS else None
        if rng.random() >= NOUNS:
            return None
        named = any(w.head == i for w in sentence if w.dep.startswith("flat"))
        if word.pos == "PROPN" and word.form in self.cities and not named:
            city = rng.choice(self.city_list)
            return (city, city) if city.isalpha() else None
        if word.pos in {"NOUN", "ADJ"} and word.form.lower() in self.nouns:
            form = rng.choice(rng.choice(self.nouns[word.form.lower()]))
            return form, form if word.pos == "NOUN" else word.lemma
        return None

    def _other_verb(self, sentence: list[Word], i: int, rng: random.Random) -> tuple[str, str] | None:
        kids = [(k, w) for k, w in enumerate(sentence) if w.head == i and k != i]
        if any(w.dep in BARRED for _, w in kids):
            return None
        wanted = tuple(sorted(self._arguments(sentence, i, kids)))
        lemmas = self.verbs.get(wanted) or []
        shape = shape_of(feats_of(sentence[i]))
        lemma = rng.choice(lemmas) if lemmas else ""
        form = self.forms(lemma).get(shape) if lemma else None
        return (form, lemma) if form else None

    def _arguments(self, sentence: list[Word], i: int, kids: list[tuple[int, Word]]) -> Iterator[str]:
        if sentence[i].dep.startswith("parataxis") and not any(w.dep in ARGUMENTS for _, w in kids):
            yield "incise"
        for k, kid in kids:
            if kid.dep in ARGUMENTS:
                yield self._frame(sentence, k, kid)
            elif kid.dep == "nsubj:pass":
                yield "obj"

    def _frame(self, sentence: list[Word], k: int, kid: Word) -> str:
        """An argument in the words of the lexicon: «obj», «xcomp:de», «obl:à»."""
        if kid.dep in {"obj", "iobj", "ccomp"}:
            return kid.dep
        links = {"case", "mark"} if kid.dep != "xcomp" else {"mark"}
        link = next((w.lemma.split()[0] for w in sentence if w.head == k and w.dep in links), "")
        return f"{kid.dep.split(':')[0]}:{link}" if link else kid.dep.split(":")[0]

    def _may_stand(self, sentence: list[Word], i: int, form: str) -> bool:
        """Whether the words beside stay as they are: «l'affirme» is no «l'critique», "an envoy" no "an minister"."""
        old = sentence[i].form
        if form[0].lower() == "h" or old[0].lower() == "h":
            return False
        return _vowel(old) == _vowel(form) or not (i and len(sentence[i - 1].form) <= 4)


def _rows(name: str) -> list[dict[str, Any]]:
    with (LEXICON / f"world/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _vowel(word: str) -> bool:
    return word[0].lower() in "aeiouyàâéèêëîïôûœæ"


def _like(form: str, old: str) -> str:
    return form[0].upper() + form[1:] if old[0].isupper() else form
