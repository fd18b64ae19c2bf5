"""Memory that was worked in goes back to the system: OpenVINO keeps what its largest picture took, and the C
library keeps what it was given back."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any

LARGE = 300_000  # pixels of a picture from which giving back is worth its 10 to 50 ms


def give_back(*models: Any) -> None:
    """Frees what compiled OpenVINO models hold beside their weights; the next picture takes it anew."""
    for model in models:
        model.release_memory()
    trim = _trimmer()
    if trim is not None:
        trim(0)


@cache
def _trimmer() -> Any:
    """glibc's malloc_trim; None where there is another C library."""
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
