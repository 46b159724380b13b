"""What is asked of a page: by whom, in which language, with which fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, get_origin, get_type_hints

import msgspec
from sqlalchemy import Connection

from pourparlers.dossier.dossier import Dossier
from pourparlers.dossier.standing.profiles.named import issue_named, label_in
from pourparlers.views.listing import Look
from pourparlers.web.days import days_of
from pourparlers.web.errors import AskedError
from pourparlers.web.room import Room
from pourparlers.web.wording import setting

T = TypeVar("T")
Fields = Mapping[str, Sequence[Any]]


class Call(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A call of a page.

    Attributes:
        room: whose page it is.
        path: as it was asked for, without what tells JSON.
        ui: language of the interface.
        theme: "light", "dark", or "" for that of the system.
        who: the name under which decisions are kept.
        params: what the path names: {"id": "a-3f9c0b12d4e5"}.
        query: fields of the address.
        form: fields that were sent; files among them are of Starlette's UploadFile.
    """

    room: Room
    path: str
    ui: str = "en"
    theme: str = ""
    who: str = ""
    params: Mapping[str, str] = {}
    query: Fields = {}
    form: Fields = {}

    def __post_init__(self) -> None:
        for name in ("params", "query", "form"):
            msgspec.structs.force_setattr(self, name, _without_nul(getattr(self, name)))

    @property
    def dossier(self) -> Dossier:
        """The dossier that is shown."""
        return self.room.dossier

    @property
    def look(self) -> Written:
        """How names and days are written."""
        return Written(self)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to the dossier, as long as the context lasts."""
        with self.room.reading() as connection:
            yield connection

    def asked(self, kind: type[T]) -> T:
        """The fields of the address as a struct; what it does not know is passed over, what is blank not asked.

        Raises:
            AskedError: a value is none of the field's.
        """
        return taken(kind, self.query, self.ui)

    def sent(self, kind: type[T]) -> T:
        """The fields that were sent as a struct.

        Raises:
            AskedError: a value is none of the field's, or one is missing.
        """
        return taken(kind, self.form, self.ui)


class Written(Look):
    """How names, days and issues are written on a page.

    Args:
        call: of the page.
    """

    def __init__(self, call: Call) -> None:
        super().__init__(call.ui, setting(call.ui))
        self._call = call
        self._labels: dict[str, str] = {}

    def issue(self, asked: str) -> str:
        """What an issue is called that is asked for by its id; words of a label as they are."""
        if not asked.startswith("#") and "|" not in asked:
            return asked
        with self._call.reading() as connection:
            label = issue_named(connection, asked)
        return self.label(asked, label) if label else asked

    def label(self, id_: str | None, label: str) -> str:
        """What an issue is called in the language of the page, where articles of that language have a name for it.

        Args:
            id_: of the issue; None where it is not known.
            label: under which the dossier lists it.
        """
        if id_ is None:
            return label
        if id_ not in self._labels:
            with self._call.reading() as connection:
                self._labels[id_] = label_in(connection, id_, self.words.language) or label
        return self._labels[id_]


def _without_nul(told: Any) -> Any:
    """Values as databases take them: PostgreSQL refuses NUL, and SQLite takes a text to end there."""
    if isinstance(told, str):
        return told.replace("\x00", "\ufffd")
    if isinstance(told, Mapping):
        return {name: _without_nul(value) for name, value in told.items()}
    return [_without_nul(one) for one in told] if isinstance(told, list) else told


def taken(kind: type[T], fields: Fields, language: str) -> T:
    """Fields of an address or a form as a struct: of a field that is one value the last, of a list all.

    Args:
        kind: the struct.
        fields: by name.
        language: of the reader, who writes days.

    Raises:
        AskedError: a value is none of the field's, or one is missing.
    """
    out: dict[str, Any] = {}
    for name, hint in get_type_hints(kind).items():
        values = [value for value in fields.get(name, ()) if value != ""]
        if values:
            out[name] = values if get_origin(hint) in {tuple, list, frozenset} else values[-1]
    try:
        return msgspec.convert(out | days_of(out, language), kind, strict=False)
    except msgspec.ValidationError as error:
        hint = "Take the value back, or choose one that the page offers."
        raise AskedError(f"this cannot be asked for: {error}.", hint=hint) from error
