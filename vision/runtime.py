"""The model at run time: which runtime computes it here, and pictures in, sights out.

OpenVINO where it is installed (bf16 where the processor has it, else single precision), else torch; CUDA
where torch finds a GPU (loading.py chooses).
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from agent.types import Pixels
from vision import naming
from vision.decode import Boxes, DenseMaps, Floats, Sight, elements, holders, leaves
from vision.naming import Naming, naming_of
from vision.ocr import silence_telemetry

if TYPE_CHECKING:
    from vision.model import Eye

MULTIPLE = 64
LEVELS = "levels.json"
LEAST_SHOWN = 2.0  # pixels: thinner boxes are nothing


class Trunk(NamedTuple):
    """One pass over one picture. `maps` is what `describe` reads (the runtime's own form); `gates` one weight
    for each level, their sum 1 (none where the fusion has no say)."""

    dense: DenseMaps
    maps: Any
    gates: tuple[float, ...] = ()


class Look(NamedTuple):
    """What the model makes of a picture: everything on it, the surest first, and the levels' weights."""

    sights: list[Sight]
    gates: tuple[tuple[str, float], ...] = ()


class Runtime(Protocol):
    """Computes the model."""

    name: str
    naming: Naming
    levels: tuple[str, ...]

    def trunk(self, picture: Floats) -> Trunk:
        """picture [1, 3, H, W], 0 … 1, sides multiples of 64."""
        ...

    def describe(self, maps: Any, boxes: Floats) -> tuple[Floats, Floats, Floats]:
        """boxes [n, 4] → kinds [n, 29], states [n, 6] (logits), embeddings [n, e]."""
        ...


class TorchRuntime:
    """The model as torch computes it, on the processor or a GPU."""

    def __init__(self, eye: Eye) -> None:
        self._eye = eye
        self._meaning = eye.has_meaning
        self.naming = naming_of(eye)
        self.levels = eye.levels if eye.has_meaning else ()
        self._device = next(eye.parameters()).device
        self.name = "torch on CUDA" if self._device.type == "cuda" else "torch"

    def trunk(self, picture: Floats) -> Trunk:
        import torch

        with torch.inference_mode():
            tensor = torch.from_numpy(picture).to(self._device).contiguous(memory_format=torch.channels_last)
            seen = self._eye.see(tensor, meaning=self._meaning)
        gates = (
            () if seen.gates is None else tuple(seen.gates[0].reshape(-1, len(self.levels)).mean(0).tolist())
        )
        return Trunk(DenseMaps(*(t[0].float().cpu().numpy() for t in seen.dense)), seen.maps, gates)

    def describe(self, maps: Any, boxes: Floats) -> tuple[Floats, Floats, Floats]:
        import torch

        with torch.inference_mode():
            said = self._eye.describe(maps, torch.from_numpy(boxes)[None].to(self._device))
        kinds, states, embedding = (t[0].float().cpu().numpy() for t in said[:3])
        return kinds, states, embedding


class OpenVinoRuntime:
    """The model as OpenVINO computes it on the processor: two graphs, the trunk and the description."""

    FILES = ("trunk.xml", "trunk.bin", "describe.xml", "describe.bin", naming.FILE, LEVELS)

    def __init__(self, folder: Path, threads: int = 0) -> None:
        silence_telemetry()
        import openvino

        core = openvino.Core()
        options: dict[str, Any] = {"PERFORMANCE_HINT": "LATENCY", "CACHE_DIR": ""}
        if threads:
            options["INFERENCE_NUM_THREADS"] = threads
        self._trunk = core.compile_model(folder / "trunk.xml", "CPU", options)
        exact = options | {"INFERENCE_PRECISION_HINT": "f32"}
        self._describe = core.compile_model(folder / "describe.xml", "CPU", exact)
        self.name = "OpenVINO"
        self.naming = naming.load(folder)
        self.levels = tuple(json.loads((folder / LEVELS).read_text(encoding="utf-8")))

    def trunk(self, picture: Floats) -> Trunk:
        *dense, gates, m1, m8, m16 = self._trunk(picture).values()
        weights = tuple(float(v) for v in gates[0]) if self.levels else ()
        return Trunk(DenseMaps(*(np.array(d[0]) for d in dense)), (m1, m8, m16), weights)

    def describe(self, maps: Any, boxes: Floats) -> tuple[Floats, Floats, Floats]:
        kinds, states, embedding = (np.array(v[0]) for v in self._describe((*maps, boxes[None])).values())
        return kinds, states, embedding


class EyeModel:
    """Pictures in, sights out."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    @property
    def name(self) -> str:
        return self._runtime.name

    def look(self, pixels: Pixels, least: float = 0.3, scale: float = 1.0) -> list[Sight]:
        """Everything on a picture [H, W, 3] uint8 RGB: elements and containers, the surest first.

        `scale` shrinks the picture beforehand (0.5 for a screen of twice the usual density); boxes are in the
        given picture's pixels.
        """
        return self.see(pixels, least, scale).sights

    def see(self, pixels: Pixels, least: float = 0.3, scale: float = 1.0) -> Look:
        """The same with the weights of the levels that were fused."""
        trunk = self._runtime.trunk(as_input(shrunk(pixels, scale)))
        found = leaves(trunk.dense, least)
        said = self._described(trunk.maps, found) + holders(trunk.dense, least)
        height, width = pixels.shape[:2]
        placed = (_placed(sight, scale, width, height) for sight in said)
        sights = sorted((s for s in placed if s is not None), key=lambda s: -s.score)
        return Look(sights, tuple(zip(self._runtime.levels, trunk.gates, strict=True)))

    def _described(self, maps: Any, found: Boxes) -> list[Sight]:
        if not len(found.boxes):
            return []
        return self._runtime.naming.named(elements(found, *self._runtime.describe(maps, found.boxes)))


def shrunk(pixels: Pixels, scale: float) -> Pixels:
    """The picture at a scale of its size."""
    if scale == 1.0:
        return pixels
    import cv2

    height, width = pixels.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def as_input(pixels: Pixels) -> Floats:
    """uint8 [H, W, 3] RGB → float [1, 3, H', W'], 0 … 1, grey at the right and bottom up to multiples of
    64."""
    height, width = pixels.shape[:2]
    wide = ((0, 0), (0, -height % MULTIPLE), (0, -width % MULTIPLE))
    planes = pixels.transpose(2, 0, 1).astype(np.float32) / 255
    return np.ascontiguousarray(np.pad(planes, wide, constant_values=0.5)[None])


def _placed(sight: Sight, scale: float, width: int, height: int) -> Sight | None:
    """The sight in the given picture's pixels, cut at its edges; None when nothing of it is left."""
    x0, y0, x1, y1 = (v / scale for v in sight.box)
    box = (max(0.0, x0), max(0.0, y0), min(float(width), x1), min(float(height), y1))
    if box[2] - box[0] < LEAST_SHOWN or box[3] - box[1] < LEAST_SHOWN:
        return None
    left, top, right, bottom = (round(v, 1) for v in box)
    return replace(sight, box=(left, top, right, bottom))
