"""Pictures of the screen while it is recorded: often while something happens, seldom while nothing does."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from agent.errors import CaptureError
from agent.ports import Screen
from agent.recording.places import changed
from agent.types import Frame

BUSY_SECONDS = 1 / 12  # between two pictures while the person is at it
CHANGING_SECONDS = 0.25  # … while the screen changes by itself
IDLE_SECONDS = 1.0
SHARE, BUSY_SHARE = 0.03, 0.25  # of the time at the most that goes into pictures
AWAKE = 2.0  # seconds after the last event, or the last change, that count as such a while
KEPT = 12  # news of an event may come some tenths of a second after it
KEPT_CHANGES = 400


@dataclass(frozen=True, eq=False)
class Appeared:
    """A window that was not there in the picture before."""

    at: float
    window: int
    before: Frame


class Grabber:
    """Takes pictures in a thread of its own from `start` to `stop`. Equal pictures share their pixels."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._frames: deque[tuple[float, Frame]] = deque(maxlen=KEPT)  # when it was complete
        self._changes: deque[float] = deque(maxlen=KEPT_CHANGES)
        self._appeared: deque[Appeared] = deque(maxlen=KEPT)
        self._lock = threading.Lock()
        self._wake, self._over = threading.Event(), threading.Event()
        self._active_at = self._changed_at = 0.0
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Raises CaptureError where not even one picture can be taken."""
        self.grab()
        self._over.clear()
        self._thread = threading.Thread(target=self._work, name="deskhand-frames")
        self._thread.start()

    def stop(self) -> None:
        """No picture is left."""
        self._over.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        with self._lock:
            self._frames.clear()
            self._appeared.clear()

    def stir(self, at: float) -> None:
        """Something happens: pictures come faster for a while."""
        asleep = at - self._active_at > AWAKE
        self._active_at = at
        if asleep:
            self._wake.set()

    def before(self, at: float) -> Frame | None:
        """The newest picture that was complete by then; the oldest there is where none was."""
        with self._lock:
            for done, frame in reversed(self._frames):
                if done <= at:
                    return frame
            return self._frames[0][1] if self._frames else None

    def change_between(self, start: float, end: float) -> float:
        """When the screen changed last in that time; `start` where it did not."""
        with self._lock:
            return max((at for at in self._changes if start < at <= end), default=start)

    def appeared(self) -> tuple[Appeared, ...]:
        """The last windows that came up."""
        with self._lock:
            return tuple(self._appeared)

    def grab(self) -> Frame:
        """One now. Raises CaptureError."""
        frame = self._screen.grab()
        with self._lock:
            last = self._frames[-1][1] if self._frames else None
        if last is not None and np.array_equal(last.pixels, frame.pixels):
            frame = replace(frame, pixels=last.pixels)
        elif last is not None and changed(last, frame):
            self._changed_at = frame.taken_at
        with self._lock:
            if self._changed_at == frame.taken_at:
                self._changes.append(frame.taken_at)
            if last is not None:
                known = {window.id for window in last.windows}
                new = [window.id for window in frame.windows if window.id not in known]
                self._appeared.extend(Appeared(frame.taken_at, window, last) for window in new)
            self._frames.append((time.monotonic(), frame))
        return frame

    def _pause(self, took: float) -> float:
        """Until the next picture; longer where one takes long, as that of a very large screen."""
        now = time.monotonic()
        if now - self._active_at < AWAKE:
            return max(BUSY_SECONDS, took / BUSY_SHARE)
        still = now - self._changed_at >= AWAKE
        return max(IDLE_SECONDS if still else CHANGING_SECONDS, took / SHARE)

    def _work(self) -> None:
        while not self._over.is_set():
            began = time.monotonic()
            self._wake.clear()
            with contextlib.suppress(CaptureError):  # it may come back: a monitor was unplugged
                self.grab()
            took = time.monotonic() - began
            self._wake.wait(self._pause(took) - took)
