"""Hears what is done on an X display, by the RECORD extension: all keys, buttons and motion, also XTEST's.

The server copies each event to us as it hands it on, and waits for nobody. Changes of the keyboard table come
in their order among the keys, so that a key that is lent for one sign is heard as that sign. (X Record
Extension Protocol 1.13; the request that changes the table is number 100 of the core protocol.)
"""

from __future__ import annotations

import contextlib
import struct
import sys
import threading
import time
from typing import Any

from actions import xkb
from actions.fcitx_ear import FcitxEar
from actions.ibus_ear import IbusEar
from actions.listen_table import KeyTable
from actions.x11 import connect, translated
from agent.errors import InputError, NotSupportedError
from agent.recording.heard import (
    ButtonPress,
    ButtonRelease,
    Hear,
    Heard,
    KeyPress,
    KeyRelease,
    Motion,
    Wheel,
)
from agent.types import Button

EVENT = struct.Struct("=BBHIIIIhhhhHBx")  # a core event of the keyboard or the pointer
KEY, KEY_UP, BUTTON, BUTTON_UP, MOTION = 2, 3, 4, 5, 6
CHANGE_KEYBOARD = 100
FROM_SERVER, FROM_CLIENT, STARTED, ENDED = 0, 1, 4, 5
BUTTONS: dict[int, Button] = {1: "left", 2: "middle", 3: "right"}
WHEEL = {4: (0, -1), 5: (0, 1), 6: (-1, 0), 7: (1, 0)}
START_SECONDS = 5.0
HALF, WHOLE = 1 << 31, 1 << 32  # the server's clock begins anew every 49 days
GONE = "The display has gone: its X server closed the connection."
LACKING = "This X server lacks the RECORD extension, so what is done here cannot be recorded."


class X11Ear:
    """Implements agent.recording.heard.Ear for one X display. Raises NoDisplayError, NotSupportedError."""

    def __init__(self, display: str) -> None:
        self._name = display
        self._control = connect(display)
        if not self._control.has_extension("RECORD"):
            self._control.close()
            raise NotSupportedError(LACKING)
        self._context: Any = None
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._began = (0, 0.0)  # the server's clock, and ours at that time
        self._ibus: IbusEar | None = None
        self._fcitx: FcitxEar | None = None
        self._failed = ""
        self._over = False

    @property
    def failed(self) -> str:
        return self._failed

    def start(self, hear: Hear) -> None:
        with translated(InputError):
            self._xkb_major = xkb.major(self._control) or 0
            self._table = self._read_table()
            self._context = self._make_context()
        data = connect(self._name)
        self._thread = threading.Thread(target=self._listen, args=(data, hear), name="deskhand-ear")
        self._thread.start()
        if not self._ready.wait(START_SECONDS) or self._failed:
            self.stop()
            raise InputError("The display does not tell what is done on it; try again.")
        self._ibus = IbusEar.opened(self._name, hear)
        self._fcitx = FcitxEar.opened(self._name, hear)

    def stop(self) -> None:
        for method in (self._ibus, self._fcitx):
            if method is not None:
                method.close()
        self._ibus = self._fcitx = None
        self._over = True
        with contextlib.suppress(InputError), translated(InputError):
            if self._context is not None:
                self._control.record_disable_context(self._context)
                self._control.sync()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
            self._thread = None
        self._context = None  # the server frees it with the connection
        with contextlib.suppress(InputError), translated(InputError):
            self._control.close()

    def _make_context(self) -> Any:
        from Xlib.ext import record

        nothing = {"errors": (0, 0), "client_started": False, "client_died": False}
        nothing |= {"core_replies": (0, 0), "ext_replies": (0, 0, 0, 0), "delivered_events": (0, 0)}
        layouts = (self._xkb_major, self._xkb_major, xkb.SET_MAP, xkb.GET_KEYBOARD_BY_NAME)
        ranges = nothing | {
            "core_requests": (CHANGE_KEYBOARD, CHANGE_KEYBOARD),
            "ext_requests": layouts if self._xkb_major else (0, 0, 0, 0),
            "device_events": (KEY, MOTION),
        }
        context = self._control.record_create_context(0, [record.AllClients], [ranges])
        self._control.sync()
        return context

    def _read_table(self) -> KeyTable:
        return KeyTable(*self._keyboard())

    def _keyboard(self) -> tuple[xkb.XkbMap, dict[int, tuple[int, ...]]]:
        """As XKB tells it, and as the core protocol does."""
        low, high = self._control.display.info.min_keycode, self._control.display.info.max_keycode
        keys = xkb.read(self._control)
        if keys is None:
            raise NotSupportedError(
                "This X server lacks the XKEYBOARD extension, so keys cannot be recorded."
            )
        rows = self._control.get_keyboard_mapping(low, high - low + 1)
        return keys, {low + i: tuple(row) for i, row in enumerate(rows)}

    def _listen(self, data: Any, hear: Hear) -> None:
        """The ear's thread."""
        try:
            with translated(InputError):
                data.record_enable_context(self._context, lambda reply: self._take(reply, hear))
        except InputError as error:
            self._failed = str(error)
        finally:
            if not self._over:
                self._failed = self._failed or GONE
            self._ready.set()
            with contextlib.suppress(InputError), translated(InputError):
                data.close()

    def _take(self, reply: Any, hear: Hear) -> None:
        if reply.category == STARTED:
            self._began = reply.server_time, time.monotonic()
            self._ready.set()
        elif reply.category == FROM_SERVER:
            for event in EVENT.iter_unpack(reply.data[: len(reply.data) // 32 * 32]):
                if (heard := self._heard(event, self._at(event[3]))) is not None:
                    hear(heard)
        elif reply.category == FROM_CLIENT and reply.data:
            self._changed(bytes(reply.data), bool(reply.client_swapped))

    def _at(self, stamp: int) -> float:
        """The server's time as this process's: news of an event may come some time after it."""
        began, at = self._began
        since: int = (stamp - began + HALF) % WHOLE - HALF
        return min(time.monotonic(), at + since / 1000)

    def _changed(self, request: bytes, swapped: bool) -> None:
        """A program changes the keyboard."""
        if request[0] == self._xkb_major:
            if request[1] in (xkb.SET_MAP, xkb.GET_KEYBOARD_BY_NAME):
                with translated(InputError):
                    self._table.replace(*self._keyboard())
        elif request[0] == CHANGE_KEYBOARD:
            count, first, width = request[1], request[4], request[5]
            order = "=" if not swapped else "<" if sys.byteorder == "big" else ">"
            keysyms = struct.unpack_from(f"{order}{count * width}I", request, 8)
            self._table.change(first, [keysyms[i * width : (i + 1) * width] for i in range(count)])

    def _heard(self, event: tuple[int, ...], at: float) -> Heard | None:
        kind, detail, _, stamp, _, _, _, x, y, _, _, state, _ = event
        kind &= 0x7F
        if kind == MOTION:
            return Motion(stamp, at, x, y)
        if kind in (KEY, KEY_UP):
            return self._key(kind, detail, state, stamp, at)
        held = self._table.held(state)
        if detail in WHEEL:
            dx, dy = WHEEL[detail]
            return Wheel(stamp, at, x, y, dx, dy, held) if kind == BUTTON else None
        if detail not in BUTTONS:
            return None
        made = ButtonPress if kind == BUTTON else ButtonRelease
        return made(stamp, at, BUTTONS[detail], x, y, held)

    def _key(self, kind: int, code: int, state: int, stamp: int, at: float) -> Heard:
        table = self._table
        name, keysym, held = table.name(code, state), table.keysym(code, state), table.held(state)
        if kind == KEY_UP:
            return KeyRelease(stamp, at, name, keysym, code, held)
        if self._fcitx is not None:
            self._fcitx.stir()
        character, unsure = table.typed(code, state)
        return KeyPress(stamp, at, name, character, keysym, code, held, unsure)
