"""Whether two reports tell of one utterance: word for word, shortened, in other words, in another language.

Contents are compared by their concepts, which words of two languages and of one family share. Two reports of one
utterance have a party or a speaker in common; acts that exclude each other («a accepté», «a refusé») are never one
utterance, whatever their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from rapidfuzz.fuzz import partial_ratio
from sqlalchemy import Connection, select

from pourparlers.dossier.merging.course import Course
from pourparlers.dossier.merging.days import Window, window
from pourparlers.dossier.merging.groups import Link, hashed
from pourparlers.dossier.merging.names import agree, name_of
from pourparlers.dossier.merging.partition import surest_first
from pourparlers.dossier.store.merged import write_statements
from pourparlers.dossier.store.schema import Kind, Verdict, article, statement_report
from pourparlers.lexicon.concepts import concepts, is_number
from pourparlers.lexicon.world import fold
from pourparlers.model import Act

# Reports of one utterance stand in papers of at most so many days apart.
PERIOD = 30
# So many concepts of a content are kept to find it by.
KEPT = 8
# Contents of fewer concepts say little by themselves.
SHORT = 3
SAME, UNSURE = 0.55, 0.42
# What nobody does at once about one thing.
OPPOSITE = {frozenset(pair) for pair in ((Act.ACCEPT, Act.REJECT), (Act.SUPPORT, Act.REJECT), (Act.ACCUSE, Act.DENY))}


class Report(NamedTuple):
    """One article's report of an utterance."""

    uid: str
    article: str
    language: str
    speakers: tuple[str, ...]
    parties: frozenset[str]
    act: Act
    negated: bool
    text: str
    concepts: frozenset[str]
    published: Window | None

    @property
    def node(self) -> str:
        return self.uid


def report_of(row: Any) -> Report:
    """The report in a row of statements with language and day of its article."""
    return Report(
        uid=row.uid,
        article=row.article,
        language=row.language,
        speakers=tuple(one.removeprefix("person:") for one in row.speakers.split(" · ") if one.startswith("person:")),
        parties=frozenset(row.parties.split(" · ")) - {""},
        act=Act(row.act),
        negated=row.negated,
        text=fold(row.content),
        concepts=frozenset(concepts(row.content, row.language)),
        published=window(row.published),
    )


def keys_of(report: Report, near: int = 0) -> set[int]:
    """By what a report is found: party, concept and stretch of time; `near`: so many stretches before and after it."""
    now = report.published.first.toordinal() // PERIOD if report.published else 0
    told = sorted(report.concepts, key=hashed)[:KEPT]
    times = range(now - near, now + near + 1)
    return {hashed(f"{party}|{one}|{time}") for party in report.parties or {""} for one in told for time in times}


def groups(nodes: Sequence[str], links: Sequence[Link]) -> Iterable[Sequence[str]]:
    """The utterances of a component."""
    return surest_first(nodes, links, lambda a, b: False)


def judge(one: Report, other: Report) -> Link | None:
    """The link of two reports; None where they have too little in common."""
    if not _one_voice(one, other) or frozenset((one.act, other.act)) in OPPOSITE or one.negated is not other.negated:
        return None
    both = one.concepts & other.concepts
    fewest = min(len(one.concepts), len(other.concepts))
    if not both:
        return None
    verbatim = _verbatim(one, other)
    share, whole = len(both) / fewest, len(both) / len(one.concepts | other.concepts)
    act = one.act is other.act
    words = 0.5 * share + 0.3 * whole + 0.2 * act - 0.15 * _numbers_differ(one, other)
    if fewest < SHORT and not (act and one.act is not Act.SAY and share == 1.0 and _near(one, other, fewest)):
        # «les observateurs»: so few words are one utterance only where one does the same about them at the same time.
        words = 0.0
    score = max(0.95 * verbatim, words)
    if score < UNSURE:
        return None
    a, b = sorted((one.uid, other.uid))
    reason = "word for word" if verbatim else f"{len(both)} of {fewest} concepts"
    return Link(a, b, Verdict.SAME if score >= SAME else Verdict.UNSURE, round(min(1.0, score), 4), reason)


def _near(one: Report, other: Report, concepts: int) -> bool:
    """Whether the papers are of about the same time: a week for two concepts, three days for one."""
    if one.published is None or other.published is None:
        return concepts > 1
    return abs((one.published.first - other.published.first).days) <= (7 if concepts > 1 else 3)


def _one_voice(one: Report, other: Report) -> bool:
    """Whether both are the words of one party, and of one person where both name one."""
    if one.parties and other.parties and not one.parties & other.parties:
        return False
    if one.speakers and other.speakers:
        return any(agree(name_of(a), name_of(b)) > 0 for a in one.speakers for b in other.speakers)
    return bool(one.parties & other.parties)


def _verbatim(one: Report, other: Report) -> bool:
    """Whether the shorter stands in the longer as it is."""
    long_enough = min(len(one.text), len(other.text)) >= 20
    return one.language == other.language and long_enough and partial_ratio(one.text, other.text) >= 92


def _numbers_differ(one: Report, other: Report) -> bool:
    left, right = ({n for n in report.concepts if is_number(n)} for report in (one, other))
    return bool(left and right and not left & right)


def _load(connection: Connection, nodes: Sequence[str]) -> list[Report]:
    columns = statement_report, article.c.published, article.c.language
    query = select(*columns).join(article, article.c.id == statement_report.c.article)
    which = statement_report.c.uid.in_(nodes)
    return [report_of(row) for row in connection.execute(query.where(which).order_by(statement_report.c.uid))]


def _sought(report: Report) -> set[int]:
    return keys_of(report, 1)


STATEMENTS = Course(Kind.STATEMENT, _load, keys_of, _sought, judge, groups, write_statements)
