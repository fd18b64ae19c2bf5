"""Where the windows of the drift bench stand: moved, resized and maximised as a person would."""

from __future__ import annotations

from typing import Any

from actions.desktop_x11 import X11Desktop
from actions.virtual import poll
from actions.x11 import connect
from agent.errors import InputError
from agent.types import Box, Window

SECONDS = 6.0
SLACK = 60  # pixels that a window's frame, or its least size, may differ by


def window_called(display: str, title: str) -> Window | None:
    """The largest shown one whose title or program name holds that: tool tips have them too."""
    with X11Desktop(display) as desktop:
        named = [w for w in desktop.windows() if title.casefold() in f"{w.title}\n{w.app}".casefold()]
    return max(named, key=lambda w: w.box.area, default=None)


def place(display: str, title: str, box: Box | None) -> None:
    """Moves and resizes the window; None maximises it. Raises InputError where it does not take it."""
    window = poll(lambda: window_called(display, title), SECONDS)
    if window is None:
        raise InputError(f"No window called {title!r} has come up.")
    connection = connect(display)
    try:
        _ask(connection, window.id, box)
    finally:
        connection.close()
    if not poll(lambda: _stands(display, title, box), SECONDS):
        raise InputError(
            f"The window {title!r} does not go where it is put: {window_called(display, title)}."
        )


def _ask(connection: Any, number: int, box: Box | None) -> None:
    from Xlib import X
    from Xlib.protocol.event import ClientMessage

    client = connection.create_resource_object("window", number)
    atom = connection.intern_atom
    if box is None:
        wanted = [1, atom("_NET_WM_STATE_MAXIMIZED_VERT"), atom("_NET_WM_STATE_MAXIMIZED_HORZ"), 2, 0]
        message = ClientMessage(window=client, client_type=atom("_NET_WM_STATE"), data=(32, wanted))
    else:
        flags = 1 | 0xF << 8 | 2 << 12  # by its upper left corner; all four are told; asked by a user
        wanted = [flags, box.x0, box.y0, box.width, box.height]
        message = ClientMessage(window=client, client_type=atom("_NET_MOVERESIZE_WINDOW"), data=(32, wanted))
    mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
    connection.screen().root.send_event(message, event_mask=mask)
    connection.sync()


def _stands(display: str, title: str, box: Box | None) -> bool:
    window = window_called(display, title)
    if window is None:
        return False
    if box is None:
        return window.box.x0 <= 2 and window.box.y0 <= 40
    return abs(window.box.x0 - box.x0) <= SLACK and abs(window.box.y0 - box.y0) <= SLACK
