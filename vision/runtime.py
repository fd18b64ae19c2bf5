"""The model at run time: which runtime computes it here, and pictures in, sights out.

OpenVINO where it is installed (bf16 where the processor has it, else single precision), else torch; CUDA
where torch finds a GPU (loading.py chooses).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from agent.types import Box, Pixels
from vision.decode import Boxes, DenseMaps, Floats, Sight, chances_of, elements, holders, leaves, pictured
from vision.letters import NO_LETTERS, as_signs, is_narrow
from vision.naming import Naming
from vision.pieces import PieceTable, shared_pieces
from vision.text_lines import lines_of

if TYPE_CHECKING:
    pass

MULTIPLE, LEAST_SIDE = 32, 64  # pixels of a picture's sides; OpenVINO pools no smaller map
LEAST_SHOWN = 2.0  # pixels: thinner boxes are nothing


class Trunk(NamedTuple):
    """One pass over one picture. `maps` is what all other calls read (the runtime's own form);
    `gates` one weight for each level, their sum 1 (none where the fusion has no say)."""

    dense: DenseMaps
    maps: Any
    gates: tuple[float, ...] = ()


class Asked(NamedTuple):
    """Phrases and what they are asked of: boxes [n, 4], means of word pieces of the texts [n, p] and of the
    phrases [Q, p], and how many pieces they share [Q, n, 2] (pieces.py)."""

    boxes: Floats
    texts: Floats
    phrases: Floats
    shared: Floats


class Meant(NamedTuple):
    """What a phrase means: the chance of each box and of “not there”, their sum 1; the levels' weights."""

    chances: tuple[float, ...]
    nowhere: float
    gates: tuple[tuple[str, float], ...] = ()


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
        """picture [1, 3, H, W], 0 … 1, sides multiples of 32, 64 at the least."""
        ...

    def describe(self, maps: Any, boxes: Floats) -> tuple[Floats, Floats]:
        """boxes [n, 4] → kinds [n, 29], states [n, 6] (logits)."""
        ...

    def pictures(self, maps: Any, boxes: Floats) -> Floats:
        """boxes [n, 4] → what is drawn in them [n, e], each of length 1."""
        ...

    @property
    def pieces(self) -> PieceTable | None:
        """The word pieces' vectors; None where the model was not taught phrases."""
        ...

    def ground(self, maps: Any, asked: Asked) -> tuple[Floats, Floats]:
        """logits [Q, n + 1], the last for “not there”; gates [Q, k]."""
        ...

    @property
    def knows_lines(self) -> bool:
        """Whether it was taught where lines of text stand."""
        ...

    def lines(self, picture: Floats) -> tuple[Floats, Floats]:
        """picture as the trunk's → heat [h, w] and sides [4, h, w] of lines of text at s4 (line_net.py). May
        be called beside all others."""
        ...

    @property
    def knows_letters(self) -> bool:
        """Whether it was taught what letters look like."""
        ...

    def letters(self, signs: Floats) -> Floats:
        """signs [n, 1, 24, 24] (letters.py) → logits [n]. May be called beside all others."""
        ...

    def relieve(self) -> None:
        """Gives back the memory that was worked in; the next picture takes 0.1 s more."""
        ...

    def settle(self) -> None:
        """Waits for what it does in the background to be quicker at the next picture of the same size."""
        ...


class EyeModel:
    """Pictures in, sights out."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._trunk: Trunk | None = None  # of the last picture
        self._scale = 1.0

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
        self._trunk = None  # the last picture's maps make room
        trunk = self._trunk = self._runtime.trunk(as_input(shrunk(pixels, scale)))
        self._scale = scale
        found = leaves(trunk.dense, least)
        said = self._described(trunk.maps, found) + holders(trunk.dense, least)
        height, width = pixels.shape[:2]
        placed = (_placed(sight, scale, width, height) for sight in said)
        sights = sorted((s for s in placed if s is not None), key=lambda s: -s.score)
        return Look(sights, tuple(zip(self._runtime.levels, trunk.gates, strict=True)))

    @property
    def knows_lines(self) -> bool:
        return self._runtime.knows_lines

    def lines(self, pixels: Pixels) -> list[Box]:
        """Boxes round the lines of text on a picture [H, W, 3], where the model `knows_lines`. Keeps nothing,
        and may be called while another thread sees."""
        return lines_of(*self._runtime.lines(as_input(pixels)), pixels.shape[1], pixels.shape[0])

    @property
    def knows_letters(self) -> bool:
        return self._runtime.knows_letters

    def bare(self, crops: Sequence[Pixels]) -> list[bool]:
        """Which of the crops [H, W, 3] surely hold no letters, where the model `knows_letters`. May be called
        while another thread sees."""
        narrow = [i for i, crop in enumerate(crops) if is_narrow(crop)]
        if not narrow:
            return [False] * len(crops)
        said = self._runtime.letters(as_signs([crops[i] for i in narrow]))
        found = {i for i, logit in zip(narrow, said.tolist(), strict=True) if logit < NO_LETTERS}
        return [i in found for i in range(len(crops))]

    def relieve(self) -> None:
        """Forgets the last picture, and gives back the memory that was worked in."""
        self._trunk = None
        self._runtime.relieve()

    def settle(self) -> None:
        """Waits until it is as quick as it will be for pictures of the size that came most often."""
        self._runtime.settle()

    def meant(self, phrase: str, boxes: Floats, texts: Sequence[str]) -> Meant | None:
        """Which of the boxes [n, 4] on the last picture, on which these texts stand, a phrase means; None
        where the model was not taught phrases, or there is nothing to ask about."""
        pieces = self._runtime.pieces
        if pieces is None or self._trunk is None or not len(boxes):
            return None
        scaled = np.ascontiguousarray(boxes * self._scale, np.float32)
        asked = Asked(scaled, pieces.mean(texts), pieces.mean([phrase]), shared_pieces([phrase], texts))
        logits, gates = self._runtime.ground(self._trunk.maps, asked)
        *chances, nowhere = (float(c) for c in chances_of(logits)[0])
        weights = (float(g) for g in gates[0])
        return Meant(tuple(chances), nowhere, tuple(zip(self._runtime.levels, weights, strict=True)))

    def _described(self, maps: Any, found: Boxes) -> list[Sight]:
        if not len(found.boxes):
            return []
        kinds, states = self._runtime.describe(maps, found.boxes)
        sights = elements(found, kinds, states)
        drawn = pictured(found.boxes, kinds)
        if not len(drawn):
            return sights
        shown = self._runtime.pictures(maps, found.boxes[drawn])
        for i, embedding in zip(drawn.tolist(), shown, strict=True):
            sights[i] = replace(sights[i], embedding=tuple(embedding.tolist()))
        return self._runtime.naming.named(sights)


def shrunk(pixels: Pixels, scale: float) -> Pixels:
    """The picture at a scale of its size."""
    if scale == 1.0:
        return pixels
    import cv2

    height, width = pixels.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def padded_side(side: int) -> int:
    """How many pixels the model takes for so many."""
    return max(LEAST_SIDE, side + -side % MULTIPLE)


def as_input(pixels: Pixels) -> Floats:
    """uint8 [H, W, 3] RGB → float [1, 3, H', W'], 0 … 1, grey at the right and bottom up to multiples of 32,
    and to 64 at the least."""
    height, width = pixels.shape[:2]
    planes = np.full((1, 3, padded_side(height), padded_side(width)), 0.5, np.float32)
    np.multiply(pixels.transpose(2, 0, 1), np.float32(1 / 255), out=planes[0, :, :height, :width])
    return planes


def _placed(sight: Sight, scale: float, width: int, height: int) -> Sight | None:
    """The sight in the given picture's pixels, cut at its edges; None when nothing of it is left."""
    x0, y0, x1, y1 = (v / scale for v in sight.box)
    box = (max(0.0, x0), max(0.0, y0), min(float(width), x1), min(float(height), y1))
    if box[2] - box[0] < LEAST_SHOWN or box[3] - box[1] < LEAST_SHOWN:
        return None
    left, top, right, bottom = (round(v, 1) for v in box)
    return replace(sight, box=(left, top, right, bottom))
