"""Dossiers that the pages are shown of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from exporting import hostile_records
from pourparlers import Dossier
from rooms import client
from rounds import dossier_of, round_records

# Two rounds of invented talks: a French ferry and its sources, and one with English outlets.
SHOWN = ("bourgas-ferry-2018", "windhoek-satellite-2024")


@pytest.fixture(scope="session")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a dossier, to be looked at; who changes it takes `own`."""
    where = tmp_path_factory.mktemp("room") / "talks.dossier"
    dossier_of(where, [record for name in SHOWN for record in round_records(name)]).close()
    return where


@pytest.fixture
def own(talks: Path, tmp_path: Path) -> Path:
    """A dossier of one's own, to be changed."""
    shutil.copy(talks, tmp_path / "talks.dossier")
    return tmp_path / "talks.dossier"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier whose every field is hostile."""
    where = tmp_path_factory.mktemp("hostile") / "hostile.dossier"
    dossier_of(where, hostile_records()).close()
    return where


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier without articles."""
    where = tmp_path_factory.mktemp("empty") / "empty.dossier"
    Dossier(where, create=True).close()
    return where


@pytest.fixture(params=["talks", "hostile", "empty"])
def any_dossier(request: pytest.FixtureRequest) -> Iterator[Dossier]:
    """Each of them in turn."""
    with Dossier(request.getfixturevalue(request.param)) as dossier:
        yield dossier


@pytest.fixture
def room(talks: Path) -> Iterator[object]:
    """Asks the pages of the dossier of talks."""
    with Dossier(talks) as dossier:
        yield client(dossier)
