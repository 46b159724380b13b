"""The articles as documents of spaCy, in one DocBin, with facts as groups of spans."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pourparlers.exports.docs import fill
from pourparlers.exports.formats import Request, Target

if TYPE_CHECKING:
    from spacy.language import Language

TARGET = Target.FILE
OPTIONS: frozenset[str] = frozenset()
_LONGEST = 100_000_000


def save(request: Request, path: Path) -> None:
    """A document for each article, cut into words as spaCy's own pipelines of its language cut it."""
    from spacy.tokens import DocBin

    made = DocBin(store_user_data=True)
    for one in request.contents.told():
        doc = _blank(one.article.language).make_doc(one.article.text)
        request.left.update(fill(doc, one.record))
        made.add(doc)
    # DocBin.to_disk writes to whatever name it is given.
    path.write_bytes(made.to_bytes())


@cache
def _blank(language: str) -> Language:
    import spacy

    nlp = spacy.blank(language)
    nlp.max_length = _LONGEST
    return nlp
