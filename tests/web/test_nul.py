"""NUL in what is asked or sent, and in dossiers that others have made, spoils nothing."""

from __future__ import annotations

from pathlib import Path

from pourparlers import Dossier
from rooms import client
from rounds import dossier_of, record


def test_a_correction_with_nul_leaves_its_fact_to_be_decided_on(own: Path) -> None:
    with Dossier(own) as dossier:
        asked = client(dossier)
        uid = next(iter(dossier.statements(limit=1))).reports[0].report
        assert asked.post("/review/correct", json={"id": uid, "on_issue": "a\0b"}).status_code == 200
        assert asked.post("/review/correct", json={"id": uid, "on_issue": "c\0d"}).status_code == 200
        assert asked.post(f"/statement/{uid}/judge", json={"verb": "accept", "why": "e\0f"}).status_code == 200
        assert asked.get("/issues.json", params={"words": "c\0d"}).status_code == 200


def test_records_with_nul_are_taken_and_shown(tmp_path: Path) -> None:
    fact = {"act": "accuse", "party": ["PE"], "target": "E\0C", "issue": "a\0b"}
    text = "Le Pérou accuse l'Équateur de retenir les bananes"
    with dossier_of(tmp_path / "t.dossier", [record(f"{text} {n}.", dict(fact)) for n in (1, 2)]) as dossier:
        for path in ("/timeline", "/positions", "/actors", "/issues", "/network"):
            assert client(dossier).get(path).status_code == 200
