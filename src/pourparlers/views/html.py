"""One page that holds articles with every fact marked in them, and asks nothing of any network."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from pourparlers.model import Encounter, Form, Record, Statement, Time
from pourparlers.views.marking import anchor, marked, passages
from pourparlers.views.names import Names
from pourparlers.views.outline import Outline, Paragraphs, outline, place_of
from pourparlers.views.safe import one_line
from pourparlers.views.times import human_time
from pourparlers.views.wording import Wording, wording

FOLDER = Path(__file__).parent
_LONGEST = 300


def page(records: Sequence[Record], language: str) -> str:
    """A whole page of HTML.

    Args:
        records: the articles, in the order in which they are to stand.
        language: of the interface.
    """
    words = wording(language)
    style, script = _file("page.css"), _file("page.js")
    sources = f"style-src {_hash(style)}; script-src {_hash(script)}"
    policy = f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"
    bodies = "".join(_article(record, words, f"{number}-") for number, record in enumerate(records, 1))
    title = escape(_title(records[0])) if len(records) == 1 else f"Pourparlers · {len(records)}"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#facts-1-">{escape(words("labels", "skip"))}</a>\n<main>\n{bodies}</main>\n'
        f'<footer class="keys">{escape(words("labels", "keys"))}</footer>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def fragment(record: Record, language: str = "en", longest: int = 100_000) -> str:
    """The marked text alone, for a notebook: no script, its style confined to itself.

    Args:
        record: what to show.
        language: of the interface.
        longest: a longer result is cut down to what the record counts.
    """
    words = wording(language)
    counts = {name: len(getattr(record, name)) for name in ("encounters", "statements", "actors", "times")}
    head = f"<p><b>{escape(_title(record))}</b><br>{escape(words('labels', 'counts').format(**counts))}</p>"
    text = marked(record, f"{record.article.id}-")
    body = f'<div class="text">{text}</div>' if len(text) <= longest else ""
    return f"<div><style>@scope {{ {_file('page.css')} }}</style>{head}{body}</div>"


@cache
def _file(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _title(record: Record) -> str:
    return one_line(record.article.title or record.article.text.strip().partition("\n")[0], 120)


def _article(record: Record, words: Wording, prefix: str) -> str:
    facts = "".join(_Facts(record, words, prefix).sections())
    text = f'<div class="text" lang="{escape(record.article.language)}">{marked(record, prefix)}</div>'
    aside = f'<aside class="facts" id="facts-{prefix}" aria-label="{escape(words("labels", "facts"))}">'
    return f"{_header(record, words)}<article>\n{text}\n{aside}<div>{facts}</div></aside>\n</article>\n"


def _header(record: Record, words: Wording) -> str:
    article = record.article
    told = [escape(one_line(article.outlet))] if article.outlet else []
    if article.published:
        told.append(escape(words("labels", "published").format(human_time(article.published, None, words))))
    if article.url and article.url.startswith(("https://", "http://")):
        address, label = escape(one_line(article.url)), escape(words("labels", "source"))
        told.append(f'<a href="{address}" rel="noreferrer noopener">{label}</a>')
    told.append(escape(article.id))
    return f"<header><h1>{escape(_title(record))}</h1><p>{' · '.join(told)}</p></header>\n"


class _Facts:
    """The list of facts beside the text."""

    def __init__(self, record: Record, words: Wording, prefix: str) -> None:
        self.record, self.words, self.prefix = record, words, prefix
        self.names = Names(record.actors, words.language)
        self.paragraphs = Paragraphs(record.article.text)
        self.marked = {passage.fact for passage in passages(record)}

    def sections(self) -> Iterator[str]:
        facts = outline(self.record)
        if not self.record.encounters and not self.record.statements:
            yield f"<p>{escape(self.words('labels', 'nothing'))}</p>"
        yield self._section("encounters", [self._encounter(one) for one in facts.encounters])
        yield self._positions(facts)
        yield self._accusations(facts)
        yield self._section("warnings", [self._statement(one) for one in facts.warnings])
        yield self._words(facts)
        yield self._section("times", [self._time(one) for one in self.record.times])
        yield self._actors()

    def _section(self, name: str, items: Iterable[str]) -> str:
        listed = "".join(items)
        return f"<h2>{escape(self.words('titles', name))}</h2><ol>{listed}</ol>" if listed else ""

    def _positions(self, facts: Outline) -> str:
        items = []
        for issue, statements in facts.positions:
            label = escape(one_line(issue) if issue else self.words("labels", "no_issue"))
            items.append(f"<li><h3>{label}</h3><ol>{''.join(self._statement(one) for one in statements)}</ol></li>")
        return self._section("positions", items)

    def _accusations(self, facts: Outline) -> str:
        items = []
        for one in facts.accusations:
            answers = "".join(self._statement(denial) for denial in one.denials)
            items.append(f"{self._statement(one.accusation)}<li><ol>{answers}</ol></li>" if one.accusation else answers)
        return self._section("accusations", items)

    def _words(self, facts: Outline) -> str:
        items = []
        for speaker, statements in facts.words:
            who = escape(one_line(self.names.all(speaker)) if speaker else self.words("labels", "no_speaker"))
            items.append(f"<li><h3>{who}</h3><ol>{''.join(self._statement(one) for one in statements)}</ol></li>")
        return self._section("words", items)

    def _encounter(self, one: Encounter) -> str:
        day = human_time(one.date, one.mod, self.words) if one.date else self.words("labels", "undated")
        told = [self.words("kinds", one.kind), self.names.all(one.parties, " – "), self.names.all(one.persons)]
        told += [one.place or "", human_time(one.duration, None, self.words) if one.duration else ""]
        told.append(self.words.status(one.status, one.kind))
        line = f"<b>{escape(day)}</b> {escape(one_line(' · '.join(part for part in told if part)))}"
        return self._item(one.id, place_of(one), line, one.rule)

    def _statement(self, one: Statement) -> str:
        who = self.names.all(one.speaker) if one.speaker else self.words("labels", "no_speaker")
        told = one_line(" … ".join(span.text for span in one.content), _LONGEST)
        told = self.words("labels", "quote").format(told) if one.form == Form.DIRECT else told
        target = f" {self.words('labels', 'target').format(one_line(self.names(one.target)))}" if one.target else ""
        flags = [self.words("flags", name) for name in ("negated", "hedged", "conditional") if getattr(one, name)]
        flags += [self.words("stances", one.stance)] if one.stance else []
        tail = f" <i>({escape(', '.join(flags))})</i>" if flags else ""
        act = escape(self.words.act(one.act, len(one.speaker)) + target + self.words("labels", "colon"))
        line = f'<b>{escape(one_line(who))}</b> <span class="{one.act}">{act}</span>{escape(told)}{tail}'
        return self._item(one.id, place_of(one), line, one.rule)

    def _time(self, one: Time) -> str:
        line = f"<b>{escape(human_time(one.value, one.mod, self.words))}</b> {escape(one_line(one.text))}"
        return self._item(one.id, one.start, line, one.value)

    def _actors(self) -> str:
        items = []
        for actor in self.record.actors:
            party = self.words("labels", "speaks_for").format(self.names(actor.party)) if actor.party else ""
            told = [actor.role or "", party if actor.party != actor.id else ""]
            known = escape(one_line(" · ".join(part for part in told if part)))
            line = f"<b>{escape(one_line(self.names(actor.id)))}</b> {known}"
            at = actor.mentions[0].start if actor.mentions else 0
            items.append(self._item(f"a-{actor.id}", at, line, actor.kind))
        return self._section("actors", items)

    def _item(self, fact: str, at: int, line: str, hint: str) -> str:
        name = anchor(self.prefix, fact)
        place = escape(self.words("labels", "paragraph").format(self.paragraphs.number(at)))
        shown = escape(one_line(fact.removeprefix("a-")))
        lead = f'href="#{name}" ' if fact in self.marked else ""
        link = f'<a class="place" {lead}title="{escape(one_line(hint))}">{shown} {place}</a>'
        return f'<li data-fact="{name}" tabindex="-1">{line} {link}</li>'
