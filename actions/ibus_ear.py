"""Hears what ibus makes of keys, by its own message bus: which keys it keeps, and what it puts into programs.

Its daemon passes on every message that a client asks for, so this is exact: a program gives each key to
ibus (ProcessKeyEvent), is answered whether ibus keeps it, and is sent the text (CommitText).
"""

from __future__ import annotations

import contextlib
import threading
import time
from typing import Any

from actions.input_method_x11 import ibus_bus
from agent.recording.heard import Answered, Commit, Hear

CONTEXT = "org.freedesktop.IBus.InputContext"
RULES = (
    f"type='method_call',interface='{CONTEXT}',member='ProcessKeyEvent'",
    f"type='signal',interface='{CONTEXT}',member='CommitText'",
    "type='method_return'",
)
SECONDS = 2.0  # that the daemon is given to answer
POLL_SECONDS = 0.5
RELEASE = 1 << 30  # of ibus's own state: the key was let go
EVDEV = 8  # ibus counts keys as the kernel does
MOST_WAITING = 256


class IbusEar:
    """Hears in a thread of its own, on a connection of its own."""

    def __init__(self, bus: Any, hear: Hear) -> None:
        self._bus, self._hear = bus, hear
        self._over = threading.Event()
        self._waiting: dict[tuple[str, int], int] = {}  # asker and serial → key code
        self._thread = threading.Thread(target=self._listen, name="deskhand-ibus-ear")
        self._thread.start()

    @classmethod
    def opened(cls, display: str, hear: Hear) -> IbusEar | None:
        """None where no ibus runs for that display."""
        bus = ibus_bus(display)
        if bus is None:
            return None
        if not all(_asked(bus, rule) for rule in RULES):
            bus.close()
            return None
        return cls(bus, hear)

    def close(self) -> None:
        self._over.set()
        self._thread.join()
        with contextlib.suppress(OSError):
            self._bus.close()

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                message = self._bus.receive(timeout=POLL_SECONDS)
            except TimeoutError:
                continue
            except (OSError, EOFError):  # the daemon has gone: keys go to programs straight from now on
                return
            self._take(message)

    def _take(self, message: Any) -> None:
        from jeepney import HeaderFields, MessageType

        fields, kind, now = message.header.fields, message.header.message_type, time.monotonic()
        if kind is MessageType.method_call:
            self._pressed(str(fields.get(HeaderFields.sender)), message)
        elif kind is MessageType.method_return:
            asker = str(fields.get(HeaderFields.destination)), int(fields.get(HeaderFields.reply_serial, 0))
            if (keycode := self._waiting.pop(asker, None)) is not None:
                self._hear(Answered(0, now, keycode, bool(message.body[0])))
        elif fields.get(HeaderFields.member) == "CommitText":
            self._hear(Commit(0, now, _text(message.body)))

    def _pressed(self, asker: str, message: Any) -> None:
        if len(message.body) != 3 or message.body[2] & RELEASE:
            return
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.pop(next(iter(self._waiting)))
        self._waiting[asker, message.header.serial] = message.body[1] + EVDEV


def _asked(bus: Any, rule: str) -> bool:
    from jeepney import DBusAddress, MessageType, new_method_call

    address = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    try:
        reply = bus.send_and_get_reply(new_method_call(address, "AddMatch", "s", (rule,)), timeout=SECONDS)
    except OSError:  # and TimeoutError
        return False
    return reply.header.message_type is MessageType.method_return


def _text(body: Any) -> str:
    """Of an IBusText, which is a variant: (class, attachments, text, attributes)."""
    try:
        return str(body[0][1][2])
    except (IndexError, TypeError):
        return ""
