"""A scripted person: a second X client whose mouse and keyboard are XTEST's."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, Self

from actions.x11 import connect
from agent.types import Point

KEYS = {
    "ctrl": "Control_L", "alt": "Alt_L", "shift": "Shift_L", "enter": "Return", "escape": "Escape",
    "tab": "Tab", "delete": "Delete", "down": "Down", "up": "Up", "home": "Home", "end": "End",
    "backspace": "BackSpace", "f2": "F2",
}  # fmt: skip
STROKE = 0.012  # seconds between two keys
REST = 0.06  # … between arriving somewhere and pressing
TWICE = 0.08  # … between the clicks of a double click


class Person:
    """On one display; texts are of what a US keyboard has."""

    def __init__(self, display: str) -> None:
        self._x = connect(display)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._x.close()

    def point_at(self, point: Point) -> None:
        from Xlib import X

        self._send(X.MotionNotify, x=point.x, y=point.y)

    def click(self, point: Point, count: int = 1, button: int = 1) -> None:
        from Xlib import X

        self.point_at(point)
        time.sleep(REST)
        for _ in range(count):
            self._send(X.ButtonPress, button)
            self._send(X.ButtonRelease, button)
            time.sleep(TWICE if count > 1 else 0)

    def turn(self, point: Point, notches: int) -> None:
        """The wheel; down where positive."""
        from Xlib import X

        self.point_at(point)
        for _ in range(abs(notches)):
            self._send(X.ButtonPress, 5 if notches > 0 else 4)
            self._send(X.ButtonRelease, 5 if notches > 0 else 4)
            time.sleep(REST)

    def press(self, chord: str) -> None:
        """As in "ctrl+a"."""
        from Xlib import XK, X

        codes = [self._x.keysym_to_keycode(XK.string_to_keysym(KEYS.get(n, n))) for n in chord.split("+")]
        for code in codes:
            self._send(X.KeyPress, code)
        for code in reversed(codes):
            self._send(X.KeyRelease, code)
        time.sleep(STROKE)

    def type(self, text: str) -> None:
        for character in text:
            self._tap(character)

    def _tap(self, character: str) -> None:
        from Xlib import XK, X

        code = self._x.keysym_to_keycode(ord(character))
        shifted = self._x.keycode_to_keysym(code, 0) != ord(character)
        shift = self._x.keysym_to_keycode(XK.XK_Shift_L)
        if shifted:
            self._send(X.KeyPress, shift)
        self._send(X.KeyPress, code)
        self._send(X.KeyRelease, code)
        if shifted:
            self._send(X.KeyRelease, shift)
        time.sleep(STROKE)

    def _send(self, kind: int, detail: int = 0, **more: Any) -> None:
        from Xlib.ext import xtest

        xtest.fake_input(self._x, kind, detail, **more)
        self._x.sync()
