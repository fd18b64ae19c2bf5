"""The hands' only door to real input events: one small class over a pointer, keys and a typist.

`open_input` chooses the backends: pyautogui moves the pointer everywhere, with its fail-safe on; keys and
text are our own on X11, pyautogui's and pynput's elsewhere. DESKHAND_NO_REAL_INPUT=1 makes that impossible.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Protocol

from actions.keys import resolve
from actions.watch import NoWatch, Watch, Watchdog
from agent.errors import InputError
from agent.types import Button

SAFETY_SWITCH = "DESKHAND_NO_REAL_INPUT"
Gate = Callable[[], None]  # raises Stopped or Interrupted where nothing more is to be sent
CHORDS = {"ctrl", "alt", "super"}  # held, a letter is a command
BUTTON_NUMBERS: dict[Button, int] = {"left": 1, "middle": 2, "right": 3}  # of X11


class Pointer(Protocol):
    """Native input units. All but `free` raise Stopped when the person has parked the pointer in a corner."""

    def check(self) -> None:
        """Raises Stopped when the fail-safe is triggered."""
        ...

    def position(self) -> tuple[int, int]: ...

    def move(self, x: int, y: int) -> None: ...

    def press(self, button: Button) -> None: ...

    def release(self, button: Button) -> None: ...

    def turn(self, dx: int, dy: int) -> None:
        """Wheel notches: dx > 0 right, dy > 0 down."""
        ...

    def free(self, button: Button) -> None:
        """Releases a button whatever the fail-safe says."""
        ...


class Keys(Protocol):
    """Keys by the names of actions/keys.py."""

    def busy(self) -> str:
        """A key or button that is held down at the moment, in words; "" when none is or it is unknown."""
        ...

    def down(self, name: str) -> None: ...

    def up(self, name: str) -> None: ...

    def type(self, text: str, gate: Gate, before: Callable[[], None], burst: int) -> None:
        """Types text, `before` ahead of each `burst` characters, `gate` of each. See typing_x11.py."""
        ...

    def close(self) -> None: ...


class Input:
    """What is sent, and what is held down meanwhile. Methods raise InputError and Stopped."""

    def __init__(self, pointer: Pointer, keys: Keys, watch: Watch | None = None) -> None:
        self._pointer = pointer
        self._keys = keys
        self._watch = watch or NoWatch()
        self._held_keys: list[str] = []
        self._held_buttons: list[Button] = []
        self._gate: Gate = _open
        self.sent = 0  # presses, keys and turns of the wheel since the gate was set

    @contextmanager
    def behind(self, gate: Gate) -> Iterator[None]:
        """Inside the block `gate` is asked before every event but a release; what it raises goes on."""
        self._gate, self.sent = gate, 0
        try:
            yield
        finally:
            self._gate = _open

    def busy(self) -> str:
        """What the person (or another program) holds down, in words; "" when nothing."""
        return self._keys.busy()

    def position(self) -> tuple[int, int]:
        """Where the pointer is."""
        return self._pointer.position()

    def move(self, x: int, y: int) -> None:
        self._gate()
        self._pointer.move(x, y)

    def button_down(self, button: Button) -> None:
        self._send()
        self._watch.button(BUTTON_NUMBERS[button])
        self._held_buttons.append(button)  # first: a press that fails half-way is released too
        self._pointer.press(button)

    def button_up(self, button: Button) -> None:
        self._pointer.release(button)
        self._held_buttons.remove(button)

    def turn(self, dx: int, dy: int) -> None:
        self._send()
        self._pointer.turn(dx, dy)

    def key_down(self, name: str) -> None:
        self._send()
        self._pointer.check()
        self._held_keys.append(name)
        self._keys.down(name)

    def key_up(self, name: str) -> None:
        self._keys.up(name)
        self._held_keys.remove(name)

    def type(self, text: str, before: Callable[[], None], burst: int) -> None:
        """Types text, `before` ahead of each `burst` characters, the gate before each."""

        def checked() -> None:
            self._pointer.check()
            before()

        self._keys.type(text, self._send, checked, burst)

    def _send(self) -> None:
        """Something is about to be sent."""
        self._gate()
        self.sent += 1

    def release_all(self) -> None:
        """Lets go of everything that is held, last first. Goes on after an error; raises the first one."""
        errors: list[InputError] = []
        keys = [partial(self._keys.up, name) for name in reversed(self._held_keys)]
        buttons = [partial(self._pointer.free, button) for button in reversed(self._held_buttons)]
        self._held_keys.clear()
        self._held_buttons.clear()
        for free in [*buttons, *keys]:
            try:
                free()
            except InputError as error:
                errors.append(error)
        if errors:
            raise errors[0]
        self._watch.clear()

    def close(self) -> None:
        with contextlib.suppress(InputError):  # the display has gone: nothing is left to release
            self.release_all()
        with contextlib.suppress(InputError):
            self._keys.close()
        self._watch.close()


def _open() -> None:
    """Nothing stops it."""


def open_input(typing_delay: float = 0.0) -> Input:
    """Real input for this process's display. Raises InputError, NotSupportedError and NoDisplayError."""
    refuse_in_tests()
    from actions.pointer import PyAutoGuiPointer

    pointer = PyAutoGuiPointer()
    if sys.platform in ("win32", "darwin"):
        from actions.typing_other import OtherKeys

        return Input(pointer, OtherKeys(typing_delay))
    watch = Watchdog(os.environ["DISPLAY"])
    return Input(pointer, X11Keys(typing_delay, watch=watch), watch)


def refuse_in_tests() -> None:
    """Raises InputError where the safety switch is on."""
    if os.environ.get(SAFETY_SWITCH) == "1":
        raise InputError(f"Real input is switched off by {SAFETY_SWITCH}=1; unset it to let Deskhand act.")


class X11Keys:
    """Keys and text through one connection to the X server (None: DISPLAY)."""

    def __init__(self, delay: float = 0.0, display: str | None = None, watch: Watch | None = None) -> None:
        refuse_in_tests()
        from actions.keyboard_x11 import X11Keyboard
        from actions.typing_x11 import X11Typist

        self._keyboard = X11Keyboard(display, watch)
        self._typist = X11Typist(self._keyboard, delay)
        self._held: set[str] = set()
        self._aside = contextlib.ExitStack()  # puts back what was set aside for a key

    def busy(self) -> str:
        return self._keyboard.busy()

    def down(self, name: str) -> None:
        """A letter that is pressed by itself is no letter for an input method."""
        key = resolve(name)
        if key.character is not None and not self._held & CHORDS:
            self._aside.enter_context(self._keyboard.unaided())
        self._held.add(name)
        self._keyboard.down(key)

    def up(self, name: str) -> None:
        self._held.discard(name)
        try:
            self._keyboard.up(resolve(name))
        finally:
            if not self._held:
                self._aside.close()

    def type(self, text: str, gate: Gate, before: Callable[[], None], burst: int) -> None:
        self._typist.type(text, gate, before, burst)

    def close(self) -> None:
        self._keyboard.close()
