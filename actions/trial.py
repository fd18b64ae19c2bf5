"""Five points on each monitor: does the pointer get where it is sent? Tried before the first act on an
arrangement of monitors, and by the doctor: where a monitor lies elsewhere than it is told to, or the pointer
is held back, every click there would go astray, so nothing is done at all. (That pictures and the pointer
have the same scale it cannot tell: both ways are converted alike. The live tests do.)
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from agent.errors import InputError
from agent.types import Box, Frame, Monitor, Point

NEAR = 1  # pixels beside a point that are no miss
TRIES = 4  # the person may move the mouse meanwhile
REST_SECONDS = 0.5  # between two of them
REMEMBERED = 20  # arrangements of monitors
FILE = "pointer-tried.json"
Told = Callable[[], tuple[int, int]]  # where the pointer is, in native units


class Mover(Protocol):
    """What of the hands is needed. Raises Stopped, InputError."""

    def position(self) -> tuple[int, int]: ...

    def move(self, x: int, y: int) -> None: ...


def trial_points(monitors: tuple[Monitor, ...], desktop: Box) -> list[Point]:
    """The middle of each monitor, and four points a tenth inside its corners."""
    return [point for box in [m.box for m in monitors] or [desktop] for point in _five(box)]


def _five(box: Box) -> list[Point]:
    places = ((0.5, 0.5), (0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9))
    return [Point(x=round(box.x0 + x * box.width), y=round(box.y0 + y * box.height)) for x, y in places]


def largest_miss(frame: Frame, mover: Mover, told: Told) -> int:
    """How many pixels beside its point the pointer is seen at the worst; it is put back."""
    before = mover.position()
    try:
        return max(_miss(frame, mover, told, p) for p in trial_points(frame.monitors, frame.box))
    finally:
        mover.move(*before)


def _miss(frame: Frame, mover: Mover, told: Told, point: Point) -> int:
    mover.move(*frame.to_native(point))
    there = frame.from_native(*told())
    return max(abs(there.x - point.x), abs(there.y - point.y))


class FirstTrial:
    """Tries the pointer once for each arrangement of monitors; what held is remembered in a folder."""

    def __init__(self, folder: Path, pause: Callable[[float], None] = time.sleep) -> None:
        self._file = folder / FILE
        self._pause = pause

    def __call__(self, mover: Mover, frame: Frame) -> None:
        """Raises InputError where the pointer does not land where it is sent."""
        arrangement = _arrangement(frame)
        known = self._known()
        if arrangement in known:
            return
        missed = 0
        for number in range(TRIES):
            if number:
                self._pause(REST_SECONDS)
            missed = largest_miss(frame, mover, mover.position)
            if missed <= NEAR:
                self._remember([*known, arrangement][-REMEMBERED:])
                return
        raise InputError(
            f"The pointer lands {missed} pixels beside where it is sent, so nothing was done; "
            "`deskhand doctor` tells more."
        )

    def _known(self) -> list[str]:
        try:
            held = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        return [str(one) for one in held] if isinstance(held, list) else []

    def _remember(self, known: list[str]) -> None:
        """In vain on a full disk: then it is tried again next time."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file.touch(mode=0o600)
            self._file.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
        except OSError:
            return


def _arrangement(frame: Frame) -> str:
    return json.dumps([m.model_dump(exclude={"name"}) for m in frame.monitors])
