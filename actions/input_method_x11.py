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

from actions.x11 import translated
from agent.errors import InputError

SECONDS = 2.0  # that an input method is given to answer
ON_SECONDS = 0.15  # between the last key and its being on again
PLAIN = "xkb:us::eng"  # an engine of ibus that lets every key through
STAYS_ON = "The input method cannot be switched off, and would change what is typed; switch it off yourself."
MUTE = "The input method does not answer, and may change what is typed; switch it off and try again."


class InputMethod(Protocol):
    """One that runs for this display."""

    def close(self) -> None: ...

    def is_on(self) -> bool:
        """Whether it makes other letters of those sent. Raises InputError where it does not answer."""
        ...

    def turn_off(self) -> None: ...

    def turn_on(self) -> None:
        """As it was when it was asked first."""
        ...


@contextmanager
def aside(servers: tuple[str, ...], display: str, settle: Callable[[], None]) -> Iterator[None]:
    """Inside the block none of these servers (by their XIM names) of this display changes a key. `settle`
    waits until the program has read what was sent. Raises InputError."""
    with contextlib.ExitStack() as back:
        for method in filter(None, (_method(server, display) for server in servers)):
            back.callback(method.close)
            if method.is_on():
                back.callback(method.turn_on)
                back.callback(_await_keys, settle)
                method.turn_off()
                if method.is_on():
                    raise InputError(STAYS_ON)
        yield


def _await_keys(settle: Callable[[], None]) -> None:
    """A program hands its keys to the input method some time after it has read them."""
    with contextlib.suppress(InputError), translated(InputError):
        settle()
    time.sleep(ON_SECONDS)


def _method(server: str, display: str) -> InputMethod | None:
    """None for one that runs no more, or that cannot be asked."""
    if server == "ibus":
        return Ibus.reached(display)
    return fcitx(display) if server.startswith("fcitx") else None


def fcitx(display: str) -> Fcitx | None:
    """None where the program that tells its state is missing."""
    program = shutil.which("fcitx5-remote") or shutil.which("fcitx-remote")
    return Fcitx(program, display) if program else None


class Ibus:
    """By its own message bus."""

    def __init__(self, bus: Any) -> None:
        from jeepney import DBusAddress

        self._bus = bus
        self._address = DBusAddress("/org/freedesktop/IBus", "org.freedesktop.IBus", "org.freedesktop.IBus")
        self._before = ""

    @classmethod
    def reached(cls, display: str) -> Ibus | None:
        bus = ibus_bus(display)
        return cls(bus) if bus is not None else None

    def is_on(self) -> bool:
        engine = self._engine()
        self._before = self._before or engine
        return bool(engine) and not engine.startswith("xkb:")

    def turn_off(self) -> None:
        self._set(PLAIN)

    def turn_on(self) -> None:
        with contextlib.suppress(InputError):  # what was typed stands
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
        """The answer's body; nothing where it is an error. Raises InputError where none comes."""
        from jeepney import MessageType

        try:
            reply = self._bus.send_and_get_reply(message, timeout=SECONDS)
        except OSError as error:  # and TimeoutError
            raise InputError(MUTE) from error
        return () if reply.header.message_type is MessageType.error else reply.body


def ibus_bus(display: str) -> Any | None:
    """A connection to the message bus of the ibus that serves a display; None where none runs."""
    from jeepney import DBusErrorResponse
    from jeepney.io.blocking import open_dbus_connection

    address = os.environ.get("IBUS_ADDRESS") or said(["ibus", "address"], display)
    if ":" not in address:  # "(null)" where none runs
        return None
    try:
        return open_dbus_connection(address)
    except (OSError, ValueError, RuntimeError, DBusErrorResponse):
        return None


class Fcitx:
    """By the program that comes with it: its state is 2 while it is on."""

    def __init__(self, program: str, display: str) -> None:
        self._program, self._display = program, display

    def is_on(self) -> bool:
        return self._say() == "2"

    def turn_off(self) -> None:
        self._say("-c")

    def turn_on(self) -> None:
        self._say("-o")

    def close(self) -> None:
        return

    def _say(self, *words: str) -> str:
        return said([self._program, *words], self._display)


def said(command: list[str], display: str) -> str:
    """What a program answers; "" where it cannot be asked."""
    environment = os.environ | {"DISPLAY": display}
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
