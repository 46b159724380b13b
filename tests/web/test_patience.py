"""Whatever is asked or sent, the room answers soon: nobody's words keep the others waiting."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparlers import Dossier
from rooms import client

# Seconds of this process's work; what was found took minutes.
SOON = 5.0


def _soon(ask: Callable[[], int]) -> int:
    begun = time.process_time()
    status = ask()
    assert time.process_time() - begun < SOON
    return status


@pytest.mark.parametrize("path", ["/actors", "/issues", "/articles", "/search", "/actor/merge?id=BG", "/timeline"])
@pytest.mark.parametrize(
    "words", ["a " * 10_000, " ".join(f"mot{n}" for n in range(5_000)), '"a b" ' * 3_000, "%_\\" * 9_000]
)
def test_words_without_end_are_answered_soon(room: TestClient, path: str, words: str) -> None:
    address = f"{path}{'&' if '?' in path else '?'}"
    for name in ("words", "issue"):
        assert _soon(lambda name=name: room.get(address, params={name: words}).status_code) < 500  # type: ignore[misc]


@pytest.mark.parametrize("path", ["/actor/split", "/issue/split"])
def test_a_name_without_end_is_compared_with_none(hostile: Path, path: str) -> None:
    with Dossier(hostile) as dossier:
        sent = {"id": "PE", "node": ["x" * 100_000]}
        assert _soon(lambda: client(dossier).post(path, json=sent).status_code) in {400, 404}
        assert dossier.decisions() == []


@pytest.mark.parametrize("seen", [2**63, -(2**63) - 1, 10**400])
@pytest.mark.parametrize("path", ["/issue/rename", "/issue/merge", "/statement/{id}/judge", "/article/{id}/judge"])
def test_numbers_beyond_those_of_databases_are_no_fault_of_ours(own: Path, path: str, seen: int) -> None:
    with Dossier(own) as dossier:
        asked = client(dossier)
        uid = next(iter(dossier.statements(limit=1))).reports[0].report
        label = asked.get("/issues.json").json()["issues"][0]["id"]
        sent = {"id": label, "label": "un autre", "other": label, "verb": "accept", "accept": uid, "seen": str(seen)}
        place = path.replace("{id}", uid.partition(":")[0] if "article" in path else uid)
        assert asked.post(place, data={"secret": "s", **sent}, follow_redirects=False).status_code < 500
