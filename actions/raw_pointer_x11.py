"""The pointer for raw replay on X11: each event is on its way to the server at once.

pyautogui asks the server several things before each motion, and waits for each answer; on a busy machine each
of them comes milliseconds late. Here nothing is asked within a movement. After a rest, in which the person
may have thrown the pointer into a corner, the fail-safe is looked at before the next event.
"""

from __future__ import annotations

import time

from actions.pointer import PyAutoGuiPointer, translated
from agent.types import Button

REST_SECONDS = 0.02  # without an event
BUTTONS: dict[Button, int] = {"left": 1, "middle": 2, "right": 3}
WHEEL = {(0, -1): 4, (0, 1): 5, (-1, 0): 6, (1, 0): 7}  # one notch is a button of X11


class SwiftPointer(PyAutoGuiPointer):
    """pyautogui's pointer with its fail-safe, and events of our own."""

    def __init__(self) -> None:
        super().__init__()
        self._display = self._library.platformModule._display
        self._sent = 0.0  # when the last event was

    def check(self) -> None:
        """Raises Stopped where the pointer is in a corner after a rest."""
        if time.monotonic() - self._sent >= REST_SECONDS:
            super().check()
        self._sent = time.monotonic()

    def move(self, x: int, y: int) -> None:
        """At once; a corner pixel of the screen is kept for the person's fail-safe."""
        from Xlib import X

        self.check()
        if (x, y) in {tuple(corner) for corner in self._library.FAILSAFE_POINTS}:
            x, y = (x + 1 if x == 0 else x - 1), (y + 1 if y == 0 else y - 1)
        with translated():
            self._display.xtest_fake_input(X.MotionNotify, x=x, y=y)
            self._display.flush()

    def press(self, button: Button) -> None:
        self.check()
        self._fake(BUTTONS[button], down=True)

    def release(self, button: Button) -> None:
        self._fake(BUTTONS[button], down=False)

    def turn(self, dx: int, dy: int) -> None:
        """One notch."""
        self.check()
        self._fake(WHEEL[dx, dy], down=True)
        self._fake(WHEEL[dx, dy], down=False)

    def _fake(self, number: int, down: bool) -> None:
        from Xlib import X

        with translated():
            self._display.xtest_fake_input(X.ButtonPress if down else X.ButtonRelease, number)
            self._display.flush()
