"""Connections to the room: one over which nothing is asked ends, also where its first line never does."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

# Seconds between two looks; a connection over which nothing was asked from one to the next ends.
SECONDS = 20.0


class Connection(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """A connection of a browser."""

    def connection_made(self, transport: Any) -> None:
        """It is there."""
        super().connection_made(transport)
        self._later()

    def _later(self) -> None:
        asyncio.get_running_loop().call_later(SECONDS, self._look, self.cycle)

    def _look(self, last: Any) -> None:
        # `cycle` is what was asked last.
        idle = self.cycle is last and (last is None or last.response_complete)
        if idle:
            self.transport.close()
        elif not self.transport.is_closing():
            self._later()
