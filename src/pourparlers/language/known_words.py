"""What a pipeline makes of a word by itself, kept for the next time that the word comes.

The first layers of a pipeline turn each word into numbers by its form alone (its beginning, its end, its capitals, its
vector, whether a space follows); what stands around it comes in later. Nine words of ten have been seen a moment ago.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any

import numpy
from spacy.attrs import ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, get_ops

# Words that are kept: those of some 500 articles, in 8 MB. When there are as many, it begins anew.
KEPT = 16_384

# An array of floats, a row a word.
Numbers = Any
Embed = Model[list[Doc], list[Numbers]]


def keep_words(nlp: Language) -> None:
    """Let the models of a pipeline keep what they make of words.

    Args:
        nlp: a pipeline that knows words by their form alone, as the packaged ones do.
    """
    models = [pipe.model for _, pipe in nlp.pipeline if hasattr(pipe, "model")]
    for node in [node for model in models for node in model.walk()]:
        if node.has_ref("embed") and node.layers[0] is node.get_ref("embed"):
            node.layers[0] = kept(node.layers[0])


def kept(embed: Embed, most: int = KEPT) -> Embed:
    """A layer that gives what another gives, which it asks for the words that it has not kept.

    What comes of a word must not depend on those beside which it was first met. Multiplied with BLIS a row of a matrix
    gives the same bits whatever the other rows are; with other libraries it does not on every processor.

    Args:
        embed: the layer that turns words into numbers by their form alone.
        most: how many words are kept.
    """
    exact = get_ops("numpy", use_blis=True)
    for node in embed.walk():
        node.ops = exact
    return Model("kept_words", _forward, layers=[embed], attrs={"words": _Words(most)})


class _Words:
    """The numbers of words, by a key of each."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._rows: dict[int, int] = {}
        self._numbers: Numbers = None
        self._lock = Lock()

    def of(self, keys: list[int], made: Callable[[list[int]], Numbers]) -> Numbers:
        """The numbers of some words.

        Args:
            keys: of the words, each once, at most as many as are kept.
            made: gives the numbers of those at some places of `keys`.
        """
        with self._lock:
            if len(self._rows) + len(keys) > self.most:
                self._rows.clear()
            new = [place for place, key in enumerate(keys) if key not in self._rows]
            if new:
                self._put([keys[place] for place in new], made(new))
            return self._numbers[[self._rows[key] for key in keys]]

    def _put(self, keys: list[int], numbers: Numbers) -> None:
        if self._numbers is None:
            self._numbers = numpy.zeros((self.most, numbers.shape[1]), dtype=numbers.dtype)
        first = len(self._rows)
        self._numbers[first : first + len(keys)] = numbers
        self._rows.update(zip(keys, range(first, first + len(keys)), strict=True))


def _forward(model: Embed, docs: list[Doc], is_train: bool) -> tuple[list[Numbers], Callable[[Any], Any]]:
    embed, words = model.layers[0], model.attrs["words"]
    if is_train or not any(map(len, docs)):
        return embed(docs, is_train)
    forms = numpy.concatenate([doc.to_array([ORTH, SPACY]) for doc in docs])
    # A form is told by 64 bits of its own; the number after it stands for the form with a space after it.
    keys, first, places = numpy.unique(forms.sum(axis=1, dtype="uint64"), return_index=True, return_inverse=True)
    if len(keys) > words.most:
        return embed(docs, is_train)
    each = forms[first]
    numbers = words.of(keys.tolist(), lambda new: embed.predict([_doc_of(docs[0], each[new])])[0])
    ends = numpy.cumsum([len(doc) for doc in docs])[:-1]
    return numpy.split(numbers[places], ends), _no_training


def _doc_of(beside: Doc, forms: Any) -> Doc:
    """A Doc of some words, each with a space after it or not."""
    strings = beside.vocab.strings
    return Doc(
        beside.vocab, words=[strings[int(form)] for form, _ in forms], spaces=[bool(after) for _, after in forms]
    )


def _no_training(_: Any) -> Any:
    raise NotImplementedError("what is kept of words is not trained")
