"""What the demo does to a virtual desktop, and asks of it, without any of Deskhand's own means."""

from __future__ import annotations

import time
from typing import Any

from actions.x11 import connect

SELECTION_SECONDS = 2.0  # that a program is given to say what it has marked
GROUND = 0x4A6076  # 0xRRGGBB


def paint(display: str) -> None:
    """Gives the desktop a ground other than black, so that windows stand out in the pictures."""
    connection = connect(display)
    root = connection.screen().root
    root.change_attributes(background_pixel=GROUND)
    root.clear_area(0, 0, 0, 0)
    connection.sync()
    connection.close()


def marked_text(display: str) -> str:
    """The text that a program has marked, or "": X11's primary selection (ICCCM, chapter 2)."""
    from Xlib import X

    connection = connect(display)
    try:
        window = connection.screen().root.create_window(0, 0, 1, 1, 0, 0, X.InputOnly)
        place, utf8 = connection.intern_atom("DESKHAND_MARKED"), connection.intern_atom("UTF8_STRING")
        window.convert_selection(connection.intern_atom("PRIMARY"), utf8, place, X.CurrentTime)
        if not _answered(connection):
            return ""
        found = window.get_full_property(place, X.AnyPropertyType)
        return "" if found is None else bytes(found.value).decode("utf-8", "replace")
    finally:
        connection.close()


def _answered(connection: Any) -> bool:
    """The owner of the selection has answered, in the time that it is given."""
    from Xlib import X

    end = time.monotonic() + SELECTION_SECONDS
    while time.monotonic() < end:
        connection.sync()
        if not connection.pending_events():
            time.sleep(0.01)
        elif connection.next_event().type == X.SelectionNotify:
            return True
    return False
