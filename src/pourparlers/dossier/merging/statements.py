"""Whether two reports tell of one utterance: word for word, shortened, in other words, in another language.

Contents are compared by what their words mean, which two languages and words of one family share. Two reports of one
utterance have a party or a speaker in common; acts that exclude each other («a accepté», «a refusé») are never one
utterance, whatever their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from pourparlers.dossier.merging.course import Course
from pourparlers.dossier.merging.days import far, ordinal, window
from pourparlers.dossier.merging.entries import put_entries
from pourparlers.dossier.merging.groups import Link, hashed
from pourparlers.dossier.merging.names import agree, keys, name_of
from pourparlers.dossier.merging.partition import pairs_of, surest_first
from pourparlers.dossier.merging.replies import asked_by, renew
from pourparlers.dossier.merging.stands import put_steps
from pourparlers.dossier.merging.traits import chance, traits_of
from pourparlers.dossier.store.merged import write_statements
from pourparlers.dossier.store.schema import Kind, Verdict, article, statement_report
from pourparlers.lexicon.concepts import Senses, meanings, rarity
from pourparlers.lexicon.world import fold
from pourparlers.model import Act, Form

# Reports of one utterance stand in papers of at most so many days apart; what is said again later is said anew.
PERIOD = 28
# So many meanings of a content are kept to find it by, the rarest; of so many of these each two.
KEPT, PAIRED = 12, 5
# From 0.3 on two reports are joined; utterances of which each two reports reach 0.25 may be one.
SAME, UNSURE = 0.3, 0.25
# What nobody does at once about one thing.
_EXCLUDED = {
    Act.REJECT: (Act.ACCEPT, Act.SUPPORT, Act.PROMISE),
    Act.DENY: (Act.ACCUSE, Act.ACCEPT, Act.SUPPORT, Act.PROMISE, Act.PROPOSE, Act.DEMAND),
}
OPPOSITE = {frozenset((no, yes)) for no, told in _EXCLUDED.items() for yes in told}
_PERSON = "person:"
# Reports of one round come together: so many stay at hand.
KNOWN = 4_000


class Report(NamedTuple):
    """One article's report of an utterance.

    Attributes:
        meanings: of each word of its content what it may mean.
        topic: the same of its issue.
        day: of the article's publication (`days.ordinal`), 0 where it is not told.
    """

    uid: str
    article: str
    language: str
    speakers: tuple[str, ...]
    parties: frozenset[str]
    act: Act
    negated: bool
    quoted: bool
    target: str | None
    text: str
    meanings: tuple[Senses, ...]
    topic: tuple[Senses, ...]
    day: int

    @property
    def node(self) -> str:
        return self.uid


@lru_cache(KNOWN)
def report_of(row: Any) -> Report:
    """The report in a row of statements with language and day of its article."""
    return Report(
        uid=row.uid,
        article=row.article,
        language=row.language,
        speakers=tuple(one.removeprefix(_PERSON) for one in row.speakers.split(" · ") if one.startswith(_PERSON)),
        parties=frozenset(row.parties.split(" · ")) - {""},
        act=Act(row.act),
        negated=row.negated,
        quoted=Form(row.form) is Form.DIRECT,
        target=row.target,
        text=fold(row.content),
        meanings=tuple(meanings(row.content, row.language)),
        topic=tuple(meanings(row.issue or "", row.language)),
        day=ordinal(window(row.published)),
    )


def keys_of(report: Report) -> set[int]:
    """By what a report is found: who speaks and a meaning, or two rare meanings."""
    told = {sense for senses in (*report.meanings, *report.topic) for sense in senses}
    rarest = sorted(told, key=lambda sense: (-rarity(sense), hashed(sense)))
    voices = report.parties | {heard for name in report.speakers for heard in keys(name_of(name))}
    found = {f"{voice}|{one}" for voice in voices for one in rarest[:KEPT]}
    found |= {f"{a}|{b}" for a, b in combinations(sorted(rarest[:PAIRED]), 2)}
    return {hashed(one) for one in found}


def groups(nodes: Sequence[str], links: Sequence[Link]) -> Iterable[Sequence[str]]:
    """The utterances of a component: each two of their reports have at least something in common."""
    linked = pairs_of(links)
    return surest_first(
        nodes, links, apart=lambda left, right: not all(linked[node].issuperset(right) for node in left)
    )


def judge(one: Report, other: Report) -> Link | None:
    """The link of two reports; None where they have too little in common."""
    voice = None if far(one.day, other.day, PERIOD) else one_voice(one, other)
    if voice is None or frozenset((one.act, other.act)) in OPPOSITE or one.negated is not other.negated:
        return None
    traits = traits_of(one, other, voice)
    score = chance(traits)
    if score < UNSURE:
        return None
    a, b = sorted((one.uid, other.uid))
    reason = f"in common of the shorter: {traits['part']:.0%}"
    return Link(a, b, Verdict.SAME if score >= SAME else Verdict.UNSURE, round(score, 4), reason)


def one_voice(one: Report, other: Report) -> float | None:
    """How sure it is that both speak for one: 1 for a person, .5 for a party, 0 where one names nobody, None if not."""
    apart = bool(one.parties and other.parties and not one.parties & other.parties)
    if one.speakers and other.speakers:
        names = [(name_of(a), name_of(b)) for a in one.speakers for b in other.speakers]
        # A party may be read wrongly of a whole name, but a surname alone may be of two.
        fits = max(agree(a, b) for a, b in names)
        return 1.0 if fits > (0.6 if apart else 0.0) else None
    if apart:
        return None
    return 0.5 if one.parties and other.parties else 0.0


def _load(connection: Connection, nodes: Sequence[str]) -> list[Report]:
    columns = statement_report, article.c.published, article.c.language
    query = select(*columns).join(article, article.c.id == statement_report.c.article)
    which = statement_report.c.uid.in_(nodes)
    return [report_of(row) for row in connection.execute(query.where(which).order_by(statement_report.c.uid))]


def write(connection: Connection, nodes: Sequence[str], found: Sequence[Sequence[str]]) -> None:
    """Write the row of each group of reports with what follows from it: where its parties stand, what it answers."""
    bereft = asked_by(connection, nodes)
    write_statements(connection, nodes, found)
    ids = [min(group) for group in found]
    put_entries(connection, Kind.STATEMENT, nodes, ids)
    put_steps(connection, ids)
    renew(connection, ids, bereft)


STATEMENTS = Course(
    Kind.STATEMENT, _load, keys_of, keys_of, judge, groups, write, least=SAME,
    day=lambda report: report.day, period=PERIOD, grows=True,
)  # fmt: skip
