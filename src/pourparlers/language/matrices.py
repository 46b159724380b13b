"""How a pipeline multiplies matrices: what half of the time of a parse goes into.

spaCy multiplies with BLIS as it was compiled for its package. NumPy's own library (OpenBLAS, MKL, Accelerate) knows
more processors and takes half as long for the sizes of a pipeline, as long as it keeps to one thread: for matrices as
small as these, threads wait for each other longer than they reckon.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, TypeVar

import numpy
from threadpoolctl import ThreadpoolController

T = TypeVar("T")
# Libraries of NumPy that take less time than BLIS; a NumPy without one of them takes far more.
QUICK = ("openblas", "mkl", "accelerate")


@cache
def is_quick() -> bool:
    """Whether NumPy multiplies matrices with a library that is quicker than spaCy's."""
    told: dict[str, Any] = numpy.show_config(mode="dicts")  # type: ignore[assignment,call-arg,unused-ignore]
    name = str(told.get("Build Dependencies", {}).get("blas", {}).get("name", "")).lower()
    return any(one in name for one in QUICK)


def quick() -> AbstractContextManager[None]:
    """Where a pipeline is loaded in it, its layers multiply with the quickest library that is there."""
    from thinc.api import use_ops

    return use_ops("numpy", use_blis=not is_quick())


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def by_one_thread(source: Iterator[T]) -> Iterator[T]:
    """Yield what an iterator yields; matrices are multiplied by one thread while it works, and only then."""
    libraries, end = _libraries(), object()
    while True:
        with libraries.limit(limits=1, user_api="blas"):
            one: Any = next(source, end)
        if one is end:
            return
        yield one
