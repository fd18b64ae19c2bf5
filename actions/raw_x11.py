"""Raw input events of X11 (XInput 2.1): every key, button, touch and motion on a display, with its device.

They come whoever holds the keyboard or the pointer. What a program sends by XTEST comes from the server's
XTEST devices; a mouse, a touchpad or a keyboard is another (and so is the viewer of a nested server; what
x11vnc passes on is XTEST's). A program that means to deceive can name a real device in the old way of XTEST:
X11 does not keep programs apart.
"""

from __future__ import annotations

import struct
from typing import Any, NamedTuple

KEY, KEY_UP, BUTTON, BUTTON_UP, MOTION = 13, 14, 15, 16, 17  # XI_RawKeyPress … XI_RawMotion
TOUCH, TOUCH_UP = 22, 24  # XI_RawTouchBegin, XI_RawTouchEnd
HEAD = struct.Struct("<HIIH")  # device, time, detail, source
GENERIC_EVENT = 35  # of the X protocol
SLAVES = (3, 4)  # XISlavePointer, XISlaveKeyboard: what stands for a thing of plastic
WANTED = (2, 1)  # before it raw events are kept from all but who has grabbed the device
SPOKEN = (2, 2)  # from it there are touches


class Raw(NamedTuple):
    """One event. `time`: the server's, in milliseconds; `detail`: the key's or the button's number; `source`:
    the device's."""

    time: int
    kind: int
    detail: int
    source: int


def select(display: Any, kinds: tuple[int, ...]) -> bool:
    """Asks for these kinds of every keyboard and pointer; False where the server cannot tell them."""
    from Xlib.ext import xinput

    if not display.has_extension("XInputExtension"):
        return False
    opcode = display.display.get_extension_major(xinput.extname)
    major, minor = SPOKEN
    told = xinput.XIQueryVersion(
        display=display.display, opcode=opcode, major_version=major, minor_version=minor
    )
    if (told.major_version, told.minor_version) < WANTED:
        return False
    mask = sum(1 << kind for kind in kinds)
    display.screen().root.xinput_select_events([(xinput.AllMasterDevices, mask)])
    display.sync()
    return True


def injectors(display: Any) -> frozenset[int]:
    """The XTEST devices that there are now: each pair of master devices has its own."""
    return frozenset(device.deviceid for device in _devices(display) if "XTEST" in str(device.name))


def persons(display: Any) -> frozenset[int]:
    """The devices that there are now, without those."""
    slaves = (device for device in _devices(display) if device.use in SLAVES)
    return frozenset(device.deviceid for device in slaves if "XTEST" not in str(device.name))


def read(event: Any) -> Raw | None:
    """None for an event of another kind."""
    data = getattr(event, "data", b"")
    if event.type != GENERIC_EVENT or not isinstance(data, bytes) or len(data) < HEAD.size:
        return None
    _, time, detail, source = HEAD.unpack_from(data)
    return Raw(time, event.evtype, detail, source)


def _devices(display: Any) -> Any:
    from Xlib.ext import xinput

    return display.xinput_query_device(xinput.AllDevices).devices
