"""What is sent to the room, as fields: of a form, or as JSON."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from pourparlers.model.errors import SpaceError
from pourparlers.web.call import Call, Fields
from pourparlers.web.errors import RefusedError, TooMuchError
from pourparlers.web.receiving import Received
from pourparlers.web.routes import Post
from pourparlers.web.safety import same

# Bytes of a field that is no file: a pasted article has a million and a half characters at most.
_LONGEST_FIELD = 8_000_000
# What programs send: fields as those of forms, nothing within one another.
_One = str | int | float | bool | None
_Sent = dict[str, _One | list[_One]]


def is_json(request: Request) -> bool:
    """Whether JSON is sent."""
    return request.headers.get("content-type", "").partition(";")[0].strip() == "application/json"


def body_of(request: Request, route: Post) -> Received:
    """The body of a request, as far as its route takes it."""
    return Received(request.receive, min(route.most, _LONGEST_FIELD) if is_json(request) else route.most)


def length_of(request: Request) -> int:
    """The length that is told of what is about to be sent, in bytes; 0 where none is."""
    told = request.headers.get("content-length", "")
    return int(told) if told.isdecimal() and len(told) < 20 else 0


async def fields_of(request: Request, body: Received, route: Post) -> Fields:
    """The fields that are sent.

    Args:
        request: tells how they are written.
        body: of it.
        route: where they are sent.

    Raises:
        RefusedError: this is no JSON object.
        TooMuchError, SlowError: as `Received` tells.
        HTTPException: this is no form, or there are too many files in it.
    """
    received = Request(request.scope, body)
    return await _json(received) if is_json(request) else await _form(received, route)


def check(call: Call) -> None:
    """Find out whether a form is of this room: no other site knows the secret in it.

    Raises:
        RefusedError: it is not.
    """
    if not same(str(next(iter(call.form.get("secret", ())), "")), call.room.settings.secret):
        raise RefusedError("the form is not of this reading room.", hint="Load the page again and send it.")


async def _json(request: Request) -> Fields:
    try:
        told = msgspec.json.decode(await request.body(), type=_Sent)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(f"this is no JSON object: {error}.", hint="Send an object of fields.") from error
    return {name: value if isinstance(value, list) else [value] for name, value in told.items()}


async def _form(request: Request, route: Post) -> Fields:
    out: dict[str, list[Any]] = {}
    form = await request.form(max_files=route.files, max_part_size=min(route.most, _LONGEST_FIELD))
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile) or value.filename:
            out.setdefault(name, []).append(value)
    return out


def known(error: Exception) -> Exception:
    """What went wrong while a form was received, in our words."""
    if isinstance(error, HTTPException) and str(error.detail).startswith("Too many f"):
        return TooMuchError("too many files were sent at once.", hint="Send fewer at a time.")
    if isinstance(error, OSError):
        hint = "Make room, or send less at a time."
        return SpaceError("what was sent cannot be written.", where="the temporary folder", hint=hint)
    return error
