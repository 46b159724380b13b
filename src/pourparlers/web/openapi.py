"""What programs can ask of the room, as OpenAPI 3.1 tells it: made of the routes and of the structs that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

import pourparlers
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.faults import Fault
from pourparlers.web.routes import Get, Post, Route
from pourparlers.web.schemas import Schema, Schemas, required

_GAP = re.compile(r"\{(\w+)\}")
# What may go wrong with what is looked at, and with what is sent.
_LOOKED_AT = ("404", "503")
_SENT = ("403", "404", "413", "503", "507")


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """What is told where something went wrong.

    Attributes:
        error: what went wrong.
    """

    error: Fault


def description(routes: Sequence[Route]) -> Get:
    """The page that describes what others answer.

    Args:
        routes: of the other pages.
    """

    def show(call: Call) -> Page:
        """What answers in JSON, as OpenAPI tells it."""
        return Page(template="openapi.html", shown=described(routes, call.room.name))

    return Get("/openapi", show)


def described(routes: Iterable[Route], title: str) -> Schema:
    """The description of all that answers in JSON.

    Args:
        routes: of the room.
        title: of the dossier.
    """
    schemas = Schemas()
    paths: dict[str, Schema] = {}
    for route in routes:
        if isinstance(route, Post):
            paths.setdefault(route.path, {})["post"] = _sent(route, schemas)
        elif route.data and route.gives is not None:
            paths.setdefault(f"{route.path}.json", {})["get"] = _looked_at(route, route.gives, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": pourparlers.__version__},
        "paths": paths,
        "components": {"schemas": schemas.components},
    }


def _looked_at(route: Get, gives: type, schemas: Schemas) -> Schema:
    return {
        "summary": _summary(route.show),
        "parameters": [*_gaps(route.path), *_fields(route.asked)],
        "responses": {
            "200": _answer("What the page shows.", schemas.of(gives)),
            "303": {"description": "It is told at another address."},
            **_failures(_LOOKED_AT, schemas),
            # A page may tell within what it shows why it shows no more.
            "400": _answer("What went wrong.", {"anyOf": [schemas.of(Failed), schemas.of(gives)]}),
        },
    }


def _sent(route: Post, schemas: Schemas) -> Schema:
    operation: Schema = {
        "summary": _summary(route.do),
        "parameters": _gaps(route.path),
        "responses": {
            "200": _answer("What was done.", {}),
            **_failures(_SENT, schemas),
            # The form again, with what it is about.
            "400": _answer("What went wrong.", {"type": "object"}),
            "409": _answer("What somebody decided in the meantime.", {"type": "object"}),
        },
    }
    if route.sent is not None:
        schema = Schemas(inline=True).of(route.sent)
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return operation


def _summary(handler: Any) -> str:
    return (handler.__doc__ or "").strip().partition("\n")[0]


def _answer(told: str, schema: Schema) -> Schema:
    return {"description": told, "content": {"application/json": {"schema": schema}}}


def _failures(statuses: Sequence[str], schemas: Schemas) -> Schema:
    return {status: _answer("What went wrong.", schemas.of(Failed)) for status in statuses}


def _gaps(path: str) -> list[Schema]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in _GAP.findall(path)
    ]


def _fields(asked: type | None) -> list[Schema]:
    """The fields of an address: what is None there is left out of it."""
    if asked is None:
        return []
    needed = required(asked)
    out = []
    for name, schema in Schemas(inline=True).of(asked)["properties"].items():
        plain = _given(schema)
        told = plain.pop("description", "")
        out.append({"name": name, "in": "query", "required": name in needed, "description": told, "schema": plain})
    return out


def _given(schema: Schema) -> Schema:
    """A schema without null."""
    choices = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    if len(choices) == 1:
        return {**choices[0], **rest}
    return {**rest, "anyOf": choices} if choices else rest
