"""The person beside the hands: their stop key, `deskhand stop`, and their own use of mouse and keyboard."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

Keys = tuple[str, ...]  # modifiers and then one key, by the names of actions/keys.py
POLL_SECONDS = 0.05
REST_SECONDS = 0.03  # a mouse in motion tells of it every 8 to 16 ms


class Person(Protocol):
    """What the hands and the loop ask about the person."""

    def listen(self, stop: threading.Event) -> AbstractContextManager[None]:
        """Inside the block the stop key, and `deskhand stop`, set `stop`."""
        ...

    def active_since(self, moment: float) -> bool:
        """Whether the person has moved the mouse or pressed a key or button after `moment` (time.monotonic);
        False where that cannot be told."""
        ...

    def moving(self) -> bool:
        """Whether the person's mouse is in motion; False where that cannot be told."""
        ...


class Listener(Protocol):
    """Looks out for the person in a thread of its own."""

    def wait(self, seconds: float) -> bool:
        """Waits so long at the most; True when the stop key was pressed. Raises InputError, and ends then."""
        ...

    def close(self) -> None: ...

    @property
    def active_at(self) -> float:
        """When the person was active last (time.monotonic); 0 for never."""
        ...

    @property
    def moved_at(self) -> float:
        """The same of the least motion of the mouse."""
        ...


class Attention:
    """A person at this display. `open_listener` gives what looks at the display (None: nothing can)."""

    def __init__(
        self, stop_file: Path | None = None, open_listener: Callable[[], Listener | None] = lambda: None
    ) -> None:
        self._stop_file = stop_file
        self._open = open_listener
        self._listener: Listener | None = None

    def active_since(self, moment: float) -> bool:
        listener = self._listener
        return listener is not None and listener.active_at > moment

    def moving(self) -> bool:
        listener = self._listener
        return listener is not None and time.monotonic() - listener.moved_at < REST_SECONDS

    @contextmanager
    def listen(self, stop: threading.Event) -> Iterator[None]:
        self._remove_stop_file()  # left by one that came too late
        over = threading.Event()
        self._listener = self._open()
        watching = threading.Thread(target=self._watch, args=(stop, over), name="deskhand-attention")
        watching.start()
        try:
            yield
        finally:
            over.set()
            watching.join()
            if self._listener is not None:
                self._listener.close()
                self._listener = None
            self._remove_stop_file()

    def _watch(self, stop: threading.Event, over: threading.Event) -> None:
        from agent.errors import InputError

        listener = self._listener
        while not over.is_set():
            try:
                pressed = listener.wait(POLL_SECONDS) if listener is not None else over.wait(POLL_SECONDS)
            except InputError:  # the display has gone: the hands will say so
                listener, pressed = None, False
            if (pressed and not over.is_set()) or self._told_to_stop():
                stop.set()

    def _told_to_stop(self) -> bool:
        return self._stop_file is not None and self._stop_file.exists()

    def _remove_stop_file(self) -> None:
        if self._stop_file is not None:
            with contextlib.suppress(OSError):
                self._stop_file.unlink()


def attention(stop_file: Path, stop_key: Keys) -> Attention:
    """For this process's display."""
    if sys.platform in ("win32", "darwin"):
        from actions.person_other import listener as other

        return Attention(stop_file, lambda: other(stop_key))
    from actions.person_x11 import X11Listener

    display = os.environ.get("DISPLAY")
    return Attention(stop_file, lambda: X11Listener(stop_key, display))
