"""Keys on X11 through the XTEST extension, by the keyboard layout that is in force at the moment.

pyautogui's own table is read once, for the United States layout, and presses the wrong keys on others
(research: safety.md, section 3), so chords on X11 come here too.
"""

from __future__ import annotations

import select
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from actions import input_method_x11, xkb
from actions.keymap import CAPS_LOCK, LEVEL3, SHIFT, Keymap, Stroke, runs
from actions.keys import Key, keysym_of
from actions.watch import NoWatch, Watch
from actions.x11 import connect, translated
from agent.errors import InputError

SETTLE_SECONDS = 0.025  # at the least, between lending a key and pressing it
PING_SECONDS = 1.0  # at the most, for the program with the focus to have read its events
FIRST_KEYCODE = 8
SHIFT_BIT, LOCK_BIT = 1 << 0, 1 << 1
X_NONE = 0  # no window
BUSY = {0: "the Shift key", 2: "the Ctrl key", 3: "the Alt key", 6: "the Super key", 7: "the AltGr key"}
BUSY |= {8: "the left mouse button", 9: "the middle mouse button", 10: "the right mouse button"}


US_PLACES = {
    letter: first + i
    for first, row in ((10, "1234567890-="), (24, "qwertyuiop[]"), (38, "asdfghjkl;'`"), (51, "\\zxcvbnm,./"))
    for i, letter in enumerate(row)
}
"""Character → its key code on a US keyboard. A chord such as ctrl+a on a layout without Latin letters is
pressed there: Chromium knows the letter of a chord by the key's place, GTK and Qt by its keysym."""


class X11Keyboard:
    """A connection of its own to an X server (None: DISPLAY). Not for several threads at once.

    Methods raise InputError when the display has gone.
    """

    def __init__(self, display: str | None = None, watch: Watch | None = None) -> None:
        self._display = connect(display)
        self._watch = watch or NoWatch()
        self._root = self._display.screen().root
        self._down: dict[str, int] = {}  # name → key code, of the keys that `down` pressed
        self._lent: dict[int, Sequence[int]] = {}  # key code → what it was before
        if not self._display.has_extension("XTEST"):
            raise InputError(
                "This X server lacks the XTEST extension, which sends keys; nothing can be typed."
            )

    def close(self) -> None:
        with translated(InputError):
            self._display.close()

    def keymap(self) -> Keymap:
        """The keyboard as it is now."""
        with translated(InputError):
            low = self._display.display.info.min_keycode
            high = self._display.display.info.max_keycode
            rows = self._display.get_keyboard_mapping(low, high - low + 1)
            group = self._root.query_pointer().mask >> xkb.GROUP_SHIFT & xkb.GROUP_MASK
            keys = xkb.read(self._display)
        table = {low + i: tuple(row) for i, row in enumerate(rows)}
        return Keymap(table, group, None if keys is None else partial(_given, keys, group))

    def down(self, key: Key) -> None:
        """Presses a key until `up`. One that the layout lacks is lent a key code meanwhile."""
        keymap = self.keymap()
        keycode = self._keycode(key, keymap)
        with translated(InputError):
            if keycode is None:
                keycode = self._lend_one(key, keymap)
            self._down[key.name] = keycode
            self._fake(keycode, True)
            self._display.sync()

    def up(self, key: Key) -> None:
        with translated(InputError):
            keycode = self._down.pop(key.name, None)
            if keycode is not None:
                self._fake(keycode, False)
                self._display.sync()
            if not self._down:
                self.restore()

    def focus(self) -> int:
        """The id of the X window that gets the keys; 0 for none."""
        with translated(InputError):
            return int(getattr(self._display.get_input_focus().focus, "id", 0))

    def tap_into(self, stroke: Stroke, keymap: Keymap, focus: int) -> None:
        """Taps where that window has the focus, and nowhere else: nothing comes between the look and the key,
        since the server hears nobody else meanwhile. Raises InputError when another window has it."""
        with translated(InputError):
            self._display.grab_server()
        try:
            if self.focus() != focus:
                raise InputError("The focus went away while a secret was typed; the rest was not typed.")
            self.tap([stroke], keymap)
        finally:
            with translated(InputError):
                self._display.ungrab_server()
                self._display.sync()

    def tap(self, strokes: Iterable[Stroke], keymap: Keymap) -> None:
        """Presses and releases each stroke with what it needs held; nothing stays down in between."""
        held = {"shift": keymap.keycode(SHIFT), "level3": keymap.keycode(LEVEL3)}
        with translated(InputError):
            for stroke in strokes:
                codes = [held[name] for name in ("level3", "shift") if getattr(stroke, name)]
                whole = [code for code in [*codes, stroke.keycode] if code is not None]
                for code in whole:
                    self._fake(code, True)
                for code in reversed(whole):
                    self._fake(code, False)
            self._display.sync()

    def lend(self, borrowed: dict[int, int], keymap: Keymap) -> None:
        """Puts keysyms on spare key codes and waits until the program with the focus knows of them.

        Each change makes every program read the keyboard table again (some window managers take 50 ms for
        that), so what was lent before is written over, and given back only by `restore`.
        """
        if not borrowed:
            return
        with translated(InputError):
            if self._lent:
                self.settle()
            for run in runs(list(borrowed)):
                for code in run:
                    self._lent[code] = keymap.rows[code]
                    self._watch.lend(code, keymap.rows[code])
                rows = [[borrowed[code]] * max(2, len(keymap.rows[code])) for code in run]
                self._display.change_keyboard_mapping(run[0], rows)
            self.settle()

    def restore(self) -> None:
        """Gives lent key codes back, once the program with the focus has read the keys sent so far."""
        if not self._lent:
            return
        with translated(InputError):
            self.settle()
            for run in runs(list(self._lent)):
                self._display.change_keyboard_mapping(run[0], [list(self._lent[code]) for code in run])
            self._lent.clear()
            self._display.sync()

    def busy(self) -> str:
        """A modifier key or pointer button that is down, in words; "" when none is."""
        with translated(InputError):
            state = self._root.query_pointer().mask
        return next((name for bit, name in BUSY.items() if state >> bit & 1), "")

    @contextmanager
    def unaided(self) -> Iterator[None]:
        """Inside the block no input method makes other letters of those that are sent. Raises InputError."""
        name = self._display.get_display_name()
        with input_method_x11.aside(self._input_methods(), name, self.settle):
            yield

    def _input_methods(self) -> tuple[str, ...]:
        """Those that serve this display, by their names of the XIM protocol: "ibus", "fcitx"."""
        from Xlib import Xatom

        with translated(InputError):
            told = self._root.get_full_property(self._display.intern_atom("XIM_SERVERS"), Xatom.ATOM)
            atoms = [] if told is None else list(told.value)
            alive = [atom for atom in atoms if self._display.get_selection_owner(atom) != X_NONE]
            names = [self._display.get_atom_name(atom) for atom in alive]
        return tuple(name.removeprefix("@server=") for name in names)

    def caps_lock(self) -> bool:
        """Whether Caps Lock is on."""
        with translated(InputError):
            return bool(self._root.query_pointer().mask & LOCK_BIT)

    def toggle_caps_lock(self, keymap: Keymap) -> None:
        """Raises InputError when this keyboard has no Caps Lock key to turn it off with."""
        keycode = keymap.keycode(CAPS_LOCK)
        if keycode is None:
            raise InputError("Caps Lock is on and this keyboard layout has no key for it; turn it off first.")
        self.tap([Stroke(keycode)], keymap)

    def settle(self) -> None:
        """Waits until the program with the focus has read the events sent so far, as far as one can know.

        Programs read the keyboard table when they meet its change in their queue, so a table that changes
        again too early makes them type wrong characters. A program that answers _NET_WM_PING (EWMH) has
        read everything before it; for others there is only the pause.
        """
        self._display.sync()
        end = time.monotonic() + SETTLE_SECONDS
        window = self._pingable()
        if window is not None:
            self._ping(window)
        time.sleep(max(0.0, end - time.monotonic()))

    def _keycode(self, key: Key, keymap: Keymap) -> int | None:
        if key.character is None or key.name == "space":
            keycode = keymap.keycode(key.keysym)
            if keycode is None and key.name == "altgr":
                raise InputError("This keyboard layout has no AltGr key.")
            return keycode
        stroke = keymap.characters().get(key.character)
        if stroke is None:
            return keymap.other_layouts(key.character)
        lacks = (stroke.shift and "shift" not in self._down) or (stroke.level3 and "altgr" not in self._down)
        return None if lacks else stroke.keycode

    def _lend_one(self, key: Key, keymap: Keymap) -> int:
        place = US_PLACES.get(key.character or "")
        spare = [place] if place is not None and place in keymap.rows else keymap.spare()
        spare = [code for code in spare if code not in self._lent]
        if not spare:
            raise InputError(
                f"The key {key.name!r} is not on this keyboard, and no spare key can stand for it."
            )
        self.lend({spare[0]: key.keysym}, keymap)
        return spare[0]

    def _fake(self, keycode: int, press: bool) -> None:
        from Xlib import X

        if press:
            self._watch.key(keycode)
        self._display.xtest_fake_input(X.KeyPress if press else X.KeyRelease, keycode)

    def _pingable(self) -> Any | None:
        """The window with the focus, or the one round it, that says it answers pings."""
        from Xlib import Xatom, error

        protocols = self._display.intern_atom("WM_PROTOCOLS")
        ping = self._display.intern_atom("_NET_WM_PING")
        window = self._display.get_input_focus().focus
        try:
            while not isinstance(window, int) and window is not None and window.id != self._root.id:
                offered = window.get_full_property(protocols, Xatom.ATOM)
                if offered is not None and ping in offered.value:
                    return window
                window = window.query_tree().parent
        except error.BadWindow:
            return None
        return None

    def _ping(self, window: Any) -> None:
        from Xlib import X
        from Xlib.protocol import event

        ping = self._display.intern_atom("_NET_WM_PING")
        stamp = int(time.monotonic() * 1000) & 0x7FFFFFFF
        message = event.ClientMessage(
            window=window,
            client_type=self._display.intern_atom("WM_PROTOCOLS"),
            data=(32, [ping, stamp, window.id, 0, 0]),
        )
        self._root.change_attributes(event_mask=X.SubstructureNotifyMask)  # the answer comes to the root
        window.send_event(message)
        self._display.sync()
        self._await(ping, stamp)
        self._root.change_attributes(event_mask=X.NoEventMask)

    def _await(self, ping: int, stamp: int) -> None:
        from Xlib import X

        end = time.monotonic() + PING_SECONDS
        while time.monotonic() < end:
            while self._display.pending_events():
                found = self._display.next_event()
                if found.type == X.ClientMessage and list(found.data[1][:2]) == [ping, stamp]:
                    return
            select.select([self._display], [], [], max(0.0, end - time.monotonic()))


def keysyms(characters: dict[int, str]) -> dict[int, int]:
    """Key code → keysym, from key code → character."""
    return {code: keysym_of(character) for code, character in characters.items()}


def _given(keys: xkb.XkbMap, group: int, stroke: Stroke) -> int:
    """The keysym that a stroke gives in a layout."""
    state = group << xkb.GROUP_SHIFT | (SHIFT_BIT if stroke.shift else 0)
    return keys.keysym(stroke.keycode, state | (keys.level3 if stroke.level3 else 0))
