"""What the window system knows: windows bottom to top, the focus, the pointer, keys that are down.

On X11 by actions/desktop_x11.py; on Windows and macOS `open_desktop` gives a `BlindDesktop`, which lists
nothing. Coordinates are native input units, which on X11 are desktop pixels.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import cache
from typing import Protocol

from actions.own_terminal import terminal_pid
from agent.types import Window


class Desktop(Protocol):
    """What guards and screens ask of a window system."""

    def windows(self) -> tuple[Window, ...]:
        """Shown windows, bottom to top, with frames, menus and other pop-ups; empty where unknown."""
        ...

    def focused(self) -> int | None:
        """The id of the window that gets the keys; None where unknown."""
        ...

    def pointer(self) -> tuple[int, int] | None:
        """Where the pointer is; None where unknown."""
        ...

    def pressed_keys(self) -> frozenset[int]:
        """Key codes that are down."""
        ...

    def hand_back_focus(self) -> bool:
        """Gives the keys to the topmost program window that is not ours; False where that is not possible."""
        ...

    def own(self, pid: int) -> None:
        """From now on, windows of that process are our own too."""
        ...

    def close(self) -> None: ...


def open_desktop(display: str | None = None, ours: Iterable[int] = ()) -> Desktop:
    """The window system of this machine. `ours`: more process ids whose windows are our own."""
    if sys.platform in ("win32", "darwin"):
        return BlindDesktop()
    from actions.desktop_x11 import X11Desktop

    return X11Desktop(display, ours)


def windows() -> tuple[Window, ...]:
    """The windows of this process's own display, bottom to top. Raises CaptureError, NoDisplayError."""
    return _desktop(os.environ.get("DISPLAY")).windows()


def hand_back_focus() -> bool:
    """Gives the keys to the program window in front, when one of our own has them."""
    return _desktop(os.environ.get("DISPLAY")).hand_back_focus()


@cache
def _desktop(display: str | None) -> Desktop:
    """The terminal that the command was typed in counts as ours."""
    desktop = open_desktop(display)
    terminal = terminal_pid({window.pid for window in desktop.windows()})
    if terminal is not None:
        desktop.own(terminal)
    return desktop


class BlindDesktop:
    """A window system that cannot be asked."""

    def windows(self) -> tuple[Window, ...]:
        return ()

    def focused(self) -> int | None:
        return None

    def pointer(self) -> tuple[int, int] | None:
        return None

    def pressed_keys(self) -> frozenset[int]:
        return frozenset()

    def hand_back_focus(self) -> bool:
        return False

    def own(self, pid: int) -> None:
        return

    def close(self) -> None:
        return
