"""Where a picture differs from the one before it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from agent.types import Box, Pixels

TILE = 32  # pixels a side


def changed_tiles(before: Pixels, after: Pixels) -> NDArray[np.bool_]:
    """Which tiles of 32 × 32 pixels differ between two pictures of the same size."""
    width = before.shape[1]
    apart = _in_eights(before) ^ _in_eights(after)
    rows = np.bitwise_or.reduceat(apart, np.arange(0, len(apart), TILE), axis=0)
    starts = np.arange(0, width, TILE) * 3 // 8
    return np.asarray(np.bitwise_or.reduceat(rows, starts, axis=1) != 0)


def _in_eights(pixels: Pixels) -> NDArray[np.uint64]:
    """The bytes [H, ceil(W / 8) * 3] of the picture's rows, eight at once."""
    more = -pixels.shape[1] % 8
    widened = np.pad(pixels, ((0, 0), (0, more), (0, 0))) if more else np.ascontiguousarray(pixels)
    return widened.reshape(len(pixels), -1).view(np.uint64)


def tile_boxes(tiles: NDArray[np.bool_], width: int, height: int) -> list[Box]:
    """Boxes round groups of tiles that touch or lie one tile apart, in pixels."""
    import cv2

    near = cv2.dilate(tiles.astype(np.uint8), np.ones((3, 3), np.uint8))
    count, labels = cv2.connectedComponents(near, connectivity=8)
    boxes = []
    for label in range(1, count):
        ys, xs = np.nonzero((labels == label) & tiles)
        box = (xs.min() * TILE, ys.min() * TILE, (xs.max() + 1) * TILE, (ys.max() + 1) * TILE)
        x0, y0, x1, y1 = (int(v) for v in box)
        boxes.append(Box(x0=x0, y0=y0, x1=min(x1, width), y1=min(y1, height)))
    return boxes
