"""The entries of a dossier as it is now, kept in the process: read once, then brought up to date by what was written.

What another process writes is seen as what this one does: by the name of the state that the dossier is in.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from sqlalchemy import Connection

from pourparlers.dossier.standing.entries import Entries, read
from pourparlers.dossier.standing.renewed import renewed
from pourparlers.dossier.store.database import state_of, states_before

# So many states of dossiers are kept.
_KEPT = 4
_read_before: OrderedDict[str, Entries] = OrderedDict()
_lock = Lock()


def entries_of(connection: Connection) -> Entries:
    """The entries of a dossier as it is now."""
    state = state_of(connection)
    # A dossier that does not tell its state may be any.
    if not state:
        return read(connection)
    with _lock:
        if state in _read_before:
            _read_before.move_to_end(state)
            return _read_before[state]
        before = next((_read_before[one] for one in states_before(connection) if one in _read_before), None)
    told = (renewed(connection, before) if before is not None else None) or read(connection)
    with _lock:
        # Of two that read it at once, both go on with the same.
        told = _read_before.setdefault(state, told)
        while len(_read_before) > _KEPT:
            _read_before.popitem(last=False)
    return told
