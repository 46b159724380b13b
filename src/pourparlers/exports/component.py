"""A component for pipelines of spaCy: `nlp.add_pipe("pourparlers")` reads documents into records.

spaCy imports this module when it makes a pipeline, ours too: it imports nothing of the reader before it reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from pourparlers.exports.docs import fill, record_on
from pourparlers.model import Article, Record

if TYPE_CHECKING:
    from pourparlers.reading.reader import Reader

# What a document may tell of itself in its `user_data`; it outranks the config.
PUBLISHED = "published"
Doc.set_extension("pourparlers", getter=record_on, force=True)


@Language.factory(
    "pourparlers",
    default_config={"language": None, "pipeline": None, "published": None},
    assigns=["doc.spans", "doc._.pourparlers"],
)
def make(nlp: Language, name: str, language: str | None, pipeline: str | None, published: str | None) -> Component:
    """The component of a pipeline.

    Args:
        nlp: the pipeline; its language is that of the documents, unless it is none that can be read ("xx").
        name: of the component.
        language: of the documents, "fr" or "en", where it is not that of the pipeline.
        pipeline: an installed pipeline that the reader reads with; the packaged one where None.
        published: when the documents were published, as precise as it is known: 2022-01-12.

    Raises:
        DateError: `published` is no date.
    """
    return Component(language or nlp.lang or "", pipeline, published)


class Component:
    """Reads documents; what stands in them is then in `doc.spans` and `doc._.pourparlers`.

    Args:
        language: of the documents; told from the text of each where it is neither "fr" nor "en".
        pipeline, published: as of `make`.

    Raises:
        DateError: `published` is no date.
    """

    def __init__(self, language: str, pipeline: str | None = None, published: str | None = None) -> None:
        self._language, self._pipeline = language, pipeline
        self._published = _checked(published)
        self._reader: Reader | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Read documents in their order, some side by side.

        Raises:
            LanguageError: a document is in a language that cannot be read.
            DateError: what a document tells as its day of publication is no date.
        """
        source = iter(docs)
        while some := list(islice(source, batch_size)):
            articles = [self._article(doc) for doc in some]
            records = self._records([one for one in articles if one is not None])
            for doc, article in zip(some, articles, strict=True):
                if article is not None:
                    fill(doc, next(records))
                yield doc

    def _records(self, articles: list[Article]) -> Iterator[Record]:
        from pourparlers.reading.reader import Reader

        self._reader = self._reader or Reader(pipeline=self._pipeline)
        return self._reader.pipe(articles)

    def _article(self, doc: Doc) -> Article | None:
        """A document as an article; None where it holds no text."""
        from pourparlers.articles.detect import detect
        from pourparlers.articles.load import article_id

        text = doc.text
        if not text.strip():
            return None
        published = _checked(doc.user_data.get(PUBLISHED)) or self._published
        language = self._language if self._language in {"fr", "en"} else detect(text, "")
        return Article(id=article_id(text, published), language=language, published=published, text=text)


def _checked(published: object) -> str | None:
    from pourparlers.articles.dates import checked_date

    return None if published is None else checked_date(str(published))
