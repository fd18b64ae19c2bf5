"""A desktop nested in another, pixel on pixel: what is done to the outer one comes to the inner one from a
mouse and a keyboard of its own, as a person's does; what is sent to the inner one by XTEST is a program's.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any

import pytest

from actions.virtual import VirtualDesktop
from actions.x11 import connect

CTRL, ALT, SHIFT, ESCAPE, RETURN, SPACE, LETTER = 0xFFE3, 0xFFE9, 0xFFE1, 0xFF1B, 0xFF0D, 0x20, 0x61


class Fingers:
    """Keys and the pointer of one display, by XTEST."""

    def __init__(self, display: str) -> None:
        self.display: Any = connect(display)

    def press(self, *keysyms: int) -> None:
        from Xlib import X

        codes = [self.display.keysym_to_keycode(keysym) for keysym in keysyms]
        for code in codes:
            self.display.xtest_fake_input(X.KeyPress, code)
        for code in reversed(codes):
            self.display.xtest_fake_input(X.KeyRelease, code)
        self.display.sync()

    def move(self, x: int, y: int) -> None:
        from Xlib import X

        self.display.xtest_fake_input(X.MotionNotify, x=x, y=y)
        self.display.sync()

    def click(self) -> None:
        from Xlib import X

        self.display.xtest_fake_input(X.ButtonPress, 1)
        self.display.xtest_fake_input(X.ButtonRelease, 1)
        self.display.sync()


class Nested:
    """The inner desktop: `person` works on it by devices, `program` sends by XTEST. Needs Xephyr."""

    def __init__(self, width: int, height: int, wm: bool) -> None:
        self._outer = VirtualDesktop(width, height, wm=False)
        self.desktop = VirtualDesktop(width, height, wm=wm, shown=True)

    def __enter__(self) -> Nested:
        self._outer.open()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DISPLAY", self._outer.display)
            self.desktop.open()
        self.display = self.desktop.display
        self.person, self.program = Fingers(self._outer.display), Fingers(self.display)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.person.display.close()
        self.program.display.close()
        self.desktop.close()
        self._outer.close()
