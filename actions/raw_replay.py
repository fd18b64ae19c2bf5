"""Raw events sent again with the timing of their recording, without a look: only where the person wants it.

Deadlines are absolute on the monotonic clock: what comes late delays nothing after it. Sleeping alone wakes
up too late on a busy machine, so the last moments before each deadline are spent looking at the clock.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from threading import Event

from actions.input import Input, X11Keys, open_input, refuse_in_tests
from actions.person import Person
from actions.watch import Watchdog
from agent.errors import InputError, Interrupted, Stopped
from agent.macros.raw import RawEvent, RawList

SPIN = (
    0.0005  # seconds before a deadline in which the clock is watched; more, and a busy machine lets it wait
)
PIECE = 0.05  # seconds that it sleeps at the most between two looks for the person
GRACE = 0.05  # seconds after the beginning, in which the key that said yes may come
FREE_SECONDS = 2.0  # that the person may take to let go of keys before the first event
LOOK_PAUSE = 0.02
SWITCH_SECONDS = 0.0002  # between two threads' turns
BURST = 20
NO_KEY = 0  # no keyboard has a key of that code; to say it starts the watchdog
STOPPED = "Stopped by you; nothing more was sent."
TAKEN = "You moved the mouse or typed, so Deskhand let go."


@dataclass(frozen=True)
class Played:
    """How many events were sent, and how late each was (seconds, in order; negative for none)."""

    late: tuple[float, ...]

    @property
    def p99(self) -> float:
        """The lateness, in seconds, that 99 % of the events stay within."""
        ordered = sorted(self.late)
        return ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))] if ordered else 0.0


class RawPlayer:
    """Sends a raw list through `hands`. `secret`: what a secret's name stands for. Whatever happens, no key
    or button stays pressed."""

    def __init__(self, hands: Input, person: Person, stop: Event, secret: Callable[[str], str]) -> None:
        self._hands = hands
        self._person = person
        self._stop = stop
        self._secret = secret
        self._down: set[str] = set()  # keys and buttons that this list has pressed
        self._at: tuple[int, int] | None = None  # where this list has put the pointer
        self._begun = time.monotonic()

    def play(self, raw: RawList, speed: float = 1.0) -> Played:
        """Raises Stopped, Interrupted (the person took over) and InputError."""
        self._await_free()
        late: list[float] = []
        self._begun = time.monotonic()
        try:
            with self._hands.behind(self._check), _prompt_threads():
                for event in raw.events:
                    deadline = self._begun + event.t / 1000 / speed
                    self._until(deadline)
                    late.append(time.monotonic() - deadline)
                    self._send(event)
        finally:
            self._down.clear()
            self._hands.release_all()
        return Played(tuple(late))

    def _until(self, deadline: float) -> None:
        """Returns at the deadline, or at once where it has passed."""
        self._check()
        while (left := deadline - time.monotonic()) > SPIN:
            self._stop.wait(min(left - SPIN, PIECE))
            self._check()
        while time.monotonic() < deadline:
            continue

    def _send(self, event: RawEvent) -> None:
        key = event.key or ""
        match event.e:
            case "key":
                self._press(f"key {key}", partial(self._hands.key_down, key))
            case "key_up":
                self._release(f"key {key}", partial(self._hands.key_up, key))
            case "text":
                self._hands.type(event.text or "", self._check, BURST)
            case "secret":
                self._hands.type(self._secret(event.name or ""), self._check, 1)
            case _:
                self._point(event)

    def _point(self, event: RawEvent) -> None:
        if event.place is not None and event.place != self._at:
            self._hands.move(*event.place)
            self._at = event.place
        button = event.button or "left"
        if event.e == "down":
            self._press(f"button {button}", partial(self._hands.button_down, button))
        elif event.e == "up":
            self._release(f"button {button}", partial(self._hands.button_up, button))
        for dx, dy in _notches(event.dx, event.dy) if event.e == "wheel" else ():
            self._hands.turn(dx, dy)

    def _press(self, what: str, press: Callable[[], None]) -> None:
        """A key that is down already is left alone: the display repeats it by itself, as it did then."""
        if what not in self._down:
            self._down.add(what)
            press()

    def _release(self, what: str, release: Callable[[], None]) -> None:
        """What was down when the recording began is not ours to let go of."""
        if what in self._down:
            self._down.discard(what)
            release()

    def _check(self) -> None:
        if self._stop.is_set():
            raise Stopped(STOPPED)
        if self._person.active_since(self._begun + GRACE):
            raise Interrupted(TAKEN, sent=self._hands.sent > 0)

    def _await_free(self) -> None:
        """What the person still holds would mix with what is sent."""
        end = time.monotonic() + FREE_SECONDS
        while held := self._hands.busy():
            if time.monotonic() > end:
                raise InputError(f"{held[0].upper()}{held[1:]} is held down; let go of it and try again.")
            self._stop.wait(LOOK_PAUSE)
            if self._stop.is_set():
                raise Stopped(STOPPED)


@contextlib.contextmanager
def _prompt_threads() -> Iterator[None]:
    """Inside the block no other thread of this process keeps the interpreter for long: the one that looks out
    for the person has something to read with each event, and by itself gives way after 5 ms only."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _notches(dx: int, dy: int) -> Iterator[tuple[int, int]]:
    """One notch at a time."""
    for count, x, y in ((dx, 1, 0), (dy, 0, 1)):
        for _ in range(abs(count)):
            yield (x, y) if count > 0 else (-x, -y)


@contextlib.contextmanager
def opened_input() -> Iterator[Input]:
    """Real input for this process's display, warm: what takes long the first time (a watchdog's start) is
    over before the first event. Raises InputError, NotSupportedError, NoDisplayError."""
    hands = _opened()
    try:
        yield hands
    finally:
        hands.close()


def _opened() -> Input:
    refuse_in_tests()
    if sys.platform in ("win32", "darwin"):
        return open_input()
    from actions.raw_pointer_x11 import SwiftPointer

    pointer, watch = SwiftPointer(), Watchdog(os.environ["DISPLAY"])
    watch.key(NO_KEY)
    return Input(pointer, X11Keys(watch=watch), watch)
