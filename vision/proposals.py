"""Where things stand on a picture, by geometry alone (OpenCV): even rectangles, and small drawn marks.

A control is mostly an evenly filled rectangle with something on it, so the flat parts of the picture are
labelled and those with straight sides become `Region`s. What is drawn and is neither text nor the rim of a
region becomes a `Glyph`: icons, arrows, check boxes. Nothing here knows kinds or text.

Sizes are those of a 100 % screen; a picture of a magnified screen is scaled down before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from agent.types import Box, Pixels
from vision.fills import Region, find_fills
from vision.lines import Colour

LARGEST_GLYPH = 72
SMALLEST_GLYPH = 3
MOST_GLYPHS = 3000
RIM = 5  # pixels; a rim with its shadow


@dataclass(frozen=True)
class Glyph:
    """Something small that is drawn. `density` is the share of its box that is not ground."""

    box: Box
    density: float
    ink: Colour


@dataclass(frozen=True)
class Proposals:
    """What may be elements, and where the picture is busy (fills.busy_mask), if that is known."""

    regions: tuple[Region, ...] = ()
    glyphs: tuple[Glyph, ...] = ()
    busy: NDArray[np.uint8] | None = field(default=None, compare=False, repr=False)


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
        self._prepared = (pixels, *find_fills(pixels))

    def propose(self, pixels: Pixels, texts: Sequence[Box]) -> Proposals:
        """`pixels` is [H, W, 3] RGB; boxes are in its pixels."""
        prepared, self._prepared = self._prepared, None
        if prepared is not None and prepared[0] is pixels:
            _, busy, regions = prepared
        else:
            busy, regions = find_fills(pixels)
        return Proposals(tuple(regions), tuple(_glyphs(pixels, busy, texts, regions)), busy)


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
