"""A process of its own that lets go of our keys and buttons if we die: `python -m actions.watchdog DISPLAY`.

The X server keeps what a client pressed after the client is gone, even by `kill -9`, and a keyboard with Ctrl
down is of no use to anybody. So the hands say on this process's input what they are about to press, before
they press it; when the input ends without a farewell, this process releases what is still down and gives lent
keys back.

A line each: "key CODE", "button NUMBER", "lend CODE KEYSYM…" (what stood there before), "clear" (all is up).
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

BUTTON_BITS = {number: 1 << (7 + number) for number in range(1, 6)}  # in the pointer's state


@dataclass
class Held:
    """What may be down, and what was lent: key code → its keysyms before."""

    keys: set[int] = field(default_factory=set)
    buttons: set[int] = field(default_factory=set)
    lent: dict[int, list[int]] = field(default_factory=dict)

    def heard(self, line: str) -> None:
        """Takes a line in; what is not understood is passed over: half a line may be the last one."""
        word, *numbers = line.split() or [""]
        try:
            values = [int(number) for number in numbers]
        except ValueError:
            return
        if word == "clear":
            self.keys.clear()
            self.buttons.clear()
            self.lent.clear()
        elif word == "key" and len(values) == 1:
            self.keys.add(values[0])
        elif word == "button" and len(values) == 1:
            self.buttons.add(values[0])
        elif word == "lend" and len(values) > 1:
            self.lent.setdefault(values[0], values[1:])


def follow(lines: Iterable[str]) -> Held:
    """What may be down when the lines end."""
    held = Held()
    for line in lines:
        if line.endswith("\n"):
            held.heard(line)
    return held


def let_go(display: Any, held: Held) -> None:
    """Releases what is down of it and gives lent keys back. What the person holds by hand is hardly ever
    among it: only what we pressed in the act under way is looked at."""
    from Xlib import X

    state = display.screen().root.query_pointer().mask
    for number in sorted(held.buttons):
        if state & BUTTON_BITS.get(number, 0):
            display.xtest_fake_input(X.ButtonRelease, number)
    down = display.query_keymap()
    for code in sorted(held.keys):
        if down[code >> 3] >> (code & 7) & 1:
            display.xtest_fake_input(X.KeyRelease, code)
    display.sync()
    for code, row in held.lent.items():
        display.change_keyboard_mapping(code, [row])
    display.sync()


def main() -> None:
    """The command."""
    for name in ("SIGINT", "SIGHUP", "SIGTERM"):  # meant for the hands: this one outlives them
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    from actions.x11 import connect
    from agent.errors import DeskhandError

    try:
        display = connect(sys.argv[1])
    except DeskhandError:
        return  # the display is gone, and with it all that was held
    held = follow(sys.stdin)
    with contextlib.suppress(Exception):  # the end of this process: nobody is left to tell
        let_go(display, held)


if __name__ == "__main__":
    main()
