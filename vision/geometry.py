"""Places: monitors laid out in desktop pixels, and plain arithmetic on boxes.

Desktop pixels start at the top left of the box round all monitors (agent/types.py). On X11 and in a
DPI-aware Windows process the system's units are pixels already; on macOS they are points, and monitors of
different density are spread by the largest density, which keeps them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.types import Box, Monitor, Window


@dataclass(frozen=True)
class NativeMonitor:
    """A monitor as the operating system tells it: position and size in native units, which may be negative.

    `scale` is the user's magnification (1.25 = 125 %), `pixels_per_unit` the picture's pixels for one native
    unit (1 except on macOS).
    """

    left: float
    top: float
    width: float
    height: float
    scale: float = 1.0
    pixels_per_unit: float = 1.0
    name: str = ""


def lay_out(found: Sequence[NativeMonitor]) -> tuple[Monitor, ...]:
    """Monitors in desktop pixels, none over another that was not so before, the first pixel at (0, 0)."""
    if not found:
        return ()
    density = max(m.pixels_per_unit for m in found)
    left, top = min(m.left for m in found), min(m.top for m in found)
    return tuple(_placed(m, (m.left - left) * density, (m.top - top) * density) for m in found)


def _placed(native: NativeMonitor, x: float, y: float) -> Monitor:
    x0, y0 = round(x), round(y)
    width = max(1, round(native.width * native.pixels_per_unit))
    height = max(1, round(native.height * native.pixels_per_unit))
    return Monitor(
        box=Box(x0=x0, y0=y0, x1=x0 + width, y1=y0 + height),
        native_x=native.left,
        native_y=native.top,
        scale=native.scale,
        pixels_per_unit=native.pixels_per_unit,
        name=native.name,
    )


def to_desktop(native: Box, monitors: Sequence[Monitor]) -> Box:
    """A box in native units → desktop pixels, by the monitor under its middle (the first one if none is)."""
    if not monitors:
        return native
    x, y = (native.x0 + native.x1) / 2, (native.y0 + native.y1) / 2
    monitor = next((m for m in monitors if m.holds_native(x, y)), monitors[0])
    start, end = monitor.from_native(native.x0, native.y0), monitor.from_native(native.x1, native.y1)
    return Box(x0=start.x, y0=start.y, x1=end.x, y1=end.y)


def windows_to_desktop(windows: Iterable[Window], monitors: Sequence[Monitor]) -> tuple[Window, ...]:
    """Windows listed in native units → the same windows in desktop pixels."""
    return tuple(w.model_copy(update={"box": to_desktop(w.box, monitors)}) for w in windows)


def of_few_sizes(box: Box, step: tuple[int, int], size: tuple[int, int]) -> Box:
    """The box, enlarged to a width and a height that are multiples of `step` and moved to lie in a picture of
    `size` [width, height]: models are slower, and take memory, at each size that they meet for the first
    time."""
    (x0, x1), (y0, y1) = (
        _whole_steps(low, high, step[i], size[i])
        for i, (low, high) in enumerate(((box.x0, box.x1), (box.y0, box.y1)))
    )
    return Box(x0=x0, y0=y0, x1=x1, y1=y1)


def _whole_steps(low: int, high: int, step: int, most: int) -> tuple[int, int]:
    long = min(most, -(-(high - low) // step) * step)
    start = max(0, min(low, most - long))
    return start, start + long


class BoxIndex:
    """Answers quickly which of many boxes meet one: by the bands of the picture that they reach into."""

    BAND = 64  # pixels

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._sides: list[tuple[int, int, int, int]] = []
        self._bands: defaultdict[int, list[int]] = defaultdict(list)
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        first = box.y0 // self.BAND
        for band in range(first, max(first, (box.y1 - 1) // self.BAND) + 1):
            self._bands[band].append(len(self._sides))
        self._sides.append((box.x0, box.y0, box.x1, box.y1))

    def meeting(self, box: Box) -> list[int]:
        """Indices of the boxes that have a pixel in common with it, as `Box.meets`, in their order."""
        x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
        first, last = y0 // self.BAND, (y1 - 1) // self.BAND
        near: Iterable[int] = self._bands.get(first, ())
        if last > first:
            near = sorted({i for band in range(first, last + 1) for i in self._bands.get(band, ())})
        sides = self._sides
        return [
            i for i in near if sides[i][0] < x1 and x0 < sides[i][2] and sides[i][1] < y1 and y0 < sides[i][3]
        ]


def overlap_share(inner: Box, outer: Box) -> float:
    """The share of `inner` that lies in `outer`, 0 to 1."""
    both = inner.shared(outer)
    return both / inner.area if both else 0.0


def same_row(a: Box, b: Box) -> bool:
    """The two overlap in height by more than half of the lower one."""
    both = min(a.y1, b.y1) - max(a.y0, b.y0)
    return both * 2 > min(a.height, b.height)


def gap_x(a: Box, b: Box) -> int:
    """Empty pixels between two boxes side by side; negative when they overlap in x."""
    return max(a.x0, b.x0) - min(a.x1, b.x1)


def gap_y(a: Box, b: Box) -> int:
    """Empty pixels between two boxes one above the other; negative when they overlap in y."""
    return max(a.y0, b.y0) - min(a.y1, b.y1)


def rows_of(boxes: Sequence[Box]) -> list[list[int]]:
    """Indices grouped into visual rows, top to bottom, each from left to right."""
    rows: list[list[int]] = []
    order = sorted(range(len(boxes)), key=lambda i: (boxes[i].y0 + boxes[i].y1, boxes[i].x0))
    for i in order:
        if rows and same_row(boxes[rows[-1][0]], boxes[i]):
            rows[-1].append(i)
        else:
            rows.append([i])
    return [sorted(row, key=lambda i: boxes[i].x0) for row in rows]


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """Indices in the order in which a person reads: rows from the top, each from the left."""
    return [i for row in rows_of(boxes) for i in row]


def keep_best(boxes: Sequence[Box], scores: Sequence[float], most: float = 0.6) -> list[int]:
    """Greedy non-maximum suppression: indices of the boxes to keep, best first, no pair over `most` IoU."""
    kept: list[int] = []
    for i in sorted(range(len(boxes)), key=lambda i: -scores[i]):
        if all(boxes[i].iou(boxes[k]) <= most for k in kept):
            kept.append(i)
    return kept
