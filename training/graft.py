"""Word vectors for a pipeline that was trained without: nothing changes at first, training goes on from there.

The packaged parsers are such ones. The layer that mixes what is known of a word gets columns for its vector, which
begin at zero.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import Model

import vectors


def graft(old: Language, new: Language) -> Language:
    """Copy the weights of the tok2vec layer of `old` into that of `new`, which has vectors; returns `new`.

    Args:
        old: a pipeline with `tok2vec`, without vectors.
        new: an initialised pipeline of the same sizes, with vectors.
    """
    mine, theirs = _parameters(new), _parameters(old)
    for name, wanted in theirs.items():
        for (node, parameter), (source, _) in zip(mine[name], wanted, strict=True):
            node.set_param(parameter, _widened(source.get_param(parameter), node.get_param(parameter).shape))
    return new


def _parameters(nlp: Language) -> dict[str, list[tuple[Model, str]]]:
    out: dict[str, list[tuple[Model, str]]] = defaultdict(list)
    for node in nlp.get_pipe("tok2vec").model.walk():
        out[node.name] += [(node, name) for name in node.param_names if node.has_param(name)]
    return out


def _widened(values: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    out = np.zeros(shape, dtype=values.dtype)
    out[..., : values.shape[-1]] = values
    return out


def swap(old: Path, new: Language, out: Path) -> None:
    """Write the pipeline of `old` to `out` with the tok2vec layer, configuration and vectors of `new`."""
    nlp = spacy.load(old)
    nlp.vocab.vectors = new.vocab.vectors
    vectors.save(nlp, out)
    (out / "tok2vec/model").write_bytes(new.get_pipe("tok2vec").model.to_bytes())
    head, mark, tail = (out / "config.cfg").read_text().partition("[components.tok2vec.model.embed]")
    tail = tail.replace("include_static_vectors = false", "include_static_vectors = true", 1)
    (out / "config.cfg").write_text(head + mark + tail)
