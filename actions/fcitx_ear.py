"""Asks fcitx whether it makes other letters of keys: what it puts into programs is not heard.

It is asked while keys are pressed, and at no other time.
"""

from __future__ import annotations

import threading
import time

from actions.input_method_x11 import Fcitx, fcitx
from agent.recording.heard import Blind, Hear

APART_SECONDS = 0.5  # between two questions


class FcitxEar:
    """Asks in a thread of its own."""

    def __init__(self, method: Fcitx, hear: Hear) -> None:
        self._method, self._hear = method, hear
        self._keys, self._over = threading.Event(), threading.Event()
        self._on = False
        self._thread = threading.Thread(target=self._work, name="deskhand-fcitx-ear")
        self._thread.start()

    @classmethod
    def opened(cls, display: str, hear: Hear) -> FcitxEar | None:
        """None where there is no fcitx."""
        method = fcitx(display)
        return cls(method, hear) if method is not None else None

    def stir(self) -> None:
        """A key was pressed."""
        self._keys.set()

    def close(self) -> None:
        self._over.set()
        self._keys.set()
        self._thread.join()

    def _work(self) -> None:
        self._ask()
        while self._keys.wait() and not self._over.is_set():
            self._keys.clear()
            self._ask()
            self._over.wait(APART_SECONDS)

    def _ask(self) -> None:
        on = self._method.is_on()
        if on != self._on:
            self._on = on
            self._hear(Blind(0, time.monotonic(), on))
