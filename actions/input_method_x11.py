"""Input methods on X11 (ibus, fcitx): switched off while letters are sent, and on again after it.

One that is on turns the letters of "hello" into Chinese signs, in whatever window has the keyboard. Each is
asked by its own interface whether it is on: ibus by the engine in force (those called "xkb:…" only name a
keyboard layout), fcitx by `fcitx5-remote`. One of another make cannot be asked, and is left as it is.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from agent.errors import InputError

SECONDS = 2.0  # that an input method is given to answer
ON_SECONDS = 0.15  # between the last key and its being on again
PLAIN = "xkb:us::eng"  # an engine of ibus that lets every key through
STAYS_ON = (
    "The input method {} cannot be switched off, and would change what is typed; switch it off yourself."
)


class InputMethod(Protocol):
    """One that runs for this display."""

    def close(self) -> None: ...

    def turn_off(self) -> bool:
        """Whether it was on. Raises InputError where it stays on."""
        ...

    def turn_on(self) -> None:
        """As it was before. Never raises: what was typed stands."""
        ...


@contextmanager
def aside(servers: tuple[str, ...], display: str, settle: Callable[[], None]) -> Iterator[None]:
    """Inside the block none of these servers (by their XIM names) of this display changes a key. `settle`
    waits until the program has read what was sent. Raises InputError."""
    with contextlib.ExitStack() as back:
        for method in filter(None, (_method(server, display) for server in servers)):
            back.callback(method.close)
            if method.turn_off():
                back.callback(method.turn_on)
                back.callback(_await_keys, settle)
        yield


def _await_keys(settle: Callable[[], None]) -> None:
    """A program hands its keys to the input method some time after it has read them."""
    with contextlib.suppress(InputError):
        settle()
    time.sleep(ON_SECONDS)


def _method(server: str, display: str) -> InputMethod | None:
    """None for one that runs no more, or that cannot be asked."""
    if server == "ibus":
        return Ibus.reached(display)
    program = shutil.which("fcitx5-remote") or shutil.which("fcitx-remote")
    return Fcitx(program, display) if server.startswith("fcitx") and program else None


class Ibus:
    """By its own message bus."""

    def __init__(self, bus: Any) -> None:
        from jeepney import DBusAddress

        self._bus = bus
        self._address = DBusAddress("/org/freedesktop/IBus", "org.freedesktop.IBus", "org.freedesktop.IBus")
        self._before = ""

    @classmethod
    def reached(cls, display: str) -> Ibus | None:
        from jeepney.io.blocking import open_dbus_connection

        address = os.environ.get("IBUS_ADDRESS") or _said(["ibus", "address"], display)
        if ":" not in address:  # "(null)" where none runs
            return None
        try:
            return cls(open_dbus_connection(address))
        except (OSError, ValueError):
            return None

    def turn_off(self) -> bool:
        self._before = self._engine()
        if not self._before or self._before.startswith("xkb:"):
            return False
        self._set(PLAIN)
        if self._engine() != PLAIN:
            raise InputError(STAYS_ON.format("ibus"))
        return True

    def turn_on(self) -> None:
        self._set(self._before)

    def close(self) -> None:
        self._bus.close()

    def _engine(self) -> str:
        """The engine in force; "" for none."""
        from jeepney import Properties

        found = self._ask(Properties(self._address).get("GlobalEngine"))
        try:
            return str(found[0][1][1][2])  # a variant of a variant: (class, attachments, name, …)
        except (IndexError, TypeError):
            return ""

    def _set(self, engine: str) -> None:
        from jeepney import new_method_call

        self._ask(new_method_call(self._address, "SetGlobalEngine", "s", (engine,)))

    def _ask(self, message: Any) -> Any:
        """The answer's body; nothing where it has none, or is an error."""
        from jeepney import MessageType

        try:
            reply = self._bus.send_and_get_reply(message, timeout=SECONDS)
        except (OSError, TimeoutError):
            return ()
        return () if reply.header.message_type is MessageType.error else reply.body


class Fcitx:
    """By the program that comes with it: its state is 2 while it is on."""

    def __init__(self, program: str, display: str) -> None:
        self._program, self._display = program, display

    def turn_off(self) -> bool:
        if not self._on():
            return False
        self._say("-c")
        if self._on():
            raise InputError(STAYS_ON.format("fcitx"))
        return True

    def turn_on(self) -> None:
        self._say("-o")

    def close(self) -> None:
        return

    def _on(self) -> bool:
        return self._say() == "2"

    def _say(self, *words: str) -> str:
        return _said([self._program, *words], self._display)


def _said(command: list[str], display: str) -> str:
    """What a program answers; "" where it cannot be asked."""
    environment = os.environ | {"DISPLAY": display}
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
