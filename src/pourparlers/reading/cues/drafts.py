"""Statements in the making."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pourparlers.language.tree import Parse
from pourparlers.model import Act, Form
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.text.quotes import Quote, near

Chars = tuple[int, int]
# Acts that answer what somebody proposed, asked or claimed: «rejette la demande italienne» answers Italy.
ANSWERS = {Act.ACCEPT, Act.REJECT, Act.SUPPORT, Act.DENY}
TRIM_START = " \u00a0\u202f\t\r\n,;:.—–-"
TRIM_END = " \u00a0\u202f\t\r\n,;:.!?…—–-"
PAIRS = {"«": "»", "“": "”", '"': '"', "‘": "’", "(": ")", "[": "]", "„": "“"}


@dataclass
class Draft:
    """What is known so far of a statement; spans are characters of the text, half-open."""

    act: Act
    form: Form
    content: list[Chars]
    rule: str
    speaker: Reference | None = None
    cue: Chars | None = None
    cue_word: int | None = None
    neutral: bool = False
    target: str | None = None
    addressees: tuple[str, ...] = ()
    negated: bool = False
    hedged: bool = False
    conditional: bool = False
    via: str | None = None
    stance: str | None = None
    issue: str | None = None
    time: str | None = None
    answers: int | None = None
    content_heads: list[int] = field(default_factory=list)
    rule_role: str = ""

    @property
    def start(self) -> int:
        return self.content[0][0]

    def settle_negation(self) -> None:
        """«Ne veut pas d'un lac plus haut», «n'y est pas favorable»: not to want is to refuse."""
        if self.negated and self.act in {Act.SUPPORT, Act.ACCEPT}:
            self.act, self.negated = Act.REJECT, False


def trim(text: str, start: int, end: int) -> Chars:
    """Leave out white space and final punctuation, and marks that enclose the whole or pair with nothing inside."""
    while True:
        while start < end and text[start] in TRIM_START:
            start += 1
        while end > start and text[end - 1] in TRIM_END:
            end -= 1
        if end - start < 2:
            return start, end
        first, last = text[start], text[end - 1]
        if first in PAIRS and last == PAIRS[first] and _encloses(text, start, end):
            start, end = start + 1, end - 1
        elif first in "»”)]" or (first in PAIRS and first != '"' and PAIRS[first] not in text[start:end]):
            start += 1
        elif '"' in {first, last} and text.count('"', start, end) == 1:
            # '"Un faux problème", selon La Paz': a straight mark whose other half is outside
            start, end = (start + 1, end) if first == '"' else (start, end - 1)
        elif last in "«“([" or (last in "»”)]" and not _opened(text, start, end)):
            end -= 1
        else:
            return start, end


def _encloses(text: str, start: int, end: int) -> bool:
    """Whether the mark at the start is closed by the mark at the end, not before («a» et «b»)."""
    opening, closing = text[start], text[end - 1]
    inner = text[start + 1 : end - 1]
    return closing not in inner and (opening == closing or opening not in inner)


def _opened(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    opening = {"»": "«", "”": "“„", ")": "(", "]": "["}[last]
    return any(ch in opening for ch in text[start : end - 1])


def words_span(parse: Parse, first: int, last: int) -> Chars:
    """The characters of words `first` to `last` (both included), trimmed."""
    return trim(parse.text, parse.tokens[first].start, parse.tokens[last].end)


def snap(text: str, span: Chars, quotes: Sequence[Quote]) -> Chars:
    """Widen a span that cuts a quotation in two to the whole of it; a tree may end amid quoted words."""
    start, end = span
    for quote in near(quotes, start, end):
        if quote.depth or quote.end <= start or quote.start >= end:
            continue
        if quote.start >= start and quote.end > end:
            end = quote.end
        elif quote.inner_start <= start <= quote.inner_start + 1 and end < quote.inner_end:
            # «a salué « un pas de tortue, mais un pas »»: what one cue quotes is one content
            end = quote.inner_end
        elif quote.start < start and quote.inner_end <= end and (quote.inner_start < start or quote.end < end):
            # «a dénoncé « une lecture fantaisiste » du protocole»: the mark belongs to what goes on after the other
            start = quote.start
    return trim(text, start, end)


def with_marks(spans: Sequence[Chars], quotes: Sequence[Quote]) -> list[Chars]:
    """"called | the exchange | “a first page”": where only some of the spans are quoted, their marks tell which."""
    quoted = [next((q for q in near(quotes, *s) if (q.inner_start, q.inner_end) == s), None) for s in spans]
    if all(quoted):
        return list(spans)
    return [(q.start, q.end) if q is not None else s for s, q in zip(spans, quoted, strict=True)]


def form_of(text: str, content: Sequence[Chars], quotes: Sequence[Quote], clause: bool, finite: bool) -> Form:
    """The form of a statement that stands in the reporter's syntax.

    Args:
        text: the article.
        content: what is said.
        quotes: the text's quotations.
        clause: whether the content is a clause or an infinitive after a verb of saying (indirect), not an act's object.
        finite: whether it has a finite verb of its own.
    """
    total = sum(end - start for start, end in content)
    quoted = sum(overlap(s, (q.inner_start, q.inner_end)) for s in content for q in near(quotes, *s) if q.depth == 0)
    if finite and quoted >= 0.85 * total:
        return Form.DIRECT
    if quoted:
        return Form.MIXED
    return Form.INDIRECT if clause else Form.NARRATED


def overlap(a: Chars, b: Chars) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def covered(span: Chars, others: Iterable[Chars]) -> float:
    """The share of a span that others cover."""
    size = span[1] - span[0]
    return sum(overlap(span, other) for other in others) / size if size else 1.0
