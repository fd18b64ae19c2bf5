"""The hands' side of the watchdog: what is about to be pressed is said before it is pressed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from agent.errors import InputError

FAREWELL_SECONDS = 1.0
FAILED = "The watchdog that lets go of keys cannot be started ({}); nothing is typed or clicked without it."


class Watch(Protocol):
    """Is told before anything goes down. Raises InputError where nobody would let go of it."""

    def key(self, code: int) -> None: ...

    def button(self, number: int) -> None: ...

    def lend(self, code: int, before: Sequence[int]) -> None:
        """A key code is lent to another character; `before` are its keysyms until now."""
        ...

    def clear(self) -> None:
        """Everything is up, and given back."""
        ...

    def close(self) -> None: ...


class NoWatch:
    """Where nothing outlives us: tests, and systems that release keys themselves."""

    def key(self, code: int) -> None:
        """Nothing."""

    def button(self, number: int) -> None:
        """Nothing."""

    def lend(self, code: int, before: Sequence[int]) -> None:
        """Nothing."""

    def clear(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class Watchdog:
    """A watching process for one X display. It starts with the first press, and again if it was killed."""

    def __init__(self, display: str) -> None:
        self._display = display
        self._process: subprocess.Popen[bytes] | None = None
        self._since_clear: list[str] = []  # what another process would have to be told

    @property
    def pid(self) -> int:
        """Of the watching process; 0 while there is none."""
        return self._process.pid if self._process is not None else 0

    def key(self, code: int) -> None:
        self._say(f"key {code}")

    def button(self, number: int) -> None:
        self._say(f"button {number}")

    def lend(self, code: int, before: Sequence[int]) -> None:
        self._say(f"lend {code} {' '.join(str(keysym) for keysym in before)}")

    def clear(self) -> None:
        if self._since_clear:
            self._since_clear.clear()
            self._write("clear")

    def close(self) -> None:
        """The farewell: nothing is down, and the process ends."""
        if self._process is None:
            return
        with contextlib.suppress(InputError):
            self.clear()
        self._bury()

    def _bury(self) -> None:
        """Ends the pipe, and with it the process."""
        assert self._process is not None
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(FAREWELL_SECONDS)
        self._process = None

    def _say(self, line: str) -> None:
        if line in self._since_clear:
            return
        self._since_clear.append(line)
        self._write(line)

    def _write(self, line: str) -> None:
        if self._process is not None and self._process.poll() is not None:
            self._bury()
        if self._process is None:
            self._start()
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{line}\n".encode())
            self._process.stdin.flush()
        except OSError as error:
            raise InputError(FAILED.format(error.strerror)) from error

    def _start(self) -> None:
        here = str(Path(__file__).parent.parent)
        others = os.environ.get("PYTHONPATH")
        environ = os.environ | {"PYTHONPATH": os.pathsep.join([here, others] if others else [here])}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "actions.watchdog", self._display],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env=environ, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise InputError(FAILED.format(error.strerror)) from error
        for line in self._since_clear[:-1]:
            self._write(line)
