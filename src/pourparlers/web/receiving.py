"""What is sent to the room is received: so much at most, and never so slowly that it ties the room up."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pourparlers.web.errors import SlowError, TooMuchError

# Each so many seconds a body brings so many bytes, or its end: the slowest network is quicker.
SECONDS, BYTES = 20.0, 20_000
# What reads forms tells what is wrong with one on standard error; the page tells it too.
logging.getLogger("python_multipart").addHandler(logging.NullHandler())


class Received:
    """Receives a body.

    Args:
        receive: what receives it.
        most: how many bytes are taken.

    Raises:
        TooMuchError: there are more.
        SlowError: it does not come, or trickles.
    """

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most = receive, most
        self._taken = 0
        self._whole = False
        # Of the bytes that are waited for: how many came before them, and the seconds since.
        self._before, self._waited = 0, 0.0

    async def __call__(self) -> Message:
        message = await self._next()
        if self._taken > self._most:
            raise TooMuchError(f"more than {self._most:,} bytes were sent.", hint="Send less at a time.")
        return message

    async def drain(self, most: int = 5_000_000_000) -> None:
        """Let the rest of the body pass, as far as it comes: browsers show no answer that comes before all is sent."""
        with suppress(SlowError):
            while not self._whole and self._taken < most:
                await self._next()

    async def _next(self) -> Message:
        message = await self._soon()
        self._taken += len(message.get("body", b""))
        self._whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    async def _soon(self) -> Message:
        """The next part; who sends has so many seconds for so many bytes, whatever time is spent on them here."""
        if self._taken - self._before >= BYTES:
            self._before, self._waited = self._taken, 0.0
        begun = time.monotonic()
        try:
            return await asyncio.wait_for(self._receive(), max(0.0, SECONDS - self._waited))
        except TimeoutError as error:
            what = f"less than {BYTES:,} bytes came within {SECONDS:g} seconds."
            raise SlowError(what, hint="Send it again.") from error
        finally:
            self._waited += time.monotonic() - begun


class Ending:
    """An application whose connections end with an answer that was given before all was received: nothing trickles in.

    Args:
        app: the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        whole = not _has_body(scope)

        async def receiving() -> Message:
            nonlocal whole
            message = await receive()
            whole = whole or not message.get("more_body", False)
            return message

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and not whole:
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        await self.app(scope, receiving, sending)


def _has_body(scope: Scope) -> bool:
    headers = Headers(scope=scope) if scope["type"] == "http" else {}
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
