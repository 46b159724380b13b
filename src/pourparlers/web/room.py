"""The dossier that is shown, and how."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from pourparlers.dossier.dossier import Dossier
from pourparlers.dossier.store.database import faults
from pourparlers.web.adding.desk import Desk


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How a dossier is shown.

    Attributes:
        live: whether it is served, and can be changed; else its pages are written as files.
        ui: language of the interface; None where the browser's own is taken.
        hosts: the names under which the room may be asked for; any where empty.
        token: what whoever opens the room must know; None where nobody need know anything.
        secret: stands in each form that changes something, so that no other site's form does.
    """

    live: bool = True
    ui: str | None = None
    hosts: frozenset[str] = frozenset()
    token: str | None = None
    secret: str = msgspec.field(default_factory=lambda: secrets.token_urlsafe(24))


class Room:
    """A dossier that is open to be looked at.

    Args:
        dossier: what is shown.
        settings: how.
    """

    def __init__(self, dossier: Dossier, settings: Settings | None = None) -> None:
        self.dossier = dossier
        self.settings = settings or Settings()

    @cached_property
    def name(self) -> str:
        """What the dossier is called: the name of its file or database."""
        return Path(str(self.dossier.where).partition("?")[0]).stem

    @cached_property
    def desk(self) -> Desk:
        """Where articles are sent to be added."""
        return Desk(self.dossier.where)

    def close(self) -> None:
        """End what the room has begun."""
        if "desk" in self.__dict__:
            self.desk.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to the dossier, as long as the context lasts."""
        with faults(self.dossier.where), self.dossier.engine.connect() as connection:
            yield connection
