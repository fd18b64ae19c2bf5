"""What every event must pass: has the person stopped it, thrown the pointer into a corner, or taken the mouse
or the keyboard themselves?
"""

from __future__ import annotations

import time
from threading import Event

from actions.input import Input
from actions.person import Person
from actions.pointer import CORNER
from agent.errors import InputError, Interrupted, Stopped
from agent.types import Frame, Point

FREE_SECONDS = 2.0  # that the person may take to let go of a key, as of the one that said "do it"
ANSWER_SECONDS = 0.05  # after an act's beginning; until then the key or click that allowed it may come
REST_SECONDS = 0.3  # without a movement of the person's, after which an act begins
MOST_MOVING = 60.0  # seconds that it waits for that
CORNER_SIDE = 10  # pixels
CORNER_SECONDS = 0.01  # between two looks at the corners
AWAY = 2  # pixels that the pointer may stand beside where we put it
LOOK_PAUSE = 0.02
STOPPED = "Stopped by you; nothing more was sent."
TAKEN_OVER = "You moved the mouse or typed, so Deskhand let go."
STILL_MOVING = "You kept using the mouse for a minute, so Deskhand stopped."


class Gate:
    """For one act on the picture `seen`. The checks raise Stopped and Interrupted."""

    def __init__(self, hands: Input, seen: Frame, stop: Event, person: Person) -> None:
        self.stop = stop
        self.at: Point | None = None  # where we put the pointer
        self._hands = hands
        self._seen = seen
        self._person = person
        self._begun = time.monotonic()
        self._corners_seen = 0.0

    def check(self) -> None:
        """Before an event, and while waiting."""
        self.check_stop()
        self._check_corner()
        if self._person.active_since(self._begun + ANSWER_SECONDS):
            raise self._interrupted()

    def check_stop(self) -> None:
        if self.stop.is_set():
            raise Stopped(STOPPED)

    def check_arrived(self) -> None:
        """Nothing is pressed where somebody else has moved the pointer to."""
        if self.at is not None and _apart(self._pointer(), self.at) > AWAY:
            raise self._interrupted()

    def await_free(self) -> None:
        """Waits until the person has let go of all modifier keys and buttons: ours would mix with theirs."""
        end = time.monotonic() + FREE_SECONDS
        while held := self._hands.busy():
            if time.monotonic() > end:
                raise InputError(f"{held[0].upper()}{held[1:]} is held down; let go of it and try again.")
            self._wait()

    def await_rest(self) -> None:
        """Waits until the person's mouse rests: it may still be on its way from the button that said yes."""
        end, moved = time.monotonic() + MOST_MOVING, self._person.moving()
        while moved and self._person.active_since(time.monotonic() - REST_SECONDS):
            if time.monotonic() > end:
                raise Stopped(STILL_MOVING)
            self._wait()
        self._begun = time.monotonic()

    def _wait(self) -> None:
        self.stop.wait(LOOK_PAUSE)
        self.check_stop()

    def _check_corner(self) -> None:
        """The person has thrown the pointer into a corner: pyautogui's own fail-safe wants the very pixel."""
        now = time.monotonic()
        if now - self._corners_seen < CORNER_SECONDS:
            return
        self._corners_seen = now
        pointer = self._pointer()
        if self.at is not None and _apart(pointer, self.at) <= AWAY:
            return
        for box in [monitor.box for monitor in self._seen.monitors] or [self._seen.box]:
            across = min(abs(pointer.x - box.x0), abs(box.x1 - 1 - pointer.x))
            down = min(abs(pointer.y - box.y0), abs(box.y1 - 1 - pointer.y))
            if across < CORNER_SIDE and down < CORNER_SIDE:
                raise Stopped(CORNER)

    def _pointer(self) -> Point:
        return self._seen.from_native(*self._hands.position())

    def _interrupted(self) -> Interrupted:
        return Interrupted(TAKEN_OVER, sent=self._hands.sent > 0)


def _apart(a: Point, b: Point) -> int:
    return max(abs(a.x - b.x), abs(a.y - b.y))
