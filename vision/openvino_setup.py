"""What is set before OpenVINO is loaded for the first time."""

from __future__ import annotations

import os
import sys

from vision.memory import few_arenas


def prepare_openvino() -> None:
    """Must come before the first `import openvino`, and before its threads.

    OpenVINO tells Google Analytics of each import; without its telemetry package it falls back to a stub.
    oneDNN within it keeps the code for a thousand layers of shapes that were seen once; a few hundred do.
    """
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "256")
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]  # None: ImportError
    few_arenas()
