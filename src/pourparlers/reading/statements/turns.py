"""Turns of speech: interviews, transcripts and live pages, where a label tells who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pourparlers.language.tree import Sentence
from pourparlers.model import Act, Form, How
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.cues.drafts import Chars, Draft, trim
from pourparlers.reading.cues.find import cue_at
from pourparlers.reading.statements.acts import content_entry, settle_acts
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.statements.narrated import read_cue
from pourparlers.reading.statements.turn_labels import Labels
from pourparlers.reading.text.layout import BlockKind


def find_turns(page: Page) -> list[Draft]:
    """The statements of a text's turns: questions and answers, an answer parted where its act changes."""
    out: list[Draft] = []
    labels = Labels(page)
    last_answerer: Reference | None = None
    by_block: dict[int, list[Sentence]] = {}
    for sentence in page.resolver.parse.sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    for number, block in enumerate(page.blocks):
        if block.kind is not BlockKind.TURN or block.label is None:
            continue
        sentences = by_block.get(number, [])
        if labels.asks(block):
            target = last_answerer or labels.interviewee()
            out += _questions(page, labels.asker(block), sentences, target)
        else:
            speaker = labels.speaker(block)
            last_answerer = speaker or last_answerer
            out += _answers(page, sentences, speaker)
        out += _reports(page, sentences)
    return out


def _questions(page: Page, asker: str, sentences: Iterable[Sentence], target: Reference | None) -> Iterator[Draft]:
    parse = page.resolver.parse
    for sentence in sentences:
        if parse.tokens[sentence.last].text != "?":
            continue
        span = trim(parse.text, parse.tokens[sentence.first].start, parse.tokens[sentence.last].end)
        at = sentence.first
        page.resolver.collectives.groups.setdefault(asker, (None, []))
        yield Draft(
            act=Act.ASK,
            form=Form.DIRECT,
            content=[span],
            rule=f"{page.resolver.lexicon.language}.turn.question",
            speaker=Reference((asker,), (), How.TURN, at, at),
            target=target.ids[0] if target else None,
            content_heads=[sentence.root],
        )


def _answers(page: Page, sentences: list[Sentence], speaker: Reference | None) -> list[Draft]:
    if speaker is None or not sentences:
        return []
    acts = [_sentence_act(page, sentence, speaker) for sentence in sentences]
    # A sentence that does nothing of its own goes with the act before it, at the beginning with the one after.
    for i in range(1, len(acts)):
        if acts[i] is Act.SAY:
            acts[i] = acts[i - 1]
    out = []
    for act, rows in groupby(zip(acts, sentences, strict=True), key=lambda row: row[0]):
        group = [sentence for _, sentence in rows]
        span = _span(page, group[0], group[-1])
        if span[1] - span[0] > 2:
            out.append(_answer(page, span, group[0], act, speaker))
    return out


def _sentence_act(page: Page, sentence: Sentence, speaker: Reference) -> Act:
    draft = _answer(page, _span(page, sentence, sentence), sentence, Act.SAY, speaker)
    if content_entry(page.resolver, draft) is None and page.resolver.parse.tokens[sentence.last].text == "?":
        return Act.SAY
    return settle_acts(page, [draft], [])[0].act


def _span(page: Page, first: Sentence, last: Sentence) -> Chars:
    tokens = page.resolver.parse.tokens
    return trim(page.resolver.parse.text, tokens[first.first].start, tokens[last.last].end)


def _answer(page: Page, span: Chars, sentence: Sentence, act: Act, speaker: Reference) -> Draft:
    return Draft(
        act=act,
        form=Form.DIRECT,
        content=[span],
        rule=f"{page.resolver.lexicon.language}.turn.answer",
        speaker=speaker,
        neutral=act is Act.SAY,
        content_heads=[sentence.root],
    )


def _reports(page: Page, sentences: Iterable[Sentence]) -> Iterator[Draft]:
    """Reports of others within a turn («Les Européens ont accepté mercredi que…»)."""
    resolver = page.resolver
    for sentence in sentences:
        for token in resolver.parse.words(sentence):
            cue = cue_at(resolver.parse, resolver.lexicon, token)
            if cue is not None and cue.kind == "verb":
                yield from read_cue(resolver, page.quotes, cue, None)
