"""What a person did, put together from single events: clicks, drags, turns of the wheel, keys, typing.

`before` is the newest picture taken before the first event, `at` and `until` are seconds (time.monotonic),
points are native input units, as the ear tells them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agent.types import Button, Frame

Spot = tuple[int, int]
STEP = 8  # between two numbers, for what is found out later to have been done in between


@dataclass(frozen=True, eq=False)
class _Gesture:
    number: int  # in the order of their beginning, STEP apart; one that grew keeps its number
    at: float
    until: float
    before: Frame | None


@dataclass(frozen=True, eq=False)
class Clicked(_Gesture):
    spot: Spot
    button: Button = "left"
    count: Literal[1, 2, 3] = 1
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Hovered(_Gesture):
    """The pointer rested on something that opened by that."""

    spot: Spot


@dataclass(frozen=True, eq=False)
class Dragged(_Gesture):
    spot: Spot
    to: Spot
    button: Button = "left"


@dataclass(frozen=True, eq=False)
class Turned(_Gesture):
    """Wheel notches: dy > 0 down, dx > 0 right."""

    spot: Spot
    dx: int = 0
    dy: int = 0


@dataclass(frozen=True, eq=False)
class Pressed(_Gesture):
    """`events`: the numbers of the raw events of its keys."""

    keys: tuple[str, ...] = ()
    repeat: int = 1
    events: tuple[int, ...] = ()


@dataclass(frozen=True)
class Stroke:
    """One key of a typed text. "text": it types `text`; "key": one called so, such as backspace; "kept" and
    "passed": what the input method did with the press of `keycode`; "commit": it put `text` there."""

    at: float
    kind: Literal["text", "key", "kept", "passed", "commit"]
    text: str = ""
    keycode: int = 0
    unsure: bool = False


@dataclass(frozen=True, eq=False)
class Typed(_Gesture):
    """`events`: the numbers of the raw events of its keys."""

    strokes: tuple[Stroke, ...] = ()
    events: tuple[int, ...] = ()


Gesture = Clicked | Hovered | Dragged | Turned | Pressed | Typed
