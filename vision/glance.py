"""Looking again: where little of the picture has changed, the model looks only there.

What it saw elsewhere still stands. A changed place is looked at with what is round it, so that the model
sees the same neighbours as in the whole picture; what the edge of that place cuts is not taken from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from agent.types import Box, Pixels
from vision.changes import changed_tiles, tile_boxes
from vision.decode import SAME, Floats, Sight, overlap
from vision.geometry import of_few_sizes
from vision.runtime import Look, Meant

ROUND = 48  # pixels round a change that are looked at with it
STEP = (320, 64)  # pixels: sizes of the parts, width and height
MOST_AREAS = 3
MOST_SHARE = 0.5  # of the picture: looking at more in parts saves nothing
CUT = 3.0  # pixels: what ends so near to the edge of a part may go on beyond it
GONE = 0.5  # share of a large thing that has changed, from which it is not what it was


class Sees(Protocol):
    """The trained model: pixels [H, W, 3] RGB at 100 % → elements with boxes in those pixels."""

    def see(self, pixels: Pixels, least: float) -> Look: ...

    def meant(self, phrase: str, boxes: Floats, texts: Sequence[str]) -> Meant | None: ...

    def relieve(self) -> None: ...


class Glance:
    """A model that remembers its last picture. The same as looking at the whole but at the changes' rims."""

    def __init__(self, model: Sees) -> None:
        self._model = model
        self._pixels: Pixels | None = None
        self._least = 0.0
        self._look = Look([])
        self._whole = False  # whether the model's last picture is the whole

    def see(self, pixels: Pixels, least: float) -> Look:
        """As the model's own."""
        areas = self._areas(pixels) if least == self._least else None
        self._look = self._model.see(pixels, least) if areas is None else self._again(pixels, least, areas)
        self._pixels, self._least = pixels.copy(), least
        self._whole = areas is None or (not areas and self._whole)
        return self._look

    def forget(self) -> None:
        """The last picture: the next one is looked at as the first."""
        self._pixels = None

    def relieve(self) -> None:
        """As the model's own; what it saw still stands."""
        self._whole = False
        self._model.relieve()

    def needs_little(self, pixels: Pixels, least: float) -> bool:
        """Whether it would look only at parts of this picture."""
        return least == self._least and self._areas(pixels) is not None

    def meant(self, phrase: str, boxes: Floats, texts: Sequence[str]) -> Meant | None:
        """As the model's own, for the last picture; looks at the whole of it first where only a part was
        seen."""
        if self._pixels is not None and not self._whole:
            self._look, self._whole = self._model.see(self._pixels, self._least), True
        return self._model.meant(phrase, boxes, texts)

    def _areas(self, pixels: Pixels) -> list[tuple[Box, Box]] | None:
        """What has changed, and what is to be looked at for it; None: the whole picture."""
        before = self._pixels
        if before is None or before.shape != pixels.shape:
            return None
        height, width = pixels.shape[:2]
        changes = tile_boxes(changed_tiles(before, pixels), width, height)
        if len(changes) > MOST_AREAS:
            return None
        areas = [(change, part_round(change, width, height)) for change in changes]
        seen = sum(part.area for _, part in areas)
        return areas if seen <= MOST_SHARE * width * height else None

    def _again(self, pixels: Pixels, least: float, areas: Sequence[tuple[Box, Box]]) -> Look:
        sights = list(self._look.sights)
        for change, part in areas:
            crop = np.ascontiguousarray(pixels[part.y0 : part.y1, part.x0 : part.x1])
            fresh = [_moved(sight, part) for sight in self._model.see(crop, least).sights]
            inner = _inside(part, pixels.shape[1], pixels.shape[0])
            kept = [sight for sight in sights if not _replaced(sight, change, inner)]
            new = [sight for sight in fresh if _meets(sight, change) and _within(sight, inner)]
            sights = kept + [sight for sight in new if not _known(sight, kept)]
        return Look(sorted(sights, key=lambda s: -s.score), self._look.gates)


def part_round(change: Box, width: int, height: int) -> Box:
    """The part of a picture to look at: with some margin, of one of few sizes."""
    around = Box(
        x0=max(0, change.x0 - ROUND),
        y0=max(0, change.y0 - ROUND),
        x1=min(width, change.x1 + ROUND),
        y1=min(height, change.y1 + ROUND),
    )
    return of_few_sizes(around, STEP, (width, height))


Sides = tuple[float, float, float, float]


def _inside(part: Box, width: int, height: int) -> Sides:
    """Where a sight of the part must lie so that no inner edge cuts it."""
    return (
        part.x0 + CUT if part.x0 > 0 else -1.0,
        part.y0 + CUT if part.y0 > 0 else -1.0,
        part.x1 - CUT if part.x1 < width else width + 1.0,
        part.y1 - CUT if part.y1 < height else height + 1.0,
    )


def _moved(sight: Sight, part: Box) -> Sight:
    x0, y0, x1, y1 = sight.box
    return replace(sight, box=(x0 + part.x0, y0 + part.y0, x1 + part.x0, y1 + part.y0))


def _shared(sight: Sight, change: Box) -> float:
    """Pixels of the sight that lie in the change."""
    x0, y0, x1, y1 = sight.box
    across = min(x1, change.x1) - max(x0, change.x0)
    down = min(y1, change.y1) - max(y0, change.y0)
    return max(0.0, across) * max(0.0, down)


def _meets(sight: Sight, change: Box) -> bool:
    return _shared(sight, change) > 0


def _known(sight: Sight, others: Sequence[Sight]) -> bool:
    """Whether one of the others is the same thing, beside the change."""
    if not others:
        return False
    boxes = np.array([other.box for other in others], np.float32)
    return bool((overlap(np.array(sight.box, np.float32), boxes) > SAME).any())


def _within(sight: Sight, inner: Sides) -> bool:
    x0, y0, x1, y1 = sight.box
    return x0 >= inner[0] and y0 >= inner[1] and x1 <= inner[2] and y1 <= inner[3]


def _replaced(sight: Sight, change: Box, inner: Sides) -> bool:
    """Whether the new look speaks for it: it meets the change, and would have been seen whole, or is mostly
    gone."""
    x0, y0, x1, y1 = sight.box
    shared = _shared(sight, change)
    return shared > 0 and (_within(sight, inner) or shared > GONE * (x1 - x0) * (y1 - y0))
