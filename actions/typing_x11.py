"""Text on X11, exact on every layout: keys of the layout in force, lent spare keys for other characters.

Method: X keysyms for Unicode on spare key codes, as xdotool does, but lent in batches and given back in
`finally`, with the program's own answer to a ping as the sign that it has read them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from actions.keyboard_x11 import X11Keyboard, keysyms
from actions.keymap import Keymap, Stroke, batches, untypable
from agent.errors import UntypableError

BURST = 20  # strokes between two looks at the focus


class X11Typist:
    """Types through an `X11Keyboard`. `delay`: extra seconds after each key."""

    def __init__(self, keyboard: X11Keyboard, delay: float = 0.0) -> None:
        self._keyboard = keyboard
        self._delay = delay

    def type(
        self, text: str, gate: Callable[[], None], before: Callable[[], None], burst: int = BURST
    ) -> None:
        """Types `text`; calls `before` ahead of every `burst` characters, and `gate` ahead of each. In bursts
        of one no key can reach a window that takes the focus after `before`.

        Newlines press Enter, tabs press Tab. Raises UntypableError before the first key, InputError, and what
        `gate` and `before` raise. The keyboard table, Caps Lock and the input method are put back whatever
        happens.
        """
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        with self._keyboard.unaided():  # which may bring another layout
            keymap = self._keyboard.keymap()
            bad = untypable(text, keymap)
            if bad is not None:
                raise UntypableError(f"The character U+{ord(bad):04X} cannot be typed on this keyboard.")
            with self._without_caps_lock(keymap):
                self._type_all(text, keymap, gate, before, burst)

    @contextmanager
    def _without_caps_lock(self, keymap: Keymap) -> Iterator[None]:
        locked = self._keyboard.caps_lock()
        if locked:
            self._keyboard.toggle_caps_lock(keymap)
        try:
            yield
        finally:
            if locked:
                self._keyboard.toggle_caps_lock(keymap)

    def _type_all(
        self,
        text: str,
        keymap: Keymap,
        gate: Callable[[], None],
        before: Callable[[], None],
        burst: int,
    ) -> None:
        try:
            for batch in batches(text, keymap):
                self._keyboard.lend(keysyms(dict(batch.borrowed)), keymap)
                for start in range(0, len(batch.strokes), burst):
                    focus = self._keyboard.focus() if burst == 1 else 0
                    before()
                    for stroke in batch.strokes[start : start + burst]:
                        self._tap(stroke, keymap, gate, focus)
        finally:
            self._keyboard.restore()

    def _tap(self, stroke: Stroke, keymap: Keymap, gate: Callable[[], None], focus: int) -> None:
        """`focus`: the only window that may get it; 0: whichever has the focus."""
        gate()
        if focus:
            self._keyboard.tap_into(stroke, keymap, focus)
        else:
            self._keyboard.tap([stroke], keymap)
        if self._delay:
            time.sleep(self._delay)
