"""Who a title names after its dash: "Oman seeks delay in joint visa - sources" is what the sources say."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.language.tree import Sentence, Token
from pourparlers.model import Act, Form, How
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.cues.drafts import Draft, trim
from pourparlers.reading.cues.headlines import is_headline
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.text.layout import BlockKind

DASHES = {"-", "–", "—"}
# No title with fewer words before its dash tells anything; no source after it has more.
TOLD, SOURCE = 4, 4


def said_in_titles(page: Page) -> Iterator[Draft]:
    """What titles give as somebody's word by no more than a dash."""
    parse = page.resolver.parse
    for sentence in parse.sentences:
        if page.blocks[sentence.block].kind is not BlockKind.TITLE:
            continue
        dash = _dash(page, sentence)
        source = _source(page, sentence, dash)
        speaker = _named_below(page, source, dash + 1) if source is not None else None
        if source is None or speaker is None:
            continue
        span = trim(parse.text, parse.tokens[sentence.first].start, parse.tokens[dash].start)
        yield Draft(
            act=Act.SAY,
            form=Form.INDIRECT,
            content=[span],
            rule=f"{page.resolver.lexicon.language}.title.source",
            speaker=speaker,
            cue=(parse.tokens[dash + 1].start, source.end),
            cue_word=source.i,
            neutral=True,
            content_heads=[sentence.root if sentence.root < dash else sentence.first],
        )


def _named_below(page: Page, source: Token, first: int) -> Reference | None:
    """"… by year-end - deputy minister": the one person of the text who bears the role, else whom the words name."""
    resolver, role = page.resolver, page.resolver.cast.role_at.get(source.i)
    found = resolver.resolve(source, None, True, placed=False)
    told = [p for p in resolver.cast.persons if role is not None and role.entry.role in p.role_class]
    if found is None or found.how is not How.UNNAMED:
        return found
    if len(told) == 1:
        parties = (told[0].party,) if told[0].party and told[0].speaks else ()
        return Reference((told[0].id,), parties, How.ROLE, first, source.i)
    return resolver.collectives.group(first, source.i, role.party if role is not None else None)


def _dash(page: Page, sentence: Sentence) -> int:
    """The last dash of a sentence with spaces around it; its first word where it has none."""
    text, tokens = page.resolver.parse.text, page.resolver.parse.tokens
    places = range(sentence.last - 1, sentence.first, -1)
    dashes = (i for i in places if tokens[i].text in DASHES and text[tokens[i].start - 1].isspace())
    return next((i for i in dashes if text[tokens[i].end].isspace()), sentence.first)


def _source(page: Page, sentence: Sentence, dash: int) -> Token | None:
    """The noun after the dash, where it is one of people who speak and a verb stands before it."""
    resolver = page.resolver
    tokens, sources = resolver.parse.tokens, resolver.lexicon.scope.source_nouns
    last = tokens[sentence.last]
    told = dash - sentence.first >= TOLD and any(t.pos == "VERB" for t in tokens[sentence.first : dash])
    speaks = last.lemma in sources or last.lower in sources or last.i in resolver.cast.role_at
    short = sentence.last - dash <= SOURCE
    return last if told and short and speaks and last.pos == "NOUN" and is_headline(resolver.parse, last) else None
