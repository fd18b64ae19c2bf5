"""Where things stand to each other: relations, the nine places, reading order. Boxes in, numbers out.

All scores lie in 0..1 and fall with distance, so that the nearest of several is the best. Distances are
measured in `unit`s, the usual height of a line on that screen, so that a screen of twice the scale gives the
same scores.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from agent.intents import How, Place
from agent.types import Box

T = TypeVar("T")
_REACH = 5.0  # units at which a distance halves the score
_AXES: dict[str, tuple[float | None, float | None]] = {
    "top_left": (0.0, 0.0), "top": (None, 0.0), "top_right": (1.0, 0.0),
    "left": (0.0, None), "centre": (0.5, 0.5), "right": (1.0, None),
    "bottom_left": (0.0, 1.0), "bottom": (None, 1.0), "bottom_right": (1.0, 1.0),
}  # fmt: skip


def gap(a0: float, a1: float, b0: float, b1: float) -> float:
    """The distance between two spans; 0 where they touch or overlap."""
    return max(0, b0 - a1, a0 - b1)


def shared(a0: float, a1: float, b0: float, b1: float) -> float:
    """How much of the shorter span lies in the other (0..1)."""
    shorter = min(a1 - a0, b1 - b0)
    return max(0.0, min(a1, b1) - max(a0, b0)) / shorter if shorter > 0 else 0.0


def same_row(a: Box, b: Box) -> float:
    """How far two boxes stand side by side (0..1)."""
    return shared(a.y0, a.y1, b.y0, b.y1)


def same_column(a: Box, b: Box) -> float:
    """How far two boxes stand one above the other (0..1)."""
    return shared(a.x0, a.x1, b.x0, b.x1)


def inside(box: Box, holder: Box) -> float:
    """Which share of `box` lies in `holder`."""
    both = box.intersection(holder)
    return both.area / box.area if both and box.area else 0.0


def _near(distance: float, unit: float) -> float:
    return 1.0 / (1.0 + distance / (_REACH * unit))


def _beside(box: Box, anchor: Box, unit: float, before: bool) -> float:
    """Left of the anchor (`before`) or right of it, best in its row."""
    between = anchor.x0 - box.x1 if before else box.x0 - anchor.x1
    centre = (box.x0 + box.x1 - anchor.x0 - anchor.x1) / 2
    if between < -0.3 * min(box.width, anchor.width) or (centre < 0) != before:
        return 0.0
    aside = gap(box.y0, box.y1, anchor.y0, anchor.y1)
    if same_row(box, anchor) < 0.4:
        return 0.4 * _near(max(0, between) + 2 * aside, unit) if aside < 2 * unit else 0.0
    return _near(max(0, between), unit)


def _stacked(box: Box, anchor: Box, unit: float, before: bool) -> float:
    """Above the anchor (`before`) or below it, best in its column."""
    between = anchor.y0 - box.y1 if before else box.y0 - anchor.y1
    centre = (box.y0 + box.y1 - anchor.y0 - anchor.y1) / 2
    if between < -0.3 * min(box.height, anchor.height) or (centre < 0) != before:
        return 0.0
    aside = gap(box.x0, box.x1, anchor.x0, anchor.x1)
    return _near(max(0, between) + (1.5 * aside + unit if aside else 0), unit)


def left_of(box: Box, anchor: Box, unit: float) -> float:
    return _beside(box, anchor, unit, before=True)


def right_of(box: Box, anchor: Box, unit: float) -> float:
    return _beside(box, anchor, unit, before=False)


def above(box: Box, anchor: Box, unit: float) -> float:
    return _stacked(box, anchor, unit, before=True)


def below(box: Box, anchor: Box, unit: float) -> float:
    return _stacked(box, anchor, unit, before=False)


def next_to(box: Box, anchor: Box, unit: float) -> float:
    """Beside it; above and below count less."""
    sideways = max(left_of(box, anchor, unit), right_of(box, anchor, unit))
    if same_row(box, anchor) < 0.4:
        sideways = 0.0
    if same_column(box, anchor) == 0:
        return sideways
    return max(sideways, 0.7 * max(above(box, anchor, unit), below(box, anchor, unit)))


def in_row_of(box: Box, anchor: Box, unit: float) -> float:
    """In its row, however far; the nearer a little better."""
    if same_row(box, anchor) < 0.5:
        return 0.0
    return 0.8 + 0.2 * _near(gap(box.x0, box.x1, anchor.x0, anchor.x1), unit)


def within(box: Box, anchor: Box, unit: float) -> float:
    return 1.0 if inside(box, anchor) >= 0.8 and box.area < 0.95 * anchor.area else 0.0


def near(box: Box, anchor: Box, unit: float) -> float:
    across = gap(box.x0, box.x1, anchor.x0, anchor.x1)
    down = gap(box.y0, box.y1, anchor.y0, anchor.y1)
    return _near(math.hypot(across, down), unit)


RELATIONS: dict[How, Callable[[Box, Box, float], float]] = {
    "left_of": left_of, "right_of": right_of, "above": above, "below": below,
    "next_to": next_to, "in_row_of": in_row_of, "inside": within, "near": near,
}  # fmt: skip


def off_place(box: Box, region: Box, place: Place) -> float:
    """How far a box is from one of the nine places of a region, in shares of the region (0: there)."""
    x, y = _AXES[place]
    across = 0.0 if x is None else abs(_along(box.x0, box.x1, region.x0, region.x1, x) - x)
    down = 0.0 if y is None else abs(_along(box.y0, box.y1, region.y0, region.y1, y) - y)
    return math.hypot(across, down)


def _along(b0: int, b1: int, r0: int, r1: int, at: float) -> float:
    """Where along a region (0..1) the edge of a box lies that is nearest to the place `at`."""
    edge = b0 + (b1 - b0) * at
    return (edge - r0) / (r1 - r0) if r1 > r0 else at


def reading_order(items: Iterable[T], box_of: Callable[[T], Box]) -> list[T]:
    """Row by row, left to right. Which order they come in does not matter."""
    ordered = sorted(items, key=lambda i: (box_of(i).y0 + box_of(i).y1, box_of(i).as_list()))
    rows: list[list[T]] = []
    for item in ordered:
        if rows and same_row(box_of(rows[-1][0]), box_of(item)) >= 0.5:
            rows[-1].append(item)
        else:
            rows.append([item])
    return [item for row in rows for item in sorted(row, key=lambda i: box_of(i).as_list())]


def line_height(boxes: Sequence[Box]) -> float:
    """The usual height of a line of text or a control, the unit of distances; 20 where there is nothing."""
    heights = sorted(b.height for b in boxes if 6 <= b.height <= 100)
    return float(heights[len(heights) // 2]) if heights else 20.0
