import csv
import re
from pathlib import Path
from typing import Any

import pytest

from lexicon.sentences import FOLDER, LANGUAGES, act_files
from pourparlers.lexicon import ActEntry, load_lexicon, load_world
from pourparlers.lexicon.entries import ContentEntry, EncounterEntry, RoleEntry
from pourparlers.lexicon.loader import entries, read_yaml
from pourparlers.model import Act, EncounterKind, Stance, Status

# A relation, with its marker where the relation takes one: lexicon/README.md, "A role is".
ROLE = re.compile(
    r"nsubj|obj|iobj|acl|governor|ccomp(:\w+)?|(xcomp|pred|advcl)(:[\w' ]+)?|(obl|nmod):[\w' ]+",
)
SHAPES: dict[str, type[Any]] = {"content": ContentEntry, "encounters": EncounterEntry, "roles": RoleEntry}
FILES = [
    *((path, ActEntry) for path in act_files()),
    *((FOLDER / lang / f"{name}.yaml", kind) for lang in LANGUAGES for name, kind in SHAPES.items()),
]
WORLD = ("states", "organisations", "metonyms", "places", "first_names")
# Those whose word is another state's too («congolais», "Dominicans"), or that have no people of their own.
SHARED = {("CG", "adjectives"), ("CG", "demonyms"), ("DM", "demonyms"), ("VA", "demonyms")}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / "world" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def acts(language: str) -> list[ActEntry]:
    return [entry for path in act_files() if path.parent.name == language for entry in entries(path, ActEntry)]


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_yaml_file_can_be_read(path: Path) -> None:
    assert read_yaml(path)


@pytest.mark.parametrize(("path", "kind"), FILES, ids=lambda p: f"{p.parent.name}/{p.name}" if isinstance(p, Path) else "")
def test_entries_keep_their_shape_and_stand_in_order(path: Path, kind: type[Any]) -> None:
    ids = [entry.id for entry in entries(path, kind)]
    assert ids == sorted(ids)
    assert all(id_.startswith(f"{path.parent.name}.") for id_ in ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_id_stands_once_in_all_files_of_acts(language: str) -> None:
    ids = [entry.id for entry in acts(language)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_act_has_one_word_and_roles_as_the_readme_tells(language: str) -> None:
    for entry in acts(language):
        assert sum(bool(w) for w in (entry.verb, entry.noun, entry.adjective, entry.preposition)) == 1, entry.id
        for role in (*entry.content, *entry.target, *entry.addressee, *entry.speaker):
            assert ROLE.fullmatch(role), f"{entry.id}: {role}"
        assert entry.incise in {True, False, "only"}, entry.id
        assert entry.content or entry.incise or entry.preposition, f"{entry.id} can have no content"


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_marked_in_pairs(language: str) -> None:
    for entry in acts(language):
        for sentence in (*entry.yes, *entry.no):
            left = re.sub(r"\[[^][<>{}]+\]|<[^<>]+>|\{[^][<>{}]+\}", "", sentence)
            assert not re.search(r"[][<>{}]", left), f"{entry.id}: {sentence}"


@pytest.mark.parametrize(("language", "least"), [("en", 350), ("fr", 450)])
def test_every_act_has_its_words(language: str, least: int) -> None:
    found = acts(language)
    assert len(found) >= least
    assert {entry.act for entry in found} == set(Act)
    assert sum(bool(entry.yes) for entry in found) >= 0.9 * len(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_encounters_and_contents_name_what_the_model_knows(language: str) -> None:
    lexicon = load_lexicon(language)
    assert {entry.kind for entry in lexicon.encounters} == {str(kind) for kind in EncounterKind}
    assert {entry.status for entry in lexicon.encounters} <= {None, *(str(status) for status in Status)}
    assert {entry.stance for entry in lexicon.contents} <= {None, *(str(stance) for stance in Stance)}
    for entry in lexicon.contents:
        re.compile(entry.pattern)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_roles_shifters_and_hedges(language: str) -> None:
    lexicon = load_lexicon(language)
    assert len(lexicon.role_entries) > 100
    assert {"head_of_state", "minister", "diplomat", "spokesperson", "envoy"} <= {e.role for e in lexicon.role_entries}
    assert len(lexicon.scope.shifter_nouns) > 20
    assert len(lexicon.scope.shifter_verbs) > 20
    assert len(lexicon.scope.hedge_adverbs) > 5
    assert lexicon.negation and lexicon.scope.condition_markers


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_inflected_form_has_one_lemma(language: str) -> None:
    forms = [form for line in read_yaml(FOLDER / language / "forms.yaml").values() for form in line.split()]
    assert len(forms) == len(set(forms))
    assert len(forms) > 1000


@pytest.mark.parametrize("name", WORLD)
def test_a_table_of_the_world_stands_in_order(name: str) -> None:
    keys = [next(iter(row.values())) for row in rows(name)]
    assert keys == sorted(keys)
    assert all(None not in row and None not in row.values() for row in rows(name)), "a row is longer or shorter than its head"


@pytest.mark.parametrize("name", ["states", "organisations"])
def test_an_actor_of_the_world_stands_once(name: str) -> None:
    ids = [row["id"] for row in rows(name)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"Q\d+", row["wikidata"]) for row in rows(name) if row["wikidata"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_members_of_the_united_nations_have_their_names(language: str) -> None:
    members = [row for row in rows("states") if row["member"] in {"un", "observer"}]
    assert sum(row["member"] == "un" for row in members) == 193
    assert {row["id"] for row in members if row["member"] == "observer"} == {"PS", "VA"}
    missing = {
        (row["id"], column)
        for row in members
        for column in ("name", "adjectives", "demonyms", "capital")
        if not row[f"{column}_{language}"].strip()
    }
    assert missing <= SHARED
    assert all(re.fullmatch(r"[A-Z]{2}", row["id"]) and row["wikidata"] for row in members)


def test_organisations_are_known_in_both_languages() -> None:
    found = rows("organisations")
    assert sum("|" in row["names_fr"] and "|" in row["names_en"] for row in found) >= 150
    assert sum(bool(row["wikidata"]) for row in found) >= 150
    assert all(row["names_fr"] and row["names_en"] for row in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_name_stands_for_is_in_the_gazetteer(language: str) -> None:
    world = load_world(language)
    known = {row["id"] for name in ("states", "organisations") for row in rows(name)}
    # A region goes by its name in the language.
    assert set(world.things) == {world.regions.get(id_, id_) for id_ in known}
    assert {row["id"] for row in rows("metonyms")} <= known
    # A sea or a river lies in no one state.
    assert {row["country"] for row in rows("places")} <= known | {""}


@pytest.mark.parametrize(
    ("language", "path"), [(lang, FOLDER / lang / "content.yaml") for lang in LANGUAGES], ids=LANGUAGES
)
def test_a_pattern_of_content_finds_its_sentences_and_no_other(language: str, path: Path) -> None:
    faults = []
    for entry in entries(path, ContentEntry):
        pattern = re.compile(entry.pattern)
        for wanted, sentences in ((True, entry.yes), (False, entry.no)):
            for sentence in sentences:
                if bool(pattern.search(sentence.lower().replace("’", "'"))) is not wanted:
                    faults.append((entry.id, wanted, sentence))
    assert not faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_judge_stand_in_order_and_once(language: str) -> None:
    lists = read_yaml(FOLDER / language / "verdicts.yaml")
    assert all(words == sorted(set(words)) for words in lists.values())
    verdicts = load_lexicon(language).verdicts
    assert not verdicts.praise & (verdicts.blame | verdicts.refused | verdicts.untrue)
    assert not verdicts.misdeeds & verdicts.deeds
