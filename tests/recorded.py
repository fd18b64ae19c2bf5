"""For the recording tests: raw events with a clock that goes on by itself, and screens that were seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from agent.privacy import Private
from agent.recording.caught import Catcher
from agent.recording.gestures import Clicked, Dragged, Gesture, Turned, Typed
from agent.recording.heard import (
    Answered,
    ButtonPress,
    ButtonRelease,
    Commit,
    Heard,
    KeyPress,
    KeyRelease,
    Motion,
    Wheel,
)
from agent.recording.reading import Reading, held_place, read_spot, read_typed
from agent.recording.reading import plain as without_picture
from agent.types import Box, Button, Element, Frame, Kind, Observation, Window

NOTHING: frozenset[str] = frozenset()
CODES = {
    name: 100 + number for number, name in enumerate(("enter", "tab", "backspace", "left", "shift", "ctrl"))
}


def code_of(key: str) -> int:
    return CODES.get(key) or ord(key[0]) % 90


@dataclass
class Tape:
    """Events as an ear would tell them."""

    now: float = 100.0
    events: list[Heard] = field(default_factory=list)

    def wait(self, seconds: float) -> Tape:
        self.now += seconds
        return self

    def stamp(self) -> tuple[int, float]:
        self.now += 0.01
        return round(self.now * 1000), self.now

    def click(
        self, x: int, y: int, button: Button = "left", *held: str, to: tuple[int, int] = (0, 0)
    ) -> Tape:
        end = to if to != (0, 0) else (x, y)
        self.events.append(Motion(*self.stamp(), x, y))
        self.events.append(ButtonPress(*self.stamp(), button, x, y, frozenset(held)))
        if to != (0, 0):
            self.events.append(Motion(*self.stamp(), *to))
        self.events.append(ButtonRelease(*self.stamp(), button, *end, frozenset(held)))
        return self

    def wheel(self, dy: int, x: int = 50, y: int = 50, dx: int = 0) -> Tape:
        self.events.append(Wheel(*self.stamp(), x, y, dx, dy))
        return self

    def key(self, key: str, *held: str, character: str = "", unsure: bool = False, up: bool = True) -> Tape:
        code, modifiers = code_of(key), frozenset(held)
        self.events.append(KeyPress(*self.stamp(), key, character, 0, code, modifiers, unsure))
        if up:
            self.events.append(KeyRelease(*self.stamp(), key, 0, code, modifiers))
        return self

    def chord(self, *keys: str) -> Tape:
        *held, last = keys
        for number, name in enumerate(held):
            self.key(name, *held[:number], up=False)
        self.key(last, *held)
        for name in reversed(held):
            self.events.append(KeyRelease(*self.stamp(), name, 0, code_of(name), frozenset(held)))
        return self

    def type(self, text: str) -> Tape:
        for character in text:
            name = "space" if character == " " else character.lower()
            self.key(name, character=character)
        return self

    def answer(self, key: str, kept: bool) -> Tape:
        self.events.append(Answered(*self.stamp(), code_of(key), kept))
        return self

    def commit(self, text: str) -> Tape:
        self.events.append(Commit(*self.stamp(), text))
        return self


def caught(tape: Tape) -> list[Gesture]:
    """The gestures as they were in the end."""
    catcher = Catcher()
    found: dict[int, Gesture] = {}
    for number, event in enumerate(tape.events):
        if (gesture := catcher.take(event, None, number)) is not None:
            found[gesture.number] = gesture
    return [found[number] for number in sorted(found)]


WHITE, BLACK = 255, 0
WINDOW = Window(id=1, title="Form", app="Form", pid=7, box=Box(x0=0, y0=0, x1=640, y1=400), focused=True)


def box(x: int, y: int, width: int = 120, height: int = 24) -> Box:
    return Box(x0=x, y0=y, x1=x + width, y1=y + height)


def element(kind: Kind, at: Box, text: str = "", label: str = "", **more: Any) -> Element:
    return Element(id=at.x0 * 1000 + at.y0, kind=kind, box=at, text=text, label=label, **more)


def screen(*elements: Element, ink: Sequence[Box] = (), windows: Sequence[Window] = (WINDOW,)) -> Observation:
    """A screen of white with black boxes."""
    pixels = np.full((400, 640, 3), WHITE, np.uint8)
    for part in ink:
        pixels[part.y0 : part.y1, part.x0 : part.x1] = BLACK
    return Observation(Frame(pixels, windows=tuple(windows)), elements)


def read(tape: Tape, *screens: Observation) -> list[Reading]:
    """What the gestures were done to; `screens`: before each of them, and after the last."""
    readings: list[Reading] = []
    for gesture, before, after in zip(caught(tape), screens[:-1], screens[1:], strict=True):
        if isinstance(gesture, Clicked | Dragged | Turned):
            readings.append(read_spot(gesture, before, Private()))
        elif isinstance(gesture, Typed):
            readings.append(read_typed(gesture, held_place(readings), before, after, Private())[0])
        else:
            readings.append(Reading(without_picture(gesture)))
    return readings
