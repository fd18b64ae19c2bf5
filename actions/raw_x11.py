"""Raw input events of X11 (XInput 2.1): every key, button and motion on a display, and the device it is of.

They come whoever holds the keyboard or the pointer. What a program sends comes from the server's XTEST
devices; a mouse, a touchpad or a keyboard is another (and so is the viewer of a nested server; what x11vnc
passes on is XTEST's).
"""

from __future__ import annotations

import struct
from typing import Any, NamedTuple

KEY, KEY_UP, BUTTON, BUTTON_UP, MOTION = 13, 14, 15, 16, 17  # XI_RawKeyPress … XI_RawMotion
HEAD = struct.Struct("<HIIH")  # device, time, detail, source
GENERIC_EVENT = 35  # of the X protocol


class Raw(NamedTuple):
    """One event. `detail`: the key's or the button's number; `source`: the device's."""

    kind: int
    detail: int
    source: int


def select(display: Any, kinds: tuple[int, ...]) -> bool:
    """Asks for these kinds of all devices; False where the server has no XInput."""
    from Xlib.ext import xinput

    if not display.has_extension("XInputExtension"):
        return False
    mask = sum(1 << kind for kind in kinds)
    display.screen().root.xinput_select_events([(xinput.AllMasterDevices, mask)])
    display.sync()
    return True


def injectors(display: Any) -> frozenset[int]:
    """The XTEST devices that there are now: each pair of master devices has its own."""
    from Xlib.ext import xinput

    devices = display.xinput_query_device(xinput.AllDevices).devices
    return frozenset(device.deviceid for device in devices if "XTEST" in str(device.name))


def read(event: Any) -> Raw | None:
    """None for an event of another kind."""
    data = getattr(event, "data", b"")
    if event.type != GENERIC_EVENT or not isinstance(data, bytes) or len(data) < HEAD.size:
        return None
    _, _, detail, source = HEAD.unpack_from(data)
    return Raw(event.evtype, detail, source)
