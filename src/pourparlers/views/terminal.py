"""A record as a person likes to read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from pourparlers.model import Encounter, Form, Record, Stance, Statement
from pourparlers.views.names import Names
from pourparlers.views.outline import Accusation, Outline, Paragraphs, outline, place_of
from pourparlers.views.safe import one_line
from pourparlers.views.times import human_time
from pourparlers.views.wording import Wording, wording

_COLOURS = {
    "propose": "green",
    "demand": "yellow",
    "support": "green",
    "accept": "cyan",
    "reject": "red",
    "accuse": "magenta",
    "deny": "bright_black",
    "threaten": "red",
    "warn": "yellow",
    "promise": "cyan",
}
_SIGNS = {Stance.FOR: "+", Stance.AGAINST: "−"}
_LONGEST = 400


def show(record: Record, console: Console, language: str) -> None:
    """Print a record.

    Args:
        record: what to show.
        console: where to.
        language: of the interface.
    """
    console.print(render(record, language), end="")


def render(record: Record, language: str) -> RenderableType:
    """A record as something that rich can print."""
    return Group(*_View(record, wording(language)).lines())


class _View:
    def __init__(self, record: Record, words: Wording) -> None:
        self.record = record
        self.words = words
        self.names = Names(record.actors, words.language)
        self.paragraphs = Paragraphs(record.article.text)

    def lines(self) -> Iterator[RenderableType]:
        facts = outline(self.record)
        yield from self._head()
        if not self.record.encounters and not self.record.statements:
            yield Text(self.words("labels", "nothing"), "dim")
        yield from self._encounters(facts)
        yield from self._positions(facts)
        yield from self._section("accusations", (line for one in facts.accusations for line in self._accusation(one)))
        yield from self._section("warnings", (self._statement(s) for s in facts.warnings))
        yield from self._spoken(facts)

    def _head(self) -> Iterator[RenderableType]:
        article = self.record.article
        title = article.title or article.text.strip().partition("\n")[0]
        yield Text(one_line(title, 100), "bold")
        told = [one_line(article.outlet)] if article.outlet else []
        if article.published:
            day = human_time(article.published, None, self.words)
            told.append(self.words("labels", "published").format(day))
        counts = {name: len(getattr(self.record, name)) for name in ("encounters", "statements", "actors", "times")}
        told += [article.language, article.id]
        yield Text(" · ".join(told), "dim")
        yield Text(self.words("labels", "counts").format(**counts), "dim")

    def _section(self, name: str, lines: Iterable[RenderableType]) -> Iterator[RenderableType]:
        lines = list(lines)
        if lines:
            yield Text()
            yield Text(self.words("titles", name), "bold underline")
            yield from lines

    def _encounters(self, facts: Outline) -> Iterator[RenderableType]:
        lines = (line for one in facts.encounters for line in self._encounter(one))
        yield from self._section("encounters", lines)

    def _encounter(self, one: Encounter) -> Iterator[RenderableType]:
        undated = self.words("labels", "undated")
        line = Text(human_time(one.date, one.mod, self.words) if one.date else undated, "bold")
        who = [self.names.all(one.parties, " – "), self.names.all(one.persons)]
        told = [self.words("kinds", one.kind), *who, one_line(one.place or "")]
        told.append(human_time(one.duration, None, self.words) if one.duration else "")
        told.append(self.words.status(one.status, one.kind))
        line.append("  " + " · ".join(part for part in told if part), "not bold")
        yield self._placed(line, one.id, place_of(one))
        if one.evidence:
            yield Padding(Text(one_line(one.evidence[0].text, _LONGEST), "dim"), (0, 0, 0, 4), expand=False)

    def _positions(self, facts: Outline) -> Iterator[RenderableType]:
        lines: list[RenderableType] = []
        for issue, statements in facts.positions:
            lines.append(Text(one_line(issue) if issue else self.words("labels", "no_issue"), "italic"))
            lines += [Padding(self._statement(s, side=True), (0, 0, 0, 2), expand=False) for s in statements]
        yield from self._section("positions", lines)

    def _accusation(self, one: Accusation) -> Iterator[RenderableType]:
        if one.accusation:
            yield self._statement(one.accusation)
            if not one.denials:
                yield Padding(Text(self.words("labels", "unanswered"), "dim"), (0, 0, 0, 4), expand=False)
        for denial in one.denials:
            yield Padding(self._statement(denial), (0, 0, 0, 4 if one.accusation else 0), expand=False)

    def _spoken(self, facts: Outline) -> Iterator[RenderableType]:
        lines: list[RenderableType] = []
        for speaker, statements in facts.words:
            lines.append(self._speaker(speaker))
            lines += [Padding(self._words(s), (0, 0, 0, 2), expand=False) for s in statements]
        yield from self._section("words", lines)

    def _speaker(self, speaker: tuple[str, ...]) -> Text:
        who = one_line(self.names.all(speaker)) if speaker else self.words("labels", "no_speaker")
        line = Text(who, "bold")
        for actor in self.record.actors:
            if speaker == (actor.id,) and (actor.role or actor.party):
                told = [one_line(actor.role or ""), self.names(actor.party) if actor.party else ""]
                line.append("  " + " · ".join(part for part in told if part), "not bold dim")
        return line

    def _statement(self, one: Statement, side: bool = False) -> Text:
        who = self.names.all(one.speaker) if one.speaker else self.words("labels", "no_speaker")
        line = Text(f"{_SIGNS.get(one.stance, '·')} " if side and one.stance else "· " if side else "")
        line.append(one_line(who), "bold")
        line.append(f" {self.words.act(one.act, len(one.speaker))}", _COLOURS.get(one.act, ""))
        if one.target:
            line.append(f" {self.words('labels', 'target').format(one_line(self.names(one.target)))}")
        line.append(f"{self.words('labels', 'colon')}{self._content(one)}")
        return self._placed(self._flagged(line, one), one.id, place_of(one))

    def _words(self, one: Statement) -> Text:
        line = Text(self.words.act(one.act, len(one.speaker)), _COLOURS.get(one.act, ""))
        line.append(f"{self.words('labels', 'colon')}{self._content(one)}", "default")
        return self._placed(self._flagged(line, one), one.id, place_of(one))

    def _content(self, one: Statement) -> str:
        told = one_line(" … ".join(span.text for span in one.content), _LONGEST)
        return self.words("labels", "quote").format(told) if one.form == Form.DIRECT else told

    def _flagged(self, line: Text, one: Statement) -> Text:
        flags = [self.words("flags", name) for name in ("negated", "hedged", "conditional") if getattr(one, name)]
        if one.via:
            flags.append(self.words("labels", "via").format(one_line(one.via)))
        return line.append(f" ({', '.join(flags)})", "italic") if flags else line

    def _placed(self, line: Text, fact: str, at: int) -> Text:
        place = self.words("labels", "paragraph").format(self.paragraphs.number(at))
        return line.append(f"  {fact} {place}", "dim")
