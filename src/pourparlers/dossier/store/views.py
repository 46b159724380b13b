"""Views that answer what is often asked of a dossier, for `sources` and for whoever opens the database.

`voice`: of which text an article is one; `copy`: what is a later version or a relay of which text;
`report_of_statement` and `report_of_encounter`: each thing with its reports; `doubtful_link`: what may be one, where no
person has judged.
"""

from __future__ import annotations

from sqlalchemy import Connection, column, table

# The first of some copies is the one published first; of one day the one whose outlet the text names, then the longest.
_PLACED = """
    SELECT member."group" AS voice, article.id AS article, article.outlet AS outlet, row_number() OVER (
        PARTITION BY member."group"
        ORDER BY coalesce(article.published, '9999'),
            CASE WHEN replace(article.text, coalesce(article.outlet, ''), '') <> article.text THEN 0 ELSE 1 END,
            length(article.text) DESC, article.id) AS place
    FROM member JOIN article ON article.id = member.node
    WHERE member.kind = 'text' AND member."group" IN (
        SELECT "group" FROM member WHERE kind = 'text' GROUP BY "group" HAVING count(*) > 1)"""
_SHARE = """
    SELECT score FROM link WHERE link.kind = 'text' AND link.verdict = 'same' AND link."by" = 'rule'
        AND ((link.a = later.article AND link.b = early.article)
            OR (link.a = early.article AND link.b = later.article))"""
_REPORTS = """
    SELECT member."group" AS {thing}, told.uid AS report, told.article AS article, article.outlet AS outlet,
        article.published AS published, text."group" AS voice, {columns}
    FROM {thing}_report AS told
    JOIN member ON member.kind = '{thing}' AND member.node = told.uid
    JOIN article ON article.id = told.article
    JOIN member AS text ON text.kind = 'text' AND text.node = told.article"""


def _told(*names: str) -> str:
    return ", ".join(f'told."{name}" AS "{name}"' for name in names)


VIEWS = {
    "voice": 'SELECT node AS article, "group" AS voice FROM member WHERE kind = \'text\'',
    "copy": f"""
    WITH placed AS ({_PLACED})
    SELECT later.article AS article, early.article AS "of", ({_SHARE}) AS share,
        CASE WHEN later.outlet = early.outlet THEN 'version' WHEN later.outlet <> early.outlet THEN 'relay' END AS how
    FROM placed AS later JOIN placed AS early ON early.voice = later.voice AND early.place = 1
    WHERE later.place > 1""",
    "report_of_statement": _REPORTS.format(
        thing="statement",
        columns=_told("speakers", "parties", "act", "form", "target", "content", "stance", "issue", "day", "review"),
    ),
    "report_of_encounter": _REPORTS.format(
        thing="encounter",
        columns=_told("kind", "parties", "persons", "place", "date", "duration", "status", "evidence", "review"),
    ),
    "doubtful_link": """
    SELECT link.kind AS kind, link.a AS a, link.b AS b, link.score AS score, link.reason AS reason FROM link
    WHERE link.verdict = 'unsure' AND link."by" = 'rule' AND NOT EXISTS (
        SELECT 1 FROM link AS judged
        WHERE judged.kind = link.kind AND judged.a = link.a AND judged.b = link.b AND judged."by" = 'person')""",
}  # fmt: skip

voice = table("voice", column("article"), column("voice"))
copy = table("copy", column("article"), column("of"), column("share"), column("how"))


def make(connection: Connection) -> None:
    """Make the views of a new dossier."""
    for name, query in VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {query}")
