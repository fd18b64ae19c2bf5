"""From single events to gestures, as they come. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agent.recording.gestures import (
    STEP,
    Clicked,
    Dragged,
    Gesture,
    Pressed,
    Spot,
    Stroke,
    Turned,
    Typed,
)
from agent.recording.heard import (
    Answered,
    Blind,
    ButtonPress,
    ButtonRelease,
    Commit,
    Heard,
    KeyPress,
    KeyRelease,
    Wheel,
)
from agent.recording.texts import Texts
from agent.types import Frame

DOUBLE_SECONDS, DOUBLE_PIXELS = 0.5, 5  # what desktops count as one double click
DRAG_PIXELS = 8  # further than that between press and release is a drag
TURN_SECONDS = 1.0  # notches that follow one another so closely are one turn
REPEAT_SECONDS = 1.0
MOST_TURNS, MOST_REPEATS = 100, 100
MODIFIERS = ("ctrl", "alt", "shift", "super", "altgr")  # in the order of writing
COMMANDS = frozenset({"ctrl", "alt", "super"})
LOCKS = frozenset({"capslock", "numlock", "scrolllock"})
ALONE = frozenset({"super", "alt"})  # pressed by themselves they open a menu


@dataclass(frozen=True)
class _Down:
    """A button that is down, and the picture before it."""

    event: ButtonPress
    before: Frame | None


class Catcher:
    """Takes events in their order; gives each gesture that is new or has grown."""

    def __init__(self) -> None:
        self._count = 0
        self._last: Gesture | None = None
        self._down: dict[str, _Down] = {}
        self._alone = ""  # a modifier that is down, and nothing else was pressed since
        self._texts = Texts()

    def take(self, event: Heard, before: Frame | None, number: int = 0) -> Gesture | None:
        """`before`: the newest picture before the event. `number`: of the raw event."""
        match event:
            case ButtonPress():
                self._alone = ""
                self._down[event.button] = _Down(event, before)
            case ButtonRelease():
                return self._release(event)
            case Wheel():
                self._alone = ""
                return self._turn(event, before)
            case KeyPress():
                return self._key(event, before, number)
            case KeyRelease():
                return self._key_up(event, before)
            case Answered():
                return self._grown(self._texts.answered(event))
            case Commit():
                return self._committed(event, before, number)
            case Blind():
                return self._grown(self._texts.blinded(event.on, self._typing))
        return None

    def close(self) -> None:
        """What comes next belongs to no gesture before it."""
        self._last, self._alone = None, ""
        self._down.clear()

    @property
    def waiting(self) -> bool:
        """Whether an input method has not yet answered for all keys of the last text."""
        return self._texts.waiting

    @property
    def pressing(self) -> bool:
        """Whether a button is down."""
        return bool(self._down)

    def _new(self, gesture: Gesture) -> Gesture:
        self._last = gesture
        return gesture

    def _number(self) -> int:
        """Those in between are left for what is found out later."""
        self._count += 1
        return STEP * (self._count - 1)

    # -- buttons

    def _release(self, event: ButtonRelease) -> Gesture | None:
        down = self._down.pop(event.button, None)
        if down is None:
            return None
        spot, end = (down.event.x, down.event.y), (event.x, event.y)
        if _apart(spot, end) > DRAG_PIXELS:
            return self._new(
                Dragged(self._number(), down.event.at, event.at, down.before, spot, end, event.button)
            )
        return self._click(down, event, spot)

    def _click(self, down: _Down, event: ButtonRelease, spot: Spot) -> Gesture:
        modifiers = tuple(name for name in MODIFIERS if name in down.event.modifiers)
        last = self._last
        if (
            isinstance(last, Clicked)
            and last.count < 3
            and (last.button, last.modifiers) == (event.button, modifiers)
            and event.button == "left"
            and down.event.at - last.until <= DOUBLE_SECONDS
            and _apart(last.spot, spot) <= DOUBLE_PIXELS
        ):
            return self._new(replace(last, count=2 if last.count == 1 else 3, until=event.at))
        return self._new(
            Clicked(self._number(), down.event.at, event.at, down.before, spot, event.button, 1, modifiers)
        )

    def _turn(self, event: Wheel, before: Frame | None) -> Gesture:
        last = self._last
        if isinstance(last, Turned) and event.at - last.until <= TURN_SECONDS and _same_turn(last, event):
            return self._new(replace(last, dx=last.dx + event.dx, dy=last.dy + event.dy, until=event.at))
        spot = event.x, event.y
        return self._new(Turned(self._number(), event.at, event.at, before, spot, event.dx, event.dy))

    # -- keys

    def _key(self, event: KeyPress, before: Frame | None, number: int) -> Gesture | None:
        if event.key in MODIFIERS:
            self._alone = event.key if not event.modifiers else ""
            return None
        self._alone = ""
        if event.key in LOCKS:
            return None
        if not event.modifiers & COMMANDS:
            stroke = self._texts.stroke(event, self._typing)
            if stroke is not None:
                return self._type(stroke, before, number)
        return self._press(event, before, number) if event.key else None

    @property
    def _typing(self) -> bool:
        """Whether the last text may go on."""
        return isinstance(self._last, Typed)

    def _type(self, stroke: Stroke, before: Frame | None, number: int) -> Gesture:
        if self._typing:
            return self._new(self._texts.longer(stroke, number))
        return self._new(self._texts.begun(self._number(), stroke, before, number))

    def _committed(self, event: Commit, before: Frame | None, number: int) -> Gesture:
        late = self._grown(self._texts.committed(event, number))
        return late or self._type(Stroke(event.at, "commit", event.text), before, number)

    def _grown(self, typed: Typed | None) -> Gesture | None:
        """The last text, which may be over."""
        if typed is not None and self._last is not None and self._last.number == typed.number:
            self._last = typed
        return typed

    def _press(self, event: KeyPress, before: Frame | None, number: int) -> Gesture:
        keys = (*(name for name in MODIFIERS if name in event.modifiers), event.key)
        return self._pressed(keys, event.at, before, number)

    def _pressed(self, keys: tuple[str, ...], at: float, before: Frame | None, number: int = -1) -> Gesture:
        last = self._last
        if isinstance(last, Pressed) and last.keys == keys and _again(last, at):
            events = (*last.events, number)
            return self._new(replace(last, repeat=last.repeat + 1, until=at, events=events))
        return self._new(Pressed(self._number(), at, at, before, keys, events=(number,)))

    def _key_up(self, event: KeyRelease, before: Frame | None) -> Gesture | None:
        alone, self._alone = self._alone, ""
        if event.key == alone and alone in ALONE:
            return self._pressed((alone,), event.at, before)
        return None


def _again(last: Pressed, at: float) -> bool:
    return at - last.until <= REPEAT_SECONDS and last.repeat < MOST_REPEATS


def _apart(one: Spot, other: Spot) -> int:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _same_turn(last: Turned, event: Wheel) -> bool:
    """The same way, at the same place."""
    way = last.dx * event.dx >= 0 and last.dy * event.dy >= 0
    full = abs(last.dx + event.dx) > MOST_TURNS or abs(last.dy + event.dy) > MOST_TURNS
    return way and not full and _apart(last.spot, (event.x, event.y)) <= 3 * DRAG_PIXELS
