"""Waiting until the screen stands still, bounded; small things that move by themselves do not block.

Our own windows are left out: what they show about the run is no part of the desktop's answer.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from threading import Event

import numpy as np

from agent.errors import Stopped
from agent.observe_difference import CELL, Cells, cells, components, regions, same_shape
from agent.ports import Screen
from agent.types import Box, Frame, Point, Window

BEGIN = 0.4  # seconds in which the first change is waited for
QUIET = 0.2  # seconds without a change that count as still
EVERY = 0.04  # seconds between two looks
RESTLESS_AFTER = 0.6  # seconds after which a small thing that still moves is taken to move for ever
RESTLESS_CHANGES = 4
RESTLESS_CELLS = 8  # a restless thing is at most as many cells wide and high (128 pixels)
BEGUN_AREA = 600  # square pixels: a change of this size shows that the answer to an act has begun


def settle(
    screen: Screen,
    stop: Event,
    longest: float,
    ignore: Sequence[Box] = (),
    *,
    before: Frame | None = None,
    begin: float = BEGIN,
    quiet: float = QUIET,
    every: float = EVERY,
) -> Frame:
    """Grabs until the screen stands still for `quiet` seconds; at most `longest` seconds.

    With `before` (the picture from before an act), first waits up to `begin` seconds for a change to begin.
    Small areas that keep changing and the boxes in `ignore` do not block. Raises Stopped when `stop` is set
    and whatever `screen.grab` raises.
    """
    return Settling(screen, stop, ignore, quiet, every).until_still(longest, before, begin)


class Settling:
    """Looks again and again; remembers which cells never rest. For one act and one thread."""

    def __init__(
        self,
        screen: Screen,
        stop: Event,
        ignore: Sequence[Box] = (),
        quiet: float = QUIET,
        every: float = EVERY,
    ) -> None:
        self._screen, self._stop = screen, stop
        self._ignore, self._quiet, self._every = tuple(ignore), quiet, every
        self._origin = Point(x=0, y=0)
        self._first = np.zeros((0, 0))  # when each cell was first seen to change
        self._count = np.zeros((0, 0), np.int64)  # … and how often since

    def until_still(self, longest: float, before: Frame | None = None, begin: float = BEGIN) -> Frame:
        """As `settle` says."""
        frame = self._grab()
        started = changed = time.monotonic()
        begun = before is None or _has_begun(before, frame, self._ignore)
        while True:
            now = time.monotonic()
            waiting = not begun and now - started < begin
            if now - started >= longest or (not waiting and now - changed >= self._quiet):
                return frame
            self._sleep(min(self._every, max(0.0, longest - (now - started))))
            last, frame = frame, self._grab()
            if self._moved(last, frame):
                changed = time.monotonic()
                begun = begun or before is None or _has_begun(before, frame, self._ignore)

    def restless_boxes(self) -> tuple[Box, ...]:
        """Where things were seen that move by themselves."""
        return tuple(
            Box(x0=c0 * CELL, y0=r0 * CELL, x1=c1 * CELL, y1=r1 * CELL).moved(self._origin.x, self._origin.y)
            for r0, c0, r1, c1 in components(self._restless(time.monotonic()))
        )

    def _grab(self) -> Frame:
        self._check()
        return self._screen.grab()

    def _sleep(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            self._check()

    def _check(self) -> None:
        if self._stop.is_set():
            raise Stopped("You stopped it.")

    def _moved(self, last: Frame, frame: Frame) -> bool:
        """Whether anything changed but for what never rests; notes what changed."""
        if not same_shape(last, frame):
            self._count = np.zeros((0, 0), np.int64)
            return True
        grid = cells(last, frame, (*own_windows(last, frame), *self._ignore))
        self._note(grid, frame.origin)
        if not grid.any():
            return False
        restless = _spread(self._restless(time.monotonic()))
        return bool((grid & ~restless).any())

    def _note(self, grid: Cells, origin: Point) -> None:
        if self._count.shape != grid.shape or origin != self._origin:
            self._count, self._first = np.zeros(grid.shape, np.int64), np.zeros(grid.shape)
            self._origin = origin
        small = np.zeros_like(grid)
        for r0, c0, r1, c1 in components(grid):
            small[r0:r1, c0:c1] = max(r1 - r0, c1 - c0) <= RESTLESS_CELLS
        small &= grid
        self._first = np.where(small & (self._count == 0), time.monotonic(), self._first)
        self._count += small

    def _restless(self, now: float) -> Cells:
        return (self._count >= RESTLESS_CHANGES) & (now - self._first >= RESTLESS_AFTER)


def _spread(grid: Cells) -> Cells:
    """The cells and their neighbours."""
    wide = np.pad(grid, 1)
    shifts = [(r, c) for r in (0, 1, 2) for c in (0, 1, 2)]
    height, width = grid.shape
    near: Cells = np.logical_or.reduce([wide[r : r + height, c : c + width] for r, c in shifts])
    return near


def _has_begun(before: Frame, now: Frame, ignore: Sequence[Box]) -> bool:
    """Whether the screen shows more than a text cursor's blink since `before`."""
    if not same_shape(before, now) or window_ids(before) != window_ids(now):
        return True
    changed = regions(before, now, (*own_windows(before, now), *ignore))
    return any(region.box.area >= BEGUN_AREA and not region.like_caret for region in changed)


def window_ids(frame: Frame) -> frozenset[int]:
    """The windows that are not our own."""
    return frozenset(window.id for window in frame.windows if not window.ours)


def own_windows(*frames: Frame) -> tuple[Box, ...]:
    """The parts of the frames in which one of our own windows is on top."""
    return tuple(piece for frame in frames for piece in _own_pieces(frame.windows))


def _own_pieces(windows: Sequence[Window]) -> list[Box]:
    found = []
    for number, window in enumerate(windows):
        if window.ours:
            pieces = [window.box]
            for above in windows[number + 1 :]:
                if not above.ours:
                    pieces = [rest for piece in pieces for rest in _without(piece, above.box)]
            found += pieces
    return found


def _without(box: Box, hole: Box) -> list[Box]:
    """What is left of `box` outside `hole`: up to four boxes."""
    both = box.intersection(hole)
    if both is None:
        return [box]
    parts = (
        (box.x0, box.y0, box.x1, both.y0),
        (box.x0, both.y1, box.x1, box.y1),
        (box.x0, both.y0, both.x0, both.y1),
        (both.x1, both.y0, box.x1, both.y1),
    )
    return [Box(x0=x0, y0=y0, x1=x1, y1=y1) for x0, y0, x1, y1 in parts if x1 > x0 and y1 > y0]
