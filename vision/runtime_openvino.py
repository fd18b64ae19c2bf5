"""The model as OpenVINO computes it on the processor: a graph for each of its parts (vision/export.py)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from vision import naming
from vision.decode import DenseMaps, Floats
from vision.memory import KEPT, give_back
from vision.openvino_setup import prepare_openvino
from vision.pieces import PieceTable
from vision.runtime import Asked, Trunk
from vision.shaped_graph import ShapedGraph

LEVELS = "levels.json"
PIECES = "pieces.npy"
DENSE = len(DenseMaps._fields)
COUNT_STEP = 32


class OpenVinoRuntime:
    """Of a folder that vision/export.py wrote; some graphs are there only where the model was taught them."""

    GRAPHS = ("trunk", "describe", "pictures")
    FILES = (*(f"{graph}.{end}" for graph in GRAPHS for end in ("xml", "bin")), naming.FILE, LEVELS)

    def __init__(self, folder: Path, threads: int = 0) -> None:
        prepare_openvino()
        import openvino

        core = openvino.Core()
        options: dict[str, Any] = {
            "PERFORMANCE_HINT": "LATENCY",
            "CACHE_DIR": "",
            "ENABLE_CPU_PINNING": False,
        }
        if threads:
            options["INFERENCE_NUM_THREADS"] = threads
        self._trunk = ShapedGraph(core, folder / "trunk.xml", options)
        # OpenVINO 2026.4 computes attention wrongly for good if the first picture has but one pooled key
        self._trunk(np.zeros((1, 3, 64, 128), np.float32))
        exact = options | {"INFERENCE_PRECISION_HINT": "f32"}
        self._describe = core.compile_model(folder / "describe.xml", "CPU", exact)
        self._pictures = core.compile_model(folder / "pictures.xml", "CPU", exact)
        self.name = "OpenVINO"
        self.naming = naming.load(folder)
        self.levels = tuple(json.loads((folder / LEVELS).read_text(encoding="utf-8")))
        self.pieces: PieceTable | None = None
        if (folder / PIECES).is_file():
            self.pieces = PieceTable(np.load(folder / PIECES).astype(np.float32))
            self._ground = core.compile_model(folder / "ground.xml", "CPU", exact)
        self.knows_lines = (folder / "lines.xml").is_file()
        if self.knows_lines:
            self._lines = core.compile_model(folder / "lines.xml", "CPU", options)
        self.knows_letters = (folder / "letters.xml").is_file()
        if self.knows_letters:
            self._letters = core.compile_model(folder / "letters.xml", "CPU", exact)

    def trunk(self, picture: Floats) -> Trunk:
        said = tuple(self._trunk(picture).values())  # copies
        if picture.size > 3 * KEPT:
            self.relieve()
        dense, gates, maps = said[:DENSE], said[DENSE], (picture, *said[DENSE + 1 :])
        weights = tuple(float(v) for v in gates[0]) if self.levels else ()
        return Trunk(DenseMaps(*(np.array(d[0]) for d in dense)), maps, weights)

    def describe(self, maps: Any, boxes: Floats) -> tuple[Floats, Floats]:
        _, m8, m16, *_ = maps
        said = self._describe((m8, m16, of_few_counts(boxes)[None])).values()
        kinds, states, _ = (np.array(v[0, : len(boxes)]) for v in said)
        return kinds, states

    def pictures(self, maps: Any, boxes: Floats) -> Floats:
        (shown,) = self._pictures((maps[0], of_few_counts(boxes)[None])).values()
        return np.array(shown[0, : len(boxes)], np.float32)

    def ground(self, maps: Any, asked: Asked) -> tuple[Floats, Floats]:
        _, m8, m16, aligned = maps
        boxes, *words = asked
        logits, gates = (np.array(v) for v in self._ground((m8, m16, aligned, boxes[None], *words)).values())
        return logits, gates

    def lines(self, picture: Floats) -> tuple[Floats, Floats]:
        heat, sides = (np.array(v[0]) for v in self._lines(picture).values())
        if picture.size > 3 * KEPT:
            give_back(self._lines)
        return heat[0], sides

    def letters(self, signs: Floats) -> Floats:
        (said,) = self._letters(of_few_counts(signs)).values()
        return np.array(said[: len(signs)], np.float32)

    def relieve(self) -> None:
        self._trunk.relieve()

    def settle(self) -> None:
        self._trunk.settle()


def of_few_counts(boxes: Floats) -> Floats:
    """The boxes [n, 4] (or others [n, …]) and more like the last, up to a multiple of 32: OpenVINO is slower,
    and takes memory, at each count that it meets for the first time."""
    more = ((0, -len(boxes) % COUNT_STEP), *[(0, 0)] * (boxes.ndim - 1))
    return np.pad(boxes, more, mode="edge")
