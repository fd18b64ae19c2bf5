"""Keys and text on Windows and macOS: chords by pyautogui, Unicode text by pynput.

pynput sends text as Unicode there (SendInput with KEYEVENTF_UNICODE, CGEventKeyboardSetUnicodeString), which
no layout touches.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from actions.keys import is_typable, resolve
from actions.pointer import load, translated
from agent.errors import InputError, NotSupportedError, UntypableError


class OtherKeys:
    """Keys of this machine. `delay`: extra seconds after each character."""

    def __init__(self, delay: float = 0.0) -> None:
        self._library = load()
        self._controller = _controller()
        self._delay = delay

    def busy(self) -> str:
        return ""

    def down(self, name: str) -> None:
        key = self._name(name)
        with translated():
            self._library.keyDown(key, _pause=False)

    def up(self, name: str) -> None:
        key = self._name(name)
        with translated():
            self._library.platformModule._keyUp(key)  # a release must not meet the fail-safe

    def type(self, text: str, gate: Callable[[], None], before: Callable[[], None], burst: int) -> None:
        """Types `text`; raises UntypableError before the first key, InputError, and what the two raise."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        bad = next((c for c in text if c not in "\n\t" and not is_typable(c)), None)
        if bad is not None:
            raise UntypableError(f"The character U+{ord(bad):04X} cannot be typed.")
        for index, character in enumerate(text):
            if index % burst == 0:
                before()
            gate()
            with translated():
                self._controller.type(character)
            time.sleep(self._delay)

    def close(self) -> None:
        return

    def _name(self, name: str) -> str:
        key = resolve(name).pyautogui
        key = {"win": "command", "alt": "option"}.get(key, key) if _on_mac() else key
        if self._library.platformModule.keyboardMapping.get(key) is None:  # pyautogui would drop it silently
            raise InputError(f"The key {name!r} cannot be pressed on this machine.")
        return key


def _controller() -> Any:
    try:
        from pynput.keyboard import Controller
    except ImportError as error:
        raise NotSupportedError("The package pynput is missing; run: python -m pip install pynput") from error
    return Controller()


def _on_mac() -> bool:
    return sys.platform == "darwin"
