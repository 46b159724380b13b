from functools import cache

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparlers.model import Article, Record, Span, Statement
from pourparlers.reading.reader import Reader

# What breaks readers of text: marks of every style, breaks, no-break and zero-width spaces, bidi and control characters.
MARKS = st.sampled_from([*"«»“”„‟‘’‚‹›\"'()[]{}—–-…:;,.!?\n\r\t\v\f\x85\u2028\u2029\u00a0\u202f\u200b\u200e\u202e\u2066\ufeff\x00\x1b"])
WORDS = st.sampled_from(
    "Berne Vilnius la ministre a déclaré dit que selon «Non», lundi 12 janvier 2022 le quai rouvrira accuse Rome d'avoir elle "
    "the envoy said that according to Tallinn rejected plan on Monday Lina Havreng porte-parole s'est entretenue avec son homologue "
    "n'est pas du 3 au 5 mai qu'il faut Q. R. — PRAIA, été 𝕋𝕒𝕝𝕝 é́ ﬁ 中 العربية 🐟".split()
)
TEXTS = st.lists(st.one_of(WORDS, MARKS, st.characters(exclude_categories=["Cs"])), max_size=60).map(" ".join) | st.text(max_size=120)
LANGUAGES = st.sampled_from(["fr", "en"])
SLOW = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@cache
def reader() -> Reader:
    return Reader()


def read(text: str, language: str) -> Record:
    return reader().read(Article(id="a-1", language=language, published="2022-01", text=text))


def spans(record: Record) -> list[Span]:
    """All spans that a record holds."""
    found = [Span(t.start, t.end, t.text) for t in record.times]
    found += [span for actor in record.actors for span in actor.mentions]
    found += [span for encounter in record.encounters for span in encounter.evidence]
    for statement in record.statements:
        found += statement_spans(statement)
    return found


def statement_spans(statement: Statement) -> list[Span]:
    why = statement.why.speaker
    found = list(statement.content)
    found += [statement.cue] if statement.cue else []
    found += [Span(why.start, why.end, why.text)] if why else []
    return found


@SLOW
@given(TEXTS, LANGUAGES)
def test_every_span_says_what_its_text_says(text: str, language: str) -> None:
    record = read(text, language)
    assert record.article.text == text
    for span in spans(record):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text


@SLOW
@given(TEXTS, LANGUAGES)
def test_a_record_names_only_what_it_holds(text: str, language: str) -> None:
    record = read(text, language)
    actors = {actor.id for actor in record.actors}
    assert len(actors) == len(record.actors)
    statements = {statement.id for statement in record.statements}
    for statement in record.statements:
        assert statement.content
        assert {*statement.speaker, *statement.party, *statement.addressees} <= actors
        assert statement.target is None or statement.target in actors
        assert statement.answers is None or statement.answers in statements
        assert statement.time is None or statement.time in {t.id for t in record.times}
    for encounter in record.encounters:
        assert {*encounter.parties, *encounter.persons} <= actors
    assert {id_ for issue in record.issues for id_ in issue.statements} <= statements


@SLOW
@given(TEXTS, LANGUAGES)
def test_the_same_text_gives_the_same_bytes(text: str, language: str) -> None:
    once = msgspec.json.encode(read(text, language))
    assert msgspec.json.encode(read(text, language)) == once


@settings(SLOW, max_examples=15)
@given(st.lists(TEXTS, min_size=2, max_size=5), LANGUAGES)
def test_articles_read_together_are_read_as_each_alone(texts: list[str], language: str) -> None:
    articles = [Article(id=f"a-{n}", language=language, text=text) for n, text in enumerate(texts)]
    together = list(reader().pipe(articles))
    assert together == [reader().read(article) for article in articles]
