"""Long text by the clipboard, which is put back afterwards. Never used for secrets.

On X11 everything that was on the clipboard is put back (actions/clipboard_x11.py). On Windows and macOS only
text could be: a clipboard that holds none (a picture, files, nothing) is left alone, and the text is typed.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

PASTE_SECONDS = 0.5  # that a program is given to fetch the text where one cannot see it fetch


class Clipboard(Protocol):
    """Pastes text without losing what was on the clipboard."""

    def paste(self, text: str, press: Callable[[], None]) -> bool:
        """Puts `text` there, calls `press` (which sends the paste chord), puts back what was there.

        False when no program has taken the text, so that it must be typed. Raises InputError.
        """
        ...


def open_clipboard() -> Clipboard | None:
    """This machine's clipboard, or None where there is none to use."""
    if sys.platform in ("win32", "darwin"):
        try:
            return TextClipboard(importlib.import_module("pyperclip"))
        except ImportError:
            return None
    from actions.clipboard_x11 import X11Clipboard

    return X11Clipboard()


class TextClipboard:
    """The clipboard by a library with `copy(text)` and `paste() -> text`."""

    def __init__(self, library: Any, seconds: float = PASTE_SECONDS) -> None:
        self._library = library
        self._seconds = seconds

    def paste(self, text: str, press: Callable[[], None]) -> bool:
        before = self._library.paste()
        if not before:  # empty, or something that is not text and could not be put back
            return False
        self._library.copy(text)
        try:
            press()
            time.sleep(self._seconds)
        finally:
            self._library.copy(before)
        return True
