"""Where two pictures of the screen differ: cells, and regions with tight boxes. Pure numpy, milliseconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agent.types import Box, Frame, Pixels, Point

Mask = NDArray[np.bool_]
"""[H, 3 W]: the channels of a picture side by side; true where a channel differs."""
Cells = NDArray[np.bool_]
"""[rows, columns] of CELL × CELL pixels each; true where anything in the cell differs."""

TOLERANCE = 10  # per channel of 255: dithering and subpixel noise lie below, a focus ring above
CELL = 16  # pixels
MANY_CELLS = 3000  # more changed cells than this are one region: nearly all of the screen is new
MANY_PATCHES = 64  # … and so are more patches than this: it changed all over


@dataclass(frozen=True)
class Region:
    """One connected patch that differs; `box` is tight (desktop pixels), `pixels` counts what differs."""

    box: Box
    pixels: int

    @property
    def like_caret(self) -> bool:
        """As thin as a text cursor, at any scale up to 200 %."""
        return self.box.width <= 4 and self.box.height <= 64


def same_shape(before: Frame, after: Frame) -> bool:
    """Whether the two pictures show the same part of the desktop."""
    return before.pixels.shape == after.pixels.shape and before.origin == after.origin


def regions(before: Frame, after: Frame, apart: Iterable[Box] = ()) -> tuple[Region, ...]:
    """The patches in which `after` differs from `before`, largest first, leaving out the boxes `apart`.

    Raises ValueError when the frames do not show the same part of the desktop.
    """
    mask = _mask(before, after, apart)
    patches = [_tight(mask, patch, before.origin) for patch in components(cells_of(mask))]
    return tuple(sorted(patches, key=lambda region: -region.box.area))


def cells(before: Frame, after: Frame, apart: Iterable[Box] = ()) -> Cells:
    """The grid of cells in which the frames differ. Raises ValueError as `regions` does."""
    return cells_of(_mask(before, after, apart))


def _mask(before: Frame, after: Frame, apart: Iterable[Box]) -> Mask:
    if not same_shape(before, after):
        raise ValueError("the frames do not show the same part of the desktop")
    mask = _channels_differ(before.pixels, after.pixels)
    for box in apart:
        x0, y0 = max(0, box.x0 - before.origin.x), max(0, box.y0 - before.origin.y)
        x1, y1 = max(0, box.x1 - before.origin.x), max(0, box.y1 - before.origin.y)
        mask[y0:y1, 3 * x0 : 3 * x1] = False
    return mask


def _channels_differ(before: Pixels, after: Pixels) -> Mask:
    """Strip by strip, so that the work stays in the cache and equal strips cost one comparison."""
    height, width = before.shape[:2]
    mask = np.zeros((height, 3 * width), np.bool_)
    if before is after or not width:
        return mask
    for top in range(0, height, CELL):
        one = before[top : top + CELL].reshape(-1, 3 * width)
        other = after[top : top + CELL].reshape(-1, 3 * width)
        if one.tobytes() != other.tobytes():
            difference = np.maximum(one, other)
            difference -= np.minimum(one, other)
            np.greater(difference, TOLERANCE, out=mask[top : top + CELL])
    return mask


def cells_of(mask: Mask) -> Cells:
    """The grid of a mask; the last row and column of cells may be narrower."""
    height, width = mask.shape
    if not height or not width:
        return np.zeros((0, 0), np.bool_)
    strips = [np.bitwise_or.reduce(mask[top : top + CELL], axis=0) for top in range(0, height, CELL)]
    return np.logical_or.reduceat(np.stack(strips), np.arange(0, width, 3 * CELL), axis=1)


def components(grid: Cells) -> list[tuple[int, int, int, int]]:
    """Boxes (row 0, column 0, row 1, column 1; ends exclusive) of cells that touch, corners too."""
    left = {(int(row), int(column)) for row, column in zip(*np.nonzero(grid), strict=True)}
    if len(left) > MANY_CELLS:
        return [_extent(left)]
    found = []
    while left:
        found.append(_extent(_flood(left)))
        if len(found) > MANY_PATCHES:
            return [_extent({(int(row), int(column)) for row, column in zip(*np.nonzero(grid), strict=True)})]
    return found


def _flood(left: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Takes one connected component out of `left`."""
    edge = [left.pop()]
    patch = set(edge)
    while edge:
        row, column = edge.pop()
        around = {(row + dr, column + dc) for dr in (-1, 0, 1) for dc in (-1, 0, 1)} & left
        left -= around
        patch |= around
        edge.extend(around)
    return patch


def _extent(patch: set[tuple[int, int]]) -> tuple[int, int, int, int]:
    rows, columns = [row for row, _ in patch], [column for _, column in patch]
    return min(rows), min(columns), max(rows) + 1, max(columns) + 1


def _tight(mask: Mask, patch: tuple[int, int, int, int], origin: Point) -> Region:
    row, column = patch[0] * CELL, patch[1] * CELL
    part = mask[row : patch[2] * CELL, 3 * column : 3 * patch[3] * CELL]
    differs = part[:, 0::3] | part[:, 1::3] | part[:, 2::3]
    ys, xs = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    x, y = origin.x + column, origin.y + row
    box = Box(x0=x + int(xs[0]), y0=y + int(ys[0]), x1=x + int(xs[-1]) + 1, y1=y + int(ys[-1]) + 1)
    return Region(box=box, pixels=int(np.count_nonzero(differs)))
