"""The pointer through pyautogui, with its fail-safe on and its errors made ours.

pyautogui connects to the display when it is imported, so a process has one display for life.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from actions.input import refuse_in_tests
from actions.x11 import UNREACHABLE
from agent.errors import DeskhandError, InputError, NoDisplayError, NotSupportedError, Stopped
from agent.types import Button

CORNER = "You put the pointer into a corner of the screen, which stops Deskhand; move it away to go on."
NOTCH = {"win32": 120, "darwin": 3}.get(sys.platform, 1)  # pyautogui's wheel units in one notch

_NUMBERS: dict[Button, int] = {"left": 1, "middle": 2, "right": 3}  # of the buttons on X11


@cache
def load() -> Any:
    """The pyautogui module, bound to this process's display, without its pauses, its fail-safe on.

    Raises NoDisplayError, NotSupportedError or InputError when it cannot be had.
    """
    if sys.platform not in ("win32", "darwin"):
        from actions.x11 import check_xlib

        check_xlib()
        if not os.environ.get("DISPLAY"):
            raise NoDisplayError("There is no X display to act on: DISPLAY is not set.")
    # A part of it that we do not use, and that ends the whole process where Python lacks Tk (Debian's does).
    sys.modules.setdefault("mouseinfo", None)  # type: ignore[arg-type]
    try:
        import pyautogui
    except ImportError as error:
        raise NotSupportedError(f"pyautogui cannot be loaded ({error}); install Deskhand again.") from error
    except Exception as error:  # its import opens the display and raises what Xlib does
        raise NoDisplayError(UNREACHABLE.format(os.environ.get("DISPLAY", "of this session"))) from error
    pyautogui.FAILSAFE = True
    pyautogui.PAUSE = 0
    pyautogui.MINIMUM_DURATION = 0
    pyautogui.DARWIN_CATCH_UP_TIME = 0.01
    return pyautogui


@contextmanager
def translated() -> Iterator[None]:
    """Turns what pyautogui and the library below it raise into Stopped and InputError."""
    pyautogui = load()
    try:
        yield
    except pyautogui.FailSafeException as error:
        raise Stopped(CORNER) from error
    except DeskhandError:
        raise
    except pyautogui.PyAutoGUIException as error:
        raise InputError(f"The pointer cannot be moved: {error}.") from error
    except Exception as error:  # the library boundary: Xlib, OSError, ctypes errors by platform
        raise InputError(f"The display no longer takes input ({type(error).__name__}).") from error


class PyAutoGuiPointer:
    """The pointer of this process's display. Raises at once when there is none (see `load`)."""

    def __init__(self) -> None:
        refuse_in_tests()
        self._library = load()

    def check(self) -> None:
        with translated():
            self._library.failSafeCheck()

    def position(self) -> tuple[int, int]:
        with translated():
            x, y = self._library.position()
            return int(x), int(y)

    def move(self, x: int, y: int) -> None:
        """Moves to (x, y) at once; a corner pixel of the screen is kept for the person's fail-safe."""
        if (x, y) in {tuple(corner) for corner in self._library.FAILSAFE_POINTS}:
            x, y = (x + 1 if x == 0 else x - 1), (y + 1 if y == 0 else y - 1)
        with translated():
            self._library.moveTo(x, y, _pause=False)

    def press(self, button: Button) -> None:
        with translated():
            self._send(button, down=True)

    def release(self, button: Button) -> None:
        with translated():
            self._send(button, down=False)

    def turn(self, dx: int, dy: int) -> None:
        with translated():
            if dy:
                self._library.scroll(-dy * NOTCH, _pause=False)
            if dx:
                self._library.hscroll(dx * NOTCH, _pause=False)

    def free(self, button: Button) -> None:
        with translated():
            self._library.FAILSAFE = False
            try:
                self._send(button, down=False)
            finally:
                self._library.FAILSAFE = True

    def _send(self, button: Button, down: bool) -> None:
        """On X11 without pyautogui's own motion before each press and release: to a menu that opened at the
        press, motion and release are the choice of what lies under the pointer."""
        if sys.platform in ("win32", "darwin"):
            act = self._library.mouseDown if down else self._library.mouseUp
            act(button=button, _pause=False)
            return
        from Xlib import X
        from Xlib.ext.xtest import fake_input

        self._library.failSafeCheck()
        display = self._library.platformModule._display
        fake_input(display, X.ButtonPress if down else X.ButtonRelease, _NUMBERS[button])
        display.sync()
