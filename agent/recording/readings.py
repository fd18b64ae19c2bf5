"""Looks at what gestures were done to, and keeps what came of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from agent.errors import ReadError
from agent.macro import Check
from agent.macros.values import literal
from agent.ports import Eyes
from agent.privacy import Private
from agent.recording.aftermath import came_up, ticked
from agent.recording.drafts import Drafted
from agent.recording.gestures import Clicked, Dragged, Gesture, Hovered, Pressed, Turned, Typed
from agent.recording.reading import (
    Reading,
    expectation,
    held_place,
    plain,
    read_spot,
    read_typed,
    telling,
    wait_for,
    waited,
)
from agent.recording.scrub import shows
from agent.recording.steps import drafted
from agent.recording.typing import Text
from agent.types import Frame, Observation

REMEMBERED = 3  # looks: one gesture's “after” is the next one's “before”
Changes = Callable[[float, float], float]


class Readings:
    """For one thread at a time. `changes`: when the screen changed last between two times."""

    def __init__(self, eyes: Eyes, private: Private, changes: Changes) -> None:
        self._eyes, self._private, self._changes = eyes, private, changes
        self._looks: OrderedDict[str, Observation] = OrderedDict()
        self._all: dict[int, Reading] = {}
        self.secrets: set[str] = set()
        self.screen: tuple[int, int] | None = None

    def forget(self) -> None:
        self._looks.clear()
        self._all.clear()
        self.secrets.clear()

    def has(self, number: int) -> bool:
        """Whether that gesture could be made out."""
        return number in self._all

    def drafted(self) -> Drafted:
        return drafted([self._hidden(self._all[number]) for number in sorted(self._all)])

    def _hidden(self, reading: Reading) -> Reading:
        """What turned out to be a secret was one wherever it was typed, by mistake or again."""
        text = "".join(piece.text for piece in reading.pieces if isinstance(piece, Text))
        return replace(reading, secret=True, pieces=()) if shows(text, self.secrets) else reading

    def spot(self, gesture: Clicked | Hovered | Dragged | Turned) -> bool:
        """What was clicked, dragged or scrolled; whether there are news. Where the eye cannot read, the place
        is known by its picture."""
        if gesture.before is None:
            return False
        seen = self._look(gesture.before) or Observation(gesture.before)
        self._all[gesture.number] = read_spot(gesture, seen, self._private)
        return True

    def after(self, gesture: Gesture, after: Frame | None, until: float) -> bool:
        """What came of a gesture, which is over: `after` is the picture before the next one, at `until`."""
        match gesture:
            case Typed():
                self._typed(gesture, after)
            case Pressed():
                self._all[gesture.number] = Reading(plain(gesture))
            case _ if gesture.number in self._all:
                self._all[gesture.number] = replace(self._all[gesture.number], gesture=plain(gesture))
        if gesture.number not in self._all or after is None:
            return gesture.number in self._all
        self._aftermath(gesture, after, until)
        return True

    def _typed(self, gesture: Typed, after: Frame | None) -> None:
        earlier = [self._all[number] for number in sorted(self._all) if number < gesture.number]
        before, seen = self._look(gesture.before), self._look(after)
        reading, secret = read_typed(gesture, held_place(earlier), before, seen, self._private)
        self._all[gesture.number] = reading
        self.secrets |= {secret} - {""}

    def _aftermath(self, gesture: Gesture, after: Frame, until: float) -> None:
        reading, wait = self._all[gesture.number], None
        expect = expectation(gesture, after) or self._shown(gesture, reading, after)
        if waited(gesture, until, self._changes(gesture.until, until)):
            wait = self._wait(gesture, reading, after)
        self._all[gesture.number] = replace(reading, expect=expect, wait=wait)

    def _shown(self, gesture: Gesture, reading: Reading, after: Frame) -> Check | None:
        """What a look at the picture afterwards tells of it."""
        what = telling(reading)
        before, seen = (self._look(gesture.before), self._look(after)) if what else (None, None)
        if before is None or seen is None:
            return None
        if what == "words" or reading.place is None or not isinstance(gesture, Clicked):
            return came_up(before, seen)
        point = before.frame.from_native(*gesture.spot)
        return ticked(before, seen, point, literal(reading.place.marked.mark))

    def _wait(self, gesture: Gesture, reading: Reading, after: Frame) -> Check | None:
        before, seen = self._look(gesture.before), self._look(after)
        if before is None or seen is None:
            return None
        typed = [piece.text for piece in reading.pieces if isinstance(piece, Text)]
        return wait_for(before, seen, typed)

    def _look(self, frame: Frame | None) -> Observation | None:
        """None where the eye could not read it."""
        if frame is None:
            return None
        self.screen = frame.box.width, frame.box.height
        key = frame.digest + repr([window.model_dump() for window in frame.windows])
        if key not in self._looks:
            try:
                self._looks[key] = self._eyes.look(frame)
            except (ReadError, RuntimeError):  # and what the libraries of models raise
                return None
            while len(self._looks) > REMEMBERED:
                self._looks.popitem(last=False)
        self._looks.move_to_end(key)
        return self._looks[key]
