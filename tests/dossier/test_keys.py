"""What may be one is found: things that are linked share a key."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers import Dossier
from pourparlers.dossier.merging import issues
from pourparlers.dossier.merging.issues import Form

WORDS = [
    "accord",
    "frontière",
    "marins",
    "libération",
    "prêt",
    "vote",
    "quai",
    "sable",
    "route",
    "filet",
    "carte",
    "vanne",
]
labels = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)


@settings(deadline=None)
@given(labels, labels)
def test_labels_that_are_linked_share_a_key(left: str, right: str) -> None:
    one, other = Form("fr", left), Form("fr", right)
    if issues.judge(one, other) is not None:
        assert issues.keys_of(one) & issues.sought_of(other)
        assert issues.sought_of(one) & issues.keys_of(other)


def test_a_word_that_many_labels_have_finds_none_of_them() -> None:
    one, other = Form("fr", "accord sur les quais"), Form("fr", "accord sur la vanille")
    assert not issues.keys_of(one) & issues.sought_of(other)


def test_what_is_linked_with_something_is_found_by_an_index(tmp_path: Path) -> None:
    query = "SELECT a FROM link WHERE kind = ? AND b IN (SELECT value FROM json_each(?))"
    with Dossier(tmp_path / "talks.dossier", create=True):
        pass
    with sqlite3.connect(tmp_path / "talks.dossier") as file:
        plan = " ".join(row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {query}", ("statement", "[]")))
        known = {name for (name,) in file.execute("SELECT name FROM sqlite_master")}
        told = {name for (name,) in file.execute("SELECT idx FROM sqlite_stat1")}
    assert "link_b (kind=? AND b=?)" in plan
    assert told <= known
