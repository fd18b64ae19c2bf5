"""Even rectangles of a picture: the flat parts that have straight sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agent.types import Box, Pixels
from vision.decode import as_array
from vision.lines import Colour

STEPS = (2, 5)  # levels between neighbours that still count as even: sharp rims, then soft gradients
LEAST_SIDE = 7
STRAIGHT = 0.72  # share of each side that must belong to a region
MOST_REGIONS = 1500
LIKE = 0.75  # IoU of two regions that are one
TOGETHER = 200  # rectangles that are compared with all regions at once
BLUNT = 2  # columns of a whole round end that hardly belong to it
SAMPLED = 100  # points of a region that tell its fill


@dataclass(frozen=True)
class Region:
    """An evenly filled rectangle, without its rim. `solid` is the share of it that is its own fill."""

    box: Box
    fill: Colour
    solid: float


Labels = NDArray[np.int32]


def find_fills(pixels: Pixels) -> tuple[NDArray[np.uint8], list[Region]]:
    """The busy mask of a picture [H, W, 3], and its even rectangles."""
    differences = _differences(pixels)
    busy, soft = (np.asarray(differences > step, np.uint8) for step in STEPS)
    if min(pixels.shape[:2]) < LEAST_SIDE:
        return busy, []
    sharp = _regions(pixels, busy)
    return busy, sharp + _regions(pixels, soft, sharp)


def busy_mask(pixels: Pixels) -> NDArray[np.uint8]:
    """1 where a pixel differs from its right or lower neighbour by more than two levels, 0 where it is
    even."""
    return np.asarray(_differences(pixels) > STEPS[0], np.uint8)


def _differences(pixels: Pixels) -> NDArray[np.uint8]:
    """The largest difference of a channel to the right or lower neighbour, for each pixel."""
    import cv2

    found = np.zeros(pixels.shape[:2], np.uint8)
    if min(found.shape) < 2:
        return found
    for plane in cv2.split(np.ascontiguousarray(pixels)):
        np.maximum(found[:, :-1], cv2.absdiff(plane[:, 1:], plane[:, :-1]), out=found[:, :-1])
        np.maximum(found[:-1], cv2.absdiff(plane[1:], plane[:-1]), out=found[:-1])
    return found


def _regions(pixels: Pixels, busy: NDArray[np.uint8], known: Sequence[Region] = ()) -> list[Region]:
    """Even rectangles that are none of the known ones, largest first."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(1 - busy, connectivity=4)
    wide = (stats[:, 2] >= LEAST_SIDE) & (stats[:, 3] >= LEAST_SIDE)
    wide[0] = False
    order = np.argsort(-stats[:, 4])
    chosen = order[wide[order]][:MOST_REGIONS]
    chosen = chosen[~_are_known(stats[chosen, :4], known)]
    found = []
    for i, (x, y, w, h, area) in zip(chosen.tolist(), stats[chosen].tolist(), strict=True):
        part = labels[y : y + h, x : x + w]
        whole = w >= 0.98 * pixels.shape[1] and h >= 0.98 * pixels.shape[0]  # the desktop's ground, or a page
        if not whole and _straight(part, i):
            colour = _fill(pixels[y : y + h, x : x + w], part, i)
            # the busy mark of an edge lies on the pixel before it: one more pixel belongs to the region
            found.append(Region(Box(x0=x, y0=y, x1=x + w + 1, y1=y + h + 1), colour, area / (w * h)))
    return found


def _are_known(rectangles: NDArray[np.int32], known: Sequence[Region]) -> NDArray[np.bool_]:
    """Which rectangles [n, 4] (x, y, width, height) are mostly one of the known regions."""
    boxes = as_array([r.box for r in known]).astype(np.float32)
    parts = np.array_split(rectangles.astype(np.float32), len(rectangles) // TOGETHER + 1)
    return np.concatenate([_are_like(part, boxes) for part in parts])


def _are_like(rectangles: NDArray[np.float32], boxes: NDArray[np.float32]) -> NDArray[np.bool_]:
    low = rectangles[:, None, :2]
    high = low + rectangles[:, None, 2:] + 1
    both = (np.minimum(high, boxes[:, 2:]) - np.maximum(low, boxes[:, :2])).clip(0).prod(-1)
    areas = (high - low).prod(-1) + (boxes[:, 2:] - boxes[:, :2]).prod(-1)
    return np.asarray((both > LIKE * (areas - both)).any(1))


def _fill(pixels: Pixels, labels: Labels, label: int) -> Colour:
    """The middle colour of what bears the label: of some hundred points, if as many hit it."""
    step = max(1, int((labels.size / (8 * SAMPLED)) ** 0.5))
    for apart in sorted({step, 1 + step // 5, 1}, reverse=True):
        found = pixels[::apart, ::apart][labels[::apart, ::apart] == label][: 40 * SAMPLED]
        if len(found) >= SAMPLED:
            break
    middle = np.partition(found, len(found) // 2, axis=0)[len(found) // 2]
    return int(middle[0]), int(middle[1]), int(middle[2])


def _straight(labels: Labels, label: int) -> bool:
    """All four sides are mostly of the label, corners left out: they, or whole ends, may be round."""
    height, width = labels.shape
    return _sides_filled(labels, label, min(6, width // 4), min(6, height // 4)) or (
        width >= 2 * height <= 96 and _sides_filled(labels, label, height // 2, int(0.4 * height), BLUNT)
    )


def _sides_filled(part: Labels, label: int, cut_x: int, cut_y: int, deep: int = 0) -> bool:
    height, width = part.shape
    sides = (
        part[0, cut_x : width - cut_x],
        part[-1, cut_x : width - cut_x],
        part[cut_y : height - cut_y, deep],
        part[cut_y : height - cut_y, -1 - deep],
    )
    return all(side.size and np.count_nonzero(side == label) >= STRAIGHT * side.size for side in sides)
