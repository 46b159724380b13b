import time

import pytest

import pourparlers
from pourparlers.model import ArticleError, LanguageError

SENTENCE = "La ministre a déclaré lundi que le quai rouvrirait en mai. "
# Seconds of the processor, far beyond what reading takes: only what grows out of proportion fails.
LONGEST = 60.0


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff"])
def test_an_empty_text_is_no_article(text: str) -> None:
    with pytest.raises(ArticleError):
        pourparlers.read(text, language="fr")


@pytest.mark.parametrize("text", ["«»", "“”“”", '"', "« « » »", "''", "‹›„“", "« » " * 500])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_quotation_marks_alone_say_nothing(text: str, language: str) -> None:
    assert pourparlers.read(text, language=language).statements == ()


@pytest.mark.parametrize("mark", ["«", "»", "“", "”", '"', "'", "’", "„", "‹", "›", "(", "[", "—", "…", "« ", "» "])
def test_unpaired_marks_are_read_in_time(mark: str) -> None:
    text = SENTENCE + mark * 100_000 + SENTENCE
    started = time.process_time()
    record = pourparlers.read(text, language="fr", published="2022-01")
    assert time.process_time() - started < LONGEST
    assert all(text[s.start : s.end] == s.text for statement in record.statements for s in statement.content)


# Running text of a million characters takes as long as its 200,000 words do; a fifth of it tells whether time grows with length.
@pytest.mark.parametrize(("unit", "size"), [("a", 1_000_000), ("- ", 1_000_000), (SENTENCE, 200_000)])
def test_a_very_long_line_is_read_in_time_or_refused(unit: str, size: int) -> None:
    text = (unit * (size // len(unit) + 1))[:size]
    started = time.process_time()
    try:
        pourparlers.read(text, language="fr", published="2022-01")
    except ArticleError as error:
        assert error.hint
    assert time.process_time() - started < LONGEST


@pytest.mark.parametrize(
    "text",
    [
        # A phrase before «on» that has no noun.
        "La ministre est venue. Plus tôt, on avait assuré que tout allait bien.",
        # A pronoun beside others, one of whom it may stand for.
        "La crise oppose les institutions et ceux qui veulent les réformer. Ils refusent le texte.",
        # A negation that is all of what is said.
        "Non, prévient la ministre.",
        # Nothing at all that is said, before its speaker.
        "Il doit être ; , a-t-il conclu.",
        # A body that somebody has at the end of an article, where its name would stand.
        "La Suisse a signé un accord avec son groupe",
        # Two commas with nothing between them.
        "Trois semaines passèrent, , avaient dit que tout allait bien.",
        # A paragraph of one character between two that one quotation runs through.
        "Elle a dit : « Le lac baisse.\n(\n« Les barques restent à sec. »",
    ],
)
def test_phrases_that_lack_what_most_have_are_read(text: str) -> None:
    assert pourparlers.read(text, language="fr").article.text == text


def test_bidi_and_control_characters_stay_where_they_are() -> None:
    text = "La \u202eministre\u202c a dit\x01 que \u2066le quai\u2069 rouvrira.\x1b[31m « Oui\u200b », a-t-elle\ufeff ajouté.\x07"
    record = pourparlers.read(text, language="fr", published="2022-01")
    assert record.article.text == text
    assert all(text[s.start : s.end] == s.text for statement in record.statements for s in statement.content)


@pytest.mark.parametrize(
    "text",
    [
        "Die Ministerin hat am Montag erklärt, dass der Hafen im Mai wieder geöffnet wird und die Boote fahren werden.",
        "El ministro dijo el lunes que el puerto volverá a abrir en mayo y que los barcos podrán salir sin permiso.",
        "Министр заявила в понедельник, что причал снова откроется в мае.",
    ],
)
def test_another_language_is_refused_by_name(text: str) -> None:
    with pytest.raises(LanguageError):
        pourparlers.read(text)
