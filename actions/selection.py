"""The X11 clipboard protocol (ICCCM, chapter 2): reading all that is offered, and offering it oneself.

Contents are a dict from target name ("UTF8_STRING", "image/png") to `Piece`. Large pieces go in parts (INCR).
"""

from __future__ import annotations

import select
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from actions.x11 import connect

READ_SECONDS = 1.0  # for the owner's answer to one request
PART = 200_000  # bytes in one property; python-xlib's requests end at 262,140
MOST = 32_000_000  # bytes in all that are kept
NOT_CONTENT = {"TARGETS", "MULTIPLE", "TIMESTAMP", "SAVE_TARGETS", "DELETE", "INSERT_SELECTION"}
TEXT_TARGETS = ("UTF8_STRING", "text/plain;charset=utf-8", "TEXT", "STRING", "text/plain")


@dataclass(frozen=True)
class Piece:
    """The contents in one form: the name of its type, 8, 16 or 32 bits an item, and the bytes."""

    type: str
    format: int
    data: bytes


Contents = dict[str, Piece]


def text_contents(text: str) -> Contents:
    """Text as programs ask for it. STRING is Latin-1 by definition, so it is offered for ASCII alone."""
    data = text.encode("utf-8")
    found = {name: Piece(name, 8, data) for name in TEXT_TARGETS if name not in ("STRING", "TEXT")}
    found["TEXT"] = Piece("UTF8_STRING", 8, data)
    if text.isascii():
        found["STRING"] = Piece("STRING", 8, data)
    return found


class Selection:
    """CLIPBOARD on a connection of its own (None: DISPLAY). Xlib's errors are the caller's to translate."""

    def __init__(self, display: str | None = None) -> None:
        from Xlib import X

        self.display = connect(display)
        self._root = self.display.screen().root
        self._window = self._root.create_window(0, 0, 1, 1, 0, 0, X.InputOnly)
        self._window.change_attributes(event_mask=X.PropertyChangeMask)
        self._name = self._atom("CLIPBOARD")
        self._place = self._atom("DESKHAND_CLIPBOARD")
        self._incr = self._atom("INCR")
        self._offered: Contents = {}
        self._sending: dict[tuple[int, int], tuple[Piece, int]] = {}  # (window, property) → piece, bytes sent
        self.owning = False

    def close(self) -> None:
        self.display.close()

    def read(self) -> Contents:
        """All that the clipboard offers, but forms that its owner does not deliver; {} when it is empty."""
        targets = self._fetch(self._atom("TARGETS"))
        found: Contents = {}
        for atom in _numbers(targets):
            name = self.display.get_atom_name(atom)
            piece = None if name in NOT_CONTENT else self._fetch(atom)
            if piece is not None and sum(len(p.data) for p in found.values()) + len(piece.data) <= MOST:
                found[name] = piece
        return found

    def own(self, contents: Contents) -> None:
        """Offers `contents` until another program takes the clipboard; `serve` must be called to answer."""
        from Xlib import X

        self._offered = contents
        self._window.set_selection_owner(self._name, X.CurrentTime)
        self.display.sync()
        self.owning = True

    def drop(self) -> None:
        """Leaves the clipboard empty, if it is ours."""
        from Xlib import X
        from Xlib.protocol import request

        if self.owning:  # a Display has no method for it, and a Window only one for itself
            request.SetSelectionOwner(
                display=self.display.display, window=X.NONE, selection=self._name, time=X.CurrentTime
            )
            self.display.sync()

    def serve(self, seconds: float | None, asked: Callable[[int, str], bool] | None = None) -> bool:
        """Answers requests for `seconds` (None: until another program owns the clipboard).

        Ends early, with True, once `asked(window, target)` said True of a request and it is delivered.
        """
        end = None if seconds is None else time.monotonic() + seconds
        wanted = False
        while self.owning and (end is None or time.monotonic() < end):
            event = self._next_event(end)
            if event is not None:
                wanted |= self._answer(event, asked)
            if wanted and not self._sending and not self.display.pending_events():
                return True
        return False

    def _answer(self, event: Any, asked: Callable[[int, str], bool] | None) -> bool:
        from Xlib import X

        if event.type == X.SelectionClear:
            self.owning = False
        elif event.type == X.SelectionRequest:
            self._deliver(event)
            name = self.display.get_atom_name(event.target)
            return asked is not None and asked(event.requestor.id, name)
        elif event.type == X.PropertyNotify and event.state == X.PropertyDelete:
            self._send_part(event.window, event.atom)
        return False

    def _deliver(self, request: Any) -> None:
        from Xlib import X, error
        from Xlib.protocol import event

        place = request.property or request.target  # old clients name no property
        try:
            if not self._put(request.requestor, place, self.display.get_atom_name(request.target)):
                place = X.NONE
            answer = event.SelectionNotify(
                time=request.time,
                requestor=request.requestor,
                selection=request.selection,
                target=request.target,
                property=place,
            )
            request.requestor.send_event(answer)
            self.display.sync()
        except error.XError:  # the asking window has gone
            return

    def _put(self, window: Any, place: int, name: str) -> bool:
        from Xlib import X, Xatom

        if name == "TARGETS":
            atoms = [self._atom(target) for target in ("TARGETS", *self._offered)]
            window.change_property(place, Xatom.ATOM, 32, atoms)
            return True
        piece = self._offered.get(name)
        if piece is None:
            return False
        if len(piece.data) <= PART:
            window.change_property(place, self._atom(piece.type), piece.format, _items(piece))
            return True
        window.change_attributes(event_mask=X.PropertyChangeMask)
        self._sending[window.id, place] = (piece, 0)
        window.change_property(place, self._incr, 32, [len(piece.data)])
        return True

    def _send_part(self, window: Any, place: int) -> None:
        """The next part of a large piece, now that the last one was read; an empty one ends it."""
        from Xlib import error

        if (window.id, place) not in self._sending:
            return
        piece, sent = self._sending.pop((window.id, place))
        part = Piece(piece.type, piece.format, piece.data[sent : sent + PART])
        try:
            window.change_property(place, self._atom(piece.type), piece.format, _items(part))
        except error.XError:
            return
        if part.data:
            self._sending[window.id, place] = (piece, sent + len(part.data))

    def _fetch(self, target: int) -> Piece | None:
        """One form of the contents, or None when the owner does not deliver it."""
        from Xlib import X

        self._window.delete_property(self._place)
        self._window.convert_selection(self._name, target, self._place, X.CurrentTime)
        told = self._wait_for(lambda e: e.type == X.SelectionNotify and e.target == target)
        if told is None or not told.property:
            return None
        first = self._take()
        if first is None or first.type != "INCR":
            return first
        return self._fetch_parts()

    def _fetch_parts(self) -> Piece | None:
        from Xlib import X

        parts: list[Piece] = []
        while sum(len(part.data) for part in parts) <= MOST:
            new = self._wait_for(
                lambda e: (
                    e.type == X.PropertyNotify and e.state == X.PropertyNewValue and e.atom == self._place
                )
            )
            part = self._take() if new is not None else None
            if part is None:
                return None
            if not part.data:
                break
            parts.append(part)
        whole = b"".join(part.data for part in parts)
        return Piece(parts[0].type, parts[0].format, whole) if parts else None

    def _take(self) -> Piece | None:
        """Our property's value; reading deletes it, which asks for the next part."""
        from Xlib import X

        answer = self._window.get_full_property(self._place, X.AnyPropertyType, sizehint=PART // 4)
        self._window.delete_property(self._place)
        self.display.flush()
        if answer is None:
            return None
        value = answer.value
        data = value.encode("utf-8") if isinstance(value, str) else bytes(_raw(value))
        return Piece(self.display.get_atom_name(answer.property_type), answer.format, data)

    def _wait_for(self, wanted: Callable[[Any], bool]) -> Any | None:
        end = time.monotonic() + READ_SECONDS
        while time.monotonic() < end:
            event = self._next_event(end)
            if event is not None and wanted(event):
                return event
        return None

    def _next_event(self, end: float | None) -> Any | None:
        if not self.display.pending_events():
            left = None if end is None else max(0.0, end - time.monotonic())
            select.select([self.display], [], [], left)
        return self.display.next_event() if self.display.pending_events() else None

    def _atom(self, name: str) -> int:
        return int(self.display.intern_atom(name))


def _raw(value: Any) -> bytes:
    """The bytes of a property as python-xlib gives it: bytes, or an array of 16- or 32-bit items."""
    if isinstance(value, bytes | bytearray):
        return bytes(value)
    return b"".join(int(item).to_bytes(_width(value), "little", signed=False) for item in value)


def _width(value: Any) -> int:
    return 2 if getattr(value, "typecode", "I") in "hH" else 4


def _items(piece: Piece) -> Any:
    if piece.format == 8:
        return piece.data
    width = piece.format // 8
    return [int.from_bytes(piece.data[i : i + width], "little") for i in range(0, len(piece.data), width)]


def _numbers(piece: Piece | None) -> list[int]:
    return list(_items(piece)) if piece is not None and piece.format == 32 else []
