"""How many rows an SQLite dossier is expected to have for each value of its indexes.

Without it, SQLite takes a column of five values, such as `kind`, for one that picks out ten rows, and reads half of a
table for each article that is added. What is written here is what ANALYZE finds in a dossier of ten thousand articles;
that of a dossier itself would say other things of an empty one.
"""

from __future__ import annotations

from sqlalchemy import Connection

# By index its rows, then how many have the first column in common, the first two, and so on. The index of the key of a
# table without row numbers bears the table's name.
ROWS = {
    "article": {"article_outlet": "10000 150 1"},
    "actor_report": {
        "ix_actor_report_article": "100000 10", "actor_report_node": "100000 200", "actor_report_role": "100000 200 50",
    },
    "encounter_report": {"ix_encounter_report_article": "25000 3", "encounter_report_date": "25000 10"},
    "statement_report": {
        "ix_statement_report_article": "150000 15", "statement_report_day": "150000 50",
        "statement_report_act": "150000 10000", "statement_report_issue": "150000 20",
    },
    "part": {
        "part": "450000 3 2 1", "ix_part_article": "450000 45", "part_actor": "450000 600 300",
        "part_node": "450000 500 250",
    },
    "span": {"span": "500000 3 2 1", "ix_span_article": "500000 50"},
    "link": {"link": "600000 120000 6 1 1", "link_b": "600000 120000 6", "link_verdict": "600000 200000 80000"},
    "key": {"key": "4000000 800000 4 2 1", "key_node": "4000000 800000 20"},
    "appearance": {"appearance": "450000 150000 150 1", "appearance_thing": "450000 4"},
    "doubt": {"doubt": "40000 8000 4000 3 1", "doubt_b": "40000 8000 4000 3", "doubt_place": "40000 8 4 4 2 1"},
    "decided": {"decided": "3000 2 1"},
    "decision": {"decision_when": "1000 1"},
    "member": {"member": "200000 40000 1", "member_group": "200000 40000 4"},
    "side": {"side": "60000 30000 15 5 3 1", "side_statement": "60000 2", "side_node": "60000 250 150"},
    "aim": {"aim": "50000 25000 3000 100 10 1", "aim_statement": "50000 2", "aim_target": "50000 200 150 20"},
    "presence": {"presence": "30000 4 2 1", "presence_node": "30000 60 40"},
    "step": {
        "step": "60000 30 8 2 2 1", "step_statement": "60000 2", "step_node": "60000 15", "step_party": "60000 600 8 2",
    },
    "topic": {"topic": "400000 40 2 1", "topic_statement": "400000 8"},
    "reply": {"reply": "20000 3 1", "reply_answer": "20000 2"},
    "fate": {"fate_day": "8000 4000 3 2 1 1", "fate_fate": "8000 1000 3 2 1"},
    "contradiction": {"contradiction_subject": "4000 1"},
    "contradiction_about": {"contradiction_about": "60000 15 5 1", "contradiction_about_thing": "60000 3"},
    "disputable": {"disputable": "80000 16000 5 1", "disputable_id": "80000 1"},
    "disputed_number": {"disputed_number": "8000 2 1 1 1", "disputed_number_article": "8000 4"},
    "encounter": {"encounter_date": "8000 8"},
    "statement": {"statement_day": "60000 30", "statement_act": "60000 4000", "statement_issue": "60000 8"},
}  # fmt: skip


def expect(connection: Connection) -> None:
    """Tell a new SQLite dossier what to expect."""
    connection.exec_driver_sql("ANALYZE sqlite_master")
    expect_more(connection)


def expect_more(connection: Connection) -> None:
    """Tell an SQLite dossier what to expect of its indexes of which it is told nothing yet."""
    known = {tuple(row) for row in connection.exec_driver_sql("SELECT tbl, idx FROM sqlite_stat1")}
    rows = [(table, index, told) for table, indexes in ROWS.items() for index, told in indexes.items()]
    more = [row for row in rows if row[:2] not in known]
    if more:
        connection.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", more)
    connection.exec_driver_sql("ANALYZE sqlite_master")
