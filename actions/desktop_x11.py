"""Windows, focus, pointer and keys on X11, by EWMH and the true stacking order of the root's children."""

from __future__ import annotations

import os
from collections.abc import Iterable
from threading import RLock
from types import TracebackType
from typing import Any

from actions.x11 import connect, pid_of, translated
from agent.types import Box, Window


class X11Desktop:
    """A connection of its own to an X server (None: DISPLAY); may be used from several threads.

    Every method raises CaptureError when the display has gone. Windows that vanish while they are asked
    are left out.
    """

    def __init__(self, display: str | None = None, ours: Iterable[int] = ()) -> None:
        self._display = connect(display)
        self._root = self._display.screen().root
        self._ours = frozenset({os.getpid(), *ours})
        self._lock = RLock()
        self._atoms: dict[str, int] = {}
        self._known: dict[int, tuple[str, int]] = {}  # window → program and process, which never change
        self._focus: Any = None  # where the keys went at that time
        self._listed: tuple[Window, ...] | None = None  # what `windows` gave last, while nothing has changed
        with translated():
            self._watch(self._root, children=True)

    def __enter__(self) -> X11Desktop:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        from Xlib import error

        with self._lock:
            try:
                self._display.close()
            except (error.ConnectionClosedError, OSError):  # it has gone already
                return

    def has_manager(self) -> bool:
        """Whether a window manager is running (EWMH's _NET_SUPPORTING_WM_CHECK)."""
        with self._lock, translated():
            return bool(self._property(self._root, "_NET_SUPPORTING_WM_CHECK"))

    def pointer(self) -> tuple[int, int]:
        with self._lock, translated():
            answer = self._root.query_pointer()
            return answer.root_x, answer.root_y

    def pressed_keys(self) -> frozenset[int]:
        """X key codes (8…255) that are down."""
        with self._lock, translated():
            bits = self._display.query_keymap()
        return frozenset(8 * i + bit for i, byte in enumerate(bits) for bit in range(8) if byte >> bit & 1)

    def pressed_buttons(self) -> frozenset[int]:
        """X pointer buttons 1…5 that are down."""
        with self._lock, translated():
            mask = self._root.query_pointer().mask
        return frozenset(n for n in range(1, 6) if mask >> (7 + n) & 1)

    def own(self, pid: int) -> None:
        """From now on, windows of that process are our own too."""
        with self._lock:
            self._ours |= {pid}
            self._listed = None

    def hand_back_focus(self) -> bool:
        """Asks the window manager to give the keys to the topmost program window that is not ours.

        False when there is none. EWMH: _NET_ACTIVE_WINDOW with source indication 2, a pager's.
        """
        with self._lock, translated():
            shown = {w.id for w in self.windows() if not w.ours}
            stacking = self._property(self._root, "_NET_CLIENT_LIST_STACKING") or []
            for number in reversed(stacking):
                window = self._display.create_resource_object("window", number)
                if number in shown and not self._is_furniture(window):
                    self._ask_manager(window, "_NET_ACTIVE_WINDOW", [2, 0, 0, 0, 0])
                    return True
        return False

    def _is_furniture(self, window: Any) -> bool:
        """Panels and the desktop itself take no typing."""
        kinds = self._property(window, "_NET_WM_WINDOW_TYPE") or []
        names = ("_NET_WM_WINDOW_TYPE_DOCK", "_NET_WM_WINDOW_TYPE_DESKTOP")
        return any(self._display.intern_atom(name) in kinds for name in names)

    def _ask_manager(self, window: Any, message: str, data: list[int]) -> None:
        from Xlib import X
        from Xlib.protocol import event

        request = event.ClientMessage(
            window=window, client_type=self._display.intern_atom(message), data=(32, data)
        )
        mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
        self._root.send_event(request, event_mask=mask)
        self._display.flush()

    def focused(self) -> int | None:
        """The window that gets the keys; None when there is none."""
        return next((window.id for window in self.windows() if window.focused), None)

    def windows(self) -> tuple[Window, ...]:
        """Listed again only when the server told of a change since the last time, or the focus moved."""
        with self._lock, translated():
            focus = (
                self._display.get_input_focus().focus
            )  # a round trip: all news of changes is here after it
            if self._news() or self._listed is None or focus != self._focus:
                self._focus = focus
                self._listed = self._list(focus)
            return self._listed

    def _list(self, focus: Any) -> tuple[Window, ...]:
        frames = self._frames()
        focused = self._focused(focus, frames)
        children = self._root.query_tree().children
        found = [self._window(child, frames.get(child.id), focused) for child in children]
        shown = tuple(window for window in found if window is not None)
        self._known = {w.id: self._known[w.id] for w in shown if w.id in self._known}
        return shown

    def _watch(self, window: Any, children: bool = False) -> None:
        """Asks the server to tell of changes of a window's properties, and of its end or those of its
        children."""
        from Xlib import X

        mask = X.PropertyChangeMask | (X.SubstructureNotifyMask if children else X.StructureNotifyMask)
        window.change_attributes(event_mask=mask)

    def _news(self) -> bool:
        """Whether anything has changed. A window that has gone is forgotten: another may get its number."""
        from Xlib import X

        waiting = int(self._display.pending_events())
        for _ in range(waiting):
            event = self._display.next_event()
            if event.type == X.DestroyNotify:
                self._known.pop(event.window.id, None)
        return waiting > 0

    def _frames(self) -> dict[int, Any]:
        """Child of the root → the client window in it, for the windows that the manager manages."""
        clients = self._property(self._root, "_NET_CLIENT_LIST_STACKING") or []
        frames: dict[int, Any] = {}
        for number in clients:
            client = self._display.create_resource_object("window", number)
            top = self._top_of(client)
            if top is not None:
                frames[top.id] = client
        return frames

    def _top_of(self, window: Any) -> Any | None:
        """The child of the root that `window` is or lies in; None when it has gone."""
        from Xlib import error

        try:
            while (parent := window.query_tree().parent) and parent.id != self._root.id:
                window = parent
        except error.BadWindow:
            return None
        return window if parent else None

    def _focused(self, focus: Any, frames: dict[int, Any]) -> int | None:
        if isinstance(focus, int):  # none, or whatever is under the pointer
            active = self._property(self._root, "_NET_ACTIVE_WINDOW") or []
            return next((number for number in active if number), None)
        top = self._top_of(focus)
        if top is None:
            return None
        return int(frames[top.id].id if top.id in frames else top.id)

    def _window(self, top: Any, client: Any | None, focused: int | None) -> Window | None:
        from Xlib import X, error

        window = top if client is None else client
        try:
            attributes = window.get_attributes()
            if attributes.map_state != X.IsViewable or attributes.win_class != X.InputOutput:
                return None
            box = self._box(top, window)
            if box is None or not self._takes_input(top):
                return None
            return self._described(window, box, focused)
        except (error.BadWindow, error.BadDrawable):
            return None

    def _described(self, window: Any, box: Box, focused: int | None) -> Window:
        if window.id not in self._known:
            self._watch(window)  # its title may change
            self._known[window.id] = (self._app(window), pid_of(self._display, window))
        app, pid = self._known[window.id]
        return Window(
            id=window.id,
            title=self._title(window),
            app=app,
            pid=pid,
            box=box,
            ours=pid in self._ours,
            focused=window.id == focused,
        )

    def _box(self, top: Any, window: Any) -> Box | None:
        """The window with its frame, without a shadow that the program draws itself, within the desktop."""
        place = top.get_geometry()
        edge = place.border_width
        x0, y0 = place.x, place.y
        x1, y1 = x0 + place.width + 2 * edge, y0 + place.height + 2 * edge
        shadow = self._property(window, "_GTK_FRAME_EXTENTS") or [0, 0, 0, 0]
        left, right, above, below = (int(value) for value in shadow[:4])
        screen = self._root.get_geometry()
        x0, y0 = max(0, x0 + left), max(0, y0 + above)
        x1, y1 = min(screen.width, x1 - right), min(screen.height, y1 - below)
        if x1 - x0 < 2 or y1 - y0 < 2:  # helpers of the window manager lie outside or are one pixel
            return None
        return Box(x0=x0, y0=y0, x1=x1, y1=y1)

    def _takes_input(self, top: Any) -> bool:
        """False for a window that lets every click through (an empty input shape)."""
        from Xlib.ext import shape

        if not self._display.has_extension("SHAPE"):
            return True
        return bool(top.shape_get_rectangles(shape.SK.Input).rectangles)

    def _title(self, window: Any) -> str:
        name = self._property(window, "_NET_WM_NAME") or self._property(window, "WM_NAME")
        return _text(name)

    def _app(self, window: Any) -> str:
        parts = [part for part in _text(self._property(window, "WM_CLASS")).split("\0") if part]
        return parts[-1] if parts else ""

    def _property(self, window: Any, name: str) -> Any:
        """A property's value (a list of numbers, bytes or str), or None."""
        from Xlib import X, error

        if name not in self._atoms:
            self._atoms[name] = self._display.intern_atom(name)
        try:
            answer = window.get_full_property(self._atoms[name], X.AnyPropertyType)
        except error.BadWindow:
            return None
        return None if answer is None else answer.value


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return value.decode("latin-1")
    return value if isinstance(value, str) else ""
