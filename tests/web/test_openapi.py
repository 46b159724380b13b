"""What is told of the JSON of the room is so: no answer is a fault of ours, and each is as its schema says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from sqlalchemy import select

from pourparlers import Dossier
from pourparlers.dossier.store import schema
from pourparlers.web.app import create_app
from pourparlers.web.pages import ROUTES
from pourparlers.web.room import Room, Settings
from pourparlers.web.routes import Get
from rooms import ADDRESS

# Calls of each route.
_EXAMPLES = 8


@pytest.fixture(scope="module")
def room(talks: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    where = tmp_path_factory.mktemp("openapi") / "talks.dossier"
    shutil.copy(talks, where)
    with Dossier(where) as dossier:
        room = Room(dossier, Settings(secret="s"))
        yield room
        room.close()


def test_every_route_with_data_names_what_it_gives() -> None:
    own = {"/openapi"}
    assert [
        route.path
        for route in ROUTES
        if isinstance(route, Get) and route.data and route.gives is None and route.path not in own
    ] == []


def test_every_field_is_told(room: Room) -> None:
    from starlette.testclient import TestClient

    asked = TestClient(create_app(room), base_url=ADDRESS)
    told = asked.get("/openapi.json").json()
    assert asked.get("/openapi").status_code == 200
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            assert one["summary"], f"{method} {path} is not told"
            for field in one["parameters"]:
                assert field["in"] == "path" or field["description"], f"{path}: {field['name']} is not told"


def test_no_answer_is_a_fault_and_each_fits_its_schema(room: Room) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings
    from schemathesis import checks

    told = schemathesis.openapi.from_asgi("/openapi.json", create_app(room))
    own = [
        checks.not_a_server_error,
        checks.response_schema_conformance,
        checks.status_code_conformance,
        checks.content_type_conformance,
    ]
    known = _ids(room)
    faults: list[str] = []
    answered: dict[bool, set[str]] = {True: set(), False: set()}
    for result in told.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=_EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), number=st.integers(0, 50))
        def answers(case: Any, number: int) -> None:
            _meant(case, known, number)
            response = case.call()
            case.validate_response(response, checks=own)
            answered[response.status_code < 400].add(case.operation.path)

        try:
            answers()
        except Exception as error:
            faults.append(f"{operation.method.upper()} {operation.path}: {str(error)[:1500]}")
    assert faults == [], "\n".join(faults)
    # Not only errors were met.
    assert len(answered[True]) > len(told) // 3, answered


def _ids(room: Room) -> dict[str, list[str]]:
    """Things that are there, by the screens that show them."""
    with room.reading() as connection:

        def of(column: Any) -> list[str]:
            return list(connection.execute(select(column).order_by(column).limit(30)).scalars())

        return {
            "article": of(schema.article.c.id), "statement": of(schema.statement.c.id), "encounter": of(schema.encounter.c.id),
            "actor": of(schema.actor.c.id), "issue": of(schema.issue.c.id),
        }  # fmt: skip


def _meant(case: Any, known: dict[str, list[str]], number: int) -> None:
    """Two of three ask for something that is there."""
    ids = known.get(case.path.strip("/").partition("/")[0].partition(".")[0])
    if not ids or number % 3 == 0:
        return
    where = case.path_parameters if "{id}" in case.path else case.query
    if "{id}" in case.path or "id" in (case.query or {}):
        where["id"] = ids[number % len(ids)]
