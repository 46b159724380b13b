import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.model import Act, Actor, ActorKind, Article, Form, Record, Span, Statement
from pourparlers.views.html import fragment, page
from pourparlers.views.marking import Passage, marked, pieces
from pourparlers.views.safe import harmless

HOSTILE = "<script>alert(1)</script> & \"'>\u202e<img src=x onerror=alert(2)>\x1b[31m"


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Records of any text with any spans, overlapping as they like."""
    text = draw(st.text(min_size=1, max_size=60))
    ends = st.integers(0, len(text))

    def spans(count: int) -> tuple[Span, ...]:
        pairs = [sorted((draw(ends), draw(ends))) for _ in range(count)]
        return tuple(Span.of(text, start, end) for start, end in pairs)

    statements = tuple(
        Statement(id=f"s{n}", act=draw(st.sampled_from(Act)), form=Form.DIRECT, content=spans(2), rule="r")
        for n in range(draw(st.integers(0, 4)))
    )
    actor = Actor(id=f"person:{draw(st.text(max_size=8))}", kind=ActorKind.PERSON, name="n", mentions=spans(2))
    return Record(article=Article(id="a-0", language="fr", text=text), actors=(actor,), statements=statements)


@given(records())
def test_without_its_tags_the_marked_text_is_the_text(record: Record) -> None:
    shown = unescape(re.sub(r"<[^>]*>", "", marked(record)))
    assert shown == harmless(record.article.text)


@given(records())
def test_every_span_is_marked_with_its_fact(record: Record) -> None:
    html = marked(record)
    for statement in record.statements:
        for span in statement.content:
            inside = re.findall(rf'data-facts="[^"]*\b{statement.id}\b[^"]*">([^<]*)</mark>', html)
            assert len(unescape("".join(inside))) >= span.end - span.start


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=8))
def test_pieces_follow_one_another(pairs: list[tuple[int, int]]) -> None:
    cut = list(pieces(20, (Passage(min(p), max(p), str(n), "x") for n, p in enumerate(pairs))))
    assert [piece.start for piece in cut] == [0, *(piece.end for piece in cut[:-1])]
    assert cut[-1].end == 20


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_hostile_article_stays_text(language: str) -> None:
    span = Span.of(HOSTILE, 0, len(HOSTILE))
    said = Statement(id="s1", speaker=(f"person:{HOSTILE}",), act=Act.SAY, form=Form.DIRECT, content=(span,), rule=HOSTILE)
    actor = Actor(id=f"person:{HOSTILE}", kind=ActorKind.PERSON, name=HOSTILE, role=HOSTILE, mentions=(span,))
    article = Article(id="a-0", language="fr", title=HOSTILE, outlet=HOSTILE, url="javascript:alert(3)", text=HOSTILE)
    record = Record(article=article, actors=(actor,), statements=(said,))
    for html in (page([record], language), fragment(record, language)):
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "javascript:" not in html
        assert not set("\u202e\x1b") & set(html)
