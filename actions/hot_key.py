"""A key that is heard whatever has the keyboard."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable

from actions.person import Keys, Listener
from agent.errors import InputError

POLL_SECONDS = 0.2
AGAIN_SECONDS = 0.5  # a grab and a raw event may both tell of one press


class HotKey:
    """Calls `pressed`, in a thread of its own, each time that `listener` hears its key."""

    def __init__(self, listener: Listener, pressed: Callable[[], None]) -> None:
        self._listener, self._pressed = listener, pressed
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="deskhand-hot-key", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        self._thread.join()
        self._listener.close()

    def _listen(self) -> None:
        last = 0.0
        while not self._over.is_set():
            try:
                heard = self._listener.wait(POLL_SECONDS)
            except InputError:  # the display has gone, and the app with it
                return
            now = time.monotonic()
            if heard and not self._over.is_set() and now - last >= AGAIN_SECONDS:
                last = now
                self._pressed()


def hot_key(keys: Keys, pressed: Callable[[], None]) -> HotKey | None:
    """For this process's display; None where nothing can listen. Raises NoDisplayError, InputError."""
    if sys.platform in ("win32", "darwin"):
        from actions.person_other import listener as other

        found = other(keys)
        return HotKey(found, pressed) if found is not None else None
    from actions.person_x11 import X11Listener

    return HotKey(X11Listener(keys, os.environ.get("DISPLAY")), pressed)
