"""`pourparlers why`: what a fact rests on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pourparlers.cli.options import article_options, json_option, ui_option
from pourparlers.model.errors import PourparlersError

if TYPE_CHECKING:
    from pourparlers.language.tree import Parse, Sentence
    from pourparlers.model import Article, Record
    from pourparlers.views.wording import Wording


@click.command()
@click.argument("file", metavar="FILE")
@click.argument("fact", metavar="ID")
@article_options
@json_option
@ui_option
@click.pass_context
def why(
    ctx: click.Context,
    file: str,
    fact: str,
    published: str | None,
    language: str | None,
    pipeline: str | None,
    as_json: bool,
    ui: str | None,
) -> None:
    """Show the sentence, spans, rule and tree behind a fact; of a dossier, what a thing in it rests on.

    FILE is an article as for `read`; ID is the id of one of its facts or actors: s7, e1, t2, RU. Or FILE is a dossier
    (or the URL of one), and ID that of an encounter, a statement, an actor, an issue or a
    decision, which is explained by what it is of.
    """
    if _is_dossier(file):
        _of_dossier(file, fact, as_json, ui)
        return
    from pourparlers.cli.reader import Reading
    from pourparlers.views import wording

    words = wording.wording(ui or wording.of_locale())
    reading = Reading(published, language, pipeline)
    record = next(reading.records([file]), None)
    if record is None:
        ctx.exit(reading.status)
    found = _fact(record, fact)
    if as_json:
        _print_json({"article": record.article.id, "fact": found})
        return
    spans = list(_spans(found, words))
    parse = _parse(record.article, pipeline)
    for line in explain(record, found, spans, parse, words):
        click.echo(line)


def _is_dossier(file: str) -> bool:
    """Whether it is a database, by its first bytes or as a URL."""
    if "://" in file:
        return True
    try:
        with Path(file).open("rb") as opened:
            return opened.read(6) == b"SQLite"
    except OSError:
        return False


def _of_dossier(where: str, asked: str, as_json: bool, ui: str | None) -> None:
    from pourparlers.cli.opening import opened
    from pourparlers.views.reasons import explain
    from pourparlers.views.wording import of_locale

    with opened(where) as dossier:
        told = dossier.why(asked)
    if as_json:
        _print_json(told)
        return
    for line in explain(told, ui or of_locale()):
        click.echo(line)


def _print_json(told: Any) -> None:
    from msgspec.json import encode

    sys.stdout.buffer.write(encode(told) + b"\n")


def explain(
    record: Record, found: Any, spans: list[tuple[str, int, int]], parse: Parse, words: Wording
) -> Iterator[str]:
    """Yield the lines that explain a fact: its sentences, spans, rule and trees."""
    from pourparlers.views.safe import harmless, one_line

    sentences, colon = list(_sentences(parse, spans)), words("labels", "colon")
    yield f"{words('labels', 'why_sentence')}{colon.rstrip()}"
    for sentence in sentences:
        yield f"  {one_line(parse.slice(sentence.first, sentence.last))}"
    yield f"{words('labels', 'why_spans')}{colon.rstrip()}"
    for name, start, end in spans:
        yield f"  {start}–{end} {name}{colon}{one_line(record.article.text[start:end])}"
    yield f"{words('labels', 'why_rule')}{colon}{getattr(found, 'rule', None) or '–'}"
    yield f"{words('labels', 'why_tree')}{colon.rstrip()}"
    for sentence in sentences:
        for token in parse.words(sentence):
            yield harmless(f"  {_depth(parse, token.i) * '  '}{token.text}  {token.pos} {token.dep}  ({token.lemma})")


def _fact(record: Record, wanted: str) -> Any:
    facts: tuple[Any, ...] = (*record.statements, *record.encounters, *record.times, *record.actors)
    for fact in facts:
        if fact.id == wanted:
            return fact
    known = [fact.id for fact in facts]
    hint = f"There are {', '.join(known[:12])}{' …' if len(known) > 12 else ''}." if known else "The record is empty."
    raise PourparlersError(f"the record has no fact {wanted!r}.", where=record.article.id, hint=hint)


def _spans(fact: Any, words: Wording) -> Iterator[tuple[str, int, int]]:
    for field, name in (("content", "content"), ("evidence", "evidence"), ("mentions", "mention")):
        for span in getattr(fact, field, ()):
            yield words("labels", name), span.start, span.end
    speaker = getattr(getattr(fact, "why", None), "speaker", None)
    for name, span in (("cue", getattr(fact, "cue", None)), ("speaker", speaker)):
        if span is not None:
            how = f" ({span.how})" if name == "speaker" else ""
            yield words("labels", name) + how, span.start, span.end
    if hasattr(fact, "start"):
        yield words("labels", "evidence"), fact.start, fact.end


def _parse(article: Article, pipeline: str | None) -> Parse:
    from pourparlers.language.pipeline import load
    from pourparlers.reading.text.layout import find_blocks

    blocks = [(block.start, block.end) for block in find_blocks(article.text)]
    return load(article.language, pipeline).parse(article.text, blocks)


def _sentences(parse: Parse, spans: list[tuple[str, int, int]]) -> Iterator[Sentence]:
    """The sentences in which a span stands, in order."""
    for sentence in parse.sentences:
        start, end = parse.tokens[sentence.first].start, parse.tokens[sentence.last].end
        if any(a < end and start < b for _, a, b in spans):
            yield sentence


def _depth(parse: Parse, at: int) -> int:
    return sum(1 for _ in parse.ancestors(parse.tokens[at]))
