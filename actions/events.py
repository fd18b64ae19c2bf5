"""An act → the primitive input events that carry it out, as data. Pure: knows no display and no library.

The guard's checks stand among the events, where they must happen: the picture of a target before the pointer
moves there, the window under the pointer before a press, the focus before keys.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from agent.types import (
    Action,
    Button,
    Clear,
    Click,
    Drag,
    Hover,
    Point,
    Press,
    Scroll,
    Target,
    TypeText,
    Wait,
)

HOVER_SECONDS = 0.03  # between the pointer's arrival and the press: programs react to being entered
DRAG_STEPS, DRAG_STEP_PIXELS, DRAG_PAUSE = 24, 12, 0.01
DRAG_THRESHOLD = 10  # pixels; toolkits begin a drag after 3 (Chromium) to 10 (Qt)
DROP_SECONDS = 0.1


@dataclass(frozen=True)
class CheckTarget:
    """The target must look as it did, in the same window."""

    target: Target


@dataclass(frozen=True)
class CheckWindow:
    """The window under the target's point must still be the same, and not ours."""

    target: Target


@dataclass(frozen=True)
class CheckPointer:
    """The window under the pointer must not be ours."""


@dataclass(frozen=True)
class CheckFocus:
    """The keys must go to the target's window, or (None) to the one that had the focus when it was seen."""

    target: Target | None


@dataclass(frozen=True)
class PointerMove:
    """To a place in desktop pixels."""

    point: Point


@dataclass(frozen=True)
class ButtonDown:
    button: Button


@dataclass(frozen=True)
class ButtonUp:
    button: Button


@dataclass(frozen=True)
class KeyDown:
    """`key` is a name of actions/keys.py."""

    key: str


@dataclass(frozen=True)
class KeyUp:
    key: str


@dataclass(frozen=True)
class WheelTurn:
    """One notch: dy = 1 down, -1 up, dx = 1 right, -1 left."""

    dx: int
    dy: int


@dataclass(frozen=True)
class TypeString:
    text: str
    secret: bool = False
    paced: bool = False

    def __repr__(self) -> str:  # a secret never reaches a log or a traceback
        shown = "•" * 8 if self.secret else self.text
        return f"TypeString({shown!r})"


@dataclass(frozen=True)
class Pause:
    seconds: float


Check = CheckTarget | CheckWindow | CheckPointer | CheckFocus
Sent = PointerMove | ButtonDown | ButtonUp | KeyDown | KeyUp | WheelTurn | TypeString  # go to the system
Event = Check | Sent | Pause


def events_of(action: Action, platform: str = sys.platform) -> tuple[Event, ...]:
    """The events of an act, in order, on `platform` (a value of sys.platform)."""
    return tuple(_events(action, platform))


def _events(action: Action, platform: str) -> Iterator[Event]:
    match action:
        case Click():
            yield from _click(action)
        case Hover():
            yield from _go_to(action.target)
        case TypeText():
            yield from _type(action, platform)
        case Clear():
            yield from _click_into(action.target)
            yield from _empty(platform)
        case Press():
            yield CheckFocus(None)
            for _ in range(action.repeat):
                yield from _chord(action.keys)
        case Scroll():
            yield from _scroll(action)
        case Drag():
            yield from _drag(action)
        case Wait():
            yield Pause(action.seconds)
        case _:
            assert_never(action)


def _go_to(target: Target) -> Iterator[Event]:
    yield CheckTarget(target)
    yield PointerMove(target.point)


def _click(action: Click) -> Iterator[Event]:
    yield from _go_to(action.target)
    yield Pause(HOVER_SECONDS)
    for key in action.modifiers:
        yield KeyDown(key)
    yield CheckWindow(action.target)
    for _ in range(action.count):
        yield ButtonDown(action.button)
        yield ButtonUp(action.button)
    for key in reversed(action.modifiers):
        yield KeyUp(key)


def _click_into(target: Target | None) -> Iterator[Event]:
    if target is not None:
        yield from _click(Click(target=target))
    yield CheckFocus(target)


def _type(action: TypeText, platform: str) -> Iterator[Event]:
    yield from _click_into(action.target)
    if action.replace and not action.text:
        yield from _empty(platform)
    elif action.replace:
        yield from _select_all(platform)
    if action.text:
        yield TypeString(action.text, action.secret, action.paced)


def _empty(platform: str) -> Iterator[Event]:
    yield from _select_all(platform)
    yield from _chord(("delete",))


def _select_all(platform: str) -> Iterator[Event]:
    yield from _chord((shortcut_key(platform), "a"))


def shortcut_key(platform: str = sys.platform) -> str:
    """The key of "select all" and "paste" on `platform`: Command on macOS, Ctrl elsewhere."""
    return "super" if platform == "darwin" else "ctrl"


def _chord(keys: tuple[str, ...]) -> Iterator[Event]:
    for key in keys:
        yield KeyDown(key)
    for key in reversed(keys):
        yield KeyUp(key)


def _scroll(action: Scroll) -> Iterator[Event]:
    if action.target is None:
        yield CheckPointer()
    else:
        yield from _go_to(action.target)
        yield Pause(HOVER_SECONDS)
        yield CheckWindow(action.target)
    for count, x, y in ((action.dx, 1, 0), (action.dy, 0, 1)):
        sign = int(math.copysign(1, count))
        for _ in range(abs(count)):
            yield WheelTurn(sign * x, sign * y)


def _drag(action: Drag) -> Iterator[Event]:
    yield CheckTarget(action.to)
    yield from _go_to(action.source)
    yield Pause(HOVER_SECONDS)
    yield CheckWindow(action.to)
    yield CheckWindow(action.source)
    yield ButtonDown(action.button)
    for point in drag_path(action.source.point, action.to.point):
        yield Pause(DRAG_PAUSE)
        yield PointerMove(point)
    yield Pause(DROP_SECONDS)
    yield ButtonUp(action.button)


def drag_path(start: Point, end: Point) -> tuple[Point, ...]:
    """The places after the start: first just past the threshold of a drag, then even steps to the end."""
    length = math.hypot(end.x - start.x, end.y - start.y)
    if length == 0:
        return (end,)
    steps = max(2, min(DRAG_STEPS, math.ceil(length / DRAG_STEP_PIXELS)))
    first = min(1.0, DRAG_THRESHOLD / length)
    parts = sorted({first, *(i / steps for i in range(1, steps + 1))})
    return tuple(_between(start, end, part) for part in parts)


def _between(start: Point, end: Point, part: float) -> Point:
    return Point(x=round(start.x + (end.x - start.x) * part), y=round(start.y + (end.y - start.y) * part))
