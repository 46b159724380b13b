from functools import cache

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pourparlers
from pourparlers.model import Article, Record, Span, Statement
from pourparlers.reading.reader import Reader

# What breaks readers of text: marks of every style, breaks, no-break and zero-width spaces, bidi and control characters.
MARKS = st.sampled_from([*"«»“”„‟‘’‚‹›\"'()[]{}—–-…:;,.!?\n\r\t\v\f\x85\u2028\u2029\u00a0\u202f\u200b\u200e\u202e\u2066\ufeff\x00\x1b"])
FRENCH = (
    "Berne a accusé Vilnius d'avoir", "la ministre Lina Havreng a déclaré que", "« le quai rouvrira lundi »", ", a-t-elle ajouté.",
    "selon l'envoyé norvégien", "« Nous refusons ce plan", "», a prévenu le négociateur", "le 12 janvier", "du 3 au 5 mai à Genève",
    "les deux délégations se sont rencontrées", "Rome, qui n'est pas d'accord,", "ses démentis", "il faut que Tunis", "Q. — Et le lac ?", "\n— Non.",
)  # fmt: skip
ENGLISH = (
    "Tallinn accused Riga of", "the minister Lina Havreng said that", "“the pier will reopen on Monday,”", "she added.", "according to the envoy",
    '"We reject this plan', '," the negotiator warned', "on 12 January", "talks in Geneva from 3 to 5 May", "the two sides met", "his denial",
    "Oslo has not ruled out", "Q. And the lake?", "\nMS. HAVRENG: No.", "reportedly",
)  # fmt: skip
NOISE = st.one_of(MARKS, MARKS, st.sampled_from(["𝕋𝕒𝕝𝕝", "e\u0301\u0301", "ﬁ", "中", "العربية", "🐟"]), st.characters(exclude_categories=["Cs"]))
JOINTS = st.sampled_from([" ", " ", " ", "", ", ", ". ", "\n", "\u00a0"])


def texts(chunks: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Sentences put together at random, noise amid them."""
    part = st.tuples(st.one_of(st.sampled_from(chunks), st.sampled_from(chunks), NOISE), JOINTS).map("".join)
    return st.lists(part, min_size=1, max_size=25).map("".join) | st.text(max_size=120)


CASES = st.one_of(texts(FRENCH).map(lambda t: (t, "fr")), texts(ENGLISH).map(lambda t: (t, "en")))
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
@given(CASES)
def test_every_span_says_what_its_text_says(case: tuple[str, str]) -> None:
    text, language = case
    record = read(text, language)
    assert record.article.text == text
    for span in spans(record):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text


@SLOW
@given(CASES)
def test_a_record_names_only_what_it_holds(case: tuple[str, str]) -> None:
    record = read(*case)
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
@given(CASES)
def test_the_same_text_gives_the_same_bytes(case: tuple[str, str]) -> None:
    assert msgspec.json.encode(read(*case)) == msgspec.json.encode(read(*case))


@settings(SLOW, max_examples=15)
@given(st.lists(CASES, min_size=2, max_size=5))
def test_articles_read_together_are_read_as_each_alone(cases: list[tuple[str, str]]) -> None:
    articles = [Article(id=f"a-{n}", language=language, text=text) for n, (text, language) in enumerate(cases)]
    assert list(reader().pipe(articles)) == [reader().read(article) for article in articles]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le Gabon a refusé une part de deux cinquièmes jusqu'en 2054.", "fr"),
        ("Gabon has turned down a cut of two fifths, and a share until 2054.", "en"),
    ],
)
def test_nothing_was_said_after_the_article_that_tells_it(text: str, language: str) -> None:
    record = pourparlers.read(text, language=language, published="2018-05-19")
    assert any(time.value == "2054" for time in record.times)
    assert record.statements
    assert all(statement.time is None for statement in record.statements)


def test_a_time_that_is_told_of_a_statement_stays() -> None:
    record = pourparlers.read("Mercredi, le Gabon a refusé la taxe.", language="fr", published="2018-05-19")
    (statement,) = record.statements
    assert next(time.value for time in record.times if time.id == statement.time) == "2018-05-16"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le Gabon a refusé la taxe, qui avait été créée en 1953.", "fr"),
        ("Le Gabon refuse la taxe alors que le Ghana a signé le traité en 2015.", "fr"),
        ("Gabon rejected the toll, which was introduced in 1953.", "en"),
    ],
)
def test_the_time_of_another_clause_is_not_when_it_was_said(text: str, language: str) -> None:
    record = pourparlers.read(text, language=language, published="2018-05-19")
    assert record.times
    (statement,) = (one for one in record.statements if one.act == "reject")
    assert statement.time is None
