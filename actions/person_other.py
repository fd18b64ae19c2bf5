"""The stop key on Windows and macOS, by pynput's global hot keys."""

from __future__ import annotations

import threading
from typing import Any

from actions.keys import resolve
from actions.person import Keys


class OtherListener:
    """The stop key alone: what the person does with the mouse cannot be told from what we do there."""

    active_at = moved_at = 0.0

    def __init__(self, hot_keys: Any, combination: str) -> None:
        self._pressed = threading.Event()
        self._keys = hot_keys({combination: self._pressed.set})
        self._keys.start()

    def wait(self, seconds: float) -> bool:
        pressed = self._pressed.wait(seconds)
        self._pressed.clear()
        return pressed

    def close(self) -> None:
        self._keys.stop()


def listener(stop_key: Keys) -> OtherListener | None:
    """None where pynput is missing or may not listen."""
    try:
        from pynput.keyboard import GlobalHotKeys
    except ImportError:
        return None
    return OtherListener(GlobalHotKeys, combination(stop_key))


def combination(stop_key: Keys) -> str:
    """As pynput writes it: <ctrl>+<alt>+<esc>."""
    keys = [resolve(name) for name in stop_key]
    return "+".join(f"<{key.pynput}>" if key.pynput else key.name for key in keys)
