"""Where things stand on a picture, by geometry alone (OpenCV): even rectangles, and small drawn marks.

A control is mostly an evenly filled rectangle with something on it, so the flat parts of the picture are
labelled and those with straight sides become `Region`s. What is drawn and is neither text nor the rim of a
region becomes a `Glyph`: icons, arrows, check boxes. Nothing here knows kinds or text.

Sizes are those of a 100 % screen; a picture of a magnified screen is scaled down before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from agent.types import Box, Pixels
from vision.decode import as_array, overlap
from vision.lines import Colour

STEPS = (2, 5)  # levels between neighbours that still count as even: sharp rims, then soft gradients
LEAST_SIDE = 7
STRAIGHT = 0.72  # share of each side that must belong to a region
LARGEST_GLYPH = 72
SMALLEST_GLYPH = 3
MOST_REGIONS = 1500
MOST_GLYPHS = 3000
LIKE = 0.75  # IoU of two regions that are one
BLUNT = 2  # columns of a whole round end that hardly belong to it
SAMPLED = 100  # points of a region that tell its fill
RIM = 5  # pixels; a rim with its shadow


@dataclass(frozen=True)
class Region:
    """An evenly filled rectangle, without its rim. `solid` is the share of it that is its own fill."""

    box: Box
    fill: Colour
    solid: float


@dataclass(frozen=True)
class Glyph:
    """Something small that is drawn. `density` is the share of its box that is not ground."""

    box: Box
    density: float
    ink: Colour


@dataclass(frozen=True)
class Proposals:
    regions: tuple[Region, ...] = ()
    glyphs: tuple[Glyph, ...] = ()


class Proposer(Protocol):
    """Pixels at 100 % scale and the boxes of the text on them → things that may be elements."""

    def prepare(self, pixels: Pixels) -> None:
        """Does what can be done before the text is known; `propose` is then quicker for these pixels."""
        ...

    def propose(self, pixels: Pixels, texts: Sequence[Box]) -> Proposals: ...


class GeometricProposer:
    """Proposals from even fills and drawn marks. The fills need no text: they may be prepared beside the
    reading, in another thread that has ended before `propose` is called."""

    def __init__(self) -> None:
        self._prepared: tuple[Pixels, NDArray[np.uint8], list[Region]] | None = None

    def prepare(self, pixels: Pixels) -> None:
        """As the port says; `pixels` must be the very array that `propose` gets."""
        self._prepared = (pixels, *_busy_and_regions(pixels))

    def propose(self, pixels: Pixels, texts: Sequence[Box]) -> Proposals:
        """`pixels` is [H, W, 3] RGB; boxes are in its pixels."""
        prepared, self._prepared = self._prepared, None
        if prepared is not None and prepared[0] is pixels:
            _, busy, regions = prepared
        else:
            busy, regions = _busy_and_regions(pixels)
        return Proposals(tuple(regions), tuple(_glyphs(pixels, busy, texts, regions)))


def _busy_and_regions(pixels: Pixels) -> tuple[NDArray[np.uint8], list[Region]]:
    busy = busy_mask(pixels)
    if min(pixels.shape[:2]) < LEAST_SIDE:
        return busy, []
    regions = _regions(pixels, busy)
    return busy, regions + _regions(pixels, busy_mask(pixels, STEPS[1]), regions)


def busy_mask(pixels: Pixels, step: int = STEPS[0]) -> NDArray[np.uint8]:
    """1 where a pixel differs from its right or lower neighbour by more than `step`, 0 where it is even."""
    return np.asarray(_differences(pixels) > step, np.uint8)


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
    chosen = [i for i in np.argsort(-stats[:, 4]) if i != 0 and wide[i]][:MOST_REGIONS]
    boxes = as_array([r.box for r in known]).astype(np.float32)
    found = []
    for i in chosen:
        x, y, w, h, area = (int(v) for v in stats[i])
        if len(boxes) and overlap(np.array((x, y, x + w + 1, y + h + 1), np.float32), boxes).max() > LIKE:
            continue
        part = labels[y : y + h, x : x + w]
        whole = w >= 0.98 * pixels.shape[1] and h >= 0.98 * pixels.shape[0]  # the desktop's ground, or a page
        if not whole and _straight(part, i):
            colour = _fill(pixels[y : y + h, x : x + w], part, i)
            # the busy mark of an edge lies on the pixel before it: one more pixel belongs to the region
            found.append(Region(Box(x0=x, y0=y, x1=x + w + 1, y1=y + h + 1), colour, area / (w * h)))
    return found


def _fill(pixels: Pixels, labels: NDArray[np.int32], label: int) -> Colour:
    """The middle colour of what bears the label: of some hundred points, if as many hit it."""
    step = max(1, int((labels.size / (8 * SAMPLED)) ** 0.5))
    for apart in (step, 1 + step // 5, 1):
        ys, xs = np.nonzero(labels[::apart, ::apart] == label)
        if len(ys) >= SAMPLED:
            break
    found = pixels[ys[: 40 * SAMPLED] * apart, xs[: 40 * SAMPLED] * apart]
    middle = np.partition(found, len(found) // 2, axis=0)[len(found) // 2]
    return int(middle[0]), int(middle[1]), int(middle[2])


def _straight(labels: NDArray[np.int32], label: int) -> bool:
    """All four sides are mostly of the label, corners left out: they, or whole ends, may be round."""
    height, width = labels.shape
    return _sides_filled(labels, label, min(6, width // 4), min(6, height // 4)) or (
        width >= 2 * height <= 96 and _sides_filled(labels, label, height // 2, int(0.4 * height), BLUNT)
    )


def _sides_filled(part: NDArray[np.int32], label: int, cut_x: int, cut_y: int, deep: int = 0) -> bool:
    height, width = part.shape
    sides = (
        part[0, cut_x : width - cut_x],
        part[-1, cut_x : width - cut_x],
        part[cut_y : height - cut_y, deep],
        part[cut_y : height - cut_y, -1 - deep],
    )
    return all(side.size and np.count_nonzero(side == label) >= STRAIGHT * side.size for side in sides)


def _glyphs(
    pixels: Pixels, busy: NDArray[np.uint8], texts: Sequence[Box], regions: Sequence[Region]
) -> list[Glyph]:
    """Small connected marks outside of the text and of the rims of regions."""
    import cv2

    marks = busy.copy()
    for box in texts:
        marks[max(0, box.y0) : box.y1, max(0, box.x0 - 1) : box.x1 + 1] = 0
    _remove_rims(marks, regions)
    _remove_lines(marks)
    joined = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((4, 4), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    fits = (stats[:, 2:4] <= LARGEST_GLYPH).all(axis=1) & (stats[:, 2:4] >= SMALLEST_GLYPH).all(axis=1)
    fits[0] = False
    found = []
    for x, y, w, h, area in stats[np.flatnonzero(fits)[:MOST_GLYPHS]].astype(int):
        box = Box(x0=int(x), y0=int(y), x1=int(x + w + 1), y1=int(y + h + 1))
        found.append(Glyph(box, float(area) / (w * h), _mark_colour(pixels, box)))
    return found


def _remove_rims(marks: NDArray[np.uint8], regions: Sequence[Region]) -> None:
    """Takes the rims of regions out of the marks, in place; small squares keep theirs (check boxes)."""
    import cv2

    for region in regions:
        box = region.box
        if max(box.width, box.height) > 26 or abs(box.width - box.height) > 4:
            cv2.rectangle(marks, (box.x0 - 1, box.y0 - 1), (box.x1, box.y1), 0, thickness=RIM)


def _remove_lines(marks: NDArray[np.uint8]) -> None:
    """Takes long straight lines (rims, separators) out of the marks, in place."""
    import cv2

    for size in ((LARGEST_GLYPH, 1), (1, LARGEST_GLYPH)):
        line = cv2.morphologyEx(marks, cv2.MORPH_OPEN, np.ones((size[1], size[0]), np.uint8))
        marks[line > 0] = 0


def _mark_colour(pixels: Pixels, box: Box) -> Colour:
    """The colour of a mark: of its pixels that differ most from the corner pixel outside it."""
    height, width = pixels.shape[:2]
    part = pixels[box.y0 : min(height, box.y1), box.x0 : min(width, box.x1)].reshape(-1, 3)
    ground = pixels[max(0, box.y0 - 2), max(0, box.x0 - 2)].astype(np.int16)
    far = np.abs(part.astype(np.int16) - ground).max(axis=1)
    count = max(1, len(far) // 8)
    red, green, blue = part[np.argpartition(far, -count)[-count:]].mean(axis=0)
    return int(red), int(green), int(blue)
