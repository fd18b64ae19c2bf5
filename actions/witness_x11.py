"""Whether a key or a button that came to one of our windows was the person's: the app asks before it lets one
through to a question.

Each is looked for among the raw events (actions/raw_x11.py) by the server's time, kind and number. What we
send ourselves comes from the XTEST devices, and so does what other programs send that way; an event put
straight into a window's queue (XSendEvent) has no raw event of its own.
"""

from __future__ import annotations

import contextlib
from collections import deque
from typing import NamedTuple

from actions import raw_x11
from actions.x11 import connect, translated
from agent.errors import InputError
from agent.ports import InputKind

KEPT = 256  # presses and releases, and …
KINDS: dict[InputKind, tuple[int, ...]] = {
    "key": (raw_x11.KEY,),
    "key_up": (raw_x11.KEY_UP,),
    "button": (raw_x11.BUTTON, raw_x11.TOUCH),
    "button_up": (raw_x11.BUTTON_UP, raw_x11.TOUCH_UP),
}
TOUCHES = (raw_x11.TOUCH, raw_x11.TOUCH_UP)  # their numbers are not those of buttons
RAW = (*(kind for kinds in KINDS.values() for kind in kinds), raw_x11.MOTION)


class _Known(NamedTuple):
    """A raw event, and the device that had moved the pointer before it (0: none yet)."""

    raw: raw_x11.Raw
    mover: int


class X11Witness:
    """A connection of its own to an X server (None: DISPLAY). Raises NoDisplayError, InputError."""

    def __init__(self, display: str | None = None) -> None:
        self._display = connect(display)
        self._known: deque[_Known] = deque(maxlen=KEPT)
        self._mover = 0
        try:
            with translated(InputError):
                self.able = raw_x11.select(self._display, RAW)
        except InputError:
            self.close()
            raise

    def fileno(self) -> int:
        """Readable when there is something to take in."""
        return int(self._display.fileno())

    def take_in(self) -> None:
        """All that has come. Never raises: a display that has gone has no more to tell."""
        with contextlib.suppress(InputError), translated(InputError):
            self._take_in()

    def by_person(self, time: int, kind: InputKind, detail: int) -> bool:
        """See agent/ports.py. A button counts only where the person brought the pointer to its place."""
        if not self.able:
            return True
        try:
            with translated(InputError):
                self._display.sync()  # raw events are sent before those that windows get
                self._take_in()
                found = self._find(time, kind, detail)
                persons = raw_x11.persons(self._display) if found else frozenset()
        except InputError:
            return False
        if found is None or found.raw.source not in persons:
            return False
        return kind != "button" or found.raw.kind in TOUCHES or found.mover in {0, *persons}

    def close(self) -> None:
        with contextlib.suppress(InputError), translated(InputError):
            self._display.close()

    def _find(self, time: int, kind: InputKind, detail: int) -> _Known | None:
        for known in reversed(self._known):
            raw = known.raw
            same = raw.time == time and raw.kind in KINDS[kind]
            if same and (raw.kind in TOUCHES or raw.detail == detail):
                return known
        return None

    def _take_in(self) -> None:
        while self._display.pending_events():
            raw = raw_x11.read(self._display.next_event())
            if raw is None:
                continue
            if raw.kind == raw_x11.MOTION:
                self._mover = raw.source
            else:
                self._known.append(_Known(raw, self._mover))
