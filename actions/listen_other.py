"""Hears keys, buttons and motion on Windows and macOS, by pynput. Not tried by the tests, which run on X11.

What an input method makes of keys is not heard there: such a text is what its keys say, and is to be
looked over.
"""

from __future__ import annotations

import time
from typing import Any

from actions.keys import KEY_NAMES, MODIFIERS, resolve
from agent.errors import InputError, NotSupportedError
from agent.recording.heard import ButtonPress, ButtonRelease, Hear, KeyPress, KeyRelease, Motion, Wheel
from agent.types import Button

SIDES = ("_l", "_r")  # pynput tells the left key from the right one
COMMANDS = frozenset({"ctrl", "alt", "super"})
BUTTONS: dict[str, Button] = {"left": "left", "middle": "middle", "right": "right"}
LETTERS = range(0x41, 0x5B)  # virtual key codes of Windows


class OtherEar:
    """Implements agent.recording.heard.Ear. Raises NotSupportedError where pynput is missing."""

    def __init__(self) -> None:
        try:
            from pynput import keyboard, mouse
        except ImportError as error:
            raise NotSupportedError("Recording needs pynput; run: python -m pip install pynput") from error
        self._keyboard, self._mouse = keyboard, mouse
        self._names = {resolve(name).pynput: resolve(name).name for name in KEY_NAMES}
        self._held: set[str] = set()
        self._dead: Any = None
        self._listeners: list[Any] = []

    @property
    def failed(self) -> str:
        running = all(listener.running for listener in self._listeners)
        return "" if running else "The system no longer lets Deskhand listen."

    def start(self, hear: Hear) -> None:
        self._hear = hear
        self._listeners = [
            self._keyboard.Listener(on_press=self._press, on_release=self._release),
            self._mouse.Listener(on_move=self._move, on_click=self._click, on_scroll=self._scroll),
        ]
        for listener in self._listeners:
            listener.start()
            listener.wait()
        if not all(listener.running for listener in self._listeners):
            self.stop()
            raise InputError("The system does not let Deskhand listen; allow it in the privacy settings.")

    def stop(self) -> None:
        for listener in self._listeners:
            listener.stop()
            listener.join()
        self._listeners.clear()

    def _now(self) -> tuple[int, float]:
        now = time.monotonic()
        return round(now * 1000), now

    def _name(self, key: Any) -> str:
        if isinstance(key, self._keyboard.Key):
            name = key.name
            plain = name[:-2] if name.endswith(SIDES) else name
            return self._names.get(name) or self._names.get(plain, "")
        if self._held & COMMANDS and key.vk in LETTERS:  # with Ctrl its character is a control code
            return chr(key.vk).lower()
        lower = (key.char or "").lower()
        return lower if lower.isprintable() else ""

    def _press(self, key: Any) -> None:
        stamp, at = self._now()
        name, held = self._name(key), frozenset(self._held)
        character = "" if held & COMMANDS and "altgr" not in held else self._character(key)
        if name in MODIFIERS:
            self._held.add(name)
        code = int(getattr(key, "vk", 0) or 0)
        self._hear(KeyPress(stamp, at, name, character, 0, code, held))

    def _character(self, key: Any) -> str:
        if key == self._keyboard.Key.space:
            key = self._keyboard.KeyCode.from_char(" ")
        if not isinstance(key, self._keyboard.KeyCode):
            return ""
        dead, self._dead = self._dead, None
        if key.is_dead:
            self._dead = key
            return ""
        try:
            whole = dead.join(key) if dead is not None else key
        except ValueError:  # they make no sign together
            whole = key
        return whole.char if whole.char and whole.char.isprintable() else ""

    def _release(self, key: Any) -> None:
        stamp, at = self._now()
        name = self._name(key)
        self._held.discard(name)
        self._hear(KeyRelease(stamp, at, name, 0, int(getattr(key, "vk", 0) or 0), frozenset(self._held)))

    def _move(self, x: float, y: float, *more: Any) -> None:
        self._hear(Motion(*self._now(), round(x), round(y)))

    def _click(self, x: float, y: float, button: Any, pressed: bool, *more: Any) -> None:
        name = BUTTONS.get(button.name)
        if name is not None:
            made = ButtonPress if pressed else ButtonRelease
            self._hear(made(*self._now(), name, round(x), round(y), frozenset(self._held)))

    def _scroll(self, x: float, y: float, dx: float, dy: float, *more: Any) -> None:
        held = frozenset(self._held)
        self._hear(Wheel(*self._now(), round(x), round(y), round(dx), -round(dy), held))
