"""Memory that was worked in goes back to the system: OpenVINO keeps what its largest picture took, and the C
library keeps what it was given back."""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from typing import Any

KEPT = 1_400_000  # pixels of a picture up to which the memory for it is kept
LARGE = 300_000  # pixels of a picture from which giving back is worth its 10 to 50 ms


def give_back(*models: Any) -> None:
    """Frees what compiled OpenVINO models hold beside their weights; the next picture takes it anew."""
    for model in models:
        model.release_memory()
    library = _library()
    if library is not None:
        library.malloc_trim(0)


ARENAS = 2
_M_ARENA_MAX = -8  # malloc.h


def few_arenas() -> None:
    """Lets all threads share two of the C library's heaps: with one for each thread, each keeps what its
    thread once needed (some 100 MB in all). MALLOC_ARENA_MAX in the environment has the last word."""
    library = _library()
    if library is not None and "MALLOC_ARENA_MAX" not in os.environ:
        library.mallopt(_M_ARENA_MAX, ARENAS)


@cache
def _library() -> Any:
    """glibc; None where there is another C library."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
