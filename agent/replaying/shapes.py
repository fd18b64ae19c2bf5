"""The sizes of windows from step to step: what was recorded, and what they were when a step was done."""

from __future__ import annotations

from agent.macro import Mark
from agent.types import Box, Frame, Window

ALIKE = 0.05  # share of a side by which one size may differ from another and be the same
WHOLE = 0.9  # of a monitor: a window that fills it changes no size


class Shapes:
    """Of the windows that acts went to, in one replay."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Box, Box]] = {}  # window → its recorded box, and its box then

    def note(self, mark: Mark, window: Window | None) -> None:
        """A step was done in that window."""
        if window is not None and mark.window_box is not None:
            self._known[window.id] = (mark.window_box, window.box)

    def yet_to_change(self, mark: Mark, window: Window, frame: Frame) -> bool:
        """Whether the window was of another size at this step than at its last one, when both were recorded,
        and is of the same size now."""
        known = self._known.get(window.id)
        if known is None or mark.window_box is None or _fills_its_monitor(window, frame):
            return False
        recorded, then = known
        return not alike(recorded, mark.window_box) and alike(then, window.box)


def alike(one: Box, other: Box) -> bool:
    """Whether two boxes are of one size."""
    pairs = ((one.width, other.width), (one.height, other.height))
    return all(abs(a - b) <= ALIKE * max(a, b, 1) for a, b in pairs)


def _fills_its_monitor(window: Window, frame: Frame) -> bool:
    boxes = [monitor.box for monitor in frame.monitors] or [frame.box]
    return any(window.box.shared(box) >= WHOLE * box.area for box in boxes)
