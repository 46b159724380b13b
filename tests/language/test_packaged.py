"""The packaged pipelines: their word vectors are found, and tell the parser of verbs that its treebanks lack."""

import pytest
from spacy.attrs import NORM

from pourparlers.language.pipeline import load

PLAIN = {
    "fr": [("Le sénateur critique la lenteur des douanes.", "critique"), ("L'universitaire redoute un retard.", "redoute")],
    "en": [("Marine biologists reject that reading.", "reject"), ("Its organisers demand a fixed timetable.", "demand")],
}


@pytest.mark.parametrize("language", sorted(PLAIN))
def test_vectors_are_looked_up_by_the_norm(language):
    vocab = load(language).nlp.vocab
    assert vocab.vectors.attr == NORM
    assert vocab["minister"].norm in vocab.vectors.key2row


@pytest.mark.parametrize("language", sorted(PLAIN))
def test_the_verb_of_a_plain_sentence_is_its_root(language):
    for text, verb in PLAIN[language]:
        parse = load(language).parse(text, [(0, len(text))])
        assert [token.text for token in parse.tokens if token.rel == "root"] == [verb]
