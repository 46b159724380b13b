"""Processes that read side by side, and end with the one that started them."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread


def workers(processes: int) -> ProcessPoolExecutor:
    """So many processes, started anew: nothing of this one's state is in them."""
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_follow)


def _follow() -> None:
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A run that is killed leaves nobody behind: a process that waits for work would wait for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
