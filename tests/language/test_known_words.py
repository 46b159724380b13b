"""What is kept of words changes nothing of what is read, whatever was read before."""

from __future__ import annotations

import threading
from typing import Any

import numpy
import pytest
import spacy
import threadpoolctl
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from thinc.api import Model

from pourparlers.language.known_words import KEPT, kept
from pourparlers.language.matrices import by_one_thread
from pourparlers.language.pipeline import PACKAGED, load

WORDS = [
    "La",
    "ministre",
    "d'",
    "Ostravie",
    "ministre",
    "a",
    "refusé",
    "Navarin",
    "«",
    "refus",
    "…",
    "ﬁ",
    "𝒳",
    "\u202e",
]
TEXT = "La ministre des Ports, Ilka Dobreva, a refusé mardi l'offre de la Zubrovie. «Nous verrons», a-t-elle dit."


@pytest.fixture(scope="module")
def plain() -> Any:
    """The French pipeline as spaCy loads it."""
    return spacy.load(PACKAGED / "fr", config={"nlp": {"lang": "xx"}})


def embed_of(nlp: Any) -> Any:
    return nlp.get_pipe("tok2vec").model.layers[0]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), max_size=9), min_size=1, max_size=5),
    st.integers(1, 6),
)
def test_what_is_kept_is_what_the_layer_gives(plain: Any, sentences: list[list[tuple[str, bool]]], most: int) -> None:
    assume(any(sentences))
    docs = [Doc(plain.vocab, words=[w for w, _ in one], spaces=[after for _, after in one]) for one in sentences]
    embed = embed_of(plain)
    layer = kept(embed, most)
    for _ in range(2):
        for got, expected in zip(layer.predict(docs), embed.predict(docs), strict=True):
            assert got.shape[0] == expected.shape[0]
            assert numpy.array_equal(got, expected) or not len(got)


def test_words_are_let_go_when_too_many_are_kept(plain: Any) -> None:
    layer = kept(embed_of(plain), 50)
    for start in range(0, 400, 7):
        words = [f"mot{n}" for n in range(start, start + 40)]
        doc = Doc(plain.vocab, words=words)
        assert numpy.array_equal(layer.predict([doc])[0], embed_of(plain).predict([doc])[0])
    assert layer.attrs["words"]._numbers.shape[0] == 50


def test_several_threads_may_ask_at_once(plain: Any) -> None:
    layer, wrong = kept(embed_of(plain), 60), []

    def ask(offset: int) -> None:
        for n in range(40):
            doc = Doc(plain.vocab, words=[f"mot{(offset * 13 + n + k) % 97}" for k in range(30)])
            if not numpy.array_equal(layer.predict([doc])[0], expected(doc)):
                wrong.append(doc)

    def expected(doc: Doc) -> Any:
        return embed_of(plain).predict([doc])[0]

    threads = [threading.Thread(target=ask, args=(offset,)) for offset in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert wrong == []


def test_a_packaged_pipeline_keeps_words_and_parses_as_it_would_without(plain: Any) -> None:
    names = {
        node.name for _, pipe in load("fr").nlp.pipeline if isinstance(pipe.model, Model) for node in pipe.model.walk()
    }
    assert "kept_words" in names
    assert KEPT > 1000

    def told(doc: Doc) -> list[tuple[Any, ...]]:
        return [(t.text, t.pos_, t.lemma_, t.dep_, t.head.i, t.ent_type_) for t in doc]

    assert told(load("fr").nlp(TEXT)) == told(plain(TEXT))


def test_matrices_are_multiplied_by_one_thread_only_while_words_are_parsed() -> None:
    def threads() -> list[int]:
        return [one["num_threads"] for one in threadpoolctl.threadpool_info() if one["user_api"] == "blas"]

    before, inside = threads(), []

    def source() -> Any:
        for n in range(3):
            inside.append(threads())
            yield n

    for _ in by_one_thread(source()):
        assert threads() == before
    assert all(set(one) <= {1} for one in inside)
