import pytest

from pourparlers.cli.why import _fact, _spans, explain
from pourparlers.language.tree import Parse, Sentence, Token, link
from pourparlers.model import (
    Act,
    Article,
    Form,
    How,
    PourparlersError,
    Record,
    Span,
    SpeakerEvidence,
    Statement,
    Why,
)
from pourparlers.views.wording import wording

TEXT = "Berne refuse. Rome attend."


def parse() -> Parse:
    rows = [
        ("Berne", "Berne", "PROPN", "nsubj", 1, 0),
        ("refuse", "refuser", "VERB", "root", 1, 0),
        (".", ".", "PUNCT", "punct", 1, 0),
        ("Rome", "Rome", "PROPN", "nsubj", 4, 1),
        ("attend", "attendre", "VERB", "root", 4, 1),
        (".", ".", "PUNCT", "punct", 4, 1),
    ]
    tokens, at = [], 0
    for i, (text, lemma, pos, dep, head, sent) in enumerate(rows):
        start = TEXT.index(text, at)
        at = start + len(text)
        tokens.append(Token(i, start, at, text, lemma, pos, {}, dep, head, sent))
    sentences = [Sentence(0, 2, 1, 0), Sentence(3, 5, 4, 0)]
    for sentence in sentences:
        link(tokens, sentence.first, sentence.last)
    return Parse(TEXT, tokens, sentences, [])


def record() -> Record:
    why = Why(speaker=SpeakerEvidence(start=0, end=5, text="Berne", how=How.NAMED))
    cue = Span.of(TEXT, 6, 12)
    said = Statement(id="s1", act=Act.REJECT, form=Form.NARRATED, content=(cue,), cue=cue, rule="fr.refuser", why=why)
    return Record(article=Article(id="a-0", language="fr", text=TEXT), statements=(said,))


def test_a_fact_is_explained_by_its_sentence_spans_rule_and_tree() -> None:
    words = wording("en")
    found = _fact(record(), "s1")
    lines = list(explain(record(), found, list(_spans(found, words)), parse(), words))
    assert "  Berne refuse." in lines
    assert not any("Rome" in line for line in lines)
    assert "  0–5 speaker (named): Berne" in lines
    assert "  6–12 cue: refuse" in lines
    assert "Rule: fr.refuser" in lines
    assert "  refuse  VERB root  (refuser)" in lines
    assert "    Berne  PROPN nsubj  (Berne)" in lines


def test_an_unknown_fact_is_told_with_those_that_there_are() -> None:
    with pytest.raises(PourparlersError, match="s9") as caught:
        _fact(record(), "s9")
    assert "s1" in caught.value.hint
