"""Stands at the doors of our windows while a question is open: only what the person's own mouse, touch or
keyboard sends comes through to it (agent.ports.Witness tells). To stop is possible for everyone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from agent.ports import InputKind, Witness
from ui.guard import DELAY, Clock, Origin

FRESH = 0.5  # seconds from a key to the answer that comes of it: a button is shown pressed for 0.1 s first
NUMBERS = {Qt.MouseButton.LeftButton: 1, Qt.MouseButton.MiddleButton: 2, Qt.MouseButton.RightButton: 3}
KEYS: dict[QEvent.Type, InputKind] = {
    QEvent.Type.ShortcutOverride: "key",
    QEvent.Type.KeyPress: "key",
    QEvent.Type.KeyRelease: "key_up",
}
BUTTONS: dict[QEvent.Type, InputKind] = {
    QEvent.Type.MouseButtonPress: "button",
    QEvent.Type.MouseButtonDblClick: "button",
    QEvent.Type.MouseButtonRelease: "button_up",
}


class Sentry(QObject):
    """`refused` tells of what a program sent to a question. `asking`: whether one is open in these windows;
    `free`: what anyone may press."""

    refused = Signal()

    def __init__(
        self,
        witness: Witness,
        windows: Sequence[QWidget],
        asking: Callable[[], bool],
        free: Sequence[QWidget],
        clock: Clock = time.monotonic,
    ) -> None:
        super().__init__(windows[0])
        self._witness, self._windows, self._asking, self._free = witness, windows, asking, free
        self._clock = clock
        self._passed: tuple[float, bool] | None = None  # when something came through last, and whether a key
        self._focused_at = 0.0
        self._held: set[int] = set()  # keys that the person holds down
        for window in windows:
            window.winId()  # makes the window's handle, which gets its events first
            window.windowHandle().installEventFilter(self)

    def origin(self) -> Origin:
        """Of the answer that comes just now. One by a key is early where the keyboard has only just come to
        the window: it may have been meant for another."""
        if self._passed is None or self._clock() - self._passed[0] > FRESH:
            return "program"
        early = self._passed[1] and self._clock() - self._focused_at < DELAY
        return "early" if early else "person"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._focused_at = self._clock()
        if event.type() in KEYS and isinstance(event, QKeyEvent):
            return self._asking() and self._stops_key(event)
        if event.type() in BUTTONS and isinstance(event, QMouseEvent):
            return self._asking() and self._stops_button(watched, event)
        return False

    def _stops_key(self, event: QKeyEvent) -> bool:
        kind, code = KEYS[event.type()], event.nativeScanCode()
        if event.key() == Qt.Key.Key_Escape:
            return False
        if event.isAutoRepeat():  # the server's: no device has sent it
            return code not in self._held
        if self._is_persons(event.timestamp(), kind, code):
            (self._held.add if kind == "key" else self._held.discard)(code)
            self._passed = self._clock(), True
            return False
        event.accept()  # so that no shortcut comes of it either
        if kind == "key":
            self.refused.emit()
        return True

    def _stops_button(self, window: QObject, event: QMouseEvent) -> bool:
        number = NUMBERS.get(event.button(), 0)
        if self._is_free(window, event):
            return False
        if self._is_persons(event.timestamp(), BUTTONS[event.type()], number):
            self._passed = self._clock(), False
            return False
        if event.type() != QEvent.Type.MouseButtonRelease:
            self.refused.emit()
        return True

    def _is_persons(self, moment: int, kind: InputKind, number: int) -> bool:
        return self._witness.by_person(moment, kind, number)

    def _is_free(self, handle: QObject, event: QMouseEvent) -> bool:
        """Whether it is meant for what anyone may press."""
        window = next((w for w in self._windows if w.windowHandle() is handle), None)
        below = window.childAt(event.position().toPoint()) if window is not None else None
        while below is not None and below not in self._free:
            below = below.parentWidget()
        return below is not None
