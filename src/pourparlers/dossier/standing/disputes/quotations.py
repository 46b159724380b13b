"""Quotations that outlets give in other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from pourparlers.dossier.standing.disputes.disagreement import Contradiction, What, contradiction, side_of
from pourparlers.dossier.standing.listing import Evidence, Statement
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.schema import article, statement_report
from pourparlers.lexicon.concepts import concepts, rarity
from pourparlers.model import Form

# Translators choose common words in their own ways («court», «passe»); a word as rare as this makes another quotation.
TELLING = 0.5


def disputed_quotations(connection: Connection, said: Sequence[Statement]) -> Iterator[Contradiction]:
    """One quotation in other words: each has a word that the other lacks; a shortened one only lacks words."""
    several = [one for one in said if len(one.reports) > 1 and one.form is Form.DIRECT]
    languages = _quoted(connection, [report.report for one in several for report in one.reports])
    for one in several:
        apart = [report for report in one.reports if report.report in languages]
        sides = [side_of(report, report.text) for report in _reworded(apart, languages)]
        if sides:
            yield contradiction(What.QUOTATION, one, sides)


def _reworded(reports: Sequence[Evidence], languages: Mapping[str, str]) -> list[Evidence]:
    """The reports that give other words than another article does."""
    articles: dict[tuple[str, str], set[str]] = {}
    for report in reports:
        articles.setdefault((report.text, languages[report.report]), set()).add(report.article)
    told = {words: frozenset(concepts(*words)) for words in articles}
    others = {words: [other for other in articles if _other_words(words, other, told)] for words in articles}
    return [
        report for report in reports
        if any(articles[other] - {report.article} for other in others[report.text, languages[report.report]])
    ]  # fmt: skip


Words = tuple[str, str]


def _other_words(one: Words, other: Words, told: Mapping[Words, frozenset[str]]) -> bool:
    """Whether two texts of one language are one quotation in other words."""
    if one[1] != other[1]:
        return False
    left, right = told[one], told[other]
    differ = all(any(rarity(word) >= TELLING for word in only) for only in (left - right, right - left))
    return differ and 2 * len(left & right) >= min(len(left), len(right))


def _quoted(connection: Connection, uids: Iterable[str]) -> dict[str, str]:
    """Those of some reports that quote directly, with the languages of their articles."""
    found: dict[str, str] = {}
    for some in parts(sorted(uids)):
        query = select(statement_report.c.uid, article.c.language).join(
            article, article.c.id == statement_report.c.article
        ).where(statement_report.c.uid.in_(some), statement_report.c.form == Form.DIRECT.value)  # fmt: skip
        found |= {row.uid: row.language for row in connection.execute(query)}
    return found
