"""Small drawn marks, looked at pixel by pixel: arrows, the squares and circles of check boxes, ticks."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from agent.types import Box, Pixels
from vision.scene import ground_at

SEEN = 10  # levels between a mark and its ground


def mark_mask(pixels: Pixels, box: Box) -> NDArray[np.bool_]:
    """Where the pixels of a box differ from what surrounds it."""
    part = pixels[max(0, box.y0) : box.y1, max(0, box.x0) : box.x1].astype(np.int16)
    return np.asarray(np.abs(part - np.array(ground_at(pixels, box), np.int16)).max(axis=2) > SEEN)


def arrow(pixels: Pixels, box: Box) -> Literal["down", "up"] | None:
    """Where a small triangle or chevron points: wide at one end, narrow at the other. Two count as down."""
    if not (4 <= box.width <= 18 and 2 <= box.height <= 20):
        return None
    mask = mark_mask(pixels, box)
    rows = np.flatnonzero(mask.any(axis=1))
    if len(rows) < 2:
        return None
    spans = [_span(mask[row]) for row in rows]
    top, bottom = spans[0], spans[-1]
    narrow, wide = min(top, bottom), max(spans)
    if wide < 4 or narrow > 0.65 * wide or box.height > 1.6 * box.width:
        return None
    return "up" if top < bottom else "down"


def _span(row: NDArray[np.bool_]) -> int:
    filled = np.flatnonzero(row)
    return int(filled[-1] - filled[0] + 1) if len(filled) else 0


def ring_shape(pixels: Pixels, box: Box) -> Literal["square", "circle"] | None:
    """Whether a small mark is the square of a check box or the circle of a radio button."""
    mask = _trimmed(mark_mask(pixels, box))
    if mask is None:
        return None
    third = max(2, mask.shape[1] // 3)
    sides = (mask[0], mask[-1], mask[:, 0], mask[:, -1])
    middle = min(float(side[third : len(side) - third].mean()) for side in sides)
    whole = min(float(side[2:-2].mean()) for side in sides)
    corners = (mask[:2, :2], mask[:2, -2:], mask[-2:, :2], mask[-2:, -2:])
    empty_corners = max(float(corner.mean()) for corner in corners) < 0.5
    if whole > 0.8 and not empty_corners:
        return "square"
    upright = abs(float(mask[0].mean()) - float(mask[-1].mean())) < 0.35  # a warning's triangle is not
    if middle > 0.5 and empty_corners and upright:
        return "square" if whole > 0.95 else "circle" if _clean_ring(pixels, box) else None
    return None


def _clean_ring(pixels: Pixels, box: Box) -> bool:
    """Between rim and middle a radio button is of one colour; a round icon is drawn on."""
    side = min(box.width, box.height)
    part = pixels[box.y0 : box.y0 + side, box.x0 : box.x0 + side].astype(np.int16)
    ys, xs = np.mgrid[0:side, 0:side] - (side - 1) / 2
    radius = np.hypot(ys, xs) / (side / 2)
    ring = part[(radius > 0.55) & (radius < 0.72)]
    if len(ring) == 0:
        return False
    off = np.abs(ring - np.median(ring, axis=0)).max(axis=1) > 48
    return float(off.mean()) < 0.2


def _trimmed(mask: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    """The mask cut to what is marked, if that is about square and not tiny."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if len(rows) < 8 or len(columns) < 8:
        return None
    cut = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return cut if abs(cut.shape[0] - cut.shape[1]) <= 3 else None


def looks_checked(pixels: Pixels, box: Box) -> bool:
    """A tick or a dot stands inside the box or circle."""
    mask = mark_mask(pixels, box)
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if len(rows) < 8 or len(columns) < 8:
        return False
    edge = max(3, len(rows) // 4)
    y0, y1 = box.y0 + int(rows[0]) + edge, box.y0 + int(rows[-1]) + 1 - edge
    x0, x1 = box.x0 + int(columns[0]) + edge, box.x0 + int(columns[-1]) + 1 - edge
    inner = pixels[y0:y1, x0:x1].astype(np.int16)
    if inner.size == 0:
        return False
    spread = float((inner.max(axis=(0, 1)) - inner.min(axis=(0, 1))).max())
    return spread > 60
