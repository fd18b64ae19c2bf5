"""Looks out for the person on X11: the stop key by a grab and by raw events, their activity by raw events.

Raw events (actions/raw_x11.py) come whoever holds the keyboard: an open menu grabs it, and no passive grab
fires.
"""

from __future__ import annotations

import contextlib
import select
import time
from collections import deque
from typing import Any

from actions import raw_x11
from actions.keys import resolve
from actions.person import Keys
from actions.x11 import connect, translated
from agent.errors import InputError

MASKS = {"shift": 1, "ctrl": 4, "alt": 8, "super": 64}
LOCKS = (0, 2, 16, 18)  # Caps Lock and Num Lock, on or off
MOVES, MOVE_SECONDS = 4, 0.5  # so many motions in so short a time are a hand on the mouse, and no bump
RAW = (raw_x11.KEY, raw_x11.KEY_UP, raw_x11.BUTTON, raw_x11.MOTION)


class X11Listener:
    """A connection of its own to an X server (None: DISPLAY). Raises NoDisplayError; the rest InputError."""

    def __init__(self, stop_key: Keys, display: str | None = None) -> None:
        self._display = connect(display)
        self._root = self._display.screen().root
        self.active_at = self.moved_at = 0.0
        self._motions: deque[float] = deque(maxlen=MOVES)
        *modifiers, name = stop_key
        self._code = self._display.keysym_to_keycode(resolve(name).keysym)
        self._mask = sum(MASKS[modifier] for modifier in modifiers)
        self._ours: frozenset[int] = frozenset()
        with translated(InputError):
            self._modifiers = self._modifier_codes()
            self._down = {code for code in self._modifiers if self._is_down(code)}
            self.grabbed = self._grab()
            self._select()

    def wait(self, seconds: float) -> bool:
        """See actions/person.py."""
        pressed = False
        with translated(InputError):
            if not self._display.pending_events():
                select.select([self._display], [], [], seconds)
            while self._display.pending_events():
                pressed |= self._met(self._display.next_event())
        return pressed

    def close(self) -> None:
        with contextlib.suppress(InputError), translated(InputError):  # the display has gone before
            self._display.close()

    def _grab(self) -> bool:
        """Takes the stop key for us, so that no program acts on it; False when another has it."""
        from Xlib import X, error

        caught = error.CatchError(error.BadAccess)
        for locks in LOCKS:
            self._root.grab_key(
                self._code, self._mask | locks, False, X.GrabModeAsync, X.GrabModeAsync, onerror=caught
            )
        self._display.sync()
        return caught.get_error() is None

    def _select(self) -> None:
        """Asks for raw events, where the server has them."""
        if raw_x11.select(self._display, RAW):
            self._ours = raw_x11.injectors(self._display)

    def _met(self, event: Any) -> bool:
        """Takes an event in; whether it is the stop key."""
        from Xlib import X

        if event.type == X.KeyPress:
            return bool(event.detail == self._code)
        raw = raw_x11.read(event)
        if raw is None:
            return False
        if raw.source not in self._ours:
            self._active(raw.kind)
        if raw.kind == raw_x11.KEY_UP:
            self._down.discard(raw.detail)
        elif raw.kind == raw_x11.KEY and raw.detail in self._modifiers:
            self._down.add(raw.detail)
        return raw.kind == raw_x11.KEY and raw.detail == self._code and self._has_modifiers()

    def _active(self, kind: int) -> None:
        now = time.monotonic()
        if kind in (raw_x11.KEY, raw_x11.BUTTON):
            self.active_at = now
        elif kind == raw_x11.MOTION:
            self.moved_at = now
            self._motions.append(now)
            if len(self._motions) == MOVES and now - self._motions[0] <= MOVE_SECONDS:
                self.active_at = now

    def _has_modifiers(self) -> bool:
        """As the events went: the state asked for now may be a later one."""
        held = 0
        for code in self._down:
            held |= self._modifiers[code]
        return held == self._mask

    def _modifier_codes(self) -> dict[int, int]:
        """Key code → its bit, of the modifiers that a stop key may have."""
        rows = enumerate(self._display.get_modifier_mapping())
        codes = {code: 1 << bit for bit, row in rows for code in row if code}
        return {code: mask for code, mask in codes.items() if mask in MASKS.values()}

    def _is_down(self, code: int) -> bool:
        return bool(self._display.query_keymap()[code >> 3] >> (code & 7) & 1)
