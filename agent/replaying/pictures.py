"""How much a place on the screen looks like the recorded picture of a target, whatever its scale and colours.

Edges are compared, not colours, so that a dark theme counts for nothing: the correlation of the two pictures'
gradients, brought to one size (normalised cross-correlation; Lewis, "Fast Normalized Cross-Correlation").
"""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.macros.marking import MARGIN
from agent.types import Box, Frame, Pixels

SIDE = 32  # pixels that both pictures are brought to
SQUARE = 1.6  # how much longer one side may be for the picture to be compared
RIM = 5  # of these, at each side: the margin, and the frame that all buttons have
FLAT = 1e-3

Floats = NDArray[np.float32]


def picture_fit(recorded: bytes, unit: float, frame: Frame, box: Box, scale: float) -> float | None:
    """0..1; None where the two have other shapes, or there is nothing to see on one. `unit`, `scale`: the
    height of a line then and now."""
    then = _edges_of(recorded)
    now = frame.crop(box.grown(round(MARGIN * scale / unit)))
    if then is None or now.shape[0] < 6 or now.shape[1] < 6:
        return None
    shape, edges = then
    ratio = (shape[1] / shape[0]) / (now.shape[1] / now.shape[0])
    if not 1 / SQUARE <= ratio <= SQUARE:
        return None
    return max(0.0, _correlation(edges, _edges(now)))


@lru_cache(maxsize=256)
def _edges_of(recorded: bytes) -> tuple[tuple[int, int], Floats] | None:
    from PIL import Image

    pixels = np.asarray(Image.open(io.BytesIO(recorded)).convert("RGB"), np.uint8)
    if min(pixels.shape[:2]) < 6:
        return None
    return (pixels.shape[0], pixels.shape[1]), _edges(pixels)


def _edges(pixels: Pixels) -> Floats:
    """How steep the brightness is at each place, the rim left out."""
    from PIL import Image

    grey = (
        Image.fromarray(np.ascontiguousarray(pixels)).convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
    )
    values = np.asarray(grey, np.float32) / 255
    down, across = np.gradient(values)
    steep: Floats = np.hypot(down, across)[RIM:-RIM, RIM:-RIM].astype(np.float32)
    return steep


def _correlation(one: Floats, other: Floats) -> float:
    a, b = one - one.mean(), other - other.mean()
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / size if size > FLAT else 0.0


def embedding_fit(recorded: tuple[float, ...] | None, seen: tuple[float, ...] | None) -> float | None:
    """The cosine of two of the eye's embeddings of pictures."""
    if not recorded or not seen or len(recorded) != len(seen):
        return None
    a, b = np.array(recorded, np.float32), np.array(seen, np.float32)
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return max(0.0, float(a @ b) / size) if size > FLAT else None
