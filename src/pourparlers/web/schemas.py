"""JSON Schema of structs, as msgspec writes them and as fields of addresses and forms are taken.

msgspec makes schemas itself, but none of structs with a field that may be one of several structs: it could not read
them back. They are written all the same.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence, Set
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

Schema = dict[str, Any]
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"}, int: {"type": "integer"}, float: {"type": "number"}, bool: {"type": "boolean"},
    type(None): {"type": "null"}, bytes: {"type": "string"}, Any: {}, object: {},
}  # fmt: skip
# Of Meta, by the name in a schema.
_BOUNDS = {
    "ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum", "pattern": "pattern",
    "min_length": "minLength", "max_length": "maxLength", "description": "description",
}  # fmt: skip
_REFERENCE = "#/components/schemas/"


class Schemas:
    """Gathers the schemas of structs under their names.

    Args:
        inline: whether structs and enumerations stand where they are used.
    """

    def __init__(self, inline: bool = False) -> None:
        self.components: dict[str, Schema] = {}
        self._names: dict[type, str] = {}
        self._inline = inline

    def of(self, told: Any) -> Schema:
        """The schema of a type.

        Raises:
            TypeError: it has none.
        """
        if told in _PLAIN:
            return dict(_PLAIN[told])
        origin, args = get_origin(told), get_args(told)
        if origin is Annotated:
            return self._bounded(self.of(args[0]), [one for one in args[1:] if isinstance(one, Meta)])
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.of(one) for one in args]}
        if origin is Literal:
            return {"enum": list(args)}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(args[1])}
        if isinstance(origin, type) and issubclass(origin, (Sequence, Set)):
            return self._array(origin, args)
        if isinstance(told, type):
            return self._named(told)
        raise TypeError(f"{told!r} has no schema")

    def _bounded(self, schema: Schema, metas: Sequence[Meta]) -> Schema:
        told = {to: value for one in metas for name, to in _BOUNDS.items() if (value := getattr(one, name)) is not None}
        return {**schema, **told} if "$ref" not in schema or not told else {"allOf": [schema], **told}

    def _array(self, origin: type, args: tuple[Any, ...]) -> Schema:
        if issubclass(origin, tuple) and not (len(args) == 2 and args[1] is Ellipsis):
            fixed = [self.of(one) for one in args]
            return {"type": "array", "prefixItems": fixed, "items": False, "minItems": len(args)}
        return {"type": "array", "items": self.of(args[0])}

    def _named(self, told: type) -> Schema:
        if self._inline:
            return self._made(told)
        if told not in self._names:
            self._names[told] = name = self._free(told)
            self.components[name] = {}
            self.components[name].update(self._made(told))
        return {"$ref": _REFERENCE + self._names[told]}

    def _free(self, told: type) -> str:
        """The name of a class; with that of its module before it where another has it already."""
        if told.__name__ not in self.components:
            return told.__name__
        return f"{told.__module__.rpartition('.')[2]}.{told.__name__}"

    def _made(self, told: type) -> Schema:
        if issubclass(told, Enum):
            return {"enum": [one.value for one in told], "title": told.__name__}
        if issubclass(told, msgspec.Struct):
            return self._struct(told)
        if issubclass(told, tuple):
            hints = get_type_hints(told, include_extras=True)
            return {**self._array(tuple, tuple(hints.values())), "title": told.__name__}
        raise TypeError(f"{told!r} has no schema")

    def _struct(self, told: type[msgspec.Struct]) -> Schema:
        hints = get_type_hints(told, include_extras=True)
        fields = msgspec.structs.fields(told)
        out: Schema = {"type": "object", "title": told.__name__}
        if first := (told.__doc__ or "").strip().partition("\n")[0]:
            out["description"] = first
        out["properties"] = {one.encode_name: self.of(hints[one.name]) for one in fields}
        # What is taken may lack what has a default; what is given is whole.
        lacking = self._inline or told.__struct_config__.omit_defaults
        out["required"] = required(told) if lacking else [one.encode_name for one in fields]
        return out


def required(told: type[msgspec.Struct]) -> list[str]:
    """The fields that must be given."""
    return [one.encode_name for one in msgspec.structs.fields(told) if one.required]
