"""Whether the newest key or button on an X11 display was the person's: the app asks before an answer counts.

What we send ourselves comes from the XTEST devices (actions/raw_x11.py), and so does what any other program
sends that way; an event put straight into a window's queue (XSendEvent), or a button pressed through the
accessibility bus, leaves no raw event at all.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

from actions import raw_x11
from actions.x11 import connect, translated
from agent.errors import InputError

FRESH = 0.5  # seconds that a press, or a release, stands for the answer that comes of it
RAW = (raw_x11.KEY, raw_x11.KEY_UP, raw_x11.BUTTON, raw_x11.BUTTON_UP)


class X11Witness:
    """A connection of its own to an X server (None: DISPLAY). Raises NoDisplayError, InputError."""

    def __init__(self, display: str | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._display = connect(display)
        self._clock = clock
        self._newest: tuple[int, float] | None = None  # its device, and when it was taken in
        with translated(InputError):
            self.able = raw_x11.select(self._display, RAW)

    def fileno(self) -> int:
        """Readable when there is something to take in."""
        return int(self._display.fileno())

    def take_in(self) -> None:
        """All that has come. Never raises: a display that has gone has no more to tell."""
        with contextlib.suppress(InputError), translated(InputError):
            self._take_in()

    def by_person(self) -> bool:
        """Whether the newest key or button is of a device of the person's, and fresh. True where the server
        has no XInput, and so cannot tell."""
        if not self.able:
            return True
        try:
            with translated(InputError):
                self._display.sync()  # what led to the question was sent before the answer to this
                self._take_in()
                injectors = raw_x11.injectors(self._display)  # asked anew: devices come and go
        except InputError:
            return False
        if self._newest is None:
            return False
        source, at = self._newest
        return source not in injectors and self._clock() - at <= FRESH

    def close(self) -> None:
        with contextlib.suppress(InputError), translated(InputError):
            self._display.close()

    def _take_in(self) -> None:
        while self._display.pending_events():
            raw = raw_x11.read(self._display.next_event())
            if raw is not None:
                self._newest = raw.source, self._clock()
