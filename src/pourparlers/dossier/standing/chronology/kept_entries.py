"""The entries of a dossier as it is now, kept in the process: read once, then brought up to date by what was written.

What another process writes is seen as what this one does: by the name of the state that the dossier is in.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from sqlalchemy import Connection

from pourparlers.dossier.standing.chronology.entries import Entries, read
from pourparlers.dossier.standing.chronology.renewed import renewed
from pourparlers.dossier.store.database import state_of, states_before

# So many states of dossiers are kept.
_KEPT = 4
_read_before: OrderedDict[str, Entries] = OrderedDict()
_lock = Lock()
# Of several that ask for the same state one reads, and the others wait for it.
_reading = Lock()


def entries_of(connection: Connection) -> Entries:
    """The entries of a dossier as it is now."""
    state = state_of(connection)
    # A dossier that does not tell its state may be any.
    if not state:
        return read(connection)
    there = _held(state)
    return _looked_for(connection, state) if there is None else there


def _looked_for(connection: Connection, state: str) -> Entries:
    with _reading:
        if (there := _held(state)) is not None:
            return there
        before = next((one for one in map(_held, states_before(connection)) if one is not None), None)
        told = renewed(connection, before) if before is not None else None
        told = read(connection) if told is None else told
        with _lock:
            _read_before[state] = told
            while len(_read_before) > _KEPT:
                _read_before.popitem(last=False)
        return told


def _held(state: str) -> Entries | None:
    with _lock:
        if state in _read_before:
            _read_before.move_to_end(state)
        return _read_before.get(state)
