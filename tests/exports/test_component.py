"""The component for spaCy, in pipelines of spaCy itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from pourparlers import Article, Reader
from pourparlers.model import DateError, LanguageError

TEXT = "🇵🇪 Mardi, Lima a rejeté la taxe de Quito. «Le quai reste ouvert», a déclaré la ministre péruvienne Rosa Quispe."


def said(doc: Doc) -> list[str]:
    return [span.text for span in doc.spans["pourparlers/statements"]]


def test_any_pipeline_can_read() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("pourparlers", config={"published": "2021-03-10"})
    doc = nlp(TEXT)
    assert said(doc) == ["la taxe de Quito", "Le quai reste ouvert"]
    record = doc._.pourparlers
    assert record == Reader().read(record.article)
    assert record.times[0].value == "2021-03-09"
    assert nlp("")._.pourparlers is None


def test_documents_are_read_in_their_order() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("pourparlers")
    texts = [TEXT, " ", f"Lima refuse une taxe.\n\n{TEXT}"]
    found = list(nlp.pipe(texts, batch_size=2))
    assert [doc.text for doc in found] == texts
    assert [doc._.pourparlers is None for doc in found] == [False, True, False]


def test_a_document_tells_its_own_day() -> None:
    nlp = spacy.blank("fr")
    component = nlp.add_pipe("pourparlers", config={"published": "2021-03-10"})
    doc = nlp.make_doc(TEXT)
    doc.user_data["published"] = "2021-03-18"
    assert component(doc)._.pourparlers.times[0].value == "2021-03-16"


def test_it_is_saved_with_its_pipeline(tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("pourparlers", config={"published": "2021-03-10"})
    nlp.to_disk(tmp_path / "nlp")
    again = spacy.load(tmp_path / "nlp")
    assert again(TEXT)._.pourparlers == nlp(TEXT)._.pourparlers


def test_its_documents_can_be_kept() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("pourparlers")
    doc = nlp(TEXT)
    (again,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert said(again) == said(doc)
    assert again._.pourparlers == doc._.pourparlers


def test_languages_are_told_where_the_pipeline_has_none() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("pourparlers")
    assert nlp(TEXT)._.pourparlers.article.language == "fr"
    with pytest.raises(LanguageError):
        nlp("Die Schweiz und Italien haben sich am Dienstag in Chur getroffen, um über den Käse zu sprechen.")


def test_a_day_that_is_none_is_told() -> None:
    with pytest.raises(DateError):
        spacy.blank("fr").add_pipe("pourparlers", config={"published": "yesterday"})


def test_articles_of_documents_have_the_ids_of_articles() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("pourparlers")
    article: Article = nlp(TEXT)._.pourparlers.article
    from pourparlers.articles import from_text

    assert article.id == from_text(TEXT, language="fr").id
